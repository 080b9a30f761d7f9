"""What the app did because of what somebody answered, so that it can be shown, explained and looked up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from stretchplayer.core.catalogue import Record
from stretchplayer.core.comfort import limits


class ReactionKind(StrEnum):
    """Which rule it was."""

    AMBER = "amber"  # the rest is eased, and this stretch next time
    RED = "red"  # this stretch is left out until it is put back
    ENOUGH = "enough"  # the session ended after another red
    SHORT_HOLDS = "short_holds"  # 10 s holds, since the back was sore before
    VERY_GENTLE = "very_gentle"  # a high start: the gentle day alone was offered
    SORER = "sorer"  # sorer after than before: the next session at half dose
    UNSETTLED = "unsettled"  # not settled within a day: the next session at half dose
    PAUSE = "pause"  # not settled twice running: pause, ask a professional
    HIGHER = "higher"  # weekly averages up on the start
    NO_EASE = "no_ease"  # no easier after six weeks
    HELP = "help"  # a warning sign: get help now


class Answer(StrEnum):
    """What became of it."""

    TAKEN = "taken"
    DECLINED = "declined"  # the user went on as planned
    OFF = "off"  # the rules were switched off: it was noted, nothing was done
    UNDONE = "undone"  # the rating or answer it came from was changed, so what followed was taken back


class Reaction(Record, frozen=True, kw_only=True):
    """One thing the app did, or would have done. `before` and `score` are the ratings it came from."""

    id: str
    kind: ReactionKind
    answer: Answer
    at: datetime
    session: str | None = None
    stretch: str | None = None
    before: int | None = None
    score: int | None = None
    flag: bool = False


def rest_is_eased(reactions: Iterable[Reaction]) -> bool:
    """Whether what was still to come of a session is eased, by its reactions in order.

    The last amber rating decides.
    """
    ambers = [one for one in reactions if one.kind is ReactionKind.AMBER and one.answer is not Answer.UNDONE]
    return bool(ambers) and ambers[-1].answer is Answer.TAKEN


def why(reaction: Reaction, stretch_name: str = "This stretch") -> str:
    """What it came from and, where it was not declined or without effect, what it meant."""
    cause, meaning = _cause(reaction, stretch_name), _MEANINGS.get(reaction.kind, "")
    was_read = reaction.kind is ReactionKind.PAUSE and reaction.answer is Answer.DECLINED
    holds = reaction.answer is Answer.TAKEN or was_read
    return f"{cause} {meaning}" if meaning and holds else cause


_HALF_LENGTH = "The next session is at half length."
_MEANINGS = {
    ReactionKind.AMBER: "The rest is eased, and this one next time.",
    ReactionKind.RED: "It is left out until you put it back.",
    ReactionKind.ENOUGH: "That was enough for that day.",
    ReactionKind.SHORT_HOLDS: f"Holds were {limits.SHORT_HOLD_S:g} s.",
    ReactionKind.VERY_GENTLE: "A very gentle day was offered.",
    ReactionKind.SORER: _HALF_LENGTH,
    ReactionKind.UNSETTLED: _HALF_LENGTH,
    ReactionKind.PAUSE: "A pause was suggested.",
    ReactionKind.HELP: "The session ended.",
}


def _cause(reaction: Reaction, stretch_name: str) -> str:
    match reaction.kind:
        case ReactionKind.AMBER | ReactionKind.RED | ReactionKind.ENOUGH:
            return f"{stretch_name}: {_rated(reaction)}."
        case ReactionKind.SHORT_HOLDS | ReactionKind.VERY_GENTLE:
            return f"Your back was at {reaction.before} before."
        case ReactionKind.SORER:
            return f"You finished at {reaction.score} and began at {reaction.before}."
        case ReactionKind.UNSETTLED:
            return "Extra pain had not settled within a day."
        case ReactionKind.PAUSE:
            return "Extra pain had not settled within a day, twice in a row."
        case ReactionKind.HIGHER:
            return "Your ratings were higher in two weeks running than at your start."
        case ReactionKind.NO_EASE:
            return f"After {limits.NO_EASE_WEEKS} weeks your ratings were not clearly below your start."
        case ReactionKind.HELP:
            return "You said that a warning sign is true for you."


def _rated(reaction: Reaction) -> str:
    """The rating in words: "sharp or spreading, at 5"; "rated 6, after 2 before"."""
    if reaction.flag:
        at = "" if reaction.score is None else f", at {reaction.score}"
        return f"sharp, shooting, tingling or spreading{at}"
    before = "" if reaction.before is None else f", after {reaction.before} before"
    return f"rated {reaction.score}{before}"

"""What the cards of Today say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from stretchplayer.core.comfort import SHORT_HOLD_S, ReactionKind, limits
from stretchplayer.core.comfort.next_day import Settled
from stretchplayer.ui.words import WEEKDAYS

WHOM_TO_ASK = (
    "That can happen for many reasons. If it goes on, or worries you, a doctor or physiotherapist can help."
)
ANSWERS = ((Settled.YES, "Yes"), (Settled.NO, "No"), (Settled.NONE, "There was none"))
PAUSE = (
    "Extra pain had not settled within a day, twice in a row. Perhaps let the plan rest for some days, and"
    " ask a doctor or physiotherapist which stretches suit you."
)
TRENDS = {
    ReactionKind.HIGHER: (
        f"Your ratings were higher in both of the last two weeks than in your first two. {WHOM_TO_ASK}"
    ),
    ReactionKind.NO_EASE: (
        f"After {limits.NO_EASE_WEEKS} weeks your ratings are not clearly below your start. {WHOM_TO_ASK}"
    ),
}
SHORT_HOLDS = f"Shorter holds, {SHORT_HOLD_S:g} s, for your first two weeks."
KINDER_ORDER = "Later in the day is kinder for bending stretches, so they come last this morning."
OWN_ORDER = "Later in the day is kinder for bending stretches. This time they come in your own order."
IN_ORDER = "Later in the day is kinder for bending stretches. In this routine they come last already."
NOTHING_FOLLOWS = "Extra pain had not settled, you said. Nothing changes, since reacting to ratings is off."
AS_LONG_AS_EVER = "Extra pain had not settled, you said. The next session has its full length, as you wished."

_HALF_BECAUSE = {
    ReactionKind.SORER: "because your last session ended sorer than it began",
    ReactionKind.UNSETTLED: "because extra pain had not settled within a day",
}


def settled_question(about: date, today: date) -> str:
    """Asked about the last date with a session, which is named when it was not yesterday."""
    when = "Yesterday" if about == today - timedelta(days=1) else f"On {WEEKDAYS[about.weekday()]}"
    return f"{when}, did any extra pain settle within a day?"


def half_length(length: str, why: ReactionKind) -> str:
    """That the next session is shorter, and why."""
    return f"Half-length today, {length}, {_HALF_BECAUSE[why]}."


def eased(names: Sequence[str]) -> str:
    """Which stretches come in their easier form this time."""
    if len(names) == 1:
        return f"{names[0]} is eased this time, since it was sore."
    return f"{', '.join(names[:-1])} and {names[-1]} are eased this time, since they were sore."


def more_notes(number: int) -> str:
    """What the line says behind which the rest is."""
    return f"{number} more notes"

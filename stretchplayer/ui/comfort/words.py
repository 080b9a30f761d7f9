"""The comfort rules in plain words, with the numbers in force."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from stretchplayer.core.comfort import Answer, ComfortRules, Reaction, ReactionKind, limits
from stretchplayer.core.history import HIGHEST_SCORE
from stretchplayer.core.progress.weeks import monday_of
from stretchplayer.core.routine_advice import STIFF_MORNING_MIN
from stretchplayer.ui.words import count_words, long_date, short_date

TITLE = "Comfort rules"
INTRODUCTION = (
    "What the app does about your ratings, and with which numbers. These are comfort rules, not medicine:"
    " cautious on purpose, the same for everybody until you change them."
)
REACT = "React to my ratings"
REACT_NOTE = (
    "Off: no stretch is eased, left out or shortened because of a rating. What you rate is still written"
    " down, and warning signs are always shown."
)
NUMBERS, STAYS, LEFT_OUT, DONE = (
    "Numbers you can change",
    "What stays as it is, and why",
    "Left out until you put them back",
    "What was done",
)
NOTHING_LEFT_OUT = "Nothing is left out."
NOTHING_DONE = "Nothing so far. What the app does because of a rating or an answer will be listed here."
_FLAG = "flag"  # why a stretch was left out, where that was no score
_SHORT = f"{limits.SHORT_HOLD_S:g}\u00a0s"
_PROFESSIONAL = "Asking a doctor or physiotherapist is suggested"


@dataclass(frozen=True)
class Threshold:
    """A number of `ComfortRules`. `at_low` and `at_high` say why it goes no further there."""

    field: str
    name: str
    limits: tuple[int, int]
    words: Callable[[int], str]
    says: Callable[[ComfortRules], str]
    at_low: str
    at_high: str

    def note(self, rules: ComfortRules) -> str:
        """The rule with its number; at a limit also why it ends there."""
        value: int = getattr(rules, self.field)
        low, high = self.limits
        reason = self.at_low if value <= low else self.at_high if value >= high else ""
        return f"{self.says(rules)} {reason}".rstrip()


def _of_ten(value: int) -> str:
    return f"{value} of {HIGHEST_SCORE}"


def _points(value: int) -> str:
    return count_words(value, "point", "points")


def _stops(value: int) -> str:
    return count_words(value, "stop", "stops")


def _red_score(rules: ComfortRules) -> str:
    return f"Rated {rules.red_score} or more, a stretch ends there and is left out until you put it back."


def _red_rise(rules: ComfortRules) -> str:
    return (
        f"The same at {_points(rules.red_rise)} or more over the rating before the session,"
        f" from a rating of {limits.RED_RISE_FROM_SCORE} on."
    )


def _amber_score(rules: ComfortRules) -> str:
    if rules.amber_score >= rules.red_score:
        return f"At {rules.amber_score} a stretch ends already, so this number is never reached."
    return (
        f"Rated {rules.amber_score} or more, and higher than before: holds of {_SHORT} with"
        " less range for the rest, and this stretch in its easier form next time."
    )


def _amber_rise(rules: ComfortRules) -> str:
    return (
        f"The same at {_points(rules.amber_rise)} or more over the rating before the session,"
        f" from a rating of {limits.AMBER_RISE_FROM_SCORE} on."
    )


def _reds_that_end(rules: ComfortRules) -> str:
    if rules.reds_that_end == 1:
        return "After one stretch that had to end, the session ends, with a rest."
    return f"After {rules.reds_that_end} stretches that had to end, the session ends, with a rest."


def _sorer_rise(rules: ComfortRules) -> str:
    return (
        f"When you finish {_points(rules.sorer_rise)} or more above where you began, the next session has"
        " half the repetitions; the one after it is as ever."
    )


THRESHOLDS = (
    Threshold(
        "red_score",
        "End a stretch at",
        limits.RED_SCORE_LIMITS,
        _of_ten,
        _red_score,
        "It goes no lower: up to 3 is mild.",
        "It goes no higher: from 7 on pain is severe.",
    ),
    Threshold(
        "red_rise",
        "End a stretch at a rise of",
        limits.RED_RISE_LIMITS,
        _points,
        _red_rise,
        "It goes no lower: one point is within ordinary ups and downs.",
        "It goes no higher: a rise of more is a large one.",
    ),
    Threshold(
        "amber_score",
        "Ease off at",
        limits.AMBER_SCORE_LIMITS,
        _of_ten,
        _amber_score,
        "It goes no lower: 1 is next to nothing.",
        "It goes no higher: from 6 on a stretch has to end.",
    ),
    Threshold(
        "amber_rise",
        "Ease off at a rise of",
        limits.AMBER_RISE_LIMITS,
        _points,
        _amber_rise,
        "There is no smaller rise.",
        "It goes no higher: a larger rise is for ending a stretch.",
    ),
    Threshold(
        "reds_that_end",
        "End the session after",
        limits.REDS_LIMITS,
        _stops,
        _reds_that_end,
        "It goes no lower: one rating has to be there first.",
        "It goes no higher: two are a sign that today is a day for rest.",
    ),
    Threshold(
        "sorer_rise",
        "Half length at a rise of",
        limits.SORER_LIMITS,
        _points,
        _sorer_rise,
        "It goes no lower: one point is within ordinary ups and downs.",
        "It goes no higher: a rise of more is a large one.",
    ),
)


@dataclass(frozen=True)
class Stays:
    """A rule without a number to change. `key` is what is asked for by “Why”."""

    key: str
    name: str
    says: str


RULES_THAT_STAY = (
    Stays(
        "flag",
        "Sharp, shooting, tingling or spreading",
        "The mark ends a stretch whatever its number. Such pain is no mild pull, so nothing can be set here.",
    ),
    Stays(
        "high_start",
        f"A start of {limits.HIGH_START} or more",
        f"A rise of {limits.HIGH_START_AMBER_RISE} eases off, a rise of {limits.HIGH_START_RED_RISE} ends the"
        " stretch. Other numbers would be reached at once, so the rise alone counts.",
    ),
    Stays(
        "very_gentle",
        f"A start of {limits.VERY_GENTLE_START} or more",
        "A very gentle day: rest, breathing, pelvic tilt and knee rolls. On such a day that is plenty.",
    ),
    Stays(
        "short_holds",
        "Shorter holds",
        f"Holds of {_SHORT} in your first two weeks, and with"
        f" {limits.SHORT_HOLDS_FROM_SCORE} or more before a session. Today lets you use the full length.",
    ),
    Stays(
        "day_after",
        "The day after",
        "Extra pain is expected to settle within a day. If it had not, the next session has half the"
        " repetitions; twice in a row, a pause and asking a professional are suggested. Start stays open.",
    ),
    Stays(
        "trend",
        "Your weeks",
        "Two weeks clearly higher than your start, or no easier after"
        f" {limits.NO_EASE_WEEKS} weeks, bring a note. It says what your ratings show and nothing about why."
        f" {_PROFESSIONAL}, since somebody who can look at you knows more.",
    ),
    Stays(
        "morning",
        "Early morning",
        f"Within {STIFF_MORNING_MIN // 60} hours of getting up, what bends forward comes last. The time you"
        " get up at is in Settings; your own order is one press away.",
    ),
    Stays(
        "help",
        "Warning signs",
        "The page that says when to get help comes whatever is chosen here.",
    ),
)


def why_left_out(why: str, since: date, today: date) -> str:
    """Since when a stretch is left out, and what it was rated."""
    return f"Since {short_date(since, since.year != today.year)}. {_reason(why)}".rstrip()


def _reason(why: str) -> str:
    if why == _FLAG:
        return "Sharp, shooting, tingling or spreading."
    if why[:1].isdigit():
        return f"Rated {why}."
    return ""


_ANSWERS = {
    Answer.TAKEN: "Done.",
    Answer.DECLINED: "You went on as planned.",
    Answer.OFF: "Written down; reacting was off.",
    Answer.UNDONE: "Taken back, since what you had said was changed.",
}
_ADVICE_ANSWERS = {Answer.TAKEN: "Said.", Answer.DECLINED: "Read and closed."}
_ADVICE = frozenset({ReactionKind.PAUSE, ReactionKind.HIGHER, ReactionKind.NO_EASE})


def what_became(reaction: Reaction) -> str:
    """When it was, and what became of it."""
    when = f"{long_date(reaction.at.date())}, {reaction.at:%H:%M}."
    answers = _ANSWERS | _ADVICE_ANSWERS if reaction.kind in _ADVICE else _ANSWERS
    return f"{when} {answers[reaction.answer]}"


def week_title(day: date, today: date) -> str:
    """The week of a date, as people call it."""
    monday, this = monday_of(day), monday_of(today)
    if monday == this:
        return "This week"
    if monday == this - timedelta(weeks=1):
        return "Last week"
    return f"Week of {short_date(monday, monday.year != today.year)}"

"""What the page When to stop says. The lists are those of the safety questions."""

from __future__ import annotations

from dataclasses import dataclass

from stretchplayer.core import comfort, screening


@dataclass(frozen=True)
class Section:
    """A heading, a sentence that leads in, and points."""

    title: str
    lead: str
    points: tuple[str, ...]


def _sentences(signs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{sign}." for sign in signs)


TITLE = "When to stop"
INTRODUCTION = (
    "Most back pain is not a sign of anything serious. A few signs need somebody to look at them."
    " Here they are, with what to do when a stretch hurts."
)

EMERGENCY = Section(
    "Get help now",
    "Do not stretch. Go to an emergency department or call your emergency number now, if any of these"
    " is new or getting worse quickly:",
    _sentences(screening.WARNING_SIGNS),
)
TRUE_NOW = "One of these is true for me now"
NOT_A_DIAGNOSIS = "This does not mean you have it; it means it should be looked at today."

WHILE_STRETCHING = Section(
    "While you stretch",
    "A mild pull is fine. Pain is not.",
    (
        "If it hurts, come out a little. If it still hurts, leave that stretch out.",
        (
            "Sharp, shooting, tingling, or spreading down the leg: stop that stretch and rest. Tell the app"
            " with the warning mark, and it is left out until you put it back."
        ),
        (
            f"A rating of {comfort.RED_SCORE} or more, or of {comfort.RED_RISE_FROM_SCORE} or"
            f" {comfort.RED_SCORE - 1} when that is {comfort.RED_RISE} more than before you began: the same."
        ),
        (
            f"A rating of {comfort.AMBER_SCORE} or {comfort.RED_SCORE - 1} that is more than before you"
            " began: ease off. Hold for 10 s and make it smaller."
        ),
        "Two stretches like that in one session are enough for today. Resting is the right choice.",
        "One sore stretch is not damage.",
    ),
)
OWN_NUMBERS = "These are the usual numbers. You have set some of your own; the comfort rules have them."
REACTS_NOT = "You have switched off that the app reacts to ratings, so doing this is up to you."
COMFORT_RULES = "Comfort rules and what was done"
AFTER_SESSION = Section(
    "After a session",
    "",
    (
        (
            f"If you finished sorer than you began by {comfort.SORER_AFTER_RISE} or more, next time starts"
            " at half length."
        ),
        "Extra pain should settle within a day. If it has not, do half as much next time.",
        "If that happens twice in a row, pause for now and ask a doctor or physiotherapist.",
    ),
)
DOCTOR_FIRST = Section(
    "See a doctor first",
    "Please be seen before you go on stretching, if one of these is true:",
    _sentences(screening.DOCTOR_FIRST),
)
ASK_FIRST = Section(
    "Ask which stretches suit you",
    "A doctor or physiotherapist who knows you should choose with you, if one of these is true:",
    _sentences(screening.ASK_FIRST),
)
QUESTIONS = "The safety questions"
ANSWERED = (
    "Last answered on {day}. They come again after three months, and the warning signs after a stretch that"
    " hurt. Your answers are not kept, only the date and the result."
)
NOT_ANSWERED = "They come before your first session and take two minutes."
ANSWER, ANSWER_AGAIN = "Answer them now", "Answer them again"
DISCLAIMER = (
    "Not a medical device. General wellness information only; it does not diagnose, treat or monitor any"
    " condition. If pain is severe, new, spreading or worrying, stop and get medical advice."
)

"""What the safety questions say around the questions themselves."""

from __future__ import annotations

from dataclasses import dataclass

from stretchplayer.core.screening import QUESTIONS, Block

BEFORE_YOU_START = "Before you start"
BEFORE_YOU_GO_ON = "Before you go on"
INTRO_FIRST = "A few questions so you know when stretching should wait. It takes two minutes."
INTRO_AGAIN = (
    "The same questions again. They come every three months, and after a session with two stretches that"
    " hurt. It takes two minutes."
)
INTRO_STOPPED = "All questions anew, since one of the warning signs was true the last time."
INTRO_RED = "A stretch hurt lately, so here are the warning signs once more. It takes half a minute."
STEPS = ("Warning signs", "See a doctor first", "Ask which stretches suit you", "Your promise to yourself")
NOT_KEPT = "Your answers are not kept, only the date and the result."
NOT_A_DEVICE = "Not a medical device. General wellness information only."
DISCLAIMER = (
    "Not a medical device. General wellness information only; it does not diagnose, treat or monitor any"
    " condition. If pain is severe, new, spreading or worrying, stop and get medical advice."
)

NO, YES = "No", "Yes"
CONTINUE = "Continue"
BACK = "Back"
LOOK_AROUND = "Look around first"
NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True)
class Heading:
    """Over the questions of one block."""

    title: str
    note: str


HEADINGS = {
    Block.WARNING_SIGNS: Heading(
        "Do any of these apply to you now?",
        "New or getting worse quickly. A yes does not mean you have something serious.",
    ),
    Block.DOCTOR_FIRST: Heading(
        "Do any of these apply to you?",
        "A yes does not mean you have something serious. It means somebody should look first.",
    ),
    Block.ASK_FIRST: Heading(
        "Do any of these apply to you?",
        "A yes does not mean stretching is wrong for you. It means asking which stretches suit you.",
    ),
}

DO_NOT_STRETCH = "Do not stretch"
GET_HELP = "Go to an emergency department or call your emergency number now."
LOOKED_AT_TODAY = "This does not mean you have it; it means it should be looked at today."
BY_MISTAKE = "I answered by mistake"
CLOSE = "Close"


@dataclass(frozen=True)
class Advice:
    """What is asked of somebody before the first session, and what they tick when it is done."""

    title: str
    words: str
    tick: str


BE_SEEN = Advice(
    "Please be seen before using the app",
    "One of your answers asks for a doctor to look first. This does not mean you have it; single signs"
    " seldom mean anything serious. Ask there whether gentle stretching is fine for you.",
    "I have been seen and may stretch",
)
ASK_WHICH = Advice(
    "Ask your professional which stretches suit you",
    "One of your answers asks for somebody who knows you to choose with you. This does not mean that"
    " stretching is wrong for you, or that you have anything serious.",
    "I have asked",
)
UNTIL_THEN = "Until then Start stays closed. Everything else is open: look around as you like."
FROM_BEFORE = "Your answers asked for this on {day}. They were not kept."
ANSWER_AGAIN = "Answer the questions again"

WAITS = "Stretching waits"
WAITS_WHY = (
    "On {day} you said that a warning sign was true for you. If it still is: go to an emergency department"
    " or call your emergency number now."
)
WAITS_NEXT = (
    "This does not mean you have it; it means it should be looked at. Once it has been, or if it was a"
    " mistake, answer the questions again and Start opens."
)

PROMISE_TITLE = "Your promise to yourself"
PROMISE_NOTE = "Please read it, and tick it if you agree."
AGREE = "I agree, go on"
NUMBER_NAME = "Your local emergency number, if you like"
NUMBER_NOTE = "Shown with the warning signs. It can be changed in Settings and stays on this computer."
NUMBER_EMPTY = "Not set"
NUMBER_LONGEST = 20


def answered(block: Block, count: int) -> str:
    """How many are answered, and what is needed to go on."""
    total = len(QUESTIONS[block])
    said = f"{count} of {total} answered."
    return said if count == total else f"{said} Answer all {NUMBERS[total]} to go on."


def your_number(number: str) -> str:
    """The user's own emergency number."""
    return f"Your number: {number}"


def step_of(step: int, count: int) -> str:
    """Where one is, counted from 0."""
    return f"Step {step + 1} of {count}: {STEPS[step]}"

"""What the handout says, in words that a sheet of paper on a fridge is read with."""

from __future__ import annotations

from enum import Enum, auto

from stretchplayer.core.catalogue import Dose, Form, Side, SideMeaning, Stretch
from stretchplayer.core.handout import Handout
from stretchplayer.core.place import Place
from stretchplayer.core.routine import Sides

STOP = "When to stop"
PLAIN = "A mild pull is fine. Pain is not. Skip anything you like."
WHILE = (
    "Move slowly and breathe; never bounce. If it hurts, come out a little; if it still hurts, leave that"
    " stretch out. Sharp, shooting or tingling pain, or pain that spreads down the leg: stop that stretch and"
    " rest. Extra pain should settle within a day; if it has not, do half as much next time. Not sure that a"
    " stretch is for you, for instance after an operation, in pregnancy, with weak bones or a new hip? Ask a"
    " doctor or physiotherapist first."
)
HELP_NOW = "Get help now"
SIGNS = (
    "{where} if any of these is new or quickly getting worse: numbness or a changed feeling"
    " between the legs; trouble with bladder, bowel or sexual function; weakness, numbness or pain spreading"
    " in both legs, or a leg or foot getting weaker; sudden severe tearing pain in the belly or back,"
    " feeling faint, or chest pain."
)
LIMITS = (
    "Not a medical device. General wellness information only; it does not diagnose, treat or monitor any"
    " condition. If pain is severe, new, spreading or worrying, stop and get medical advice."
)
NOTES, DONE = "Notes", "Tick each day you did it"
DAYS = "MTWTFSS"
DOTS = "Dots on the figure: where you may feel it."
CARE = "Take care:"
FEEL = "You should feel:"


class Shows(Enum):
    """What a picture on the sheet shows of a stretch."""

    WHOLE = auto()  # all there is to see
    START = auto()
    END = auto()
    ONE_WAY = auto()
    OTHER_WAY = auto()


_PLACES = {Place.BED: "On a bed", Place.CHAIR: "On a chair"}
_EACH = {SideMeaning.LEG: "each leg", SideMeaning.ARM: "each arm", SideMeaning.KNEES_GO_TO: "to each side"}
_ONE = {
    SideMeaning.LEG: "{side} leg",
    SideMeaning.ARM: "{side} arm",
    SideMeaning.KNEES_GO_TO: "to the {side}",
}
_TIMES = {1: "once", 2: "twice"}
DAYS_IN_WEEK = 7


def dose_words(stretch: Stretch, dose: Dose, sides: Sides) -> str:
    """How long and how often: "Hold 20 seconds, 3 times each leg"."""
    which = sides_words(stretch, sides)
    match stretch.form:
        case Form.TIMED:
            return f"{length_words(dose.hold_s)}{which}"
        case Form.FLOW:
            rounds = "slow round" if dose.repetitions == 1 else "slow rounds"
            return f"{dose.repetitions} {rounds}{which}"
        case Form.DRILL:
            return f"Hold {length_words(dose.hold_s)} and let go, {times_words(dose.repetitions)}{which}"
        case _:
            return f"Hold {length_words(dose.hold_s)}, {times_words(dose.repetitions)}{which}"


def times_words(times: int) -> str:
    """How often, as it is said."""
    return _TIMES.get(times, f"{times} times")


def length_words(seconds: float) -> str:
    """A length of time in full words: "45 seconds", "1 minute 30 seconds"."""
    minutes, rest = divmod(round(seconds), 60)
    parts = [(minutes, "minute"), (rest, "second")]
    return " ".join(f"{number} {unit}{'s' * (number != 1)}" for number, unit in parts if number)


def sides_words(stretch: Stretch, sides: Sides) -> str:
    """On which sides, as it goes on: " each leg", ", left leg"; nothing for what has none."""
    if stretch.side_means is None:
        return ""
    if sides is Sides.BOTH:
        return f" {_EACH[stretch.side_means]}"
    return f", {_ONE[stretch.side_means].format(side=sides.value)}"


def picture_words(stretch: Stretch, shows: Shows, side: Side | None) -> str:
    """What is written below a picture."""
    match shows:
        case Shows.WHOLE:
            return ""
        case Shows.START:
            return "Start"
        case Shows.ONE_WAY:
            return "One way"
        case Shows.OTHER_WAY:
            return "The other way"
        case Shows.END:
            what = "Move" if stretch.form is Form.FLOW else "Hold"
            if side is None or stretch.side_means is None:
                return what
            return f"{what}, {_ONE[stretch.side_means].format(side=side.value)}"


def about(handout: Handout) -> str:
    """How often and where, as far as that was said."""
    often = ""
    if handout.how_often is not None:
        times = handout.how_often.times_a_day
        days = handout.how_often.days_a_week
        a_week = "every day" if days == DAYS_IN_WEEK else f"{days} day{'s' * (days != 1)} a week"
        often = f"{times_words(times).capitalize()} a day, {a_week}"
    return ". ".join(filter(None, (often, _PLACES.get(handout.place, ""))))


def signs(handout: Handout) -> str:
    """The warning signs, and where to go with them."""
    number = handout.emergency_number
    call = f"call {number}" if number else "call your emergency number"
    return SIGNS.format(where=f"Go to an emergency department or {call}")


def left_out(handout: Handout) -> str:
    """What of the routine is not on the sheet."""
    return f"Left out for now: {', '.join(handout.left_out)}." if handout.left_out else ""

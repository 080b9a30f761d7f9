"""The safety questions before stretching: what is asked, what follows, and when it is asked again.

Own wording after published red-flag lists (`SOURCES.md`, Safety questions): the warning signs after the
cauda equina cards of spine charities and hospitals, the second block after primary-care guidelines for low
back pain, the third in place of general fitness questionnaires. Answers are never kept: date, outcome and
which text was asked are.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, IntEnum, StrEnum

from stretchplayer.core.comfort import limits
from stretchplayer.core.history import Screening

#: A clock may be wrong by this much, or another time zone's, before what it wrote is not believed.
CLOCK_DOUBT = timedelta(days=1)

# Which text was asked. The number goes up whenever a question changes its meaning.
ALL_TEXT = "all-1"
FIRST_TWO_TEXT = "doctor-first-1"  # the third block was not reached
WARNING_SIGNS_TEXT = "warning-signs-1"

WARNING_SIGNS = (
    "Numbness, tingling or a changed feeling between the legs, around the genitals, back passage or"
    " buttocks; wiping may feel different",
    "New trouble starting, stopping or feeling the flow of urine, not sensing a full bladder, or leaking"
    " urine",
    "New loss of bowel control, or you cannot feel a motion passing",
    "A new change in sexual function or genital feeling",
    "Weakness, numbness or pain spreading in both legs, or a leg or foot getting weaker, such as tripping"
    " or a foot that drops",
    "Sudden severe tearing pain in the belly or back, feeling faint, or chest pain",
)
DOCTOR_FIRST = (
    "The pain came after a fall, crash or blow; over 50 or with weak bones, even after a minor knock or lift",
    "You have ever had cancer",
    "You are losing weight without trying",
    "Fever, chills, night sweats, a recent infection, injected drugs, or a weak immune system",
    "Steroid tablets for months, or osteoporosis (weak bones)",
    "The pain is constant, worse at night or lying down, and never eases",
    "Your first bad back pain came before the age of 20 or after 50, above all after 65",
    "Under 45: stiff for over half an hour each morning, or waking from it in the second half of the night",
    "Pain spreading below the knee, with numbness",
    "It is getting worse, or no better after 6 weeks",
)
ASK_FIRST = (
    "An operation on spine, hip or belly in the last 3 months",
    "You are pregnant, or gave birth within the last 6 weeks",
    "A heart condition, or chest pain or dizziness on effort",
    "Blood pressure that is not under control",
    "A known disc hernia, spinal stenosis, slipped vertebra or fracture",
    "Somebody told you not to exercise",
    "You cannot get up from the floor alone",
)
PROMISE = (
    "I am 18 or over. I have read the warning signs and none applies, or I have been cleared. I will stop"
    " if pain rises. I understand charts show my own ratings and prove nothing about cause."
)


class Block(IntEnum):
    """The questions come in three blocks, the most urgent first."""

    WARNING_SIGNS = 0
    DOCTOR_FIRST = 1
    ASK_FIRST = 2


QUESTIONS: dict[Block, tuple[str, ...]] = {
    Block.WARNING_SIGNS: WARNING_SIGNS,
    Block.DOCTOR_FIRST: DOCTOR_FIRST,
    Block.ASK_FIRST: ASK_FIRST,
}


class Outcome(StrEnum):
    """What came of the questions."""

    CLEAR = "clear"
    ADVISED = "advised"  # be seen, or ask, before stretching
    STOPPED = "stopped"  # a warning sign


class Due(Enum):
    """What is to be asked before the next session."""

    NONE = "none"
    WARNING_SIGNS = "warning_signs"
    ALL = "all"


@dataclass(frozen=True)
class Red:
    """A stretch that hurt too much. What it was tells two of them from one that was noted twice."""

    session: str | None
    stretch: str | None
    at: datetime


_MAY_SAY: dict[str, tuple[str, ...]] = {
    Outcome.CLEAR: (ALL_TEXT,),
    Outcome.ADVISED: (ALL_TEXT, FIRST_TWO_TEXT),
}


def standing(given: Sequence[Screening]) -> Outcome | None:
    """How things stand after all that was answered, oldest first; None: everything has to be asked.

    Only answers to all blocks end a stop or an advice: the warning signs alone say nothing of the rest.
    """
    return _standing_and_whole(given)[0]


def due(given: Sequence[Screening], reds: Iterable[Red], now: datetime) -> Due:
    """What is to be asked before the next session, by all answers in the order they were given."""
    stands, whole = _standing_and_whole(given)
    if whole is None or stands not in (Outcome.CLEAR, Outcome.ADVISED) or _is_old(whole.at, now):
        return Due.ALL
    believed = sorted((red for red in reds if red.at <= now + CLOCK_DOUBT), key=lambda red: red.at)
    if any(at > whole.at for at in _second_reds(believed)):
        return Due.ALL
    return Due.WARNING_SIGNS if any(red.at > given[-1].at for red in believed) else Due.NONE


def last_whole(given: Sequence[Screening]) -> Screening | None:
    """The answers in force to more than the warning signs, if there are any."""
    return _standing_and_whole(given)[1]


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _standing_and_whole(given: Sequence[Screening]) -> tuple[Outcome | None, Screening | None]:
    stands: Outcome | None = None
    whole: Screening | None = None
    for screening in given:
        outcome, text = screening.outcome, screening.text_version
        if outcome == Outcome.STOPPED:
            stands, whole = Outcome.STOPPED, None
        elif (outcome, text) == (Outcome.CLEAR, WARNING_SIGNS_TEXT):
            continue  # all else stays as it was
        elif text in _MAY_SAY.get(outcome, ()):
            stands, whole = Outcome(outcome), screening
        else:  # of a version that asked something else
            stands, whole = None, None
    return stands, whole


def _is_old(at: datetime, now: datetime) -> bool:
    """By local dates, as people count months. What was answered in the future tells of a wrong clock."""
    again = months_later(at.date(), limits.ASK_AGAIN_AFTER_MONTHS)
    return again <= now.date() or at > now + CLOCK_DOUBT


def _second_reds(reds: Iterable[Red]) -> list[datetime]:
    """When a session had a red after one on another stretch."""
    seen: dict[str, set[str | None]] = {}
    second = []
    for red in reds:
        if red.session is None:
            continue
        stretches = seen.setdefault(red.session, set())
        if stretches - {red.stretch}:
            second.append(red.at)
        stretches.add(red.stretch)
    return second

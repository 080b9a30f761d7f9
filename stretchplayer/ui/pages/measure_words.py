"""What the page Measure says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchplayer.core.flexibility import DAYS_BETWEEN_SITTINGS, LEG_RAISE_TEST
from stretchplayer.core.history import MeasureMethod
from stretchplayer.core.progress.flexibility import FlexibilityChange
from stretchplayer.ui.words import count_words

if TYPE_CHECKING:
    from stretchplayer.core.progress.flexibility import FlexibilitySeries

TEST = "Leg raise"
START_TITLE = "How far does the straight leg go?"
START_TEXT = (
    "Lie on your back and raise one straight leg slowly, three times a side. It takes about six minutes,"
    " and shows your own start to compare with. We never compare you with other people."
)
WARM_UP = (
    "First march on the spot for three minutes, as every time. The same time of day is best.",
    "If it hurts, stop. A painful try is not scored.",
)
SET_UP_TITLE = "Set up"
SET_UP = {
    MeasureMethod.PHONE: (
        "Open a level app on your phone, or the level in its measuring app.",
        "Tuck the phone in a sock on your shin, screen out. Same sock, same place each week.",
        "Lie on your back with both legs flat. The other leg stays down.",
    ),
    MeasureMethod.TAPE: (
        "You need a tape measure, and somebody to hold it.",
        "Find the bone at the outer side of your hip, and the one at the outer side of your ankle.",
        "Measure three lengths: between the two bones, from the floor to the hip bone while you lie, and at"
        " each try from the floor to the ankle bone.",
        "Lie on your back with both legs flat. The other leg stays down.",
    ),
}
METHODS = {MeasureMethod.PHONE: "By phone", MeasureMethod.TAPE: "By tape"}
RAISE = "Raise the straight leg slowly until you feel a mild pull"
KEEP_STILL = {
    MeasureMethod.PHONE: (
        "Phone level app tucked in a sock on your shin, screen out. Same sock, same place each week."
        " If it hurts, stop. A painful try is not scored."
    ),
    MeasureMethod.TAPE: (
        "Keep the leg still while the tape is read. If it hurts, stop. A painful try is not scored."
    ),
}
READ_PHONE = "Read the number on your phone, in degrees"
ANKLE = "Ankle bone above the floor"
HIP = "Hip bone above the floor"
LENGTH = "Hip bone to ankle bone"
MIDDLE = (
    "We keep all three and use the middle one."
    f" A change under {LEG_RAISE_TEST.threshold:g}° can be measuring error."
)
ROUGH = "Up here a phone reads the angle better than a tape."
HURT = "it hurt, not scored"
NOTHING_READ = "There was nothing to keep this time. That is fine. Try another day, a little lower."
STEPS = "Warm-up, set up, right, left, result."

CHANGES = {
    FlexibilityChange.WITHIN_ERROR: "Within measuring error.",
    FlexibilityChange.ONCE: "More than measuring error, once. Measure again next week to be sure.",
    FlexibilityChange.TWICE: (
        "More than measuring error, twice in a row. This says the number changed, not why."
    ),
}


def too_soon(days: int | None) -> str:
    """A friendly word for somebody who measured this week already; empty when that is not so."""
    if days is None or days >= DAYS_BETWEEN_SITTINGS:
        return ""
    when = "today" if days == 0 else "yesterday" if days == 1 else f"{days} days ago"
    return f"You measured {when}. Once a week is enough."


def last_time(series: list[FlexibilitySeries]) -> str:
    """The newest value of each side."""
    values = [f"{one.side} {one.points[-1].value:.0f}°" for one in series if one.points]
    return f"Last time: {', '.join(values)}." if values else ""


def result(value: float, series: FlexibilitySeries) -> str:
    """What can be said of a side just measured, in whole degrees."""
    number = f"{value:.0f} degrees, {series.side}."
    if series.change is FlexibilityChange.TOO_LITTLE or series.baseline is None:
        sittings = count_words(len(series.points), "sitting", "sittings")
        return f"{number} Your start is made of the first two sittings; you have {sittings}."
    return f"{number} Your start was {series.baseline:.0f}. {CHANGES[series.change]}"

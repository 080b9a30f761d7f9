"""Doses, sides and positions in a few words, the same on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchplayer.core.catalogue import Form, Posture, SideMeaning, StretchType
from stretchplayer.core.plan import dose_of
from stretchplayer.core.routine import Sides
from stretchplayer.ui.words import count_words, minutes_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchplayer.core.catalogue import Dose, Stretch
    from stretchplayer.core.plan_context import PlanOptions
    from stretchplayer.core.routine import RoutineItem

POSTURES = {
    Posture.STANDING: "Standing",
    Posture.SITTING: "Sitting",
    Posture.HALF_KNEELING: "Half kneeling",
    Posture.HANDS_AND_KNEES: "Hands and knees",
    Posture.LYING_BACK: "Lying",
    Posture.LYING_SIDE: "Lying on one side",
    Posture.LYING_FRONT: "Lying on the front",
}
_ONE_SIDE = {
    SideMeaning.LEG: "{side} leg",
    SideMeaning.ARM: "{side} arm",
    SideMeaning.KNEES_GO_TO: "knees to the {side}",
}


def dose_words(stretch: Stretch, dose: Dose) -> str:
    """The dose in a few words: "20 s × 3", "10 slow", "2 min"."""
    if stretch.form is Form.TIMED:
        return length_words(round(dose.hold_s))
    if stretch.form is Form.FLOW:
        return f"{dose.repetitions} slow"
    return f"{round(dose.hold_s)} s × {dose.repetitions}"


def item_words(stretch: Stretch, item: RoutineItem, options: PlanOptions, length: float) -> str:
    """The dose of an item as it will be played in a routine of this length."""
    return dose_words(stretch, dose_of(item, stretch, options, length))


def what_is_in(stretches: Sequence[Stretch]) -> str:
    """What a routine holds: "Warm-up and 4 stretches"."""
    kinds = [stretch.type for stretch in stretches]
    worked = sum(kind not in (StretchType.WARM_UP, StretchType.TRANSFER) for kind in kinds)
    if not worked:
        return "Warm-up alone" if stretches else "Everything in it is left out"
    counted = count_words(worked, "stretch", "stretches")
    return f"Warm-up and {counted}" if StretchType.WARM_UP in kinds else counted


def length_words(seconds: int) -> str:
    """A length of time as "45 s", "2 min" or "2 min 30 s"."""
    if seconds < 60 or seconds % 60 == 0:
        return minutes_words(seconds * 1000)
    return f"{seconds // 60} min {seconds % 60} s"


def sides_words(stretch: Stretch, sides: Sides) -> str:
    """Which sides, as in "both sides" or "left leg"; nothing for what has no sides."""
    if stretch.side_means is None:
        return ""
    if sides is Sides.BOTH:
        return "both sides"
    return _ONE_SIDE[stretch.side_means].format(side=sides.value)

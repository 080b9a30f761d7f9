"""What a flexibility test is: what is read, in which ways, and how far a reading can be trusted."""

from __future__ import annotations

from enum import StrEnum

from stretchplayer.core.catalogue import Record
from stretchplayer.core.history import MeasureMethod


class Unit(StrEnum):
    """What a test is read in, as the units' code system UCUM writes it."""

    DEGREES = "deg"
    CENTIMETRES = "cm"

    @property
    def sign(self) -> str:
        """As it stands behind a number."""
        return "°" if self is Unit.DEGREES else " cm"

    @property
    def word(self) -> str:
        """As it is read out."""
        return "degrees" if self is Unit.DEGREES else "centimetres"


class Way(Record, frozen=True, kw_only=True):
    """One way to read a test."""

    method: MeasureMethod
    name: str  # "By phone"
    set_up: tuple[str, ...]
    read: str  # what to type, or what to do in the picture
    points: tuple[str, ...] = ()  # what is clicked in a photo, in this order


class SpokenTest(Record, frozen=True, kw_only=True):
    """The phrases that guide through a test, by id: getting into place, moving, and while it is read."""

    set_up: tuple[str, ...]
    move: tuple[str, ...]
    still: tuple[str, ...] = ()

    @property
    def phrase_ids(self) -> frozenset[str]:
        """All of them."""
        return frozenset((*self.set_up, *self.move, *self.still))


class FlexibilityTest(Record, frozen=True, kw_only=True):
    """One test that a person can do alone.

    `threshold` is the change that measuring error alone can make; without one no change is ever named.
    `source` says where the numbers come from; it is for those who check them.
    """

    id: str
    name: str
    question: str
    about: str
    unit: Unit
    higher_is_better: bool
    two_sided: bool
    part: str  # what the sides are sides of: "leg"
    threshold: float | None
    ways: tuple[Way, ...]
    move: str
    keep_still: str
    spoken: SpokenTest
    range_note: str
    cautions: tuple[str, ...] = ()
    allowed: tuple[float, float]
    usual: float  # where stepping begins; lies in the middle of what people reach
    step: float
    core: bool
    pose: str  # the picture
    source: str

    def way(self, method: MeasureMethod) -> Way:
        """How it is read by this method; `KeyError` when it is not."""
        for way in self.ways:
            if way.method is method:
                return way
        raise KeyError(method)

    def words(self, value: float) -> str:
        """A value with its sign: whole degrees, centimetres to the millimetre."""
        return f"{self.number(value)}{self.unit.sign}"

    def number(self, value: float) -> str:
        """A value without its sign."""
        if self.unit is Unit.DEGREES:
            return f"{value:.0f}"
        return f"{value:.1f}".removesuffix(".0")

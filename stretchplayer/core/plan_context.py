"""What a plan is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stretchplayer.core.catalogue import Catalogue, Side, Stretch
from stretchplayer.core.phrases import Phrase
from stretchplayer.core.place import Place
from stretchplayer.core.preferences import AskDuring, Preferences
from stretchplayer.core.routine import RoutineItem


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOptions:
    """What holds for one session only."""

    first_side: Side = Side.RIGHT
    short_holds: bool = False
    half_dose: bool = False
    left_out: frozenset[str] = frozenset()
    eased: frozenset[str] = frozenset()  # done the easier way, since they were sore last time
    gentle: bool = False  # everything is, since something was sore today

    def eases(self, stretch: Stretch) -> bool:
        """Whether a stretch is done the easier way: shorter holds and a smaller movement.

        There is nothing to ease about warming up and resting.
        """
        return stretch.is_rated and (self.gentle or stretch.id in self.eased)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanContext:
    """Everything a plan is made from, kept so that a running session can be revised."""

    catalogue: Catalogue
    preferences: Preferences
    phrases: Mapping[str, Phrase]
    options: PlanOptions
    items: tuple[RoutineItem, ...]
    length: float = 1.0  # of the routine's holds
    place: Place = Place.FLOOR

    @property
    def ask_during(self) -> AskDuring:
        """When the most pain of each stretch is asked for."""
        return self.preferences.ask_during

    def stretch(self, item: int) -> Stretch:
        """The stretch that an item plays."""
        return self.catalogue[self.items[item].stretch]

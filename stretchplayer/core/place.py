"""Where somebody stretches: on the floor, on a bed or on a chair."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from stretchplayer.core.catalogue import Posture, StretchType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stretchplayer.core.catalogue import Stretch


class Place(StrEnum):
    """What a routine is done on."""

    FLOOR = "floor"
    BED = "bed"
    CHAIR = "chair"

    def is_down(self, posture: Posture) -> bool:
        """Whether one is down there in this position: on the floor, lying on the bed, on the seat."""
        if self is Place.CHAIR:
            return posture is not Posture.STANDING
        return posture.on_floor

    def suits(self, stretch: Stretch) -> bool:
        """Whether it can be done there.

        A mattress gives way under knees and hands, so nothing that kneels suits a bed; on a chair nothing is
        done that needs the floor. The way down to the floor belongs to the floor.
        """
        if stretch.type is StretchType.TRANSFER:
            return self is Place.FLOOR
        match self:
            case Place.BED:
                return stretch.posture not in (Posture.HALF_KNEELING, Posture.HANDS_AND_KNEES)
            case Place.CHAIR:
                return not stretch.posture.on_floor
            case _:
                return True


def misplaced(stretches: Iterable[Stretch], place: Place) -> tuple[Stretch, ...]:
    """Those that cannot be done there, each once."""
    return tuple({stretch.id: stretch for stretch in stretches if not place.suits(stretch)}.values())

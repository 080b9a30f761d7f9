"""The stretches there are, and the ones the user made or brought."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from stretchplayer.core.catalogue import Catalogue, Stretch
from stretchplayer.core.history import OwnPicture, OwnStretches, PictureKind
from stretchplayer.core.own_stretch import OWN_PREFIX, PICTURE_PREFIX
from stretchplayer.core.ports import Clock
from stretchplayer.core.routine import Routine


class LibraryService(QObject):
    """Keeps the catalogue's own part as the store has it, and announces when it changed."""

    changed = Signal()

    def __init__(
        self, catalogue: Catalogue, own: OwnStretches, clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.catalogue = catalogue
        self._own = own
        self._clock = clock
        catalogue.set_own(*own.own_stretches())

    @staticmethod
    def new_stretch_id() -> str:
        """An id for a stretch that is about to be made."""
        return f"{OWN_PREFIX}{uuid4()}"

    @staticmethod
    def new_picture(kind: PictureKind, data: bytes) -> OwnPicture:
        """A picture with an id of its own. An image must have been checked, a pose must be readable."""
        return OwnPicture(id=f"{PICTURE_PREFIX}{uuid4()}", kind=kind, data=data)

    def save(self, stretch: Stretch, picture: OwnPicture | None = None) -> None:
        """Keep a stretch of the user's own, with its picture when that is new."""
        self.bring_in([stretch], [] if picture is None else [picture])

    def bring_in(
        self,
        stretches: Sequence[Stretch],
        pictures: Sequence[OwnPicture] = (),
        routines: Sequence[Routine] = (),
    ) -> None:
        """Keep all of these together, or none of them when the disk does not take them.

        Whoever brings routines tells `RoutineService` by emitting its `changed`.
        """
        self._own.save_stretches(stretches, pictures, routines, self._clock.now())
        self.read_again()

    def remove(self, stretch: str) -> None:
        """Offer this stretch of the user's no longer; `save` brings it back."""
        self._own.remove_stretch(stretch, self._clock.now())
        self.read_again()

    def picture(self, picture: str) -> OwnPicture | None:
        """A picture of the user's by its id."""
        return self._own.picture(picture)

    def read_again(self) -> None:
        """Take the user's own stretches as they are kept now."""
        self.catalogue.set_own(*self._own.own_stretches())
        self.changed.emit()

"""The stretches there are, and the ones the user made or brought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

import msgspec
from PySide6.QtCore import QObject, Signal

from stretchplayer.app.draft import Draft
from stretchplayer.core.catalogue import Catalogue, Stretch
from stretchplayer.core.history import Drafts, OwnPicture, OwnStretches, PictureKind
from stretchplayer.core.own_stretch import OWN_PREFIX, PICTURE_PREFIX
from stretchplayer.core.ports import Clock
from stretchplayer.core.routine import Routine

STRETCH_DRAFT = "stretch"  # the one draft there is: what is open in the form
PICTURE_DRAFT = "stretch-picture"  # apart, as it is large and seldom another


@dataclass(frozen=True)
class StretchDraft:
    """A stretch that is not saved yet, with its picture when that is new; a new stretch has no id."""

    stretch: Stretch
    picture: OwnPicture | None = None


class LibraryService(QObject):
    """Keeps the catalogue's own part as the store has it, and announces when it changed."""

    changed = Signal()

    def __init__(
        self,
        catalogue: Catalogue,
        own: OwnStretches,
        drafts: Drafts,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.catalogue = catalogue
        self._own = own
        self._draft = Draft(drafts, STRETCH_DRAFT, Stretch, clock)
        self._picture_draft = Draft(drafts, PICTURE_DRAFT, OwnPicture, clock)
        self._kept_picture: OwnPicture | None = None  # of the draft, as it was last written
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
        self._kept_picture = None
        self.catalogue.set_own(*self._own.own_stretches())
        self.changed.emit()

    # ---- a draft -----------------------------------------------------------------------------

    def draft(self) -> StretchDraft | None:
        """What was open in the form and not saved; None when there is none that can be read."""
        stretch = self._draft.get()
        if stretch is None:
            return None
        picture = self._picture_draft.get()
        if picture is not None and picture.id == stretch.pose:
            return StretchDraft(stretch, picture)
        if stretch.pose.startswith(PICTURE_PREFIX) and self.picture(stretch.pose) is None:
            stretch = msgspec.structs.replace(stretch, pose="", picture="")
        return StretchDraft(stretch)

    def keep_draft(self, draft: StretchDraft) -> None:
        """Keep what is being edited, in place of an earlier draft."""
        if draft.picture is not None and draft.picture != self._kept_picture:
            self._picture_draft.keep(draft.picture)
            self._kept_picture = draft.picture
        self._draft.keep(draft.stretch)

    def drop_draft(self) -> None:
        """Forget the draft."""
        self._draft.drop()
        self._picture_draft.drop()
        self._kept_picture = None

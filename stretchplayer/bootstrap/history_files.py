"""The notes in files, for the window and the command line: written in three forms, brought back from one."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import TYPE_CHECKING

from stretchplayer import APP_NAME, __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from stretchplayer.core.catalogue import Catalogue
    from stretchplayer.core.history import OwnPicture
    from stretchplayer.core.kept import Form, FoundNotes
    from stretchplayer.store import Store


log = logging.getLogger(__name__)

_MADE_BY = f"{APP_NAME} {__version__}"
_PNG = b"\x89PNG\r\n\x1a\n"  # as pictures are kept, whatever they were

_NO_PICTURE = "The file holds a picture that cannot be shown. Nothing was changed."


class HistoryFiles:
    """Joins the notes with the readers and writers of their files."""

    def __init__(
        self,
        store: Store,
        catalogue: Catalogue,
        have_letters: Callable[[], None] = lambda: None,
        beside: Callable[[], Mapping[str, Path]] = dict,
    ) -> None:
        """`have_letters` gives Qt its fonts where no window has; pictures with writing in them need it.

        `beside` finds files that go into the archive as they are, by their names in it.
        """
        self._store = store
        self._catalogue = catalogue
        self._have_letters = have_letters
        self._beside = beside

    def write(self, place: Path, form: Form, at: datetime) -> Path:
        """Write the notes and give where they are now. Raises `FileError` and `StoreError`."""
        from stretchplayer.exchange.history_diary import Diary
        from stretchplayer.exchange.history_export import export_history

        store = self._store
        diary = Diary(store.history, store.measures, store.kept.person(), self._name_of)
        return export_history(place, form, diary, store.kept, at, _MADE_BY)

    def archive(self, path: Path, at: datetime) -> None:
        """Write everything into one ZIP. Raises `FileError` and `StoreError`."""
        from stretchplayer.exchange.archive import write_archive

        kept = self._store.kept
        write_archive(path, kept.all_rows, kept.schema, at, _MADE_BY, self._beside())

    def look_into(self, path: Path) -> FoundNotes:
        """Lay what a file of notes holds beside what is here; nothing is changed.

        Raises `RefusedFileError` and `StoreError`.
        """
        from stretchplayer.core.kept import FoundNotes
        from stretchplayer.exchange.history_read import history_file

        with history_file(path) as (head, tables):
            brought = self._store.kept.look_into(head.schema, tables, self._check_picture)
        try:
            made = datetime.fromisoformat(head.made_at)
        except ValueError:
            made = None
        return FoundNotes(made, brought)

    def _name_of(self, stretch: str) -> str:
        return self._catalogue[stretch].name if stretch in self._catalogue else stretch

    def _check_picture(self, picture: OwnPicture) -> None:
        from stretchplayer.core.errors import PictureError, RefusedFileError
        from stretchplayer.core.history import PictureKind
        from stretchplayer.figure.own_image import check_image
        from stretchplayer.figure.own_pose import check_pose

        name = "a picture in the file"
        try:
            if picture.kind is PictureKind.POSE:
                check_pose(picture.data, name)
            elif picture.data.startswith(_PNG):
                self._have_letters()
                check_image(picture.data, name)
            else:
                raise PictureError(f"“{name}” is no PNG picture.")
        except PictureError as error:
            log.info("%s was refused: %s", picture.id, error)
            raise RefusedFileError(_NO_PICTURE) from error

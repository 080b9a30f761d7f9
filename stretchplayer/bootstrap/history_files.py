"""The notes in files, for the window and the command line: written in three forms, brought back from one."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import TYPE_CHECKING

from stretchplayer import APP_NAME, __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from stretchplayer.audio.sound_folder import SoundFolder
    from stretchplayer.core.catalogue import Catalogue
    from stretchplayer.core.history import OwnPicture
    from stretchplayer.core.kept import Brought, Form, FoundNotes, LeftOut, Tally
    from stretchplayer.core.own_sounds import SoundEvent
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
        sounds: SoundFolder | None = None,
    ) -> None:
        """`have_letters` gives Qt its fonts where no window has; pictures with writing in them need it.

        `sounds` are the user's own, which go into the archive of everything and come back from it.
        """
        self._store = store
        self._catalogue = catalogue
        self._have_letters = have_letters
        self._sounds = sounds

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
        beside = {} if self._sounds is None else self._sounds.files()
        write_archive(path, kept.all_rows, kept.schema, at, _MADE_BY, beside)

    def look_into(self, path: Path) -> FoundNotes:
        """Lay what a file of notes holds beside what is here; nothing is changed.

        Raises `RefusedFileError` and `StoreError`.
        """
        from stretchplayer.core.kept import FoundNotes
        from stretchplayer.exchange.history_read import history_file

        with history_file(path) as (head, tables):
            brought: Brought = self._store.kept.look_into(head.schema, tables, self._check_picture)
        try:
            made = datetime.fromisoformat(head.made_at)
        except ValueError:
            made = None
        if self._sounds is None:
            return FoundNotes(made, brought)
        try:
            sounds, left_out = sounds_in(path, self._sounds)
        except BaseException:
            brought.close()
            raise
        return FoundNotes(made, WithSounds(brought, self._sounds, sounds) if sounds else brought, left_out)

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


def sounds_in(path: Path, folder: SoundFolder) -> tuple[dict[SoundEvent, bytes], tuple[LeftOut, ...]]:
    """The user's own sounds in an archive of everything, and why others of it cannot be taken.

    Raises `RefusedFileError` when the archive cannot be read.
    """
    from stretchplayer.audio.read_sound import LARGEST_BYTES, shown_name
    from stretchplayer.audio.sound_folder import FOLDER_NAME
    from stretchplayer.core.errors import RefusedFileError
    from stretchplayer.core.kept import LeftOut
    from stretchplayer.exchange.history_read import archived_file, archived_names

    events = folder.archived()
    sounds: dict[SoundEvent, bytes] = {}
    left_out = []
    for name in archived_names(path, FOLDER_NAME):
        shown = shown_name(name.removeprefix(f"{FOLDER_NAME}/"))
        if name not in events:
            left_out.append(LeftOut(shown, f"{shown} goes with nothing that has a sound."))
            continue
        try:
            data = archived_file(path, name, LARGEST_BYTES)
            sounds[events[name]] = folder.checked(events[name], data)
        except RefusedFileError as error:
            left_out.append(LeftOut(shown, str(error)))
    return sounds, tuple(left_out)


class WithSounds:
    """See `stretchplayer.core.kept.Brought`: notes, and sounds of the user's own that came with them."""

    def __init__(self, notes: Brought, folder: SoundFolder, sounds: Mapping[SoundEvent, bytes]) -> None:
        self._notes = notes
        self._folder = folder
        self._sounds = sounds

    def tallies(self) -> list[Tally]:
        """See `Brought`."""
        from stretchplayer.core.kept import Tally

        here = [(self._folder.content(event), data) for event, data in self._sounds.items()]
        new = sum(kept is None for kept, _ in here)
        same = sum(kept == data for kept, data in here)
        return [
            *self._notes.tallies(),
            Tally(kind="sounds", new=new, same=same, different=len(here) - new - same),
        ]

    def bring_in(self, *, prefer_file: bool) -> None:
        """See `Brought`."""
        taken = {
            event: data
            for event, data in self._sounds.items()
            if prefer_file or self._folder.content(event) is None
        }
        with self._folder.replacing(taken):  # they are written before the notes, and stay only with them
            self._notes.bring_in(prefer_file=prefer_file)

    def close(self) -> None:
        """See `Brought`."""
        self._notes.close()

"""Our own open format, ``.stretch.json``: what is in a file, and writing one.

The format is described in ``assets/schema/README.md`` and by a JSON Schema beside it. Reading is in
`stretchplayer.exchange.read_stretch_file`.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from stretchplayer.core.catalogue import Catalogue, Origin, Stretch
from stretchplayer.core.errors import FileError
from stretchplayer.core.history import OwnPicture, PictureKind
from stretchplayer.core.own_stretch import PICTURE_PREFIX
from stretchplayer.core.place import Place
from stretchplayer.core.routine import Routine, RoutineItem
from stretchplayer.exchange import limits
from stretchplayer.exchange.whole_file import replacing

FORMAT = "stretchplayer"  # what the field "format" says
VERSION = 1  # the newest this app reads, and the one it writes
SUFFIX = ".stretch.json"
MEDIA_TYPES = {PictureKind.IMAGE: "image/png", PictureKind.POSE: "application/json"}

# What is written as it stands; the rest of a stretch has a name or a form of its own in the file.
PLAIN_FIELDS = (
    "id", "name", "short_name", "aliases", "type", "form", "posture", "directions", "side_means", "targets",
    "muscles", "dose", "breathing", "feel", "steps", "mistakes", "cautions", "caution_note", "easier",
    "harder", "swap", "note",
)  # fmt: skip


def write_routine(
    routine: Routine, catalogue: Catalogue, picture: Callable[[str], OwnPicture | None], made_with: str = ""
) -> bytes:
    """One routine as a file, with the stretches of the user's own that are in it, and their pictures."""
    return write_routines([routine], catalogue, picture, made_with)


def write_routines(
    routines: Sequence[Routine],
    catalogue: Catalogue,
    picture: Callable[[str], OwnPicture | None],
    made_with: str = "",
) -> bytes:
    """Routines as one file. `made_with` names the program and its version.

    Stretches of the library are named, not written out. Raises `FileError` when the pictures make the file
    larger than it may be.
    """
    used = dict.fromkeys(item.stretch for routine in routines for item in routine.items)
    own = [catalogue[name] for name in used if name in catalogue and catalogue.is_own(name)]
    wanted = dict.fromkeys(stretch.pose for stretch in own if stretch.pose.startswith(PICTURE_PREFIX))
    pictures = [found for name in wanted if (found := picture(name)) is not None]
    return _write(
        {
            "format": FORMAT,
            "version": VERSION,
            "made_with": made_with or None,
            "routines": [_routine(routine, catalogue) for routine in routines],
            "stretches": [_stretch(stretch) for stretch in own],
            "pictures": {found.id: _picture(found) for found in pictures},
        }
    )


def file_name(routine: str) -> str:
    """A name for the file of a routine, of letters that every system takes."""
    plain = "".join(letter if letter.isalnum() else "-" for letter in routine.casefold())
    words = [part for part in plain.split("-") if part]
    return "-".join(words)[:60].rstrip("-") + SUFFIX if words else f"routine{SUFFIX}"


def save(path: Path, data: bytes) -> None:
    """Write the file, in place of an earlier one only once it is complete. Raises `FileError`."""
    with replacing(path) as unfinished:
        unfinished.write_bytes(data)


def _routine(routine: Routine, catalogue: Catalogue) -> dict[str, Any]:
    return {
        "name": routine.name,
        "description": routine.description,
        "place": None if routine.place is Place.FLOOR else routine.place,
        "length": routine.length,
        "talking": routine.talking,
        "sounds": routine.sounds,
        "how_often": msgspec.to_builtins(routine.how_often),
        **_origin(routine.origin),
        "items": [_item(item, catalogue) for item in routine.items],
    }


def _item(item: RoutineItem, catalogue: Catalogue) -> dict[str, Any]:
    # The name is for people, and for readers that do not know our library.
    name = catalogue[item.stretch].name if item.stretch in catalogue else None
    fields: dict[str, Any] = msgspec.to_builtins(item)
    return {"stretch": fields.pop("stretch"), "name": name, **fields}


def _stretch(stretch: Stretch) -> dict[str, Any]:
    fields: dict[str, Any] = msgspec.to_builtins(stretch)
    written = {name: fields[name] for name in PLAIN_FIELDS}
    key = "picture" if stretch.pose.startswith(PICTURE_PREFIX) else "pose"
    written[key] = stretch.pose or None
    written["picture_text"] = stretch.picture or None
    return written | _origin(stretch.origin)


def _origin(origin: Origin | None) -> dict[str, Any]:
    return {} if origin is None else {"origin": msgspec.to_builtins(origin)}


def _picture(picture: OwnPicture) -> dict[str, Any]:
    return {
        "kind": picture.kind,
        "media_type": MEDIA_TYPES[picture.kind],
        "data": base64.b64encode(picture.data).decode(),
    }


def _write(values: dict[str, Any]) -> bytes:
    text = json.dumps(_without_empty(values), ensure_ascii=False, indent=1, allow_nan=False)
    data = f"{text}\n".encode(errors="replace")
    if len(data) > limits.FILE_BYTES:
        raise FileError(
            f"The pictures make this file larger than {limits.FILE_BYTES // limits.MEGABYTE} MB. "
            "Please export fewer routines at once, or take smaller pictures."
        )
    return data


def _without_empty(value: Any) -> Any:
    """The same without fields that say nothing: an absent field means the same."""
    if isinstance(value, dict):
        return {key: _without_empty(part) for key, part in value.items() if part is not None}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_without_empty(part) for part in value]
    return value

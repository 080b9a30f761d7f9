"""Reads the content files: stretches, routines and phrases, as records the core understands.

Every record is looked at before anything is said, so a `ContentError` names all faults at once,
each with its file and field. Nothing here needs Qt.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from stretchplayer.core.catalogue import AvoidedMove, Catalogue, Stretch
from stretchplayer.core.errors import ContentError
from stretchplayer.core.phrases import PhraseText
from stretchplayer.core.routine import Routine

T = TypeVar("T")

ORDER_FILE = "library.toml"  # which stretches there are, in library order
AVOID_FILE = "avoid.toml"
SOURCES_FILE = "sources.toml"
PHRASES_FILE = "phrases.toml"

_NOT_STRETCHES = frozenset({ORDER_FILE, AVOID_FILE, SOURCES_FILE})


def load_catalogue(folder: Path, *, shipped: bool = False) -> Catalogue:
    """All stretches in library order, with the avoided moves.

    Raises `ContentError` listing every fault of every file and, except in content that is `shipped` and so
    was looked at when it was made, of what the records say of each other and in their words.
    """
    faults: list[str] = []
    order = _list(_read(folder / ORDER_FILE, faults), "order", str, ORDER_FILE, faults)
    avoided = _list(_read(folder / AVOID_FILE, faults), "move", AvoidedMove, AVOID_FILE, faults)
    sources = _record(_read(folder / SOURCES_FILE, faults), dict[str, str], SOURCES_FILE, faults)
    files = {path.stem: path for path in sorted(folder.glob("*.toml")) if path.name not in _NOT_STRETCHES}
    faults += [f"{ORDER_FILE}: order: {name} has no file" for name in order if name not in files]
    faults += [f"{ORDER_FILE}: order: {name} is missing" for name in files if name not in order]
    stretches = _records({name: files[name] for name in order if name in files}, Stretch, faults)
    _raise_if(faults)
    catalogue = Catalogue(stretches, avoided, sources)
    if not shipped:
        from stretchplayer.core.content_rules import catalogue_faults

        _raise_if(catalogue_faults(catalogue, sources or {}))
    return catalogue


def load_sources(folder: Path) -> Mapping[str, str]:
    """What the keys in `Stretch.sources` stand for. Raises `ContentError`."""
    faults: list[str] = []
    sources = _record(_read(folder / SOURCES_FILE, faults), dict[str, str], SOURCES_FILE, faults)
    _raise_if(faults)
    return sources or {}


def load_routines(folder: Path) -> tuple[Routine, ...]:
    """The built-in routines, by file name. Raises `ContentError` listing every fault of every file.

    Whether their items exist is for `content_rules.routine_faults` to say, with a catalogue.
    """
    faults: list[str] = []
    files = {path.stem: path for path in sorted(folder.glob("*.toml"), key=lambda path: path.stem)}
    if not files:
        faults.append(f"{folder.name}: there are no routines")
    routines = _records(files, Routine, faults)
    _raise_if(faults)
    return tuple(routines)


def load_phrases(folder: Path) -> Mapping[str, PhraseText]:
    """The words of every phrase of one language, by id. Raises `ContentError`.

    How long each one takes to say is in the manifest of the voice that recorded it.
    """
    faults: list[str] = []
    raw = _read(folder / PHRASES_FILE, faults) or {}
    phrases: dict[str, PhraseText] = {}
    for name, value in raw.items():
        phrase = _record(value, PhraseText, f"{PHRASES_FILE}: {name}", faults)
        if phrase is not None:
            phrases[name] = phrase
    _raise_if(faults)
    return phrases


def _read(path: Path, faults: list[str]) -> dict[str, Any] | None:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        faults.append(f"{path.name}: cannot be read ({error.__class__.__name__})")
    except tomllib.TOMLDecodeError as error:
        faults.append(f"{path.name}: {error}")
    return None


def _record(raw: Any, kind: type[T], where: str, faults: list[str]) -> T | None:
    if raw is None:
        return None
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        message, _, path = str(error).partition(" - at `$")
        field = path.rstrip("`").lstrip(".")
        faults.append(f"{where}: {field}: {message}" if field else f"{where}: {message}")
        return None


def _list(raw: dict[str, Any] | None, field: str, kind: type[T], where: str, faults: list[str]) -> list[T]:
    """The list called `field`, each entry looked at on its own."""
    if raw is None:
        return []
    entries = raw.get(field)
    if not isinstance(entries, list) or set(raw) != {field}:
        faults.append(f"{where}: must hold one list called {field}")
        return []
    found = (_record(entry, kind, f"{where}: {field}[{n}]", faults) for n, entry in enumerate(entries))
    return [entry for entry in found if entry is not None]


def _records(files: Mapping[str, Path], kind: type[T], faults: list[str]) -> list[T]:
    """One record a file; its `id` must be the file's name, so that each can be found."""
    records: list[T] = []
    for name, path in files.items():
        raw = _read(path, faults)
        record = _record(raw, kind, path.name, faults)
        if raw is not None and raw.get("id", name) != name:
            faults.append(f"{path.name}: id: must be {name}, like the file")
        if record is not None:
            records.append(record)
    return records


def _raise_if(faults: Iterable[str]) -> None:
    listed = list(faults)
    if listed:
        raise ContentError("The content files have faults:\n" + "\n".join(listed))

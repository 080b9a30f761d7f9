"""Reads what a folder of recorded phrases says about itself. No sound library is needed for it."""

from __future__ import annotations

import logging
from pathlib import Path

import msgspec

from stretchplayer.audio.tones import TONES

log = logging.getLogger(__name__)

MANIFEST_NAME = "manifest.json"


class ClipEntry(msgspec.Struct, frozen=True):
    """One recorded phrase. `sha256` covers words, voice and engine, so a change of any is seen."""

    text: str
    duration_ms: int
    spoken: str | None = None
    sha256: str = ""


class Manifest(msgspec.Struct, frozen=True):
    """The contents of a voice folder. `rate` is samples a second of its clips."""

    language: str
    voice: str
    engine: str
    rate: int
    clips: dict[str, ClipEntry]


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a voice folder, or None (logged) when there is none that can be read."""
    try:
        return msgspec.json.decode((folder / MANIFEST_NAME).read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError) as error:
        log.info("The recorded voice in %s could not be loaded: %s", folder, error)
        return None


def durations_ms(folder: Path | None) -> dict[str, int]:
    """Length in milliseconds of every tone, and of every phrase of the voice in `folder`.

    Needs neither a sound device nor numpy; a missing voice leaves the tones alone.
    """
    lengths = {name: tone.duration_ms for name, tone in TONES.items()}
    manifest = read_manifest(folder) if folder is not None else None
    if manifest is not None:
        lengths |= {phrase: clip.duration_ms for phrase, clip in manifest.clips.items()}
    return lengths

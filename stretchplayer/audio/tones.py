"""The score of the short tones: which notes, how long, how loud. Pure data, quick to import.

All notes come from the D major pentatonic scale, so any two that meet sound calm together. Each
tone is told from the others by its movement: one bell gets ready, rising begins, two alike are half
of it, short ones count down, falling ends, a dip and return changes, a climbing chord ends it all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

#: Samples a second of everything that is mixed.
RATE = 48_000


class Timbre(StrEnum):
    """How a note is made."""

    BELL = "bell"  # a struck, warm bell: partials that die away one after another
    SOFT = "soft"  # the same with hardly any overtones
    SWELL = "swell"  # a breath: comes and goes slowly while it glides


@dataclass(frozen=True, slots=True)
class Note:
    """One note: fundamental in hertz, its start within the tone, and level in dB against the others."""

    hertz: float
    at_ms: int = 0
    level_db: float = 0.0
    glide_to_hertz: float | None = None


@dataclass(frozen=True, slots=True)
class Tone:
    """A whole tone. `loudness_dbfs` is the RMS level of its first 300 ms."""

    duration_ms: int
    notes: tuple[Note, ...]
    timbre: Timbre = Timbre.BELL
    loudness_dbfs: float = -19.0


D4, FIS4, A4, B4, D5, E5, FIS5, A5, B5 = 293.66, 369.99, 440.0, 493.88, 587.33, 659.26, 739.99, 880.0, 987.77

_BELLS: Mapping[str, Tone] = {
    "start": Tone(1100, (Note(A4), Note(D5, 130))),
    "end": Tone(1300, (Note(D5), Note(A4, 160))),
    "tick": Tone(180, (Note(A5),), Timbre.SOFT, -23.0),
    "half": Tone(800, (Note(FIS5), Note(FIS5, 200)), Timbre.BELL, -23.0),
    "change": Tone(1200, (Note(E5), Note(B4, 150), Note(E5, 300))),
    "ready": Tone(900, (Note(B4),), Timbre.BELL, -21.0),
    "gate": Tone(1100, (Note(E5), Note(E5, 190), Note(B5, 380)), Timbre.SOFT, -22.0),
    "done": Tone(2600, (Note(D4), Note(FIS4, 200), Note(A4, 400), Note(D5, 600))),
    "breath_in": Tone(1000, (Note(D4, glide_to_hertz=A4),), Timbre.SWELL, -33.0),
    "breath_out": Tone(1200, (Note(A4, glide_to_hertz=D4),), Timbre.SWELL, -36.0),
}

SOFT_PREFIX = "soft-"  # of the ids of the softer set, as the timeline names them
SOFTER_DB = -5.0


def _softer(tone: Tone) -> Tone:
    """The same movement an octave lower and quieter."""
    notes = tuple(
        replace(
            note,
            hertz=note.hertz / 2,
            glide_to_hertz=None if note.glide_to_hertz is None else note.glide_to_hertz / 2,
        )
        for note in tone.notes
    )
    return replace(tone, notes=notes, loudness_dbfs=tone.loudness_dbfs + SOFTER_DB)


#: Every tone by cue id: the bells, and the softer set beside them.
TONES: Mapping[str, Tone] = {
    **_BELLS,
    **{SOFT_PREFIX + name: _softer(tone) for name, tone in _BELLS.items()},
}

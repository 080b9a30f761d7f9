"""The devices that sound comes out of: their names, and what keeps them awake."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

#: How loud the sound is that keeps speakers awake, of full scale: nobody hears it.
PRIMER_DBFS = -72
NAMELESS = "A device without a name"
UNREADABLE = "\ufffd"  # what is left of a letter that the system cut in two
#: Letters that are not seen but turn what is around them, and those that break lines.
_HIDDEN = {"\u061c", "\u200e", "\u200f", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}


def matching_output(chosen: str, names: Collection[str]) -> str | None:
    """Which of the devices that are there is the chosen one, None when it is not there.

    Devices that share a name are told apart by a number in brackets. The one that is left of them
    has the bare name and counts as the chosen one.
    """
    if not chosen:
        return None
    if chosen in names:
        return chosen
    stem, bracket, number = chosen.rpartition(" (")
    numbered = bracket and number.endswith(")") and number[:-1].isdecimal()
    return stem if numbered and stem in names else None


def one_line(name: str) -> str:
    """A name as it can be shown: without what breaks the line or turns the letters around."""
    kept = "".join(
        " " if unicodedata.category(letter) in ("Cc", "Zl", "Zp") else letter
        for letter in unicodedata.normalize("NFC", name)
        if letter not in _HIDDEN
    )
    return " ".join(kept.rstrip(UNREADABLE).split()) or NAMELESS

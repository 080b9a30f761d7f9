"""The devices that sound comes out of: their names, and what keeps them awake."""

from __future__ import annotations

from collections.abc import Collection

#: How loud the sound is that keeps speakers awake, of full scale: nobody hears it.
PRIMER_DBFS = -72


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

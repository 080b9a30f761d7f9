"""Sizes of paper, in points."""

from __future__ import annotations

from enum import StrEnum

MARGIN = 42.0  # to all sides: what any printer can reach, and room for a hole punch

# Where Letter is the usual paper, by the Unicode locale data (CLDR, measurement data).
_LETTER_COUNTRIES = frozenset(
    ["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"]
)


class Paper(StrEnum):
    """What can be in the printer."""

    A4 = "A4"
    LETTER = "Letter"

    @property
    def width(self) -> float:
        """Of the whole sheet."""
        return 595.0 if self is Paper.A4 else 612.0

    @property
    def height(self) -> float:
        """Of the whole sheet."""
        return 842.0 if self is Paper.A4 else 792.0

    @property
    def room(self) -> float:
        """Width between the margins."""
        return self.width - 2 * MARGIN


def usual_paper(country: str) -> Paper:
    """What most people have there; `country` is a code of two letters, or anything else if unknown."""
    return Paper.LETTER if country.upper() in _LETTER_COUNTRIES else Paper.A4

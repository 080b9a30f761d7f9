"""The four sets of colours everything is drawn in."""

from __future__ import annotations

from enum import IntEnum


class ColourScheme(IntEnum):
    """Light or dark, each also for people who need strong contrast."""

    LIGHT = 0
    DARK = 1
    CONTRAST_LIGHT = 2
    CONTRAST_DARK = 3

    @classmethod
    def of(cls, *, dark: bool, contrast: bool) -> ColourScheme:
        """The scheme with these properties."""
        return cls(int(dark) + 2 * int(contrast))

    @property
    def is_dark(self) -> bool:
        """Whether light text stands on a dark ground."""
        return self in (ColourScheme.DARK, ColourScheme.CONTRAST_DARK)

    @property
    def is_contrast(self) -> bool:
        """Whether it is for people who need strong contrast."""
        return self in (ColourScheme.CONTRAST_LIGHT, ColourScheme.CONTRAST_DARK)

"""The colours and words of the eleven scores.

One family of colours, light to dark, without a green or an alarm red: a rating is a note, not a
mark. Number, place and word carry the meaning; colour helps. The same in both themes.
"""

from __future__ import annotations

SCORE_COLORS = (
    "#FBF3E2",
    "#F6E3C3",
    "#F1D2A6",
    "#EBBF8B",
    "#E3AA74",
    "#D99463",
    "#CB7D57",
    "#B9664E",
    "#A15046",
    "#843D41",
    "#632C3D",
)
OUTLINE = "#9A8A74"
DARK_NUMBER = "#1F2A37"
LIGHT_NUMBER = "#FFFFFF"
LIGHT_NUMBER_FROM = 7

# Bands for wording, after the usual reading of the 11-point scale.
MILD_FROM, MODERATE_FROM, SEVERE_FROM = 1, 4, 7


def band_word(score: int) -> str:
    """The word of a score: "mild"."""
    if score >= SEVERE_FROM:
        return "severe"
    if score >= MODERATE_FROM:
        return "moderate"
    return "mild" if score >= MILD_FROM else "no pain"

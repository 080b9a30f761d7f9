"""Colours on paper: dark enough for white paper, and told apart by shape where they mean something."""

from __future__ import annotations

# Of the light theme; grounds are lighter here, since paper shows a raster where a screen shows a tint.
INK = "#1F2A37"
SOFT = "#4D5865"
LINE = "#8A8578"
GRID = "#DDD8CE"
BAND = "#ECE8E0"
PAIN = "#33497A"
DONE = "#0B6E6A"
FLAG = "#9A4B00"
PAPER = "#FFFFFF"

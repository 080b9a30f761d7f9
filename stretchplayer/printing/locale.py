"""What paper is usual where this machine is."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from stretchplayer.printing.paper import Paper, usual_paper


def paper_here() -> Paper:
    """By the country of the system's settings."""
    return usual_paper(QLocale.territoryToCode(QLocale.system().territory()))

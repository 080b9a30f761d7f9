"""How large the player's digits are on this screen: seen, and said in millimetres."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from stretchplayer.ui.fonts import font
from stretchplayer.ui.player.board import BOARD_HEIGHT, BOARD_WIDTH, CAP_HEIGHT_EM, mm_per_px
from stretchplayer.ui.widgets.parts import column, label

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from stretchplayer.ui.look import Look

DIGITS_PX = 252  # of the near board
SHOWN_PX = 96  # here
MM_PER_INCH = 25.4


class FloorPreview(QFrame):
    """A hold's digits and side, small, with what they measure in the player."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._distance_m = 2.0
        digits = label(look, "14", "title")
        large = font("title")
        large.setPixelSize(SHOWN_PX)
        digits.setFont(large)
        digits.setAccessibleName("14, as it looks while playing")
        self.size_words = label(look, "", "note", "ink2", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 8, 20, 8)
        row.setSpacing(22)
        row.addWidget(digits)
        words = column(label(look, "Right leg", "heading"), self.size_words, spacing=2)
        row.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)

    def show_distance(self, metres: float) -> None:
        """Say how large the digits are for somebody this far away."""
        self._distance_m = metres
        self._say()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the screen the window is on."""
        self._say()
        super().showEvent(event)

    def _say(self) -> None:
        screen = self.screen()
        geometry = screen.geometry()
        mm, guessed = mm_per_px(screen.physicalSize(), QSizeF(geometry.size()))
        u = min(geometry.width() / BOARD_WIDTH, geometry.height() / BOARD_HEIGHT)
        tall = round(DIGITS_PX * u * CAP_HEIGHT_EM * mm)
        inches = round((geometry.width() ** 2 + geometry.height() ** 2) ** 0.5 * mm / MM_PER_INCH)
        found = "A 14-inch screen is assumed" if guessed else f"A {inches}-inch screen was found"
        self.size_words.setText(f"Digits are {tall} mm tall on this screen, full size. {found}.")

"""What is worth knowing about the routine as it stands, with a way to follow it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stretchplayer.core.routine_advice import FIX_WORDS
from stretchplayer.ui.widgets.parts import Banner, Button

if TYPE_CHECKING:
    from stretchplayer.core.routine_advice import Advice, AdviceKind
    from stretchplayer.ui.look import Look

TARGET = 44
CLOSE_PX = 18


class Told(QWidget):
    """A banner for trouble with the disk, and one for each piece of advice that was not closed."""

    wanted = Signal(object)  # Fix

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._advice: tuple[Advice, ...] = ()
        self._closed: set[AdviceKind] = set()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 6, 0, 0)
        self._column.setSpacing(8)
        self.trouble = Banner(look, "", "easeoff", "warning-fill")
        self.trouble.hide()
        self._column.addWidget(self.trouble)
        self.banners: dict[AdviceKind, Banner] = {}
        self.setVisible(False)

    def begin(self) -> None:
        """Begin with another routine: what was closed may be said again."""
        self._closed = set()
        self.show_trouble("")

    def show_trouble(self, words: str) -> None:
        """Say what went wrong; nothing when all is well again."""
        self.trouble.words.setText(words)
        self.trouble.setVisible(bool(words))
        self._fit()

    def show_advice(self, advice: tuple[Advice, ...]) -> None:
        """Show these in place of the ones before."""
        shown = tuple(piece for piece in advice if piece.kind not in self._closed)
        if shown == self._advice:
            return
        self._advice = shown
        for banner in self.banners.values():
            self._column.removeWidget(banner)
            banner.hide()
            banner.deleteLater()
        self.banners = {piece.kind: self._banner(piece) for piece in shown}
        self._fit()

    def _banner(self, advice: Advice) -> Banner:
        banner = Banner(self._look, advice.sentence)
        if advice.fix is not None:
            follow = Button(self._look, FIX_WORDS[advice.fix], "quiet")
            follow.clicked.connect(partial(self._follow, advice))
            banner.add(follow)
        close = Button(self._look, "", "quiet", icon="x", icon_px=CLOSE_PX)
        close.setFixedSize(TARGET, TARGET)
        close.setAccessibleName(f"Close: {advice.sentence}")
        close.clicked.connect(partial(self._close, advice))
        banner.add(close)
        self._column.addWidget(banner)
        return banner

    def _follow(self, advice: Advice) -> None:
        self.wanted.emit(advice.fix)

    def _close(self, advice: Advice) -> None:
        self._closed.add(advice.kind)
        self.show_advice(self._advice)

    def _fit(self) -> None:
        self.setVisible(bool(self.banners) or not self.trouble.isHidden())

"""How the sheet comes in: from the right edge, or by a short fade for those who want calm motion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QObject, QPoint, QVariantAnimation
from PySide6.QtWidgets import QGraphicsOpacityEffect

if TYPE_CHECKING:
    from PySide6.QtCore import QRect

    from stretchplayer.ui.editor.panel import Panel, Scrim

SLIDE_MS = 220
FADE_MS = 120


class Entrance(QObject):
    """Brings the sheet in and the scrim up together. Its place may change on the way."""

    def __init__(self, panel: Panel, scrim: Scrim) -> None:
        super().__init__(panel)
        self._panel = panel
        self._scrim = scrim
        self._from_x = 0
        self._place = QPoint()
        self._fading: QGraphicsOpacityEffect | None = None
        self._motion = QVariantAnimation(self)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(self._show)
        self._motion.finished.connect(self.end)

    @property
    def running(self) -> bool:
        """Whether the sheet is on its way."""
        return self._motion.state() is QVariantAnimation.State.Running

    @property
    def slides(self) -> bool:
        """Whether the sheet itself moves."""
        return self.running and self._fading is None

    def begin(self, *, calm: bool) -> None:
        """Come in from the right edge; with `calm` nothing moves."""
        self.end()
        self._from_x = self._scrim.width()
        if calm:
            self._fading = QGraphicsOpacityEffect(self._panel)
            self._panel.setGraphicsEffect(self._fading)
        self._motion.setDuration(FADE_MS if calm else SLIDE_MS)
        self._motion.start()
        self._show(0.0)

    def end(self) -> None:
        """Be there, whether it has arrived or not."""
        self._motion.stop()
        if self._fading is not None:
            self._panel.setGraphicsEffect(None)  # type: ignore[arg-type]  # Qt takes none
            self._fading = None
        self._scrim.set_share(1.0)
        self._panel.move(self._place)

    def put(self, box: QRect) -> None:
        """Where the sheet belongs."""
        self._place = box.topLeft()
        self._panel.resize(box.size())
        if self.running:
            self._show(self._motion.currentValue())
        else:
            self._panel.move(self._place)

    def _show(self, share: float) -> None:
        self._scrim.set_share(share)
        if self._fading is not None:
            self._fading.setOpacity(share)
            self._panel.move(self._place)
        else:
            x = round(self._from_x + (self._place.x() - self._from_x) * share)
            self._panel.move(x, self._place.y())

"""Three minutes of marching before one measures. They can be shortened; nobody is kept waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stretchplayer.ui.measure import words
from stretchplayer.ui.widgets.announce import announce
from stretchplayer.ui.widgets.parts import Button, label
from stretchplayer.ui.words import clock_words

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from stretchplayer.core.ports import Clock
    from stretchplayer.ui.look import Look

WARM_UP_MS = 180_000
TICK_MS = 250


class WarmUp(QWidget):
    """`done` when one is warm: the time is up and was seen, or it was cut short."""

    begun = Signal()
    over = Signal()  # the time is up
    done = Signal()

    def __init__(self, look: Look, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._began: float | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.follow)
        self.left = label(look, clock_words(WARM_UP_MS), "display")
        self.caption = label(look, words.WARM_UP, "body", wrap=True)
        self.start = Button(look, "Start the three minutes", "primary")
        self.start.clicked.connect(self.begin)
        self.warm = Button(look, "I am warm already", "second")
        self.warm.clicked.connect(self._finish)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for part in (self.left, self.caption, self.start, self.warm):
            column.addWidget(part)

    @property
    def is_running(self) -> bool:
        """Whether the time runs."""
        return self._timer.isActive()

    def begin(self) -> None:
        """Let the time run."""
        self._began = self._clock.monotonic_ms()
        self.caption.setText(words.MARCH)
        self.start.hide()
        self.warm.setText("That is enough, go on")
        self.warm.setFocus(Qt.FocusReason.OtherFocusReason)
        self._timer.start()
        self.begun.emit()
        self.follow()

    def follow(self) -> None:
        """Show the time that is left."""
        if self._began is None:
            return
        left = max(0.0, WARM_UP_MS - (self._clock.monotonic_ms() - self._began))
        self.left.setText(clock_words(round(left)))
        if left == 0 and self._timer.isActive():
            self._timer.stop()
            self.caption.setText(words.WARM)
            self.warm.setText("Go on")
            announce(self, words.WARM)
            self.over.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever goes elsewhere begins anew."""
        self._stop()
        super().hideEvent(event)

    def _finish(self) -> None:
        self._stop()
        self.done.emit()

    def _stop(self) -> None:
        self._timer.stop()
        self._began = None
        self.left.setText(clock_words(WARM_UP_MS))
        self.caption.setText(words.WARM_UP)
        self.start.show()
        self.warm.setText("I am warm already")

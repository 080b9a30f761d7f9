"""The reminder inside the window: a card in the corner that asks for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from stretchplayer.ui.widgets.announce import announce
from stretchplayer.ui.widgets.parts import Button, Icon, label

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent, QShowEvent

    from stretchplayer.ui.look import Look

START_SHORT, LATER, NOT_TODAY = "Start short", "Later", "Not today"
WIDTH = 440
FROM_EDGE = 24


class ReminderCard(QFrame):
    """Stays in its corner of the window until it is answered; Escape puts it aside without an answer."""

    start_short = Signal()
    later = Signal()
    not_today = Signal()
    put_aside = Signal()

    def __init__(self, look: Look, window: QWidget, words: str, *, can_snooze: bool = True) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("role", "floating")
        self.words = label(look, words, "item", wrap=True)
        self.start_button = Button(look, START_SHORT, "primary")
        self.later_button = Button(look, LATER, "second")
        self.not_today_button = Button(look, NOT_TODAY, "quiet")
        self.start_button.clicked.connect(self.start_short)
        self.later_button.clicked.connect(self.later)
        self.not_today_button.clicked.connect(self.not_today)
        self.later_button.setVisible(can_snooze)  # near midnight there is no later
        for button in (self.start_button, self.later_button, self.not_today_button):
            button.setAccessibleDescription(words)
        self._lay_out(look)
        window.installEventFilter(self)
        self._place()

    def _lay_out(self, look: Look) -> None:
        sentence = QHBoxLayout()
        sentence.setSpacing(14)
        sentence.addWidget(Icon(look, "sun-horizon", "tealtx"), 0, Qt.AlignmentFlag.AlignTop)
        sentence.addWidget(self.words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self.start_button)
        buttons.addWidget(self.later_button)
        buttons.addWidget(self.not_today_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        column.addLayout(sentence)
        column.addLayout(buttons)

    def take_focus(self) -> None:
        """For somebody who came here because of the reminder."""
        self.start_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place in the window."""
        if watched is self._window and event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Lie over the page, and be read out."""
        super().showEvent(event)
        self._place()
        self.raise_()
        announce(self, self.words.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts it aside."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_aside.emit()
        else:
            super().keyPressEvent(event)

    def _place(self) -> None:
        room = self._window.size()
        width = min(room.width() - 2 * FROM_EDGE, max(WIDTH, self.minimumSizeHint().width()))
        height = self.heightForWidth(width)
        self.setGeometry(room.width() - width - FROM_EDGE, room.height() - height - FROM_EDGE, width, height)

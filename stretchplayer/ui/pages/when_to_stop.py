"""When to stop: warning signs, who should ask first, and what the app does when it hurts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from stretchplayer.core.comfort import USUAL_RULES
from stretchplayer.core.dates import whole_day
from stretchplayer.ui.pages import when_to_stop_words as words
from stretchplayer.ui.widgets.parts import Button, Icon, column, label, two_columns
from stretchplayer.ui.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from stretchplayer.app.screening_service import ScreeningService
    from stretchplayer.app.services import SettingsService
    from stretchplayer.ui.look import Look

ICON_PX = 26
GAP = 24


class WhenToStopPage(ScrollPage):
    """A page to read. Over another page it has a way back and emits `left`."""

    left = Signal()
    true_now = Signal()  # one of the warning signs is
    questions_wanted = Signal()  # all safety questions, once more
    comfort_wanted = Signal()  # the page of the comfort rules

    def __init__(
        self, look: Look, settings: SettingsService, screening: ScreeningService, *, covering: bool = False
    ) -> None:
        super().__init__(look)
        self._settings = settings
        self._screening = screening
        self._covering = covering
        if covering:
            self.back = Button(look, "Back", "quiet", icon="caret-left")
            self.back.setProperty("flush", "true")
            self.back.clicked.connect(self.left)
            self.column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
            self.setFocusProxy(self.back)
        self._number = label(look, "", "section", wrap=True)
        self._make()
        self.form_changed.connect(self._arrange)
        settings.changed.connect(self.note_change)
        screening.changed.connect(self.note_change)

    def refresh(self) -> None:
        """Show the number, and how the safety questions stand, as it is now."""
        number = self._settings.preferences.emergency_number
        self._number.setText(f"Your number: {number}")
        self._number.setVisible(bool(number))
        last = self._screening.last()
        self._questions.setVisible(not self._covering)
        self.comfort_rules.setVisible(not self._covering)
        self._show_what_differs()
        self._answered.setText(
            words.NOT_ANSWERED if last is None else words.ANSWERED.format(day=whole_day(last.at.date()))
        )
        self.again.setText(words.ANSWER if last is None else words.ANSWER_AGAIN)

    def _show_what_differs(self) -> None:
        """Say so where the app does not do what is said there, or with other numbers."""
        preferences = self._settings.preferences
        self._own_numbers.setText(words.OWN_NUMBERS if preferences.react else words.REACTS_NOT)
        self._own_numbers.setVisible(preferences.comfort != USUAL_RULES or not preferences.react)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes one step back."""
        if self._covering and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _make(self) -> None:
        look = self._look
        self.column.addWidget(label(look, words.TITLE, "title"))
        self.column.addSpacing(6)
        self.column.addWidget(label(look, words.INTRODUCTION, "body", "ink2", wrap=True))
        self.column.addSpacing(18)
        emergency = self._panel("stop", "warning-octagon-fill", "red", words.EMERGENCY)
        emergency.addWidget(self._number)
        emergency.addWidget(label(look, words.NOT_A_DIAGNOSIS, "note", "ink2", wrap=True))
        self.help = Button(look, words.TRUE_NOW, "danger")
        self.help.clicked.connect(self.true_now)
        emergency.addSpacing(4)
        emergency.addWidget(self.help, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addSpacing(GAP)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(GAP)
        self.column.addLayout(self._grid)
        self._parts = [
            column(self._while_stretching(), self._section(words.AFTER_SESSION), spacing=GAP),
            column(self._section(words.DOCTOR_FIRST), self._section(words.ASK_FIRST), spacing=GAP),
        ]
        self._arrange()
        self.column.addSpacing(GAP)
        self._questions = self._questions_card()
        self.column.addWidget(self._questions)
        self.column.addWidget(label(look, words.DISCLAIMER, "note", "ink2", wrap=True))
        self.column.addStretch(1)

    def _while_stretching(self) -> QFrame:
        """What is done about pain, with the usual numbers, and the way to those in force."""
        frame, inside = self._frame("easeoff", "hand-palm-fill", "amber", words.WHILE_STRETCHING)
        self._own_numbers = label(self._look, words.OWN_NUMBERS, "text", wrap=True)
        self.comfort_rules = Button(self._look, words.COMFORT_RULES, "second")
        self.comfort_rules.clicked.connect(self.comfort_wanted)
        inside.addWidget(self._own_numbers)
        inside.addWidget(self.comfort_rules, 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    def _questions_card(self) -> QFrame:
        """When they were answered; what was answered, nobody knows."""
        look = self._look
        holder = QFrame()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, GAP)
        card = QFrame()
        card.setProperty("role", "card")
        column.addWidget(card)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(24, 20, 24, 20)
        inside.setSpacing(10)
        inside.addWidget(label(look, words.QUESTIONS, "heading"))
        self._answered = label(look, "", "text", wrap=True)
        inside.addWidget(self._answered)
        self.again = Button(look, words.ANSWER_AGAIN, "second")
        self.again.clicked.connect(self.questions_wanted)
        inside.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        return holder

    def _arrange(self) -> None:
        for part in self._parts:
            self._grid.removeWidget(part)
        for index, part in enumerate(self._parts):
            row, place = (index, 0) if self.narrow else (0, index)
            self._grid.addWidget(part, row, place, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 0 if self.narrow else 1)

    def _panel(self, role: str, icon: str, ink: str, section: words.Section) -> QVBoxLayout:
        frame, inside = self._frame(role, icon, ink, section)
        self.column.addWidget(frame)
        return inside

    def _section(
        self, section: words.Section, role: str = "card", icon: str | None = None, ink: str = "ink"
    ) -> QFrame:
        return self._frame(role, icon, ink, section)[0]

    def _frame(
        self, role: str, icon: str | None, ink: str, section: words.Section
    ) -> tuple[QFrame, QVBoxLayout]:
        frame = QFrame()
        frame.setProperty("role", role)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(24, 20, 24, 20)
        inside.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(12)
        if icon is not None:
            head.addWidget(Icon(self._look, icon, ink, ICON_PX))
        head.addWidget(label(self._look, section.title, "heading"), 1)
        inside.addLayout(head)
        if section.lead:
            inside.addWidget(label(self._look, section.lead, "text", wrap=True))
        inside.addWidget(self._bullets(section.points))
        return frame, inside

    def _bullets(self, points: Sequence[str]) -> QWidget:
        look = self._look
        return two_columns(
            ((label(look, "•", "text", "ink2"), label(look, point, "text", wrap=True)) for point in points),
            gap=10,
        )

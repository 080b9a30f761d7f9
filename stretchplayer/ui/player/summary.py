"""The end of a session: what was done, how it felt, and room for a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QIcon
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from stretchplayer.ui.player.advice_card import AdviceCard
from stretchplayer.ui.player.paint import board_font
from stretchplayer.ui.player.summary_parts import (
    STRIP_HEIGHT,
    BeforeAfter,
    PainRow,
    SummaryFigure,
    block_top,
)
from stretchplayer.ui.player.wishes import WishList
from stretchplayer.ui.widgets.steady_scroll import SteadyScrollArea

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from stretchplayer.ui.player.halo import FigureView
    from stretchplayer.ui.player.looks import Looks
    from stretchplayer.ui.player.summary_data import SummaryData

WIDE_FROM = 1000  # below, the left column becomes a strip on top
LEFT_WIDTH = 556
COLUMN_WIDTH = 596
STRETCHES_RATED, STRETCHES = "Most pain in each stretch", "Your stretches"
TAGS = ("Flare day", "Slept badly", "Long sitting")
NOTE_HINT = "Anything to remember? For example: tight on the left, slept badly."


class Summary(QWidget):
    """The page after a session. Emits the note when it is left by either way."""

    note_written = Signal(str, tuple)
    done = Signal()
    week_wanted = Signal()

    def __init__(self, looks: Looks, figure: FigureView, parent: QWidget | None = None) -> None:
        """`figure` belongs to this page alone."""
        super().__init__(parent)
        self._looks = looks
        self.left = SummaryFigure(looks, figure, self)
        self._before_after = BeforeAfter(looks)
        self.advice = AdviceCard(looks)
        self.wishes = WishList()
        self.wishes.answered.connect(self._keep_focus)
        self._rows: list[PainRow] = []
        self.note = QPlainTextEdit()
        self.tags = [self._chip(tag) for tag in TAGS]
        self.done_button = self._button("Done", "primary")
        self.week_button = self._button("See this week", "quiet")
        self.done_button.clicked.connect(self._leave)
        self.week_button.clicked.connect(self._leave_for_week)
        self._right = QWidget(self)
        self._scroll = SteadyScrollArea()
        self._build()
        self.set_looks(looks)

    def set_looks(self, looks: Looks) -> None:
        """Follow the theme."""
        self._looks = looks
        self.left.set_looks(looks)
        self._before_after.set_looks(looks)
        self.advice.set_looks(looks)
        for row in self._rows:
            row.set_looks(looks)
        color, ratio = looks.colors.color("tealtx"), self.devicePixelRatioF()
        self.week_button.setIcon(QIcon(looks.icons("chart-line", color, 22, ratio)))
        self.week_button.setIconSize(QSize(22, 22))
        hint = looks.colors.color("ink2").name()
        self.note.setStyleSheet(f"QPlainTextEdit {{ placeholder-text-color: {hint}; }}")
        palette = self.palette()
        palette.setColor(palette.ColorRole.Window, looks.colors.color("bg"))
        self.setPalette(palette)
        self.setAutoFillBackground(True)

    def show_data(self, data: SummaryData) -> None:
        """Show this session, with an empty note."""
        self.left.show_data(data)
        self._before_after.show_data(data)
        self.advice.say(data.advice)
        for old in self._rows:
            self._stretches.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = [PainRow(self._looks, row) for row in data.rows]
        for row in self._rows:
            self._stretches.addWidget(row)
        self._back.setVisible(data.asked_back)
        self._rows_title.setText(STRETCHES_RATED if data.asked_stretches else STRETCHES)
        self._rows_title.setVisible(bool(self._rows))
        self._range.setVisible(bool(self._rows) and data.asked_stretches)
        self.wishes.show_lines(())
        self.note.clear()
        for tag in self.tags:
            tag.setChecked(False)
        self._scroll.verticalScrollBar().setValue(0)
        self.done_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space press what has the focus; Esc is done."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns side by side, or the left one as a strip on top in a narrow window."""
        super().resizeEvent(event)
        wide = self.width() >= WIDE_FROM
        if wide:
            share = max(LEFT_WIDTH, round((self.width() - COLUMN_WIDTH - 64) / 2))
            left = min(self.width() // 2, share)
            self.left.setGeometry(0, 0, left, self.height())
            self._right.setGeometry(left, 0, self.width() - left, self.height())
        else:
            self.left.setGeometry(0, 0, self.width(), STRIP_HEIGHT)
            self._right.setGeometry(0, STRIP_HEIGHT, self.width(), self.height() - STRIP_HEIGHT)
        top = round(block_top(self.height())) if wide else 0
        self._column.setContentsMargins(64, 64 + top if wide else 28, 64, 16)
        self._buttons.setContentsMargins(64, 8, 64, (34 if wide else 20) + top)

    def _keep_focus(self) -> None:
        """On to the next offer, or to Done: what was pressed has gone."""
        offers = [b for row in self.wishes.rows for b in row.buttons() if b.isVisibleTo(self)]
        (*offers, self.done_button)[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        self._write()
        self.done.emit()

    def _leave_for_week(self) -> None:
        self._write()
        self.week_wanted.emit()

    def _write(self) -> None:
        text = self.note.toPlainText().strip()
        tags = tuple(tag.text() for tag in self.tags if tag.isChecked())
        if text or tags:
            self.note_written.emit(text, tags)

    def _build(self) -> None:
        page = QWidget()
        page.setObjectName("page")
        page.setMaximumWidth(COLUMN_WIDTH + 128)
        self._column = column = QVBoxLayout(page)
        column.setSpacing(0)
        column.addWidget(self.wishes)
        self._back = QWidget()
        back = QVBoxLayout(self._back)
        back.setContentsMargins(0, 0, 0, 30)
        back.setSpacing(12)
        back.addWidget(self._title("Your back pain right now"))
        back.addWidget(self._before_after)
        back.addWidget(self.advice)
        column.addWidget(self._back)
        head = QHBoxLayout()
        self._rows_title = self._title(STRETCHES_RATED)
        head.addWidget(self._rows_title)
        head.addStretch(1)
        self._range = QLabel("0 to 10")
        self._range.setFont(board_font(14, QFont.Weight.Normal))
        self._range.setProperty("ink", "ink2")
        head.addWidget(self._range)
        column.addLayout(head)
        column.addSpacing(6)
        self._stretches = QVBoxLayout()
        self._stretches.setSpacing(0)
        column.addLayout(self._stretches)
        column.addSpacing(22)
        self.note.setPlaceholderText(NOTE_HINT)
        self.note.setAccessibleName("Your note about this session")
        self.note.setFixedHeight(76)
        self.note.setFont(board_font(16, QFont.Weight.Normal))
        self.note.setTabChangesFocus(True)
        column.addWidget(self.note)
        column.addSpacing(14)
        chips = QHBoxLayout()
        chips.setSpacing(10)
        for tag in self.tags:
            chips.addWidget(tag)
        chips.addStretch(1)
        column.addLayout(chips)
        column.addStretch(1)
        self._buttons = buttons = QHBoxLayout()
        buttons.setSpacing(24)
        buttons.addWidget(self.done_button)
        buttons.addWidget(self.week_button)
        buttons.addStretch(1)
        self._scroll.setWidget(page)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._scroll, 1)
        right.addLayout(buttons)

    @staticmethod
    def _title(text: str) -> QLabel:
        label = QLabel(text)
        label.setFont(board_font(17))
        return label

    @staticmethod
    def _chip(text: str) -> QPushButton:
        chip = QPushButton(text)
        chip.setCheckable(True)
        chip.setProperty("role", "chip")
        chip.setFont(board_font(15, QFont.Weight.Medium))
        return chip

    @staticmethod
    def _button(text: str, role: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", role)
        button.setFont(board_font(18 if role == "primary" else 16))
        if role == "primary":
            button.setMinimumSize(111, 56)
        return button

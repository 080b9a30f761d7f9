"""The end of a session: what was done, how it felt, and room for a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QIcon, QPainter, QPen
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

from stretchplayer.ui.player.figure_cue import RESTING_POSE, FigureCue, FigurePhase
from stretchplayer.ui.player.paint import board_font, draw_lines, rounded, text_width, wrap
from stretchplayer.ui.widgets.steady_scroll import SteadyScrollArea

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from stretchplayer.ui.player.halo import FigureView
    from stretchplayer.ui.player.looks import Looks
    from stretchplayer.ui.player.summary_data import StretchRow, SummaryData

WIDE_FROM = 1000  # below, the left column becomes a strip on top
LEFT_WIDTH = 556
STRIP_HEIGHT = 150
COLUMN_WIDTH = 596
TAGS = ("Flare day", "Slept badly", "Long sitting")
NOTE_HINT = "Anything to remember? For example: tight on the left, slept badly."
FIGURE_WIDTH, FIGURE_HEIGHT = 500.0, 380.0
FIGURE_LOWER = 13.0  # than the ring
DOTS_X, DOT_STEP = 302.0, 17.0
HIGHEST = 10
BLOCK_HEIGHT = 800  # in taller windows the page stays together in the middle


class SummaryFigure(QWidget):
    """The left column: title, resting figure, this week."""

    def __init__(self, looks: Looks, figure: FigureView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks = looks
        self._figure = figure
        self._data: SummaryData | None = None

    def set_looks(self, looks: Looks) -> None:
        """Follow the theme."""
        self._looks = looks
        self.update()

    def show_data(self, data: SummaryData) -> None:
        """Show this session."""
        self._data = data
        self.setAccessibleName(f"{data.title}. {data.text}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tall: one below the other; as a strip: words and week beside each other."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), self._looks.colors.color("tint"))
        data = self._data
        if data is not None and self.height() > STRIP_HEIGHT:
            self._paint_tall(painter, data)
        elif data is not None:
            self._paint_strip(painter, data)
        painter.end()

    def _paint_tall(self, painter: QPainter, data: SummaryData) -> None:
        color = self._looks.colors.color
        left, room = 64.0, self.width() - 108.0
        scale = min(1.0, self.height() / BLOCK_HEIGHT)
        top = block_top(self.height())
        title = board_font(48 * max(0.8, scale), QFont.Weight.DemiBold, -0.02)
        y = draw_lines(painter, [data.title], title, color("ink"), left, top + 115 * scale, 40)
        text = board_font(20, QFont.Weight.Normal)
        y = draw_lines(painter, wrap(data.text, text, room), text, color("ink2"), left, y, 28)
        week_top = self.height() - top - 196 * scale
        self._paint_figure(painter, QRectF(28, y, self.width() - 56, week_top - y - 12))
        self._paint_week(painter, data, QPointF(126, week_top + 62 * scale), 52 * max(0.8, scale))

    def _paint_strip(self, painter: QPainter, data: SummaryData) -> None:
        color = self._looks.colors.color
        title = board_font(34, QFont.Weight.DemiBold, -0.012)
        y = draw_lines(painter, [data.title], title, color("ink"), 32, 56, 34)
        text = board_font(17, QFont.Weight.Normal)
        room = self.width() - 32 - 360
        draw_lines(painter, wrap(data.text, text, room), text, color("ink2"), 32, y, 25)
        self._paint_week(painter, data, QPointF(self.width() - 300, 75), 42)

    def _paint_figure(self, painter: QPainter, room: QRectF) -> None:
        color = self._looks.colors.color
        width = min(FIGURE_WIDTH, room.width(), room.height() / 0.76)
        if width < 160:
            return
        unit = width / FIGURE_WIDTH
        centre = QPointF(self.width() / 2, room.top() + room.height() / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color("halo"), 5 * unit))
        painter.drawEllipse(centre, 184 * unit, 184 * unit)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("halo"))
        painter.drawEllipse(centre, 168 * unit, 168 * unit)
        height = FIGURE_HEIGHT * unit
        self._figure.set_box(width, height, self.devicePixelRatioF())
        self._figure.set_dark(color("bg").lightnessF() < 0.5)
        self._figure.show(FigureCue(RESTING_POSE, None, FigurePhase.START))
        top = centre.y() + FIGURE_LOWER * unit - height / 2
        self._figure.paint(painter, centre.x() - width / 2, top)

    def _paint_week(self, painter: QPainter, data: SummaryData, centre: QPointF, radius: float) -> None:
        color = self._looks.colors.color
        ring = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        stroke = radius * 0.27
        pen = QPen(color("tint2"), stroke)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring)
        share = min(1.0, data.days_done / max(1, data.goal_days))
        if share > 0:
            pen.setColor(color("teal"))
            painter.setPen(pen)
            painter.drawArc(ring, 90 * 16, round(-share * 360 * 16))
        painter.setFont(board_font(radius * 0.72))
        painter.setPen(color("ink"))
        centred = Qt.AlignmentFlag.AlignCenter
        painter.drawText(ring.translated(0, -radius * 0.18), centred, str(data.days_done))
        painter.setFont(board_font(14, QFont.Weight.Medium))
        painter.setPen(color("ink2"))
        painter.drawText(ring.translated(0, radius * 0.38), centred, f"of {data.goal_days} days")
        x = centre.x() + radius + stroke / 2 + 24
        draw_lines(painter, ["This week"], board_font(20), color("ink"), x, centre.y() - 4, 0)
        small = board_font(15, QFont.Weight.Normal)
        draw_lines(painter, [data.week], small, color("ink2"), x, centre.y() + 19, 0)


class BeforeAfter(QWidget):
    """The two ratings of the back, and how much they say."""

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks = looks
        self._data: SummaryData | None = None
        self.setMinimumHeight(86)

    def set_looks(self, looks: Looks) -> None:
        """Follow the theme."""
        self._looks = looks
        self.update()

    def show_data(self, data: SummaryData) -> None:
        """Show this session."""
        self._data = data
        self.setAccessibleName(f"Before {score_text(data.before)}, after {score_text(data.after)}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Before, arrow, after, comment."""
        del event
        data = self._data
        if data is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = self._looks.colors.color
        label = board_font(15, QFont.Weight.Medium)
        number = board_font(56, QFont.Weight.DemiBold, -0.02)
        for x, word, score, token in ((0, "Before", data.before, "ink2"), (158, "After", data.after, "navy")):
            draw_lines(painter, [word], label, color("ink2"), x, 16, 0)
            shown = "–" if score is None else str(score)
            draw_lines(painter, [shown], number, color(token if score is not None else "ink2"), x + 2, 71, 0)
        pen = QPen(color("line2"), 3)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        tip = QPointF(127, 42)
        painter.drawLine(QPointF(70, 42), tip)
        painter.drawLine(tip, tip + QPointF(-10, -8))
        painter.drawLine(tip, tip + QPointF(-10, 8))
        painter.fillRect(QRectF(229, 20, 1, 44), color("line"))
        font = board_font(15, QFont.Weight.Normal)
        lines = wrap(data.comment, font, self.width() - 254)
        top = 35 - (len(lines) - 2) * 11 if len(lines) > 2 else 35
        draw_lines(painter, lines, font, color("ink2"), 254, top, 22)
        painter.end()


class PainRow(QWidget):
    """One stretch: picture, name, its rating as a place among eleven dots and as a number."""

    def __init__(self, looks: Looks, row: StretchRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks = looks
        self._row = row
        self.setFixedHeight(72)
        self.setAccessibleName(f"{row.name}, {row.detail}, {rating_text(row)}")

    def set_looks(self, looks: Looks) -> None:
        """Follow the theme."""
        self._looks = looks
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the row with a hairline below."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        color, row = self._looks.colors.color, self._row
        box = QRectF(0.5, 9, 88, 54)
        rounded(painter, box, 14, color("halo"), color("line"), 1)
        picture = self._looks.thumbnail(row.pose, row.side, QSize(82, 48), self.devicePixelRatioF())
        if picture is not None:
            painter.drawPixmap(QPointF(3.5, 12), picture)
        draw_lines(painter, [row.name], board_font(17), color("ink"), 106, 31, 0)
        small = board_font(14, QFont.Weight.Normal)
        draw_lines(painter, [row.detail], small, color("ink2"), 106, 52, 0)
        rating = row.rating
        if rating is not None and rating.score is not None:
            self._paint_score(painter, rating.score)
        else:
            words = rating_text(row)
            x = self.width() - text_width(small, words)
            draw_lines(painter, [words], small, color("ink2"), x, 41, 0)
        painter.fillRect(QRectF(0, 71, self.width(), 1), color("line"))
        painter.end()

    def _paint_score(self, painter: QPainter, score: int) -> None:
        color = self._looks.colors.color
        painter.setPen(Qt.PenStyle.NoPen)
        for value in range(HIGHEST + 1):
            here = value == score
            painter.setBrush(color("navy" if here else "line2"))
            size = 7.0 if here else 2.6
            painter.drawEllipse(QPointF(DOTS_X + value * DOT_STEP, 36), size, size)
        font = board_font(22, tabular=True)
        text = str(score)
        x = self.width() - text_width(font, text)
        draw_lines(painter, [text], font, color("ink"), x, 44, 0)
        if self._row.rating is not None and self._row.rating.flag:
            bolt = self._looks.icons("lightning-fill", color("amber"), 20, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(x - 34, 26), bolt)


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
        for old in self._rows:
            self._stretches.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = [PainRow(self._looks, row) for row in data.rows]
        for row in self._rows:
            self._stretches.addWidget(row)
        self._rows_title.setVisible(bool(self._rows))
        self._range.setVisible(bool(self._rows))
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
        column.addWidget(self._title("Your back pain right now"))
        column.addSpacing(12)
        column.addWidget(self._before_after)
        column.addSpacing(30)
        head = QHBoxLayout()
        self._rows_title = self._title("Most pain in each stretch")
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


def block_top(height: int) -> float:
    """Return the space above the page's block in a window this high."""
    return max(0.0, (height - BLOCK_HEIGHT) / 2)


def score_text(score: int | None) -> str:
    """Return a score in words."""
    return "not rated" if score is None else f"{score} of 10"


def rating_text(row: StretchRow) -> str:
    """Return what was answered for a stretch."""
    if row.rating is None:
        return "not asked"
    if row.rating.score is not None:
        return score_text(row.rating.score)
    return "warning flag" if row.rating.flag else "rating skipped"

"""Where one is among the steps: a column at the left, or a header in small windows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from stretchplayer.ui.screening import words
from stretchplayer.ui.widgets.nav import Mark
from stretchplayer.ui.widgets.parts import label, restyle

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QLabel

    from stretchplayer.ui.look import Look

COLUMN_WIDTH, HEADER_HEIGHT = 372, 96
MARGIN = 40
DISC = 30
STEP_GAP = 18
DOT_GAP = 10
TICK = ((-5.5, 0.5), (-1.5, 4.5), (5.5, -4.0))


class StepDisc(QWidget):
    """The number of a step: filled where one is, ticked where one was."""

    def __init__(self, look: Look, number: int) -> None:
        super().__init__()
        self._look = look
        self._number = number
        self._now = self._done = False
        size = round(DISC * max(1.0, look.text_scale))
        self.setFixedSize(size, size)
        look.themes.changed.connect(self.update)

    def show_state(self, *, now: bool, done: bool) -> None:
        """Whether it is the step one is at, or one that lies behind."""
        self._now, self._done = now, done
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = self._look.color
        disc = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(Qt.PenStyle.NoPen if self._now else QPen(color("line2"), 2))
        painter.setBrush(color("teal") if self._now else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc)
        if self._done:
            self._paint_tick(painter, disc)
            return
        painter.setFont(self._look.font("section-small"))
        painter.setPen(color("onteal" if self._now else "ink2"))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))

    def _paint_tick(self, painter: QPainter, disc: QRectF) -> None:
        scale = disc.width() / DISC
        pen = QPen(self._look.color("tealtx"), 2.5 * scale)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([disc.center() + QPointF(x, y) * scale for x, y in TICK]))


class StepColumn(QFrame):
    """What this is about, the steps one under the other, and what is kept of it."""

    def __init__(self, look: Look, title: str, intro: str, count: int) -> None:
        super().__init__()
        self.setProperty("role", "aside")
        self.setFixedWidth(round(COLUMN_WIDTH * max(1.0, look.text_scale)))
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 45, MARGIN, 38)
        column.setSpacing(0)
        column.addWidget(Mark(look))
        column.addSpacing(32)
        column.addWidget(label(look, title, "title", wrap=True))
        column.addSpacing(12)
        column.addWidget(label(look, intro, "body", "ink2", wrap=True))
        column.addSpacing(34)
        self._look = look
        self._discs: list[StepDisc] = []
        self._names: list[QLabel] = []
        for step in range(count):
            column.addLayout(self._step(step))
            column.addSpacing(STEP_GAP)
        column.addStretch(1)
        column.addWidget(label(look, words.NOT_KEPT, "note", "ink2", wrap=True))
        column.addSpacing(20)
        column.addWidget(label(look, words.NOT_A_DEVICE, "note", "ink2", wrap=True))

    def show_step(self, step: int) -> None:
        """Where one is, counted from 0."""
        for index, (disc, name) in enumerate(zip(self._discs, self._names, strict=True)):
            disc.show_state(now=index == step, done=index < step)
            name.setProperty("ink", "ink" if index == step else "ink2")
            restyle(name)
            name.setFont(self._look.font("item" if index == step else "body"))

    def _step(self, step: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        disc, name = StepDisc(self._look, step + 1), label(self._look, words.STEPS[step], "body", wrap=True)
        self._discs.append(disc)
        self._names.append(name)
        row.addWidget(disc, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(name, 1)
        return row


class StepHeader(QFrame):
    """The same in a strip above, for small windows and large text."""

    def __init__(self, look: Look, title: str, count: int) -> None:
        super().__init__()
        self._look = look
        self._count = count
        self.setProperty("role", "aside")
        self.setMinimumHeight(HEADER_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 12, 32, 12)
        row.setSpacing(16)
        row.addWidget(Mark(look))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        self._name = label(look, "", "text", "ink2", wrap=True)
        texts.addStretch(1)
        texts.addWidget(label(look, title, "heading"))
        texts.addWidget(self._name)
        texts.addStretch(1)
        row.addLayout(texts, 1)
        self._discs = [StepDisc(look, number) for number in range(1, count + 1)]
        dots = QHBoxLayout()
        dots.setSpacing(DOT_GAP)
        for disc in self._discs:
            dots.addWidget(disc)
        row.addLayout(dots)

    def show_step(self, step: int) -> None:
        """Where one is, counted from 0."""
        self._name.setText(words.step_of(step, self._count))
        for index, disc in enumerate(self._discs):
            disc.show_state(now=index == step, done=index < step)

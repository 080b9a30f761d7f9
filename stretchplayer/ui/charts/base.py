"""What all charts share: a still plot, axis words, and points one can go through with the keyboard.

pyqtgraph draws what is inside the axes; it is loaded with this module, which therefore is imported
when the first chart is wanted. Zoom, pan and menus are off, and no point is ever smoothed away. What is
seen can be painted elsewhere too, as vectors: see `paint_picture`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QMarginsF, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from stretchplayer.ui.widgets.announce import announce

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QPen, QResizeEvent

    from stretchplayer.ui.charts.sheet import Sheet
    from stretchplayer.ui.look import Look

REACH_PX = 26.0  # how near the pointer must come to a point
TIP_WIDTH = 300
TIP_GAP = 16
CURRENT_RING_PX = 28
GRID_PX = 1.0
ZERO_PX = 1.5


@dataclass(frozen=True)
class Mark:
    """A place the keyboard and the pointer can go to, with its sentence."""

    x: float
    y: float
    sentence: str


class Chart(QWidget):
    """Subclasses give ranges and marks to `frame`, and draw in `draw` and `paint_words`."""

    def __init__(self, look: Look, name: str, margins: QMarginsF, least_height: int) -> None:
        """`name` is read out; `margins` is the room for words around the plot, in logical pixels."""
        super().__init__()
        self.look = look
        self.scale = max(1.0, look.text_scale)
        self._margins = margins * self.scale
        self._x_range = (0.0, 1.0)
        self._y_range = (0.0, 1.0)
        self._marks: tuple[Mark, ...] = ()
        self._by_x: list[int] = []  # indices of the marks from left to right
        self._xs: list[float] = []  # where they are
        self._current: int | None = None
        self._picture: QSizeF | None = None  # while it is painted elsewhere, in another size
        self._room = QMarginsF()  # around it then
        self._ratio = self.devicePixelRatioF()
        self._summary = ""
        self._ring: Any = None
        self._least_height = round(least_height * self.scale)
        self.setMinimumHeight(self._least_height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.plot = self._make_plot()
        self.tip = QLabel(self)
        self.tip.setProperty("role", "tip")
        self.tip.setWordWrap(True)
        self.tip.setFont(look.font("small"))
        self.tip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.tip.hide()
        look.themes.changed.connect(self.redraw)

    # ---- for subclasses ----------------------------------------------------------------------

    def frame(
        self, x_range: tuple[float, float], y_range: tuple[float, float], marks: Sequence[Mark], summary: str
    ) -> None:
        """Set what is shown; `summary` is read out while no point is chosen."""
        self._x_range, self._y_range = x_range, y_range
        self._marks = tuple(marks)
        self._by_x = sorted(range(len(self._marks)), key=lambda index: self._marks[index].x)
        self._xs = [self._marks[index].x for index in self._by_x]
        self._summary = summary
        self.go_to(None)

    def draw(self) -> None:
        """Add the items of the data."""
        raise NotImplementedError

    def paint_words(self, painter: QPainter) -> None:
        """Write the words around the plot."""
        raise NotImplementedError

    def sheet(self) -> Sheet:
        """The same numbers as a table."""
        raise NotImplementedError

    def grid(self, values: Sequence[float]) -> None:
        """Level lines; the one at zero is a little stronger."""
        for value in values:
            pen = self.pen("grid", ZERO_PX if value == 0 else GRID_PX)
            self.plot.addItem(pg.InfiniteLine(pos=value, angle=0, pen=pen))

    def pen(self, role: str, width: float, alpha: float = 1.0, dash: Sequence[float] | None = None) -> QPen:
        """A pen in a colour of the theme, for lines of this width in logical pixels.

        Those of pyqtgraph keep their width in the pixels of the device, which may be several to one.
        """
        pen: QPen = pg.mkPen(self.ink(role, alpha), width=width * self._ratio)
        if dash is not None:
            pen.setDashPattern(list(dash))
        return pen

    def ink(self, role: str, alpha: float = 1.0) -> QColor:
        """A colour of the theme, seen through by `alpha` 0 to 1."""
        color = self.look.color(role)
        color.setAlphaF(alpha)
        return color

    def write(self, painter: QPainter, at: QPointF, words: str, style: str, role: str, align: str) -> None:
        """Write `words` beside a point: align "left", "middle" or "right" says where the point is."""
        painter.setFont(self.look.font(style))
        painter.setPen(self.look.color(role))
        painter.drawText(self.word_box(at, words, style, align), Qt.AlignmentFlag.AlignCenter, words)

    def word_box(self, at: QPointF, words: str, style: str, align: str) -> QRectF:
        """The room that `write` takes."""
        metrics = QFontMetricsF(self.look.font(style))
        width, height = metrics.horizontalAdvance(words) + 2.0, metrics.height()
        left = {"left": 0.0, "middle": width / 2, "right": width}[align]
        return QRectF(at.x() - left, at.y() - height / 2, width, height)

    def paint_easier_arrow(self, painter: QPainter, foot: float) -> None:
        """A small arrow down at the far left to the height of `foot`, with its words: lower is easier."""
        x = 7.0 * self.scale + self._room.left()
        painter.setPen(self.pen("ink2", 1.5))
        painter.drawLine(QPointF(x, foot - 22), QPointF(x, foot))
        painter.drawPolyline([QPointF(x - 4, foot - 5), QPointF(x, foot), QPointF(x + 4, foot - 5)])
        painter.save()
        painter.translate(x, foot - 28)
        painter.rotate(-90)
        self.write(painter, QPointF(0, 0), "lower is easier", "small", "ink2", "left")
        painter.restore()

    # ---- places ------------------------------------------------------------------------------

    def inside(self) -> QRectF:
        """The rectangle of the plot within this widget, on whole pixels."""
        outer = QRectF(self.rect()) if self._picture is None else QRectF(QPointF(), self._picture)
        return QRectF(outer.marginsRemoved(self._margins + self._room).toRect())

    def place(self, x: float, y: float) -> QPointF:
        """Where a value is in this widget."""
        box = self.inside()
        (x0, x1), (y0, y1) = self._x_range, self._y_range
        return QPointF(
            box.left() + (x - x0) / (x1 - x0) * box.width(),
            box.bottom() - (y - y0) / (y1 - y0) * box.height(),
        )

    def column_x(self, x: float) -> float:
        """Where a value is from left to right."""
        return self.place(x, self._y_range[0]).x()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The points in reading order."""
        return self._marks

    @property
    def current(self) -> int | None:
        """Index of the point that is pointed at."""
        return self._current

    def go_to(self, index: int | None, *, aloud: bool = False) -> None:
        """Point at a point and tell its sentence, or at none."""
        self._current = index
        sentence = self._summary if index is None else self._marks[index].sentence
        self.setAccessibleDescription(sentence)
        self._show_ring()
        if index is None:
            self.tip.hide()
            return
        self._show_tip(self._marks[index])
        if aloud:
            announce(self, sentence)

    def paint_picture(self, painter: QPainter, size: QSizeF, pad: float, head: float) -> None:
        """Paint it in this size, as shapes and text, with room of `pad` around it and of `head` above.

        pyqtgraph places its symbols without regard to where the painter was moved to, so the plot itself
        is laid out where it has to be, and back again.
        """
        current, self._current = self._current, None
        self._picture, self._room = size, QMarginsF(pad, pad + head, pad, pad)
        self._ratio = painter.device().devicePixelRatio()
        try:
            self.redraw()
            for item in self.plot.addedItems:
                if hasattr(item, "setExportMode"):
                    item.setExportMode(True, {"antialias": True, "resolutionScale": 1.0})
            painter.save()
            self.paint_words(painter)
            painter.restore()
            painter.setBrush(Qt.BrushStyle.NoBrush)  # pyqtgraph's lines would be filled with it
            whole = QRectF(QPointF(), size)
            self._canvas.scene().render(painter, whole, whole)
        finally:
            self._picture, self._room = None, QMarginsF()
            self._ratio = self.devicePixelRatioF()
            self._current = current
            self.redraw()

    def redraw(self) -> None:
        """Draw everything in the colours of the theme in use."""
        self.plot.clear()
        self._ring = None
        self.plot.setGeometry(self.inside())
        self.plot.setRange(xRange=self._x_range, yRange=self._y_range, padding=0)
        self.draw()
        self._show_ring()
        self.update()

    # ---- events ------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Height is what counts; width is what there is."""
        return QSize(400, self._least_height)

    def event(self, event: QEvent) -> bool:
        """Draw lines anew on a screen with more or fewer pixels."""
        done = super().event(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._ratio = self.devicePixelRatioF()
            self.redraw()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the plot inside its margins."""
        super().resizeEvent(event)
        self._canvas.setGeometry(self.rect())
        self.redraw()
        if self._current is not None:
            self._show_tip(self._marks[self._current])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the words; the plot draws itself."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_words(painter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go from point to point."""
        last = len(self._marks) - 1
        now = self._current
        steps = {
            Qt.Key.Key_Left: last if now is None else max(0, now - 1),
            Qt.Key.Key_Right: 0 if now is None else min(last, now + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if last >= 0 and event.key() in steps:
            self.go_to(steps[Qt.Key(event.key())], aloud=True)
        elif event.key() == Qt.Key.Key_Escape and now is not None:
            self.go_to(None)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the point that the pointer is near."""
        self.go_to(self._nearest(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A tap does what the pointer does."""
        self.go_to(self._nearest(event.position()))
        super().mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is gone."""
        if not self.hasFocus():
            self.go_to(None)
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard is somewhere else now."""
        self.go_to(None)
        super().focusOutEvent(event)

    # ---- parts -------------------------------------------------------------------------------

    def _make_plot(self) -> Any:
        """The bare view box: a full plot's axes are not wanted, and its menus would outlive the chart."""
        self._canvas = pg.GraphicsView(self, background=None)
        self._canvas.setStyleSheet("background: transparent; border: none;")
        self._canvas.setAntialiasing(True)
        self._canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._canvas.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        plot = pg.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0)
        plot.disableAutoRange()
        self._canvas.scene().addItem(plot)
        return plot

    def _nearest(self, position: QPointF) -> int | None:
        box, (x0, x1) = self.inside(), self._x_range
        per_px = (x1 - x0) / max(1.0, box.width())
        x = x0 + (position.x() - box.left()) * per_px
        first = bisect_left(self._xs, x - REACH_PX * per_px)
        last = bisect_right(self._xs, x + REACH_PX * per_px)
        best, best_distance = None, REACH_PX**2
        for index in self._by_x[first:last]:
            away = self.place(self._marks[index].x, self._marks[index].y) - position
            distance = away.x() ** 2 + away.y() ** 2
            if distance < best_distance:
                best, best_distance = index, distance
        return best

    def _show_ring(self) -> None:
        if self._ring is not None:
            self.plot.removeItem(self._ring)
            self._ring = None
        if self._current is not None:
            mark = self._marks[self._current]
            self._ring = pg.ScatterPlotItem(
                [mark.x], [mark.y], size=CURRENT_RING_PX, pen=self.pen("ink", 2), brush=None
            )
            self.plot.addItem(self._ring)

    def _show_tip(self, mark: Mark) -> None:
        self.tip.setText(mark.sentence)
        self.tip.setFixedWidth(min(round(TIP_WIDTH * self.scale), self.width()))
        self.tip.setFixedHeight(self.tip.heightForWidth(self.tip.width()))
        at = self.place(mark.x, mark.y)
        x = min(max(0.0, at.x() - self.tip.width() / 2), self.width() - self.tip.width())
        y = at.y() - TIP_GAP - self.tip.height()
        if y < 0:
            y = min(at.y() + TIP_GAP, self.height() - self.tip.height())
        self.tip.move(round(x), round(y))
        self.tip.show()
        self.tip.raise_()

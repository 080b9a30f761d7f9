"""A photo with points to mark, move and read an angle from: by mouse, by touch or by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from stretchplayer.core.flexibility import MeasureError, photo_angle
from stretchplayer.core.raw_readings import PhotoPoints
from stretchplayer.ui.widgets.announce import announce

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from stretchplayer.core.raw_readings import Point
    from stretchplayer.ui.look import Look

LEAST_HEIGHT, MOST_HEIGHT = 240, 600
MOST_OF_WINDOW = 0.6
REACH_PX = 24.0  # how near the pointer must come to take hold of a point
DOT_PX, RING_PX = 5.0, 13.0
LINE_PX, RIM_PX = 3.0, 6.0
FAR_STEP = 10  # pixels of the picture with Shift
LIGHT, DARK = QColor("#ffffff"), QColor("#10141a")  # over a photo neither theme's colours can be sure
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class PhotoView(QWidget):
    """A click marks the next of `names`; points can be dragged.

    Arrow keys move the one with the ring, Space marks or goes on to the next, Delete takes the last one
    away, Enter takes the reading.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, look: Look, names: Sequence[str]) -> None:
        super().__init__()
        self._look = look
        self._names = tuple(names)
        self._photo = QPixmap()
        self._points: list[Point] = []
        self._current = 0
        self._held = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._name()

    def sizeHint(self) -> QSize:
        """The least that can be marked well."""
        return QSize(LEAST_HEIGHT, LEAST_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """See `sizeHint`."""
        return self.sizeHint()

    def hasHeightForWidth(self) -> bool:
        """As high as the photo is at the width there is."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Within limits, so that what is below stays in reach."""
        if self._photo.isNull():
            return LEAST_HEIGHT
        height = round(width * self._photo.height() / self._photo.width())
        most = min(MOST_HEIGHT, round(self.window().height() * MOST_OF_WINDOW))
        return max(LEAST_HEIGHT, min(height, most))

    def show_photo(self, photo: QPixmap, points: Sequence[Point] = ()) -> None:
        """Show another photo, with these points marked."""
        self._photo = photo
        self._points = list(points)
        self._current = max(0, len(self._points) - 1)
        self.updateGeometry()
        self._tell()

    def lock(self) -> None:
        """Only to be looked at."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._current = -1

    @property
    def photo(self) -> QPixmap:
        """What is shown."""
        return self._photo

    @property
    def is_marked(self) -> bool:
        """Whether every point is there."""
        return len(self._points) == len(self._names)

    def points(self) -> PhotoPoints:
        """What was marked so far."""
        return PhotoPoints(points=tuple(self._points), width=self._photo.width(), height=self._photo.height())

    def angle(self) -> float | None:
        """The angle, once there is one."""
        if not self.is_marked:
            return None
        try:
            return photo_angle(self.points())
        except MeasureError:
            return None

    def next_words(self) -> str:
        """What to do now."""
        if not self.is_marked:
            return f"Click the {self._names[len(self._points)].lower()}."
        angle = self.angle()
        return "Move the points to where they belong." if angle is None else f"{angle:.0f} degrees"

    # ---- events ------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a point, or mark the next."""
        where = event.position()
        near = [
            ((self._place(point) - where).manhattanLength(), index)
            for index, point in enumerate(self._points)
        ]
        if near and min(near)[0] <= REACH_PX:
            self._current = min(near)[1]
        elif not self.is_marked and self._box().contains(where):
            self._points.append(self._of(where))
            self._current = len(self._points) - 1
        else:
            return
        self._held = True
        self._tell()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Lead the point."""
        if self._held:
            self._points[self._current] = self._of(event.position())
            self._tell()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        del event
        self._held = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Space marks or goes on, Delete takes back, Enter takes the reading."""
        key = Qt.Key(event.key())
        if key in ARROWS and self._points:
            far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            across, down = (step * (FAR_STEP if far else 1) for step in ARROWS[key])
            x, y = self._points[self._current]
            self._points[self._current] = self._inside(x + across, y + down)
        elif key is Qt.Key.Key_Space and not self._photo.isNull():
            if self.is_marked:
                self._current = (self._current + 1) % len(self._points)
            else:
                self._points.append(self._inside(self._photo.width() / 2, self._photo.height() / 2))
                self._current = len(self._points) - 1
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._points:
            self._points.pop()
            self._current = max(0, len(self._points) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            return
        else:
            super().keyPressEvent(event)
            return
        self._tell()
        announce(self, self.accessibleName())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint photo, lines, points, and the names of those that are there."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(self._box(), self._photo, QRectF(self._photo.rect()))
        for start, end, dotted in self._lines():
            for colour, width in ((DARK, RIM_PX), (LIGHT, LINE_PX)):
                pen = QPen(colour, width)
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                if dotted:
                    pen.setDashPattern([0.1, 2.5 * LINE_PX / width])
                painter.setPen(pen)
                painter.drawLine(start, end)
        for index, point in enumerate(self._points):
            self._paint_point(painter, index, self._place(point))

    # ---- parts -------------------------------------------------------------------------------

    def _paint_point(self, painter: QPainter, index: int, at: QPointF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if index == self._current:
            for colour, width in ((DARK, RIM_PX), (LIGHT, LINE_PX)):
                painter.setPen(QPen(colour, width))
                painter.drawEllipse(at, RING_PX, RING_PX)
        painter.setPen(QPen(DARK, 2))
        painter.setBrush(LIGHT)
        painter.drawEllipse(at, DOT_PX, DOT_PX)
        font = self._look.font("small-strong")
        painter.setFont(font)
        words = self._names[index]
        box = QRectF(painter.fontMetrics().boundingRect(words)).adjusted(-8, -4, 8, 4)
        box.moveTopLeft(at + QPointF(RING_PX + 4, -box.height() / 2))
        if box.right() > self.width():
            box.moveRight(at.x() - RING_PX - 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(DARK)
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(LIGHT)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _lines(self) -> list[tuple[QPointF, QPointF, bool]]:
        """Lines between points, and the dotted one that the angle is read from."""
        at = [self._place(point) for point in self._points]
        box = self._box()
        if len(self._names) == 4:
            return [(at[i], at[i + 1], i == 0) for i in (0, 2) if i + 1 < len(at)]
        lines = [(at[i], at[i + 1], False) for i in range(len(at) - 1)]
        if len(self._names) == 2 and at:  # the level
            lines.append((QPointF(box.left(), at[0].y()), QPointF(box.right(), at[0].y()), True))
        elif len(at) == 3:  # a straight leg
            lines.append((at[1], at[1] + (at[1] - at[0]), True))
        return lines

    def _box(self) -> QRectF:
        """Where the photo is."""
        if self._photo.isNull():
            return QRectF(self.rect())
        size = self._photo.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF((self.width() - size.width()) / 2, 0, size.width(), size.height())

    def _place(self, point: Point) -> QPointF:
        box = self._box()
        scale = box.width() / max(1, self._photo.width())
        return QPointF(box.left() + point[0] * scale, box.top() + point[1] * scale)

    def _of(self, where: QPointF) -> Point:
        box = self._box()
        scale = self._photo.width() / max(1.0, box.width())
        return self._inside((where.x() - box.left()) * scale, (where.y() - box.top()) * scale)

    def _inside(self, x: float, y: float) -> Point:
        return (
            min(max(0.0, x), float(self._photo.width())),
            min(max(0.0, y), float(self._photo.height())),
        )

    def _tell(self) -> None:
        self._name()
        self.update()
        self.changed.emit()

    def _name(self) -> None:
        marked = f"{self._names[self._current]} is chosen. " if self._points else ""
        self.setAccessibleName(f"Photo. {marked}{self.next_words()}")
        self.setAccessibleDescription(
            "Space marks the next point or goes to the next one, arrow keys move it, Delete takes it away."
        )

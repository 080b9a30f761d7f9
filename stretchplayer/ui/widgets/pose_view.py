"""The figure on its mat with round handles, to be posed with the pointer or with the arrow keys."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from stretchplayer.figure.easel import Easel, camera_for, fits
from stretchplayer.figure.sculpt_drag import HANDLES, drag, handles

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from stretchplayer.figure.sculpt import Sculpture
    from stretchplayer.ui.look import Look

TARGET = 44
DOT, DOT_HELD = 9.0, 12.0  # radius in pixels
RIM = 2.5
STEP, FINE_STEP = 0.02, 0.004  # body heights that an arrow key moves a handle
ROUNDS = 4  # of following a key press
FRAME_MS = 16
CLOSE = 0.004  # body heights: a handle this near to the pointer is there
LEAST = QSize(300, 300)
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class DragHandle(QAbstractButton):
    """A dot on the body. The pointer is the picture's affair: where dots lie close, the nearest is meant."""

    nudged = Signal(float, float)  # body heights to the right and down
    focused = Signal()

    def __init__(self, look: Look, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._held = False
        self.setFixedSize(TARGET, TARGET)
        self.setProperty("corner", TARGET // 2)
        self.setAccessibleName(f"Move: {name}")
        self.setAccessibleDescription("Arrow keys move it, with Shift a little.")
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        look.themes.changed.connect(self.update)

    def hold(self, *, held: bool) -> None:
        """Show whether the pointer has it."""
        if held is not self._held:
            self._held = held
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows; finer with Shift."""
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
            return
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        step = FINE_STEP if fine else STEP
        self.nudged.emit(way[0] * step, way[1] * step)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the sliders which part of the body is meant."""
        super().focusInEvent(event)
        self.focused.emit()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dot, filled while it is held or has the focus."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self._held or self.hasFocus()
        radius = DOT_HELD if self._held else DOT
        middle = QPointF(self.width() / 2, self.height() / 2)
        # A light rim around the dark one, so that it is seen on clothes as well as on the ground.
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("raise"))
        painter.drawEllipse(middle, radius + RIM, radius + RIM)
        painter.setPen(QPen(self._look.color("teal"), RIM))
        painter.setBrush(self._look.color("teal" if lit else "raise"))
        painter.drawEllipse(middle, radius - RIM / 2, radius - RIM / 2)


class PoseView(QWidget):
    """Shows one sculpture. What the user makes of it is told, and shown once it is given back."""

    posed = Signal(object, str, str)  # the new sculpture, the handle's words, and a key of the gesture
    focused = Signal(str)  # a handle

    def __init__(self, look: Look, sculpture: Sculpture) -> None:
        super().__init__()
        self._look = look
        self._sculpture = sculpture
        self._easel: Easel | None = None
        self._places: dict[str, QPointF] = {}
        self._held: str | None = None
        self._to: tuple[float, float] | None = None
        self._grip = QPointF()  # from the pointer to the handle
        self._gesture = 0
        self._frame = QTimer(self)
        self._frame.setSingleShot(True)
        self._frame.setInterval(FRAME_MS)
        self._frame.timeout.connect(self._follow)
        self.dots: dict[str, DragHandle] = {}
        self.setMouseTracking(True)
        self.setMinimumSize(LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("The figure")
        look.themes.changed.connect(self._repaint_anew)
        self._make_dots()

    @property
    def is_held(self) -> bool:
        """Whether a handle is being dragged."""
        return self._held is not None

    def show_sculpture(self, sculpture: Sculpture) -> None:
        """Show this one. The camera stays while the body fits, so that nothing jumps."""
        before, self._sculpture = self._sculpture, sculpture
        if before.posture != sculpture.posture:
            self._make_dots()
        easel = self._easel
        seen_otherwise = before.posture != sculpture.posture or before.camera != sculpture.camera
        if seen_otherwise or (
            easel is not None and not self.is_held and not fits(sculpture, easel.camera, self._box())
        ):
            self._easel = None
        self._show_dots()
        self._place()
        self.update()

    def settle(self) -> None:
        """Finish what the handle held is still on its way to; for those who need the end at once."""
        while self._frame.isActive():
            self._frame.stop()
            self._follow()

    # ---- painting ----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mat and the figure."""
        del event
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        painter.scale(1 / ratio, 1 / ratio)
        self._drawn().paint(painter, self._sculpture)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the figure into the new room."""
        super().resizeEvent(event)
        self._easel = None
        self._place()

    def _repaint_anew(self) -> None:
        self._easel = None
        self.update()

    def _box(self) -> tuple[int, int]:
        ratio = self.devicePixelRatioF()
        return max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio))

    def _drawn(self) -> Easel:
        if self._easel is None or self._easel.person != self._look.person:
            size = self._box()
            camera = camera_for(self._sculpture, size)
            self._easel = Easel(camera, size, dark=self._look.themes.theme.is_dark, person=self._look.person)
        return self._easel

    # ---- handles -----------------------------------------------------------------------------

    def _make_dots(self) -> None:
        wanted = HANDLES[self._sculpture.posture]
        for name in [name for name in self.dots if name not in wanted]:
            gone = self.dots.pop(name)
            gone.hide()
            gone.deleteLater()
        for name, handle in wanted.items():
            if name not in self.dots:
                dot = DragHandle(self._look, handle.words, self)
                dot.nudged.connect(lambda x, y, name=name: self._nudge(name, x, y))
                dot.focused.connect(lambda name=name: self.focused.emit(name))
                self.dots[name] = dot
        self.dots = {name: self.dots[name] for name in wanted}
        previous: QWidget | None = None
        for dot in self.dots.values():
            if previous is not None:
                QWidget.setTabOrder(previous, dot)
            previous = dot
        self._show_dots()

    def _show_dots(self) -> None:
        """With both sides alike, the handles of the right one are enough."""
        for name, dot in self.dots.items():
            dot.setVisible(not (self._sculpture.together and name[-1] == "L"))

    def _place(self) -> None:
        camera, ratio = self._drawn().camera, self.devicePixelRatioF()
        half = TARGET // 2
        for name, (x, y) in handles(self._sculpture).items():
            at = QPointF((camera.x + x * camera.scale) / ratio, (camera.y + y * camera.scale) / ratio)
            self._places[name] = at
            self.dots[name].move(round(at.x()) - half, round(at.y()) - half)
        # What is on the near side lies on top.
        for name in reversed(self.dots):
            if name[-1] == "R":
                self.dots[name].raise_()

    def _in_picture(self, at: QPointF) -> tuple[float, float]:
        camera, ratio = self._drawn().camera, self.devicePixelRatioF()
        return (at.x() * ratio - camera.x) / camera.scale, (at.y() * ratio - camera.y) / camera.scale

    def _nearest(self, at: QPointF) -> str | None:
        off = {
            name: hypot(self._places[name].x() - at.x(), self._places[name].y() - at.y())
            for name, dot in self.dots.items()
            if not dot.isHidden()
        }
        # Of two in the same place, the one on the near side.
        name = min(off, key=lambda name: (round(off[name]), name[-1] == "L"))
        return name if off[name] <= TARGET / 2 else None

    # ---- pointer and keys --------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the nearest handle."""
        name = self._nearest(event.position())
        if event.button() is not Qt.MouseButton.LeftButton or name is None:
            super().mousePressEvent(event)
            return
        self._held = name
        self._gesture += 1
        self._grip = self._places[name] - event.position()
        self.dots[name].setFocus(Qt.FocusReason.MouseFocusReason)
        self.dots[name].hold(held=True)
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Lead the handle, at most once a frame."""
        if self._held is None:
            near = self._nearest(event.position()) is not None
            self.setCursor(Qt.CursorShape.OpenHandCursor if near else Qt.CursorShape.ArrowCursor)
            return
        self._to = self._in_picture(event.position() + self._grip)
        if not self._frame.isActive():
            self._frame.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if self._held is None:
            super().mouseReleaseEvent(event)
            return
        self.settle()
        self.dots[self._held].hold(held=False)
        self._held = self._to = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.show_sculpture(self._sculpture)

    def _follow(self) -> None:
        if self._held is None or self._to is None:
            return
        moved = drag(self._sculpture, self._held, self._to)
        if moved.values == self._sculpture.values:
            return
        self._tell(moved, self._held, f"drag {self._gesture}")
        x, y = handles(moved)[self._held]
        if hypot(x - self._to[0], y - self._to[1]) > CLOSE:
            self._frame.start()

    def _nudge(self, name: str, right: float, down: float) -> None:
        x, y = handles(self._sculpture)[name]
        to = x + right, y + down
        moved = self._sculpture
        for _ in range(ROUNDS):
            moved = drag(moved, name, to)
        if moved.values != self._sculpture.values:
            self._tell(moved, name, name)

    def _tell(self, moved: Sculpture, handle: str, key: str) -> None:
        self.posed.emit(moved, HANDLES[moved.posture][handle].words, key)

    def handle_at(self, name: str) -> QPoint:
        """Where the middle of a handle is, in the view."""
        return self._places[name].toPoint()

    def handle_box(self, name: str) -> QRectF:
        """The target of a handle, in the view."""
        return QRectF(self.dots[name].geometry())

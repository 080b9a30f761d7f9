"""The ring around what has the focus, drawn over everything, shown once the keyboard is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from stretchplayer.ui.look import Look

GAP = 3.0
WIDTH = 3.0
RADIUS = 16.0
_SHOWING_KEYS = frozenset(
    {
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
    }
)


class FocusRing(QWidget):
    """Follows the focus inside one window; hidden after a click."""

    def __init__(self, window: QWidget, look: Look) -> None:
        super().__init__(window)
        self._window = window
        self._look = look
        self._keyboard = False
        self._target: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice whether the keyboard or the pointer is in use, and when the target moves."""
        kind = event.type()
        if kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _SHOWING_KEYS and not self._keyboard:
                self._keyboard = True
                self._place()
        elif kind is QEvent.Type.MouseButtonPress:
            self._keyboard = False
            self.hide()
        elif watched is self._target and kind in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide):
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = WIDTH / 2
        outer = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.setPen(QPen(self._look.color("ink"), WIDTH))
        painter.drawRoundedRect(outer, RADIUS, RADIUS)

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        del old
        self._target = new if new is not None and new.window() is self._window else None
        self._place()

    def _place(self) -> None:
        target = self._target
        if target is None or not self._keyboard or not target.isVisible() or target is self._window:
            self.hide()
            return
        frame = target.parentWidget() if target.focusProxy() is None and _is_inner(target) else target
        assert frame is not None
        margin = round(GAP + WIDTH)
        corner = frame.mapTo(self._window, QPoint(0, 0))
        self.setGeometry(
            corner.x() - margin, corner.y() - margin, frame.width() + 2 * margin, frame.height() + 2 * margin
        )
        self.show()
        self.raise_()


def _is_inner(widget: QWidget) -> bool:
    """Whether the widget is the inside of a composed one, which the ring should go around."""
    parent = widget.parentWidget()
    return parent is not None and parent.focusProxy() is widget

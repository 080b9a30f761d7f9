"""The ring around what has the focus, drawn over everything, shown once the keyboard is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QWindow

    from stretchplayer.ui.look import Look

GAP = 3.0  # between the control and the ring, in the colour of the ground
RADIUS = 12.0  # of most controls; a property "corner" gives another
CORNER = "corner"
OWN_FOCUS = "own_focus"  # the property of controls that show the focus themselves
_SHOWING_KEYS = frozenset(
    {
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)


class FocusRing(QWidget):
    """Follows the focus inside one window; hidden after a click.

    It listens at the window and at what has the focus alone: a filter on the whole application would
    be called for every event there is, also while a figure moves.
    """

    def __init__(self, window: QWidget, look: Look) -> None:
        super().__init__(window)
        self._window = window
        self._look = look
        self._keyboard = False
        self._listening: QWindow | None = None
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)
        look.themes.changed.connect(self._place)
        window.installEventFilter(self)
        self._listen()

    @property
    def target(self) -> QWidget | None:
        """What the ring is around, when it can be seen."""
        return self._target if self.isVisible() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice whether the keyboard or the pointer is in use, and when the target moves."""
        kind = event.type()
        if watched is self._window:
            if kind is QEvent.Type.Show:
                self._listen()
        elif watched is self._listening:
            self._notice(kind, event)
        elif kind in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show):
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the gap and the ring."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        corner = RADIUS if self._target is None else float(self._target.property(CORNER) or RADIUS)
        width = self._look.themes.theme.focus_px
        for role, inset in (("bg", width + GAP / 2), ("ink", width / 2)):
            box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            radius = min(corner + GAP + width - inset, box.height() / 2)
            painter.setPen(QPen(self._look.color(role), width if role == "ink" else GAP))
            painter.drawRoundedRect(box, radius, radius)

    def _listen(self) -> None:
        handle = self._window.windowHandle()
        if handle is not None and handle is not self._listening:
            self._listening = handle
            handle.installEventFilter(self)

    def _notice(self, kind: QEvent.Type, event: QEvent) -> None:
        if kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _SHOWING_KEYS and not self._keyboard:
                self._keyboard = True
                self._place()
        elif kind is QEvent.Type.MouseButtonPress:
            self._keyboard = False
            self.hide()

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        """The ring has to move with the target and with everything the target lies in."""
        del old
        for watched in self._watched:
            if isValid(watched):
                watched.removeEventFilter(self)
        self._watched = []
        self._target = self._shown_target(new) if new is not None and new.window() is self._window else None
        widget = self._target
        while widget is not None and widget is not self._window:
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = widget.parentWidget()
        self._place()

    def _place(self) -> None:
        target = self._target
        if target is None or not isValid(target) or not self._keyboard or not target.isVisible():
            self.hide()
            return
        margin = round(GAP + self._look.themes.theme.focus_px)
        corner = target.mapTo(self._window, QPoint(0, 0))
        box = QRect(corner, target.size())
        self.setGeometry(box.adjusted(-margin, -margin, margin, margin))
        self.show()
        self.raise_()
        self.update()

    def _shown_target(self, widget: QWidget) -> QWidget | None:
        """What the ring goes around: a composed control as a whole; no page, and nothing with its own rim.

        The rim of a field is thin, so in high contrast it gets the ring as well.
        """
        parent = widget.parentWidget()
        if parent is not None and parent.focusProxy() is widget:
            widget = parent
        own_rim = isinstance(widget, QLineEdit) and not self._look.themes.theme.is_contrast
        if own_rim or isinstance(widget, QAbstractScrollArea) or widget.property(OWN_FOCUS):
            return None
        return widget

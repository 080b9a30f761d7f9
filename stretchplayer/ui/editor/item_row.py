"""One item in the list of the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from stretchplayer.core.catalogue import Side
from stretchplayer.core.routine import Sides
from stretchplayer.ui.dose_words import POSTURES
from stretchplayer.ui.editor.words import LEFT_OUT, row_dose, row_name, tip
from stretchplayer.ui.widgets.menu import ActionMenu, Entry
from stretchplayer.ui.widgets.parts import label
from stretchplayer.ui.widgets.thumbnails import Thumbnail
from stretchplayer.ui.words import clock_words

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from stretchplayer.core.catalogue import Dose, Stretch
    from stretchplayer.core.routine import RoutineItem
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

THUMB = QSize(108, 66)
RADIUS = 16.0
HANDLE = QSize(40, 66)
DOTS_PX = 24
TRY, UP, DOWN, CHANGE, SWAP, COPY, REMOVE = "try", "up", "down", "change", "swap", "copy", "remove"
ENTRIES = (
    Entry(TRY, "Try it from here", "play"),
    Entry(CHANGE, "Change", "sliders-horizontal", "Return"),
    None,
    Entry(UP, "Move up", "arrow-up", "Alt+Up"),
    Entry(DOWN, "Move down", "arrow-down", "Alt+Down"),
    None,
    Entry(SWAP, "Swap", "arrows-left-right"),
    Entry(COPY, "Copy", "copy"),
    Entry(REMOVE, "Remove", "trash", "Del", ink="red"),
)


class Handle(QWidget):
    """What the pointer takes hold of. The keyboard has Alt with the arrows, Space, and the menu."""

    pressed = Signal(QPoint)  # global positions
    moved = Signal(QPoint)
    released = Signal(QPoint)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedSize(HANDLE)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip("Drag to another place, or press Alt with Up or Down")
        look.themes.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        dots = self._look.pixmap("dots-six-vertical", "ink3", DOTS_PX, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - DOTS_PX) // 2, (self.height() - DOTS_PX) // 2, dots)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit(event.globalPosition().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.moved.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.released.emit(event.globalPosition().toPoint())


class ItemRow(QAbstractButton):
    """Handle, picture, name, dose, position, time, and a button for the menu.

    Its keys are the list's: it hands on those it has no use for itself.
    """

    wanted = Signal(str)  # one of the entries of its menu
    opening = Signal()  # the menu is about to open
    key_pressed = Signal(object)  # QKeyEvent

    def __init__(self, look: Look, pictures: Pictures) -> None:
        super().__init__()
        self._look = look
        self._lifted = False
        self._hovered = False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setProperty("corner", RADIUS)
        self.handle = Handle(look)
        scale = max(1.0, look.text_scale)
        self.picture = Thumbnail(look, pictures, "", None, THUMB * scale)
        self.name = label(look, "", "item", wrap=True)
        self.dose = label(look, "", "small", "ink2", wrap=True)
        self.posture = label(look, "", "small", "ink2", wrap=True)
        self.time = label(look, "", "item")
        self.more = ActionMenu(look, "More", ENTRIES)
        self.more.chosen.connect(self.wanted)
        self.more.about_to_open.connect(self.opening)
        self._lay_out()
        for shown in (self.picture, self.name, self.dose, self.posture, self.time):
            shown.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        look.themes.changed.connect(self.update)

    def show_item(
        self,
        stretch: Stretch,
        item: RoutineItem,
        dose: Dose,
        total_ms: int | None,
        place: int,
        places: int,
    ) -> None:
        """Show this item. `place` counts from 1; no total means that it is left out."""
        side = None
        if stretch.one_sided:
            side = Side(item.sides.value) if item.sides is not Sides.BOTH else item.first_side or Side.RIGHT
        self.picture.show_pose(stretch.pose, side)
        words = row_dose(stretch, dose, item.sides)
        self.name.setText(stretch.short_name)
        self.dose.setText(words)
        self.posture.setText(POSTURES[stretch.posture] if total_ms is not None else LEFT_OUT)
        self.time.setText("" if total_ms is None else clock_words(total_ms))
        self.setAccessibleName(row_name(stretch, words, total_ms, place, places))
        self.more.setAccessibleName(f"More for {stretch.short_name}")
        self.more.setToolTip(tip(f"More for {stretch.short_name}"))

    def set_chosen(self, *, on: bool) -> None:
        """Show it as the one that is looked at; it alone is on the way of Tab."""
        self.setChecked(on)
        self.more.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.NoFocus)
        self.update()

    def set_lifted(self, *, on: bool) -> None:
        """Show it as taken up."""
        self._lifted = on
        self.setAccessibleDescription("Taken up. Arrows move it, Space puts it down." if on else "")
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
        self.key_pressed.emit(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()
        self.more.showMenu()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = False
        self.update()

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return QSize() if layout is None else layout.totalSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground: a rim when it is chosen, a shade when it is pointed at."""
        del event
        if not (self.isChecked() or self._hovered or self._lifted):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self.isChecked() or self._lifted
        pen = QPen(self._look.color("teal" if strong else "line"), 2.0 if strong else 1.0)
        if self._lifted:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(self._look.color("raise" if self._lifted else "surf"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        for line in (self.name, self.dose, self.posture):
            words.addWidget(line)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 12, 4, 12)
        row.setSpacing(0)
        row.addWidget(self.handle)
        row.addSpacing(4)
        row.addWidget(self.picture)
        row.addSpacing(14)
        row.addLayout(words, 1)
        row.addSpacing(10)
        row.addWidget(self.time)
        row.addWidget(self.more)

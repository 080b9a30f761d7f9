"""The stretch that is looked at, large, with a button to try it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPainterPath
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from stretchplayer.ui.editor.words import tip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from stretchplayer.core.catalogue import Side
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

RADIUS = 27.0
TALL, LOW = 240, 132
HALO_SHARE = 0.49  # of the height
FIGURE_WIDTH, FIGURE_HEIGHT = 0.94, 0.9
PLAY = 44
PLAY_PX = 20
PLAY_INSET = 14
SIGN_PX = 72


class ItemPicture(QWidget):
    """Round at its upper corners, as the panel is."""

    def __init__(self, look: Look, pictures: Pictures) -> None:
        super().__init__()
        self._look = look
        self._pictures = pictures
        self._pose: tuple[str, Side | None] = ("", None)
        self.play = self._button()
        self.close_button = self._button()
        self.close_button.setAccessibleName("Close")
        self.close_button.setToolTip("Close (Esc)")
        self.close_button.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(PLAY_INSET, PLAY_INSET, PLAY_INSET, PLAY_INSET)
        right = Qt.AlignmentFlag.AlignRight
        column.addWidget(self.close_button, 0, right)
        column.addStretch(1)
        column.addWidget(self.play, 0, right)
        self.set_room(TALL)
        pictures.ready.connect(self.update)
        look.themes.changed.connect(self._refresh)
        self._refresh()

    def set_room(self, height: int) -> None:
        """Take this height, within reason."""
        self.setFixedHeight(min(max(height, LOW), TALL))

    def show_pose(self, pose: str, side: Side | None, name: str) -> None:
        """Show this picture when it can be had."""
        self.play.setAccessibleName(f"Try it from {name}")
        self.play.setToolTip(tip(f"Try it from {name}"))
        if (pose, side) != self._pose:
            self._pose = (pose, side)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the halo, and the figure once it can be had."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        box = QRectF(self.rect())
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRoundedRect(box, RADIUS, RADIUS)
        path.addRect(box.adjusted(0, RADIUS, 0, 0))
        painter.setClipPath(path)
        painter.fillPath(path, self._look.color("tint"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("halo"))
        radius = self.height() * HALO_SHARE
        middle = QPointF(self.width() / 2, self.height() * 0.52)
        painter.drawEllipse(middle, radius, radius)
        pose, side = self._pose
        if not pose:
            sign = self._look.pixmap("person-simple-tai-chi", "ink3", SIGN_PX, self.devicePixelRatioF())
            painter.drawPixmap(middle - QPointF(SIGN_PX / 2, SIGN_PX / 2), sign)
            return
        size = QSize(round(self.width() * FIGURE_WIDTH), round(self.height() * FIGURE_HEIGHT))
        scheme = self._look.themes.theme.scheme
        picture = self._pictures.get(pose, side, size, self.devicePixelRatioF(), scheme)
        if picture is not None:
            painter.drawPixmap(
                QPointF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2), picture
            )

    def _button(self) -> QPushButton:
        button = QPushButton()
        button.setProperty("role", "round")
        button.setProperty("corner", PLAY // 2)
        button.setFixedSize(PLAY, PLAY)
        button.setIconSize(QSize(PLAY_PX, PLAY_PX))
        button.setAutoDefault(False)
        return button

    def _refresh(self) -> None:
        for button, icon in ((self.play, "play-fill"), (self.close_button, "x")):
            button.setIcon(QIcon(self._look.pixmap(icon, "tealtx", PLAY_PX, self.devicePixelRatioF())))
        self.update()

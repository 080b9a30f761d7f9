"""A picture of a stretch on a card, with its name and dose underneath."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from stretchplayer.ui.pictures import Wish
from stretchplayer.ui.widgets.parts import clear, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QPixmap

    from stretchplayer.core.catalogue import Side
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

RADIUS = 14.0
INSET = 6
NO_PICTURE = "person-simple-tai-chi"
SIGN_PX = 32


class Thumbnail(QWidget):
    """The picture alone."""

    def __init__(
        self,
        look: Look,
        pictures: Pictures,
        pose: str,
        side: Side | None,
        size: QSize,
        *,
        way: str = "usual",
    ) -> None:
        """`way` is how far it goes, see `Wish`."""
        super().__init__()
        self._look = look
        self._pictures = pictures
        self._pose = pose
        self._side = side
        self._way = way
        self._waits: set[Wish] = set()
        self._person = pictures.person
        self.setFixedSize(size)
        pictures.ready.connect(self._look_again)
        look.themes.changed.connect(self.update)

    def show_pose(self, pose: str, side: Side | None) -> None:
        """Show another picture."""
        if (pose, side) != (self._pose, self._side):
            self._pose, self._side = pose, side
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it; a sign stands for a stretch that has no picture."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.color("line"), 1))
        painter.setBrush(self._look.color("halo"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        if self._pose:
            self.paint_picture(painter)
            return
        sign = self._look.pixmap(NO_PICTURE, "ink3", SIGN_PX, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - SIGN_PX) // 2, (self.height() - SIGN_PX) // 2, sign)

    def picture_box(self) -> QRect:
        """Where the picture is within its frame."""
        return self.rect().adjusted(INSET, INSET, -INSET, -INSET)

    def paint_picture(self, painter: QPainter) -> None:
        """Paint what is in the frame."""
        box = self.picture_box()
        picture = self.still(box.size(), self._way)
        if picture is not None:
            painter.drawPixmap(box.topLeft(), picture)

    def still(self, size: QSize, way: str = "usual", moment: float | None = None) -> QPixmap | None:
        """A picture of it, or None as long as it is being drawn."""
        ratio, scheme = self.devicePixelRatioF(), self._look.themes.theme.scheme
        person = self._pictures.person
        wish = Wish(self._pose, self._side, size.width(), size.height(), ratio, scheme, person, way, moment)
        found = self._pictures.have(wish)
        if found is None:
            self._waits.add(wish)
        return found

    def _look_again(self) -> None:
        """Another picture came: paint anew if this one was waited for, or if somebody else is drawn now."""
        come = {wish for wish in self._waits if self._pictures.is_done(wish)}
        if come or self._pictures.person != self._person:
            self._waits -= come
            self._person = self._pictures.person
            self.update()


class ThumbnailCard(QWidget):
    """Picture, name and dose."""

    def __init__(
        self, look: Look, thumbnail: Thumbnail, name: str, dose: str, picture_in_words: str, *, doses: bool
    ) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        layout.addWidget(thumbnail)
        layout.addSpacing(7)
        title = label(look, name, "section" if doses else "section-small", wrap=True)
        layout.addWidget(title)
        if doses:
            layout.addWidget(label(look, dose, "small", "ink2"))
        layout.addStretch(1)
        self.setFixedWidth(thumbnail.width())
        thumbnail.setAccessibleName(f"Picture: {picture_in_words}")
        self.setToolTip(f"{name}, {dose}")


class ThumbnailRow(QWidget):
    """Cards side by side with a button at the end; more rows where one is not enough."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(14)

    def show_cards(self, cards: Sequence[QWidget], end: QWidget, width: int, gap: int) -> None:
        """Lay these out within `width` logical pixels."""
        clear(self._grid)
        self._grid.setHorizontalSpacing(gap)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        room = width - end.sizeHint().width()
        fitting = max(1, room // (max((card.sizeHint().width() for card in cards), default=1) + gap))
        columns = min(len(cards), fitting)
        for index, card in enumerate(cards):
            row, column = divmod(index, columns)
            self._grid.addWidget(card, row, column, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._grid.setColumnStretch(columns, 1)
        self._grid.addWidget(end, 0, columns, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)

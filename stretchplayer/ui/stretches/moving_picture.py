"""The picture on a card: a still that moves while the card is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QPen

from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.core.own_stretch import PICTURE_PREFIX
from stretchplayer.ui.stretches.showing import GLANCE, first_side, shown_at
from stretchplayer.ui.widgets.thumbnails import Thumbnail

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from stretchplayer.core.catalogue import Stretch
    from stretchplayer.core.ports import Clock
    from stretchplayer.core.scheme import ColourScheme
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures
    from stretchplayer.ui.stretches.sitter import Sitter

SHAPE = 226, 124
STEP = 8  # pictures are drawn at few sizes while a window is made larger or smaller
LOOKED_AT_MS = 120  # a pointer that passes by wakes nothing
FRAME_MS = 33
FADE_MS = 160
LINE_SHARE = 0.16  # of the height, that a line between two stills leaves above and below


class Mover(QObject):
    """Has one picture at a time move: the one that is looked at."""

    def __init__(self, sitter: Sitter, clock: Clock) -> None:
        super().__init__()
        self._sitter = sitter
        self._clock = clock
        self._picture: MovingPicture | None = None
        self._begun_ms = 0.0
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(LOOKED_AT_MS)
        self._patience.timeout.connect(self._begin)
        self._frames = QTimer(self)
        self._frames.setTimerType(Qt.TimerType.PreciseTimer)
        self._frames.setInterval(FRAME_MS)
        self._frames.timeout.connect(self._next)

    @property
    def moving(self) -> MovingPicture | None:
        """The picture that moves now, or shows its two stills."""
        return self._picture

    @property
    def is_calm(self) -> bool:
        """Whether stills are wanted."""
        return self._sitter.is_calm

    def look_at(self, picture: MovingPicture) -> None:
        """Have it move in a moment, if it is still looked at then, and another one stand still."""
        if picture is self._picture:
            return
        self.look_away()
        self._picture = picture
        self._patience.start()

    def look_away(self, picture: MovingPicture | None = None) -> None:
        """Have this one stand still, or whichever moves."""
        if self._picture is None or picture not in (None, self._picture):
            return
        before, self._picture = self._picture, None
        self._patience.stop()
        self._frames.stop()
        before.set_moving(moving=False)

    def elapsed_ms(self) -> float:
        """How long it has been moving."""
        return self._clock.monotonic_ms() - self._begun_ms

    def paint(self, painter: QPainter, picture: MovingPicture, box: QRect) -> None:
        """Paint the moment it is in; raises `StretchPlayerError` when it cannot be drawn."""
        figure = self._sitter.figure()
        figure.set_box(box.width(), box.height(), picture.devicePixelRatioF())
        figure.set_scheme(picture.scheme)
        figure.show(shown_at(picture.stretch, self.elapsed_ms(), GLANCE).cue)
        figure.paint(painter, box.x(), box.y())

    def _begin(self) -> None:
        assert self._picture is not None
        self._begun_ms = self._clock.monotonic_ms()
        self._picture.set_moving(moving=True)
        if not self.is_calm:
            self._frames.start()

    def _next(self) -> None:
        if self._picture is None or not self._picture.isVisible():
            self.look_away()
        else:
            self._picture.update()


class MovingPicture(Thumbnail):
    """As wide as its card; it moves, or shows start and hold side by side, while it is looked at."""

    def __init__(self, look: Look, pictures: Pictures, stretch: Stretch, mover: Mover) -> None:
        super().__init__(look, pictures, stretch.pose, first_side(stretch), QSize(*SHAPE))
        self.stretch = stretch
        self._mover = mover
        self._moving = False

    @property
    def scheme(self) -> ColourScheme:
        """The colours of its figure."""
        return self._look.themes.theme.scheme

    def set_width(self, width: int) -> None:
        """Fill a card of this width."""
        self.setFixedSize(width, round(width * SHAPE[1] / SHAPE[0]))

    def look_at(self) -> None:
        """Somebody looks at it: move, where there is something to see."""
        if self.stretch.pose and not self.stretch.pose.startswith(PICTURE_PREFIX):
            self._mover.look_at(self)

    def look_away(self) -> None:
        """Nobody looks any more."""
        self._mover.look_away(self)

    def set_moving(self, *, moving: bool) -> None:
        """Show the movement, or the still again."""
        self._moving = moving
        self.update()

    def picture_box(self) -> QRect:
        box = super().picture_box()
        spare = box.width() % STEP
        return box.adjusted(spare // 2, 0, spare // 2 - spare, 0)

    def paint_picture(self, painter: QPainter) -> None:
        if not self._moving:
            super().paint_picture(painter)
        elif self._mover.is_calm:
            self._paint_stills(painter)
        else:
            self._paint_movement(painter)

    def _paint_movement(self, painter: QPainter) -> None:
        share = min(1.0, self._mover.elapsed_ms() / FADE_MS)
        if share < 1:
            painter.setOpacity(1 - share)
            super().paint_picture(painter)
            painter.setOpacity(share)
        try:
            self._mover.paint(painter, self, self.picture_box())
        except StretchPlayerError:  # the still says in the log why
            self._moving = False
            super().paint_picture(painter)

    def _paint_stills(self, painter: QPainter) -> None:
        """Where it begins, and the hold."""
        box = self.picture_box()
        half = QSize(box.width() // 2 - STEP // 2, box.height())
        places = (box.topLeft(), QRect(box.right() - half.width() + 1, box.y(), 1, 1).topLeft())
        for moment, place in zip((0.0, 1.0), places, strict=True):
            still = self.still(half, moment=moment)
            if still is not None:
                painter.drawPixmap(place, still)
        painter.setPen(QPen(self._look.color("line"), 1))
        inset = round(box.height() * LINE_SHARE)
        middle = box.center().x()
        painter.drawLine(middle, box.top() + inset, middle, box.bottom() - inset)

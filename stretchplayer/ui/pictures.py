"""Small pictures of stretches, drawn one by one when the window has nothing better to do."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

if TYPE_CHECKING:
    from stretchplayer.core.catalogue import Side
    from stretchplayer.core.scheme import ColourScheme
    from stretchplayer.printing.handout_parts import Pictures as PaperPictures

MOST_BYTES = 48 * 2**20  # of pictures that are ready; the least recently asked for go first
BYTES_PER_PIXEL = 4
TURN_MS = 6  # pictures that were drawn before come many to a turn, one that has to be drawn comes alone


@dataclass(frozen=True, slots=True)
class Wish:
    """What makes two pictures the same. The size is in logical pixels, `ratio` of device pixels to them.

    `moment` is that of the way in, 0 to 1, with room for all of the way; None is the hold, as large as
    fits. `way` is how far it goes: "usual", "easier" or "harder".
    """

    pose: str
    side: Side | None
    width: int
    height: int
    ratio: float
    scheme: ColourScheme
    person: str
    way: str = "usual"
    moment: float | None = None

    @property
    def size(self) -> QSize:
        """The size in logical pixels."""
        return QSize(self.width, self.height)


#: None when there is no picture.
Draw = Callable[[Wish], "QImage | None"]
#: What draws for paper, as the settings are now.
ForPaper = Callable[[], "PaperPictures"]


class Pictures(QObject):
    """Gives pictures that are ready, and has the others drawn after the next paint."""

    ready = Signal()  # some picture that was asked for can be had now

    def __init__(self, draw: Draw, parent: QObject | None = None, *, person: str = "") -> None:
        """`person` is who is drawn, by id; for an unknown id it is whoever comes first."""
        super().__init__(parent)
        self._draw = draw
        self._person = person
        self._done: OrderedDict[Wish, QPixmap | None] = OrderedDict()
        self._bytes = 0
        self._wanted: deque[Wish] = deque()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._take_turn)

    @property
    def person(self) -> str:
        """Who is drawn, by id."""
        return self._person

    def show_person(self, person: str) -> None:
        """Have this person drawn, by id, from now on; `ready` tells who shows a picture to ask again."""
        if person != self._person:
            self._person = person
            self.ready.emit()

    def get(
        self,
        pose: str,
        side: Side | None,
        size: QSize,
        dpr: float,
        scheme: ColourScheme,
        *,
        person: str | None = None,
        way: str = "usual",
        moment: float | None = None,
    ) -> QPixmap | None:
        """The picture, or None for now; `ready` tells when to ask again.

        It shows `person`, by id, or the one that is chosen; for the others see `Wish`.
        """
        who = self._person if person is None else person
        wish = Wish(pose, side, size.width(), size.height(), dpr, scheme, who, way, moment)
        if wish in self._done:
            self._done.move_to_end(wish)
            return self._done[wish]
        if wish not in self._wanted:
            self._wanted.append(wish)
            self._timer.start(0)
        return None

    def _take_turn(self) -> None:
        """Have pictures drawn until it is time to let the window do something else."""
        watch = QElapsedTimer()
        watch.start()
        while self._wanted:
            wish = self._wanted.popleft()
            self._keep(wish, self._draw(wish))
            if watch.elapsed() >= TURN_MS:
                break
        self.ready.emit()
        if self._wanted:
            self._timer.start(0)

    def _keep(self, wish: Wish, image: QImage | None) -> None:
        if image is None:
            self._done[wish] = None
            return
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(wish.ratio)
        self._done[wish] = pixmap
        self._bytes += _bytes_of(pixmap)
        while self._bytes > MOST_BYTES and len(self._done) > 1:
            _, oldest = self._done.popitem(last=False)
            self._bytes -= _bytes_of(oldest)


def _bytes_of(pixmap: QPixmap | None) -> int:
    return 0 if pixmap is None else pixmap.width() * pixmap.height() * BYTES_PER_PIXEL

"""Small pictures of stretches, drawn one by one when the window has nothing better to do."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
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
TURN_MS = 5  # pictures that were drawn before come many to a turn, of a new one a part


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


#: Draws a part at a time, so that the window can do something else in between. What it gives last is the
#: picture, or None when there is none.
Draw = Callable[[Wish], Iterator["QImage | None"]]
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
        self._drawing: tuple[Wish, Iterator[QImage | None], QImage | None] | None = None
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
        return self.have(Wish(pose, side, size.width(), size.height(), dpr, scheme, who, way, moment))

    def is_done(self, wish: Wish) -> bool:
        """Whether it is known what there is to see, if anything."""
        return wish in self._done

    def have(self, wish: Wish) -> QPixmap | None:
        """The picture that is wished for, or None for now."""
        if wish in self._done:
            self._done.move_to_end(wish)
            return self._done[wish]
        if wish not in self._wanted and (self._drawing is None or self._drawing[0] != wish):
            self._wanted.append(wish)
            self._timer.start(0)
        return None

    @property
    def is_idle(self) -> bool:
        """Whether everything that was asked for has been drawn."""
        return not self._wanted and self._drawing is None

    def _take_turn(self) -> None:
        """Go on drawing until it is time to let the window do something else."""
        watch = QElapsedTimer()
        watch.start()
        came = False
        while not self.is_idle and watch.elapsed() < TURN_MS:
            came = self._go_on() or came
        if came:
            self.ready.emit()
        if not self.is_idle:
            self._timer.start(0)

    def _go_on(self) -> bool:
        """Have one more part drawn; whether a picture is ready with it."""
        if self._drawing is None:
            wish = self._wanted.popleft()
            self._drawing = wish, self._draw(wish), None
        wish, parts, last = self._drawing
        for part in parts:
            self._drawing = wish, parts, part
            return False
        self._drawing = None
        self._keep(wish, last)
        return True

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

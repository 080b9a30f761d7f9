"""Small pictures of stretches, drawn one by one when the window has nothing better to do."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

if TYPE_CHECKING:
    from stretchplayer.core.catalogue import Side
    from stretchplayer.core.scheme import ColourScheme

#: Pose, side, size in logical pixels, device pixel ratio, colours, who is drawn (by id). None when there
#: is no picture.
Draw = Callable[[str, "Side | None", QSize, float, "ColourScheme", str], "QImage | None"]
Key = tuple[str, "Side | None", int, int, float, "ColourScheme", str]


class Pictures(QObject):
    """Gives pictures that are ready, and has the others drawn after the next paint."""

    ready = Signal()  # some picture that was asked for can be had now

    def __init__(self, draw: Draw, parent: QObject | None = None, *, person: str = "") -> None:
        """`person` is who is drawn, by id; for an unknown id it is whoever comes first."""
        super().__init__(parent)
        self._draw = draw
        self._person = person
        self._done: dict[Key, QPixmap | None] = {}
        self._wanted: deque[Key] = deque()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._draw_next)

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
    ) -> QPixmap | None:
        """The picture, or None for now; `ready` tells when to ask again.

        It shows `person`, by id, or the one that is chosen.
        """
        who = self._person if person is None else person
        key = (pose, side, size.width(), size.height(), dpr, scheme, who)
        if key in self._done:
            return self._done[key]
        if key not in self._wanted:
            self._wanted.append(key)
            self._timer.start(0)
        return None

    def _draw_next(self) -> None:
        if not self._wanted:
            return
        key = self._wanted.popleft()
        pose, side, width, height, dpr, scheme, person = key
        image = self._draw(pose, side, QSize(width, height), dpr, scheme, person)
        if image is not None:
            pixmap = QPixmap.fromImage(image)
            pixmap.setDevicePixelRatio(dpr)
            self._done[key] = pixmap
        else:
            self._done[key] = None
        self.ready.emit()
        if self._wanted:
            self._timer.start(0)

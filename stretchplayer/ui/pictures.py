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

#: Pose, side, size in logical pixels, device pixel ratio, colours. None when there is no picture.
Draw = Callable[[str, "Side | None", QSize, float, "ColourScheme"], "QImage | None"]
Key = tuple[str, "Side | None", int, int, float, "ColourScheme"]


class Pictures(QObject):
    """Gives pictures that are ready, and has the others drawn after the next paint."""

    ready = Signal()  # some picture that was asked for can be had now

    def __init__(self, draw: Draw, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draw = draw
        self._done: dict[Key, QPixmap | None] = {}
        self._wanted: deque[Key] = deque()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._draw_next)

    def get(
        self, pose: str, side: Side | None, size: QSize, dpr: float, scheme: ColourScheme
    ) -> QPixmap | None:
        """The picture, or None for now; `ready` tells when to ask again."""
        key = (pose, side, size.width(), size.height(), dpr, scheme)
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
        pose, side, width, height, dpr, scheme = key
        image = self._draw(pose, side, QSize(width, height), dpr, scheme)
        if image is not None:
            pixmap = QPixmap.fromImage(image)
            pixmap.setDevicePixelRatio(dpr)
            self._done[key] = pixmap
        else:
            self._done[key] = None
        self.ready.emit()
        if self._wanted:
            self._timer.start(0)

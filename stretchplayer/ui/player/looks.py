"""What the player needs of the rest of the window: colours, icons, pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPixmap

from stretchplayer.core.catalogue import Side
from stretchplayer.ui.player.paint import Colors

#: Icon name, colour, logical size, device pixel ratio.
IconPixmap = Callable[[str, QColor, int, float], QPixmap]
#: Pose id, side, logical size, device pixel ratio. Transparent ground; None while it is being drawn.
Thumbnail = Callable[[str, Side | None, QSize, float], QPixmap | None]


@dataclass(frozen=True)
class Looks:
    """Colours and pictures of the present theme."""

    colors: Colors
    icons: IconPixmap
    thumbnail: Thumbnail

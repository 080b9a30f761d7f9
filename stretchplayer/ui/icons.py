"""Icons drawn from SVG files in the colour that is asked for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer


class Icons:
    """The icons of a folder, by file name without its ending; pixmaps are kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, int, int, float], QPixmap] = {}

    def pixmap(self, name: str, color: QColor, size: int, dpr: float = 1.0) -> QPixmap:
        """A square pixmap of `size` logical pixels; raises `FileNotFoundError` for an unknown name."""
        key = (name, color.rgba(), size, dpr)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._draw(name, color, size, dpr)
        return self._pixmaps[key]

    def icon(self, name: str, color: QColor, size: int, dpr: float = 1.0) -> QIcon:
        """The same as an icon for buttons."""
        return QIcon(self.pixmap(name, color, size, dpr))

    def _draw(self, name: str, color: QColor, size: int, dpr: float) -> QPixmap:
        if name not in self._sources:
            self._sources[name] = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
        source = self._sources[name].replace("currentColor", color.name())
        pixmap = QPixmap(QSize(size, size) * dpr)
        pixmap.setDevicePixelRatio(dpr)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, size, size))
        painter.end()
        return pixmap

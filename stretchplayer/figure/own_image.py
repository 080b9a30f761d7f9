"""Pictures that people bring along: looked at with suspicion, made smaller, kept as plain PNG.

Whatever else a file holds (place and camera of a photo, scripts and links of a drawing) stays out,
because what is kept is painted anew. Nothing in a file is ever executed or fetched.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageReader, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

from stretchplayer.core.errors import PictureError
from stretchplayer.figure.svg_check import clean_svg

MOST_BYTES = 20 * 2**20
MOST_PIXELS = 50_000_000  # of the picture as it comes: a large camera's
LARGEST_SIDE = 1600  # device pixels of what is kept: as large as the player ever shows it
SMALLEST_SIDE = 32

_MAGIC = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"))


def check_image(data: bytes, name: str) -> bytes:
    """The picture as PNG of at most `LARGEST_SIDE` pixels a side.

    Takes PNG, JPEG, WebP and SVG, told by their content. `name` is what the user calls the file. Raises
    `PictureError` with a sentence that says what is wrong.
    """
    if len(data) > MOST_BYTES:
        raise PictureError(
            f"“{name}” is larger than {MOST_BYTES // 2**20} MB. Please take a smaller picture."
        )
    kind = _kind(data)
    if kind is None:
        raise PictureError(f"“{name}” is not a PNG, JPEG, WebP or SVG picture.")
    image = _drawing(data, name) if kind == "svg" else _photo(data, kind, name)
    if min(image.width(), image.height()) < 1:
        raise PictureError(f"“{name}” cannot be read, the file may be damaged.")
    return _png(image)


def _kind(data: bytes) -> str | None:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return "svg" if start.startswith(b"<") and b"<svg" in data[:65_536] else None


def _photo(data: bytes, kind: str, name: str) -> QImage:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind.encode()))
    reader.setDecideFormatFromContent(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid():
        raise PictureError(f"“{name}” cannot be read, the file may be damaged.")
    if size.width() * size.height() > MOST_PIXELS:
        raise PictureError(
            f"“{name}” is {size.width()} by {size.height()} pixels. Please make it smaller first."
        )
    _check_size(size, name)
    if max(size.width(), size.height()) > LARGEST_SIDE:
        reader.setScaledSize(
            size.scaled(LARGEST_SIDE, LARGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(
                QSize(1, 1)
            )
        )
    image = reader.read()
    if image.isNull():
        raise PictureError(f"“{name}” cannot be read, the file may be damaged.")
    return image


def _drawing(data: bytes, name: str) -> QImage:
    # Writing in a drawing needs fonts, and those need an application.
    renderer = QSvgRenderer(QByteArray(clean_svg(data, name, letters=QGuiApplication.instance() is not None)))
    size = renderer.defaultSize()
    if not renderer.isValid() or size.isEmpty():
        raise PictureError(f"“{name}” cannot be read, the file may be damaged.")
    _check_size(size.scaled(LARGEST_SIDE, LARGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio), name)
    size = size.scaled(LARGEST_SIDE, LARGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio)
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return image


def _check_size(size: QSize, name: str) -> None:
    if min(size.width(), size.height()) < SMALLEST_SIDE:
        raise PictureError(f"“{name}” is too narrow to show anything. Please take another picture.")


def _png(image: QImage) -> bytes:
    """The pixels alone, without what the file said beside them."""
    plain = QImage(image.size(), QImage.Format.Format_ARGB32_Premultiplied)
    plain.fill(Qt.GlobalColor.transparent)
    painter = QPainter(plain)
    painter.drawImage(0, 0, image)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(plain)
    return bytes(buffer.data().data())

"""A chart as a file: a picture in pixels, a drawing in vectors with its text kept, or its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter

from stretchplayer.core.errors import FileError
from stretchplayer.exchange.whole_file import replacing
from stretchplayer.ui.charts.legend import Sign, paint_legend
from stretchplayer.ui.charts.sheet import Sheet, csv_text

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QPaintDevice

    from stretchplayer.ui.charts.base import Chart

PIXELS_PER_PIXEL = 2.0
LEAST_SIZE = QSizeF(480, 60)
PAD = 16.0
GAP = 8.0
SVG_DPI = 96
BYTE_ORDER_MARK = "utf-8-sig"  # without it some spreadsheets read letters beyond ASCII wrongly
ANY_HEIGHT = 10_000


class Form(StrEnum):
    """What is written; the value is the end of the file's name."""

    PNG = "png"
    SVG = "svg"
    CSV = "csv"


@dataclass(frozen=True)
class Caption:
    """What stands over the chart in a picture of it."""

    title: str
    note: str = ""
    signs: tuple[tuple[Sign, str], ...] = ()


def save_sheet(sheet: Sheet, path: Path) -> None:
    """Write a table to a file; raises `FileError`."""
    _write(csv_text(sheet).encode(BYTE_ORDER_MARK), path)


def save_chart(chart: Chart, caption: Caption, form: Form, path: Path) -> None:
    """Write a chart to a file; raises `FileError`."""
    if form is Form.CSV:
        save_sheet(chart.sheet(), path)
    elif form is Form.SVG:
        _write(svg_of(chart, caption), path)
    else:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        if not image_of(chart, caption).save(buffer, "PNG"):  # type: ignore[call-overload]
            raise FileError("The picture could not be made. Please try again.")
        _write(bytes(buffer.data().data()), path)


def image_of(chart: Chart, caption: Caption) -> QImage:
    """The chart with its caption, each pixel of the screen being four of it."""
    size = _size(chart, caption)
    image = QImage((size * PIXELS_PER_PIXEL).toSize(), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(PIXELS_PER_PIXEL)
    _paint(chart, caption, size, image)
    return image


def svg_of(chart: Chart, caption: Caption) -> bytes:
    """The chart with its caption as a drawing of shapes and text."""
    from PySide6.QtSvg import QSvgGenerator

    size = _size(chart, caption)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    drawing.setResolution(SVG_DPI)
    drawing.setSize(size.toSize())
    drawing.setViewBox(QRect(0, 0, size.toSize().width(), size.toSize().height()))
    drawing.setTitle(caption.title)
    drawing.setDescription(chart.accessibleDescription())
    _paint(chart, caption, size, drawing)
    return bytes(buffer.data().data())


def _size(chart: Chart, caption: Caption) -> QSizeF:
    wide = max(LEAST_SIZE.width(), chart.width() + 2 * PAD)
    high = max(LEAST_SIZE.height(), chart.height() + 2 * PAD)
    return QSizeF(QSize(round(wide), round(high + _head(chart, caption, wide, None))))


def _paint(chart: Chart, caption: Caption, size: QSizeF, device: QPaintDevice) -> None:
    painter = QPainter(device)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.fillRect(QRectF(QPointF(), size), chart.look.color("bg"))
    head = _head(chart, caption, size.width(), painter)
    chart.paint_picture(painter, size, PAD, head)
    painter.end()


def _head(chart: Chart, caption: Caption, width: float, painter: QPainter | None) -> float:
    """Write the caption, where there is a painter. Returns the height it takes."""
    look, y = chart.look, PAD
    wrap = int(Qt.TextFlag.TextWordWrap)
    for words, style, role in ((caption.title, "section", "ink"), (caption.note, "small", "ink2")):
        if not words:
            continue
        room = QRectF(PAD, y, width - 2 * PAD, ANY_HEIGHT)
        box = QFontMetricsF(look.font(style)).boundingRect(room, wrap, words)
        if painter is not None:
            painter.setFont(look.font(style))
            painter.setPen(look.color(role))
            painter.drawText(QRectF(room.topLeft(), QSizeF(room.width(), box.height())), wrap, words)
        y += box.height() + GAP / 2
    blank = QImage(1, 1, QImage.Format.Format_ARGB32)
    legend_painter = painter or QPainter(blank)
    y += paint_legend(legend_painter, look, caption.signs, QPointF(PAD, y), width - 2 * PAD)
    if painter is None:
        legend_painter.end()
    return y - PAD + GAP


def _write(data: bytes, path: Path) -> None:
    with replacing(path) as unfinished:
        unfinished.write_bytes(data)

"""Laid-out pages become a PDF: lines, shapes and letters, so that it is sharp and can be searched."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPageSize, QPainter, QPdfWriter, QPen, QPolygonF

from stretchplayer import APP_NAME
from stretchplayer.printing.letters import DOTS, DOTS_PER_INCH, font
from stretchplayer.printing.paper import Paper
from stretchplayer.printing.sheet import Art, Disc, Shape, Sheet, Text

_CODE = rb"<[0-9A-F]{4}>"
#: The letters of glyphs one after the other, as Qt writes them down: a list, or one alone.
_LETTERS = re.compile(rb"(?<=> )\[(?:" + _CODE + rb" ?)+\]|(?<=> )" + _CODE + rb"(?=\n)")


def pdf_bytes(sheets: Sequence[Sheet], paper: Paper, title: str) -> bytes:
    """The pages as a PDF file. Needs a Qt application."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DOTS_PER_INCH)
    writer.setPageSize(QPageSize(QSizeF(paper.width, paper.height), QPageSize.Unit.Point, paper.value))
    writer.setPageMargins(QMarginsF())
    writer.setTitle(title)
    writer.setCreator(APP_NAME)
    painter = QPainter(writer)
    try:
        for number, sheet in enumerate(sheets):
            if number:
                writer.newPage()
            paint_sheet(painter, sheet)
    finally:
        painter.end()
    return _with_spaces(bytes(buffer.data().data()))


def paint_sheet(painter: QPainter, sheet: Sheet) -> None:
    """Paint a page, in dots of which there are `DOTS_PER_INCH`."""
    for item in sheet.items:
        _paint(painter, item)


def _with_spaces(data: bytes) -> bytes:
    """The same with spaces where copied text would have tabs.

    Figtree has one glyph for both, and Qt writes down the first letter it finds for a glyph. Both are as
    long, so every place in the file stays where its index says.
    """
    return _LETTERS.sub(lambda found: found[0].replace(b"<0009>", b"<0020>"), data)


def _paint(painter: QPainter, item: Text | Shape | Disc | Art) -> None:
    if isinstance(item, Art):
        _paint_art(painter, item)
        return
    if isinstance(item, Text):
        painter.setPen(QColor(item.ink))
        painter.setFont(font(item.style))
        painter.drawText(QPointF(item.x * DOTS, item.y * DOTS), item.words)
        return
    pen = QPen(Qt.PenStyle.NoPen)
    if item.ink is not None and item.thick:
        pen = QPen(QColor(item.ink), item.thick * DOTS)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(QBrush(QColor(item.fill)) if item.fill else QBrush(Qt.BrushStyle.NoBrush))
    if isinstance(item, Disc):
        painter.drawEllipse(QPointF(item.x * DOTS, item.y * DOTS), item.radius * DOTS, item.radius * DOTS)
        return
    if item.dash and item.ink is not None:
        pen.setDashPattern(list(item.dash))
        painter.setPen(pen)
    points = QPolygonF([QPointF(x * DOTS, y * DOTS) for x, y in item.points])
    if item.closed:
        painter.drawPolygon(points)
    else:
        painter.drawPolyline(points)


def _paint_art(painter: QPainter, item: Art) -> None:
    box, part = QRectF(*(length * DOTS for length in item.box)), QRectF(*item.part)
    if isinstance(item.art, QImage):
        painter.drawImage(box, item.art, part)
        return
    painter.save()
    painter.setClipRect(box)
    painter.translate(box.topLeft())
    painter.scale(box.width() / part.width(), box.height() / part.height())
    painter.translate(-part.topLeft())
    item.art.paint(painter)
    painter.restore()

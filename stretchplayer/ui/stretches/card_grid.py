"""Cards in columns of equal width, with something across all of them after the second row."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget, QWidgetItem

from stretchplayer.ui.widgets.list_layout import ListLayout

GAP, ROW_GAP = 24, 18
BAND_AFTER = 2  # rows
BAND_GAP = 28  # above and below it
MOST_BLEED = 24  # that it is wider than the cards on each side
EDGE = 4  # that it leaves to the edge of the page


class CardGrid(ListLayout):
    """The page says how many columns there are; a row is as high as its highest card."""

    def __init__(self) -> None:
        super().__init__()
        self._band: QWidgetItem | None = None
        self._columns, self._width, self._bleed = 1, 1, 0

    @property
    def columns(self) -> int:
        """How many cards stand beside each other."""
        return self._columns

    def set_columns(self, columns: int, width: int, bleed: int) -> None:
        """So many cards in a row, each so wide; what goes across is wider by `bleed` on each side."""
        self._columns, self._width, self._bleed = columns, width, bleed
        self.invalidate()

    def set_band(self, band: QWidget) -> None:
        """Have this across all columns, after the second row; the layout must be on its page by then."""
        self.addChildWidget(band)
        self._band = QWidgetItem(band)
        self.invalidate()

    def sizeHint(self) -> QSize:
        return QSize(self._width, self.lay_out(QRect(0, 0, self._width, 0), move=False))

    def minimumSize(self) -> QSize:
        return QSize(self._width, 0)

    def lay_out(self, rect: QRect, *, move: bool) -> int:
        """Place everything, or find out how high that would be."""
        shown = self.shown()
        rows = [shown[start : start + self._columns] for start in range(0, len(shown), self._columns)]
        band = self._band if self._band is not None and not self._band.isEmpty() else None
        y, gap = rect.y(), 0
        for number, row in enumerate(rows):
            y += gap
            heights = [item.sizeHint().height() for item in row]
            if move:
                for column, (item, height) in enumerate(zip(row, heights, strict=True)):
                    at = QPoint(rect.x() + column * (self._width + GAP), y)
                    item.setGeometry(QRect(at, QSize(self._width, height)))
            y, gap = y + max(heights), ROW_GAP
            if band is not None and number + 1 == min(BAND_AFTER, len(rows)):
                y, gap = self._lay_band(band, rect, y + BAND_GAP, move=move), BAND_GAP
        if band is not None and not rows:
            y = self._lay_band(band, rect, y, move=move)
        return y - rect.y()

    def _lay_band(self, band: QWidgetItem, rect: QRect, y: int, *, move: bool) -> int:
        """Place what goes across; where it ends."""
        wide = rect.adjusted(-self._bleed, 0, self._bleed, 0)
        height = band.heightForWidth(wide.width()) if band.hasHeightForWidth() else band.sizeHint().height()
        if move:
            band.setGeometry(QRect(wide.x(), y, wide.width(), height))
        return y + height


def bleed_for(margin: int) -> int:
    """How much wider than the cards the band can be beside such a margin."""
    return max(0, min(MOST_BLEED, margin - EDGE))


def columns_for(width: int, scale: float) -> int:
    """How many cards of a legible size fit beside each other: five on a wide page, one on a tight one."""
    seen = width / max(1.0, scale)
    if seen >= 1_080:
        return 5
    least = 214
    return max(1, min(4, int((seen + GAP) // (least + GAP))))


def width_for(width: int, columns: int) -> int:
    """How wide each of so many cards is."""
    return (width - (columns - 1) * GAP) // columns

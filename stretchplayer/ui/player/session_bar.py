"""How far the whole session has got: one piece for each stretch, as long as its time."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QFont, QPainter, QPainterPath
from PySide6.QtWidgets import QToolTip, QWidget

from stretchplayer.ui.player.board import PLACES, Board
from stretchplayer.ui.player.moment import time_left_text
from stretchplayer.ui.player.paint import board_font, text_width

if TYPE_CHECKING:
    from PySide6.QtGui import QHelpEvent, QPaintEvent

    from stretchplayer.core.timeline import ItemProgress, Timeline
    from stretchplayer.ui.player.looks import Looks

GAP = 6.0
BAR_HEIGHT = 86.0  # of the strip it lives in
NOTICE_Y, NOTICE_PX, TOAST_PX = 78.0, 20.0, 28.0
TOAST_MS = 2_500
TIME_PX, LEFT_PX = 40.0, 28.0


class SessionBar(QWidget):
    """The bar and the time left, across the top of the board."""

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        """Empty until `show_position`."""
        super().__init__(parent)
        self._looks = looks
        self._board = Board(1.0, 0.0, 0.0)
        self._items: tuple[ItemProgress, ...] = ()
        self._names: tuple[str, ...] = ()
        self._left = ""
        self._shown: tuple[object, ...] = ()
        self._notice = ""
        self._toast = ""
        self._toast_ends = QTimer(self)
        self._toast_ends.setSingleShot(True)
        self._toast_ends.setInterval(TOAST_MS)
        self._toast_ends.timeout.connect(lambda: self._set_toast(""))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)

    def set_looks(self, looks: Looks) -> None:
        """Follow the theme."""
        self._looks = looks
        self.update()

    def set_board(self, board: Board) -> None:
        """Follow the window; the widget covers the top strip of it."""
        self._board = board
        self.update()

    def show_position(self, timeline: Timeline, position_ms: int) -> None:
        """Show this position; repaints when a pixel or a second has changed."""
        items = timeline.item_progress(position_ms)
        left = time_left_text(timeline, position_ms)
        filled = sum(item.done_ms for item in items) / max(1, sum(item.total_ms for item in items))
        shown = (left, round(filled * PLACES.bar.width * self._board.u), len(items))
        if shown == self._shown:
            return
        self._shown, self._items, self._left = shown, items, left
        catalogue = timeline.context.catalogue
        self._names = tuple(catalogue[item.stretch].short_name for item in items)
        now = next((n for n, item in enumerate(items, 1) if item.done_ms < item.total_ms), len(items))
        minutes, seconds = divmod(math.ceil(max(0, timeline.duration_ms - position_ms) / 1000), 60)
        self.setAccessibleName(f"Stretch {now} of {len(items)}, {minutes} minutes {seconds} seconds left")
        self.update()

    @property
    def notice(self) -> str:
        """The quiet line below the bar."""
        return self._toast or self._notice

    def show_notice(self, notice: str) -> None:
        """Say quietly what is not as it should be; nothing when all is well."""
        self._notice = notice
        self.update()

    def show_toast(self, text: str, for_ms: int = TOAST_MS) -> None:
        """Say something for a moment."""
        self._set_toast(text)
        self._toast_ends.start(for_ms)

    def _set_toast(self, text: str) -> None:
        self._toast = text
        self.update()

    def pieces(self) -> list[QRectF]:
        """The pieces in logical pixels."""
        total = sum(item.total_ms for item in self._items)
        box = PLACES.bar
        room = box.width - GAP * (len(self._items) - 1)
        pieces: list[QRectF] = []
        x = box.x
        for item in self._items:
            width = room * item.total_ms / total
            pieces.append(
                QRectF(
                    self._board.x(x), self._board.y(box.y), width * self._board.u, box.height * self._board.u
                )
            )
            x += width + GAP
        return pieces

    def event(self, event: QEvent) -> bool:
        """Tell name and time of a piece under the pointer."""
        if event.type() == QEvent.Type.ToolTip:
            self._tell_piece(event)  # type: ignore[arg-type]
            return True
        return super().event(event)

    def _tell_piece(self, event: QHelpEvent) -> None:
        for piece, item, name in zip(self.pieces(), self._items, self._names, strict=True):
            if piece.adjusted(0, -8, 0, 8).contains(QPointF(event.pos())):
                minutes, seconds = divmod(round(item.total_ms / 1000), 60)
                QToolTip.showText(event.globalPos(), f"{name}, {minutes}:{seconds:02d}", self)
                return
        QToolTip.hideText()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pieces and time."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color, u = self._looks.colors.color, self._board.u
        painter.fillRect(self.rect(), color("bg"))
        painter.setPen(Qt.PenStyle.NoPen)
        for piece, item in zip(self.pieces(), self._items, strict=True):
            radius = min(piece.height(), piece.width()) / 2
            painter.setBrush(color("seg"))
            painter.drawRoundedRect(piece, radius, radius)
            if item.done_ms <= 0:
                continue
            shape = QPainterPath()
            shape.addRoundedRect(piece, radius, radius)
            done = QPainterPath()
            done.addRect(
                QRectF(piece.topLeft(), piece.size()).adjusted(
                    0, 0, piece.width() * (item.done_ms / item.total_ms - 1), 0
                )
            )
            painter.setBrush(color("teal"))
            painter.drawPath(shape.intersected(done))
        right = self._board.x(PLACES.time_left.right)
        small = board_font(max(14.0, LEFT_PX * u), QFont.Weight.Medium)
        big = board_font(TIME_PX * u, QFont.Weight.DemiBold, 0.02, tabular=True)
        baseline = self._board.y(53)
        x = right - text_width(small, "left")
        painter.setFont(small)
        painter.setPen(color("ink2"))
        painter.drawText(QPointF(x, baseline), "left")
        x -= text_width(big, self._left) + 10 * u
        painter.setFont(big)
        painter.setPen(color("ink"))
        painter.drawText(QPointF(x, baseline), self._left)
        px = TOAST_PX if self._toast else NOTICE_PX  # what is said for a moment must be seen in it
        painter.setFont(board_font(max(14.0, px * u), QFont.Weight.Medium))
        painter.setPen(color("ink2"))
        painter.drawText(QPointF(self._board.x(PLACES.bar.x), self._board.y(NOTICE_Y)), self.notice)
        painter.end()

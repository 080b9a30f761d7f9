"""Buttons of the player: large enough for the floor, each with its key beside it.

They leave every key to the page, which knows what keys mean while playing; the page presses the
focused one when Enter says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QWidget

from stretchplayer.ui.player.paint import (
    Colors,
    board_font,
    draw_key_cap,
    faded,
    key_cap_size,
    rounded,
    text_width,
)
from stretchplayer.ui.widgets.focus_ring import CORNER

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPaintEvent

    IconPixmap = Callable[[str, QColor, int, float], QPixmap]


class BoardButton(QAbstractButton):
    """A button in board units: `u` logical pixels to the unit."""

    RADIUS = 24.0

    def __init__(self, text: str, key: str, colors: Colors, parent: QWidget | None = None) -> None:
        """`text` is its label and accessible name, `key` what its cap shows."""
        super().__init__(parent)
        self._colors = colors
        self._key = key
        self._u = 1.0
        self.setText(text)
        self.setAccessibleName(text)
        self.setProperty(CORNER, self.RADIUS)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def key(self) -> str:
        """What the key cap shows."""
        return self._key

    @property
    def u(self) -> float:
        """Logical pixels a board unit."""
        return self._u

    def set_scale(self, u: float) -> None:
        """Follow the board's scale."""
        if u != self._u:
            self._u = u
            self.setProperty(CORNER, self.RADIUS * u)
            self.updateGeometry()
            self.update()

    def set_label(self, text: str, key: str | None = None) -> None:
        """Change the words, and the key if given."""
        self.setText(text)
        self.setAccessibleName(text)
        if key is not None:
            self._key = key
        self.updateGeometry()
        self.update()

    def set_colors(self, colors: Colors) -> None:
        """Follow the theme."""
        self._colors = colors
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys belong to the page."""
        event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Keys belong to the page."""
        event.ignore()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Repaint for hover."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Repaint for hover."""
        super().leaveEvent(event)
        self.update()

    def sizeHint(self) -> QSize:
        """The space its words and key need."""
        return QSize(round(200 * self._u), round(56 * self._u))


class FloorButton(BoardButton):
    """88 units high, for hands that reach up from a mat."""

    HEIGHT = 88.0
    PADDING = 30.0
    TEXT_PX = 30.0
    CAP_HEIGHT = 44.0
    CAP_PX = 22.0

    def __init__(
        self, text: str, key: str, colors: Colors, parent: QWidget | None = None, *, primary: bool = False
    ) -> None:
        """`primary` fills it: the one thing a panel suggests."""
        super().__init__(text, key, colors, parent)
        self._primary = primary
        self._progress = 0.0
        self._centred = False
        self._armed = False

    def set_progress(self, share: float) -> None:
        """How far a bar has filled it from the left, 0 to 1."""
        share = max(0.0, min(1.0, share))
        if share != self._progress:
            self._progress = share
            self.update()

    def set_centred(self, text_px: float) -> None:
        """Label and key together in the middle, the label at `text_px`."""
        self._centred = True
        self.TEXT_PX = text_px

    def set_armed(self, armed: bool) -> None:
        """Show that the next press counts."""
        self._armed = armed
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill, bar, label, key cap."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        radius = self.RADIUS * self._u
        ink = self._paint_ground(painter, rect, radius)
        self._paint_label(painter, rect, ink)
        painter.end()

    def _paint_ground(self, painter: QPainter, rect: QRectF, radius: float) -> QColor:
        color = self._colors.color
        if not self.isEnabled():
            rounded(painter, rect, radius, color("seg"), None)
            return color("ink2")
        if self._primary:
            token = "tealP" if self.isDown() else "tealH" if self.underMouse() else "teal"
            rounded(painter, rect, radius, color(token), None)
            if self._progress > 0:
                painter.save()
                painter.setClipRect(QRectF(0, 0, rect.width() * self._progress, rect.height()))
                rounded(painter, rect, radius, faded(color("bg" if self._dark else "ink"), 0.22), None)
                painter.restore()
            return color("onteal")
        line = color("red") if self._armed else color("line2" if self.underMouse() else "keyln")
        fill = color("redbg") if self._armed else color("seg") if self.isDown() else color("surf")
        rounded(painter, rect, radius, fill, line, max(1.5, 3 * self._u))
        return color("red") if self._armed else color("ink")

    @property
    def _dark(self) -> bool:
        return self._colors.color("bg").lightnessF() < 0.5

    def _paint_label(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        u = self._u
        cap = key_cap_size(self._key, self.CAP_PX * u, self.CAP_HEIGHT * u) if self._key else None
        font = board_font(self.TEXT_PX * u)
        left = self.PADDING * u
        room = rect.width() - 2 * left - (cap.width() + 14 * u if cap else 0)
        needed = text_width(font, self.text())
        if needed > room > 0:  # a long name gets smaller before it is cut
            font = board_font(max(14.0, self.TEXT_PX * u * room / needed))
            needed = text_width(font, self.text())
        cap_left = rect.width() - self.PADDING * u - (cap.width() if cap else 0)
        if self._centred and cap is not None:
            gap = 16 * u
            left = max(12 * u, (rect.width() - needed - gap - cap.width()) / 2)
            cap_left = left + needed + gap
        painter.setFont(font)
        painter.setPen(ink)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(left, 0, needed + 4, rect.height()), flags, self.text())
        if cap is None:
            return
        box = QRectF(QPointF(cap_left, (rect.height() - cap.height()) / 2), cap)
        plain = not self._primary and self.isEnabled()
        draw_key_cap(
            painter,
            box,
            self._key,
            self.CAP_PX * u,
            fill=self._colors.color("raise") if plain else None,
            line=self._colors.color("keyln") if plain else ink,
            ink=self._colors.color("ink2") if plain else ink,
        )


class ControlButton(BoardButton):
    """One of the row below the caption: icon, word, key. It fades with the rest of the row."""

    HEIGHT = 56.0
    RADIUS = 16.0
    TEXT_PX = 20.0
    CAP_HEIGHT = 26.0
    CAP_PX = 14.0
    ICON = 26.0
    GAP = 12.0
    PADDING = 14.0

    def __init__(
        self,
        text: str,
        key: str,
        icon: str,
        colors: Colors,
        icons: IconPixmap,
        parent: QWidget | None = None,
        *,
        raised: bool = False,
    ) -> None:
        """`icons` gives an icon's pixmap by name, colour, logical size and device pixel ratio."""
        super().__init__(text, key, colors, parent)
        self._icon = icon
        self._icons = icons
        self._raised = raised
        self._opacity = 1.0
        self._labelled = True

    def set_opacity(self, opacity: float) -> None:
        """0 to 1; it stays in place and reachable at 0."""
        if opacity != self._opacity:
            self._opacity = opacity
            self.update()

    def set_labelled(self, labelled: bool) -> None:
        """Whether the word is shown; icon and key always are."""
        self._labelled = labelled
        self.setToolTip("" if labelled else self.text())
        self.updateGeometry()

    def set_icon(self, icon: str) -> None:
        """Change the picture."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        """Icon, word, key and padding."""
        u = self._u
        cap = key_cap_size(self._key, self.CAP_PX * u, self.CAP_HEIGHT * u)
        words = text_width(self._font(), self.text()) + self.GAP * u if self._labelled else 0
        width = 2 * self.PADDING * u + self.ICON * u + self.GAP * u + words + cap.width()
        return QSize(round(width), max(44, round(self.HEIGHT * u)))

    def _font(self) -> QFont:
        return board_font(max(14.0, self.TEXT_PX * self._u))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon, word, key cap."""
        del event
        if self._opacity <= 0.01:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(self._opacity)
        color, u = self._colors.color, self._u
        rect = QRectF(self.rect())
        if self._raised or self.underMouse():
            fill = color("seg") if self.isDown() else color("raise") if self._raised else color("tint")
            line = color("keyln") if self._raised else None
            rounded(painter, rect, self.RADIUS * u, fill, line, 1.5)
        ink = color("ink") if self._raised else color("ink2")
        x = self.PADDING * u
        size = round(self.ICON * u)
        pixmap = self._icons(self._icon, ink, size, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(x, (rect.height() - size) / 2), pixmap)
        x += (self.ICON + self.GAP) * u
        if self._labelled:
            font = self._font()
            painter.setFont(font)
            painter.setPen(ink)
            width = text_width(font, self.text())
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(QRectF(x, 0, width + 2, rect.height()), flags, self.text())
            x += width + self.GAP * u
        cap = key_cap_size(self._key, self.CAP_PX * u, self.CAP_HEIGHT * u)
        draw_key_cap(
            painter,
            QRectF(QPointF(x, (rect.height() - cap.height()) / 2), cap),
            self._key,
            self.CAP_PX * u,
            fill=color("raise"),
            line=color("keyln"),
            ink=color("ink2"),
        )
        painter.end()

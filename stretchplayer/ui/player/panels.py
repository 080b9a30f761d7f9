"""Panels with a picture on the left and a few large choices on the right: paused, stop, away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

from stretchplayer.ui.player.board import PAUSED_RING, Board, RingPlace
from stretchplayer.ui.player.buttons import FloorButton
from stretchplayer.ui.player.halo import FigureView, Halo, HaloFrame
from stretchplayer.ui.player.keys import takes_keys
from stretchplayer.ui.player.paint import (
    board_font,
    draw_key_cap,
    draw_lines,
    key_cap_size,
    text_width,
    wrap,
)
from stretchplayer.ui.widgets.announce import announce

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from stretchplayer.ui.player.looks import Looks

COLUMN_X, COLUMN_WIDTH = 672.0, 568.0
TITLE_Y, TEXT_Y = 155.0, 210.0
TEXT_STEP = 40.0
BUTTON_STEP = 102.0
ARMED_MS = 5_000  # how long "press again" stands
CAPTION_X = 330.0
ICON, ICON_GAP = 52.0, 16.0
ICON_EDGE = 7.0  # empty at the left of a sign


@dataclass(frozen=True, slots=True)
class Choice:
    """One button: what it emits, its words and keys. A `final` one wants a second press."""

    id: str
    label: str
    key: str
    keys: frozenset[int] = frozenset()
    final: bool = False


@dataclass(frozen=True, slots=True)
class PanelContent:
    """What a panel says and offers; the first choice is the one it suggests."""

    title: str
    text: str
    choices: tuple[Choice, ...]
    frame: HaloFrame
    ring: RingPlace = PAUSED_RING
    quiet_text: bool = True  # in the second ink, a size larger
    caption: str | None = None  # below the picture
    foot: str | None = None
    help_foot: bool = False  # the foot is about getting help, with its sign and key
    icon: str | None = None  # before the title


class ChoicePanel(QWidget):
    """Shows one `PanelContent` and emits the id of what was chosen."""

    chosen = Signal(str)

    def __init__(self, looks: Looks, figure: FigureView, parent: QWidget | None = None) -> None:
        """`figure` belongs to this panel alone."""
        super().__init__(parent)
        self._looks = looks
        self._board = Board(1.0, 0.0, 0.0)
        self._content: PanelContent | None = None
        self._halo = Halo(PAUSED_RING, looks.colors, figure)
        self._lines: list[str] = []
        self._foot_y = 0.0
        self._armed: str | None = None
        self.buttons: list[FloorButton] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._disarm = QTimer(self)
        self._disarm.setSingleShot(True)
        self._disarm.setInterval(ARMED_MS)
        self._disarm.timeout.connect(self._stand_down)

    @property
    def content(self) -> PanelContent | None:
        """What is shown."""
        return self._content

    def set_looks(self, looks: Looks) -> None:
        """Follow the theme."""
        self._looks = looks
        self._halo.set_colors(looks.colors)
        for button in self.buttons:
            button.set_colors(looks.colors)
        self.update()

    def show_content(self, content: PanelContent) -> None:
        """Show this, with the focus on the panel itself so that nothing is pressed by chance."""
        self._content = content
        self._stand_down()
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        for index, choice in enumerate(content.choices):
            button = FloorButton(choice.label, choice.key, self._looks.colors, self, primary=index == 0)
            button.clicked.connect(lambda _checked=False, c=choice: self._choose(c))
            button.show()
            self.buttons.append(button)
        if self._halo.place != content.ring:
            self._halo.set_place(content.ring)
        self._arrange()
        self.setAccessibleName(content.title)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{content.title}. {content.text}")
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The choices' keys, Up and Down among them, Enter for the focused one."""
        if self._content is None:
            event.ignore()
            return
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move_focus(-1 if key == Qt.Key.Key_Up else 1)
            return
        focused = next((b for b in self.buttons if takes_keys(b)), None)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and focused is not None:
            if not event.isAutoRepeat():
                focused.click()
            return
        choice = self._choice_of(key)
        if choice is None:
            event.ignore()
        elif not event.isAutoRepeat():
            self._choose(choice)

    def _choice_of(self, key: int) -> Choice | None:
        assert self._content is not None
        choices = self._content.choices
        for choice in choices:
            if key in choice.keys:
                return choice
        if key in FIRST_KEYS:
            return choices[0]
        if key == Qt.Key.Key_PageUp and len(choices) > 1:
            return choices[1]
        return None

    def _choose(self, choice: Choice) -> None:
        if choice.final and self._armed != choice.id:
            self._stand_down()
            self._arm(choice)
            return
        self._stand_down()
        self.chosen.emit(choice.id)

    def _arm(self, choice: Choice) -> None:
        self._armed = choice.id
        assert self._content is not None
        index = self._content.choices.index(choice)
        self.buttons[index].set_label("Press again to end")
        self.buttons[index].set_armed(armed=True)
        self._disarm.start()

    def _stand_down(self) -> None:
        self._disarm.stop()
        if self._armed is None or self._content is None:
            return
        for button, choice in zip(self.buttons, self._content.choices, strict=False):
            if choice.id == self._armed:
                button.set_label(choice.label)
                button.set_armed(armed=False)
        self._armed = None

    def _move_focus(self, step: int) -> None:
        at = next((n for n, b in enumerate(self.buttons) if takes_keys(b)), None)
        following = (0 if step > 0 else len(self.buttons) - 1) if at is None else at + step
        if 0 <= following < len(self.buttons):
            self.buttons[following].setFocus(Qt.FocusReason.TabFocusReason)

    # ---- layout and paint --------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the window."""
        super().resizeEvent(event)
        self._arrange()

    def _text_font(self) -> QFont:
        content = self._content
        quiet = content is None or content.quiet_text
        px = 34.0 if quiet else 31.0
        return board_font(max(16.0, px * self._board.u), QFont.Weight.Medium)

    def _arrange(self) -> None:
        self._board = Board.inside(self.width(), self.height())
        board, u = self._board, self._board.u
        if self._content is None or u <= 0:
            return
        self._halo.set_board(board, self.devicePixelRatioF())
        self._lines = wrap(self._content.text, self._text_font(), COLUMN_WIDTH * u)
        y = TEXT_Y + TEXT_STEP * (len(self._lines) - 1) + TEXT_STEP - 2
        for button in self.buttons:
            button.set_scale(u)
            left, top = board.x(COLUMN_X), board.y(y)
            button.setGeometry(QRectF(left, top, COLUMN_WIDTH * u, FloorButton.HEIGHT * u).toRect())
            y += BUTTON_STEP
        self._foot_y = y + 34

    def paintEvent(self, event: QPaintEvent) -> None:
        """Picture, title, text, foot."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        color = self._looks.colors.color
        painter.fillRect(self.rect(), color("bg"))
        content = self._content
        if content is None:
            painter.end()
            return
        board, u = self._board, self._board.u
        self._halo.paint(painter, content.frame)
        title = board_font(58 * u, QFont.Weight.DemiBold, -0.02)
        left, room = board.x(COLUMN_X), COLUMN_WIDTH * u
        if content.icon is not None:
            size = round(ICON * u)
            sign = self._looks.icons(content.icon, color("amber"), size, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(left - ICON_EDGE * u, board.y(TITLE_Y) - size * 0.84), sign)
            left += (ICON - ICON_EDGE + ICON_GAP) * u
            room -= (ICON - ICON_EDGE + ICON_GAP) * u
        if text_width(title, content.title) > room:
            title = board_font(58 * u * room / text_width(title, content.title), QFont.Weight.DemiBold, -0.02)
        draw_lines(painter, [content.title], title, color("ink"), left, board.y(TITLE_Y), 0)
        ink = color("ink2" if content.quiet_text else "ink")
        draw_lines(
            painter,
            self._lines,
            self._text_font(),
            ink,
            board.x(COLUMN_X),
            board.y(TEXT_Y),
            TEXT_STEP * u,
        )
        if content.caption:
            font = board_font(max(16.0, 34 * u), QFont.Weight.Medium)
            x = board.x(CAPTION_X) - text_width(font, content.caption) / 2
            draw_lines(painter, [content.caption], font, color("ink2"), x, board.y(707), 0)
        if content.foot:
            self._paint_foot(painter, content)
        painter.end()

    def _paint_foot(self, painter: QPainter, content: PanelContent) -> None:
        board, u, color = self._board, self._board.u, self._looks.colors.color
        font = board_font(max(14.0, 24 * u), QFont.Weight.Medium)
        x, y = board.x(COLUMN_X), board.y(self._foot_y + 12)
        width = COLUMN_WIDTH * u
        if content.help_foot:
            size = round(32 * u)
            sign = self._looks.icons("first-aid-fill", color("amber"), size, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(x, y - size * 0.82), sign)
            x += 46 * u
            width -= 46 * u
        lines = wrap(content.foot or "", font, width)
        end = draw_lines(painter, lines, font, color("ink2"), x, y, 33 * u)
        if content.help_foot:
            cap = key_cap_size("H", 20 * u, 36 * u)
            cap.setWidth(31 * u)
            left = x + text_width(font, lines[-1]) + 14 * u
            box = QRectF(QPointF(left, end - 33 * u - 26 * u), cap)
            draw_key_cap(
                painter, box, "H", 20 * u, fill=color("raise"), line=color("keyln"), ink=color("ink2")
            )


FIRST_KEYS = frozenset(
    {
        int(Qt.Key.Key_Space),
        int(Qt.Key.Key_PageDown),
        int(Qt.Key.Key_F5),
        int(Qt.Key.Key_MediaPlay),
        int(Qt.Key.Key_MediaTogglePlayPause),
    }
)

"""The row below the caption: controls with their keys, and what comes next.

It fades when nobody has touched pointer or keys for a while and is back at once when somebody does.
Faded controls keep their place, their keys and their focus.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

from stretchplayer.core.preferences import AskDuring
from stretchplayer.core.timeline import GateKind
from stretchplayer.ui.player.board import LABELS_FROM_SCALE, PLACES, Board
from stretchplayer.ui.player.buttons import ControlButton
from stretchplayer.ui.player.keys import Wish, takes_keys
from stretchplayer.ui.player.moment import side_label
from stretchplayer.ui.player.paint import board_font, rounded

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from stretchplayer.core.timeline import Timeline, Upcoming
    from stretchplayer.ui.player.looks import Looks

STRIP_TOP = 722.0
STRIP_HEIGHT = 78.0
QUIET_MS = 6_000
FADE_MS = 220


class NextUp(QWidget):
    """The next side or stretch, in words and as a small picture."""

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        """Empty until `show_next`."""
        super().__init__(parent)
        self._looks = looks
        self._u = 1.0
        self._opacity = 1.0
        self._first, self._second = "", ""
        self._upcoming: Upcoming | None = None
        self._shown: object = None
        self._pose = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_looks(self, looks: Looks) -> None:
        """Follow the theme."""
        self._looks = looks
        self.update()

    def set_scale(self, u: float) -> None:
        """Follow the board."""
        self._u = u
        self.update()

    def set_opacity(self, opacity: float) -> None:
        """0 to 1."""
        self._opacity = opacity
        self.update()

    def words(self) -> tuple[str, str]:
        """The two lines."""
        return self._first, self._second

    def show_next(self, timeline: Timeline, position_ms: int) -> None:
        """What comes after the present side."""
        upcoming = timeline.next_after(position_ms)
        asked = upcoming is None and _asked_at_end(timeline, position_ms)
        if (upcoming, asked) == self._shown:
            return
        self._shown = (upcoming, asked)
        self._upcoming = upcoming
        if upcoming is None:
            self._first, self._pose = "After this", ""
            self._second = "A few questions" if asked else "Done for today"
        else:
            stretch = timeline.context.catalogue[upcoming.stretch]
            self._pose = stretch.pose
            if upcoming.same_item:
                self._first = "Then"
                self._second = side_label(stretch, upcoming.side) or stretch.short_name
            else:
                self._first, self._second = "After this", stretch.short_name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words, then picture, at the right."""
        del event
        if self._opacity <= 0.01 or not self._first:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(self._opacity)
        color, u = self._looks.colors.color, self._u
        right = float(self.width())
        if self._upcoming is not None and self._pose:
            box = QRectF(right - 112 * u, (self.height() - 64 * u) / 2, 112 * u, 64 * u)
            rounded(painter, box, 14 * u, color("halo"), color("line"), 1.2)
            size = QSize(round(104 * u), round(56 * u))
            side = self._upcoming.side
            pixmap = self._looks.thumbnail(self._pose, side, size, self.devicePixelRatioF())
            if pixmap is not None:
                painter.drawPixmap(QPointF(box.x() + 4 * u, box.y() + 4 * u), pixmap)
            right -= 126 * u
        middle = self.height() / 2
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(board_font(max(14.0, 18 * u), QFont.Weight.Medium))
        painter.setPen(color("ink2"))
        painter.drawText(QRectF(0, middle - 27 * u, right, 26 * u), flags, self._first)
        painter.setFont(board_font(max(14.0, 22 * u)))
        painter.setPen(color("ink"))
        painter.drawText(QRectF(0, middle - 3 * u, right, 30 * u), flags, self._second)
        painter.end()


def _asked_at_end(timeline: Timeline, position_ms: int) -> bool:
    """Whether stretches are still asked about when the last of them is done."""
    ahead = any(gate.kind is GateKind.DURING and gate.at_ms >= position_ms for gate in timeline.gates)
    return ahead and timeline.context.ask_during is AskDuring.AT_END


class Controls(QWidget):
    """The row itself. Emits the wish a pressed control stands for."""

    wished = Signal(object)  # Wish
    shown_changed = Signal(bool)

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        """All controls, labelled and shown."""
        super().__init__(parent)
        self._looks = looks
        self._board = Board(1.0, 0.0, 0.0)
        self._shown = True
        self.back = self._button("Back", "←", "skip-back-fill", Wish.BACK)
        self.pause = self._button("Pause", "Space", "pause-fill", Wish.TOGGLE, raised=True)
        self.skip = self._button("Skip", "→", "skip-forward-fill", Wish.SKIP)
        self.ease = self._button("Ease off", "E", "hand-palm-fill", Wish.EASE_OFF)
        self.more = self._button("10 s more", "T", "plus-circle-fill", Wish.MORE_TIME)
        self.sound = self._button("Sound", "M", "speaker-high-fill", Wish.SOUND)
        self.change = self._button("Change that rating", "C", "check-circle-fill", Wish.CHANGE_RATING)
        self.at_end = self._button("Rate all at the end", "A", "list-bullets-fill", Wish.RATE_AT_END)
        self.full = self._button("Hold as planned", "P", "clock", Wish.HOLD_IN_FULL)
        self._offers = {
            Wish.CHANGE_RATING: self.change,
            Wish.RATE_AT_END: self.at_end,
            Wish.HOLD_IN_FULL: self.full,
        }
        self.next_up = NextUp(looks, self)
        for button in (self.more, *self._offers.values()):
            button.hide()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self._fade = QVariantAnimation(self)
        self._fade.setDuration(FADE_MS)
        self._fade.valueChanged.connect(self._set_opacity)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._hide_chrome)

    def buttons(self) -> list[ControlButton]:
        """In the order of Tab."""
        playing = [self.back, self.pause, self.skip, self.ease, self.more, self.sound]
        return [*playing, *self._offers.values()]

    @property
    def is_shown(self) -> bool:
        """Whether the row can be seen."""
        return self._shown

    def set_looks(self, looks: Looks) -> None:
        """Follow the theme."""
        self._looks = looks
        for button in self.buttons():
            button.set_colors(looks.colors)
        self.next_up.set_looks(looks)

    def set_board(self, board: Board) -> None:
        """Follow the window; the widget covers the lower strip of it."""
        self._board = board
        for button in self.buttons():
            button.set_scale(board.u)
            button.set_labelled(board.u >= LABELS_FROM_SCALE)
        self.next_up.set_scale(board.u)
        self._arrange()

    def set_getting_ready(self, getting_ready: bool, offer: Wish | None = None) -> None:
        """Ten seconds more instead of ease off, and one offer more, which is all a row has room for."""
        asked = [getting_ready, *(wish is offer for wish in self._offers)]
        if asked == [b.isVisibleTo(self) for b in (self.more, *self._offers.values())]:
            return
        self.ease.setVisible(not getting_ready)
        self.more.setVisible(getting_ready)
        for wish, button in self._offers.items():
            button.setVisible(wish is offer)
        self._arrange()

    def set_sound(self, on: bool) -> None:
        """Whether sound is on."""
        self.sound.set_icon("speaker-high-fill" if on else "speaker-slash-fill")
        self.sound.set_label("Sound" if on else "Sound off")
        self._arrange()

    def wake(self) -> None:
        """Somebody is there: be seen, and start waiting again."""
        self._quiet.start()
        if not self._shown:
            self._shown = True
            self._fade.stop()
            self._set_opacity(1.0)
            self.shown_changed.emit(True)

    def _hide_chrome(self) -> None:
        if any(takes_keys(button) for button in self.buttons()):
            return  # somebody who works by keyboard sees where they are
        self._shown = False
        self._fade.setStartValue(1.0)
        self._fade.setEndValue(0.0)
        self._fade.start()
        self.shown_changed.emit(False)

    def _set_opacity(self, opacity: float) -> None:
        for button in self.buttons():
            button.set_opacity(opacity)
        self.next_up.set_opacity(opacity)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lay the ground, so that nothing below is painted again when a control is."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._looks.colors.color("bg"))
        painter.end()

    def _button(self, text: str, key: str, icon: str, wish: Wish, *, raised: bool = False) -> ControlButton:
        looks = self._looks
        button = ControlButton(text, key, icon, looks.colors, looks.icons, self, raised=raised)
        button.clicked.connect(lambda: self.wished.emit(wish))
        return button

    def _arrange(self) -> None:
        board = self._board
        top = board.y(STRIP_TOP)
        middle = board.y(758) - top
        x = board.x(PLACES.controls.x) - self.back.PADDING * board.u
        for button in self.buttons():
            if not button.isVisibleTo(self):
                continue
            if button is self.ease or button is self.more:
                x += 34 * board.u
            size = button.sizeHint()
            button.setGeometry(round(x), round(middle - size.height() / 2), size.width(), size.height())
            x += size.width() + 2 * board.u
        right = board.x(PLACES.next_up.right)
        left = max(x + 8 * board.u, board.x(PLACES.next_up.x))
        self.next_up.setVisible(left < right - 130 * board.u)
        self.next_up.setGeometry(
            round(left), round(middle - 34 * board.u), round(right - left), round(68 * board.u)
        )

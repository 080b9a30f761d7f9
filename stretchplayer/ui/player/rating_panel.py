"""The question after a stretch, and the same one before and after a session.

Nothing is picked when it opens and nothing unpicked is ever saved. All keys of the scale work
without focus having to be anywhere special, also from a clicker.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from stretchplayer.core.events import Rating
from stretchplayer.ui.player.announce import announce
from stretchplayer.ui.player.board import Board, Box
from stretchplayer.ui.player.buttons import FloorButton
from stretchplayer.ui.player.keys import HIGHER, LOWER, SAVING, is_press_of_focus, takes_keys
from stretchplayer.ui.player.paint import (
    board_font,
    draw_key_cap,
    draw_lines,
    key_cap_size,
    rounded,
    text_width,
)
from stretchplayer.ui.player.rating_entry import RatingEntry
from stretchplayer.ui.player.rating_flag import FlagBox
from stretchplayer.ui.player.rating_scale import (
    KEY_WIDTH,
    SCALE_HEIGHT,
    RatingScale,
    band_word,
    key_left,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent

    from stretchplayer.core.catalogue import Side
    from stretchplayer.core.ports import Clock
    from stretchplayer.ui.player.looks import Looks

QUESTION_DURING = "The most pain you felt in that stretch"
QUESTION_OF = "The most pain you felt in {}"  # asked when it is some time ago
QUESTION_NOW = "Your back pain right now"

SETTLE_MS = 350  # a number is spoken once it stands; moving through several speaks the last
WAKE_MS = 50
SLOW_WAKE_MS = 200  # while nothing but the time runs

SCALE_BOX = Box(40, 262, 1200, SCALE_HEIGHT)
FLAG_BOX = Box(40, 574, 704, 96)
SKIP_BOX = Box(768, 574, 192, 96)
SAVE_BOX = Box(984, 574, 256, 96)
THUMBNAIL_BOX = Box(40, 92, 168, 104)
WAIT_LINE = Box(40, 690, 1200, 4)
FOOT_BOX = Box(36, 686, 1208, 80)
QUESTION_PX = 50.0
BAND_Y = 463.0
WORD_Y = 500.0
BANDS = (("No pain", 0, 0), ("Mild", 1, 3), ("Moderate", 4, 6), ("Severe", 7, 10))


#: Milliseconds until a question goes on by itself, and of how many; None while it waits.
Left = Callable[[], "tuple[float, float] | None"]


def waits() -> tuple[float, float] | None:
    """Of a question that waits for its answer."""
    return None


def seconds_text(milliseconds: float) -> str:
    """Whole seconds that are left."""
    return f"{max(1, math.ceil(milliseconds / 1000))} s"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked."""

    text: str
    subject: str | None = None  # the stretch's name
    pose: str | None = None
    side: Side | None = None
    before: int | None = None  # the score before the session, shown as a mark
    flag: bool = True  # whether the warning flag is offered
    line: str | None = None  # one more sentence


class RatingPanel(QWidget):
    """One question. Emits `answered` with the rating, `left` when Esc finds nothing to take back."""

    answered = Signal(object)  # Rating
    answering = Signal(bool)  # whether something is picked, so that somebody is about to answer
    left = Signal()
    spoken = Signal(str)  # a phrase id to be said
    ask_again = Signal()

    def __init__(
        self, looks: Looks, clock: Clock, *, auto_save: bool = True, parent: QWidget | None = None
    ) -> None:
        """`auto_save` is the user's preference; times come from `clock` alone."""
        super().__init__(parent)
        self._looks = looks
        self._clock = clock
        self._auto_save = auto_save
        self._question = Question(QUESTION_DURING)
        self._entry = RatingEntry(auto_save)
        self._told_answering = False
        self._unspoken: int | None = None
        self._board = Board(1.0, 0.0, 0.0)
        self._hint = ""
        self._left: Left = waits
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scale = RatingScale(QUESTION_DURING, looks.colors, self)
        self.flag = FlagBox(looks, self)
        self.skip = FloorButton("Skip", "N", looks.colors, self)
        self.skip.set_centred(30)
        self.save = FloorButton("Save", "Space", looks.colors, self, primary=True)
        self.save.set_centred(36)
        self.scale.picked.connect(self._pick)
        self.flag.clicked.connect(self._toggle_flag)
        self.skip.clicked.connect(self._skip)
        self.save.clicked.connect(self._save)
        self._waker = QTimer(self)
        self._waker.timeout.connect(self.wake)
        self._speaker = QTimer(self)
        self._speaker.setSingleShot(True)
        self._speaker.setInterval(SETTLE_MS)
        self._speaker.timeout.connect(self._speak)

    # ---- from outside ------------------------------------------------------------------------

    @property
    def entry(self) -> RatingEntry:
        """What has been picked so far."""
        return self._entry

    def ask(self, question: Question, left: Left = waits) -> None:
        """Ask, with nothing picked. `left` tells how long it still waits, see `Left`."""
        self._question = question
        self._left = left
        going_on = left()
        self._entry = RatingEntry(self._auto_save, None if going_on is None else going_on[1])
        self._hint = ""
        self.scale.set_question(question.text)
        self.flag.setVisible(question.flag)
        self._waker.stop()
        self._show_entry()
        self.scale.focus_stop()
        told = "" if going_on is None else f" It goes on by itself in {seconds_text(going_on[0])}."
        announce(self, f"{question.text}{told}")

    def set_auto_save(self, auto_save: bool) -> None:
        """Follow the preference, from the next question on."""
        self._auto_save = auto_save

    def set_looks(self, looks: Looks) -> None:
        """Follow the theme."""
        self._looks = looks
        self.scale.set_colors(looks.colors)
        self.flag.set_looks(looks)
        self.skip.set_colors(looks.colors)
        self.save.set_colors(looks.colors)
        self.update()

    def stop(self) -> None:
        """Leave the question alone: nothing saves itself any more."""
        self._waker.stop()
        self._speaker.stop()

    def come_back(self) -> None:
        """Somebody is here again, after another page lay over this one."""
        self._entry.touch(self._clock.monotonic_ms())
        self._show_entry()

    def wake(self) -> None:
        """Look at the clock: move the bar, save what is due."""
        left, after = self._entry.auto_save_left_ms(self._clock.monotonic_ms()), self._entry.saves_after_ms()
        if not self.isVisible() or (left is None and self._left() is None):
            self._waker.stop()
            return
        self.update(self._board.pixels(FOOT_BOX))
        if left is None or after is None:
            return
        self.save.set_progress(1 - left / after)
        if left <= 0:
            self._save()

    # ---- keys --------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """All keys of a rating; what is not known here goes to the page."""
        now, key = self._clock.monotonic_ms(), event.key()
        digit = key - int(Qt.Key.Key_0)
        if is_press_of_focus(event, (self.flag, self.skip)):
            focused = self.flag if takes_keys(self.flag) else self.skip
            focused.click()
        elif 0 <= digit <= 9 and not event.isAutoRepeat():
            self._entry.digit(digit, now)
            self._picked()
        elif key in HIGHER:
            self._move(1)
        elif key in LOWER:
            self._move(-1)
        elif key in SAVING and not event.isAutoRepeat():
            self._save()
        elif key == Qt.Key.Key_S:
            self._toggle_flag()
        elif key == Qt.Key.Key_N:
            self._skip()
        elif key == Qt.Key.Key_R:
            self.ask_again.emit()
        elif key == Qt.Key.Key_Escape:
            self._clear()
        else:
            event.ignore()

    # ---- inside ------------------------------------------------------------------------------

    def _pick(self, score: int) -> None:
        self._entry.pick(score, self._clock.monotonic_ms())
        self._picked()

    def _move(self, step: int) -> None:
        if self._entry.move(step, self._clock.monotonic_ms()):
            self._picked()

    def _picked(self) -> None:
        self._hint = ""
        self._show_entry()
        self._unspoken = self._entry.score
        self._speaker.start()

    def _toggle_flag(self) -> None:
        if not self._question.flag:
            return
        self._entry.toggle_flag(self._clock.monotonic_ms())
        self._show_entry()

    def _clear(self) -> None:
        if self._entry.clear():
            self._hint = "Heard, nothing saved."
            self._show_entry()
        else:
            self.left.emit()

    def _save(self) -> None:
        rating = self._entry.rating()
        if rating is None:
            self._hint = "Nothing is picked yet."
            self.update()
            self.ask_again.emit()
            return
        self._finish(rating)

    def _skip(self) -> None:
        self._finish(Rating(None, skipped=True))

    def _finish(self, rating: Rating) -> None:
        self.stop()
        self.answered.emit(rating)

    def _speak(self) -> None:
        if self._unspoken is not None and self._unspoken == self._entry.score:
            self.spoken.emit(f"heard-{self._unspoken}")
            announce(self, f"{self._unspoken}, {band_word(self._unspoken)}")

    def _show_entry(self) -> None:
        if self._entry.is_empty is self._told_answering:
            self._told_answering = not self._entry.is_empty
            self.answering.emit(self._told_answering)
        score = self._entry.score
        self.scale.show_score(score)
        self.flag.setChecked(self._entry.flag)
        label = "Save" if score is None else f"Save {score}"
        self.save.set_label(label)
        self.save.setEnabled(not self._entry.is_empty)
        self.save.set_progress(0.0)
        if self._entry.auto_save_left_ms(self._clock.monotonic_ms()) is not None:
            self._waker.start(WAKE_MS)
        elif self._left() is not None:
            self._waker.start(SLOW_WAKE_MS)
        self.update()

    # ---- layout and paint --------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Take the focus."""
        super().showEvent(event)
        self.scale.focus_stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the window."""
        super().resizeEvent(event)
        self._board = Board.inside(self.width(), self.height())
        u = self._board.u
        self.scale.set_scale(u)
        self.scale.setGeometry(self._board.pixels(SCALE_BOX))
        for button, box in ((self.flag, FLAG_BOX), (self.skip, SKIP_BOX), (self.save, SAVE_BOX)):
            button.set_scale(u)
            button.setGeometry(self._board.rect(box).toRect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Question, mark, words under the scale, the line of keys."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._looks.colors.color("bg"))
        self._paint_question(painter)
        self._paint_mark(painter)
        self._paint_bands(painter)
        self._paint_foot(painter)
        painter.end()

    def _paint_question(self, painter: QPainter) -> None:
        board, color, question = self._board, self._looks.colors.color, self._question
        u = board.u
        left = 40.0
        if question.pose is not None:
            rect = board.rect(THUMBNAIL_BOX)
            rounded(painter, rect, 14 * u, color("halo"), color("line"), 1.2)
            size = QSize(round(156 * u), round(92 * u))
            pixmap = self._looks.thumbnail(question.pose, question.side, size, self.devicePixelRatioF())
            if pixmap is not None:
                painter.drawPixmap(QPointF(rect.x() + 6 * u, rect.y() + 6 * u), pixmap)
            left = 232.0
        small = board_font(28 * u, QFont.Weight.Medium)
        above = question.subject or question.line
        if above:
            draw_lines(painter, [above], small, color("ink2"), board.x(left), board.y(118), 0)
        px = QUESTION_PX
        needed = text_width(board_font(px, QFont.Weight.DemiBold, -0.012), question.text)
        px *= min(1.0, (1240 - left) / needed)  # a question that names its stretch may be long
        font = board_font(px * u, QFont.Weight.DemiBold, -0.012)
        draw_lines(painter, [question.text], font, color("ink"), board.x(left), board.y(176), 0)

    def _paint_mark(self, painter: QPainter) -> None:
        before = self._question.before
        if before is None:
            return
        board, color = self._board, self._looks.colors.color
        u = board.u
        font = board_font(max(14.0, 24 * u), QFont.Weight.Medium)
        centre = board.x(40 + key_left(before) + KEY_WIDTH / 2)
        text = f"before you began: {before}"
        painter.setFont(font)
        painter.setPen(color("ink2"))
        width = painter.fontMetrics().horizontalAdvance(text)
        x = min(max(board.x(40), centre - width / 2), board.x(1240) - width)
        painter.drawText(QPointF(x, board.y(253)), text)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("ink2"))
        tip = [(-10, 262), (10, 262), (0, 272)]
        painter.drawPolygon(QPolygonF([QPointF(centre + dx * u, board.y(y)) for dx, y in tip]))

    def _paint_bands(self, painter: QPainter) -> None:
        board, color = self._board, self._looks.colors.color
        u = board.u
        font = board_font(max(14.0, 28 * u))
        for word, first, last in BANDS:
            x1, x2 = board.x(40 + key_left(first)), board.x(40 + key_left(last) + KEY_WIDTH)
            painter.setPen(QPen(color("line2"), max(1.5, 3 * u)))
            painter.drawLine(QPointF(x1, board.y(BAND_Y)), QPointF(x2, board.y(BAND_Y)))
            painter.setFont(font)
            painter.setPen(color("ink"))
            row = QRectF(x1 - 20 * u, board.y(WORD_Y - 30), x2 - x1 + 40 * u, 44 * u)
            painter.drawText(row, Qt.AlignmentFlag.AlignCenter, word)
        painter.setFont(board_font(max(14.0, 24 * u), QFont.Weight.Medium))
        painter.setPen(color("ink2"))
        row = QRectF(board.x(640), board.y(510), 600 * u, 38 * u)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(row, flags, "10 = worst pain you can imagine")

    def _paint_foot(self, painter: QPainter) -> None:
        board, color = self._board, self._looks.colors.color
        u = board.u
        font = board_font(max(14.0, 24 * u), QFont.Weight.Medium)
        px = max(12.0, 20 * u)
        x = board.x(40)
        for token, is_key in FOOT:
            if is_key:
                size = key_cap_size(token, px, 38 * u)
                size.setWidth(max(size.height() * 0.76, size.width()))
                width = 36 * u if token in ("←", "→") else 29 * u
                box = QRectF(x, board.y(715), width, 38 * u)
                draw_key_cap(
                    painter, box, token, px, fill=color("raise"), line=color("keyln"), ink=color("ink2")
                )
                x += width + 10 * u
            else:
                painter.setFont(font)
                painter.setPen(color("ink2"))
                width = painter.fontMetrics().horizontalAdvance(token)
                painter.drawText(QPointF(x, board.y(742)), token)
                x += width + 10 * u
        self._paint_wait(painter)
        painter.setFont(font)
        painter.setPen(color("ink2"))
        row = QRectF(board.x(690), board.y(715), 550 * u, 38 * u)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(row, flags, self._foot_text())

    def _paint_wait(self, painter: QPainter) -> None:
        """The time until it goes on, as a quiet line that gets shorter."""
        waiting = self._left()
        if waiting is None:
            return
        color, line = self._looks.colors.color, self._board.rect(WAIT_LINE)
        line.setHeight(max(3.0, line.height()))
        rounded(painter, line, line.height() / 2, color("seg"), None)
        line.setWidth(line.width() * waiting[0] / waiting[1])
        rounded(painter, line, line.height() / 2, color("line2"), None)

    def _foot_text(self) -> str:
        left = self._entry.auto_save_left_ms(self._clock.monotonic_ms())
        if left is not None:
            return f"Saves by itself in {seconds_text(left)}. Move to change."
        waiting = self._left()
        if waiting is not None and not self._hint:
            return f"Goes on by itself in {seconds_text(waiting[0])}."
        return self._hint


FOOT = (
    ("0", True),
    ("–", False),
    ("9", True),
    ("pick,", False),
    ("1", True),
    ("0", True),
    ("for ten", False),
    ("  ", False),
    ("←", True),
    ("→", True),
    ("or clicker to move", False),
)

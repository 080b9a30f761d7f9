"""The question after a stretch, and the same one before and after a session.

Nothing is picked when it opens and nothing unpicked is ever saved. All keys of the scale work
without focus having to be anywhere special, also from a clicker.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from stretchplayer.core.events import Rating
from stretchplayer.ui.player.board import Board, Box
from stretchplayer.ui.player.buttons import FloorButton
from stretchplayer.ui.player.keys import HIGHER, LOWER, SAVING, is_press_of_focus, takes_keys
from stretchplayer.ui.player.questions import QUESTION_DURING, Question
from stretchplayer.ui.player.rating_entry import RatingEntry
from stretchplayer.ui.player.rating_flag import FlagBox
from stretchplayer.ui.player.rating_scale import SCALE_HEIGHT, RatingScale
from stretchplayer.ui.player.rating_sheet import RatingSheet
from stretchplayer.ui.score_colors import band_word
from stretchplayer.ui.widgets.announce import announce

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent

    from stretchplayer.core.ports import Clock
    from stretchplayer.ui.player.looks import Looks

SETTLE_MS = 350  # a number is spoken once it stands; moving through several speaks the last
WAKE_MS = 50
SLOW_WAKE_MS = 200  # while nothing but the time runs

SCALE_BOX = Box(40, 262, 1200, SCALE_HEIGHT)
FLAG_BOX = Box(40, 574, 704, 96)
SKIP_BOX = Box(768, 574, 192, 96)
SAVE_BOX = Box(984, 574, 256, 96)
FOOT_BOX = Box(36, 686, 1208, 80)

#: Milliseconds until a question goes on by itself, and of how many; None while it waits.
Left = Callable[[], "tuple[float, float] | None"]


def waits() -> tuple[float, float] | None:
    """Of a question that waits for its answer."""
    return None


def seconds_text(milliseconds: float) -> str:
    """Whole seconds that are left."""
    return f"{max(1, math.ceil(milliseconds / 1000))} s"


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
        sheet = RatingSheet(self._looks, self._board, self.devicePixelRatioF())
        sheet.paint_question(painter, self._question)
        sheet.paint_bands(painter)
        sheet.paint_foot(painter, self._foot_text(), self._left())
        painter.end()

    def _foot_text(self) -> str:
        left = self._entry.auto_save_left_ms(self._clock.monotonic_ms())
        if left is not None:
            return f"Saves by itself in {seconds_text(left)}. Move to change."
        waiting = self._left()
        if waiting is not None and not self._hint:
            return f"Goes on by itself in {seconds_text(waiting[0])}."
        return self._hint

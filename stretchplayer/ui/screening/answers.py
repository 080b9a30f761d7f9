"""A question with its No and Yes, and the list of a block's questions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from stretchplayer.ui.screening import words
from stretchplayer.ui.widgets.parts import label, restyle, with_gap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from stretchplayer.ui.look import Look

ICON_PX = 20
BUTTON_WIDTH, BUTTON_GAP = 92, 18
NUMBER_WIDTH = 42
ROW_HEIGHT = 78
NO, YES = False, True


class AnswerButton(QPushButton):
    """No or Yes; the one that was chosen has a tick beside its word."""

    def __init__(self, look: Look, word: str, question: str) -> None:
        super().__init__(word)
        self._look = look
        self.setProperty("role", "answer")
        self.setProperty("corner", 14)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFont(look.font("button"))
        self.setMinimumWidth(round(BUTTON_WIDTH * max(1.0, look.text_scale)))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{word}: {question[0].lower()}{question[1:]}")
        self.setIconSize(QSize(ICON_PX + 6, ICON_PX))
        self.toggled.connect(self.refresh)
        look.themes.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Draw the tick in the colours of the theme in use."""
        if self.isChecked():
            picture = self._look.pixmap("check", "tealtx", ICON_PX, self.devicePixelRatioF())
            self.setIcon(QIcon(with_gap(picture)))
        else:
            self.setIcon(QIcon(QPixmap()))

    def nextCheckState(self) -> None:
        """The row decides; what was answered is answered."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space presses it; all other keys are for the list."""
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()


class QuestionRow(QFrame):
    """Unanswered until one of its two buttons is pressed; which one, only the row knows."""

    answered = Signal()

    def __init__(self, look: Look, number: int, question: str) -> None:
        super().__init__()
        self.question = question
        self.answer: bool | None = None
        self.setProperty("role", "question")
        self.no = AnswerButton(look, words.NO, question)
        self.yes = AnswerButton(look, words.YES, question)
        self.no.clicked.connect(partial(self.give, NO))
        self.yes.clicked.connect(partial(self.give, YES))
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(0)
        count = label(look, str(number), "section", "ink2")
        count.setMinimumWidth(round(NUMBER_WIDTH * max(1.0, look.text_scale)))
        text = label(look, question, "body", wrap=True)
        row.addWidget(count)
        row.addWidget(text, 1)
        row.addSpacing(22)
        row.addWidget(self.no)
        row.addSpacing(BUTTON_GAP)
        row.addWidget(self.yes)
        self.setMinimumHeight(round(ROW_HEIGHT * max(1.0, look.text_scale)))

    def give(self, answer: bool | None) -> None:
        """Take this answer; None takes an earlier one back."""
        self.answer = answer
        self.no.setChecked(answer is NO)
        self.yes.setChecked(answer is YES)
        self.answered.emit()

    def mark(self, *, next_one: bool) -> None:
        """Set off the question that is to be answered next."""
        if bool(self.property("next")) != next_one:
            self.setProperty("next", next_one)
            restyle(self)


class QuestionList(QFrame):
    """The questions of one block, one under the other.

    Arrow keys move among the buttons, Y and N answer. A key that is held answers one question, not all.
    """

    answered = Signal(int, bool)  # which, and whether it was yes
    moved = Signal()  # the focus, by a key
    went_through = Signal()  # the last unanswered one was answered by a key

    def __init__(self, look: Look, questions: Sequence[str]) -> None:
        super().__init__()
        self.setProperty("role", "questions")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self.rows = [QuestionRow(look, number, text) for number, text in enumerate(questions, start=1)]
        for index, row in enumerate(self.rows):
            places = {0: "first", len(self.rows) - 1: "last"}
            row.setProperty("place", places.get(index, ""))
            row.answered.connect(partial(self._tell, index))
            column.addWidget(row)
        self._mark()

    @property
    def count(self) -> int:
        """How many are answered."""
        return sum(row.answer is not None for row in self.rows)

    @property
    def is_complete(self) -> bool:
        """Whether all are answered."""
        return self.count == len(self.rows)

    @property
    def any_yes(self) -> bool:
        """Whether one of the answers is yes."""
        return any(row.answer is YES for row in self.rows)

    def focus_on(self, index: int) -> None:
        """Put the focus into this row, on no answer in particular: on the first button."""
        self.rows[index].no.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_unanswered(self, after: int = -1) -> int | None:
        """The next row without an answer, from the top again at the end."""
        order = [*range(after + 1, len(self.rows)), *range(after + 1)]
        return next((index for index in order if self.rows[index].answer is None), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the buttons do not know themselves."""
        here = self._here()
        if here is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        index, on_yes = here
        row = self.rows[index]
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self._focus(row.no if event.key() == Qt.Key.Key_Left else row.yes)
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self._step(index + (-1 if event.key() == Qt.Key.Key_Up else 1), on_yes=on_yes)
            case Qt.Key.Key_Y | Qt.Key.Key_N if not event.isAutoRepeat():
                self._answer_by_key(index, answer=event.key() == Qt.Key.Key_Y)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.isAutoRepeat():
                (row.yes if on_yes else row.no).click()
            case Qt.Key.Key_Y | Qt.Key.Key_N | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                pass
            case _:
                super().keyPressEvent(event)

    def _answer_by_key(self, index: int, *, answer: bool) -> None:
        self.rows[index].give(answer)
        if self._here() is None:
            return  # what was said has led elsewhere
        following = self.next_unanswered(index)
        if following is None:
            self.went_through.emit()
        else:
            self._focus(self.rows[following].no)

    def _step(self, index: int, *, on_yes: bool) -> None:
        if 0 <= index < len(self.rows):
            row = self.rows[index]
            self._focus(row.yes if on_yes else row.no)

    def _focus(self, button: AnswerButton) -> None:
        button.setFocus(Qt.FocusReason.TabFocusReason)
        self.moved.emit()

    def _here(self) -> tuple[int, bool] | None:
        """The row with the focus, and whether it is on its Yes; also in a window that is not active."""
        focused = self.window().focusWidget()
        for index, row in enumerate(self.rows):
            if focused in (row.no, row.yes):
                return index, focused is row.yes
        return None

    def _tell(self, index: int) -> None:
        self._mark()
        answer = self.rows[index].answer
        if answer is not None:
            self.answered.emit(index, answer)

    def _mark(self) -> None:
        following = self.next_unanswered()
        for index, row in enumerate(self.rows):
            row.mark(next_one=index == following)

"""The steps: the questions of a block, what is advised, why Start is closed, and the promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from stretchplayer.core.screening import PROMISE, QUESTIONS, Block
from stretchplayer.ui.screening import words
from stretchplayer.ui.screening.answers import QuestionList
from stretchplayer.ui.screening.form_page import FormPage
from stretchplayer.ui.screening.tick import Tick
from stretchplayer.ui.suits.words import AT_FIRST, WHAT_SUITS
from stretchplayer.ui.widgets.announce import announce
from stretchplayer.ui.widgets.parts import Banner, Button, label

if TYPE_CHECKING:
    from stretchplayer.app.services import SettingsService
    from stretchplayer.ui.look import Look

FIELD_WIDTH = 260
BANNER_HEIGHT = 58


class BlockPage(FormPage):
    """The questions of one block. Answers live here alone and go with the page."""

    warned = Signal(int)  # a yes among the warning signs: which

    def __init__(self, look: Look, block: Block, back: str) -> None:
        heading = words.HEADINGS[block]
        super().__init__(look, heading.title, heading.note)
        self.block = block
        self.questions = QuestionList(look, QUESTIONS[block])
        self.column.addWidget(self.questions)
        self.questions.answered.connect(self._follow)
        self.questions.moved.connect(self.keep_in_view)
        self.questions.went_through.connect(self._go_to_end)
        self.put_foot(words.CONTINUE, back)
        self._show_progress()

    def begin(self) -> None:
        """Put the focus into the first question without an answer, or on the way on."""
        following = self.questions.next_unanswered()
        if following is None:
            self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.questions.focus_on(following)
        self.verticalScrollBar().setValue(0)
        self.keep_in_view()

    def ask_again(self, index: int) -> None:
        """Take an answer back and ask the question once more."""
        self.questions.rows[index].give(None)
        self._show_progress()
        self.questions.focus_on(index)
        self.keep_in_view()

    def _follow(self, index: int, yes: bool) -> None:
        self._show_progress()
        if yes and self.block is Block.WARNING_SIGNS:
            self.warned.emit(index)
            return
        announce(self, self.progress.text())
        self.keep_in_view()

    def _go_to_end(self) -> None:
        if self.go_on.isEnabled():
            self.go_on.setFocus(Qt.FocusReason.TabFocusReason)
            self.keep_in_view()

    def _show_progress(self) -> None:
        questions = self.questions
        self.progress.setText(words.answered(self.block, questions.count))
        warned = self.block is Block.WARNING_SIGNS and questions.any_yes
        self.go_on.setEnabled(questions.is_complete and not warned)


class AdvicePage(FormPage):
    """What to do before stretching. Ticking that it is done leads on."""

    again_wanted = Signal()

    def __init__(self, look: Look, advice: words.Advice, *, day: str | None = None) -> None:
        """`day`: on which it was advised, if that was not just now."""
        super().__init__(look, advice.title, advice.words)
        if day is not None:
            self.column.addWidget(label(look, words.FROM_BEFORE.format(day=day), "text", "ink2", wrap=True))
            self.column.addSpacing(16)
        until = Banner(look, words.UNTIL_THEN, "note", "info-fill")
        until.setMinimumHeight(BANNER_HEIGHT)
        self.column.addWidget(until)
        self.column.addSpacing(20)
        self.tick = Tick(look, advice.tick)
        self.column.addWidget(self.tick)
        self.put_foot(words.CONTINUE, words.LOOK_AROUND)
        self.again = Button(look, words.ANSWER_AGAIN, "quiet")
        self.again.clicked.connect(self.again_wanted)
        self.foot.insertWidget(2, self.again)
        for before, after in ((self.tick.box, self.back), (self.back, self.again), (self.again, self.go_on)):
            AdvicePage.setTabOrder(before, after)
        self.go_on.setEnabled(False)
        self.tick.toggled.connect(self.go_on.setEnabled)

    def begin(self) -> None:
        """To be read first; the tick is one Tab away."""
        super().begin()
        announce(self, f"{self.title.text()}. {self.note.text()} {words.UNTIL_THEN}")


class WaitsPage(FormPage):
    """Why Start is closed after a warning sign, and the way to open it."""

    def __init__(self, look: Look, day: str, number: str) -> None:
        why = words.WAITS_WHY.format(day=day)
        super().__init__(look, words.WAITS, "")
        self.note.hide()
        told = f"{why} {words.your_number(number)}." if number else why
        stop = Banner(look, told, "stop", "warning-octagon-fill")
        stop.setMinimumHeight(BANNER_HEIGHT)
        self.column.addWidget(stop)
        self.column.addSpacing(20)
        self.column.addWidget(label(look, words.WAITS_NEXT, "body", wrap=True))
        self.put_foot(words.ANSWER_AGAIN, words.LOOK_AROUND)

    def begin(self) -> None:
        """To be read first."""
        super().begin()
        announce(self, words.WAITS)


class PromisePage(FormPage):
    """The last step: what one agrees to, the number to call, and the way to what suits one."""

    suits_wanted = Signal()  # the page that asks what bothers somebody

    def __init__(self, look: Look, settings: SettingsService) -> None:
        super().__init__(look, words.PROMISE_TITLE, words.PROMISE_NOTE)
        self._settings = settings
        self.tick = Tick(look, PROMISE)
        self.column.addWidget(self.tick)
        self.column.addSpacing(20)
        self.column.addWidget(self._number_card(look))
        self.column.addSpacing(12)
        self.column.addWidget(self._suits_card(look))
        self.column.addSpacing(20)
        self.column.addWidget(label(look, words.DISCLAIMER, "note", "ink2", wrap=True))
        self.put_foot(words.AGREE, words.BACK)
        self.go_on.setEnabled(False)
        self.tick.toggled.connect(self.go_on.setEnabled)

    def begin(self) -> None:
        """At the tick, which is never there by itself."""
        super().begin()
        self.tick.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _number_card(self, look: Look) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(8)
        column.addWidget(label(look, words.NUMBER_NAME, "section", wrap=True))
        field = self.number = QLineEdit(self._settings.preferences.emergency_number)
        field.setFont(look.font("text"))
        field.setAccessibleName(words.NUMBER_NAME)
        field.setPlaceholderText(words.NUMBER_EMPTY)
        field.setMaxLength(words.NUMBER_LONGEST)
        field.setFixedWidth(round(FIELD_WIDTH * max(1.0, look.text_scale)))
        field.textEdited.connect(self._keep_number)
        column.addWidget(field)
        column.addWidget(label(look, words.NUMBER_NOTE, "note", "ink2", wrap=True))
        return card

    def _suits_card(self, look: Look) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(20, 14, 20, 10)
        column.setSpacing(2)
        column.addWidget(label(look, AT_FIRST, "text", wrap=True))
        self.suits = Button(look, WHAT_SUITS, "quiet", icon="sliders-horizontal")
        self.suits.setProperty("flush", "true")
        self.suits.clicked.connect(self.suits_wanted)
        column.addWidget(self.suits, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _keep_number(self, text: str) -> None:
        self._settings.update(emergency_number=text.strip())

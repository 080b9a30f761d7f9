"""The safety questions from first to last, over the whole window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from stretchplayer.core.dates import whole_day
from stretchplayer.core.screening import (
    ALL_TEXT,
    FIRST_TWO_TEXT,
    WARNING_SIGNS_TEXT,
    Block,
    Due,
    Outcome,
)
from stretchplayer.ui.screening import words
from stretchplayer.ui.screening.emergency import EmergencyPage
from stretchplayer.ui.screening.pages import AdvicePage, BlockPage, PromisePage, WaitsPage
from stretchplayer.ui.screening.steps import StepColumn, StepHeader
from stretchplayer.ui.widgets.announce import announce

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent

    from stretchplayer.app.screening_service import ScreeningService
    from stretchplayer.app.services import SettingsService
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.screening.form_page import FormPage

FOLD_BELOW = 1000
PROMISE_STEP = 3


class ScreeningPage(QStackedWidget):
    """Asks what is due, keeps what was decided at the moment it is decided, and says when Start is open.

    An answer is a state of a button here and nowhere else. A stop is kept before its page is shown.
    """

    passed = Signal()  # what was wanted may begin
    suits_wanted = Signal()  # the page that asks what bothers somebody
    left = Signal()  # not now

    def __init__(self, look: Look, screening: ScreeningService, settings: SettingsService) -> None:
        super().__init__()
        self._look = look
        self._screening = screening
        self._settings = settings
        self._warned = 0
        self._only_signs = False
        self.form: FormPage | None = None
        self.blocks: list[BlockPage] = []
        self.promise: PromisePage | None = None
        self.emergency = EmergencyPage(look, settings)
        self.emergency.mistaken.connect(self._take_back)
        self.emergency.closed.connect(self.left)
        self._split = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._split)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._aside = QWidget()
        self._steps: tuple[StepColumn, StepHeader] | None = None
        self._forms = QStackedWidget()
        self._row.addWidget(self._aside)
        self._row.addWidget(self._forms, 1)
        self.addWidget(self._split)
        self.addWidget(self.emergency)

    def begin(self) -> None:
        """Ask what is due, or say what Start waits for."""
        stands, due = self._screening.standing(), self._screening.due()
        if stands is Outcome.STOPPED:
            self._prepare(words.BEFORE_YOU_GO_ON, words.INTRO_STOPPED)
            self._show_waits()
        elif stands is Outcome.ADVISED and due is not Due.ALL:
            self._prepare(words.BEFORE_YOU_START, words.INTRO_FIRST)
            self._show_advice_from_before()
        elif due is Due.WARNING_SIGNS:
            self._prepare(words.BEFORE_YOU_GO_ON, words.INTRO_RED, only_signs=True)
            self._show(self.blocks[0], 0)
        elif self._screening.last() is None:
            self._prepare(words.BEFORE_YOU_START, words.INTRO_FIRST)
            self._show(self.blocks[0], 0)
        else:
            self._prepare(words.BEFORE_YOU_GO_ON, words.INTRO_AGAIN)
            self._show(self.blocks[0], 0)

    def warn(self) -> None:
        """A warning sign is true now, wherever that was said."""
        try:
            self._screening.save(Outcome.STOPPED, WARNING_SIGNS_TEXT)
        finally:  # the page matters more than the note
            self.setCurrentWidget(self.emergency)
            self.emergency.begin()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to what is shown."""
        super().focusInEvent(event)
        if self.currentWidget() is self.emergency:
            self.emergency.begin()
        elif self.form is not None:
            self.form.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes one step back, and from the first step out."""
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self._step_back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Steps beside the questions, or above them."""
        super().resizeEvent(event)
        self._fold()

    # ---- the way through ---------------------------------------------------------------------

    def _prepare(self, title: str, intro: str, *, only_signs: bool = False) -> None:
        """Make all steps anew, with nothing answered."""
        self._only_signs = only_signs
        self.form = None
        for index in reversed(range(self._forms.count())):
            self._drop(self._forms.widget(index))
        asked = [Block.WARNING_SIGNS] if only_signs else list(Block)
        self.blocks = [
            BlockPage(self._look, block, words.LOOK_AROUND if block is Block.WARNING_SIGNS else words.BACK)
            for block in asked
        ]
        for page in self.blocks:
            page.warned.connect(self._warn_of)
            page.on_wanted.connect(partial(self._end_block, page))
            page.back_wanted.connect(self._step_back)
            self._forms.addWidget(page)
        self.promise = None
        self._make_steps(title, intro, 1 if only_signs else len(words.STEPS))

    def _end_block(self, page: BlockPage) -> None:
        """What follows from the answers of a block; a yes among the warning signs was seen at once."""
        block, yes = page.block, page.questions.any_yes
        if block is Block.DOCTOR_FIRST and yes:
            self._screening.save(Outcome.ADVISED, FIRST_TWO_TEXT)
            self._show_advice(words.BE_SEEN, block)
        elif block is Block.ASK_FIRST and yes:
            self._screening.save(Outcome.ADVISED, ALL_TEXT)
            self._show_advice(words.ASK_WHICH, block)
        elif self._only_signs:
            self._pass(WARNING_SIGNS_TEXT)
        else:
            self._go_on_after(block)

    def _go_on_after(self, block: Block) -> None:
        if block is Block.ASK_FIRST:
            self._show_promise()
        else:
            self._show(self.blocks[block + 1], block + 1)

    def _show_advice(self, advice: words.Advice, block: Block, day: str | None = None) -> None:
        page = AdvicePage(self._look, advice, day=day)
        page.on_wanted.connect(partial(self._go_on_after, block))
        page.back_wanted.connect(self.left)
        if day is None:
            page.again_wanted.connect(partial(self._show, self.blocks[block], block))
            page.again.setText(words.BACK)
        else:
            page.again_wanted.connect(partial(self._show, self.blocks[0], 0))
        self._show(page, block)

    def _show_advice_from_before(self) -> None:
        last = self._screening.last()
        assert last is not None, "something was advised"
        seen = last.text_version == FIRST_TWO_TEXT
        advice, block = (words.BE_SEEN, Block.DOCTOR_FIRST) if seen else (words.ASK_WHICH, Block.ASK_FIRST)
        self._show_advice(advice, block, whole_day(last.at.date()))

    def _show_waits(self) -> None:
        last = self._screening.last()
        day = "an earlier day" if last is None else whole_day(last.at.date())
        page = WaitsPage(self._look, day, self._settings.preferences.emergency_number)
        page.on_wanted.connect(partial(self._show, self.blocks[0], 0))
        page.back_wanted.connect(self.left)
        self._show(page, 0)

    def _show_promise(self) -> None:
        if self.promise is None:
            self.promise = PromisePage(self._look, self._settings)
            self.promise.on_wanted.connect(partial(self._pass, ALL_TEXT))
            self.promise.back_wanted.connect(self._step_back)
            self.promise.suits_wanted.connect(self.suits_wanted)
        self._show(self.promise, PROMISE_STEP)

    def _pass(self, text: str) -> None:
        self._screening.save(Outcome.CLEAR, text)
        self.passed.emit()

    def _step_back(self) -> None:
        page = self.form
        if self.currentWidget() is self.emergency or not isinstance(page, BlockPage | PromisePage):
            self.left.emit()
            return
        before = Block.ASK_FIRST if isinstance(page, PromisePage) else page.block - 1
        if before < 0:
            self.left.emit()
        else:
            self._show(self.blocks[before], before)

    # ---- a warning sign ----------------------------------------------------------------------

    def _warn_of(self, index: int) -> None:
        self._warned = index
        self.warn()

    def _take_back(self) -> None:
        """By mistake: the stop is kept already, so all blocks are asked. What was answered else stays."""
        if self._only_signs or not self.blocks:
            given = [row.answer for row in self.blocks[0].questions.rows] if self.blocks else []
            self._prepare(words.BEFORE_YOU_GO_ON, words.INTRO_STOPPED)
            for row, answer in zip(self.blocks[0].questions.rows, given, strict=False):
                if answer is False:
                    row.give(answer)
        self.setCurrentWidget(self._split)
        self._show(self.blocks[0], 0)
        self.blocks[0].ask_again(self._warned)

    # ---- what is shown -----------------------------------------------------------------------

    def _show(self, page: FormPage, step: int) -> None:
        before, self.form = self.form, page
        if self._forms.indexOf(page) < 0:
            self._forms.addWidget(page)
        self._forms.setCurrentWidget(page)
        if isinstance(before, AdvicePage | WaitsPage) and before is not page:
            self._drop(before)
        if self._steps is not None:
            for part in self._steps:
                part.show_step(step)
        self._fold()
        announce(self, f"{words.STEPS[step]}. {page.title.text()}")
        page.begin()

    def _drop(self, page: QWidget | None) -> None:
        if page is not None:
            self._forms.removeWidget(page)
            page.hide()
            page.deleteLater()

    def _make_steps(self, title: str, intro: str, count: int) -> None:
        self._row.removeWidget(self._aside)
        self._aside.hide()
        self._aside.deleteLater()
        self._steps = StepColumn(self._look, title, intro, count), StepHeader(self._look, title, count)
        self._aside = QWidget()
        column = QVBoxLayout(self._aside)
        column.setContentsMargins(0, 0, 0, 0)
        for part in self._steps:
            column.addWidget(part)
        self._row.insertWidget(0, self._aside)
        self._fold()

    def _fold(self) -> None:
        if self._steps is None:
            return
        folded = self.width() < round(FOLD_BELOW * max(1.0, self._look.text_scale))
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(down if folded else across)
        beside, above = self._steps
        beside.setVisible(not folded)
        above.setVisible(folded)
        if self.form is not None:
            self.form.set_folded(folded=folded)

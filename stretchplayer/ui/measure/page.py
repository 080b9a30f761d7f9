"""Measure: choosing a test, one sitting of it, and earlier sittings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from stretchplayer.core.flexibility import ALL_TESTS, find_test
from stretchplayer.ui.measure.choose import ChoosePage
from stretchplayer.ui.measure.one_sitting import OneSittingPage
from stretchplayer.ui.measure.sittings import SittingsPage
from stretchplayer.ui.measure.wizard import Wizard
from stretchplayer.ui.widgets.ask import Question
from stretchplayer.ui.widgets.page_stack import PageStack

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from stretchplayer.app.live_voice import LiveVoice
    from stretchplayer.app.measure_service import MeasureService
    from stretchplayer.core.flexibility import FlexibilityTest
    from stretchplayer.core.flexibility.sitting import Sitting
    from stretchplayer.core.history import OwnPicture
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures


class MeasurePage(PageStack):
    """Escape goes one step back; out of a sitting with tries it asks first."""

    progress_wanted = Signal()

    def __init__(
        self,
        look: Look,
        pictures: Pictures,
        measures: MeasureService,
        picture: Callable[[str], OwnPicture | None],
        voice: LiveVoice,
        let: Callable[[Callable[[], None]], None],
    ) -> None:
        """`picture` gives a photo that was kept; `let` lets something begin, or not yet."""
        super().__init__()
        self._look = look
        self._measures = measures
        self._let = let
        self.question: Question | None = None
        self.choose = ChoosePage(look, pictures, measures)
        self.wizard = Wizard(look, pictures, measures, voice)
        self.sittings = SittingsPage(look, measures)
        self.one = OneSittingPage(look, measures, picture)
        for page in (self.choose, self.wizard, self.sittings, self.one):
            self.addWidget(page)
        self.choose.test_wanted.connect(self.begin)
        self.choose.go_on_wanted.connect(self._go_on)
        self.choose.earlier_wanted.connect(self._show_sittings)
        self.wizard.left.connect(self._show_choice)
        self.wizard.progress_wanted.connect(self._end)
        self.wizard.earlier_wanted.connect(self._show_sittings)
        self.sittings.left.connect(self._show_choice)
        self.sittings.sitting_wanted.connect(self._open)
        self.sittings.past_wanted.connect(self.begin)
        self.one.left.connect(self._show_sittings)

    def begin(self, test: FlexibilityTest, day: date | None = None) -> None:
        """Begin a sitting of today, or note one of a past day; one that was begun is asked about first."""
        if day is None or day == self._measures.today():
            self._let(partial(self._begin, test, day))
        else:  # numbers alone; nobody moves
            self._begin(test, day)

    def _begin(self, test: FlexibilityTest, day: date | None) -> None:
        begun = self._measures.draft()
        if begun is not None and begun.tries and any(begun.test == one.id for one in ALL_TESTS):
            self._ask_about(begun, test, day)
            return
        self.wizard.begin(test, day)
        self.show_page(self.wizard)

    def step_back(self) -> bool:
        """See `PageStack`."""
        shown = self.currentWidget()
        if shown is self.wizard:
            self.wizard.ask_to_leave()
        elif shown is self.one:
            self._show_sittings()
        elif shown is self.sittings:
            self._show_choice()
        else:
            return False
        return True

    def _ask_about(self, begun: Sitting, test: FlexibilityTest, day: date | None) -> None:
        """Another sitting would take the place of the one that waits."""
        name = find_test(begun.test).name.lower()
        self.question = Question(
            self._look,
            self.window(),
            f"Go on with the {name} first?",
            "Its tries are waiting for you. Beginning another sitting lets them go.",
            [
                ("drop", "Let them go", "danger-quiet"),
                ("stay", "Not now", "second"),
                ("go_on", f"Go on with the {name}", "primary"),
            ],
            safe="stay",
        )

        def answer(key: str) -> None:
            if key == "go_on":
                self._go_on(begun)
            elif key == "drop":
                self._measures.keep_draft(None)
                self.begin(test, day)

        self.question.chosen.connect(answer)
        self.question.open()

    def _go_on(self, sitting: Sitting) -> None:
        if sitting.day == self._measures.today():
            self._let(partial(self._resume, sitting))
        else:
            self._resume(sitting)

    def _resume(self, sitting: Sitting) -> None:
        self.show_page(self.wizard)
        self.wizard.go_on(sitting)

    def _show_choice(self) -> None:
        self.choose.note_change()
        self.show_page(self.choose)

    def _show_sittings(self) -> None:
        self.show_page(self.sittings)

    def _open(self, measurement: str) -> None:
        self.one.open(measurement)
        self.show_page(self.one)

    def _end(self) -> None:
        self._show_choice()
        self.progress_wanted.emit()

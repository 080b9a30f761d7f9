"""One sitting, step by step: warm-up, set up, three tries a side, result."""

from __future__ import annotations

from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from stretchplayer.core.errors import StoreError
from stretchplayer.core.flexibility import FlexibilityTest, find_test
from stretchplayer.core.flexibility.sitting import SideTry, Sitting, sides_of
from stretchplayer.core.history import MeasureMethod
from stretchplayer.core.progress.numbers import median
from stretchplayer.ui.measure import words
from stretchplayer.ui.measure.entry import Entry
from stretchplayer.ui.measure.frame import GuidedPage
from stretchplayer.ui.measure.make_reading import make_reading
from stretchplayer.ui.measure.spoken import SpokenGuide
from stretchplayer.ui.measure.warm_up import WarmUp
from stretchplayer.ui.widgets.announce import announce
from stretchplayer.ui.widgets.ask import Question
from stretchplayer.ui.widgets.chips import ChipRow
from stretchplayer.ui.widgets.flow import FlowLayout
from stretchplayer.ui.widgets.parts import Banner, Button, clear, label
from stretchplayer.ui.words import long_date

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QHideEvent

    from stretchplayer.app.live_voice import LiveVoice
    from stretchplayer.app.measure_service import MeasureService
    from stretchplayer.core.catalogue import Side
    from stretchplayer.core.history import OwnPicture
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures


MARCH_POSE = "warm-up-march"
CHART_HEIGHT = 220
ICONS = {MeasureMethod.PHOTO: "image", MeasureMethod.TAPE: "ruler", MeasureMethod.NUMBER: "pencil-simple"}


class Step(Enum):
    """The steps; the tries come once for each side."""

    WARM_UP = auto()
    SET_UP = auto()
    TRIES = auto()
    RESULT = auto()


class Wizard(GuidedPage):
    """Every try is kept as a draft at once; the sitting is kept when its last one is made."""

    left = Signal()
    progress_wanted = Signal()
    earlier_wanted = Signal()

    def __init__(self, look: Look, pictures: Pictures, measures: MeasureService, voice: LiveVoice) -> None:
        super().__init__(look, pictures)
        self._measures = measures
        self._guide = SpokenGuide(voice)
        self._test: FlexibilityTest | None = None
        self._sitting = Sitting(test="", method=MeasureMethod.NUMBER, day=measures.today())
        self._pictures: list[OwnPicture] = []
        self._is_kept = False
        self._step = Step.WARM_UP
        self.entry: Entry | None = None
        self.methods: ChipRow | None = None
        self.warm_up: WarmUp | None = None
        self.question: Question | None = None
        self.leave_wanted.connect(self.ask_to_leave)

    @property
    def step(self) -> Step:
        """Where one is."""
        return self._step

    @property
    def test(self) -> FlexibilityTest:
        """What is measured."""
        assert self._test is not None, "no test was begun"
        return self._test

    @property
    def side(self) -> Side | None:
        """The side whose turn it is; ``None`` for a test without sides."""
        turn = self._sitting.turn(sides_of(self.test))
        return None if turn is None else sides_of(self.test)[turn]

    def begin(self, test: FlexibilityTest, day: date | None = None) -> None:
        """Begin a sitting of today with its warm-up, or note one of a past day."""
        self._test = test
        today = self._measures.today()
        self._sitting = Sitting(test=test.id, method=test.ways[0].method, day=day or today)
        self._pictures = []
        self._is_kept = False
        self._guide.begin(live=self._sitting.day == today)
        self._go(Step.WARM_UP if day is None or day == today else Step.SET_UP)

    def go_on(self, sitting: Sitting) -> None:
        """Go on with one that was begun."""
        self._test = find_test(sitting.test)
        self._sitting = sitting
        self._pictures = []
        self._is_kept = False
        self._guide.begin(live=sitting.day == self._measures.today())
        self._next()

    def ask_to_leave(self) -> None:
        """Leave; with tries that are not kept yet, ask first."""
        if not self._sitting.tries or self._step is Step.RESULT:
            self._leave()
            return
        self.question = Question(
            self._look,
            self.window(),
            "Leave before it is done?",
            "Your tries can wait for you, or go.",
            [
                ("drop", "Leave without them", "danger-quiet"),
                ("later", "Go on later", "second"),
                ("stay", "Stay", "primary"),
            ],
            safe="stay",
        )
        self.question.chosen.connect(self._answer_leave)
        self.question.open()

    def hideEvent(self, event: QHideEvent) -> None:
        """Fall silent when one goes elsewhere; not when the window is only minimised."""
        if not event.spontaneous():
            self._guide.stop()
        super().hideEvent(event)

    # ---- steps -------------------------------------------------------------------------------

    def _go(self, step: Step) -> None:
        self._step = step
        test, sides = self.test, sides_of(self.test)
        turn = self._sitting.turn(sides)
        number = {Step.WARM_UP: 1, Step.SET_UP: 2, Step.RESULT: 3 + len(sides)}.get(step, 3 + (turn or 0))
        count = 3 + len(sides)
        self.steps.show_step(number, count)
        self.bar_words.setText(f"Step {number} of {count}. {words.steps(test)}")
        self.entry = self.methods = self.warm_up = None
        clear(self.body)
        self.give_room(wide=False)
        side = sides[turn] if turn is not None and step is Step.TRIES else None
        shown = side if step is Step.TRIES else sides[0]
        self.show_figure(test.pose, shown, entering=step in (Step.TRIES, Step.RESULT))
        self.leave.setVisible(step is not Step.RESULT)
        {
            Step.WARM_UP: self._fill_warm_up,
            Step.SET_UP: self._fill_set_up,
            Step.TRIES: self._fill_tries,
            Step.RESULT: self._fill_result,
        }[step]()
        if step is not Step.TRIES or not self.tight:
            self.bring_up(None)
            self.verticalScrollBar().setValue(0)

    def _fill_warm_up(self) -> None:
        test = self.test
        self.show_about(test.name, test.question, test.about)
        for line in test.cautions:
            self._say(line, "note", "ink2")
        sitting = self._measures.last_sitting(test)
        soon = words.too_soon(self._measures.days_since_last(test))
        if soon:
            self.body.addWidget(Banner(self._look, soon))
        last = words.last_time(self._measures.series(test))
        if last:
            self._say(last, "body")
        if soon and sitting is not None:
            self._say(words.again_from(sitting.local_date), "body", "ink2")
            self._add_chart()
            self._add_button("See your progress", "primary", self.progress_wanted.emit, first=True)
            self._add_button(words.EARLIER, "second", self.earlier_wanted.emit)
        else:
            self._say("Warm up", "heading")
            self.show_figure(MARCH_POSE, None, entering=False)
            self.warm_up = WarmUp(self._look, self._measures.clock)
            self.warm_up.begun.connect(self._guide.warm_up)
            self.warm_up.over.connect(self._guide.warm)
            self.warm_up.done.connect(lambda: self._go(Step.SET_UP))
            self.body.addWidget(self.warm_up)
            self._say(words.STOP, "body", "ink2")
            self._focus(self.warm_up.start)
            self._guide.get_ready()
        self._say(test.range_note, "note", "ink2")

    def _fill_set_up(self) -> None:
        test = self.test
        self.show_about(test.name, "Set up", words.STOP)
        if self._sitting.day != self._measures.today():
            self.body.addWidget(Banner(self._look, f"This is for {long_date(self._sitting.day)}."))
        if len(test.ways) > 1:
            self.methods = ChipRow(self._look, [(way.method.value, way.name) for way in test.ways])
            self.methods.choose(self._sitting.method.value)
            self.methods.chosen.connect(self._choose_method)
            self.body.addWidget(self.methods, 0, Qt.AlignmentFlag.AlignLeft)
        for line in test.way(self._sitting.method).set_up:
            self._say(line, "body")
        ready = f"Ready, right {test.part} first" if test.two_sided else "Ready"
        self._add_button(ready, "primary", self._begin_tries, first=True)
        self._guide.set_up(test)

    def _fill_tries(self) -> None:
        test, side, method = self.test, self.side, self._sitting.method
        self.show_about(words.kicker(test, side), test.move, f"{test.keep_still} {words.STOP}")
        reading = make_reading(self._look, test, method, self._measures)
        tape = self._measures.last_tape(test, side) if method is MeasureMethod.TAPE else None
        known = [one.trial for one in self._sitting.tries if one.trial is not None and one.side is side]
        self.entry = entry = Entry(self._look, test, reading)
        entry.made.connect(self._take)
        entry.undone.connect(self._undo)
        entry.no_more.connect(self._close_side)
        reading.room_wanted.connect(self._make_room)
        self.body.addWidget(entry)
        if not self._sitting.tries:
            self._offer_other_ways()
        series = next((one for one in self._measures.series(test) if one.side is side), None)
        note = words.kept_words(test, series)
        entry.show_side(side, self._sitting.of(side), note, undo=bool(self._sitting.tries))
        last = known[-1] if known else tape
        if last is not None:
            reading.offer(last)
        self._guide.try_(test, self._sitting, side)
        if self.isVisible():
            if not self._sitting.of(side):
                announce(self, f"{words.kicker(test, side)}. {test.move}. {test.keep_still}")
            reading.take_focus()
            self.bring_up(entry if self.narrow else None)

    def _fill_result(self) -> None:
        test, scored = self.test, False
        self.show_about(
            test.name, "Saved" if self._sitting.trials() else "That is all for today", test.range_note
        )
        series = {one.side: one for one in self._measures.series(test)}
        for side in sides_of(test):
            values = self._sitting.scored(side)
            if values:
                scored = True
                number, said = words.result(median(values), series[side])
                self._say(number, "heading")
                self._say(said, "body")
                announce(self, f"{number}. {said}")
            elif self._sitting.of(side):
                self._say(words.hurt_side(test, side), "heading")
        if scored:
            self._add_chart()
        else:
            self._say(words.NOTHING_READ, "body")
        self._add_button("See your progress", "primary", self.progress_wanted.emit, first=True)
        self._add_button("Done", "second", self._leave)
        self._guide.result(self._sitting)

    # ---- what happens ------------------------------------------------------------------------

    def _choose_method(self, method: str) -> None:
        self._sitting = Sitting(test=self.test.id, method=MeasureMethod(method), day=self._sitting.day)
        self._go(Step.SET_UP)
        if self.methods is not None:
            self._focus(self.methods.chips[method])

    def _begin_tries(self) -> None:
        self._go(Step.TRIES)

    def _take(self, one: SideTry) -> None:
        picture = None if self.entry is None else self.entry.reading.picture()
        if picture is not None and one.trial is not None and one.trial.picture == picture.id:
            self._pictures.append(picture)
        self._sitting = self._sitting.made(one)
        self._guide.made(one)
        self._next()

    def _undo(self) -> None:
        self._sitting = self._sitting.taken_back()
        self._guide.made(None)
        self._next()

    def _close_side(self) -> None:
        self._sitting = self._sitting.close(self.side)
        self._guide.made(None)
        self._next()

    def _next(self) -> None:
        """Keep the draft, and go to the next try or to the end."""
        if self._sitting.turn(sides_of(self.test)) is None:
            self._keep()
            return
        try:
            self._measures.keep_draft(self._sitting)
        except StoreError as error:
            self._show_not_saved(error, self._next)
        else:
            self._go(Step.TRIES)

    def _keep(self) -> None:
        """Save what was read. When that cannot be done, say so and offer to try again."""
        sitting, trials = self._sitting, self._sitting.trials()
        try:
            if trials and not self._is_kept:
                self._measures.save(
                    self.test, sitting.method, trials, day=sitting.day, pictures=self._pictures
                )
            self._is_kept = True
            self._measures.keep_draft(None)
        except StoreError as error:
            self._show_not_saved(error, self._keep)
            return
        self._go(Step.RESULT)

    def _show_not_saved(self, error: StoreError, again: object) -> None:
        clear(self.body)
        self.entry = None
        self.body.addWidget(Banner(self._look, str(error), "easeoff", "info-fill"))
        self._add_button("Try again", "primary", again, first=True)

    def _answer_leave(self, key: str) -> None:
        if key == "drop":
            self._measures.keep_draft(None)
        if key != "stay":
            self._leave()
        elif self.entry is not None:
            self.entry.reading.take_focus()

    def _leave(self) -> None:
        self.left.emit()

    # ---- parts -------------------------------------------------------------------------------

    def _add_chart(self) -> None:
        """All sittings of the test so far. Charts load pyqtgraph, so only where one is shown."""
        from stretchplayer.ui.charts.flexibility import FlexibilityChart

        chart = FlexibilityChart(self._look)
        chart.setFixedHeight(round(CHART_HEIGHT * max(1.0, self._look.text_scale)))
        chart.show_series(self._measures.series(self.test))
        self.body.addWidget(chart)

    def _say(self, text: str, style: str, ink: str = "ink") -> None:
        self.body.addWidget(label(self._look, text, style, ink, wrap=True))

    def _offer_other_ways(self) -> None:
        """As long as there is no try, it can be read in another way."""
        others = [way.method for way in self.test.ways if way.method is not self._sitting.method]
        if not others:
            return
        holder = QWidget()
        flow = FlowLayout(holder, gap=16, row_gap=0)
        for method in others:
            button = Button(self._look, words.USE[method], "quiet", icon=ICONS.get(method))
            button.setProperty("flush", "true")
            button.clicked.connect(partial(self._choose_method, method.value))
            flow.addWidget(button)
        self.body.addWidget(holder)

    def _make_room(self, wide: bool) -> None:
        """A photo takes most of the page, from the top."""
        self.give_room(wide=wide)
        self.bring_up(self.entry.reading if wide and self.entry is not None else None)

    def _add_button(self, text: str, role: str, action: object, *, first: bool = False) -> None:
        button = Button(self._look, text, role)
        button.clicked.connect(action)
        self.body.addWidget(button)
        if first:
            self._focus(button)

    def _focus(self, widget: QWidget) -> None:
        self.setFocusProxy(widget)
        if self.isVisible():
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

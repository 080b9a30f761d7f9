"""Whatever somebody does in the editor, in any order: nothing is lost, nothing is shown wrong."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from stretchplayer.app.routine_service import RoutineService
from stretchplayer.core.catalogue import Catalogue, Form, Side
from stretchplayer.core.place import Place
from stretchplayer.core.plan import compile_routine
from stretchplayer.core.preferences import Sounds, Talking
from stretchplayer.core.routine import LIMITS, MOST_ITEMS, HowOften, Routine, RoutineItem, Sides
from stretchplayer.core.routine_advice import Fix
from stretchplayer.core.routine_dose import played_limits
from stretchplayer.ui.dose_words import dose_words
from stretchplayer.ui.editor.model import EditorModel, EverywhereStep
from stretchplayer.ui.editor.open_routine import NONE, EditorServices
from stretchplayer.ui.editor.words import total_words
from stretchplayer.ui.words import clock_words
from tests.ui.editor.sitting import EASY, Sitting, services_of, sit_down
from tests.ui.world import World

FIELDS = ("hold_s", "repetitions", "rest_s", "get_ready_s")
places = st.integers(0, 1000)
numbers = st.integers(-5, 700)


class Editing(RuleBasedStateMachine):
    """The model of the editor, on the real store, with a program that is killed now and then."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        for routine in world.routines.all():
            if world.routines.is_built_in(routine.id):
                world.routines.reset(routine.id)
            else:
                world.routines.remove(routine.id)
        for stretch in world.routines.usual_doses():
            world.routines.use_everywhere(stretch, None)
        world.routines.drop_draft()
        self.services = services_of(world)
        self.model = self.opened(world.routines.get(EASY))
        self.first = self.model.routine
        self.traceable = True  # nothing was changed but by steps of the editor
        self.everywhere: EverywhereStep | None = None

    def opened(self, routine: Routine, *, resumed: bool = False) -> EditorModel:
        model = EditorModel(self.services)
        model.open(routine, resumed=resumed)
        return model

    def at(self, place: int) -> int:
        return place % len(self.model.routine.items)

    @property
    def catalogue(self) -> Catalogue:
        return self.services.catalogue

    # ---- what somebody does ----------------------------------------------------------------------

    @rule(seconds=st.sampled_from([0.05, 0.3, 4]))
    def wait(self, seconds: float) -> None:
        self.world.clock.at += timedelta(seconds=seconds)

    @rule(place=places)
    def add(self, place: int) -> None:
        stretches, before = list(self.catalogue), self.model.routine
        self.model.add(stretches[place % len(stretches)].id)
        if self.model.routine != before:
            assert self.model.redo_words is None, "what was undone is gone"

    def has_items(self) -> bool:
        return bool(self.model.routine.items)

    @precondition(has_items)
    @rule(place=places)
    def choose(self, place: int) -> None:
        self.model.choose(self.at(place))

    @precondition(has_items)
    @rule(place=places, to=st.integers(-3, 70))
    def move(self, place: int, to: int) -> None:
        self.model.move(self.at(place), to)

    @precondition(has_items)
    @rule(place=places, often=st.sampled_from([1, 1, 1, 60]))
    def copy(self, place: int, often: int) -> None:
        for _ in range(often):
            self.model.copy(self.at(place))

    @precondition(has_items)
    @rule(place=places)
    def remove(self, place: int) -> None:
        self.model.remove(self.at(place))

    @precondition(has_items)
    @rule(place=places, other=places)
    def swap(self, place: int, other: int) -> None:
        stretches = list(self.catalogue)
        self.model.swap(self.at(place), stretches[other % len(stretches)].id)

    @precondition(has_items)
    @rule(
        place=places,
        change=st.sampled_from(["set_hold", "set_repetitions", "set_rest", "set_get_ready"]),
        value=numbers,
    )
    def set_number(self, place: int, change: str, value: int) -> None:
        getattr(self.model, change)(self.at(place), value)

    @precondition(has_items)
    @rule(place=places, field=st.sampled_from(FIELDS))
    def as_usual(self, place: int, field: str) -> None:
        self.model.as_usual(self.at(place), field)

    @precondition(has_items)
    @rule(place=places, sides=st.sampled_from(Sides), first=st.sampled_from([None, *Side]))
    def set_sides(self, place: int, sides: Sides, first: Side | None) -> None:
        self.model.set_sides(self.at(place), sides)
        self.model.set_first_side(self.at(place), first)

    @rule(name=st.text(max_size=12), about=st.text(max_size=12))
    def tell(self, name: str, about: str) -> None:
        self.model.rename(name)
        self.model.describe(about)

    @rule(length=st.floats(0.1, 3.0))
    def set_length(self, length: float) -> None:
        self.model.set_length(length)

    @rule(
        talking=st.sampled_from([None, *Talking]),
        sounds=st.sampled_from([None, *Sounds]),
        often=st.sampled_from([None, HowOften(times_a_day=2, days_a_week=5)]),
        place=st.sampled_from(Place),
    )
    def set_whole(
        self, talking: Talking | None, sounds: Sounds | None, often: HowOften | None, place: Place
    ) -> None:
        self.model.set_place(place)
        self.model.set_talking(talking)
        self.model.set_sounds(sounds)
        self.model.set_how_often(often)

    @rule(fix=st.sampled_from(Fix))
    def follow_advice(self, fix: Fix) -> None:
        if any(advice.fix is fix for advice in self.model.advice()):
            self.model.follow(fix)

    @rule()
    def add_transfers(self) -> None:
        self.model.add_transfers()

    @rule()
    def back_to_how_it_came(self) -> None:
        if self.model.differs_from_built_in:
            self.model.back_to_built_in()

    @rule(times=st.integers(1, 5))
    def undo(self, times: int) -> None:
        for _ in range(times):
            self.model.undo()

    @rule(times=st.integers(1, 5))
    def redo(self, times: int) -> None:
        for _ in range(times):
            self.model.redo()

    @rule()
    def save(self) -> None:
        before = self.model.routine
        if self.model.save():
            assert msgspec.structs.replace(self.model.routine, id=before.id, name=before.name) == before
            assert not self.model.is_changed()
            assert self.world.routines.get(self.model.routine.id) == self.model.routine

    @rule()
    def save_as_new(self) -> None:
        routines = len(self.world.routines.all())
        self.traceable = False  # it has another name from here on
        if self.model.save_as_new():
            assert len(self.world.routines.all()) == routines + 1

    @precondition(has_items)
    @rule(place=places, library=st.booleans())
    def use_everywhere(self, place: int, library: bool) -> None:
        index = self.at(place)
        dose = None if library else self.model.written_dose(index)
        self.traceable = False
        self.everywhere = self.model.use_everywhere(index, dose)

    @rule()
    def not_everywhere(self) -> None:
        if self.everywhere is not None:
            self.model.not_everywhere(self.everywhere)
            self.everywhere = None

    @rule()
    def is_killed(self) -> None:
        shown, changed, total = self.model.routine, self.model.is_changed(), self.model.total_ms()
        self.traceable, self.everywhere = False, None
        again = RoutineService(
            self.world.routines._built_in.values(),
            self.catalogue,
            self.world.store.routines,
            self.world.store.drafts,
            self.world.clock,
        )
        self.services = EditorServices(
            self.catalogue, again, self.world.settings, self.world.services.maker, self.world.clock
        )
        draft = again.draft()
        self.model.deleteLater()
        if changed:
            assert draft == shown
            self.model = self.opened(draft, resumed=True)
            assert self.model.is_changed()
        else:
            assert draft is None
            self.model = self.opened(again.get(shown.id) if shown.id else shown)
        assert self.model.routine == shown
        assert self.model.total_ms() == total

    # ---- what must hold --------------------------------------------------------------------------

    @invariant()
    def something_is_chosen(self) -> None:
        count = len(self.model.routine.items)
        assert count <= MOST_ITEMS
        assert (self.model.chosen == NONE) if not count else 0 <= self.model.chosen < count

    @invariant()
    def the_total_is_that_of_the_timeline(self) -> None:
        model = self.model
        timeline = compile_routine(
            model.played, self.catalogue, self.world.settings.preferences, {}, model.options
        )
        ends = [segment.end_ms for segment in timeline.segments]
        assert model.total_ms() == (ends[-1] if ends else 0)
        in_items = {
            index: sum(segment.duration_ms for segment in timeline.segments if segment.item == index)
            for index in range(len(model.routine.items))
        }
        assert model.totals_ms() == in_items

    @invariant()
    def the_draft_is_what_is_shown(self) -> None:
        expected = self.model.routine if self.model.is_changed() else None
        assert self.model.services.routines.draft() == expected

    @invariant()
    def every_number_is_inside_the_limits(self) -> None:
        for index, item in enumerate(self.model.routine.items):
            limits, dose = LIMITS[self.catalogue[item.stretch].form], self.model.dose(index)
            assert limits.hold_s[0] <= dose.hold_s <= limits.hold_s[1]
            assert limits.repetitions[0] <= dose.repetitions <= limits.repetitions[1]
            self.model.dose_hint(index)
        self.model.advice()

    def teardown(self) -> None:
        model = self.model
        end, steps = model.routine, 0
        while model.redo_words is not None:
            model.redo()
        last = model.routine
        while model.undo_words is not None:
            model.undo()
            steps += 1
        if self.traceable:
            assert model.routine == self.first
        for _ in range(steps):
            model.redo()
        assert model.redo_words is None
        assert model.routine == last
        del end
        model.deleteLater()


def run(machine: Any, examples: int, steps: int) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.timeout(300)
def test_random_edits(world: World) -> None:
    run(lambda: Editing(world), 25, 30)


class OnThePage(Editing):
    """The same on the page: every row, the panel and the total show what the model says."""

    def __init__(self, world: World, sitting: Sitting) -> None:
        self.sitting = sitting
        super().__init__(world)

    def opened(self, routine: Routine, *, resumed: bool = False) -> EditorModel:
        self.sitting.page.open(routine, resumed=resumed)
        return self.sitting.model

    @precondition(lambda self: False)
    @rule()
    def is_killed(self) -> None:
        """Not here: the window goes on."""

    @invariant()
    def the_page_shows_it(self) -> None:
        page, model = self.sitting.page, self.model
        routine, totals = model.routine, model.totals_ms()
        assert page.title.text() == routine.name
        assert len(page.items.rows) == len(routine.items)
        for index, row in enumerate(page.items.rows):
            stretch = model.stretch(index)
            assert row.name.text() == stretch.short_name
            assert row.time.text() == clock_words(totals[index])
            assert row.dose.text().startswith(dose_words(stretch, model.dose(index)))
            assert row.isChecked() is (index == model.chosen)
        if routine.items:
            assert f"<b>{total_words(model.total_ms())}</b>" in page.summary.text()
            if page.panel.part is page.item:
                self.the_panel_shows_it()
        told = {banner.words.text() for banner in page.notes.banners.values()}
        assert told == {advice.sentence for advice in model.advice()}
        assert page.head.undo.isEnabled() is (model.undo_words is not None)
        assert page.head.save.isEnabled() is (model.is_changed() and bool(routine.items))

    def the_panel_shows_it(self) -> None:
        panel, model, index = self.sitting.page.item, self.model, self.model.chosen
        dose = model.dose(index)
        assert panel.name.text() == model.name(index)
        assert panel.hold.stepper.value() == dose.hold_s
        if panel.repeats.isVisibleTo(panel):
            assert panel.repeats.stepper.value() == dose.repetitions
        assert panel.sides.value() == model.routine.items[index].sides

    def teardown(self) -> None:
        """Leave the window as it was."""
        self.model.leave()


@pytest.mark.timeout(300)
def test_random_edits_on_the_page(world: World) -> None:
    sitting = sit_down(world)
    run(lambda: OnThePage(world, sitting), 8, 15)


LENGTHS = [round(0.5 + 0.05 * step, 2) for step in range(31)]


@pytest.mark.parametrize("stretch", ["single-knee-to-chest", "cat-cow", "warm-up-march", "pelvic-tilt"])
def test_whatever_the_length_every_number_offered_can_be_had(world: World, stretch: str) -> None:
    """Typed numbers inside the limits are played as typed, and each press of a stepper changes something."""
    model = EditorModel(services_of(world))
    model.open(Routine(id="", name="X", description="", items=(RoutineItem(stretch=stretch),)))
    form = model.stretch(0).form
    step_s = 45 if form is Form.TIMED else 1
    for length in LENGTHS:
        model.set_length(length)
        limits = played_limits(form, length)
        for seconds in range(round(limits.hold_s[0]), round(limits.hold_s[1]) + 1, step_s):
            model.set_hold(0, seconds)
            assert model.dose(0).hold_s == seconds, (length, seconds)
        low, high = limits.repetitions
        for begin, step in ((low, 1), (high, -1)):
            model.set_repetitions(0, begin)
            assert model.dose(0).repetitions == begin, (length, begin)
            while model.dose(0).repetitions not in (high if step > 0 else low,):
                before = model.dose(0).repetitions
                model.set_repetitions(0, before + step)
                assert (model.dose(0).repetitions - before) * step > 0, (length, before)

"""Every flexibility test that was measured has its chart, and says what may be said of the weeks chosen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pyqtgraph as pg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from stretchplayer.core.catalogue import Side
from stretchplayer.core.flexibility import ALL_TESTS, find_test, number_trial
from stretchplayer.ui.charts.flexibility import BAND_WORDS, FlexibilityChart
from stretchplayer.ui.progress.flexibility_panels import FlexibilityPanels
from stretchplayer.ui.progress.trends import TrendsView
from tests.tiers import some_now
from tests.ui.test_fit import faults, scrolls_sideways
from tests.ui.test_trends import MONDAY, charts, shown
from tests.ui.test_week_view import Looking
from tests.ui.world import THURSDAY, World


def measure(world: World, test_id: str, day: date, right: float, left: float | None = None) -> None:
    """A sitting of one test, three tries a side."""
    test = find_test(test_id)
    sides = ((Side.RIGHT, right), (Side.LEFT, right if left is None else left))
    values = sides if test.two_sided else ((None, right),)
    world.store.measures.save_measurement(
        test=test.id,
        method=test.ways[-1].method,
        at=THURSDAY.replace(year=day.year, month=day.month, day=day.day),
        trials=[number_trial(test, side, value) for side, value in values for _ in range(3)],
        unit=test.unit.value,
    )


def measure_weeks(world: World, test_id: str, *values: tuple[float, float]) -> None:
    """Once a week, the last time being last week."""
    for back, (right, left) in enumerate(reversed(values), 1):
        measure(world, test_id, MONDAY - timedelta(weeks=back), right, left)


def panels(view: TrendsView) -> FlexibilityPanels:
    return charts(view).flexibility


def titles(view: TrendsView) -> list[str]:
    names = {f"{test.name}{end}" for test in ALL_TESTS for end in ("", ", cm")}
    return [
        label.text() for label in view.findChildren(QLabel) if label.isVisible() and label.text() in names
    ]


def said(view: TrendsView, test: str) -> list[str]:
    return [label.text() for label in panels(view).panels[test].findChildren(QLabel) if label.isVisible()]


def words_in(chart: FlexibilityChart) -> list[str]:
    return [item.toPlainText() for item in chart.plot.addedItems if isinstance(item, pg.TextItem)]


def test_the_leg_raise_comes_first_and_the_others_below(world: World) -> None:
    for test in ("side-bend", "knee-to-wall", "leg-raise"):
        measure(world, test, MONDAY, find_test(test).usual)
    view = shown(world)
    assert set(titles(view)) == {"Leg raise", "Side bend, cm", "Knee to wall, cm"}
    assert panels(view).isAncestorOf(panels(view).chart("leg-raise"))
    assert panels(view).others.isAncestorOf(panels(view).chart("side-bend"))


def test_without_the_leg_raise_another_test_takes_its_place(world: World) -> None:
    measure(world, "side-bend", MONDAY, 15)
    view = shown(world)
    assert panels(view).isAncestorOf(panels(view).chart("side-bend"))
    assert not panels(view).others.isVisible()
    measure(world, "leg-raise", MONDAY, 60)
    view.refresh()
    assert panels(view).isAncestorOf(panels(view).chart("leg-raise"))
    assert panels(view).others.isAncestorOf(panels(view).chart("side-bend"))


def test_more_than_error_is_told_with_how_often(world: World) -> None:
    measure_weeks(world, "side-bend", (15, 15), (15, 15), (20, 20), (20, 16))
    words = said(shown(world), "side-bend")
    assert "Right side: more than measuring error, 2 in a row. Left side: within measuring error" in words


def test_sittings_beyond_error_have_an_outline_and_say_so(world: World) -> None:
    measure_weeks(world, "side-bend", (15, 15), (15, 15), (20, 15), (20, 20))
    chart = panels(shown(world)).chart("side-bend")
    outlined = {
        item.opts["symbol"]: list(item.getData()[1])
        for item in chart.plot.addedItems
        if isinstance(item, pg.ScatterPlotItem) and item.opts["brush"].style() == Qt.BrushStyle.NoBrush
    }
    assert outlined == {"o": [20.0, 20.0], "d": [20.0]}
    told = [mark.sentence for mark in chart.marks if mark.sentence.endswith(" More than measuring error.")]
    assert [words.partition(":")[0] for words in told] == [
        "Right side, 2 November",
        "Right side, 9 November",
        "Left side, 9 November",
    ]


def test_both_sides_alike_are_told_once(world: World) -> None:
    measure_weeks(world, "side-bend", (15, 15), (15, 15), (16, 16))
    assert "Both sides: within measuring error" in said(shown(world), "side-bend")


def test_a_test_of_unknown_error_has_no_band_and_no_verdict(world: World) -> None:
    for weeks in (4, 3, 2, 1):
        measure(world, "knee-roll-height", MONDAY - timedelta(weeks=weeks), 30 - 5 * weeks)
    view = shown(world)
    chart = panels(view).chart("knee-roll-height")
    assert not [item for item in chart.plot.addedItems if isinstance(item, pg.LinearRegionItem)]
    assert words_in(chart) == []
    assert not any("error" in words for words in said(view, "knee-roll-height"))


def test_the_band_says_what_it_is(world: World) -> None:
    measure_weeks(world, "side-bend", (15, 15), (15, 15))
    assert words_in(panels(shown(world)).chart("side-bend")) == [f"{BAND_WORDS}4 cm"]


def test_sittings_of_other_weeks_are_not_drawn_and_still_count(world: World) -> None:
    for weeks, value in ((40, 10.0), (39, 10.0), (2, 18.0), (1, 18.0)):
        measure(world, "side-bend", MONDAY - timedelta(weeks=weeks), value)
    view = shown(world)
    chart = panels(view).chart("side-bend")
    assert len(chart.marks) == 4
    assert "Your start was 10." in chart.accessibleDescription()
    assert "Both sides: more than measuring error, 2 in a row" in said(view, "side-bend")
    view.choice.choose("all")
    assert len(chart.marks) == 8


def test_weeks_without_a_sitting_say_when_the_last_was(world: World) -> None:
    world.session(MONDAY)
    measure(world, "side-bend", date(2026, 3, 2), 15)
    view = shown(world)
    assert not panels(view).chart("side-bend").isVisible()
    assert "Not measured in these weeks. Last on 2 March 2026." in said(view, "side-bend")


def test_nothing_is_said_of_a_sitting_that_came_later(world: World) -> None:
    world.session(date(2025, 10, 6))
    measure(world, "side-bend", MONDAY, 15)
    view = shown(world)
    assert panels(view).panels["side-bend"].isVisible()
    view.choice.choose("year")
    view.choice.before.click()
    assert titles(view) == []
    button = next(b for b in panels(view).findChildren(QPushButton) if b.text() == "Measure")
    asked: list[bool] = []
    view.measure_wanted.connect(lambda: asked.append(True))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == [True]


@pytest.mark.parametrize("theme", some_now(["light", "dark"], 2))
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(900, 520), (1280, 800)], ids=str)
def test_nothing_is_cut_off(
    worlds: Callable[..., World], size: tuple[int, int], scale: float, theme: str
) -> None:
    world = worlds(theme=theme, text_scale=scale)
    world.session(MONDAY)
    for test in ALL_TESTS:
        for weeks in (3, 2, 1):
            measure(world, test.id, MONDAY - timedelta(weeks=weeks), test.usual)
    looking = Looking(world, *size)
    looking.page.show_view("trends")
    view = looking.page.view("trends")
    looking.settle()
    assert faults(view) == []
    assert not scrolls_sideways(view)

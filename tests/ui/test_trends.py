"""Trends: what is said, what is drawn and what is left undrawn, which weeks are shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from stretchplayer.core.catalogue import Side
from stretchplayer.core.history import HoldOutcome, HoldRecord, RatingKind
from stretchplayer.ui.charts.calendar import FULL_PX, NONE_PX, SHORT_PX
from stretchplayer.ui.charts.legend import Sign
from stretchplayer.ui.charts.pain import BAND_WORDS
from stretchplayer.ui.progress.day import DayPage
from stretchplayer.ui.progress.trends import TrendsView
from stretchplayer.ui.progress.trends_parts import TrendsCharts
from tests.tiers import some_now
from tests.ui.test_fit import faults, scrolls_sideways
from tests.ui.test_week_view import Looking, rate, rate_weeks
from tests.ui.world import THURSDAY, World

MONDAY = date(2026, 11, 16)  # of the running week; today is Thursday
START = [[5, 4, 5, 4, 5, 4, 5]] * 2


def shown(world: World, width: int = 1072, height: int = 800) -> TrendsView:
    view = world.trends_view()
    view.resize(width, height)
    view.show()
    QApplication.processEvents()
    return view


def charts(view: TrendsView) -> TrendsCharts:
    assert view.charts is not None
    return view.charts


def items(view: TrendsView, kind: type) -> list[pg.GraphicsObject]:
    return [item for item in charts(view).pain.plot.addedItems if isinstance(item, kind)]


def points(view: TrendsView, symbol: str) -> list[float]:
    """The weeks with this symbol."""
    return [
        float(x)
        for item in items(view, pg.ScatterPlotItem)
        if item.opts["symbol"] == symbol
        for x in item.getData()[0]
    ]


def signs(view: TrendsView) -> dict[Sign, str]:
    return dict(charts(view).panels["pain"].signs)


# ---- the verdict -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weeks", "headline", "explained"),
    [
        (
            [*START, [4] * 7, [4, 3, 4, 4, 4]],
            "No clear change from your start",
            "The last two fuller weeks, 4.0 and 3.8, are within 2 points of your start, 4.6.",
        ),
        (
            [*START, [2] * 7, [2] * 7],
            "Lower than at your start, by 30 % or more",
            "Your ratings were lower in both of the last two fuller weeks, 2.0 and 2.0, than in your first"
            " two, 4.6. Many back pains ease on their own, so this does not show why.",
        ),
        (
            [*START, [8] * 7, [7] * 7],
            "Higher than at your start, by 30 % or more",
            "Your ratings were higher in both of the last two fuller weeks, 8.0 and 7.0, than in your first"
            " two, 4.6. That can happen for many reasons. If it goes on, or worries you, a doctor or"
            " physiotherapist can help.",
        ),
        (
            [*START, [1, 1, 1, 9, 9], [2] * 7],
            "No clear change from your start",
            "The last two fuller weeks, 4.2 and 2.0, differ from your start, 4.6, by no more than chance"
            " can do, so we call it no clear change.",
        ),
        (
            [[2] * 7, [2] * 7, [1] * 7, [1] * 7],
            "Little room for a clear change",
            "Your start was under 3, so there is little room for a clear change. It was 2.0.",
        ),
        (
            [*START, [4] * 7],
            "Too early to compare",
            "Two fuller weeks are needed before we compare. Your last fuller week, of 9 November: average"
            " 4.0, from 7 of 7 days.",
        ),
        (
            [[5] * 5],
            "Too early to compare",
            "Two fuller weeks are needed before we compare. A start to compare with needs 8 rated days"
            " within two weeks. Your last fuller week, of 9 November: average 5.0, from 5 of 7 days.",
        ),
    ],
)
def test_the_headline_says_no_more_than_the_ladder_of_verdicts(
    world: World, weeks: list[list[int]], headline: str, explained: str
) -> None:
    rate_weeks(world, *weeks)
    view = shown(world)
    assert view.headline.text() == headline
    assert view.explanation.text() == explained


def test_weeks_without_a_rating_have_no_verdict(world: World) -> None:
    world.session(MONDAY)
    view = shown(world)
    assert view.headline.text() == "Your notes, week by week"
    assert view.explanation.text() == "No day of these weeks is rated."


def test_the_start_is_a_line_in_a_band_of_two_points(world: World) -> None:
    rate_weeks(world, *START, [4] * 7)
    view = shown(world)
    (band,) = items(view, pg.LinearRegionItem)
    mean = sum(START[0] * 2) / 14
    assert band.getRegion() == pytest.approx((mean - 2, mean + 2))
    assert mean in [line.value() for line in items(view, pg.InfiniteLine)]
    assert BAND_WORDS in [item.toPlainText() for item in items(view, pg.TextItem)]
    assert "Your start was 4.6." in charts(view).pain.accessibleDescription()


def test_before_there_is_a_start_there_is_no_band(world: World) -> None:
    rate_weeks(world, [5] * 5)
    view = shown(world)
    assert items(view, pg.LinearRegionItem) == []
    assert BAND_WORDS not in [item.toPlainText() for item in items(view, pg.TextItem)]


def test_a_band_that_would_leave_the_axis_ends_with_it(world: World) -> None:
    rate_weeks(world, [10, 9] * 3, [10] * 7, [9] * 7)
    (band,) = items(shown(world), pg.LinearRegionItem)
    assert band.getRegion()[1] == 10.45


# ---- drift, flags, kinds ---------------------------------------------------------------------


def drifting(world: World) -> TrendsView:
    rate_weeks(world, *[[8 - week] * 5 for week in range(7)])
    return shown(world)


def test_a_sure_drift_is_dashed_and_told_beside_the_chart(world: World) -> None:
    view = drifting(world)
    assert signs(view)[Sign.DRIFT] == (
        "Your weekly average has drifted down by about 1.0 point a week (1.0 to 1.0, rough)."
    )
    dashed = [
        item
        for item in items(view, pg.PlotDataItem)
        if item.opts["pen"].style() == Qt.PenStyle.CustomDashLine
    ]
    assert [list(data) for data in dashed[0].getData()] == [[4.0, 10.0], [8.0, 2.0]]


def test_ups_and_downs_are_no_drift(world: World) -> None:
    rate_weeks(world, *[[4 + week % 2] * 5 for week in range(8)])
    view = shown(world)
    assert Sign.DRIFT not in signs(view)
    assert "drifted" not in charts(view).pain.accessibleDescription()


def test_a_flare_day_puts_a_flag_over_its_week(world: World) -> None:
    rate_weeks(world, [5] * 7)
    world.history.mark_flare_day(MONDAY - timedelta(days=3))
    world.history.mark_flare_day(MONDAY - timedelta(days=1))
    view = shown(world)
    flags = [item for item in items(view, pg.ScatterPlotItem) if not isinstance(item.opts["symbol"], str)]
    assert [list(flag.getData()[0]) for flag in flags] == [[10.0]]
    assert flags[0].opts["brush"].color() == world.look.color("amber")
    assert charts(view).pain.marks[10].sentence.endswith("Lowest 5, highest 5. 2 flare days.")
    assert signs(view)[Sign.FLAG] == "flare day"


def test_a_flag_over_the_highest_day_stays_inside_the_axis(world: World) -> None:
    rate_weeks(world, [10] * 7)
    world.history.mark_flare_day(MONDAY - timedelta(days=3))
    view = shown(world)
    (flag,) = [item for item in items(view, pg.ScatterPlotItem) if not isinstance(item.opts["symbol"], str)]
    assert flag.getData()[1][0] < 10


def test_weeks_of_two_questions_look_different_and_are_not_joined(world: World) -> None:
    for week, kind in ((3, RatingKind.PRE), (2, RatingKind.PRE), (1, RatingKind.DAY)):
        for day in range(5):
            rate(world, MONDAY - timedelta(weeks=week) + timedelta(days=day), 4, kind)
    view = shown(world)
    assert points(view, "s") == [8.0, 9.0]
    assert points(view, "o") == [10.0]
    (line,) = items(view, pg.PlotDataItem)
    assert list(line.getData()[0]) == [8.0, 9.0]
    assert "another question" in signs(view)[Sign.SQUARE]
    assert "before sessions" in charts(view).pain.marks[9].sentence
    assert "before sessions" not in charts(view).pain.marks[10].sentence


# ---- which weeks -----------------------------------------------------------------------------


def test_earlier_and_later_weeks(world: World) -> None:
    world.session(date(2026, 3, 4), pre=3)
    rate_weeks(world, [5] * 7)
    view = shown(world)
    assert view.choice.weeks.text() == "31 Aug – 22 Nov 2026"
    assert not view.choice.after.isEnabled()
    QTest.mouseClick(view.choice.before, Qt.MouseButton.LeftButton)
    assert view.choice.weeks.text() == "8 Jun – 30 Aug 2026"
    assert "Week of 24 August" in charts(view).pain.marks[-1].sentence
    QTest.mouseClick(view.choice.after, Qt.MouseButton.LeftButton)
    assert view.choice.weeks.text() == "31 Aug – 22 Nov 2026"
    assert not view.choice.after.isEnabled()


def test_the_way_back_ends_at_the_first_note(world: World) -> None:
    world.session(date(2026, 8, 5), pre=3)
    view = shown(world)
    view.choice.before.click()
    assert view.choice.weeks.text() == "3 Aug – 25 Oct 2026"
    assert not view.choice.before.isEnabled()
    assert charts(view).calendar.marks[2].sentence == "Wednesday 5 August. 9 minutes."


def test_keys_do_what_the_arrows_do(world: World) -> None:
    world.session(date(2026, 3, 4), pre=3)
    looking = Looking(world)
    looking.page.show_view("trends")
    view = looking.page.view("trends")
    assert isinstance(view, TrendsView)
    looking.settle()
    QTest.keyClick(looking.window.focusWidget() or view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert view.choice.weeks.text() == "8 Jun – 30 Aug 2026"
    QTest.keyClick(looking.window.focusWidget() or view, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert view.choice.weeks.text() == "31 Aug – 22 Nov 2026"


def test_all_weeks_have_no_way_on(world: World) -> None:
    world.session(date(2025, 12, 30), pre=3)
    view = shown(world)
    view.choice.choose("all")
    assert view.choice.weeks.text() == "29 Dec 2025 – 22 Nov 2026"
    assert not view.choice.before.isEnabled()
    assert not view.choice.after.isEnabled()


def test_an_earlier_year_keeps_its_place_when_fewer_weeks_are_shown(world: World) -> None:
    world.session(date(2020, 1, 6), pre=3)
    view = shown(world)
    view.choice.choose("year")
    view.choice.before.click()
    view.choice.choose("4")
    assert view.choice.weeks.text() == "27 Oct – 23 Nov 2025"


# ---- days, minutes, muscles ------------------------------------------------------------------


@pytest.fixture
def active(world: World) -> World:
    """A full day, a short day with a flare, a flare day at rest, and an earlier week."""
    world.session(MONDAY, minutes=9)
    world.session(MONDAY + timedelta(days=1), minutes=4)
    world.session(MONDAY - timedelta(days=7), minutes=9)
    for day in (1, 2):
        world.history.mark_flare_day(MONDAY + timedelta(days=day))
    return world


def calendar_sizes(view: TrendsView) -> dict[float, list[tuple[float, float]]]:
    chart = charts(view).calendar
    return {
        item.opts["size"]: list(zip(*(map(float, data) for data in item.getData()), strict=True))
        for item in chart.plot.addedItems
        if isinstance(item, pg.ScatterPlotItem) and item.opts["symbol"] == "o"
    }


def test_size_says_how_much_was_done(active: World) -> None:
    view = shown(active)
    sizes = calendar_sizes(view)
    by_size = [sizes[size] for size in sorted(sizes)]
    assert (10.0, 6.0) in by_size[2]
    assert (11.0, 6.0) in by_size[2]
    assert by_size[1] == [(11.0, 5.0)]
    smallest, small, large, ring = sorted(sizes)
    assert large / smallest == pytest.approx(FULL_PX / NONE_PX)
    assert large / small == pytest.approx(FULL_PX / SHORT_PX)
    assert sizes[ring] == [(11.0, 3.0)]  # Thursday, today
    assert (11.0, 4.0) not in by_size[0]  # the flare day at rest has its flag alone


def test_days_are_told_and_gone_through_by_week_and_day(active: World) -> None:
    view = shown(active)
    chart = charts(view).calendar
    assert chart.accessibleDescription() == "3 days with a session in 12 weeks. The newest: 2 days so far."
    QTest.keyClick(chart, Qt.Key.Key_End)
    QTest.keyClick(chart, Qt.Key.Key_Up)
    assert chart.tip.text() == "Wednesday 18 November. No session. Flare day."
    QTest.keyClick(chart, Qt.Key.Key_Up)
    assert chart.tip.text() == "Tuesday 17 November. 4 minutes. Flare day."
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.tip.text() == "Tuesday 10 November. No session."
    for _ in range(20):
        QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.tip.text() == "Tuesday 1 September. No session."


def test_a_day_of_the_calendar_is_opened(active: World) -> None:
    looking = Looking(active)
    looking.page.show_view("trends")
    view = looking.page.view("trends")
    assert isinstance(view, TrendsView)
    looking.settle()
    chart = charts(view).calendar
    QTest.keyClick(chart, Qt.Key.Key_End)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    looking.settle()
    assert isinstance(looking.page.currentWidget(), DayPage)


def test_more_weeks_than_a_calendar_can_show_are_days_a_week(active: World) -> None:
    active.session(date(2024, 1, 1), minutes=9)
    view = shown(active)
    view.choice.choose("all")
    panels = charts(view).panels
    assert not panels["calendar"].isVisible()
    assert panels["days"].isVisible()
    assert charts(view).days.marks[-1].sentence == "Week of 16 November. 2 days so far."


def hold(world: World, day: date, stretch: str, side: Side | None, minutes: float) -> None:
    at = THURSDAY.replace(year=day.year, month=day.month, day=day.day)
    world.store.history.record_hold(
        HoldRecord(
            session=world.session(day),
            item=0,
            stretch=stretch,
            side=side,
            repetition=1,
            planned_ms=0,
            held_ms=round(minutes * 60_000),
            outcome=HoldOutcome.HELD,
            at=at,
        )
    )


def test_time_held_by_muscles_is_a_week_s_average_of_whole_weeks(world: World) -> None:
    for weeks in (1, 2):
        hold(world, MONDAY - timedelta(weeks=weeks), "standing-hamstring", Side.LEFT, 8)
        hold(world, MONDAY - timedelta(weeks=weeks), "standing-hamstring", Side.RIGHT, 2)
    hold(world, MONDAY, "standing-hamstring", Side.RIGHT, 60)  # this week is not over
    hold(world, MONDAY - timedelta(weeks=1), "abdominal-squeeze", None, 60)
    view = shown(world)
    chart = charts(view).muscles
    assert [mark.sentence for mark in chart.marks] == [
        "Back of the thigh. Right 2.0, left 8.0 minutes a week."
    ]
    words = " ".join(label.text() for label in view.findChildren(QLabel))
    assert "Average of 2 whole weeks, each side of the body." in words
    assert "about 5 minutes a week for a muscle" in words


def test_a_first_week_is_told_as_not_over(world: World) -> None:
    hold(world, MONDAY, "prayer-stretch", None, 3)
    view = shown(world)
    assert {mark.sentence for mark in charts(view).muscles.marks} == {
        "Lower back. 3.0 minutes a week.",
        "Side of the back. 3.0 minutes a week.",
    }
    assert "This week so far" in " ".join(label.text() for label in view.findChildren(QLabel))


def test_without_a_stretch_there_are_no_bars(world: World) -> None:
    rate_weeks(world, [5] * 7)
    view = shown(world)
    assert not charts(view).muscles.isVisible()
    assert "No stretch was held here in these weeks." in [
        label.text() for label in view.findChildren(QLabel) if label.isVisible()
    ]


# ---- looks -----------------------------------------------------------------------------------


def everything(world: World) -> None:
    rate_weeks(world, [5] * 7, [4] * 7, [4] * 3, [2], [4] * 7, [3] * 7)
    for weeks in (1, 2, 3, 5):
        hold(world, MONDAY - timedelta(weeks=weeks), "prayer-stretch", None, 4)
        hold(world, MONDAY - timedelta(weeks=weeks, days=-2), "standing-hamstring", Side.LEFT, 4)
        world.sitting(MONDAY - timedelta(weeks=weeks), 60, 55 + weeks)
    world.history.mark_flare_day(MONDAY - timedelta(days=3))


@pytest.mark.parametrize("theme", some_now(["light", "dark", "contrast"], 3))
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(900, 520), (1280, 800)], ids=str)
@pytest.mark.parametrize("key", ["12", "year"])
def test_nothing_is_cut_off(
    worlds: Callable[..., World], size: tuple[int, int], scale: float, theme: str, key: str
) -> None:
    world = worlds(theme=theme, text_scale=scale)
    everything(world)
    looking = Looking(world, *size)
    looking.page.show_view("trends")
    view = looking.page.view("trends")
    assert isinstance(view, TrendsView)
    view.choice.choose(key)
    looking.settle()
    assert faults(view) == []
    assert not scrolls_sideways(view)


def test_the_muscles_chart_has_room_for_its_words(worlds: Callable[..., World]) -> None:
    world = worlds(text_scale=1.5)
    everything(world)
    chart = charts(shown(world, 832)).muscles
    for mark in chart.marks:
        assert chart.rect().contains(chart.place(mark.x, mark.y).toPoint())
    assert chart.inside().width() > 200
    assert chart.inside().right() < chart.width()
    box = chart.word_box(QPointF(chart.inside().left() - 12, 20), "Back of the thigh", "text", "right")
    assert box.left() >= 0

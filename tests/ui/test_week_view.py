"""The week as it was, and the entries of a day: seen, corrected, added to, taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from stretchplayer.core.catalogue import Side
from stretchplayer.core.history import HoldOutcome, HoldRecord, RatingKind
from stretchplayer.ui.charts.week_words import week_name
from stretchplayer.ui.main_window import MainWindow
from stretchplayer.ui.progress.chart_files import Form
from stretchplayer.ui.progress.day import DayPage
from stretchplayer.ui.progress.page import ProgressPage
from stretchplayer.ui.progress.session_group import NONE
from stretchplayer.ui.progress.week import WeekView
from tests.ui.test_fit import faults, scrolls_sideways
from tests.ui.world import THURSDAY, World

MONDAY = date(2026, 11, 16)  # of the running week; today is Thursday


def rate(world: World, day: date, score: int, kind: RatingKind = RatingKind.DAY) -> str:
    at = THURSDAY.replace(year=day.year, month=day.month, day=day.day, hour=20)
    return world.store.history.record_rating(kind=kind, score=score, skipped=False, flag=False, at=at)


def rate_weeks(world: World, *weeks: list[int]) -> None:
    """Daily ratings, the last week being the one before this."""
    first = MONDAY - timedelta(weeks=len(weeks))
    for number, scores in enumerate(weeks):
        for day, score in enumerate(scores):
            rate(world, first + timedelta(weeks=number, days=day), score)


class Looking:
    """Somebody at the page in a shown window."""

    def __init__(self, world: World, width: int = 1280, height: int = 800) -> None:
        self.world = world
        self.window: MainWindow = world.window(width, height)
        self.window.activateWindow()
        self.window.go("progress")
        page = self.window.page("progress")
        assert isinstance(page, ProgressPage)
        self.page = page
        self.told: list[tuple[str, str | None, Callable[[], object] | None]] = []
        page.told.connect(lambda words, action, deed: self.told.append((words, action, deed)))
        self.settle()

    @property
    def week(self) -> WeekView:
        view = self.page.view("week")
        assert isinstance(view, WeekView)
        return view

    @property
    def day(self) -> DayPage:
        assert self.page.day is not None
        return self.page.day

    def open(self, day: date) -> DayPage:
        self.page.show_day(day)
        self.settle()
        return self.day

    def settle(self) -> None:
        for _ in range(5):
            QApplication.processEvents()

    def texts(self) -> list[str]:
        shown = self.page.currentWidget()
        assert shown is not None
        return [label.text() for label in shown.findChildren(QLabel) if label.isVisible() and label.text()]


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def full_week(world: World) -> World:
    """Two weeks of start, then last week with sessions, a note, a flare day and a gap."""
    rate_weeks(world, [5, 4, 5, 6, 4, 5, 4], [5, 5, 4, 5, 4, 5, 5], [])
    last = MONDAY - timedelta(weeks=1)
    for offset, score in ((0, 4), (1, 3), (3, 3), (4, 5), (5, 2), (6, 3)):
        rate(world, last + timedelta(days=offset), score)
    session = world.session(last, pre=4, post=3, minutes=9.4, note="Left side felt easier.")
    world.session(last + timedelta(days=1), pre=3, post=3, minutes=4)
    world.history.mark_flare_day(last + timedelta(days=4))
    at = THURSDAY.replace(day=9)
    for item in range(5):
        world.store.history.record_hold(
            HoldRecord(
                session=session,
                item=item,
                stretch="cat-cow",
                side=None,
                repetition=1,
                planned_ms=1,
                held_ms=1,
                outcome=HoldOutcome.HELD,
                at=at,
            )
        )
        world.store.history.record_rating(
            kind=RatingKind.DURING,
            score=item,
            skipped=False,
            flag=False,
            at=at,
            session=session,
            stretch="cat-cow",
            item=item,
        )
    return world


def last_week(looking: Looking) -> WeekView:
    looking.week.show_week(MONDAY - timedelta(weeks=1))
    looking.settle()
    return looking.week


# ---- the week --------------------------------------------------------------------------------


def test_before_the_first_note_there_is_a_way_to_begin(world: World) -> None:
    looking = Looking(world)
    assert looking.page.currentWidget() is looking.page.empty
    world.history.record_rating("day", 3)
    looking.settle()
    assert looking.page.currentWidget() is looking.week
    assert looking.week.headline.text() == "This week so far"
    assert (
        looking.week.explanation.text() == "One day is rated this week. A week is compared when it is over."
    )


def test_all_of_the_week_is_told(full_week: World) -> None:
    week = last_week(Looking(full_week))
    assert week.week_name.text() == "9 – 15 November"
    assert week.headline.text() == "Too early to compare"
    assert week.explanation.text() == (
        "Your average was 3.3, from 6 of 7 days. In your first two weeks it was 4.7."
        " Two fuller weeks are needed before we compare."
    )
    chart = week.chart
    assert chart is not None
    assert [mark.sentence for mark in chart.marks] == [
        "Monday 9 November. 4 of 10. 9 minutes of stretching.",
        "Tuesday 10 November. 3 of 10. 4 minutes of stretching.",
        "Wednesday 11 November. No rating. Rest.",
        "Thursday 12 November. 3 of 10. Rest.",
        "Friday 13 November. 5 of 10. Flare day. Rest.",
        "Saturday 14 November. 2 of 10. Rest.",
        "Sunday 15 November. 3 of 10. Rest.",
    ]
    pairs = week.pairs
    assert pairs is not None
    assert [mark.sentence for mark in pairs.marks] == [
        "Monday 9 November: 4 before, 3 after.",
        "Tuesday 10 November: 3 before, 3 after.",
    ]


def test_words_stand_beside_the_chart(full_week: World) -> None:
    looking = Looking(full_week)
    last_week(looking)
    texts = looking.texts()
    for expected in ("Left side felt easier.", "flare day", "Cat and cow", "5 times", "2", "2 of 5 days"):
        assert expected in texts, texts
    assert "13 minutes in all" in texts


def test_the_menu_of_the_chart_says_which_chart(full_week: World) -> None:
    panel = Looking(full_week).week.panel
    name = panel.menu.accessibleName()
    assert name.endswith(": show as table, save")
    assert not name.startswith(":")


def test_only_neighbours_are_joined(full_week: World) -> None:
    chart = last_week(Looking(full_week)).chart
    assert chart is not None
    lines = [
        [int(x) for x in item.getData()[0]]
        for item in chart.plot.addedItems
        if isinstance(item, pg.PlotDataItem)
    ]
    assert lines == [[0, 1], [3, 4], [4, 5], [5, 6]]


@pytest.mark.parametrize(
    ("weeks", "expected"),
    [
        ([[5] * 7], "Too early to compare"),
        ([[5] * 3], "Too little data this week"),
        ([[5] * 7, [5] * 7], "Part of your start"),
        ([[5] * 7, [5] * 7, [4] * 7, [4] * 7], "Within your usual ups and downs"),
        ([[5] * 7, [5] * 7, [4] * 7, [1] * 7], "Within your usual ups and downs"),
        ([[5] * 7, [5] * 7, [1] * 7, [1] * 7], "Lower than at your start, by 30 % or more"),
        ([[7] * 7, [7] * 7, [5] * 7, [5] * 7], "Lower than at your start"),
        ([[5] * 7, [5] * 7, [9] * 7, [9] * 7], "Higher than at your start, by 30 % or more"),
        ([[2] * 7, [2] * 7, [0] * 7, [0] * 7], "Little room for a clear change"),
        ([[5] * 7, [5] * 7, [1] * 7, [1] * 3], "Too little data this week"),
    ],
)
def test_one_headline_from_the_ladder(world: World, weeks: list[list[int]], expected: str) -> None:
    rate_weeks(world, *weeks)
    assert last_week(Looking(world)).headline.text() == expected


def test_no_verdict_says_why_it_is_so(world: World) -> None:
    rate_weeks(world, [7] * 7, [7] * 7, [3] * 7, [3] * 7)
    words = last_week(Looking(world)).explanation.text()
    assert words.endswith("Many back pains ease on their own, so this does not show why.")


def test_weeks_are_turned_by_buttons_and_keys_and_end_where_notes_do(full_week: World) -> None:
    week = Looking(full_week).week
    assert not week.after.isEnabled()
    QTest.mouseClick(week.before, Qt.MouseButton.LeftButton)
    assert week.week_name.text() == "9 – 15 November"
    QTest.keyClick(week, Qt.Key.Key_PageUp)
    QTest.keyClick(week, Qt.Key.Key_PageUp)
    assert week.week_name.text() == "26 October – 1 November"
    assert not week.before.isEnabled()
    QTest.keyClick(week, Qt.Key.Key_PageUp)
    assert week.week_name.text() == "26 October – 1 November"
    QTest.keyClick(week, Qt.Key.Key_PageDown)
    assert week.week_name.text() == "2 – 8 November"


@pytest.mark.parametrize(
    ("monday", "name"),
    [
        (date(2026, 11, 9), "9 – 15 November"),
        (date(2026, 11, 30), "30 November – 6 December"),
        (date(2026, 12, 28), "28 December 2026 – 3 January 2027"),
    ],
)
def test_names_of_weeks(monday: date, name: str) -> None:
    assert week_name(monday, monday + timedelta(days=6)) == name


def test_answers_before_sessions_are_squares_with_their_own_name(world: World) -> None:
    for day in range(5):
        world.session(MONDAY - timedelta(days=7 - day), pre=3)
    looking = Looking(world)
    chart = last_week(looking).chart
    assert chart is not None
    assert "Back pain before sessions" in looking.texts()
    symbols = {i.opts["symbol"] for i in chart.plot.addedItems if isinstance(i, pg.ScatterPlotItem)}
    assert symbols == {"s"}


def test_a_day_is_opened_by_click_and_by_key(full_week: World) -> None:
    looking = Looking(full_week)
    chart = last_week(looking).chart
    assert chart is not None
    at = QPointF(chart.place(2, 5)).toPoint()
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=at)
    assert looking.page.currentWidget() is looking.day
    assert looking.day.title.text() == "Wednesday 11 November"
    QTest.keyClick(looking.day, Qt.Key.Key_Escape)
    assert looking.page.currentWidget() is looking.week
    chart.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(chart, key)
    assert looking.day.title.text() == "Tuesday 10 November"


def test_the_week_is_a_table_too_and_can_be_saved(full_week: World, tmp_path: Path) -> None:
    looking = Looking(full_week)
    week = last_week(looking)
    week.panel.show_table(wanted=True)
    looking.settle()
    assert week.panel.table is not None
    assert week.panel.table.isVisible()
    for form, name in ((Form.CSV, "week.csv"), (Form.PNG, "week.png"), (Form.SVG, "week.svg")):
        week.panel.save_to(tmp_path / name, form)
        assert (tmp_path / name).stat().st_size > 100
    lines = (tmp_path / "week.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "Day,Back pain,Minutes,Before,After,Flare day"
    assert [line.split(",")[1] for line in lines[1:]] == ["4", "3", "", "3", "5", "2", "3"]
    assert lines[1].endswith(",4,3,")
    assert lines[5].endswith(",yes")
    assert looking.told[-1][0].startswith("The drawing is in")


def test_tabs_lead_from_view_to_view(full_week: World) -> None:
    looking = Looking(full_week)
    looking.week.tabs.buttons["trends"].click()
    assert looking.page.currentWidget() is looking.page.view("trends")
    looking.page.view("trends").tabs.buttons["week"].click()
    assert looking.page.currentWidget() is looking.week


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(900, 520), (1280, 800)], ids=str)
def test_nothing_is_cut_off(
    worlds: Callable[..., World], size: tuple[int, int], scale: float, theme: str
) -> None:
    world = worlds(theme=theme, text_scale=scale)
    rate_weeks(world, [5] * 7, [4] * 7)
    world.session(MONDAY - timedelta(days=3), pre=4, post=3, note="A long note about a long drive home.")
    looking = Looking(world, *size)
    week = last_week(looking)
    assert faults(week) == []
    assert not scrolls_sideways(week)
    day = looking.open(MONDAY - timedelta(days=3))
    assert faults(day) == []
    assert not scrolls_sideways(day)


# ---- the entries of a day --------------------------------------------------------------------


def test_a_past_day_is_rated_and_corrected(world: World) -> None:
    rate(world, MONDAY, 5)
    looking = Looking(world)
    sunday = MONDAY - timedelta(days=1)
    day = looking.open(sunday)
    assert day.daily.score is None
    day.daily.keys[4].click()
    day.daily.keys[3].click()
    (kept,) = world.history.ratings(sunday, sunday)
    assert (kept.score, kept.noted) == (3, THURSDAY)
    assert day.daily.score == 3
    assert "Was 4 until 19 Nov, 08:12." in looking.texts()


def test_digits_and_arrows_rate(world: World) -> None:
    rate(world, MONDAY, 5)
    day = Looking(world).open(MONDAY)
    day.daily.keys[5].setFocus()
    QTest.keyClick(day.daily.keys[5], Qt.Key.Key_7)
    assert day.daily.score == 7
    QTest.keyClick(day.daily.keys[7], Qt.Key.Key_Right)
    assert day.daily.score == 7  # moving is not picking
    QTest.keyClick(day.daily.keys[8], Qt.Key.Key_Return)
    (kept,) = world.history.ratings(MONDAY, MONDAY)
    assert kept.score == 8


def test_a_rating_is_taken_back_and_comes_again(world: World) -> None:
    rate(world, MONDAY, 5)
    looking = Looking(world)
    day = looking.open(MONDAY)
    day.unrate.click()
    assert world.history.ratings() == []
    assert not day.unrate.isVisible()
    words, action, undo = looking.told[-1]
    assert (words, action) == ("Rating taken back", "Undo")
    assert undo is not None
    undo()
    assert day.daily.score == 5


def test_a_session_is_added_rated_corrected_and_taken_back(world: World) -> None:
    rate(world, MONDAY, 5)
    looking = Looking(world)
    day = looking.open(MONDAY)
    day.minutes.set_value(12)
    day.routine.choose("short-day")
    day.add.click()
    (session,) = world.history.sessions()
    assert (session.routine, session.by_hand, session.played_ms, session.local_date) == (
        "short-day",
        True,
        720_000,
        MONDAY,
    )
    (group,) = day.sessions
    group.keys[RatingKind.PRE].keys[6].click()
    group.keys[RatingKind.POST].keys[2].click()
    assert [(r.kind, r.score) for r in world.history.session_ratings(session.id)] == [
        (RatingKind.PRE, 6),
        (RatingKind.POST, 2),
    ]
    for _ in range(3):
        group.minutes.more.click()
    group.note.setText("At the pool.")
    looking.day.left.emit()  # leaving keeps what was stepped and written last
    looking.settle()
    assert world.history.session(session.id).played_ms == 15 * 60_000
    assert [note.text for note in world.history.notes()] == ["At the pool."]
    assert [change.before for change in world.diary.changes(session.id)] == [{"played_ms": 720_000}]
    day = looking.open(MONDAY)
    day.sessions[0].removed.emit()
    assert world.history.sessions() == []
    assert day.sessions == []
    undo = looking.told[-1][2]
    assert undo is not None
    undo()
    assert len(day.sessions) == 1
    assert day.sessions[0].keys[RatingKind.PRE].score == 6


def test_what_a_stretch_was_like_is_corrected_and_its_flag_stays(world: World) -> None:
    session = world.history.begin_session(world.routines.get("short-day"), {}, Side.LEFT)
    rating = world.history.record_rating("during", 6, flag=True, session=session, stretch="cat-cow", item=0)
    world.history.end_session(session, "finished", 300_000)
    day = Looking(world).open(world.history.today())
    choice = day.sessions[0].during[rating]
    for key, expected in (("2", 2), (NONE, None), ("3", 3)):
        choice.choose(key)
        choice.chosen.emit(key)
        (kept,) = world.history.session_ratings(session)
        assert (kept.score, kept.flag) == (expected, True)
        assert choice.value() == key


def test_a_note_is_kept_when_one_leaves(world: World) -> None:
    rate(world, MONDAY, 5)
    looking = Looking(world)
    day = looking.open(MONDAY)
    day.note.setPlainText("  A long drive. ")
    day.before.click()
    assert world.history.day_notes() == {MONDAY: "A long drive."}
    assert day.note.toPlainText() == ""
    day.after.click()
    assert day.note.toPlainText() == "A long drive."
    assert day.day == MONDAY


def test_there_is_no_day_after_today(world: World) -> None:
    rate(world, MONDAY, 5)
    day = Looking(world).open(world.history.today() + timedelta(days=3))
    assert day.day == world.history.today()
    assert not day.after.isEnabled()


def test_what_the_disk_does_not_take_is_said(world: World) -> None:
    rate(world, MONDAY, 5)
    day = Looking(world).open(MONDAY)
    world.refuse_writing()
    day.daily.keys[1].click()
    assert day.problem.isVisible()
    assert day.problem.words.text()


def test_a_flare_day_is_marked(world: World) -> None:
    rate(world, MONDAY, 5)
    day = Looking(world).open(MONDAY)
    QTest.mouseClick(day.flare, Qt.MouseButton.LeftButton)
    assert world.history.flare_days() == [MONDAY]
    QTest.mouseClick(day.flare, Qt.MouseButton.LeftButton)
    assert world.history.flare_days() == []

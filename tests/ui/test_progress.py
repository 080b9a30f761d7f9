"""Progress: what is drawn is what was kept, gaps stay gaps, and pyqtgraph waits until it is needed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta

import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from stretchplayer.ui.charts.base import Chart
from stretchplayer.ui.charts.flexibility import FlexibilityChart
from stretchplayer.ui.charts.minutes import MinutesChart
from stretchplayer.ui.charts.pain import SMALLEST_POINT_PX, PainChart
from stretchplayer.ui.progress.trends import TrendsView
from stretchplayer.ui.progress.view import WEEK
from tests.tiers import some_now
from tests.ui.world import World

MONDAY = date(2026, 11, 16)  # of the running week


def week(back: int) -> date:
    """The Monday so many weeks ago."""
    return MONDAY - timedelta(weeks=back)


def rate(world: World, back: int, *scores: int) -> None:
    """One session a day from Monday on, rated so."""
    for day, score in enumerate(scores):
        world.session(week(back) + timedelta(days=day), pre=score)


@pytest.fixture
def rated(world: World) -> World:
    """Solid, solid, hollow, gap, solid, and a running week with one day."""
    rate(world, 5, 5, 4, 6, 5)
    rate(world, 4, 4, 4, 4, 3, 5)
    rate(world, 3, 3, 5)
    rate(world, 2, 4)
    rate(world, 1, 2, 3, 4, 3)
    rate(world, 0, 3)
    return world


def shown(world: World, width: int = 1072, height: int = 800) -> TrendsView:
    page = world.trends_view()
    page.resize(width, height)
    page.show()
    QApplication.processEvents()
    return page


def pain_chart(page: TrendsView) -> PainChart:
    assert page.charts is not None
    return page.charts.pain


def legs_chart(page: TrendsView) -> FlexibilityChart:
    assert page.charts is not None
    return page.charts.flexibility.chart("leg-raise")


def minutes_chart(page: TrendsView) -> MinutesChart:
    assert page.charts is not None
    return page.charts.minutes


def scatters(chart: PainChart | FlexibilityChart) -> list[pg.ScatterPlotItem]:
    return [
        item
        for item in chart.plot.addedItems
        if isinstance(item, pg.ScatterPlotItem) and len(item.getData()[0])
    ]


def lines(chart: PainChart | FlexibilityChart) -> list[list[float]]:
    """The x places each line goes through."""
    return [
        [float(x) for x in item.getData()[0]]
        for item in chart.plot.addedItems
        if isinstance(item, pg.PlotDataItem)
    ]


# ---- pain ------------------------------------------------------------------------------------


def test_every_week_has_its_sentence(rated: World) -> None:
    sentences = [mark.sentence for mark in pain_chart(shown(rated)).marks]
    assert len(sentences) == 12
    assert sentences[-6:] == [
        "Week of 12 October. Average before sessions 5.0 from 4 days. Middle value 5. Lowest 4, highest 6.",
        "Week of 19 October. Average before sessions 4.0 from 5 days. Middle value 4. Lowest 3, highest 5.",
        "Week of 26 October. Average before sessions 4.0 from 2 days. Middle value 4. Lowest 3, highest 5."
        " Two or three days are shown, but not compared.",
        "Week of 2 November. Gap: 1 rated day.",
        "Week of 9 November. Average before sessions 3.0 from 4 days. Middle value 3. Lowest 2, highest 4.",
        "Week of 16 November. Gap: 1 rated day.",
    ]


def test_lines_join_neighbouring_solid_weeks_alone(rated: World) -> None:
    assert lines(pain_chart(shown(rated))) == [[6.0, 7.0]]


def test_solid_and_hollow_points(rated: World) -> None:
    chart = pain_chart(shown(rated))
    solid, hollow, _ = scatters(chart)
    assert [list(data) for data in solid.getData()] == [[6.0, 7.0, 10.0], [5.0, 4.0, 3.0]]
    assert [list(data) for data in hollow.getData()] == [[8.0], [4.0]]
    assert solid.opts["brush"].color() == rated.look.color("navy")
    assert hollow.opts["brush"].color() == rated.look.color("bg")
    assert hollow.opts["pen"].color() == rated.look.color("navy")


def test_a_day_rated_alone_is_a_small_dot_and_weeks_before_the_first_are_blank(world: World) -> None:
    rate(world, 0, 6)
    chart = pain_chart(shown(world))
    (lone,) = scatters(chart)
    assert [list(data) for data in lone.getData()] == [[11.0], [6.0]]
    assert lone.opts["size"] < SMALLEST_POINT_PX
    assert lines(chart) == []


def test_whiskers_go_from_the_lowest_to_the_highest_day(rated: World) -> None:
    chart = pain_chart(shown(rated))
    bars = next(item for item in chart.plot.addedItems if isinstance(item, pg.ErrorBarItem))
    low = list(bars.opts["y"] - bars.opts["bottom"])
    high = list(bars.opts["y"] + bars.opts["top"])
    assert low == [4.0, 3.0, 3.0, 2.0]
    assert high == [6.0, 5.0, 5.0, 4.0]


def test_the_axis_is_always_nought_to_ten(world: World) -> None:
    rate(world, 1, 1, 1, 1, 1)
    page = shown(world)
    low, high = pain_chart(page).plot.viewRange()[1]
    assert low < 0
    assert high > 10
    assert high - low < 11


def test_a_range_is_chosen_by_its_chip(rated: World) -> None:
    page = shown(rated)
    for key, weeks in (("4", 4), ("year", 52), ("all", 6), ("12", 12)):
        QTest.mouseClick(page.choice.ranges.chips[key], Qt.MouseButton.LeftButton)
        assert len(pain_chart(page).marks) == weeks
        assert page.choice.ranges.chips[key].isChecked()


def test_what_is_said_of_the_newest_weeks(rated: World) -> None:
    view = shown(rated)
    assert view.headline.text() == "Too early to compare"
    assert view.explanation.text() == (
        "Two fuller weeks are needed before we compare. This week so far: one rated day."
        " Your last fuller week, of 9 November: average 3.0, from 4 of 7 days."
    )


def test_ratings_during_and_after_are_not_in_it(world: World) -> None:
    for day in range(4):
        world.session(week(1) + timedelta(days=day), post=9)
    page = shown(world)
    assert all("Gap" in mark.sentence for mark in pain_chart(page).marks)


# ---- keyboard, pointer, screen reader --------------------------------------------------------


def test_the_arrows_go_from_point_to_point(rated: World) -> None:
    chart = pain_chart(shown(rated))
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.current == 11
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.tip.text() == chart.marks[10].sentence
    assert chart.tip.isVisible()
    assert chart.accessibleDescription() == chart.marks[10].sentence
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.current == 0
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert not chart.tip.isVisible()
    assert chart.accessibleDescription().startswith("12 weeks, 4 with a point.")


def test_the_pointer_shows_the_point_it_is_near(rated: World) -> None:
    chart = pain_chart(shown(rated))
    at = chart.place(chart.marks[10].x, chart.marks[10].y).toPoint()
    QTest.mouseMove(chart, at + QPoint(6, 4))
    assert chart.current == 10
    QTest.mouseMove(chart, at + QPoint(0, -100))
    assert chart.current is None


def test_the_sentence_goes_with_the_focus(rated: World) -> None:
    page = shown(rated)
    chart, other = pain_chart(page), minutes_chart(page)
    page.activateWindow()
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_End)
    assert chart.tip.isVisible()
    other.setFocus()
    assert other.hasFocus()
    assert not chart.tip.isVisible()
    assert chart.accessibleDescription().startswith("12 weeks, 4 with a point.")


def test_the_sentence_stays_inside_the_chart(rated: World) -> None:
    chart = pain_chart(shown(rated))
    for index in range(len(chart.marks)):
        chart.go_to(index)
        assert chart.rect().contains(chart.tip.geometry())


def test_charts_have_names(rated: World) -> None:
    page = shown(rated)
    names = [pain_chart(page).accessibleName(), minutes_chart(page).accessibleName()]
    assert names == ["Average back pain by week, 0 to 10", "Minutes of stretching a week"]
    for chart in (pain_chart(page), minutes_chart(page)):
        assert chart.focusPolicy() == Qt.FocusPolicy.StrongFocus


# ---- minutes and leg raise -------------------------------------------------------------------


def test_minutes_of_each_week(rated: World) -> None:
    sentences = [mark.sentence for mark in minutes_chart(shown(rated)).marks]
    assert sentences[-2:] == [
        "Week of 9 November. 36 minutes, 4 sessions on 4 days.",
        "Week of 16 November. 9 minutes so far, 1 session on 1 day.",
    ]
    assert sentences[0] == "Week of 31 August. No session."


def measured(world: World) -> World:
    for back, right, left in (
        (6, 57.0, 56.0),
        (5, 59.0, 55.0),
        (3, 64.0, 60.0),
        (2, 70.0, 61.0),
        (1, 72.0, 62.0),
    ):
        world.sitting(week(back), right, left)
    return world


def test_each_side_has_its_own_line_shape_and_band(world: World) -> None:
    chart = legs_chart(shown(measured(world)))
    assert len(lines(chart)) == 2
    assert {item.opts["symbol"] for item in scatters(chart)} == {"o", "d"}
    bands = [item for item in chart.plot.addedItems if isinstance(item, pg.LinearRegionItem)]
    assert sorted(band.getRegion() for band in bands) == [(45.5, 65.5), (48.0, 68.0)]
    assert not any(band.movable for band in bands)
    assert chart.error_words() == "band: measuring error, ±10°"


def test_what_may_be_said_of_a_change(world: World) -> None:
    words = [label.text() for label in shown(measured(world)).findChildren(QLabel)]
    change = "Right leg: more than measuring error, 2 in a row. Left leg: within measuring error"
    assert change in words


def test_sittings_in_the_order_of_their_days(world: World) -> None:
    chart = legs_chart(shown(measured(world)))
    assert chart.marks[0].sentence == "Right leg, 5 October: 57 degrees, by phone. Tries: 57, 57, 57."
    assert chart.marks[1].sentence.startswith("Left leg, 5 October: 56 degrees")
    assert [mark.x for mark in chart.marks] == sorted(mark.x for mark in chart.marks)


def test_a_sitting_shows_its_tries_when_it_is_pointed_at(world: World) -> None:
    chart = legs_chart(shown(measured(world)))
    before = len(scatters(chart))
    chart.go_to(0)
    assert len(scatters(chart)) == before + 2  # the tries, and the ring around the point


def test_one_side_alone_is_no_trouble(world: World) -> None:
    world.sitting(week(1), 57.0, 56.0)
    chart = legs_chart(shown(world))
    assert len(chart.marks) == 2
    assert chart.error_words() == ""


def test_without_a_measure_there_is_a_way_to_make_one(rated: World) -> None:
    page = shown(rated)
    assert page.charts is not None
    assert page.charts.flexibility.panels == {}
    words = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert "Measure now to have a start to compare with. It takes about six minutes." in words


def test_series_can_be_told_apart_in_grey(world: World) -> None:
    """Without colour, right and left still differ: by the outline of their points."""
    chart = legs_chart(shown(measured(world)))
    inked: dict[str, set[tuple[int, int]]] = {}
    for item in scatters(chart):
        symbol = item.opts["symbol"]
        point = pg.graphicsItems.ScatterPlotItem.renderSymbol(symbol, 32, pg.mkPen(None), pg.mkBrush("k"))
        places = ((x, y) for x in range(point.width()) for y in range(point.height()))
        inked[symbol] = {(x, y) for x, y in places if point.pixelColor(x, y).alpha() > 127}
    differing = inked["o"] ^ inked["d"]
    assert len(differing) > 0.2 * len(inked["o"])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_charts_are_drawn_in_the_theme_s_colours(worlds: Callable[..., World], theme: str) -> None:
    world = worlds(theme=theme)
    rate(world, 1, 4, 4, 4, 4)
    image = pain_chart(shown(world)).grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert world.look.color("navy").name() in colours


def test_a_new_theme_redraws_the_charts(rated: World) -> None:
    chart = pain_chart(shown(rated))
    rated.themes.want("dark")
    solid = scatters(chart)[0]
    assert solid.opts["brush"].color().name() == rated.look.color("navy").name()
    rated.themes.want("light")


# ---- the page --------------------------------------------------------------------------------


def test_before_the_first_session_there_is_something_to_do(world: World) -> None:
    page = world.progress_page()
    page.show()
    asked: list[str] = []
    page.start_wanted.connect(lambda: asked.append("start"))
    page.measure_wanted.connect(lambda: asked.append("measure"))
    assert page.currentWidget() is page.empty
    for words in ("Start a short session", "Measure"):
        button = next(b for b in page.empty.findChildren(QPushButton) if b.text() == words)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == ["start", "measure"]


def test_the_first_session_fills_the_page(world: World) -> None:
    page = world.progress_page()
    page.show()
    world.session(MONDAY, pre=4)
    assert page.currentWidget() is page.view(WEEK)


def test_one_rated_day_is_a_gap_with_a_dot(world: World) -> None:
    world.session(MONDAY, pre=4)
    assert pain_chart(shown(world)).marks[-1].sentence == "Week of 16 November. Gap: 1 rated day."


def test_charts_are_reused(rated: World) -> None:
    page = shown(rated)
    chart, plot = pain_chart(page), pain_chart(page).plot
    rate(rated, 6, 3, 3, 3, 3)
    page.refresh()
    assert pain_chart(page) is chart
    assert chart.plot is plot
    assert chart.marks[5].sentence.startswith("Week of 5 October. Average before sessions 3.0")


def test_thirty_years_are_shown(world: World) -> None:
    """Many weeks: points shrink, dates thin out, nothing breaks."""
    rate(world, 52 * 30, 5, 5, 5, 5)
    rate(world, 1, 3, 3, 3, 3)
    page = shown(world)
    page.choice.choose("all")
    chart = pain_chart(page)
    assert len(chart.marks) == 52 * 30 + 1
    assert chart.point_px() == SMALLEST_POINT_PX
    assert not chart.grab().isNull()


def test_pyqtgraph_is_loaded_for_the_first_chart_and_not_before() -> None:
    code = (
        "import sys\n"
        "import stretchplayer.ui.desk, stretchplayer.ui.pages.today, stretchplayer.ui.progress.page\n"
        "import stretchplayer.ui.measure.page, stretchplayer.ui.pages.when_to_stop\n"
        "assert 'pyqtgraph' not in sys.modules\n"
        "assert 'numpy' not in sys.modules\n"
        "import stretchplayer.ui.charts.pain\n"
        "assert 'pyqtgraph' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("text_scale", [1.0, 1.5])
@pytest.mark.parametrize("width", [832, 1072])
@pytest.mark.parametrize("key", some_now(["all", "4", "12"], 3))
def test_words_around_charts_have_room(
    worlds: Callable[..., World], monkeypatch: pytest.MonkeyPatch, text_scale: float, width: int, key: str
) -> None:
    world = worlds(text_scale=text_scale)
    rate(world, 60, 4, 4, 4, 4)
    rate(world, 1, 4, 4, 4, 4)
    measured(world)
    page = shown(world, width)
    page.choice.choose(key)
    QApplication.processEvents()
    room = Chart.word_box
    for chart in (pain_chart(page), minutes_chart(page), legs_chart(page)):
        boxes: list[tuple[str, QRectF]] = []

        def noted(
            chart: Chart, at: QPointF, words: str, *how: str, boxes: list[tuple[str, QRectF]] = boxes
        ) -> QRectF:
            box = room(chart, at, words, *how)
            if at != QPointF(0, 0):  # the words beside the axis stand upright
                boxes.append((words, box))
            return box

        monkeypatch.setattr(Chart, "word_box", noted)
        chart.grab()
        assert len(boxes) > 3
        outer = QRectF(chart.rect()).adjusted(-1, -1, 1, 1)
        assert [words for words, box in boxes if not outer.contains(box)] == []
        assert [
            (words, other)
            for i, (words, box) in enumerate(boxes)
            for other, other_box in boxes[i + 1 :]
            if box.adjusted(1, 3, -1, -3).intersects(other_box)
        ] == []

"""Each chart as a table and as a file; the Table tab; and what is said when a file cannot be written."""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from stretchplayer.core.history import RatingKind
from stretchplayer.ui.charts.sheet import Cell, Sheet, csv_text, order_of
from stretchplayer.ui.progress.chart_files import Form
from stretchplayer.ui.progress.day import DayPage
from stretchplayer.ui.progress.table import TableView
from stretchplayer.ui.progress.table_sheets import DAYS, MEASURES, STRETCHES, WEEKS
from stretchplayer.ui.progress.trends import TrendsView
from tests.tiers import some_now
from tests.ui.test_fit import faults, scrolls_sideways
from tests.ui.test_trends import MONDAY, charts, everything, shown
from tests.ui.test_week_view import Looking, rate, rate_weeks
from tests.ui.world import World

SVG = "{http://www.w3.org/2000/svg}"
PANELS = ["pain", "minutes", "calendar", "muscles"]


@pytest.fixture
def view(world: World) -> TrendsView:
    everything(world)
    return shown(world)


@pytest.fixture
def said(view: TrendsView) -> list[str]:
    words: list[str] = []
    view.told.connect(lambda text, *_: words.append(text))
    return words


# ---- files -----------------------------------------------------------------------------------


def inks(image: QImage) -> set[str]:
    return {
        QColor(image.pixel(x, y)).name() for x in range(0, image.width(), 2) for y in range(image.height())
    }


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("key", some_now(PANELS, 4))
def test_a_picture_has_four_pixels_for_one_and_the_chart_s_colours(
    worlds: Callable[..., World], tmp_path: Path, key: str, theme: str
) -> None:
    world = worlds(theme=theme)
    everything(world)
    panel = charts(shown(world)).panels[key]
    path = tmp_path / "chart.png"
    panel.save_to(path, Form.PNG)
    image = QImage(str(path))
    assert image.width() >= 2 * panel.chart.width()
    assert image.height() > 2 * panel.chart.height()
    assert image.pixelColor(2, 2) == world.look.color("bg")
    role = "navy" if key == "pain" else "teal"
    assert world.look.color(role).name() in inks(image)


def test_nothing_in_a_picture_is_filled_that_is_a_line(view: TrendsView, tmp_path: Path) -> None:
    """Lines of the plot once took the brush that the last word before them had."""
    panel = charts(view).panels["pain"]
    panel.save_to(tmp_path / "chart.png", Form.PNG)
    image = QImage(str(tmp_path / "chart.png"))
    amber = view._look.color("amber")
    pixels = [(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)]
    flagged = sum(image.pixelColor(x, y) == amber for x, y in pixels)
    assert 0 < flagged < len(pixels) / 200


@pytest.mark.parametrize("key", PANELS)
def test_a_drawing_keeps_its_words_and_has_no_pixels(view: TrendsView, tmp_path: Path, key: str) -> None:
    panel = charts(view).panels[key]
    path = tmp_path / "chart.svg"
    panel.save_to(path, Form.SVG)
    root = ET.parse(path).getroot()
    words = [element.text for element in root.iter(f"{SVG}text")]
    assert not list(root.iter(f"{SVG}image"))
    assert list(root.iter(f"{SVG}path"))
    name = root.find(f"{SVG}title")
    assert name is not None
    assert name.text in words
    about = root.find(f"{SVG}desc")
    assert about is not None
    assert about.text == panel.chart.accessibleDescription()
    expected = {"pain": "your start", "minutes": "Nov", "calendar": "M", "muscles": "Back of the thigh"}
    assert expected[key] in words


def test_saving_leaves_the_chart_as_it_was(view: TrendsView, tmp_path: Path) -> None:
    chart = charts(view).pain
    before = chart.grab().toImage()
    chart.go_to(3)
    for form in Form:
        charts(view).panels["pain"].save_to(tmp_path / f"chart.{form.value}", form)
    assert chart.current == 3
    chart.go_to(None)
    assert chart.grab().toImage() == before


def test_a_table_in_a_file_has_the_chart_s_numbers(view: TrendsView, tmp_path: Path) -> None:
    path = tmp_path / "weeks.csv"
    charts(view).panels["pain"].save_to(path, Form.CSV)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["Week of"] for row in rows][:2] == ["2026-08-31", "2026-09-07"]
    assert [row["Average"] for row in rows][5:] == ["5", "4", "4", "", "4", "3", ""]
    assert [row["Days rated"] for row in rows][5:] == ["7", "7", "3", "1", "7", "7", "0"]
    assert [row["Point"] for row in rows][7:9] == ["2 or 3 days", "gap"]
    assert [row["Flare days"] for row in rows][10] == "1"


def test_where_a_file_is_and_why_it_is_not(view: TrendsView, said: list[str], tmp_path: Path) -> None:
    panel = charts(view).panels["pain"]
    panel.save_to(tmp_path / "chart.png", Form.PNG)
    panel.save_to(tmp_path / "no such folder" / "chart.svg", Form.SVG)
    assert said[0] == f"The picture is in {tmp_path / 'chart.png'}."
    assert "could not be written" in said[1]
    assert said[1].endswith("Please choose another place.")


def test_the_menu_asks_where_and_adds_the_end_of_the_name(
    view: TrendsView, said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str]] = []

    def choose(parent: object, title: str, suggested: str, kinds: str) -> tuple[str, str]:
        asked.append((Path(suggested).name, kinds))
        return str(tmp_path / "mine"), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    menu = charts(view).panels["minutes"].menu
    for form in Form:
        menu.actions_by_key[form.value].trigger()
        assert (tmp_path / f"mine.{form.value}").exists()
    assert asked[1] == ("minutes-a-week.svg", "Drawings (*.svg)")
    assert len(said) == 3
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    menu.actions_by_key["png"].trigger()
    assert len(said) == 3


# ---- the table behind a chart ----------------------------------------------------------------


def test_a_chart_is_shown_as_a_table_and_back(view: TrendsView) -> None:
    panel = charts(view).panels["pain"]
    action = panel.menu.actions_by_key["table"]
    assert action.text() == "Show as table"
    action.trigger()
    table = panel.table
    assert table is not None
    assert table.isVisible()
    assert not panel.chart.isVisible()
    assert action.text() == "Show as chart"
    model = table.sheet_model
    assert model.rowCount() == 12
    newest = [model.data(model.index(0, column)) for column in range(4)]
    assert newest == ["16 Nov 2026", "", "0", ""]
    assert model.data(model.index(1, 3)) == "3.0"
    assert model.data(model.index(1, 3), Qt.ItemDataRole.AccessibleTextRole) == "Average: 3.0"
    assert model.data(model.index(0, 3), Qt.ItemDataRole.AccessibleTextRole) == "Average: none"
    action.trigger()
    assert panel.chart.isVisible()
    assert not table.isVisible()


def test_weeks_with_nothing_to_show_have_neither_chart_nor_table(world: World) -> None:
    everything(world)
    world.session(date(2025, 1, 6))
    view = shown(world)
    panel = charts(view).panels["muscles"]
    panel.show_table(wanted=True)
    assert panel.table is not None
    view.choice.choose("year")
    view.choice.before.click()
    assert not panel.table.isVisible()
    assert not panel.chart.isVisible()
    assert not panel.menu.isVisible()
    view.choice.after.click()
    assert panel.table.isVisible()
    assert not panel.chart.isVisible()
    assert panel.menu.isVisible()


def test_the_table_follows_the_weeks_that_are_chosen(view: TrendsView) -> None:
    panel = charts(view).panels["pain"]
    panel.show_table(wanted=True)
    view.choice.choose("4")
    assert panel.table is not None
    assert panel.table.sheet_model.rowCount() == 4


# ---- the Table tab ---------------------------------------------------------------------------


def tab(world: World) -> tuple[Looking, TableView]:
    looking = Looking(world)
    looking.page.show_view("table")
    view = looking.page.view("table")
    assert isinstance(view, TableView)
    looking.settle()
    return looking, view


def column(view: TableView, name: str) -> list[str]:
    model = view.table.sheet_model
    place = view.sheet.columns.index(name)
    return [model.data(model.index(row, place)) for row in range(model.rowCount())]


def test_weeks_are_sorted_by_any_column(world: World) -> None:
    everything(world)
    _, view = tab(world)
    assert column(view, "Week of")[:2] == ["16 Nov 2026", "9 Nov 2026"]
    view.table.sortByColumn(view.sheet.columns.index("Average"), Qt.SortOrder.AscendingOrder)
    assert column(view, "Average")[-3:] == ["4.0", "4.0", "5.0"]
    assert column(view, "Average")[:3] == ["", "", ""]
    view.choice.choose("4")
    assert column(view, "Average") == ["", "", "3.0", "4.0"]  # still in that order


def test_a_click_on_a_column_sorts(world: World) -> None:
    everything(world)
    _, view = tab(world)
    head = view.table.horizontalHeader()
    at = QPoint(head.sectionViewportPosition(0) + 10, head.height() // 2)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert column(view, "Week of")[0] == "31 Aug 2026"


def test_days_with_each_question_for_itself(world: World) -> None:
    rate(world, MONDAY, 5)
    rate(world, MONDAY, 3, RatingKind.PRE)
    rate(world, MONDAY, 4, RatingKind.PRE)
    world.session(MONDAY + timedelta(days=1), minutes=4)
    world.history.mark_flare_day(MONDAY + timedelta(days=2))
    _, view = tab(world)
    view.choose(DAYS)
    assert column(view, "Day")[:4] == ["19 Nov 2026", "18 Nov 2026", "17 Nov 2026", "16 Nov 2026"]
    assert column(view, "Average of the day")[:4] == ["", "", "", "5.0"]
    assert column(view, "Before sessions")[:4] == ["", "", "", "3.5"]
    assert column(view, "Minutes")[:4] == ["", "", "4.0", ""]
    assert column(view, "Flare day")[:4] == ["", "flare", "", ""]


def during(world: World, stretch: str, scores: list[int]) -> None:
    session = world.session(MONDAY, pre=2)
    for item, score in enumerate(scores):
        world.history.record_rating("during", score, session=session, stretch=stretch, item=item)


def test_a_stretch_has_figures_from_five_ratings_on(world: World) -> None:
    during(world, "cat-cow", [1, 2, 3, 7, 2])
    during(world, "pelvic-tilt", [1, 2, 3, 7])
    during(world, "from-another-version", [0])
    _, view = tab(world)
    view.choose(STRETCHES)
    assert column(view, "Stretch") == ["Cat and cow", "from-another-version", "Pelvic tilt"]
    assert column(view, "Ratings") == ["5", "1", "4"]
    assert column(view, "Typical rating") == ["2.0", "", ""]
    assert column(view, "Red") == ["1", "", ""]


def test_measures_are_all_there_whatever_weeks_are_chosen(world: World) -> None:
    world.sitting(date(2025, 1, 6), 60, 55)
    rate_weeks(world, [5] * 7)
    _, view = tab(world)
    view.choose(MEASURES)
    assert set(column(view, "Day")) == {"6 Jan 2025"}
    assert not view.choice.isVisible()
    view.choose(WEEKS)
    assert view.choice.isVisible()


def test_a_row_opens_its_day(world: World) -> None:
    everything(world)
    looking, view = tab(world)
    view.choose(DAYS)
    view.table.setFocus()
    view.table.selectRow(3)
    view.table.setCurrentIndex(view.table.sheet_model.index(3, 0))
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    looking.settle()
    assert isinstance(looking.page.currentWidget(), DayPage)
    assert looking.page.day is not None
    assert "16 November" in " ".join(looking.texts())


def test_a_row_of_a_stretch_opens_nothing(world: World) -> None:
    during(world, "cat-cow", [1])
    looking, view = tab(world)
    view.choose(STRETCHES)
    view.table.setFocus()
    view.table.setCurrentIndex(view.table.sheet_model.index(0, 0))
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    assert looking.page.currentWidget() is view


def test_tab_leads_out_of_the_table(world: World) -> None:
    everything(world)
    looking, view = tab(world)
    looking.window.activateWindow()
    view.table.setFocus()
    QTest.keyClick(view.table, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not view.table


def test_the_table_is_saved(world: World, tmp_path: Path) -> None:
    everything(world)
    looking, view = tab(world)
    view.save_to(tmp_path / "weeks.csv")
    rows = list(csv.reader((tmp_path / "weeks.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0][:3] == ["Week of", "Days rated", "Average"]
    assert len(rows) == 13
    view.save_to(tmp_path / "none" / "weeks.csv")
    assert looking.told[0][0] == f"The table is in {tmp_path / 'weeks.csv'}."
    assert "could not be written" in looking.told[1][0]


@pytest.mark.parametrize("theme", some_now(["light", "dark"], 2))
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(900, 520), (1280, 800)], ids=str)
def test_nothing_is_cut_off(
    worlds: Callable[..., World], size: tuple[int, int], scale: float, theme: str
) -> None:
    world = worlds(theme=theme, text_scale=scale)
    everything(world)
    looking = Looking(world, *size)
    looking.page.show_view("table")
    view = looking.page.view("table")
    looking.settle()
    assert faults(view) == []
    assert not scrolls_sideways(view)


# ---- sheets ----------------------------------------------------------------------------------


def test_a_file_for_spreadsheets() -> None:
    sheet = Sheet("S", ("Name", "Value", "Day"), (("a, b", 1.25, date(2026, 3, 2)), (None, 3, None)))
    assert csv_text(sheet) == 'Name,Value,Day\r\n"a, b",1.25,2026-03-02\r\n,3,\r\n'


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@A1"])
def test_a_name_is_never_run_as_a_formula(name: str) -> None:
    assert csv_text(Sheet("S", ("Name",), ((name,),))).splitlines()[1] == f"'{name}"


cells = st.one_of(st.none(), st.integers(-99, 99), st.floats(0, 10), st.dates(), st.text(max_size=5))


@given(st.lists(cells))
def test_cells_of_any_kind_have_an_order(column: list[Cell]) -> None:
    ordered = sorted(column, key=order_of)
    missing = [cell for cell in ordered if cell is None]
    assert ordered[: len(missing)] == missing
    numbers = [cell for cell in ordered if isinstance(cell, (int, float))]
    assert numbers == sorted(numbers)

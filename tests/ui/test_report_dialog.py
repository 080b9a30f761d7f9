"""The report from the window: which days, what paper, where it goes, and what stands in the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from stretchplayer.printing.paper import Paper
from stretchplayer.ui.progress.report_dialog import ReportDialog
from stretchplayer.ui.widgets.day_field import parse_day
from tests.report.pdf_text import page_texts
from tests.ui.test_fit import faults
from tests.ui.test_week_view import Looking, rate_weeks
from tests.ui.world import World


@pytest.fixture
def rated(world: World) -> World:
    """Three weeks of daily ratings and a word about a day; today is Thursday 19 November 2026."""
    note_three_weeks(world)
    return world


def note_three_weeks(world: World) -> None:
    rate_weeks(world, [5, 4, 5, 6, 4, 5, 4], [5, 5, 4, 5, 4, 5, 5], [4, 4, 5, 3, 3, 4, 4])
    world.history.save_day_note(date(2026, 11, 11), "Sat in the car for hours.")


def ask(
    world: World, view: str = "week", width: int = 1280, height: int = 800
) -> tuple[Looking, ReportDialog]:
    """Press Report on a view."""
    looking = Looking(world, width, height)
    looking.page.show_view(view)
    looking.settle()
    QTest.mouseClick(looking.page.view(view).report, Qt.MouseButton.LeftButton)
    looking.settle()
    (dialog,) = looking.window.findChildren(ReportDialog)
    return looking, dialog


def pages(path: Path) -> str:
    return "\n".join(page_texts(path.read_bytes()))


@pytest.mark.parametrize("view", ["week", "trends", "table"])
def test_every_view_of_progress_leads_to_a_report(
    rated: World, view: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.pdf"
    offered: list[str] = []

    def choose(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        offered.append(Path(name).name)
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    looking, dialog = ask(rated, view)
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    looking.settle()
    assert offered == ["Stretch Player 2026-11-19.pdf"]
    assert [words for words, _, _ in looking.told] == ["The report is in report.pdf."]
    assert "26 October 2026 – 19 November 2026" in pages(path)
    assert "Sat in the car for hours." in pages(path)
    assert not looking.window.findChildren(ReportDialog) or not dialog.isVisible()


def test_the_days_can_be_ones_own(rated: World, tmp_path: Path) -> None:
    looking, dialog = ask(rated)
    assert not dialog.first.isVisible()
    dialog.period.setFocus()
    QTest.keyClicks(dialog.period, "Days")
    dialog.period.activated.emit(dialog.period.currentIndex())
    looking.settle()
    assert dialog.first.isVisible()
    assert dialog.first.text() == "31 Aug 2026"
    dialog.first.setText("2 Nov 2026")
    QTest.keyClick(dialog.last, Qt.Key.Key_Up)
    assert dialog.last.value() == date(2026, 11, 19)  # no day to come
    QTest.keyClick(dialog.last, Qt.Key.Key_PageDown)
    QTest.keyClick(dialog.last, Qt.Key.Key_Down)
    dialog.save_to(tmp_path / "x.pdf")
    assert "2 November 2026 – 11 November 2026, 10 days" in pages(tmp_path / "x.pdf")


def test_words_of_ones_own_can_be_left_out(rated: World, tmp_path: Path) -> None:
    _, dialog = ask(rated)
    dialog.with_notes.click()
    dialog.save_to(tmp_path / "x.pdf")
    assert "Sat in the car" not in pages(tmp_path / "x.pdf")
    assert "Back pain by week" in pages(tmp_path / "x.pdf")


@pytest.mark.parametrize("paper", Paper)
def test_the_paper_can_be_chosen(rated: World, tmp_path: Path, paper: Paper) -> None:
    _, dialog = ask(rated)
    dialog.paper.buttons[paper.value].click()
    dialog.save_to(tmp_path / "x.pdf")
    assert f"0 0 {paper.width:.0f}".encode() in (tmp_path / "x.pdf").read_bytes()


def test_what_stands_in_the_way_is_told_and_the_choice_stays(rated: World, tmp_path: Path) -> None:
    looking, dialog = ask(rated)
    dialog.save_to(tmp_path / "no" / "x.pdf")
    assert "could not be written" in dialog.problem.words.text()
    assert dialog.problem.isVisible()
    dialog.first.setText("2 Nov 2027")
    assert not dialog.problem.isVisible()
    dialog.save_to(tmp_path / "x.pdf")
    assert "Please give them the other way round." in dialog.problem.words.text()
    dialog.first.setText("soon")
    dialog.save_button.click()
    assert dialog.problem.words.text() == "Please write both days in full, for instance 31 Aug 2026."
    assert looking.told == []
    assert not (tmp_path / "x.pdf").exists()


def test_escape_leaves_everything_as_it_was(rated: World) -> None:
    looking, dialog = ask(rated)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    looking.settle()
    assert looking.told == []
    assert QApplication.activeModalWidget() is None


def test_tab_goes_through_the_fields_in_their_order(rated: World) -> None:
    looking, dialog = ask(rated)
    dialog.period.choose("own")
    dialog.period.chosen.emit("own")
    looking.settle()
    order = [dialog.period, dialog.first, dialog.last, dialog.paper, dialog.with_notes]
    seen = []
    for _ in range(len(order) + 2):
        focus = dialog.focusWidget()
        assert focus is not None
        seen.append(dialog.paper if dialog.paper.isAncestorOf(focus) else focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert seen == [*order, dialog.cancel, dialog.save_button]
    assert all(part.accessibleName() for part in order)


@pytest.mark.parametrize("text_scale", [1.0, 1.5])
@pytest.mark.parametrize("size", [(900, 520), (1280, 800)])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_fits(worlds: Callable[..., World], theme: str, size: tuple[int, int], text_scale: float) -> None:
    world = worlds(theme=theme, text_scale=text_scale)
    note_three_weeks(world)
    looking, dialog = ask(world, "week", *size)
    dialog.period.choose("own")
    dialog.period.chosen.emit("own")
    dialog.first.setText("2 Nov 2027")
    dialog.save_to(Path("nowhere.pdf"))
    looking.settle()
    assert dialog.problem.isVisible()
    assert faults(dialog) == []
    assert dialog.size() == looking.window.size()
    assert dialog.rect().contains(dialog.sheet.geometry())


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31 Aug 2026", date(2026, 8, 31)),
        (" 1. September 2026 ", date(2026, 9, 1)),
        ("2026-08-31", date(2026, 8, 31)),
        ("31 Feb 2026", None),
        ("31 Foo 2026", None),
        ("31/8/2026", None),
        ("", None),
        ("0000-01-01", None),
    ],
)
def test_days_are_read_as_they_are_written(text: str, day: date | None) -> None:
    assert parse_day(text) == day

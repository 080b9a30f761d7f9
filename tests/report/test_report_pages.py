"""The pages of the report, as they are laid out: two at most, nothing cut off or on top of something else."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from stretchplayer.core.content_rules import wording_faults
from stretchplayer.printing.paper import MARGIN, Paper
from stretchplayer.printing.report import lay_out
from stretchplayer.printing.report_words import LIMITS
from stretchplayer.printing.sheet import Disc, Shape, Sheet
from tests.report.reports import FULL, Amounts, made_report, name_of
from tests.report.sheets import overlapping, places, texts, told


@pytest.fixture(autouse=True)
def _letters(qtbot: QtBot) -> None:
    """Fonts come with the application."""


def pages(amounts: Amounts, paper: Paper = Paper.A4) -> list[Sheet]:
    return lay_out(made_report(amounts), name_of, paper)


def check(sheets: list[Sheet], paper: Paper) -> None:
    assert len(sheets) <= 2
    for sheet in sheets:
        assert overlapping(sheet) == []
        for x, y in places(sheet):
            assert MARGIN - 1 <= x <= paper.width - MARGIN + 1
            assert MARGIN - 1 <= y <= paper.height - MARGIN + 1


AMOUNTS = st.builds(
    Amounts,
    days=st.one_of(st.integers(1, 60), st.integers(60, 800), st.integers(800, 1500)),
    rated_share=st.sampled_from([0.0, 0.2, 0.6, 1.0]),
    before_share=st.sampled_from([0.0, 0.3, 0.9]),
    stretches=st.integers(0, 60),
    set_aside=st.integers(0, 30),
    tests=st.integers(0, 12),
    flags=st.integers(0, 40),
    flare_days=st.integers(0, 300),
    notes=st.integers(0, 300),
    words=st.integers(1, 150),
    letters=st.sampled_from([3, 8, 200]),
    seed=st.integers(0, 5),
)


@settings(deadline=None, max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(AMOUNTS, st.sampled_from(Paper))
def test_any_amount_of_notes_fits_on_two_pages(amounts: Amounts, paper: Paper) -> None:
    check(pages(amounts, paper), paper)


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("amounts", [Amounts(), FULL, Amounts(days=1), Amounts(days=10_957)], ids=str)
def test_usual_amounts_fit_too(amounts: Amounts, paper: Paper) -> None:
    check(pages(amounts, paper), paper)


def test_few_notes_take_one_page() -> None:
    few = Amounts(days=14, stretches=3, set_aside=0, tests=0, flags=0, flare_days=0, notes=1)
    assert len(pages(few)) == 1


def test_each_page_says_what_the_report_cannot_and_which_page_it_is() -> None:
    sheets = pages(FULL)
    assert len(sheets) == 2
    for number, sheet in enumerate(sheets, start=1):
        assert f"Page {number} of 2" in told([sheet])
        assert " ".join(told([sheet]).split()).count(LIMITS) == 1


def test_notes_that_are_left_out_or_shortened_are_counted() -> None:
    sheets = pages(Amounts(notes=80, words=90))
    words = told(sheets)
    shown = sum(text.words.startswith("xxx") and text.words.endswith("…") for text in texts(sheets[1]))
    assert f"{shown} notes are shortened and {80 - shown} older notes are left out here" in words
    assert "the export of the history has all of them." in words


def test_all_notes_that_fit_are_told_with_no_word_of_others() -> None:
    words = told(pages(Amounts(notes=8, words=5)))
    assert words.count(" ".join(["xxxxxxxx"] * 5)) == 8
    assert "left out" not in words
    assert "shortened" not in words


def test_stretches_that_are_left_out_are_counted() -> None:
    words = told(pages(Amounts(stretches=60, set_aside=0, flags=0, tests=0)))
    assert words.count("Seated Figure Four") == 24
    assert "36 stretches done less often left out; the export has all." in words


def test_days_without_a_rating_are_gaps() -> None:
    sheets = pages(Amounts(rated_share=0.0, before_share=0.0, tests=0))
    assert "Pain: too little data to compare" in told(sheets)
    assert "0 of 84" in told(sheets)
    assert "0.0" not in told(sheets)


def test_years_are_told_in_parts_there_is_room_for() -> None:
    assert "Back pain by week, 0 to 10" in told(pages(Amounts(days=365)))
    assert "Back pain by month, 0 to 10" in told(pages(Amounts(days=730)))
    assert "Back pain by quarter, 0 to 10" in told(pages(Amounts(days=3653)))
    assert "Back pain by year, 0 to 10" in told(pages(Amounts(days=10_957)))


def test_words_are_kind_and_promise_nothing() -> None:
    words = told(pages(Amounts())) + told(pages(FULL)) + told(pages(Amounts(rated_share=0.0)))
    for line in " ".join(words.split()).replace(LIMITS, "").split("\n"):
        assert wording_faults("report", line.strip()) == []


def test_marks_differ_by_shape_for_those_who_print_in_grey() -> None:
    both = pages(Amounts(tests=1))[-1]
    rims = [item for item in both.items if isinstance(item, Shape) and item.closed and len(item.points) == 4]
    discs = [item for item in both.items if isinstance(item, Disc)]
    assert any(shape.points[0][0] == shape.points[2][0] for shape in rims)  # diamonds: the left side
    assert discs  # the right side

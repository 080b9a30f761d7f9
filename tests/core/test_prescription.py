"""Lists as physiotherapists write them, read into names, holds, times and sides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.app.content import load_catalogue
from stretchplayer.app.resources import assets
from stretchplayer.core.catalogue import Dose, Form
from stretchplayer.core.prescription import Prescribed, as_item, dose_of_line, form_of, read_line, read_list
from stretchplayer.core.routine import LIMITS, Sides

BOTH, LEFT, RIGHT = Sides.BOTH, Sides.LEFT, Sides.RIGHT
CATALOGUE = load_catalogue(assets() / "catalogue")


@pytest.mark.parametrize(
    ("line", "name", "hold_s", "repetitions", "sides"),
    [
        ("Knee to chest", "Knee to chest", None, None, None),
        ("1. Knee to chest, 20 s x 3, each side", "Knee to chest", 20, 3, BOTH),
        ("- Pelvic tilts: hold 5 seconds, repeat 10 times", "Pelvic tilts", 5, 10, None),
        ("Cat/cow 10 reps", "Cat/cow", None, 10, None),
        ("Hamstring stretch 30sec x2 each leg twice a day", "Hamstring stretch", 30, 2, BOTH),
        ("Hamstring stretch (left leg) 30 s", "Hamstring stretch", 30, None, LEFT),
        ("bridge 8x", "Bridge", None, 8, None),
        ("• Trunk rotation – 10-15 seconds, 3 times per side", "Trunk rotation", 10, 3, BOTH),
        ("March on the spot 2 min", "March on the spot", 120, None, None),
        ("3) Bird dog 5 × 10 s L/R", "Bird dog", 10, 5, BOTH),
        ("Side plank right side only 15 secs", "Side plank", 15, None, RIGHT),
        ("Chin tucks 3x a day, 5 reps", "Chin tucks", None, 5, None),
        ("Sphinx hold for 20 s daily", "Sphinx", 20, None, None),
        ("Open book (6 repetitions) both sides", "Open book", None, 6, BOTH),
        ("90/90 rest 1 minute", "90/90 rest", 60, None, None),
        ("Single-leg raise 5 sec, 8 reps, left and right", "Single-leg raise", 5, 8, BOTH),
    ],
)
def test_a_line_is_read(
    line: str, name: str, hold_s: float | None, repetitions: int | None, sides: Sides | None
) -> None:
    assert read_line(line) == Prescribed(name=name, hold_s=hold_s, repetitions=repetitions, sides=sides)


@pytest.mark.parametrize("line", ["", "   ", "---", "3 x 10", "20 s", "2 times a day", "1."])
def test_a_line_that_names_nothing_is_none(line: str) -> None:
    assert read_line(line) is None


def test_a_list_is_read_line_by_line() -> None:
    text = "My exercises\n\n1. Pelvic tilt 5 s x 10\n2. Cat and cow x 8\n------\n"
    assert [line.name for line in read_list(text)] == ["My exercises", "Pelvic tilt", "Cat and cow"]


@given(st.text(max_size=400))
def test_any_text_is_read_without_trouble(text: str) -> None:
    for line in read_list(text):
        assert line.name == line.name.strip()
        assert 0 < len(line.name) <= 60
        assert line.hold_s is None or line.hold_s >= 0


@given(
    st.sampled_from(list(CATALOGUE)),
    st.none() | st.integers(0, 9999),
    st.none() | st.integers(0, 9999),
    st.none() | st.sampled_from(Sides),
)
def test_an_item_is_inside_its_limits(
    stretch: object, hold_s: int | None, repetitions: int | None, sides: Sides | None
) -> None:
    line = Prescribed(
        name="x", hold_s=None if hold_s is None else float(hold_s), repetitions=repetitions, sides=sides
    )
    item = as_item(line, stretch)  # type: ignore[arg-type]
    limits = LIMITS[stretch.form]  # type: ignore[attr-defined]
    assert item.hold_s is None or limits.hold_s[0] <= item.hold_s <= limits.hold_s[1]
    assert item.repetitions is None or limits.repetitions[0] <= item.repetitions <= limits.repetitions[1]
    if not stretch.one_sided:  # type: ignore[attr-defined]
        assert item.sides is Sides.BOTH


def test_what_the_list_leaves_open_stays_open() -> None:
    item = as_item(Prescribed(name="x"), CATALOGUE["single-knee-to-chest"])
    assert (item.hold_s, item.repetitions, item.sides) == (None, None, Sides.BOTH)


@pytest.mark.parametrize(
    ("line", "form"),
    [
        (Prescribed(name="x"), Form.HOLD),
        (Prescribed(name="x", hold_s=20, repetitions=3), Form.HOLD),
        (Prescribed(name="x", hold_s=5, repetitions=10), Form.DRILL),
        (Prescribed(name="x", hold_s=120), Form.TIMED),
    ],
)
def test_how_an_unknown_exercise_is_done(line: Prescribed, form: Form) -> None:
    assert form_of(line) is form
    usual = Dose(hold_s=7, repetitions=2)
    dose = dose_of_line(line, usual)
    assert dose.hold_s == (line.hold_s or 7)
    assert dose.repetitions == (line.repetitions or 2)

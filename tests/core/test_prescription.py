"""Lists as physiotherapists write them, read into names, holds, times and sides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.app.content import load_catalogue
from stretchplayer.app.resources import assets
from stretchplayer.core.catalogue import Dose, Form
from stretchplayer.core.prescription import Prescribed, as_item, dose_of_line, form_of, read_line
from stretchplayer.core.routine import LIMITS, HowOften, Sides

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
    read = read_line(line)
    assert read is not None
    assert (read.name, read.hold_s, read.repetitions, read.sides) == (name, hold_s, repetitions, sides)


@pytest.mark.parametrize(
    ("line", "times", "days"),
    [
        ("Pelvic tilt 3x10 2x/day", 2, 7),
        ("Pelvic tilt twice a day", 2, 7),
        ("Pelvic tilt x 10 BD", 2, 7),
        ("Pelvic tilt t.d.s.", 3, 7),
        ("Pelvic tilt QID", 4, 7),
        ("Pelvic tilt x 5 daily", 1, 7),
        ("Pelvic tilt am & pm", 2, 7),
        ("Pelvic tilt morning and evening", 2, 7),
        ("Pelvic tilt 3 times per week", 1, 3),
        ("Pelvic tilt 2x/day, 5 days/week", 2, 5),
        ("Pelvic tilt every other day", 1, 3),
        ("Pelvic tilt once weekly", 1, 1),
        ("Pelvic tilt 2x täglich", 2, 7),
        ("Pelvic tilt 3x/Woche", 1, 3),
    ],
)
def test_how_often_is_read(line: str, times: int, days: int) -> None:
    read = read_line(line)
    assert read is not None
    assert read.name == "Pelvic tilt"
    assert read.often == HowOften(times_a_day=times, days_a_week=days)


@pytest.mark.parametrize(
    ("line", "sets", "repetitions", "hold_s"),
    [
        ("Bridge 3x10", 3, 10, None),
        ("Bridge 3 × 10-12", 3, 10, None),
        ("Bridge 3 sets of 10, hold 5 s", 3, 10, 5),
        ("Bridge 10 reps x 3 sets", 3, 10, None),
        ("Bridge 3 x 8 x 5s hold", 3, 8, 5),
        ("Bridge 10 x 3", 3, 10, None),
        ("Bridge, 3, 10", 3, 10, None),
        ("10 bridge", None, 10, None),
        ("Bridge x10 – 2 sets", 2, 10, None),
        ("Bridge, ten times, hold for five seconds", None, 10, 5),
        ('Bridge 3x 45"', None, 3, 45),
        ("Bridge 3x30s", None, 3, 30),
        ("Bridge 10 slow reps", None, 10, None),
        ("Bridge 8 e/s", None, 8, None),
        ("Bridge 1:30 min", None, None, 90),
        ("Bridge 1,5 Min.", None, None, 90),
        ("Bridge hold 5 x 10", None, 10, 5),
        ("Bridge hold for half a minute", None, None, 30),
    ],
)
def test_numbers_are_read(line: str, sets: int | None, repetitions: int | None, hold_s: float | None) -> None:
    read = read_line(line)
    assert read is not None
    assert read.name == "Bridge"
    assert (read.sets, read.repetitions, read.hold_s) == (sets, repetitions, hold_s)


def test_numbers_of_a_name_stay_in_it() -> None:
    for name in ("90/90 rest", "4 point kneeling arm raise", "Figure 4"):
        read = read_line(name)
        assert read is not None
        assert read.name == name


@pytest.mark.parametrize("line", ["", "   ", "---", "3 x 10", "20 s", "2 times a day", "1."])
def test_a_line_that_names_nothing_is_none(line: str) -> None:
    assert read_line(line) is None


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

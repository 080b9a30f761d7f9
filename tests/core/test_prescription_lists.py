"""Whole lists as physiotherapists write them: every exercise found, nothing of the text lost."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.core.prescription import LONGEST_NAME
from stretchplayer.core.prescription_list import MOST_LINES, read_list
from stretchplayer.core.routine import HowOften, Sides

BOTH, LEFT, RIGHT = Sides.BOTH, Sides.LEFT, Sides.RIGHT


class Row(NamedTuple):
    """What is expected of a line."""

    name: str
    hold_s: float | None = None
    repetitions: int | None = None
    sets: int | None = None
    sides: Sides | None = None


def often(times: int, days: int = 7) -> tuple[HowOften, ...]:
    return (HowOften(times_a_day=times, days_a_week=days),)


NUMBERED = """1. Pelvic tilt 3x10 2x/day
2. Knee to chest - hold 30s each side 2x/day
3. Cat/cow x10, 2x/day"""
BULLETS = """• Hamstring stretch 30 sec x 3 R+L
• Piriformis stretch (L) 3 x 20 secs
• Bridges x12 – 2 sets"""
MAIL = """> Dear Anna,
>
> please do these twice a day:
>
> - Pelvic tilts, hold 5 seconds, 10 reps
> - Knees to chest: 2-3 x 30-60 sec
>
> Best wishes
> Tom"""
TABS = """Exercise\tSets\tReps\tHold\tFrequency
Pelvic tilt\t3\t10\t5\tdaily
Knee to chest\t1\t3\t20 sec\tdaily"""
COMMAS = """Exercise,Reps,Hold (sec),Side
"Cat, cow",8,,
Hamstring stretch,3,30,both
Side plank,2,15,left"""
GERMAN = """1) Pelvic tilt 10 Wdh., 3 Sätze, täglich
2) March on the spot 1,5 Min.
3) Hamstring stretch 3 × 30 Sek. je Seite
4) Knee to chest 20 Sek. links, 3 mal"""
CLINIC = """SLR 10 reps x 3 sets b/l BD
Bridge 3*12, 5sh
Chin tucks x 10 BD"""
UNDER = """1. Pelvic tilt
   Lie on your back with your knees bent.
   Hold 5 seconds
   Repeat 10 times
2. Knee to chest
   Hold: 20 s
   Reps: 3
   each side"""
MARKDOWN = """| Exercise | Sets x reps | Hold |
|---|---|---|
| Bird dog | 3 x 8 | 5 s |
| Sphinx | 2 | 30 s |"""
WORDS = """Pelvic tilt, ten times, hold for five seconds
Knee to chest, repeat three times, hold half a minute, both sides, every other day"""
PLAIN = """Home exercise programme
1 Cat cow
2 Bird dog
3 Superman"""
LINE = "Cat cow x10; bridge 3x12; bird dog 8 reps each side"

CARD = """Single Knee to Chest
Sets: 1  Reps: 3  Hold: 20-30 sec  Frequency: 2x/day
Bring one knee up toward the chest. Repeat with opposite knee.

Copyright (c) 1996"""
FORM = """Exercise: Clamshell
Reps: 15
Sets: 2
Side: both"""
SHORT = "SKTC 3x30s B, DKTC 2x30s, LTR x10, bridge 2x10 BID"
MIXED = """Mon/Wed/Fri
Cat/Camel – 10 slow reps, 1x tgl.
Bird dog: 3 sets of 8/side w/ 5 sec hold
Open books 8 e/s (hold 2s)"""

LISTS = [
    (CARD, [Row("Single Knee to Chest", 20, 3, 1, BOTH)], ("Copyright (c) 1996",), often(2)),
    (FORM, [Row("Clamshell", None, 15, 2, BOTH)], (), ()),
    (
        SHORT,
        [
            Row("SKTC", 30, 3, None, BOTH),
            Row("DKTC", 30, 2),
            Row("LTR", None, 10),
            Row("Bridge", None, 10, 2),
        ],
        (),
        often(2),
    ),
    (
        MIXED,
        [
            Row("Cat/Camel", None, 10),
            Row("Bird dog", 5, 8, 3, BOTH),
            Row("Open books", 2, 8, None, BOTH),
        ],
        ("Mon/Wed/Fri",),
        often(1),
    ),
    (
        NUMBERED,
        [
            Row("Pelvic tilt", None, 10, 3),
            Row("Knee to chest", 30, None, None, BOTH),
            Row("Cat/cow", None, 10),
        ],
        (),
        often(2),
    ),
    (
        BULLETS,
        [
            Row("Hamstring stretch", 30, 3, None, BOTH),
            Row("Piriformis stretch", 20, 3, None, LEFT),
            Row("Bridges", None, 12, 2),
        ],
        (),
        (),
    ),
    (
        MAIL,
        [Row("Pelvic tilts", 5, 10), Row("Knees to chest", 30, 2)],
        ("Dear Anna,", "Best wishes", "Tom"),
        often(2),
    ),
    (TABS, [Row("Pelvic tilt", 5, 10, 3), Row("Knee to chest", 20, 3, 1)], (), often(1)),
    (
        COMMAS,
        [
            Row("Cat, cow", None, 8),
            Row("Hamstring stretch", 30, 3, None, BOTH),
            Row("Side plank", 15, 2, None, LEFT),
        ],
        (),
        (),
    ),
    (
        GERMAN,
        [
            Row("Pelvic tilt", None, 10, 3),
            Row("March on the spot", 90),
            Row("Hamstring stretch", 30, 3, None, BOTH),
            Row("Knee to chest", 20, 3, None, LEFT),
        ],
        (),
        often(1),
    ),
    (
        CLINIC,
        [Row("SLR", None, 10, 3, BOTH), Row("Bridge", 5, 12, 3), Row("Chin tucks", None, 10)],
        (),
        often(2),
    ),
    (UNDER, [Row("Pelvic tilt", 5, 10), Row("Knee to chest", 20, 3, None, BOTH)], (), ()),
    (MARKDOWN, [Row("Bird dog", 5, 8, 3), Row("Sphinx", 30, None, 2)], (), ()),
    (WORDS, [Row("Pelvic tilt", 5, 10), Row("Knee to chest", 30, 3, None, BOTH)], (), often(1, 3)),
    (PLAIN, [Row("Cat cow"), Row("Bird dog"), Row("Superman")], ("Home exercise programme",), ()),
    (
        LINE,
        [Row("Cat cow", None, 10), Row("Bridge", None, 12, 3), Row("Bird dog", None, 8, None, BOTH)],
        (),
        (),
    ),
]


@pytest.mark.parametrize(
    ("text", "rows", "aside", "asked"),
    LISTS,
    ids=lambda part: part.split("\n")[0][:24] if isinstance(part, str) else "",
)
def test_a_list_is_read(
    text: str, rows: list[Row], aside: tuple[str, ...], asked: tuple[HowOften, ...]
) -> None:
    read = read_list(text)
    assert [
        Row(line.name, line.hold_s, line.repetitions, line.sets, line.sides) for line in read.lines
    ] == rows
    assert read.aside == aside
    assert read.often == asked
    assert read.too_many == 0


def test_what_has_no_place_any_more_is_counted() -> None:
    text = "\n".join(f"Stretch number {n} hold 5 s" for n in range(MOST_LINES + 7))
    read = read_list(text)
    assert len(read.lines) == MOST_LINES
    assert read.too_many == 7


def test_what_the_lines_ask_for_differently_is_all_told() -> None:
    read = read_list("Pelvic tilt 3x10 2x/day\nBridge x10 3x/week\nCat cow x8 twice daily")
    assert read.often == (
        HowOften(times_a_day=2, days_a_week=7),
        HowOften(times_a_day=1, days_a_week=3),
    )


def test_how_something_is_done_stays_with_it() -> None:
    read = read_list(
        "1. Heel slides: lie on your back, slide the heel, 10 reps\n   Keep the knee straight up."
    )
    (line,) = read.lines
    assert line.name == "Heel slides"
    assert line.how == "Lie on your back, slide the heel. Keep the knee straight up"


def test_a_long_name_is_kept_whole_in_its_words() -> None:
    text = (
        "Gently bring one knee towards your chest while the other leg stays long and quiet on the floor x 3"
    )
    (line,) = read_list(text).lines
    assert len(line.name) <= LONGEST_NAME
    assert line.how.endswith("quiet on the floor")
    assert line.repetitions == 3


_PARTS = (
    "Pelvic tilt",
    "wobble",
    "3x10",
    "hold 5 s",
    "each side",
    "Dear Anna",
    "\n",
    ";",
    "\t",
    ",",
    ": ",
    "> ",
    "BD",
)


def test_the_end_of_a_very_long_line_is_kept() -> None:
    (line,) = read_list(f"Pelvic tilt x 8: {'slowly and gently ' * 60}until the very end").lines
    assert line.how.endswith("until the very end")


@given(st.lists(st.sampled_from(_PARTS), max_size=30).map(" ".join))
def test_no_word_is_lost(text: str) -> None:
    read = read_list(text)
    kept = " ".join((*(f"{line.name} {line.how}" for line in read.lines), *read.aside)).lower()
    for word in ("wobble", "pelvic tilt", "dear anna"):
        assert text.lower().count(word) <= kept.count(word)


@given(st.text(max_size=400))
def test_any_text_is_read_without_trouble(text: str) -> None:
    for line in read_list(text).lines:
        assert line.name == line.name.strip()
        assert 0 < len(line.name) <= LONGEST_NAME
        assert line.hold_s is None or line.hold_s >= 0

"""Flexibility in small charts, one a side, each with its own start and the band of measuring error."""

from __future__ import annotations

from datetime import date

from stretchplayer.core.catalogue import Side
from stretchplayer.core.dates import short_day
from stretchplayer.core.progress.flexibility import FlexibilityPoint, FlexibilitySeries
from stretchplayer.core.progress.numbers import median
from stretchplayer.core.progress.report import Report
from stretchplayer.core.progress.spans import begin_of, cut
from stretchplayer.printing import inks, letters
from stretchplayer.printing import report_words as words
from stretchplayer.printing.blocks import Block, below, beside, heading, paragraph
from stretchplayer.printing.sheet import Align, Sheet

ACROSS = 4
GAP = 16.0
MARK = 2.4
MOST_POINTS = 27  # of one side; half a year of weeks
LEAST_SPAN = {"deg": 20.0, "cm": 8.0}  # so that a step of reading does not look like a leap
FIGURE_ROOM = 22.0


def tests_block(report: Report, x: float, room: float, tall: float, rows: int) -> Block | None:
    """All sides of all tests, in rows of charts so tall, as many as there may be."""
    measured = [side for test in report.tests for side in test.sides]
    if not measured:
        return None
    sides = measured[: rows * ACROSS]
    wide = (room - GAP * (ACROSS - 1)) / ACROSS
    cells = [
        _cell(side, report, x + (wide + GAP) * (number % ACROSS), wide, tall)
        for number, side in enumerate(sides)
    ]
    grouped = any(len(side.points) > MOST_POINTS for side in sides)
    unit = cut(report.first, report.last, MOST_POINTS)[0]
    about = (
        "Measured by the person, alone; the middle of the tries of a sitting that did not hurt. Dotted: own"
        " start, the average of the first two sittings. Grey: what measuring error alone can do."
        + (f" Where there are many sittings, the middle of each {unit}." if grouped else "")
        + (
            f" {len(measured) - len(sides)} more charts are left out; the export has all."
            if measured[len(sides) :]
            else ""
        )
    )
    return below(
        [
            heading("Flexibility", x, "right: circles, left: diamonds", room),
            *(beside(cells[at : at + ACROSS]) for at in range(0, len(cells), ACROSS)),
            paragraph(about, x, room, "small", inks.SOFT),
        ],
        gap=4.0,
    )


def _cell(side: FlexibilitySeries, report: Report, x: float, wide: float, tall: float) -> Block:
    name = f"{side.test.name}, {side.side.value}" if side.side else side.test.name
    name_lines = letters.wrapped(name, "small-strong", wide, most=1)[0]
    told = letters.wrapped(_told(side), "small", wide, most=4)[0]
    step = letters.STYLES["small"].line

    def draw(sheet: Sheet, top: float) -> None:
        sheet.lines(x, top, name_lines, "small-strong")
        _chart(sheet, side, report, x, top + step + 2, wide, tall)
        sheet.lines(x, top + step + tall + 4, told, "small", inks.SOFT)

    return Block(step * (1 + len(told)) + tall + 5, draw)


def _told(side: FlexibilitySeries) -> str:
    newest = side.points[-1]
    better = "higher" if side.test.higher_is_better else "lower"
    at = f"{short_day(newest.day, year=True)}: {side.test.words(newest.value)}"
    if side.baseline is None:
        return f"{at}; one sitting so far; {better} is more flexible"
    moved = words.change_figure(newest.value - side.baseline, 0 if side.test.unit == "deg" else 1)
    error = "" if side.threshold is None else f" (±{side.test.words(side.threshold)})"
    start = side.test.words(side.baseline)
    return f"{at}, start {start} ({moved}): {words.change_words(side)}{error}; {better} is more flexible"


def _chart(
    sheet: Sheet, side: FlexibilitySeries, report: Report, x: float, top: float, wide: float, tall: float
) -> None:
    low, high = _range(side)
    left, right = x + FIGURE_ROOM, x + wide
    days = max(1, (report.last - report.first).days)

    def across(day: date) -> float:
        return left + 4 + (day - report.first).days / days * (right - left - 8)

    def up(value: float) -> float:
        return top + tall - 4 - (value - low) / (high - low) * (tall - 8)

    if side.baseline is not None:
        if side.threshold is not None:
            begin, end = up(side.baseline + side.threshold), up(side.baseline - side.threshold)
            sheet.box(left, begin, right - left, end - begin, inks.BAND)
        sheet.line(((left, up(side.baseline)), (right, up(side.baseline))), inks.LINE, 0.8, (1.5, 2.5))
    sheet.line(((left, top + tall), (right, top + tall)), inks.LINE, 0.6)
    for value in (low, high):
        sheet.write(left - 4, up(value) + 2.6, side.test.number(value), "small", inks.SOFT, Align.RIGHT)
    places = [(across(day), up(value)) for day, value in _shown(side, report)]
    if len(places) > 1:
        sheet.line(places, inks.DONE, 0.9)
    mark = MARK if len(places) * MARK * 2.5 < right - left else MARK * 0.6
    for place_x, place_y in places:
        draw = sheet.diamond if side.side is Side.LEFT else sheet.disc
        draw(place_x, place_y, mark, inks.DONE, side.side is not Side.LEFT)


def _shown(side: FlexibilitySeries, report: Report) -> list[tuple[date, float]]:
    """The sittings, or the middle one of each part of the period where there are too many."""
    if len(side.points) <= MOST_POINTS:
        return [(point.day, point.value) for point in side.points]
    length, _ = cut(report.first, report.last, MOST_POINTS)
    parts: dict[date, list[FlexibilityPoint]] = {}
    for point in side.points:
        parts.setdefault(begin_of(point.day, length), []).append(point)
    return [
        (points[len(points) // 2].day, median([point.value for point in points])) for points in parts.values()
    ]


def _range(side: FlexibilitySeries) -> tuple[float, float]:
    """Whole figures around all points and the band."""
    values = [point.value for point in side.points]
    if side.baseline is not None:
        error = side.threshold or 0.0
        values += [side.baseline - error, side.baseline + error]
    low, high = min(values), max(values)
    room = max(0.0, LEAST_SPAN[side.test.unit.value] - (high - low)) / 2
    low, high = float(int(low - room) if low > room else -int(room - low)), float(-int(-(high + room)))
    return low, max(high, low + 1)

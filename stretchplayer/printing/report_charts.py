"""The charts of the report: pain and minutes over the same columns. Shape tells apart, not colour alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil

from stretchplayer.core.history import HIGHEST_SCORE, LOWEST_SCORE, RatingKind
from stretchplayer.core.progress.pain import Strength
from stretchplayer.core.progress.report import Report, ReportSpan
from stretchplayer.core.progress.spans import SpanPoint
from stretchplayer.core.progress.verdict import CLEAR_POINTS
from stretchplayer.printing import inks, letters
from stretchplayer.printing.report_words import span_label
from stretchplayer.printing.sheet import Align, Sheet

LEFT, RIGHT = 24.0, 62.0  # room for figures and for the names of lines
PAIN_HEIGHT, MINUTES_HEIGHT = 128.0, 44.0
FLAG_ROOM = 13.0
AXIS_ROOM = 26.0
LARGEST_MARK, SMALLEST_MARK = 3.6, 1.5
LABEL_GAP = 7.0
GAP_WORD_STEP = 20.0


class Columns:
    """Where the spans stand: the same in both charts."""

    def __init__(self, spans: Sequence[ReportSpan], left: float, width: float) -> None:
        self.spans = spans
        self.left = left + LEFT
        self.right = left + width - RIGHT
        self.step = (self.right - self.left) / max(1, len(spans))

    def x(self, index: int) -> float:
        """Middle of a column."""
        return self.left + self.step * (index + 0.5)

    def every(self, widest: float) -> range:
        """The columns that words so wide have room in, counted from the newest."""
        apart = max(1, ceil((widest + LABEL_GAP) / self.step))
        sticks_out = max(0.0, (widest - self.step) / 2 - 2)  # beyond the middle of the last column
        return range(len(self.spans) - 1 - ceil(sticks_out / self.step), -1, -apart)


def pain_chart(sheet: Sheet, report: Report, x: float, top: float, width: float) -> float:
    """Draw it; gives its height."""
    columns = Columns(report.spans, x, width)
    frame = _PainFrame(columns, top + FLAG_ROOM)
    _start(sheet, report, frame)
    _grid(sheet, frame)
    _drift(sheet, report, frame)
    mark = min(LARGEST_MARK, max(SMALLEST_MARK, columns.step * 0.34))
    points = [one.point for one in report.spans]
    for index, point in enumerate(points):
        if point.lowest is not None and point.highest is not None:
            ends = ((columns.x(index), frame.y(point.lowest)), (columns.x(index), frame.y(point.highest)))
            sheet.line(ends, inks.LINE, min(1.3, mark * 0.5))
    for run in _runs(points):
        sheet.line([(columns.x(i), frame.y(mean)) for i, mean in run], inks.PAIN, 1.1)
    for index, point in enumerate(points):
        _point(sheet, point, columns.x(index), frame, mark)
    _gaps(sheet, points, columns, frame)
    for index, one in enumerate(report.spans):
        if one.flare_days:
            sheet.flag(columns.x(index) - 2.0, frame.top - 2, min(9.0, max(6.0, columns.step)), inks.FLAG)
    if any(one.flare_days for one in report.spans):
        sheet.write(columns.right + 6, frame.top - 4, "flare days", "small", inks.SOFT)
    _axis(sheet, report, columns, frame)
    return FLAG_ROOM + PAIN_HEIGHT + AXIS_ROOM


def minutes_chart(sheet: Sheet, report: Report, x: float, top: float, width: float) -> float:
    """Draw it; gives its height."""
    columns = Columns(report.spans, x, width)
    most = max((one.minutes for one in report.spans), default=0.0)
    bottom = top + MINUTES_HEIGHT
    thick = min(14.0, columns.step * 0.62)
    for index, one in enumerate(report.spans):
        if one.minutes:
            high = max(1.0, one.minutes / most * (MINUTES_HEIGHT - 12))
            box = (columns.x(index) - thick / 2, bottom - high, thick, high)
            sheet.box(*box, *((inks.PAPER, inks.DONE) if one.is_open else (inks.DONE, None)))
    sheet.line(((columns.left, bottom), (columns.right, bottom)), inks.LINE, 0.7)
    told = [f"{one.minutes:.0f}" if one.minutes else "0" for one in report.spans]
    widest = max((letters.width(words, "small") for words in told), default=0.0)
    for index in columns.every(widest - LABEL_GAP + 2.5):
        sheet.write(columns.x(index), bottom + 9, told[index], "small", inks.SOFT, Align.MIDDLE)
    sheet.write(columns.right + 6, bottom + 9, "minutes", "small", inks.SOFT)
    if any(one.is_open and one.minutes for one in report.spans):
        sheet.write(columns.right + 6, bottom - 4, "outline: so far", "small", inks.SOFT)
    return MINUTES_HEIGHT + 13


class _PainFrame:
    """Where scores stand."""

    def __init__(self, columns: Columns, top: float) -> None:
        self.left, self.right, self.top = columns.left, columns.right, top
        self.bottom = top + PAIN_HEIGHT

    def y(self, score: float) -> float:
        share = (score - LOWEST_SCORE) / (HIGHEST_SCORE - LOWEST_SCORE)
        return self.bottom - 4 - share * (PAIN_HEIGHT - 8)


def _grid(sheet: Sheet, frame: _PainFrame) -> None:
    for score in range(LOWEST_SCORE, HIGHEST_SCORE + 1, 2):
        y = frame.y(score)
        sheet.line(((frame.left, y), (frame.right, y)), inks.GRID, 0.9 if score == LOWEST_SCORE else 0.5)
        sheet.write(frame.left - 6, y + 2.6, str(score), "small", inks.SOFT, Align.RIGHT)


def _start(sheet: Sheet, report: Report, frame: _PainFrame) -> None:
    """The start, with two points to both sides of it."""
    if report.start is None:
        return
    mean = report.start.mean
    low, high = max(LOWEST_SCORE, mean - CLEAR_POINTS), min(HIGHEST_SCORE, mean + CLEAR_POINTS)
    sheet.box(frame.left, frame.y(high), frame.right - frame.left, frame.y(low) - frame.y(high), inks.BAND)
    sheet.line(((frame.left, frame.y(mean)), (frame.right, frame.y(mean))), inks.LINE, 0.9, (1.5, 2.5))
    sheet.write(frame.right + 6, frame.y(mean) - 1.5, "start", "small", inks.SOFT)
    sheet.write(frame.right + 6, frame.y(mean) + 7.5, f"{mean:.1f}", "small-strong", inks.SOFT)


def _drift(sheet: Sheet, report: Report, frame: _PainFrame) -> None:
    drift = report.drift
    if drift is None:
        return
    columns = Columns(report.spans, frame.left - LEFT, frame.right - frame.left + LEFT + RIGHT)
    at = {one.point.span.first: columns.x(index) for index, one in enumerate(report.spans)}
    ends = ((at[drift.first], frame.y(drift.first_value)), (at[drift.last], frame.y(drift.last_value)))
    sheet.line(ends, inks.PAIN, 0.9, (5, 4))


def _runs(points: Sequence[SpanPoint]) -> list[list[tuple[int, float]]]:
    """Neighbouring solid points of one kind."""
    runs: list[list[tuple[int, float]]] = []
    for index, point in enumerate(points):
        if point.strength is not Strength.SOLID or point.mean is None:
            continue
        if runs and runs[-1][-1][0] == index - 1 and points[index - 1].kind is point.kind:
            runs[-1].append((index, point.mean))
        else:
            runs.append([(index, point.mean)])
    return [run for run in runs if len(run) > 1]


def _point(sheet: Sheet, point: SpanPoint, x: float, frame: _PainFrame, mark: float) -> None:
    """Solid, hollow, or a small mark for one day alone, which is no average."""
    draw = sheet.square if point.kind is RatingKind.PRE else sheet.disc
    if point.mean is not None:
        draw(x, frame.y(point.mean), mark, inks.PAIN, point.strength is Strength.SOLID)
    elif point.lone is not None:
        draw(x, frame.y(point.lone), mark * 0.6, inks.PAIN, True)


def _gaps(sheet: Sheet, points: Sequence[SpanPoint], columns: Columns, frame: _PainFrame) -> None:
    if columns.step < GAP_WORD_STEP:
        return
    for index, point in enumerate(points):
        if not point.n_days:
            sheet.write(columns.x(index), frame.y(0) - 3, "gap", "small", inks.SOFT, Align.MIDDLE)


def _axis(sheet: Sheet, report: Report, columns: Columns, frame: _PainFrame) -> None:
    """Dates, and how many days each point is from."""
    told = [str(one.point.n_days) for one in report.spans]
    widest = max((letters.width(words, "small") for words in told), default=0.0)
    for index in columns.every(widest - LABEL_GAP + 2.5):
        sheet.write(columns.x(index), frame.bottom + 20, told[index], "small", inks.SOFT, Align.MIDDLE)
    for x, words in _dates(report, columns):
        sheet.write(x, frame.bottom + 9, words, "small-strong", inks.INK, Align.MIDDLE)
    right = columns.right + 6
    sheet.write(right, frame.bottom + 9, f"{report.length.value} of", "small", inks.SOFT)
    sheet.write(right, frame.bottom + 20, "days rated (n)", "small", inks.SOFT)


def _dates(report: Report, columns: Columns) -> Iterator[tuple[float, str]]:
    """Every so many columns, as they find room; the first and last do not stick out."""
    widest = letters.width("30 Sep", "small-strong")
    if report.length.value in ("month", "quarter"):
        widest = letters.width("Sep 2026", "small-strong")
    shown = sorted(columns.every(widest))
    for before, index in pairwise([None, *shown]):
        assert index is not None
        span = report.spans[index].point.span
        earlier = None if before is None else report.spans[before].point.span
        yield columns.x(index), span_label(span, earlier, report.length)

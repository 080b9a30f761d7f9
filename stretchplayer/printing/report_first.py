"""The first page of the report: period, verdict, figures, charts of pain and minutes, and a table of them."""

from __future__ import annotations

from stretchplayer.core.dates import DASH, whole_day
from stretchplayer.core.history import RatingKind
from stretchplayer.core.progress.pain import HOLLOW_DAYS, SOLID_DAYS
from stretchplayer.core.progress.report import MOST_ROWS, Around, Report, ReportSpan
from stretchplayer.core.progress.spans import SpanLength
from stretchplayer.core.progress.weeks import DAYS_IN_WEEK
from stretchplayer.printing import inks, letters
from stretchplayer.printing import report_words as words
from stretchplayer.printing.blocks import BETWEEN, Block, Column, below, heading, paragraph, table
from stretchplayer.printing.report_charts import minutes_chart, pain_chart
from stretchplayer.printing.sheet import Align, Sheet

NOTHING = DASH
NAME_LINE = 190.0


def first_blocks(report: Report, x: float, room: float, height: float) -> list[Block]:
    """Everything on the first page, from the top down, as much of it as fits this height."""
    blocks = [_header(report, x, room), _verdict(report, x, room), _figures(report, x, room)]
    if not _has_course(report):
        return blocks
    blocks += _charts(report, x, room)
    left = height - sum(block.height + BETWEEN for block in blocks)
    for most in range(MOST_ROWS, 0, -1):
        rows = _by_span(report, x, room, most)
        if rows.height <= left:
            return [*blocks, rows]
    return blocks


def _has_course(report: Report) -> bool:
    return any(one.sessions or one.point.n_days or one.around for one in report.spans)


def _header(report: Report, x: float, room: float) -> Block:
    period = f"{whole_day(report.first)} {DASH} {whole_day(report.last)}"
    days = words.counted(report.days, "day", "days")

    def draw(sheet: Sheet, top: float) -> None:
        sheet.write(x, top + 17, words.TITLE, "title")
        sheet.write(x, top + 33, f"{period}, {days}", "strong")
        sheet.write(x + room - NAME_LINE, top + 33, "Name", "small", inks.SOFT)
        sheet.line(((x + room - NAME_LINE + 26, top + 34), (x + room, top + 34)), inks.LINE, 0.6)
        sheet.line(((x, top + 42), (x + room, top + 42)), inks.INK, 0.9)

    return Block(43, draw)


def _verdict(report: Report, x: float, room: float) -> Block:
    return below(
        [
            paragraph(words.headline(report), x, room, "verdict"),
            paragraph(words.explanation(report), x, room),
        ]
    )


def _figures(report: Report, x: float, room: float) -> Block:
    """The counts of the period, side by side."""
    cells = _cells(report)
    wide = room / len(cells)
    told = [
        (name, figure, letters.wrapped(note, "small", wide - 10, most=3)[0]) for name, figure, note in cells
    ]
    lines = max(len(note) for _, _, note in told)

    def draw(sheet: Sheet, top: float) -> None:
        for number, (name, figure, note) in enumerate(told):
            left = x + wide * number
            sheet.write(left, top + 7.5, name, "small", inks.SOFT)
            sheet.write(left, top + 23, letters.elided(figure, "figure", wide - 8), "figure")
            sheet.lines(left, top + 27, note, "small", inks.SOFT)

    return Block(27 + letters.STYLES["small"].line * lines, draw)


def _cells(report: Report) -> list[tuple[str, str, str]]:
    sessions, minutes = report.sessions, round(report.minutes)
    weeks = report.days / DAYS_IN_WEEK
    a_week = f"about {report.minutes / weeks:.0f} a week" if weeks >= 1 else ""
    daily, before = report.rated_days[RatingKind.DAY], report.rated_days[RatingKind.PRE]
    around = report.around
    both = "no session has both ratings"
    if around is not None:
        both = (
            f"average of {words.counted(around.sessions, 'session', 'sessions')} with both;"
            f" lower {around.lower}, same {around.same}, higher {around.higher}"
        )
    return [
        (
            "Sessions",
            words.counted(sessions, "", "").strip(),
            f"on {words.counted(report.days_done, 'day', 'days')}",
        ),
        ("Minutes", words.counted(minutes, "", "").strip(), a_week),
        (
            "Days rated",
            f"{daily} of {report.days}",
            f"{words.counted(before, 'day', 'days')} before a session",
        ),
        ("Before, after sessions", _pair(around), both),
        (
            "Flare days",
            str(len(report.flare_days)),
            f"{words.counted(len(report.flags), 'rating', 'ratings')} flagged",
        ),
    ]


def _pair(around: Around | None) -> str:
    return NOTHING if around is None else f"{around.before:.1f} → {around.after:.1f}"


def _charts(report: Report, x: float, room: float) -> list[Block]:
    scratch = Sheet()  # a chart's height does not depend on where it stands
    pain = Block(pain_chart(scratch, report, x, 0, room), lambda s, top: pain_chart(s, report, x, top, room))
    minutes = Block(
        minutes_chart(scratch, report, x, 0, room), lambda s, top: minutes_chart(s, report, x, top, room)
    )
    key = (
        f"Lower is easier. Solid: {SOLID_DAYS} or more rated days. Hollow: {HOLLOW_DAYS} or 3, not compared."
        " Upright line: lowest to highest day. A gap is left open, nothing is filled in."
    )
    if report.start is not None:
        key += " Dotted: start; grey: within 2 points of it."
    if report.drift is not None:
        key += f" {words.drift_words(report.drift)}."
    unit = report.length.value
    return [
        below(
            [
                heading(f"Back pain by {unit}, 0 to 10", x, words.question(report), room),
                pain,
                paragraph(key, x, room, "small", inks.SOFT),
            ]
        ),
        below([heading(f"Minutes of stretching by {unit}", x), minutes]),
    ]


def _by_span(report: Report, x: float, room: float, most: int) -> Block:
    rows = report.rows[-most:]
    columns = [
        Column(report.row_length.value.capitalize(), 2.3, Align.LEFT),
        Column("pain, average", 1.3),
        Column("days (n)", 0.9),
        Column("lowest, highest", 1.4),
        Column("before → after (n)", 1.9),
        Column("sessions", 0.95),
        Column("days", 0.7),
        Column("minutes", 0.95),
        Column("flare days", 1.05),
    ]
    parts = [
        heading("In figures", x, "before → after: averages of the n sessions with both ratings", room),
        table(columns, [_row(one, report.row_length) for one in rows], x, room),
    ]
    left_out = len(report.rows) - len(rows)
    if left_out:
        unit = report.row_length.value
        told = (
            f"{words.counted(left_out, f'earlier {unit}', f'earlier {unit}s')} left out; the export has all."
        )
        parts.append(paragraph(told, x, room, "small", inks.SOFT))
    return below(parts)


def _row(one: ReportSpan, length: SpanLength) -> list[str]:
    point = one.point
    mean, low, high = point.mean, point.lowest, point.highest
    asked = " (before)" if point.kind is RatingKind.PRE and mean is not None else ""
    spread = NOTHING if low is None or high is None else f"{words.plain(low)} {DASH} {words.plain(high)}"
    around = one.around
    return [
        words.span_words(point.span, length) + (", so far" if one.is_open else ""),
        NOTHING if mean is None else f"{mean:.1f}{asked}",
        str(point.n_days),
        spread,
        NOTHING if around is None else f"{_pair(around)} ({around.sessions})",
        str(one.sessions),
        str(one.days_done),
        f"{one.minutes:.0f}",
        str(one.flare_days) if one.flare_days else "",
    ]

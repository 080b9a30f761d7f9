"""What follows the first page: stretches, flexibility, flags, and the user's own words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from stretchplayer.core.dates import short_day
from stretchplayer.core.progress.report import Report, ReportNote
from stretchplayer.core.progress.review import TYPICAL_RATINGS, TYPICAL_WEEKS
from stretchplayer.printing import inks, letters
from stretchplayer.printing import report_words as words
from stretchplayer.printing.blocks import Block, Column, below, beside, heading, paragraph, table
from stretchplayer.printing.sheet import Align, Sheet

GUTTER = 22.0
NOTE_LINES = 3
NOTE_DAY = 62.0
Names = Callable[[str], str]


def stretches_block(report: Report, names: Names, x: float, room: float, most: int) -> Block | None:
    """The most done stretches in two columns, with what is typical of those rated often enough."""
    if not report.stretches:
        return None
    shown = report.stretches[:most]
    half = (len(shown) + 1) // 2
    wide = (room - GUTTER) / 2
    columns = [
        Column("Stretch", 3.2, Align.LEFT),
        Column("times", 0.8),
        Column("typical pain", 1.35),
        Column("stopped", 1.0),
    ]
    rows = [
        [
            names(one.stretch),
            str(one.times),
            "" if one.typical is None else f"{words.plain(one.typical)} ({one.ratings})",
            "" if one.reds is None else str(one.reds),
        ]
        for one in shown
    ]
    tables = [table(columns, rows[:half], x, wide)]
    if rows[half:]:
        tables.append(table(columns, rows[half:], x + wide + GUTTER, wide))
    about = (
        f"Typical: middle of the ratings (how many) in the last {TYPICAL_WEEKS} weeks. Stopped: ratings that"
        f" ended it by the comfort rules. Both are told from {TYPICAL_RATINGS} ratings on."
    )
    parts = [heading("Stretches done", x), beside(tables), paragraph(about, x, room, "small", inks.SOFT)]
    left_out = len(report.stretches) - len(shown)
    if left_out:
        told = (
            f"{words.counted(left_out, 'stretch', 'stretches')} done less often left out; the export has all."
        )
        parts.append(paragraph(told, x, room, "small", inks.SOFT))
    return below(parts)


def set_aside_block(report: Report, names: Names, x: float, room: float, most: int) -> Block | None:
    """The stretches that are left out now, newest first."""
    if not report.set_aside:
        return None
    told = [
        f"{names(one.stretch)}, since {short_day(one.since.date(), year=True)}, {words.reason_words(one.why)}"
        for one in report.set_aside
    ]
    return _list("Set aside now", told, most, x, room, "stretch", "stretches", across=1)


def flags_block(
    report: Report, names: Names, x: float, room: float, most: int, most_days: int
) -> Block | None:
    """Flagged ratings, newest first, and flare days."""
    if not report.flags and not report.flare_days:
        return None
    parts = []
    if report.flags:
        told = [words.flag_words(one, names(one.stretch) if one.stretch else None) for one in report.flags]
        parts.append(_list(words.FLAGGED, told, most, x, room, "rating", "ratings"))
    if report.flare_days:
        newest = report.flare_days[::-1][:most_days]
        days = words.days_by_month(newest)
        older = len(report.flare_days) - len(newest)
        more = f", and {words.counted(older, 'earlier day', 'earlier days')}" if older else ""
        parts.append(heading("Flare days", x, "marked by the person", room))
        parts.append(paragraph(f"{days}{more}.", x, room))
    return below(parts, gap=4.0)


def notes_block(report: Report, x: float, room: float, height: float) -> Block | None:
    """Notes, newest first, as many as there is room for, and how many more there are.

    ``None`` without notes, and where not even one has room.
    """
    if not report.notes:
        return None
    head = heading("Notes", x, "in the person’s own words, newest first", room)
    line = letters.STYLES["text"].line
    told = [_note_lines(one, room - NOTE_DAY) for one in report.notes[: int(height / line) + 1]]
    left = height - head.height - 2
    ending = letters.STYLES["small"].line + 2
    fits = 0
    used = 0.0
    for number, (lines, _) in enumerate(told):
        used += line * len(lines)
        last = number == len(report.notes) - 1 and not any(cut for _, cut in told)
        if used + (0 if last else ending) > left:
            break
        fits = number + 1
    if not fits:
        return None
    parts = [head, _note_list([lines for lines, _ in told[:fits]], report.notes[:fits], x)]
    words_after = _what_is_missing(sum(cut for _, cut in told[:fits]), len(report.notes) - fits)
    if words_after:
        parts.append(paragraph(words_after, x, room, "small", inks.SOFT))
    return below(parts)


def no_room_for_notes(report: Report, x: float, room: float) -> Block:
    """What is said when not one note fits."""
    return paragraph(_what_is_missing(0, len(report.notes)), x, room, "small", inks.SOFT)


def _what_is_missing(cut: int, left_out: int) -> str:
    parts = []
    if cut:
        parts.append(f"{words.counted(cut, 'note is', 'notes are')} shortened")
    if left_out:
        parts.append(f"{words.counted(left_out, 'older note is', 'older notes are')} left out")
    return f"{' and '.join(parts)} here; the export of the history has all of them." if parts else ""


def _note_lines(one: ReportNote, room: float) -> tuple[list[str], bool]:
    tags = ", ".join(one.note.tags)
    told = f"{one.note.text} [{tags}]" if tags and one.note.text else one.note.text or tags
    return letters.wrapped(told, "text", room, most=NOTE_LINES)


def _note_list(told: Sequence[Sequence[str]], notes: Sequence[ReportNote], x: float) -> Block:
    line = letters.STYLES["text"].line

    def draw(sheet: Sheet, top: float) -> None:
        for one, lines in zip(notes, told, strict=True):
            sheet.lines(x, top, [short_day(one.day, year=True)], "text", inks.SOFT)
            top += sheet.lines(x + NOTE_DAY, top, lines, "text")

    return Block(line * sum(len(lines) for lines in told), draw)


def _list(
    name: str, told: Sequence[str], most: int, x: float, room: float, one: str, many: str, across: int = 2
) -> Block:
    """One line each, in one column or two; the rest are counted."""
    shown = [*told[:most]]
    wide = (room - GUTTER) / 2 if across > 1 else room
    half = -(-len(shown) // across)
    columns = [
        _lines([letters.elided(words_, "text", wide) for words_ in part], x + (wide + GUTTER) * number)
        for number, part in enumerate((shown[:half], shown[half:]))
    ]
    parts = [heading(name, x), beside(columns)]
    if len(told) > most:
        older = words.counted(len(told) - most, f"older {one}", f"older {many}")
        more = f"{older} left out; the export has all."
        parts.append(paragraph(more, x, room, "small", inks.SOFT))
    return below(parts)


def _lines(told: Sequence[str], x: float) -> Block:
    height = letters.STYLES["text"].line * len(told)
    return Block(height, lambda sheet, top: sheet.lines(x, top, told, "text"))

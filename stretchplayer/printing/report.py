"""The report on one or two pages of paper."""

from __future__ import annotations

from dataclasses import dataclass

from stretchplayer import APP_NAME, __version__
from stretchplayer.core.dates import day_range, whole_day
from stretchplayer.core.progress.report import Report
from stretchplayer.printing import inks, letters
from stretchplayer.printing import report_words as words
from stretchplayer.printing.blocks import BETWEEN, Block
from stretchplayer.printing.paper import MARGIN, Paper
from stretchplayer.printing.pdf import pdf_bytes
from stretchplayer.printing.report_first import first_blocks
from stretchplayer.printing.report_second import (
    Names,
    flags_block,
    no_room_for_notes,
    notes_block,
    set_aside_block,
    stretches_block,
)
from stretchplayer.printing.report_tests import tests_block
from stretchplayer.printing.sheet import Align, Sheet

NOTES_AT_LEAST = 60.0  # room kept for the user's words, where there are any
FOOT_LINE = 6.0


def report_pdf(report: Report, names: Names, paper: Paper) -> bytes:
    """The report as a PDF file; `names` gives the name of a stretch. Needs a Qt application and its fonts."""
    title = f"{words.TITLE}, {day_range(report.first, report.last)}"
    return pdf_bytes(lay_out(report, names, paper), paper, title)


def lay_out(report: Report, names: Names, paper: Paper) -> list[Sheet]:
    """The pages: one, or two where one has too little room."""
    pages = _Pages(paper, _foot_lines(paper))
    for block in first_blocks(report, MARGIN, paper.room, pages.height):
        pages.put(block)
    for block in _second(report, names, paper, pages):
        pages.put(block)
    if report.notes:
        notes = notes_block(report, MARGIN, paper.room, pages.left)
        whole = notes_block(report, MARGIN, paper.room, pages.height)
        if len(pages.sheets) == 1 and (notes is None or (whole is not None and whole.height > notes.height)):
            pages.turn()
            notes = whole
        pages.put(notes or no_room_for_notes(report, MARGIN, paper.room))
    for number, sheet in enumerate(pages.sheets, start=1):
        _foot(sheet, report, paper, number, len(pages.sheets))
    return pages.sheets


@dataclass(frozen=True)
class _Room:
    """How much of each thing is told."""

    stretches: int
    listed: int  # set aside, and flagged
    flare_days: int
    tall: float  # charts of flexibility
    rows: int  # of them


# From generous to spare: the first that leaves room for everything on one page is taken.
_ROOMS = (
    _Room(24, 8, 40, 44.0, 5),
    _Room(18, 6, 30, 36.0, 5),
    _Room(14, 6, 20, 28.0, 5),
    _Room(10, 4, 14, 24.0, 5),
    _Room(8, 4, 10, 22.0, 4),
    _Room(6, 2, 8, 22.0, 3),
)


def _second(report: Report, names: Names, paper: Paper, pages: _Pages) -> list[Block]:
    """What follows the first page, as much of it as fits one page with a few notes."""
    blocks: list[Block] = []
    for most in _ROOMS:
        blocks = _blocks(report, names, paper, most)
        taken = sum(block.height + BETWEEN for block in blocks)
        if taken + (NOTES_AT_LEAST if report.notes else 0.0) <= pages.height:
            break
    return blocks


def _blocks(report: Report, names: Names, paper: Paper, most: _Room) -> list[Block]:
    x, room = MARGIN, paper.room
    blocks = [
        stretches_block(report, names, x, room, most.stretches),
        set_aside_block(report, names, x, room, most.listed),
        tests_block(report, x, room, most.tall, most.rows),
        flags_block(report, names, x, room, most.listed, most.flare_days),
    ]
    return [block for block in blocks if block is not None]


class _Pages:
    """Sheets that are filled from the top, two at most."""

    def __init__(self, paper: Paper, foot_lines: list[str]) -> None:
        self.sheets = [Sheet()]
        foot = letters.STYLES["small"].line * (len(foot_lines) + 1) + FOOT_LINE
        self._bottom = paper.height - MARGIN - foot
        self._y = MARGIN

    @property
    def height(self) -> float:
        """Room of a whole page."""
        return self._bottom - MARGIN

    @property
    def left(self) -> float:
        """Room left on this page."""
        return self._bottom - self._y

    def put(self, block: Block) -> None:
        if block.height > self.left:
            self.turn()
        block.draw(self.sheets[-1], self._y)
        self._y += block.height + BETWEEN

    def turn(self) -> None:
        self.sheets.append(Sheet())
        self._y = MARGIN


def _foot_lines(paper: Paper) -> list[str]:
    return letters.wrapped(words.LIMITS, "small", paper.room)[0]


def _foot(sheet: Sheet, report: Report, paper: Paper, number: int, pages: int) -> None:
    lines = _foot_lines(paper)
    step = letters.STYLES["small"].line
    top = paper.height - MARGIN - step * (len(lines) + 1)
    sheet.line(((MARGIN, top - FOOT_LINE / 2), (paper.width - MARGIN, top - FOOT_LINE / 2)), inks.GRID, 0.6)
    sheet.lines(MARGIN, top, lines, "small", inks.SOFT)
    y = top + step * len(lines) + letters.STYLES["small"].size * letters.ASCENT
    made = f"Made on {whole_day(report.made)} with {APP_NAME} {__version__}"
    # Sheets of paper part; the second says too what it belongs to.
    of = "" if number == 1 else f"{words.TITLE}, {day_range(report.first, report.last)}. "
    sheet.write(MARGIN, y, of + made, "small", inks.SOFT)
    sheet.write(paper.width - MARGIN, y, f"Page {number} of {pages}", "small", inks.SOFT, Align.RIGHT)

"""A routine on one page, to be put where one stretches: pictures, doses, steps, and when to stop."""

from __future__ import annotations

from stretchplayer import APP_NAME, __version__
from stretchplayer.core.dates import whole_day
from stretchplayer.core.handout import Handout
from stretchplayer.printing import handout_words as words
from stretchplayer.printing import inks, letters
from stretchplayer.printing.blocks import Block
from stretchplayer.printing.handout_parts import (
    SIZES,
    Entries,
    Pictures,
    Size,
    stop_box,
    ticks_and_notes,
)
from stretchplayer.printing.paper import MARGIN, Paper
from stretchplayer.printing.pdf import pdf_bytes
from stretchplayer.printing.sheet import Align, Sheet

NAME_LINE = 170.0
FOOT_LINE = 6.0
BETWEEN = 9.0
MOST_NOTES = 150.0  # height of the lines to write on: more is a waste of pictures


def handout_pdf(handout: Handout, pictures: Pictures, paper: Paper) -> bytes:
    """The handout as a PDF file; `pictures` draws stretches. Needs a Qt application and its fonts."""
    return pdf_bytes(lay_out(handout, pictures, paper), paper, handout.name)


def lay_out(handout: Handout, pictures: Pictures, paper: Paper) -> list[Sheet]:
    """One page, of parts as large as fit; more, filled evenly, where even the smallest do not fit."""
    entries = Entries(handout, pictures, MARGIN, paper.room)
    page = _Page(handout, paper)
    sizes = [(size, entries.blocks(size)) for size in SIZES]
    for pages in range(1, len(entries) + 1):
        for size, blocks in sizes:
            parts = _shared_out(blocks, pages)
            if all(page.taken(part, size, last=part is parts[-1]) <= page.height for part in parts):
                return page.numbered([page.sheet(part, size, last=part is parts[-1]) for part in parts])
    size, blocks = sizes[-1]
    return page.numbered([page.sheet([block], size, last=False) for block in blocks])


def _shared_out(blocks: list[Block], pages: int) -> list[list[Block]]:
    """The blocks on so many pages, in turn, about as high each."""
    whole = sum(block.height for block in blocks)
    parts: list[list[Block]] = [[] for _ in range(pages)]
    above = 0.0
    for block in blocks:
        middle = above + block.height / 2
        parts[min(int(middle / whole * pages), pages - 1)].append(block)
        above += block.height
    return [part for part in parts if part]


class _Page:
    """What is the same on all pages: head, the box that says when to stop, and foot."""

    def __init__(self, handout: Handout, paper: Paper) -> None:
        self._handout, self._paper = handout, paper
        self._head = _head(handout, MARGIN, paper.room)
        self._stop = stop_box(handout, MARGIN, paper.room)
        self._limits, _ = letters.wrapped(words.LIMITS, "small", paper.room)
        foot = letters.STYLES["small"].line * (len(self._limits) + 1) + FOOT_LINE
        self._bottom = paper.height - MARGIN - foot
        self.height = self._bottom - MARGIN

    def taken(self, blocks: list[Block], size: Size, *, last: bool = True) -> float:
        """How much of the height these need with everything else."""
        fixed = self._head.height + BETWEEN + self._stop.height + BETWEEN
        notes = ticks_and_notes(size.weeks, MARGIN, self._paper.room, 0).height + BETWEEN if last else 0.0
        return fixed + sum(block.height for block in blocks) + size.gap * len(blocks) + notes

    def sheet(self, blocks: list[Block], size: Size, *, last: bool) -> Sheet:
        """A page with these; what is left over goes between them and to the notes."""
        sheet = Sheet()
        spare = self.height - self.taken(blocks, size, last=last)
        notes = min(spare * 0.6, MOST_NOTES) if last else 0.0
        wider = min((spare - notes) / len(blocks), size.gap * 1.5)
        y = MARGIN
        self._head.draw(sheet, y)
        y += self._head.height + BETWEEN
        for number, block in enumerate(blocks):
            if number:
                self._line_above(sheet, y - (size.gap + wider) / 2)
            block.draw(sheet, y)
            y += block.height + size.gap + wider
        foot = self._bottom
        if last:
            least = ticks_and_notes(size.weeks, MARGIN, self._paper.room, 0).height + notes
            written = ticks_and_notes(size.weeks, MARGIN, self._paper.room, least)
            foot -= written.height
            written.draw(sheet, foot)
            foot -= BETWEEN
        self._stop.draw(sheet, foot - self._stop.height)
        return sheet

    def _line_above(self, sheet: Sheet, y: float) -> None:
        sheet.line(((MARGIN, y), (MARGIN + self._paper.room, y)), inks.GRID, 0.6)

    def numbered(self, sheets: list[Sheet]) -> list[Sheet]:
        """The pages with their feet."""
        paper, step = self._paper, letters.STYLES["small"].line
        made = f"Made on {whole_day(self._handout.made)} with {APP_NAME} {__version__}"
        for number, sheet in enumerate(sheets, start=1):
            top = paper.height - MARGIN - step * (len(self._limits) + 1)
            sheet.lines(MARGIN, top, self._limits, "small", inks.SOFT)
            y = top + step * len(self._limits) + letters.STYLES["small"].size * letters.ASCENT
            sheet.write(MARGIN, y, made, "small", inks.SOFT)
            if len(sheets) > 1:
                which = f", page {number} of {len(sheets)}"
                told = letters.elided(self._handout.name, "small", paper.room / 2) + which
                sheet.write(paper.width - MARGIN, y, told, "small", inks.SOFT, Align.RIGHT)
        return sheets


def _head(handout: Handout, x: float, room: float) -> Block:
    """Name of the routine, how often, and whose sheet it is."""
    name, _ = letters.wrapped(handout.name, "title", room - NAME_LINE - BETWEEN, most=2)
    dots = letters.width(words.DOTS, "small")
    wide = room - dots - 2 * BETWEEN
    told = [
        (words.about(handout), "strong"),
        (handout.description, "text"),
        (words.left_out(handout), "text"),
    ]
    lines = [
        (line, style)
        for part, style in told
        if part
        for line in letters.wrapped(part, style, wide, most=2)[0]
    ]
    title, step = letters.STYLES["title"].line, letters.STYLES["text"].line
    height = title * len(name) + step * max(1, len(lines)) + 7

    def draw(sheet: Sheet, top: float) -> None:
        sheet.lines(x, top, name, "title")
        base = top + 17
        sheet.write(x + room - NAME_LINE, base, "For", "small", inks.SOFT)
        sheet.line(((x + room - NAME_LINE + 18, base + 1), (x + room, base + 1)), inks.LINE, 0.6)
        y = top + title * len(name)
        sheet.lines(x + room - dots, y + 1, [words.DOTS], "small", inks.SOFT)
        for line, style in lines:
            y += sheet.lines(x, y, [line], style)
        end = top + height - 2
        sheet.line(((x, end), (x + room, end)), inks.INK, 0.9)

    return Block(height, draw)

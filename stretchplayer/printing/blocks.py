"""Blocks of a page, one below the other: each knows its height before it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from stretchplayer.printing import inks, letters
from stretchplayer.printing.sheet import Align, Sheet

BETWEEN = 11.0
CELL_GAP = 8.0


@dataclass(frozen=True)
class Block:
    """`draw` puts it on a sheet, `top` points from its upper edge."""

    height: float
    draw: Callable[[Sheet, float], object]


@dataclass(frozen=True)
class Column:
    """One column of a table: its name, its share of the width, and where its words stand."""

    name: str
    share: float
    at: Align = Align.RIGHT


def heading(words: str, x: float, beside: str = "", room: float = 0.0) -> Block:
    """The name of what follows, with a few soft words beside it."""

    def draw(sheet: Sheet, top: float) -> None:
        wide = sheet.write(x, top + 10.5, words, "head")
        if beside:
            told = letters.elided(beside, "small", room - wide - CELL_GAP)
            sheet.write(x + wide + CELL_GAP, top + 10.5, told, "small", inks.SOFT)

    return Block(letters.STYLES["head"].line + 1, draw)


def paragraph(words: str, x: float, room: float, style: str = "text", ink: str = inks.INK) -> Block:
    """Words over the whole width."""
    lines, _ = letters.wrapped(words, style, room)
    return Block(
        letters.STYLES[style].line * len(lines), lambda sheet, top: sheet.lines(x, top, lines, style, ink)
    )


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], x: float, room: float) -> Block:
    """A table with thin lines between rows; names of columns may be blank."""
    whole = sum(column.share for column in columns)
    wide = [column.share / whole * room for column in columns]
    left = [x + sum(wide[:number]) for number in range(len(wide))]
    head = 11.5 if any(column.name for column in columns) else 0.0
    step = 11.8

    def draw(sheet: Sheet, top: float) -> None:
        for column, at, width in zip(columns, left, wide, strict=True):
            _cell(sheet, column, at, width, top + 7.5, column.name, "small", inks.SOFT)
        for number, row in enumerate(rows):
            y = top + head + step * number
            if head or number:
                sheet.line(((x, y), (x + room, y)), inks.GRID, 0.5)
            for column, at, width, words in zip(columns, left, wide, row, strict=True):
                _cell(sheet, column, at, width, y + 8.8, words, "text", inks.INK)

    return Block(head + step * len(rows), draw)


def _cell(
    sheet: Sheet, column: Column, left: float, width: float, y: float, words: str, style: str, ink: str
) -> None:
    told = letters.elided(words, style, width - CELL_GAP)
    x = {Align.LEFT: left, Align.MIDDLE: left + width / 2, Align.RIGHT: left + width - CELL_GAP}[column.at]
    sheet.write(x, y, told, style, ink, column.at)


def beside(blocks: Sequence[Block]) -> Block:
    """Blocks that stand beside each other; each knows its own place from the left."""

    def draw(sheet: Sheet, top: float) -> None:
        for block in blocks:
            block.draw(sheet, top)

    return Block(max((block.height for block in blocks), default=0.0), draw)


def below(blocks: Sequence[Block], gap: float = 2.0) -> Block:
    """Blocks below each other as one that is not torn apart."""

    def draw(sheet: Sheet, top: float) -> None:
        for block in blocks:
            block.draw(sheet, top)
            top += block.height + gap

    return Block(sum(block.height for block in blocks) + gap * max(0, len(blocks) - 1), draw)

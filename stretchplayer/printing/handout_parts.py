"""Parts of a handout: a stretch with its pictures, the box that says when to stop, ticks and notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from stretchplayer.core.catalogue import Side, Stretch
from stretchplayer.core.handout import Handout, HandoutEntry
from stretchplayer.core.routine import Sides
from stretchplayer.figure.drawing import Drawing
from stretchplayer.printing import handout_words as words
from stretchplayer.printing import inks, letters
from stretchplayer.printing.blocks import Block, below, paragraph
from stretchplayer.printing.sheet import Align, Sheet

#: What a picture shows, and the picture.
PaperPicture = tuple[words.Shows, Drawing | QImage]
#: What is to be seen of a stretch, in turn, in boxes of so many pixels; the side is None for what has none.
Pictures = Callable[[Stretch, Side | None, tuple[int, int]], list[PaperPicture]]

SHAPE = 1.4  # of the room for a picture: its width by its height
PIXELS = 440, 440  # of drawings, which are scaled to their room; small ones show what matters larger
GAP = 8.0
CAPTION = 8.5
PAD = 6.0
BOX = 11.0  # that is ticked
MOST_WEEKS = 4
MOST_LINES, MOST_BESIDE = 14, 6  # of steps, and of what is said beside them: people's own can be long
MOST_LETTERS = 2500  # of them that are looked at: more than fit
NOTE_LINE = 16.0


@dataclass(frozen=True)
class Size:
    """How large everything is."""

    picture: float  # its height, at most
    style: str  # of the steps
    listed: bool  # a line for each step
    feel: bool
    ask: bool  # who should ask first
    weeks: int  # to be ticked
    gap: float = 9.0  # between stretches
    dose_beside: bool = False  # the name


# From generous to spare: the first with which everything is on one page is taken.
SIZES = (
    Size(112, "text", listed=True, feel=True, ask=True, weeks=2, gap=14),
    Size(98, "text", listed=True, feel=True, ask=True, weeks=2, gap=11),
    Size(88, "step", listed=True, feel=True, ask=True, weeks=2),
    Size(86, "step", listed=False, feel=True, ask=True, weeks=2),
    Size(84, "step", listed=False, feel=True, ask=False, weeks=2),
    Size(74, "step", listed=False, feel=True, ask=False, weeks=2, gap=7),
    Size(66, "step", listed=False, feel=True, ask=False, weeks=2, gap=7),
    Size(64, "step", listed=False, feel=False, ask=False, weeks=2, gap=6),
    Size(60, "step", listed=False, feel=False, ask=False, weeks=2, gap=5, dose_beside=True),
    Size(54, "small", listed=False, feel=False, ask=False, weeks=1, gap=5, dose_beside=True),
    Size(44, "small", listed=False, feel=False, ask=False, weeks=1, gap=4, dose_beside=True),
)


class Entries:
    """Blocks of stretches; each picture is drawn once for all sizes."""

    def __init__(self, handout: Handout, pictures: Pictures, x: float, room: float) -> None:
        self._entries = handout.entries
        self._draw = pictures
        self._x, self._room = x, room
        self._drawn: dict[tuple[str, Side | None], list[PaperPicture]] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def blocks(self, size: Size) -> list[Block]:
        """One for each stretch."""
        return [self._block(number, entry, size) for number, entry in enumerate(self._entries, 1)]

    def _block(self, number: int, entry: HandoutEntry, size: Size) -> Block:
        seen = 2 * size.picture * SHAPE + GAP  # the words of all stretches begin at the same place
        text = _text(number, entry, size, self._x + seen + 2 * GAP, self._room - seen - 2 * GAP)
        side = _side(entry)
        pictures = self._row(entry, side, size)

        def draw(sheet: Sheet, top: float) -> None:
            pictures.draw(sheet, top)
            text.draw(sheet, top)
            if side and entry.sides is Sides.BOTH and 2 * pictures.height + GAP <= text.height:
                self._row(entry, side.other, size).draw(sheet, top + pictures.height + GAP)

        return Block(max(text.height, pictures.height), draw)

    def _row(self, entry: HandoutEntry, side: Side | None, size: Size) -> Block:
        """The pictures of one side, with what they show below them."""
        key = entry.stretch.id, side
        if key not in self._drawn:
            self._drawn[key] = self._draw(entry.stretch, side, PIXELS)
        pictures = self._drawn[key]
        wide = size.picture * SHAPE
        part = _seen_part([art for _, art in pictures])
        source = part.x(), part.y(), part.width(), part.height()
        scale = min(wide / part.width(), size.picture / part.height())
        box = part.width() * scale, part.height() * scale
        captions = [words.picture_words(entry.stretch, shows, side) for shows, _ in pictures]

        def draw(sheet: Sheet, top: float) -> None:
            for place, ((_, art), caption) in enumerate(zip(pictures, captions, strict=True)):
                middle = self._x + place * (wide + GAP) + wide / 2
                sheet.picture((middle - box[0] / 2, top, *box), art, source)
                base = top + box[1] + CAPTION - 1
                sheet.write(middle, base, caption, "small", inks.SOFT, Align.MIDDLE)

        below = CAPTION if any(captions) else 0.0
        return Block(box[1] + below if pictures else 0.0, draw)


def _seen_part(arts: list[Drawing | QImage]) -> QRectF:
    """The part of some pictures of one stretch in which there is anything to see."""
    part = QRectF()
    for art in arts:
        if isinstance(art, QImage):
            part |= QRectF(0, 0, art.width(), art.height())
        else:
            part |= art.solid_box() & QRectF(0, 0, *art.size)
    return part if part.isValid() else QRectF(0, 0, *PIXELS)


def _side(entry: HandoutEntry) -> Side | None:
    """The side that is shown."""
    if not entry.stretch.one_sided:
        return None
    return Side.LEFT if entry.sides is Sides.LEFT else Side.RIGHT


def _text(number: int, entry: HandoutEntry, size: Size, x: float, room: float) -> Block:
    """Name, dose, steps and what to mind."""
    stretch = entry.stretch
    parts = [_heading(number, entry, x, room, beside=size.dose_beside)]
    told = list(stretch.steps) if size.listed else [" ".join(stretch.steps)]
    parts.append(_lines(told, x, room, size.style, MOST_LINES))
    for beside, ink in (
        (f"{words.FEEL} {stretch.feel}" if size.feel and stretch.feel else "", inks.SOFT),
        (f"{words.CARE} {entry.care}" if entry.care else "", inks.INK),
        (entry.ask_first if size.ask else "", inks.SOFT),
    ):
        parts.append(_lines([beside], x, room, size.style, MOST_BESIDE, ink))
    return below(parts, 0.0)


def _lines(told: list[str], x: float, room: float, style: str, most: int, ink: str = inks.INK) -> Block:
    """Sentences, each beginning a line; of too many lines the first, and dots."""
    lines: list[str] = []
    for text in filter(None, told):
        lines += letters.wrapped(text[:MOST_LETTERS], style, room, most + 1)[0]
        if len(lines) > most:
            last = letters.elided(f"{lines[most - 1]} {lines[most]}{letters.CUT}", style, room)
            lines = [*lines[: most - 1], last]
            break
    return Block(
        letters.STYLES[style].line * len(lines), lambda sheet, top: sheet.lines(x, top, lines, style, ink)
    )


def _heading(number: int, entry: HandoutEntry, x: float, room: float, *, beside: bool) -> Block:
    """Name and dose; the dose on the same line, if it is wanted there and has room."""
    name = f"{number}. {entry.stretch.name}"
    dose = words.dose_words(entry.stretch, entry.dose, entry.sides)
    after = letters.width(name, "head") + 2 * GAP
    if letters.width(name, "head") > room:
        name = letters.elided(name, "head", room)
    if not beside or after + letters.width(dose, "strong") > room:
        told = paragraph(dose, x, room, "strong", inks.DONE)
        return below([paragraph(name, x, room, "head"), told], 0.0)

    def draw(sheet: Sheet, top: float) -> None:
        base = top + letters.STYLES["head"].size * letters.ASCENT
        sheet.write(x, base, name, "head")
        sheet.write(x + after, base, dose, "strong", inks.DONE)

    return Block(letters.STYLES["head"].line, draw)


def stop_box(handout: Handout, x: float, room: float) -> Block:
    """When to stop, and when to get help."""
    inner = room - 2 * PAD
    line, strong = letters.STYLES["small"].line, letters.STYLES["strong"].line
    plain, _ = letters.wrapped(words.WHILE, "small", inner)
    help_, _ = letters.wrapped(f"{words.HELP_NOW}: {words.signs(handout)}", "small-strong", inner)
    height = 2 * PAD + strong + line * (len(plain) + len(help_)) + 1

    def draw(sheet: Sheet, top: float) -> None:
        sheet.box(x, top, room, height, inks.PAPER, inks.INK)
        y = top + PAD
        y += sheet.lines(x + PAD, y, [f"{words.STOP}: {words.PLAIN}"], "strong")
        y += sheet.lines(x + PAD, y, plain, "small") + 1
        sheet.lines(x + PAD, y, help_, "small-strong")

    return Block(height, draw)


def ticks_and_notes(weeks: int, x: float, room: float, least: float) -> Block:
    """Boxes for each day of some weeks, and lines to write on, at least so high."""
    row = BOX + 4
    head = letters.STYLES["small-strong"].line + 2
    days = letters.STYLES["small"].line
    height = max(head + days + row * weeks, least)
    weeks = min(MOST_WEEKS, int((height - head - days) / row + 0.01))
    left = x + 9 * row + 10

    def draw(sheet: Sheet, top: float) -> None:
        sheet.lines(x, top, [words.DONE], "small-strong")
        for day, letter in enumerate(words.DAYS):
            at = x + 2 * row + day * row + BOX / 2
            sheet.write(at, top + head + 7, letter, "small", inks.SOFT, Align.MIDDLE)
        for week in range(weeks):
            y = top + head + days + row * week
            sheet.write(x, y + BOX - 2.5, f"Week {week + 1}", "small", inks.SOFT)
            for day in range(len(words.DAYS)):
                sheet.box(x + 2 * row + day * row, y, BOX, BOX, inks.PAPER, inks.LINE)
        sheet.lines(left, top, [words.NOTES], "small-strong")
        y = top + head + days + BOX
        while y <= top + height:
            sheet.line(((left, y), (x + room, y)), inks.LINE, 0.5)
            y += NOTE_LINE

    return Block(height, draw)

"""What stands on laid-out pages, and whether anything lies on top of something else."""

from __future__ import annotations

from collections.abc import Iterator

from stretchplayer.printing import letters
from stretchplayer.printing.sheet import Disc, Shape, Sheet, Text

TALLEST = 20.0
TOUCH = 0.6  # points: letters rarely reach the edges of the space their font claims


def texts(sheet: Sheet) -> list[Text]:
    return [item for item in sheet.items if isinstance(item, Text)]


def told(sheets: list[Sheet]) -> str:
    return "\n".join(text.words for sheet in sheets for text in texts(sheet))


def places(sheet: Sheet) -> Iterator[tuple[float, float]]:
    for item in sheet.items:
        if isinstance(item, Text):
            yield from ((item.x, item.y), (item.x + item.width, item.bottom))
        elif isinstance(item, Disc):
            yield from ((item.x - item.radius, item.y), (item.x + item.radius, item.y))
        elif isinstance(item, Shape):
            yield from item.points
        else:
            left, top, width, height = item.box
            yield from ((left, top), (left + width, top + height))


def overlapping(sheet: Sheet) -> list[tuple[str, str]]:
    lines = sorted(texts(sheet), key=lambda text: text.y)
    found = []
    for number, one in enumerate(lines):
        for other in lines[number + 1 :]:
            if other.y > one.y + TALLEST:
                break
            beside = one.x + one.width <= other.x + TOUCH or other.x + other.width <= one.x + TOUCH
            if not beside and other.y - letters.STYLES[other.style].size * 0.7 + TOUCH < one.y:
                found.append((one.words, other.words))
    return found

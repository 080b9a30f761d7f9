"""Other people's words, made safe to show: no marks that hide or turn text, no HTML, not endless."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from stretchplayer.exchange import limits

# Control characters; marks that turn the direction of what follows; halves of characters.
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}\s*[.)]+|[-–•*])\s*(?=\S)")
_NUMBER_INSIDE = re.compile(r" (?=\d{1,2}[.)]+ [^\W\d])")
_ONE = re.compile(r"(?:^| )1[.)]+ ")
_TWO = re.compile(r" 2[.)]+ ")
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[^\W\d_a-z])")
_HEADING_CHARS = 40  # "Starting position:"
_LONG_STEP = 200  # one step of more than this is told in its sentences

_BLOCKS = frozenset(
    ["p", "li", "ol", "ul", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "section", "article"]
)
# Every pattern takes what it began with to the end, closed or not: none looks at a letter twice.
_UNREAD = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template|svg)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)\b[^<>]*>?")
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")
_BREAK = "\x00"


def clean(text: str, most: int = limits.TEXT_CHARS) -> str:
    """The text without what cannot be seen, cut to `most` characters; otherwise as it is."""
    if len(text) > 4 * most:
        text = text[: 4 * most]
    text = _UNSHOWN.sub("", text)
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def one_line(text: str, most: int = limits.TEXT_CHARS) -> str:
    """The same on one line, without space at its ends or doubled within."""
    return clean(_SPACE.sub(" ", clean(text, 2 * most)).strip(), most)


def steps_of(text: str) -> tuple[str, ...]:
    """What to do, step by step, from a description in plain text or HTML."""
    text = clean(text, 4 * limits.TEXT_CHARS)
    lines = _html_lines(text) if "<" in text or "&" in text else text.splitlines()
    return tidy_steps(part for line in lines for part in _numbered_parts(line))


def tidy_steps(lines: Iterable[str]) -> tuple[str, ...]:
    """Lines as steps: numbers and headings left out, long ones told in their sentences."""
    steps: list[str] = []
    for line in lines:
        step = one_line(_NUMBERED.sub("", line))
        if not any(letter.isalnum() for letter in step):
            continue
        if step.endswith((":", "：")) and len(step) <= _HEADING_CHARS:
            continue
        steps += [step] if len(step) <= _LONG_STEP else _SENTENCE.split(step)
        if len(steps) >= limits.STEPS:
            break
    return tuple(steps[: limits.STEPS])


def _numbered_parts(line: str) -> list[str]:
    """A line that counts "1. … 2. …" in parts; "hold for 10. Repeat" stays whole."""
    line = _SPACE.sub(" ", line)
    one = _ONE.search(line)
    return _NUMBER_INSIDE.split(line) if one and _TWO.search(line, one.end()) else [line]


def _html_lines(text: str) -> list[str]:
    """The words of HTML, a line a block. Nothing is run and nothing is fetched."""
    text = _UNREAD.sub(" ", text[: 4 * limits.TEXT_CHARS])
    text = _PARAGRAPH.sub(_BREAK, text).replace("\n", " ")
    text = _TAG.sub(lambda tag: _BREAK if tag[1].lower() in _BLOCKS else "", text)
    return html.unescape(text).split(_BREAK)

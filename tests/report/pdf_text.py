"""What a PDF written by Qt says, page by page, as somebody who selects and copies it gets it."""

from __future__ import annotations

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\s*(.*?)endobj", re.DOTALL)
_SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-F]+)> Tj|(\bBT\b)")


def page_texts(data: bytes) -> list[str]:
    """The lines of each page, one for each piece of text that was drawn."""
    objects = {int(number): body for number, body in _OBJECT.findall(data)}
    pages = [body for body in objects.values() if b"/Type /Page\n" in body]
    return [_page_text(page, objects) for page in pages]


def _page_text(page: bytes, objects: dict[int, bytes]) -> str:
    resources = objects[_reference(page, b"/Resources")]
    fonts = {
        name: _letters(objects[_reference(objects[int(number)], b"/ToUnicode")])
        for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", resources)
    }
    lines: list[str] = []
    letters: dict[int, str] = {}
    for name, code, begin in _SHOWN.findall(_stream(objects[_reference(page, b"/Contents")])):
        if begin:
            lines.append("")
        elif name:
            letters = fonts[name]
        else:
            lines[-1] += "".join(
                letters.get(int(code[at : at + 4], 16), "\N{REPLACEMENT CHARACTER}")
                for at in range(0, len(code), 4)
            )
    return "\n".join(lines)


def _letters(font: bytes) -> dict[int, str]:
    """Glyph to letters, by the map that is in the file for those who copy text."""
    found: dict[int, str] = {}
    for kind, block in re.findall(
        rb"begin(bfchar|bfrange)(.*?)end(?:bfchar|bfrange)", _stream(font), re.DOTALL
    ):
        for line in block.strip().splitlines():
            codes = [bytes.fromhex(code.decode()) for code in re.findall(rb"<([0-9A-Fa-f]+)>", line)]
            if kind == b"bfchar":
                found[int.from_bytes(codes[0])] = codes[1].decode("utf-16-be")
                continue
            first, last = int.from_bytes(codes[0]), int.from_bytes(codes[1])
            if b"[" in line:
                texts = [code.decode("utf-16-be") for code in codes[2:]]
            else:
                begin = int.from_bytes(codes[2])
                texts = [chr(begin + step) for step in range(last - first + 1)]
            found |= dict(zip(range(first, last + 1), texts, strict=False))
    return found


def _stream(body: bytes) -> bytes:
    content = body.split(b"stream", 1)[1].lstrip(b"\r\n").rsplit(b"endstream", 1)[0]
    return zlib.decompress(content) if b"/FlateDecode" in body else content


def _reference(body: bytes, key: bytes) -> int:
    found = re.search(key + rb"\s+(\d+) 0 R", body)
    assert found is not None, (key, body[:200])
    return int(found[1])

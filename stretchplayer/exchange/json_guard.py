"""JSON from anywhere: looked over before it is parsed, so that no file takes long or much memory.

Pictures, the long texts that fields called "data" hold, are put aside meanwhile: one unusual letter anywhere
would make Python keep each of their letters in four bytes.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any

from stretchplayer.core.errors import RefusedFileError
from stretchplayer.exchange import limits

# Strings whole (closed or not, so that nothing is looked at twice), and the brackets outside of them.
_TOKENS = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[{]|[\]}]', re.DOTALL)
_OPEN = (b"[", b"{")
_DATA = re.compile(rb'"data"\s*:\s*\Z')
_BEFORE = 40  # bytes in front of a text where its name is looked for


def read_json(data: bytes, name: str, encoding: str = "utf-8") -> Any:
    """The value in the file. Raises `RefusedFileError` with one sentence.

    Refused are also what other readers let pass: numbers without end, NaN, the same field twice. Marks that
    cannot be seen are let pass within texts, though JSON forbids them: Just Another Workout Timer writes
    them. `name` is the file's as sentences show it.
    """
    rest, pictures = _apart(data, _look_over(data, name))
    if len(rest) > limits.TEXT_BYTES:
        raise RefusedFileError(
            f"“{name}” holds more than {limits.TEXT_BYTES // limits.MEGABYTE} MB of text, "
            "which is too much for routines or exercises."
        )
    try:
        text = rest.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise RefusedFileError(f"“{name}” is not text in UTF-8. Please save it as UTF-8 first.") from error
    guard = _Guard(name, pictures)
    try:
        return json.loads(
            text,
            strict=False,
            object_pairs_hook=guard.fields,
            parse_int=guard.whole,
            parse_float=guard.number,
            parse_constant=guard.constant,
        )
    except json.JSONDecodeError as error:
        if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated"):
            raise RefusedFileError(f"“{name}” is not complete: it ends in the middle.") from error
        raise RefusedFileError(f"“{name}” is damaged, or no file of a kind this app knows.") from error
    except RecursionError as error:
        raise _too_deep(name) from error


def _look_over(data: bytes, name: str) -> list[tuple[int, int]]:
    """Where the pictures are, quotes and all. Raises `RefusedFileError`."""
    if b"\x00" in data:
        raise RefusedFileError(f"“{name}” is not text, or not saved as UTF-8.")
    # Commas and brackets in texts count as well; the limits leave room for them.
    if (
        sum(map(data.count, (b",", b"[", b"{"))) > limits.JSON_VALUES
        or sum(map(data.count, (b"]", b"}"))) > limits.JSON_VALUES
        or data.count(b'"') > limits.JSON_STRINGS
        or data.count(b"\\") > limits.JSON_ESCAPES
    ):
        raise RefusedFileError(f"“{name}” holds more than this app can look through.")
    depth = 0
    pictures = []
    for token in _TOKENS.finditer(data):
        start = data[token.start() : token.start() + 1]
        if start in _OPEN:
            depth += 1
            if depth > limits.NESTING:
                raise _too_deep(name)
        elif start != b'"':
            depth -= 1
        elif token.end() - token.start() > limits.LONG_TEXT and _DATA.search(
            data, max(0, token.start() - _BEFORE), token.start()
        ):
            pictures.append(token.span())
    return pictures


def _apart(data: bytes, pictures: list[tuple[int, int]]) -> tuple[bytes, dict[str, memoryview]]:
    """The file with a mark in the place of each picture, and the pictures by their marks."""
    rest: list[bytes] = []
    marks: dict[str, memoryview] = {}
    done = 0
    for start, end in pictures:
        mark = f"\x00{len(marks)}"  # no file holds a NUL
        marks[mark] = memoryview(data)[start:end]
        rest += [data[done:start], f'"{mark}"'.encode()]
        done = end
    return (b"".join((*rest, data[done:])) if pictures else data), marks


class _Guard:
    """What is refused while parsing."""

    def __init__(self, name: str, pictures: Mapping[str, memoryview]) -> None:
        self._name = name
        self._pictures = pictures

    def fields(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise RefusedFileError(f"“{self._name}” is damaged: it says the same thing twice in one place.")
        mark = found.get("data")
        if isinstance(mark, str) and mark in self._pictures:
            found["data"] = json.loads(str(self._pictures[mark], "utf-8", "replace"), strict=False)
        return found

    def whole(self, digits: str) -> int:
        if len(digits) > limits.DIGITS:
            raise self._too_large()
        return int(digits)

    def number(self, digits: str) -> float:
        found = float(digits) if len(digits) <= limits.DIGITS else math.inf
        if not math.isfinite(found):
            raise self._too_large()
        return found

    def constant(self, word: str) -> float:
        raise RefusedFileError(f"“{self._name}” holds “{word}” where a number should be.")

    def _too_large(self) -> RefusedFileError:
        return RefusedFileError(f"“{self._name}” holds a number that is too large to be meant.")


def _too_deep(name: str) -> RefusedFileError:
    return RefusedFileError(f"“{name}” is nested too deeply to be a routine.")

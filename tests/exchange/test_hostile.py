"""Files made to do harm, or simply broken: each is refused in one sentence, and at once."""

from __future__ import annotations

import base64
import contextlib
import io
import json
import os
import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stretchplayer.app.content import load_catalogue
from stretchplayer.core.errors import RefusedFileError
from stretchplayer.exchange import limits
from stretchplayer.exchange.detect import read_bytes, read_file
from stretchplayer.exchange.usual import usual_plan
from tests.tiers import some_now

DATA = Path(__file__).parent / "data"
CATALOGUE = load_catalogue(Path(__file__).parent.parent.parent / "assets/catalogue")
MEGABYTE = 2**20
SECONDS = 2.0  # of work: what else the machine does is not counted

WORKOUT = {"title": "T", "sets": [{"repetitions": 1, "exercises": [{"name": "N", "duration": 30}]}]}


def workout(**changes: Any) -> bytes:
    exercise = {"name": "N", "duration": 30} | changes
    return json.dumps({"title": "T", "sets": [{"repetitions": 1, "exercises": [exercise]}]}).encode()


def ours(**changes: Any) -> bytes:
    routine = {"name": "R", "items": [{"stretch": "cat-cow"}]}
    return json.dumps({"format": "stretchplayer", "version": 1, "routines": [routine]} | changes).encode()


def archive(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return data.getvalue()


def bomb() -> bytes:
    """300 megabytes of nothing in 300 kilobytes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made, made.open("a.feeel", "w") as file:
        for _ in range(300):
            file.write(bytes(MEGABYTE))
    return data.getvalue()


def lying_bomb() -> bytes:
    """An archive that says its file unpacks to ten bytes, and does not."""
    data = bytearray(archive({"a.feeel": bytes(100 * MEGABYTE)}))
    where = data.rindex(b"PK\x01\x02")
    data[where + 24 : where + 28] = struct.pack("<I", 10)
    return bytes(data)


def overlapping() -> bytes:
    """Many names for the same packed megabytes."""
    content = zlib.compress(bytes(4 * MEGABYTE))[2:-4]
    crc = zlib.crc32(bytes(4 * MEGABYTE))
    head = (
        struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, len(content), 4 * MEGABYTE, 1, 0) + b"a"
    )
    listed = b"".join(
        struct.pack(
            "<4s6H3I5H2I",
            b"PK\x01\x02",
            20,
            20,
            0,
            8,
            0,
            0,
            crc,
            len(content),
            4 * MEGABYTE,
            1,
            0,
            0,
            0,
            0,
            0,
            0,
        )
        + b"a"
        for _ in range(400)
    )
    start = len(head) + len(content)
    return (
        head
        + content
        + listed
        + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 400, 400, len(listed), start, 0)
    )


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return (
        f'<?xml version="1.0"?><!DOCTYPE exercises [<!ENTITY l0 "ha">{entities}]>'
        "<exercises><exercise><title>&l9;</title></exercise></exercises>"
    ).encode()


def locked() -> bytes:
    data = bytearray(archive({"a.feeel": b"{}"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


def damaged() -> bytes:
    data = bytearray((DATA / "feeel-export.zip").read_bytes())
    data[100:140] = bytes(40)
    return bytes(data)


EXERCISE = b"<exercises><exercise><title>&x;</title></exercise></exercises>"
SEQUENCE = b'<sequence duration="1e9"/><title>T'
PICTURE = base64.b64encode(b"x" * 10).decode()

HOSTILE: dict[str, Callable[[], bytes]] = {
    "100 MB of nothing": lambda: bytes(100 * MEGABYTE),
    "100 MB of JSON": lambda: b"[" + b"1," * (50 * MEGABYTE) + b"1]",
    "the most bytes of spaces": lambda: b" " * limits.FILE_BYTES,
    "the most bytes of brackets": lambda: b"[" * limits.FILE_BYTES,
    "the most bytes of closing brackets": lambda: b"]" * limits.FILE_BYTES,
    "the most bytes of quotes": lambda: b'"' * limits.FILE_BYTES,
    "the most bytes of backslashes": lambda: b'["' + b"\\" * (limits.FILE_BYTES - 2),
    "the most bytes of minus": lambda: b"-" * limits.FILE_BYTES,
    "the most bytes in one string": lambda: b'["' + b"A" * (limits.FILE_BYTES - 4) + b'"]',
    "the most bytes of letters of four bytes": lambda: b'["' + b"\xf0\x9f\x98\x80" * (11 * MEGABYTE) + b'"]',
    "one number of 40 MB": lambda: b"[" + b"1" * (40 * MEGABYTE) + b"]",
    "one fraction of 40 MB": lambda: b"[0." + b"1" * (40 * MEGABYTE) + b"]",
    "a hundred thousand objects": lambda: b"[" + b'{"a":1},' * 190_000 + b"1]",
    "as many names as can be": lambda: b"{" + b",".join(b'"%d":1' % n for n in range(390_000)) + b"}",
    "nested a million deep": lambda: b"[" * 1_000_000 + b"]" * 1_000_000,
    "nested a thousand deep in strings and lists": lambda: b'["[",' * 1000 + b"1" + b"]" * 1000,
    "nested objects": lambda: b'{"a":' * 5000 + b"1" + b"}" * 5000,
    "1e400": lambda: workout(duration=30).replace(b"30", b"1e400"),
    "10**400": lambda: workout(duration=10**400),
    "10**30": lambda: workout(duration=10**30),
    "minus 10**30": lambda: workout(duration=-(10**30)),
    "NaN": lambda: workout(duration=30).replace(b"30", b"NaN"),
    "Infinity": lambda: workout(duration=30).replace(b"30", b"-Infinity"),
    "a number as text": lambda: workout(duration="30"),
    "a truth as number": lambda: workout(duration=True),
    "half a repetition": lambda: ours(routines=[{"items": [{"stretch": "x", "repetitions": 1.5}]}]),
    "a name that is a list": lambda: workout(name=["N"]),
    "a name that is an object": lambda: ours(routines=[{"name": {}, "items": []}]),
    "items that are no list": lambda: ours(routines=[{"name": "R", "items": {"a": 1}}]),
    "a routine that is a number": lambda: ours(routines=[12]),
    "an unknown word": lambda: ours(routines=[{"name": "R", "items": [], "talking": "loud"}]),
    "a version that is text": lambda: ours(version="1"),
    "a newer version": lambda: ours(version=2),
    "a picture that is not base64": lambda: ours(pictures={"p": {"data": "not base64 \u00fc"}}),
    "a picture without data": lambda: ours(pictures={"p": {"kind": "image"}}),
    "a picture too large": lambda: ours(pictures={"p": {"data": "A" * (28 * MEGABYTE)}}),
    "pictures in a list": lambda: ours(pictures=[PICTURE]),
    "300 pictures": lambda: ours(pictures={str(n): {"data": PICTURE} for n in range(300)}),
    "300 routines": lambda: ours(routines=[{"name": "R", "items": []}] * 300),
    "a stretch without a name": lambda: ours(stretches=[{"id": "own-x"}]),
    "breaths of no time": lambda: ours(stretches=[{"id": "own-x", "name": "N", "breathing": {"in_s": -5}}]),
    "the same field twice": lambda: b'{"title":"T","title":"U","sets":[]}',
    "a NUL byte": lambda: workout(name="N").replace(b"N", b"\x00"),
    "UTF-16": lambda: json.dumps(WORKOUT).encode("utf-16"),
    "UTF-32": lambda: json.dumps(WORKOUT).encode("utf-32"),
    "Latin-1 in our own": lambda: ours(made_with="\u00fc").replace(b"\\u00fc", b"\xfc"),
    "broken UTF-8": lambda: ours().replace(b'"R"', b'"\xc3"'),
    "truncated": lambda: ours()[:-20],
    "truncated in a string": lambda: ours()[:12],
    "one bracket": lambda: b"{",
    "two values": lambda: ours() + ours(),
    "empty": lambda: b"",
    "a space": lambda: b" ",
    "a picture, not a routine": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100,
    "a program": lambda: b"\x7fELF" + os.urandom(100_000),
    "plain words": lambda: b"Hold for ten seconds.",
    "a web page": lambda: b"<!DOCTYPE html><html><body>Hello</body></html>",
    "a zip bomb": bomb,
    "a zip bomb that lies about its size": lying_bomb,
    "a zip of overlapping files": overlapping,
    "a zip in a zip": lambda: archive({"a.zip": archive({"b.feeel": b"{}"})}),
    "a zip with a path upwards": lambda: archive({"../../etc/passwd": b"{}"}),
    "a zip with a path upwards, the other slash": lambda: archive({"..\\..\\evil.feeel": b"{}"}),
    "a zip with a whole path": lambda: archive({"/etc/passwd": b"{}"}),
    "a zip with a drive": lambda: archive({"C:\\evil.feeel": b"{}"}),
    "a zip of 600 files": lambda: archive({f"{n}.feeel": b"{}" for n in range(600)}),
    "a zip of 100000 files": lambda: archive({str(n): b"" for n in range(100_000)}, zipfile.ZIP_STORED),
    "a zip of a file without a name": lambda: archive({"x": b"{}"}).replace(b"x", b"\x00", 9),
    "an empty zip": lambda: archive({}),
    "a zip of an empty file": lambda: archive({"a.feeel": b""}),
    "a zip packed another way": lambda: archive({"a.feeel": b"{}"}, zipfile.ZIP_LZMA),
    "a locked zip": locked,
    "half a zip": lambda: (DATA / "feeel-export.zip").read_bytes()[:200],
    "a zip with a broken file": damaged,
    "a zip of two programs": lambda: archive({"a": workout(), "b": (DATA / "exercises.xml").read_bytes()}),
    "a billion laughs": laughs,
    "an entity from outside": lambda: b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + EXERCISE,
    "entities of its grammar": lambda: b'<!DOCTYPE exercises [<!ENTITY % x SYSTEM "a.dtd"> %x;]><exercises/>',
    "an entity nobody defined": lambda: EXERCISE,
    "XML nested deeply": lambda: b"<exercises>" + b"<a>" * 100_000,
    "XML of many elements": lambda: b"<exercises>" + b"<a/>" * 900_000 + b"</exercises>",
    "XML of many attributes": lambda: b"<exercises " + b" ".join(b'a%d="1"' % n for n in range(300_000)),
    "XML too large": lambda: b"<exercises>" + b" " * (40 * MEGABYTE) + b"</exercises>",
    "XML cut off": lambda: (DATA / "exercises.xml").read_bytes()[:900],
    "XML of another kind": lambda: b"<routine/>",
    "XML in an unknown encoding": lambda: b'<?xml version="1.0" encoding="x-none"?><exercises/>',
    "XML in an encoding that unpacks": lambda: b'<?xml version="1.0" encoding="zip"?><exercises/>',
    "XML without exercises": lambda: b"<exercises/>",
    "XML without a title": lambda: b"<exercises><exercise/></exercises>",
    "XML with a duration that is no number": lambda: EXERCISE.replace(b"<title>&x;", SEQUENCE),
}  # fmt: skip


@pytest.mark.parametrize("what", some_now(HOSTILE, 2))
def test_it_is_refused_in_one_sentence_and_at_once(what: str, tmp_path: Path) -> None:
    path = tmp_path / "routine.json"
    path.write_bytes(HOSTILE[what]())
    before = sorted(tmp_path.rglob("*"))
    start = time.process_time()
    with pytest.raises(RefusedFileError) as refused:
        read_file(path)
    assert time.process_time() - start < SECONDS
    sentence = str(refused.value)
    assert "\n" not in sentence
    assert len(sentence) < 250
    assert sentence.endswith(".")
    assert "“" in sentence
    assert sorted(tmp_path.rglob("*")) == before


SLOW_TEXTS = {
    "hold": "hold hold 1 hold " * 400,
    "html": "<p" * 3000,
    "comments": "<!-- <script " * 600,
    "numbers": "1. a 2. b " * 800,
    "space": "1. a 2. b" + " \n" * 3500,
    "switch": "switch " * 1100,
    "lie": "lie a b c " * 800,
    "entities": "&amp;&lt;&#x41;" * 530,
}


@pytest.mark.parametrize(
    ("what", "share"), some_now([*((what, 0.99) for what in SLOW_TEXTS), ("html", 3)], 4)
)
def test_a_whole_list_of_slow_texts_is_read_or_refused_at_once(what: str, share: float) -> None:
    """As many exercises as go into a file, each with a text that is slow to look through."""
    text = SLOW_TEXTS[what]
    count = int(share * limits.DESCRIPTIONS / len(text))
    values = [
        {
            "id": number,
            "license": 2,
            "category": 1,
            "translations": [{"name": f"{number} {text[:100]}", "description": text, "language": 2}],
        }
        for number in range(count)
    ]
    data = json.dumps(values).encode()
    start = time.process_time()
    if share > 1:
        with pytest.raises(RefusedFileError):
            read_bytes(data, "list.json")
    else:
        assert len(read_bytes(data, "list.json").stretches) == count
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("what", some_now(["hold", "numbers", "lie"], 3))
def test_a_list_of_the_most_short_texts_is_read_at_once(what: str) -> None:
    text = SLOW_TEXTS[what][: limits.DESCRIPTIONS // limits.STRETCHES - 10]
    values = [
        {"name": f"{number} {text[:100]}", "instructions": [text], "primaryMuscles": []}
        for number in range(limits.STRETCHES)
    ]
    data = json.dumps(values).encode()
    start = time.process_time()
    assert len(read_bytes(data, "list.json").stretches) == limits.STRETCHES
    assert time.process_time() - start < SECONDS


def long_list_of_ours(**words: Any) -> bytes:
    stretches = [{"id": f"own-{number}", "name": f"Knee {number}"} | words for number in range(2000)]
    return json.dumps({"format": "stretchplayer", "version": 1, "stretches": stretches}).encode()


@pytest.mark.parametrize(
    "words",
    [
        {"aliases": [f"calf {number} hip of {number}" for number in range(20)]},
        {"aliases": [f"a{number} bcdef{number} ghijk{number} lmnop" for number in range(20)]},
        {"aliases": [f"al {number}" for number in range(100)]},
        {"steps": ["Stand and touch your toes. " * 70] * 20},
        {"steps": ["Lie down and touch both legs, do not lift. " * 15]},
        {"steps": ["stand " * 100]},
    ],
)
def test_a_long_list_of_ours_is_looked_through_or_refused_at_once(words: dict[str, Any]) -> None:
    data = long_list_of_ours(**words)
    start = time.process_time()
    with contextlib.suppress(RefusedFileError):
        usual_plan(read_bytes(data, "list.stretch.json"), CATALOGUE, check_picture=lambda data, name: data)
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize(
    ("key", "read"), [("data", True), ("other", False)], ids=["pictures", "something else"]
)
def test_large_files_take_little_memory_whatever_letters_they_hold(key: str, read: bool) -> None:
    """One letter of four bytes would make Python keep all others in four bytes, too."""
    pictures = {name: {key: "A" * (20 * MEGABYTE)} for name in "pq"}
    routine = {"name": "Calm \U0001f600", "items": [{"stretch": "cat-cow"}]}
    data = ours(pictures=pictures, routines=[routine]).replace(b"\\ud83d\\ude00", b"\xf0\x9f\x98\x80")
    del pictures
    tracemalloc.start()
    try:
        if read:
            bundle = read_bytes(data, "file")
            assert [len(one.data) for one in bundle.pictures.values()] == [15 * MEGABYTE] * 2
            assert bundle.routines[0].name == "Calm \U0001f600"
        else:
            with pytest.raises(RefusedFileError):
                read_bytes(data, "file")
        assert tracemalloc.get_traced_memory()[1] < 2.5 * len(data)
    finally:
        tracemalloc.stop()


def test_a_picture_may_be_written_with_escapes() -> None:
    text = json.dumps(base64.b64encode(bytes(range(256)) * 100).decode()).replace("/", "\\/")
    data = ours(pictures={"p": {"data": "here"}}).replace(b'"here"', text.encode())
    assert read_bytes(data, "file").pictures["p"].data == bytes(range(256)) * 100


def test_more_words_than_a_list_of_fixtures_needs_are_not_read() -> None:
    rows = [
        {"model": "exercises.translation", "fields": {"name": f"Neck stretch {number}", "exercise": number}}
        for number in range(1, 60_000)
    ]
    data = json.dumps(rows).encode()
    start = time.process_time()
    assert len(read_bytes(data, "translations.json").stretches) == limits.STRETCHES
    assert time.process_time() - start < 2 * SECONDS  # it is read, not refused; 1.4 s where nothing else runs


def test_only_plain_files_are_opened(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing", tmp_path / ("x" * 300), Path("/dev/zero")):
        with pytest.raises(RefusedFileError):
            read_file(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "routine.json"
    os.mkfifo(pipe)
    with pytest.raises(RefusedFileError):
        read_file(pipe)


def test_marks_that_hide_and_turn_text_do_not_come_in() -> None:
    data = workout(name="Knee\u202e to \u0000\ud800chest\u2066\u0007")
    (stretch,) = read_bytes(data, "x").stretches
    assert stretch.name == "Knee to chest"


def test_names_of_files_are_shown_short_and_plain() -> None:
    with pytest.raises(RefusedFileError) as refused:
        read_bytes(b"{}", "a\n\u202eb" + "c" * 500)
    assert "\n" not in str(refused.value)
    assert "\u202e" not in str(refused.value)
    assert len(str(refused.value)) < 250

"""Puts a title and chapters into a finished sound file, and a cue sheet beside it.

Each kind of file has a place for them which `soundfile` does not fill: cue points in WAV, Vorbis comments
in FLAC and OGG, chapter frames of ID3 in MP3. Nothing of the sound itself is touched.
"""

from __future__ import annotations

import codecs
import shutil
import struct
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import category

from stretchplayer import APP_NAME
from stretchplayer.audio.mixer import frames_of

if TYPE_CHECKING:
    from stretchplayer.core.take_along import Chapter, Score

CUE_FRAMES = 75  # a second, in cue sheets
MOST_TRACKS = 99  # of a cue sheet
OGG_POLYNOMIAL = 0x04C11DB7
OGG_HEAD = 27  # bytes of a page before its table of lengths
FLAC_COMMENT = 4  # number of that kind of block
FLAC_LAST = 0x80
COPY_BYTES = 2**18
UNSHOWN = ("Cc", "Cs", "Zl", "Zp")  # control characters, halves of characters, breaks of lines
OURS = f'REM COMMENT "Made by {APP_NAME}"'  # the first line of a cue sheet


def cue_sheet(file_name: str, title: str, chapters: Sequence[Chapter]) -> str:
    """The chapters as a cue sheet, which many players read when it lies beside the file."""
    lines = [OURS, f"TITLE {_quoted(_plain(title))}", _file_line(file_name)]
    for number, chapter in enumerate(chapters[:MOST_TRACKS], 1):
        seconds, frames = divmod(chapter.at_ms * CUE_FRAMES // 1000, CUE_FRAMES)
        lines += [
            f"  TRACK {number:02} AUDIO",
            f"    TITLE {_quoted(_plain(chapter.name))}",
            f"    INDEX 01 {seconds // 60:02}:{seconds % 60:02}:{frames:02}",
        ]
    return "\n".join(lines) + "\n"


def is_sheet_of(sheet: str, file_name: str) -> bool:
    """Whether this is the beginning of a cue sheet that `cue_sheet` made for a file of this name."""
    first, *others = sheet.splitlines() or [""]
    return first == OURS and _file_line(file_name) in others[:2]


def _file_line(file_name: str) -> str:
    form = "MP3" if file_name.lower().endswith(".mp3") else "WAVE"
    return f"FILE {_quoted(_shown(file_name))} {form}"


def _quoted(text: str) -> str:
    """A text as a cue sheet has it, where a quotation mark ends it whatever comes before."""
    return '"' + text.replace('"', "'") + '"'


def add_chapters(path: Path, kind: str, title: str, score: Score) -> None:
    """Put title and chapters into the file in `path`, of the kind that goes with this ending."""
    title = _plain(title)
    chapters = [replace(chapter, name=_plain(chapter.name)) for chapter in score.chapters]
    match kind:
        case ".wav":
            _append_cue_points(path, title, chapters)
        case ".flac":
            _put_before(path, *_flac_head(path, _comments(title, chapters)))
        case ".ogg":
            _put_before(path, *_ogg_head(path, title, chapters))
        case ".mp3":
            _put_before(path, _id3_tag(title, chapters, score.duration_ms), 0)


def _plain(text: str) -> str:
    """Words in one line, with nothing in them that a reader would take for their end."""
    return " ".join(_shown(text).split())


def _shown(text: str) -> str:
    """The text with spaces in place of what breaks lines or is no letter at all."""
    return "".join(" " if category(letter) in UNSHOWN else letter for letter in text)


def _put_before(path: Path, head: bytes, instead_of: int) -> None:
    """Replace the first bytes of a file with others, however long it is."""
    tagged = path.with_name(f"{path.name}.tagged")
    try:
        with path.open("rb") as old, tagged.open("wb") as new:
            old.seek(instead_of)
            new.write(head)
            shutil.copyfileobj(old, new, COPY_BYTES)
        tagged.replace(path)
    finally:
        tagged.unlink(missing_ok=True)


# ---- WAV -------------------------------------------------------------------------------------


def _append_cue_points(path: Path, title: str, chapters: Sequence[Chapter]) -> None:
    points, labels = [], []
    for number, chapter in enumerate(chapters, 1):
        frame = frames_of(chapter.at_ms)
        points.append(struct.pack("<II4sIII", number, frame, b"data", 0, 0, frame))
        labels.append(_chunk(b"labl", struct.pack("<I", number) + chapter.name.encode() + b"\0"))
    added = _chunk(b"cue ", struct.pack("<I", len(points)) + b"".join(points))
    added += _chunk(b"LIST", b"adtl" + b"".join(labels))
    added += _chunk(b"LIST", b"INFO" + _chunk(b"INAM", title.encode() + b"\0"))
    with path.open("r+b") as file:
        file.seek(0, 2)
        file.write(added)
        size = file.tell()
        file.seek(4)
        file.write(struct.pack("<I", size - 8))


def _chunk(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


# ---- FLAC and OGG ----------------------------------------------------------------------------


def _comments(title: str, chapters: Sequence[Chapter]) -> list[str]:
    """Title and chapters as Vorbis comments."""
    comments = [f"TITLE={title}"]
    for number, chapter in enumerate(chapters, 1):
        seconds, thousandths = divmod(chapter.at_ms, 1000)
        clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{thousandths:03}"
        comments += [f"CHAPTER{number:03}={clock}", f"CHAPTER{number:03}NAME={chapter.name}"]
    return comments


def _comment_block(vendor: bytes, comments: Sequence[str]) -> bytes:
    told = [one.encode() for one in comments]
    parts = chain.from_iterable((struct.pack("<I", len(one)), one) for one in told)
    return struct.pack("<I", len(vendor)) + vendor + struct.pack("<I", len(told)) + b"".join(parts)


def _flac_head(path: Path, comments: Sequence[str]) -> tuple[bytes, int]:
    """The blocks before the sound with our comments among them, and how many bytes they replace."""
    blocks: list[tuple[int, bytes]] = []
    vendor = b""
    with path.open("rb") as file:
        file.seek(4)
        last = False
        while not last:
            head = file.read(4)
            last, number = bool(head[0] & FLAC_LAST), head[0] & ~FLAC_LAST
            data = file.read(int.from_bytes(head[1:], "big"))
            if number == FLAC_COMMENT:
                vendor = data[4 : 4 + int.from_bytes(data[:4], "little")]
            else:
                blocks.append((number, data))
        replaced = file.tell()
    blocks.insert(1, (FLAC_COMMENT, _comment_block(vendor, comments)))
    new = b"fLaC"
    for index, (number, data) in enumerate(blocks):
        flag = FLAC_LAST if index == len(blocks) - 1 else 0
        new += bytes([number | flag]) + len(data).to_bytes(3, "big") + data
    return new, replaced


def _ogg_head(path: Path, title: str, chapters: Sequence[Chapter]) -> tuple[bytes, int]:
    """The first two pages, the second with our comments, and how many bytes they replace.

    The encoder puts what is said about the sound, the comments and the code books, on a page of its own;
    as long as that stays one page, those that follow need not be numbered anew. Chapters of which there
    are more than a page holds, some hundreds, are left to the cue sheet.
    """
    with path.open("rb") as file:
        first, _, _ = _read_page(file.read(OGG_HEAD + 255 + 255 * 255))
        file.seek(len(first))
        second, sizes, body = _read_page(file.read(OGG_HEAD + 255 + 255 * 255))
    comment = body[: sizes[0]]
    vendor = comment[11 : 11 + int.from_bytes(comment[7:11], "little")]
    for told in (chapters, ()):
        block = _comment_block(vendor, _comments(title, told))
        packets = [b"\x03vorbis" + block + b"\x01", body[sizes[0] :]]
        lacing = b"".join(b"\xff" * (len(packet) // 255) + bytes([len(packet) % 255]) for packet in packets)
        if len(lacing) <= 255:
            break
    if len(sizes) != len(packets) or len(lacing) > 255:
        return b"", 0
    page = bytearray(second[: OGG_HEAD - 1] + bytes([len(lacing)]) + lacing + b"".join(packets))
    page[22:26] = bytes(4)
    page[22:26] = _ogg_checksum(page).to_bytes(4, "little")
    return first + bytes(page), len(first) + len(second)


def _read_page(data: bytes) -> tuple[bytes, list[int], bytes]:
    """The page at the start of `data`, the lengths of the packets on it, and the packets."""
    count = data[OGG_HEAD - 1]
    lacing = data[OGG_HEAD : OGG_HEAD + count]
    start = OGG_HEAD + count
    end = start + sum(lacing)
    ends = [0, *(index + 1 for index, value in enumerate(lacing) if value < 255)]
    return data[:end], [sum(lacing[a:b]) for a, b in pairwise(ends)], data[start:end]


def _ogg_checksum(page: bytes | bytearray) -> int:
    checksum = 0
    for byte in page:
        checksum ^= byte << 24
        for _ in range(8):
            checksum = checksum << 1 ^ (OGG_POLYNOMIAL if checksum & 0x80000000 else 0)
        checksum &= 0xFFFFFFFF
    return checksum


# ---- MP3 -------------------------------------------------------------------------------------


def _id3_tag(title: str, chapters: Sequence[Chapter], end_ms: int) -> bytes:
    """A tag of ID3 2.3 with a table of contents and a frame for each chapter.

    Of 2.4 some read only short names in chapters, as they take the lengths of frames for those of 2.3.
    """
    ids = [f"chp{number}".encode() + b"\0" for number in range(len(chapters))]
    ends = [*(chapter.at_ms for chapter in chapters[1:]), end_ms]
    unknown = b"\xff" * 8  # where it begins in bytes: players go by the time
    frames = _id3_text(title)
    if len(ids) < 256:  # what a table of contents can hold
        frames += _id3_frame(b"CTOC", b"toc\0\x03" + bytes([len(ids)]) + b"".join(ids))
        for id_, chapter, end in zip(ids, chapters, ends, strict=True):
            times = struct.pack(">II", chapter.at_ms, end)
            frames += _id3_frame(b"CHAP", id_ + times + unknown + _id3_text(chapter.name))
    size = bytes(len(frames) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\0\0" + size + frames


def _id3_text(words: str) -> bytes:
    return _id3_frame(b"TIT2", b"\x01" + codecs.BOM_UTF16_LE + words.encode("utf-16-le") + b"\0\0")


def _id3_frame(name: bytes, data: bytes) -> bytes:
    return name + struct.pack(">I", len(data)) + b"\0\0" + data

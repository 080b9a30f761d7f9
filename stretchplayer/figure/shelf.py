"""Images on the disk, so that what was drawn once is not drawn again after the next start.

Nothing here is needed: what cannot be read, written or believed is drawn anew, and said in the log.
"""

from __future__ import annotations

import logging
import os
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QImage

log = logging.getLogger(__name__)

FORMAT = QImage.Format.Format_ARGB32_Premultiplied
MOST_BYTES = 24 * 2**20
LEFT_AFTER_CLEARING = 0.75  # so that it is not cleared at each image
SUFFIX = ".picture"
_HEAD = struct.Struct("<4sII")
_MAGIC = b"SPP1"
_BYTES_PER_PIXEL = 4


class Shelf:
    """Images by name in one folder of their own; the least recently used go when there are too many."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        """The folder is made with the first image."""
        self._folder = folder
        self._most_bytes = most_bytes
        self._bytes: int | None = None  # of all files, once they were counted
        self._silent = False  # the log knows that nothing can be kept

    def get(self, name: str) -> QImage | None:
        """The image of this name, or None."""
        path = self._path(name)
        try:
            image = _unpacked(path.read_bytes())
            os.utime(path)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, zlib.error, struct.error) as error:
            log.info("a kept picture cannot be read, it is drawn anew: %s", error)
            self._remove(path)
            return None
        return image

    def put(self, name: str, image: QImage) -> None:
        """Keep an image under a name."""
        path = self._path(name)
        unfinished = path.with_suffix(".new")
        data = _packed(image)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(data)
            unfinished.replace(path)
        except OSError as error:
            if not self._silent:
                log.info("pictures cannot be kept, they are drawn at each start: %s", error)
                self._silent = True
            return
        if self._bytes is not None:
            self._bytes += len(data)
        self._make_room()

    def clear(self) -> None:
        """Keep nothing any more."""
        for path in list(self._files()):
            self._remove(path)
        try:
            self._folder.rmdir()
        except OSError:
            pass  # it was never made, or somebody else keeps something there
        self._bytes = None

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}{SUFFIX}"

    def _files(self) -> Iterator[Path]:
        for suffix in (SUFFIX, ".new"):
            yield from self._folder.glob(f"*{suffix}")

    def _make_room(self) -> None:
        if self._bytes is not None and self._bytes <= self._most_bytes:
            return
        found = []
        for path in self._files():
            try:
                state = path.stat()
            except OSError:
                continue  # another one that runs has removed it
            found.append((state.st_mtime_ns, state.st_size, path))
        total = sum(size for _, size, _ in found)
        if total > self._most_bytes:
            for _, size, path in sorted(found):
                if total <= LEFT_AFTER_CLEARING * self._most_bytes:
                    break
                self._remove(path)
                total -= size
        self._bytes = total

    def _remove(self, path: Path) -> None:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            log.info("a kept picture cannot be removed: %s", error)


def _packed(image: QImage) -> bytes:
    """Compressed lightly: several times smaller, and read faster than a PNG."""
    plain = image.convertToFormat(FORMAT)
    return _HEAD.pack(_MAGIC, plain.width(), plain.height()) + zlib.compress(bytes(plain.constBits()), 1)


def _unpacked(data: bytes) -> QImage:
    """Raises `ValueError`, `zlib.error` or `struct.error` for what is damaged."""
    magic, width, height = _HEAD.unpack_from(data)
    pixels = zlib.decompress(memoryview(data)[_HEAD.size :])
    if magic != _MAGIC or not width or not height or len(pixels) != width * height * _BYTES_PER_PIXEL:
        raise ValueError("it does not hold what it says")
    return QImage(pixels, width, height, width * _BYTES_PER_PIXEL, FORMAT).copy()

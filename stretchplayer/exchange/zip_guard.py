"""ZIP archives from anywhere, unpacked into memory: nothing is ever written where an archive says."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from stretchplayer.core.errors import RefusedFileError
from stretchplayer.exchange import limits

_ENTRY = b"PK\x01\x02"  # begins what the archive's list says of one entry
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def is_zip(data: bytes) -> bool:
    """Whether the file begins like a ZIP archive."""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def unpacked(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """The files of an archive, by name, in its order. Raises `RefusedFileError`.

    What the archive says of its sizes is not trusted: unpacking ends where the limit is.
    """
    # Reading the list takes long when it is long, so it is counted first.
    if data.count(_ENTRY) > limits.ZIP_ENTRIES:
        raise RefusedFileError(f"“{name}” holds more than {limits.ZIP_ENTRIES} files.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            for entry in entries:
                _check(entry, name)
            left = limits.UNPACKED_BYTES
            if sum(entry.file_size for entry in entries) > left:
                raise _too_large(name)
            for entry in entries:
                if entry.filename.endswith("/"):
                    continue
                with archive.open(entry) as file:
                    content = file.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise _too_large(name)
                yield entry.filename, content
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, OverflowError) as error:
        raise RefusedFileError(f"“{name}” is a damaged archive.") from error
    except (NotImplementedError, RuntimeError) as error:
        raise RefusedFileError(f"“{name}” is packed in a way this app cannot unpack.") from error


def _check(entry: zipfile.ZipInfo, name: str) -> None:
    if entry.flag_bits & 0x1:
        raise RefusedFileError(f"“{name}” is locked with a password. Please unpack it first.")
    if entry.compress_type not in _PLAIN:
        raise RefusedFileError(f"“{name}” is packed in a way this app cannot unpack.")
    path = entry.filename.replace("\\", "/")
    if not path:
        raise RefusedFileError(f"“{name}” holds a file without a name.")
    if path.startswith("/") or ".." in path.split("/") or ":" in path or "\x00" in entry.orig_filename:
        raise RefusedFileError(f"“{name}” names files outside of itself, so it was not opened.")


def _too_large(name: str) -> RefusedFileError:
    return RefusedFileError(
        f"“{name}” unpacks to more than {limits.UNPACKED_BYTES // limits.MEGABYTE} MB and was not opened."
    )

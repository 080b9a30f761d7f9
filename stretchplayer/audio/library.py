"""Loads the library that plays, or says that it cannot be."""

from __future__ import annotations

import ctypes
import sys
from typing import Any


class NoBackendError(Exception):
    """Sound cannot work on this machine: the library does not load."""


def load_library() -> Any:
    """The library that plays. Raises `NoBackendError` when it does not load."""
    try:
        import miniaudio
    except (ImportError, OSError) as error:
        raise NoBackendError(str(error)) from error
    _quieten_alsa()
    return miniaudio


def _say_nothing(file: bytes, line: int, function: bytes, code: int, form: bytes) -> None:
    """Stands in for ALSA's own error printer."""


_ErrorHandler = ctypes.CFUNCTYPE(
    None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p
)
_QUIET_HANDLER = _ErrorHandler(_say_nothing)  # ALSA keeps the pointer, so it must live on


def _quieten_alsa() -> None:
    """ALSA writes a page to stderr each time there is no card; the state tells that already."""
    if not sys.platform.startswith("linux"):
        return
    try:
        ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(_QUIET_HANDLER)
    except (OSError, AttributeError):
        return  # no ALSA: nothing to keep quiet

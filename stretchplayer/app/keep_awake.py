"""Keeps the screen on while a session plays."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wakepy import Mode

log = logging.getLogger(__name__)


class ScreenKeeper:
    """`KeepAwake` of a real machine, through whatever its desktop offers."""

    def __init__(self) -> None:
        self._mode: Mode | None = None

    def acquire(self) -> bool:
        """Ask the system to keep the screen on; False when it refuses."""
        if self._mode is None:
            from wakepy import keep

            mode = keep.presenting(on_fail="pass")
            mode.__enter__()
            if mode.active:
                self._mode = mode
            else:
                mode.__exit__(None, None, None)
                log.info("the system did not allow us to keep the screen on")
        return self._mode is not None

    def release(self) -> None:
        """Let the screen sleep again."""
        if self._mode is not None:
            mode, self._mode = self._mode, None
            mode.__exit__(None, None, None)

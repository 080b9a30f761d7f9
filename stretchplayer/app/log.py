"""A log for when something goes wrong: on this machine alone, small, and never sent anywhere."""

from __future__ import annotations

import faulthandler
import logging
import os
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_BYTES = 500_000
KEPT_FILES = 2
LOG, CRASHES = "stretchplayer.log", "crash.log"


log = logging.getLogger(__name__)


def start_logging(folder: Path) -> None:
    """Write warnings and the app's own notes to `folder`, and crashes of the interpreter, too."""
    handler = RotatingFileHandler(
        folder / LOG, maxBytes=LARGEST_BYTES, backupCount=KEPT_FILES, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger("stretchplayer").setLevel(logging.INFO)
    crashes = (folder / CRASHES).open("a", encoding="utf-8")
    faulthandler.enable(crashes)


def erase_log(folder: Path) -> None:
    """Empty what was written to `folder`; what comes from now on is written there as before."""
    try:
        for earlier in folder.glob(f"{LOG}.*"):
            earlier.unlink()
        for file in (folder / LOG, folder / CRASHES):
            if file.exists():
                os.truncate(file, 0)  # whoever writes to it goes on at its end
    except OSError as error:
        log.info("the log could not be emptied: %s", error)

"""A log for when something goes wrong: on this machine alone, small, and never sent anywhere."""

from __future__ import annotations

import faulthandler
import logging
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_BYTES = 500_000
KEPT_FILES = 2


def start_logging(folder: Path) -> None:
    """Write warnings and the app's own notes to `folder`, and crashes of the interpreter, too."""
    handler = RotatingFileHandler(
        folder / "stretchplayer.log", maxBytes=LARGEST_BYTES, backupCount=KEPT_FILES, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger("stretchplayer").setLevel(logging.INFO)
    crashes = (folder / "crash.log").open("a", encoding="utf-8")
    faulthandler.enable(crashes)

"""Where the content that ships with the app is: in a frozen app, in the wheel, or beside the source."""

from __future__ import annotations

import sys
from pathlib import Path

from stretchplayer.core.errors import ContentError

_PACKAGE = Path(__file__).resolve().parent.parent


def assets() -> Path:
    """The folder with catalogue, poses, voices and all else; raises `ContentError` when it is gone."""
    bundle = getattr(sys, "_MEIPASS", None)  # set by PyInstaller in a frozen app
    candidates = [_PACKAGE / "_assets", _PACKAGE.parent / "assets"]
    if bundle is not None:
        candidates.insert(0, Path(bundle) / "stretchplayer" / "_assets")
    for folder in candidates:
        if (folder / "catalogue").is_dir():
            return folder
    raise ContentError("The files that came with Stretch Player are missing. Please install it again.")

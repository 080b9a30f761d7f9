"""`python -m stretchplayer` is the same as `stretchplayer`."""

from __future__ import annotations

import sys

from stretchplayer.cli import main

if __name__ == "__main__":
    sys.exit(main())

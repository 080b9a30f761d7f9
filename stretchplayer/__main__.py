"""``python -m stretchplayer``."""

import sys

from stretchplayer.cli import main

sys.exit(main())

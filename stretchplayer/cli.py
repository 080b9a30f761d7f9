"""The command line. Everything but the window works without a display and without Qt's widgets."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from stretchplayer import APP_NAME, __version__
from stretchplayer.core.errors import NotFoundError, StretchPlayerError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchplayer.content import Content
    from stretchplayer.core.timeline import Timeline

USAGE_ERROR = 2

_DESCRIPTION = f"""{APP_NAME}: gentle guided stretches with pictures, voice and timers.

Without a command the window opens."""

_EPILOG = """A ROUTINE is an id or an exact name; "stretchplayer list routines" shows both.
Exit codes: 0 done, 1 something went wrong, 2 wrong input.

Not a medical device. General wellness information only; it does not diagnose, treat or monitor
any condition. If pain is severe, new, spreading or worrying, stop and get medical advice."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(USAGE_ERROR, f"stretchplayer: {message}\n")


def build_parser() -> argparse.ArgumentParser:
    """The commands and options."""
    parser = _Parser(
        prog="stretchplayer",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"{APP_NAME} {__version__}")
    parser.add_argument(
        "--data-dir", metavar="DIR", type=Path, help="keep everything under DIR instead of the usual folders"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    play = commands.add_parser("play", help="open the window and go straight to a routine")
    play.add_argument("routine", metavar="ROUTINE")
    listing = commands.add_parser("list", help="list routines or stretches")
    listing.add_argument("what", choices=("routines", "stretches"))
    listing.add_argument("--json", action="store_true", help="as a JSON list of objects")
    timeline = commands.add_parser("timeline", help="print what a routine plays, and when")
    timeline.add_argument("routine", metavar="ROUTINE")
    timeline.add_argument("--json", action="store_true", help="as one JSON object, times in milliseconds")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give the exit code."""
    options = build_parser().parse_args(arguments)
    try:
        return _run(options)
    except NotFoundError as error:
        sys.stderr.write(f"stretchplayer: {error}\n")
        return USAGE_ERROR
    except StretchPlayerError as error:
        sys.stderr.write(f"stretchplayer: {error}\n")
        return 1
    except BrokenPipeError:
        # Whoever read the output has had enough; nothing more can be said to them.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _run(options: argparse.Namespace) -> int:
    from stretchplayer.content import Content  # noqa: PLC0415  (--help and --version need none of it)

    data_dir: Path | None = options.data_dir
    if data_dir is not None and data_dir.exists() and not data_dir.is_dir():
        sys.stderr.write(f"stretchplayer: {data_dir} is not a folder\n")
        return USAGE_ERROR
    if options.command in (None, "play"):
        from stretchplayer import bootstrap  # noqa: PLC0415  (loads Qt)

        routine = None
        if options.command == "play":
            routine = Content(data_dir).routine(options.routine).id
        return bootstrap.run(data_dir, routine)
    content = Content(data_dir)
    if options.command == "list":
        _print_list(content, options.what, as_json=options.json)
    else:
        timeline = content.timeline(options.routine)
        sys.stdout.write(_as_json(timeline_json(timeline)) if options.json else timeline_table(timeline))
    sys.stdout.flu
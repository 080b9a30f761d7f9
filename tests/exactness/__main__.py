"""Measures how exactly a session sounds, prints the table, and tells what is not as it must be."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path


def main() -> int:
    """Play, judge, tell."""
    parser = argparse.ArgumentParser(prog="exactness", description=__doc__)
    parser.add_argument("minutes", type=float, nargs="?", default=30.0, help="length of the session (30)")
    parser.add_argument("--table", type=Path, help="a file the table is written to as well")
    wanted = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from tests.soundserver import missing_tools, running_server

    if missing := missing_tools():
        sys.stderr.write(f"This needs {', '.join(missing)} (Debian: pulseaudio pulseaudio-utils).\n")
        return 2
    from PySide6.QtWidgets import QApplication

    from tests.exactness.measure import SINKS, measure
    from tests.exactness.table import faults, table

    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder, running_server(SINKS) as server:
        os.environ.update(server.environment)
        measured = measure(wanted.minutes, Path(folder), server)
    told = table(measured)
    wrong = faults(measured)
    if wanted.table is not None:
        wanted.table.write_text("\n".join([told, *wrong]), encoding="utf-8")
    sys.stdout.write("\n".join([told, *wrong, ""]))
    del application
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

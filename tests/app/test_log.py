"""The log on disk, tried in a program of its own, since logging belongs to the whole process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import logging, sys
from pathlib import Path
from stretchplayer.app.log import start_logging
start_logging(Path(sys.argv[1]))
exec(sys.argv[2])
"""


def run(folder: Path, program: str) -> int:
    command = [sys.executable, "-c", PROGRAM, str(folder), program]
    return subprocess.run(command, capture_output=True, check=False).returncode


def test_what_the_app_notes_is_on_disk(tmp_path: Path) -> None:
    assert run(tmp_path, "logging.getLogger('stretchplayer.audio').info('no device today')") == 0
    assert "stretchplayer.audio: no device today" in (tmp_path / "stretchplayer.log").read_text(
        encoding="utf-8"
    )


def test_it_never_grows_large(tmp_path: Path) -> None:
    assert run(tmp_path, "for _ in range(3000): logging.getLogger('stretchplayer').info('x' * 1000)") == 0
    files = list(tmp_path.glob("stretchplayer.log*"))
    assert len(files) == 3
    assert sum(file.stat().st_size for file in files) < 1_600_000


def test_erased_it_is_empty_and_goes_on(tmp_path: Path) -> None:
    program = """
from stretchplayer.app.log import erase_log
log = logging.getLogger('stretchplayer')
for _ in range(800): log.info('before' + 'x' * 1000)
(Path(sys.argv[1]) / 'crash.log').write_text('before')
erase_log(Path(sys.argv[1]))
log.info('after')
import faulthandler; faulthandler._sigsegv()
"""
    assert run(tmp_path, program) != 0
    text = {file.name: file.read_text(encoding="utf-8") for file in tmp_path.iterdir()}
    assert sorted(text) == ["crash.log", "stretchplayer.log"]
    assert text["stretchplayer.log"].endswith("after\n")
    assert text["crash.log"].startswith("Fatal Python error")
    assert "before" not in "".join(text.values()).split("most recent call first")[0]


def test_a_crash_of_the_interpreter_leaves_its_trace(tmp_path: Path) -> None:
    assert run(tmp_path, "import faulthandler; faulthandler._sigsegv()") != 0
    assert "most recent call first" in (tmp_path / "crash.log").read_text(encoding="utf-8")

"""A file is written whole or not at all, and nothing but a plain file is ever written over."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from stretchplayer.core.errors import FileError
from stretchplayer.exchange.whole_file import replacing


def write(path: Path, text: str) -> None:
    with replacing(path) as unfinished:
        unfinished.write_text(text, encoding="utf-8")


def test_what_goes_wrong_half_way_leaves_the_earlier_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    write(path, "first")

    def broken() -> None:
        with replacing(path) as unfinished:
            unfinished.write_text("half", encoding="utf-8")
            raise OSError(28, "No space left on device")

    with pytest.raises(FileError, match="No space left"):
        broken()
    assert path.read_text(encoding="utf-8") == "first"
    assert list(tmp_path.iterdir()) == [path]


def test_an_error_of_another_kind_leaves_nothing_behind(tmp_path: Path) -> None:
    def broken() -> None:
        with replacing(tmp_path / "mine.json") as unfinished:
            unfinished.write_text("half", encoding="utf-8")
            raise KeyError("x")

    with pytest.raises(KeyError):
        broken()
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_only_looks_unfinished_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "mine.json.part"
    other.write_text("somebody’s", encoding="utf-8")
    write(tmp_path / "mine.json", "new")
    assert other.read_text(encoding="utf-8") == "somebody’s"


@pytest.mark.parametrize("name", ["", ".", "..", "folder", "/", "x" * 300, "none/x.json", "file/x.json"])
def test_where_no_file_can_be_it_says_so(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(FileError, match="Please choose another place"):
        write(tmp_path / name, "x")
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_or_device_is_not_written_over(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    (tmp_path / "link").symlink_to(pipe)
    for path in (pipe, tmp_path / "link"):
        with pytest.raises(FileError, match="not a plain file"):
            write(path, "x")
    assert stat.S_ISFIFO(pipe.lstat().st_mode)


@pytest.mark.skipif(os.name == "nt", reason="links and modes are different there")
def test_a_link_stays_a_link_and_a_private_file_stays_private(tmp_path: Path) -> None:
    file, link = tmp_path / "file.json", tmp_path / "link.json"
    write(file, "first")
    file.chmod(0o600)
    link.symlink_to(file)
    write(link, "second")
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == "second"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600

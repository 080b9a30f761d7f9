"""What was drawn once comes from the disk: the same picture, bounded, and never in anybody's way."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from stretchplayer.figure.shelf import Shelf

SIZE = 40, 30


def image(red: int = 200) -> QImage:
    """A see-through ground with a spot that differs."""
    made = QImage(*SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(0)
    made.setPixelColor(7, 5, QColor(red, 20, 30))
    return made


def test_it_gives_back_what_was_put(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there"
    assert Shelf(folder).get("a") is None
    Shelf(folder).put("a", image())
    assert Shelf(folder).get("a") == image()
    assert Shelf(folder).get("b") is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data[:12] + bytes(len(data) - 12),
        lambda data: b"XXXX" + data[4:],
        lambda data: data[:4] + b"\0\0\0\0" + data[8:],
        lambda data: data[:4] + b"\xff\xff\xff\x7f" + data[8:],
    ],
    ids=["empty", "cut off", "zeros", "another kind", "no width", "huge"],
)
def test_what_is_damaged_is_drawn_anew_and_said_quietly(
    tmp_path: Path, damage: object, caplog: pytest.LogCaptureFixture
) -> None:
    shelf = Shelf(tmp_path)
    shelf.put("a", image())
    (path,) = tmp_path.iterdir()
    assert callable(damage)
    path.write_bytes(damage(path.read_bytes()))
    with caplog.at_level(logging.INFO):
        assert shelf.get("a") is None
    assert [record.levelno for record in caplog.records] == [logging.INFO]
    assert not path.exists()
    shelf.put("a", image())
    assert shelf.get("a") == image()


def test_a_folder_that_takes_nothing_is_no_hindrance(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_bytes(b"")
    shelf = Shelf(in_the_way / "pictures")
    with caplog.at_level(logging.INFO):
        for name in "abc":
            shelf.put(name, image())
    assert [record.levelno for record in caplog.records] == [logging.INFO]  # once
    shelf.clear()


def test_the_least_recently_used_go_first(tmp_path: Path) -> None:
    Shelf(tmp_path).put("a", image())
    one = next(tmp_path.iterdir()).stat().st_size
    for place, name in enumerate("bcde"):
        Shelf(tmp_path).put(name, image(place))
    for age, name in enumerate("abcde"):
        os.utime(tmp_path / f"{name}.picture", ns=(10**18 + age, 10**18 + age))
    assert Shelf(tmp_path).get("a") is not None  # used just now
    shelf = Shelf(tmp_path, most_bytes=5 * one + one // 2)
    shelf.put("f", image())
    kept = {path.stem for path in tmp_path.iterdir()}
    assert {"a", "f"} <= kept
    assert "b" not in kept
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 5 * one
    for place in range(20):
        shelf.put(f"more-{place}", image())
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 6 * one


def test_it_can_be_emptied_and_leaves_what_is_not_its_own(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "pictures")
    shelf.put("a", image())
    (tmp_path / "pictures" / "half.new").write_bytes(b"half")
    shelf.clear()
    assert not (tmp_path / "pictures").exists()
    shelf.put("a", image())
    (tmp_path / "pictures" / "letter.txt").write_text("mine")
    shelf.clear()
    assert [path.name for path in (tmp_path / "pictures").iterdir()] == ["letter.txt"]

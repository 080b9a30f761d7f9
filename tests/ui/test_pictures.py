"""Small pictures: drawn when there is time, kept in memory and on the disk, forgotten when all is erased."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stretchplayer.app.resources import assets
from stretchplayer.bootstrap.figures import Figures
from stretchplayer.core.catalogue import Side
from stretchplayer.core.scheme import ColourScheme
from stretchplayer.ui import pictures
from stretchplayer.ui.pictures import Pictures, Wish
from tests.ui.test_desk import Opened
from tests.ui.world import blank_picture

WISH = Wish("single-knee-to-chest", Side.RIGHT, 60, 40, 1.0, ColourScheme.LIGHT, "mira")


def nothing(picture: str) -> None:
    return None


def figures(shelf: Path, poses: Path | None = None) -> Figures:
    """As after a start of the app."""
    return Figures(poses or assets() / "poses", nothing, shelf)


def drawn_by(figures: Figures, wish: Wish) -> QImage | None:
    *_, image = figures.draw(wish)
    return image


def files(shelf: Path) -> int:
    return len(list(shelf.glob("*")))


def has_engine(figures: Figures) -> bool:
    return "_thumbnails" in vars(figures)


# ---- the disk -----------------------------------------------------------------------------------


def test_after_the_next_start_nothing_is_drawn_again(tmp_path: Path) -> None:
    drawn = drawn_by(figures(tmp_path), WISH)
    later = figures(tmp_path)
    assert drawn is not None
    assert drawn_by(later, WISH) == drawn
    assert not has_engine(later)


def test_each_thing_that_changes_the_picture_is_another_picture(tmp_path: Path) -> None:
    first = figures(tmp_path)
    others = [
        replace(WISH, side=Side.LEFT),
        replace(WISH, width=64),
        replace(WISH, ratio=2.0),
        replace(WISH, scheme=ColourScheme.DARK),
        replace(WISH, person="else"),
        replace(WISH, way="easier"),
        replace(WISH, moment=0.0),
        replace(WISH, moment=1.0),
    ]
    for count, wish in enumerate([WISH, *others], start=1):
        assert drawn_by(first, wish) is not None
        assert files(tmp_path) == count
    again = figures(tmp_path)
    assert drawn_by(again, others[1]) != drawn_by(again, WISH)
    assert files(tmp_path) == len(others) + 1


def test_a_pose_that_was_drawn_otherwise_is_drawn_anew(tmp_path: Path) -> None:
    poses, shelf = tmp_path / "poses", tmp_path / "shelf"
    shutil.copytree(assets() / "poses", poses)
    before = drawn_by(figures(shelf, poses), WISH)
    shutil.copy(poses / "cat-cow.json", poses / f"{WISH.pose}.json")
    assert drawn_by(figures(shelf, poses), WISH) != before


def test_an_engine_that_changed_draws_anew(tmp_path: Path) -> None:
    drawn_by(figures(tmp_path), WISH)
    other = figures(tmp_path)
    vars(other)["_engine"] = ("another",)
    drawn_by(other, WISH)
    assert has_engine(other)


def test_a_pose_that_is_not_there_has_no_picture_and_leaves_nothing(tmp_path: Path) -> None:
    assert drawn_by(figures(tmp_path), replace(WISH, pose="none-such")) is None
    assert files(tmp_path) == 0


def test_a_broken_pose_is_told_in_the_log_and_has_no_picture(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "torn.json").write_text("{")
    assert drawn_by(figures(tmp_path / "shelf", tmp_path), replace(WISH, pose="torn")) is None
    assert "torn" in caplog.text
    caplog.clear()


# ---- the memory ---------------------------------------------------------------------------------


def test_what_is_too_much_for_the_memory_is_let_go(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    def draw(wish: Wish) -> Iterator[QImage | None]:
        drawn.append(wish.pose)
        return blank_picture(wish)

    monkeypatch.setattr(pictures, "MOST_BYTES", 3 * 10 * 10 * pictures.BYTES_PER_PIXEL)
    kept = Pictures(draw)

    def get(pose: str) -> object:
        return kept.get(pose, None, QSize(10, 10), 1.0, ColourScheme.LIGHT)

    for pose in "abc":
        get(pose)
    qtbot.waitUntil(lambda: all(get(pose) is not None for pose in "abc"))
    get("d")
    qtbot.waitUntil(lambda: get("d") is not None)
    assert get("c") is not None
    assert drawn == ["a", "b", "c", "d"]
    assert get("a") is None
    kept.deleteLater()


def test_a_picture_is_asked_for_once(qtbot: QtBot) -> None:
    drawn: list[Wish] = []

    def draw(wish: Wish) -> Iterator[QImage | None]:
        drawn.append(wish)
        yield None

    kept = Pictures(draw)
    for _ in range(3):
        assert kept.get("a", None, QSize(10, 10), 1.0, ColourScheme.LIGHT) is None
    with qtbot.waitSignal(kept.ready):
        pass
    assert kept.get("a", None, QSize(10, 10), 1.0, ColourScheme.LIGHT) is None
    QApplication.processEvents()
    assert len(drawn) == 1  # that there is none is known, too
    kept.deleteLater()


# ---- the app ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("_fonts")
def test_the_app_reads_only_the_poses_it_shows_and_erases_what_it_kept(tmp_path: Path, qtbot: QtBot) -> None:
    opened = Opened(tmp_path / "data")
    joined = opened.parts.draw.__self__  # type: ignore[attr-defined]
    assert isinstance(joined, Figures)
    assert not has_engine(joined)
    opened.window.grab()
    shelf = tmp_path / "data" / "cache" / "thumbnails"
    qtbot.waitUntil(lambda: has_engine(joined) and opened.desk._pictures.is_idle)
    shown = {wish.pose for wish in opened.desk._pictures._done}
    assert shown
    assert set(joined._library._poses) == shown
    assert len(shown) < len(joined._library.ids()) / 2
    assert files(shelf) > 0
    opened.parts.data.erase()
    assert files(shelf) == 0
    opened.close()

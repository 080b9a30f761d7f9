"""Where things are kept."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from stretchplayer.app.paths import Paths
from stretchplayer.core.errors import StoreError


def test_everything_goes_under_the_folder_named(data_dir: Path) -> None:
    paths = Paths.of(data_dir)
    for folder in (paths.data, paths.logs, paths.cache):
        assert folder.is_relative_to(data_dir)


def test_nothing_is_made_before_it_is_wanted(data_dir: Path) -> None:
    paths = Paths.of(data_dir)
    assert not data_dir.exists()
    paths.make()
    assert paths.data.is_dir()
    assert paths.logs.is_dir()
    assert paths.cache.is_dir()
    paths.make()  # a second time is harmless


@pytest.mark.skipif(os.name == "nt", reason="the usual folders of Linux")
def test_the_usual_folders_follow_the_desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    paths = Paths.of(None)
    assert paths.data == tmp_path / "share" / "stretchplayer"
    assert paths.cache == tmp_path / "cache" / "stretchplayer"
    assert paths.logs.is_relative_to(tmp_path / "state" / "stretchplayer")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be used"):
        Paths.of(tmp_path / "file").make()

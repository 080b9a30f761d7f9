"""Assets are found from source, from the wheel and in a frozen app."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from stretchplayer.app import resources
from stretchplayer.core.errors import ContentError

ROOT = Path(__file__).parent.parent.parent


def bundle(folder: Path) -> Path:
    assets = folder / "stretchplayer" / "_assets"
    (assets / "catalogue").mkdir(parents=True)
    return assets


def test_from_source() -> None:
    assert resources.assets() == ROOT / "assets"


def test_installed_assets_come_before_those_beside_the_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = bundle(tmp_path)
    (tmp_path / "assets" / "catalogue").mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "stretchplayer")
    assert resources.assets() == installed


def test_a_frozen_app_looks_in_its_bundle_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    frozen = bundle(tmp_path)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources.assets() == frozen


def test_lost_assets_are_told_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "stretchplayer")
    with pytest.raises(ContentError, match="install it again"):
        resources.assets()

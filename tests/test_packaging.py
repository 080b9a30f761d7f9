"""The wheel: everything the app needs is inside, and found there."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ASSETS = ROOT / "assets"

# Whatever is imported comes from the folder given, not from the checkout.
FROM_FOLDER = """
import runpy, sys
folder, *sys.argv[1:] = sys.argv[1:]
sys.path.insert(0, folder)
import stretchplayer
assert stretchplayer.__file__.startswith(folder)
runpy.run_module("stretchplayer", run_name="__main__")
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The contents of a freshly built wheel, as an installer lays them out."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("stretchplayer-*-py3-none-any.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run_from(installed: Path, *arguments: str) -> str:
    command = [sys.executable, "-I", "-c", FROM_FOLDER, str(installed), *arguments]
    return subprocess.run(
        command, cwd=installed.parent, check=True, capture_output=True, encoding="utf-8"
    ).stdout


def test_every_asset_is_inside(installed: Path) -> None:
    tracked = {path.relative_to(ASSETS) for path in ASSETS.rglob("*") if path.is_file()}
    inside = installed / "stretchplayer" / "_assets"
    assert {path.relative_to(inside) for path in inside.rglob("*") if path.is_file()} == tracked


def test_sql_and_type_marker_are_inside(installed: Path) -> None:
    assert (installed / "stretchplayer" / "store" / "migrations" / "0001_initial.sql").is_file()
    assert (installed / "stretchplayer" / "py.typed").is_file()


def test_nothing_but_the_app_is_inside(installed: Path) -> None:
    (info,) = installed.glob("stretchplayer-*.dist-info")
    assert {entry.name for entry in installed.iterdir()} == {"stretchplayer", info.name}
    assert (info / "licenses" / "LICENSE").is_file()
    assert "stretchplayer = stretchplayer.cli:main" in (info / "entry_points.txt").read_text(encoding="utf-8")


def test_it_finds_its_content_where_it_is_installed(installed: Path) -> None:
    stretches = json.loads(run_from(installed, "list", "stretches", "--json"))
    assert len(stretches) >= 9

"""`stretchplayer picture`: the files it writes, and what it says when it cannot."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import msgspec
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage

from stretchplayer.app.clock import SystemClock
from stretchplayer.bootstrap import Content
from stretchplayer.cli import main
from stretchplayer.core.flexibility import ALL_TESTS
from stretchplayer.core.history import OwnPicture, PictureKind
from stretchplayer.core.own_stretch import OWN_PREFIX, PICTURE_PREFIX
from stretchplayer.store import open_store
from tests.complaint import complaint

pytestmark = pytest.mark.usefixtures("qapp")

SMALL = ("--size", "160", "112")
SVG = "{http://www.w3.org/2000/svg}"


def run(folder: Path, *arguments: str) -> int:
    try:
        return main(["--data-dir", str(folder), "picture", *arguments])
    except SystemExit as leaving:
        return int(leaving.code or 0)


def keep_own(folder: Path, picture: OwnPicture) -> None:
    """A stretch of the user's own with this picture."""
    model = Content(folder).catalogue["single-knee-to-chest"]
    own = msgspec.structs.replace(
        model, id=f"{OWN_PREFIX}1", name="My bridge", short_name="My bridge", aliases=(), pose=picture.id
    )
    store = open_store(folder)
    store.own_stretches.save_stretches([own], [picture], [], SystemClock().now())
    store.close()


# ---- files -----------------------------------------------------------------------------------


def test_without_a_display_it_writes_a_vector_picture(tmp_path: Path) -> None:
    path = tmp_path / "knee.svg"
    gone = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    env = {name: value for name, value in os.environ.items() if name not in gone}
    command = [sys.executable, "-m", "stretchplayer", "--data-dir", str(tmp_path / "data"), "picture"]
    done = subprocess.run(
        [*command, "single-knee-to-chest", str(path), "--side", "left", "--pose", "easier"],
        env=env,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    root = ET.fromstring(path.read_bytes())
    assert root.findtext(f"{SVG}title") == "Single knee to chest, easier, left side"
    record = Content().catalogue["single-knee-to-chest"]
    assert record.easier is not None
    assert root.findtext(f"{SVG}desc") == f"{record.picture} Here it is easier: {record.easier.text}"
    assert (root.get("width"), root.get("height")) == ("1200", "840")


def test_a_png_has_the_size_that_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "cat.PNG"
    assert run(tmp_path, "cat-cow", str(path), *SMALL) == 0
    image = QImage(str(path))
    assert (image.width(), image.height()) == (160, 112)
    assert image.pixelColor(0, 0).alpha() == 0


@pytest.mark.parametrize("name", ["Single knee to chest", "KNEE HUG", "single-knee-to-chest"])
def test_a_stretch_is_found_by_any_of_its_names(tmp_path: Path, name: str) -> None:
    assert run(tmp_path, name, str(tmp_path / "x.svg"), *SMALL) == 0
    assert ET.parse(tmp_path / "x.svg").findtext(f"{SVG}title") == "Single knee to chest, hold, right side"


def test_what_has_no_sides_names_none(tmp_path: Path) -> None:
    assert run(tmp_path, "cat-cow", str(tmp_path / "x.svg"), *SMALL, "--side", "left") == 0
    assert ET.parse(tmp_path / "x.svg").findtext(f"{SVG}title") == "Cat and cow, hold"


@pytest.mark.parametrize("name", ["leg-raise", "leg-raise-test", "Leg Raise"])
def test_a_flexibility_test_can_be_named_too(tmp_path: Path, name: str) -> None:
    assert run(tmp_path, name, str(tmp_path / "x.svg"), *SMALL) == 0
    written = ET.parse(tmp_path / "x.svg")
    assert written.findtext(f"{SVG}title") == "Leg raise, hold, right side"
    (test,) = (test for test in ALL_TESTS if test.id == "leg-raise")
    assert written.findtext(f"{SVG}desc") == f"{test.move}."


def test_a_pose_that_belongs_to_no_stretch_can_be_named(tmp_path: Path) -> None:
    assert run(tmp_path, "hook-lying", str(tmp_path / "x.svg"), *SMALL) == 0
    title = ET.parse(tmp_path / "x.svg").findtext(f"{SVG}title")
    assert title == "Lying on the back, knees bent, hold, right side"


def test_each_theme_pose_and_side_is_another_picture(tmp_path: Path) -> None:
    wishes = [
        (),
        ("--side", "left"),
        ("--pose", "start"),
        ("--pose", "easier"),
        ("--theme", "dark"),
        ("--theme", "contrast-light"),
        ("--theme", "contrast-dark"),
    ]
    made = set()
    for number, wish in enumerate(wishes):
        path = tmp_path / f"{number}.png"
        assert run(tmp_path, "single-knee-to-chest", str(path), *SMALL, *wish) == 0
        made.add(path.read_bytes())
    assert len(made) == len(wishes)


def test_a_pose_of_ones_own_is_drawn(tmp_path: Path) -> None:
    pose = (Content().folder / "poses" / "standing.json").read_bytes()
    keep_own(tmp_path, OwnPicture(id=f"{PICTURE_PREFIX}1", kind=PictureKind.POSE, data=pose))
    assert run(tmp_path, "My bridge", str(tmp_path / "own.png"), *SMALL) == 0
    assert run(tmp_path, "standing", str(tmp_path / "standing.png"), *SMALL) == 0
    assert (tmp_path / "own.png").read_bytes() == (tmp_path / "standing.png").read_bytes()


def test_a_picture_of_ones_own_is_written_as_pixels_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("gold"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    data = bytes(QByteArray(buffer.data()).data())
    keep_own(tmp_path, OwnPicture(id=f"{PICTURE_PREFIX}1", kind=PictureKind.IMAGE, data=data))
    assert run(tmp_path, "My bridge", str(tmp_path / "own.png"), *SMALL) == 0
    assert QImage(str(tmp_path / "own.png")).pixelColor(80, 56) == QColor("gold")
    capsys.readouterr()
    assert run(tmp_path, "My bridge", str(tmp_path / "own.svg"), *SMALL) == 1
    assert complaint(capsys) == (
        "“My bridge” has a picture you brought, which cannot be SVG. Please write a PNG."
    )
    assert run(tmp_path, "My bridge", str(tmp_path / "x.png"), "--pose", "start") == 2
    assert complaint(capsys) == "“My bridge” has a picture you brought, which shows the hold alone."


def test_an_earlier_file_stays_whole_when_it_cannot_be_replaced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "k.png"
    path.write_bytes(b"earlier")
    assert run(tmp_path, "chin-tuck", str(path), "--person", "nobody") == 2
    assert path.read_bytes() == b"earlier"
    capsys.readouterr()
    assert run(tmp_path, "cat-cow", str(path), *SMALL) == 0
    assert path.read_bytes().startswith(b"\x89PNG")
    assert [file.name for file in tmp_path.iterdir() if file.suffix != ".png"] == []


# ---- what does not go ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("cat", "x.svg"), 2, "There is no stretch called “cat”. Near it: cat-cow, seated-cat-cow."),
        (
            ("xyzzy", "x.svg"),
            2,
            "There is no stretch called “xyzzy”. “stretchplayer list stretches” has all.",
        ),
        (("cat-cow", "x.gif"), 2, "argument FILE: “x.gif” has to end in .svg or .png"),
        (
            ("cat-cow", "x.svg", "--size", "10", "10"),
            2,
            "argument --size: “10” is not a number of pixels from 32 to 8192",
        ),
        (
            ("cat-cow", "x.svg", "--size", "800", "9e9"),
            2,
            "argument --size: “9e9” is not a number of pixels from 32 to 8192",
        ),
        (
            ("standing", "x.svg", "--pose", "harder"),
            2,
            "No harder form of “Standing” is drawn; there are start, hold",
        ),
        (("cat-cow", "x.svg", "--person", "bob"), 2, "Nobody called “bob” is drawn. There are: "),
    ],
)
def test_what_does_not_go_is_told_in_a_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    code: int,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(tmp_path / "data", *arguments) == code
    assert complaint(capsys).startswith(said)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "cat-cow", str(tmp_path / "no" / "x.svg"), *SMALL) == 1
    assert "could not be written" in complaint(capsys)
    folder = tmp_path / "folder.svg"
    folder.mkdir()
    assert run(tmp_path, "cat-cow", str(folder), *SMALL) == 1
    assert "is not a plain file" in complaint(capsys)

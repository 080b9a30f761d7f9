"""The pictures of all poses in the docs: which there are, and that making them leaves the words alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from stretchplayer.figure import contact_sheet
from stretchplayer.figure.pose import PoseLibrary
from stretchplayer.figure.pose_docs import BEGIN, CELL, DOCS, END, FOLDER, PAGE, pictures_block, write_docs
from tests.figure.conftest import POSES

pytestmark = pytest.mark.usefixtures("qapp")

LYING, STANDING = "hook-lying", "standing"


@pytest.fixture
def few(tmp_path: Path) -> PoseLibrary:
    folder = tmp_path / "poses"
    folder.mkdir()
    for pose in (LYING, STANDING):
        shutil.copy(POSES / f"{pose}.json", folder)
    return PoseLibrary(folder)


def test_the_docs_show_every_pose_there_is(library: PoseLibrary) -> None:
    """When this fails: `python -m stretchplayer.figure.contact_sheet --docs`."""
    page = (DOCS / PAGE).read_text("utf-8")
    shown = page[page.index(BEGIN) : page.index(END) + len(END)]
    assert shown == pictures_block(library)
    wanted = {f"{pose}{dark}.png" for pose in library.ids() for dark in ("", "-dark")}
    assert {path.name for path in (DOCS / FOLDER).iterdir()} == wanted


def test_a_sheet_has_a_column_for_each_form_and_a_row_for_each_side(few: PoseLibrary, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    write_docs(few, docs)
    names = {f"{pose}{dark}.png" for pose in (LYING, STANDING) for dark in ("", "-dark")}
    assert {path.name for path in (docs / FOLDER).iterdir()} == names
    image = QImage(str(docs / FOLDER / f"{LYING}.png"))
    assert image.width() == CELL[0] * len(["start", "hold"])
    assert image.height() > 2 * CELL[1]
    upper, lower = (image.copy(0, top, image.width(), CELL[1]) for top in (0, image.height() // 2))
    assert upper != lower


def test_words_around_the_list_stay_and_what_is_gone_goes(few: PoseLibrary, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    (docs / FOLDER).mkdir(parents=True)
    (docs / FOLDER / "gone.png").write_bytes(b"earlier")
    (docs / PAGE).write_text("# Poses\n\nA table.\n", "utf-8")
    write_docs(few, docs)
    once = (docs / PAGE).read_text("utf-8")
    assert once.startswith("# Poses\n\nA table.\n\n<!-- pictures: begin -->\n")
    assert not (docs / FOLDER / "gone.png").exists()
    (docs / PAGE).write_text(f"{once}\nMore words.\n", "utf-8")
    (tmp_path / "poses" / f"{STANDING}.json").unlink()
    write_docs(few, docs)
    twice = (docs / PAGE).read_text("utf-8")
    assert twice.startswith("# Poses\n\nA table.\n")
    assert twice.endswith(f"{END}\n\nMore words.\n")
    assert twice.count(BEGIN) == 1
    assert f"({FOLDER}/{STANDING}.png)" not in twice
    assert f"![{few[LYING].title}: start, hold]({FOLDER}/{LYING}.png)" in twice


def test_without_a_place_for_the_sheet_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        contact_sheet.main([])
    assert "say where the sheet is to be written" in capsys.readouterr().err

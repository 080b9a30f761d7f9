"""Reading content files: what is right is read, what is wrong is all named at once."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from stretchplayer.app.content import load_catalogue, load_phrases, load_routines, load_sources
from stretchplayer.core.errors import ContentError

ASSETS = Path(__file__).parents[2] / "assets"


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    return shutil.copytree(ASSETS / "catalogue", tmp_path / "catalogue")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults(read: Callable[[Path], object], folder: Path) -> list[str]:
    with pytest.raises(ContentError) as raised:
        read(folder)
    return str(raised.value).splitlines()[1:]


def test_the_library_comes_in_its_own_order() -> None:
    ids = [stretch.id for stretch in load_catalogue(ASSETS / "catalogue")]
    assert ids[:2] == ["single-knee-to-chest", "double-knee-to-chest"]
    assert ids[-1] == "getting-up"


def test_all_faults_are_named_with_file_and_field(catalogue: Path) -> None:
    edit(catalogue / "cat-cow.toml", "hold_s = 8", 'hold_s = "long"')
    edit(catalogue / "pelvic-tilt.toml", 'form = "drill"', 'form = "dance"')
    edit(catalogue / "prayer-stretch.toml", "feel =", "feeling =")
    edit(catalogue / "avoid.toml", 'tag = "sit_up"', "tag = 3")
    found = faults(load_catalogue, catalogue)
    assert len(found) == 4
    assert any(f.startswith("avoid.toml: move[2]: tag: Expected `str`") for f in found)
    assert "cat-cow.toml: dose.hold_s: Expected `float`, got `str`" in found
    assert "pelvic-tilt.toml: form: Invalid enum value 'dance'" in found
    assert any(f.startswith("prayer-stretch.toml: ") and "feeling" in f for f in found)


def test_references_are_followed(catalogue: Path) -> None:
    edit(catalogue / "cat-cow.toml", 'stretch = "pelvic-tilt"', 'stretch = "pelvic-tlit"')
    edit(catalogue / "sources.toml", "AAOS =", "Dog =")
    assert faults(load_catalogue, catalogue) == [
        "cat-cow: sources: AAOS is not in the list of sources",
        "cat-cow: swap: there is no stretch pelvic-tlit",
    ]


def test_files_and_library_list_must_agree(catalogue: Path) -> None:
    (catalogue / "knee-rolls.toml").rename(catalogue / "rolls.toml")
    found = faults(load_catalogue, catalogue)
    assert found == ["library.toml: order: knee-rolls has no file", "library.toml: order: rolls is missing"]


def test_an_id_must_be_the_name_of_its_file(catalogue: Path) -> None:
    edit(catalogue / "cat-cow.toml", 'id = "cat-cow"', 'id = "dog-cow"')
    assert faults(load_catalogue, catalogue) == ["cat-cow.toml: id: must be cat-cow, like the file"]


def test_broken_and_missing_files_are_named(catalogue: Path) -> None:
    (catalogue / "cat-cow.toml").write_text("id = ", encoding="utf-8")
    (catalogue / "pelvic-tilt.toml").write_bytes(b'id = "\xff"')
    (catalogue / "sources.toml").unlink()
    found = faults(load_catalogue, catalogue)
    assert [f.split(":")[0] for f in found] == ["sources.toml", "pelvic-tilt.toml", "cat-cow.toml"]


def test_a_list_file_holds_nothing_but_its_list(catalogue: Path) -> None:
    edit(catalogue / "library.toml", "order =", "ordre =")
    assert "library.toml: must hold one list called order" in faults(load_catalogue, catalogue)


def test_sources_say_where_a_stretch_is_described() -> None:
    assert "Mayo Clinic" in load_sources(ASSETS / "catalogue")["Mayo"]


def test_routines_are_read_and_their_faults_named(tmp_path: Path) -> None:
    folder = shutil.copytree(ASSETS / "routines", tmp_path / "routines")
    names = ("easy-lower-back", "gentle-day", "short-day")
    every = [f"{name}{place}" for name in names for place in ("", "-bed", "-chair")]
    assert [routine.id for routine in load_routines(folder)] == every
    edit(folder / "short-day.toml", "repetitions = 5", "repetitions = 5.5")
    edit(folder / "gentle-day.toml", 'name = "Gentle day"', "")
    found = faults(load_routines, folder)
    assert found == [
        "gentle-day.toml: Object missing required field `name`",
        "short-day.toml: items[1].repetitions: Expected `int | null`, got `float`",
    ]


def test_a_folder_without_routines_is_a_fault(tmp_path: Path) -> None:
    assert faults(load_routines, tmp_path) == [f"{tmp_path.name}: there are no routines"]


def test_phrases_are_read_and_their_faults_named(tmp_path: Path) -> None:
    phrases = load_phrases(ASSETS / "voice" / "en")
    assert phrases["heard-2"].text == "Two. Mild."
    assert phrases["name-single-leg-raise"].words == "One leg lift."
    (tmp_path / "phrases.toml").write_text('a = "Bare."\nb = { txt = "Hm." }\nc = { text = "Yes." }')
    found = faults(load_phrases, tmp_path)
    assert [f.split(":")[1] for f in found] == [" a", " b"]


def test_content_can_be_read_without_qt() -> None:
    code = (
        "import sys; sys.modules['PySide6'] = None\n"
        "from pathlib import Path\n"
        "from stretchplayer.app.content import load_catalogue\n"
        "print(len(load_catalogue(Path(sys.argv[1]))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(ASSETS / "catalogue")], capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("33", "")

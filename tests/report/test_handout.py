"""The handout: one page that fits, in words and shapes, and what the command line says when it cannot."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainterPath
from pytestqt.qtbot import QtBot

from stretchplayer.app.clock import SystemClock
from stretchplayer.app.content import load_catalogue
from stretchplayer.bootstrap.paper_pictures import PaperPictures
from stretchplayer.cli import main
from stretchplayer.core.catalogue import Catalogue, Dose, Side, Stretch
from stretchplayer.core.concerns import Concern, Effect
from stretchplayer.core.content_rules import wording_faults
from stretchplayer.core.handout import Handout, HandoutEntry, gather_handout
from stretchplayer.core.history import OwnPicture, PictureKind, SetAside
from stretchplayer.core.own_stretch import LONGEST_STEP, MOST_STEPS, OWN_PREFIX, PICTURE_PREFIX
from stretchplayer.core.place import Place
from stretchplayer.core.preferences import Preferences
from stretchplayer.core.routine import HowOften, Routine, RoutineItem, Sides
from stretchplayer.core.suitability import Suits, with_effect
from stretchplayer.figure.drawing import Drawing
from stretchplayer.figure.export import png_bytes
from stretchplayer.figure.pose import PoseLibrary
from stretchplayer.printing import handout_words as words
from stretchplayer.printing.handout import handout_pdf, lay_out
from stretchplayer.printing.handout_parts import MOST_LINES, PaperPicture
from stretchplayer.printing.paper import MARGIN, Paper
from stretchplayer.printing.sheet import Art, Sheet
from tests.empty_notes import empty_notes
from tests.report.pdf_text import page_texts
from tests.report.sheets import overlapping, places, texts, told

ASSETS = Path(__file__).parents[2] / "assets"
ON_ONE_PAGE = 8
KNEE, CAT = "single-knee-to-chest", "cat-cow"


@pytest.fixture(autouse=True)
def _letters(qtbot: QtBot) -> None:
    """Fonts come with the application."""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(ASSETS / "catalogue")


def made(catalogue: Catalogue, *stretches: str, **changes: object) -> Handout:
    routine = Routine(
        id="r",
        name="My evenings",
        description="What I was shown.",
        items=tuple(RoutineItem(stretch=stretch) for stretch in stretches),
        how_often=HowOften(times_a_day=2, days_a_week=5),
    )
    handout = gather_handout(routine, catalogue, Suits(), made=date(2026, 11, 21))
    return msgspec.structs.replace(handout, **changes)


def plain_pictures(stretch: Stretch, side: Side | None, size: tuple[int, int]) -> list[PaperPicture]:
    """Two that fill their box, which is as large as they get."""
    drawing, path = Drawing(size), QPainterPath()
    path.addRect(QRectF(0, 0, *size))
    drawing.fillPath(path, QColor("navy"))
    return [(words.Shows.START, drawing), (words.Shows.END, drawing)]


def flat_pictures(stretch: Stretch, side: Side | None, size: tuple[int, int]) -> list[PaperPicture]:
    """Two of somebody who lies."""
    drawing, path = Drawing(size), QPainterPath()
    path.addRect(QRectF(0, 0, size[0], size[1] / 3))
    drawing.fillPath(path, QColor("navy"))
    return [(words.Shows.START, drawing), (words.Shows.END, drawing)]


def check(sheets: list[Sheet], paper: Paper) -> None:
    for sheet in sheets:
        assert overlapping(sheet) == []
        for x, y in places(sheet):
            assert MARGIN - 1 <= x <= paper.width - MARGIN + 1
            assert MARGIN - 1 <= y <= paper.height - MARGIN + 1


def rated(catalogue: Catalogue) -> list[str]:
    return [stretch.id for stretch in catalogue if stretch.is_rated]


# ---- pages -----------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", Paper)
def test_up_to_eight_stretches_are_on_one_page(catalogue: Catalogue, paper: Paper) -> None:
    every = rated(catalogue)
    for count in range(1, ON_ONE_PAGE + 1):
        for first in (0, 7, 14):
            sheets = lay_out(made(catalogue, *every[first : first + count]), plain_pictures, paper)
            assert len(sheets) == 1
            check(sheets, paper)
            said = told(sheets)
            assert all(
                f"{n}. {catalogue[s].name}" in said for n, s in enumerate(every[first : first + count], 1)
            )


def test_fewer_stretches_have_larger_pictures_and_letters(catalogue: Catalogue) -> None:
    sizes = []
    for count in (2, 4, 8):
        (sheet,) = lay_out(made(catalogue, *rated(catalogue)[:count]), plain_pictures, Paper.A4)
        sizes.append(min(item.box[3] for item in sheet.items if isinstance(item, Art)))
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == len(sizes)


def test_more_than_fits_goes_to_pages_that_say_which_they_are(catalogue: Catalogue) -> None:
    sheets = lay_out(made(catalogue, *rated(catalogue)[:20]), plain_pictures, Paper.A4)
    assert len(sheets) > 1
    check(sheets, Paper.A4)
    for number, sheet in enumerate(sheets, start=1):
        said = told([sheet])
        assert f"My evenings, page {number} of {len(sheets)}" in said
        assert words.HELP_NOW in said
    arts = [sum(isinstance(item, Art) for item in sheet.items) for sheet in sheets]
    assert sum(arts) == 40
    assert max(arts) - min(arts) <= 6
    assert told(sheets).count(words.NOTES) == 1


def test_ones_own_words_can_be_as_long_as_they_may_be(catalogue: Catalogue) -> None:
    long = msgspec.structs.replace(
        catalogue[KNEE],
        name="A very long name " * 7,
        steps=("word " * (LONGEST_STEP // 5),) * MOST_STEPS,
        feel="x" * 2000,
    )
    entry = HandoutEntry(stretch=long, dose=long.dose, sides=Sides.BOTH, care="care " * 400)
    handout = made(
        catalogue,
        KNEE,
        entries=(entry,) * 3,
        name="Long name of a routine " * 5,
        description="Words " * 300,
        left_out=("Something",) * 60,
    )
    sheets = lay_out(handout, plain_pictures, Paper.LETTER)
    check(sheets, Paper.LETTER)
    steps = [text.words for text in texts(sheets[0]) if text.words.startswith("word word")]
    assert 0 < len(steps) <= MOST_LINES
    assert steps[-1].endswith("…")


def test_the_other_side_is_shown_as_well_where_there_is_room(catalogue: Catalogue) -> None:
    def shown(*stretches: str, **changes: object) -> list[str]:
        (sheet,) = lay_out(made(catalogue, *stretches, **changes), flat_pictures, Paper.A4)
        check([sheet], Paper.A4)
        return [text.words for text in texts(sheet) if text.words.startswith("Hold, ")]

    assert shown(KNEE) == ["Hold, right leg", "Hold, left leg"]
    assert shown(*[KNEE] * ON_ONE_PAGE) == ["Hold, right leg"] * ON_ONE_PAGE
    left = HandoutEntry(stretch=catalogue[KNEE], dose=catalogue[KNEE].dose, sides=Sides.LEFT)
    assert shown(KNEE, entries=(left,)) == ["Hold, left leg"]


def test_the_sheet_says_what_matters(catalogue: Catalogue) -> None:
    handout = made(catalogue, KNEE, CAT, left_out=("Sphinx",), place=Place.BED, emergency_number="112")
    said = " ".join(told(lay_out(handout, plain_pictures, Paper.A4)).split())
    for expected in (
        "Twice a day, 5 days a week. On a bed",
        "What I was shown.",
        "Left out for now: Sphinx.",
        "Hold 20 seconds, 3 times each leg",
        "10 slow rounds",
        "You should feel: A mild pull in the lower back and the buttock of the leg you hold.",
        "Take care: If symptoms in the leg spread, stop.",
        "When to stop: A mild pull is fine. Pain is not.",
        "or call 112 if any of these is new",
        words.LIMITS,
        "Made on 21 November 2026 with Stretch Player",
        "Tick each day you did it",
        "Notes",
    ):
        assert expected in said
    assert wording_faults("handout", said) == []


# ---- words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stretch", "dose", "sides", "said"),
    [
        (KNEE, Dose(hold_s=20, repetitions=3), Sides.BOTH, "Hold 20 seconds, 3 times each leg"),
        (KNEE, Dose(hold_s=60, repetitions=1), Sides.LEFT, "Hold 1 minute, once, left leg"),
        (CAT, Dose(hold_s=8, repetitions=10), Sides.BOTH, "10 slow rounds"),
        ("pelvic-tilt", Dose(hold_s=5, repetitions=2), Sides.BOTH, "Hold 5 seconds and let go, twice"),
        ("warm-up-march", Dose(hold_s=90), Sides.BOTH, "1 minute 30 seconds"),
        (
            "supine-trunk-rotation",
            Dose(hold_s=10, repetitions=3),
            Sides.BOTH,
            "Hold 10 seconds, 3 times to each side",
        ),
        (
            "supine-trunk-rotation",
            Dose(hold_s=10, repetitions=3),
            Sides.RIGHT,
            "Hold 10 seconds, 3 times, to the right",
        ),
    ],
)
def test_doses_are_said_in_full(
    catalogue: Catalogue, stretch: str, dose: Dose, sides: Sides, said: str
) -> None:
    assert words.dose_words(catalogue[stretch], dose, sides) == said


# ---- pictures and the file -------------------------------------------------------------------


def no_own(_: str) -> None:
    return None


def test_start_and_hold_are_shown_to_and_fro_and_what_rests_once(catalogue: Catalogue) -> None:
    pictures = PaperPictures(PoseLibrary(ASSETS / "poses"), no_own, "", turned=False)

    def shown(stretch: str, side: Side | None = None) -> list[words.Shows]:
        return [shows for shows, _ in pictures(catalogue[stretch], side, (120, 120))]

    assert shown(KNEE, Side.LEFT) == [words.Shows.START, words.Shows.END]
    assert shown(CAT) == [words.Shows.ONE_WAY, words.Shows.OTHER_WAY]
    assert shown("breathing") == [words.Shows.WHOLE]
    gone = msgspec.structs.replace(catalogue[KNEE], pose="nowhere")
    assert pictures(gone, None, (120, 120)) == []
    mirrored = PaperPictures(PoseLibrary(ASSETS / "poses"), no_own, "", turned=True)
    usual, turned = (one(catalogue[KNEE], Side.LEFT, (120, 120))[1][1] for one in (pictures, mirrored))
    assert isinstance(usual, Drawing)
    assert isinstance(turned, Drawing)
    assert usual.solid_box().left() != turned.solid_box().left()
    cow, cat = (art for _, art in pictures(catalogue[CAT], None, (120, 120)))
    assert isinstance(cow, Drawing)
    assert isinstance(cat, Drawing)
    assert cow.solid_box() != cat.solid_box()


def test_words_can_be_copied_letters_are_embedded_and_figures_are_shapes(catalogue: Catalogue) -> None:
    pictures = PaperPictures(PoseLibrary(ASSETS / "poses"), no_own, "", turned=False)
    data = handout_pdf(made(catalogue, KNEE, CAT), pictures, Paper.LETTER)
    (page,) = page_texts(data)
    assert "1. Single knee to chest" in page
    assert "Hold, right leg" in page
    assert "\N{REPLACEMENT CHARACTER}" not in page
    assert set(re.findall(rb"/FontName /\w+\+([\w-]+)", data)) == {b"Figtree-Regular", b"Figtree-SemiBold"}
    assert b"/Subtype /Image" not in data
    assert re.findall(rb"/MediaBox \[\s*0 0 ([\d.]+) ([\d.]+)", data) == [(b"612.000000", b"792.000000")]


# ---- the command -----------------------------------------------------------------------------


def run(folder: Path, *arguments: str) -> int:
    try:
        return main(["--data-dir", str(folder), "handout", *arguments])
    except SystemExit as leaving:
        return int(leaving.code or 0)


def complaint(capsys: pytest.CaptureFixture[str]) -> str:
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err.removeprefix("stretchplayer: ").strip()


def test_the_command_writes_the_routine_as_the_user_made_it(tmp_path: Path, catalogue: Catalogue) -> None:
    """Own dose, own stretch with a picture of their own, and what does not suit."""
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("gold"))
    picture = OwnPicture(id=f"{PICTURE_PREFIX}1", kind=PictureKind.IMAGE, data=png_bytes(image))
    own = msgspec.structs.replace(
        catalogue[KNEE], id=f"{OWN_PREFIX}1", name="My bridge", pose=picture.id, caution_note=None
    )
    mine = Routine(
        id=f"{OWN_PREFIX}2",
        name="Evenings",
        description="",
        items=(
            RoutineItem(stretch=own.id, hold_s=33),
            RoutineItem(stretch="standing-back-bend"),
            RoutineItem(stretch=CAT),
            RoutineItem(stretch="pelvic-tilt"),
        ),
    )
    preferences = with_effect(Preferences(), Concern.LEANING_BACK, Effect.HIDE)
    store = empty_notes(tmp_path)
    now = SystemClock().now()
    store.own_stretches.save_stretches([own], [picture], [mine], now)
    store.settings.save_settings(
        {"preferences.hidden_concerns": msgspec.json.encode(preferences.hidden_concerns).decode()}, now
    )
    store.history.set_aside(SetAside(stretch="pelvic-tilt", since=now, why="red"))
    store.close()
    path = tmp_path / "h.pdf"
    assert run(tmp_path, "Evenings", str(path), "--paper", "a4") == 0
    (page,) = page_texts(path.read_bytes())
    assert "1. My bridge" in page
    assert "Hold 33 seconds, 3 times each leg" in page
    assert "2. Cat and cow" in page
    names = (catalogue[one].short_name for one in ("standing-back-bend", "pelvic-tilt"))
    assert f"Left out for now: {', '.join(names)}." in page
    assert b"/Subtype /Image" in path.read_bytes()


def test_what_stands_in_the_way_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "h.pdf"
    assert run(tmp_path, "nothing", str(path)) == 2
    assert complaint(capsys).startswith("There is no routine called “nothing”.")
    assert run(tmp_path, "easy-lower-back", str(path), "--person", "bob") == 2
    assert complaint(capsys).startswith("Nobody called “bob” is drawn.")
    assert run(tmp_path, "short-day", str(tmp_path / "no" / "h.pdf")) == 1
    assert "could not be written" in complaint(capsys)
    assert not path.exists()

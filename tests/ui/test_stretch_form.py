"""The form for a stretch of one's own: words, dose, picture, avoided moves, drafts, and leaving."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from stretchplayer.core.catalogue import Form, Posture, SideMeaning
from stretchplayer.core.own_stretch import LONGEST_STEP, MOST_STEPS, USUAL_DOSES
from stretchplayer.figure.own_image import LARGEST_SIDE, MOST_BYTES
from stretchplayer.figure.own_pose import check_pose
from stretchplayer.figure.pose import parse_pose
from stretchplayer.figure.sculpt import Sculpture
from stretchplayer.ui.stretches.form import SIDES
from stretchplayer.ui.widgets.card_button import CardButton
from tests.figure.test_own_image import RECT, picture, png_of, svg
from tests.ui.editor.sitting import button, click, words_on
from tests.ui.stretch_kit import (
    STEPS,
    Visit,
    drop,
    drop_mime,
    press,
    save,
    towel_pull,
    visit,
    way,
)
from tests.ui.world import World

TOE_TOUCH = ("Towel work", "Stand with straight knees.", "Bend forward and reach for your toes.")


@pytest.fixture
def visiting(world: World) -> Visit:
    """Somebody at the page of stretches."""
    return visit(world)


# ---- words and dose -----------------------------------------------------------------------------------


def test_everything_that_is_filled_in_is_kept(visiting: Visit) -> None:
    form = visiting.new()
    visiting.type_in(form.name, "Towel pull")
    visiting.type_in(form.steps, "Lie down.\n\n  Take the towel. \nPull gently.\n")
    visiting.type_in(form.cautions, "Stop if the knee hurts")
    click(button(form.kind, "Short holds"))
    form.sides.choose(SideMeaning.ARM)
    form.posture.choose(Posture.SITTING)
    click(form.hold.more)
    click(form.times.less)
    save(visiting)
    (kept,) = visiting.own
    assert kept.name == "Towel pull"
    assert kept.steps == ("Lie down.", "Take the towel.", "Pull gently.")
    assert kept.caution_note == "Stop if the knee hurts"
    usual = USUAL_DOSES[Form.DRILL]
    assert (kept.form, kept.side_means, kept.posture) == (Form.DRILL, SideMeaning.ARM, Posture.SITTING)
    assert (kept.dose.hold_s, kept.dose.repetitions) == (usual.hold_s + 1, usual.repetitions - 1)
    assert visiting.told[-1][0] == "Towel pull is saved."
    assert visiting.page.currentWidget() is visiting.page.detail
    assert visiting.world.library.draft() is None


@pytest.mark.parametrize(("side", "words"), SIDES)
def test_sides_are_kept(visiting: Visit, side: str, words: str) -> None:
    form = visiting.new("Towel pull")
    form.sides.choose(str(side))
    assert form.sides.value() == side, words
    save(visiting)
    assert visiting.own[0].side_means == (SideMeaning(side) if side else None)
    assert visiting.own[0].one_sided is bool(side)


@pytest.mark.parametrize(
    ("words", "form", "fields"),
    [
        ("Held still", Form.HOLD, ["Times", "Sides"]),
        ("Short holds", Form.DRILL, ["Times", "Sides"]),
        ("Moving", Form.FLOW, ["Times"]),
        ("By the clock", Form.TIMED, []),
    ],
)
def test_the_way_it_is_done_decides_what_is_asked(
    visiting: Visit, words: str, form: Form, fields: list[str]
) -> None:
    page = visiting.new("Towel pull")
    page.sides.choose(SideMeaning.LEG)
    click(button(page.kind, "By the clock"))
    click(button(page.kind, words))
    shown = words_on(page)
    assert [field for field in ("Times", "Sides") if field in shown] == fields
    assert page.hold.value() == USUAL_DOSES[form].hold_s
    save(visiting)
    assert visiting.own[0].dose == USUAL_DOSES[form]
    assert visiting.own[0].one_sided is ("Sides" in fields)


def test_what_the_form_does_not_show_stays(world: World) -> None:
    made = towel_pull(world, feel="behind the knee", muscles=("calf",))
    visiting = visit(world)
    visiting.page.edit(made.id)
    form = visiting.form
    assert form.steps.toPlainText() == "\n".join(STEPS)
    form.name.setText("Long towel pull")
    save(visiting)
    (kept,) = visiting.own
    assert (kept.id, kept.name, kept.steps) == (made.id, "Long towel pull", STEPS)
    assert (kept.feel, kept.muscles) == ("behind the knee", ("calf",))


# ---- what is refused ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "steps", "sentence", "field"),
    [
        ("", ["Lie down."], "Please give it a name.", "name"),
        ("   ", ["Lie down."], "Please give it a name.", "name"),
        ("Towel", ["Lie."] * (MOST_STEPS + 1), f"Please use at most {MOST_STEPS} steps.", "steps"),
        (
            "Towel",
            ["Lie.", "a" * (LONGEST_STEP + 1)],
            f"Please use at most {LONGEST_STEP} letters in one step.",
            "steps",
        ),
    ],
)
def test_what_cannot_be_kept_is_said_where_it_stands(
    visiting: Visit, name: str, steps: list[str], sentence: str, field: str
) -> None:
    form = visiting.new(name, *steps)
    save(visiting)
    assert sentence in words_on(form)
    assert getattr(form, field).hasFocus()
    assert visiting.own == ()
    form.name.setText("Towel pull")
    form.steps.setPlainText("Lie down.")
    assert sentence not in words_on(form)
    save(visiting)
    assert len(visiting.own) == 1


@pytest.mark.parametrize("count", [MOST_STEPS, 1, 0])
def test_as_many_steps_as_are_allowed_are_kept(visiting: Visit, count: int) -> None:
    visiting.new("Towel pull", *["Lie."] * count)
    save(visiting)
    assert len(visiting.own[0].steps) == count


# ---- a picture ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("me.png", picture("PNG")),
        ("me.jpg", picture("JPEG")),
        ("me.webp", picture("WEBP")),
        ("me.svg", svg(RECT + "<script>alert(1)</script>")),
        ("large.png", picture("PNG", 3000, 1500)),
    ],
)
def test_a_dropped_picture_is_checked_scaled_and_kept(
    visiting: Visit, tmp_path: Path, file: str, data: bytes
) -> None:
    path = tmp_path / file
    path.write_bytes(data)
    form = visiting.new("Towel pull")
    way(form, "A picture")
    assert drop(form.picture.drop, path)
    save(visiting)
    kept = visiting.world.library.picture(visiting.own[0].pose)
    assert kept is not None
    assert kept.data.startswith(b"\x89PNG")
    assert b"alert" not in kept.data
    image = QImage.fromData(kept.data)
    assert max(image.width(), image.height()) <= LARGEST_SIDE
    assert abs(image.pixelColor(100, 60).green() - 0x6E) < 8
    assert visiting.own[0].picture == "Your own picture: Towel pull"


def of_20_mb(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (
            lambda path: path.write_bytes(b"MZ, a program"),
            "“bad.png” is not a PNG, JPEG, WebP or SVG picture.",
        ),
        (
            lambda path: path.write_bytes(picture("PNG")[:60]),
            "“bad.png” cannot be read, the file may be damaged.",
        ),
        (of_20_mb, "“bad.png” is larger than 20 MB. Please take a smaller picture."),
        (
            lambda path: path.write_bytes(png_of(20_000, 20_000)),
            "“bad.png” is 20000 by 20000 pixels. Please make it smaller first.",
        ),
        (
            lambda path: path.write_bytes(picture("PNG", 300, 20)),
            "“bad.png” is too narrow to show anything. Please take another picture.",
        ),
        (lambda path: path.mkdir(), "“bad.png” could not be read (Is a directory)."),
        (lambda path: None, "“bad.png” could not be read (No such file or directory)."),
    ],
    ids=["program", "cut short", "20 MB", "bomb", "narrow", "folder", "gone"],
)
def test_a_picture_that_is_refused_is_said_and_the_one_before_stays(
    visiting: Visit, tmp_path: Path, make: Callable[[Path], object], sentence: str
) -> None:
    good, bad = tmp_path / "good.png", tmp_path / "bad.png"
    good.write_bytes(picture("PNG"))
    make(bad)
    form = visiting.new("Towel pull")
    way(form, "A picture")
    drop(form.picture.drop, good)
    before = form.picture.pose
    drop(form.picture.drop, bad)
    assert sentence in words_on(form)
    assert form.picture.pose == before
    drop(form.picture.drop, good)
    assert sentence not in words_on(form)
    assert form.picture.pose != before


def test_words_are_not_a_picture(visiting: Visit) -> None:
    form = visiting.new("Towel pull")
    way(form, "A picture")
    mime = QMimeData()
    mime.setText("just words")
    assert not drop_mime(form.picture.drop, mime)
    QGuiApplication.clipboard().setText("just words")
    click(form.picture.drop.paste)
    assert "There is no picture to take. Copy or drop a PNG, JPEG, WebP or SVG." in words_on(form)
    assert form.picture.pose == ""


def test_a_picture_from_the_web_is_not_fetched(visiting: Visit) -> None:
    form = visiting.new("Towel pull")
    way(form, "A picture")
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/a.png")])
    assert not drop_mime(form.picture.drop, mime)


def test_a_copied_picture_is_pasted_by_key(visiting: Visit) -> None:
    form = visiting.new("Towel pull")
    way(form, "A picture")
    QGuiApplication.clipboard().setImage(QImage.fromData(picture("PNG")))
    form.picture.drop.choose.setFocus()
    press(visiting, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    save(visiting)
    assert visiting.world.library.picture(visiting.own[0].pose) is not None


def test_a_pose_of_the_library_is_taken_over(visiting: Visit) -> None:
    form = visiting.new("Towel pull")
    way(form, "From the library")
    cards = {card.accessibleName(): card for card in form.picture.findChildren(CardButton)}
    for name in ("Picture: Knee rolls", "Picture: Cat and cow", "Picture: Cat and cow"):
        click(cards[name])
    assert [name for name, card in cards.items() if card.isChecked()] == ["Picture: Cat and cow"]
    save(visiting)
    assert visiting.own[0].pose == visiting.world.library.catalogue["cat-cow"].pose


def test_a_posed_figure_is_kept_and_can_be_gone_on_with(visiting: Visit) -> None:
    form = visiting.new("Towel pull")
    way(form, "Pose the figure")
    editor = form.picture.pose_editor
    assert editor is not None
    editor.take_posture("back")
    editor.view.dots["handR"].setFocus()
    for _ in range(5):
        press(visiting, Qt.Key.Key_Up)
    posed = editor.sculpture
    assert posed != Sculpture.of("back")
    save(visiting)
    (kept,) = visiting.own
    stored = visiting.world.library.picture(kept.pose)
    assert stored is not None
    check_pose(stored.data, "kept")
    assert Sculpture.from_pose(parse_pose(stored.data, "kept")).values == posed.values
    visiting.page.edit(kept.id)
    assert form.picture.ways.value() == "figure"
    again = form.picture.pose_editor
    assert again is not None
    assert again.sculpture.values == posed.values
    assert not form.is_changed


def test_posing_begins_from_the_pose_of_the_library(visiting: Visit) -> None:
    form = visiting.new("Towel pull")
    way(form, "From the library")
    click(
        next(card for card in form.picture.findChildren(CardButton) if "Cat and cow" in card.accessibleName())
    )
    way(form, "Pose the figure")
    editor = form.picture.pose_editor
    assert editor is not None
    assert editor.sculpture.posture == "hands_and_knees"


def test_another_stretch_does_not_begin_with_the_last_picture(visiting: Visit, tmp_path: Path) -> None:
    path = tmp_path / "me.png"
    path.write_bytes(picture("PNG"))
    form = visiting.new("Towel pull")
    way(form, "A picture")
    drop(form.picture.drop, path)
    save(visiting)
    form = visiting.new("Other")
    assert form.picture.pose == ""
    way(form, "A picture")
    assert form.picture.pose == ""
    save(visiting)
    assert visiting.own[-1].pose == ""


def test_ways_can_be_compared_without_losing_what_was_chosen(visiting: Visit, tmp_path: Path) -> None:
    path = tmp_path / "me.png"
    path.write_bytes(picture("PNG"))
    form = visiting.new("Towel pull")
    way(form, "A picture")
    drop(form.picture.drop, path)
    chosen = form.picture.pose
    way(form, "None")
    assert form.picture.pose == ""
    way(form, "A picture")
    assert form.picture.pose == chosen


# ---- moves better left out ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "move", "instead"),
    [
        (("Standing toe touches",), "Standing toe touch", "See Hamstring"),
        (TOE_TOUCH, "Standing toe touch", "See Hamstring"),
        (("Sit-ups",), "Sit-ups", "See Belly squeeze"),
        (("Double leg raise",), "Both-legs lift", "See One-leg lift"),
        (("Standing twist",), "Standing twist", "See Trunk rotation"),
    ],
)
def test_an_avoided_move_is_known_by_name_or_steps_and_a_swap_is_offered(
    visiting: Visit, words: tuple[str, ...], move: str, instead: str
) -> None:
    form = visiting.new(*words)
    save(visiting)
    assert visiting.own == ()
    known = next(m for m in visiting.world.library.catalogue.avoided if m.name.casefold() == move.casefold())
    assert f"This reads like “{known.name}”, a move better left out." in words_on(form)
    assert known.why in words_on(form)
    swap = button(form.avoided, instead)
    assert QApplication.focusWidget() is swap
    click(swap)
    visiting.answer("leave")
    assert visiting.page.currentWidget() is visiting.page.detail
    shown = visiting.world.library.catalogue[known.instead[0]]
    assert shown.name in words_on(visiting.page.detail)
    assert visiting.own == ()


def test_an_avoided_move_that_was_advised_is_kept_and_not_asked_about_twice(visiting: Visit) -> None:
    form = visiting.new("Sit-ups", "Lie on your back.")
    save(visiting)
    click(button(form.avoided, "I was advised to do it: keep it"))
    assert [stretch.name for stretch in visiting.own] == ["Sit-ups"]
    visiting.new("More sit-ups")
    save(visiting)
    assert len(visiting.own) == 1  # another stretch is asked about again


def test_the_question_goes_when_it_is_written_otherwise(visiting: Visit) -> None:
    form = visiting.new("Sit-ups")
    save(visiting)
    assert form.avoided.isVisible()
    form.name.setText("Standing toe touch")
    assert "“Standing toe touch”" in form.avoided.title.text()
    assert button(form.avoided, "See Hamstring").isVisible()
    form.name.setText("Towel pull")
    assert not form.avoided.isVisible()
    save(visiting)
    assert len(visiting.own) == 1

"""What does not suit in lists from elsewhere: noted and never refused; and in a routine made for minutes."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchplayer.core.concerns import Concern, Effect
from stretchplayer.core.suitability import with_effect
from stretchplayer.ui.pages.import_review import ImportPage
from stretchplayer.ui.pages.sheet_line import SheetLine
from stretchplayer.ui.widgets.choice import Choice
from tests.ui.editor.sitting import click, settle, words_on
from tests.ui.hub_kit import Visit, visit
from tests.ui.world import World

KNEELS = "Prayer stretch kneels, and you said kneeling hurts."
STAYS = "It stays in the list, and Today asks what to do with it."


@pytest.fixture
def visiting(world: World) -> Visit:
    world.settings.save(with_effect(world.settings.preferences, Concern.KNEELING, Effect.HIDE))
    return visit(world)


def sheet_line(visiting: Visit, text: str) -> SheetLine:
    visiting.hub.fill_in_sheet()
    settle()
    line = visiting.hub.sheet.lines[0]
    line.name.setText(text)
    settle()
    return line


def test_a_line_of_the_sheet_says_it_and_is_made_all_the_same(visiting: Visit) -> None:
    line = sheet_line(visiting, "Prayer stretch")
    assert line.why.text() == f"{KNEELS} {STAYS}"
    click(visiting.hub.sheet.make_button)
    (made,) = visiting.own_routines
    assert [item.stretch for item in made.items] == ["prayer-stretch"]


def test_a_new_stretch_of_the_sheet_goes_by_its_position(visiting: Visit) -> None:
    line = sheet_line(visiting, "Towel thing on hands and knees")
    assert "kneels, and you said kneeling hurts." in line.why.text()
    line.name.setText("Towel thing sitting on a chair")
    settle()
    assert "kneel" not in line.why.text()


def review(visiting: Visit, folder: Path) -> ImportPage:
    path = folder / "one.json"
    path.write_text(
        '[{"name": "Child\'s pose", "instructions": ["Kneel.", "Sit back."],'
        ' "primaryMuscles": ["lower back"], "category": "stretching"}]',
        encoding="utf-8",
    )
    visiting.hub.look_through(path)
    settle()
    return visiting.hub.review


def test_a_line_of_an_import_says_it_as_long_as_it_is_that_stretch(visiting: Visit, tmp_path: Path) -> None:
    page = review(visiting, tmp_path)
    choice = next(one for one in page.findChildren(Choice) if "Child" in one.accessibleName())
    choice.choose("prayer-stretch")
    choice.chosen.emit("prayer-stretch")
    settle()
    assert f"{KNEELS} {STAYS}" in words_on(page)
    choice.chosen.emit("leave-out")
    settle()
    assert f"{KNEELS} {STAYS}" not in words_on(page)
    choice.chosen.emit("prayer-stretch")
    assert page.bring.isVisible()


def test_a_routine_for_minutes_leaves_it_out_and_says_so(visiting: Visit) -> None:
    visiting.hub.show_page(visiting.hub.minutes)
    settle()
    page = visiting.hub.minutes
    assert page.made is not None
    suits = visiting.world.services.maker.suits
    catalogue = visiting.world.library.catalogue
    assert not any(suits.hides(catalogue[item.stretch]) for item in page.made.routine.items)
    (left_out,) = (words for words in words_on(page) if "Left out by what you told us" in words)
    assert all(name in left_out for name in ("Prayer stretch", "Cat and cow", "Bird dog"))
    visiting.world.settings.save(
        with_effect(visiting.world.settings.preferences, Concern.KNEELING, Effect.NONE)
    )
    settle()
    assert not any("Left out by what you told us" in words for words in words_on(page))

"""What suits you: the questions by keys, what each answer does by name, and where its page is found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from stretchplayer.core.concerns import ABOUT, Concern, Effect
from stretchplayer.core.content_rules import wording_faults
from stretchplayer.core.place import Place
from stretchplayer.core.suitability import keep_anyway, with_effect
from stretchplayer.ui.suits.page import GROUPS, SuitsPage
from stretchplayer.ui.suits.words import answer_words, named
from stretchplayer.ui.widgets.problem import Problem
from tests.ui.editor.sitting import settle
from tests.ui.world import World, the

Told = list[tuple[str, str | None, Callable[[], object] | None]]


def shown(world: World, width: int = 1072, height: int = 800) -> tuple[SuitsPage, Told]:
    page = world.keep(SuitsPage(world.look, world.library.catalogue, world.settings))
    told: Told = []
    page.told.connect(lambda *words: told.append(words))
    page.resize(width, height)
    page.show()
    page.activateWindow()
    settle()
    return page, told


def say(world: World, concern: Concern, effect: Effect = Effect.HIDE) -> None:
    world.settings.save(with_effect(world.settings.preferences, concern, effect))


def texts(page: QWidget) -> list[str]:
    settle()
    return [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]


def focused() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def test_every_concern_is_asked_about_once() -> None:
    asked = [concern for _, concerns in GROUPS for concern in concerns]
    assert sorted(asked) == sorted(Concern)


def test_nothing_is_said_at_first(world: World) -> None:
    page, _ = shown(world)
    assert {row.answers.value() for row in page.rows.values()} == {Effect.NONE}
    assert "Nothing is hidden, and nothing carries a warning." in texts(page)
    assert not page.reset.isEnabled()
    assert not any("Shown all the same" in text for text in texts(page))


def test_an_answer_by_keys_is_kept_and_says_by_name_what_it_hides(world: World) -> None:
    page, _ = shown(world)
    answers = page.rows[Concern.KNEELING].answers
    answers.buttons[Effect.NONE].setFocus()
    QTest.keyClick(answers.buttons[Effect.NONE], Qt.Key.Key_Right)
    QTest.keyClick(answers.buttons[Effect.WARN], Qt.Key.Key_Space)
    settle()
    assert world.settings.preferences.warned_concerns == (Concern.KNEELING,)
    assert page.rows[Concern.KNEELING].does.text().startswith("Warns at Prayer stretch, Cat and cow")
    QTest.keyClick(answers.buttons[Effect.WARN], Qt.Key.Key_Right)
    QTest.keyClick(answers.buttons[Effect.HIDE], Qt.Key.Key_Space)
    settle()
    assert world.settings.preferences.hidden_concerns == (Concern.KNEELING,)
    assert page.rows[Concern.KNEELING].does.text().startswith("Hides Prayer stretch, Cat and cow")
    assert world.services.maker.suits.hides(world.library.catalogue["prayer-stretch"])


def test_what_stays_with_a_word_is_told_apart_from_what_is_hidden(world: World) -> None:
    say(world, Concern.LEANING_BACK)
    page, _ = shown(world)
    words = page.rows[Concern.LEANING_BACK].does.text()
    assert "Cat and cow" in words
    assert "with a word on how to do" in words


def test_what_nothing_in_the_library_has_to_do_with_is_said_too(world: World) -> None:
    kept = [stretch for stretch in world.library.catalogue if "WRIST" not in stretch.cautions]
    said = answer_words(Concern.WRISTS, Effect.HIDE, kept, Place.FLOOR)
    assert said == "Nothing in your library has to do with it."


def test_on_a_bed_the_floor_is_no_matter_for_what_is_done_lying(world: World) -> None:
    say(world, Concern.FLOOR)
    page, _ = shown(world)
    assert "Pelvic tilt" in page.rows[Concern.FLOOR].does.text()
    world.settings.update(place=Place.BED)
    settle()
    assert "Pelvic tilt" not in page.rows[Concern.FLOOR].does.text()
    assert "Prayer stretch" in page.rows[Concern.FLOOR].does.text()


def test_all_are_named_but_for_very_many(world: World) -> None:
    stretches = list(world.library.catalogue)
    assert named(stretches[:2]) == "Knee to chest and Both knees in"
    assert named(stretches[:3]) == "Knee to chest, Both knees in, and Pelvic tilt"
    many = (stretches * 3)[:30]
    assert named(many).endswith(", and 7 more")
    say(world, Concern.FLOOR)
    page, _ = shown(world)
    words = page.rows[Concern.FLOOR].does.text()
    hidden = world.services.maker.suits.hidden_of(stretches)
    assert all(world.library.catalogue[one].short_name in words for one in hidden)


def test_starting_over_can_be_undone(world: World) -> None:
    say(world, Concern.KNEELING)
    say(world, Concern.PRESSURE, Effect.WARN)
    world.settings.save(keep_anyway(world.settings.preferences, "cat-cow", keep=True))
    before = world.settings.preferences
    page, told = shown(world)
    page.reset.click()
    assert world.settings.preferences.hidden_concerns == ()
    assert world.settings.preferences.kept_anyway == ()
    words, action, undo = told.pop()
    assert (words, action) == ("Nothing is hidden now.", "Undo")
    world.settings.update(goal_days=3)
    assert undo is not None
    undo()
    assert world.settings.preferences.hidden_concerns == before.hidden_concerns
    assert world.settings.preferences.kept_anyway == ("cat-cow",)
    assert world.settings.preferences.goal_days == 3


def test_what_is_shown_all_the_same_is_listed_and_can_be_hidden_again(world: World) -> None:
    say(world, Concern.KNEELING)
    world.settings.save(keep_anyway(world.settings.preferences, "cat-cow", keep=True))
    page, _ = shown(world)
    (row,) = page.kept
    assert "Cat and cow kneels, and you said kneeling hurts. You show it all the same." in texts(row)
    assert row.hide_again.accessibleName() == "Hide Cat and cow again"
    row.hide_again.click()
    settle()
    assert world.settings.preferences.kept_anyway == ()
    assert page.kept == []
    assert QApplication.focusWidget() is page.head.back


def test_a_full_disk_is_told_and_the_answer_goes_back(world: World) -> None:
    page, _ = shown(world)
    world.refuse_writing()
    page.rows[Concern.KNEELING].answers.buttons[Effect.HIDE].click()
    settle()
    assert page.rows[Concern.KNEELING].answers.value() == Effect.NONE
    assert the(page, Problem).isVisible()


def test_tab_comes_to_every_question_and_escape_goes_back(world: World) -> None:
    page, _ = shown(world)
    left: list[bool] = []
    page.left.connect(lambda: left.append(True))
    page.head.back.setFocus()
    reached = set()
    for _ in range(4 + len(Concern)):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        focus = focused()
        reached |= {concern for concern, row in page.rows.items() if row.isAncestorOf(focus)}
    assert reached == set(Concern)
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert left == [True]


def test_each_answer_is_read_out_with_its_question(world: World) -> None:
    page, _ = shown(world)
    for concern, row in page.rows.items():
        names = [button.accessibleName() for button in row.answers.buttons.values()]
        assert names == [f"{ABOUT[concern].question}: {words}" for words in ("Not for me", "Warn me", "Hide")]


def test_the_words_keep_to_the_house(world: World) -> None:
    for effect in Effect:
        for concern in Concern:
            say(world, concern, effect)
        page, _ = shown(world)
        for text in texts(page):
            if text:
                assert wording_faults(effect, text) == []


@pytest.mark.parametrize(
    ("theme", "width", "scale"),
    [
        ("light", 832, 1.0),
        ("dark", 832, 1.5),
        ("contrast-light", 1852, 1.0),
        ("contrast-dark", 832, 1.5),
        ("light", 832, 2.0),
    ],
)
def test_nothing_is_cut_off(worlds: Callable[..., World], theme: str, width: int, scale: float) -> None:
    world = worlds(theme=theme, text_scale=scale)
    for concern in (Concern.KNEELING, Concern.FLOOR, Concern.BENDING):
        say(world, concern)
    world.settings.save(keep_anyway(world.settings.preferences, "cat-cow", keep=True))
    page, _ = shown(world, width, 600)
    inside = page.widget()
    assert inside is not None
    assert inside.width() <= page.viewport().width()
    for row in page.rows.values():
        right = row.answers.mapTo(inside, row.answers.rect().topRight()).x()
        assert right < inside.width()
        assert row.does.height() >= row.does.heightForWidth(row.does.width())

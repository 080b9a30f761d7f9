"""Choosing who shows the stretches, and who is drawn then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from stretchplayer.bootstrap.figures import Figures
from stretchplayer.core.preferences import Preferences
from stretchplayer.core.scheme import ColourScheme
from stretchplayer.figure.persons import PERSONS
from stretchplayer.figure.sculpt import Sculpture
from stretchplayer.ui.pictures import Pictures, Wish
from stretchplayer.ui.widgets.person_choice import CHECK_PX, INSET, PersonChoice
from stretchplayer.ui.widgets.pose_view import PoseView
from stretchplayer.ui.widgets.thumbnails import Thumbnail
from tests.figure.conftest import POSES
from tests.ui.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

IDS = [person.id for person in PERSONS]


def shown(world: World) -> tuple[PersonChoice, list[str]]:
    made = world.keep(PersonChoice(world.look, world.pictures, "Figure"))
    told: list[str] = []
    made.chosen.connect(told.append)
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    return made, told


def test_arrow_keys_and_pointer_choose(world: World) -> None:
    made, told = shown(world)
    assert made.value() == IDS[0] == Preferences().figure
    made.setFocus()
    QTest.keyClick(made.cards[IDS[0]], Qt.Key.Key_Right)
    assert (told, made.value()) == ([IDS[1]], IDS[1])
    assert made.cards[IDS[1]].hasFocus()
    corner = made.cards[IDS[0]].rect().bottomRight() - QPoint(2, 2)
    for _ in range(2):  # the second time it is chosen already
        QTest.mouseClick(made.cards[IDS[0]], Qt.MouseButton.LeftButton, pos=corner)
    assert told == [IDS[1], IDS[0]]


def test_it_is_one_stop_for_tab(world: World) -> None:
    made, _ = shown(world)
    made.choose(IDS[1])
    stops = [person for person, card in made.cards.items() if card.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [IDS[1]]


def test_a_screen_reader_hears_who_it_is_and_whether_chosen(world: World) -> None:
    made, _ = shown(world)
    for person in PERSONS:
        said = QAccessible.queryAccessibleInterface(made.cards[person.id])
        assert said.text(QAccessible.Text.Name) == f"Figure: {person.name}"
        assert said.text(QAccessible.Text.Description) == person.looks
        assert said.role() is QAccessible.Role.RadioButton
        assert bool(said.state().checked) == (person is PERSONS[0])


def test_choosing_from_outside_tells_nobody_and_takes_any_id(world: World) -> None:
    made, told = shown(world)
    made.choose(IDS[1])
    made.choose("nobody-we-know")
    assert (told, made.value()) == ([], IDS[0])


@pytest.mark.parametrize("theme", ["light", "dark", "contrast-light", "contrast-dark"])
def test_who_is_chosen_is_seen_without_colour(worlds: Callable[..., World], theme: str) -> None:
    world = worlds(theme=theme)
    made, _ = shown(world)

    def has_check_mark(person: str) -> bool:
        image = made.cards[person].grab().toImage()
        upper = image.pixelColor(image.width() - INSET - CHECK_PX // 2, INSET + 3)
        return upper == world.look.color("teal")

    for chosen in IDS:
        made.choose(chosen)
        assert [person for person in IDS if has_check_mark(person)] == [chosen]


def test_pictures_change_at_once_and_each_card_keeps_its_own(world: World, qtbot: QtBot) -> None:
    asked: list[Wish] = []

    def draw(wish: Wish) -> Iterator[QImage | None]:
        asked.append(wish)
        image = QImage(wish.size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(QColor("#000000" if wish.person == IDS[1] else "#FFFFFF"))
        yield image

    pictures = Pictures(draw, person=IDS[0])
    card = world.keep(PersonChoice(world.look, pictures, "Figure")).cards[IDS[0]]
    picture = world.keep(Thumbnail(world.look, pictures, "cat-cow", None, QSize(80, 60)))

    def middle(widget: QWidget) -> str:
        image = widget.grab().toImage()
        return QColor(image.pixel(image.rect().center())).name()

    for widget in (picture, card):
        widget.grab()  # asks for it
    qtbot.waitUntil(lambda: len(asked) == 2)
    assert (middle(picture), middle(card)) == ("#ffffff", "#ffffff")
    pictures.show_person(IDS[1])
    picture.grab()
    qtbot.waitUntil(lambda: len(asked) == 3)
    assert (middle(picture), middle(card)) == ("#000000", "#ffffff")


def test_the_real_pictures_are_of_different_people(world: World) -> None:
    figures = Figures(POSES, world.library.picture)

    def drawn(person: str) -> bytes:
        *_, image = figures.draw(Wish("standing", None, 84, 124, 1.0, ColourScheme.LIGHT, person))
        assert image is not None
        return bytes(image.constBits())

    pictures = [drawn(person) for person in IDS]
    assert len(set(pictures)) == len(IDS)
    assert drawn("nobody-we-know") == pictures[0]


def test_the_pose_editor_draws_who_is_chosen(world: World) -> None:
    view = world.keep(PoseView(world.look, Sculpture.of("standing")))
    view.resize(300, 260)
    view.show()

    def painted() -> QImage:
        return view.grab().toImage()

    world.look.person = IDS[0]
    first = painted()
    world.look.person = IDS[1]
    second = painted()
    world.look.person = IDS[0]
    assert first != second
    assert painted() == first

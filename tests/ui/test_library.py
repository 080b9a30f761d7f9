"""The cards of the library: how they stand, move and are found, and what is offered for moves left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from stretchplayer.core.catalogue import Direction
from stretchplayer.core.concerns import Concern, Effect
from stretchplayer.core.suitability import concerns_of, with_effect
from stretchplayer.ui.pictures import Wish
from stretchplayer.ui.player.figure_cue import FigurePhase
from stretchplayer.ui.stretches import library as library_module
from stretchplayer.ui.stretches.card import StretchCard
from stretchplayer.ui.stretches.filter_rules import AREAS, FIRST_LEFT_OUT, MORE_LEFT_OUT, Wanted
from stretchplayer.ui.stretches.library import ALL_HIDDEN, LibraryPage
from stretchplayer.ui.stretches.moving_picture import FRAME_MS
from stretchplayer.ui.widgets.thumbnails import Thumbnail
from tests.ui.editor.sitting import click, settle, words_on
from tests.ui.player.kit import PlainFigure
from tests.ui.stretch_kit import Visit, press, towel_pull, visit
from tests.ui.test_fit import cut_off, outside, overlapping
from tests.ui.world import World, blank_picture


class Gallery:
    """A visit, with every figure that was made for it."""

    def __init__(self, world: World, width: int = 1280, height: int = 800) -> None:
        self.world = world
        self.figures: list[PlainFigure] = []
        self.visit = visit(world, width, height, self._new_figure)

    def _new_figure(self) -> PlainFigure:
        self.figures.append(PlainFigure(film=True))
        return self.figures[-1]

    @property
    def page(self) -> LibraryPage:
        return self.visit.page.library

    def card(self, stretch: str) -> StretchCard:
        return next(card for card in self.page.cards if card.stretch == stretch)

    def enter(self, card: StretchCard) -> None:
        """The pointer comes onto a card."""
        middle = QPointF(card.rect().center())
        QApplication.sendEvent(card, QEnterEvent(middle, middle, QPointF(card.mapToGlobal(middle))))

    def leave(self, card: StretchCard) -> None:
        QApplication.sendEvent(card, QEvent(QEvent.Type.Leave))

    def be_patient(self) -> None:
        """It has been looked at for long enough."""
        self.page.mover._patience.timeout.emit()

    def pass_and_paint(self, milliseconds: float) -> None:
        self.world.clock.pass_(milliseconds=milliseconds)
        moving = self.page.mover.moving
        assert moving is not None
        moving.repaint()

    def phases(self) -> list[FigurePhase]:
        return [cue.phase for cue in self.figures[-1].shown]


@pytest.fixture
def gallery(world: World) -> Gallery:
    return Gallery(world)


def shown(visit: Visit) -> list[StretchCard]:
    settle()
    return [card for card in visit.page.library.cards if card.isVisible()]


def ids(visit: Visit) -> set[str]:
    return {card.stretch for card in shown(visit)}


# ---- movement -----------------------------------------------------------------------------------


def test_a_card_moves_in_holds_and_moves_out_while_it_is_looked_at(gallery: Gallery) -> None:
    card = gallery.card("single-knee-to-chest")
    gallery.enter(card)
    gallery.be_patient()
    for _ in range(200):
        gallery.pass_and_paint(FRAME_MS)
    phases = gallery.phases()
    order = [phase for at, phase in enumerate(phases) if at == 0 or phases[at - 1] is not phase]
    assert order[:5] == [
        FigurePhase.START,
        FigurePhase.MOVING_IN,
        FigurePhase.HOLD,
        FigurePhase.MOVING_OUT,
        FigurePhase.START,
    ]
    assert {cue.pose for cue in gallery.figures[-1].shown} == {"single-knee-to-chest"}
    painted = len(phases)
    gallery.leave(card)
    card.repaint()
    assert gallery.page.mover.moving is None
    assert not gallery.page.mover._frames.isActive()
    assert len(gallery.phases()) == painted


def test_where_it_is_comes_from_the_clock_however_many_frames_there_were(gallery: Gallery) -> None:
    card = gallery.card("cat-cow")
    gallery.enter(card)
    gallery.be_patient()
    gallery.pass_and_paint(1_000)
    (late,) = gallery.figures[-1].shown
    for _ in range(10):
        card.picture.repaint()  # frames alone move nothing
    assert set(gallery.figures[-1].shown) == {late}
    assert late.phase is FigurePhase.CYCLE
    assert 0 < late.t < 0.5


def test_a_pointer_that_passes_by_wakes_nothing(gallery: Gallery, qtbot: QtBot) -> None:
    first, second = (gallery.card(id_) for id_ in ("cat-cow", "pelvic-tilt"))
    gallery.enter(first)
    gallery.leave(first)
    gallery.enter(second)
    assert gallery.page.mover.moving is second.picture
    assert not gallery.page.mover._frames.isActive()
    second.picture.repaint()
    assert gallery.figures == []
    qtbot.waitUntil(gallery.page.mover._frames.isActive)
    assert gallery.page.mover.moving is second.picture
    second.picture.repaint()
    assert {cue.pose for cue in gallery.figures[-1].shown} == {"pelvic-tilt"}


def test_the_keyboard_moves_cards_too_and_goes_from_one_to_the_next(gallery: Gallery) -> None:
    cards = gallery.page.cards
    cards[0].setFocus(Qt.FocusReason.TabFocusReason)
    assert gallery.page.mover.moving is cards[0].picture
    for key, place in (
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Down, 5),
        (Qt.Key.Key_Left, 4),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_Left, 0),
    ):
        press(gallery.visit, key)
        assert gallery.visit.window.focusWidget() is cards[place]
        assert gallery.page.mover.moving is cards[place].picture
    press(gallery.visit, Qt.Key.Key_Space)
    assert gallery.page.mover.moving is None
    assert gallery.visit.page.currentWidget() is gallery.visit.page.detail


def test_whoever_wants_calm_sees_two_stills(gallery: Gallery, world: World, qtbot: QtBot) -> None:
    asked: list[Wish] = []

    def draw(wish: Wish) -> Iterator[QImage | None]:
        asked.append(wish)
        return blank_picture(wish)

    world.settings.update(calm_motion=True)
    card = gallery.card("single-knee-to-chest")
    world.pictures._draw = draw
    gallery.enter(card)
    gallery.be_patient()
    card.picture.repaint()
    qtbot.waitUntil(lambda: {wish.moment for wish in asked if wish.pose == card.stretch} >= {0.0, 1.0})
    assert gallery.figures == []
    assert not gallery.page.mover._frames.isActive()
    gallery.leave(card)
    assert gallery.page.mover.moving is None


def test_another_person_is_drawn_once_they_are_chosen(gallery: Gallery, world: World) -> None:
    def look_at(stretch: str) -> None:
        gallery.enter(gallery.card(stretch))
        gallery.be_patient()
        gallery.pass_and_paint(FRAME_MS)
        gallery.leave(gallery.card(stretch))

    look_at("cat-cow")
    look_at("pelvic-tilt")
    assert len(gallery.figures) == 1
    world.settings.update(mirror_figure=True)
    look_at("cat-cow")
    assert len(gallery.figures) == 2


def test_a_picture_of_ones_own_stands_still(world: World) -> None:
    towel_pull(world, pose="picture-mine")
    gallery = Gallery(world)
    gallery.enter(gallery.card("own-towel"))
    assert gallery.page.mover.moving is None


# ---- how they stand -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("width", "height", "scale", "columns"),
    [(1280, 800, 1.0, 4), (900, 600, 1.0, 3), (900, 600, 1.3, 2), (900, 600, 2.0, 1), (1920, 1080, 1.0, 5)],
)
def test_columns(worlds: Callable[..., World], width: int, height: int, scale: float, columns: int) -> None:
    page = visit(worlds(text_scale=scale), width, height).page.library
    settle()
    tops = [card.y() for card in page.cards]
    assert tops.count(tops[0]) == columns
    assert {card.width() for card in page.cards} == {page.cards[0].picture.width()}
    if (width, scale) == (1280, 1.0):
        assert page.cards[0].width() == 226
        assert page.cards[1].x() - page.cards[0].geometry().right() - 1 == 24


@pytest.mark.parametrize(
    ("theme", "width", "height", "scale"), [("contrast", 900, 520, 2.0), ("dark", 900, 600, 1.0)]
)
def test_everything_that_opens_fits(
    worlds: Callable[..., World], theme: str, width: int, height: int, scale: float
) -> None:
    page = visit(worlds(theme=theme, text_scale=scale), width, height).page.library
    click(page.filters.more)
    click(page.swaps.why)
    click(page.filters.chips[Concern.FLOOR])
    settle()
    inside = page.widget()
    assert inside is not None
    assert inside.width() <= page.viewport().width()
    assert not cut_off(inside)
    assert not outside(inside)
    assert not overlapping(inside)


def test_coming_back_leads_to_the_card_that_was_opened_with_all_filters_as_they_were(
    gallery: Gallery,
) -> None:
    click(gallery.page.filters.chips["lying"])
    click(gallery.page.filters.more)
    click(gallery.page.filters.chips[Direction.ROTATION])
    gallery.visit.type_in(gallery.page.field, "knees")
    before = ids(gallery.visit)
    assert 0 < len(before) < 6
    card = shown(gallery.visit)[-1]
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Space)
    QTest.keyClick(gallery.visit.page.detail.back, Qt.Key.Key_Escape)
    assert ids(gallery.visit) == before
    assert gallery.visit.window.focusWidget() is card
    assert gallery.page.field.text() == "knees"


# ---- filters ------------------------------------------------------------------------------------


def test_within_a_group_one_is_enough_and_each_group_has_its_say(world: World) -> None:
    catalogue = list(world.library.catalogue)

    def through(**wanted: Any) -> set[str]:
        return {stretch.id for stretch in catalogue if Wanted(**wanted).lets_through(stretch)}

    turning, back = frozenset({Direction.ROTATION}), frozenset({Direction.BACK})
    assert through() == {stretch.id for stretch in catalogue}
    assert through(directions=turning | back) == through(directions=turning) | through(directions=back)
    both = through(position="lying", directions=turning, areas=frozenset({"lower-back"}))
    assert both == (
        through(position="lying") & through(directions=turning) & through(areas=frozenset({"lower-back"}))
    )
    assert "supine-trunk-rotation" in both
    for concern in (*FIRST_LEFT_OUT, *MORE_LEFT_OUT):
        left = through(left_out=frozenset({concern}))
        assert left == {stretch.id for stretch in catalogue if concern not in concerns_of(stretch)}
        assert left != through(), concern
    for area, (_, muscles) in AREAS.items():
        there = through(areas=frozenset({area}))
        assert there == {stretch.id for stretch in catalogue if muscles.intersection(stretch.muscles)}
        assert there
        assert there != through()


def test_every_concern_has_a_chip() -> None:
    assert {*FIRST_LEFT_OUT, *MORE_LEFT_OUT} == set(Concern)


def test_who_cannot_get_to_the_floor_sees_what_is_done_on_a_chair_or_standing(gallery: Gallery) -> None:
    click(gallery.page.filters.more)
    click(gallery.page.filters.chips[Concern.FLOOR])
    cards = shown(gallery.visit)
    assert cards
    assert not any(card.record.posture.on_floor for card in cards)
    assert gallery.page.filters.more.text() == "More, 1 on"
    assert gallery.page.filters.more.accessibleName() == "Fewer filters, 1 on"


def test_more_filters_open_with_the_keyboard_on_them_and_stay_in_force_when_closed(gallery: Gallery) -> None:
    filters = gallery.page.filters
    assert filters.panel.isHidden()
    click(filters.more)
    assert filters.panel.isVisible()
    assert gallery.visit.window.focusWidget() is filters.chips[Direction.FORWARD]
    click(filters.chips["belly"])
    found = ids(gallery.visit)
    click(filters.more)
    assert filters.panel.isHidden()
    assert ids(gallery.visit) == found
    assert filters.more.accessibleName() == "More filters, 1 on"


def test_how_many_come_through_is_shown_and_read_out(
    gallery: Gallery, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(library_module, "announce", lambda _, text: told.append(text))
    page = gallery.page
    every = len(page.cards)
    assert page.filters.chips["all"].text() == f"All {every}"
    assert page.count.isHidden()
    click(page.filters.chips["sitting"])
    found = len(shown(gallery.visit))
    assert told == [f"{found} of {every} stretches"]
    assert page.count.text() == f"{found} of {every} stretches"
    assert page.count.isVisible()
    click(page.filters.more)
    click(page.filters.chips[Direction.ROTATION])
    assert told[-1] == ALL_HIDDEN
    click(page.show_all)
    assert page.count.isHidden()


# ---- not recommended ----------------------------------------------------------------------------


def test_the_four_moves_left_out_are_named_with_what_to_do_instead(gallery: Gallery) -> None:
    swaps = gallery.page.swaps
    catalogue = gallery.world.library.catalogue
    assert [(card.move_id, card.instead) for card in swaps.cards] == [
        (move.id, move.instead[0]) for move in catalogue.avoided
    ]
    names = words_on(swaps)
    assert {move.name for move in catalogue.avoided} <= set(names)
    assert {catalogue[card.instead].name for card in swaps.cards} <= set(names)
    settle()
    second, third = gallery.page.cards[4], gallery.page.cards[8]
    assert second.geometry().bottom() < swaps.y() < swaps.geometry().bottom() < third.y()


def test_words_that_need_two_lines_stay_under_the_picture(world: World) -> None:
    gallery = Gallery(world, 900, 600)
    settle()
    for card in gallery.page.swaps.cards:
        picture = card.button.findChild(Thumbnail)
        assert picture is not None
        foot = picture.mapTo(card, QPoint(0, picture.height())).y()
        tops = [words.mapTo(card, QPoint()).y() for words in card.button.findChildren(QLabel)]
        assert min(tops) >= foot, card.instead


def test_why_says_a_sentence_for_each_and_a_card_opens_its_stretch(gallery: Gallery) -> None:
    swaps = gallery.page.swaps
    reasons = {move.why for move in gallery.world.library.catalogue.avoided}
    assert not reasons & set(words_on(swaps))
    click(swaps.why)
    assert reasons <= set(words_on(swaps))
    click(swaps.why)
    assert not reasons & set(words_on(swaps))
    assert swaps.cards[1].button.accessibleName() == "Instead of Both-legs lift: One-leg lift"
    QTest.keyClick(swaps.cards[1].button, Qt.Key.Key_Space)
    assert gallery.visit.page.currentWidget() is gallery.visit.page.detail
    assert "One-leg lift" in words_on(gallery.visit.page.detail)


def test_what_suits_stands_in_where_there_is_a_choice(world: World) -> None:
    sit_ups = next(move for move in world.library.catalogue.avoided if move.id == "sit-ups")
    first, second, *_ = (world.library.catalogue[id_] for id_ in sit_ups.instead)
    only_first = next(one for one in concerns_of(first) if one not in concerns_of(second))
    world.settings.save(with_effect(world.settings.preferences, only_first, Effect.HIDE))
    swaps = visit(world).page.library.swaps
    assert next(card.instead for card in swaps.cards if card.move_id == "sit-ups") == second.id


def test_a_search_for_a_move_left_out_finds_what_to_do_instead(gallery: Gallery) -> None:
    gallery.visit.type_in(gallery.page.field, "toe touch")
    assert shown(gallery.visit) == []
    assert gallery.page.swaps.isVisible()
    assert not any("Nothing called" in words for words in words_on(gallery.page))
    gallery.page.field.clear()
    gallery.visit.type_in(gallery.page.field, "belly")
    assert not gallery.page.swaps.isVisible()

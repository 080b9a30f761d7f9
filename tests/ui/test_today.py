"""Today: what is offered, what Start gives, what changing an item does, and what is said when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import msgspec
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from stretchplayer.core.catalogue import Form
from stretchplayer.core.place import Place
from stretchplayer.core.preferences import WeekStart
from stretchplayer.core.routine import Routine
from stretchplayer.ui.pages.today import TodayPage
from stretchplayer.ui.pictures import Wish
from stretchplayer.ui.widgets.stepper import Stepper
from stretchplayer.ui.widgets.thumbnails import ThumbnailCard
from stretchplayer.ui.widgets.week import DayStrip, WeekRing
from stretchplayer.ui.words import minutes_words
from tests.ui.world import World, blank_picture, the

Starts = tuple[TodayPage, list[str]]


def texts(page: QWidget) -> list[str]:
    QApplication.processEvents()  # what was put into a layout shows in the next turn
    return [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]


def said(page: QWidget, words: str) -> bool:
    return any(words in text for text in texts(page))


def button(page: QWidget, words: str) -> QPushButton:
    QApplication.processEvents()
    return next(b for b in page.findChildren(QPushButton) if words in b.text() and b.isVisibleTo(page))


def shown(world: World, width: int = 1072, height: int = 800) -> TodayPage:
    page = world.today_page()
    page.resize(width, height)
    page.show()
    return page


@pytest.fixture
def world(worlds: Callable[..., World]) -> World:
    """Somebody who has been up for three hours: the first two have an order of their own."""
    made = worlds()
    made.settings.update(wake_up_min=5 * 60)
    return made


@pytest.fixture
def experienced(world: World) -> World:
    """Somebody past the first two weeks who did not stretch today."""
    world.session(world.clock.at.date() - timedelta(days=30), pre=3, post=3)
    world.session(world.clock.at.date() - timedelta(days=2), pre=3, post=2, note="Left side felt easier.")
    return world


@pytest.fixture
def starts(experienced: World) -> Starts:
    page = shown(experienced)
    wanted: list[str] = []
    page.start_wanted.connect(wanted.append)
    return page, wanted


def test_what_is_next_with_its_true_length(experienced: World) -> None:
    page = shown(experienced)
    maker, routines = experienced.services.maker, experienced.routines
    total = minutes_words(maker.total_ms(routines.get("easy-lower-back")))
    assert page.hero.title.text() == "Easy lower back"
    assert page.hero.about.text() == f"{total}. Warm-up and 4 stretches."
    assert said(page, "Thursday 19 November")
    assert said(page, "Good morning")
    assert said(page, "Mild pull is fine. Pain is not. Skip anything you like.")
    assert [card.findChildren(QLabel)[0].text() for card in page.findChildren(ThumbnailCard)] == [
        experienced.services.catalogue[item.stretch].short_name for item in page.routine.items
    ]


@pytest.mark.parametrize(
    ("hour", "words"), [(11, "Good morning"), (12, "Good afternoon"), (18, "Good evening")]
)
def test_the_greeting_knows_the_time(world: World, hour: int, words: str) -> None:
    world.clock.at = world.clock.at.replace(hour=hour)
    assert said(shown(world), words)


def test_start_by_pointer(starts: Starts) -> None:
    page, wanted = starts
    QTest.mouseClick(page.hero.start, Qt.MouseButton.LeftButton)
    assert wanted == ["easy-lower-back"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_MediaPlay])
def test_start_by_key_when_nothing_has_the_focus(starts: Starts, key: Qt.Key) -> None:
    page, wanted = starts
    QTest.keyClick(page, key)
    assert wanted == ["easy-lower-back"]


def test_another_routine_is_one_press_away(starts: Starts) -> None:
    page, wanted = starts
    for words, routine in (("Short day", "short-day"), ("Gentle day", "gentle-day")):
        QTest.mouseClick(button(page, words), Qt.MouseButton.LeftButton)
        assert page.routine.id == routine
        page.start()
    assert wanted == ["short-day", "gentle-day"]


def test_in_a_small_window_the_others_are_in_a_menu(experienced: World) -> None:
    page = shown(experienced, 832, 520)
    menu = page.hero.findChildren(QMenu)[-1]
    routines, way = menu.actions()[:-2], menu.actions()[-1]
    assert [action.text().split(",")[0] for action in routines] == ["Gentle day"]
    assert way.text() == "Getting down and up"
    menu.actions()[0].trigger()
    assert page.routine.id == "gentle-day"


@pytest.mark.parametrize(
    ("place", "routine", "offered"),
    [(Place.FLOOR, "easy-lower-back", True), (Place.BED, "easy-lower-back-bed", False)],
)
def test_how_to_get_down_is_shown_where_one_gets_down(
    world: World, place: Place, routine: str, offered: bool
) -> None:
    world.settings.update(place=place)
    page = shown(world)
    assert page.routine.id == routine
    wanted: list[bool] = []
    page.getting_down_wanted.connect(lambda: wanted.append(True))
    ways = [b for b in page.findChildren(QAbstractButton) if b.accessibleName() == "Getting down and up"]
    for way in ways:
        QTest.mouseClick(way, Qt.MouseButton.LeftButton)
    assert bool(wanted) is offered


@pytest.mark.parametrize("place", Place)
def test_what_is_offered_is_done_in_the_place_or_is_ones_own(world: World, place: Place) -> None:
    world.settings.update(place=place)
    world.routines.create(msgspec.structs.replace(world.routines.get("gentle-day"), name="Mine"))
    page = shown(world, 832, 600)
    menu = page.hero.findChildren(QMenu)[-1]
    links = [b.text() for b in page.hero.findChildren(QPushButton)] + [a.text() for a in menu.actions()]
    offered = {words.rsplit(", ", 1)[0] for words in links if words.endswith(" min")}
    suffix = "" if place is Place.FLOOR else f"-{place.value}"
    others = {world.routines.get(f"{id_}{suffix}").name for id_ in ("short-day", "gentle-day")}
    assert page.routine.id == f"easy-lower-back{suffix}"
    assert offered == {*others, "Mine"}


def test_the_first_two_weeks_have_shorter_holds_until_one_asks(world: World) -> None:
    page = shown(world)
    about = page.hero.about.text()
    assert said(page, "Shorter holds, 10 s, for your first two weeks.")
    QTest.mouseClick(button(page, "Use full length"), Qt.MouseButton.LeftButton)
    assert not said(page, "Shorter holds")
    assert page.hero.about.text() != about
    wanted: list[str] = []
    page.start_wanted.connect(wanted.append)
    page.start()
    assert wanted == ["easy-lower-back"]
    assert not world.services.maker.options().short_holds, "the choice is remembered"


def test_after_a_sorer_session_the_next_is_half(experienced: World) -> None:
    experienced.session(experienced.clock.at.date() - timedelta(days=1), pre=2, post=5)
    page = shown(experienced)
    assert said(page, "because your last session ended sorer than it began")
    assert button(page, "Use full length")


def test_changing_an_item_is_kept_and_the_total_follows(experienced: World) -> None:
    page = shown(experienced)
    before = page.hero.about.text()
    page.change(on=True)
    knee = next(
        stepper
        for stepper in page.items.findChildren(Stepper)
        if stepper.field.accessibleName() == "Hold, Knee to chest"
    )
    knee.field.setFocus()
    for _ in range(25):
        QTest.keyClick(knee.field, Qt.Key.Key_Up)
    item = next(
        i for i in experienced.routines.get("easy-lower-back").items if i.stretch == "single-knee-to-chest"
    )
    assert item.hold_s == 45
    total = minutes_words(experienced.services.maker.total_ms(page.routine))
    assert page.hero.about.text().startswith(f"{total}.")
    assert page.hero.about.text() != before
    assert total in page.items.total.text()
    page.change(on=False)
    assert said(page, "45 s × 3")
    assert said(shown(experienced), "45 s × 3")


@pytest.mark.parametrize("routine", ["easy-lower-back", "short-day", "gentle-day"])
def test_every_item_can_be_made_longer_and_done_more_often(experienced: World, routine: str) -> None:
    page = shown(experienced)
    page.choose(routine)
    page.change(on=True)
    names = {stepper.field.accessibleName() for stepper in page.items.findChildren(Stepper)}
    catalogue = experienced.services.catalogue
    for item in page.routine.items:
        stretch = catalogue[item.stretch]
        asked = {name.split(",")[0] for name in names if name.endswith(f", {stretch.short_name}")}
        assert len(asked) == (1 if stretch.form is Form.TIMED else 2), stretch.id


def test_the_usual_lengths_can_be_had_back(experienced: World) -> None:
    page = shown(experienced)
    page.change(on=True)
    assert not page.items.reset.isEnabled()
    stepper = page.items.findChildren(Stepper)[0]
    QTest.mouseClick(stepper.more, Qt.MouseButton.LeftButton)
    assert page.items.reset.isEnabled()
    QTest.mouseClick(page.items.reset, Qt.MouseButton.LeftButton)
    assert not experienced.routines.is_changed("easy-lower-back")


def test_in_a_small_window_the_steppers_come_into_view(experienced: World) -> None:
    page = shown(experienced, 832, 520)
    page.change(on=True)
    for _ in range(4):
        QApplication.processEvents()
    top = page.items.mapTo(page, QPoint(0, 0)).y()
    assert 0 <= top < 40
    QTest.keyClick(page, Qt.Key.Key_PageUp)
    scrolled = page.verticalScrollBar().value()
    page.resize(830, 530)
    QApplication.processEvents()
    assert page.verticalScrollBar().value() == pytest.approx(scrolled, abs=20)


def test_escape_leaves_the_steppers(experienced: World) -> None:
    page = shown(experienced)
    page.change(on=True)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page.items.isVisible()


def test_a_change_the_disk_refuses_is_said_and_not_shown(experienced: World) -> None:
    page = shown(experienced)
    page.change(on=True)
    experienced.refuse_writing()
    march = page.items.findChildren(Stepper)[0]
    QTest.mouseClick(march.more, Qt.MouseButton.LeftButton)
    assert said(page.items, "Your notes cannot be written.")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert page.items.findChildren(Stepper)[0].value() == 120


def test_after_today_s_session_a_short_one_is_offered(experienced: World) -> None:
    experienced.session(experienced.clock.at.date(), pre=3, post=2, hour=7)
    page = shown(experienced)
    assert said(page, "Done for today")
    assert page.hero.kicker.text() == "One more, short"
    assert page.routine.id == "short-day"
    assert page.hero.start.isEnabled()


def test_after_a_week_away_one_is_welcome(world: World) -> None:
    world.session(world.clock.at.date() - timedelta(days=7), pre=3, post=2)
    page = shown(world)
    assert said(page, "Good to see you again. Start with a short one?")
    assert page.routine.id == "short-day"


def test_six_days_away_are_nothing_special(world: World) -> None:
    world.session(world.clock.at.date() - timedelta(days=6), pre=3, post=2)
    assert said(shown(world), "Good morning")


def test_an_unfinished_session_can_be_carried_on_or_kept(experienced: World) -> None:
    experienced.history.begin_session(
        experienced.routines.get("easy-lower-back"), {}, experienced.history.next_first_side()
    )
    page = shown(experienced)
    assert said(page, "You stopped in Easy lower back. Carry on from there, or keep what you did.")
    asked: list[str] = []
    page.carry_on_wanted.connect(lambda unfinished: asked.append("carry on"))
    page.keep_wanted.connect(lambda unfinished: asked.append("keep"))
    QTest.mouseClick(button(page, "Carry on"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(button(page, "Keep what I did"), Qt.MouseButton.LeftButton)
    assert asked == ["carry on", "keep"]


def test_what_was_being_edited_can_be_gone_on_with_or_left(experienced: World) -> None:
    routines = experienced.routines
    routines.keep_draft(msgspec.structs.replace(routines.get("short-day"), name="Evening"))
    page = shown(experienced)
    assert said(page, "You were changing Evening. Go on, or leave it as it was.")
    asked: list[bool] = []
    page.draft_wanted.connect(lambda: asked.append(True))
    QTest.mouseClick(button(page, "Go on"), Qt.MouseButton.LeftButton)
    assert asked == [True]
    draft = routines.draft()
    assert draft is not None
    page.hide()
    routines.drop_draft()
    page.show()
    assert not said(page, "You were changing")
    routines.keep_draft(draft)
    page.refresh()
    QTest.mouseClick(button(page, "Leave it"), Qt.MouseButton.LeftButton)
    assert routines.draft() is None
    assert not said(page, "You were changing")


def test_what_was_left_out_can_be_put_back(experienced: World) -> None:
    experienced.history.set_aside("prayer-stretch", "red")
    page = shown(experienced)
    assert said(page, "Prayer stretch is left out until you put it back.")
    QTest.mouseClick(button(page, "Put it back"), Qt.MouseButton.LeftButton)
    assert not experienced.history.all_set_aside()
    assert not said(page, "left out")


def test_this_week_and_the_last_note(experienced: World) -> None:
    page = shown(experienced)
    assert the(page, WeekRing).accessibleName() == "This week: 1 of 5 days"
    days = the(page, DayStrip).accessibleName()
    assert days.startswith("Monday, no session. Tuesday, done, 9 minutes. Wednesday, no session")
    assert days.endswith("Sunday, to come")
    assert said(page, "“Left side felt easier.”")
    assert said(page, "Tuesday, after Easy lower back. Before 3, after 2.")


def test_without_a_note_there_is_a_place_for_one(world: World) -> None:
    assert said(shown(world), "Notes you write after a session appear here.")


def test_it_is_brought_up_to_date_when_it_is_looked_at_again(experienced: World) -> None:
    page = shown(experienced)
    page.hide()
    experienced.session(experienced.clock.at.date(), pre=3, post=2, hour=7)
    assert said(page, "Good morning")
    page.show()
    assert said(page, "Done for today")


def test_pictures_come_after_the_page(world: World, qtbot: QtBot) -> None:
    asked: list[str] = []

    def draw(wish: Wish) -> Iterator[QImage | None]:
        asked.append(wish.pose)
        return blank_picture(wish)

    world.pictures._draw = draw
    page = shown(world)
    assert asked == []
    page.grab()
    qtbot.waitUntil(lambda: "single-knee-to-chest" in asked and "warm-up-march" in asked)


def test_the_strip_begins_on_the_day_the_user_wants(world: World) -> None:
    page = world.today_page()
    page.show()
    world.settings.update(week_start=WeekStart.SUNDAY)
    newest = page.findChildren(DayStrip)[-1]
    assert newest.accessibleName().startswith("Sunday, ")


def test_a_flare_day_is_marked_and_unmarked_here(world: World) -> None:
    page = world.today_page()
    page.show()
    today = world.clock.at.date()

    def chip() -> QPushButton:
        return next(b for b in reversed(page.findChildren(QPushButton)) if b.text().strip() == "Flare day")

    QTest.keyClick(chip(), Qt.Key.Key_Space)
    assert world.history.flare_days() == [today]
    assert chip().isChecked()
    QTest.keyClick(chip(), Qt.Key.Key_Space)
    assert world.history.flare_days() == []
    world.history.mark_flare_day(today - timedelta(days=1))
    assert not chip().isChecked()


def test_a_routine_with_nothing_in_it_is_not_offered(world: World) -> None:
    page = world.today_page()
    page.show()
    world.routines.create(Routine(id="", name="Nothing yet", description="", items=()))
    names = [button.text() for button in page.hero.findChildren(QPushButton)]
    menus = [action.text() for menu in page.findChildren(QMenu) for action in menu.actions()]
    assert not any("Nothing yet" in text for text in names + menus)

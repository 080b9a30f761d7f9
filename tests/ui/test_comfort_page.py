"""The page of the comfort rules: numbers in force, limits, what is left out, and what was done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from stretchplayer.core.comfort import USUAL_RULES, Answer, ComfortRules, Reaction, ReactionKind
from stretchplayer.core.preferences import Preferences
from stretchplayer.core.wording import forbidden
from stretchplayer.ui.comfort import words
from stretchplayer.ui.comfort.done_list import SHOWN
from stretchplayer.ui.comfort.page import ComfortPage
from stretchplayer.ui.widgets.stepper import Stepper
from tests.ui.world import THURSDAY, World

TODAY = THURSDAY.date()
FIELDS = [threshold.field for threshold in words.THRESHOLDS]


def shown(world: World, width: int = 1280, height: int = 800) -> ComfortPage:
    page = world.comfort_page()
    page.resize(width, height)
    page.show()
    page.activateWindow()
    QApplication.processEvents()
    return page


def texts(page: QWidget) -> list[str]:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()
    return [found.text() for found in page.findChildren(QLabel) if found.isVisibleTo(page)]


def said(page: QWidget, sentence: str) -> bool:
    return any(sentence in text for text in texts(page))


def hear(page: ComfortPage) -> list[tuple[str, Callable[[], None] | None]]:
    told: list[tuple[str, Callable[[], None] | None]] = []
    page.told.connect(lambda sentence, _action, undo: told.append((sentence, undo)))
    return told


def test_every_number_of_the_rules_is_here() -> None:
    assert set(FIELDS) == set(ComfortRules.__struct_fields__)


@pytest.mark.parametrize("threshold", words.THRESHOLDS, ids=FIELDS)
def test_a_number_is_stepped_within_its_limits_and_says_why_it_ends_there(
    world: World, threshold: words.Threshold
) -> None:
    page = shown(world)
    stepper = page.steppers[threshold.field]
    low, high = threshold.limits
    for key, end, why in (
        (Qt.Key.Key_Down, low, threshold.at_low),
        (Qt.Key.Key_Up, high, threshold.at_high),
    ):
        for _ in range(high - low + 2):
            QTest.keyClick(stepper.field, key)
        assert getattr(world.settings.preferences.comfort, threshold.field) == end
        assert said(page, why)
        assert why in stepper.field.accessibleDescription()
        half = stepper.less if end == low else stepper.more
        assert half.toolTip() == why
    others = [field for field in FIELDS if field != threshold.field]
    assert all(
        getattr(world.settings.preferences.comfort, field) == getattr(USUAL_RULES, field) for field in others
    )


def test_the_rule_is_said_with_the_number_in_force(world: World) -> None:
    page = shown(world)
    assert said(page, "Rated 6 or more, a stretch ends there and is left out until you put it back.")
    world.settings.update(comfort=ComfortRules(red_score=4, reds_that_end=1))
    assert said(page, "Rated 4 or more, a stretch ends there")
    assert said(page, "At 4 a stretch ends already, so this number is never reached.")
    assert said(page, "After one stretch that had to end, the session ends, with a rest.")


def test_the_usual_numbers_come_back_and_can_be_undone(world: World) -> None:
    mine = ComfortRules(red_score=5, sorer_rise=2)
    page = shown(world)
    assert not page.usual.isEnabled()
    world.settings.update(comfort=mine)
    told = hear(page)
    QTest.keyClick(page.usual, Qt.Key.Key_Space)
    assert world.settings.preferences == Preferences()
    assert page.steppers["red_score"].value() == USUAL_RULES.red_score
    assert page.head.back.hasFocus()  # the button is off now
    ((sentence, undo),) = told
    assert sentence == "The usual numbers again."
    assert undo is not None
    undo()
    assert world.settings.preferences.comfort == mine
    assert page.steppers["red_score"].value() == 5


def test_reacting_is_switched_off_and_on(world: World) -> None:
    page = shown(world)
    assert page.react.isChecked()
    QTest.keyClick(page.react, Qt.Key.Key_Space)
    assert not world.settings.preferences.react
    assert said(page, "warning signs are always shown")
    world.settings.update(react=True)
    assert page.react.isChecked()


def test_a_number_the_disk_refuses_is_said_and_not_shown(world: World) -> None:
    page = shown(world)
    told = hear(page)
    world.refuse_writing()
    QTest.mouseClick(page.steppers["red_score"].more, Qt.MouseButton.LeftButton)
    assert page.steppers["red_score"].value() == USUAL_RULES.red_score
    assert "cannot be written" in told[0][0]
    assert told[0][1] is None


def test_what_is_left_out_is_told_with_its_reason_and_put_back(world: World) -> None:
    page = shown(world)
    assert said(page, words.NOTHING_LEFT_OUT)
    world.history.set_aside("prayer-stretch", "6 of 10")
    world.clock.pass_(days=60)
    world.history.set_aside("cat-cow", "flag")
    kept = world.history.all_set_aside()
    assert said(page, "Since 19 Nov 2026. Rated 6 of 10.")
    assert said(page, "Since 18 Jan. Sharp, shooting, tingling or spreading.")
    told = hear(page)
    first = page.put_back[0]
    assert first.accessibleName() == "Put Prayer stretch back"
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert [one.stretch for one in world.history.all_set_aside()] == ["cat-cow"]
    assert page.put_back[0].hasFocus()
    ((sentence, undo),) = told
    assert sentence == "Prayer stretch is back."
    assert undo is not None
    undo()
    assert world.history.all_set_aside() == kept


def test_what_was_done_is_told_by_week_newest_first(world: World) -> None:
    page = shown(world)
    assert said(page, words.NOTHING_DONE)
    world.clock.at = THURSDAY - timedelta(days=8)
    world.comfort.note(ReactionKind.RED, stretch="prayer-stretch", before=2, score=6)
    world.clock.at = THURSDAY - timedelta(days=30)
    world.comfort.decline(world.comfort.note(ReactionKind.SORER, before=1, score=5))
    world.settings.update(react=False)
    world.clock.at = THURSDAY
    world.comfort.note(ReactionKind.AMBER, stretch="gone-since", before=2, score=4)
    after = texts(page)[texts(page).index(words.DONE) + 1 :]
    assert after == [
        "This week",
        "gone-since: rated 4, after 2 before.",
        "Thursday 19 November, 08:12. Written down; reacting was off.",
        "Last week",
        "Prayer stretch: rated 6, after 2 before. It is left out until you put it back.",
        "Wednesday 11 November, 08:12. Done.",
        "Week of 19 Oct",
        "You finished at 5 and began at 1.",
        "Tuesday 20 October, 08:12. You went on as planned.",
    ]


@pytest.mark.parametrize(
    ("kind", "answer", "told"),
    [
        (ReactionKind.PAUSE, Answer.TAKEN, "Said."),
        (ReactionKind.HIGHER, Answer.DECLINED, "Read and closed."),
        (ReactionKind.PAUSE, Answer.UNDONE, "Taken back, since what you had said was changed."),
        (ReactionKind.NO_EASE, Answer.OFF, "Written down; reacting was off."),
        (ReactionKind.RED, Answer.UNDONE, "Taken back, since what you had said was changed."),
    ],
)
def test_what_became_of_it_is_said(kind: ReactionKind, answer: Answer, told: str) -> None:
    reaction = Reaction(id="", kind=kind, answer=answer, at=THURSDAY, before=2, score=6)
    assert words.what_became(reaction) == f"Thursday 19 November, 08:12. {told}"


def test_earlier_reactions_come_a_screenful_at_a_time(world: World) -> None:
    for score in range(SHOWN + 2):
        world.clock.pass_(minutes=1)
        world.comfort.note(ReactionKind.AMBER, stretch="cat-cow", before=0, score=score)
    page = shown(world)

    def scores() -> list[int]:
        return [int(text.split("rated ")[1].split(",")[0]) for text in texts(page) if "rated " in text]

    newest = list(range(SHOWN + 1, 1, -1))
    assert scores() == newest
    assert not page.done.later.isVisible()
    page.done.earlier.setFocus()
    QTest.keyClick(page.done.earlier, Qt.Key.Key_Space)
    assert scores() == [1, 0]
    assert not page.done.earlier.isVisible()
    assert page.done.later.hasFocus()
    QTest.keyClick(page.done.later, Qt.Key.Key_Space)
    assert scores() == newest
    assert page.done.earlier.hasFocus()


def test_the_rule_that_is_asked_about_comes_into_view(world: World) -> None:
    world.history.set_aside("cat-cow", "6 of 10")
    page = shown(world, 832, 520)
    for rule, text, focus in (
        ("amber", "Ease off at", page.steppers["amber_score"].field),
        ("sorer", "Half length at a rise of", page.steppers["sorer_rise"].field),
        ("left_out", words.LEFT_OUT, page.put_back[0]),
        ("unsettled", "The day after", None),
        ("pause", "The day after", None),
        ("trend", "Your weeks", None),
        ("morning", "Early morning", None),
        ("short_holds", "Shorter holds", None),
    ):
        page.verticalScrollBar().setValue(0)
        page.show_rule(rule)
        QApplication.processEvents()
        found = next(one for one in page.findChildren(QLabel) if one.text() == text)
        top = found.mapTo(page.viewport(), found.rect().topLeft()).y()
        assert 0 <= top < 520 - found.height(), rule
        assert focus is None or page.focusWidget() is focus


def test_escape_and_back_leave_it(world: World) -> None:
    page = shown(world)
    left: list[bool] = []
    page.left.connect(lambda: left.append(True))
    QTest.keyClick(page, Qt.Key.Key_Escape)
    QTest.keyClick(page.head.back, Qt.Key.Key_Space)
    assert left == [True, True]


@pytest.mark.parametrize(
    ("theme", "width", "scale"), [("dark", 900, 1.0), ("contrast", 900, 2.0), ("light", 1920, 1.5)]
)
def test_it_fits_every_window(worlds: Callable[..., World], theme: str, width: int, scale: float) -> None:
    world = worlds(theme=theme, text_scale=scale)
    world.history.set_aside("prayer-stretch", "6 of 10")
    page = shown(world, width, 520)
    assert page.horizontalScrollBar().maximum() == 0
    for control in [page.react, *page.steppers.values(), *page.put_back, page.usual, page.head.back]:
        left = control.mapTo(page.viewport(), control.rect().topLeft()).x()
        assert left >= 0
        assert left + control.width() <= page.viewport().width()
        assert control.height() >= 44
        assert isinstance(control, Stepper) or control.width() >= control.minimumSizeHint().width()


def test_everything_has_a_name_and_words_keep_to_the_house(world: World) -> None:
    world.history.set_aside("prayer-stretch", "6 of 10")
    page = shown(world)
    assert all(button.text() or button.accessibleName() for button in page.findChildren(QPushButton))
    assert page.react.accessibleName() == words.REACT
    said_here = [*texts(page), *(t.at_low + t.at_high for t in words.THRESHOLDS)]
    assert [(text, found.words) for text in said_here for found in forbidden(text)] == []

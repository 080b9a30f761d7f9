"""Panels: what they say, what their keys choose, and that ending wants meaning it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stretchplayer.core.events import PauseReason
from stretchplayer.core.timeline import SegmentKind
from stretchplayer.ui.player import panel_texts
from stretchplayer.ui.player.panels import ChoicePanel
from tests.core.scores import CATALOGUE, score
from tests.ui.player.kit import PlainFigure, looks

Key = Qt.Key
SCORE = score("cat", "knee", "tilt")
HOLD = next(s for s in SCORE.segments if s.kind is SegmentKind.HOLD)


@pytest.fixture
def panel(qapp: object) -> Iterator[ChoicePanel]:
    made = ChoicePanel(looks(), PlainFigure())
    made.resize(1280, 800)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    made.show_content(panel_texts.paused(SCORE, HOLD.start_ms + 6_000, PauseReason.USER))
    yield made
    made.close()
    made.deleteLater()


def chosen(panel: ChoicePanel, *keys: Qt.Key) -> list[str]:
    log: list[str] = []
    panel.chosen.connect(log.append)
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or panel, key)
    return log


@pytest.mark.parametrize(
    ("keys", "choices"),
    [
        ([Key.Key_Space], ["carry_on"]),
        ([Key.Key_PageDown], ["carry_on"]),
        ([Key.Key_F5], ["carry_on"]),
        ([Key.Key_MediaPlay], ["carry_on"]),
        ([Key.Key_R], ["again"]),
        ([Key.Key_PageUp], ["again"]),
        ([Key.Key_Right], ["leave_out"]),
        ([Key.Key_MediaNext], ["leave_out"]),
        ([Key.Key_Escape], []),
        ([Key.Key_Escape, Key.Key_Escape], ["end"]),
        ([Key.Key_Escape, Key.Key_Space], ["carry_on"]),
        ([Key.Key_Down, Key.Key_Return], ["carry_on"]),
        ([Key.Key_Down, Key.Key_Down, Key.Key_Return], ["again"]),
        ([Key.Key_Up, Key.Key_Return], []),
        ([Key.Key_Up, Key.Key_Return, Key.Key_Return], ["end"]),
        ([Key.Key_Return], []),
        ([Key.Key_5], []),
    ],
)
def test_what_keys_choose(panel: ChoicePanel, keys: list[Qt.Key], choices: list[str]) -> None:
    assert chosen(panel, *keys) == choices


def test_ending_by_pointer_wants_a_second_press(panel: ChoicePanel) -> None:
    log: list[str] = []
    panel.chosen.connect(log.append)
    end = panel.buttons[-1]
    end.click()
    assert (log, end.text()) == ([], "Press again to end")
    end.click()
    assert (log, end.text()) == (["end"], "End for today")


def test_the_wish_to_end_does_not_stand_for_ever(panel: ChoicePanel) -> None:
    panel.buttons[-1].click()
    panel._disarm.timeout.emit()
    assert panel.buttons[-1].text() == "End for today"
    assert chosen(panel, Key.Key_Escape) == []


def test_nothing_has_the_focus_that_a_stray_enter_could_press(panel: ChoicePanel) -> None:
    assert not any(button.hasFocus() for button in panel.buttons)


@pytest.mark.parametrize(
    ("offset", "words"),
    [
        (6_000, "Knee, right leg, 14 s to go"),
        (-1_000, "Knee, right leg, getting ready"),
    ],
)
def test_where_it_was_paused(offset: int, words: str) -> None:
    content = panel_texts.paused(SCORE, HOLD.start_ms + offset, PauseReason.USER)
    assert (content.title, content.text) == ("Paused", words)


@pytest.mark.parametrize("reason", [PauseReason.SLEEP, PauseReason.STALL])
def test_after_being_away(reason: PauseReason) -> None:
    content = panel_texts.paused(SCORE, HOLD.start_ms, reason)
    assert content.title == "You were away"


def test_while_getting_ready_there_is_no_hold_to_start_again() -> None:
    content = panel_texts.paused(SCORE, 1_000, PauseReason.USER)
    assert [c.id for c in content.choices] == ["carry_on", "leave_out", "end"]
    assert content.text == "Cat, getting ready"


def test_after_red_the_next_stretch_is_named() -> None:
    rating = next(s for s in SCORE.segments if s.kind is SegmentKind.RATING and s.stretch == "knee")
    content = panel_texts.stop_and_rest(SCORE, rating.end_ms, CATALOGUE["knee"])
    assert [c.label for c in content.choices] == ["Go to Tilt", "End for today"]
    assert "We leave Knee out until you put it back." in content.text
    assert content.help_foot


def test_after_red_in_the_last_stretch_the_last_question_comes() -> None:
    rating = next(s for s in SCORE.segments if s.kind is SegmentKind.RATING and s.stretch == "tilt")
    content = panel_texts.stop_and_rest(SCORE, rating.end_ms, CATALOGUE["tilt"])
    assert content.choices[0].label == "Go to the last question"

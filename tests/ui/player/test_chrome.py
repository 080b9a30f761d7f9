"""Session bar, controls and next-up."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt

from stretchplayer.core.timeline import SegmentKind
from stretchplayer.ui.player.board import PLACES, Board
from stretchplayer.ui.player.controls import Controls, NextUp
from stretchplayer.ui.player.keys import Wish
from stretchplayer.ui.player.session_bar import GAP, SessionBar
from tests.core.scores import score
from tests.ui.player.kit import looks

SCORE = score("march", "cat", "knee", "tilt")


@pytest.fixture
def bar(qapp: object) -> Iterator[SessionBar]:
    made = SessionBar(looks())
    made.set_board(Board(1.0, 0.0, 0.0))
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def controls(qapp: object) -> Iterator[Controls]:
    made = Controls(looks())
    made.resize(1280, 78)
    made.set_board(Board(1.0, 0.0, 0.0))
    made.show()
    yield made
    made.close()
    made.deleteLater()


def test_pieces_are_as_long_as_their_stretch_takes(bar: SessionBar) -> None:
    bar.show_position(SCORE, 0)
    pieces = bar.pieces()
    times = [item.total_ms for item in SCORE.item_progress(0)]
    assert len(pieces) == 4
    assert pieces[0].left() == PLACES.bar.x
    assert pieces[-1].right() == pytest.approx(PLACES.bar.right)
    for piece, time in zip(pieces, times, strict=True):
        share = time / sum(times)
        assert piece.width() == pytest.approx(share * (PLACES.bar.width - 3 * GAP))


def test_the_bar_says_where_the_session_is(bar: SessionBar) -> None:
    knee = next(s for s in SCORE.segments if s.stretch == "knee" and s.kind is SegmentKind.HOLD)
    bar.show_position(SCORE, knee.start_ms)
    minutes, seconds = divmod(-(-(SCORE.duration_ms - knee.start_ms) // 1000), 60)
    assert bar.accessibleName() == f"Stretch 3 of 4, {minutes} minutes {seconds} seconds left"


def test_a_notice_comes_back_after_a_toast(bar: SessionBar) -> None:
    bar.show_notice("No sound found.")
    bar.show_toast("Voice 80 %")
    assert bar.notice == "Voice 80 %"
    bar._toast_ends.timeout.emit()
    bar._toast_ends.stop()
    assert bar.notice == "No sound found."


def words_at(kind: SegmentKind, stretch: str) -> tuple[str, str]:
    segment = next(s for s in SCORE.segments if s.stretch == stretch and s.kind is kind)
    next_up = NextUp(looks())
    next_up.show_next(SCORE, segment.start_ms)
    words = next_up.words()
    next_up.deleteLater()
    return words


@pytest.mark.parametrize(
    ("kind", "stretch", "words"),
    [
        (SegmentKind.WARM_UP, "march", ("After this", "Cat")),
        (SegmentKind.HOLD, "knee", ("Then", "Left leg")),
        (SegmentKind.CHANGE_SIDE, "knee", ("After this", "Tilt")),
        (SegmentKind.HOLD, "tilt", ("After this", "Done for today")),
    ],
)
def test_what_comes_next(qapp: object, kind: SegmentKind, stretch: str, words: tuple[str, str]) -> None:
    assert words_at(kind, stretch) == words


def test_controls_stand_beside_each_other(controls: Controls) -> None:
    offers = (Wish.CHANGE_RATING, Wish.RATE_AT_END, Wish.HOLD_IN_FULL)
    for ready, offer in ((False, None), (True, None), *((True, offer) for offer in offers)):
        controls.set_getting_ready(ready, offer)
        shown = [b for b in controls.buttons() if not b.isHidden()]
        edges = [(b.geometry().left(), b.geometry().right()) for b in shown]
        assert edges == sorted(edges)
        assert all(right < left for (_, right), (left, _) in pairwise(edges))
        assert all(b.height() >= 44 for b in shown)
        if not controls.next_up.isHidden():
            assert edges[-1][1] < controls.next_up.geometry().left()


def test_ten_seconds_more_takes_the_place_of_easing_off(controls: Controls) -> None:
    controls.set_getting_ready(True)
    assert (controls.ease.isHidden(), controls.more.isHidden()) == (True, False)
    controls.set_getting_ready(False)
    assert (controls.ease.isHidden(), controls.more.isHidden()) == (False, True)


def test_small_windows_keep_icon_and_key(controls: Controls) -> None:
    wide = controls.back.width()
    controls.set_board(Board(0.6, 0.0, 0.0))
    assert controls.back.width() < wide * 0.7
    assert controls.back.toolTip() == "Back"
    assert controls.back.accessibleName() == "Back"


def test_each_control_has_its_wish(controls: Controls) -> None:
    log: list[Wish] = []
    controls.wished.connect(log.append)
    for button in controls.buttons():
        button.click()
    assert log == [
        Wish.BACK,
        Wish.TOGGLE,
        Wish.SKIP,
        Wish.EASE_OFF,
        Wish.MORE_TIME,
        Wish.SOUND,
        Wish.CHANGE_RATING,
        Wish.RATE_AT_END,
        Wish.HOLD_IN_FULL,
    ]


def test_the_row_fades_unless_it_is_wanted(controls: Controls) -> None:
    shown: list[bool] = []
    controls.shown_changed.connect(shown.append)
    controls.back.setFocus()
    controls._quiet.timeout.emit()
    assert shown == []  # whoever works by keyboard sees where they are
    controls.back.clearFocus()
    controls._quiet.timeout.emit()
    assert shown == [False]
    controls.wake()
    assert shown == [False, True]
    assert controls._quiet.isActive()


def test_controls_can_be_reached_by_tab_alone(controls: Controls) -> None:
    assert {b.focusPolicy() for b in controls.buttons()} == {Qt.FocusPolicy.TabFocus}

"""Undo and redo: nothing is lost, and quick presses of one stepper are one step."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.core.undo import MERGE_WITHIN_MS, UndoHistory


def test_back_and_forth() -> None:
    history = UndoHistory("a")
    history.do("b", "Write b")
    history.do("c", "Write c")
    assert (history.undo_words, history.redo_words) == ("Write c", None)
    assert history.undo() == "b"
    assert (history.undo_words, history.redo_words) == ("Write b", "Write c")
    assert history.undo() == "a"
    assert history.undo_words is None
    assert history.undo() == "a"
    assert [history.redo(), history.redo(), history.redo()] == ["b", "c", "c"]
    assert history.redo_words is None


def test_a_new_step_takes_what_was_undone_away() -> None:
    history = UndoHistory(0)
    history.do(1, "one")
    history.undo()
    history.do(2, "two")
    assert history.redo_words is None
    assert history.undo() == 0


def test_the_same_again_is_no_step() -> None:
    history = UndoHistory(0)
    assert not history.do(0, "nothing")
    assert history.undo_words is None


def test_quick_presses_of_one_stepper_are_one_step() -> None:
    history = UndoHistory(20)
    for number in range(1, 6):
        at = number * MERGE_WITHIN_MS * 0.9  # each soon after the one before, all of them together not
        history.do(20 + number, "Hold", key="hold", at_ms=at)
    assert history.value == 25
    assert history.undo() == 20
    assert history.redo() == 25


def test_another_stepper_or_a_pause_is_a_step_of_its_own() -> None:
    history = UndoHistory(20)
    history.do(21, "Hold", key="hold", at_ms=0)
    history.do(22, "Hold", key="hold", at_ms=MERGE_WITHIN_MS + 1)
    history.do(23, "Repeats", key="repeats", at_ms=MERGE_WITHIN_MS + 2)
    assert [history.undo() for _ in range(3)] == [22, 21, 20]


def test_after_an_undo_a_press_is_a_step_of_its_own() -> None:
    history = UndoHistory(20)
    history.do(21, "Hold", key="hold", at_ms=0)
    history.do(30, "Other", at_ms=1)
    history.undo()
    history.do(22, "Hold", key="hold", at_ms=2)
    assert history.undo() == 21


def test_there_and_back_again_is_no_step() -> None:
    history = UndoHistory(20)
    history.do(21, "Hold", key="hold", at_ms=0)
    assert not history.do(20, "Hold", key="hold", at_ms=10)
    assert history.undo_words is None


def test_what_is_chosen_changes_without_a_step() -> None:
    history = UndoHistory("a")
    history.do("b", "Write b")
    history.replace("B")
    assert history.undo() == "a"
    assert history.redo() == "B"


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from([None, "x", "y"]), st.integers(0, 3000))))
def test_every_undo_can_be_redone(steps: list[tuple[int, str | None, int]]) -> None:
    history = UndoHistory(-1)
    at = 0.0
    for value, key, wait in steps:
        at += wait
        history.do(value, "step", key=key, at_ms=at)
    last, back = history.value, 0
    while history.undo_words is not None:
        history.undo()
        back += 1
    assert history.value == -1
    assert back <= len(steps)
    while history.redo_words is not None:
        history.redo()
    assert history.value == last

"""Keys of the rating: what they pick, what is saved, and what never is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stretchplayer.core.events import Rating
from stretchplayer.ui.player.questions import QUESTION_DURING, Question
from stretchplayer.ui.player.rating_entry import AUTO_SAVE_MS, RatingEntry
from stretchplayer.ui.player.rating_panel import RatingPanel
from tests.machine import Machine
from tests.ui.player.kit import looks

Key = Qt.Key


class Asked:
    """A panel with a question, and everything it has emitted."""

    def __init__(self, *, auto_save: bool = True, flag: bool = True) -> None:
        self.machine = Machine()
        self.panel = RatingPanel(looks(), self.machine, auto_save=auto_save)
        self.panel.resize(1280, 800)
        self.answers: list[Rating] = []
        self.log: list[str] = []
        self.panel.answered.connect(self.answers.append)
        self.panel.left.connect(lambda: self.log.append("left"))
        self.panel.ask_again.connect(lambda: self.log.append("again"))
        self.panel.spoken.connect(self.log.append)
        self.panel.show()
        self.panel.activateWindow()
        QApplication.processEvents()
        self.panel.ask(Question(QUESTION_DURING, "Knee to chest", before=3, flag=flag))

    def press(self, script: str) -> None:
        """Press the keys named in `script`; a number in brackets lets milliseconds pass."""
        for word in script.split():
            if word.startswith("["):
                self.machine.monotonic += float(word[1:-1])
                self.panel.wake()
            else:
                target = QApplication.focusWidget() or self.panel
                key = NAMES.get(word)
                if key is None:
                    QTest.keyClicks(target, word)
                else:
                    QTest.keyClick(target, key)

    @property
    def score(self) -> int | None:
        return self.panel.entry.score

    def close(self) -> None:
        self.panel.close()
        self.panel.deleteLater()


NAMES = {
    "→": Key.Key_Right,
    "←": Key.Key_Left,
    "↑": Key.Key_Up,
    "↓": Key.Key_Down,
    "space": Key.Key_Space,
    "enter": Key.Key_Return,
    "esc": Key.Key_Escape,
    "pgdn": Key.Key_PageDown,
    "pgup": Key.Key_PageUp,
    "next": Key.Key_MediaNext,
    "previous": Key.Key_MediaPrevious,
    "play": Key.Key_MediaPlay,
    "tab": Key.Key_Tab,
}


@pytest.fixture
def asked(qapp: object) -> Iterator[Asked]:
    made = Asked()
    yield made
    made.close()


@pytest.mark.parametrize(
    ("keys", "score"),
    [
        ("", None),
        ("5", 5),
        ("1 0", 10),
        ("1 [1500] 0", 10),
        ("1 [1501] 0", 0),
        ("1 1", 1),
        ("1 1 0", 10),
        ("1 0 0", 0),
        ("2 0", 0),
        ("1 → 0", 0),
        ("1 s 0", 0),
        ("→", 0),
        ("←", None),
        ("↑", 0),
        ("↓", None),
        ("→ →", 1),
        ("→ ←", 0),
        ("9 → → →", 10),
        ("pgdn pgdn pgdn", 2),
        ("4 pgup", 3),
        ("next next", 1),
        ("3 previous", 2),
        ("5 esc", None),
        ("5 esc →", 0),
    ],
)
def test_what_is_picked(asked: Asked, keys: str, score: int | None) -> None:
    asked.press(keys)
    assert asked.score == score
    assert asked.answers == []
    picked = [key.score for key in asked.panel.scale.keys if key.isChecked()]
    assert picked == ([] if score is None else [score])


@pytest.mark.parametrize(
    ("keys", "rating"),
    [
        ("2 space", Rating(2)),
        ("2 enter", Rating(2)),
        ("2 .", Rating(2)),
        ("2 b", Rating(2)),
        ("2 play", Rating(2)),
        ("1 0 space", Rating(10)),
        ("6 s space", Rating(6, flag=True)),
        ("s space", Rating(None, flag=True)),
        ("s 4 s space", Rating(4)),
        ("n", Rating(None, skipped=True)),
        ("7 n", Rating(None, skipped=True)),
        ("3 [3999] [1]", Rating(3)),
        ("3 [3000] → [3999] [1]", Rating(4)),
        ("3 [3000] s [4000]", Rating(3, flag=True)),
        ("tab tab space", Rating(None, skipped=True)),
        ("8 tab tab enter", Rating(None, skipped=True)),
    ],
)
def test_what_is_saved(asked: Asked, keys: str, rating: Rating) -> None:
    asked.press(keys)
    assert asked.answers == [rating]


@pytest.mark.parametrize(
    "keys", ["[3999]", "[60000]", "s [60000]", "← [9000]", "5 esc [9000]", "2 [3999]", "space", "esc", "r"]
)
def test_what_is_never_saved(asked: Asked, keys: str) -> None:
    asked.press(keys)
    assert asked.answers == []


def test_space_with_nothing_picked_asks_again_and_so_does_r(asked: Asked) -> None:
    asked.press("space r")
    assert asked.log == ["again", "again"]


def test_escape_takes_back_first_and_leaves_then(asked: Asked) -> None:
    asked.press("5 s esc")
    assert asked.log == []
    assert asked.panel.entry.is_empty
    asked.press("esc")
    assert asked.log == ["left"]


def test_tab_to_the_flag_and_space_sets_it(asked: Asked) -> None:
    asked.press("4 tab space")
    assert asked.panel.flag.isChecked()
    assert asked.answers == []


def test_without_auto_save_nothing_saves_itself(qapp: object) -> None:
    asked = Asked(auto_save=False)
    asked.press("3 [60000]")
    assert asked.answers == []
    asked.press("space")
    assert asked.answers == [Rating(3)]
    asked.close()


def test_the_flag_is_not_offered_where_it_means_nothing(qapp: object) -> None:
    asked = Asked(flag=False)
    asked.press("3 s space")
    assert asked.answers == [Rating(3)]
    asked.close()


def test_a_pick_by_pointer(asked: Asked) -> None:
    asked.panel.scale.keys[6].click()
    assert asked.score == 6
    asked.panel.flag.click()
    asked.panel.save.click()
    assert asked.answers == [Rating(6, flag=True)]


def test_asking_again_starts_with_nothing_picked(asked: Asked) -> None:
    asked.press("5 s")
    asked.panel.ask(Question(QUESTION_DURING, "Next"))
    assert asked.panel.entry.is_empty
    assert not asked.panel.flag.isChecked()


def test_a_number_is_spoken_once_it_stands(asked: Asked) -> None:
    asked.press("1 0")
    asked.panel._speak()
    assert asked.log == ["heard-10"]


def test_names_for_screen_readers(asked: Asked) -> None:
    names = [key.accessibleName() for key in asked.panel.scale.keys]
    assert names[0] == "0 of 10, no pain"
    assert names[2] == "2 of 10, mild"
    assert names[5] == "5 of 10, moderate"
    assert names[10] == "10 of 10, severe"
    assert asked.panel.scale.accessibleName() == (
        "The most pain you felt in that stretch, 0 no pain to 10 worst pain you can imagine"
    )


def test_the_scale_is_one_stop_for_tab(asked: Asked) -> None:
    asked.press("7")
    stops = [k.score for k in asked.panel.scale.keys if k.focusPolicy() != Qt.FocusPolicy.NoFocus]
    assert stops == [7]
    assert asked.panel.scale.keys[7].hasFocus()


KEYS = st.sampled_from(["digit", "higher", "lower", "flag", "clear", "wait"])


@given(st.lists(st.tuples(KEYS, st.integers(0, 9)), max_size=30))
def test_no_order_of_keys_saves_what_was_not_picked(script: list[tuple[str, int]]) -> None:
    entry, now = RatingEntry(), 0.0
    touched = False
    for key, value in script:
        match key:
            case "digit":
                entry.digit(value, now)
                touched = True
            case "higher":
                entry.move(1, now)
                touched = True
            case "lower":
                entry.move(-1, now)
            case "flag":
                entry.toggle_flag(now)
            case "clear":
                entry.clear()
                touched = False
            case _:
                now += 100.0 * value
        assert (entry.score is None) == (not touched)
        assert entry.score is None or 0 <= entry.score <= 10
        left = entry.auto_save_left_ms(now)
        assert (left is None) == (entry.score is None)
        assert left is None or 0 <= left <= AUTO_SAVE_MS

"""Measure speaks: what is said in which order, and when it is silent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from stretchplayer.app.content import load_phrases
from stretchplayer.app.resources import assets
from stretchplayer.core.flexibility import ALL_TESTS, LEG_RAISE_TEST, FlexibilityTest
from stretchplayer.core.phrases import phrase_book
from stretchplayer.core.preferences import Talking
from stretchplayer.core.timeline import Cue
from stretchplayer.ui.measure import spoken
from stretchplayer.ui.measure.page import MeasurePage
from stretchplayer.ui.measure.warm_up import WARM_UP_MS
from stretchplayer.ui.measure.wizard import Step
from tests.machine import Machine
from tests.ui.measure_kit import PRESS_UP, SIDE_BEND, begin, entry, press, read, shown, texts
from tests.ui.world import World, make_world

WORDS = load_phrases(assets() / "voice" / "en")
BOOK = phrase_book({id_: words.text for id_, words in WORDS.items()}, {})


class Listener(Machine):
    """A machine that keeps the cues themselves, and whether its sound is open."""

    def __init__(self) -> None:
        super().__init__()
        self.cues: list[list[Cue]] = []

    def schedule(self, cues: object, position_ms: int) -> None:
        super().schedule(list(cues), position_ms)  # type: ignore[call-overload]
        self.cues.append(list(cues))  # type: ignore[call-overload]

    @property
    def is_open(self) -> bool:
        last = [what for what, _ in self.log if what in ("open", "close")][-1:]
        return last == ["open"]

    def heard(self) -> list[str]:
        """The words since this was asked last, in the order in which they begin."""
        said = [WORDS[cue.id].text for cues in self.cues for cue in cues]
        self.cues.clear()
        return said


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def heard_world(tmp_path: Path, qapp: object, _fonts: None, listener: Listener) -> Iterator[World]:
    made = make_world(tmp_path / "data", phrases=lambda: BOOK, new_player=lambda: listener)
    yield made
    made.close()


@pytest.fixture
def page(heard_world: World) -> MeasurePage:
    return shown(heard_world)


def test_a_whole_sitting_is_spoken_through(page: MeasurePage, heard_world: World, listener: Listener) -> None:
    page.begin(LEG_RAISE_TEST)
    assert listener.heard() == []
    press(page, "Start the three minutes")
    assert listener.heard() == ["March on the spot for three minutes.", "Easy pace, easy breaths."]
    heard_world.clock.at += timedelta(milliseconds=WARM_UP_MS)
    assert page.wizard.warm_up is not None
    page.wizard.warm_up.follow()
    assert listener.heard() == ["Three minutes are over."]
    press(page, "Go on")
    assert listener.heard() == [
        "Lie on your back with both legs flat.",
        "The other leg stays down.",
        "If it hurts, stop.",
    ]
    press(page, "Ready, right leg first")
    assert listener.heard() == [
        "Right leg.",
        "Raise the straight leg slowly.",
        "Hold still while it is read.",
    ]
    read(page, 61)
    assert listener.heard() == ["Saved.", "Try two."]
    read(page, 63)
    assert listener.heard() == ["Saved.", "Try three."]
    read(page, 64)
    assert listener.heard() == [
        "Saved.",
        "Change sides.",
        "Left leg.",
        "Raise the straight leg slowly.",
        "Hold still while it is read.",
    ]
    read(page, 60, 58)
    assert listener.heard() == ["Saved.", "Try two.", "Saved.", "Try three."]
    read(page, 59)
    assert page.wizard.step is Step.RESULT
    assert listener.heard() == ["Saved."]


def test_what_is_said_together_never_overlaps(page: MeasurePage, listener: Listener) -> None:
    begin(page)
    read(page, 61, 63, 64)
    assert len(listener.cues) > 4
    for cues in listener.cues:
        assert cues[0].at_ms == 0
        assert all(a.end_ms < b.at_ms for a, b in pairwise(cues))


def test_a_try_that_hurt_ends_its_side_in_kind_words(page: MeasurePage, listener: Listener) -> None:
    begin(page)
    listener.heard()
    press(page, "It hurt")
    assert listener.heard()[:3] == ["We stop here. That try is not scored.", "Change sides.", "Left leg."]
    press(page, "It hurt")
    assert listener.heard() == [
        "We stop here. That try is not scored.",
        "There was nothing to keep this time.",
    ]


def test_a_last_try_that_hurt_is_saved_all_the_same(page: MeasurePage, listener: Listener) -> None:
    begin(page)
    read(page, 61)
    press(page, "No more tries here")
    listener.heard()
    press(page, "It hurt")
    assert listener.heard() == ["We stop here. That try is not scored.", "Saved."]


def test_a_try_taken_back_is_asked_for_again(page: MeasurePage, listener: Listener) -> None:
    begin(page)
    read(page, 61, 63, 64)
    listener.heard()
    press(page, "Take the last try back")
    assert listener.heard() == ["Change sides.", "Right leg.", "Try three."]


def test_going_on_later_says_where_one_is(page: MeasurePage, listener: Listener) -> None:
    begin(page)
    read(page, 61)
    page.wizard.ask_to_leave()
    press(page, "Go on later")
    listener.heard()
    press(page, "Go on")
    assert listener.heard() == ["Right leg.", "Try two."]


def test_a_test_without_sides_names_none(page: MeasurePage, listener: Listener) -> None:
    page.begin(PRESS_UP)
    press(page, "I am warm already")
    listener.heard()
    press(page, "Ready")
    read(page, 30, 31, 32)
    assert listener.heard() == [
        "Push the chest up slowly.",
        "Stop as soon as the hips lift.",
        "Saved.",
        "Try two.",
        "Saved.",
        "Try three.",
        "Saved.",
    ]


def test_few_words_leave_out_what_only_helps(
    page: MeasurePage, heard_world: World, listener: Listener
) -> None:
    heard_world.settings.update(talking=Talking.BRIEF)
    page.begin(LEG_RAISE_TEST)
    press(page, "Start the three minutes")
    assert listener.heard() == ["March on the spot for three minutes."]
    press(page, "That is enough, go on")
    listener.heard()
    press(page, "Ready, right leg first")
    assert listener.heard() == ["Right leg.", "Raise the straight leg slowly."]


@pytest.mark.parametrize("wish", [{"muted": True}, {"talking": Talking.BELL}], ids=["muted", "bells"])
def test_nothing_is_said_or_opened_where_no_voice_is_wanted(
    page: MeasurePage, heard_world: World, listener: Listener, wish: dict[str, object]
) -> None:
    heard_world.settings.update(**wish)
    begin(page)
    read(page, 61, 62, 63, 61, 62, 63)
    assert page.wizard.step is Step.RESULT
    assert listener.log == []
    assert "Saved" in texts(page)


def test_muting_lets_go_of_the_device_and_the_next_words_open_it_again(
    page: MeasurePage, heard_world: World, listener: Listener
) -> None:
    begin(page)
    assert listener.is_open
    heard_world.settings.update(muted=True)
    assert not listener.is_open
    listener.heard()
    heard_world.settings.update(muted=False, voice_volume=0.4)
    assert not listener.is_open
    read(page, 61)
    assert listener.is_open
    assert listener.heard() == ["Saved.", "Try two."]
    assert listener.volumes[0] == 0.4
    heard_world.settings.update(voice_volume=0.7)
    assert listener.volumes[0] == 0.7


def test_leaving_lets_go_of_the_device(page: MeasurePage, listener: Listener) -> None:
    page.begin(SIDE_BEND)
    assert listener.is_open
    press(page, "Start the three minutes")
    page.step_back()
    assert not listener.is_open
    begin(page)
    assert listener.is_open
    page.hide()
    assert not listener.is_open


def test_a_past_day_is_noted_in_silence(page: MeasurePage, heard_world: World, listener: Listener) -> None:
    page.begin(PRESS_UP, heard_world.clock.at.date() - timedelta(days=3))
    press(page, "Ready")
    read(page, 30, 31, 32)
    assert page.wizard.step is Step.RESULT
    assert listener.log == []


@pytest.mark.parametrize("test", ALL_TESTS, ids=lambda test: test.id)
def test_each_test_is_set_up_in_one_or_two_sentences_that_are_recorded(
    page: MeasurePage, listener: Listener, test: FlexibilityTest
) -> None:
    page.begin(test)
    press(page, "I am warm already")
    set_up = listener.heard()
    assert len(set_up) in (2, 3)
    assert set_up[-1] == "If it hurts, stop."
    press(page, f"Ready, right {test.part} first" if test.two_sided else "Ready")
    tries = [WORDS[id_].text for id_ in (*test.spoken.move, *test.spoken.still)]
    right = [WORDS[spoken.SIDES[test.part][side]].text for side in list(spoken.SIDES["leg"])[:1] if test.part]
    assert listener.heard() == [*right, *tries]
    assert entry(page).isVisible()

"""The page with other ways of asking, a trial, and settings that act in the next session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from stretchplayer.app.content import load_catalogue
from stretchplayer.app.resources import assets
from stretchplayer.bootstrap import Content, join_parts
from stretchplayer.core.catalogue import Side
from stretchplayer.core.concerns import Concern
from stretchplayer.core.events import Rating
from stretchplayer.core.history import RatingKind
from stretchplayer.core.preferences import AskDuring, PlayerText
from stretchplayer.core.session import Phase
from stretchplayer.core.suitability import Suits
from stretchplayer.core.timeline import SegmentKind
from stretchplayer.store import open_store
from stretchplayer.ui.player import end_texts
from stretchplayer.ui.player.board import Distance
from stretchplayer.ui.player.care import care_words
from stretchplayer.ui.player.figure_cue import FigureCue, FigurePhase
from tests.core.scores import CATALOGUE, routine
from tests.machine import Machine
from tests.ui.player.kit import Room

Key = Qt.Key
READY, CYCLES, NEW_POSTURE, TILT = 30_000, 24_000, 12_000, 3 * 7_800


@pytest.fixture
def longer(tmp_path: Path, qapp: object) -> Iterator[Room]:
    """A page that plays short stretches: a flow, a drill, and both once more."""
    made = Room(tmp_path, "cat", "tilt", "cat", "tilt")
    made.open()
    yield made
    made.close()


def to_gate(room: Room) -> None:
    """On to the next question."""
    for _ in range(600):
        if room.driver.phase is Phase.GATE:
            return
        room.pass_(500)
    raise AssertionError(room.driver.phase)


# ---- before --------------------------------------------------------------------------------------


def test_without_the_question_before_it_begins_at_once(room: Room) -> None:
    room.settings.update(ask_before=False)
    room.page.begin("test")
    assert room.page.view is room.page.stage
    assert room.driver.phase is Phase.RUNNING
    assert room.driver.pre is None
    assert room.driver.session_id is not None
    assert room.history.session_ratings(room.driver.session_id) == []


# ---- at the end ----------------------------------------------------------------------------------


def test_at_the_end_each_question_names_its_stretch(longer: Room) -> None:
    room = longer
    room.settings.update(ask_during=AskDuring.AT_END)
    room.play(1)
    asked = []
    while room.driver.session.segment.item != 3:
        assert room.page.controls.next_up.words()[1] in ("Cat", "Tilt")
        room.pass_(5_000)
    assert room.page.controls.next_up.words() == ("After this", "A few questions")
    to_gate(room)
    while room.driver.phase is Phase.GATE:
        question = room.page.rating._question
        asked.append((question.text, question.subject, question.before))
        room.press("2", Key.Key_Space)
    assert asked == [
        ("The most pain you felt in Cat", "1 of 4", 1),
        ("The most pain you felt in Tilt", "2 of 4", 1),
        ("The most pain you felt in Cat", "3 of 4", 1),
        ("The most pain you felt in Tilt", "4 of 4", 1),
        ("Your back pain right now", None, None),
    ]
    assert room.driver.phase is Phase.FINISHED
    assert room.page.view is room.page.summary
    assert room.machine.said.count("rate-saved") == 1, "the next question follows at once"


def test_a_red_answer_at_the_end_leaves_the_stretch_out_and_offers_a_rest(longer: Room) -> None:
    room = longer
    room.settings.update(ask_during=AskDuring.AT_END)
    room.play(1)
    to_gate(room)
    room.press("7", Key.Key_Space)
    content = room.page.panel.content
    assert content is not None
    assert content.title == "Take a rest"
    assert [choice.label for choice in content.choices] == [
        "Rest here first",
        "Go to the next question",
        "End for today",
    ]
    assert room.history.left_out() == {"cat"}
    room.press(Key.Key_Space)
    assert room.driver.session.segment.stretch == "rest"
    to_gate(room)
    assert room.driver.session.segment.item == 1
    room.press("s", Key.Key_Space)
    content = room.page.panel.content
    assert content is not None
    assert content.title == "That is enough for today"


def test_a_red_answer_to_the_last_question_can_be_the_end(room: Room) -> None:
    room.settings.update(ask_during=AskDuring.AT_END, ask_after=False)
    room.play(1)
    for _ in range(2):
        to_gate(room)
        room.press("1", Key.Key_Space)
    room.press("7", Key.Key_Space)
    content = room.page.panel.content
    assert content is not None
    assert content.choices[1].label == "Finish"
    room.press(Key.Key_Right)
    assert room.driver.phase is Phase.FINISHED
    assert room.page.view is room.page.summary


# ---- questions that go on by themselves ----------------------------------------------------------


def test_a_question_goes_on_by_itself_and_shows_it(room: Room) -> None:
    room.settings.update(rating_times_out_s=20.0)
    room.play(3)
    to_gate(room)
    shown = room.page.rating
    room.pass_(12_000)
    assert shown._foot_text().startswith("Goes on by itself in ")
    shown.grab()
    room.pass_(9_000)
    assert room.page.view is room.page.stage
    assert room.driver.ratings()[-1].timed_out


@pytest.mark.parametrize(("keys", "rating"), [(["4"], Rating(4)), (["s"], Rating(None, flag=True))])
def test_what_is_picked_is_saved_and_never_lost(room: Room, keys: list[str], rating: Rating) -> None:
    room.settings.update(rating_times_out_s=20.0, auto_save_rating=False)
    room.play(5)
    to_gate(room)
    room.pass_(15_000)
    room.press(*keys)
    room.pass_(19_000)
    room.page.rating.wake()
    assert room.driver.phase is Phase.GATE, "whoever has begun to answer gets the whole time"
    room.pass_(2_000)
    room.page.rating.wake()
    assert [taken.rating for taken in room.driver.ratings()] == [rating]


def test_taking_back_what_was_picked_gives_the_whole_time_again(room: Room) -> None:
    room.settings.update(rating_times_out_s=20.0)
    room.play(3)
    to_gate(room)
    room.pass_(15_000)
    room.press("4", Key.Key_Escape)
    left = room.driver.gate_left()
    assert left is not None
    assert left[0] == pytest.approx(20_000)


def test_a_question_waits_while_somebody_reads_something_else(room: Room) -> None:
    room.settings.update(rating_times_out_s=20.0)
    room.play(3)
    to_gate(room)
    room.press(Key.Key_Escape)
    room.pass_(60_000)
    assert room.driver.phase is Phase.GATE
    room.press(Key.Key_Space)
    room.press("h")
    room.pass_(60_000)
    assert room.driver.phase is Phase.GATE
    room.page.setFocus()  # as the window does when the other page has gone
    room.pass_(21_000)
    assert room.driver.phase is not Phase.GATE


def test_by_default_a_question_waits(room: Room) -> None:
    room.play(3)
    to_gate(room)
    assert room.driver.gate_left() is None
    room.pass_(600_000)
    assert room.driver.phase is Phase.GATE
    assert room.machine.said == ["rate-stretch"]


# ---- the offer -----------------------------------------------------------------------------------


def unanswered_twice(room: Room) -> None:
    room.play(1)
    for _ in range(2):
        to_gate(room)
        room.press("n")
    room.pass_(500)


def test_asking_at_the_end_is_offered_after_two_unanswered_questions(longer: Room) -> None:
    room = longer
    unanswered_twice(room)
    assert room.page.bar.notice == end_texts.OFFER
    assert not room.page.controls.at_end.isHidden()
    assert room.page.controls.change.isHidden()
    room.press("a")
    assert room.page.controls.at_end.isHidden()
    assert room.settings.preferences.ask_during is AskDuring.AT_END
    assert room.page.bar.notice == end_texts.OFFER_TAKEN
    to_gate(room)
    assert room.page.rating._question.subject == "1 of 4"


def test_the_offer_stands_until_the_next_question(longer: Room) -> None:
    room = longer
    unanswered_twice(room)
    room.pass_(20_000)
    assert room.driver.session.segment.kind is SegmentKind.FLOW
    assert not room.page.controls.at_end.isHidden()
    to_gate(room)
    room.press("n")
    room.pass_(500)
    assert room.page.controls.at_end.isHidden()
    room.press("a")
    assert room.settings.preferences.ask_during is AskDuring.EACH


def test_its_button_does_what_its_key_does(longer: Room) -> None:
    unanswered_twice(longer)
    longer.page.controls.at_end.click()
    assert longer.settings.preferences.ask_during is AskDuring.AT_END


def test_a_without_an_offer_does_nothing(room: Room) -> None:
    room.play(1)
    room.press("a")
    assert room.settings.preferences.ask_during is AskDuring.EACH


# ---- a trial -------------------------------------------------------------------------------------


def left_of(room: Room) -> list[bool]:
    left: list[bool] = []
    room.page.left.connect(lambda: left.append(True))
    return left


def test_a_trial_ends_without_a_summary(room: Room) -> None:
    left = left_of(room)
    room.page.try_out(room.maker.prepare_trial(routine("tilt")))
    assert room.page.view is room.page.stage
    assert room.page.bar.notice == end_texts.TRYING
    room.pass_(READY + TILT + 500)
    assert left == [True]
    assert room.page.driver is None
    assert room.store.history.sessions() == []


def test_escape_twice_ends_a_trial(room: Room) -> None:
    left = left_of(room)
    room.page.try_out(room.maker.prepare_trial(routine("cat", "tilt"), 1))
    room.pass_(5_000)
    assert room.driver.session.segment.stretch == "tilt"
    room.press(Key.Key_Escape)
    assert room.page.panel.content is not None
    assert room.page.panel.content.choices[-1].label == "End the trial"
    assert left == []
    room.press(Key.Key_Escape)
    assert left == [True]


def test_a_trial_says_what_it_leaves_out(room: Room) -> None:
    room.history.set_aside("cat", "7 of 10")
    room.page.try_out(room.maker.prepare_trial(routine("cat", "tilt")))
    assert room.page.bar.notice.endswith("Left out for now: Cat.")
    room.page.try_out(room.maker.prepare_trial(routine("cat")))
    assert room.driver.session.segment.stretch == "cat"
    assert room.page.bar.notice.endswith("In your routines it stays left out.")


def test_a_trial_says_that_it_leaves_out_what_does_not_suit(room: Room) -> None:
    room.settings.update(hidden_concerns=(Concern.KNEELING,))
    assert room.maker.suits.hides(CATALOGUE["cat"])
    room.page.try_out(room.maker.prepare_trial(routine("cat", "tilt")))
    assert room.page.bar.notice.endswith("Left out for now: Cat.")
    room.page.try_out(room.maker.prepare_trial(routine("cat")))
    assert room.page.bar.notice.endswith("In your routines it stays left out.")


def test_a_trial_of_what_is_all_left_out_says_so(room: Room) -> None:
    left = left_of(room)
    room.history.set_aside("cat", "7 of 10")
    room.history.set_aside("tilt", "7 of 10")
    room.page.try_out(room.maker.prepare_trial(routine("cat", "tilt")))
    assert room.page.view is room.page.panel
    assert room.page.panel.content is not None
    assert room.page.panel.content.title == "Nothing to try here"
    room.press(Key.Key_Space)
    assert left == [True]


def test_getting_ready_for_what_carries_a_warning_says_so(room: Room) -> None:
    room.settings.update(warned_concerns=(Concern.KNEELING,))
    room.page.play(room.maker.prepare(routine("cat", "tilt"), None))
    room.pass_(500)
    assert room.page.bar.notice == "Take care: it kneels."
    room.page.bar.show_toast("")
    room.pass_(READY + 1_000)
    assert room.driver.session.segment.kind is not SegmentKind.GET_READY
    assert room.page.bar.notice == ""


def test_half_of_a_move_is_said_shortly_while_one_gets_ready() -> None:
    shipped = load_catalogue(assets() / "catalogue")
    bending = Suits(hidden=frozenset({Concern.BENDING}))
    assert care_words(bending.verdict(shipped["cat-cow"])) == (
        "Do the cow half alone: from flat, let the belly sink."
    )
    bones = Suits(hidden=frozenset({Concern.WEAK_BONES}))
    assert care_words(bones.verdict(shipped["standing-hamstring"])) == (
        "Keep your back flat and tip from the hips."
    )


def test_a_session_of_which_nothing_is_left_does_not_begin(room: Room) -> None:
    left = left_of(room)
    room.settings.update(hidden_concerns=(Concern.KNEELING,))
    room.page.play(room.maker.prepare(routine("cat"), None))
    assert room.page.panel.content is not None
    assert room.page.panel.content.title == "Nothing to play here"
    assert room.store.history.sessions() == []
    room.press(Key.Key_Space)
    assert left == [True]


def test_a_trial_of_an_empty_routine_says_so(room: Room) -> None:
    room.page.try_out(room.maker.prepare_trial(routine()))
    assert room.page.panel.content is not None
    assert room.page.panel.content.text == "There is no stretch in it yet."


def test_after_a_trial_a_session_is_kept_again(room: Room) -> None:
    room.page.try_out(room.maker.prepare_trial(routine("tilt")))
    room.pass_(2_000)
    room.play(2)
    assert room.page.bar.notice == ""
    assert not room.driver.is_trial
    room.press(Key.Key_Escape, Key.Key_Escape, Key.Key_Escape)
    assert room.page.view is room.page.summary
    assert room.driver.session_id is not None
    kept = room.history.session_ratings(room.driver.session_id)
    assert [rating.kind for rating in kept] == [RatingKind.PRE]


# ---- settings ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "distance"), [(PlayerText.NEAR, Distance.NEAR), (PlayerText.FAR, Distance.FAR)]
)
def test_the_size_of_the_text_can_be_chosen_whatever_the_distance(
    room: Room, text: PlayerText, distance: Distance
) -> None:
    room.settings.update(player_text=text)
    room.play()
    for metres in (0.5, 6.0):
        room.settings.update(viewing_distance_m=metres)
        assert room.page.stage.distance is distance
    room.settings.update(player_text=PlayerText.AUTO, viewing_distance_m=0.5)
    assert room.page.stage.distance is Distance.NEAR
    room.settings.update(viewing_distance_m=6.0)
    assert room.page.stage.distance is Distance.FAR


def test_calm_motion_acts_at_once(room: Room) -> None:
    room.play()
    room.pass_(READY + 1_000)
    room.settings.update(calm_motion=True)
    room.page.stage.look()
    assert room.page.stage.moment is not None
    assert not room.page.stage.moment.figure.moves
    room.settings.update(calm_motion=False)
    room.page.stage.look()
    assert room.page.stage.moment.figure.moves


def test_saving_by_itself_can_be_switched_off(room: Room) -> None:
    room.settings.update(auto_save_rating=False)
    room.play(3)
    to_gate(room)
    room.press("2")
    room.pass_(60_000)
    room.page.rating.wake()
    assert room.driver.phase is Phase.GATE
    assert room.page.rating.entry.score == 2


def test_the_figure_is_mirrored_in_the_next_session(tmp_path: Path, qapp: object) -> None:
    content, store, machine = Content(tmp_path), open_store(tmp_path), Machine()
    parts = join_parts(content, store, clock=machine, new_player=lambda: machine, keep_awake=machine)

    def drawn() -> QImage:
        figure = parts.new_figure()
        figure.set_box(300, 200, 1.0)
        figure.show(FigureCue("single-knee-to-chest", Side.RIGHT, FigurePhase.HOLD, 1.0))
        image = QImage(300, 200, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        figure.paint(painter, 0, 0)
        painter.end()
        return image

    plain = drawn()
    parts.settings.update(mirror_figure=True)
    assert drawn() != plain
    parts.settings.update(mirror_figure=False)
    assert drawn() == plain
    store.close()

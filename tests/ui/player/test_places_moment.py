"""What the player shows of getting to the place, and of the way down and up step by step."""

from __future__ import annotations

import pytest

from stretchplayer.bootstrap import Content
from stretchplayer.core.place import Place
from stretchplayer.core.plan import compile_routine
from stretchplayer.core.preferences import Preferences, Talking
from stretchplayer.core.timeline import SegmentKind
from stretchplayer.ui.player.before import gentle_day
from stretchplayer.ui.player.comfort_texts import enough_for_today
from stretchplayer.ui.player.end_texts import rest_and_go_on
from stretchplayer.ui.player.moment import Mode, moment_at
from stretchplayer.ui.player.panel_texts import rest_of, stop_and_rest, where_text
from tests.core.scores import Play, score
from tests.ui.player.test_paint import At, close, make_stage

CONTENT = Content()
WAY = score("down", "knee")
START_MS = next(s for s in WAY.segments if s.kind is SegmentKind.TRANSFER).start_ms


@pytest.mark.parametrize(
    ("place", "stretches", "headline", "pose"),
    [
        (Place.FLOOR, ("knee",), "Getting down", "getting-down"),
        (Place.BED, ("knee",), "On to the bed", "side-lying"),
        (Place.CHAIR, ("sit",), "Sit down", "sit"),
    ],
)
def test_getting_ready_says_where_to_and_shows_how(
    place: Place, stretches: tuple[str, ...], headline: str, pose: str
) -> None:
    first = moment_at(score(*stretches, place=place), 0)
    assert (first.headline, first.figure.pose) == (headline, pose)


@pytest.mark.parametrize(
    ("stretches", "stills"),
    [
        (("knee",), ["getting-down", "kneeling-by-chair", "side-sitting", "side-lying", "knee"]),
        (("cat",), ["getting-down", "kneeling-by-chair", "cat"]),
        (("knee", "sit"), ["side-lying", "side-sitting", "kneeling-by-chair", "getting-down", "sit"]),
    ],
)
def test_the_way_is_shown_still_by_still_and_then_where_it_leads(
    stretches: tuple[str, ...], stills: list[str]
) -> None:
    timeline = score(*stretches)
    ready = [s for s in timeline.segments if s.kind is SegmentKind.GET_READY][-1]
    shown = [moment_at(timeline, ms).figure.pose for ms in range(ready.start_ms, ready.end_ms, 200)]
    assert list(dict.fromkeys(shown)) == stills
    assert shown.count(stills[-1]) * 200 >= 10_000  # time to look at where it leads


@pytest.mark.parametrize(
    ("place", "stretches", "headline"),
    [
        (Place.FLOOR, ("knee", "march"), "Getting up"),
        (Place.BED, ("knee", "march"), "Up from the bed"),
        (Place.CHAIR, ("sit", "march"), "Stand up"),
    ],
)
def test_getting_up_says_from_where(place: Place, stretches: tuple[str, ...], headline: str) -> None:
    timeline = score(*stretches, place=place)
    ready = [s for s in timeline.segments if s.kind is SegmentKind.GET_READY][-1]
    assert moment_at(timeline, ready.start_ms).headline == headline


@pytest.mark.parametrize(
    ("after_ms", "still", "step", "words"),
    [
        (0, "still-1", "Step 1 of 2", "step one"),
        (29_900, "still-1", "Step 1 of 2", "step one"),
        (30_100, "still-2", "Step 2 of 2", "step two"),
        (59_900, "still-2", "Step 2 of 2", "step two"),
    ],
)
@pytest.mark.parametrize("talking", Talking)
@pytest.mark.parametrize("calm", [False, True])
def test_each_step_has_its_picture_and_its_words_said_or_not(
    after_ms: int, still: str, step: str, words: str, talking: Talking, calm: bool
) -> None:
    timeline = score("down", "knee", preferences=Preferences(talking=talking))
    now = moment_at(timeline, START_MS + after_ms, calm=calm)
    assert (now.mode, now.figure.pose, now.pips_label, now.caption) == (Mode.TRANSFER, still, step, words)
    assert now.breath is None


def test_a_screen_reader_is_told_of_each_step(qapp: object) -> None:
    playing = At(WAY, START_MS + 1_000)
    stage = make_stage((900, 600), "light", WAY, 0)
    stage.set_playing(playing)
    told = []
    for after_ms in (1_000, 31_000):
        playing.position = START_MS + after_ms
        stage.look()
        told.append(stage.accessibleName())
    assert told == ["Step 1 of 2, step one", "Step 2 of 2, step two"]
    close(stage)


@pytest.mark.parametrize(
    ("place", "rest", "pose"),
    [
        (Place.FLOOR, "breathing", "hook-lying"),
        (Place.BED, "breathing", "hook-lying"),
        (Place.CHAIR, "seated-breathing", "seated-breathing"),
    ],
)
def test_who_is_sore_rests_where_they_are(place: Place, rest: str, pose: str) -> None:
    routine = next(r for r in CONTENT.built_in if r.place is place)
    timeline = compile_routine(routine, CONTENT.catalogue, Preferences(), {})
    found = rest_of(timeline.context)
    assert found is not None
    assert found.id == rest
    last = CONTENT.catalogue[routine.items[-1].stretch]
    for panel in (
        stop_and_rest(timeline, 0, last),
        rest_and_go_on(timeline, 0, last, found),
        enough_for_today(place=place),
        gentle_day(8, place),
    ):
        assert panel.frame.cue.pose == pose
    assert moment_at(timeline, timeline.duration_ms - 1).figure.pose == pose  # at the last question
    assert (CONTENT.folder / "poses" / f"{pose}.json").is_file()


def test_added_time_goes_to_the_last_step() -> None:
    play = Play(WAY)
    play.do("start")
    play.run_to(START_MS + 1_000)
    play.do("more_time")
    longer = play.session.timeline
    assert moment_at(longer, START_MS + 31_000).pips_label == "Step 2 of 2"
    assert moment_at(longer, START_MS + 69_000).pips_label == "Step 2 of 2"


def test_a_pause_on_the_way_says_where_one_was() -> None:
    assert where_text(moment_at(WAY, START_MS + 15_000)) == "Down, 45 s to go"

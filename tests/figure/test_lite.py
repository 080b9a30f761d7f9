"""Detail follows what frames take."""

from __future__ import annotations

from stretchplayer.figure.lite import PATIENCE, AdaptiveDetail, Detail


def run(adaptive: AdaptiveDetail, seconds: float, frames: int) -> list[Detail]:
    seen = []
    for _ in range(frames):
        adaptive.took(seconds)
        seen.append(adaptive.detail)
    return seen


def test_begins_with_everything_and_keeps_it_while_frames_are_quick() -> None:
    adaptive = AdaptiveDetail()
    assert adaptive.detail is Detail.FULL
    assert set(run(adaptive, 0.006, 100)) == {Detail.FULL}


def test_one_slow_frame_takes_detail_away_and_a_second_the_glow() -> None:
    adaptive = AdaptiveDetail()
    assert run(adaptive, 0.020, 3) == [Detail.LITE, Detail.PLAIN, Detail.PLAIN]


def test_frames_in_between_change_nothing() -> None:
    adaptive = AdaptiveDetail()
    adaptive.took(0.020)
    assert set(run(adaptive, 0.010, 200)) == {Detail.LITE}


def test_detail_comes_back_step_by_step_when_there_is_room() -> None:
    adaptive = AdaptiveDetail()
    run(adaptive, 0.020, 2)
    seen = run(adaptive, 0.003, 2 * PATIENCE)
    assert seen[PATIENCE - 2] is Detail.PLAIN
    assert seen[PATIENCE - 1] is Detail.LITE
    assert seen[-1] is Detail.FULL


def test_a_return_that_proves_wrong_makes_it_wait_longer() -> None:
    adaptive = AdaptiveDetail()
    adaptive.took(0.020)
    assert run(adaptive, 0.003, PATIENCE)[-1] is Detail.FULL
    adaptive.took(0.020)
    assert run(adaptive, 0.003, 2 * PATIENCE - 1)[-1] is Detail.LITE
    assert run(adaptive, 0.003, 1) == [Detail.FULL]

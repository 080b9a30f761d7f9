"""What the pose files say, read as plain data: nothing is evaluated or drawn here."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

ASSETS = Path(__file__).parents[2] / "assets"
FILES = sorted((ASSETS / "poses").glob("*.json"))
POSES: dict[str, dict[str, Any]] = {file.stem: json.loads(file.read_text("utf-8")) for file in FILES}

#: Ordinary adult ranges of the spine in degrees: flexion, side bend, rotation (extension negative).
SPINE_LIMITS = {
    "lumbar": ((-35, 60), (-30, 30), (-15, 15)),
    "thorax": ((-25, 45), (-30, 30), (-40, 40)),
}
GET_READY = {"standing", "hook-lying", "getting-down"}


def all_keys(name: str) -> list[dict[str, Any]]:
    """The keys of a pose and its easier version."""
    content = POSES[name]
    return [*content["keys"], *([content["easier"]] if "easier" in content else [])]


def test_every_stretch_of_the_library_has_its_pose() -> None:
    wanted = set()
    for file in (ASSETS / "catalogue").glob("*.toml"):
        content = tomllib.loads(file.read_text("utf-8"))
        if "pose" in content:
            wanted.add(content["pose"])
    assert wanted
    assert wanted <= POSES.keys()


def test_the_get_ready_screens_and_the_test_have_theirs() -> None:
    assert GET_READY | {"leg-raise-test"} <= POSES.keys()


@pytest.mark.parametrize("name", POSES)
def test_keys_and_cycles_fit_together(name: str) -> None:
    content = POSES[name]
    count = len(content["keys"])
    assert 2 <= count <= 4
    times = content.get("times")
    if times is not None:
        assert len(times) == count
        assert times == sorted(times)
        assert (times[0], times[-1]) == (0, 1)
    cycle = content.get("cycle")
    if cycle is not None:
        assert set(cycle) <= set(range(count))
        # Played round and round, so the last and the first are neighbours too.
        assert all(one != other for one, other in zip(cycle, cycle[1:] + cycle[:1], strict=True))


@pytest.mark.parametrize("name", POSES)
def test_the_spine_stays_within_ordinary_ranges(name: str) -> None:
    for key in all_keys(name):
        for part, limits in SPINE_LIMITS.items():
            for value, (low, high) in zip([*key.get(part, []), 0, 0], limits, strict=False):
                assert low <= value <= high, (part, value)


@pytest.mark.parametrize("name", POSES)
def test_boxes_stand_on_the_mat_or_above_it(name: str) -> None:
    for prop in POSES[name].get("props", []):
        x0, x1, y0, y1, z0, z1 = prop["at"]
        assert x0 < x1
        assert 0 <= y0 < y1
        assert z0 < z1


@pytest.mark.parametrize("name", ["single-knee-to-chest", "double-knee-to-chest"])
def test_hands_hold_behind_the_thigh_never_the_shin(name: str) -> None:
    for key in POSES[name]["keys"][1:]:
        for arm in ("armR", "armL"):
            assert key[arm]["ik"]["on"].startswith("thigh")
            assert key[arm]["ik"]["t"] < 1


def test_both_knees_come_in_one_after_the_other() -> None:
    """Swinging both legs up together is one of the moves to avoid."""
    start, middle, end = POSES["double-knee-to-chest"]["keys"]
    lifted = [[leg for leg in ("legR", "legL") if "ik" not in key[leg]] for key in (start, middle, end)]
    assert lifted == [[], ["legR"], ["legR", "legL"]]


def test_standing_hamstring_keeps_the_hands_at_the_hips() -> None:
    for key in all_keys("standing-hamstring"):
        for arm in ("armR", "armL"):
            assert key[arm]["ik"]["on"] == "pelvis"


def test_cat_and_cow_leave_hands_where_they_are() -> None:
    content = POSES["cat-cow"]
    eased = [content[form] for form in ("easier_start", "easier_other", "easier")]
    for first, *others in (content["keys"], eased):
        for key in others:
            assert [key[arm]["ik"] for arm in ("armR", "armL")] == [
                first[arm]["ik"] for arm in ("armR", "armL")
            ]


def test_the_squeeze_draws_the_belly_in() -> None:
    start, hold = POSES["abdominal-squeeze"]["keys"]
    assert start.get("belly", 0) == 0
    assert hold["belly"] == -1
    assert -1 < POSES["abdominal-squeeze"]["easier"]["belly"] < 0


@pytest.mark.parametrize("name", POSES)
def test_files_are_small(name: str) -> None:
    assert (ASSETS / "poses" / f"{name}.json").stat().st_size < 6_000

"""The poses of the library are true pictures, and the inspection says so when one is not."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from stretchplayer.figure import motion, solve
from stretchplayer.figure.inspection import inspect_key, inspect_mirror, inspect_movement, inspect_pose
from stretchplayer.figure.pose import Arm, Key, OnBody, Place, Pose, PoseLibrary, Prop, Way
from stretchplayer.figure.skeleton import BONES
from tests.figure.conftest import POSES

NAMES = sorted(path.stem for path in POSES.glob("*.json"))
ALMOST = 0.004  # body heights: under what may be between a sole and the floor
TOO_MUCH = 0.007


def changed(record: Key, **fields: object) -> Key:
    return msgspec.structs.replace(record, **fields)


def with_hold(pose: Pose, hold: Key) -> Pose:
    return msgspec.structs.replace(pose, keys=(*pose.keys[:-1], hold))


@pytest.mark.parametrize("name", NAMES)
def test_the_pose_of_the_library_is_true(library: PoseLibrary, name: str) -> None:
    assert str(inspect_pose(library[name])) == ""


@pytest.fixture
def hook(library: PoseLibrary) -> Key:
    return library["hook-lying"].keys[0]


@pytest.mark.parametrize(
    ("higher", "fault"),
    [(-ALMOST, None), (ALMOST, None), (-TOO_MUCH, "deep in"), (TOO_MUCH, "away from")],
)
def test_a_foot_stands_on_the_mat(hook: Key, higher: float, fault: str | None) -> None:
    assert isinstance(hook.legR.ik, tuple)
    x, y, z = hook.legR.ik
    key = changed(hook, legR=msgspec.structs.replace(hook.legR, ik=(x, y + higher, z)))
    found = [sentence for sentence in inspect_key(key) if "legR" in sentence]
    assert bool(found) == (fault is not None)
    assert fault is None or fault in found[0]


def test_a_foot_may_stand_on_a_step(hook: Key) -> None:
    assert isinstance(hook.legR.ik, tuple)
    x, y, z = hook.legR.ik
    high = 0.1
    key = changed(hook, legR=msgspec.structs.replace(hook.legR, ik=(x, y + high, z)))
    step = Prop("box", (x - 0.1, x + 0.2, 0.0, high, z - 0.05, z + 0.1))
    assert any("away from" in sentence for sentence in inspect_key(key))
    assert inspect_key(key, [step]) == inspect_key(hook)


def test_each_part_that_should_rest_is_looked_at(hook: Key) -> None:
    place = msgspec.structs.replace(hook.place, floor=("torso", "legR"))
    assert any(
        "legR should touch the floor" in sentence for sentence in inspect_key(changed(hook, place=place))
    )


def test_a_hand_does_not_go_into_the_thigh(hook: Key) -> None:
    inside = Arm(ik=OnBody("thighR", off=(0.0, 0.0, 0.0), t=0.6, to="shankR"))
    assert any("deep in the body" in sentence for sentence in inspect_key(changed(hook, armR=inside)))


def test_nothing_goes_through_a_chair(library: PoseLibrary) -> None:
    pose = library["hook-lying"]
    through = Prop("box", (-0.2, -0.1, 0.0, 0.3, -0.2, 0.2))
    assert inspect_movement(pose) == []
    assert inspect_movement(msgspec.structs.replace(pose, props=(through,))) == [
        "something goes through a box"
    ]


def test_the_head_is_not_inside_the_body(library: PoseLibrary, hook: Key) -> None:
    into_the_face = Arm(ik=OnBody("head", off=(0.0, 0.03, 0.0)))
    pose = with_hold(library["hook-lying"], changed(hook, armR=into_the_face))
    assert "the head is inside the body" in inspect_movement(pose)


def test_a_movement_through_the_floor_is_noticed(library: PoseLibrary, hook: Key) -> None:
    sunk = changed(hook, place=Place(floor=("torso",), sink=0.05))
    pose = msgspec.structs.replace(library["hook-lying"], keys=(sunk, sunk))
    assert "something goes through the floor" in inspect_movement(pose)


def test_hands_slide_when_the_shoulder_does_not_give(
    library: PoseLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(solve, "SHOULDER_GIVES", 0.0)
    assert {"armL slides", "armR slides"} <= set(inspect_movement(library["cat-cow"]))


def test_hands_that_breathing_pulls_away_are_noticed(
    library: PoseLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(motion, "HELD_BREATH", 0.3)
    assert any("hold: armR" in sentence for sentence in inspect_pose(library["breathing"]).sentences)


def test_a_joint_that_bends_too_far_on_the_way_is_noticed(library: PoseLibrary) -> None:
    pose = library["leg-raise-test"]
    leg = msgspec.structs.replace(pose.keys[-1].legR, hip=(140.0, 0.0, 0.0))
    found = inspect_movement(with_hold(pose, changed(pose.keys[-1], legR=leg)), Way.USUAL)
    assert any("hip flexion R is at" in sentence for sentence in found)


def test_a_mirror_that_lies_down_is_noticed(library: PoseLibrary) -> None:
    assert "not upright" in inspect_mirror(library["side-lying"])[0]


def test_a_body_that_is_not_reflected_is_noticed(
    library: PoseLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    pose = library["supine-trunk-rotation"]
    assert inspect_mirror(pose) == []
    monkeypatch.setattr(motion, "_SWAPPED", np.arange(len(BONES)))  # left and right not exchanged
    assert inspect_mirror(pose) == ["it is not the reflection of the right side"]

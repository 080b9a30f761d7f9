"""Every shipped pose holds together, and the checker says so when one does not."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from stretchplayer.figure import solve
from stretchplayer.figure.check import check_key, check_movement, check_pose, joint_angles
from stretchplayer.figure.pose import Key, Leg, Place, Pose, PoseLibrary, Root
from stretchplayer.figure.solve import evaluate
from tests.figure.conftest import POSES

NAMES = sorted(path.stem for path in POSES.glob("*.json"))


#: Their own middle is not upright, and reflected in it they would be under the floor.
LEANING_TO_ONE_SIDE = {"side-lying", "side-sitting"}


def changed(key: Any, **fields: Any) -> Any:
    return msgspec.structs.replace(key, **fields)


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_pose_has_no_faults(library: PoseLibrary, name: str) -> None:
    assert str(check_pose(library[name])) == ""


@pytest.mark.parametrize("name", NAMES)
def test_the_reflected_movement_has_none_either(library: PoseLibrary, name: str) -> None:
    if name in LEANING_TO_ONE_SIDE:
        assert library[name].switch == "flip"  # their pictures are mirrored, their bodies are not
        return
    assert check_movement(library[name], mirrored=True) == []


@pytest.fixture
def pose(library: PoseLibrary) -> Pose:
    return library["single-knee-to-chest"]


def test_a_body_in_the_air_is_noticed() -> None:
    assert check_key(Key(place=Place(y=0.6))) == ["nothing touches the floor"]


def test_a_body_under_the_floor_is_noticed(pose: Pose) -> None:
    key = changed(pose.keys[0], place=Place(floor=("torso",), sink=0.05))
    faults = check_key(key)
    assert any("should touch the floor" in fault for fault in faults)
    assert any("under the floor" in fault for fault in faults)


def test_a_knee_that_bends_too_far_is_noticed(pose: Pose) -> None:
    key = changed(pose.keys[-1], legR=Leg(hip=90.0, knee=170.0))
    assert any("knee R is at" in fault for fault in check_key(key))


def test_a_spine_that_bends_too_far_is_noticed(pose: Pose) -> None:
    key = changed(pose.keys[0], lumbar=(80.0, 0.0, 0.0))
    assert any("lumbar is at 80" in fault for fault in check_key(key))


def test_a_hand_that_does_not_get_there_is_noticed(pose: Pose) -> None:
    arm = changed(pose.keys[0].armR, ik=(0.5, 0.9, 0.2))
    assert any("armR" in fault and "short" in fault for fault in check_key(changed(pose.keys[0], armR=arm)))


def test_a_foot_that_cannot_stay_is_noticed(pose: Pose) -> None:
    away = changed(pose.keys[0], place=Place(floor=("torso",), at=(-0.4, 0.0)))
    assert any("legR" in fault and "short" in fault for fault in check_key(away))


def test_hands_slide_when_the_shoulder_does_not_give(
    library: PoseLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(solve, "SHOULDER_GIVES", 0.0)
    assert check_movement(library["cat-cow"]) == ["armL slides", "armR slides"]


def test_joint_angles_read_back_what_a_key_says() -> None:
    key = Key(root=Root(), legR=Leg(hip=40.0, knee=70.0, ankle=10.0), place=Place(y=0.6))
    angles = joint_angles(evaluate(key).skeleton)
    assert angles["hip flexion R"] == pytest.approx(40, abs=0.01)
    assert angles["knee R"] == pytest.approx(70, abs=3)  # the rest leg is not quite straight
    assert angles["ankle R"] == pytest.approx(10, abs=0.01)
    assert angles["hip flexion L"] == pytest.approx(0, abs=0.01)

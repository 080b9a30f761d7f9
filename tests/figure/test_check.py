"""What a body cannot do is noticed."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from stretchplayer.figure.check import check_key, joint_angles
from stretchplayer.figure.pose import Key, Leg, Place, Pose, PoseLibrary, Root
from stretchplayer.figure.solve import evaluate


def changed(key: Any, **fields: Any) -> Any:
    return msgspec.structs.replace(key, **fields)


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


def test_joint_angles_read_back_what_a_key_says() -> None:
    key = Key(root=Root(), legR=Leg(hip=40.0, knee=70.0, ankle=10.0), place=Place(y=0.6))
    angles = joint_angles(evaluate(key).skeleton)
    assert angles["hip flexion R"] == pytest.approx(40, abs=0.01)
    assert angles["knee R"] == pytest.approx(70, abs=3)  # the rest leg is not quite straight
    assert angles["ankle R"] == pytest.approx(10, abs=0.01)
    assert angles["hip flexion L"] == pytest.approx(0, abs=0.01)

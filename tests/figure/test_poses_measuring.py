"""The pictures of the flexibility tests show what their steps say: how one stands or lies, what is read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from stretchplayer.core.flexibility import ALL_TESTS
from stretchplayer.figure.check import joint_angles
from stretchplayer.figure.motion import Movement
from stretchplayer.figure.pose import PoseLibrary, Prop
from stretchplayer.figure.rig import BONE, Array, Index, lowest, rings
from stretchplayer.figure.skin_space import SkinSpace, rings_of
from stretchplayer.figure.solve import Skeleton, evaluate, place_of

LIBRARY = PoseLibrary(Path(__file__).parents[2] / "assets" / "poses")
CONTACT, SOFT = 0.005, 0.015  # body heights
BODY_CM = 175
ON_BACK = ["leg-raise-test", "figure-4-test", "knee-extension-test", "knee-roll-test", "thigh-to-chest-test"]


def low(skeleton: Skeleton, tube: str, start: float | None = None, stop: float | None = None) -> float:
    """Lowest height of a part of the body."""
    chosen: Index = np.arange(*rings(tube, start, stop))
    return float(lowest(chosen, skeleton.rotation, skeleton.joint).min())


def joint(skeleton: Skeleton, bone: str) -> Array:
    """Where a joint is."""
    return np.asarray(skeleton.joint[BONE[bone]])


def ends(name: str) -> tuple[Skeleton, Skeleton]:
    """How a test begins, and what is read."""
    keys = LIBRARY[name].keys
    return evaluate(keys[0]).skeleton, evaluate(keys[-1]).skeleton


def prop_of(name: str, kind: str) -> Prop:
    """The wall or ruler of a picture."""
    return next(prop for prop in LIBRARY[name].props if prop.kind == kind)


def gap(skeleton: Skeleton, prop: Prop, *tubes: str) -> float:
    """From the skin of these tubes to a prop; negative is inside."""
    return SkinSpace(skeleton).clearance(rings_of(*tubes), [prop], mat=False)


def foot_flat(skeleton: Skeleton, side: str) -> bool:
    """Heel and ball of the foot are on the floor."""
    parts = ((None, 0.0), (0.05, None))
    return all(abs(low(skeleton, f"foot{side}", *part)) <= CONTACT for part in parts)


def along_thigh(skeleton: Skeleton, side: str) -> float:
    """How far down the thigh the middle fingertip is."""
    down = joint(skeleton, f"shank{side}") - joint(skeleton, f"thigh{side}")
    tip = skeleton.point(BONE[f"fing{side}"], np.array([0.0, -0.05, 0.0]))
    return float((tip - joint(skeleton, f"thigh{side}")) @ down / np.linalg.norm(down))


def test_each_test_has_a_picture_of_its_own() -> None:
    poses = [test.pose for test in ALL_TESTS]
    assert len(set(poses)) == len(poses)
    assert set(poses) <= set(LIBRARY.ids())
    assert all(pose.endswith("-test") for pose in poses)


def test_the_hand_slides_down_the_thigh_of_who_stands_with_the_back_to_a_wall() -> None:
    wall = prop_of("side-bend-test", "wall")
    start, hold = ends("side-bend-test")
    for skeleton in (start, hold):
        assert abs(gap(skeleton, wall, "torso")) <= CONTACT
        assert all(foot_flat(skeleton, side) for side in "RL")
        assert all(joint_angles(skeleton)[f"knee {side}"] < 12 for side in "RL")
        between = joint(skeleton, "footR")[2] - joint(skeleton, "footL")[2] - 0.046  # without the feet
        assert between * BODY_CM == pytest.approx(15, abs=2)
    way = (along_thigh(hold, "R") - along_thigh(start, "R")) * BODY_CM
    assert 8 < way < 20  # about what studies found
    assert abs(joint(hold, "head")[0] - joint(start, "head")[0]) < 0.01  # not forward
    assert joint(hold, "head")[2] > 0.1
    for skeleton in (start, hold):
        outside = joint(skeleton, "handR")[2] - joint(skeleton, "thighR")[2]
        assert 0.04 < outside < 0.09


@pytest.mark.parametrize("name", ON_BACK)
def test_head_shoulders_and_pelvis_stay_on_the_mat(name: str) -> None:
    for skeleton in ends(name):
        assert -SOFT <= low(skeleton, "hair") <= CONTACT
        assert low(skeleton, "torso", None, 0.05) <= CONTACT
        assert abs(joint(skeleton, "armR")[1] - joint(skeleton, "armL")[1]) < 0.02


@pytest.mark.parametrize("name", ["leg-raise-test", "figure-4-test", "knee-extension-test"])
def test_the_other_leg_lies_flat(name: str) -> None:
    for skeleton in ends(name):
        assert joint_angles(skeleton)["knee L"] < 8
        assert abs(low(skeleton, "footL")) <= CONTACT


def test_the_knee_falls_out_and_the_hand_is_at_a_standing_ruler_beside_it() -> None:
    ruler = prop_of("figure-4-test", "ruler")
    start, hold = ends("figure-4-test")
    assert joint(hold, "shankR")[1] < joint(start, "shankR")[1] - 0.05
    assert abs(joint(hold, "thighR")[1] - joint(hold, "thighL")[1]) < 0.01  # pelvis level
    thigh, ankle = joint(hold, "thighL"), joint(hold, "footR")
    along = (ankle - thigh)[0] / (joint(hold, "shankL") - thigh)[0]
    assert 0.7 < along < 1  # just above the knee
    assert abs(ankle[2] - thigh[2]) < 0.04
    assert ruler.at[2] == 0
    assert abs(gap(hold, ruler, "handR", "thumbR")) <= CONTACT
    assert gap(hold, ruler, "legR") < 0.03
    thumb = low(hold, "thumbR")
    assert abs(thumb - joint(hold, "shankR")[1]) < 0.03  # at the height of the knee


def test_the_knee_touches_the_wall_over_a_flat_foot_that_points_to_it() -> None:
    wall, ruler = prop_of("knee-to-wall-test", "wall"), prop_of("knee-to-wall-test", "ruler")
    start, hold = ends("knee-to-wall-test")
    assert gap(start, wall, "legR") > 0.02
    assert abs(gap(hold, wall, "legR")) <= CONTACT
    for skeleton in (start, hold):
        assert foot_flat(skeleton, "R")
        assert 3 < gap(skeleton, wall, "footR") * BODY_CM < 12
        assert skeleton.rotation[BONE["footR"]][0, 0] > 0.99
        for side in "RL":
            assert abs(gap(skeleton, wall, f"hand{side}")) <= CONTACT
    assert ruler.at[1] == wall.at[0]  # its nought at the wall


def test_the_thigh_stays_upright_while_the_knee_straightens() -> None:
    start, hold = ends("knee-extension-test")
    for skeleton in (start, hold):
        thigh = joint(skeleton, "shankR") - joint(skeleton, "thighR")
        assert np.degrees(np.arccos(thigh[1] / np.linalg.norm(thigh))) < 8
        for side in "RL":
            hand = joint(skeleton, f"fing{side}")
            assert joint(skeleton, "thighR")[1] + 0.08 < hand[1] < joint(skeleton, "shankR")[1]
            assert abs(hand[0] - joint(skeleton, "thighR")[0]) < 0.08
    assert joint_angles(start)["knee R"] > 80
    assert 10 < joint_angles(hold)["knee R"] < 35


def test_the_chest_comes_up_over_hands_and_hips_that_stay() -> None:
    start, hold = ends("press-up-test")
    for skeleton in (start, hold):
        assert -SOFT <= low(skeleton, "torso", None, 0.06) <= CONTACT
        assert all(low(skeleton, f"leg{side}") <= CONTACT for side in "RL")
    for side in "RL":
        assert np.allclose(joint(start, f"hand{side}"), joint(hold, f"hand{side}"), atol=1e-4)
        assert abs(joint(start, f"hand{side}")[0] - joint(start, f"arm{side}")[0]) < 0.05
    assert joint(hold, "neck")[1] > joint(start, "neck")[1] + 0.15
    ruler = prop_of("press-up-test", "ruler")
    assert ruler.at[3] > joint(hold, "sp4")[1]
    assert ruler.at[0] > joint(hold, "head")[0]


def test_chest_and_stick_turn_over_knees_that_hold_a_cushion() -> None:
    pose, cushion = LIBRARY["seated-rotation-test"], prop_of("seated-rotation-test", "cushion")
    start, hold = ends("seated-rotation-test")
    (stick,) = pose.bands

    def turned(skeleton: Skeleton) -> float:
        right, left = place_of(stick.through[-1], skeleton), place_of(stick.through[0], skeleton)
        return float(np.degrees(np.arctan2(-(right - left)[0], (right - left)[2])))

    assert stick.kind == "stick"
    assert abs(turned(start)) < 1
    assert 30 < turned(hold) < 60  # to the right, seen from above
    for bone in ("shankR", "shankL", "footR", "footL"):
        assert np.allclose(joint(start, bone), joint(hold, bone), atol=1e-6)
    for side, edge in (("R", cushion.at[5]), ("L", cushion.at[4])):
        assert abs(joint(hold, f"shank{side}")[2]) > abs(edge)
        assert foot_flat(hold, side)
    assert hold.rotation[BONE["sp4"]][1, 1] > 0.999  # upright


def test_the_knees_sink_together_to_a_ruler_that_stands_beside_them() -> None:
    ruler = prop_of("knee-roll-test", "ruler")
    start, hold = ends("knee-roll-test")
    assert joint(hold, "shankR")[1] < joint(start, "shankR")[1] - 0.08
    assert joint(hold, "shankR")[2] > 0.12
    for skeleton in (start, hold):
        apart = joint(skeleton, "shankR") - joint(skeleton, "shankL")
        assert float(np.linalg.norm(apart)) < 0.1
    assert abs(low(hold, "footR")) <= CONTACT
    assert 0 <= gap(hold, ruler, "legR") < 0.06
    assert ruler.at[2] == 0


def test_the_thigh_comes_near_the_chest_and_the_other_foot_stays() -> None:
    start, hold = ends("thigh-to-chest-test")
    assert joint_angles(hold)["hip flexion R"] > joint_angles(start)["hip flexion R"] + 50
    assert foot_flat(hold, "L")
    for side in "RL":
        hand = joint(hold, f"fing{side}") - joint(hold, "thighR")
        thigh = joint(hold, "shankR") - joint(hold, "thighR")
        assert 0.3 < float(hand @ thigh) / float(thigh @ thigh) < 1.0  # behind the thigh, not on the shin


def test_planted_hands_and_feet_of_all_tests_stay_on_the_way() -> None:
    for test in ALL_TESTS:
        movement, pose = Movement(LIBRARY[test.pose]), LIBRARY[test.pose]
        start, hold = (evaluate(key).skeleton for key in (pose.keys[0], pose.keys[-1]))
        still = [
            bone
            for bone in ("handR", "handL", "footR", "footL")
            if np.allclose(joint(start, bone), joint(hold, bone), atol=1e-6)
        ]
        for t in (0.25, 0.5, 0.75):
            skeleton = movement.move(t).skeleton
            for bone in still:
                assert float(np.linalg.norm(joint(skeleton, bone) - joint(start, bone))) < 2e-3, test.id

"""The pose files on the player's own engine: contact, reach, joints, sliding, closed cycles."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from stretchplayer.figure.check import joint_angles
from stretchplayer.figure.motion import Body, Movement
from stretchplayer.figure.pose import Key, Pose, PoseLibrary
from stretchplayer.figure.rig import BONE, Array, Index, lowest, rings
from stretchplayer.figure.solve import Skeleton, evaluate

LIBRARY = PoseLibrary(Path(__file__).parents[2] / "assets" / "poses")
IDS = LIBRARY.ids()
FLOWS = [name for name in IDS if LIBRARY[name].cycle is not None]

CONTACT = 0.005  # body heights
SOFT = 0.015  # hair and soft tissue
EVEN = 0.02  # two shoulders at the same height


def low(skeleton: Skeleton, tube: str, start: float | None = None, stop: float | None = None) -> float:
    """Lowest height of a part of the body."""
    chosen: Index = np.arange(*rings(tube, start, stop))
    return float(lowest(chosen, skeleton.rotation, skeleton.joint).min())


def joint(skeleton: Skeleton, bone: str) -> Array:
    """Where a joint is."""
    return np.asarray(skeleton.joint[BONE[bone]])


def held(name: str) -> Iterator[tuple[str, Key, Skeleton]]:
    """The held key of a pose and its easier form."""
    pose = LIBRARY[name]
    yield "held", pose.keys[-1], evaluate(pose.keys[-1]).skeleton
    if pose.easier is not None:
        yield "easier", pose.easier, evaluate(pose.easier).skeleton


def knee_bend(skeleton: Skeleton, side: str) -> float:
    return joint_angles(skeleton)[f"knee {side}"]


def gap(one: Body, other: Body) -> float:
    """The farthest any joint is from its place in the other body."""
    return float(np.abs(one.skeleton.joint - other.skeleton.joint).max())


@pytest.mark.parametrize("name", FLOWS)
def test_a_flow_closes_and_begins_where_get_ready_ended(name: str) -> None:
    movement = Movement(LIBRARY[name])
    assert gap(movement.cycle(0, 0), movement.cycle(1, 0)) < 1e-6
    assert gap(movement.cycle(0, 0), movement.move(0)) < 1e-6


@pytest.mark.parametrize("name", FLOWS)
def test_a_flow_reaches_both_ends_without_a_jump(name: str) -> None:
    movement = Movement(LIBRARY[name])
    pose: Pose = LIBRARY[name]
    for t, key in ((0.25, pose.keys[-1]), (0.75, pose.keys[1])):
        reached = movement.cycle(t, 0).skeleton.joint
        assert float(np.abs(reached - evaluate(key).skeleton.joint).max()) < CONTACT
    bodies = [movement.cycle(t, 0) for t in np.linspace(0, 1, 121)]
    assert max(gap(a, b) for a, b in pairwise(bodies)) < 0.03


@pytest.mark.parametrize(
    "name",
    [
        "single-knee-to-chest",
        "double-knee-to-chest",
        "pelvic-tilt",
        "supine-trunk-rotation",
        "single-leg-raise",
        "leg-raise-test",
        "abdominal-squeeze",
        "breathing",
        "knee-rolls",
        "hook-lying",
        "rest-90-90",
    ],
)
def test_lying_the_head_rests_on_the_mat(name: str) -> None:
    for which, _, skeleton in held(name):
        assert -SOFT <= low(skeleton, "hair") <= CONTACT, which


@pytest.mark.parametrize("name", ["single-knee-to-chest", "double-knee-to-chest"])
def test_knee_to_chest_tailbone_and_shoulders_stay_down(name: str) -> None:
    for which, _, skeleton in held(name):
        assert low(skeleton, "torso", None, 0.05) <= CONTACT, which
        assert low(skeleton, "torso", 0.18, None) <= CONTACT, which


def test_the_easier_knee_to_chest_stays_farther_from_the_chest() -> None:
    (_, _, full), (_, _, easier) = held("single-knee-to-chest")
    assert joint_angles(easier)["hip flexion R"] < joint_angles(full)["hip flexion R"] - 10


def test_pelvic_tilt_goes_from_a_clear_arch_to_a_flat_back() -> None:
    start, hold = (evaluate(key).skeleton for key in LIBRARY["pelvic-tilt"].keys)
    assert low(start, "torso", 0.08, 0.13) > 0.015
    assert low(hold, "torso", 0.08, 0.13) <= CONTACT


def test_trunk_rotation_keeps_both_shoulders_down_and_the_knees_off_the_floor() -> None:
    for which, _, skeleton in held("supine-trunk-rotation"):
        right, left = joint(skeleton, "armR")[1], joint(skeleton, "armL")[1]
        assert abs(right - left) < EVEN, which
        assert max(right, left) < 0.09, which
        assert joint(skeleton, "shankR")[2] > 0.1, which  # the knees go to the figure's right
        angles = joint_angles(skeleton)
        assert -30 <= angles["hip abduction L"] <= angles["hip abduction R"] <= 45, which


def test_one_leg_lift_is_20_to_30_cm_and_below_the_other_knee() -> None:
    """Of a body 1.75 m tall, measured at the heel."""
    skeleton = evaluate(LIBRARY["single-leg-raise"].keys[-1]).skeleton
    heel = low(skeleton, "footR")
    assert 0.20 / 1.75 <= heel <= 0.30 / 1.75
    assert joint(skeleton, "footR")[1] < joint(skeleton, "shankL")[1]
    assert joint(skeleton, "shankR")[1] < joint(skeleton, "shankL")[1]
    assert knee_bend(skeleton, "R") < 8


def test_the_easier_leg_lift_keeps_the_heel_on_the_mat() -> None:
    easier = LIBRARY["single-leg-raise"].easier
    assert easier is not None
    assert abs(low(evaluate(easier).skeleton, "footR")) <= CONTACT


def test_leg_raise_test_has_the_other_leg_flat() -> None:
    skeleton = evaluate(LIBRARY["leg-raise-test"].keys[-1]).skeleton
    assert knee_bend(skeleton, "L") < 8
    assert knee_bend(skeleton, "R") < 8
    assert abs(low(skeleton, "footL")) <= CONTACT
    assert low(skeleton, "footR") > 0.4


def test_standing_hamstring_heel_on_a_low_step_knee_soft_back_flat() -> None:
    pose = LIBRARY["standing-hamstring"]
    step = next(prop.at for prop in pose.props if prop.kind == "box")
    assert 0.10 / 1.75 <= step[3] <= 0.30 / 1.75
    for which, key, skeleton in held("standing-hamstring"):
        assert abs(low(skeleton, "footR") - step[3]) <= CONTACT, which
        assert step[0] < joint(skeleton, "footR")[0] < step[1], which
        assert low(skeleton, "footR", 0.09) > step[3] + 0.03, which  # toes up
        assert 5 < knee_bend(skeleton, "R") < 40, which
        assert knee_bend(skeleton, "L") < 20, which
        assert np.allclose([key.lumbar, key.thorax], 0), which  # the hip bends, not the back
        for hand in ("handR", "handL"):
            assert joint(skeleton, hand)[1] > joint(skeleton, "thighR")[1], which


def test_standing_back_bend_is_small_with_soft_knees_and_the_head_no_further_than_the_chest() -> None:
    pose = LIBRARY["standing-back-bend"]
    start = evaluate(pose.keys[0]).skeleton
    for which, _, skeleton in held("standing-back-bend"):
        lean = [
            np.degrees(np.arctan2(-u[0], u[1]))
            for u in (skeleton.rotation[BONE[b]][:, 1] for b in ("sp4", "head"))
        ]
        assert 5 < lean[0] < 35, which
        assert lean[1] <= lean[0], which
        assert joint(skeleton, "pelvis")[0] < joint(start, "pelvis")[0] + 0.03, which
        for side in "RL":
            assert 5 < knee_bend(skeleton, side) < 45, which
            hand = joint(skeleton, f"fing{side}")
            assert hand[0] < joint(skeleton, "sp1")[0], which
            assert abs(hand[1] - joint(skeleton, "sp1")[1]) < 0.06, which


def test_cat_rounds_the_middle_of_the_back_and_hangs_the_head() -> None:
    pose = LIBRARY["cat-cow"]
    start, cow, cat = (evaluate(pose.keys[i]).skeleton for i in (0, 1, -1))

    def middle(skeleton: Skeleton) -> float:
        return float(
            joint(skeleton, "sp3")[1] - (joint(skeleton, "thighR")[1] + joint(skeleton, "neck")[1]) / 2
        )

    assert middle(cow) < middle(start) < middle(cat)
    assert joint(cat, "head")[1] < joint(start, "head")[1] < joint(cow, "head")[1]


def test_cat_and_cow_keep_the_arms_almost_straight() -> None:
    movement = Movement(LIBRARY["cat-cow"])
    for t in np.linspace(0, 1, 21):
        angles = joint_angles(movement.cycle(float(t), 0).skeleton)
        assert angles["elbow R"] < 25
        assert angles["elbow L"] < 25


def test_prayer_stretch_rests_the_forehead_and_leaves_the_heels_free() -> None:
    for which, _, skeleton in held("prayer-stretch"):
        assert min(low(skeleton, "head"), low(skeleton, "hair")) <= CONTACT, which
        assert low(skeleton, "handR") <= CONTACT, which
    skeleton = evaluate(LIBRARY["prayer-stretch"].keys[-1]).skeleton
    assert knee_bend(skeleton, "R") < 155


def test_rest_puts_the_calves_on_the_chair() -> None:
    pose = LIBRARY["rest-90-90"]
    seat = max(prop.at[3] for prop in pose.props if prop.at[1] - prop.at[0] > 0.2)
    skeleton = evaluate(pose.keys[-1]).skeleton
    for side in "RL":
        assert abs(low(skeleton, f"leg{side}", 0.3, 0.42) - seat) <= CONTACT
        assert 80 <= joint_angles(skeleton)[f"hip flexion {side}"] <= 105
        assert 75 <= knee_bend(skeleton, side) <= 105


def test_getting_down_has_a_hand_on_the_seat() -> None:
    pose = LIBRARY["getting-down"]
    seat = next(prop.at for prop in pose.props if prop.at[1] - prop.at[0] > 0.2)
    skeleton = evaluate(pose.keys[-1]).skeleton
    hand = joint(skeleton, "fingL")
    assert seat[0] < hand[0] < seat[1]
    assert seat[4] < hand[2] < seat[5]
    assert abs(low(skeleton, "handL") - seat[3]) <= SOFT


def test_march_swings_the_arm_opposite_to_the_knee() -> None:
    movement = Movement(LIBRARY["warm-up-march"])
    for t, knee, arm in ((0.25, "R", "L"), (0.75, "L", "R")):
        skeleton = movement.cycle(t, 0).skeleton
        other = "L" if knee == "R" else "R"
        assert joint(skeleton, f"shank{knee}")[1] > joint(skeleton, f"shank{other}")[1] + 0.05
        assert (
            joint(skeleton, f"hand{arm}")[0]
            > joint(skeleton, f"hand{other if arm == knee else knee}")[0] + 0.1
        )
        assert abs(low(skeleton, f"foot{other}")) <= CONTACT


def test_breathing_breathes_more_than_a_hold_does() -> None:
    assert LIBRARY["breathing"].breath_amount > LIBRARY["single-knee-to-chest"].breath_amount

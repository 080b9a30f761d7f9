"""What is done lying on the back does what its steps say, and none of the mistakes: as measurements."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from stretchplayer.figure.check import joint_angles
from stretchplayer.figure.motion import Movement
from stretchplayer.figure.pose import OnBody, Pose, PoseLibrary, Way
from stretchplayer.figure.rig import BONE, Array, Index, lowest, rings
from stretchplayer.figure.solve import Skeleton, body_point

LIBRARY = PoseLibrary(Path(__file__).parents[2] / "assets" / "poses")
CONTACT = 0.005  # body heights
SOFT = 0.015  # soft tissue
LIFTED = 0.02  # a foot that is higher does not stand on the mat
MOMENTS = np.linspace(0, 1, 21)
UPRIGHT_DEG = 12.0  # a shin that leans no further stands upright
STRAIGHT_DEG = 10.0  # a knee that bends no further is straight


def low(skeleton: Skeleton, tube: str, start: float | None = None, stop: float | None = None) -> float:
    """Lowest height of a part of the body."""
    chosen: Index = np.arange(*rings(tube, start, stop))
    return float(lowest(chosen, skeleton.rotation, skeleton.joint).min())


def joint(skeleton: Skeleton, bone: str) -> Array:
    """Where a joint is."""
    return np.asarray(skeleton.joint[BONE[bone]])


def on_the_way(name: str, way: Way = Way.USUAL) -> list[Skeleton]:
    """Moments from the start to the hold."""
    movement = Movement(LIBRARY[name], way=way)
    return [movement.move(float(t)).skeleton for t in MOMENTS]


def held(name: str, way: Way = Way.USUAL) -> Skeleton:
    return on_the_way(name, way)[-1]


def every_way(name: str) -> list[tuple[Way, Skeleton]]:
    return [(way, held(name, way)) for way in LIBRARY[name].ways()]


def within(skeleton: Skeleton, bone: str, point: Array) -> Array:
    """A point as seen from a bone: front, along (down is negative), right."""
    return np.asarray(skeleton.rotation[BONE[bone]].T @ (point - joint(skeleton, bone)))


def fingers_behind(skeleton: Skeleton, hand: str, thigh: str) -> bool:
    """Whether a hand is at the thigh between hip and knee, its fingers round the back."""
    wrist, fingers = (within(skeleton, thigh, joint(skeleton, bone + hand)) for bone in ("hand", "fing"))
    return bool(-0.24 < wrist[1] < -0.08 and fingers[1] > -0.24 and fingers[0] < wrist[0] - 0.02)


def knee(skeleton: Skeleton, side: str) -> float:
    return joint_angles(skeleton)[f"knee {side}"]


def hip(skeleton: Skeleton, side: str) -> float:
    return joint_angles(skeleton)[f"hip flexion {side}"]


def rests_flat(skeleton: Skeleton, side: str) -> bool:
    """Whether this leg lies straight on the mat."""
    return knee(skeleton, side) < STRAIGHT_DEG and abs(low(skeleton, f"foot{side}")) <= CONTACT


@pytest.mark.parametrize(
    "name", ["single-knee-to-chest", "double-knee-to-chest", "figure-four", "supine-hamstring-strap"]
)
def test_head_shoulders_and_tailbone_stay_down_all_the_way(name: str) -> None:
    for way in LIBRARY[name].ways():
        for skeleton in on_the_way(name, way):
            assert -SOFT <= low(skeleton, "hair") <= CONTACT, way
            assert -SOFT <= low(skeleton, "torso", 0.18, None) <= CONTACT, way
            assert -SOFT <= low(skeleton, "torso", None, 0.05) <= CONTACT, way


def test_one_knee_is_held_behind_the_thigh_and_the_other_foot_stays() -> None:
    for skeleton in (held("single-knee-to-chest"), held("single-knee-to-chest", Way.HARDER)):
        assert all(fingers_behind(skeleton, hand, "thighR") for hand in "RL")
    assert abs(low(held("single-knee-to-chest"), "footL")) <= CONTACT
    assert rests_flat(held("single-knee-to-chest", Way.HARDER), "L")


def bands_of(pose: Pose, way: Way, skeleton: Skeleton) -> list[list[Array]]:
    bands = []
    for band in pose.equipped(way).bands:
        points = [point for point in band.through if isinstance(point, OnBody)]
        bands.append([body_point(point, skeleton) for point in points])
    return bands


def test_the_easier_knee_is_drawn_in_by_a_towel_behind_the_thigh() -> None:
    pose = LIBRARY["single-knee-to-chest"]
    assert [len(pose.equipped(way).bands) for way in Way] == [0, 2, 0]
    skeleton = held("single-knee-to-chest", Way.EASIER)
    assert hip(skeleton, "R") < hip(held("single-knee-to-chest"), "R") - 10
    for hand, band in zip("LR", bands_of(pose, Way.EASIER, skeleton), strict=True):
        assert np.linalg.norm(band[0] - joint(skeleton, f"hand{hand}")) < 0.06
        front, along, _ = within(skeleton, "thighR", band[-1])
        assert front < -0.03
        assert -0.2 < along < -0.12


def test_both_knees_come_and_go_one_at_a_time() -> None:
    """The second foot leaves the mat only when the first thigh is held."""
    bodies = on_the_way("double-knee-to-chest")
    both_up = [s for s in bodies if min(low(s, "footR"), low(s, "footL")) > LIFTED]
    assert both_up
    for skeleton in both_up:
        assert hip(skeleton, "R") > 85
        assert all(
            np.linalg.norm(joint(skeleton, f"hand{h}") - joint(skeleton, "thighR")) < 0.25 for h in "RL"
        )
    for side in "RL":
        assert fingers_behind(bodies[-1], side, f"thigh{side}")
    assert abs(low(held("double-knee-to-chest", Way.EASIER), "footL")) <= CONTACT


def test_the_tilt_moves_the_pelvis_and_neither_head_chest_nor_feet() -> None:
    start, *_, hold = bodies = on_the_way("pelvic-tilt")
    for bone in ("sp4", "neck", "head", "armR", "footR", "footL"):
        assert np.linalg.norm(joint(hold, bone) - joint(start, bone)) < 0.012, bone
    rolled = start.rotation[0].T @ hold.rotation[0]
    assert 15 < np.degrees(np.arctan2(rolled[1, 0], rolled[0, 0])) < 40
    assert all(low(s, "torso", None, 0.05) <= CONTACT for s in bodies)  # the hips stay down


def test_the_harder_tilt_begins_and_stays_with_the_legs_a_little_straighter() -> None:
    usual, harder = held("pelvic-tilt"), held("pelvic-tilt", Way.HARDER)
    assert 15 < knee(usual, "R") - knee(harder, "R") < 45
    assert abs(low(harder, "torso", 0.08, 0.13)) <= CONTACT
    start = on_the_way("pelvic-tilt", Way.HARDER)[0]
    assert all(np.allclose(joint(harder, foot), joint(start, foot)) for foot in ("footR", "footL"))
    assert low(start, "torso", 0.08, 0.13) > SOFT


@pytest.mark.parametrize("name", ["pelvic-tilt", "glute-bridge"])
def test_it_can_go_round_and_round(name: str) -> None:
    movement = Movement(LIBRARY[name])
    ends = [movement.cycle(t, 0.0).skeleton.joint for t in (0.0, 0.5, 1.0)]
    assert np.allclose(ends[0], ends[2], atol=1e-6)
    assert np.allclose(ends[1], movement.move(1.0).skeleton.joint, atol=1e-6)


def test_turning_both_shoulders_stay_on_the_mat_and_both_arms_out() -> None:
    for way in LIBRARY["supine-trunk-rotation"].ways():
        for skeleton in on_the_way("supine-trunk-rotation", way):
            right, left = joint(skeleton, "armR"), joint(skeleton, "armL")
            assert abs(right[1] - left[1]) < 0.02, way
            assert max(right[1], left[1]) < 0.09, way
            assert joint(skeleton, "handR")[2] > 0.35, way
            assert joint(skeleton, "handL")[2] < -0.35, way


def test_turning_the_easier_knees_land_on_a_pillow_and_the_usual_ones_without() -> None:
    pose = LIBRARY["supine-trunk-rotation"]
    assert pose.equipped(Way.USUAL).props == ()
    (pillow,) = pose.equipped(Way.EASIER).props
    skeleton = held("supine-trunk-rotation", Way.EASIER)
    x0, x1, _, top, z0, z1 = pillow.at
    under_knee = joint(skeleton, "shankR")
    assert x0 < under_knee[0] < x1
    assert z0 < under_knee[2] < z1
    assert abs(low(skeleton, "legR", 0.2, 0.42) - top) <= CONTACT
    assert abs(skeleton.rotation[0][1, 2]) < abs(held("supine-trunk-rotation").rotation[0][1, 2])


def test_turning_harder_one_knee_goes_over_and_the_other_leg_is_straight() -> None:
    skeleton = held("supine-trunk-rotation", Way.HARDER)
    assert rests_flat(skeleton, "R")
    assert joint(skeleton, "shankL")[2] > 0.1
    assert knee(skeleton, "L") > 80


def test_rolling_the_knees_goes_as_far_to_both_sides_and_lifts_no_shoulder() -> None:
    reached = []
    for way in (Way.EASIER, Way.USUAL, Way.HARDER):
        movement = Movement(LIBRARY["knee-rolls"], way=way)
        right, left = (movement.cycle(t, 0.0).skeleton for t in (0.25, 0.75))
        assert joint(right, "shankR")[2] == pytest.approx(-joint(left, "shankL")[2], abs=1e-4)
        assert abs(joint(right, "armR")[1] - joint(right, "armL")[1]) < 0.005
        reached.append(joint(right, "shankR")[2])
    assert reached[0] < reached[1] - 0.02 < reached[2] - 0.04


def test_lifting_one_leg_moves_neither_the_other_one_nor_the_back() -> None:
    start, *_, hold = on_the_way("single-leg-raise")
    for bone in ("pelvis", "sp1", "sp2", "sp3", "head", "shankL", "footL"):
        assert np.allclose(joint(hold, bone), joint(start, bone), atol=1e-4), bone


def test_the_squeeze_moves_the_belly_alone_and_the_hands_lie_below_the_navel() -> None:
    start, *_, hold = on_the_way("abdominal-squeeze")
    for bone in ("pelvis", "sp4", "head", "shankR", "footL"):
        assert np.allclose(joint(hold, bone), joint(start, bone), atol=1e-4), bone
    for side in "RL":
        assert within(hold, "sp1", joint(hold, f"fing{side}"))[1] < 0.03  # the navel is at 0.05
        assert abs(joint(hold, f"fing{side}")[2]) < 0.05


def test_harder_the_belly_holds_first_then_one_heel_goes_away() -> None:
    movement = Movement(LIBRARY["abdominal-squeeze"], way=Way.HARDER)
    start, hold = movement.move(0.0), movement.move(1.0)
    assert joint(hold.skeleton, "footR")[0] > joint(start.skeleton, "footR")[0] + 0.1
    assert np.allclose(joint(hold.skeleton, "footL"), joint(start.skeleton, "footL"), atol=1e-4)
    bodies = [movement.move(float(t)) for t in MOMENTS]
    sliding = next(
        b for b in bodies if joint(b.skeleton, "footR")[0] > joint(start.skeleton, "footR")[0] + 0.01
    )
    assert sliding.breath < 0.8 * hold.breath
    assert max(abs(low(b.skeleton, "footR")) for b in bodies) < 2 * CONTACT  # it slides


def test_figure_four_rests_the_ankle_just_above_the_other_knee() -> None:
    for way, skeleton in every_way("figure-four"):
        front, along, aside = within(skeleton, "thighL", joint(skeleton, "footR"))
        assert -0.24 < along < -0.19, way
        assert 0.03 < front < 0.07, way
        assert abs(aside) < 0.05, way
        assert joint(skeleton, "shankR")[2] > 0.13, way  # the knee falls out


def test_figure_four_holds_the_other_thigh_or_leaves_its_foot_down() -> None:
    usual, easier, harder = (held("figure-four", way) for way in Way)
    for skeleton in (usual, harder):
        assert all(fingers_behind(skeleton, hand, "thighL") for hand in "RL")
    assert abs(low(easier, "footL")) <= CONTACT
    assert hip(easier, "L") < 60 < hip(usual, "L") < hip(harder, "L") - 5


def test_figure_four_turns_neither_hips_nor_shoulders() -> None:
    for way, skeleton in every_way("figure-four"):
        assert abs(joint(skeleton, "thighR")[1] - joint(skeleton, "thighL")[1]) < 1e-6, way
        assert abs(joint(skeleton, "armR")[1] - joint(skeleton, "armL")[1]) < 0.012, way


def sag(skeleton: Skeleton) -> float:
    """How far the hips are below the line from shoulders to knees."""
    shoulder, middle, end = (joint(skeleton, bone)[:2] for bone in ("armR", "thighR", "shankR"))
    share = (middle[0] - shoulder[0]) / (end[0] - shoulder[0])
    return float(shoulder[1] + share * (end[1] - shoulder[1]) - middle[1])


def test_the_bridge_is_one_line_from_shoulders_to_knees_and_no_higher() -> None:
    assert abs(sag(held("glute-bridge"))) < 0.003
    assert min(sag(s) for s in on_the_way("glute-bridge")) > -0.003
    lying, usual, easier = (
        joint(s, "thighR")[1]
        for s in (on_the_way("glute-bridge")[0], held("glute-bridge"), held("glute-bridge", Way.EASIER))
    )
    assert (easier - lying) / (usual - lying) == pytest.approx(0.5, abs=0.08)


def test_the_bridge_stands_on_feet_and_shoulders() -> None:
    for skeleton in on_the_way("glute-bridge"):
        assert -SOFT <= low(skeleton, "hair") <= CONTACT
        assert -SOFT <= low(skeleton, "torso", 0.2, None) <= CONTACT
        assert all(abs(low(skeleton, f"foot{side}")) <= CONTACT for side in "RL")
    hold = held("glute-bridge")
    assert 0.08 < joint(hold, "footR")[2] - joint(hold, "footL")[2] < 0.15  # hip-wide
    shin = joint(hold, "shankR") - joint(hold, "footR")
    assert abs(np.degrees(np.arctan2(shin[0], shin[1]))) < UPRIGHT_DEG + 4


def test_the_harder_bridge_lifts_one_foot_and_keeps_the_hips_level() -> None:
    skeleton = held("glute-bridge", Way.HARDER)
    assert abs(low(skeleton, "footR")) <= CONTACT
    assert low(skeleton, "footL") > 0.1
    assert joint(skeleton, "thighR")[1] == pytest.approx(joint(skeleton, "thighL")[1], abs=1e-6)
    assert abs(sag(skeleton)) < 0.003


def test_the_towel_goes_from_both_hands_round_the_sole_and_does_not_stretch() -> None:
    pose = LIBRARY["supine-hamstring-strap"]
    assert [len(pose.equipped(way).bands) for way in Way] == [2, 0, 2]
    for skeleton in on_the_way("supine-hamstring-strap"):
        lengths = []
        for hand, band in zip("LR", bands_of(pose, Way.USUAL, skeleton), strict=True):
            assert np.linalg.norm(band[0] - joint(skeleton, f"hand{hand}")) < 0.06
            sole = within(skeleton, "footR", band[-1])
            assert 0.02 < sole[0] < 0.09
            assert sole[1] < -0.03
            lengths.append(np.linalg.norm(band[0] - band[1]))
        assert lengths == pytest.approx([0.36, 0.36], abs=0.035)


def test_the_strap_stretch_has_a_soft_knee_and_the_other_one_bent_unless_harder() -> None:
    usual, easier, harder = (held("supine-hamstring-strap", way) for way in Way)
    for skeleton in (usual, harder):
        assert 5 < knee(skeleton, "R") < 20
        assert 60 < hip(skeleton, "R") < 90
        assert joint_angles(skeleton)["ankle R"] < 0  # the foot is not pulled towards the head
    assert 30 < knee(easier, "R") < 60
    assert all(fingers_behind(easier, hand, "thighR") for hand in "RL")
    for skeleton in (usual, easier):
        assert knee(skeleton, "L") > 90
        assert abs(low(skeleton, "footL")) <= CONTACT
    assert rests_flat(harder, "L")


def test_the_legs_go_up_on_the_chair_one_at_a_time() -> None:
    pose = LIBRARY["rest-90-90"]
    seat = next(prop.at for prop in pose.props if prop.at[1] - prop.at[0] > 0.2)
    start, *_, hold = bodies = on_the_way("rest-90-90")
    assert all(abs(low(start, f"foot{side}")) <= CONTACT for side in "RL")
    for skeleton in bodies:
        heights = [low(skeleton, f"foot{side}") for side in "RL"]
        carried = [abs(low(skeleton, f"leg{side}", 0.3, 0.42) - seat[3]) <= SOFT for side in "RL"]
        assert min(heights) < LIFTED or any(carried)
    assert min(low(hold, f"leg{side}", 0.3, 0.42) for side in "RL") > seat[3] - SOFT

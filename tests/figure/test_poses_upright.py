"""What is done standing does what its steps say and none of its mistakes, in every form."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from stretchplayer.figure.check import joint_angles
from stretchplayer.figure.motion import Movement
from stretchplayer.figure.pose import Key, Pose, PoseLibrary, Way
from stretchplayer.figure.rig import BONE, Array, Index, lowest, rings
from stretchplayer.figure.skin_space import SkinSpace, rings_of
from stretchplayer.figure.solve import Skeleton, evaluate

LIBRARY = PoseLibrary(Path(__file__).parents[2] / "assets" / "poses")
CONTACT = 0.005  # body heights


def low(skeleton: Skeleton, tube: str, start: float | None = None, stop: float | None = None) -> float:
    """Lowest height of a part of the body."""
    chosen: Index = np.arange(*rings(tube, start, stop))
    return float(lowest(chosen, skeleton.rotation, skeleton.joint).min())


def joint(skeleton: Skeleton, bone: str) -> Array:
    """Where a joint is."""
    return np.asarray(skeleton.joint[BONE[bone]])


def forms(name: str) -> dict[Way, tuple[Pose, Key, Skeleton]]:
    """The held posture of each form, and the pose with what is around it then."""
    pose = LIBRARY[name]
    return {
        way: (pose.equipped(way), pose.keys_for(way)[-1], evaluate(pose.keys_for(way)[-1]).skeleton)
        for way in pose.ways()
    }


def lean(skeleton: Skeleton, bone: str) -> float:
    """How far a part of the trunk leans back from upright, in degrees; forward is negative."""
    up = skeleton.rotation[BONE[bone]][:, 1]
    return float(np.degrees(np.arctan2(-up[0], up[1])))


def test_the_hamstring_stretch_hinges_at_the_hip_beside_a_wall_and_never_reaches_down() -> None:
    held = forms("standing-hamstring")
    hinges = [-lean(held[way][2], "pelvis") for way in (Way.EASIER, Way.USUAL, Way.HARDER)]
    assert hinges == sorted(hinges)
    assert hinges[2] - hinges[1] < 15  # a little more
    for way, (pose, key, skeleton) in held.items():
        assert any(prop.kind == "wall" for prop in pose.props), way
        assert np.allclose([key.lumbar, key.thorax], 0), way  # a flat back
        for side in "RL":
            assert joint(skeleton, f"fing{side}")[1] > joint(skeleton, f"thigh{side}")[1], way


def test_the_back_bend_stays_small_and_the_head_never_leads() -> None:
    held = forms("standing-back-bend")
    leans = [lean(held[way][2], "sp4") for way in (Way.EASIER, Way.USUAL, Way.HARDER)]
    assert leans == sorted(leans)
    assert leans[2] < 40
    for way, (_, _, skeleton) in held.items():
        assert lean(skeleton, "head") < lean(skeleton, "sp4"), way
        assert all(joint_angles(skeleton)[f"knee {side}"] > 5 for side in "RL"), way


def test_the_easier_back_bend_has_the_buttocks_at_a_counter() -> None:
    pose, _, skeleton = forms("standing-back-bend")[Way.EASIER]
    assert len(pose.props) == 1
    counter = pose.props[0].at
    gap = SkinSpace(skeleton).clearance(rings_of("torso", "legR", "legL"), pose.props, mat=False)
    assert abs(gap) <= CONTACT
    assert 85 <= counter[3] * 175 <= 95  # cm, of a body 1.75 m tall
    assert not forms("standing-back-bend")[Way.USUAL][0].props


def test_the_calf_stretch_keeps_the_heel_down_the_back_knee_straight_and_the_back_flat() -> None:
    for way, (pose, key, skeleton) in forms("calf-stretch").items():
        wall = next(prop for prop in pose.props if prop.kind == "wall")
        angles = joint_angles(skeleton)
        assert angles["knee R"] < 8, way
        assert angles["knee L"] > 20, way
        assert np.allclose([key.lumbar, key.thorax], 0), way
        for foot in "RL":
            for part in ((None, 0.0), (0.05, None)):  # heel and ball
                assert abs(low(skeleton, f"foot{foot}", *part)) <= CONTACT, way
            assert skeleton.rotation[BONE[f"foot{foot}"]][0, 0] > 0.99, way  # toes forward
        for side in "RL":
            hand = SkinSpace(skeleton).clearance(rings_of(f"hand{side}"), [wall], mat=False)
            assert abs(hand) <= CONTACT, way


def test_the_calf_stretch_steps_farther_back_the_harder_it_is() -> None:
    held = forms("calf-stretch")
    steps = [
        float(joint(held[way][2], "footL")[0] - joint(held[way][2], "footR")[0])
        for way in (Way.EASIER, Way.USUAL, Way.HARDER)
    ]
    assert steps[0] + 0.03 < steps[1] < steps[2] - 0.02


def test_the_foot_is_lifted_on_its_way_back_from_the_wall() -> None:
    movement = Movement(LIBRARY["calf-stretch"])
    highest = max(low(movement.move(float(t)).skeleton, "footR") for t in np.linspace(0, 1, 21))
    assert highest > CONTACT


def test_a_march_lifts_the_knees_higher_the_harder_it_is() -> None:
    for name in ("warm-up-march", "seated-march"):
        held = forms(name)
        heights = [float(joint(held[way][2], "shankR")[1]) for way in (Way.EASIER, Way.USUAL, Way.HARDER)]
        assert heights[0] < heights[1] < heights[2], name

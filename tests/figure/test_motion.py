"""Movement: continuous, true to its keys, and truly reflected for the other side."""

from __future__ import annotations

from itertools import pairwise

import msgspec
import numpy as np
import pytest

from stretchplayer.figure.geometry import Camera, Shape
from stretchplayer.figure.motion import Body, Movement
from stretchplayer.figure.pose import Arrow, PoseLibrary, Way
from stretchplayer.figure.rig import BONE, BONES, RING_S, TUBES
from stretchplayer.figure.sides import for_side, other_side
from stretchplayer.figure.solve import evaluate
from tests.figure.conftest import POSES

NAMES = sorted(path.stem for path in POSES.glob("*.json"))
FLOWS = ["cat-cow", "knee-rolls", "seated-cat-cow"]
MIRRORED = ["supine-trunk-rotation", "knee-rolls"]
SWAP = [BONE[other_side(bone)] for bone in BONES]


def gap(one: Body, other: Body) -> float:
    return float(np.abs(one.skeleton.joint - other.skeleton.joint).max())


@pytest.mark.parametrize("name", NAMES)
def test_ends_are_the_keys(library: PoseLibrary, name: str) -> None:
    pose = library[name]
    movement = Movement(pose)
    for t, key in ((0.0, pose.keys[0]), (1.0, pose.keys[-1])):
        reached = movement.move(t).skeleton.joint
        assert np.abs(reached - evaluate(key).skeleton.joint).max() < 1e-6


@pytest.mark.parametrize("name", NAMES)
def test_nothing_jumps_on_the_way_in(library: PoseLibrary, name: str) -> None:
    movement = Movement(library[name])
    bodies = [movement.move(i / 120) for i in range(121)]
    assert max(gap(a, b) for a, b in pairwise(bodies)) < 0.03


@pytest.mark.parametrize("name", NAMES)
def test_a_hold_breathed_out_is_where_the_movement_ended(library: PoseLibrary, name: str) -> None:
    movement = Movement(library[name])
    assert gap(movement.move(1.0), movement.hold(0.0)) < 1e-9


def test_one_sinks_deeper_breathing_out(library: PoseLibrary) -> None:
    movement = Movement(library["prayer-stretch"])
    out, breathed_in = movement.hold(0.0), movement.hold(1.0)
    assert 0.001 < gap(out, breathed_in) < 0.03
    assert breathed_in.breath > out.breath


ENDS = {"armR": "handR", "armL": "handL", "legR": "footR", "legL": "footL"}


def test_hands_and_feet_that_stand_somewhere_stay_there_while_one_breathes(library: PoseLibrary) -> None:
    seen = 0
    for name in NAMES:
        movement, last = Movement(library[name]), library[name].keys[-2:]
        out, breathed_in = (movement.hold(breath).skeleton.joint for breath in (0.0, 1.0))
        for limb, end in ENDS.items():
            if all(isinstance(getattr(key, limb).ik, tuple) for key in last):
                seen += 1
                assert np.abs(out[BONE[end]] - breathed_in[BONE[end]]).max() < 0.002, (name, limb)
    assert seen > 40


def test_easing_off_moves_less_far(library: PoseLibrary) -> None:
    pose = library["single-knee-to-chest"]
    knee = BONE["shankR"]
    start, full = (Movement(pose).move(t).skeleton.joint[knee] for t in (0.0, 1.0))
    eased = Movement(pose, way=Way.EASIER).move(1.0).skeleton.joint[knee]
    assert np.linalg.norm(eased - start) < np.linalg.norm(full - start)


@pytest.mark.parametrize("name", FLOWS)
@pytest.mark.parametrize("t", [0.25, 0.75])
def test_easing_off_a_flow_makes_both_halves_smaller(library: PoseLibrary, name: str, t: float) -> None:
    def moved(way: Way) -> float:
        movement = Movement(library[name], way=way)
        return gap(movement.cycle(0.0, 0.0), movement.cycle(t, 0.0))

    assert moved(Way.EASIER) < 0.95 * moved(Way.USUAL)


def test_both_halves_of_a_march_go_as_far(library: PoseLibrary) -> None:
    for name in ("warm-up-march", "seated-march"):
        for way in library[name].ways():
            movement = Movement(library[name], way=way)
            right, left = (movement.cycle(t, 0.0).skeleton.joint for t in (0.25, 0.75))
            assert right[BONE["shankR"]][1] == pytest.approx(left[BONE["shankL"]][1], abs=1e-3), (name, way)
            assert right[BONE["toeR"]][1] == pytest.approx(left[BONE["toeL"]][1], abs=1e-3), (name, way)


@pytest.mark.parametrize("name", MIRRORED)
def test_the_reflected_body_is_a_true_mirror_image(library: PoseLibrary, name: str) -> None:
    pose = library[name]
    plain, mirrored = Movement(pose), Movement(pose, mirrored=True)
    for t in (0.0, 0.3, 0.8, 1.0):
        joints = plain.move(t).skeleton.joint[SWAP] * (1, 1, -1)
        assert np.abs(mirrored.move(t).skeleton.joint - joints).max() < 1e-6


def test_sides_are_the_users_own(library: PoseLibrary) -> None:
    pose = library["supine-trunk-rotation"]
    assert for_side(pose, "right") == (pose, False, False)
    assert for_side(pose, None) == (pose, False, False)
    left, mirrored, flipped = for_side(pose, "left")
    assert (mirrored, flipped) == (True, False)
    assert left.highlight == tuple(other_side(name) if "." in name else name for name in pose.highlight)
    assert [other_side(g) if g[:3] in ("arm", "leg") else g for g in left.order] == list(pose.order)
    assert for_side(library["single-knee-to-chest"], "left")[1:] == (False, True)


def test_arrows_change_sides_with_the_body(library: PoseLibrary) -> None:
    pose = library["supine-trunk-rotation"]
    arrow = Arrow(kind="bez", at="footR", from_=(0.1, 0.2, 0.3), to=(0.1, 0.2, -0.1), bulge=0.2)
    arc = Arrow(kind="arc", at="pelvis", plane="zy", a0=10, a1=60)
    both = msgspec.structs.replace(pose, arrows=(arrow, arc))
    there = for_side(both, "left")[0].arrows
    assert (there[0].at, there[0].from_, there[0].bulge) == ("footL", (0.1, 0.2, -0.3), -0.2)
    assert (there[1].at, there[1].a0, there[1].a1) == ("pelvis", 170, 120)
    assert for_side(msgspec.structs.replace(both, arrows=there), "left")[0].arrows == both.arrows


def test_a_mirrored_camera_shows_the_mirror_image(library: PoseLibrary) -> None:
    body = Movement(library["single-knee-to-chest"]).move(1.0)
    plain = Shape(body, Camera(20, 11, 300, 200, 200))
    mirrored = Shape(body, Camera(20, 11, 300, 200, 200, mirrored=True))
    here = np.sort(np.concatenate([plain.left, plain.right])[:, 0])
    there = np.sort(400 - np.concatenate([mirrored.left, mirrored.right])[:, 0])
    assert np.abs(here - there).max() < 1e-6


def test_the_belly_goes_in_and_out(library: PoseLibrary) -> None:
    movement = Movement(library["abdominal-squeeze"])
    camera = Camera(0, 0, 1000, 0, 0)
    first, last = TUBES["torso"]
    waist = first + int(np.argmin(np.abs(RING_S[first:last] - 0.10)))
    relaxed, drawn_in = (Shape(movement.move(t), camera).front[waist] for t in (0.0, 1.0))
    assert relaxed - drawn_in == pytest.approx(0.023, abs=0.001)
    braced = [Shape(movement.hold(breath), camera).front[waist] for breath in (0.0, 1.0)]
    assert braced[0] < braced[1] < relaxed - 0.006
    slow = Movement(library["breathing"])
    assert Shape(slow.hold(1.0), camera).front[waist] > Shape(slow.hold(0.0), camera).front[waist] + 0.01

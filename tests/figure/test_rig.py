"""The body itself: rings, symmetry and lengths."""

from __future__ import annotations

import numpy as np
import pytest

from stretchplayer.figure.muscles import MUSCLES, patches
from stretchplayer.figure.rig import (
    BONE,
    BONES,
    FILLERS,
    OFFSET,
    REST,
    RING_BACK,
    RING_CENTRE,
    RING_FRONT,
    RING_SIDE,
    RING_WEIGHTS,
    RINGS,
    TUBES,
    bone_length,
    lowest,
    rings,
    skin_rings,
)

COUNTS = {"torso": 50, "neck": 12, "head": 46, "hair": 34, "bun": 12}
SIDE_COUNTS = {"leg": 64, "foot": 32, "arm": 47, "hand": 20, "thumb": 10}
STRAIGHT = np.tile(np.eye(3), (len(BONES), 1, 1))


def test_bones_and_rings_are_as_designed() -> None:
    assert len(BONES) == 25
    assert RINGS == 500
    counts = {tube: last - first for tube, (first, last) in TUBES.items()}
    wanted = COUNTS | {f"{tube}{s}": n for tube, n in SIDE_COUNTS.items() for s in "RL"}
    assert counts == wanted


@pytest.mark.parametrize("tube", SIDE_COUNTS)
def test_left_is_the_mirror_image_of_right(tube: str) -> None:
    right, left = slice(*TUBES[f"{tube}R"]), slice(*TUBES[f"{tube}L"])
    assert np.allclose(RING_CENTRE[right] * (1, 1, -1), RING_CENTRE[left], atol=1e-12)
    for radii in (RING_FRONT, RING_BACK, RING_SIDE):
        assert np.allclose(radii[right], radii[left])


def test_bones_are_mirror_images_and_fillers_too() -> None:
    for bone in BONES:
        if bone.endswith("R"):
            assert np.allclose(REST[BONE[bone]] * (1, 1, -1), REST[BONE[bone[:-1] + "L"]])
    for name, filler in FILLERS.items():
        if name.endswith("R"):
            other = FILLERS[name[:-1] + "L"]
            for mine, theirs in zip(filler.at, other.at, strict=True):
                assert np.allclose(mine * (1, 1, -1), theirs)


def test_segment_lengths_follow_their_source() -> None:
    assert bone_length("shankR") == pytest.approx(0.245, abs=0.001)  # thigh
    assert bone_length("footR") == pytest.approx(0.246, abs=0.001)  # shank
    assert bone_length("foreR") == pytest.approx(0.182, abs=0.001)  # upper arm
    assert bone_length("handR") == pytest.approx(0.146, abs=0.001)  # forearm
    assert np.allclose(np.linalg.norm(OFFSET[BONE["footL"]]), bone_length("footR"))


def test_a_body_is_one_body_height_tall() -> None:
    posed = skin_rings(STRAIGHT, REST)
    head = slice(*TUBES["head"])
    top = float(posed.centre[head, 1].max())
    sole = float(lowest(np.arange(RINGS), STRAIGHT, REST).min())
    assert top - sole == pytest.approx(1.0, abs=0.01)


def test_weights_share_each_ring_fully_out() -> None:
    assert np.allclose(RING_WEIGHTS.sum(1), 1)
    assert RING_WEIGHTS.min() >= 0


def test_the_skin_at_rest_is_the_rest_skin() -> None:
    posed = skin_rings(STRAIGHT, REST)
    assert np.allclose(posed.centre, RING_CENTRE)


def test_bends_keep_their_thickness() -> None:
    rotation = STRAIGHT.copy()
    rotation[BONE["shankR"]] = [[0, 1, 0], [-1, 0, 0], [0, 0, 1]]  # a knee bent at a right angle
    posed = skin_rings(rotation, REST)
    for axis in (posed.u, posed.v):
        assert np.allclose(np.linalg.norm(axis, axis=1), 1)


def test_part_of_a_tube() -> None:
    first, last = rings("legR", 0.1, 0.2)
    assert TUBES["legR"][0] < first < last < TUBES["legR"][1]
    assert rings("legR") == TUBES["legR"]


@pytest.mark.parametrize("name", MUSCLES)
def test_every_muscle_lies_on_the_skin_and_has_two_equal_sides(name: str) -> None:
    both = patches([name])
    assert both
    right, left = patches([f"{name}.R"]), patches([f"{name}.L"])
    assert all(len(p.index) > 2 and p.half.max() > 0 for p in both)
    assert [len(p.index) for p in right] == [len(p.index) for p in left]

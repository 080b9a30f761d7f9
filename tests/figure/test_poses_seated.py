"""What is done on a chair does what its steps say: on the seat, feet flat, hands where they belong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from stretchplayer.figure.check import check_movement, joint_angles
from stretchplayer.figure.motion import Movement
from stretchplayer.figure.pose import Key, PoseLibrary, Way
from stretchplayer.figure.rig import BONE, RING_BACK, Array, Index, lowest, rings, skin_rings
from stretchplayer.figure.skin_space import SkinSpace, rings_of
from stretchplayer.figure.solve import Skeleton, evaluate

LIBRARY = PoseLibrary(Path(__file__).parents[2] / "assets" / "poses")
SEATED = (
    "seated-march",
    "seated-pelvic-tilt",
    "seated-cat-cow",
    "seated-side-bend",
    "table-prayer-stretch",
    "shoulder-blade-squeeze",
    "seated-breathing",
    "neck-side-bend",
    "chin-tuck",
)
CONTACT = 0.005  # body heights
SOFT = 0.015  # soft tissue
CHAIR_CM = (42, 46)  # of an ordinary chair, for a body 1.75 m tall
TABLE_CM = (70, 76)


def low(skeleton: Skeleton, tube: str, start: float | None = None, stop: float | None = None) -> float:
    """Lowest height of a part of the body."""
    chosen: Index = np.arange(*rings(tube, start, stop))
    return float(lowest(chosen, skeleton.rotation, skeleton.joint).min())


def joint(skeleton: Skeleton, bone: str) -> Array:
    """Where a joint is."""
    return np.asarray(skeleton.joint[BONE[bone]])


def held(name: str) -> Iterator[tuple[str, Key, Skeleton]]:
    """Every key of a pose, and its easier and harder forms."""
    pose = LIBRARY[name]
    for number, key in enumerate(pose.keys):
        yield str(number), key, evaluate(key).skeleton
    for way in pose.ways()[1:]:
        key = pose.keys_for(way)[-1]
        yield way, key, evaluate(key).skeleton


def form(name: str, way: Way) -> Skeleton:
    """The held posture of a form."""
    return evaluate(LIBRARY[name].keys_for(way)[-1]).skeleton


def back_of_head(skeleton: Skeleton) -> float:
    """Where the back of the head is."""
    return float(SkinSpace(skeleton).skin(rings_of("head", "hair"))[:, 0].min())


def seat_of(name: str) -> tuple[float, ...]:
    """The seat: the first wide, thin box."""
    return next(
        p.at
        for p in LIBRARY[name].props
        if p.at[1] - p.at[0] > 0.2 and p.at[3] - p.at[2] < 0.05 and p.at[0] < 0
    )


def bend(key: Key) -> float:
    """Side bend of the whole trunk."""
    return sum(part[1] if isinstance(part, tuple) else 0.0 for part in (key.lumbar, key.thorax))


def height_cm(share: float) -> float:
    return share * 175


@pytest.mark.parametrize("name", SEATED)
def test_one_sits_on_the_seat_of_an_ordinary_chair(name: str) -> None:
    seat = seat_of(name)
    assert CHAIR_CM[0] <= height_cm(seat[3]) <= CHAIR_CM[1]
    for which, _, skeleton in held(name):
        assert -SOFT <= low(skeleton, "torso", None, 0.05) - seat[3] <= CONTACT, which
        pelvis = joint(skeleton, "pelvis")
        assert seat[0] < pelvis[0] < seat[1], which
        for side in "RL":
            assert low(skeleton, f"leg{side}", 0.03, 0.15) >= seat[3] - SOFT, which


@pytest.mark.parametrize("name", [name for name in SEATED if name != "seated-march"])
def test_both_feet_are_flat_from_beginning_to_end(name: str) -> None:
    movement = Movement(LIBRARY[name])
    for t in np.linspace(0, 1, 11):
        skeleton = movement.move(float(t)).skeleton
        for side in "RL":
            for part in ((None, 0.0), (0.05, None)):  # heel and ball of the foot
                assert abs(low(skeleton, f"foot{side}", *part)) <= CONTACT


@pytest.mark.parametrize("name", SEATED)
def test_the_other_side_is_drawn_without_fault(name: str) -> None:
    assert check_movement(LIBRARY[name], mirrored=True) == []


UPRIGHT = ["seated-march", "seated-side-bend", "shoulder-blade-squeeze", "neck-side-bend", "chin-tuck"]


@pytest.mark.parametrize("name", UPRIGHT)
def test_one_sits_tall(name: str) -> None:
    for which, key, skeleton in held(name):
        assert float(np.abs(skeleton.rotation[0] - np.eye(3)).max()) < 1e-9, which
        assert all(part[0] == 0 for part in (key.lumbar, key.thorax) if isinstance(part, tuple)), which


def test_march_lifts_one_foot_a_little_and_swings_the_other_arm() -> None:
    movement = Movement(LIBRARY["seated-march"])
    for t, knee, arm in ((0.25, "R", "L"), (0.75, "L", "R")):
        skeleton = movement.cycle(t, 0).skeleton
        other, back = ("L", "R") if knee == "R" else ("R", "L")
        assert 0.03 < low(skeleton, f"foot{knee}") < 0.12
        assert abs(low(skeleton, f"foot{other}")) <= CONTACT
        assert joint(skeleton, f"hand{arm}")[0] > joint(skeleton, f"hand{back}")[0] + 0.1
    easier = LIBRARY["seated-march"].easier
    assert easier is not None
    skeleton = evaluate(easier).skeleton
    assert abs(low(skeleton, "footR", 0.07)) <= CONTACT  # toes down
    assert low(skeleton, "footR", None, 0.0) > 0.03  # heel up


def test_tilt_takes_the_small_of_the_back_to_the_chair_and_leaves_the_head_up() -> None:
    pose = LIBRARY["seated-pelvic-tilt"]
    start, hold = (evaluate(key).skeleton for key in pose.keys)
    assert joint(hold, "sp2")[0] < joint(start, "sp2")[0] - 0.02
    assert np.allclose(joint(hold, "head"), joint(start, "head"), atol=0.012)
    assert joint(hold, "head")[0] == pytest.approx(joint(start, "head")[0], abs=1e-3)
    assert hold.rotation[BONE["head"]][1, 1] > 0.97  # the head does not drop
    chair_back = max(p.at[1] for p in pose.props if p.at[3] > 0.5)
    assert float(skin_rings(hold.rotation, hold.joint).centre[:, 0].min()) > chair_back


def test_cat_rounds_and_cow_grows_tall_with_the_hands_on_the_knees() -> None:
    pose = LIBRARY["seated-cat-cow"]
    start, cow, _, cat = (evaluate(key).skeleton for key in pose.keys)

    def behind(skeleton: Skeleton) -> float:
        """How far the middle of the back is behind the line from hips to neck."""
        low, high = joint(skeleton, "thighR")[:2], joint(skeleton, "neck")[:2]
        along = (high - low) / np.linalg.norm(high - low)
        away = joint(skeleton, "sp3")[:2] - low
        return float(away[1] * along[0] - away[0] * along[1])

    assert behind(cow) < behind(start) - 0.01 < behind(cat) - 0.03
    assert joint(cat, "head")[1] < joint(start, "head")[1] - 0.03
    assert cow.rotation[BONE["head"]][1, 1] > 0.97  # the head is not thrown back
    for skeleton in (start, cow, cat):
        for side in "RL":
            away = joint(skeleton, f"hand{side}") - joint(skeleton, f"shank{side}")
            assert float(np.linalg.norm(away)) < 0.09


def test_side_bend_goes_straight_to_the_side_of_the_hand_on_the_seat() -> None:
    pose, seat = LIBRARY["seated-side-bend"], seat_of("seated-side-bend")
    for which, _, skeleton in held("seated-side-bend"):
        hand = joint(skeleton, "fingL")
        assert seat[0] < hand[0] < seat[1], which
        assert abs(hand[2] - seat[4]) < 0.03, which
        assert abs(hand[1] - seat[3]) < (0.1 if which == "easier" else 0.06), which
    start, hold = (evaluate(key).skeleton for key in pose.keys)
    assert joint(start, "handR")[1] > joint(start, "head")[1] + 0.1
    assert joint(hold, "head")[2] < -0.1
    assert abs(joint(hold, "head")[0] - joint(start, "head")[0]) < 0.02  # neither forward nor back
    assert pose.easier is not None
    assert abs(bend(pose.easier)) < abs(bend(pose.keys[-1]))
    easier, harder = form("seated-side-bend", Way.EASIER), form("seated-side-bend", Way.HARDER)
    assert joint(easier, "handR")[1] < joint(easier, "armR")[1]  # the other arm low
    assert joint(easier, "handL")[1] < joint(hold, "handL")[1] - 0.02  # this one down the chair
    assert joint(harder, "fingR")[2] < joint(hold, "fingR")[2] - 0.03


def test_prayer_stretch_slides_the_hands_along_the_table() -> None:
    pose = LIBRARY["table-prayer-stretch"]
    table = next(p.at for p in pose.props if p.at[0] > 0 and p.at[3] - p.at[2] < 0.05)
    assert TABLE_CM[0] <= height_cm(table[3]) <= TABLE_CM[1]
    for way, mirrored in ((Way.USUAL, False), (Way.EASIER, False), (Way.USUAL, True)):
        movement = Movement(pose, way=way, mirrored=mirrored)
        for t in np.linspace(0, 1, 21):
            skeleton = movement.move(float(t)).skeleton
            for side in "RL":
                assert abs(low(skeleton, f"hand{side}") - table[3]) <= CONTACT, t
                assert table[0] < joint(skeleton, f"hand{side}")[0] < table[1], t
            assert low(skeleton, "head") > table[3], t
    skeleton = evaluate(pose.keys[-1]).skeleton
    assert joint(skeleton, "shankR")[1] + 0.05 < table[2]  # room for the knees
    assert abs(joint(skeleton, "head")[1] - joint(skeleton, "armR")[1]) < 0.06  # between the arms


def test_shoulder_blades_come_back_down_and_together_and_nothing_else_moves() -> None:
    start, hold = (evaluate(key).skeleton for key in LIBRARY["shoulder-blade-squeeze"].keys)
    for side in "RL":
        way = joint(hold, f"arm{side}") - joint(start, f"arm{side}")
        assert way[0] < -0.01
        assert way[1] < -0.003
    assert joint(hold, "armR")[2] - joint(hold, "armL")[2] < joint(start, "armR")[2] - joint(start, "armL")[2]
    for bone in ("sp1", "sp2", "sp3", "sp4", "neck", "head"):
        assert np.allclose(joint(hold, bone), joint(start, bone)), bone


def test_the_harder_squeeze_bends_the_elbows_and_turns_the_forearms_out() -> None:
    skeleton = form("shoulder-blade-squeeze", Way.HARDER)
    for side, sign in (("R", 1), ("L", -1)):
        upper, fore, hand = (joint(skeleton, f"{part}{side}") for part in ("arm", "fore", "hand"))
        assert 80 < joint_angles(skeleton)[f"elbow {side}"] < 100
        assert float(np.linalg.norm((fore - upper)[[0, 2]])) < 0.06  # the elbow stays at the waist
        assert (hand - fore)[2] * sign > 0.05


def test_the_ear_goes_to_its_shoulder_and_nothing_else_follows() -> None:
    """No shrug, no turning, no hand that pulls; the other hand holds the seat."""
    start, hold = (evaluate(key).skeleton for key in LIBRARY["neck-side-bend"].keys)
    seat = seat_of("neck-side-bend")
    tilts = {}
    for which, key, skeleton in held("neck-side-bend"):
        head = skeleton.rotation[BONE["head"]]
        tilts[which] = float(np.degrees(np.arctan2(-head[2, 1], head[1, 1])))
        assert head[0, 0] > 0.999, which  # looks straight ahead
        assert key.neck != 0, which
        for side in "RL":
            away = joint(skeleton, f"hand{side}") - joint(skeleton, "head")
            assert float(np.linalg.norm(away)) > 0.25, which
            assert joint(skeleton, f"arm{side}")[1] <= joint(start, f"arm{side}")[1] + 1e-6, which
    assert 0 < tilts["easier"] < tilts["1"] - 10
    assert tilts["1"] <= tilts["harder"] <= 45
    for skeleton in (start, hold):
        assert abs(joint(skeleton, "handR")[1] - seat[3]) < 0.02
        assert abs(joint(skeleton, "handR")[2] - seat[5]) < 0.03
    assert joint(form("neck-side-bend", Way.EASIER), "handR")[1] > seat[3] + 0.02  # on the thigh
    assert joint(form("neck-side-bend", Way.HARDER), "fingR")[1] < seat[2]  # towards the floor


def test_the_head_glides_straight_back_and_stays_level() -> None:
    pose = LIBRARY["chin-tuck"]
    start = evaluate(pose.keys[0]).skeleton
    glides = []
    for way in (Way.EASIER, Way.USUAL, Way.HARDER):
        skeleton = form("chin-tuck", way)
        assert np.allclose(skeleton.rotation[BONE["head"]], np.eye(3), atol=1e-9), way  # no nod
        assert np.allclose(joint(skeleton, "sp4"), joint(start, "sp4")), way
        glides.append(height_cm(float(joint(start, "head")[0] - joint(skeleton, "head")[0])))
        assert abs(joint(skeleton, "head")[1] - joint(start, "head")[1]) < 0.012, way
    assert 1 < glides[0] < glides[1] < glides[2] < 6
    assert pose.focus is not None


def test_the_harder_chin_tuck_brings_the_head_to_a_wall() -> None:
    pose = LIBRARY["chin-tuck"].equipped(Way.HARDER)
    wall = next(prop.at for prop in pose.props if prop.kind == "wall")
    assert abs(back_of_head(form("chin-tuck", Way.HARDER)) - wall[1]) <= CONTACT
    assert back_of_head(evaluate(pose.keys[0]).skeleton) > wall[1] + 0.02


def test_breathing_leans_on_the_chair_with_the_hands_on_the_belly() -> None:
    pose = LIBRARY["seated-breathing"]
    chair_back = max(p.at[1] for p in pose.props if p.at[3] > 0.5)
    skeleton = evaluate(pose.keys[-1]).skeleton
    skin = skin_rings(skeleton.rotation, skeleton.joint)
    first, last = rings("torso", 0.0, 0.26)
    behind = (skin.centre[first:last] - skin.u[first:last] * RING_BACK[first:last, None])[:, 0].min()
    assert -SOFT <= float(behind) - chair_back <= CONTACT
    for side in "RL":
        hand, belly = joint(skeleton, f"hand{side}"), joint(skeleton, "sp2")
        assert float(np.linalg.norm(hand - belly)) < 0.13
    assert pose.breath_amount > 1.5

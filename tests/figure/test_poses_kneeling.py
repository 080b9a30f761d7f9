"""What is done kneeling, on the front and on the side does what its steps say, and none of the mistakes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from stretchplayer.figure.check import joint_angles
from stretchplayer.figure.motion import Movement
from stretchplayer.figure.pose import Key, PoseLibrary, Prop, Way
from stretchplayer.figure.rig import (
    BONE,
    RING_BACK,
    RING_FRONT,
    RING_SIDE,
    TUBES,
    Array,
    Index,
    lowest,
    rings,
    skin_rings,
)
from stretchplayer.figure.solve import Skeleton, evaluate

LIBRARY = PoseLibrary(Path(__file__).parents[2] / "assets" / "poses")
CONTACT = 0.005  # body heights
SOFT = 0.015  # soft tissue and cushions
UNDER = 0.03  # this near to straight below something is under it
CENTIMETRE = 0.01 / 1.75  # of a body 1.75 m tall
MOMENTS = np.linspace(0, 1, 21)


def low(skeleton: Skeleton, tube: str, start: float | None = None, stop: float | None = None) -> float:
    """Lowest height of a part of the body."""
    chosen: Index = np.arange(*rings(tube, start, stop))
    return float(lowest(chosen, skeleton.rotation, skeleton.joint).min())


def joint(skeleton: Skeleton, bone: str) -> Array:
    """Where a joint is."""
    return np.asarray(skeleton.joint[BONE[bone]])


def axis(skeleton: Skeleton, bone: str, which: int) -> Array:
    """A direction of a bone: 0 its front, 1 up along it, 2 its right."""
    return np.asarray(skeleton.rotation[BONE[bone]][:, which])


def key(name: str, way: Way = Way.USUAL) -> Key:
    drawn = LIBRARY[name].drawn(way)
    assert drawn is not None, f"{name} has no {way} form"
    return drawn


def held(name: str, way: Way = Way.USUAL) -> Skeleton:
    return evaluate(key(name, way)).skeleton


def start(name: str) -> Skeleton:
    return evaluate(LIBRARY[name].keys[0]).skeleton


def every_way(name: str) -> list[tuple[Way, Skeleton]]:
    return [(way, held(name, way)) for way in LIBRARY[name].ways()]


def on_the_way(name: str, way: Way = Way.USUAL) -> list[Skeleton]:
    movement = Movement(LIBRARY[name], way=way)
    return [movement.move(float(t)).skeleton for t in MOMENTS]


def cushion(name: str) -> Prop:
    return next(prop for prop in LIBRARY[name].props if prop.kind == "cushion")


def seat(name: str) -> Prop:
    """The board of a chair that one can sit on."""
    return next(p for p in LIBRARY[name].props if p.at[1] - p.at[0] > 0.2 and p.at[5] - p.at[4] > 0.2)


def is_on(prop: Prop, point: Array) -> bool:
    """Whether a point is above a box, seen from above."""
    x0, x1, _, _, z0, z1 = prop.at
    return bool(x0 <= point[0] <= x1 and z0 <= point[2] <= z1)


def forehead(skeleton: Skeleton) -> float:
    return min(low(skeleton, "head"), low(skeleton, "hair"))


# ---- half-kneeling ---------------------------------------------------------------------------------


def test_the_lunge_kneels_on_a_padded_knee_with_a_hand_on_the_chair() -> None:
    pad = cushion("hip-flexor-lunge")
    chair = seat("hip-flexor-lunge")
    for way in (Way.USUAL, Way.HARDER):
        skeleton = held("hip-flexor-lunge", way)
        assert is_on(pad, joint(skeleton, "shankR")), way
        assert -SOFT <= low(skeleton, "legR", 0.2, 0.3) - pad.at[3] <= 0, way
        assert abs(low(skeleton, "footR")) <= CONTACT, way
        assert is_on(chair, joint(skeleton, "fingL")), way
        assert abs(low(skeleton, "handL") - chair.at[3]) <= CONTACT, way


def test_the_lunge_stays_tall_all_the_way() -> None:
    for way in LIBRARY["hip-flexor-lunge"].ways():
        for skeleton in on_the_way("hip-flexor-lunge", way):
            assert axis(skeleton, "sp4", 1)[1] > np.cos(np.radians(8)), way


def test_the_lunge_tucks_the_tailbone_and_does_not_arch_the_back() -> None:
    for way in LIBRARY["hip-flexor-lunge"].ways():
        first, _, hold = LIBRARY["hip-flexor-lunge"].keys_for(way)
        assert hold.root.pitch >= first.root.pitch + 10, way
        lumbar = hold.lumbar[0] if isinstance(hold.lumbar, tuple) else hold.lumbar
        assert lumbar >= 0, way


def test_the_lunge_tucks_before_it_shifts_and_shifts_a_few_centimetres() -> None:
    shifts = {}
    for way in LIBRARY["hip-flexor-lunge"].ways():
        bodies = [evaluate(key).skeleton for key in LIBRARY["hip-flexor-lunge"].keys_for(way)]
        hips = [float(joint(skeleton, "pelvis")[0]) for skeleton in bodies]
        assert hips[1] - hips[0] < 1.5 * CENTIMETRE, way
        assert 3 * CENTIMETRE < hips[2] - hips[0] < 9 * CENTIMETRE, way
        # Lunging far would bring the front knee over the toes.
        assert joint(bodies[2], "shankL")[0] < joint(bodies[2], "toeL")[0], way
        shifts[way] = hips[2] - hips[0]
    assert shifts[Way.EASIER] < shifts[Way.USUAL]


def test_the_easier_lunge_is_a_standing_split_stance_with_a_hand_on_the_chair() -> None:
    back_of_chair = max(prop.at[3] for prop in LIBRARY["hip-flexor-lunge"].equipped(Way.EASIER).props)
    assert all(prop.kind != "cushion" for prop in LIBRARY["hip-flexor-lunge"].equipped(Way.EASIER).props)
    for skeleton in on_the_way("hip-flexor-lunge", Way.EASIER):
        assert joint(skeleton, "shankR")[1] > 0.15  # no knee on the floor
        assert joint(skeleton, "footL")[0] - joint(skeleton, "footR")[0] > 0.25
        for part in ("footR", "footL"):
            assert abs(low(skeleton, part)) <= CONTACT, part
        assert abs(joint(skeleton, "handL")[1] - back_of_chair) < 0.04


def test_the_harder_lunge_raises_the_arm_of_the_kneeling_side_past_the_front() -> None:
    assert joint(held("hip-flexor-lunge", Way.HARDER), "handR")[1] > 0.8
    for skeleton in on_the_way("hip-flexor-lunge", Way.HARDER):
        hand, shoulder = joint(skeleton, "handR"), joint(skeleton, "armR")
        if abs(hand[1] - shoulder[1]) < 0.15:
            assert hand[0] > shoulder[0] + 0.1


# ---- hands and knees -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["bird-dog", "cat-cow", "prayer-stretch"])
def test_on_hands_and_knees_hands_are_under_shoulders_and_knees_under_hips(name: str) -> None:
    skeleton = start(name)
    for side in "RL":
        assert abs(joint(skeleton, f"hand{side}")[0] - joint(skeleton, f"arm{side}")[0]) < UNDER
        assert abs(joint(skeleton, f"shank{side}")[0] - joint(skeleton, f"thigh{side}")[0]) < UNDER
        assert joint_angles(skeleton)[f"elbow {side}"] < 15


def test_bird_dog_lifts_the_leg_level_and_not_above_the_body() -> None:
    skeleton = held("bird-dog")
    hip, foot = joint(skeleton, "thighR"), joint(skeleton, "footR")
    assert hip[1] - 0.06 < foot[1] <= hip[1]
    assert hip[0] - foot[0] > 0.45
    assert joint_angles(skeleton)["knee R"] < 10


def test_bird_dog_reaches_the_opposite_arm_forward() -> None:
    skeleton = held("bird-dog")
    shoulder, hand = joint(skeleton, "armL"), joint(skeleton, "handL")
    assert hand[0] - shoulder[0] > 0.28
    assert abs(hand[1] - shoulder[1]) < 0.12
    assert joint(skeleton, "handR")[1] < 0.05


def test_bird_dog_neither_rolls_the_hips_nor_lets_the_back_sag() -> None:
    def rounded(skeleton: Skeleton) -> float:
        """How far the back bends forwards between pelvis and ribs; negative when it sags."""
        return float(axis(skeleton, "sp3", 1) @ axis(skeleton, "pelvis", 0))

    assert rounded(start("bird-dog")) >= 0
    for way in LIBRARY["bird-dog"].ways():
        for skeleton in on_the_way("bird-dog", way):
            assert abs(axis(skeleton, "pelvis", 2)[1]) < 0.02, way
            assert rounded(skeleton) > rounded(start("bird-dog")) - 0.02, way


def test_bird_dog_slides_the_foot_back_before_it_lifts() -> None:
    pose = LIBRARY["bird-dog"]
    movement = Movement(pose)
    assert pose.times is not None
    for t in np.linspace(0, pose.times[1], 9):
        assert low(movement.move(float(t)).skeleton, "footR") < 0.025
    assert abs(low(evaluate(pose.keys[1]).skeleton, "footR")) <= CONTACT


def test_the_easier_bird_dog_leaves_the_foot_and_both_hands_on_the_mat() -> None:
    skeleton = held("bird-dog", Way.EASIER)
    assert joint(skeleton, "thighR")[0] - joint(skeleton, "footR")[0] > 0.35
    for part in ("footR", "handR", "handL"):
        assert abs(low(skeleton, part)) <= CONTACT


def test_the_top_of_the_cats_arch_is_in_the_middle_of_the_back() -> None:
    skeleton = held("cat-cow")
    skin = skin_rings(skeleton.rotation, skeleton.joint)
    first, last = TUBES["torso"]
    span = slice(first, last)
    radius = np.where(skin.u[span, 1] > 0, RING_FRONT[span], RING_BACK[span])
    height = skin.centre[span, 1] + np.hypot(radius * skin.u[span, 1], RING_SIDE[span] * skin.v[span, 1])
    top = first + int(np.argmax(height))
    back = float(skin.centre[top, 0] - RING_BACK[top] * skin.u[top, 0])
    hip, shoulder = joint(skeleton, "pelvis")[0], joint(skeleton, "armR")[0]
    assert 0.35 < (back - hip) / (shoulder - hip) < 0.62


def test_the_easier_cat_and_cow_lean_on_the_forearms_and_keep_the_head_off_the_mat() -> None:
    movement = Movement(LIBRARY["cat-cow"], way=Way.EASIER)
    for t in MOMENTS:
        skeleton = movement.cycle(float(t), 0.0).skeleton
        for side in "RL":
            assert abs(low(skeleton, f"arm{side}", 0.175, 0.2)) <= CONTACT
            assert abs(joint(skeleton, f"fore{side}")[0] - joint(skeleton, f"arm{side}")[0]) < UNDER
        assert forehead(skeleton) > 0.02


def test_the_cow_looks_slightly_ahead_and_does_not_throw_the_head_back() -> None:
    cow = evaluate(LIBRARY["cat-cow"].keys[1]).skeleton
    below = np.degrees(np.arcsin(-axis(cow, "head", 0)[1]))
    assert 15 < below < 75  # of the horizontal: ahead on the mat, neither straight down nor at the wall


def test_prayer_stretch_goes_back_without_forcing_the_hips_to_the_heels() -> None:
    at_first = start("prayer-stretch")
    for way, skeleton in every_way("prayer-stretch"):
        assert joint(at_first, "pelvis")[0] - joint(skeleton, "pelvis")[0] > 0.12, way
        # The buttocks stay clear of the calves.
        assert low(skeleton, "torso", None, 0.05) > joint(skeleton, "footR")[1] + 0.02, way
        for bone in ("shankR", "shankL"):
            assert float(np.abs(joint(skeleton, bone) - joint(at_first, bone)).max()) < CONTACT, way


def test_prayer_stretch_reaches_ahead_beside_the_face() -> None:
    for way in (Way.USUAL, Way.EASIER):
        skeleton = held("prayer-stretch", way)
        head = joint(skeleton, "head")
        for side, k in (("R", 1), ("L", -1)):
            hand, shoulder = joint(skeleton, f"hand{side}"), joint(skeleton, f"arm{side}")
            assert hand[0] > head[0] + 0.1, way
            share = (head[0] - shoulder[0]) / (hand[0] - shoulder[0])
            beside = shoulder[2] + share * (hand[2] - shoulder[2]) - head[2]
            assert beside * k > 0.08, way
            assert joint_angles(skeleton)[f"elbow {side}"] < 30, way


def test_prayer_stretch_rests_the_forehead_however_it_is_done() -> None:
    for way, skeleton in every_way("prayer-stretch"):
        assert -SOFT <= forehead(skeleton) <= CONTACT, way


def test_the_easier_prayer_has_a_cushion_between_hips_and_heels() -> None:
    skeleton = held("prayer-stretch", Way.EASIER)
    x0, x1, _, top, *_ = cushion("prayer-stretch").at
    assert cushion("prayer-stretch").ways == (Way.EASIER,)
    assert x0 < joint(skeleton, "pelvis")[0] < x1
    assert abs(low(skeleton, "torso", None, 0.05) - top) < 2 * SOFT


def test_the_harder_prayer_walks_both_hands_to_one_side() -> None:
    usual, harder = held("prayer-stretch"), held("prayer-stretch", Way.HARDER)
    for hand in ("handR", "handL"):
        assert joint(usual, hand)[2] - joint(harder, hand)[2] > 0.06
        assert abs(low(harder, hand)) <= CONTACT
    assert float(np.abs(joint(usual, "pelvis") - joint(harder, "pelvis")).max()) < CONTACT


# ---- on the front ----------------------------------------------------------------------------------


def test_sphinx_starts_with_the_forehead_on_the_hands() -> None:
    skeleton = start("sphinx")
    for side in "RL":
        assert abs(low(skeleton, f"hand{side}")) <= CONTACT
        assert np.hypot(*(joint(skeleton, f"fing{side}") - joint(skeleton, "head"))[[0, 2]]) < 0.1
    assert 0.015 < forehead(skeleton) < 0.035  # as high as a hand is thick
    brow, nose, chin = (
        low(skeleton, "head", *span) for span in ((0.02, 0.06), (-0.02, 0.008), (None, -0.02))
    )
    assert brow < nose + 0.002  # both lie on the hands, the chin does not
    assert brow < chin - 0.01


def test_sphinx_props_on_elbows_under_the_shoulders_with_the_forearms_on_the_mat() -> None:
    skeleton = held("sphinx")
    for side in "RL":
        assert abs(joint(skeleton, f"fore{side}")[0] - joint(skeleton, f"arm{side}")[0]) < UNDER
        for span in ((0.175, 0.2), (0.25, 0.27), (0.31, None)):
            assert abs(low(skeleton, f"arm{side}", *span)) <= CONTACT, span
        assert abs(low(skeleton, f"hand{side}")) <= CONTACT


def test_sphinx_keeps_the_hips_down_and_does_not_shrug() -> None:
    for way in (Way.USUAL, Way.HARDER):
        for skeleton in on_the_way("sphinx", way):
            assert low(skeleton, "torso", None, 0.05) <= CONTACT, way
            assert low(skeleton, "legR", 0.2, 0.3) <= SOFT, way
        skeleton = held("sphinx", way)
        up = axis(skeleton, "sp4", 1)
        rest = joint(start("sphinx"), "neck") - joint(start("sphinx"), "armR")
        raised = (joint(skeleton, "neck") - joint(skeleton, "armR")) @ up
        assert raised > rest @ axis(start("sphinx"), "sp4", 1) - CONTACT, way


def test_the_press_up_is_higher_than_the_sphinx_on_the_palms() -> None:
    sphinx, press_up = held("sphinx"), held("sphinx", Way.HARDER)
    assert joint(press_up, "neck")[1] > joint(sphinx, "neck")[1] + 0.03
    for side in "RL":
        assert abs(low(press_up, f"hand{side}")) <= CONTACT
        assert joint(press_up, f"fore{side}")[1] > 0.06
        assert joint_angles(press_up)[f"elbow {side}"] < 45


def test_the_easier_sphinx_lies_over_a_cushion() -> None:
    skeleton = held("sphinx", Way.EASIER)
    pad = cushion("sphinx")
    assert pad.ways == (Way.EASIER,)
    assert is_on(pad, joint(skeleton, "sp2"))
    assert -SOFT <= low(skeleton, "torso", 0.03, 0.14) - pad.at[3] <= 0
    assert 0.015 < forehead(skeleton) < 0.035


# ---- on the side -----------------------------------------------------------------------------------


def test_open_book_keeps_the_knees_stacked_and_still() -> None:
    for way in LIBRARY["open-book"].ways():
        at_first, *others = on_the_way("open-book", way)
        upper, lower = joint(at_first, "shankR"), joint(at_first, "shankL")
        assert np.hypot(*(upper - lower)[[0, 2]]) < 0.03, way
        assert 80 < joint_angles(at_first)["knee R"] < 100, way
        for skeleton in others:
            for bone in ("shankR", "shankL", "footR", "footL", "pelvis"):
                assert float(np.abs(joint(skeleton, bone) - joint(at_first, bone)).max()) < CONTACT, way


def test_the_easier_open_book_has_a_cushion_between_the_knees() -> None:
    usual, easier = start("open-book"), on_the_way("open-book", Way.EASIER)[0]
    apart = [float(joint(s, "shankR")[1] - joint(s, "shankL")[1]) for s in (usual, easier)]
    assert 0.05 < apart[0] < 0.08  # knee on knee
    assert apart[0] + 0.02 < apart[1] < apart[0] + 0.06
    (pad,) = [prop for prop in LIBRARY["open-book"].props if prop.ways == (Way.EASIER,)]
    assert is_on(pad, joint(easier, "shankR"))
    assert joint(easier, "shankL")[1] < pad.at[2] < pad.at[3] < joint(easier, "shankR")[1]


def test_open_book_starts_with_both_arms_straight_ahead_palms_together() -> None:
    skeleton = start("open-book")
    upper, lower = joint(skeleton, "handR"), joint(skeleton, "handL")
    assert float(np.linalg.norm(upper - lower)) < 0.04
    ahead = axis(skeleton, "sp4", 0)
    for side in "RL":
        assert (joint(skeleton, f"hand{side}") - joint(skeleton, f"arm{side}")) @ ahead > 0.25


def test_open_book_takes_the_top_arm_up_and_over_and_does_not_force_it_to_the_floor() -> None:
    bodies = on_the_way("open-book")
    heights = [float(joint(skeleton, "handR")[1]) for skeleton in bodies]
    assert max(heights) > 0.45  # up, on its way over
    hold = bodies[-1]
    assert joint(hold, "handR")[2] < joint(hold, "pelvis")[2] - 0.2  # behind the back
    assert heights[-1] > 0.05


def test_open_book_turns_the_chest_and_the_head_follows_the_hand() -> None:
    turned = {}
    for way, skeleton in every_way("open-book"):
        chest, face = axis(skeleton, "sp4", 0), axis(skeleton, "head", 0)
        turned[way] = np.degrees(np.arcsin(chest[1]))
        assert face[1] > chest[1], way
    assert turned[Way.EASIER] < turned[Way.USUAL] - 10
    assert 35 < turned[Way.USUAL] < 60


def test_open_book_rests_the_head_on_a_cushion_and_the_lower_arm_on_the_mat() -> None:
    pillow = cushion("open-book")
    for skeleton in (start("open-book"), *(s for _, s in every_way("open-book"))):
        assert is_on(pillow, joint(skeleton, "head"))
        assert -SOFT <= low(skeleton, "hair") - pillow.at[3] <= CONTACT
        assert -SOFT <= low(skeleton, "armL") <= CONTACT
        assert abs(low(skeleton, "handL")) <= CONTACT


def test_the_easier_open_book_has_the_hand_on_the_ribs() -> None:
    skeleton = held("open-book", Way.EASIER)
    palm = (joint(skeleton, "handR") + joint(skeleton, "fingR")) / 2
    first, last = rings("torso", 0.14, 0.24)
    skin = skin_rings(skeleton.rotation, skeleton.joint)
    nearest = float(np.linalg.norm(skin.centre[first:last] - palm, axis=1).min())
    assert nearest < 0.105  # half the depth of the chest and of the hand


# ---- on the way down and up ------------------------------------------------------------------------


def test_lying_on_the_side_the_legs_lie_on_each_other() -> None:
    skeleton = held("side-lying")
    for upper, lower in (("shankL", "shankR"), ("footL", "footR")):
        assert 0.02 < joint(skeleton, upper)[1] - joint(skeleton, lower)[1] < 0.08
    for part in ("footR", "handR", "handL"):
        assert abs(low(skeleton, part)) <= CONTACT


def test_kneeling_by_the_chair_both_knees_are_down_and_a_hand_is_on_the_seat() -> None:
    skeleton = held("kneeling-by-chair")
    for side in "RL":
        assert abs(low(skeleton, f"leg{side}")) <= CONTACT
    assert is_on(seat("kneeling-by-chair"), joint(skeleton, "fingL"))
    assert abs(low(skeleton, "handL") - seat("kneeling-by-chair").at[3]) <= CONTACT


def test_sitting_to_one_side_a_hand_props_and_both_feet_lie_on_the_mat() -> None:
    skeleton = held("side-sitting")
    for part in ("handR", "footR", "footL", "torso"):
        assert abs(low(skeleton, part)) <= CONTACT, part

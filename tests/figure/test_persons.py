"""The people who can be drawn: told apart, whole in every picture, and fit for every pose."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from stretchplayer.core.preferences import Preferences
from stretchplayer.core.scheme import ColourScheme
from stretchplayer.figure import rig
from stretchplayer.figure.build import RINGS, TUBES, build_of
from stretchplayer.figure.check import check_key
from stretchplayer.figure.geometry import Shape
from stretchplayer.figure.inspection import inspect_key, inspect_pose
from stretchplayer.figure.motion import Movement
from stretchplayer.figure.palette import Palette, palette
from stretchplayer.figure.persons import PERSONS, Colours, Person, person_of
from stretchplayer.figure.picture import Picture, PictureKey
from stretchplayer.figure.pose import Arm, Leg, PoseLibrary
from stretchplayer.figure.rig import BONE, SIDES, USUAL, outward
from stretchplayer.figure.scene import Fit
from stretchplayer.figure.solve import evaluate
from tests.figure.conftest import POSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchplayer.figure.pose import Key, Pose

OTHERS = PERSONS[1:]
IDS = [person.id for person in PERSONS]
SCHEMES = list(ColourScheme)
SQUEEZE, KNEE, PRONE = "abdominal-squeeze", "single-knee-to-chest", "press-up-test"

Rows = np.ndarray[Any, np.dtype[np.float64]]
# Colours for those who lack one kind of cone: Machado, Oliveira and Fernandes (2009), in linear light.
SIGHT: dict[str, Rows] = {
    "usual": np.eye(3),
    "no red": np.array([[0.1523, 1.0526, -0.2049], [0.1145, 0.7863, 0.0992], [-0.0039, -0.0481, 1.052]]),
    "no green": np.array([[0.3673, 0.8606, -0.2279], [0.2801, 0.6725, 0.0474], [-0.0118, 0.0429, 0.9689]]),
    "no blue": np.array([[1.2555, -0.0767, -0.1788], [-0.0784, 0.9308, 0.1476], [0.0047, 0.6914, 0.3039]]),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = TO_XYZ.sum(1)
APART = {"usual": 55, "no red": 45, "no green": 45, "no blue": 35}  # of glow and clothes


def light_of(colors: Palette, role: str) -> Rows:
    share = np.array(colors.rgb(role)) / 255
    return np.asarray(np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4))


def lab(light: Rows) -> Rows:
    x = TO_XYZ @ np.clip(light, 0, 1) / WHITE
    f = np.where(x > 0.008856, np.cbrt(x), 7.787 * x + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(colors: Palette, one: str, other: str, sight: str = "usual") -> float:
    """CIE 1976 colour difference."""
    a, b = (lab(SIGHT[sight] @ light_of(colors, role)) for role in (one, other))
    return float(np.linalg.norm(a - b))


def luminance(colors: Palette, role: str) -> float:
    return float(TO_XYZ[1] @ light_of(colors, role))


def picture(library: PoseLibrary, pose: str, person: Person) -> QImage:
    key = PictureKey(pose, "right", 160, 120, ColourScheme.LIGHT, person=person.id)
    made = Picture(library, key, Fit.SNUG)
    image = QImage(160, 120, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    made.paint_body(painter, made.movement.move(1.0))
    painter.end()
    return image


# ---- who there is ------------------------------------------------------------------------------


def test_there_are_several_and_the_first_is_the_usual_one() -> None:
    assert len(PERSONS) >= 2
    assert len(set(IDS)) == len({person.name for person in PERSONS}) == len(PERSONS)
    assert Preferences().figure == PERSONS[0].id
    assert person_of("nobody-we-know") is PERSONS[0]
    assert [person_of(id_) for id_ in IDS] == list(PERSONS)


@pytest.mark.parametrize("person", PERSONS, ids=IDS)
def test_colours_are_whole_and_the_far_side_is_darker(person: Person) -> None:
    for scheme in SCHEMES:
        colors = palette(scheme, person)
        assert all(QColor(getattr(colors.who, field.name)).isValid() for field in fields(Colours))
        for role in ("skin", "shirt", "leggings"):
            assert luminance(colors, f"{role}_far") < 0.75 * luminance(colors, role)


@pytest.mark.parametrize("person", PERSONS, ids=IDS)
@pytest.mark.parametrize("scheme", [ColourScheme.LIGHT, ColourScheme.DARK])
def test_the_glow_is_seen_on_all_clothes_with_any_sight(person: Person, scheme: ColourScheme) -> None:
    colors = palette(scheme, person)
    for sight, least in APART.items():
        for cloth in ("shirt", "leggings"):
            for light in ("glow", "glow_core"):
                assert distance(colors, light, cloth, sight) >= least, (sight, cloth, light)


@pytest.mark.parametrize("person", PERSONS, ids=IDS)
@pytest.mark.parametrize("scheme", [ColourScheme.CONTRAST_LIGHT, ColourScheme.CONTRAST_DARK])
def test_dots_or_their_rims_stand_out_on_all_that_is_worn(person: Person, scheme: ColourScheme) -> None:
    colors = palette(scheme, person)
    for role in ("skin", "shirt", "leggings"):
        ground = luminance(colors, role) + 0.05
        assert max(1.05 / ground, ground / 0.05) >= 4.5


@pytest.mark.parametrize("person", PERSONS, ids=IDS)
@pytest.mark.parametrize("scheme", [ColourScheme.LIGHT, ColourScheme.DARK])
def test_skin_clothes_hair_and_mat_are_told_apart(person: Person, scheme: ColourScheme) -> None:
    colors = palette(scheme, person)
    pairs = [("skin", "shirt"), ("skin", "leggings"), ("shirt", "leggings"), ("hair", "skin")]
    pairs += [("skin", "mat"), ("shirt", "mat"), ("leggings", "mat"), ("line", "skin")]
    assert [pair for pair in pairs if distance(colors, *pair) < 20] == []


def test_people_look_different(library: PoseLibrary) -> None:
    for person in PERSONS:
        image = picture(library, KNEE, person)
        seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
        for other in PERSONS:
            assert ({other.light.shirt.lower(), other.light.leggings.lower()} <= seen) == (other is person)
    skins = [palette(ColourScheme.LIGHT, person).who.skin for person in PERSONS]
    assert len(set(skins)) == len({id(person.hair) for person in PERSONS}) == len(PERSONS)


# ---- how they are built ------------------------------------------------------------------------


@pytest.mark.parametrize("person", PERSONS, ids=IDS)
def test_left_is_the_mirror_image_of_right(person: Person) -> None:
    build = build_of(person)
    for radii in (build.front, build.back, build.side, build.cloth, *build.skin, *build.firm):
        assert radii.shape == (RINGS,)
        assert radii.min() >= 0
        for tube in ("leg", "foot", "arm", "hand", "thumb"):
            right, left = (radii[slice(*TUBES[tube + s])] for s, _ in SIDES)
            assert np.allclose(right, left)


def test_the_usual_build_is_left_as_it_is() -> None:
    assert build_of(PERSONS[0]) is USUAL
    assert not USUAL.loose.any()
    assert not USUAL.belly.any()
    for build in map(build_of, OTHERS):
        farther = [mine - usual for mine, usual in zip(build.skin, USUAL.skin, strict=True)]
        assert 0.005 < float(np.max(farther)) < 0.06


@pytest.mark.parametrize("person", OTHERS, ids=IDS[1:])
def test_everybody_lies_on_the_same_back(person: Person) -> None:
    build, back = build_of(person), slice(*TUBES["torso"])
    assert np.allclose(build.firm.back[back], USUAL.firm.back[back])
    for tube in ("footR", "handR"):
        part = slice(*TUBES[tube])
        assert np.allclose(build.firm.back[part], USUAL.firm.back[part])
        assert np.allclose(build.firm.front[part], USUAL.firm.front[part])


def test_a_belly_gives_way_to_the_floor(library: PoseLibrary) -> None:
    walter = build_of(person_of("walter"))
    belly = rig.rings("torso", 0.08, 0.14)
    chosen = np.arange(*belly)
    assert float((walter.skin.front - walter.firm.front)[chosen].min()) > 0.03
    key = library[PRONE].keys[0]
    heights = [evaluate(key, build).skeleton.joint[0, 1] for build in (USUAL, walter)]
    assert heights[0] == pytest.approx(heights[1], abs=0.005)


def test_hands_lie_on_a_belly_however_round(library: PoseLibrary) -> None:
    walter = build_of(person_of("walter"))
    key = library[SQUEEZE].keys[0]

    def out(build: rig.Build) -> float:
        skeleton = evaluate(key, build).skeleton
        spine, hand = BONE["sp1"], BONE["handR"]
        return float((skeleton.rotation[spine].T @ (skeleton.joint[hand] - skeleton.joint[spine]))[0])

    assert out(walter) > out(USUAL) + 0.015


def test_a_point_moves_with_the_skin_it_is_on() -> None:
    build = build_of(person_of("walter"))
    assert not outward(USUAL, "sp1", (0.08, 0.0, 0.0)).any()
    assert not outward(build, "head", (0.08, 0.0, 0.0)).any()
    ahead, behind = (outward(build, "sp2", (x, 0.0, 0.0)) for x in (0.08, -0.05))
    assert ahead[0] > 0.03
    assert np.abs(behind).max() < 1e-6
    right, left = (outward(build, "sp2", (0.0, 0.0, k * 0.08)) for k in (1, -1))
    assert right[2] > 0.01
    assert np.allclose(right * (1, 1, -1), left)


def postures(pose: Pose) -> Iterator[Key]:
    for way in pose.ways():
        yield from pose.keys_for(way) if way is pose.ways()[0] else pose.keys_for(way)[-1:]


def test_every_posture_of_the_library_fits_everybody(library: PoseLibrary) -> None:
    """What holds for the usual build holds for the others; movements are looked at in the full tests."""
    found = []
    for name in library.ids():
        props = library[name].props
        for key in postures(library[name]):
            for build in map(build_of, OTHERS):
                faults = {*check_key(key, build), *inspect_key(key, props, build)}
                if faults and not (check_key(key) or inspect_key(key, props)):
                    found.append((name, build.person.id, sorted(faults)))
    assert found == []


@pytest.mark.full
@pytest.mark.parametrize("person", PERSONS, ids=IDS)
def test_every_movement_of_the_library_fits_everybody(library: PoseLibrary, person: Person) -> None:
    build, closely = build_of(person), 31
    inspected = {name: inspect_pose(library[name], build, closely) for name in library.ids()}
    found = {name: str(faults) for name, faults in inspected.items() if faults}
    assert found == {}


def test_limbs_keep_their_length_on_the_way(library: PoseLibrary) -> None:
    lengths = [
        [
            float(np.linalg.norm(skeleton.joint[BONE["shankR"]] - skeleton.joint[BONE["thighR"]]))
            for t in (0.3, 0.7)
            for skeleton in [Movement(library[KNEE], build=build_of(person)).move(t).skeleton]
        ]
        for person in PERSONS
    ]
    assert np.ptp(lengths) < 1e-9


@pytest.mark.parametrize("person", PERSONS, ids=IDS)
def test_nobody_is_cut_off_at_the_edge(library: PoseLibrary, person: Person) -> None:
    width, height = 800, 600
    for name in library.ids():
        if library[name].focus is not None:
            continue  # cut to what matters
        key = PictureKey(name, "right", width, height, ColourScheme.LIGHT, person=person.id)
        assert is_whole(Picture(library, key, Fit.SNUG)), name


@pytest.mark.parametrize("person", PERSONS, ids=IDS)
def test_a_belly_that_is_highest_is_not_cut_off(library: PoseLibrary, person: Person) -> None:
    pose = library["hook-lying"]
    flat = msgspec.structs.replace(
        pose.keys[-1], legR=Leg(ankle=-70), legL=Leg(ankle=-70), armR=Arm(), armL=Arm()
    )
    data = msgspec.json.encode(msgspec.structs.replace(pose, keys=(flat, flat)))
    own = PoseLibrary(POSES, own=lambda _: data)
    key = PictureKey("own", "right", 800, 50, ColourScheme.LIGHT, person=person.id)
    assert is_whole(Picture(own, key, Fit.SNUG))


def is_whole(made: Picture) -> bool:
    shape = Shape(made.movement.move(1.0), made.camera)
    edges = np.concatenate([shape.left, shape.right])
    return bool((edges >= 0).all() and (edges <= (made.key.width, made.key.height)).all())

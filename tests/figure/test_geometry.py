"""Outlines on the screen: round where the body is round, closed where clothes meet."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from stretchplayer.figure.geometry import Camera, Shape
from stretchplayer.figure.glow import paint_shadow
from stretchplayer.figure.motion import Movement
from stretchplayer.figure.palette import LIGHT
from stretchplayer.figure.pose import PoseLibrary
from stretchplayer.figure.rig import FILLERS, TUBES, USUAL, Array, rings

LARGE, SMALL = 700.0, 90.0  # pixels to a body height: on the stage, and on a thumbnail


def shape_of(library: PoseLibrary, name: str, t: float = 1.0, scale: float = LARGE) -> Shape:
    pose = library[name]
    return Shape(Movement(pose).move(t), Camera(*pose.camera, scale, 0, 0))


def corners(outline: Array) -> Array:
    """How much the outline turns at each of its points, in degrees."""
    steps = np.diff(np.concatenate([outline[-1:], outline, outline[:1]]), axis=0)
    steps = steps[np.linalg.norm(steps, axis=1) > 1e-6]
    angle = np.arctan2(steps[:, 1], steps[:, 0])
    turn = np.diff(angle)
    return np.asarray(np.degrees(np.abs((turn + np.pi) % (2 * np.pi) - np.pi)))


@pytest.mark.parametrize("name", ["glute", "shoulder"])
def test_balls_look_round(library: PoseLibrary, name: str) -> None:
    shape = shape_of(library, "cat-cow")
    for side in "RL":
        assert corners(shape.filler(name + side)).max() < 17


def test_a_bent_knee_is_rounder_where_it_is_large(library: PoseLibrary) -> None:
    first, last = rings("legR", 0.22, 0.28)  # around the knee

    def sharpest(scale: float) -> float:
        shape = shape_of(library, "single-knee-to-chest", scale=scale)
        (outline,) = [o for o in shape.tube(first, last) if len(o) > (last - first)][:1]
        half = outline[: len(outline) // 2], outline[len(outline) // 2 :]
        return float(min(np.sort(corners(side))[:-2].max() for side in half))

    assert sharpest(LARGE) < 0.75 * sharpest(SMALL)


def test_smoothing_keeps_the_points_of_the_rings(library: PoseLibrary) -> None:
    shape = shape_of(library, "standing")
    first, last = TUBES["torso"]
    points = np.concatenate(shape.tube(first, last))
    for edge in (shape.left, shape.right):
        nearest = np.linalg.norm(edge[first:last, None] - points[None], axis=2).min(1)
        assert nearest.max() < 1e-6


@pytest.mark.parametrize("name", ["cat-cow", "standing", "prayer-stretch"])
def test_smoothing_never_leaves_the_body_by_more_than_a_hair(library: PoseLibrary, name: str) -> None:
    """A fold must stay a fold: no spikes where rings cross."""
    shape = shape_of(library, name)
    for tube in TUBES:
        first, last = TUBES[tube]
        rings = [shape.ring(i) for i in range(first, last, 2)]  # seen from its end, a tube shows these
        edge = np.concatenate([shape.left[first:last], shape.right[first:last], *rings])
        points = np.concatenate(shape.tube(first, last))
        room = 0.004 * LARGE
        assert (points >= edge.min(0) - room).all()
        assert (points <= edge.max(0) + room).all()


def test_clothes_lie_on_the_skin_where_they_end() -> None:
    clothes, cloth = USUAL.person.clothes, USUAL.cloth
    hem, neckline = rings("torso", clothes.hem, 0.318)
    assert cloth[hem] == 0
    assert cloth[neckline - 1] == 0
    assert cloth[hem:neckline].max() == pytest.approx(0.003)
    cuffs = [rings(leg, None, clothes.cuff)[0] for leg in ("legR", "legL")]
    assert cloth[cuffs[0]] == cloth[cuffs[1]] > 0


def area(outlines: list[Array]) -> float:
    total = 0.0
    for o in outlines:
        x, y = o[:, 0], o[:, 1]
        total += abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2
    return total


def test_no_shade_inside_a_bent_knee(library: PoseLibrary) -> None:
    knee = rings("legR", 0.235, 0.26)
    straight, bent = (shape_of(library, "leg-raise-test", t).shade(*knee) for t in (0.0, 1.0))
    folded = shape_of(library, "double-knee-to-chest").shade(*knee)
    assert area(straight) > 0 or area(bent) > 0
    assert area(folded) == 0


def test_every_filler_has_an_outline(library: PoseLibrary) -> None:
    shape = shape_of(library, "standing")
    assert all(area([shape.filler(name)]) > 0 for name in FILLERS)


def test_a_shadow_is_as_deep_from_every_side(library: PoseLibrary) -> None:
    """It lies on the floor: from another side it has another shape, not another depth."""
    body = Movement(library["standing"]).move(0.0)

    def rows(yaw: float) -> int:
        image = QImage(400, 400, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        paint_shadow(painter, Shape(body, Camera(yaw, 60.0, 300.0, 200.0, 200.0)), LIGHT)
        painter.end()
        return sum(any(image.pixelColor(c, r).alpha() > 4 for c in range(0, 400, 5)) for r in range(400))

    assert rows(90.0) == pytest.approx(rows(0.0), rel=0.4)


def test_a_thigh_that_points_at_the_camera_has_no_shaded_island(library: PoseLibrary) -> None:
    body = Movement(library["seated-breathing"]).move(0.0)
    first, last = rings("legR", 0.03, 0.19)

    def shaded(yaw: float) -> float:
        shape = Shape(body, Camera(yaw, 10.0, LARGE, 0, 0))
        return area(shape.shade(first, last))

    assert shaded(90.0) < 0.1 * shaded(0.0)

"""Heads from every side: hair where hair grows, a face where there is one, and nothing cut off."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from stretchplayer.core.scheme import ColourScheme
from stretchplayer.figure.build import build_of
from stretchplayer.figure.geometry import Camera, Shape
from stretchplayer.figure.motion import Movement
from stretchplayer.figure.painter import FigurePainter
from stretchplayer.figure.palette import palette
from stretchplayer.figure.persons import PERSONS, Person
from stretchplayer.figure.pose import GROUPS, PoseLibrary
from stretchplayer.figure.rig import BONE

pytestmark = pytest.mark.usefixtures("qapp")

SIZE, SCALE = 400, 1500.0
ONLY_HEAD = tuple(group for group in GROUPS if group == "head")


class Portrait:
    """The head of somebody who stands, as a camera sees it that turns about it."""

    def __init__(self, library: PoseLibrary, person: Person, yaw: float, pitch: float) -> None:
        body = Movement(library["standing"], build=build_of(person)).move(0.0)
        middle = body.skeleton.joint[BONE["head"]] + (0, 0.02, 0)
        camera = Camera(yaw, pitch, SCALE, 0.0, 0.0)
        x, y = camera.project(middle)
        self.camera = Camera(yaw, pitch, SCALE, SIZE / 2 - float(x), SIZE / 2 - float(y))
        self._head = body.skeleton.joint[BONE["head"]]
        self._colors = palette(ColourScheme.LIGHT, person)
        self.image = QImage(SIZE, SIZE, QImage.Format.Format_ARGB32_Premultiplied)
        self.image.fill(0)
        painter = QPainter(self.image)
        FigurePainter(self._colors).paint(painter, Shape(body, self.camera), ONLY_HEAD, lite=True)
        painter.end()

    def role_at(self, x: float, y: float, z: float) -> str:
        """What is seen at a point given from the head's joint: to the front, up, to the right."""
        across, down = self.camera.project(self._head + (x, y, z))
        seen = QColor(self.image.pixelColor(round(float(across)), round(float(down))))
        if seen.alpha() == 0:
            return "nothing"
        skin, hair = (np.array(self._colors.rgb(role)) for role in ("skin", "hair"))
        rgb = np.array([seen.red(), seen.green(), seen.blue()])
        return "skin" if np.abs(rgb - skin).sum() < np.abs(rgb - hair).sum() else "hair"


def alphas(image: QImage) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """How opaque each pixel is, by row and column."""
    data = np.frombuffer(image.constBits(), np.uint8)
    return data.reshape(image.height(), image.width(), 4)[..., 3].copy()  # the image does not outlive this


people = pytest.mark.parametrize("person", PERSONS, ids=lambda person: person.id)


@people
@pytest.mark.parametrize("yaw", [0.0, 70.0, 180.0, 250.0])
def test_from_above_the_crown_is_hair_all_around(library: PoseLibrary, person: Person, yaw: float) -> None:
    portrait = Portrait(library, person, yaw, 62.0)
    crown = [(0.0, 0.08), (-0.03, 0.07), (0.02, 0.075), (-0.045, 0.05)]
    assert {portrait.role_at(x, y, 0.0) for x, y in crown} == {"hair"}
    sides = [portrait.role_at(-0.01, 0.065, z) for z in (-0.03, 0.03)]
    assert set(sides) == {"hair"}


@people
def test_from_above_in_front_there_is_still_a_face(library: PoseLibrary, person: Person) -> None:
    portrait = Portrait(library, person, 90.0, 40.0)
    assert portrait.role_at(0.07, -0.002, 0.0) == "skin"  # the nose
    assert portrait.role_at(0.055, -0.02, 0.02) == "skin"


@people
@pytest.mark.parametrize("yaw", [90.0, 60.0, 130.0])
def test_from_below_hair_begins_above_the_forehead(library: PoseLibrary, person: Person, yaw: float) -> None:
    portrait = Portrait(library, person, yaw, -42.0)
    assert portrait.role_at(0.06, 0.03, 0.0) == "skin"  # between the brows
    assert portrait.role_at(0.052, -0.045, 0.0) == "skin"  # the chin
    alpha = alphas(portrait.image)
    top = int(np.flatnonzero((alpha > 200).any(1))[0])
    column = int(np.flatnonzero(alpha[top] > 200).mean())
    rim = portrait.image.pixelColor(column, top + 2)
    hair = np.array(palette(ColourScheme.LIGHT, person).rgb("hair"))
    assert np.abs(np.array([rim.red(), rim.green(), rim.blue()]) - hair).sum() < 30


@people
def test_a_head_seen_from_straight_above_is_not_cut_off(library: PoseLibrary, person: Person) -> None:
    image = Portrait(library, person, 90.0, 85.0).image
    widths = (alphas(image) > 128).sum(1)
    top = int(np.flatnonzero(widths)[0])
    assert widths[top] < 0.6 * widths[top + 8]  # round, not flat

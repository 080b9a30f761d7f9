"""Easing off keeps the size of the person, and still nobody is cut off."""

from __future__ import annotations

import numpy as np
import pytest

from stretchplayer.core.scheme import ColourScheme
from stretchplayer.figure.picture import Picture, PictureKey
from stretchplayer.figure.pose import PoseLibrary, Way
from stretchplayer.figure.rig import skin_rings

pytestmark = pytest.mark.usefixtures("qapp")

BOX = (520, 400)
SLACK = 2.0  # pixels


def test_the_easier_form_fits_into_its_picture(library: PoseLibrary) -> None:
    """It is framed like the usual one; in another posture one may be taller than that."""
    cut = []
    for pose in library.ids():
        if library[pose].easier is None:
            continue
        picture = Picture(library, PictureKey(pose, "right", *BOX, ColourScheme.LIGHT, Way.EASIER))
        for t in (0.0, 0.5, 1.0):
            skeleton = picture.movement.move(t).skeleton
            seen = picture.camera.project(skin_rings(skeleton.rotation, skeleton.joint).centre)
            if (seen < -SLACK).any() or (seen > np.array(BOX) + SLACK).any():
                cut.append((pose, t))
    assert cut == []

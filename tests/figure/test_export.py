"""Pictures as files: vectors show what pixels show, and are shapes and nothing else."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtSvg import QSvgRenderer

from stretchplayer.core.errors import NotFoundError
from stretchplayer.core.scheme import ColourScheme
from stretchplayer.figure.contours import contours
from stretchplayer.figure.drawing import Drawing, Fill, Soft
from stretchplayer.figure.export import Moment, Still, drawing_of, moments_of, png_of
from stretchplayer.figure.own_image import check_image
from stretchplayer.figure.picture import FORMAT
from stretchplayer.figure.pose import PoseLibrary
from stretchplayer.figure.svg import svg_bytes
from tests.tiers import some_now

pytestmark = pytest.mark.usefixtures("qapp")

SIZE = (200, 140)
ALIKE = 1.0  # mean difference of a channel, of 255
ATOP = QPainter.CompositionMode.CompositionMode_SourceAtop
OVER = QPainter.CompositionMode.CompositionMode_SourceOver


def pixels(image: QImage) -> NDArray[np.int64]:
    image = image.convertToFormat(FORMAT)
    data = np.frombuffer(image.constBits(), np.uint8)
    return data.reshape(image.height(), image.width(), 4).astype(np.int64)


def empty(size: tuple[int, int]) -> QImage:
    image = QImage(*size, FORMAT)
    image.fill(0)
    return image


def rendered(svg: bytes, size: tuple[int, int]) -> QImage:
    renderer = QSvgRenderer(QByteArray(svg))
    assert renderer.isValid()
    image = empty(size)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, *size))
    painter.end()
    return image


def painted(drawing: Drawing, size: tuple[int, int]) -> QImage:
    image = empty(size)
    painter = QPainter(image)
    drawing.paint(painter)
    painter.end()
    return image


def svg_of(library: PoseLibrary, still: Still) -> bytes:
    return svg_bytes(drawing_of(library, still), still.size, "A title", "What is seen")


def square(left: float, top: float, side: float) -> QPainterPath:
    path = QPainterPath()
    path.addRect(QRectF(left, top, side, side))
    return path


# ---- whole pictures --------------------------------------------------------------------------


@pytest.mark.parametrize("part", some_now(range(4), 4))
def test_every_pose_looks_the_same_as_vectors_and_as_pixels(library: PoseLibrary, part: int) -> None:
    """One moment, side and scheme of each, in turn."""
    different = {}
    for number, pose in list(enumerate(library.ids()))[part::4]:
        moments = moments_of(library, pose)
        moment, side = moments[-number % len(moments)], ("left", "right")[number % 2]
        still = Still(pose, moment, side, SIZE, ColourScheme(number // 2 % len(ColourScheme)))
        as_pixels = pixels(QImage.fromData(QByteArray(png_of(library, still))))
        assert as_pixels[..., 3].max() == 255
        difference = np.abs(pixels(rendered(svg_of(library, still), SIZE)) - as_pixels).mean()
        if difference > ALIKE:
            different[pose] = round(float(difference), 2)
    assert different == {}


def test_an_svg_is_shapes_and_words_alone(library: PoseLibrary) -> None:
    svg = svg_bytes(
        drawing_of(library, Still("single-knee-to-chest", size=SIZE)), SIZE, "Knee & chest", "<b>One knee"
    )
    root = ET.fromstring(svg)
    names = [child.tag.removeprefix("{http://www.w3.org/2000/svg}") for child in root]
    assert names[:2] == ["title", "desc"]
    assert set(names[2:]) == {"path"}
    assert [child.text for child in root][:2] == ["Knee & chest", "<b>One knee"]
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("200", "140", "0 0 20000 14000")
    assert all(child.get("d", "").startswith("M") for child in root[2:])


def test_the_ground_is_transparent(library: PoseLibrary) -> None:
    still = Still("standing", size=SIZE)
    for image in (
        QImage.fromData(QByteArray(png_of(library, still))),
        rendered(svg_of(library, still), SIZE),
    ):
        assert pixels(image)[0, 0].tolist() == [0, 0, 0, 0]
        assert (image.width(), image.height()) == SIZE


def test_start_and_hold_are_seen_by_the_same_camera(library: PoseLibrary) -> None:
    """The mat does not move from one picture to the next, and does not touch the edges."""
    mats = [
        drawing_of(library, Still("prayer-stretch", moment, size=SIZE)).marks[0].path.boundingRect()
        for moment in (Moment.START, Moment.HOLD)
    ]
    assert mats[0] == mats[1]
    assert 3 < mats[0].left() < mats[0].right() < SIZE[0] - 3


def test_each_moment_is_another_picture(library: PoseLibrary) -> None:
    pose = "standing-hamstring"
    assert moments_of(library, pose) == list(Moment)
    shown = {moment: png_of(library, Still(pose, moment, size=SIZE)) for moment in Moment}
    assert len(set(shown.values())) == len(Moment)
    assert png_of(library, Still(pose, side="left", size=SIZE)) != shown[Moment.HOLD]


def test_what_is_not_drawn_is_told(library: PoseLibrary) -> None:
    with pytest.raises(NotFoundError, match=r"No harder form is drawn of it; there are start, hold"):
        drawing_of(library, Still("standing", Moment.HARDER))


def test_a_written_picture_can_be_brought_in_again(library: PoseLibrary) -> None:
    """Nothing of it is what is taken out of other people's drawings."""
    svg = svg_of(library, Still("single-knee-to-chest", size=SIZE))
    brought = QImage.fromData(QByteArray(check_image(svg, "knee.svg")))
    size = brought.width(), brought.height()
    assert size[0] / size[1] == pytest.approx(SIZE[0] / SIZE[1], abs=0.01)
    assert np.abs(pixels(brought) - pixels(rendered(svg, size))).max() <= 1


# ---- drawings --------------------------------------------------------------------------------


def test_what_lies_atop_is_cut_to_what_is_below() -> None:
    drawing = Drawing()
    drawing.fillPath(square(0, 0, 10), QColor("navy"))
    drawing.begin_layer()
    drawing.fillPath(square(20, 0, 10), QColor("navy"))
    drawing.setCompositionMode(ATOP)
    drawing.fillPath(square(5, 5, 20), QColor("gold"))
    drawing.setCompositionMode(OVER)
    assert drawing.marks[-1].path.boundingRect() == QRectF(20, 5, 5, 5)


def test_a_hole_in_what_is_below_stays_a_hole() -> None:
    ring = square(0, 0, 30).subtracted(square(10, 10, 10))
    drawing = Drawing()
    drawing.fillPath(ring, QColor("navy"))
    drawing.setCompositionMode(ATOP)
    drawing.fillPath(square(0, 0, 30), QColor("gold"))
    image = painted(drawing, (30, 30))
    assert image.pixelColor(5, 5) == QColor("gold")
    assert image.pixelColor(15, 15).alpha() == 0


def test_a_hole_is_a_hole_in_a_file_as_well() -> None:
    ring = square(0, 0, 30)
    ring.addPath(square(10, 10, 10))  # turns the same way
    drawing = Drawing((30, 30))
    drawing.fillPath(ring, QColor("navy"))
    image = rendered(svg_bytes(drawing, (30, 30), "", ""), (30, 30))
    assert image.pixelColor(5, 5) == QColor("navy")
    assert image.pixelColor(15, 15).alpha() == 0


def test_a_line_that_lies_atop_is_cut_as_well() -> None:
    line = QPainterPath()
    line.addPolygon(QPolygonF([QPointF(0, 5), QPointF(40, 5)]))
    drawing = Drawing()
    drawing.fillPath(square(0, 0, 10), QColor("navy"))
    drawing.setCompositionMode(ATOP)
    drawing.strokePath(line, QPen(QColor("gold"), 2))
    assert isinstance(drawing.marks[-1], Fill)
    assert drawing.marks[-1].path.boundingRect().right() == 10


def soft_disc(size: int, strongest: float) -> Soft:
    y, x = np.mgrid[:size, :size] - (size - 1) / 2
    cover = strongest * np.exp(-(x * x + y * y) / (size * size / 18))
    return Soft(QRectF(0, 0, 2 * size, 2 * size), cover, (cover * 255, cover * 100, cover * 0, cover * 255))


@pytest.mark.parametrize("strongest", [0.05, 0.4, 1.0])
def test_layers_come_to_the_same_as_the_light_they_stand_for(strongest: float) -> None:
    soft = soft_disc(40, strongest)
    drawing = Drawing()
    drawing.add_soft(soft)
    shown = pixels(painted(drawing, (80, 80)))
    wanted = np.repeat(np.repeat(soft.strength, 2, 0), 2, 1)
    assert np.abs(shown[..., 3] - wanted * 255).max() < 12
    assert np.abs(shown[..., 2] - wanted * 255).max() < 12  # red
    assert np.abs(shown[..., 1] - wanted * 100).max() < 6  # green


# ---- lines of equal height -------------------------------------------------------------------


def area(outlines: list[NDArray[Any]]) -> float:
    total = 0.0
    for outline in outlines:
        x, y = outline.T
        total += float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2
    return abs(total)


def test_a_contour_lies_where_the_field_has_this_height() -> None:
    y, x = np.mgrid[:41, :41] - 20.0
    outlines = contours(20 - np.hypot(x, y), 8.0)
    assert len(outlines) == 1
    assert np.hypot(*(outlines[0] - 20).T) == pytest.approx(12, abs=0.1)


def test_holes_turn_the_other_way() -> None:
    y, x = np.mgrid[:41, :41] - 20.0
    ring = 5 - np.abs(np.hypot(x, y) - 12)
    assert area(contours(ring, 0.0)) == pytest.approx(np.pi * (17**2 - 7**2), rel=0.01)


def test_what_reaches_the_edge_is_closed_there() -> None:
    outlines = contours(np.ones((3, 5)), 0.5)
    assert area(outlines) == pytest.approx(5 * 3, abs=0.6)
    assert contours(np.zeros((3, 5)), 0.5) == []


def test_two_tops_that_touch_at_a_corner_stay_two() -> None:
    field = np.zeros((6, 6))
    field[1:3, 1:3] = field[3:5, 3:5] = 1
    assert len(contours(field, 0.6)) == 2

"""Where things are while playing: one board of 1280 x 800, scaled to the window.

All geometry here is in board units; `Board` maps it to logical pixels. Sizes follow the screen, not
its pixel count, because they are meant to be read lying on a mat.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF

BOARD_WIDTH = 1280.0
BOARD_HEIGHT = 800.0

# Reading from the floor: 16 to 22 arcmin of cap height read comfortably, 10 is the 20/40 limit.
NEEDED_ARCMIN = 16.0
LAYOUT_TOLERANCE = 0.95  # a 14-inch full-HD screen is a hair under at 2 m, and still reads well
CAP_HEIGHT_EM = 0.70  # Figtree, from the font file
NAME_PX = 58.0  # the text by which the layout is chosen

MM_PER_INCH = 25.4
PLAUSIBLE_DIAGONAL_INCH = (10.0, 60.0)
ASSUMED_DIAGONAL_INCH = 14.0

LABELS_FROM_SCALE = 0.65  # below, controls keep their icon and key


class Distance(StrEnum):
    """Which board is used."""

    NEAR = "near"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Board:
    """The board inside a widget: `u` logical pixels a unit, centred."""

    u: float
    dx: float
    dy: float

    @staticmethod
    def inside(width: float, height: float) -> Board:
        """The largest board in a widget of this size, logical pixels."""
        u = min(width / BOARD_WIDTH, height / BOARD_HEIGHT)
        return Board(u, (width - BOARD_WIDTH * u) / 2, (height - BOARD_HEIGHT * u) / 2)

    def x(self, x: float) -> float:
        """Logical x of a board x."""
        return self.dx + x * self.u

    def y(self, y: float) -> float:
        """Logical y of a board y."""
        return self.dy + y * self.u

    def point(self, x: float, y: float) -> QPointF:
        """A point in logical pixels."""
        return QPointF(self.x(x), self.y(y))

    def rect(self, box: Box) -> QRectF:
        """A box in logical pixels."""
        return QRectF(self.x(box.x), self.y(box.y), box.width * self.u, box.height * self.u)

    def pixels(self, box: Box) -> QRect:
        """The smallest whole-pixel rectangle around a box."""
        return self.rect(box).toAlignedRect()


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in board units."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.y + self.height

    def overlaps(self, other: Box) -> bool:
        """Whether the two share some area."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )


@dataclass(frozen=True, slots=True)
class RingPlace:
    """Ring, halo and figure. `figure` is the box it is framed in: a little lower than the ring."""

    x: float
    y: float
    radius: float  # of the middle of the stroke
    stroke: float
    halo: float  # radius
    figure: Box

    @property
    def box(self) -> Box:
        """Everything that changes while a hold runs: ring and figure."""
        reach = self.radius + self.stroke / 2 + 2
        left, top = min(self.x - reach, self.figure.x), min(self.y - reach, self.figure.y)
        right = max(self.x + reach, self.figure.right)
        bottom = max(self.y + reach, self.figure.bottom)
        return Box(left, top, right - left, bottom - top)


@dataclass(frozen=True, slots=True)
class StagePlace:
    """Texts around the ring. Vertical values of texts are baselines."""

    ring: RingPlace
    column_x: float
    column_width: float
    name_px: float
    name_small_px: float
    side_px: float
    number_px: float
    unit_px: float
    name_y: float
    side_y: float
    number_y: float
    caption_px: float
    caption_small_px: float
    caption: Box
    caption_lines: int  # at full size


@dataclass(frozen=True, slots=True)
class Places:
    """Rows shared by both boards."""

    bar: Box = Box(40, 32, 1000, 14)
    time_left: Box = Box(1060, 12, 180, 54)
    controls: Box = Box(40, 730, 900, 56)
    next_up: Box = Box(900, 722, 340, 72)
    thumbnail: Box = Box(1128, 726, 112, 64)


PLACES = Places()

NEAR = StagePlace(
    ring=RingPlace(420, 362, 258, 18, 240, Box(40, 124, 760, 500)),
    column_x=846,
    column_width=410,
    name_px=NAME_PX,
    name_small_px=46,
    side_px=56,
    number_px=252,
    unit_px=44,
    name_y=151,
    side_y=213,
    number_y=445,
    caption_px=58,
    caption_small_px=40,
    caption=Box(20, 636, 1240, 84),
    caption_lines=1,
)

#: For 2 to 3 m: what is spoken as well is left out, the rest is larger.
FAR = StagePlace(
    ring=RingPlace(336, 312, 218, 18, 200, Box(20, 114, 632, 416)),
    column_x=704,
    column_width=540,
    name_px=84,
    name_small_px=62,
    side_px=84,
    number_px=330,
    unit_px=56,
    name_y=149,
    side_y=236,
    number_y=527,
    caption_px=84,
    caption_small_px=58,
    caption=Box(20, 590, 1240, 200),
    caption_lines=2,
)

#: Left half of the paused panel, and of the one after a red rating.
PAUSED_RING = RingPlace(330, 390, 240, 14, 222, Box(40, 165, 580, 460))
RESTING_RING = RingPlace(330, 400, 246, 6, 226, Box(40, 180, 580, 460))


def place_of(distance: Distance) -> StagePlace:
    """The texts and ring of a board."""
    return NEAR if distance is Distance.NEAR else FAR


def needed_mm(distance_m: float) -> float:
    """Cap height in millimetres that reads comfortably from `distance_m` metres."""
    return distance_m * 1000 * math.tan(math.radians(NEEDED_ARCMIN / 60))


def mm_per_px(physical_mm: QSizeF, geometry_px: QSizeF) -> tuple[float, bool]:
    """Millimetres a logical pixel of a screen has, and whether that is a guess.

    Screens that report nothing, or a diagonal outside 10 to 60 inches, count as 14-inch ones.
    """
    diagonal_px = math.hypot(geometry_px.width(), geometry_px.height())
    if diagonal_px <= 0:
        return ASSUMED_DIAGONAL_INCH * MM_PER_INCH / math.hypot(BOARD_WIDTH, BOARD_HEIGHT), True
    diagonal_mm = math.hypot(physical_mm.width(), physical_mm.height())
    smallest, largest = PLAUSIBLE_DIAGONAL_INCH
    if smallest <= diagonal_mm / MM_PER_INCH <= largest:
        return diagonal_mm / diagonal_px, False
    return ASSUMED_DIAGONAL_INCH * MM_PER_INCH / diagonal_px, True


def choose_distance(u: float, mm_a_px: float, distance_m: float) -> Distance:
    """The near board while a stretch's name on it reads comfortably from `distance_m`."""
    cap_mm = NAME_PX * u * CAP_HEIGHT_EM * mm_a_px
    return Distance.NEAR if cap_mm >= needed_mm(distance_m) * LAYOUT_TOLERANCE else Distance.FAR

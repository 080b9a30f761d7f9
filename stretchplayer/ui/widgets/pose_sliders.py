"""Sliders for the joints of the figure, a part of the body at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stretchplayer.figure.postures import ALL
from stretchplayer.ui.widgets.parts import column, label
from stretchplayer.ui.widgets.segmented import Segmented
from stretchplayer.ui.widgets.slider import LabelledSlider

if TYPE_CHECKING:
    from stretchplayer.figure.sculpt import Sculpture
    from stretchplayer.ui.look import Look

TRUNK, HEAD, ARMS, LEGS = "trunk", "head", "arms", "legs"
PARTS = ((TRUNK, "Trunk"), (HEAD, "Head"), (ARMS, "Arms"), (LEGS, "Legs"))
SIDES = (("R", "Right"), ("L", "Left"))
#: Name, and the words for less and more than nothing.
JOINTS: dict[str, dict[str, tuple[str, str, str]]] = {
    TRUNK: {
        "bend": ("Bend", "back", "forward"),
        "side": ("Side bend", "left", "right"),
        "twist": ("Turn", "right", "left"),
        "roll": ("Roll over", "right", "left"),
    },
    HEAD: {
        "nod": ("Nod", "back", "forward"),
        "tilt": ("Tilt", "left", "right"),
        "look": ("Look aside", "right", "left"),
    },
    ARMS: {
        "shoulder": ("Arm forward", "back", "forward"),
        "shoulder_out": ("Arm out", "across", "out"),
        "shoulder_turn": ("Arm turned", "out", "in"),
        "elbow": ("Elbow", "", "bent"),
    },
    LEGS: {
        "hip": ("Thigh forward", "back", "forward"),
        "hip_out": ("Thigh out", "across", "out"),
        "hip_turn": ("Thigh turned", "out", "in"),
        "knee": ("Knee", "", "bent"),
        "ankle": ("Toes", "down", "up"),
    },
}
SPACING = 10


def degrees_words(less: str, more: str) -> Callable[[float], str]:
    """Says an angle: "32° forward"."""

    def words(value: float) -> str:
        angle = round(value)
        direction = more if angle > 0 else less
        return f"{abs(angle)}° {direction}" if angle else "0°"

    return words


def part_of(handle: str) -> tuple[str, str | None]:
    """The part of the body that a handle belongs to, and its side."""
    if handle == "head":
        return HEAD, None
    if handle == "pelvis":
        return LEGS, None
    return (ARMS if handle[:-1] in ("hand", "elbow") else LEGS), handle[-1]


class PoseSliders(QWidget):
    """`moved` tells which number the user wants to be what."""

    moved = Signal(str, float, str)  # number, value, and its words

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._sculpture: Sculpture | None = None
        self.parts = Segmented(look, "Part of the body", PARTS)
        self.sides = Segmented(look, "Side", SIDES)
        self.sliders: dict[str, LabelledSlider] = {}
        self._rows: dict[str, QWidget] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACING)
        layout.addWidget(self.parts)
        layout.addWidget(self.sides)
        self._groups: dict[str, QWidget] = {}
        for part, joints in JOINTS.items():
            self._groups[part] = column(*(self._row(part, joint) for joint in joints))
            layout.addWidget(self._groups[part])
        layout.addStretch(1)
        widest = max(slider.words.minimumWidth() for slider in self.sliders.values())
        for slider in self.sliders.values():
            slider.words.setMinimumWidth(widest)  # so that all lines are equally long
        self.parts.chosen.connect(self._show)
        self.sides.chosen.connect(self._show)

    def show_sculpture(self, sculpture: Sculpture) -> None:
        """Show its numbers."""
        self._sculpture = sculpture
        self._show()

    def show_part(self, handle: str) -> None:
        """Show the sliders of what is held."""
        part, side = part_of(handle)
        self.parts.choose(part)
        if side is not None:
            self.sides.choose(side)
        self._show()

    def _row(self, part: str, joint: str) -> QWidget:
        name, less, more = JOINTS[part][joint]
        low, high = ALL[joint if joint in ALL else joint + "R"]
        slider = LabelledSlider(self._look, name, round(low), round(high), 1, degrees_words(less, more))
        slider.changed.connect(partial(self._tell, joint))
        self.sliders[joint] = slider
        self._rows[joint] = column(label(self._look, name, "small", "ink2"), slider)
        return self._rows[joint]

    def _number(self, joint: str) -> str:
        return joint if joint in ALL else joint + self.sides.value()

    def _tell(self, joint: str, value: float) -> None:
        part = self.parts.value()
        self.moved.emit(self._number(joint), value, JOINTS[part][joint][0])

    def _show(self) -> None:
        sculpture = self._sculpture
        if sculpture is None:
            return
        part = self.parts.value()
        sided = part in (ARMS, LEGS)
        self.sides.setVisible(sided and not sculpture.together)
        if sculpture.together:
            self.sides.choose("R")
        for name, group in self._groups.items():
            group.setVisible(name == part)
        for joint in JOINTS[part]:
            number, slider = self._number(joint), self.sliders[joint]
            low, high = sculpture.limits(number)
            self._rows[joint].setVisible(low < high)
            if round(slider.value()) != round(sculpture[number]):
                slider.set_value(round(sculpture[number]))

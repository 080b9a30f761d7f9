"""Makes the control of a setting, shows values in it, and tells what the user chose."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit, QWidget

from stretchplayer.ui.pages.settings_output import OutputChoice
from stretchplayer.ui.pages.settings_rows import (
    DAY_LETTERS,
    Days,
    Device,
    Line,
    Number,
    OneOf,
    OnOff,
    People,
    Row,
    Slide,
)
from stretchplayer.ui.widgets.chips import ChipSet
from stretchplayer.ui.widgets.choice import Choice
from stretchplayer.ui.widgets.person_choice import PersonChoice
from stretchplayer.ui.widgets.slider import LabelledSlider
from stretchplayer.ui.widgets.stepper import Stepper, parse_time_of_day
from stretchplayer.ui.widgets.switch import Switch
from stretchplayer.ui.words import time_of_day

if TYPE_CHECKING:
    from stretchplayer.app.sound_outputs import SoundOutputs
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

LINE_WIDTH = 200

#: Shows a value without telling anybody.
Show = Callable[[Any], None]


def make_control(
    look: Look, pictures: Pictures, outputs: SoundOutputs, row: Row, changed: Callable[[Any], None]
) -> tuple[QWidget, Show]:
    """The control of a setting. `changed` is called with each value the user chooses."""
    match row.control:
        case OnOff(inverted):
            return _switch(look, row.name, inverted, changed)
        case OneOf(choices):
            return _choice(look, row.name, choices, changed)
        case Slide() as slide:
            return _slider(look, row.name, slide, changed)
        case Number() as number:
            return _number(look, row.name, number, changed)
        case Line() as line:
            return _line(look, row.name, line, changed)
        case Days():
            return _days(look, row.name, changed)
        case People():
            return _people(look, pictures, row.name, changed)
        case Device():
            return _device(look, outputs, row.name, changed)


def _switch(look: Look, name: str, inverted: bool, changed: Callable[[Any], None]) -> tuple[QWidget, Show]:
    switch = Switch(look, name)
    switch.clicked.connect(lambda on: changed(on is not inverted))
    return switch, lambda value: switch.setChecked(bool(value) is not inverted)


def _choice(
    look: Look, name: str, choices: tuple[tuple[Any, str], ...], changed: Callable[[Any], None]
) -> tuple[QWidget, Show]:
    values = {str(place): value for place, (value, _) in enumerate(choices)}
    choice = Choice(look, name, [(str(place), words) for place, (_, words) in enumerate(choices)])
    choice.chosen.connect(lambda key: changed(values[key]))

    def show(value: Any) -> None:
        key = next((key for key, known in values.items() if known == value), None)
        if key is not None:  # a value of a file by hand may be none of these; it stays in force
            choice.choose(key)

    return choice, show


def _slider(look: Look, name: str, slide: Slide, changed: Callable[[Any], None]) -> tuple[QWidget, Show]:
    slider = LabelledSlider(look, name, slide.low, slide.high, slide.step, slide.words)
    slider.changed.connect(changed)
    return slider, slider.set_value


def _number(look: Look, name: str, number: Number, changed: Callable[[Any], None]) -> tuple[QWidget, Show]:
    read = parse_time_of_day if number.words is time_of_day else None
    limits = (number.low, number.high)
    stepper = Stepper(look, name, number.low, limits, words=number.words, read=read, step=number.step)
    seconds = number.words is None
    stepper.changed.connect(lambda value: changed(float(value) if seconds else value))
    return stepper, lambda value: stepper.set_value(round(value))


def _line(look: Look, name: str, line: Line, changed: Callable[[Any], None]) -> tuple[QWidget, Show]:
    field = QLineEdit()
    field.setFont(look.font("text"))
    field.setPlaceholderText(line.placeholder)
    field.setMaxLength(line.longest)
    field.setAccessibleName(name)
    field.setFixedWidth(round(LINE_WIDTH * max(1.0, look.text_scale)))
    field.textEdited.connect(lambda text: changed(text.strip()))

    def show(value: Any) -> None:
        if field.text().strip() != value:  # else the place of the cursor would be lost while typing
            field.setText(value)

    return field, show


def _days(look: Look, name: str, changed: Callable[[Any], None]) -> tuple[QWidget, Show]:
    chips = ChipSet(look, name, [(str(day), words) for day, words in enumerate(DAY_LETTERS)])
    chips.changed.connect(lambda keys: changed(tuple(sorted(int(key) for key in keys))))
    return chips, lambda value: chips.choose([str(day) for day in value])


def _people(
    look: Look, pictures: Pictures, name: str, changed: Callable[[Any], None]
) -> tuple[QWidget, Show]:
    people = PersonChoice(look, pictures, name)
    people.chosen.connect(changed)
    return people, people.choose


def _device(
    look: Look, outputs: SoundOutputs, name: str, changed: Callable[[Any], None]
) -> tuple[QWidget, Show]:
    devices = OutputChoice(look, name, outputs)
    devices.chosen.connect(changed)
    return devices, devices.choose

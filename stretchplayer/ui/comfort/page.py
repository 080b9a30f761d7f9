"""The comfort rules: each with its number in force, what is left out, and what was done because of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt, Signal

from stretchplayer.core.comfort import USUAL_RULES
from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.ui.comfort import words
from stretchplayer.ui.comfort.done_list import DoneList
from stretchplayer.ui.comfort.lines import Columns, Lines
from stretchplayer.ui.widgets.announce import announce
from stretchplayer.ui.widgets.card import Group, GroupRow
from stretchplayer.ui.widgets.head_row import HeadRow
from stretchplayer.ui.widgets.parts import Button, label
from stretchplayer.ui.widgets.scroll_page import ScrollPage
from stretchplayer.ui.widgets.stepper import Stepper
from stretchplayer.ui.widgets.switch import Switch
from stretchplayer.ui.words import stretch_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from stretchplayer.app.comfort_service import ComfortService
    from stretchplayer.app.services import HistoryService, SettingsService
    from stretchplayer.core.catalogue import Catalogue
    from stretchplayer.core.comfort import ComfortRules
    from stretchplayer.core.history import SetAside
    from stretchplayer.ui.look import Look

GAP = 26
STEPPER_WIDTH = 168
#: Where what Today asks about is told, when it has another name here.
_TOLD_AT = {
    "amber": "amber_score",
    "red": "red_score",
    "sorer": "sorer_rise",
    "unsettled": "day_after",
    "pause": "day_after",
}
LEFT_OUT = "left_out"


@dataclass(frozen=True, kw_only=True)
class ComfortPageServices:
    """Everything the page asks."""

    comfort: ComfortService
    history: HistoryService
    settings: SettingsService
    catalogue: Catalogue


class ComfortPage(ScrollPage):
    """Lies over the window; emits `left` when it is done with."""

    left = Signal()
    told = Signal(str, object, object)  # a sentence; where there is one, a word and what it does

    def __init__(self, look: Look, services: ComfortPageServices) -> None:
        super().__init__(look)
        self._services = services
        self.steppers: dict[str, Stepper] = {}
        self._places: dict[str, QWidget] = {}
        self._make()
        for changed in (services.comfort.changed, services.history.changed, services.settings.changed):
            changed.connect(self.note_change)
        self.form_changed.connect(self._arrange)

    def refresh(self) -> None:
        """Show every rule as it is now, what is left out, and what was done."""
        preferences = self._services.settings.preferences
        rules = preferences.comfort
        self.react.setChecked(preferences.react)
        for threshold in words.THRESHOLDS:
            stepper, note = self.steppers[threshold.field], threshold.note(rules)
            stepper.set_value(getattr(rules, threshold.field))
            stepper.field.setAccessibleDescription(note)
            row = self._places[threshold.field]
            assert isinstance(row, GroupRow)
            row.say(note)
        self.usual.setEnabled(rules != USUAL_RULES)
        self._show_left_out()
        self.done.show_done()

    def show_rule(self, rule: str) -> None:
        """Bring what somebody asked about into view; read it out where nothing in it takes the focus."""
        key = _TOLD_AT.get(rule, rule)
        place = self._places.get(key)
        if place is None:
            return
        self.bring_up(place)
        if key in self.steppers:
            self.steppers[key].setFocus(Qt.FocusReason.OtherFocusReason)
        elif key == LEFT_OUT and self.put_back:
            self.put_back[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            told = next((one for one in words.RULES_THAT_STAY if one.key == key), None)
            announce(self, words.LEFT_OUT if told is None else f"{told.name}. {told.says}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # ---- parts ---------------------------------------------------------------------------------

    def _make(self) -> None:
        look = self._look
        self.usual = Button(look, "Usual numbers", "quiet", icon="arrow-counter-clockwise")
        self.usual.setToolTip("All numbers as they were at first")
        self.usual.clicked.connect(self._use_usual)
        self.head = HeadRow(look, "Back", self.usual)
        self.head.left.connect(self.left)
        self.setFocusProxy(self.head.back)
        self.put_back: list[Button] = []
        self._left_out = Lines(look, words.LEFT_OUT)
        self._places[LEFT_OUT] = self._left_out
        self.done = DoneList(look, self._services.comfort, self._services.history, self._services.catalogue)
        self._columns = Columns(
            [self._make_switch(), self._make_numbers()], [self._left_out, self._make_staying()], GAP
        )
        for part, gap in (
            (self.head, 4),
            (label(look, words.TITLE, "title"), 6),
            (label(look, words.INTRODUCTION, "body", "ink2", wrap=True), 20),
            (self._columns, GAP),
            (self.done, 0),
        ):
            self.column.addWidget(part)
            self.column.addSpacing(gap)
        self.column.addStretch(1)

    def _make_switch(self) -> Group:
        group = Group(self._look, "Reacting")
        self.react = Switch(self._look, words.REACT)
        self.react.setAccessibleDescription(words.REACT_NOTE)
        self.react.clicked.connect(lambda on: self._keep(react=on))
        group.add_row(words.REACT, words.REACT_NOTE, self.react)
        self._switch = group
        return group

    def _make_numbers(self) -> Group:
        group = Group(self._look, words.NUMBERS)
        for threshold in words.THRESHOLDS:
            stepper = Stepper(
                self._look,
                threshold.name,
                getattr(USUAL_RULES, threshold.field),
                threshold.limits,
                words=threshold.words,
                width=STEPPER_WIDTH,
                at_limits=(threshold.at_low, threshold.at_high),
            )
            stepper.changed.connect(partial(self._change, threshold.field))
            self.steppers[threshold.field] = stepper
            note = threshold.note(USUAL_RULES)
            self._places[threshold.field] = group.add_row(threshold.name, note, stepper)
        self._numbers = group
        return group

    def _make_staying(self) -> Lines:
        lines = Lines(self._look, words.STAYS)
        for rule in words.RULES_THAT_STAY:
            self._places[rule.key] = lines.add(rule.name, rule.says, style="section")
        return lines

    def _show_left_out(self) -> None:
        had_focus = any(button.hasFocus() for button in self.put_back)
        self._left_out.clear()
        self.put_back = []
        today = self._services.history.today()
        kept = self._services.history.all_set_aside()
        for item in kept:
            name = stretch_name(self._services.catalogue, item.stretch)
            button = Button(self._look, "Put it back", "second")
            button.setAccessibleName(f"Put {name} back")
            button.clicked.connect(partial(self._put_back, item, name))
            self.put_back.append(button)
            reason = words.why_left_out(item.why, item.since.date(), today)
            self._left_out.add(name, reason, button, style="section")
        if not kept:
            self._left_out.add(words.NOTHING_LEFT_OUT)
        if had_focus:
            follows = self.put_back[0] if self.put_back else self.head.back
            follows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        self._columns.arrange(narrow=self.narrow)
        self.head.set_tight(tight=self.tight)
        for group in (self._switch, self._numbers):
            group.set_tight(tight=self.tight)

    # ---- what is chosen ------------------------------------------------------------------------

    def _change(self, field: str, value: int) -> None:
        rules = self._services.settings.preferences.comfort
        self._keep(comfort=msgspec.structs.replace(rules, **{field: value}))

    def _use_usual(self) -> None:
        before = self._services.settings.preferences.comfort
        if self._keep(comfort=USUAL_RULES):
            self.head.back.setFocus(Qt.FocusReason.OtherFocusReason)
            self.told.emit("The usual numbers again.", "Undo", partial(self._keep, comfort=before))

    def _keep(self, **values: ComfortRules | bool) -> bool:
        return self._do(lambda: self._services.settings.update(**values))

    def _put_back(self, item: SetAside, name: str) -> None:
        history = self._services.history
        if self._do(lambda: history.put_back(item.stretch)):
            undo = partial(self._do, lambda: history.leave_out_again(item))
            self.told.emit(f"{name} is back.", "Undo", undo)

    def _do(self, deed: Callable[[], object]) -> bool:
        """Do it; when the disk does not take it, say so and show what is kept."""
        try:
            deed()
        except StretchPlayerError as error:
            self.told.emit(str(error), None, None)
            self.refresh()
            return False
        return True

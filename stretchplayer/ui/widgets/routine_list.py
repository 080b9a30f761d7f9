"""The items of a routine with steppers for hold and repetitions, kept as they are changed."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from stretchplayer.core.catalogue import Form
from stretchplayer.core.errors import StoreError
from stretchplayer.core.plan import dose_of
from stretchplayer.core.plan_context import PlanOptions
from stretchplayer.core.routine_dose import played_dose, played_limits, with_hold, with_repetitions
from stretchplayer.ui.widgets.parts import Button, label
from stretchplayer.ui.widgets.stepper import Stepper
from stretchplayer.ui.widgets.thumbnails import Thumbnail
from stretchplayer.ui.words import minutes_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchplayer.app.services import RoutineService
    from stretchplayer.core.catalogue import Catalogue
    from stretchplayer.core.routine import Routine, RoutineItem
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

THUMB = QSize(86, 52)
HALVED = "Today half as often as it says here."


class RoutineList(QWidget):
    """Change how long and how often; every change is kept at once and the total follows.

    What is shown is what is played: in a routine that is gentler or longer as a whole, and with the doses
    that the user wants in all routines.
    """

    closed = Signal()

    def __init__(
        self,
        look: Look,
        pictures: Pictures,
        catalogue: Catalogue,
        routines: RoutineService,
        total_ms: Callable[[Routine], int],
        options: Callable[[], PlanOptions],
    ) -> None:
        super().__init__()
        self._look = look
        self._pictures = pictures
        self._catalogue = catalogue
        self._routines = routines
        self._total_ms = total_ms
        self._options = options
        self._routine: Routine | None = None
        self.total = label(look, "", "heading", wrap=True)
        self.reset = Button(look, "Back to the usual lengths", "quiet", icon="arrow-counter-clockwise")
        self.done = Button(look, "Done", "second")
        self._tight = False
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addWidget(self.total, 1)
        self._head.addWidget(self.reset)
        self._head.addWidget(self.done)
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(20)
        self._rows.setVerticalSpacing(12)
        self._rows.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(self._head)
        self._problem = label(look, "", "note", "amber", wrap=True)
        self._problem.hide()
        layout.addWidget(self._problem)
        self._halved = label(look, HALVED, "note", "ink2", wrap=True)
        self._halved.hide()
        layout.addWidget(self._halved)
        layout.addLayout(self._rows)
        self.done.clicked.connect(self.closed)
        self.reset.clicked.connect(self._reset)

    def set_tight(self, *, tight: bool) -> None:
        """Put the steppers under the names where there is no room beside them."""
        if tight is self._tight:
            return
        self._tight = tight
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._head.setDirection(down if tight else across)
        if self._routine is not None:
            self.show_routine(self._routine)

    def show_routine(self, routine: Routine) -> None:
        """Offer the items of this routine."""
        self._routine = routine
        while (entry := self._rows.takeAt(0)) is not None:
            widget = entry.widget()
            if widget is not None:
                widget.deleteLater()
        today = self._options()
        self._halved.setVisible(today.half_dose)
        # What is set here is the routine's own, also on a day with half of it.
        options = dataclasses.replace(today, half_dose=False)
        for row, item in enumerate(self._routines.as_played(routine).items):
            self._add_row(row, item, options)
        self._refresh()

    def _add_row(self, row: int, item: RoutineItem, options: PlanOptions) -> None:
        stretch = self._catalogue[item.stretch]
        assert self._routine is not None
        length = self._routine.length
        dose = dose_of(item, stretch, options, length)
        limits = played_limits(stretch.form, length)
        name = stretch.short_name
        thumb = Thumbnail(self._look, self._pictures, stretch.pose, None, THUMB)
        first, second = (2 * row, 2 * row + 1) if self._tight else (row, row)
        self._rows.addWidget(thumb, first, 0)
        self._rows.addWidget(label(self._look, name, "item"), first, 1, 1, 3 if self._tight else 1)
        what = {Form.TIMED: "Length", Form.FLOW: "A round"}.get(stretch.form, "Hold")
        hold = Stepper(
            self._look,
            f"{what}, {name}",
            round(dose.hold_s),
            (round(limits.hold_s[0]), round(limits.hold_s[1])),
        )
        hold.changed.connect(lambda value, i=row: self._set_hold(i, value))
        self._rows.addWidget(_with_word(self._look, what, hold), second, 2)
        if stretch.form is not Form.TIMED:
            what = "Rounds" if stretch.form is Form.FLOW else "Times"
            times = Stepper(
                self._look, f"{what}, {name}", dose.repetitions, limits.repetitions, seconds=False
            )
            times.changed.connect(lambda value, i=row, stepper=times: self._set_times(i, value, stepper))
            sides = f"{what} a side" if stretch.one_sided else what
            self._rows.addWidget(_with_word(self._look, sides, times), second, 3)

    def _set_hold(self, index: int, seconds: int) -> None:
        assert self._routine is not None
        item = self._routine.items[index]
        changed = with_hold(item, self._catalogue[item.stretch], self._routine.length, seconds)
        self._keep(lambda routine: self._routines.save(routine.with_item(index, changed)))

    def _set_times(self, index: int, times: int, stepper: Stepper) -> None:
        assert self._routine is not None
        item, length = self._routine.items[index], self._routine.length
        stretch = self._catalogue[item.stretch]
        played = self._routines.as_played(self._routine).items[index]
        wanted = with_repetitions(played, stretch, length, times).repetitions
        changed = msgspec.structs.replace(item, repetitions=wanted)
        self._keep(lambda routine: self._routines.save(routine.with_item(index, changed)))
        # A gentler or longer routine cannot have every number of rounds.
        played = self._routines.as_played(self._routine).items[index]
        stepper.set_value(played_dose(played, stretch, length).repetitions)

    def _reset(self) -> None:
        assert self._routine is not None
        self._keep(lambda routine: self._routines.reset(routine.id))
        self.show_routine(self._routine)

    def _keep(self, change: Callable[[Routine], Routine]) -> None:
        """Keep a change at once; when the disk does not take it, say so and show what is kept."""
        assert self._routine is not None
        try:
            self._routine = change(self._routine)
        except StoreError as error:
            self.show_routine(self._routine)
            self._problem.setText(str(error))
            self._problem.show()
            return
        self._refresh()

    def _refresh(self) -> None:
        assert self._routine is not None
        self._problem.hide()
        self.total.setText(f"{self._routine.name}, {minutes_words(self._total_ms(self._routine))} in all")
        self.reset.setEnabled(self._routines.is_changed(self._routine.id))


def _with_word(look: Look, word: str, widget: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    caption = label(look, word, "note", "ink2")
    caption.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(caption, 1)
    row.addWidget(widget)
    return holder

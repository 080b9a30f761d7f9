"""Everything that can be set for one item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from stretchplayer.core.catalogue import Form, Side, SideMeaning
from stretchplayer.core.routine import LIMITS, WAIT_LIMITS_S, Sides
from stretchplayer.core.routine_dose import played_limits
from stretchplayer.ui.dose_words import dose_words
from stretchplayer.ui.editor.column import TallColumn
from stretchplayer.ui.editor.fields import StepperField
from stretchplayer.ui.editor.picture import ItemPicture
from stretchplayer.ui.widgets.choice import Choice
from stretchplayer.ui.widgets.parts import Button, Icon, hairline, label
from stretchplayer.ui.widgets.segmented import Segmented
from stretchplayer.ui.widgets.steady_scroll import SteadyScrollArea
from stretchplayer.ui.widgets.stepper import as_seconds
from stretchplayer.ui.words import clock_words

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from stretchplayer.core.catalogue import Stretch
    from stretchplayer.core.routine import RoutineItem
    from stretchplayer.ui.editor.model import EditorModel
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

BESIDE_PICTURE = 434  # of the height of the panel: what can be set, and the foot
GROWS = 0.1  # of that, with twice as large letters
FIELD_GAP = 20
INSET = 24
IN_TURN = "turn"
LONGEST = {Form.HOLD: "Hold", Form.DRILL: "Hold", Form.FLOW: "A round", Form.TIMED: "Length"}


class ItemPanel(QWidget):
    """Shows the item that is chosen in the model, and changes it there."""

    swap_wanted = Signal(int)
    remove_wanted = Signal(int)
    try_wanted = Signal(int)
    everywhere_wanted = Signal(int)
    library_dose_wanted = Signal(int)

    def __init__(self, look: Look, pictures: Pictures, model: EditorModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._model = model
        self.picture = ItemPicture(look, pictures)
        self.name = label(look, "", "heading", wrap=True)
        self.time = label(look, "", "text", "ink2")
        self.hold = StepperField(look, "Hold")
        self.repeats = StepperField(look, "Repeats", seconds=False)
        self.rest = StepperField(look, "Rest between")
        self.ready = StepperField(look, "Get ready")
        self.sides_caption = label(look, "Sides", "small", "ink2")
        self.sides = Segmented(
            look, "Sides", [(Sides.BOTH, "Both"), (Sides.LEFT, "Left"), (Sides.RIGHT, "Right")]
        )
        self.first = Choice(
            look,
            "Which side first",
            [(IN_TURN, "First side in turn"), (Side.RIGHT, "Right first"), (Side.LEFT, "Left first")],
        )
        self.hint = label(look, "", "note", "ink2", wrap=True)
        self.everywhere = Button(look, "", "quiet")
        self.everywhere.setProperty("flush", "true")
        self.library = Button(look, "", "quiet")
        self.library.setProperty("flush", "true")
        self.swap = Button(look, "Swap", "quiet", icon="arrows-left-right")
        self.copy = Button(look, "Copy", "quiet", icon="copy")
        self.remove = Button(look, "Remove", "danger-quiet", icon="trash", ink="red")
        self._rests = True
        self._lay_out()
        self._connect()

    def refresh(self, hint: str) -> None:
        """Show the chosen item as it is now, with what is to be said about its dose."""
        model, index = self._model, self._model.chosen
        if not 0 <= index < len(model.routine.items):
            return
        stretch, item = model.stretch(index), model.routine.items[index]
        side = None
        if stretch.one_sided:
            side = Side(item.sides.value) if item.sides is not Sides.BOTH else item.first_side or Side.RIGHT
        self.picture.show_pose(stretch.pose, side, stretch.short_name)
        self.name.setText(stretch.short_name)
        total = model.totals_ms().get(index)
        self.time.setText("" if total is None else clock_words(total))
        self._show_dose(index, stretch, item)
        self._show_waits(index, stretch, item)
        self._show_sides(stretch, item)
        self._show_links(index, stretch, item)
        room = self.everywhere.isHidden() and self.library.isHidden()
        self.hint.setText(f"{hint} {_limits_words(stretch)}".strip() if room or not hint else hint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the picture the height that is left, so that hardly anything has to be scrolled."""
        super().resizeEvent(event)
        larger = max(1.0, self._look.text_scale) - 1.0
        self.picture.set_room(self.height() - round(BESIDE_PICTURE * (1.0 + GROWS * larger)))
        room = self.width() - 2 - 2 * INSET - FIELD_GAP
        for field in (self.hold, self.repeats, self.rest, self.ready):
            field.set_width(room // 2)

    # ---- what is shown -------------------------------------------------------------------------

    def _show_dose(self, index: int, stretch: Stretch, item: RoutineItem) -> None:
        dose, usual = self._model.dose(index), self._model.usual_dose(index)
        limits = played_limits(stretch.form, self._model.routine.length)
        self.hold.show_value(
            LONGEST[stretch.form],
            stretch.short_name,
            round(dose.hold_s),
            limits.hold_s,
            as_seconds(round(usual.hold_s)),
            set_here=item.hold_s is not None,
        )
        self.repeats.setVisible(stretch.form is not Form.TIMED)
        self.repeats.show_value(
            "Rounds" if stretch.form is Form.FLOW else "Repeats",
            stretch.short_name,
            dose.repetitions,
            limits.repetitions,
            str(usual.repetitions),
            set_here=item.repetitions is not None,
        )

    def _show_waits(self, index: int, stretch: Stretch, item: RoutineItem) -> None:
        usual_rest, usual_ready = self._model.usual_rest_s(), self._model.usual_get_ready_s(index)
        rests = stretch.form in (Form.HOLD, Form.DRILL)
        self.rest.setVisible(rests)
        if rests is not self._rests:
            self._rests = rests
            self._grid.removeWidget(self.ready)
            self._grid.addWidget(self.ready, 1, 1 if rests else 0)  # no gap where there is no rest
        for field, caption, value, usual in (
            (self.rest, "Rest between", item.rest_s, usual_rest),
            (self.ready, "Get ready", item.get_ready_s, usual_ready),
        ):
            field.show_value(
                caption,
                stretch.short_name,
                round(usual if value is None else value),
                WAIT_LIMITS_S,
                as_seconds(round(usual)),
                set_here=value is not None,
            )

    def _show_sides(self, stretch: Stretch, item: RoutineItem) -> None:
        both = stretch.one_sided and item.sides is Sides.BOTH
        knees = stretch.side_means is SideMeaning.KNEES_GO_TO
        self.sides_caption.setText("Knees go to" if knees else "Sides")
        self.sides_caption.setVisible(stretch.one_sided)
        self.sides.setVisible(stretch.one_sided)
        self.first.setVisible(both)
        self.sides.choose(item.sides)
        self.first.choose(item.first_side or IN_TURN)

    def _show_links(self, index: int, stretch: Stretch, item: RoutineItem) -> None:
        routines = self._model.services.routines
        here, usual = self._model.written_dose(index), routines.usual_dose(stretch.id)
        own = item.hold_s is not None or item.repetitions is not None
        self.everywhere.setText(f"Use {dose_words(stretch, here)} in all routines")
        self.everywhere.setVisible(own and here != usual)
        self.library.setText(f"Back to {dose_words(stretch, stretch.dose)} in all routines")
        self.library.setVisible(not own and usual != stretch.dose)

    # ---- parts ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addWidget(self.picture)
        self.area = SteadyScrollArea()
        self.area.setProperty("role", "inset")
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole.addWidget(self.area, 1)
        inside = TallColumn()
        self.area.setWidget(inside)  # while it is empty: what comes in later is styled once
        column = inside.column
        column.setContentsMargins(INSET, 8, INSET - 12, 2)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.time, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(FIELD_GAP)
        grid.setVerticalSpacing(0)
        grid.addWidget(self.hold, 0, 0)
        grid.addWidget(self.repeats, 0, 1)
        grid.addWidget(self.rest, 1, 0)
        grid.addWidget(self.ready, 1, 1)
        self._grid = grid
        grid.setColumnStretch(2, 1)
        column.addLayout(grid)
        sides = QHBoxLayout()
        sides.setContentsMargins(0, 3, 0, 4)
        sides.setSpacing(12)
        sides.addWidget(self.sides_caption, 1)
        sides.addWidget(self.first)
        column.addLayout(sides)
        column.addWidget(self.sides)
        column.addWidget(self.everywhere, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.library, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(5)
        told = QHBoxLayout()
        told.setSpacing(10)
        told.addWidget(Icon(self._look, "info", "tealtx"), 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self.hint, 1)
        column.addLayout(told)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(INSET - 10, 6, INSET - 10, 6)
        foot.setSpacing(4)
        foot.addWidget(self.swap)
        foot.addWidget(self.copy)
        foot.addStretch(1)
        foot.addWidget(self.remove)
        whole.addWidget(hairline())
        whole.addLayout(foot)

    def _connect(self) -> None:
        model = self._model
        self.hold.changed.connect(lambda value: model.set_hold(model.chosen, value))
        self.repeats.changed.connect(lambda value: model.set_repetitions(model.chosen, value))
        self.rest.changed.connect(lambda value: model.set_rest(model.chosen, value))
        self.ready.changed.connect(lambda value: model.set_get_ready(model.chosen, value))
        for field, name in (
            (self.hold, "hold_s"),
            (self.repeats, "repetitions"),
            (self.rest, "rest_s"),
            (self.ready, "get_ready_s"),
        ):
            field.usual_wanted.connect(lambda name=name: model.as_usual(model.chosen, name))
        self.sides.chosen.connect(lambda key: model.set_sides(model.chosen, Sides(key)))
        self.first.chosen.connect(
            lambda key: model.set_first_side(model.chosen, None if key == IN_TURN else Side(key))
        )
        self.everywhere.clicked.connect(lambda: self.everywhere_wanted.emit(model.chosen))
        self.library.clicked.connect(lambda: self.library_dose_wanted.emit(model.chosen))
        self.swap.clicked.connect(lambda: self.swap_wanted.emit(model.chosen))
        self.copy.clicked.connect(lambda: model.copy(model.chosen))
        self.remove.clicked.connect(lambda: self.remove_wanted.emit(model.chosen))
        self.picture.play.clicked.connect(lambda: self.try_wanted.emit(model.chosen))


def _limits_words(stretch: Stretch) -> str:
    """What can be set, as in "Hold 5 to 60 s, 1 to 10 repeats"."""
    limits = LIMITS[stretch.form]
    (low, high), (fewest, most) = limits.hold_s, limits.repetitions
    if stretch.form is Form.TIMED:
        return f"Length {as_seconds(round(low))} to {as_seconds(round(high))}."
    if stretch.form is Form.FLOW:
        return f"A round {low:g} to {high:g} s, {fewest} to {most} rounds."
    return f"Hold {low:g} to {high:g} s, {fewest} to {most} repeats."

"""What is set for a routine as a whole: its name, how long, how it sounds, how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from stretchplayer.core.place import Place
from stretchplayer.core.preferences import Sounds, Talking
from stretchplayer.core.routine import LENGTH_LIMITS, HowOften
from stretchplayer.core.routine_edits import LENGTH_STEP
from stretchplayer.ui.editor.column import TallColumn
from stretchplayer.ui.editor.fields import StepperField
from stretchplayer.ui.editor.model import ADD_TRANSFERS
from stretchplayer.ui.editor.words import length_factor_words
from stretchplayer.ui.widgets.choice import Choice
from stretchplayer.ui.widgets.parts import Button, hairline, label
from stretchplayer.ui.widgets.segmented import Segmented
from stretchplayer.ui.widgets.slider import LabelledSlider
from stretchplayer.ui.widgets.steady_scroll import SteadyScrollArea

if TYPE_CHECKING:
    from stretchplayer.ui.editor.model import EditorModel
    from stretchplayer.ui.look import Look

INSET = 24
LONGEST_NAME = 80
LONGEST_DESCRIPTION = 200
AS_IN_SETTINGS = "settings"
PLACES = [(Place.FLOOR, "Floor"), (Place.BED, "Bed"), (Place.CHAIR, "Chair")]
TALKING = [
    (AS_IN_SETTINGS, "As in Settings"),
    (Talking.FULL, "Full"),
    (Talking.BRIEF, "Brief"),
    (Talking.BELL, "Just the bell"),
]
SOUNDS = [
    (AS_IN_SETTINGS, "As in Settings"),
    (Sounds.BELLS, "Bells"),
    (Sounds.SOFT, "Soft"),
    (Sounds.NONE, "None"),
]
NOT_SET, ADVISED = "not-set", "advised"
TIMES_A_DAY = (1, 6)
DAYS_A_WEEK = (1, 7)
LENGTH_HINT = "Makes every hold, and the rounds of flowing moves, shorter or longer within their limits."


class WholePanel(QWidget):
    """Changes the routine in the model, not its items."""

    closed = Signal()
    copy_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, look: Look, model: EditorModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._model = model
        self.name = _line(look, "Name of the routine", LONGEST_NAME)
        self.description = _line(look, "What it is for", LONGEST_DESCRIPTION)
        low, high = LENGTH_LIMITS
        self.length = LabelledSlider(look, "Gentler or longer", low, high, LENGTH_STEP, length_factor_words)
        self.place = Segmented(look, "Where", [(place.value, words) for place, words in PLACES])
        self.transfers = Button(look, ADD_TRANSFERS, "quiet", icon="plus")
        self.transfers.setProperty("flush", "true")
        self.talking = Choice(look, "What the voice says", TALKING)
        self.sounds = Choice(look, "Sounds", SOUNDS)
        self.how_often = Segmented(look, "How often", [(NOT_SET, "Not set"), (ADVISED, "As advised")])
        self.times = StepperField(look, "Times a day", seconds=False)
        self.days = StepperField(look, "Days a week", seconds=False)
        self.back = Button(look, "Back to how it came", "quiet", icon="arrow-counter-clockwise")
        self.as_new = Button(look, "Save as a new routine", "quiet", icon="copy")
        self.done = Button(look, "Done", "second")
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Show the routine as it is now; what is being typed stays."""
        model, routine = self._model, self._model.routine
        for field, text in ((self.name, routine.name), (self.description, routine.description)):
            if " ".join(field.text().split()) != text and not (field.hasFocus() and not field.text().strip()):
                field.setText(text)
                if not field.hasFocus():
                    field.setCursorPosition(0)
        self.length.set_value(routine.length)
        self.place.choose(routine.place.value)
        self.transfers.setVisible(model.can_add_transfers)
        self.talking.choose(routine.talking or AS_IN_SETTINGS)
        self.sounds.choose(routine.sounds or AS_IN_SETTINGS)
        often = routine.how_often
        self.how_often.choose(NOT_SET if often is None else ADVISED)
        for field_, value, limits in (
            (self.times, 1 if often is None else often.times_a_day, TIMES_A_DAY),
            (self.days, 7 if often is None else often.days_a_week, DAYS_A_WEEK),
        ):
            field_.setVisible(often is not None)
            field_.show_value(field_.caption.text(), routine.name, value, limits, None, set_here=True)
        self.back.setVisible(model.differs_from_built_in)
        self.as_new.setVisible(not model.is_new)

    def begin(self) -> None:
        """Bring the keyboard to the name, ready to be typed over."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def _lay_out(self) -> None:
        look = self._look
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        self.area = SteadyScrollArea()
        self.area.setProperty("role", "inset")
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole.addWidget(self.area, 1)
        inside = TallColumn()
        self.area.setWidget(inside)  # while it is empty: what comes in later is styled once
        column = inside.column
        column.setContentsMargins(INSET, 20, INSET - 12, 16)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.addWidget(label(look, "Whole routine", "heading", wrap=True), 1)
        head.addWidget(self.done)
        column.addLayout(head)
        for caption, control in (
            ("Name", self.name),
            ("What it is for", self.description),
            ("Where", self.place),
            ("Gentler or longer", self.length),
        ):
            self._add(column, caption, control)
            if control is self.place:
                column.addWidget(self.transfers, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(label(look, LENGTH_HINT, "small", "ink2", wrap=True))
        self._add(column, "Voice", self.talking)
        self._add(column, "Sounds", self.sounds)
        self._add(column, "How often", self.how_often)
        often = QHBoxLayout()
        often.setSpacing(20)
        often.addWidget(self.times)
        often.addWidget(self.days)
        often.addStretch(1)
        column.addLayout(often)
        column.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(INSET - 10, 8, INSET - 10, 8)
        foot.setSpacing(0)
        left = Qt.AlignmentFlag.AlignLeft
        foot.addWidget(self.as_new, 0, left)
        foot.addWidget(self.back, 0, left)
        whole.addWidget(hairline())
        whole.addLayout(foot)

    def _add(self, column: QVBoxLayout, caption: str, control: QWidget) -> None:
        words = label(self._look, caption, "small", "ink2")
        words.setContentsMargins(0, 14, 0, 6)
        column.addWidget(words)
        column.addWidget(control)

    def _connect(self) -> None:
        model = self._model
        self.name.textEdited.connect(model.rename)
        self.name.editingFinished.connect(self._finish_name)
        self.description.textEdited.connect(model.describe)
        self.place.chosen.connect(lambda key: model.set_place(Place(key)))
        self.transfers.clicked.connect(self._add_transfers)
        self.length.changed.connect(model.set_length)
        self.talking.chosen.connect(
            lambda key: model.set_talking(None if key == AS_IN_SETTINGS else Talking(key))
        )
        self.sounds.chosen.connect(
            lambda key: model.set_sounds(None if key == AS_IN_SETTINGS else Sounds(key))
        )
        self.how_often.chosen.connect(
            lambda key: model.set_how_often(None if key == NOT_SET else self._advised())
        )
        self.times.changed.connect(lambda _: model.set_how_often(self._advised()))
        self.days.changed.connect(lambda _: model.set_how_often(self._advised()))
        self.done.clicked.connect(self.closed)
        self.as_new.clicked.connect(self.copy_wanted)
        self.back.clicked.connect(self.back_wanted)

    def _add_transfers(self) -> None:
        """The button goes, so the focus stays beside it."""
        self._model.add_transfers()
        self.place.buttons[self.place.value()].setFocus(Qt.FocusReason.OtherFocusReason)

    def _finish_name(self) -> None:
        """A routine has a name: an empty field shows the one there was."""
        if not self.name.text().strip():
            self.name.setText(self._model.routine.name)

    def _advised(self) -> HowOften:
        return HowOften(times_a_day=self.times.stepper.value(), days_a_week=self.days.stepper.value())


def _line(look: Look, name: str, longest: int) -> QLineEdit:
    field = QLineEdit()
    field.setFont(look.font("text"))
    field.setAccessibleName(name)
    field.setMaxLength(longest)
    return field

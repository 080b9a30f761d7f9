"""One line of a prescribed list: what stands on the sheet, and what it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QCompleter, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from stretchplayer.core.avoided import avoided_in
from stretchplayer.core.catalogue import Form, Posture, Side, SideMeaning
from stretchplayer.core.matching import CONFIDENT, match_name
from stretchplayer.core.own_stretch import USUAL_DOSES, own_stretch
from stretchplayer.core.prescription import MOST_SETS, Prescribed, as_item, dose_of_line, form_of, read_line
from stretchplayer.core.routine import LIMITS, Sides
from stretchplayer.exchange import guess
from stretchplayer.ui.suits.words import prescribed_words
from stretchplayer.ui.widgets.choice import Choice
from stretchplayer.ui.widgets.parts import Button, label
from stretchplayer.ui.widgets.stepper import Stepper
from stretchplayer.ui.widgets.thumbnails import Thumbnail

if TYPE_CHECKING:
    from stretchplayer.core.catalogue import AvoidedMove, Catalogue, Stretch
    from stretchplayer.core.matching import Match
    from stretchplayer.core.routine import RoutineItem
    from stretchplayer.core.suitability import Suits
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

THUMB = QSize(86, 56)
NEW, LEAVE_OUT, AS_USUAL = "new", "leave-out", "as-usual"
MATCHES_SHOWN = 4
LEAST_CHOICE = 300  # width; longer words are cut short while the list is closed
SIDES = (
    (AS_USUAL, "Usual sides"),
    (Sides.BOTH, "Both sides"),
    (Sides.LEFT, "Left"),
    (Sides.RIGHT, "Right"),
)
HOLD_LIMITS, TIMES_LIMITS = (0, 600), (0, 30)


@dataclass(frozen=True)
class Made:
    """What a line becomes: entries of the routine, and a new stretch if the library has none."""

    items: tuple[RoutineItem, ...]
    stretch: Stretch | None


class SheetLine(QFrame):
    """One prescribed exercise, and what it will be."""

    changed = Signal()
    entered = Signal()  # Enter in the name: on to the next line
    pasted = Signal(str)  # several lines at once, which are no name
    often_said = Signal(object)  # the line that was typed says how often

    def __init__(
        self, look: Look, pictures: Pictures, catalogue: Catalogue, suits: Suits, number: int
    ) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._suits = suits
        self._moves: tuple[AvoidedMove, ...] = ()
        self._matches: list[Match] = []
        self._how = ""
        self.setProperty("role", "card")
        self._make_parts(look, pictures, number)
        self._lay_out(look)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._match)
        self.name.textChanged.connect(self._note_text)
        self.name.returnPressed.connect(self.entered)
        self.name.editingFinished.connect(self._read_typed)
        self.becomes.chosen.connect(self._show_chosen)
        self.sides.chosen.connect(self._show_chosen)
        for stepper in (self.hold, self.times, self.sets):
            stepper.changed.connect(self._show_chosen)
        self._match()

    def show_line(self, line: Prescribed) -> None:
        """Show what a line of a pasted list says."""
        self._how = line.how
        self.name.setText(line.name)
        self.hold.set_value(round(line.hold_s or 0))
        self.times.set_value(line.repetitions or 0)
        self.sets.set_value(line.sets or 1)
        self.sides.choose(AS_USUAL if line.sides is None else line.sides)
        self._timer.stop()
        self._match()

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been written here."""
        return not self.name.text().strip()

    def line(self) -> Prescribed:
        """What has been written."""
        return Prescribed(
            name=" ".join(self.name.text().split()),
            hold_s=float(self.hold.value()) or None,
            repetitions=self.times.value() or None,
            sets=self.sets.value(),
            sides=None if self.sides.value() == AS_USUAL else Sides(self.sides.value()),
            how=self._how,
        )

    def made(self, new_id: str) -> Made | None:
        """What it becomes; None when it is left out. `new_id` is for a stretch that has to be made."""
        self._read_typed()
        if self._timer.isActive():
            self._timer.stop()
            self._match()
        if self.is_empty or self.becomes.value() == LEAVE_OUT:
            return None
        line = self.line()
        stretch = self._chosen()
        made = self._new(line, new_id) if stretch is None else None
        item = as_item(line, made or stretch)  # type: ignore[arg-type]  # one of them is there
        return Made((item,) * (line.sets or 1), made)

    def set_form(self, *, narrow: bool, tight: bool) -> None:
        """Put what it becomes under the name, and the numbers in two rows, where there is no room."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._top.setDirection(down if narrow else across)
        self._becomes_row.setDirection(down if tight else across)
        self._numbers.setDirection(down if tight else across)

    # ---- parts -------------------------------------------------------------------------------

    def _make_parts(self, look: Look, pictures: Pictures, number: int) -> None:
        self.name = QLineEdit()
        self.name.setFont(look.font("text"))
        self.name.setPlaceholderText("Name, as it stands on the sheet")
        self.name.setAccessibleName(f"Exercise {number}")
        names = sorted({name for stretch in self._catalogue for name in (stretch.name, *stretch.aliases)})
        completer = QCompleter(QStringListModel(names, self), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.name.setCompleter(completer)
        self.hold = Stepper(look, f"Hold, exercise {number}", 0, HOLD_LIMITS, words=_seconds_or_usual)
        self.times = Stepper(look, f"Times, exercise {number}", 0, TIMES_LIMITS, words=_times_or_usual)
        self.sets = Stepper(look, f"Sets, exercise {number}", 1, (1, MOST_SETS), words=_sets)
        self.sides = Choice(look, f"Sides, exercise {number}", SIDES)
        self.becomes = Choice(look, f"What exercise {number} becomes", [(NEW, "A new stretch of yours")])
        self.picture = Thumbnail(look, pictures, "", None, THUMB * max(1.0, look.text_scale))
        self.remove = Button(look, "", "quiet", icon="trash")
        self.remove.setAccessibleName(f"Remove exercise {number}")
        self.remove.setToolTip("Remove")
        self.why = label(look, "", "note", "amber", wrap=True)
        self.how = label(look, "", "note", "ink2", wrap=True)

    def _lay_out(self, look: Look) -> None:
        self.becomes.setMinimumWidth(LEAST_CHOICE)
        across = QBoxLayout.Direction.LeftToRight
        picture = QHBoxLayout()
        picture.setSpacing(12)
        picture.addWidget(label(look, "becomes", "note", "ink2"))
        picture.addWidget(self.picture)
        picture.addStretch(1)
        self._below = QWidget()
        self._becomes_row = QBoxLayout(across, self._below)
        self._becomes_row.setSpacing(12)
        self._becomes_row.setContentsMargins(0, 0, 0, 0)
        self._becomes_row.addLayout(picture)
        self._becomes_row.addWidget(self.becomes, 0, Qt.AlignmentFlag.AlignLeft)
        self._becomes_row.addStretch(1)
        self._top = QBoxLayout(across)
        self._top.setSpacing(12)
        self._top.addWidget(self.name, 1)
        self._top.addWidget(self._below)
        self._numbers = QBoxLayout(across)
        self._numbers.setSpacing(8)
        for pair in ((self.hold, self.times), (self.sets, self.sides, self.remove)):
            row = QHBoxLayout()
            row.setSpacing(8)
            for control in pair:
                row.addWidget(control)
            self._numbers.addLayout(row)
            row.addStretch(1)
        self._numbers.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 12, 12)
        column.setSpacing(10)
        column.addLayout(self._top)
        column.addLayout(self._numbers)
        column.addWidget(self.how)
        column.addWidget(self.why)

    # ---- what it becomes ---------------------------------------------------------------------

    def _note_text(self, text: str) -> None:
        if "\n" in text.strip():
            self.name.clear()
            self.pasted.emit(text)
        else:
            self._timer.start(0)

    def _read_typed(self) -> None:
        """Take the numbers that were typed behind the name to where they belong."""
        read = read_line(self.name.text())
        if read is None or not read.has_dose:
            return
        before = self.line()
        if read.often is not None:
            self.often_said.emit(read.often)
        self.show_line(
            Prescribed(
                name=read.name,
                hold_s=before.hold_s or read.hold_s,
                repetitions=before.repetitions or read.repetitions,
                sets=read.sets or before.sets,
                sides=before.sides or read.sides,
                how=read.how or before.how,
            )
        )

    def _match(self) -> None:
        """Look for the name in the library, and for moves that are better left out."""
        name = self.name.text().strip()
        self._below.setVisible(bool(name))
        self.how.setText(f"The sheet says: {self._how}")
        self.how.setVisible(bool(name and self._how))
        self._moves = avoided_in(name, (self._how,), self._catalogue.avoided) if name else ()
        self._matches = match_name(name, self._catalogue)[:MATCHES_SHOWN] if name and not self._moves else []
        choices = [(match.stretch.id, match.stretch.name) for match in self._matches]
        new = "Keep it, it was advised to me" if self._moves else "A new stretch of yours"
        choices += [(NEW, new), (LEAVE_OUT, "Leave it out")]
        swaps = dict.fromkeys(id_ for move in self._moves for id_ in move.instead if id_ in self._catalogue)
        choices = [(id_, f"{self._catalogue[id_].name}, in its place") for id_ in swaps] + choices
        self.becomes.set_choices(choices)
        self.becomes.choose(choices[0][0] if self._is_sure or self._moves else NEW)
        self._show_chosen()

    @property
    def _is_sure(self) -> bool:
        return bool(self._matches) and self._matches[0].score >= CONFIDENT

    def _chosen(self) -> Stretch | None:
        """The stretch of the library it becomes; None when it is a new one or none."""
        return self._catalogue.get(self.becomes.value())

    def _new(self, line: Prescribed, new_id: str) -> Stretch:
        form = form_of(line)
        steps = (line.how,) if line.how else ()
        by_words = guess.sides(line.name, steps)
        if by_words is None and line.sides is not None:
            by_words = SideMeaning.ARM if guess.of_arms(line.name) else SideMeaning.LEG
        return own_stretch(
            id=new_id,
            name=line.name,
            steps=steps,
            form=form,
            posture=guess.posture(line.name, steps) or Posture.LYING_BACK,
            sides=by_words,
            dose=dose_of_line(line, USUAL_DOSES[form]),
        )

    def _show_chosen(self) -> None:
        stretch = self._chosen()
        side = Side.RIGHT if stretch is not None and stretch.one_sided else None
        self.picture.show_pose("" if stretch is None else stretch.pose, side)
        self.sides.setEnabled(stretch is None or stretch.one_sided)
        said = [move.why for move in self._moves]
        if self._matches and not self._is_sure and stretch is None and self.becomes.value() == NEW:
            said.append(f"Not sure. If the sheet means {self._matches[0].stretch.name}, choose it here.")
        if self.becomes.value() != LEAVE_OUT and not self.is_empty:
            line = self.line()
            becomes = stretch or self._new(line, "")
            said += _beyond(line, becomes)
            said += prescribed_words(self._suits.verdict(becomes))
        self.why.setText(" ".join(said))
        self.why.setVisible(bool(said))
        self.changed.emit()


def _beyond(line: Prescribed, stretch: Stretch) -> list[str]:
    """What of a line cannot be as the sheet says, in sentences."""
    item, limits = as_item(line, stretch), LIMITS[stretch.form]
    said = []
    if line.hold_s is not None and item.hold_s is None:
        said.append("This one goes with the breath, so the seconds stay as usual.")
    elif line.hold_s is not None and item.hold_s != line.hold_s:
        low, high = limits.hold_s
        said.append(f"Holds of {low:.0f} to {high:.0f} s can be played here, so it is {item.hold_s:.0f} s.")
    if line.repetitions is not None and stretch.form is Form.TIMED:
        said.append("This one goes by the clock and is done once.")
    elif line.repetitions is not None and item.repetitions != line.repetitions:
        said.append(f"{item.repetitions} times a set can be played here. For more, add sets.")
    return said


def _seconds_or_usual(value: int) -> str:
    return "usual hold" if not value else f"{value} s"


def _times_or_usual(value: int) -> str:
    return "usual reps" if not value else f"× {value}"


def _sets(value: int) -> str:
    return "1 set" if value == 1 else f"{value} sets"

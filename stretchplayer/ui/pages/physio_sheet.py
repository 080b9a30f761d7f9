"""My physio's sheet: a prescribed list, typed or pasted, that becomes a routine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QBoxLayout,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from stretchplayer.core.avoided import avoided_in
from stretchplayer.core.catalogue import Posture, Side, SideMeaning
from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.core.matching import CONFIDENT, match_name
from stretchplayer.core.own_stretch import USUAL_DOSES, own_stretch
from stretchplayer.core.prescription import MOST_LINES, Prescribed, as_item, dose_of_line, form_of, read_list
from stretchplayer.core.routine import HowOften, Routine, Sides
from stretchplayer.ui.widgets.choice import Choice
from stretchplayer.ui.widgets.parts import Banner, Button, label
from stretchplayer.ui.widgets.scroll_page import ScrollPage
from stretchplayer.ui.widgets.stepper import Stepper
from stretchplayer.ui.widgets.thumbnails import Thumbnail

if TYPE_CHECKING:
    from stretchplayer.app.library_service import LibraryService
    from stretchplayer.app.routine_service import RoutineService
    from stretchplayer.core.catalogue import AvoidedMove, Catalogue, Stretch
    from stretchplayer.core.routine import RoutineItem
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

THUMB = QSize(86, 56)
FIRST_LINES = 3
USUAL_NAME = "My physio’s list"
NEW, LEAVE_OUT = "new", "leave-out"
MATCHES_SHOWN = 4
SIDES = ((Sides.BOTH, "Both sides"), (Sides.LEFT, "Left"), (Sides.RIGHT, "Right"))
HOLD_LIMITS, TIMES_LIMITS = (0, 600), (0, 30)


@dataclass(frozen=True)
class _Made:
    """What a line becomes: an entry of the routine, and a new stretch if the library has none."""

    item: RoutineItem
    stretch: Stretch | None


class SheetLine(QFrame):
    """One prescribed exercise, and what it will be."""

    changed = Signal()
    entered = Signal()  # Enter in the name: on to the next line

    def __init__(self, look: Look, pictures: Pictures, catalogue: Catalogue, number: int) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._moves: tuple[AvoidedMove, ...] = ()
        self.setProperty("role", "card")
        self.name = QLineEdit()
        self.name.setFont(look.font("text"))
        self.name.setPlaceholderText("Name, as it stands on the sheet")
        self.name.setAccessibleName(f"Exercise {number}")
        names = sorted({name for stretch in catalogue for name in (stretch.name, *stretch.aliases)})
        completer = QCompleter(QStringListModel(names, self), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.name.setCompleter(completer)
        self.hold = Stepper(look, f"Hold, exercise {number}", 0, HOLD_LIMITS, words=_seconds_or_usual)
        self.times = Stepper(look, f"Times, exercise {number}", 0, TIMES_LIMITS, words=_times_or_usual)
        self.sides = Choice(look, f"Sides, exercise {number}", SIDES)
        self.becomes = Choice(look, f"What exercise {number} becomes", [(NEW, "A new stretch of yours")])
        self.picture = Thumbnail(look, pictures, "", None, THUMB)
        self.remove = Button(look, "", "quiet", icon="trash")
        self.remove.setAccessibleName(f"Remove exercise {number}")
        self.why = label(look, "", "note", "amber", wrap=True)
        self.why.hide()
        self._lay_out(look)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._match)
        self.name.textChanged.connect(lambda: self._timer.start(0))
        self.name.returnPressed.connect(self.entered)
        self.becomes.chosen.connect(self._show_chosen)
        for signal in (self.hold.changed, self.times.changed):
            signal.connect(lambda _: self.changed.emit())
        self._match()

    def show_line(self, line: Prescribed) -> None:
        """Show what a line of a pasted list says."""
        self.name.setText(line.name)
        self.hold.set_value(round(line.hold_s or 0))
        self.times.set_value(line.repetitions or 0)
        self.sides.choose(line.sides or Sides.BOTH)
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
            sides=Sides(self.sides.value()),
        )

    def made(self, new_id: str) -> _Made | None:
        """What it becomes; None when it is left out. `new_id` is for a stretch that has to be made."""
        self._timer.stop()
        if self.is_empty or self.becomes.value() == LEAVE_OUT:
            return None
        line = self.line()
        if self.becomes.value() != NEW:
            return _Made(as_item(line, self._catalogue[self.becomes.value()]), None)
        form = form_of(line)
        stretch = own_stretch(
            id=new_id,
            name=line.name,
            form=form,
            posture=Posture.LYING_BACK,
            sides=SideMeaning.LEG,
            dose=dose_of_line(line, USUAL_DOSES[form]),
        )
        return _Made(as_item(line, stretch), stretch)

    def set_tight(self, *, tight: bool) -> None:
        """Put the numbers under the name where there is no room beside it."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if tight else across)

    def _lay_out(self, look: Look) -> None:
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(10)
        self._row.addWidget(self.name, 1)
        for control in (self.hold, self.times, self.sides):
            self._row.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft)
        self._row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.picture)
        below.addWidget(label(look, "becomes", "note", "ink2"))
        below.addWidget(self.becomes)
        below.addStretch(1)
        self._below = QWidget()
        self._below.setLayout(below)
        below.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(self._row)
        column.addWidget(self._below)
        column.addWidget(self.why)

    def _match(self) -> None:
        """Look for the name in the library, and for moves that are better left out."""
        name = self.name.text().strip()
        self._below.setVisible(bool(name))
        self._moves = avoided_in(name, (), self._catalogue.avoided) if name else ()
        matches = match_name(name, self._catalogue)[:MATCHES_SHOWN] if name and not self._moves else []
        choices = [(match.stretch.id, match.stretch.name) for match in matches]
        new = "Keep it, somebody who knows my back advised it" if self._moves else "A new stretch of yours"
        choices.append((NEW, new))
        if self._moves:
            swaps = dict.fromkeys(
                id_ for move in self._moves for id_ in move.instead if id_ in self._catalogue
            )
            choices = [(id_, f"{self._catalogue[id_].name}, in its place") for id_ in swaps] + choices
            choices.append((LEAVE_OUT, "Leave it out"))
        self.becomes.set_choices(choices)
        sure = bool(matches) and matches[0].score >= CONFIDENT
        self.becomes.choose(choices[0][0] if sure or self._moves else NEW)
        self.why.setText(" ".join(move.why for move in self._moves))
        self.why.setVisible(bool(self._moves))
        self._show_chosen()

    def _show_chosen(self) -> None:
        id_ = self.becomes.value()
        stretch = self._catalogue.get(id_)
        side = Side.RIGHT if stretch is not None and stretch.one_sided else None
        self.picture.show_pose("" if stretch is None else stretch.pose, side)
        self.sides.setEnabled(stretch is None or stretch.one_sided)
        self.changed.emit()


class PhysioSheetPage(ScrollPage):
    """Lines to fill in; each says what it becomes before anything is kept."""

    left = Signal()
    made = Signal(str)  # id of the new routine

    def __init__(
        self, look: Look, pictures: Pictures, library: LibraryService, routines: RoutineService
    ) -> None:
        super().__init__(look)
        self._pictures = pictures
        self._library = library
        self._routines = routines
        self.lines: list[SheetLine] = []
        self._make_parts()
        self._lay_out()
        self.form_changed.connect(self._arrange)
        self.begin()

    def begin(self) -> None:
        """Start with empty lines."""
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines.clear()
        self.name.setText(USUAL_NAME)
        self._problem.hide()
        for _ in range(FIRST_LINES):
            self.add_line()
        self.lines[0].name.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_line(self) -> SheetLine:
        """Add an empty line at the end."""
        line = SheetLine(self._look, self._pictures, self._library.catalogue, len(self.lines) + 1)
        line.set_tight(tight=self.narrow)
        line.changed.connect(self._count)
        line.entered.connect(lambda: self._go_on_from(line))
        line.remove.clicked.connect(lambda: self._remove(line))
        self.lines.append(line)
        self._lines.addWidget(line)
        self._count()
        return line

    def take_text(self, text: str) -> None:
        """Fill lines from a pasted list, after those that have been written."""
        read = read_list(text)
        if not read:
            self._say("There is no list to paste. Copy the lines of the sheet first.")
            return
        for line in [line for line in self.lines if line.is_empty]:
            self._take_away(line)
        for prescribed in read[: MOST_LINES - len(self.lines)]:
            self.add_line().show_line(prescribed)
        self._problem.hide()

    def make(self) -> None:
        """Make the routine, and the stretches the library does not have."""
        made = [line.made(self._library.new_stretch_id()) for line in self.lines]
        kept = [entry for entry in made if entry is not None]
        if not kept:
            self._say("Please write at least one exercise.")
            return
        often = HowOften(times_a_day=self.times_a_day.value(), days_a_week=self.days_a_week.value())
        routine = Routine(
            id="",
            name=" ".join(self.name.text().split()) or USUAL_NAME,
            description="As it stands on your sheet.",
            items=tuple(entry.item for entry in kept),
            how_often=often,
        )
        try:
            new = [entry.stretch for entry in kept if entry.stretch is not None]
            if new:
                self._library.bring_in(new)
            self.made.emit(self._routines.create(routine).id)
        except StretchPlayerError as error:
            self._say(str(error))

    # ---- parts -------------------------------------------------------------------------------

    def _make_parts(self) -> None:
        look = self._look
        self.back = Button(look, "Routines", "quiet", icon="caret-left")
        self.back.setProperty("flush", "true")
        self.back.clicked.connect(self.left)
        self.paste = Button(look, "Paste a list", "second", icon="clipboard-text")
        self.paste.clicked.connect(lambda: self.take_text(QGuiApplication.clipboard().text()))
        self.make_button = Button(look, "Make the routine", "primary")
        self.make_button.clicked.connect(self.make)
        self._problem = Banner(look, "", "easeoff", "info-fill")
        self._problem.hide()
        self.name = QLineEdit()
        self.name.setFont(look.font("text"))
        self.name.setMaxLength(60)
        self.name.setAccessibleName("Name of the routine")
        self.times_a_day = Stepper(look, "Times a day", 1, (1, 6), words=lambda n: f"{n} × a day")
        self.days_a_week = Stepper(look, "Days a week", 7, (1, 7), words=_days)
        self.more = Button(look, "Add a line", "quiet", icon="plus")
        self.more.clicked.connect(self._add_and_go)

    def _lay_out(self) -> None:
        look = self._look
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.back)
        head.addStretch(1)
        head.addWidget(self.paste)
        head.addWidget(self.make_button)
        about = (
            "Write the list as it stands on the sheet. Each line says what it becomes; "
            "numbers that are left open stay as usual."
        )
        self._often = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._often.setSpacing(12)
        self._often.addWidget(self.name, 1)
        self._often.addWidget(self.times_a_day, 0, Qt.AlignmentFlag.AlignLeft)
        self._often.addWidget(self.days_a_week, 0, Qt.AlignmentFlag.AlignLeft)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(12)
        self.column.addLayout(head)
        self.column.addSpacing(6)
        self.column.addWidget(label(look, "My physio’s sheet", "title-small", wrap=True))
        self.column.addWidget(label(look, about, "note", "ink2", wrap=True))
        self.column.addSpacing(12)
        self.column.addWidget(self._problem)
        self.column.addSpacing(4)
        self.column.addLayout(self._often)
        self.column.addSpacing(16)
        self.column.addLayout(self._lines)
        self.column.addSpacing(8)
        self.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def _arrange(self) -> None:
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._often.setDirection(down if self.tight else across)
        for line in self.lines:
            line.set_tight(tight=self.narrow)

    # ---- inside ------------------------------------------------------------------------------

    def _count(self) -> None:
        self.more.setEnabled(len(self.lines) < MOST_LINES)
        self.make_button.setEnabled(any(not line.is_empty for line in self.lines))

    def _go_on_from(self, line: SheetLine) -> None:
        place = self.lines.index(line) + 1
        following = self.lines[place] if place < len(self.lines) else self.add_line()
        following.name.setFocus(Qt.FocusReason.TabFocusReason)

    def _add_and_go(self) -> None:
        self.add_line().name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_away(self, line: SheetLine) -> None:
        self.lines.remove(line)
        self._lines.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _remove(self, line: SheetLine) -> None:
        self._take_away(line)
        if not self.lines:
            self.add_line()
        self._count()

    def _say(self, words: str) -> None:
        self._problem.words.setText(words)
        self._problem.show()
        self.bring_up(self._problem)


def _seconds_or_usual(value: int) -> str:
    return "as usual" if not value else f"{value} s"


def _times_or_usual(value: int) -> str:
    return "as usual" if not value else f"× {value}"


def _days(value: int) -> str:
    return "every day" if value == 7 else f"{value} days a week"

"""My physio's sheet: a prescribed list, typed or pasted, that becomes a routine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QVBoxLayout

from stretchplayer.app.routine_service import free_name
from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.core.prescription_list import MOST_LINES, read_list
from stretchplayer.core.routine import MOST_ITEMS, HowOften, Routine
from stretchplayer.core.suitability import Suits
from stretchplayer.ui.editor.words import how_often_words
from stretchplayer.ui.pages.sheet_line import SheetLine
from stretchplayer.ui.widgets.announce import announce
from stretchplayer.ui.widgets.head_row import HeadRow
from stretchplayer.ui.widgets.parts import Banner, Button, label
from stretchplayer.ui.widgets.problem import Problem
from stretchplayer.ui.widgets.scroll_page import ScrollPage
from stretchplayer.ui.widgets.stepper import Stepper
from stretchplayer.ui.words import count_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchplayer.app.library_service import LibraryService
    from stretchplayer.app.routine_service import RoutineService
    from stretchplayer.app.services import SettingsService
    from stretchplayer.core.prescription import Prescribed
    from stretchplayer.core.prescription_list import Reading
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

FIRST_LINES = 3
USUAL_NAME = "My physio’s list"


class PhysioSheetPage(ScrollPage):
    """Lines to fill in; each says what it becomes before anything is kept."""

    left = Signal()
    made = Signal(str)  # id of the new routine

    def __init__(
        self,
        look: Look,
        pictures: Pictures,
        library: LibraryService,
        routines: RoutineService,
        settings: SettingsService,
    ) -> None:
        super().__init__(look)
        self._settings = settings
        self._pictures = pictures
        self._library = library
        self._routines = routines
        self.lines: list[SheetLine] = []
        self._aside: list[str] = []  # of the pasted text, what reads like no exercise
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
        self._aside.clear()
        self.name.setText(USUAL_NAME)
        self.times_a_day.set_value(1)
        self.days_a_week.set_value(7)
        self._problem.hide()
        self.told.hide()
        for _ in range(FIRST_LINES):
            self.add_line()
        self.lines[0].name.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_line(self) -> SheetLine:
        """Add an empty line at the end."""
        suits = Suits.of_preferences(self._settings.preferences)
        number = len(self.lines) + 1
        line = SheetLine(self._look, self._pictures, self._library.catalogue, suits, number)
        line.set_form(narrow=self.narrow, tight=self.tight)
        line.changed.connect(self._count)
        line.entered.connect(lambda: self._go_on_from(line))
        line.pasted.connect(self.take_text)
        line.often_said.connect(self._set_often)
        line.remove.clicked.connect(lambda: self._remove(line))
        self.lines.append(line)
        self._lines.addWidget(line)
        self._count()
        return line

    def take_text(self, text: str) -> None:
        """Fill lines from a pasted list, after those that have been written."""
        read = read_list(text)
        if not read.lines and not read.aside:
            self._problem.say("There is no list to paste. Copy the lines of the sheet first.")
            return
        self._problem.hide()
        left_over = read.too_many + self._fill_in(read.lines)
        self._aside += read.aside
        if read.often:
            self._set_often(read.often[0])
        self._tell(read, left_over)

    def take_aside(self) -> None:
        """Make lines of what was not taken for exercises."""
        texts, self._aside = self._aside, []
        self.told.hide()
        for text in texts[: MOST_LINES - len(self.lines)]:
            self.add_line().name.setText(text)
        self._count()

    def make(self) -> None:
        """Make the routine, and the stretches the library does not have."""
        made = [line.made(self._library.new_stretch_id()) for line in self.lines]
        kept = [entry for entry in made if entry is not None]
        if not kept:
            self._problem.say("Please write at least one exercise.")
            return
        items = tuple(item for entry in kept for item in entry.items)
        if len(items) > MOST_ITEMS:
            self._problem.say(
                f"These are {len(items)} parts with all sets; a routine can have {MOST_ITEMS}. "
                "Please take fewer sets, or make two routines of it."
            )
            return
        often = HowOften(times_a_day=self.times_a_day.value(), days_a_week=self.days_a_week.value())
        routine = Routine(
            id=self._library.new_stretch_id(),
            name=free_name(
                " ".join(self.name.text().split()) or USUAL_NAME,
                (other.name for other in self._routines.all()),
            ),
            description="As it stands on your sheet.",
            items=items,
            how_often=often,
        )
        try:
            new = [entry.stretch for entry in kept if entry.stretch is not None]
            self._library.bring_in(new, routines=[routine])  # together, or none of it
        except StretchPlayerError as error:
            self._problem.say(f"{error} Nothing was kept.")
            return
        self._routines.changed.emit("")
        self.made.emit(routine.id)

    # ---- parts -------------------------------------------------------------------------------

    def _make_parts(self) -> None:
        look = self._look
        self.paste = Button(look, "Paste a list", "second", icon="clipboard-text")
        self.paste.clicked.connect(lambda: self.take_text(QGuiApplication.clipboard().text()))
        self.make_button = Button(look, "Make the routine", "primary")
        self.make_button.clicked.connect(self.make)
        self.head = HeadRow(look, "Routines", self.paste, self.make_button)
        self.head.left.connect(self.left)
        self._problem = Problem(look, self)
        self.told = Banner(look, "", "note", "info-fill")
        self.aside_button = Button(look, "Add as lines", "quiet")
        self.aside_button.clicked.connect(self.take_aside)
        self.told.add(self.aside_button)
        self.told.hide()
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
        self.column.addWidget(self.head)
        self.column.addSpacing(6)
        self.column.addWidget(label(look, "My physio’s sheet", "title-small", wrap=True))
        self.column.addWidget(label(look, about, "note", "ink2", wrap=True))
        self.column.addSpacing(12)
        self.column.addWidget(self._problem)
        self.column.addWidget(self.told)
        self.column.addSpacing(12)
        self.column.addLayout(self._often)
        self.column.addSpacing(16)
        self.column.addLayout(self._lines)
        self.column.addSpacing(8)
        self.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def _arrange(self) -> None:
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._often.setDirection(down if self.tight else across)
        self.head.set_tight(tight=self.tight)
        for line in self.lines:
            line.set_form(narrow=self.narrow, tight=self.tight)

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

    def _fill_in(self, prescribed: Sequence[Prescribed]) -> int:
        """Add these lines; returns how many there was no room for."""
        for line in [line for line in self.lines if line.is_empty]:
            self._take_away(line)
        room = MOST_LINES - len(self.lines)
        for one in prescribed[:room]:
            self.add_line().show_line(one)
        if not self.lines:
            self.add_line()
        return max(0, len(prescribed) - room)

    def _set_often(self, often: HowOften) -> None:
        self.times_a_day.set_value(often.times_a_day)
        self.days_a_week.set_value(often.days_a_week)

    def _tell(self, read: Reading, left_over: int) -> None:
        """Say what of a pasted text is not in the lines."""
        said = []
        if len(read.often) > 1:
            ways = ", ".join(how_often_words(often).lower() for often in read.often)
            said.append(f"The list says how often in different ways: {ways}. The first is set below.")
        if left_over:
            said.append(
                f"{count_words(left_over, 'line', 'lines')} more did not fit; a sheet has {MOST_LINES}."
            )
        if self._aside:
            texts = ", ".join(f"“{text}”" for text in self._aside)
            said.append(f"Not taken, as it does not read like an exercise: {texts}.")
        self.aside_button.setVisible(bool(self._aside))
        self.told.words.setText(" ".join(said))
        self.told.setVisible(bool(said))
        if said:
            self.bring_up(self.told)
            announce(self.told, " ".join(said))


def _days(value: int) -> str:
    return "every day" if value == 7 else f"{value} days a week"

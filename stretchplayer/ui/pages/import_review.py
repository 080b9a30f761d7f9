"""What a file brings, looked through before anything of it is kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.core.history import PictureKind
from stretchplayer.core.own_stretch import OWN_PREFIX, PICTURE_PREFIX
from stretchplayer.core.suitability import Suits
from stretchplayer.exchange.carry_out import NewIds, carry_out
from stretchplayer.exchange.detect import read_file
from stretchplayer.exchange.plan import Choice as Fate
from stretchplayer.exchange.usual import usual_plan
from stretchplayer.figure.own_image import check_image
from stretchplayer.figure.own_pose import check_pose
from stretchplayer.ui.pages.file_drop import take_files
from stretchplayer.ui.stretches.detail import origin_words
from stretchplayer.ui.suits.words import prescribed_words
from stretchplayer.ui.widgets.choice import Choice
from stretchplayer.ui.widgets.head_row import HeadRow
from stretchplayer.ui.widgets.parts import Button, clear, label
from stretchplayer.ui.widgets.problem import Problem
from stretchplayer.ui.widgets.scroll_page import ScrollPage
from stretchplayer.ui.widgets.search_field import SearchField
from stretchplayer.ui.widgets.switch import Switch
from stretchplayer.ui.widgets.thumbnails import Thumbnail
from stretchplayer.ui.words import count_words

if TYPE_CHECKING:
    from stretchplayer.app.library_service import LibraryService
    from stretchplayer.app.routine_service import RoutineService
    from stretchplayer.app.services import SettingsService
    from stretchplayer.exchange.plan import ImportPlan, PlannedRoutine, PlannedStretch
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

THUMB = QSize(110, 70)
AT_ONCE = 40  # rows; of a longer list the others are found by typing
SEARCH_FROM = 12
_MAKE, _LEAVE_OUT = "make", "leave-out"


class ImportPage(ScrollPage):
    """Call `begin` with a file; `brought` tells what became of it, `left` that it was left alone."""

    left = Signal()
    brought = Signal(str, object)  # a sentence, and the ids of new routines

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
        self._plan: ImportPlan | None = None
        self._make_parts()
        self.form_changed.connect(self._arrange)
        take_files(self, self.begin)

    @property
    def plan(self) -> ImportPlan | None:
        """What would be brought in; None when the file cannot be taken."""
        return self._plan

    def begin(self, path: Path) -> None:
        """Look through a file."""
        self._title.setText(f"Bring in {path.name}")
        self._problem.hide()
        self.field.setText("")
        try:
            self._plan = usual_plan(
                read_file(path),
                self._library.catalogue,
                check_picture=check_image,
                check_pose=check_pose,
                routine_names=[routine.name for routine in self._routines.all()],
            )
        except StretchPlayerError as error:
            self._plan = None
            self._problem.say(f"{error} Nothing was changed.")
        self._fill()
        self.verticalScrollBar().setValue(0)
        shown = self.bring if self.bring.isEnabled() and self._plan is not None else self.head.back
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, plan: ImportPlan) -> None:
        """Go on with another plan."""
        self._plan = plan
        self._count()

    def carry_out(self) -> None:
        """Keep what was chosen, all of it or nothing."""
        if self._plan is None:
            return
        library = self._library
        ids = NewIds(
            library.new_stretch_id,
            lambda: library.new_picture(PictureKind.IMAGE, b"").id,
            library.new_stretch_id,
        )
        made = carry_out(self._plan, library.catalogue, ids)
        try:
            library.bring_in(made.stretches, made.pictures, made.routines)
        except StretchPlayerError as error:
            self._problem.say(f"{error} Nothing was changed.")
            return
        self._routines.changed.emit("")
        words = f"Brought in {self._what(len(made.routines), len(made.stretches))}."
        self.brought.emit(words, [routine.id for routine in made.routines])

    # ---- parts -------------------------------------------------------------------------------

    def _make_parts(self) -> None:
        look = self._look
        self.bring = Button(look, "Bring in", "primary", icon="check")
        self.bring.clicked.connect(self.carry_out)
        self.head = HeadRow(look, "Leave it", self.bring)
        self.head.left.connect(self.left)
        self._title = label(look, "", "title-small", wrap=True)
        self._about = label(look, "", "note", "ink2", wrap=True)
        self._problem = Problem(look, self)
        self.field = SearchField(look, "Search in the file")
        self.field.changed.connect(lambda _: self._fill())
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.column.addWidget(self.head)
        self.column.addSpacing(6)
        self.column.addWidget(self._title)
        self.column.addSpacing(4)
        self.column.addWidget(self._about)
        self.column.addSpacing(10)
        self.column.addWidget(self._problem)
        self.column.addWidget(self.field)
        self.column.addSpacing(10)
        self.column.addLayout(self._rows)
        self.column.addStretch(1)

    def _fill(self) -> None:
        clear(self._rows)
        plan = self._plan
        self._count()
        self.field.setVisible(plan is not None and len(plan.stretches) >= SEARCH_FROM)
        if plan is None:
            return
        for remark in plan.remarks:
            self._rows.addWidget(label(self._look, remark, "note", "ink2", wrap=True))
        wanted = self.field.text().casefold().split()
        if plan.routines and not wanted:
            self._rows.addWidget(label(self._look, "Routines", "section"))
            for index, routine in enumerate(plan.routines):
                self._rows.addWidget(self._routine_row(index, routine))
        found = [one for one in plan.stretches if all(w in one.foreign.name.casefold() for w in wanted)]
        found.sort(key=lambda one: one.avoided is None)  # what needs a look comes first
        if found:
            self._rows.addWidget(label(self._look, "Stretches", "section"))
        for one in found[:AT_ONCE]:
            self._rows.addWidget(self._stretch_row(one))
        if len(found) > AT_ONCE:
            rest = f"And {len(found) - AT_ONCE} more. Type a name above to find one."
            self._rows.addWidget(label(self._look, rest, "note", "ink2", wrap=True))
        elif not found:
            self._rows.addWidget(label(self._look, "Nothing of that name is in the file.", "note", "ink2"))

    def _routine_row(self, index: int, routine: PlannedRoutine) -> QWidget:
        row, box = self._row()
        name = QLineEdit(routine.name)
        name.setFont(self._look.font("text"))
        name.setMaxLength(60)
        name.setAccessibleName(f"Name of routine {index + 1}")
        name.textEdited.connect(lambda text: self._rename(index, text))
        count = count_words(len(routine.foreign.items), "entry", "entries")
        switch = Switch(self._look, f"Bring in {routine.name}")
        switch.setChecked(routine.taken)
        switch.clicked.connect(lambda on: self._take(index, on))
        words = label(self._look, count, "note", "ink2")
        box.addWidget(name, 1)
        box.addWidget(words)
        box.addWidget(switch, 0, Qt.AlignmentFlag.AlignLeft)
        return row

    def _stretch_row(self, planned: PlannedStretch) -> QWidget:
        foreign, look = planned.foreign, self._look
        row, box = self._row()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(label(look, foreign.name, "item", wrap=True))
        if planned.avoided is not None:
            words.addWidget(label(look, planned.avoided.why, "note", "amber", wrap=True))
        elif foreign.steps:
            words.addWidget(label(look, foreign.steps[0], "note", "ink2", wrap=True))
        if foreign.origin is not None:
            words.addWidget(label(look, origin_words(foreign.origin), "small", "ink2", wrap=True))
        for remark in planned.remarks:
            words.addWidget(label(look, remark, "small", "amber", wrap=True))
        suits = label(look, "", "small", "amber", wrap=True)
        words.addWidget(suits)
        words.addStretch(1)
        picture = self._picture(planned)
        choice = Choice(look, f"What {foreign.name} becomes", self._choices(planned))
        choice.choose(planned.use or (_MAKE if planned.choice is Fate.MAKE else _LEAVE_OUT))
        choice.chosen.connect(lambda key: self._choose(planned.key, key))
        choice.chosen.connect(lambda key: self._show_suits(suits, key))
        self._show_suits(suits, choice.value())
        box.addWidget(picture, 0, Qt.AlignmentFlag.AlignLeft)
        box.addLayout(words, 1)
        box.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
        return row

    def _show_suits(self, note: QLabel, use: str) -> None:
        """Say what there is to be said of the stretch of the library that it would be."""
        stretch = self._library.catalogue.get(use)
        suits = Suits.of_preferences(self._settings.preferences)
        said = [] if stretch is None else prescribed_words(suits.verdict(stretch))
        note.setText(" ".join(said))
        note.setVisible(bool(said))

    def _choices(self, planned: PlannedStretch) -> list[tuple[str, str]]:
        catalogue = self._library.catalogue
        ids = dict.fromkeys(filter(None, (planned.use, *planned.candidates)))
        choices = [(id_, f"Use {catalogue[id_].name}") for id_ in ids]
        new = "Keep it, it was advised to me" if planned.avoided else "A new stretch of mine"
        return [*choices, (_MAKE, new), (_LEAVE_OUT, "Leave it out")]

    def _picture(self, planned: PlannedStretch) -> QWidget:
        """The picture of the file; for what the library has, the one of the library."""
        picture = planned.picture
        if picture is not None and picture.kind is PictureKind.IMAGE:
            pixmap = QPixmap()
            pixmap.loadFromData(picture.data)
            ratio = self.devicePixelRatioF()
            scaled = pixmap.scaled(
                THUMB * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            scaled.setDevicePixelRatio(ratio)
            shown = QLabel()
            shown.setFixedSize(THUMB)
            shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
            shown.setPixmap(scaled)
            return shown
        pose = self._library.catalogue[planned.use].pose if planned.use else ""
        return Thumbnail(self._look, self._pictures, pose, None, THUMB)

    def _row(self) -> tuple[QWidget, QBoxLayout]:
        row = QFrame()
        row.setProperty("role", "card")
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        box = QBoxLayout(down if self.tight else across, row)
        box.setContentsMargins(16, 10, 16, 10)
        box.setSpacing(14)
        return row, box

    def _arrange(self) -> None:
        self.head.set_tight(tight=self.tight)
        self._fill()

    # ---- what is chosen ----------------------------------------------------------------------

    def _choose(self, key: str, what: str) -> None:
        assert self._plan is not None
        match what:
            case "make":
                plan = self._plan.choose(key, Fate.MAKE)
            case "leave-out":
                plan = self._plan.choose(key, Fate.LEAVE_OUT)
            case _:
                plan = self._plan.choose(key, Fate.USE, what)
        self.choose(plan)

    def _take(self, index: int, taken: bool) -> None:
        assert self._plan is not None
        self.choose(self._plan.take(index, taken))

    def _rename(self, index: int, name: str) -> None:
        assert self._plan is not None
        if name.strip():
            self.choose(self._plan.rename(index, name.strip()))

    def _count(self) -> None:
        """Say what would be kept, worked out from the plan itself."""
        plan = self._plan
        self.bring.setVisible(plan is not None)
        self._about.setVisible(plan is not None)
        if plan is None:
            return
        numbers = iter(range(10**9))
        ids = NewIds(
            lambda: f"{OWN_PREFIX}{next(numbers)}",
            lambda: f"{PICTURE_PREFIX}{next(numbers)}",
            lambda: f"{OWN_PREFIX}{next(numbers)}",
        )
        would = carry_out(plan, self._library.catalogue, ids)
        what = self._what(len(would.routines), len(would.stretches))
        some = bool(would.routines or would.stretches)
        self.bring.setEnabled(some)
        told = f"This would bring in {what}." if some else "Your library has all of it, or it is left out."
        self._about.setText(f"From {plan.kind}. {told} Nothing is kept until you say so.")

    @staticmethod
    def _what(routines: int, stretches: int) -> str:
        parts = []
        if routines:
            parts.append(count_words(routines, "routine", "routines"))
        if stretches:
            parts.append(count_words(stretches, "stretch of yours", "stretches of yours"))
        return " and ".join(parts)

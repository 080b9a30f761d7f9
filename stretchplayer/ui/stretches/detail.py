"""One stretch: its picture, steps and cautions, and how long it is held in all routines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.core.routine import Routine, RoutineItem
from stretchplayer.core.suitability import Suits, keep_anyway, swap_for
from stretchplayer.ui.stretches.detail_parts import OtherWays, TakeCare, mistakes_list, steps_list, tags
from stretchplayer.ui.stretches.dose_card import DoseCard, facts, takes_ms
from stretchplayer.ui.stretches.figure_panel import FigurePanel
from stretchplayer.ui.stretches.sources_part import SourcesPart, sources_of
from stretchplayer.ui.suits.notes import SuitsBanner
from stretchplayer.ui.widgets.head_row import HeadRow
from stretchplayer.ui.widgets.menu_button import MenuButton
from stretchplayer.ui.widgets.parts import Button, clear, hairline, label
from stretchplayer.ui.widgets.problem import Problem
from stretchplayer.ui.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from stretchplayer.app.library_service import LibraryService
    from stretchplayer.app.routine_service import RoutineService
    from stretchplayer.app.services import SettingsService
    from stretchplayer.core.catalogue import Dose, Origin, Stretch
    from stretchplayer.core.ports import Clock
    from stretchplayer.core.preferences import Preferences
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures
    from stretchplayer.ui.stretches.picture_choice import ReadPose
    from stretchplayer.ui.stretches.sitter import Sitter

GAP = 44
PICTURE_SHARE, WORDS_SHARE = 26, 21
PART_GAP = 18


class DetailPage(ScrollPage):
    """Call `show_stretch` with the id of what is to be shown."""

    left = Signal()
    try_wanted = Signal(object, int)  # a routine of this stretch alone, and 0
    card_wanted = Signal()  # both ways, down to the floor and up, on one card
    edit_wanted = Signal(str)
    remove_wanted = Signal(str)
    told = Signal(str)
    stretch_wanted = Signal(str)  # another one

    def __init__(
        self,
        look: Look,
        pictures: Pictures,
        library: LibraryService,
        routines: RoutineService,
        settings: SettingsService,
        read_pose: ReadPose,
        sitter: Sitter,
        clock: Clock,
    ) -> None:
        """`sitter` is who moves in the picture."""
        super().__init__(look, bar_in_margin=True)
        self._pictures = pictures
        self._library = library
        self._routines = routines
        self._settings = settings
        self._read_pose = read_pose
        self._sitter = sitter
        self._clock = clock
        self._suits = Suits.of_preferences(settings.preferences)
        self._stretch: Stretch | None = None
        self.panel: FigurePanel | None = None
        self.trial = Button(look, "Try it", "second", icon="play-fill")
        self.trial.clicked.connect(self._try_it)
        self.add = MenuButton(look, "Add to a routine", "primary", self._routines_there, icon="plus")
        self.add.chosen.connect(self._add)
        self._head = HeadRow(look, "Stretches", self.trial, self.add)
        self._head.left.connect(self.left)
        self.back = self._head.back
        self.setFocusProxy(self.back)
        self._problem = Problem(look, self)
        self._body = QVBoxLayout()
        self._body.setSpacing(14)
        self.column.addWidget(self._head)
        self.column.addSpacing(14)
        self.column.addWidget(self._problem)
        self.column.addLayout(self._body)
        self.column.addStretch(1)
        library.changed.connect(self.note_change)
        routines.changed.connect(self.note_change)
        settings.changed.connect(self._follow)
        self.form_changed.connect(self._arrange)

    def show_stretch(self, stretch: str) -> None:
        """Show this one; raises `NotFoundError`."""
        self._stretch = self._library.catalogue[stretch]
        self.panel = None
        self._problem.hide()
        self.note_change()
        self.verticalScrollBar().setValue(0)

    def refresh(self) -> None:
        """Show the stretch as it is now."""
        if self._stretch is None:
            return
        stretch = self._stretch = self._library.catalogue.get(self._stretch.id)
        if stretch is None:  # everything was erased
            self.left.emit()
            return
        focused = self.focusWidget()
        kept = focused.accessibleName() if focused is not None else ""
        clear(self._body)
        self._fill(stretch)
        self._add_suits(stretch)
        self._arrange()
        again = next(
            (w for w in self._holder.findChildren(QWidget) if kept and w.accessibleName() == kept), None
        )
        if again is not None:  # the number that was just stepped keeps the focus, which needs it to be seen
            self._holder.show()
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, stretch: Stretch) -> None:
        """Make the parts; where they go depends on the width."""
        self._holder = QWidget()
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(PART_GAP)
        self._title, self._words = self._named(stretch), self._said(stretch)
        self._ways = OtherWays(self._look, self._pictures, stretch, self._drawn_ways(stretch))
        self._rest, self._origin = self._below(stretch), self._comes_from(stretch)
        before, self.panel = self.panel, None
        if stretch.pose:
            self.panel = FigurePanel(self._look, self._pictures, stretch, self._sitter, self._clock)
            if before is not None:
                self.panel.go_on_from(before)
        self._body.addWidget(self._holder)

    def _arrange(self) -> None:
        if self._stretch is None or self.is_stale:
            return
        self._head.set_tight(tight=self.tight)
        self._ways.set_tight(tight=self.tight)
        pictured = [self.panel] if self.panel is not None else []
        down = (self._title, *pictured, self._words, self._rest, self._origin)
        for part in down:
            self._grid.removeWidget(part)
        self._fit_panel()
        if self.narrow:
            for row, part in enumerate(down):
                self._grid.addWidget(part, row, 0)
        else:
            for row, part in enumerate((*pictured, self._rest)):
                self._grid.addWidget(part, row, 0, Qt.AlignmentFlag.AlignTop if part is self._rest else _FILL)
            beside = QVBoxLayout()
            beside.setSpacing(14)
            beside.addWidget(self._title)
            beside.addWidget(self._words)
            beside.addSpacing(4)
            beside.addWidget(self._origin)
            beside.addStretch(1)
            self._grid.addLayout(beside, 0, 1, 2, 1)
        self._grid.setColumnStretch(0, PICTURE_SHARE)
        self._grid.setColumnStretch(1, 0 if self.narrow else WORDS_SHARE)
        self._grid.setHorizontalSpacing(0 if self.narrow else GAP)
        self._grid.setRowStretch(1, 0 if self.narrow else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_panel()

    def _fit_panel(self) -> None:
        """The picture is as high as its column's width asks for."""
        if self.panel is None:
            return
        margins = self.column.contentsMargins()
        room = self.viewport().width() - margins.left() - margins.right() - GAP
        column = room * PICTURE_SHARE // (PICTURE_SHARE + WORDS_SHARE)
        self.panel.set_width(None if self.narrow else column)

    def _follow(self, preferences: Preferences) -> None:
        """Show it anew when something else suits now; move or stand still as is wanted."""
        if self.panel is not None:
            self.panel.follow_settings()
        suits = Suits.of_preferences(preferences)
        if suits != self._suits:
            self._suits = suits
            self.note_change()

    # ---- parts -------------------------------------------------------------------------------

    def _add_suits(self, stretch: Stretch) -> None:
        """Say first why it is hidden or carries a warning, if it does."""
        verdict = self._suits.verdict(stretch)
        if not verdict.findings:
            return
        instead = swap_for(stretch, self._library.catalogue, self._suits)
        banner = SuitsBanner(self._look, verdict, instead)
        banner.keep_wanted.connect(lambda keep: self._keep_anyway(stretch, keep=keep))
        banner.instead_wanted.connect(self.stretch_wanted)
        self._body.insertWidget(0, banner)

    def _named(self, stretch: Stretch) -> QWidget:
        """Its name, position and directions, and its numbers; one's own can be changed here."""
        holder = QWidget()
        parts = QVBoxLayout(holder)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(10)
        parts.addWidget(label(self._look, stretch.name, "title", wrap=True))
        parts.addWidget(tags(self._look, stretch))
        if self._library.catalogue.is_own(stretch.id):
            parts.addLayout(self._own_row(stretch))
        dose = self._routines.usual_dose(stretch.id)
        takes = takes_ms(stretch, dose, self._library.catalogue, self._settings.preferences)
        parts.addSpacing(4)
        parts.addWidget(facts(self._look, stretch, dose, takes))
        return holder

    def _own_row(self, stretch: Stretch) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(label(self._look, "Yours", "note", "ink2"))
        edit = Button(self._look, "Edit", "second", icon="pencil-simple")
        edit.clicked.connect(lambda: self.edit_wanted.emit(stretch.id))
        remove = Button(self._look, "Remove", "danger", icon="trash")
        remove.clicked.connect(lambda: self.remove_wanted.emit(stretch.id))
        row.addWidget(edit)
        row.addWidget(remove)
        row.addStretch(1)
        return row

    def _said(self, stretch: Stretch) -> QWidget:
        """What to do, what it feels like, and what to watch for."""
        holder = QWidget()
        parts = QVBoxLayout(holder)
        parts.setContentsMargins(0, 4, 0, 0)
        parts.setSpacing(8)
        parts.addWidget(self._steps(stretch))
        told = {
            "Where you may feel it": stretch.feel,
            "Breathing": stretch.breathing.text,
            "Good to know": stretch.note,
        }
        for title, text in told.items():
            if text:
                parts.addSpacing(6)
                parts.addWidget(label(self._look, title, "section"))
                parts.addWidget(label(self._look, text, "note", "ink2", wrap=True))
        if stretch.mistakes:
            parts.addSpacing(6)
            parts.addWidget(hairline())
            parts.addSpacing(6)
            parts.addWidget(label(self._look, "Watch for", "section"))
            parts.addWidget(mistakes_list(self._look, stretch.mistakes))
        return holder

    def _below(self, stretch: Stretch) -> QWidget:
        """Easier and harder ways, who should take care, and the numbers for all routines."""
        holder = QWidget()
        parts = QVBoxLayout(holder)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(PART_GAP)
        parts.addWidget(self._ways)
        self._ways.setVisible(stretch.easier is not None or stretch.harder is not None)
        if stretch.caution_note:
            parts.addWidget(TakeCare(self._look, stretch.caution_note))
        dose = DoseCard(self._look, stretch, self._routines.usual_dose(stretch.id))
        dose.wanted.connect(lambda wanted: self._use_dose(stretch, wanted))
        parts.addWidget(dose)
        return holder

    def _comes_from(self, stretch: Stretch) -> QWidget:
        """Sources, and whose work it is."""
        holder = QWidget()
        parts = QVBoxLayout(holder)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(PART_GAP)
        sources = sources_of(stretch.sources, self._library.catalogue.sources)
        if sources:
            parts.addWidget(hairline())
            part = SourcesPart(self._look, sources)
            part.told.connect(self.told)
            parts.addWidget(part)
        if stretch.origin is not None:
            parts.addWidget(label(self._look, origin_words(stretch.origin), "small", "ink2", wrap=True))
        return holder

    def _steps(self, stretch: Stretch) -> QWidget:
        """What to do; each step of the way down or up has its picture."""
        if not stretch.stills:
            return steps_list(self._look, stretch)
        from stretchplayer.ui.stretches.pictured_steps import PicturedSteps

        holder = QWidget()
        parts = QVBoxLayout(holder)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(10)
        steps = PicturedSteps(self._look, self._pictures, stretch)
        steps.arrange(across=False)
        card = Button(self._look, "Down and up on one card", "quiet", icon="image")
        card.setProperty("flush", "true")
        card.clicked.connect(self.card_wanted)
        parts.addWidget(steps)
        parts.addWidget(card, 0, Qt.AlignmentFlag.AlignLeft)
        return holder

    def _drawn_ways(self, stretch: Stretch) -> tuple[str, ...]:
        """The ways its pose shows; none where it cannot be read."""
        if not stretch.pose or (stretch.easier is None and stretch.harder is None):
            return ()
        try:
            return tuple(way.value for way in self._read_pose(stretch.pose).ways())
        except StretchPlayerError:  # the picture in its place says so in the log
            return ()

    # ---- what is chosen ----------------------------------------------------------------------

    def _try_it(self) -> None:
        assert self._stretch is not None
        name, item = self._stretch.name, RoutineItem(stretch=self._stretch.id)
        self.try_wanted.emit(Routine(id="", name=name, description="", items=(item,)), 0)

    def _use_dose(self, stretch: Stretch, dose: Dose | None) -> None:
        self._problem.hide()
        try:
            self._routines.use_everywhere(stretch.id, dose)
        except StretchPlayerError as error:
            self._say(str(error))

    def _keep_anyway(self, stretch: Stretch, *, keep: bool) -> None:
        self._problem.hide()
        try:
            self._settings.save(keep_anyway(self._settings.preferences, stretch.id, keep=keep))
        except StretchPlayerError as error:
            self._say(str(error))
        else:
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)  # the button that had it is gone

    def _routines_there(self) -> list[tuple[str, str]]:
        return [(routine.id, routine.name) for routine in self._routines.all()]

    def _add(self, routine: str) -> None:
        assert self._stretch is not None
        stretch = self._stretch
        self._problem.hide()
        try:
            chosen = self._routines.get(routine)
            items = (*chosen.items, RoutineItem(stretch=stretch.id))
            kept = self._routines.save(_with_items(chosen, items))
        except StretchPlayerError as error:
            self._say(str(error))
        else:
            self.told.emit(f"{stretch.short_name} is now at the end of {kept.name}.")

    def _say(self, words: str) -> None:
        self.refresh()  # a number that was not kept goes back
        self._problem.say(words)


_FILL = Qt.AlignmentFlag(0)


def origin_words(origin: Origin) -> str:
    """Whose work it is: "From wger, by A. Person, CC BY-SA 4.0."."""
    parts = [f"From {origin.source}" if origin.source else "Brought along"]
    if origin.author:
        parts.append(f"by {origin.author}")
    if origin.licence:
        parts.append(origin.licence)
    return ", ".join(parts) + "."


def _with_items(routine: Routine, items: tuple[RoutineItem, ...]) -> Routine:
    import msgspec

    return msgspec.structs.replace(routine, items=items)

"""One stretch: its picture, steps and cautions, and how long it is held in all routines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from stretchplayer.core.catalogue import Dose, Form, Side
from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.core.routine import LIMITS, Routine, RoutineItem
from stretchplayer.core.suitability import Suits, keep_anyway, swap_for
from stretchplayer.ui.dose_words import dose_words
from stretchplayer.ui.stretches.card import about_words
from stretchplayer.ui.stretches.detail_parts import OtherWays, TakeCare, mistakes_list, steps_list
from stretchplayer.ui.suits.notes import SuitsBanner
from stretchplayer.ui.widgets.choice import Choice
from stretchplayer.ui.widgets.empty_state import Scene
from stretchplayer.ui.widgets.head_row import HeadRow
from stretchplayer.ui.widgets.parts import Button, clear, column, label
from stretchplayer.ui.widgets.problem import Problem
from stretchplayer.ui.widgets.scroll_page import ScrollPage
from stretchplayer.ui.widgets.stepper import Stepper

if TYPE_CHECKING:
    from stretchplayer.app.library_service import LibraryService
    from stretchplayer.app.routine_service import RoutineService
    from stretchplayer.app.services import SettingsService
    from stretchplayer.core.catalogue import Origin, Stretch
    from stretchplayer.core.preferences import Preferences
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

PICTURE_HEIGHT = 280
GAP = 32


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
    ) -> None:
        super().__init__(look)
        self._pictures = pictures
        self._library = library
        self._routines = routines
        self._settings = settings
        self._suits = Suits.of_preferences(settings.preferences)
        self._stretch: Stretch | None = None
        head = HeadRow(look, "Stretches")
        head.left.connect(self.left)
        self.back = head.back
        self.setFocusProxy(self.back)
        self._problem = Problem(look, self)
        self._body = QVBoxLayout()
        self._body.setSpacing(14)
        self.column.addWidget(head)
        self.column.addSpacing(8)
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
        self._title, shown, words = self._named(stretch), self._shown(stretch), self._words(stretch)
        holder = self._holder = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(GAP)
        self._columns.addWidget(shown, 5, Qt.AlignmentFlag.AlignTop)
        self._columns.addWidget(words, 4, Qt.AlignmentFlag.AlignTop)
        self._body.addWidget(holder)
        self._add_suits(stretch)
        self._arrange()
        again = next((w for w in holder.findChildren(QWidget) if kept and w.accessibleName() == kept), None)
        if again is not None:  # the number that was just stepped keeps the focus, which needs it to be seen
            holder.show()
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        if self._stretch is None or self.is_stale:
            return
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(down if self.narrow else across)
        self._ways.set_tight(tight=self.tight)
        if self.narrow:  # the name comes before the picture
            self._body.removeWidget(self._title)
            self._body.insertWidget(self._body.indexOf(self._holder), self._title)
        else:
            self._beside.insertWidget(0, self._title)

    def _follow(self, preferences: Preferences) -> None:
        """Show it anew when something else suits now."""
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
        own = self._library.catalogue.is_own(stretch.id)
        return column(
            label(self._look, stretch.name, "title-small", wrap=True),
            label(self._look, about_words(stretch, own=own), "note", "ink2", wrap=True),
            spacing=8,
        )

    def _shown(self, stretch: Stretch) -> QWidget:
        """The picture, and what is there to fit it to oneself."""
        holder = QWidget()
        parts = QVBoxLayout(holder)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(14)
        if stretch.pose:
            panel = QFrame()
            panel.setProperty("role", "panel")
            inside = QVBoxLayout(panel)
            inside.setContentsMargins(24, 20, 24, 20)
            scene = Scene(self._look, self._pictures, stretch.pose, Side.RIGHT if stretch.one_sided else None)
            scene.setMinimumHeight(PICTURE_HEIGHT)
            scene.setAccessibleName(f"Picture: {stretch.picture}")
            inside.addWidget(scene)
            parts.addWidget(panel)
        self._ways = OtherWays(self._look, stretch)
        parts.addWidget(self._dose(stretch))
        parts.addWidget(self._ways)
        self._ways.setVisible(stretch.easier is not None or stretch.harder is not None)
        if stretch.caution_note:
            parts.addWidget(TakeCare(self._look, stretch.caution_note))
        if stretch.origin is not None:
            parts.addWidget(label(self._look, origin_words(stretch.origin), "small", "ink2", wrap=True))
        return holder

    def _words(self, stretch: Stretch) -> QWidget:
        own = self._library.catalogue.is_own(stretch.id)
        holder = QWidget()
        self._beside = parts = QVBoxLayout(holder)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(8)
        parts.addWidget(self._use(stretch, own=own))
        parts.addSpacing(8)
        parts.addWidget(self._steps(stretch))
        for title, text in (("Where you may feel it", stretch.feel), ("Breathing", stretch.breathing.text)):
            if text:
                parts.addSpacing(6)
                parts.addWidget(label(self._look, title, "section"))
                parts.addWidget(label(self._look, text, "note", "ink2", wrap=True))
        if stretch.mistakes:
            parts.addSpacing(6)
            parts.addWidget(label(self._look, "Watch for", "section"))
            parts.addWidget(mistakes_list(self._look, stretch.mistakes))
        parts.addStretch(1)
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

    def _dose(self, stretch: Stretch) -> QWidget:
        """How long and how often wherever a routine says nothing of its own."""
        card = QFrame()
        card.setProperty("role", "card")
        parts = QVBoxLayout(card)
        parts.setContentsMargins(18, 14, 18, 14)
        parts.setSpacing(8)
        parts.addWidget(label(self._look, "In all routines", "section"))
        dose = self._routines.usual_dose(stretch.id)
        limits = LIMITS[stretch.form]
        words = {Form.TIMED: "Length", Form.FLOW: "A round"}.get(stretch.form, "Hold")
        low, high = limits.hold_s
        hold = Stepper(self._look, f"{words}, {stretch.name}", round(dose.hold_s), (round(low), round(high)))
        hold.changed.connect(
            lambda value: self._use_dose(stretch, Dose(hold_s=float(value), repetitions=dose.repetitions))
        )
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(label(self._look, words, "note", "ink2"))
        row.addWidget(hold)
        if stretch.form is not Form.TIMED:
            words = "Rounds" if stretch.form is Form.FLOW else "Times"
            times = Stepper(
                self._look,
                f"{words}, {stretch.name}",
                dose.repetitions,
                limits.repetitions,
                seconds=False,
            )
            times.changed.connect(
                lambda value: self._use_dose(stretch, Dose(hold_s=dose.hold_s, repetitions=value))
            )
            row.addSpacing(6)
            row.addWidget(label(self._look, words, "note", "ink2"))
            row.addWidget(times)
        row.addStretch(1)
        parts.addLayout(row)
        usual = Button(
            self._look,
            f"Back to {dose_words(stretch, stretch.dose)}",
            "quiet",
            icon="arrow-counter-clockwise",
        )
        usual.setProperty("flush", "true")
        usual.clicked.connect(lambda: self._use_dose(stretch, None))
        parts.addWidget(usual, 0, Qt.AlignmentFlag.AlignLeft)
        usual.setVisible(dose != stretch.dose)  # in its place first: alone it would be a window of its own
        return card

    def _use(self, stretch: Stretch, *, own: bool) -> QWidget:
        holder = QWidget()
        parts = QVBoxLayout(holder)
        parts.setContentsMargins(0, 6, 0, 0)
        parts.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(10)
        trial = Button(self._look, "Try it", "primary", icon="play-fill")
        alone = Routine(id="", name=stretch.name, description="", items=(RoutineItem(stretch=stretch.id),))
        trial.clicked.connect(lambda: self.try_wanted.emit(alone, 0))
        row.addWidget(trial)
        if own:
            edit = Button(self._look, "Edit", "second", icon="pencil-simple")
            edit.clicked.connect(lambda: self.edit_wanted.emit(stretch.id))
            remove = Button(self._look, "Remove", "danger", icon="trash")
            remove.clicked.connect(lambda: self.remove_wanted.emit(stretch.id))
            row.addWidget(edit)
            row.addWidget(remove)
        row.addStretch(1)
        parts.addLayout(row)
        row = QHBoxLayout()
        row.setSpacing(10)
        chosen = Choice(self._look, "Routine to add it to", [(r.id, r.name) for r in self._routines.all()])
        add = Button(self._look, "Add", "second", icon="plus")
        add.setAccessibleName("Add to this routine")
        add.clicked.connect(lambda: self._add(stretch, chosen.value()))
        row.addWidget(chosen, 1)
        row.addWidget(add)
        parts.addLayout(row)
        return holder

    # ---- what is chosen ----------------------------------------------------------------------

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

    def _add(self, stretch: Stretch, routine: str) -> None:
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

"""All routines, with everything one can do with one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from stretchplayer.core.catalogue import Side
from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.core.place import Place
from stretchplayer.core.plan import total_ms
from stretchplayer.core.routine import fill
from stretchplayer.ui.dose_words import what_is_in
from stretchplayer.ui.editor.words import NO_STRETCHES, how_often_words, origin_words
from stretchplayer.ui.pages.file_drop import take_files
from stretchplayer.ui.widgets.draft import changing_banner
from stretchplayer.ui.widgets.flow import FlowLayout
from stretchplayer.ui.widgets.menu import ActionMenu, Entry
from stretchplayer.ui.widgets.parts import Button, clear, label
from stretchplayer.ui.widgets.scroll_page import ScrollPage
from stretchplayer.ui.widgets.thumbnails import Thumbnail
from stretchplayer.ui.words import PLACE_WORDS, minutes_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from stretchplayer.core.catalogue import Dose
    from stretchplayer.core.plan_context import PlanOptions
    from stretchplayer.core.routine import Routine
    from stretchplayer.ui.editor.open_routine import EditorServices
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

THUMB, SMALL_THUMB = QSize(108, 66), QSize(90, 54)
MOST_PICTURES = 6
GAP = 14
COPY, HANDOUT, RECORDING, EXPORT = "copy", "handout", "recording", "export"
RESET, REMOVE = "reset", "remove"


class RoutineCard(QFrame):
    """One routine: what it is, what is in it, and what can be done with it."""

    start_wanted = Signal()
    edit_wanted = Signal()
    wanted = Signal(str)  # an entry of its menu

    def __init__(
        self,
        look: Look,
        pictures: Pictures,
        routine: Routine,
        services: EditorServices,
        total: int,
        *,
        narrow: bool,
        tight: bool,
    ) -> None:
        super().__init__()
        self._look = look
        self.routine = routine
        self.setProperty("role", "card")
        name = routine.name
        self.start = Button(look, "Start", "primary", icon="play-fill")
        self.edit = Button(look, "Edit", "second")
        back = services.routines.is_built_in(routine.id)
        last = Entry(RESET, "Back to how it came", "arrow-counter-clockwise") if back else None
        self.more = ActionMenu(
            look,
            f"More for {name}",
            (
                Entry(COPY, "Copy", "copy"),
                Entry(HANDOUT, "Handout to print", "clipboard-text"),
                Entry(RECORDING, "Sound file to take along", "speaker-high"),
                Entry(EXPORT, "Export to a file", "upload-simple"),
                None,
                last or Entry(REMOVE, "Remove", "trash", ink="red"),
            ),
        )
        for key in (HANDOUT, RECORDING):
            self.more.set_enabled(key, enabled=bool(routine.items))
        if back:
            self.more.set_enabled(RESET, enabled=services.routines.is_changed(routine.id))
        for button, words in ((self.start, "Start"), (self.edit, "Edit")):
            button.setAccessibleName(f"{words} {name}")
        self.start.setEnabled(bool(routine.items))
        self.start.clicked.connect(self.start_wanted)
        self.edit.clicked.connect(self.edit_wanted)
        self.more.chosen.connect(self.wanted)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 18, 18, 18)
        whole.setSpacing(12)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        head = QBoxLayout(down if tight else across)
        head.setSpacing(12)
        head.addLayout(self._words(services, total), 1)
        head.addWidget(self._buttons(), 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(head)
        if routine.items:
            whole.addWidget(self._pictures(pictures, services, SMALL_THUMB if narrow else THUMB))

    def _words(self, services: EditorServices, total: int) -> QVBoxLayout:
        look, routine = self._look, self.routine
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(label(look, routine.name, "heading", wrap=True))
        stretches = [services.catalogue[item.stretch] for item in routine.items]
        what = what_is_in(stretches)
        about = [f"{minutes_words(total)}, {what[:1].lower()}{what[1:]}" if stretches else NO_STRETCHES]
        if routine.how_often is not None:
            about.append(how_often_words(routine.how_often))
        if routine.place is not Place.FLOOR and not services.routines.is_built_in(routine.id):
            about.append(PLACE_WORDS[routine.place].capitalize())
        if services.routines.is_changed(routine.id):
            about.append("Changed by you")
        words.addWidget(label(look, " · ".join(about), "section-small", "tealtx", wrap=True))
        if routine.description:
            words.addWidget(label(look, routine.description, "note", "ink2", wrap=True))
        origin = origin_words(routine.origin)
        if origin:
            words.addWidget(label(look, origin, "small", "ink2", wrap=True))
        return words

    def _buttons(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in (self.start, self.edit, self.more):
            row.addWidget(button)
        row.addStretch(1)
        return holder

    def _pictures(self, pictures: Pictures, services: EditorServices, size: QSize) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=10)
        stretches = [services.catalogue[item.stretch] for item in self.routine.items]
        for stretch in stretches[:MOST_PICTURES]:
            side = Side.RIGHT if stretch.one_sided else None
            scale = max(1.0, self._look.text_scale)
            picture = Thumbnail(self._look, pictures, stretch.pose, side, size * scale)
            picture.setToolTip(stretch.short_name)
            picture.setAccessibleName(f"Picture: {stretch.short_name}")
            flow.addWidget(picture)
        if len(stretches) > MOST_PICTURES:
            flow.addWidget(label(self._look, f"and {len(stretches) - MOST_PICTURES} more", "note", "ink2"))
        return holder


class RoutinesPage(ScrollPage):
    """The list. What it cannot do itself it asks for."""

    start_wanted = Signal(str)
    edit_wanted = Signal(str)
    new_wanted = Signal()
    resume_wanted = Signal()  # the draft that was not saved
    minutes_wanted = Signal()
    sheet_wanted = Signal()
    import_wanted = Signal()
    file_dropped = Signal(object)  # Path
    handout_wanted = Signal(str)
    recording_wanted = Signal(str)
    export_wanted = Signal(str)
    told = Signal(str, object, object)  # words, the word on a button or None, what the button does

    def __init__(self, look: Look, pictures: Pictures, services: EditorServices) -> None:
        super().__init__(look)
        self._pictures = pictures
        self._services = services
        self.cards: list[RoutineCard] = []
        self.new = Button(look, "New routine", "second", icon="plus")
        self.minutes = Button(look, "I have … minutes", "second", icon="clock")
        self.minutes.setAccessibleName("I have some minutes: make a routine that fits")
        self.sheet = Button(look, "My physio’s sheet", "second", icon="clipboard-text")
        self.bring = Button(look, "Import", "second", icon="download-simple")
        for button, wanted in (
            (self.new, self.new_wanted),
            (self.minutes, self.minutes_wanted),
            (self.sheet, self.sheet_wanted),
            (self.bring, self.import_wanted),
        ):
            button.clicked.connect(wanted)
        self._draft = QVBoxLayout()
        self._list = QVBoxLayout()
        self._list.setSpacing(GAP)
        self._elsewhere_shown = False
        self.elsewhere = Button(look, "", "quiet", icon="caret-down")
        self.elsewhere.setProperty("flush", "true")
        self.elsewhere.clicked.connect(self._show_elsewhere)
        self._others = QVBoxLayout()
        self._others.setSpacing(GAP)
        self._lay_out()
        take_files(self, self.file_dropped.emit)
        services.routines.changed.connect(self.note_change)
        services.settings.changed.connect(self.note_change)
        self.form_changed.connect(self.note_change)

    def refresh(self) -> None:
        """Show the routines as they are now."""
        self._show_draft()
        clear(self._list)
        clear(self._others)
        services = self._services
        usual: Mapping[str, Dose] = services.routines.usual_doses()
        options: dict[Place, PlanOptions] = {}  # what suits is another matter in another place
        self.cards = []
        for routine in services.routines.for_here():
            self._list.addWidget(self._card(routine, usual, options))
        elsewhere = services.routines.for_elsewhere()
        places = list(dict.fromkeys(routine.place for routine in elsewhere))
        verb = "Hide" if self._elsewhere_shown else "Show"
        self.elsewhere.setText(f"{verb} those done {' or '.join(PLACE_WORDS[place] for place in places)}")
        self.elsewhere.set_icon("caret-up" if self._elsewhere_shown else "caret-down")
        self.elsewhere.setVisible(bool(elsewhere))
        for place in places if self._elsewhere_shown else []:
            self._others.addWidget(label(self._look, PLACE_WORDS[place].capitalize(), "heading"))
            for routine in elsewhere:
                if routine.place is place:
                    self._others.addWidget(self._card(routine, usual, options))

    def _card(
        self, routine: Routine, usual: Mapping[str, Dose], options: dict[Place, PlanOptions]
    ) -> RoutineCard:
        services = self._services
        preferences = services.settings.preferences
        if routine.place not in options:
            options[routine.place] = services.maker.options(routine=routine)
        total = total_ms(fill(routine, usual), services.catalogue, preferences, options[routine.place])
        card = RoutineCard(
            self._look, self._pictures, routine, services, total, narrow=self.narrow, tight=self.tight
        )
        card.start_wanted.connect(lambda: self.start_wanted.emit(routine.id))
        card.edit_wanted.connect(lambda: self.edit_wanted.emit(routine.id))
        card.wanted.connect(lambda key: self._act(key, routine))
        self.cards.append(card)
        return card

    def _show_elsewhere(self) -> None:
        """Show the routines for other places too, or no more."""
        self._elsewhere_shown = not self._elsewhere_shown
        self.refresh()
        self.elsewhere.setFocus(Qt.FocusReason.OtherFocusReason)

    def card(self, routine: str) -> RoutineCard:
        """The card of this routine, which must be there."""
        return next(card for card in self.cards if card.routine.id == routine)

    # ---- what can be done ------------------------------------------------------------------------

    def copy(self, routine: Routine) -> None:
        """Have it twice."""
        made = self._try(lambda: self._services.routines.copy(routine.id))
        if made is not None:
            self.told.emit(f"{made.name} is a copy of {routine.name}.", None, None)

    def remove(self, routine: Routine) -> None:
        """Take away a routine of the user's own."""
        removed = self._try(lambda: self._services.routines.remove(routine.id))
        if removed is not None:
            self.told.emit(f"Removed {removed.name}", "Undo", lambda: self._bring_back(removed))

    def reset(self, routine: Routine) -> None:
        """Have a built-in routine as it came."""
        if self._try(lambda: self._services.routines.reset(routine.id)) is not None:
            words = f"{routine.name} is back to how it came."
            self.told.emit(words, "Undo", lambda: self._bring_back(routine))

    def _bring_back(self, routine: Routine) -> None:
        self._try(lambda: self._services.routines.save(routine))

    def _try(self, action: Callable[[], Routine]) -> Routine | None:
        try:
            return action()
        except StretchPlayerError as error:
            self.told.emit(str(error), None, None)
            return None

    def _act(self, key: str, routine: Routine) -> None:
        """What was chosen in the menu of a card."""
        if key == COPY:
            self.copy(routine)
        elif key == HANDOUT:
            self.handout_wanted.emit(routine.id)
        elif key == RECORDING:
            self.recording_wanted.emit(routine.id)
        elif key == EXPORT:
            self.export_wanted.emit(routine.id)
        elif key == RESET:
            self.reset(routine)
        else:
            self.remove(routine)

    # ---- a draft -----------------------------------------------------------------------------------

    def _show_draft(self) -> None:
        clear(self._draft)
        draft = self._services.routines.draft()
        if draft is None:
            return
        banner = changing_banner(self._look, draft.name)
        banner.go_on_wanted.connect(self.resume_wanted)
        banner.leave_wanted.connect(self._drop_draft)
        self._draft.addWidget(banner)
        self._draft.addSpacing(GAP)

    def _drop_draft(self) -> None:
        draft = self._services.routines.draft()
        try:
            self._services.routines.drop_draft()
        except StretchPlayerError as error:
            self.told.emit(str(error), None, None)
            return
        self._show_draft()
        if draft is not None:
            self.told.emit("Left as it was.", "Undo", lambda: self._keep_draft(draft))

    def _keep_draft(self, draft: Routine) -> None:
        self._services.routines.keep_draft(draft)
        self._show_draft()

    def _lay_out(self) -> None:
        self.column.addWidget(label(self._look, "Routines", "title"))
        self.column.addSpacing(14)
        holder = QWidget()
        flow = FlowLayout(holder, gap=10)
        for button in (self.new, self.minutes, self.sheet, self.bring):
            flow.addWidget(button)
        self.column.addWidget(holder)
        self.column.addSpacing(18)
        self.column.addLayout(self._draft)
        self.column.addLayout(self._list)
        self.column.addSpacing(GAP)
        self.column.addWidget(self.elsewhere, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addSpacing(GAP)
        self.column.addLayout(self._others)
        self.column.addStretch(1)

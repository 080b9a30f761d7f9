"""Routines: the list of all, or the editor of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from stretchplayer.core.errors import NotFoundError
from stretchplayer.ui.editor.open_routine import new_routine
from stretchplayer.ui.editor.page import EditorPage
from stretchplayer.ui.pages.routines import RoutinesPage
from stretchplayer.ui.widgets.draft import ask_about_draft
from stretchplayer.ui.widgets.page_stack import PageStack

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchplayer.core.routine import Routine
    from stretchplayer.ui.editor.open_routine import EditorServices
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures


class RoutinesPlace(PageStack):
    """What stands behind "Routines" in the navigation. Ask `leave` before another page is shown."""

    start_wanted = Signal(str)
    try_wanted = Signal(object, int)  # Routine, place of the item to begin with
    minutes_wanted = Signal()
    sheet_wanted = Signal()
    import_wanted = Signal()
    handout_wanted = Signal(str)
    recording_wanted = Signal(str)
    export_wanted = Signal(str)
    told = Signal(str, object, object)  # words, the word on a button or None, what the button does

    def __init__(self, look: Look, pictures: Pictures, services: EditorServices) -> None:
        super().__init__()
        self._look = look
        self._pictures = pictures
        self._services = services
        self._editor: EditorPage | None = None
        self.list = RoutinesPage(look, pictures, services)
        self.addWidget(self.list)
        page = self.list
        page.start_wanted.connect(self.start_wanted)
        page.minutes_wanted.connect(self.minutes_wanted)
        page.sheet_wanted.connect(self.sheet_wanted)
        page.import_wanted.connect(self.import_wanted)
        page.handout_wanted.connect(self.handout_wanted)
        page.recording_wanted.connect(self.recording_wanted)
        page.export_wanted.connect(self.export_wanted)
        page.told.connect(self.told)
        page.edit_wanted.connect(self._edit)
        page.new_wanted.connect(self.make_new)
        page.resume_wanted.connect(self.resume)

    @property
    def editor(self) -> EditorPage:
        """The editor, made when it is first needed."""
        if self._editor is None:
            self._editor = EditorPage(self._look, self._pictures, self._services, self)
            self._editor.left.connect(self.show_list)
            self._editor.try_wanted.connect(self.try_wanted)
            self._editor.told.connect(self.told)
            self.addWidget(self._editor)
        return self._editor

    @property
    def is_editing(self) -> bool:
        """Whether the editor is shown."""
        return self._editor is not None and self.currentWidget() is self._editor

    def edit(self, routine: str) -> None:
        """Open a routine in the editor, as it was left if there is a draft of it.

        What is open there and not saved is asked about first. Raises `NotFoundError`.
        """
        wanted = self._services.routines.get(routine)
        self.leave(lambda: self._begin(wanted))

    def edit_new(self, routine: Routine) -> None:
        """Open something that is not kept yet; an empty id makes it a new routine."""
        self.leave(lambda: self._begin(routine, resumed=True))

    def make_new(self) -> None:
        """Open an empty routine."""
        self.leave(lambda: self._begin(new_routine(self._services.settings.preferences.place)))

    def resume(self) -> None:
        """Go on with the draft, if there is one."""
        draft = self._services.routines.draft()
        if draft is not None and not self.is_editing:
            self._open(draft, resumed=True)

    def show_list(self) -> None:
        """Show all routines."""
        self.list.note_change()
        self.show_page(self.list)

    def leave(self, then: Callable[[], object]) -> None:
        """Go on with `then`: at once, or once the user has said what becomes of what is not saved."""
        if not self.is_editing:
            then()
            return

        def go_on() -> None:
            self.show_list()
            then()

        self.editor.ask_to_leave(go_on)

    def _begin(self, routine: Routine, *, resumed: bool = False) -> None:
        """Open a routine; what was left of another the last time is not lost over it."""
        draft = self._services.routines.draft()
        if draft is None or draft == routine:
            self._open(routine, resumed=resumed)
            return
        if draft.id and draft.id == routine.id:
            self._open(draft, resumed=True)
            return
        ask_about_draft(
            self._look,
            self,
            draft.name,
            go_on=lambda: self._open(draft, resumed=True),
            drop=lambda: self._open(routine, resumed=resumed),
        )

    def _open(self, routine: Routine, *, resumed: bool = False) -> None:
        editor = self.editor
        self.setCurrentWidget(editor)
        editor.open(routine, resumed=resumed)

    def _edit(self, routine: str) -> None:
        try:
            self.edit(routine)
        except NotFoundError as error:
            self.told.emit(str(error), None, None)

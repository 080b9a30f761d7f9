"""The Stretches page: the library, one of its stretches, or the form for one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.ui.stretches.detail import DetailPage
from stretchplayer.ui.stretches.form import FormPage
from stretchplayer.ui.stretches.library import LibraryPage
from stretchplayer.ui.widgets.ask import Question

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget

    from stretchplayer.app.library_service import LibraryService
    from stretchplayer.app.routine_service import RoutineService
    from stretchplayer.core.ports import Clock
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures
    from stretchplayer.ui.stretches.picture_choice import ReadPose


class StretchesPage(QStackedWidget):
    """Shows one of its three parts; Escape goes back to the library."""

    try_wanted = Signal(object, int)
    told = Signal(str, object, object)  # words, the word on a button or None, what the button does

    def __init__(
        self,
        look: Look,
        pictures: Pictures,
        library: LibraryService,
        routines: RoutineService,
        read_pose: ReadPose,
        clock: Clock,
    ) -> None:
        super().__init__()
        self._look = look
        self._library = library
        self.library = LibraryPage(look, pictures, library)
        self.detail = DetailPage(look, pictures, library, routines)
        self.form = FormPage(look, pictures, library, read_pose, clock)
        for part in (self.library, self.detail, self.form):
            self.addWidget(part)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.library.stretch_wanted.connect(self.show_stretch)
        self.library.new_wanted.connect(self.make_new)
        self.detail.left.connect(self.show_library)
        self.detail.try_wanted.connect(self.try_wanted)
        self.detail.edit_wanted.connect(self.edit)
        self.detail.remove_wanted.connect(self.remove)
        self.detail.told.connect(lambda words: self.told.emit(words, None, None))
        self.form.left.connect(self.leave_form)
        self.form.saved.connect(self._after_saving)
        self.form.stretch_wanted.connect(lambda id_: self.leave_form(lambda: self.show_stretch(id_)))

    def show_library(self) -> None:
        """Show all stretches."""
        self._show(self.library)

    def show_stretch(self, stretch: str) -> None:
        """Show one; raises `NotFoundError`."""
        self.detail.show_stretch(stretch)
        self._show(self.detail)

    def make_new(self) -> None:
        """Show the form for a new stretch."""
        self._show(self.form)
        self.form.begin()

    def edit(self, stretch: str) -> None:
        """Show the form for a stretch of the user's own; raises `NotFoundError`."""
        self._show(self.form)
        self.form.begin(self._library.catalogue[stretch])

    def remove(self, stretch: str) -> None:
        """Offer a stretch of the user's own no longer, with a way to take that back."""
        removed = self._library.catalogue[stretch]
        try:
            self._library.remove(stretch)
        except StretchPlayerError as error:
            self.told.emit(str(error), None, None)
            return
        self.show_library()
        self.told.emit(f"Removed {removed.name}", "Undo", lambda: self._library.save(removed))

    def leave(self, then: Callable[[], object]) -> None:
        """Go on with `then`: at once, or once the user has said what becomes of what is not saved."""
        if self.currentWidget() is self.form:
            self.leave_form(then)
        else:
            then()

    def leave_form(self, then: Callable[[], object] | None = None) -> None:
        """Leave the form; what would be lost is asked about first."""

        def go_on() -> None:
            self.show_library()
            if then is not None:
                then()

        if not self.form.is_changed:
            go_on()
            return
        name = self.form.stretch().name or "The new stretch"
        question = Question(
            self._look,
            self,
            "Leave without saving?",
            f"{name} is not saved yet.",
            [("leave", "Leave", "danger"), ("stay", "Stay", "second"), ("save", "Save", "primary")],
            safe="stay",
        )

        def answer(key: str) -> None:
            if key == "leave":
                go_on()
            elif key == "save":
                self.form.save_it()

        question.chosen.connect(answer)
        question.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes one step back."""
        if event.key() == Qt.Key.Key_Escape and self.currentWidget() is not self.library:
            if self.currentWidget() is self.form:
                self.leave_form()
            else:
                self.show_library()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to what is shown."""
        super().focusInEvent(event)
        shown = self.currentWidget()
        if shown is not None:
            shown.setFocus(event.reason())

    def _after_saving(self, stretch: str) -> None:
        self.show_stretch(stretch)
        self.told.emit(f"{self._library.catalogue[stretch].name} is saved.", None, None)

    def _show(self, part: QWidget) -> None:
        self.setCurrentWidget(part)
        part.setFocus(Qt.FocusReason.OtherFocusReason)

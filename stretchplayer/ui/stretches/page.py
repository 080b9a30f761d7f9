"""The Stretches page: the library, one of its stretches, or the form for one's own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.ui.stretches.detail import DetailPage
from stretchplayer.ui.stretches.form import FormPage
from stretchplayer.ui.stretches.library import LibraryPage
from stretchplayer.ui.stretches.sitter import Sitter
from stretchplayer.ui.widgets.ask import Question
from stretchplayer.ui.widgets.draft import ask_about_draft
from stretchplayer.ui.widgets.page_stack import PageStack

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stretchplayer.app.library_service import LibraryService, StretchDraft
    from stretchplayer.app.routine_service import RoutineService
    from stretchplayer.app.services import SettingsService
    from stretchplayer.core.catalogue import Stretch
    from stretchplayer.core.ports import Clock
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures
    from stretchplayer.ui.player.halo import FigureView
    from stretchplayer.ui.stretches.picture_choice import ReadPose
    from stretchplayer.ui.suits.page import SuitsPage

MOST_NAMED = 3  # routines in one sentence


class StretchesPage(PageStack):
    """Shows one of its three parts; Escape goes back to the library."""

    try_wanted = Signal(object, int)
    card_wanted = Signal()  # both ways, down to the floor and up, on one card
    told = Signal(str, object, object)  # words, the word on a button or None, what the button does

    def __init__(
        self,
        look: Look,
        pictures: Pictures,
        library: LibraryService,
        routines: RoutineService,
        read_pose: ReadPose,
        clock: Clock,
        settings: SettingsService,
        new_figure: Callable[[], FigureView],
    ) -> None:
        """`new_figure` makes what moves on cards and pages."""
        super().__init__()
        self._look = look
        self._pictures = pictures
        self._library = library
        self._read_pose = read_pose
        self._clock = clock
        self._routines = routines
        self._settings = settings
        self._suits: SuitsPage | None = None
        self._form: FormPage | None = None
        sitter = Sitter(new_figure, settings)
        self.library = LibraryPage(look, pictures, library, settings, sitter, clock)
        self.detail = DetailPage(look, pictures, library, routines, settings, read_pose, sitter, clock)
        for part in (self.library, self.detail):
            self.addWidget(part)
        self.library.stretch_wanted.connect(self.show_stretch)
        self.library.new_wanted.connect(self.make_new)
        self.library.resume_wanted.connect(self.resume)
        self.library.draft_unwanted.connect(self._drop_draft)
        self.library.suits_wanted.connect(self.show_suits)
        self.detail.left.connect(self.show_library)
        self.detail.try_wanted.connect(self.try_wanted)
        self.detail.card_wanted.connect(self.card_wanted)
        self.detail.stretch_wanted.connect(self.show_stretch)
        self.detail.edit_wanted.connect(self.edit)
        self.detail.remove_wanted.connect(self.remove)
        self.detail.told.connect(lambda words: self.told.emit(words, None, None))

    def show_library(self) -> None:
        """Show all stretches."""
        self.library.show_draft()
        self.show_page(self.library)
        self.library.come_back()

    def show_stretch(self, stretch: str) -> None:
        """Show one; raises `NotFoundError`."""
        self.detail.show_stretch(stretch)
        self.show_page(self.detail)

    @property
    def form(self) -> FormPage:
        """Where a stretch of the user's own is written; made when it is first wanted."""
        if self._form is None:
            form = FormPage(self._look, self._pictures, self._library, self._read_pose, self._clock)
            form.left.connect(self.leave_form)
            form.saved.connect(self._after_saving)
            form.stretch_wanted.connect(lambda id_: self.leave_form(lambda: self.show_stretch(id_)))
            self.addWidget(form)
            self._form = form
        return self._form

    @property
    def is_writing(self) -> bool:
        """Whether the form is shown."""
        return self._form is not None and self.currentWidget() is self._form

    @property
    def suits(self) -> SuitsPage:
        """What suits the user; made when it is first wanted."""
        from stretchplayer.ui.suits.page import SuitsPage

        if self._suits is None:
            page = SuitsPage(self._look, self._library.catalogue, self._settings)
            page.left.connect(self.show_library)
            page.told.connect(self.told)
            self.addWidget(page)
            self._suits = page
        return self._suits

    def show_suits(self) -> None:
        """Ask what suits the user."""
        self.suits.note_change()
        self.leave(lambda: self.show_page(self.suits))

    def make_new(self) -> None:
        """Show the form for a new stretch."""
        self._begin(None)

    def edit(self, stretch: str) -> None:
        """Show the form for a stretch of the user's own, as it was left if there is a draft of it.

        Raises `NotFoundError`.
        """
        self._begin(self._library.catalogue[stretch])

    def resume(self) -> None:
        """Go on with the draft, if there is one."""
        draft = self._library.draft()
        if draft is not None and not self.is_writing:
            self._resume(draft)

    def remove(self, stretch: str) -> None:
        """Offer a stretch of the user's own no longer; where routines have it, that is said first."""
        routines = [
            routine.name
            for routine in self._routines.all()
            if any(item.stretch == stretch for item in routine.items)
        ]
        if not routines:
            self._remove(stretch)
            return
        name = self._library.catalogue[stretch].name
        question = Question(
            self._look,
            self,
            f"Remove {name}?",
            f"It is no longer offered here. It stays in {listed(routines)} until you take it out there.",
            [("remove", "Remove", "danger"), ("keep", "Keep it", "second")],
            safe="keep",
        )
        question.chosen.connect(lambda key: self._remove(stretch) if key == "remove" else None)
        question.open()

    def leave(self, then: Callable[[], object]) -> None:
        """Go on with `then`: at once, or once the user has said what becomes of what is not saved."""
        if self.is_writing:
            self.leave_form(then)
        else:
            then()

    def leave_form(self, then: Callable[[], object] | None = None) -> None:
        """Leave the form; what would be lost is asked about first."""

        def go_on() -> None:
            self.form.let_go()
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
                self._save_then(then)

        question.chosen.connect(answer)
        question.open()

    def step_back(self) -> bool:
        """From the form, once what would be lost is asked about, or from a stretch to the library."""
        shown = self.currentWidget()
        if self.is_writing:
            self.leave_form()
        elif shown in (self.detail, self._suits):
            self.show_library()
        return shown is not self.library

    def _begin(self, stretch: Stretch | None) -> None:
        """Open the form; what was left of another the last time is not lost over it."""
        draft = self._library.draft()
        if draft is None:
            self._open(stretch)
        elif stretch is not None and draft.stretch.id == stretch.id:
            self._resume(draft)
        else:
            ask_about_draft(
                self._look,
                self,
                draft.stretch.name or "the new stretch",
                go_on=lambda: self._resume(draft),
                drop=lambda: self._open(stretch),
            )

    def _resume(self, draft: StretchDraft) -> None:
        before = self._library.catalogue.get(draft.stretch.id) if draft.stretch.id else None
        self._open(before, draft)

    def _open(self, stretch: Stretch | None, draft: StretchDraft | None = None) -> None:
        self.show_page(self.form)
        self.form.begin(stretch, draft)

    def _save_then(self, then: Callable[[], object] | None) -> None:
        """Save, and go on where the user was going; stay when something has to be looked at first."""
        if self.form.save_it() and then is not None:
            then()

    def _remove(self, stretch: str) -> None:
        removed = self._library.catalogue[stretch]
        if self._try(lambda: self._library.remove(stretch)):
            self.show_library()
            bring_back = partial(self._try, lambda: self._library.save(removed))
            self.told.emit(f"Removed {removed.name}", "Undo", bring_back)

    def _drop_draft(self) -> None:
        draft = self._library.draft()
        if draft is None or not self._try(self._library.drop_draft):
            return
        self.library.show_draft()

        def bring_back() -> None:
            if self._try(lambda: self._library.keep_draft(draft)):
                self.library.show_draft()

        words = "Left as it was." if draft.stretch.id else "Let go."
        self.told.emit(words, "Undo", bring_back)

    def _try(self, action: Callable[[], object]) -> bool:
        """Do something that writes; when the disk does not take it, say so."""
        try:
            action()
        except StretchPlayerError as error:
            self.told.emit(str(error), None, None)
            return False
        return True

    def _after_saving(self, stretch: str) -> None:
        self.show_stretch(stretch)
        self.told.emit(f"{self._library.catalogue[stretch].name} is saved.", None, None)


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: "A, B and C", and of many the first few."""
    if len(names) > MOST_NAMED:
        return f"{', '.join(names[:MOST_NAMED])} and {len(names) - MOST_NAMED} more routines"
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)

"""What the editor does with items that asks or tells something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stretchplayer.ui.dose_words import dose_words
from stretchplayer.ui.editor.picker import StretchPicker, SwapSheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from stretchplayer.ui.editor.model import EditorModel
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures


class Deeds(QObject):
    """Opens sheets over its page, changes the model, and tells what was done with a way to take it back."""

    told = Signal(str, object, object)  # words, the word on a button or None, what the button does
    done = Signal()  # the list has more or fewer items now

    def __init__(self, look: Look, pictures: Pictures, model: EditorModel, page: QWidget) -> None:
        super().__init__(page)
        self._look = look
        self._pictures = pictures
        self._model = model
        self._page = page

    def pick(self) -> None:
        """Offer all stretches; the one that is picked comes after the item that is looked at."""
        picker = self._picker("Add a stretch")
        picker.picked.connect(self._add)
        picker.open()

    def swap(self, index: int) -> None:
        """Offer what does the same as this item."""
        model = self._model
        sheet = SwapSheet(
            self._look,
            self._pictures,
            model.catalogue,
            model.stretch(index),
            self._page,
            suits=model.services.maker.suits,
            place=model.routine.place,
        )
        sheet.picked.connect(lambda stretch: self._swap(index, stretch))
        sheet.other_wanted.connect(lambda: self._swap_for_any(index))
        sheet.open()

    def remove(self, index: int) -> None:
        """Take an item out, with a way to take that back."""
        name, item = self._model.name(index), self._model.routine.items[index]
        self._model.remove(index)
        self.done.emit()
        self.told.emit(f"Removed {name}", "Undo", self._here(lambda: self._model.put_back(index, item)))

    def _add(self, stretch: str) -> None:
        self._model.add(stretch)
        self.done.emit()

    def _swap_for_any(self, index: int) -> None:
        picker = self._picker(f"Another stretch for {self._model.name(index)}")
        picker.picked.connect(lambda stretch: self._swap(index, stretch))
        picker.open()

    def _picker(self, title: str) -> StretchPicker:
        model = self._model
        return StretchPicker(
            self._look,
            self._pictures,
            model.catalogue,
            self._page,
            title,
            suits=model.services.maker.suits,
            place=model.routine.place,
        )

    def _swap(self, index: int, stretch: str) -> None:
        name, item = self._model.name(index), self._model.routine.items[index]
        self._model.swap(index, stretch)
        swapped, new = self._model.routine.items[index], self._model.name(index)
        back = self._here(lambda: self._model.swap_back(index, swapped, item))
        self.told.emit(f"Swapped {name} for {new}", "Undo", back)

    def use_everywhere(self, index: int) -> None:
        """Do the stretch of this item like here in all routines."""
        name, dose = self._model.name(index), self._model.written_dose(index)
        words = f"{name} is {dose_words(self._model.stretch(index), dose)} in all routines now."
        before = self._model.use_everywhere(index, dose)
        if before is not None:
            self.told.emit(words, "Undo", lambda: self._model.not_everywhere(before))

    def use_library_dose(self, index: int) -> None:
        """Do it as the library says in all routines."""
        name, stretch = self._model.name(index), self._model.stretch(index)
        before = self._model.use_everywhere(index, None)
        if before is not None:
            words = f"{name} is {dose_words(stretch, stretch.dose)} in all routines again."
            self.told.emit(words, "Undo", lambda: self._model.not_everywhere(before))

    def save_as_new(self) -> None:
        """Keep the routine as another one."""
        if self._model.save_as_new():
            self.told.emit(f"{self._model.routine.name} is saved as a new routine.", None, None)

    def _here(self, action: Callable[[], object]) -> Callable[[], None]:
        """The action, for as long as the same routine is open."""
        sitting = self._model.sitting

        def act() -> None:
            if self._model.is_open and self._model.sitting == sitting:
                action()

        return act

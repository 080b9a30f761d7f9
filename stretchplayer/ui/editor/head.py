"""The upper edge of the editor: back, undo and redo, try it, save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from stretchplayer.ui.editor.words import tip
from stretchplayer.ui.widgets.parts import Button

if TYPE_CHECKING:
    from stretchplayer.ui.editor.model import EditorModel
    from stretchplayer.ui.look import Look


class Head(QWidget):
    """Its buttons say what they would do now."""

    def __init__(self, look: Look, model: EditorModel) -> None:
        super().__init__()
        self._model = model
        self.back = Button(look, "Routines", "quiet", icon="caret-left")
        self.back.setAccessibleName("Back to Routines")
        self.undo = Button(look, "Undo", "quiet", icon="arrow-counter-clockwise")
        self.redo = Button(look, "", "quiet", icon="arrow-clockwise")
        self.try_it = Button(look, "Try it", "second")
        self.save = Button(look, "Save", "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.back)
        row.addStretch(1)
        for button in (self.undo, self.redo, self.try_it, self.save):
            row.addWidget(button)
        self.undo.clicked.connect(model.undo)
        self.redo.clicked.connect(model.redo)

    def set_tight(self, *, tight: bool) -> None:
        """Leave the word of Undo out where there is little room."""
        self.undo.setText("" if tight else "Undo")
        self.undo.refresh()

    def refresh(self, *, typing: bool = False) -> None:
        """Show what can be done now, `typing` while a number is being typed that may be another."""
        model = self._model
        for button, what, words, keys in (
            (self.undo, "Undo", model.undo_words, "Ctrl+Z"),
            (self.redo, "Redo", model.redo_words, "Ctrl+Shift+Z"),
        ):
            button.setEnabled(words is not None)
            button.setAccessibleName(f"{what}: {words}" if words else what)
            button.setToolTip(tip(f"{what}: {words} ({keys})" if words else f"{what} ({keys})"))
        items = bool(model.routine.items)
        changed = model.is_changed() or typing
        self.save.setEnabled(items and changed)
        self.save.setToolTip("" if changed else "Everything is saved.")
        self.try_it.setEnabled(items)

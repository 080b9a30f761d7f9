"""The routine editor: the items at the left, everything about one of them at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from stretchplayer.ui.editor.column import TallColumn
from stretchplayer.ui.editor.deeds import Deeds
from stretchplayer.ui.editor.entrance import Entrance
from stretchplayer.ui.editor.fields import StepperField
from stretchplayer.ui.editor.head import Head
from stretchplayer.ui.editor.inspector import ItemPanel
from stretchplayer.ui.editor.item_list import ItemList
from stretchplayer.ui.editor.item_row import CHANGE, COPY, REMOVE, SWAP, TRY
from stretchplayer.ui.editor.model import EditorModel
from stretchplayer.ui.editor.open_routine import NONE
from stretchplayer.ui.editor.panel import Panel, Scrim
from stretchplayer.ui.editor.told import Told
from stretchplayer.ui.editor.whole import WholePanel
from stretchplayer.ui.editor.words import EMPTY, floor_words, total_words, unsaved_words, what_counts
from stretchplayer.ui.widgets.ask import Question
from stretchplayer.ui.widgets.parts import Button, label
from stretchplayer.ui.widgets.scroll_page import CONTENT_WIDTH, NARROW_BELOW, TIGHT_BELOW
from stretchplayer.ui.widgets.steady_scroll import BAR_WIDTH, SteadyScrollArea

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QFocusEvent, QResizeEvent

    from stretchplayer.core.routine import Routine
    from stretchplayer.core.routine_advice import Fix
    from stretchplayer.ui.editor.open_routine import EditorServices
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures

PANEL_WIDTH, LARGE_PANEL_WIDTH = 400, 440
LEFT, RIGHT, NARROW_SIDE = 40, 32, 24  # margins; rows stand out by 8 to the left of the words
OUT = 8
GAP = 28
TOP, NARROW_TOP, BOTTOM = 30, 14, 34
SHEET_INSET = 12
IN_VIEW = 24  # around what is scrolled to
OWN_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class EditorPage(QWidget):
    """Edits what is open in its model. `open` begins, `ask_to_leave` ends."""

    left = Signal()
    try_wanted = Signal(object, int)  # Routine, place of the item to begin with
    told = Signal(str, object, object)  # words, the word on a button or None, what the button does

    def __init__(
        self, look: Look, pictures: Pictures, services: EditorServices, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._pictures = pictures
        self._narrow = False
        self._whole = False
        self.model = EditorModel(services, self)
        self.deeds = Deeds(look, pictures, self.model, self)
        self._make_parts()
        self._lay_out()
        self._connect()
        self._keys()

    # ---- opening and leaving -------------------------------------------------------------------

    def open(self, routine: Routine, *, resumed: bool = False) -> None:
        """Edit this routine; a resumed one is a draft that was not saved."""
        self._whole = not routine.items
        self._close_sheet()
        self.notes.begin()
        self.model.open(routine, resumed=resumed)
        self.area.verticalScrollBar().setValue(0)
        if self._whole:
            self._open_whole()
            self.whole.begin()
        else:
            self.items.focus_chosen()

    def ask_to_leave(self, then: Callable[[], object]) -> None:
        """Go on with `then` once nothing would be lost, or the user does not mind."""
        model = self.model
        self.items.cancel()
        self._finish_typing()
        if not model.is_changed():
            model.leave()
            then()
            return
        words = unsaved_words(model.difference(), model.routine.name, new=model.is_new)
        question = Question(
            self._look,
            self,
            "Leave without saving?",
            words,
            [("leave", "Leave", "danger-quiet"), ("stay", "Stay", "second"), ("save", "Save", "primary")],
            safe="stay",
        )

        def answer(key: str) -> None:
            if key == "leave" or (key == "save" and model.save()):
                model.leave()
                then()

        question.chosen.connect(answer)
        question.open()

    def save(self) -> None:
        """Keep the routine as it stands, with what is still being typed."""
        self._finish_typing()
        if self.model.is_changed() and self.model.save():
            self.told.emit(f"{self.model.routine.name} is saved.", None, None)

    # ---- parts ---------------------------------------------------------------------------------

    def _make_parts(self) -> None:
        look, model = self._look, self.model
        self.head = Head(look, model)
        self.title = label(look, "", "title", wrap=True)
        self.summary = label(look, "", "body", "ink2", wrap=True)
        self.summary.setTextFormat(Qt.TextFormat.RichText)
        self.whole_button = Button(look, "Whole routine", "quiet", icon="sliders-horizontal")
        self.notes = Told(look)
        self.empty = label(look, EMPTY, "body", "ink2", wrap=True)
        self.area = SteadyScrollArea()
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.items = ItemList(look, self._pictures, model, self.area)
        self.add = Button(look, "Add a stretch", "add", icon="plus", ink="tealtx")
        self.panel = Panel(self)
        self.item = ItemPanel(look, self._pictures, model, self.panel.parts)
        self.whole = WholePanel(look, model, self.panel.parts)
        self.panel.add(self.item)
        self.panel.add(self.whole)
        self.scrim = Scrim(self)
        self.scrim.hide()
        self.entrance = Entrance(self.panel, self.scrim)

    def _lay_out(self) -> None:
        self._page = QVBoxLayout(self)
        self._page.setSpacing(14)
        self._page.addWidget(self.head)
        self._body = QHBoxLayout()
        self._body.setSpacing(GAP - BAR_WIDTH)
        self._page.addLayout(self._body, 1)
        self._body.addWidget(self.area, 1)
        self._body.addWidget(self.panel)
        inside = TallColumn()
        inside.setObjectName("page")
        self.area.setWidget(inside)  # while it is empty: what comes in later is styled once
        column = inside.column
        words = QVBoxLayout()
        words.setContentsMargins(OUT, 0, OUT, 0)
        words.setSpacing(6)
        title = QHBoxLayout()
        title.addWidget(self.title, 1)
        title.addWidget(self.whole_button, 0, Qt.AlignmentFlag.AlignTop)
        words.addLayout(title)
        words.addWidget(self.summary)
        words.addWidget(self.notes)
        words.addWidget(self.empty)
        column.addLayout(words)
        column.addSpacing(12)
        column.addWidget(self.items)
        column.addSpacing(8)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.add)
        column.addLayout(self._foot)
        column.addStretch(1)

    def _connect(self) -> None:
        model = self.model
        model.changed.connect(self._refresh)
        model.chose.connect(self._show_chosen)
        model.trouble.connect(self.notes.show_trouble)
        self.notes.wanted.connect(self._follow_advice)
        self.head.back.clicked.connect(self._go_back)
        self.head.try_it.clicked.connect(lambda: self._try(max(model.chosen, 0)))
        self.head.save.clicked.connect(self.save)
        self.whole_button.clicked.connect(self._open_whole)
        self.add.clicked.connect(self.deeds.pick)
        self.deeds.told.connect(self.told)
        self.deeds.done.connect(self._after_deed)
        self.items.opened.connect(self._open_item)
        self.items.wanted.connect(self._act)
        self.items.at_row.connect(lambda row: self.area.ensureWidgetVisible(row, 0, IN_VIEW))
        self.item.swap_wanted.connect(self.deeds.swap)
        self.item.remove_wanted.connect(self.deeds.remove)
        self.item.try_wanted.connect(self._try)
        self.item.everywhere_wanted.connect(self.deeds.use_everywhere)
        self.item.library_dose_wanted.connect(self.deeds.use_library_dose)
        self.item.picture.close_button.clicked.connect(self._close_sheet)
        self.whole.closed.connect(self._close_whole)
        self.whole.copy_wanted.connect(self.deeds.save_as_new)
        self.whole.back_wanted.connect(model.back_to_built_in)
        self.panel.closed.connect(self._close_sheet)
        self.scrim.clicked.connect(self._close_sheet)

    def _keys(self) -> None:
        for keys, action in (
            ("Ctrl+Z", self._undo),
            ("Ctrl+Shift+Z", self._redo),
            ("Ctrl+Y", self._redo),
            ("Ctrl+S", self.save),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)
        # Fields would take Ctrl+Z for what was typed in them; here each change is a step of the editor.
        for field in (*self.findChildren(QAbstractSpinBox), *self.findChildren(QLineEdit)):
            field.installEventFilter(self)

        for stepper in self._fields:
            stepper.typing.connect(self._follow_typing)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._keep_in_view)

    @property
    def _fields(self) -> list[StepperField]:
        return self.panel.findChildren(StepperField)

    def _finish_typing(self) -> None:
        for field in self._fields:
            field.finish()

    def _follow_typing(self, typing: bool) -> None:
        """What is being typed can be saved as well."""
        self.head.refresh(typing=typing)

    def _undo(self) -> None:
        self._finish_typing()
        self.model.undo()

    def _redo(self) -> None:
        self._finish_typing()
        self.model.redo()

    def _keep_in_view(self, old: QWidget | None, new: QWidget | None) -> None:
        """Scroll to what the keyboard came to from elsewhere; what was clicked is in view."""
        del old
        if new is None or QApplication.mouseButtons() is not Qt.MouseButton.NoButton:
            return
        for area in (self.area, self.item.area, self.whole.area):
            if area.isAncestorOf(new):
                area.ensureWidgetVisible(new, 0, IN_VIEW)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave undo and redo to the editor."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and any(event.matches(key) for key in OWN_KEYS)
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape is one step out."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.items.lifted:
            self.items.cancel()
        elif self.panel.floating and self.panel.isVisible():
            self._close_sheet()
        else:
            self._go_back()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the item that is looked at."""
        super().focusInEvent(event)
        self._focus_list()

    def _focus_list(self) -> None:
        if self.model.chosen != NONE:
            self.items.focus_chosen()
        else:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- what is shown -------------------------------------------------------------------------

    def _refresh(self) -> None:
        model = self.model
        routine = model.routine
        self.title.setText(routine.name)
        self.head.refresh()
        preferences = model.services.settings.preferences
        if routine.items:
            self.summary.setText(
                f"About <b>{total_words(model.total_ms())}</b> {what_counts(preferences)}. "
                f"{floor_words(model.floor_changes(), model.routine.place)}"
            )
        self.summary.setVisible(bool(routine.items))
        self.empty.setVisible(not routine.items)
        self.add.setEnabled(not model.is_full)
        self.notes.show_advice(model.advice())
        self.items.refresh()
        self._show_panel()

    def _show_chosen(self) -> None:
        self._whole = False
        self.items.show_chosen()
        self._show_panel()

    def _show_panel(self) -> None:
        if self._whole or self.model.chosen == NONE:
            self.panel.show_part(self.whole)
            self.whole.refresh()
        else:
            self.panel.show_part(self.item)
            self.item.refresh(self.model.dose_hint(self.model.chosen))

    # ---- what is done --------------------------------------------------------------------------

    def _follow_advice(self, fix: Fix) -> None:
        """Do it, and go on from the list: the button that was pressed is gone with its advice."""
        self.model.follow(fix)
        self._focus_list()

    def _try(self, index: int) -> None:
        self.try_wanted.emit(self.model.routine, index)

    def _go_back(self) -> None:
        self.ask_to_leave(self.left.emit)

    def _act(self, key: str, index: int) -> None:
        """What was chosen in the menu of an item."""
        actions: dict[str, Callable[[int], object]] = {
            TRY: self._try,
            CHANGE: self._open_item,
            SWAP: self.deeds.swap,
            COPY: self._copy,
            REMOVE: self.deeds.remove,
        }
        actions[key](index)

    def _after_deed(self) -> None:
        self._whole = False
        self._show_panel()
        self._close_sheet()
        self._focus_list()

    def _copy(self, index: int) -> None:
        self.model.copy(index)
        self.items.focus_chosen()

    # ---- the panel beside or over the list -------------------------------------------------------

    def _open_item(self, index: int) -> None:
        self._whole = False
        self.model.choose(index)
        self._show_panel()
        self._open_sheet()
        if self._narrow:
            self.item.hold.stepper.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_whole(self) -> None:
        self._whole = True
        self._show_panel()
        self._open_sheet()
        self.whole.begin()

    def _close_whole(self) -> None:
        self._whole = False
        self._show_panel()
        self._close_sheet()
        self._focus_list()

    def _open_sheet(self) -> None:
        if not self._narrow:
            return
        self._place_sheet()
        if not self.panel.isVisible():
            self.entrance.begin(calm=self.model.services.settings.preferences.calm_motion)
        self.scrim.show()
        self.scrim.raise_()
        self.panel.show()
        self.panel.raise_()

    def _close_sheet(self) -> None:
        if self._narrow and self.panel.isVisible():
            self.entrance.end()
            self.panel.hide()
            self.scrim.hide()
            self._focus_list()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the margins, and put the panel beside or over the list."""
        super().resizeEvent(event)
        scale = max(1.0, self._look.text_scale)
        seen = self.width() / scale
        self._set_narrow(narrow=seen < NARROW_BELOW)
        self.head.set_tight(tight=seen < TIGHT_BELOW)
        left, right = (NARROW_SIDE, NARROW_SIDE) if self._narrow else (LEFT, RIGHT)
        over = max(0, self.width() - left - right - round(CONTENT_WIDTH * scale))
        large = over > 0
        left, right = left + over // 2, right + over - over // 2
        if self._narrow:
            right -= BAR_WIDTH
        top = NARROW_TOP if self._narrow else TOP
        self._page.setContentsMargins(left, top, right, 0)
        self._body.setContentsMargins(0, 0, 0, 0 if self._narrow else BOTTOM)
        self._foot.setContentsMargins(OUT, 0, OUT, BOTTOM if self._narrow else 0)
        self.panel.setFixedWidth(
            min(round((LARGE_PANEL_WIDTH if large else PANEL_WIDTH) * scale), self.width() - 2 * SHEET_INSET)
        )
        self._place_sheet()

    def _set_narrow(self, *, narrow: bool) -> None:
        if narrow is self._narrow:
            return
        self._narrow = self.panel.floating = narrow
        self.item.picture.close_button.setVisible(narrow)
        if narrow:
            self._body.removeWidget(self.panel)
            self.panel.setParent(self)
            self.panel.hide()
        else:
            self.entrance.end()
            self.scrim.hide()
            self._body.addWidget(self.panel)
            self.panel.show()

    def _place_sheet(self) -> None:
        if self._narrow:
            self.scrim.setGeometry(self.rect())
            wide, high = self.panel.width(), self.height() - 2 * SHEET_INSET
            self.entrance.put(QRect(self.width() - wide - SHEET_INSET, SHEET_INSET, wide, high))

"""The items of a routine, one under the other, and every way to put them in another order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QButtonGroup, QVBoxLayout, QWidget

from stretchplayer.ui.editor.drag_layer import LINE, DragLayer
from stretchplayer.ui.editor.item_row import COPY, DOWN, REMOVE, UP, ItemRow
from stretchplayer.ui.widgets.announce import announce

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from stretchplayer.core.routine import RoutineItem
    from stretchplayer.ui.editor.model import EditorModel
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.pictures import Pictures
    from stretchplayer.ui.widgets.steady_scroll import SteadyScrollArea

GAP = 8
NEAR_EDGE = 48  # of the view, where it scrolls while something is dragged
SCROLL_STEP, SCROLL_EVERY_MS = 12, 30


class ItemList(QWidget):
    """Shows the model's items. Looking at an item, and opening it for change, are two things."""

    opened = Signal(int)  # the item is to be changed
    wanted = Signal(str, int)  # an entry of an item's menu, or its key
    at_row = Signal(object)  # the row that should be in view

    def __init__(self, look: Look, pictures: Pictures, model: EditorModel, area: SteadyScrollArea) -> None:
        """`area` is what the list lies in and scrolls with."""
        super().__init__()
        self._look = look
        self._pictures = pictures
        self._model = model
        self._area = area
        self.rows: list[ItemRow] = []
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self._over = DragLayer(look, self)
        self._from: int | None = None  # the place of the item on its way
        self._to = 0
        self._lifted_among: tuple[RoutineItem, ...] = ()
        self._pressed: tuple[int, QPoint] | None = None
        self._pointer = QPoint()
        self._grip = 0
        self._scrolling = QTimer(self)
        self._scrolling.setSingleShot(True)
        self._scrolling.setInterval(SCROLL_EVERY_MS)
        self._scrolling.timeout.connect(self._scroll_on)

    # ---- what is shown -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the items as they are now."""
        model = self._model
        items, totals = model.routine.items, model.totals_ms()
        if self.lifted and items != self._lifted_among:
            self.cancel()
        while len(self.rows) < len(items):
            self._add_row()
        while len(self.rows) > len(items):
            self._drop_row()
        for index, item in enumerate(items):
            row, dose = self.rows[index], model.dose(index)
            row.show_item(model.stretch(index), item, dose, totals.get(index), index + 1, len(items))
        self.show_chosen()

    def show_chosen(self) -> None:
        """Mark the item that is looked at."""
        for index, row in enumerate(self.rows):
            row.set_chosen(on=index == self._model.chosen)

    def focus_chosen(self) -> None:
        """Bring the keyboard to the item that is looked at."""
        if 0 <= self._model.chosen < len(self.rows):
            row = self.rows[self._model.chosen]
            row.setFocus(Qt.FocusReason.OtherFocusReason)
            self.at_row.emit(row)

    @property
    def lifted(self) -> bool:
        """Whether an item is on its way to another place."""
        return self._from is not None

    # ---- keys ----------------------------------------------------------------------------------

    def press(self, row: ItemRow, event: QKeyEvent) -> None:
        """A key on a row."""
        if row not in self.rows:
            return
        index, key, alt = (
            self.rows.index(row),
            event.key(),
            event.modifiers() & Qt.KeyboardModifier.AltModifier,
        )
        if self.lifted:
            self._press_lifted(event)
            return
        last = len(self.rows) - 1
        steps = {
            Qt.Key.Key_Up: index - 1,
            Qt.Key.Key_Down: index + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        event.accept()
        if key in steps and alt:
            self._move(index, steps[Qt.Key(key)])
        elif key in steps:
            self._go(min(max(steps[Qt.Key(key)], 0), last))
        elif key == Qt.Key.Key_Space:
            self._model.choose(index)
            self.lift(index)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._model.choose(index)
            self.opened.emit(index)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.wanted.emit(REMOVE, index)
        else:
            event.ignore()

    def _press_lifted(self, event: QKeyEvent) -> None:
        key = event.key()
        event.accept()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._lead_to(self._to + (1 if key == Qt.Key.Key_Down else -1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._lead_to(0 if key == Qt.Key.Key_Home else len(self.rows) - 1)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.drop()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.cancel()

    def _go(self, index: int) -> None:
        self._model.choose(index)
        self.focus_chosen()

    def _move(self, index: int, to: int) -> None:
        if 0 <= to < len(self.rows) and to != index:
            name = self._model.name(index)
            self._model.move(index, to)
            self.focus_chosen()
            announce(self, f"{name}, {to + 1} of {len(self.rows)}")

    # ---- on the way to another place -----------------------------------------------------------

    def lift(self, index: int) -> None:
        """Take an item up, to be led by the arrow keys."""
        self._from = self._to = index
        self._lifted_among = self._model.routine.items
        self.rows[index].set_lifted(on=True)
        self._over.begin()
        announce(self, f"{self._model.name(index)} taken up. Arrows move it, Space puts it down.")
        self._show_place()

    def drop(self) -> None:
        """Put it down where it is now."""
        origin, to = self._from, self._to
        self._end()
        if origin is not None and origin != to:
            self._move(origin, to)
        elif origin is not None:
            announce(self, f"{self._model.name(origin)} stays where it was.")

    def cancel(self) -> None:
        """Leave it where it was."""
        if self.lifted:
            self._end()
            announce(self, "It stays where it was.")

    def _end(self) -> None:
        if self._from is not None and self._from < len(self.rows):
            self.rows[self._from].set_lifted(on=False)
        self._from = None
        self._pressed = None
        self._scrolling.stop()
        self._over.end()

    def _lead_to(self, to: int) -> None:
        to = min(max(to, 0), len(self.rows) - 1)
        if to != self._to:
            self._to = to
            announce(self, f"Place {to + 1} of {len(self.rows)}")
        self._show_place()

    def _show_place(self) -> None:
        """Draw the line above or below the row that has the place now."""
        assert self._from is not None
        row = self.rows[self._to]
        below = self._to > self._from
        self._over.line_y = None
        if self._to != self._from:
            self._over.line_y = row.geometry().bottom() + 1 + GAP / 2 if below else row.y() - GAP / 2
            self._over.line_y = min(max(self._over.line_y, LINE / 2), self.height() - LINE / 2)
        self._over.update()
        if self._over.ghost is None:
            self.at_row.emit(row)

    # ---- the pointer ---------------------------------------------------------------------------

    def _press_handle(self, row: ItemRow, at: QPoint) -> None:
        self.cancel()
        index = self.rows.index(row)
        self._model.choose(index)
        row.setFocus(Qt.FocusReason.MouseFocusReason)
        self._pressed = (index, at)

    def _drag(self, at: QPoint) -> None:
        if self._pressed is None:
            return
        index, began = self._pressed
        if not self.lifted:
            if (at - began).manhattanLength() < QApplication.startDragDistance():
                return
            row = self.rows[index]
            self._over.carry(row)
            self.lift(index)
            self._grip = self.mapFromGlobal(began).y() - row.y()
        self._pointer = at
        self._follow_pointer()
        if self._edge_step():
            self._scrolling.start()

    def _follow_pointer(self) -> None:
        y = self.mapFromGlobal(self._pointer).y()
        self._over.ghost_y = min(max(y - self._grip, 0), self.height() - self._grip)
        self._lead_to(self._place_at(y))

    def _place_at(self, y: int) -> int:
        """The place an item would come to if it was put down at this height."""
        assert self._from is not None
        others = [row for index, row in enumerate(self.rows) if index != self._from]
        return sum(row.geometry().center().y() < y for row in others)

    def _release(self) -> None:
        self._pressed = None
        if self.lifted:
            self.drop()

    def _edge_step(self) -> int:
        """How far to scroll for a pointer near the edge of the view."""
        view = self._area.viewport()
        y = view.mapFromGlobal(self._pointer).y()
        if y < NEAR_EDGE:
            return -SCROLL_STEP
        return SCROLL_STEP if y > view.height() - NEAR_EDGE else 0

    def _scroll_on(self) -> None:
        step = self._edge_step()
        if not self.lifted or not step:
            return
        bar = self._area.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + step)
        if bar.value() != before:
            self._follow_pointer()
            self._scrolling.start()

    # ---- rows ----------------------------------------------------------------------------------

    def _add_row(self) -> None:
        row = ItemRow(self._look, self._pictures)
        row.clicked.connect(lambda: self._click(row))
        row.key_pressed.connect(lambda event: self.press(row, event))
        row.wanted.connect(lambda key: self._act(key, self.rows.index(row)))
        row.opening.connect(lambda: self._open_menu(row))
        row.handle.pressed.connect(lambda at: self._press_handle(row, at))
        row.handle.moved.connect(self._drag)
        row.handle.released.connect(self._release)
        self._group.addButton(row)
        self.rows.append(row)
        self._column.addWidget(row)
        row.show()  # a layout shows it only later, and the keyboard comes to it at once

    def _drop_row(self) -> None:
        row = self.rows.pop()
        had_focus = row.hasFocus()
        self._group.removeButton(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        if had_focus and self.rows:
            self.rows[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _click(self, row: ItemRow) -> None:
        self.cancel()
        index = self.rows.index(row)
        self._model.choose(index)
        row.setFocus(Qt.FocusReason.MouseFocusReason)
        self.opened.emit(index)

    def _open_menu(self, row: ItemRow) -> None:
        self.cancel()
        index = self.rows.index(row)
        self._model.choose(index)
        row.more.set_enabled(UP, enabled=index > 0)
        row.more.set_enabled(DOWN, enabled=index < len(self.rows) - 1)
        row.more.set_enabled(COPY, enabled=not self._model.is_full)

    def _act(self, key: str, index: int) -> None:
        if key in (UP, DOWN):
            self._move(index, index + (1 if key == DOWN else -1))
        else:
            self.wanted.emit(key, index)

"""A table of numbers that can be sorted, gone through with the keyboard, and read out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from stretchplayer.ui.charts.sheet import Sheet, order_of, words_of

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from PySide6.QtGui import QResizeEvent

    from stretchplayer.ui.look import Look

ROW_PX = 40
CELL_PAD_PX, SORT_MARK_PX = 38, 16
MEASURED_ROWS = 60  # the widest of these stands for all
EMPTY = Sheet("", (), ())
NUMBERS = (int, float)

Index = QModelIndex | QPersistentModelIndex


class SheetModel(QAbstractTableModel):
    """Rows are put in order here, so that years of days need no second model over this one."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet = EMPTY
        self._order: list[int] = []
        self._sorted: tuple[int, Qt.SortOrder] | None = None

    def show(self, sheet: Sheet) -> None:
        """Show this table, in the order the one before had where it has the same columns."""
        self.beginResetModel()
        same = sheet.columns == self.sheet.columns
        self.sheet = sheet
        self._order = list(range(len(sheet.rows)))
        if same and self._sorted is not None:
            self._put_in_order(*self._sorted)
        else:
            self._sorted = None
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._order)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.sheet.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.sheet.rows[self._order[index.row()]][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words_of(cell)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.sheet.columns[index.column()]}: {words_of(cell) or 'none'}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if isinstance(cell, NUMBERS) else Qt.AlignmentFlag.AlignLeft
            return Qt.AlignmentFlag.AlignVCenter | side
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.sheet.columns[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            numbers = any(isinstance(row[section], NUMBERS) for row in self.sheet.rows)
            side = Qt.AlignmentFlag.AlignRight if numbers else Qt.AlignmentFlag.AlignLeft
            return Qt.AlignmentFlag.AlignVCenter | side
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self.sheet.columns):
            return
        self.layoutAboutToBeChanged.emit()
        self._put_in_order(column, order)
        self.layoutChanged.emit()

    def day_of(self, row: int) -> date | None:
        """The day a shown row tells of."""
        days = self.sheet.days
        return days[self._order[row]] if days else None

    def _put_in_order(self, column: int, order: Qt.SortOrder) -> None:
        self._sorted = column, order
        rows = self.sheet.rows
        self._order.sort(
            key=lambda row: order_of(rows[row][column]), reverse=order is Qt.SortOrder.DescendingOrder
        )


class SheetTable(QTableView):
    """Enter, or a double click, on a row asks for its day."""

    day_wanted = Signal(object)  # date

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.sheet_model = SheetModel()
        self.setModel(self.sheet_model)
        self.setFont(look.font("text"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(round(ROW_PX * max(1.0, look.text_scale)))
        head = self.horizontalHeader()
        head.setFont(look.font("section-small"))
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        self.activated.connect(self._activate)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show this table."""
        again = sheet.columns == self.sheet_model.sheet.columns
        self.setAccessibleName(sheet.name)
        self.sheet_model.show(sheet)
        if not again:
            newest_first = bool(sheet.days)
            order = Qt.SortOrder.DescendingOrder if newest_first else Qt.SortOrder.AscendingOrder
            self.sortByColumn(0, order)
            self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """As wide as their words; what room is left is shared, and what is missing is scrolled to."""
        head, columns = self.horizontalHeader(), len(self.sheet_model.sheet.columns)
        if not columns:
            return
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        metrics = QFontMetrics(head.font())
        shown = self.sheet_model.sheet.rows[:MEASURED_ROWS]
        cells = QFontMetrics(self.font())
        wide = [
            max(
                metrics.horizontalAdvance(name) + SORT_MARK_PX,
                0,
                *(cells.horizontalAdvance(words_of(row[column])) for row in shown),
            )
            + CELL_PAD_PX
            for column, name in enumerate(self.sheet_model.sheet.columns)
        ]
        spare = max(0, self.viewport().width() - sum(wide)) // columns
        for column, width in enumerate(wide):
            head.resizeSection(column, width + spare)

    def _activate(self, index: QModelIndex) -> None:
        day = self.sheet_model.day_of(index.row())
        if day is not None:
            self.day_wanted.emit(day)

"""A chart with its name, a few words beside it, its table, and the ways to save it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.ui.charts.legend import Legend, Sign
from stretchplayer.ui.progress.chart_files import Caption, Form, save_chart
from stretchplayer.ui.widgets.menu import ActionMenu, Entry
from stretchplayer.ui.widgets.parts import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from stretchplayer.ui.charts.base import Chart
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.progress.sheet_table import SheetTable

TABLE = "table"
MENU_WORDS = "{}: show as table, save"
LEAST_TABLE_PX = 190
FORMS = {
    Form.PNG: ("Save as a picture (PNG)", "Pictures (*.png)", "picture"),
    Form.SVG: ("Save as a drawing (SVG)", "Drawings (*.svg)", "drawing"),
    Form.CSV: ("Save as a table (CSV)", "Tables (*.csv)", "table"),
}
MENU_PX = 44
HEAD_GAP, ROW_GAP = 10, 2
QWIDGETSIZE_MAX = 16_777_215  # no limit, as Qt counts


class ChartPanel(QWidget):
    """`title` is the chart's name as it is written; `name` is a file's name without its end."""

    told = Signal(str)
    day_wanted = Signal(object)  # date

    def __init__(
        self, look: Look, chart: Chart, title: str, name: str, note: str = "", *, note_below: bool = False
    ) -> None:
        super().__init__()
        self._look = look
        self._name = name
        self._title = title
        self.chart = chart
        self.table: SheetTable | None = None
        self._is_table = False
        self._signs_beside = False
        self._note = label(look, note, "small", "ink2", wrap=True)
        self._signs = Legend(look, ())
        self._signs.hide()
        self._below = Legend(look, ())  # what needs a row of its own
        self._below.hide()
        self.menu = ActionMenu(
            look,
            MENU_WORDS.format(title),
            [
                Entry(TABLE, "Show as table", "list-bullets"),
                None,
                *(Entry(form.value, words, "download-simple") for form, (words, _, _) in FORMS.items()),
            ],
        )
        self.menu.chosen.connect(self._choose)
        self._head = QHBoxLayout()
        self._head.setSpacing(HEAD_GAP)
        name_and_note = QBoxLayout(
            QBoxLayout.Direction.TopToBottom if note_below else QBoxLayout.Direction.LeftToRight
        )
        name_and_note.setSpacing(0 if note_below else HEAD_GAP)
        self._name_label = label(look, title, "section")
        name_and_note.addWidget(self._name_label)
        name_and_note.addWidget(self._note, 1)
        self._head.addLayout(name_and_note, 1)
        self._head.addWidget(self.menu, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(ROW_GAP)
        column.addLayout(self._head)
        column.addWidget(self._signs)
        column.addWidget(self._below)
        column.addWidget(chart, 1)

    @property
    def is_table(self) -> bool:
        """Whether the numbers are shown in place of the chart."""
        return self._is_table

    def set_title(self, title: str) -> None:
        """Give the chart another name: it shows something else now."""
        self._title = title
        self._name_label.setText(title)
        self.menu.setAccessibleName(MENU_WORDS.format(title))
        self.menu.setToolTip(MENU_WORDS.format(title))

    def say(self, note: str) -> None:
        """Write a few words beside the name."""
        self._note.setText(note)

    @property
    def signs(self) -> tuple[tuple[Sign, str], ...]:
        """The marks of the chart with their words."""
        return (*self._signs.entries, *self._below.entries)

    def explain(self, signs: Sequence[tuple[Sign, str]], below: Sequence[tuple[Sign, str]] = ()) -> None:
        """Say what the marks of the chart are; those `below` have a row of their own."""
        self._signs.show_entries(signs)
        self._signs.setVisible(bool(signs))
        self._below.show_entries(below)
        self._below.setVisible(bool(below))
        self._place_signs()

    def set_empty(self, *, empty: bool) -> None:
        """Show neither chart nor table nor what can be done with them, or what was shown before."""
        self.menu.setVisible(not empty)
        self.chart.setVisible(not empty and not self._is_table)
        if self.table is not None:
            self.table.setVisible(not empty and self._is_table)

    def refresh_table(self) -> None:
        """Show the numbers as they are now, where they are shown."""
        if self.table is not None and self.is_table:
            self.table.show_sheet(self.chart.sheet())

    def show_table(self, *, wanted: bool) -> None:
        """Show the numbers in place of the chart, or the chart again."""
        if wanted and self.table is None:
            self.table = self._make_table()
        shown: QWidget = self.table if wanted and self.table is not None else self.chart
        hidden = self.chart if wanted else self.table
        if hidden is not None:
            hidden.hide()
        shown.show()
        self._is_table = wanted
        self.menu.set_words(TABLE, "Show as chart" if wanted else "Show as table")
        self.refresh_table()
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say what the marks are in the row of the name, where it has room for that."""
        super().resizeEvent(event)
        self._place_signs()

    def save_to(self, path: Path, form: Form) -> None:
        """Write the chart to a file and say where it is, or what stands in the way."""
        caption = Caption(self._title, self._note.text(), self.signs)
        try:
            save_chart(self.chart, caption, form, path)
        except StretchPlayerError as error:
            self.told.emit(str(error))
        else:
            self.told.emit(f"The {FORMS[form][2]} is in {path}.")

    # ---- parts -------------------------------------------------------------------------------

    def _place_signs(self) -> None:
        """Beside the name in one row, else under it."""
        name = QFontMetrics(self._look.font("section")).horizontalAdvance(self._title)
        note = QFontMetrics(self._look.font("small")).horizontalAdvance(self._note.text())
        needed = name + note + self._signs.sizeHint().width() + self.menu.width() + 4 * HEAD_GAP
        beside = needed <= self.width()
        if beside == self._signs_beside:
            return
        self._signs_beside = beside
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        self._head.removeWidget(self._signs)
        column.removeWidget(self._signs)
        if beside:
            self._signs.setFixedWidth(self._signs.sizeHint().width())
            self._head.insertWidget(1, self._signs, 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            self._signs.setMinimumWidth(0)
            self._signs.setMaximumWidth(QWIDGETSIZE_MAX)
            column.insertWidget(1, self._signs)

    def _make_table(self) -> SheetTable:
        from stretchplayer.ui.progress.sheet_table import SheetTable

        table = SheetTable(self._look)
        table.setMinimumHeight(round(LEAST_TABLE_PX * max(1.0, self._look.text_scale)))
        table.day_wanted.connect(self.day_wanted)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(table, 1)
        return table

    def _choose(self, key: str) -> None:
        if key == TABLE:
            self.show_table(wanted=not self.is_table)
            return
        form = Form(key)
        words, kinds, _ = FORMS[form]
        suggested = Path.home() / f"{self._name}.{form.value}"
        path, _ = QFileDialog.getSaveFileName(self.window(), words, str(suggested), kinds)
        if path:
            chosen = Path(path)
            self.save_to(chosen if chosen.suffix else chosen.with_suffix(f".{form.value}"), form)

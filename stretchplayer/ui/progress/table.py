"""Table: the numbers behind the charts, to be sorted, read out, and taken along."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFileDialog

from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.ui.progress.chart_files import save_sheet
from stretchplayer.ui.progress.period_choice import PeriodChoice
from stretchplayer.ui.progress.sheet_table import SheetTable
from stretchplayer.ui.progress.table_sheets import (
    MEASURES,
    NAMES,
    NOTES,
    STRETCHES,
    WEEKS,
    days_sheet,
    measures_sheet,
    stretches_sheet,
    weeks_sheet,
)
from stretchplayer.ui.progress.view import TABLE, ProgressView
from stretchplayer.ui.widgets.parts import Button, label
from stretchplayer.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from stretchplayer.core.progress.period import Period
    from stretchplayer.ui.charts.sheet import Sheet
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.progress.view import ProgressServices

HEADLINE = "Your notes in numbers"
LEAST_PX = 280
GAP = 16


class TableView(ProgressView):
    """One table at a time, of the weeks that are chosen. A row can be opened where it is of a day."""

    def __init__(self, look: Look, services: ProgressServices) -> None:
        super().__init__(look, services, TABLE)
        self.choice = PeriodChoice(look, services.progress, self)
        self.choice.changed.connect(self.refresh)
        self.add_corner(self.choice.ranges)
        self.kinds = Segmented(look, "Table", list(NAMES.items()))
        self.kinds.chosen.connect(self.refresh)
        self.save = Button(look, "Save as CSV", "second", icon="download-simple")
        self.save.clicked.connect(self._choose_file)
        self._note = label(look, "", "small", "ink2", wrap=True)
        self.table = SheetTable(look)
        self.table.setMinimumHeight(round(LEAST_PX * max(1.0, look.text_scale)))
        self.table.day_wanted.connect(self.day_wanted)
        self._lay_out(look)
        self.form_changed.connect(self._arrange)

    @property
    def sheet(self) -> Sheet:
        """The table that is shown."""
        return self.table.sheet_model.sheet

    def choose(self, kind: str) -> None:
        """Show one of the tables: a key of `NAMES`."""
        self.kinds.choose(kind)
        self.refresh()

    def refresh(self) -> None:
        """Show the notes as they are now."""
        kind = self.kinds.value()
        self.table.show_sheet(self._make_sheet(kind, self.choice.refresh()))
        self._note.setText(NOTES[kind])
        self.choice.setVisible(kind != MEASURES)
        self.choice.ranges.setVisible(kind != MEASURES)

    def save_to(self, path: Path) -> None:
        """Write the table to a file and say where it is, or what stands in the way."""
        try:
            save_sheet(self.sheet, path)
        except StretchPlayerError as error:
            self.told.emit(str(error), None, None)
        else:
            self.told.emit(f"The table is in {path}.", None, None)

    # ---- parts -------------------------------------------------------------------------------

    def _lay_out(self, look: Look) -> None:
        self._head_line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head_line.setSpacing(GAP)
        self._head_line.addWidget(label(look, HEADLINE, "title", wrap=True), 1)
        self._head_line.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._deeds = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._deeds.setSpacing(GAP)
        self._deeds.addWidget(self.kinds, 0, Qt.AlignmentFlag.AlignLeft)
        self._deeds.addStretch(1)
        self._deeds.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addLayout(self._head_line)
        self.column.addSpacing(GAP)
        self.column.addLayout(self._deeds)
        self.column.addSpacing(GAP // 2)
        self.column.addWidget(self._note)
        self.column.addSpacing(GAP // 2)
        self.column.addWidget(self.table, 1)

    def _make_sheet(self, kind: str, period: Period) -> Sheet:
        progress = self.services.progress
        if kind == STRETCHES:
            return stretches_sheet(progress.stretches(period), self.services.catalogue)
        if kind == MEASURES:
            return measures_sheet(self.services.measures.all_series())
        overview = progress.overview(period)
        return weeks_sheet(overview) if kind == WEEKS else days_sheet(overview, progress.day_ratings(period))

    def _choose_file(self) -> None:
        suggested = Path.home() / f"{self.sheet.name.lower()}.csv"
        path, _ = QFileDialog.getSaveFileName(self.window(), "Save as CSV", str(suggested), "Tables (*.csv)")
        if path:
            chosen = Path(path)
            self.save_to(chosen if chosen.suffix else chosen.with_suffix(".csv"))

    def _arrange(self) -> None:
        up, down = QBoxLayout.Direction.BottomToTop, QBoxLayout.Direction.TopToBottom
        across = QBoxLayout.Direction.LeftToRight
        self._head_line.setDirection(up if self.narrow else across)
        self._deeds.setDirection(down if self.tight else across)

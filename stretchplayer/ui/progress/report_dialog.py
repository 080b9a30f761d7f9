"""Asks which days a report is of, on what paper and where it goes, and writes it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from stretchplayer.core.progress.weeks import monday_of
from stretchplayer.ui.widgets.choice import Choice
from stretchplayer.ui.widgets.day_field import DayField
from stretchplayer.ui.widgets.paper_dialog import PaperDialog
from stretchplayer.ui.widgets.parts import Button, label
from stretchplayer.ui.widgets.switch import Switch

if TYPE_CHECKING:
    from stretchplayer.core.catalogue import Catalogue
    from stretchplayer.printing.paper import Paper
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.progress.view import ProgressServices, ProgressView

WIDTH = 520
OWN = "own"
WEEKS = {"4": 4, "12": 12, "52": 52}
PERIODS = (
    ("12", "The last 12 weeks"),
    ("4", "The last 4 weeks"),
    ("52", "The last 52 weeks"),
    ("all", "All your notes"),
    (OWN, "Days of your own"),
)
TITLE = "A report for a physiotherapist or doctor"
ABOUT = "One or two pages with your ratings, sessions and measures, as a PDF. Nothing is sent."


class ReportDialog(PaperDialog):
    """Covers the window. `saved` tells where the report is, once it is there."""

    def __init__(self, look: Look, parent: QWidget, services: ProgressServices) -> None:
        super().__init__(look, parent, TITLE, ABOUT)
        self._reports = services.progress.reports()
        self._catalogue: Catalogue = services.catalogue
        self.period = Choice(look, "Days", PERIODS)
        self.period.chosen.connect(self._show_period)
        self.first, self.last = self._day_field("First day"), self._day_field("Last day")
        self.with_notes = Switch(look, "With your own words")
        self.with_notes.setChecked(True)
        self._own_days = self._days_row()
        fields = [
            self.row("Days", self.period),
            self._own_days,
            self.row("Paper", self.paper),
            self.row("With your own words", self.with_notes),
        ]
        self.show_sheet(fields, WIDTH, first=self.period)
        self._show_period(self.period.value())

    def write(self, path: Path, paper: Paper) -> None:
        """Write the report of the days chosen."""
        from stretchplayer.exchange.stretch_file import save
        from stretchplayer.printing.report import report_pdf

        report = self._reports.report(
            self.first.value(), self.last.value(), with_notes=self.with_notes.isChecked()
        )
        save(path, report_pdf(report, self._name_of, paper))

    def choose_place(self) -> None:
        """Ask where it goes, once both days are written."""
        last = self.last.value()
        if self.first.value() is None or last is None:
            self.say("Please write both days in full, for instance 31 Aug 2026.")
            return
        name = f"Stretch Player {last.isoformat()}.pdf"
        path, _ = QFileDialog.getSaveFileName(self, "Save the report", str(Path.home() / name), "PDF (*.pdf)")
        if path:
            self.save_to(Path(path))

    def _day_field(self, name: str) -> DayField:
        field = DayField(self._look, name, self._reports.today())
        field.textChanged.connect(lambda _: self.problem.hide())
        return field

    def _days_row(self) -> QWidget:
        holder = QWidget()
        days = QHBoxLayout(holder)
        days.setContentsMargins(0, 0, 0, 0)
        days.addWidget(label(self._look, "From", "text"))
        days.addStretch(1)
        days.addWidget(self.first)
        days.addWidget(label(self._look, "to", "text"))
        days.addWidget(self.last)
        return holder

    def _show_period(self, key: str) -> None:
        """Put the days of this choice into the fields; one's own begin with those there were."""
        self.problem.hide()
        self._own_days.setVisible(key == OWN)
        if key != OWN:
            today = self._reports.today()
            weeks = WEEKS.get(key)
            earliest = self._reports.first_day() or today
            first = earliest if weeks is None else monday_of(today) - timedelta(weeks=weeks - 1)
            self.first.set_value(first)
            self.last.set_value(today)

    def _name_of(self, stretch: str) -> str:
        return self._catalogue[stretch].name if stretch in self._catalogue else stretch


def report_button(look: Look, page: ProgressView, services: ProgressServices) -> Button:
    """A button that asks for a report of these notes; the page tells when it is written."""
    button = Button(look, "Report", "second", icon="clipboard-text")
    button.setToolTip(TITLE)

    def ask() -> None:
        dialog = ReportDialog(look, page, services)
        dialog.saved.connect(lambda path: page.told.emit(f"The report is in {path.name}.", None, None))
        dialog.open()

    button.clicked.connect(ask)
    return button

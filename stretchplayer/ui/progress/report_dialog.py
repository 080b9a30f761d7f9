"""Asks which days a report is of, on what paper and where it goes, and writes it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from stretchplayer.core.errors import StretchPlayerError
from stretchplayer.core.progress.weeks import monday_of
from stretchplayer.printing.locale import paper_here
from stretchplayer.printing.paper import Paper
from stretchplayer.ui.widgets.announce import announce
from stretchplayer.ui.widgets.choice import Choice
from stretchplayer.ui.widgets.day_field import DayField
from stretchplayer.ui.widgets.focus_ring import FocusRing
from stretchplayer.ui.widgets.over_window import OverWindow
from stretchplayer.ui.widgets.parts import Banner, Button, label
from stretchplayer.ui.widgets.segmented import Segmented
from stretchplayer.ui.widgets.switch import Switch

if TYPE_CHECKING:
    from stretchplayer.core.catalogue import Catalogue
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


class ReportDialog(OverWindow):
    """Covers the window. `saved` tells where the report is, once it is there."""

    saved = Signal(object)  # Path

    def __init__(self, look: Look, parent: QWidget, services: ProgressServices) -> None:
        super().__init__(parent, TITLE)
        self._look = look
        self._reports = services.progress.reports()
        self._catalogue: Catalogue = services.catalogue
        self.setAccessibleDescription(ABOUT)
        self._make_fields()
        self.sheet = self._sheet()
        whole = QVBoxLayout(self)
        whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # it is as large as the window
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.sheet, 100)
        row.addStretch(1)
        whole.addStretch(1)
        whole.addLayout(row)
        whole.addStretch(1)
        self._ring = FocusRing(self, look)
        self._show_period(self.period.value())

    def open(self) -> None:
        """Show it over the whole window."""
        super().open()
        self.period.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_to(self, path: Path) -> None:
        """Write the report here, or say what stands in the way."""
        from stretchplayer.exchange.stretch_file import save
        from stretchplayer.printing.report import report_pdf

        try:
            report = self._reports.report(
                self.first.value(), self.last.value(), with_notes=self.with_notes.isChecked()
            )
            save(path, report_pdf(report, self._name_of, Paper(self.paper.value())))
        except StretchPlayerError as error:
            self._say(str(error))
            return
        self.done(0)
        self.saved.emit(path)

    def _say(self, words: str) -> None:
        self.problem.words.setText(words)
        self.problem.show()
        announce(self.problem, words)

    # ---- parts -------------------------------------------------------------------------------

    def _make_fields(self) -> None:
        look = self._look
        self.period = Choice(look, "Days", PERIODS)
        self.period.chosen.connect(self._show_period)
        self.first, self.last = self._day_field("First day"), self._day_field("Last day")
        self.paper = Segmented(look, "Paper", [(paper.value, paper.value) for paper in Paper])
        self.paper.choose(paper_here().value)
        self.with_notes = Switch(look, "With your own words")
        self.with_notes.setChecked(True)
        self.problem = Banner(look, "", "easeoff", "info-fill")
        self.problem.hide()
        self.cancel = Button(look, "Cancel", "quiet")
        self.cancel.setProperty("flush", "true")
        self.cancel.clicked.connect(self.reject)
        self.save_button = Button(look, "Save as PDF", "primary")
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self._choose_place)

    def _day_field(self, name: str) -> DayField:
        field = DayField(self._look, name, self._reports.today())
        field.textChanged.connect(lambda _: self.problem.hide())
        return field

    def _sheet(self) -> QFrame:
        look = self._look
        sheet = QFrame()
        sheet.setProperty("role", "sheet")
        sheet.setMaximumWidth(round(WIDTH * max(1.0, look.text_scale)))
        column = QVBoxLayout(sheet)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(label(look, TITLE, "heading", wrap=True))
        column.addWidget(label(look, ABOUT, "note", "ink2", wrap=True))
        column.addSpacing(4)
        column.addLayout(self._row("Days", self.period))
        self._own_days = QWidget()
        days = QHBoxLayout(self._own_days)
        days.setContentsMargins(0, 0, 0, 0)
        days.addWidget(label(look, "From", "text"))
        days.addStretch(1)
        days.addWidget(self.first)
        days.addWidget(label(look, "to", "text"))
        days.addWidget(self.last)
        column.addWidget(self._own_days)
        column.addLayout(self._row("Paper", self.paper))
        column.addLayout(self._row("With your own words", self.with_notes))
        column.addWidget(self.problem)
        column.addSpacing(6)
        buttons = QHBoxLayout()
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        buttons.addWidget(self.save_button)
        column.addLayout(buttons)
        return sheet

    def _row(self, name: str, field: QWidget) -> QBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label(self._look, name, "text"))
        row.addStretch(1)
        row.addWidget(field)
        return row

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

    def _choose_place(self) -> None:
        last = self.last.value()
        if self.first.value() is None or last is None:
            self._say("Please write both days in full, for instance 31 Aug 2026.")
            return
        name = f"Stretch Player {last.isoformat()}.pdf"
        path, _ = QFileDialog.getSaveFileName(self, "Save the report", str(Path.home() / name), "PDF (*.pdf)")
        if path:
            self.save_to(Path(path))

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

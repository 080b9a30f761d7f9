"""The PDF itself: what can be read, searched and copied from it, and the letters it brings."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stretchplayer.printing.paper import Paper, usual_paper
from stretchplayer.printing.report import report_pdf
from stretchplayer.ui.fonts import font as window_font
from tests.report.pdf_text import page_texts
from tests.report.reports import Amounts, made_report, name_of


@pytest.fixture(autouse=True)
def _letters(qtbot: QtBot) -> None:
    """Fonts come with the application."""


def pdf(amounts: Amounts | None = None, paper: Paper = Paper.A4) -> bytes:
    return report_pdf(made_report(amounts or Amounts()), name_of, paper)


def test_words_and_figures_can_be_copied() -> None:
    first, second = page_texts(pdf())
    assert "Notes on stretching and back pain" in first
    assert "30 August 2026 – 21 November 2026, 84 days" in first
    assert re.search(r"^\d\.\d → \d\.\d$", first, re.MULTILINE)
    assert "Stretches done" in second
    assert "Page 2 of 2" in second
    assert "\N{REPLACEMENT CHARACTER}" not in first + second
    assert "\t" not in first + second


def test_figures_can_be_copied_whatever_letters_the_window_has(qapp: QApplication) -> None:
    usual = qapp.font()
    qapp.setFont(window_font("text"))  # figures of equal width, as the window has them
    try:
        assert "84 days" in page_texts(pdf())[0]
    finally:
        qapp.setFont(usual)


@pytest.mark.parametrize("paper", Paper)
def test_pages_have_the_size_of_the_paper(paper: Paper) -> None:
    sizes = re.findall(rb"/MediaBox \[\s*0 0 ([\d.]+) ([\d.]+)", pdf(paper=paper))
    assert sizes
    for width, height in sizes:
        assert (round(float(width)), round(float(height))) == (paper.width, paper.height)


def test_the_title_names_the_period() -> None:
    found = re.search(rb"/Title \((.*?)\)\n", pdf(), re.DOTALL)
    assert found is not None
    title = found[1].replace(b"\\", b"").decode("utf-16")
    assert title == "Notes on stretching and back pain, 30 Aug – 21 Nov 2026"


def test_letters_are_in_the_file_and_there_are_no_pictures() -> None:
    data = pdf()
    assert set(re.findall(rb"/FontName /\w+\+([\w-]+)", data)) == {b"Figtree-Regular", b"Figtree-SemiBold"}
    assert b"/FontFile2" in data
    assert b"/Subtype /Image" not in data


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_another_reader_reads_the_same(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf())
    told = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True).stdout.decode()
    assert sorted(told.split()) == sorted(" ".join(page_texts(path.read_bytes())).split())


def test_paper_is_what_is_usual_in_the_country() -> None:
    assert usual_paper("US") is Paper.LETTER
    assert usual_paper("mx") is Paper.LETTER
    assert usual_paper("GB") is Paper.A4
    assert usual_paper("") is Paper.A4

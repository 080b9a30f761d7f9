"""The safety questions in every window: nothing is cut off, what has the focus can be seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget

from stretchplayer.core.screening import Block
from stretchplayer.ui.screening import words
from tests.ui.screening_kit import Asked, labels
from tests.ui.test_fit import faults, scrolls_sideways
from tests.ui.world import World

Key = Qt.Key


@pytest.mark.parametrize(
    ("theme", "scale", "size"),
    [
        ("light", 1.0, (1280, 800)),
        ("dark", 1.0, (900, 520)),
        ("light", 1.5, (900, 520)),
        ("dark", 1.5, (1920, 1080)),
        ("contrast", 2.0, (960, 540)),
    ],
)
def test_every_step_fits(
    worlds: Callable[..., World], theme: str, scale: float, size: tuple[int, int]
) -> None:
    asked = Asked(worlds(answered=False, theme=theme, text_scale=scale), *size)
    asked.world.settings.update(emergency_number="112")
    found = {}

    def look(step: str) -> None:
        if problems := faults(asked.page):
            found[step] = problems
        shown = asked.page.emergency if asked.in_emergency else asked.page.form
        assert shown is not None
        if scrolls_sideways(shown):
            found[f"{step}, sideways"] = []

    for block in Block:
        look(f"block {block}")
        for _ in asked.block.questions.rows[:-1]:
            asked.press(Key.Key_N)
            QApplication.processEvents()
            assert in_view(asked.page.form, asked.focused), asked.focused.accessibleName()
        asked.block.questions.rows[-1].no.click()
        asked.block.go_on.click()
    look("promise")
    asked.page._show_advice(words.BE_SEEN, Block.DOCTOR_FIRST, "19 November 2026")
    look("advice")
    asked.page.warn()
    look("help")
    asked.page.begin()
    look("waits")
    assert not found


def in_view(page: QWidget | None, widget: QWidget) -> bool:
    assert page is not None
    return page.rect().contains(QRect(widget.mapTo(page, QPoint(0, 0)), widget.size()))


def test_the_column_folds_into_a_header(worlds: Callable[..., World]) -> None:
    asked = Asked(worlds(answered=False), 900, 600)
    assert words.step_of(0, 4) in labels(asked.page)
    assert words.STEPS[1] not in labels(asked.page)
    assert any(words.NOT_KEPT in text for text in labels(asked.page)), (
        "it is said under the questions instead"
    )
    asked.page.resize(1280, 800)
    QApplication.processEvents()
    assert words.STEPS[1] in labels(asked.page)
    assert words.NOT_KEPT in labels(asked.page)

"""Every desk page in every window: nothing is cut off, nothing scrolls sideways, targets are large."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from stretchplayer.core.flexibility import ALL_TESTS
from stretchplayer.ui.main_window import MainWindow
from stretchplayer.ui.measure.page import MeasurePage
from stretchplayer.ui.pages.today import TodayPage
from tests.tiers import some_now
from tests.ui.world import World

SIZES = [(900, 520), (960, 540), (1280, 800), (1920, 1080)]
PAGES = ["today", "progress", "measure", "when-to-stop"]
SMALLEST_TARGET = 44
SMALLEST_PX = 14
ROUNDING = 1
SETTLING = 4  # turns of the event loop until heights have followed widths


def lived_in(world: World) -> World:
    """A world with everything on its pages, and with long words."""
    today = world.clock.at.date()
    for days in (40, 38, 36, 35, 33, 30, 24, 23, 10, 9, 8, 5, 2):
        world.session(
            today - timedelta(days=days), pre=days % 6, post=days % 4, note="Left side felt easier."
        )
    for days in (35, 24, 9):
        world.sitting(today - timedelta(days=days), 60 + days % 7, 58)
    world.history.set_aside("supine-trunk-rotation", "red")
    world.history.begin_session(world.routines.get("easy-lower-back"), {}, world.history.next_first_side())
    return world


def visible(page: QWidget, kind: type[QWidget]) -> Iterator[QWidget]:
    return (child for child in page.findChildren(kind) if child.isVisible())


def where(widget: QWidget, page: QWidget) -> QRect:
    return QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())


def cut_off(page: QWidget) -> list[str]:
    """Labels and buttons that have less room than their words need."""
    found = []
    for child in (*visible(page, QLabel), *visible(page, QAbstractButton)):
        words = child.property("text")
        if not words:
            continue
        if isinstance(child, QLabel) and child.wordWrap():
            needed = (child.minimumSizeHint().width(), child.heightForWidth(child.width()))
        else:
            hint = child.sizeHint()
            needed = (hint.width(), hint.height())
        if child.width() + ROUNDING < needed[0] or child.height() + ROUNDING < needed[1]:
            found.append(f"“{words}” has {child.width()} × {child.height()} and needs {needed}")
    return found


def outside(page: QWidget) -> list[str]:
    """What goes over the page's left or right edge."""
    inside = page.rect()
    return [
        f"{type(child).__name__} {child.property('text') or ''} {where(child, page)}"
        for child in visible(page, QWidget)
        if not isinstance(child, QScrollArea)
        and (where(child, page).left() < -ROUNDING or where(child, page).right() > inside.right() + ROUNDING)
    ]


def overlapping(page: QWidget) -> list[str]:
    """Words that lie on other words."""
    labels = [label for label in visible(page, QLabel) if label.property("text")]
    boxes = [(label.property("text"), where(label, page)) for label in labels]
    return [
        f"“{one}” and “{other}”"
        for i, (one, box) in enumerate(boxes)
        for other, other_box in boxes[i + 1 :]
        if box.adjusted(1, 1, -1, -1).intersects(other_box.adjusted(1, 1, -1, -1))
    ]


def too_small(page: QWidget) -> list[str]:
    """Targets under 44 logical pixels."""
    return [
        f"{child.property('text') or child.accessibleName()} {child.size()}"
        for kind in (QAbstractButton, QLineEdit)
        for child in visible(page, kind)
        if min(child.width(), child.height()) < SMALLEST_TARGET
        # The text inside a stepper belongs to a target that is as high as it should be.
        and not isinstance(child.parentWidget(), QAbstractSpinBox)
    ]


def small_letters(page: QWidget) -> list[str]:
    return [
        child.property("text")
        for child in visible(page, QLabel)
        if child.property("text") and QFontInfo(child.font()).pixelSize() < SMALLEST_PX
    ]


def faults(page: QWidget) -> list[str]:
    for _ in range(SETTLING):
        QApplication.processEvents()
    return [*cut_off(page), *outside(page), *overlapping(page), *too_small(page), *small_letters(page)]


def scrolls_sideways(page: QWidget) -> bool:
    area = page.currentWidget() if isinstance(page, QStackedWidget) else page
    assert isinstance(area, QScrollArea)
    inside = area.widget()
    assert inside is not None
    return inside.width() > area.viewport().width()


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("text_scale", [1.0, 1.5])
def test_every_page_fits_every_window(worlds: Callable[..., World], theme: str, text_scale: float) -> None:
    world = lived_in(worlds(theme=theme, text_scale=text_scale))
    window = world.window()
    found = {}
    for width, height in SIZES:
        window.resize(width, height)
        for key in PAGES:
            window.go(key)
            QApplication.processEvents()
            page = window.page(key)
            problems = faults(page)
            if scrolls_sideways(page):
                problems.append("scrolls sideways")
            if problems:
                found[f"{key} in {width} × {height}"] = problems
    assert not found


@pytest.mark.parametrize("text_scale", [1.0, 1.5])
@pytest.mark.parametrize("size", [(900, 520), (1280, 800)])
def test_the_steppers_fit(worlds: Callable[..., World], text_scale: float, size: tuple[int, int]) -> None:
    world = lived_in(worlds(text_scale=text_scale))
    window = world.window(*size)
    page = window.page("today")
    assert isinstance(page, TodayPage)
    page.change(on=True)
    assert not faults(page)
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("text_scale", some_now([2.0, 1.0, 1.5], 3))
@pytest.mark.parametrize("size", [(900, 520), (1280, 800)])
def test_measuring_fits(worlds: Callable[..., World], text_scale: float, size: tuple[int, int]) -> None:
    world = lived_in(worlds(text_scale=text_scale))
    window = world.window(*size)
    window.go("measure")
    page = window.page("measure")
    assert isinstance(page, MeasurePage)
    page.choose.more.click()
    assert not faults(page.choose)
    for test in ALL_TESTS:
        for way in test.ways:
            page.begin(test)
            assert not faults(page.wizard), test.id
            page.begin(test, world.clock.at.date() - timedelta(days=30))
            if page.wizard.methods is not None:
                page.wizard.methods.chosen.emit(way.method.value)
            assert not faults(page.wizard), (test.id, way.method)
            page.wizard._begin_tries()
            assert not faults(page.wizard), (test.id, way.method)
            assert not scrolls_sideways(page.wizard)


def test_before_the_first_session_everything_fits(worlds: Callable[..., World], theme: str) -> None:
    window = worlds(theme=theme).window(900, 520)
    for key in PAGES:
        window.go(key)
        assert not faults(window.page(key))


def test_navigation_is_large_enough(world: World) -> None:
    for width in (900, 1280):
        window = world.window(width, 600)
        assert not too_small(window.navigation)


def test_every_control_has_a_name_and_can_be_reached(world: World) -> None:
    """With Tab alone one comes by every button and field of a page, and each says what it is."""
    window = lived_in(world).window()
    for key in PAGES:
        window.go(key)
        QApplication.processEvents()
        page = window.page(key)
        controls = [
            child
            for kind in (QAbstractButton, QLineEdit)
            for child in visible(page, kind)
            if child.isEnabled() and child.focusPolicy() != Qt.FocusPolicy.NoFocus
        ]
        reached = reached_by_tab(window)
        for control in controls:
            assert control in reached or beside_one_of(reached, control), control
            assert control.property("text") or control.accessibleName(), control


def beside_one_of(reached: set[QWidget], control: QWidget) -> bool:
    """Whether the arrow keys lead to it, as among chips of which one is on."""
    group = control.group() if isinstance(control, QAbstractButton) else None
    return group is not None and any(button in reached for button in group.buttons())


def reached_by_tab(window: MainWindow) -> set[QWidget]:
    reached: set[QWidget] = set()
    for _ in range(200):
        window.focusNextChild()
        focused = window.focusWidget()
        if focused is None or focused in reached:
            break
        reached.add(focused)
    return reached


def test_no_label_hides_its_words_behind_a_name(world: World) -> None:
    """A name on a label would be read in place of its text, which changes."""
    window = lived_in(world).window()
    for key in PAGES:
        window.go(key)
        for label in window.page(key).findChildren(QLabel):
            assert not label.accessibleName()


@pytest.mark.parametrize("theme_name", ["light", "dark"])
def test_at_200_percent_of_a_full_hd_screen(tmp_path: Path, theme_name: str) -> None:
    """The scaling is fixed when the application begins, so this needs a process of its own."""
    environment = {**os.environ, "QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": "offscreen"}
    code = "import sys; from tests.ui.test_fit import at_200_percent; at_200_percent(*sys.argv[1:])"
    result = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path), theme_name],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr


def at_200_percent(folder: str, theme_name: str) -> None:
    """Look at every page in a window of 960 x 540; raises when something does not fit."""
    from stretchplayer.app.resources import assets
    from stretchplayer.ui.fonts import load_fonts
    from tests.ui.world import make_world

    application = QApplication([])
    load_fonts(assets() / "fonts")
    world = lived_in(make_world(Path(folder), theme_name))
    window = world.window(960, 540)
    assert window.devicePixelRatioF() == 2.0
    for key in PAGES:
        window.go(key)
        application.processEvents()
        assert not faults(window.page(key)), (key, faults(window.page(key)))
        assert not scrolls_sideways(window.page(key))
        picture = window.grab()
        assert (picture.width(), picture.height()) == (1920, 1080)
    world.close()

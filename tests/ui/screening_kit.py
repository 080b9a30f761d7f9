"""The safety questions in a window of their own, answered by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from stretchplayer.ui.screening.page import ScreeningPage
from stretchplayer.ui.screening.pages import AdvicePage, BlockPage, PromisePage
from tests.ui.world import World

Key = Qt.Key


class Asked:
    """The page over the window of the app, and what it told."""

    def __init__(self, world: World, width: int = 1280, height: int = 800) -> None:
        self.world = world
        self.window = world.window(width, height)
        self.page = ScreeningPage(world.look, world.screening, world.settings)
        self.told: list[str] = []
        self.page.passed.connect(lambda: self.told.append("passed"))
        self.page.left.connect(lambda: self.told.append("left"))
        self.window.cover(self.page)
        self.page.begin()
        QApplication.processEvents()

    @property
    def form(self) -> object:
        return self.page.form

    @property
    def block(self) -> BlockPage:
        assert isinstance(self.page.form, BlockPage)
        return self.page.form

    @property
    def focused(self) -> QWidget:
        focused = self.window.focusWidget()
        assert focused is not None
        return focused

    @property
    def in_emergency(self) -> bool:
        return self.page.emergency.isVisible()

    def press(self, *keys: Key) -> None:
        for key in keys:
            QTest.keyClick(self.focused, key)
            QApplication.processEvents()

    def all_no(self) -> None:
        """No to every question of this block, and on."""
        self.press(*[Key.Key_N] * len(self.block.questions.rows), Key.Key_Return)

    def tick_and_go_on(self) -> None:
        assert isinstance(self.page.form, AdvicePage | PromisePage)
        self.page.form.tick.setFocus()
        self.press(Key.Key_Space)
        self.page.form.go_on.setFocus()
        QApplication.processEvents()
        self.press(Key.Key_Return)

    def kept(self) -> list[tuple[str, str]]:
        return [(kept.outcome, kept.text_version) for kept in self.world.store.history.screenings()]


def labels(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]

"""Somebody at the page of stretches: a shown window with it, and what it told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import delete, isValid

from stretchplayer.app.library_service import LibraryService
from stretchplayer.app.resources import assets
from stretchplayer.bootstrap.figures import Figures
from stretchplayer.core.catalogue import Stretch
from stretchplayer.core.own_stretch import own_stretch
from stretchplayer.core.routine import Routine, RoutineItem
from stretchplayer.ui.first_look import FirstLook
from stretchplayer.ui.main_window import MainWindow
from stretchplayer.ui.player.halo import FigureView
from stretchplayer.ui.stretches.form import FormPage
from stretchplayer.ui.stretches.page import StretchesPage
from stretchplayer.ui.widgets.ask import Question
from stretchplayer.ui.widgets.draft import DraftBanner
from stretchplayer.ui.widgets.nav import PageEntry, Place
from tests.ui.editor.sitting import button, click, settle
from tests.ui.player.kit import PlainFigure
from tests.ui.world import World, the

STEPS = ("Lie on your back, knees bent.", "Take the towel in both hands.", "Pull gently.")


@dataclass
class Visit:
    """The window, what is in it, and everything it asked for."""

    world: World
    window: MainWindow
    page: StretchesPage
    told: list[tuple[str, str | None, Callable[[], object] | None]] = field(default_factory=list)
    tried: list[tuple[Routine, int]] = field(default_factory=list)

    @property
    def form(self) -> FormPage:
        return self.page.form

    @property
    def own(self) -> tuple[Stretch, ...]:
        return self.world.library.catalogue.own

    @property
    def question(self) -> Question | None:
        """The one that is asked now."""
        return next((q for q in self.window.findChildren(Question) if q.isVisible()), None)

    def answer(self, key: str) -> None:
        """Press this button of the question that is asked."""
        asked = self.question
        assert asked is not None
        asked.buttons[key].click()
        settle()

    def type_in(self, field_: QWidget, text: str) -> None:
        """Type, with Enter at the end of each line but the last."""
        field_.setFocus()
        for number, line in enumerate(text.split("\n")):
            if number:
                QTest.keyClick(field_, Qt.Key.Key_Return)
            QTest.keyClicks(field_, line)

    def new(self, name: str = "", *steps: str) -> FormPage:
        """The form of a new stretch, with this in it."""
        self.page.make_new()
        settle()
        self.form.name.setText(name)
        self.form.steps.setPlainText("\n".join(steps))
        return self.form


def visit(
    world: World,
    width: int = 1280,
    height: int = 800,
    new_figure: Callable[[], FigureView] = PlainFigure,
) -> Visit:
    """A window that shows the stretches."""
    first = FirstLook(world.folder / "look.ini")
    first.keep(world.themes.theme.name, world.look.color("bg"), world.look.text_scale, QByteArray())
    window = world.keep(MainWindow(first))
    window.resize(width, height)
    window.show()
    window.activateWindow()
    read_pose = Figures(assets() / "poses", world.library.picture).pose
    page = StretchesPage(
        world.look,
        world.pictures,
        world.library,
        world.routines,
        read_pose,
        world.clock,
        world.settings,
        new_figure,
    )
    window.furnish(
        world.look,
        [
            PageEntry(Place("stretches", "Stretches", "person-simple-tai-chi"), lambda: page),
            PageEntry(Place("when-to-stop", "When to stop", "first-aid"), world.stop_page),
        ],
    )
    made = Visit(world, window, page)
    page.told.connect(lambda words, action, act: made.told.append((words, action, act)))
    page.try_wanted.connect(lambda tried, index: made.tried.append((tried, index)))
    settle()
    return made


def after_a_crash(world: World) -> Visit:
    """Another start on the same notes; the window there was does nothing more."""
    for window in world.made:
        if isValid(window):
            delete(window)
    library = world.library
    world.library = LibraryService(
        library.catalogue, world.store.own_stretches, world.store.drafts, world.clock
    )
    return visit(world)


def towel_pull(world: World, **wishes: object) -> Stretch:
    """A stretch of the user's own, kept."""
    made = own_stretch(id="own-towel", name="Towel pull", steps=STEPS, **wishes)  # type: ignore[arg-type]
    world.library.save(made)
    return made


def routine_with(world: World, name: str, *stretches: str) -> Routine:
    """A routine of the user's own with these in it, kept."""
    items = tuple(RoutineItem(stretch=stretch) for stretch in stretches)
    return world.routines.create(Routine(id="", name=name, description="", items=items))


def drop(target: QWidget, *paths: Path) -> bool:
    """Let go of files over a widget, as a file manager does. Whether the widget took them."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return drop_mime(target, mime)


def drop_mime(target: QWidget, mime: QMimeData) -> bool:
    """Let go of this over a widget."""
    at = target.rect().center()
    copy, left, plain = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, copy, mime, left, plain)
    QApplication.sendEvent(target, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(target, QDropEvent(QPointF(at), copy, mime, left, plain))
    settle()
    return True


def way(form: FormPage, words: str) -> None:
    """Choose how to come to a picture."""
    click(button(form.picture.ways, words))


def save(visit: Visit) -> None:
    click(visit.form.save_button)


def type_in_window(visit: Visit, text: str) -> None:
    """Type wherever the keyboard is."""
    focused = visit.window.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def press(visit: Visit, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key wherever the keyboard is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)
    settle()


def tab_to(visit: Visit, wanted: QWidget, at_most: int = 40) -> None:
    """Go on by Tab until this has the focus."""
    for _ in range(at_most):
        press(visit, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused is wanted or focused.focusProxy() is wanted or wanted.isAncestorOf(focused):
            return
    raise AssertionError(f"Tab does not come to {wanted}")


def draft_banner(visit: Visit) -> DraftBanner:
    settle()
    return the(visit.page.library, DraftBanner)

"""Somebody at the page of stretches: a shown window with it, and what it told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from stretchplayer.app.library_service import LibraryService
from stretchplayer.app.resources import assets
from stretchplayer.bootstrap.figures import Figures
from stretchplayer.core.catalogue import Stretch
from stretchplayer.core.own_stretch import own_stretch
from stretchplayer.core.routine import Routine, RoutineItem
from stretchplayer.ui.first_look import FirstLook
from stretchplayer.ui.main_window import MainWindow
from stretchplayer.ui.stretches.form import FormPage
from stretchplayer.ui.stretches.page import StretchesPage
from stretchplayer.ui.widgets.ask import Question
from stretchplayer.ui.widgets.nav import PageEntry, Place
from tests.ui.editor.sitting import settle
from tests.ui.world import World

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
        field_.setFocus()
        QTest.keyClicks(field_, text)

    def new(self, name: str = "", *steps: str) -> FormPage:
        """The form of a new stretch, with this in it."""
        self.page.make_new()
        settle()
        self.form.name.setText(name)
        self.form.steps.setPlainText("\n".join(steps))
        return self.form


def visit(world: World, width: int = 1280, height: int = 800) -> Visit:
    """A window that shows the stretches."""
    first = FirstLook(world.folder / "look.ini")
    first.keep(world.themes.theme.name, world.look.color("bg"), world.look.text_scale, QByteArray())
    window = world.keep(MainWindow(first))
    window.resize(width, height)
    window.show()
    window.activateWindow()
    read_pose = Figures(assets() / "poses", world.library.picture).pose
    page = StretchesPage(world.look, world.pictures, world.library, world.routines, read_pose, world.clock)
    other = world.stop_page()
    window.furnish(
        world.look,
        [
            PageEntry(Place("stretches", "Stretches", "person-simple-tai-chi"), lambda: page),
            PageEntry(Place("when-to-stop", "When to stop", "first-aid"), lambda: other),
        ],
    )
    made = Visit(world, window, page)
    page.told.connect(lambda words, action, act: made.told.append((words, action, act)))
    page.try_wanted.connect(lambda tried, index: made.tried.append((tried, index)))
    settle()
    return made


def after_a_crash(world: World) -> Visit:
    """Another start on the same notes."""
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

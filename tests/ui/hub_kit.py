"""Somebody at the routines: a shown window with everything behind them, and what it told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from stretchplayer.app.recording import OnProgress
from stretchplayer.bootstrap import Content
from stretchplayer.bootstrap.paper_pictures import PaperPictures
from stretchplayer.bootstrap.recordings import write_recording
from stretchplayer.core.catalogue import Stretch
from stretchplayer.core.routine import Routine
from stretchplayer.core.take_along import Taken
from stretchplayer.core.timeline import Timeline
from stretchplayer.figure.pose import PoseLibrary
from stretchplayer.ui.first_look import FirstLook
from stretchplayer.ui.main_window import MainWindow
from stretchplayer.ui.routines_hub import HubServices, RoutinesHub
from stretchplayer.ui.widgets.nav import PageEntry, Place
from tests.ui.editor.sitting import settle
from tests.ui.world import World

POSES = Path(__file__).parents[2] / "assets" / "poses"


@dataclass
class Visit:
    """The window, what is in it, and everything it asked for."""

    world: World
    window: MainWindow
    hub: RoutinesHub
    told: list[str] = field(default_factory=list)
    once: list[Routine] = field(default_factory=list)
    started: list[str] = field(default_factory=list)

    @property
    def own_routines(self) -> list[Routine]:
        return [one for one in self.world.routines.all() if not self.world.routines.is_built_in(one.id)]

    @property
    def own_stretches(self) -> tuple[Stretch, ...]:
        return self.world.library.catalogue.own

    @property
    def focused(self) -> QWidget:
        focus = self.window.focusWidget()
        assert focus is not None
        return focus

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Keys wherever the keyboard is."""
        for key in keys:
            QTest.keyClick(self.focused, key, modifier)
            settle()

    def tab_to(self, wanted: QWidget) -> None:
        """Go on with Tab until the keyboard is there; the test fails when it never comes there."""
        for _ in range(80):
            if self.focused is wanted or wanted.isAncestorOf(self.focused):
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"the keyboard never comes to {wanted.accessibleName() or wanted}")


def visit(world: World, width: int = 1280, height: int = 800) -> Visit:
    """A window that shows the routines."""
    first = FirstLook(world.folder / "look.ini")
    first.keep(world.themes.theme.name, world.look.color("bg"), world.look.text_scale, QByteArray())
    window = world.keep(MainWindow(first))
    window.resize(width, height)
    window.show()
    window.activateWindow()

    def record(timeline: Timeline, title: str, path: Path, on_progress: OnProgress) -> Taken | None:
        bank = Content(world.folder).clip_bank(world.settings.preferences)
        return write_recording(timeline, title, path, bank, on_progress)

    services = HubServices(
        world.library, world.routines, world.settings, world.services.maker, world.clock, record
    )
    hub = RoutinesHub(
        world.look,
        world.pictures,
        services,
        lambda: PaperPictures(PoseLibrary(POSES), world.library.picture, "", turned=False),
    )
    pages: list[tuple[Place, Callable[[], QWidget]]] = [
        (Place("routines", "Routines", "list-bullets"), lambda: hub),
        (Place("when-to-stop", "When to stop", "first-aid"), world.stop_page),
    ]
    window.furnish(world.look, [PageEntry(place, make) for place, make in pages])
    made = Visit(world, window, hub)
    hub.told.connect(lambda words, *_: made.told.append(words))
    hub.once_wanted.connect(made.once.append)
    hub.start_wanted.connect(made.started.append)
    settle()
    return made


def seen_whole(part: QWidget) -> bool:
    """Whether nothing of it is cut off at the sides of the window."""
    window = part.window()
    left = part.mapTo(window, part.rect().topLeft()).x()
    return left >= 0 and left + part.width() <= window.width()

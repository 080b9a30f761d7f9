"""What tests of the comfort rules in the player share: a room, and what happened in it in short lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt

from stretchplayer.core.events import Event
from stretchplayer.core.plan import dose_of
from stretchplayer.core.session import Phase
from stretchplayer.ui.dose_words import dose_words
from tests.core.scores import CATALOGUE, told
from tests.ui.player.kit import Room

Key = Qt.Key
SPACE, RIGHT, ESC = Key.Key_Space, Key.Key_Right, Key.Key_Escape
AS_EVER = {"knee": "20 s × 2", "tilt": "5 s × 3", "cat": "3 slow"}
EASED_NEXT = {**AS_EVER, "knee": "10 s × 2"}


@dataclass(frozen=True)
class Panel:
    """What is said and offered."""

    title: str
    text: str
    choices: tuple[str, ...]


def ease_off(why: str) -> Panel:
    text = f"{why} Shorter holds and smaller moves are kinder now, and for Knee next time."
    return Panel("Ease off", text, ("Carry on gently", "As planned", "End for today"))


STOP = Panel(
    "Stop here and rest",
    "That was more than this stretch should bring. One sore stretch is not damage. "
    "We leave Knee out until you put it back.",
    ("Rest, then Sit instead", "Go to Tilt", "End for today"),
)


def knee_first(folder: Path) -> Iterator[Room]:
    """A page that begins with the one-sided hold, to be rated first."""
    made = Room(folder, "knee", "tilt", "cat")
    made.open()
    yield made
    made.close()


def listen(room: Room) -> list[Event]:
    """Everything that happens from now on."""
    log: list[Event] = []
    room.driver.changed.connect(log.extend)
    return log


def to_gate(room: Room) -> None:
    for _ in range(600):
        if room.driver.phase is Phase.GATE:
            return
        room.pass_(500)
    raise AssertionError(room.driver.phase)


def rate(room: Room, keys: str) -> None:
    room.press(keys)
    if keys != "n":
        room.press(SPACE)


def since_rating(room: Room, log: list[Event], end_ms: int) -> tuple[str, ...]:
    """The events after the rating up to the next segment, as short lines."""
    lines = told(log)
    start = next(n for n, line in enumerate(lines) if line.startswith("rated"))
    return tuple(line.replace(str(end_ms), "@") for line in lines[start + 1 :])


def reactions(room: Room) -> tuple[str, ...]:
    """The log on disk, as short lines; holds shortened before are told of apart."""
    return tuple(
        f"{one.kind} {one.answer} {one.stretch} {one.before} {one.score}{' flag' if one.flag else ''}"
        for one in room.store.comfort.reactions()
        if one.kind.value != "short_holds"
    )


def shown(room: Room) -> Panel | None:
    content = room.page.panel.content
    if room.page.view is not room.page.panel or content is None:
        return None
    return Panel(content.title, content.text, tuple(choice.label for choice in content.choices))


def next_doses(room: Room) -> dict[str, str]:
    """The doses of the next session, as Today says them."""
    options = room.maker.options(full_length=True)
    items = room.routines.get("test").items
    return {
        item.stretch: dose_words(CATALOGUE[item.stretch], dose_of(item, CATALOGUE[item.stretch], options))
        for item in items
    }

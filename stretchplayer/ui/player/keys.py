"""What keys mean while playing: board, clicker and media keys in one table."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget


class Wish(Enum):
    """What a key asks for."""

    TOGGLE = "toggle"
    PAUSE = "pause"
    BACK = "back"
    SKIP = "skip"
    EASE_OFF = "ease_off"
    MORE_TIME = "more_time"
    END_NOW = "end_now"
    REPEAT_HOLD = "repeat_hold"
    REPEAT_SIDE = "repeat_side"
    SOUND = "sound"
    LOUDER = "louder"
    SOFTER = "softer"
    TONES_LOUDER = "tones_louder"
    TONES_SOFTER = "tones_softer"
    WHEN_TO_STOP = "when_to_stop"
    CHANGE_RATING = "change_rating"
    RATE_AT_END = "rate_at_end"
    HOLD_IN_FULL = "hold_in_full"


_PLAYING: dict[int, Wish] = {
    Qt.Key.Key_Space: Wish.TOGGLE,
    Qt.Key.Key_MediaPlay: Wish.TOGGLE,
    Qt.Key.Key_MediaPause: Wish.TOGGLE,
    Qt.Key.Key_MediaTogglePlayPause: Wish.TOGGLE,
    Qt.Key.Key_PageDown: Wish.TOGGLE,
    Qt.Key.Key_F5: Wish.TOGGLE,
    Qt.Key.Key_Escape: Wish.PAUSE,
    Qt.Key.Key_MediaStop: Wish.PAUSE,
    Qt.Key.Key_Left: Wish.BACK,
    Qt.Key.Key_MediaPrevious: Wish.BACK,
    Qt.Key.Key_Right: Wish.SKIP,
    Qt.Key.Key_MediaNext: Wish.SKIP,
    Qt.Key.Key_B: Wish.SKIP,
    Qt.Key.Key_Period: Wish.SKIP,
    Qt.Key.Key_E: Wish.EASE_OFF,
    Qt.Key.Key_PageUp: Wish.EASE_OFF,
    Qt.Key.Key_T: Wish.MORE_TIME,
    Qt.Key.Key_Return: Wish.END_NOW,
    Qt.Key.Key_Enter: Wish.END_NOW,
    Qt.Key.Key_R: Wish.REPEAT_HOLD,
    Qt.Key.Key_C: Wish.CHANGE_RATING,
    Qt.Key.Key_A: Wish.RATE_AT_END,
    Qt.Key.Key_P: Wish.HOLD_IN_FULL,
}
_ALWAYS: dict[int, Wish] = {
    Qt.Key.Key_M: Wish.SOUND,
    Qt.Key.Key_H: Wish.WHEN_TO_STOP,
}
_VOLUME: dict[int, Wish] = {Qt.Key.Key_Up: Wish.LOUDER, Qt.Key.Key_Down: Wish.SOFTER}

#: At a rating: board, clicker and media keys alike.
HIGHER = frozenset(
    {Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_MediaNext, Qt.Key.Key_Plus}
)
LOWER = frozenset(
    {Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_MediaPrevious, Qt.Key.Key_Minus}
)
SAVING = frozenset(
    {
        Qt.Key.Key_Space,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_B,
        Qt.Key.Key_Period,
        Qt.Key.Key_MediaPlay,
        Qt.Key.Key_MediaTogglePlayPause,
    }
)

#: A held volume key goes on; held anything else would run through the session.
_REPEATING = frozenset({Wish.LOUDER, Wish.SOFTER, Wish.TONES_LOUDER, Wish.TONES_SOFTER})
_WITH_SHIFT = {
    Wish.REPEAT_HOLD: Wish.REPEAT_SIDE,
    Wish.LOUDER: Wish.TONES_LOUDER,
    Wish.SOFTER: Wish.TONES_SOFTER,
}
_COMMAND_KEYS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


def wish_while_playing(event: QKeyEvent) -> Wish | None:
    """What a key asks for while the stage is shown; None for keys that mean nothing here."""
    key = event.key()
    wish = _PLAYING.get(key) or _VOLUME.get(key) or _ALWAYS.get(key)
    if wish is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        wish = _WITH_SHIFT.get(wish, wish)
    return _if_meant(wish, event)


def wish_anywhere(event: QKeyEvent) -> Wish | None:
    """What a key asks for over any panel of the player."""
    return _if_meant(_ALWAYS.get(event.key()), event)


def is_held_command(event: QKeyEvent) -> bool:
    """Return whether this is a held key that acts once, and so must not go on to somebody else."""
    return event.isAutoRepeat() and event.key() in _PLAYING


def takes_keys(widget: QWidget) -> bool:
    """Return whether keys go to this widget first, also in a window the system does not call active."""
    return widget.window().focusWidget() is widget


def is_press_of_focus(event: QKeyEvent, widgets: Iterable[QWidget]) -> bool:
    """Whether this is Space or Enter while one of these widgets was reached by keyboard."""
    if event.isAutoRepeat() or event.key() not in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    return any(takes_keys(widget) for widget in widgets)


def _if_meant(wish: Wish | None, event: QKeyEvent) -> Wish | None:
    if wish is None or event.modifiers() & _COMMAND_KEYS:
        return None
    return None if event.isAutoRepeat() and wish not in _REPEATING else wish

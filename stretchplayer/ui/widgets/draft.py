"""What was being edited when the app closed: a card that offers it again, and a question about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from stretchplayer.ui.widgets.ask import Question
from stretchplayer.ui.widgets.parts import Banner, Button

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from stretchplayer.ui.look import Look


class DraftBanner(Banner):
    """Offers to go on with a draft, or to leave things as they are kept."""

    go_on_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, look: Look, words: str, leave_name: str) -> None:
        """`leave_name` says in full what "Leave it" does, for those who do not see the card."""
        super().__init__(look, words)
        self.go_on = Button(look, "Go on", "primary")
        self.leave = Button(look, "Leave it", "second")
        self.leave.setAccessibleName(leave_name)
        self.go_on.clicked.connect(self.go_on_wanted)
        self.leave.clicked.connect(self.leave_wanted)
        self.add(self.go_on)
        self.add(self.leave)


def changing_banner(look: Look, name: str) -> DraftBanner:
    """The card for something that is kept already."""
    words = f"You were changing {name}. Go on, or leave it as it was."
    return DraftBanner(look, words, f"Leave {name} as it was")


def ask_about_draft(
    look: Look, parent: QWidget, name: str, *, go_on: Callable[[], object], drop: Callable[[], object]
) -> Question:
    """Before something else is opened: go on with the draft, or let it go. "Not now" does neither."""
    question = Question(
        look,
        parent,
        f"Go on with {name} first?",
        "You changed it the last time and did not save it.",
        [
            ("drop", "Leave it as it was", "quiet"),
            ("stay", "Not now", "second"),
            ("go_on", "Go on with it", "primary"),
        ],
        safe="stay",
    )

    def answer(key: str) -> None:
        if key == "drop":
            drop()
        elif key == "go_on":
            go_on()

    question.chosen.connect(answer)
    question.open()
    return question

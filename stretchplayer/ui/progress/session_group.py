"""One session as it was kept, to be corrected or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from stretchplayer.app.diary_service import LONGEST_MINUTES
from stretchplayer.core.history import HIGHEST_SCORE, RatingKind
from stretchplayer.core.progress.minutes import MS_PER_MINUTE
from stretchplayer.ui.score_colors import band_word
from stretchplayer.ui.widgets.card import Group
from stretchplayer.ui.widgets.choice import Choice
from stretchplayer.ui.widgets.parts import Button
from stretchplayer.ui.widgets.score_keys import ScoreKeys
from stretchplayer.ui.widgets.stepper import Stepper

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stretchplayer.core.history import PainRating, SessionRecord
    from stretchplayer.ui.look import Look

AROUND = {RatingKind.PRE: "Before", RatingKind.POST: "After"}
QUESTION = "Your back pain right then"
NONE = ""  # the choice that means "no rating"
STEPPING_MS = 700  # a run of steps is one correction
SCORES = [(NONE, "No rating")] + [
    (str(score), f"{score} of {HIGHEST_SCORE}, {band_word(score)}") for score in range(HIGHEST_SCORE + 1)
]


class SessionGroup(Group):
    """Tells what the user wants changed; `show_session` shows what came of it."""

    minutes_changed = Signal(int)
    rated = Signal(object, int)  # RatingKind before or after, score
    corrected = Signal(object, object)  # PainRating, and its new score or None
    note_changed = Signal(str)
    removed = Signal()

    def __init__(
        self,
        look: Look,
        session: SessionRecord,
        ratings: Sequence[PainRating],
        name: Callable[[str], str],
    ) -> None:
        """`name` is what a stretch is called, by its id."""
        at = "noted afterwards" if session.by_hand else f"{session.started.hour}:{session.started:%M}"
        super().__init__(look, f"{session.routine_name}, {at}")
        self.session = session.id
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(STEPPING_MS)
        self._waiting.timeout.connect(self._tell_minutes)
        limits = (1, LONGEST_MINUTES)
        self.minutes = Stepper(look, "Minutes", 1, limits, words=lambda value: f"{value} min")
        self.minutes.changed.connect(lambda _: self._waiting.start())
        self.add_row("Minutes", "", self.minutes)
        self.keys = {kind: self._make_keys(kind) for kind in AROUND}
        self.during: dict[str, Choice] = {}
        for rating in ratings:
            if rating.kind is RatingKind.DURING and rating.stretch is not None:
                self._add_during(rating, name(rating.stretch))
        self.note = QLineEdit()
        self.note.setFont(look.font("text"))
        self.note.setAccessibleName(f"Note on {self.title}")
        self.note.editingFinished.connect(self._tell_note)
        self.add_row("Your note on this session", "", self.note, below=True)
        self._noted = ""
        remove = Button(look, "Take it back", "danger-quiet", icon="trash")
        remove.setAccessibleName(f"Take back {self.title}")
        remove.clicked.connect(self.removed)
        self.add_row("This session", "With its ratings. It can be undone.", remove)
        self.show_session(session, ratings)

    def show_session(self, session: SessionRecord, ratings: Sequence[PainRating]) -> None:
        """Show the session as it is kept now."""
        if not self._waiting.isActive():
            self.minutes.set_value(max(1, round(session.played_ms / MS_PER_MINUTE)))
        scores = {rating.kind: rating.score for rating in ratings}
        for kind, keys in self.keys.items():
            keys.show_score(scores.get(kind))
        kept = {rating.id: rating.score for rating in ratings}
        for rating, choice in self.during.items():
            score = kept.get(rating)
            choice.choose(NONE if score is None else str(score))

    def show_note(self, text: str) -> None:
        """Show what was written about the session."""
        self._noted = text
        if not self.note.hasFocus():
            self.note.setText(text)

    def tell_now(self) -> None:
        """Tell what was stepped or written last."""
        if self._waiting.isActive():
            self._waiting.stop()
            self._tell_minutes()
        self._tell_note()

    def _make_keys(self, kind: RatingKind) -> ScoreKeys:
        keys = ScoreKeys(self._look, f"{AROUND[kind]} {self.title}")
        keys.picked.connect(lambda score: self.rated.emit(kind, score))
        self.add_row(AROUND[kind], QUESTION, keys, below=True)
        return keys

    def _add_during(self, rating: PainRating, name: str) -> None:
        choice = Choice(self._look, f"Most pain in {name}", SCORES)
        choice.chosen.connect(lambda key: self.corrected.emit(rating, None if key == NONE else int(key)))
        self.during[rating.id] = choice
        flag = "Sharp, shooting, tingling or spreading" if rating.flag else ""
        self.add_row(f"Most pain in {name}", flag, choice)

    def _tell_minutes(self) -> None:
        self.minutes_changed.emit(self.minutes.value())

    def _tell_note(self) -> None:
        text = self.note.text().strip()
        if text != self._noted:
            self._noted = text
            self.note_changed.emit(text)

"""The entries of one day: to be looked at, corrected, added to, or taken back."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from stretchplayer.app.diary_service import LONGEST_MINUTES
from stretchplayer.core.errors import NotFoundError, StretchPlayerError
from stretchplayer.core.history import Deed, EntryKind, RatingKind
from stretchplayer.ui.progress.session_group import SessionGroup
from stretchplayer.ui.widgets.card import Group
from stretchplayer.ui.widgets.choice import Choice
from stretchplayer.ui.widgets.flow import FlowLayout
from stretchplayer.ui.widgets.head_row import HeadRow
from stretchplayer.ui.widgets.parts import Button, clear, column, label
from stretchplayer.ui.widgets.problem import Problem
from stretchplayer.ui.widgets.score_keys import ScoreKeys
from stretchplayer.ui.widgets.scroll_page import ScrollPage
from stretchplayer.ui.widgets.stepper import Stepper
from stretchplayer.ui.widgets.switch import Switch
from stretchplayer.ui.words import long_date, short_date

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent

    from stretchplayer.core.history import EntryChange, PainRating, SessionRecord
    from stretchplayer.ui.look import Look
    from stretchplayer.ui.progress.view import ProgressServices

DAILY_QUESTION = "Your average back pain over the last 24 hours"
USUAL_MINUTES = 10
NOTE_HEIGHT = 96
GAP = 22


class DayPage(ScrollPage):
    """One day at a time. Everything is kept at once, and what was there before is kept with it."""

    left = Signal()
    told = Signal(str, object, object)  # words, the name of a deed or None, and the deed

    def __init__(self, look: Look, services: ProgressServices) -> None:
        super().__init__(look)
        self._services = services
        self.day: date = services.history.today()
        self.sessions: list[SessionGroup] = []
        self._make_parts()
        services.history.changed.connect(self.note_change)
        self.form_changed.connect(self._fit)

    def show_day(self, day: date) -> None:
        """Show the entries of this day."""
        self._keep_all()
        self.day = min(day, self._services.history.today())
        self.refresh()
        self.bring_up(self.head)

    def refresh(self) -> None:
        """Show the entries as they are now."""
        history, diary = self._services.history, self._services.diary
        year = "" if self.day.year == history.today().year else f" {self.day.year}"
        self.title.setText(long_date(self.day) + year)
        self.after.setEnabled(self.day < history.today())
        rating = diary.daily_rating(self.day)
        self.daily.show_score(None if rating is None else rating.score)
        self.unrate.setVisible(rating is not None)
        self._earlier.setText("" if rating is None else earlier_scores(diary.changes(rating.id)))
        self._earlier.setVisible(bool(self._earlier.text()))
        self.flare.setChecked(self.day in history.flare_days(self.day, self.day))
        if not self.note.hasFocus():
            self.note.setPlainText(history.day_notes(self.day, self.day).get(self.day, ""))
        self._show_sessions()
        self._fit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was written."""
        self._keep_all()
        super().hideEvent(event)

    # ---- parts -------------------------------------------------------------------------------

    def _make_parts(self) -> None:
        look = self._look
        self.before = Button(look, "Day before", "quiet", icon="caret-left")
        self.after = Button(look, "Day after", "quiet", icon="caret-right")
        self.before.clicked.connect(partial(self._step, -1))
        self.after.clicked.connect(partial(self._step, 1))
        self.head = HeadRow(look, "Progress", self.before, self.after)
        self.head.left.connect(self.left)
        self.setFocusProxy(self.head.back)
        self.title = label(look, "", "title", wrap=True)
        self.problem = Problem(look, self)
        self._column_of_sessions = QVBoxLayout()
        self._column_of_sessions.setSpacing(GAP)
        for part in (self.head, self.title, self.problem, self._make_back(), self._make_note()):
            self.column.addWidget(part)
            self.column.addSpacing(GAP if part is not self.head else 8)
        self.column.addLayout(self._column_of_sessions)
        self.column.addSpacing(GAP)
        self.column.addWidget(self._make_adding())
        self.column.addStretch(1)

    def _make_back(self) -> Group:
        look = self._look
        self._back = Group(look, "Your back")
        self.daily = ScoreKeys(look, DAILY_QUESTION)
        self.daily.picked.connect(self._rate)
        self.unrate = Button(look, "Take this rating back", "quiet")
        self.unrate.setProperty("flush", "true")
        self.unrate.clicked.connect(self._unrate)
        self._earlier = label(look, "", "small", "ink2", wrap=True)
        answer = QWidget()
        inside = QVBoxLayout(answer)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        for part in (self.daily, self._earlier, self.unrate):
            inside.addWidget(part)
        note = "0 is no pain, 10 the worst pain you can imagine."
        self._back.add_row(DAILY_QUESTION, note, answer, below=True)
        self.flare = Switch(look, "Flare day")
        self.flare.clicked.connect(self._mark_flare)
        self._back.add_row("Flare day", "No reminder on a flare day, and a flag in the charts.", self.flare)
        return self._back

    def _make_note(self) -> QWidget:
        self.note = QPlainTextEdit()
        self.note.setFont(self._look.font("text"))
        self.note.setTabChangesFocus(True)
        self.note.setAccessibleName("Your note about this day")
        self.note.setPlaceholderText("For example: long drive, slept badly.")
        self.note.setFixedHeight(round(NOTE_HEIGHT * max(1.0, self._look.text_scale)))
        heading = label(self._look, "Your note about this day", "section")
        heading.setContentsMargins(4, 0, 0, 0)
        return column(heading, self.note, spacing=8)

    def _make_adding(self) -> Group:
        look = self._look
        group = Group(look, "Add a session")
        routines = [(routine.id, routine.name) for routine in self._services.routines.all()]
        self.routine = Choice(look, "Routine", routines)
        self.minutes = Stepper(
            look, "Minutes", USUAL_MINUTES, (1, LONGEST_MINUTES), words=lambda value: f"{value} min"
        )
        self.add = Button(look, "Add session", "second", icon="plus")
        self.add.clicked.connect(self._add_session)
        controls = QWidget()
        flow = FlowLayout(controls, gap=12)
        for part in (self.routine, self.minutes, self.add):
            flow.addWidget(part)
        words = "For stretching that was not done with this app, or not on this computer."
        group.add_row("A session of this day", words, controls, below=True)
        self._adding = group
        return group

    def _show_sessions(self) -> None:
        """In place where the sessions are the same, so that the focus stays where it is."""
        history = self._services.history
        kept = history.sessions(self.day, self.day)
        ratings = {session.id: history.session_ratings(session.id) for session in kept}
        if [session.id for session in kept] != [group.session for group in self.sessions]:
            clear(self._column_of_sessions)
            self.sessions = [self._session_group(session, ratings[session.id]) for session in kept]
        notes = {note.session: note.text for note in history.notes(self.day, self.day)}
        for session, group in zip(kept, self.sessions, strict=True):
            group.show_session(session, ratings[session.id])
            group.show_note(notes.get(session.id, ""))

    def _session_group(self, session: SessionRecord, ratings: list[PainRating]) -> SessionGroup:
        group = SessionGroup(self._look, session, ratings, self._name)
        group.minutes_changed.connect(partial(self._correct_minutes, session.id))
        group.rated.connect(partial(self._rate_session, session.id))
        group.corrected.connect(self._correct)
        words = f"{session.routine_name} taken back"
        group.removed.connect(partial(self._take_back, EntryKind.SESSION, words, session.id))
        group.note_changed.connect(partial(self._write, session.id))
        self._column_of_sessions.addWidget(group)
        return group

    def _fit(self) -> None:
        self.head.set_tight(tight=self.tight)
        for group in (self._back, self._adding, *self.sessions):
            group.set_tight(tight=self.tight)

    def _name(self, stretch: str) -> str:
        try:
            return self._services.catalogue[stretch].short_name
        except NotFoundError:  # kept by another version of the app
            return stretch

    # ---- what is done ------------------------------------------------------------------------

    def _step(self, days: int) -> None:
        self.show_day(self.day + timedelta(days=days))

    def _try(self, deed: Callable[[], object]) -> bool:
        """Do it, or say why it cannot be done."""
        try:
            deed()
        except StretchPlayerError as error:
            self.problem.say(str(error))
            return False
        self.problem.hide()
        return True

    def _rate(self, score: int) -> None:
        self._try(partial(self._services.diary.rate_day, self.day, score))

    def _unrate(self) -> None:
        rating = self._services.diary.daily_rating(self.day)
        if rating is not None:
            self._take_back(EntryKind.RATING, "Rating taken back", rating.id)

    def _mark_flare(self) -> None:
        self._try(partial(self._services.history.mark_flare_day, self.day, self.flare.isChecked()))

    def _add_session(self) -> None:
        routine = self._services.routines.get(self.routine.value())
        if self._try(partial(self._services.diary.note_session, self.day, self.minutes.value(), routine)):
            self.told.emit(f"{routine.name}, {self.minutes.value()} min, is in your notes", None, None)

    def _correct_minutes(self, session: str, minutes: int) -> None:
        self._try(partial(self._services.diary.correct_minutes, session, minutes))

    def _rate_session(self, session: str, kind: RatingKind, score: int) -> None:
        self._try(partial(self._services.diary.rate_session, session, kind, score))

    def _correct(self, rating: PainRating, score: int | None) -> None:
        self._try(partial(self._services.history.correct_rating, rating.id, score, rating.flag))

    def _write(self, session: str, text: str) -> None:
        history = self._services.history
        tags = next((note.tags for note in history.notes(self.day, self.day) if note.session == session), ())
        self._try(partial(history.save_note, session, text, tags))

    def _take_back(self, kind: EntryKind, words: str, entry: str) -> None:
        diary = self._services.diary
        if self._try(partial(diary.remove, kind, entry)):
            self.told.emit(words, "Undo", partial(self._try, partial(diary.put_back, kind, entry)))

    def _keep_all(self) -> None:
        """What is being stepped or written is kept before anything else is shown."""
        for group in self.sessions:
            group.tell_now()
        text = self.note.toPlainText().strip()
        if text != self._services.history.day_notes(self.day, self.day).get(self.day, ""):
            self._try(partial(self._services.history.save_day_note, self.day, text))


def earlier_scores(changes: list[EntryChange]) -> str:
    """What a rating said before, for instance "Was 4 until 15 Nov, 18:02."."""
    told = [
        f"Was {change.before['score']} until {short_date(change.at.date())}, {change.at:%H:%M}."
        for change in changes
        if change.deed is Deed.CORRECTED and change.before.get("score") is not None
    ]
    return " ".join(told)

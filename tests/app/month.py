"""Somebody who lives with the app, day by day: the real window on a real store, keys, and a calendar.

What is shown and what then holds is written down as lines, so that a month can be read and compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from stretchplayer.app.autostart import XdgAutostart
from stretchplayer.bootstrap import Content, join_parts
from stretchplayer.core.comfort.reactions import Reaction, why
from stretchplayer.core.history import HoldRecord
from stretchplayer.core.screening import Due
from stretchplayer.core.session import Phase
from stretchplayer.ui.comfort.page import ComfortPage
from stretchplayer.ui.desk import Desk
from stretchplayer.ui.first_look import FirstLook
from stretchplayer.ui.main_window import MainWindow
from stretchplayer.ui.pages.today import TodayPage
from stretchplayer.ui.player.page import PlayerPage
from stretchplayer.ui.screening.pages import BlockPage
from stretchplayer.ui.widgets.note_card import NoteCard
from stretchplayer.ui.words import stretch_name
from tests.answered import answer_clear
from tests.calendar_clock import Calendar
from tests.empty_notes import empty_notes
from tests.machine import Machine
from tests.ui.player.kit import PlainFigure
from tests.ui.world import blank_picture

BREAKFAST, EVENING = time(9), time(20)
ELSEWHERE = "when-to-stop"
USUAL, SKIP = "easy-lower-back", "n"
LOOK_MS = 1_900.0  # a longer silence of the clock would be a stall
LOOKS = 2_000  # more than any session takes
NOTHING = "–"


@dataclass(frozen=True)
class Day:
    """What somebody does on a day. Keys and buttons are in the order in which they are needed.

    `cards` are buttons of cards on Today, by their full names; `before` is the key at the question before
    the session (None: no session), `keys` are pressed as soon as it runs, `rated` are the keys at the
    questions in it, the last one after it ("4>2": a 4 that is changed to a 2 before the next stretch), and
    `chosen` is what is chosen on panels, by how it begins. `daily` rates the last 24 hours.
    """

    daily: int
    before: str | None = None
    rated: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    react: bool = True
    routine: str = USUAL


class Life:
    """The window, and the lines that tell what happened."""

    def __init__(self, folder: Path, begins: datetime) -> None:
        content = Content(folder)
        content.paths.make()
        self.clock = Calendar(begins)
        self.sound = Machine()
        self.store = empty_notes(folder)
        answer_clear(self.store, begins)
        self.window = MainWindow(FirstLook(folder / "window.ini"))
        self.desk = Desk(content.folder, self.window, FirstLook(folder / "window.ini"))
        joined = join_parts(
            content,
            self.store,
            clock=self.clock,
            new_player=lambda: self.sound,
            keep_awake=self.sound,
            entry=XdgAutostart(folder / "autostart"),
        )
        self.parts = replace(joined, new_figure=PlainFigure, draw=blank_picture)
        self.lines: list[str] = []
        self._changed = ""  # a rating that is still to be changed, to this
        self.window.show()
        self.window.activateWindow()
        self.desk.furnish(self.parts)
        QApplication.processEvents()

    def close(self) -> None:
        self.desk.close()
        self.window.close()
        self.window.deleteLater()
        self.desk.deleteLater()
        self.store.close()

    # ---- a day -------------------------------------------------------------------------------

    def live(self, day: Day) -> None:
        """One day, from the first look at Today to the answer about the last 24 hours."""
        morning = self._at(BREAKFAST)
        if self.parts.settings.preferences.react is not day.react:
            self.parts.settings.update(react=day.react)
        self._tell(f"{morning:%A} {morning.day} {morning:%B}", indent=0)
        self._look_at_today(day.cards)
        if day.before is not None:
            self._play(day)
        self._at(EVENING)
        self.window.go(ELSEWHERE)  # nobody looks at Today meanwhile
        self.parts.diary.rate_day(self.clock.now().date(), day.daily)
        for reaction in self.parts.comfort.reactions(morning):
            self._tell(f"log: {self._reaction(reaction)}")
        self._tell_state()
        self.clock.at += timedelta(days=1)

    def rate_days(self, daily: tuple[int, ...]) -> None:
        """Days on which the last 24 hours are rated, and nothing else."""
        self.window.go(ELSEWHERE)
        for score in daily:
            self.parts.diary.rate_day(self._at(EVENING).date(), score)
            self.clock.at += timedelta(days=1)

    def tell_log(self) -> None:
        """The whole log as it stands at the end, with what became of each reaction since."""
        self._tell("The log", indent=0)
        for reaction in self.parts.comfort.reactions():
            self._tell(f"{reaction.at.day} {reaction.at:%B}: {self._reaction(reaction)}")

    def sentences_of_the_log(self) -> list[str]:
        """What each reaction came from and meant."""
        return [self._sentence(reaction) for reaction in self.parts.comfort.reactions()]

    def read_comfort_rules(self) -> list[str]:
        """Everything that stands on the page of the comfort rules, leafing back to the beginning."""
        self.desk.show_comfort()
        (page,) = self.window.findChildren(ComfortPage)
        texts = [label.text() for label in page.findChildren(QLabel)]
        while not page.done.earlier.isHidden():
            page.done.earlier.click()
            texts += [label.text() for label in page.findChildren(QLabel)]
        page.left.emit()
        return texts

    def _at(self, of_day: time) -> datetime:
        self.clock.at = datetime.combine(self.clock.at.date(), of_day, UTC)
        return self.clock.at

    def _look_at_today(self, presses: tuple[str, ...]) -> None:
        self.window.go(ELSEWHERE)
        self.window.go("today")
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # cards of before
        for text in self._cards():
            self._tell(f"Today: {text}")
        for name in presses:
            self._press_card(name)
            self._tell(f"pressed: {name}")

    def _cards(self) -> list[str]:
        page = self.window.page("today")
        assert isinstance(page, TodayPage)
        return [card.words.text() for card in page.findChildren(NoteCard)]

    def _press_card(self, name: str) -> None:
        page = self.window.page("today")
        found = [b for card in page.findChildren(NoteCard) for b in card.buttons if name in _names(b)]
        assert found, f"Today has no button {name}"
        found[0].click()
        QApplication.processEvents()

    # ---- a session ---------------------------------------------------------------------------

    def _play(self, day: Day) -> None:
        self.desk.play(day.routine)
        self._answer_questions()
        player = self.desk.player
        assert player is not None
        QApplication.processEvents()
        self._answer(player, day.before or "")
        self._tell(f"before: {day.before}")
        chosen = list(day.chosen)
        if player.driver is None:
            self._choose(player, chosen.pop(0))
        if player.driver is not None:
            self._hear_notice(player)
            self._press(player, *day.keys)
            self._go_through(player, list(day.rated), chosen)
            self._tell_held(player)
        if self.desk.player is not None:
            player.left.emit()

    def _answer_questions(self) -> None:
        """Whatever the safety questions ask now: No, and the promise once more."""
        page = self.desk.gate.page
        if page is None:
            return
        asked = "all questions" if self.parts.screening.due() is Due.ALL else "the warning signs"
        self._tell(f"asked before: {asked}")
        while self.desk.gate.page is not None:
            form = page.form
            assert form is not None
            if isinstance(form, BlockPage):
                for row in form.questions.rows:
                    row.no.click()
            else:
                assert page.promise is not None
                page.promise.tick.box.click()
            form.go_on.click()
        QApplication.processEvents()

    def _go_through(self, player: PlayerPage, rated: list[str], chosen: list[str]) -> None:
        for _ in range(LOOKS):
            driver = player.driver
            if driver is None or driver.phase in (Phase.FINISHED, Phase.STOPPED):
                break
            if driver.phase is Phase.GATE:
                self._rate(player, rated.pop(0))
            elif driver.phase is Phase.PAUSED:
                self._choose(player, chosen.pop(0))
            elif self._changed and driver.phase is Phase.RUNNING:
                self._press(player, "c")
                self._answer(player, self._changed)
                self._changed = ""
            else:
                due = driver.session.next_due_in(self.clock.monotonic_ms()) or LOOK_MS
                self.clock.pass_(milliseconds=min(due, LOOK_MS))
                driver.wake()
        assert (rated, chosen) == ([], []), "not all that was meant came to pass"

    def _rate(self, player: PlayerPage, keys: str) -> None:
        assert player.driver is not None
        stretch = player.driver.session.segment.stretch
        self._tell(f"{self._name(stretch) if stretch else 'after'}: {keys}")
        given, _, self._changed = keys.partition(">")
        self._answer(player, given)

    def _answer(self, player: PlayerPage, keys: str) -> None:
        """Pick and save; leaving it out needs no saving."""
        self._press(player, *keys, *([] if keys == SKIP else [" "]))

    def _hear_notice(self, player: PlayerPage) -> None:
        if player.bar.notice:
            self._tell(f"“{player.bar.notice}”")

    def _choose(self, player: PlayerPage, begins: str = "") -> None:
        content = player.panel.content
        assert content is not None
        choice = next(one for one in content.choices if one.label.startswith(begins))
        self._tell(f"“{content.title}. {content.text}” {choice.label}")
        player.panel.chosen.emit(choice.id)

    def _press(self, player: PlayerPage, *keys: str) -> None:
        for key in keys:
            QTest.keyClicks(QApplication.focusWidget() or player, key)

    # ---- what is written down ----------------------------------------------------------------

    def _tell(self, line: str, indent: int = 4) -> None:
        self.lines.append(" " * indent + line)

    def _tell_held(self, player: PlayerPage) -> None:
        assert player.driver is not None
        assert player.driver.session_id is not None
        holds = self.parts.history.session_holds(player.driver.session_id)
        self._tell(f"held: {', '.join(self._held(holds))}")
        if not player.summary.advice.isHidden():
            self._tell(f"“{player.summary.advice.words.text()}”")

    def _held(self, holds: list[HoldRecord]) -> Iterator[str]:
        for stretch, group in groupby(holds, key=lambda hold: hold.stretch):
            done = list(group)
            yield f"{self._name(stretch)} {len(done)} × {done[0].planned_ms / 1000:g} s"

    def _reaction(self, one: Reaction) -> str:
        return f"{one.kind.value}, {one.answer.value}. {self._sentence(one)}"

    def _sentence(self, one: Reaction) -> str:
        return why(one) if one.stretch is None else why(one, self._name(one.stretch))

    def _tell_state(self) -> None:
        parts = self.parts
        half, due, asked = parts.comfort.half_dose(), parts.screening.due(), parts.comfort.day_to_ask_about()
        state = {
            "left out": self._names(one.stretch for one in parts.history.all_set_aside()),
            "eased": self._names(sorted(parts.comfort.eased_next())),
            "half": NOTHING if half is None else half.value,
            "pause": "advised" if parts.comfort.pause_advised() else NOTHING,
            "questions": NOTHING if due is Due.NONE else due.value,
            "still asked about": NOTHING if asked is None else f"{asked.day} {asked:%B}",
        }
        length = parts.maker.total_ms(parts.routines.get(USUAL)) / 60_000
        told = "; ".join(f"{what}: {how}" for what, how in state.items() if how != NOTHING)
        self._tell(f"next: {length:.1f} min{'; ' if told else ''}{told}")

    def _names(self, stretches: Iterator[str] | list[str]) -> str:
        return ", ".join(map(self._name, stretches)) or NOTHING

    def _name(self, stretch: str) -> str:
        return stretch_name(self.parts.catalogue, stretch)


def _names(button: QAbstractButton) -> tuple[str, str]:
    return button.text(), button.accessibleName()

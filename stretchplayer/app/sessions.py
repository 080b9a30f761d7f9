"""Makes sessions: from a routine and a rating to a driver that is ready to start."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from stretchplayer.core import comfort
from stretchplayer.core.comfort import Answer, ReactionKind
from stretchplayer.core.comfort.reactions import rest_is_eased
from stretchplayer.core.errors import NotFoundError
from stretchplayer.core.plan import Checkpoint, PlanRecord, compile_routine, total_ms
from stretchplayer.core.plan_context import PlanOptions
from stretchplayer.core.preferences import AskDuring
from stretchplayer.core.suitability import Suits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from stretchplayer.app.comfort_service import ComfortService
    from stretchplayer.app.services import HistoryService, RoutineService, SettingsService
    from stretchplayer.app.session_driver import SessionDriver
    from stretchplayer.core.catalogue import Catalogue, Stretch
    from stretchplayer.core.events import Rating
    from stretchplayer.core.history import Unfinished
    from stretchplayer.core.phrases import Phrase
    from stretchplayer.core.ports import Clock, CuePlayer, KeepAwake
    from stretchplayer.core.routine import Routine
    from stretchplayer.core.timeline import Timeline

FULL_HOLDS = "full_holds"  # remembered: the user is past short holds


class SessionMaker:
    """Knows what a session is made from, and what holds for the next one."""

    def __init__(
        self,
        *,
        catalogue: Catalogue,
        phrases: Callable[[], Mapping[str, Phrase]],
        routines: RoutineService,
        history: HistoryService,
        comfort: ComfortService,
        settings: SettingsService,
        clock: Clock,
        player: Callable[[], CuePlayer],
        keep_awake: KeepAwake,
    ) -> None:
        """`phrases` and `player` are called when first needed, since both take time to load."""
        self._catalogue = catalogue
        self._phrases = phrases
        self._routines = routines
        self._history = history
        self._comfort = comfort
        self._settings = settings
        self._clock = clock
        self._player = player
        self._warm: CuePlayer | None = None
        self._keep_awake = keep_awake

    @property
    def suits(self) -> Suits:
        """What suits the user, by what they said."""
        return Suits.of_preferences(self._settings.preferences)

    def options(
        self, pre: Rating | None = None, *, full_length: bool = False, routine: Routine | None = None
    ) -> PlanOptions:
        """What holds for a session begun now.

        `full_length` is the user's wish for this once. Pain of 4 and more before the session shortens
        holds all the same; a hold that the user has set stays as it is. What does not suit the user is left
        out, in the place of this routine if there is one.
        """
        new = not self._settings.remembered(FULL_HOLDS, False) and self._history.short_holds_due(None)
        return PlanOptions(
            first_side=self._history.next_first_side(),
            short_holds=(self._comfort.reacts and _is_sore(pre)) or (new and not full_length),
            half_dose=not full_length and self._comfort.half_dose() is not None,
            left_out=self._history.left_out() | self._hidden(routine),
            eased=self._comfort.eased_next(),
        )

    def _hidden(self, routine: Routine | None) -> frozenset[str]:
        """What the user asked to be hidden, of the routine and of what could come into it while it plays."""
        suits = self.suits
        if routine is None:
            return suits.hidden_of(self._catalogue)
        known = [self._catalogue[item.stretch] for item in routine.items if item.stretch in self._catalogue]
        return suits.hidden_of((*self._catalogue, *known), routine.place)

    def choose_full_holds(self) -> None:
        """No more short holds for being new."""
        self._settings.remember(FULL_HOLDS, True)

    def total_ms(self, routine: Routine, *, full_length: bool = False) -> int:
        """How long a routine would take now, in milliseconds."""
        options = self.options(full_length=full_length, routine=routine)
        return total_ms(
            self._routines.as_played(routine), self._catalogue, self._settings.preferences, options
        )

    def warm_up(self) -> None:
        """Open the sound for a session that is about to be made, since a device takes a moment."""
        if self._warm is None:
            self._warm = self._player()
            self._warm.open()

    def cool_down(self) -> None:
        """Let go of sound that was opened for a session that was not made after all."""
        if self._warm is not None:
            self._warm.close()
            self._warm = None

    def prepare(
        self, routine: str | Routine, pre: Rating | None, *, full_length: bool = False
    ) -> SessionDriver:
        """A driver for this routine; raises `NotFoundError` for an id nobody has.

        `pre` is the rating before it, None where that was not asked.
        """
        kept = self._routines.get(routine) if isinstance(routine, str) else routine
        chosen = self._routines.as_played(kept)
        options = self.options(pre, full_length=full_length, routine=chosen)
        plan = PlanRecord(
            routine=chosen,
            first_side=options.first_side,
            short_holds=options.short_holds,
            half_dose=options.half_dose,
            left_out=tuple(sorted(options.left_out)),
            eased=tuple(sorted(options.eased)),
        )
        return self._driver(plan, pre, self._at_start(plan, pre, full_length=full_length))

    def timeline(self, routine: str) -> Timeline:
        """What a session of this routine would play if it were begun now; raises `NotFoundError`."""
        chosen = self._routines.as_played(self._routines.get(routine))
        options = self.options(routine=chosen)
        return compile_routine(chosen, self._catalogue, self._settings.preferences, self._phrases(), options)

    def _at_start(self, plan: PlanRecord, pre: Rating | None, *, full_length: bool) -> list[ReactionKind]:
        """What the rating before a session brings about, or would if the rules were on."""
        at_start: list[ReactionKind] = []
        if pre is not None and comfort.very_gentle_day(pre.score):
            at_start.append(ReactionKind.VERY_GENTLE)
        without = self.options(full_length=full_length, routine=plan.routine)
        if _is_sore(pre) and not without.short_holds and self._has_long_holds(plan):
            at_start.append(ReactionKind.SHORT_HOLDS)
        return at_start

    def _has_long_holds(self, plan: PlanRecord) -> bool:
        """Whether short holds make a difference."""
        preferences, options = self._settings.preferences, plan.options()
        lengths = {
            total_ms(plan.routine, self._catalogue, preferences, replace(options, short_holds=short))
            for short in (False, True)
        }
        return len(lengths) > 1

    def prepare_trial(self, routine: Routine, from_item: int = 0) -> SessionDriver:
        """A driver that plays `routine` from one of its items on, to try it: nothing is asked or kept.

        What is left out until the user puts it back, and what does not suit them, is not played here either,
        unless it is all there is.
        """
        played = self._routines.as_played(routine)
        preferences = msgspec.structs.replace(
            self._settings.preferences, ask_before=False, ask_during=AskDuring.NEVER, ask_after=False
        )
        shown = msgspec.structs.replace(played, items=played.items[from_item:])
        alone = len(shown.items) == 1
        left_out = () if alone else tuple(sorted(self._history.left_out() | self._hidden(shown)))
        plan = PlanRecord(routine=shown, first_side=self._history.next_first_side(), left_out=left_out)
        timeline = compile_routine(shown, self._catalogue, preferences, self._phrases(), plan.options())
        return self._new_driver(timeline, plan, None)

    def carry_on(self, unfinished: Unfinished) -> tuple[SessionDriver, tuple[str, Checkpoint]]:
        """A driver for a session that was cut off, and what to give to its `start`.

        Raises `NotFoundError` when it cannot be made again, for instance after an update.
        """
        try:
            plan = msgspec.json.decode(unfinished.plan, type=PlanRecord)
            point = msgspec.json.decode(unfinished.checkpoint or "", type=Checkpoint)
        except msgspec.MsgspecError as error:
            raise NotFoundError("That session can no longer be carried on. What you did is kept.") from error
        plan = self._as_decided(plan, unfinished.session.id)
        return self._driver(plan, None), (unfinished.session.id, point)

    def _as_decided(self, plan: PlanRecord, session: str) -> PlanRecord:
        """The plan of a session that was cut off, with what had been decided in it."""
        reactions = self._comfort.of_session(session)
        taken = [reaction for reaction in reactions if reaction.answer is Answer.TAKEN]
        sore = {one.stretch for one in taken if one.kind is ReactionKind.RED and one.stretch is not None}
        full = any(one.kind is ReactionKind.SHORT_HOLDS and one not in taken for one in reactions)
        return msgspec.structs.replace(
            plan,
            short_holds=plan.short_holds and not full,
            left_out=tuple(sorted({*plan.left_out, *(sore & self._history.left_out())})),
            gentle=rest_is_eased(reactions),
        )

    def where(self, unfinished: Unfinished) -> Stretch | None:
        """The stretch in which a session was cut off, if that can still be told."""
        try:
            plan = msgspec.json.decode(unfinished.plan, type=PlanRecord)
            point = msgspec.json.decode(unfinished.checkpoint or "", type=Checkpoint)
            return self._catalogue[plan.routine.items[point.item].stretch]
        except (msgspec.MsgspecError, IndexError, NotFoundError):
            return None

    def _driver(
        self, plan: PlanRecord, pre: Rating | None, at_start: Sequence[ReactionKind] = ()
    ) -> SessionDriver:
        return self._new_driver(self._compile(plan), plan, pre, at_start)

    def _new_driver(
        self,
        timeline: Timeline,
        plan: PlanRecord,
        pre: Rating | None,
        at_start: Sequence[ReactionKind] = (),
    ) -> SessionDriver:
        # What plays is not needed to show what could be played.
        from stretchplayer.app.session_comfort import SessionComfort
        from stretchplayer.app.session_driver import SessionDriver

        self.warm_up()
        player, self._warm = self._warm, None
        assert player is not None
        return SessionDriver(
            timeline,
            plan,
            clock=self._clock,
            player=player,
            history=self._history,
            keep_awake=self._keep_awake,
            comfort=SessionComfort(self._comfort, at_start),
            pre=pre,
        )

    def _compile(self, plan: PlanRecord) -> Timeline:
        return compile_routine(
            plan.routine, self._catalogue, self._settings.preferences, self._phrases(), plan.options()
        )


def _is_sore(pre: Rating | None) -> bool:
    """Whether the back hurts so much before that holds are shorter."""
    return pre is not None and pre.score is not None and pre.score >= comfort.SHORT_HOLDS_FROM_SCORE

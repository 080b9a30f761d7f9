"""A small catalogue and a player with a hand-turned clock, for tests of timelines and sessions."""

from __future__ import annotations

import msgspec

from stretchplayer.core.catalogue import (
    Breathing,
    Catalogue,
    Direction,
    Dose,
    Form,
    Posture,
    SideMeaning,
    Spoken,
    Stretch,
    StretchType,
)
from stretchplayer.core.events import (
    AskedAgain,
    EffortEnded,
    Event,
    Finished,
    GateReached,
    Paused,
    RatingTaken,
    Resumed,
    Revised,
    SegmentStarted,
    Started,
    Stopped,
)
from stretchplayer.core.phrases import Phrase
from stretchplayer.core.place import Place
from stretchplayer.core.plan import compile_routine
from stretchplayer.core.plan_context import PlanOptions
from stretchplayer.core.preferences import Preferences
from stretchplayer.core.routine import Routine, RoutineItem
from stretchplayer.core.session import Phase, Session
from stretchplayer.core.timeline import Timeline


def stretch(
    id_: str,
    form: Form,
    posture: Posture,
    dose: Dose,
    *,
    type_: StretchType = StretchType.STRETCH,
    side_means: SideMeaning | None = None,
) -> Stretch:
    """A stretch with everything a record needs and nothing a timeline does not look at."""
    return Stretch(
        id=id_,
        name=id_.title(),
        short_name=id_.title(),
        type=type_,
        form=form,
        posture=posture,
        directions=(Direction.NEUTRAL,),
        targets="back",
        muscles=("lumbar",),
        dose=dose,
        breathing=Breathing(text="Slowly."),
        feel="A mild pull.",
        steps=("Lie down.",),
        mistakes=("Bouncing.",),
        pose=id_,
        picture="A figure.",
        spoken=Spoken(
            name=f"{id_}-name",
            setup=("lie-down",),
            side="take-{side}" if side_means else None,
            move="draw-in",
            hold=("breathe-easily", "stay-loose"),
        ),
        sources=("Mayo",),
        side_means=side_means,
    )


def transfer(id_: str, begin: Posture, end: Posture) -> Stretch:
    """A way from one level to another in two steps."""
    way = stretch(id_, Form.TIMED, begin, Dose(hold_s=60), type_=StretchType.TRANSFER)
    spoken = Spoken(name=f"{id_}-name", hold=("step-one", "step-two"))
    return msgspec.structs.replace(
        way, ends_in=end, steps=("Half way.", "All the way."), stills=("still-1", "still-2"), spoken=spoken
    )


CATALOGUE = Catalogue(
    [
        stretch("march", Form.TIMED, Posture.STANDING, Dose(hold_s=60), type_=StretchType.WARM_UP),
        stretch(
            "cat",
            Form.FLOW,
            Posture.HANDS_AND_KNEES,
            Dose(hold_s=8, repetitions=3),
            type_=StretchType.MOBILITY,
        ),
        stretch(
            "knee",
            Form.HOLD,
            Posture.LYING_BACK,
            Dose(hold_s=20, repetitions=2),
            side_means=SideMeaning.LEG,
        ),
        stretch(
            "tilt",
            Form.DRILL,
            Posture.LYING_BACK,
            Dose(hold_s=5, repetitions=3),
            type_=StretchType.CONTROL,
        ),
        stretch("rest", Form.TIMED, Posture.LYING_BACK, Dose(hold_s=60), type_=StretchType.REST),
        transfer("down", Posture.STANDING, Posture.LYING_BACK),
        transfer("up", Posture.LYING_BACK, Posture.STANDING),
        stretch("sit", Form.DRILL, Posture.SITTING, Dose(hold_s=5, repetitions=3), type_=StretchType.CONTROL),
    ]
)

_TONES = ("start", "end", "tick", "half", "change", "ready", "gate", "done", "breath_in", "breath_out")
_PHRASES = (
    *("march-name", "cat-name", "knee-name", "tilt-name", "rest-name", "lie-down", "draw-in"),
    *("breathe-easily", "stay-loose", "take-left", "take-right", "left-leg", "right-leg"),
    *("getting-down", "getting-up", "change-sides", "half-way", "let-go-slowly", "rest"),
    *("rate-now", "rate-stretch", "rate-saved", "and-again", "ease-off", "session-done"),
    *("down-name", "up-name", "sit-name", "step-one", "step-two", "breathe-easily-on-bed"),
    *("onto-bed", "off-bed", "sit-on-chair", "stand-from-chair"),
)
PHRASES = {id_: Phrase(id_.replace("-", " "), 600 + 40 * len(id_)) for id_ in _PHRASES} | {
    tone: Phrase("", 300) for tone in _TONES
}


def routine(*stretches: str) -> Routine:
    """A routine of these stretches, all at their defaults."""
    return Routine(
        id="test", name="Test", description="", items=tuple(RoutineItem(stretch=s) for s in stretches)
    )


def score(
    *stretches: str,
    preferences: Preferences | None = None,
    options: PlanOptions | None = None,
    place: Place = Place.FLOOR,
) -> Timeline:
    """The timeline of these stretches."""
    here = msgspec.structs.replace(routine(*stretches), place=place)
    return compile_routine(here, CATALOGUE, preferences or Preferences(), PHRASES, options or PlanOptions())


class Play:
    """Plays a session by hand: what time it is, and everything that has happened."""

    def __init__(self, timeline: Timeline, start_ms: int = 0) -> None:
        self.session = Session(timeline, start_ms)
        self.now = 1_000.0
        self.log: list[Event] = []

    def do(self, command: str, *args: object, **kwargs: object) -> list[Event]:
        """Give a command at this moment."""
        events: list[Event] = getattr(self.session, command)(self.now, *args, **kwargs)
        self.log += events
        return events

    def run(self, duration_ms: float, tick_ms: float = 250.0) -> None:
        """Let time pass, looking every `tick_ms`."""
        left = duration_ms
        while left > 0:
            step = min(tick_ms, left)
            self.now += step
            left -= step
            self.log += self.session.advance(self.now)

    def run_to(self, position_ms: int, tick_ms: float = 250.0) -> None:
        """Let time pass until this position; the session must be running all the way."""
        self.run(position_ms - self.session.position_ms, tick_ms)
        assert self.session.position_ms == position_ms, (self.session.phase, self.session.position_ms)

    def wait(self, duration_ms: float) -> None:
        """Let time pass without looking at the session."""
        self.now += duration_ms

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.session.phase in (Phase.FINISHED, Phase.STOPPED)


def told(events: list[Event]) -> list[str]:
    """The log as short lines, without cues."""
    lines = []
    for event in events:
        match event:
            case Started(position):
                lines.append(f"started {position}")
            case SegmentStarted(s):
                side = "" if s.side is None else f" {s.side.value}"
                count = "" if s.repetition is None else f" {s.repetition}"
                lines.append(
                    f"{s.start_ms} {s.kind.value} {s.stretch}{side}{count}{' eased' if s.eased else ''}"
                )
            case EffortEnded():
                side = "" if event.side is None else f" {event.side.value}"
                lines.append(
                    f"{event.outcome.value} {event.stretch}{side} {event.repetition} "
                    f"{event.held_ms}/{event.planned_ms}"
                )
            case GateReached(kind, stretch, _):
                lines.append(f"gate {kind.value} {stretch}")
            case RatingTaken(kind, _, _, rating, timed_out):
                answer = "timed out" if timed_out else "skipped" if rating.skipped else rating.score
                lines.append(f"rated {kind.value} {answer}{' flag' if rating.flag else ''}")
            case AskedAgain(kind):
                lines.append(f"asked again {kind.value}")
            case Paused(position, reason):
                lines.append(f"paused {position} {reason.value}")
            case Resumed(position):
                lines.append(f"resumed {position}")
            case Revised(position, edit):
                lines.append(f"revised {position} {edit.kind.value}")
            case Finished(position):
                lines.append(f"finished {position}")
            case Stopped(position):
                lines.append(f"stopped {position}")
    return lines

"""What the paused, away and stop panels say and offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from stretchplayer.core.catalogue import StretchType
from stretchplayer.core.events import PauseReason
from stretchplayer.core.place import Place
from stretchplayer.core.suitability import Suits, swap_for
from stretchplayer.core.timeline import GateKind
from stretchplayer.ui.player.board import PAUSED_RING, RESTING_RING
from stretchplayer.ui.player.figure_cue import FigureCue, FigurePhase, resting_pose
from stretchplayer.ui.player.halo import HaloFrame
from stretchplayer.ui.player.moment import Mode, Moment, RingLook, moment_at
from stretchplayer.ui.player.panels import Choice, PanelContent

if TYPE_CHECKING:
    from collections.abc import Collection

    from stretchplayer.core.catalogue import Stretch
    from stretchplayer.core.plan_context import PlanContext
    from stretchplayer.core.timeline import Timeline

CARRY_ON, AGAIN, LEAVE_OUT, END = "carry_on", "again", "leave_out", "end"
SWAP, GO_ON = "swap", "go_on"

_AGAIN_KEYS = frozenset({int(Qt.Key.Key_R)})
LEAVE_KEYS = frozenset({int(Qt.Key.Key_Right), int(Qt.Key.Key_MediaNext)})
_END_KEYS = frozenset({int(Qt.Key.Key_Escape)})

AWAY = "Start this hold again, or carry on."
KEPT = "What you have done so far is kept."
HELP = "Numb between the legs, or trouble with bladder or bowel? Get help now."
REST_HERE = "Rest here. Slow, easy breaths."


def end_choice(*, first: bool = False) -> Choice:
    """Ending for today; it wants a second press unless it is what the panel suggests."""
    return Choice(END, "End for today", "Space" if first else "Esc", _END_KEYS, final=not first)


def paused(timeline: Timeline, position_ms: int, reason: PauseReason) -> PanelContent:
    """Standing still because the user wished it, or because nobody was there."""
    moment = moment_at(timeline, position_ms)
    away = reason in (PauseReason.SLEEP, PauseReason.STALL)
    begun = moment.mode is not Mode.GET_READY
    again = "Start this hold again" if moment.mode is Mode.HOLD else "Start this again"
    choices = [Choice(CARRY_ON, "Carry on", "Space")]
    if begun:
        choices.append(Choice(AGAIN, again, "R", _AGAIN_KEYS))
    choices += [Choice(LEAVE_OUT, "Leave this stretch out", "→", LEAVE_KEYS), end_choice()]
    return PanelContent(
        title="You were away" if away else "Paused",
        text=AWAY if away and begun else where_text(moment),
        choices=tuple(choices),
        frame=HaloFrame(RingLook.PAUSED, moment.ring_left, None, moment.figure),
        ring=PAUSED_RING,
        foot=KEPT,
    )


def paused_at_question(timeline: Timeline, position_ms: int) -> PanelContent:
    """Esc at a rating with nothing picked."""
    moment = moment_at(timeline, position_ms)
    return PanelContent(
        title="Paused",
        text=f"{moment.name}, at the question" if moment.name else "At the last question",
        choices=(Choice(CARRY_ON, "Back to the question", "Space"), end_choice()),
        frame=HaloFrame(RingLook.NONE, 1.0, None, moment.figure),
        foot=KEPT,
    )


def where_text(moment: Moment) -> str:
    """The place in words: "Knee to chest, right leg, 14 s to go"."""
    parts = [moment.name]
    if moment.side_label:
        parts.append(moment.side_label.lower())
    if moment.mode is Mode.FLOW and moment.pips_label:
        parts.append(moment.pips_label.lower())
    elif moment.mode in (Mode.HOLD, Mode.WARM_UP, Mode.REST_POSITION, Mode.TRANSFER):
        unit = "" if ":" in moment.number else " s"
        parts.append(f"{moment.number}{unit} to go")
    else:
        parts.append("getting ready")
    return ", ".join(parts)


def stop_and_rest(
    timeline: Timeline, position_ms: int, stretch: Stretch, swap: Stretch | None = None
) -> PanelContent:
    """After a red rating of `stretch`; `swap` is what can be done in its place."""
    choices: list[Choice] = []
    if swap is not None:
        choices.append(Choice(SWAP, f"Rest, then {swap.short_name} instead", "Space"))
    following = next_stretch(timeline, position_ms)
    label = next_question(timeline, position_ms) if following is None else f"Go to {following.short_name}"
    choices.append(Choice(GO_ON, label, "→" if choices else "Space", LEAVE_KEYS))
    choices.append(end_choice())
    text = (
        "That was more than this stretch should bring. One sore stretch is not damage. "
        f"We leave {stretch.short_name} out until you put it back."
    )
    return resting_panel("Stop here and rest", text, *choices, place=timeline.context.place)


def resting_panel(title: str, text: str, *choices: Choice, place: Place = Place.FLOOR) -> PanelContent:
    """The person rests, the text is to be read, and the way to help is at the foot."""
    return PanelContent(
        title=title,
        text=text,
        choices=choices,
        frame=resting_frame(place),
        ring=RESTING_RING,
        quiet_text=False,
        caption=REST_HERE,
        foot=HELP,
        help_foot=True,
    )


def resting_frame(place: Place = Place.FLOOR) -> HaloFrame:
    """Lying on the back with bent knees, or sitting where the session is on a chair; nothing running."""
    cue = FigureCue(resting_pose(place), None, FigurePhase.START)
    return HaloFrame(RingLook.NONE, 1.0, None, cue)


def next_question(timeline: Timeline, position_ms: int) -> str:
    """Going on where there are no more stretches, in words."""
    ahead = [gate for gate in timeline.gates if gate.at_ms >= position_ms]
    if not ahead:
        return "Finish"
    return f"Go to the {'last' if ahead[0].kind is GateKind.POST else 'next'} question"


def swap_of(
    timeline: Timeline, position_ms: int, stretch: Stretch, left_out: Collection[str]
) -> Stretch | None:
    """What can be done in its place: neither left out nor hidden, and not to come anyway."""
    context = timeline.context
    to_come = {s.stretch for s in timeline.segments if s.start_ms >= position_ms and s.stretch is not None}
    suits = Suits.of_preferences(context.preferences)
    but = {*left_out, *context.options.left_out, *to_come}
    return swap_for(stretch, context.catalogue, suits, place=context.place, but=but)


def rest_of(context: PlanContext) -> Stretch | None:
    """The stretch that is a rest and can be done in this place, if the library has one."""
    rests = (stretch for stretch in context.catalogue if stretch.type is StretchType.REST)
    return next(filter(context.place.suits, rests), None)


def next_stretch(timeline: Timeline, position_ms: int) -> Stretch | None:
    """The stretch a session goes on with from here; None when the last question is all that is left."""
    segment = timeline.at(position_ms)
    if segment.stretch is not None and segment.step.kind.value != "rating":
        return timeline.context.catalogue[segment.stretch]
    upcoming = timeline.next_after(position_ms)
    return None if upcoming is None else timeline.context.catalogue[upcoming.stretch]

"""What the figure does at one position: pose, side and motion."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stretchplayer.core.catalogue import Posture, Side, Stretch, StretchType
from stretchplayer.core.place import Place
from stretchplayer.core.timeline import PostureChange, SegmentKind

if TYPE_CHECKING:
    from stretchplayer.core.timeline import Segment

MARCH_MS = 2_600  # one step with each leg
GLOW_SOFTENS_MS = 5_000  # the glow has said its piece; it stays at half strength
GLOW_SOFT = 0.5
WAY_DOWN = ("getting-down", "kneeling-by-chair", "side-sitting", "side-lying")
WAY_TO_HANDS = WAY_DOWN[:2]  # who goes on to hands and knees need not lie down first
ON_BED = ("side-lying",)  # in one piece, as on the floor
WAY_SHARE = 0.6  # of the time to get there: how to, then where to
RESTING_POSE, SITTING_POSE = "hook-lying", "seated-breathing"


class FigurePhase(StrEnum):
    """What the figure does."""

    START = "start"
    MOVING_IN = "moving_in"
    HOLD = "hold"
    MOVING_OUT = "moving_out"
    SWITCH = "switch"
    CYCLE = "cycle"


@dataclass(frozen=True, slots=True)
class FigureCue:
    """Pose and motion: `t` 0 to 1 through the phase, `breath` 0 (out) to 1 (in)."""

    pose: str
    side: Side | None
    phase: FigurePhase
    t: float = 0.0
    breath: float = 0.0
    highlight: float = 0.0
    arrows: float = 0.0
    eased: bool = False

    @property
    def moves(self) -> bool:
        """Whether the body moves, more than breathing does."""
        return self.phase not in (FigurePhase.START, FigurePhase.HOLD)


def figure_at(
    segment: Segment,
    stretch: Stretch | None,
    target_side: Side | None,
    position_ms: int,
    fullness: float,
    *,
    calm: bool,
    place: Place = Place.FLOOR,
) -> FigureCue:
    """What the figure does in `segment`, on its way to an effort on `target_side`.

    `fullness` is that of the lungs. With `calm` it changes between stills, as the words do.
    """
    if stretch is None:
        return FigureCue(resting_pose(place), None, FigurePhase.START)
    t = min(1.0, max(0, position_ms - segment.start_ms) / max(1, segment.duration_ms))
    pose, side, eased = stretch.pose, segment.side, segment.eased
    if eased and stretch.easier is not None and stretch.easier.pose is not None:
        pose = stretch.easier.pose
    if segment.kind is SegmentKind.GET_READY:
        way = way_there(segment, stretch)
        if way and t < WAY_SHARE:
            return FigureCue(way[int(t / WAY_SHARE * len(way))], None, FigurePhase.START)
        return FigureCue(pose, target_side, FigurePhase.START, arrows=1.0, eased=eased)
    if segment.kind is SegmentKind.TRANSFER and stretch.stills:
        still = stretch.stills[step_at(segment, stretch, position_ms)]
        return FigureCue(still, None, FigurePhase.START, arrows=1.0)
    if calm:
        return _calm_figure(segment, pose)
    match segment.kind:
        case SegmentKind.MOVE_IN:
            return FigureCue(pose, side, FigurePhase.MOVING_IN, t, highlight=1.0, arrows=1.0, eased=eased)
        case SegmentKind.RELEASE:
            return FigureCue(pose, side, FigurePhase.MOVING_OUT, t, highlight=1.0, eased=eased)
        case SegmentKind.CHANGE_SIDE:
            return FigureCue(pose, side, FigurePhase.SWITCH, t, eased=eased)
        case SegmentKind.FLOW:
            return FigureCue(
                pose,
                side,
                FigurePhase.CYCLE,
                cycle_share(segment, stretch, position_ms),
                highlight=1.0,
                eased=eased,
            )
        case SegmentKind.WARM_UP if stretch.type is StretchType.WARM_UP:
            step = (position_ms - segment.start_ms) % MARCH_MS / MARCH_MS
            return FigureCue(pose, side, FigurePhase.CYCLE, step)
        case SegmentKind.REST | SegmentKind.RATING:
            return FigureCue(pose, side, FigurePhase.START, eased=eased)
        case _:
            soft = position_ms - segment.start_ms > GLOW_SOFTENS_MS
            glow = GLOW_SOFT if soft else 1.0
            return FigureCue(pose, side, FigurePhase.HOLD, 1.0, fullness, highlight=glow, eased=eased)


def resting_pose(place: Place) -> str:
    """How one rests where a session is done."""
    return SITTING_POSE if place is Place.CHAIR else RESTING_POSE


def way_there(segment: Segment, stretch: Stretch) -> tuple[str, ...]:
    """Stills of how one gets to another level, in their order; none where no other is asked for."""
    match segment.posture_change:
        case PostureChange.DOWN:
            kneels = stretch.posture in (Posture.HANDS_AND_KNEES, Posture.HALF_KNEELING)
            return WAY_TO_HANDS if kneels else WAY_DOWN
        case PostureChange.UP:
            return WAY_DOWN[::-1]
        case PostureChange.ON_BED | PostureChange.OFF_BED:
            return ON_BED
        case _:
            return ()


def step_at(segment: Segment, stretch: Stretch, position_ms: int) -> int:
    """Which step of the way down or up one is at, counted from 0; added time goes to the last."""
    first, over = segment.step.part or (0, max(1, len(stretch.steps)))
    elapsed = max(0, position_ms - segment.start_ms)
    return min(over - 1, first + elapsed * (over - first) // max(1, segment.step.planned_ms))


def _calm_figure(segment: Segment, pose: str) -> FigureCue:
    side, eased = segment.side, segment.eased
    if segment.kind in (SegmentKind.MOVE_IN, SegmentKind.CHANGE_SIDE, SegmentKind.REST, SegmentKind.RELEASE):
        return FigureCue(pose, side, FigurePhase.START, arrows=1.0, eased=eased)
    return FigureCue(pose, side, FigurePhase.HOLD, 1.0, highlight=1.0, eased=eased)


def breathing_out_ms(segment: Segment, stretch: Stretch) -> float:
    """The out-breath of a flow's cycle, which is scaled to the length the user chose."""
    breathing = stretch.breathing
    return segment.step.planned_ms * breathing.out_s / (breathing.in_s + breathing.out_s)


def cycle_share(segment: Segment, stretch: Stretch, position_ms: int) -> float:
    """Share of the cycle: its first half is one breath out, its second one breath in."""
    elapsed, out_ms = position_ms - segment.start_ms, breathing_out_ms(segment, stretch)
    if elapsed < out_ms:
        return 0.5 * max(0.0, elapsed) / out_ms
    in_ms = segment.step.planned_ms - out_ms
    return min(1.0, 0.5 + 0.5 * (elapsed - out_ms) / in_ms)

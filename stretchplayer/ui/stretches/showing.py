"""How a stretch is shown while one reads about it: in, hold, out, the other side, over and over.

A pure function of how long it has been looked at, so that nothing is counted.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchplayer.core.catalogue import Form, Side, StretchType
from stretchplayer.ui.player.figure_cue import MARCH_MS, FigureCue, FigurePhase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stretchplayer.core.catalogue import Stretch

STILL_MS = 1_800  # each still of the way down and up
SWITCH_MS = 900
FADE_MS = 400  # of the breath guide


@dataclass(frozen=True, slots=True)
class Pace:
    """How long each part takes; a hold without a length is one breath long."""

    start_ms: int
    in_ms: int
    hold_ms: int | None
    out_ms: int
    both_sides: bool = False


GLANCE = Pace(500, 1_800, 2_200, 1_500)  # on a card: too short for a breath
STUDY = Pace(1_200, 2_200, None, 2_000, both_sides=True)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the figure does; where the breath is guided, how full the lungs are, 0 to 1.

    `strength` is that of the guide, which comes and goes softly.
    """

    cue: FigureCue
    fullness: float | None = None
    strength: float = 1.0

    @property
    def is_calm(self) -> bool:
        """Whether nothing moves but the breath."""
        return not self.cue.moves


def first_side(stretch: Stretch) -> Side | None:
    """The side that stills show."""
    return Side.RIGHT if stretch.one_sided else None


def shown_at(stretch: Stretch, elapsed_ms: float, pace: Pace) -> Shown:
    """What is shown after it has been looked at for so long."""
    side = first_side(stretch)
    if stretch.stills:
        still = stretch.stills[int(elapsed_ms / STILL_MS) % len(stretch.stills)]
        return Shown(FigureCue(still, None, FigurePhase.START, arrows=1.0))
    if stretch.type is StretchType.WARM_UP:
        share = elapsed_ms % MARCH_MS / MARCH_MS
        return Shown(FigureCue(stretch.pose, side, FigurePhase.CYCLE, share))
    if stretch.form is Form.FLOW:
        return _flowing(stretch, elapsed_ms, side)
    if stretch.form is Form.TIMED:
        fullness = _breath(stretch, elapsed_ms)
        return Shown(_held(stretch, side, fullness), fullness)
    parts = list(_parts(stretch, pace))
    left = elapsed_ms % sum(length for _, length, _ in parts)
    for phase, length, part_side in parts:
        if left < length:
            breathes = pace.hold_ms is None
            return _part(stretch, phase, part_side, left, length, breathes=breathes)
        left -= length
    raise AssertionError("the parts are as long as they are together")


def _parts(stretch: Stretch, pace: Pace) -> Iterator[tuple[FigurePhase, float, Side | None]]:
    first = first_side(stretch)
    breath_ms = (stretch.breathing.in_s + stretch.breathing.out_s) * 1000
    sides = [first] if first is None or not pace.both_sides else [first, first.other]
    for side in sides:
        yield FigurePhase.START, pace.start_ms, side
        yield FigurePhase.MOVING_IN, pace.in_ms, side
        yield FigurePhase.HOLD, pace.hold_ms or breath_ms, side
        yield FigurePhase.MOVING_OUT, pace.out_ms, side
        if len(sides) > 1:
            assert side is not None
            yield FigurePhase.SWITCH, SWITCH_MS, side.other


def _part(
    stretch: Stretch,
    phase: FigurePhase,
    side: Side | None,
    into_ms: float,
    length: float,
    *,
    breathes: bool,
) -> Shown:
    t = into_ms / length
    match phase:
        case FigurePhase.HOLD if breathes:
            fullness = _breath(stretch, into_ms)
            strength = min(1.0, into_ms / FADE_MS, (length - into_ms) / FADE_MS)
            return Shown(_held(stretch, side, fullness), fullness, strength)
        case FigurePhase.HOLD:
            return Shown(_held(stretch, side, 0.0))
        case FigurePhase.MOVING_OUT:
            return Shown(FigureCue(stretch.pose, side, phase, t, highlight=1.0))
        case FigurePhase.SWITCH:
            return Shown(FigureCue(stretch.pose, side, phase, t))
        case _:
            return Shown(FigureCue(stretch.pose, side, phase, t, highlight=1.0, arrows=1.0))


def _held(stretch: Stretch, side: Side | None, fullness: float) -> FigureCue:
    return FigureCue(stretch.pose, side, FigurePhase.HOLD, 1.0, fullness, highlight=1.0)


def _flowing(stretch: Stretch, elapsed_ms: float, side: Side | None) -> Shown:
    """Its first half is one breath out, its second one breath in."""
    length = stretch.dose.hold_s * 1000
    breathing = stretch.breathing
    out_ms = length * breathing.out_s / (breathing.in_s + breathing.out_s)
    within = elapsed_ms % length
    if within < out_ms:
        share = 0.5 * within / out_ms
        fullness = 1 - _sine(2 * share)
    else:
        share = 0.5 + 0.5 * (within - out_ms) / (length - out_ms)
        fullness = _sine(2 * share - 1)
    return Shown(FigureCue(stretch.pose, side, FigurePhase.CYCLE, share, highlight=1.0), fullness)


def _breath(stretch: Stretch, into_ms: float) -> float:
    """A breath begins by breathing in."""
    in_ms, out_ms = stretch.breathing.in_s * 1000, stretch.breathing.out_s * 1000
    within = into_ms % (in_ms + out_ms)
    return _sine(within / in_ms) if within < in_ms else 1 - _sine((within - in_ms) / out_ms)


def _sine(t: float) -> float:
    return (1 - math.cos(math.pi * t)) / 2

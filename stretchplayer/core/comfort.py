"""The comfort rules: what a pain rating means for the rest of the session.

The thresholds are a cautious synthesis for people stretching on their own, in the manner of the
"acceptable pain" rules used after tendon and knee trouble (0-3 safe, 4-5 acceptable if it settles,
6-10 too much; Thomee 1997, Silbernagel 2007) and NHS "traffic light" leaflets. No trial in low back
pain was found, so a physiotherapist should confirm them. All scores are whole numbers 0 to 10.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

# Absolute limits of the traffic-light leaflets.
RED_SCORE = 6
AMBER_SCORE = 4

# Rises over the rating before the session. A rise needs a lowest score too, so that 0 to 3 is no alarm.
RED_RISE = 3
RED_RISE_FROM_SCORE = 4
AMBER_RISE = 2
AMBER_RISE_FROM_SCORE = 3

# From a start this high the absolute limits would always be exceeded; smaller rises count instead.
HIGH_START = 6
HIGH_START_RED_RISE = 2
HIGH_START_AMBER_RISE = 1
VERY_GENTLE_START = 7  # rest, breathing, pelvic tilt and knee rolls are all that is offered

REDS_THAT_END_A_SESSION = 2
SORER_AFTER_RISE = 3  # post over pre: the next session is at half dose

# Dose of the first two weeks, or with pain of 4 and more: 10 s holds, after the American College of
# Sports Medicine's lower end (10-30 s).
SHORT_HOLD_S = 10.0
SHORT_HOLDS_FROM_SCORE = 4
SHORT_HOLDS_DAYS = 14


class Light(StrEnum):
    """Carry on, ease off, or stop this stretch."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


def assess(pre: int | None, during: int | None, flag: bool) -> Light:
    """The state after a stretch.

    `pre` is the rating before the session, `during` the most pain in the stretch; ``None`` means not
    rated, which is never taken for 0. The warning flag is red with any score or none.
    """
    if flag:
        return Light.RED
    if during is None:
        return Light.GREEN
    if pre is None:
        return _by_score(during)
    if pre >= HIGH_START:
        return _by_rise(during - pre)
    if during >= RED_SCORE or (during - pre >= RED_RISE and during >= RED_RISE_FROM_SCORE):
        return Light.RED
    if during >= AMBER_SCORE and during > pre:
        return Light.AMBER
    if during - pre >= AMBER_RISE and during >= AMBER_RISE_FROM_SCORE:
        return Light.AMBER
    return Light.GREEN


def _by_score(during: int) -> Light:
    if during >= RED_SCORE:
        return Light.RED
    return Light.AMBER if during >= AMBER_SCORE else Light.GREEN


def _by_rise(rise: int) -> Light:
    if rise >= HIGH_START_RED_RISE:
        return Light.RED
    return Light.AMBER if rise >= HIGH_START_AMBER_RISE else Light.GREEN


def very_gentle_day(pre: int | None) -> bool:
    """Whether the start is so high that the very gentle day is all that is offered."""
    return pre is not None and pre >= VERY_GENTLE_START


def sorer_after(pre: int | None, post: int | None) -> bool:
    """Whether a session ended so much sorer than it began that the next one is at half dose."""
    return pre is not None and post is not None and post - pre >= SORER_AFTER_RISE


def short_holds(pre: int | None, first_session: date | None, today: date) -> bool:
    """Whether holds of `SHORT_HOLD_S` are meant: the first two weeks, or pain of 4 and more.

    `first_session` is ``None`` before the first session.
    """
    if pre is not None and pre >= SHORT_HOLDS_FROM_SCORE:
        return True
    return first_session is None or (today - first_session).days < SHORT_HOLDS_DAYS

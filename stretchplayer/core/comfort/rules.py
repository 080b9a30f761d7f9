"""What a pain rating means for the rest of the session."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from stretchplayer.core.comfort import limits


class Light(StrEnum):
    """Carry on, ease off, or stop this stretch."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class ComfortRules(msgspec.Struct, frozen=True, kw_only=True):
    """The thresholds a user may move, each within its limits (see `limits`).

    What a high start changes, and what the warning flag means, stays as it is.
    """

    red_score: Annotated[int, Meta(ge=limits.RED_SCORE_LIMITS[0], le=limits.RED_SCORE_LIMITS[1])] = (
        limits.RED_SCORE
    )
    amber_score: Annotated[int, Meta(ge=limits.AMBER_SCORE_LIMITS[0], le=limits.AMBER_SCORE_LIMITS[1])] = (
        limits.AMBER_SCORE
    )
    red_rise: Annotated[int, Meta(ge=limits.RED_RISE_LIMITS[0], le=limits.RED_RISE_LIMITS[1])] = (
        limits.RED_RISE
    )
    amber_rise: Annotated[int, Meta(ge=limits.AMBER_RISE_LIMITS[0], le=limits.AMBER_RISE_LIMITS[1])] = (
        limits.AMBER_RISE
    )
    reds_that_end: Annotated[int, Meta(ge=limits.REDS_LIMITS[0], le=limits.REDS_LIMITS[1])] = (
        limits.REDS_THAT_END_A_SESSION
    )
    sorer_rise: Annotated[int, Meta(ge=limits.SORER_LIMITS[0], le=limits.SORER_LIMITS[1])] = (
        limits.SORER_AFTER_RISE
    )


USUAL_RULES = ComfortRules()


def assess(pre: int | None, during: int | None, flag: bool, rules: ComfortRules = USUAL_RULES) -> Light:
    """The state after a stretch.

    `pre` is the rating before the session, `during` the most pain in the stretch; ``None`` means not
    rated, which is never taken for 0. The warning flag is red with any score or none.
    """
    if flag:
        return Light.RED
    if during is None:
        return Light.GREEN
    if pre is not None and pre >= limits.HIGH_START:
        return _by_rise(during - pre)
    if during >= rules.red_score:
        return Light.RED
    if pre is None:
        return Light.AMBER if during >= rules.amber_score else Light.GREEN
    rise = during - pre
    if rise >= rules.red_rise and during >= limits.RED_RISE_FROM_SCORE:
        return Light.RED
    if during >= rules.amber_score and rise > 0:
        return Light.AMBER
    if rise >= rules.amber_rise and during >= limits.AMBER_RISE_FROM_SCORE:
        return Light.AMBER
    return Light.GREEN


def _by_rise(rise: int) -> Light:
    if rise >= limits.HIGH_START_RED_RISE:
        return Light.RED
    return Light.AMBER if rise >= limits.HIGH_START_AMBER_RISE else Light.GREEN


def very_gentle_day(pre: int | None) -> bool:
    """Whether the start is so high that the very gentle day is all that is offered."""
    return pre is not None and pre >= limits.VERY_GENTLE_START


def sorer_after(pre: int | None, post: int | None, rules: ComfortRules = USUAL_RULES) -> bool:
    """Whether a session ended so much sorer than it began that the next one is at half dose."""
    return pre is not None and post is not None and post - pre >= rules.sorer_rise


def short_holds(pre: int | None, first_session: date | None, today: date) -> bool:
    """Whether holds of `SHORT_HOLD_S` are meant: the first two weeks, or pain of 4 and more.

    `first_session` is ``None`` before the first session.
    """
    if pre is not None and pre >= limits.SHORT_HOLDS_FROM_SCORE:
        return True
    return first_session is None or (today - first_session).days < limits.SHORT_HOLDS_DAYS

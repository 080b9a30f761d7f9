"""Thresholds moved by the user, and what follows from the day after."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.core.comfort import ComfortRules, Light, assess, limits
from stretchplayer.core.comfort.next_day import (
    NextDayAnswer,
    Settled,
    day_to_ask_about,
    is_unsettled,
    unsettled_running,
)
from stretchplayer.core.comfort.reactions import Answer, Reaction, ReactionKind, why

MONDAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SEVERITY = {Light.GREEN: 0, Light.AMBER: 1, Light.RED: 2}
LIMITS = {
    "red_score": limits.RED_SCORE_LIMITS,
    "amber_score": limits.AMBER_SCORE_LIMITS,
    "red_rise": limits.RED_RISE_LIMITS,
    "amber_rise": limits.AMBER_RISE_LIMITS,
    "reds_that_end": limits.REDS_LIMITS,
    "sorer_rise": limits.SORER_LIMITS,
}
some_rules = st.builds(ComfortRules, **{name: st.integers(*ends) for name, ends in LIMITS.items()})
scores = st.integers(0, 10)


def answers(*told: tuple[int, Settled]) -> list[NextDayAnswer]:
    """Answers about the days so many days after Monday."""
    return [NextDayAnswer(about=MONDAY + timedelta(days=n), settled=s, at=NOON) for n, s in told]


@pytest.mark.parametrize(
    ("rules", "pre", "during", "light"),
    [
        (ComfortRules(red_score=4), 4, 4, Light.RED),
        (ComfortRules(red_score=7), 5, 6, Light.AMBER),
        (ComfortRules(red_score=7), 5, 7, Light.RED),
        (ComfortRules(amber_score=3), 2, 3, Light.AMBER),
        (ComfortRules(amber_score=5), 3, 4, Light.GREEN),
        (ComfortRules(red_rise=2), 2, 4, Light.RED),
        (ComfortRules(red_rise=4), 1, 4, Light.AMBER),
        (ComfortRules(amber_rise=1), 2, 3, Light.AMBER),
        (ComfortRules(amber_rise=3), 1, 3, Light.GREEN),
        (ComfortRules(red_score=7, amber_score=5), 6, 8, Light.RED),  # a high start stays as it is
    ],
)
def test_a_threshold_that_was_moved(rules: ComfortRules, pre: int, during: int, light: Light) -> None:
    assert assess(pre, during, flag=False, rules=rules) is light


@given(some_rules, st.none() | scores, scores, scores)
def test_more_pain_is_never_judged_milder_whatever_the_thresholds(
    rules: ComfortRules, pre: int | None, a: int, b: int
) -> None:
    low, high = sorted((a, b))
    assert SEVERITY[assess(pre, low, False, rules)] <= SEVERITY[assess(pre, high, False, rules)]
    assert assess(pre, low, True, rules) is Light.RED


@given(some_rules, st.none() | scores)
def test_severe_pain_is_never_let_pass(rules: ComfortRules, pre: int | None) -> None:
    if pre is None or pre < limits.HIGH_START:
        assert assess(pre, 7, False, rules) is Light.RED


@pytest.mark.parametrize("name", LIMITS)
def test_a_threshold_outside_its_limits_is_not_taken(name: str) -> None:
    low, high = LIMITS[name]
    for value in (low - 1, high + 1):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert({name: value}, ComfortRules)
    assert low <= getattr(ComfortRules(), name) <= high


@pytest.mark.parametrize(
    ("days", "told", "today", "asked"),
    [
        ((), (), 1, None),
        ((0,), (), 0, None),  # the day is not over
        ((0,), (), 1, 0),
        ((0,), (), 3, 0),
        ((0,), (), 4, None),  # too long ago to remember
        ((0, 1), (), 2, 1),
        ((0, 2), (), 2, 0),
        ((0,), ((0, Settled.NONE),), 1, None),
        ((0,), ((0, Settled.SKIPPED),), 1, None),
        ((0, 1), ((0, Settled.NO),), 2, 1),
    ],
)
def test_which_day_is_asked_about(
    days: tuple[int, ...], told: tuple[tuple[int, Settled], ...], today: int, asked: int | None
) -> None:
    sessions = [MONDAY + timedelta(days=n) for n in days]
    found = day_to_ask_about(sessions, answers(*told), MONDAY + timedelta(days=today))
    assert found == (None if asked is None else MONDAY + timedelta(days=asked))


@pytest.mark.parametrize(
    ("told", "running"),
    [
        ((), False),
        ((Settled.NO,), False),
        ((Settled.NO, Settled.NO), True),
        ((Settled.NO, Settled.YES), False),
        ((Settled.NO, Settled.NONE, Settled.NO), False),
        ((Settled.NO, Settled.SKIPPED, Settled.NO), True),
        ((Settled.YES, Settled.NO, Settled.NO), True),
    ],
)
def test_two_no_running(told: tuple[Settled, ...], running: bool) -> None:
    given_ = answers(*enumerate(told))
    assert unsettled_running(given_) is running
    assert unsettled_running(given_[::-1]) is running  # by the day they are about
    assert is_unsettled(given_, NOON - timedelta(seconds=1)) is (Settled.NO in told)
    assert not is_unsettled(given_, NOON)


@pytest.mark.parametrize("kind", ReactionKind)
@pytest.mark.parametrize(("before", "score", "flag"), [(2, 6, False), (None, 6, False), (3, None, True)])
def test_every_reaction_is_told_in_words(
    kind: ReactionKind, before: int | None, score: int | None, flag: bool
) -> None:
    reaction = Reaction(id="", kind=kind, answer=Answer.TAKEN, at=NOON, before=before, score=score, flag=flag)
    if kind in (ReactionKind.SORER, ReactionKind.SHORT_HOLDS, ReactionKind.VERY_GENTLE) and before is None:
        return  # these come from a rating before
    told = why(reaction, "Knee to chest")
    assert told.endswith(".")
    rated = kind in (ReactionKind.AMBER, ReactionKind.RED, ReactionKind.ENOUGH)
    assert ("None" not in told) or not rated
    assert told.startswith("Knee to chest: ") is rated


def test_what_was_declined_or_had_no_effect_is_not_told_as_done() -> None:
    def told(kind: ReactionKind, answer: Answer) -> str:
        return why(Reaction(id="", kind=kind, answer=answer, at=NOON, before=2, score=4), "Cat and cow")

    cause = "Cat and cow: rated 4, after 2 before."
    assert told(ReactionKind.AMBER, Answer.TAKEN) == f"{cause} The rest is eased, and this one next time."
    for answer in (Answer.DECLINED, Answer.OFF, Answer.UNDONE):
        assert told(ReactionKind.AMBER, answer) == cause
    assert told(ReactionKind.PAUSE, Answer.DECLINED).endswith("A pause was suggested.")

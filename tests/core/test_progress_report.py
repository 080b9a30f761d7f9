"""What the report is made of, worked out by hand, and what holds for any notes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from stretchplayer.core.catalogue import Side
from stretchplayer.core.flexibility import LEG_RAISE
from stretchplayer.core.history import (
    Measurement,
    MeasureMethod,
    PainRating,
    RatingKind,
    SessionNote,
    SessionOutcome,
    SessionRecord,
    Trial,
)
from stretchplayer.core.progress.baseline import baseline
from stretchplayer.core.progress.flexibility import FlexibilityChange
from stretchplayer.core.progress.pain import DayValue
from stretchplayer.core.progress.report import Around, Report, ReportNotes, gather_report
from stretchplayer.core.progress.spans import SpanLength
from stretchplayer.core.progress.verdict import PainChange
from stretchplayer.core.summaries import PlayedDay, StretchTimes

FIRST, LAST = date(2026, 3, 2), date(2026, 3, 15)  # a Monday and a Sunday
TODAY = date(2026, 3, 20)


def rating(
    kind: RatingKind,
    day: date,
    score: int | None,
    session: str | None = None,
    *,
    stretch: str | None = None,
    flag: bool = False,
    hour: int = 12,
) -> PainRating:
    return PainRating(
        id="x",
        kind=kind,
        score=score,
        skipped=score is None and not flag,
        flag=flag,
        at=datetime(day.year, day.month, day.day, hour, tzinfo=UTC),
        session=session,
        stretch=stretch,
    )


def notes(**given: Any) -> ReportNotes:
    nothing: dict[str, Any] = {
        "first": FIRST,
        "last": LAST,
        "today": TODAY,
        "starts": {},
        "day_notes": {},
    }
    lists = ("values", "played", "sessions", "around", "during", "day_flags", "stretch_times")
    nothing |= dict.fromkeys((*lists, "set_aside", "measurements", "flare_days", "session_notes"), ())
    return ReportNotes(**(nothing | given))


def report(**given: Any) -> Report:
    return gather_report(notes(**given))


def days(scores: Iterable[tuple[date, int]], kind: RatingKind = RatingKind.DAY) -> tuple[DayValue, ...]:
    """One rating a day."""
    return tuple(DayValue(day=day, kind=kind, value=score, ratings=1) for day, score in scores)


def on(day: int, month: int = 3) -> date:
    return date(2026, month, day)


def test_nothing_is_told_as_nothing_and_never_as_zero_pain() -> None:
    made = report()
    assert (made.sessions, made.minutes, made.days) == (0, 0, 14)
    assert made.around is None
    assert made.verdict.change is PainChange.TOO_LITTLE
    assert [one.point.mean for one in made.spans] == [None, None]


def test_sessions_and_minutes_of_the_period_and_of_each_week() -> None:
    made = report(
        played=(
            PlayedDay(day=on(3), played_ms=600_000, sessions=2),
            PlayedDay(day=on(8), played_ms=300_000, sessions=1),
            PlayedDay(day=on(9), played_ms=60_000, sessions=1),
        )
    )
    assert (made.sessions, made.days_done, made.minutes) == (4, 3, 16)
    assert [(one.sessions, one.days_done, one.minutes) for one in made.spans] == [(3, 2, 15), (1, 1, 1)]


def test_before_and_after_are_of_sessions_with_both() -> None:
    pre, post = RatingKind.PRE, RatingKind.POST
    made = report(
        around=(
            *(rating(pre, on(3), 6, "a"), rating(post, on(3), 4, "a")),
            *(rating(pre, on(4), 2, "b"), rating(post, on(4), 3, "b")),
            *(rating(pre, on(5), 9, "c"), rating(post, on(5), None, "c")),
            *(rating(pre, on(9), 5, "d"), rating(post, on(9), 5, "d")),
        )
    )
    week = Around(sessions=2, before=4.0, after=3.5, lower=1, same=0, higher=1)
    assert made.spans[0].around == week
    assert made.spans[1].around == Around(sessions=1, before=5, after=5, lower=0, same=1, higher=0)
    assert made.around == Around(sessions=3, before=13 / 3, after=4, lower=1, same=1, higher=1)


def test_a_session_over_midnight_belongs_to_the_evening_it_began() -> None:
    around = (
        rating(RatingKind.PRE, LAST, 6, "late", hour=23),
        rating(RatingKind.POST, LAST + timedelta(days=1), 4, "late", hour=0),
    )
    assert report(around=around).around == Around(sessions=1, before=6, after=4, lower=1, same=0, higher=0)
    before = notes(around=around, first=LAST + timedelta(days=1), last=LAST + timedelta(days=3))
    assert gather_report(before).around is None


def test_the_verdict_is_on_the_last_two_fuller_weeks_of_the_period() -> None:
    start = [(date(2026, 1, 5) + timedelta(days=n), 7) for n in range(14)]
    weeks = [(FIRST + timedelta(days=n), 3) for n in range(14)]
    later = [(LAST + timedelta(days=n), 9) for n in range(1, 4)]
    values = days(start + weeks + later)
    began = baseline(values)
    assert began is not None
    made = report(values=values, starts={RatingKind.DAY: began})
    assert made.verdict.change is PainChange.LOWER
    assert made.verdict.by_share
    assert made.start is began
    assert made.rated_days == {RatingKind.DAY: 14, RatingKind.PRE: 0}
    assert [one.point.mean for one in made.spans] == [3, 3]


def test_the_chart_and_the_verdict_have_one_start_though_the_newest_days_answer_another_question() -> None:
    daily = days((FIRST + timedelta(days=n), 6 if n < 14 else 5) for n in range(28))
    last = FIRST + timedelta(days=30)
    before = days(((FIRST + timedelta(days=28 + n), 2) for n in range(3)), RatingKind.PRE)
    earlier = days(((FIRST + timedelta(days=n), 1) for n in range(14)), RatingKind.PRE)
    starts = {kind: baseline(list(one)) for kind, one in ((RatingKind.DAY, daily), (RatingKind.PRE, earlier))}
    made = report(values=(*daily, *before), starts=starts, last=last, today=last)
    assert made.spans[-1].point.kind is RatingKind.PRE
    assert made.verdict.start is not None
    assert made.start is made.verdict.start
    assert made.start.mean == 6


def test_a_start_that_is_not_over_at_the_end_of_the_period_is_none() -> None:
    values = days((FIRST + timedelta(days=n), 5) for n in range(14))
    began = baseline(values)
    assert began is not None
    assert report(values=values, starts={RatingKind.DAY: began}).start is began
    early = notes(values=values, starts={RatingKind.DAY: began}, last=LAST - timedelta(days=1))
    assert gather_report(early).start is None


def test_a_typical_rating_is_told_from_five_on() -> None:
    during = [rating(RatingKind.DURING, on(2 + n), n, "s", stretch="cat") for n in range(5)]
    times = (StretchTimes(stretch="cat", times=4), StretchTimes(stretch="knee", times=9))
    four = {one.stretch: one for one in report(stretch_times=times, during=tuple(during[:4])).stretches}
    assert four["cat"].typical is None
    made = report(stretch_times=times, during=tuple(during))
    assert [(one.stretch, one.times, one.typical, one.ratings) for one in made.stretches] == [
        ("knee", 9, None, 0),
        ("cat", 4, 2.0, 5),
    ]


def test_reds_follow_the_comfort_rules_and_the_rating_before_the_session() -> None:
    made = report(
        stretch_times=(StretchTimes(stretch="cat", times=5), StretchTimes(stretch="knee", times=4)),
        around=(rating(RatingKind.PRE, on(3), 1, "a"), rating(RatingKind.PRE, on(4), 4, "b")),
        during=(
            rating(RatingKind.DURING, on(3), 4, "a", stretch="cat"),  # three more than before, and 4: red
            rating(RatingKind.DURING, on(4), 5, "b", stretch="cat"),  # one more: amber
            rating(RatingKind.DURING, on(5), 6, "c", stretch="cat"),  # 6: red
            rating(RatingKind.DURING, on(6), 3, "d", stretch="cat"),
            rating(RatingKind.DURING, on(7), None, "e", stretch="cat", flag=True),  # sharp: red
            *(
                rating(RatingKind.DURING, on(n), 9, "f", stretch="knee") for n in range(3, 7)
            ),  # four: not told
            *(rating(RatingKind.DURING, on(n), None, "f", stretch="knee") for n in range(3, 7)),  # skipped
            rating(RatingKind.DURING, FIRST - timedelta(days=1), 9, "z", stretch="cat"),  # before the period
        ),
    )
    assert [one.reds for one in made.stretches] == [3, None]


def test_flags_are_told_newest_first_also_without_a_score() -> None:
    made = report(
        during=(rating(RatingKind.DURING, on(3), None, "a", stretch="cat", flag=True),),
        around=(rating(RatingKind.POST, on(5), 7, "b", flag=True),),
        day_flags=(rating(RatingKind.DAY, LAST + timedelta(days=1), 7, flag=True),),
    )
    assert [(one.day, one.kind, one.stretch, one.score) for one in made.flags] == [
        (on(5), RatingKind.POST, None, 7),
        (on(3), RatingKind.DURING, "cat", None),
    ]


def test_notes_of_days_and_sessions_are_told_newest_first() -> None:
    at = datetime(2026, 3, 4, 9, tzinfo=UTC)
    session = SessionRecord(
        id="a",
        routine="r",
        routine_name="R",
        started=at,
        ended=at,
        outcome=SessionOutcome.FINISHED,
        first_side=Side.LEFT,
        played_ms=1,
        held_ms=1,
    )
    made = report(
        sessions=(session,),
        session_notes=(SessionNote(session="a", text="stiff", tags=("Slept badly",), at=at),),
        day_notes={on(9): "better", on(4): "rain"},
    )
    assert [(one.day, one.note.text, one.note.tags) for one in made.notes] == [
        (on(9), "better", ()),
        (on(4), "rain", ()),
        (on(4), "stiff", ("Slept badly",)),
    ]


def sitting(day: date, *degrees: float, painful: bool = False) -> Measurement:
    return Measurement(
        id="m",
        test=LEG_RAISE,
        method=MeasureMethod.PHONE,
        at=datetime(day.year, day.month, day.day, 9, tzinfo=UTC),
        trials=tuple(Trial(side=Side.LEFT, value=value, painful=painful) for value in degrees),
    )


def test_a_test_is_held_against_the_first_two_sittings_of_all() -> None:
    before = [sitting(on(1, 1), 50), sitting(on(8, 1), 54)]
    within = [sitting(on(3), 70, 66, 68), sitting(on(10), 69), sitting(on(11), 10, painful=True)]
    later = [sitting(on(18), 52)]
    (test,) = report(measurements=(*before, *within, *later)).tests
    (side,) = test.sides
    assert [point.value for point in side.points] == [68, 69]
    assert (side.baseline, side.threshold, side.change) == (52, 10, FlexibilityChange.TWICE)
    assert report(measurements=(*before, *later)).tests == ()


SCORES = st.lists(
    st.tuples(st.integers(0, 4000), st.integers(0, 10)), max_size=60, unique_by=lambda pair: pair[0]
)


@settings(deadline=None)
@given(SCORES, SCORES, st.integers(0, 4000), st.integers(0, 4000))
def test_parts_add_up_to_the_whole(
    daily: list[tuple[int, int]], before: list[tuple[int, int]], one: int, other: int
) -> None:
    begin = date(2015, 5, 6)
    first, last = begin + timedelta(days=min(one, other)), begin + timedelta(days=max(one, other))
    values = tuple(
        value
        for kind, scores in ((RatingKind.DAY, daily), (RatingKind.PRE, before))
        for value in days(((begin + timedelta(days=n), score) for n, score in sorted(scores)), kind)
    )
    done = sorted({value.day for value in values if first <= value.day <= last})
    played = tuple(PlayedDay(day=day, played_ms=60_000 * (n + 1), sessions=1) for n, day in enumerate(done))
    made = report(first=first, last=last, today=last, values=values, played=played)
    for parts in (made.spans, made.rows):
        assert sum(part.sessions for part in parts) == made.sessions == len(done)
        assert round(sum(part.minutes for part in parts), 6) == round(made.minutes, 6)
        assert sum(part.point.n_days for part in parts) <= sum(made.rated_days.values())
        for part in parts:
            point = part.point
            assert (point.mean is None) == (point.n_days < 2)
            if point.mean is not None and point.lowest is not None and point.highest is not None:
                assert 0 <= point.lowest <= point.mean <= point.highest <= 10
    assert made.length is not SpanLength.WEEK or len(made.spans) <= 54

"""When the safety questions are asked: tables of the rules, and what holds for any history."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.core.history import Screening
from stretchplayer.core.screening import (
    ALL_TEXT,
    FIRST_TWO_TEXT,
    QUESTIONS,
    WARNING_SIGNS_TEXT,
    Due,
    Outcome,
    Red,
    due,
    last_whole,
    months_later,
    standing,
)

HERE = timezone(timedelta(hours=1))
DAY = timedelta(days=1)
START = datetime(2026, 1, 31, 9, tzinfo=HERE)
CLEAR, ADVISED, STOPPED = Outcome.CLEAR, Outcome.ADVISED, Outcome.STOPPED
TEXTS = (ALL_TEXT, FIRST_TWO_TEXT, WARNING_SIGNS_TEXT, "all-0")


def said(days: float, outcome: Outcome, text: str = ALL_TEXT) -> Screening:
    return Screening(at=START + days * DAY, outcome=outcome, text_version=text)


def red(days: float, session: str | None = "one", stretch: str | None = "cat-cow") -> Red:
    return Red(session, stretch, START + days * DAY)


def at(days: float) -> datetime:
    return START + days * DAY


@pytest.mark.parametrize(
    ("given_", "reds", "days", "expected"),
    [
        ([], [], 0, Due.ALL),
        ([said(0, CLEAR)], [], 1, Due.NONE),
        # Three months by the calendar: the 31st of January and the 30th of April.
        ([said(0, CLEAR)], [], 88, Due.NONE),
        ([said(0, CLEAR)], [], 89, Due.ALL),
        ([said(0, CLEAR), said(80, CLEAR, WARNING_SIGNS_TEXT)], [], 89, Due.ALL),
        # A red since the last answers asks for the warning signs, once.
        ([said(0, CLEAR)], [red(1)], 2, Due.WARNING_SIGNS),
        ([said(1, CLEAR)], [red(0)], 2, Due.NONE),
        ([said(0, CLEAR), said(2, CLEAR, WARNING_SIGNS_TEXT)], [red(1)], 3, Due.NONE),
        ([said(0, CLEAR), said(2, CLEAR, WARNING_SIGNS_TEXT)], [red(1), red(3, "two")], 4, Due.WARNING_SIGNS),
        # Two in one session ask for everything; the same one noted twice, or two sessions, do not.
        ([said(0, CLEAR)], [red(1), red(1.01, stretch="pelvic-tilt")], 2, Due.ALL),
        ([said(0, CLEAR)], [red(1), red(1.01)], 2, Due.WARNING_SIGNS),
        ([said(0, CLEAR)], [red(1), red(2, "two", "pelvic-tilt")], 3, Due.WARNING_SIGNS),
        ([said(0, CLEAR)], [red(1, None), red(1.01, None, "pelvic-tilt")], 2, Due.WARNING_SIGNS),
        # The warning signs alone do not answer a second red, also of a session carried on after them.
        (
            [said(0, CLEAR), said(2, CLEAR, WARNING_SIGNS_TEXT)],
            [red(1), red(1.01, stretch="pelvic-tilt")],
            3,
            Due.ALL,
        ),
        (
            [said(0, CLEAR), said(1.02, CLEAR, WARNING_SIGNS_TEXT)],
            [red(1), red(1.05, stretch="pelvic-tilt")],
            2,
            Due.ALL,
        ),
        ([said(0, CLEAR), said(2, CLEAR)], [red(1), red(1.01, stretch="pelvic-tilt")], 3, Due.NONE),
        # What stops is answered by everything anew.
        ([said(0, STOPPED, WARNING_SIGNS_TEXT)], [], 1, Due.ALL),
        ([said(0, CLEAR), said(1, STOPPED, WARNING_SIGNS_TEXT)], [], 2, Due.ALL),
        ([said(0, STOPPED, WARNING_SIGNS_TEXT), said(1, CLEAR, WARNING_SIGNS_TEXT)], [], 2, Due.ALL),
        ([said(0, STOPPED, WARNING_SIGNS_TEXT), said(1, CLEAR)], [], 2, Due.NONE),
        # An advice waits for a tick, not for the questions; after three months for both.
        ([said(0, ADVISED)], [], 1, Due.NONE),
        ([said(0, ADVISED, FIRST_TWO_TEXT)], [], 89, Due.ALL),
        # A text that this version does not know says nothing.
        ([said(0, CLEAR, "all-0")], [], 1, Due.ALL),
        ([said(0, CLEAR), said(1, CLEAR, "all-0")], [], 2, Due.ALL),
        ([said(0, CLEAR, FIRST_TWO_TEXT)], [], 1, Due.ALL),
        # Clocks that were wrong: neither silence for years nor the same question for years.
        ([said(400, CLEAR)], [], 1, Due.ALL),
        ([said(400, CLEAR), said(0, CLEAR)], [], 1, Due.NONE),
        ([said(0, CLEAR)], [red(400)], 1, Due.NONE),
        ([said(0, CLEAR)], [red(1.1)], 1, Due.WARNING_SIGNS),
    ],
)
def test_what_is_due(given_: list[Screening], reds: list[Red], days: float, expected: Due) -> None:
    assert due(given_, reds, at(days)) is expected


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ([], None),
        ([said(0, CLEAR)], CLEAR),
        ([said(0, ADVISED, FIRST_TWO_TEXT)], ADVISED),
        ([said(0, ADVISED), said(1, CLEAR, WARNING_SIGNS_TEXT)], ADVISED),
        ([said(0, ADVISED), said(1, CLEAR)], CLEAR),
        ([said(0, CLEAR), said(1, STOPPED, WARNING_SIGNS_TEXT)], STOPPED),
        ([said(1, STOPPED, WARNING_SIGNS_TEXT), said(2, CLEAR, WARNING_SIGNS_TEXT)], STOPPED),
        ([said(0, CLEAR, WARNING_SIGNS_TEXT)], None),
    ],
)
def test_how_things_stand(given_: list[Screening], expected: Outcome | None) -> None:
    assert standing(given_) is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 1, 31), date(2026, 4, 30)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 11, 29), date(2028, 2, 29)),
        (date(2026, 12, 1), date(2027, 3, 1)),
        (date(2026, 10, 15), date(2027, 1, 15)),
    ],
)
def test_three_months_by_the_calendar(day: date, expected: date) -> None:
    assert months_later(day, 3) == expected


def test_every_sign_of_the_guidance_is_asked() -> None:
    blocks = [" ".join(questions).lower() for questions in QUESTIONS.values()]
    needed = (
        "between the legs; genitals; back passage; buttocks; wiping; urine; bladder; leaking; bowel;"
        " motion; sexual; both legs; tripping; foot that drops; tearing; faint; chest pain",
        "fall; crash; blow; knock; over 50; weak bones; cancer; weight; fever; chills; night sweats;"
        " infection; injected drugs; immune; steroid; osteoporosis; constant; at night; lying down;"
        " before the age of 20; after 50; 65; half an hour; second half of the night; under 45;"
        " below the knee; numbness; getting worse; 6 weeks",
        "spine, hip or belly; 3 months; pregnant; birth; heart; dizziness; blood pressure; hernia;"
        " stenosis; slipped vertebra; fracture; not to exercise; from the floor",
    )
    for asked, words in zip(blocks, needed, strict=True):
        assert [word for word in words.split("; ") if word.strip() not in asked] == []


zones = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
moments = st.builds(
    lambda minutes, zone: (START + timedelta(minutes=minutes)).astimezone(zone),
    st.integers(0, 200 * 24 * 60),
    zones,
)
screenings = st.lists(
    st.builds(
        lambda at, outcome, text: Screening(at=at, outcome=outcome, text_version=text),
        moments,
        st.sampled_from(Outcome),
        st.sampled_from(TEXTS),
    ),
    max_size=6,
)
redses = st.lists(
    st.builds(Red, st.sampled_from(["one", "two", None]), st.sampled_from(["a", "b", None]), moments),
    max_size=5,
)


@given(screenings, redses, moments)
def test_a_complete_answer_given_now_opens_and_a_stop_closes(
    history: list[Screening], reds: list[Red], now: datetime
) -> None:
    past = [red for red in reds if red.at <= now]
    clear = Screening(at=now, outcome=CLEAR, text_version=ALL_TEXT)
    stop = Screening(at=now, outcome=STOPPED, text_version=WARNING_SIGNS_TEXT)
    assert standing([*history, clear]) is CLEAR
    assert due([*history, clear], past, now) is Due.NONE
    assert standing([*history, clear, stop]) is STOPPED
    assert due([*history, clear, stop], past, now) is Due.ALL


@given(screenings, redses, moments)
def test_the_warning_signs_alone_never_open_what_was_closed(
    history: list[Screening], reds: list[Red], now: datetime
) -> None:
    history = [said for said in history if said.at <= now]
    signs = Screening(at=now, outcome=CLEAR, text_version=WARNING_SIGNS_TEXT)
    assert standing([*history, signs]) is standing(history)
    before, after = due(history, reds, now), due([*history, signs], reds, now)
    assert after is before or (before, after) == (Due.WARNING_SIGNS, Due.NONE)


@given(screenings, redses, moments)
def test_more_reds_never_ask_less(history: list[Screening], reds: list[Red], now: datetime) -> None:
    order = (Due.NONE, Due.WARNING_SIGNS, Due.ALL)
    asked = [order.index(due(history, reds[:n], now)) for n in range(len(reds) + 1)]
    assert asked == sorted(asked)


@given(screenings, redses, moments, zones, zones)
def test_what_is_due_does_not_depend_on_the_zone_by_more_than_the_date(
    history: list[Screening], reds: list[Red], now: datetime, here: timezone, there: timezone
) -> None:
    """Travelling moves the date by a day at most: away from the third month it changes nothing."""
    whole = last_whole(history)
    if whole is not None:
        gap = abs((months_later(whole.at.date(), 3) - now.date()).days)
        if gap <= 2 or abs(whole.at - now - DAY) < DAY:
            return
    assert due(history, reds, now.astimezone(here)) is due(history, reds, now.astimezone(there))

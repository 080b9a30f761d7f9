"""Placing words: whole, apart, by rank, and in the fullest form there is room for."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchplayer.core.phrases import Phrase
from stretchplayer.core.placing import WORD_GAP_MS, Rank, Wish, place
from stretchplayer.core.timeline import Cue, CueKind

BOOK = {f"p{length}": Phrase(f"Words of {length}.", length) for length in (300, 500, 900, 1_500, 2_400)}


def wish(rank: Rank, at_ms: int, *forms: str, until_ms: int = 100_000) -> Wish:
    """A wish for phrases of BOOK; phrases in a row are joined by a plus."""
    return Wish(rank, at_ms, until_ms, tuple(tuple(form.split("+")) for form in forms))


def spoken(wishes: list[Wish], from_ms: int = 0) -> list[tuple[int, str]]:
    return sorted((cue.at_ms, cue.id) for cue in place(wishes, BOOK, from_ms))


def test_a_phrase_is_said_where_it_is_wished() -> None:
    assert place([wish(Rank.WAY, 2_000, "p900")], BOOK, 0) == [
        Cue(2_000, 900, "p900", "Words of 900.", CueKind.VOICE)
    ]


def test_the_higher_one_gets_its_place_and_the_lower_one_follows_after_a_breath() -> None:
    wishes = [wish(Rank.REMARK, 1_000, "p900"), wish(Rank.WAY, 1_200, "p500")]
    assert spoken(wishes) == [(1_200, "p500"), (1_700 + WORD_GAP_MS, "p900")]


def test_the_lower_one_may_come_first_where_it_fits_whole_with_its_breath() -> None:
    fits = [wish(Rank.WAY, 1_000 + 900 + WORD_GAP_MS, "p500"), wish(Rank.ASIDE, 1_000, "p900")]
    assert spoken(fits)[0] == (1_000, "p900")
    too_tight = [wish(Rank.WAY, 1_000 + 900 + WORD_GAP_MS - 1, "p500"), wish(Rank.ASIDE, 1_000, "p900")]
    assert spoken(too_tight)[0] == (2_079, "p500")


@pytest.mark.parametrize(
    ("until_ms", "said"), [(2_400, "p2400"), (2_399, "p900"), (900, "p900"), (899, None)]
)
def test_what_does_not_fit_is_shortened_and_else_left_out(until_ms: int, said: str | None) -> None:
    expected = [] if said is None else [(0, said)]
    assert spoken([wish(Rank.REMARK, 0, "p2400", "p900", until_ms=until_ms)]) == expected


def test_phrases_in_a_row_stay_together_or_lose_the_last() -> None:
    row = wish(Rank.GETTING_IN, 0, "p900+p500", "p900", until_ms=3_000)
    assert spoken([row]) == [(0, "p900"), (900 + WORD_GAP_MS, "p500")]
    assert spoken([row, wish(Rank.WAY, 1_300, "p1500")]) == [(0, "p900"), (1_300, "p1500")]


def test_nothing_is_said_before_it_is_allowed() -> None:
    wishes = [wish(Rank.WAY, 1_000, "p500"), wish(Rank.WAY, 0, "p900", until_ms=5_000)]
    assert spoken(wishes, from_ms=4_000) == [(4_000, "p900"), (4_900 + WORD_GAP_MS, "p500")]
    assert spoken([wish(Rank.WAY, 0, "p900", until_ms=4_800)], from_ms=4_000) == []


def test_among_equals_the_earlier_comes_first_and_then_the_one_named_first() -> None:
    wishes = [wish(Rank.WAY, 500, "p300"), wish(Rank.WAY, 500, "p900"), wish(Rank.WAY, 400, "p500")]
    assert [id_ for _, id_ in spoken(wishes)] == ["p500", "p300", "p900"]


# ---- any wishes ----------------------------------------------------------------------------------

forms = st.lists(st.sampled_from(list(BOOK)), min_size=1, max_size=3).map(tuple)
any_wishes = st.lists(
    st.builds(
        lambda rank, at, room, forms: Wish(rank, at, at + room, tuple(forms)),
        st.sampled_from(Rank),
        st.integers(0, 20_000),
        st.integers(0, 6_000),
        st.lists(forms, min_size=1, max_size=3),
    ),
    max_size=25,
)


def by_priority(wishes: list[Wish]) -> list[Wish]:
    return sorted(wishes, key=lambda w: (w.rank, w.at_ms))


def earliest(taken: list[Cue], wish: Wish, form: tuple[str, ...], from_ms: int) -> int | None:
    """The first millisecond at which a form fits, found by going from the end of one phrase to the next."""
    length = sum(BOOK[id_].duration_ms for id_ in form) + WORD_GAP_MS * (len(form) - 1)
    begin = max(wish.at_ms, from_ms)
    for at in sorted({begin, *(cue.end_ms + WORD_GAP_MS for cue in taken)}):
        free = all(cue.end_ms + WORD_GAP_MS <= at or at + length + WORD_GAP_MS <= cue.at_ms for cue in taken)
        if at >= begin and free and at + length <= wish.until_ms:
            return at
    return None


@settings(deadline=None)
@given(any_wishes, st.integers(0, 10_000))
def test_each_takes_the_first_room_its_fullest_form_fits_into_among_the_higher_ones(
    wishes: list[Wish], from_ms: int
) -> None:
    taken: list[Cue] = []
    for wish in by_priority(wishes):
        for form in wish.forms:
            at = earliest(taken, wish, form, from_ms)
            if at is not None:
                for id_ in form:
                    phrase = BOOK[id_]
                    taken.append(Cue(at, phrase.duration_ms, id_, phrase.text, CueKind.VOICE))
                    at += phrase.duration_ms + WORD_GAP_MS
                break
    assert place(wishes, BOOK, from_ms) == taken


@settings(deadline=None)
@given(any_wishes, st.integers(0, 10_000))
def test_no_words_meet(wishes: list[Wish], from_ms: int) -> None:
    cues = sorted(place(wishes, BOOK, from_ms), key=lambda cue: cue.at_ms)
    assert all(a.end_ms + WORD_GAP_MS <= b.at_ms for a, b in pairwise(cues))
    assert all(cue.at_ms >= from_ms for cue in cues)


@settings(deadline=None)
@given(any_wishes, st.integers(0, 10_000), st.sampled_from(Rank))
def test_nothing_of_a_lower_rank_matters_to_the_higher_ones(
    wishes: list[Wish], from_ms: int, lowest: Rank
) -> None:
    higher = [wish for wish in wishes if wish.rank <= lowest]
    alone = place(higher, BOOK, from_ms)
    assert place(wishes, BOOK, from_ms)[: len(alone)] == alone

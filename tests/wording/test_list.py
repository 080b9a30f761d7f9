"""The list itself: each pattern finds what it is there for, and leaves its look-alike alone."""

from __future__ import annotations

import pytest

from stretchplayer.core.wording import ALLOWED, GROUPS, Pattern, forbidden, plainly

PATTERNS = [(group.name, pattern) for group in GROUPS for pattern in group.patterns]


@pytest.mark.parametrize(("group", "pattern"), PATTERNS, ids=lambda part: getattr(part, "found_in", part))
def test_each_pattern_finds_its_sentence_and_leaves_the_other(group: str, pattern: Pattern) -> None:
    assert group in {found.group.name for found in forbidden(pattern.found_in)}
    assert list(forbidden(pattern.not_in)) == []


def test_no_pattern_leans_on_another() -> None:
    """Taken out alone, each would be felt: nothing else of its group finds its sentence."""
    for group in GROUPS:
        for pattern in group.patterns:
            others = type(group)(
                group.name,
                group.why,
                tuple(other for other in group.patterns if other is not pattern),
                group.whole_words,
            )
            found = others.expression.findall(plainly(pattern.found_in)) if others.patterns else []
            assert found == [], pattern


@pytest.mark.parametrize(
    "text",
    [
        "It’s proven.",
        "HEALS",
        "You  didn’t\nstretch.",
        "<b>Heal</b> your back",
        "It (heals).",
        "heal, then rest",
        "No pain,\u00a0no gain.",
    ],
)
def test_case_marks_and_blanks_hide_nothing(text: str) -> None:
    assert list(forbidden(text))


@pytest.mark.parametrize(
    "text",
    [
        "Your health notes are secure, in a fixed order.",
        "Pain is not. Mild pull is fine. Skip anything you like.",
        "Do not stretch. Go to an emergency department or call your emergency number now.",
        "Ask a doctor or physiotherapist. Get medical advice.",
        "If it hurts, come out a little. If it still hurts, leave that stretch out.",
        "Push the chest up slowly. A harder way. Forcing the hips to the heels.",
        "The worst pain you can imagine. Sharp, shooting, tingling or spreading down the leg.",
        "Lower than at your start. Your average was 3.3. One sore stretch is not damage.",
        "You finished sooner than planned. Good to see you again.",
    ],
)
def test_what_is_meant_kindly_may_be_said(text: str) -> None:
    assert [found.words for found in forbidden(text)] == []


def test_what_is_allowed_holds_such_a_word_and_is_allowed_word_for_word() -> None:
    for allowed in ALLOWED:
        assert any(group.expression.search(plainly(allowed.phrase)) for group in GROUPS), allowed
        assert list(forbidden(f"Well. {allowed.phrase}. Fine.")) == []
        assert allowed.why


def test_every_group_says_why() -> None:
    assert all(len(group.why.split()) > 6 for group in GROUPS)

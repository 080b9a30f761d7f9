"""The rules the content keeps to, each shown to notice what it is there for."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from stretchplayer.core.avoided import avoided_by_name
from stretchplayer.core.catalogue import FORBIDDEN_TAGS, AvoidedMove, Catalogue, Stretch
from stretchplayer.core.content_rules import (
    SYSTEM_PHRASES,
    catalogue_faults,
    floor_changes,
    phrase_faults,
    phrase_ids,
    posture_changes,
    routine_faults,
)
from stretchplayer.core.phrases import PhraseText
from stretchplayer.core.routine import Routine, RoutineItem

SOURCES = {"Mayo": "Mayo Clinic"}


def record(stretch_id: str = "knee", **changes: Any) -> Stretch:
    fields: dict[str, Any] = {
        "id": stretch_id,
        "name": "Knee to chest",
        "short_name": "Knee to chest",
        "type": "stretch",
        "form": "hold",
        "posture": "lying_back",
        "directions": ["F"],
        "side_means": "leg",
        "targets": "Lower back",
        "muscles": ["lumbar"],
        "dose": {"hold_s": 20, "repetitions": 3},
        "breathing": {"text": "Slow, easy breaths."},
        "feel": "A mild pull.",
        "steps": ["Lie on your back."],
        "mistakes": ["Bouncing"],
        "pose": "knee",
        "picture": "A person lies on the back.",
        "spoken": {"name": "name-knee", "setup": ["lie"], "side": "take-{side}", "hold": ["easy"]},
        "sources": ["Mayo"],
        "swap": {"stretch": "other", "reason": "Lying still is easier."},
    }
    return msgspec.convert(fields | changes, Stretch)


def avoided(tag_: str, **changes: Any) -> AvoidedMove:
    fields = {"id": tag_, "name": tag_, "tag": tag_, "why": "It bends a lot.", "instead": ["other"]}
    return msgspec.convert(fields | changes, AvoidedMove)


ALL_AVOIDED = [
    avoided(tag, patterns=[r"\bsit[ -]?ups?\b"] * (tag == "sit_up")) for tag in sorted(FORBIDDEN_TAGS)
]
OTHER = record("other", swap={"stretch": "knee", "reason": "The same lying down."})


def catalogue(*stretches: Stretch) -> Catalogue:
    return Catalogue([*(stretches or [record()]), OTHER], ALL_AVOIDED)


def test_a_sound_catalogue_has_no_faults() -> None:
    assert catalogue_faults(catalogue(), SOURCES) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"dose": {"hold_s": 90, "repetitions": 3}}, "knee: dose: hold_s: 90 is outside 5 to 60"),
        ({"dose": {"hold_s": 20, "repetitions": 0}}, "knee: dose: repetitions: 0 is outside 1 to 10"),
        ({"tags": ["sit_up"]}, "knee: tags: sit_up is never allowed"),
        ({"name": "Easy sit-ups"}, "knee: “Easy sit-ups” reads like sit_up, which is avoided"),
        ({"sources": ["Nobody"]}, "knee: sources: Nobody is not in the list of sources"),
        ({"sources": []}, "knee: sources: at least one is needed"),
        ({"muscles": ["tail"]}, "knee: muscles: the figure has no tail"),
        ({"short_name": "Single knee to chest"}, "knee: short_name: at most 15 characters fit the player"),
        ({"swap": None}, "knee: swap: every item names something to do instead"),
        ({"swap": {"stretch": "nothing", "reason": "-"}}, "knee: swap: there is no stretch nothing"),
        ({"swap": {"stretch": "knee", "reason": "-"}}, "knee: swap: an item cannot stand in for itself"),
        ({"form": "timed"}, "knee: form: warm-up, rest, getting down and up are timed, and nothing else"),
        ({"form": "flow"}, "knee: side_means: what is timed or flows has no sides"),
        ({"side_means": None}, "knee: spoken.side: needs sides, and {side} in the phrase id"),
        ({"feel": "It heals."}, "knee: feel: the word “heals” is not used here"),
        ({"steps": ["Push!"]}, "knee: steps[0]: no exclamation marks"),
        ({"picture": ""}, "knee: picture: empty, or space at its ends"),
        ({"breathing": {"text": "Slowly.", "in_s": 0}}, "knee: breathing: a breath takes time"),
        ({"pace": {"release_s": -1}}, "knee: pace: times cannot be negative"),
        (
            {"pace": {"move_in_s": 3}, "form": "flow", "side_means": None},
            "knee: pace: what is timed or flows has its pace in its dose",
        ),
    ],
)
def test_each_fault_of_a_stretch_is_named_with_its_field(changes: dict[str, Any], fault: str) -> None:
    assert fault in catalogue_faults(catalogue(record(**changes)), SOURCES)


@pytest.mark.parametrize("word", ["health", "fixed", "secure", "curve", "lonely", "approve"])
def test_words_that_merely_contain_a_forbidden_one_are_fine(word: str) -> None:
    assert catalogue_faults(catalogue(record(feel=f"Good {word}.")), SOURCES) == []


@pytest.mark.parametrize(
    ("move", "fault"),
    [
        (avoided("sit_up", tag="handstand"), "avoid: sit_up: tag: handstand is not a forbidden tag"),
        (avoided("sit_up", instead=[]), "avoid: sit_up: instead: at least one is needed"),
        (avoided("sit_up", instead=["gone"]), "avoid: sit_up: instead: there is no stretch gone"),
        (avoided("sit_up", why="It never heals."), "avoid: sit_up: why: the word “heals” is not used here"),
    ],
)
def test_faults_of_an_avoided_move_are_named(move: AvoidedMove, fault: str) -> None:
    assert fault in catalogue_faults(Catalogue([record(), OTHER], [*ALL_AVOIDED, move]), SOURCES)


def test_every_forbidden_tag_must_be_explained() -> None:
    untold = Catalogue([record(), OTHER], ALL_AVOIDED[1:])
    assert catalogue_faults(untold, SOURCES) == [f"avoid: nothing is said about the tag {ALL_AVOIDED[0].tag}"]


def test_a_pattern_that_is_no_regular_expression_is_a_fault() -> None:
    broken = avoided("sit_up", patterns=["("])
    [fault] = catalogue_faults(Catalogue([record(), OTHER], [*ALL_AVOIDED, broken]), SOURCES)
    assert fault.startswith("avoid: sit_up: patterns: (: missing )")


def phrases(**changes: str) -> dict[str, PhraseText]:
    asked = SYSTEM_PHRASES | phrase_ids(record())
    return {name: PhraseText(text="Slowly.") for name in asked} | {
        name: PhraseText(text=text) for name, text in changes.items()
    }


def test_a_stretch_asks_for_both_of_its_sides() -> None:
    assert phrase_ids(record()) == {"name-knee", "lie", "take-left", "take-right", "easy"}


def test_complete_phrases_have_no_faults() -> None:
    assert phrase_faults(catalogue(), phrases()) == []


def test_missing_and_unasked_phrases_are_named() -> None:
    book = phrases(tkae="Take it.")
    del book["take-left"], book["half-way"]
    faults = phrase_faults(Catalogue([record()]), book)
    assert set(faults) == {
        "knee: spoken: there is no phrase take-left",
        "phrases: half-way is missing",
        "phrases: tkae: nothing asks for it",
    }


def test_a_shorter_phrase_must_exist_and_be_shorter() -> None:
    book = phrases()
    book["easy"] = PhraseText(text="Easy does it.", short="easily")
    assert phrase_faults(catalogue(), book) == ["phrases: easy: short: there is no phrase easily"]
    book["easily"] = PhraseText(text="Easily does it.")
    assert phrase_faults(catalogue(), book) == ["phrases: easy: short: easily is no shorter"]
    book["easily"] = PhraseText(text="Easy.")
    assert phrase_faults(catalogue(), book) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Lie on your back, knees bent, feet flat on the mat.", "51 characters, at most 44 fit one line"),
        ("slowly.", "must begin with a capital"),
        ("Slowly", "must begin with a capital"),
        ("Well done!", "no exclamation marks"),
        ("This cures it.", "the word “cures” is not used here"),
        ("", "empty"),
    ],
)
def test_captions_fit_a_line_and_keep_to_the_wording(text: str, fault: str) -> None:
    assert any(fault in f for f in phrase_faults(catalogue(), phrases(lie=text)))


def routine(*stretches: str, **changes: Any) -> Routine:
    items = tuple(RoutineItem(stretch=name, **changes) for name in stretches)
    return Routine(id="r", name="Easy", description="Gentle.", items=items)


LEVELS = Catalogue(
    [
        record("stand", posture="standing"),
        record("kneel", posture="hands_and_knees"),
        record("lie", posture="lying_back"),
    ]
)


@pytest.mark.parametrize(
    ("order", "floor", "posture"),
    [
        (("stand", "kneel", "lie"), 1, 2),
        (("lie", "stand", "lie"), 3, 2),
        (("kneel", "lie", "kneel"), 1, 2),
        (("stand",), 0, 0),
        ((), 0, 0),
    ],
)
def test_changes_of_level_are_counted_from_standing(order: tuple[str, ...], floor: int, posture: int) -> None:
    assert floor_changes(routine(*order), LEVELS) == floor
    assert posture_changes(routine(*order), LEVELS) == posture


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        (routine(), "r: items: a routine needs at least one"),
        (routine("nobody"), "r: items: there is no stretch nobody"),
        (routine("lie", hold_s=3), "r: items[0]: hold_s: 3 is outside 5 to 60"),
        (routine("lie", repetitions=11), "r: items[0]: repetitions: 11 is outside 1 to 10"),
        (routine("lie", rest_s=-1), "r: items[0]: times cannot be negative"),
        (routine("lie", "stand"), "r: items: goes down to the floor or up from it more than once"),
    ],
)
def test_faults_of_a_routine_are_named(bad: Routine, fault: str) -> None:
    assert routine_faults(bad, LEVELS) == [fault]


def test_an_avoided_move_is_known_by_its_name() -> None:
    found = avoided_by_name("50 Situps", ALL_AVOIDED)
    assert found is not None
    assert found.tag == "sit_up"
    assert avoided_by_name("Belly squeeze", ALL_AVOIDED) is None

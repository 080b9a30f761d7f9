"""How what people write becomes phrases that can be said: real texts, and any text at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.core.own_words import (
    GOOD_LENGTH,
    LONGEST_PHRASE,
    ONE_SIDE,
    TOO_LONG,
    sentences,
)
from stretchplayer.exchange.detect import read_file

FILES = Path(__file__).parents[1] / "exchange" / "data"


def phrases(step: str, *, two_sided: bool = False) -> list[str]:
    """What is said of a step; what is not comes in brackets."""
    said: list[str] = []
    for sentence in sentences(step, two_sided=two_sided):
        said += sentence.phrases or [f"[{sentence.text}]"]
    return said


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("Sit tall.", ["Sit tall."]),
        (
            "Extend one leg straight and pull the other knee to your chest.",
            ["Extend one leg straight", "and pull the other knee to your chest."],
        ),
        (
            "Get on your hands and knees, walk your hands in front of you.",
            ["Get on your hands and knees,", "walk your hands in front of you."],
        ),
        (
            "Pull your belly in and round your spine, lower back, shoulders, and neck, "
            "letting your head drop.",
            [
                "Pull your belly in and round your spine,",
                "lower back, shoulders, and neck,",
                "letting your head drop.",
            ],
        ),
        (
            "Start on all fours, knees, toes, and hands touching the ground. Big toes touch.",
            ["Start on all fours, knees, toes,", "and hands touching the ground.", "Big toes touch."],
        ),
        (
            "With the other leg, bend the hip and knee to 90 degrees. Use your hands.",
            ["With the other leg,", "bend the hip and knee to 90 degrees.", "Use your hands."],
        ),
        (
            "Move your knees so that they're about hip-width apart.",
            ["Move your knees", "so that they're about hip-width apart."],
        ),
        (
            "Lower your buttocks down to sit on your heels.",
            ["Lower your buttocks down to sit on your heels."],
        ),
        (
            "Slowly lift your hips until your body forms a straight line.",
            ["Slowly lift your hips until your body forms a straight line."],
        ),
        ("Nod slowly, chin to chest & back.", ["Nod slowly, chin to chest & back."]),
        ("Lie on a mat, e.g. on the floor, knees bent.", ["Lie on a mat, e.g. on the floor, knees bent."]),
        ("Feet approx. 30 cm apart. Breathe.", ["Feet approx. 30 cm apart.", "Breathe."]),
        ("Keep your back 1.5 cm or 1,5 cm off", ["Keep your back 1.5 cm or 1,5 cm off"]),
        ("Stehe gerade! Atme ein… Und aus.", ["Stehe gerade!", "Atme ein…", "Und aus."]),
        ("吸って。吐いて。", ["吸って。", "吐いて。"]),
    ],
)
def test_real_steps(step: str, said: list[str]) -> None:
    assert phrases(step) == said


@pytest.mark.parametrize(
    "step",
    [
        "Hold for 15 seconds.",
        "Hold 20s x 3",
        "3 x 10 reps",
        "Repeat for 10-20 repetitions, and then switch to the other leg.",
        "Repeat for the recommended amount of repetitions.",
        "Then do the other arm.",
        "Switch sides.",
        "Now each side.",
        "Ten times.",
        "2.",
        "…",
        "   ",
        "",
    ],
)
def test_what_the_app_does_by_itself_and_what_has_no_words_is_left_out(step: str) -> None:
    assert phrases(step) == []


@pytest.mark.parametrize(
    "step", ["Start on all fours.", "One foot in front.", "Bend to 90 degrees.", "Two big steps."]
)
def test_numbers_that_are_no_dose_are_said(step: str) -> None:
    assert phrases(step) == [step]


@pytest.mark.parametrize("number", ["1. ", "2) ", "(3) ", "- ", "• ", "Step 4: ", "* ", "1. - "])
def test_the_numbers_of_a_list_are_not_said(number: str) -> None:
    assert phrases(f"{number}Lie down.") == ["Lie down."]
    assert phrases("90/90 position.") == ["90/90 position."]


@pytest.mark.parametrize(
    "step",
    [
        "Bend forward slowly and let your arms hang, but never further than what feels good to you today.",
        "If it hurts in your back or in your leg, stop at once, lie down on your side and rest there.",
        "Once you settle onto your heels, bring your hands next to your feet and relax your shoulders.",
        "Sit tall and pull one arm across your chest until you feel a mild pull in your shoulder.",
        "x" * 200,
    ],
)
def test_what_would_say_something_else_in_part_is_never_divided_there(step: str) -> None:
    for phrase in phrases(step):
        opening = phrase.lstrip("[").split()[0].lower()
        assert opening not in ("but", "never", "until", "unless")
    conditional = step.startswith(("If", "Once"))
    if conditional or step.startswith("x"):
        assert phrases(step) == [f"[{step}]"]
        assert sentences(step)[0].why_not == TOO_LONG


@pytest.mark.parametrize(
    "step", ["Pull your right knee up.", "LEFT hand on the hip.", "Lower both knees to the right, slowly."]
)
def test_a_side_in_the_words_of_what_is_done_on_both_is_not_said(step: str) -> None:
    assert phrases(step) == [step]
    assert phrases(step, two_sided=True) == [f"[{step}]"]
    assert sentences(step, two_sided=True)[0].why_not == ONE_SIDE


@pytest.mark.parametrize(
    "step", ["Bend the knee to a right angle.", "Sit upright.", "Elbow right above the hip."]
)
def test_right_is_not_always_a_side(step: str) -> None:
    assert phrases(step, two_sided=True) == [step]


def test_nearly_all_that_other_programs_files_say_in_english_can_be_said() -> None:
    """How far the rule gets with texts that nobody wrote for it; those here are real ones."""
    made = [
        sentence
        for path in sorted(FILES.iterdir())
        if path.suffix in (".json", ".xml", ".zip", ".feeel") and "wger-fixture" not in path.name
        for stretch in read_file(path).stretches
        for step in stretch.steps
        for sentence in sentences(step)
    ]
    assert len(made) > 50
    spoken = [phrase for sentence in made for phrase in sentence.phrases]
    assert sum(bool(sentence.phrases) for sentence in made) > 0.9 * len(made)
    assert max(map(len, spoken)) <= LONGEST_PHRASE
    assert not [phrase for phrase in spoken if "seconds" in phrase or "repe" in phrase.lower()]


pieces = st.sampled_from(
    [
        "lift",
        "your",
        "right",
        "knee",
        "and",
        "then",
        ",",
        ".",
        "…",
        "(",
        ")",
        "until",
        "if",
        "10",
        "s",
        "é",
        "–",
        "\n",
        "[",
        ";",
    ]
)


@given(st.text(max_size=300) | st.lists(pieces, max_size=80).map(" ".join), st.booleans())
def test_any_text_becomes_short_phrases_of_its_own_words_in_order(step: str, two_sided: bool) -> None:
    made = sentences(step, two_sided=two_sided)
    place = 0
    whole = [word for word in "".join(made_one.text + " " for made_one in made).split() if word not in "–—-"]
    for sentence in made:
        assert (sentence.why_not is None) is bool(sentence.phrases)
        for phrase in sentence.phrases:
            assert 0 < len(phrase) <= LONGEST_PHRASE
            assert phrase == " ".join(phrase.split())
        if not sentence.phrases:
            assert len(sentence.text) > GOOD_LENGTH or two_sided
        for word in " ".join(sentence.phrases or (sentence.text,)).split():
            if word not in "–—-":
                assert word == whole[place]
                place += 1
    assert place == len(whole)

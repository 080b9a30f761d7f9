"""The four avoided moves are known by name and by steps, and what is near them is left alone.

Measured on real records (``tests/core/data/free-exercise-db.jsonl``: all 123 of category stretching, and 47
strength exercises near the four moves) and on the phrases below. In all of them nothing is missed and there
is no false alarm; by the steps alone, under a name that tells nothing, one of 27 moves is missed. The rules
were made with these texts, though. The first ones, made without, had found 17 of 21 moves in the first 152
records, with 2 false alarms; these, before they had seen the last 18 records, found 3 of the 6 in those, with
one false alarm: exercises with weights and bars.

A second set of 60 made-up records (``tests/core/data/second-set.jsonl``) was written before its author had
looked at the rules, and measured before they were changed for it: 24 of 30 moves found and no false alarm
(precision 1.0, recall 0.8); by the steps alone 17 of 26. Since they were mended with it, they find 30 of 30,
by the steps 25 of 26: that tells of mistakes that come back, not of how well unseen texts are read.

Crunches are not sit-ups here: the trunk comes up a little, the hips stay, and they do best in challenge for
the load on the back (Axler 1997). Nor are lifts of bent knees both-legs lifts.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.app.content import load_catalogue
from stretchplayer.app.resources import assets
from stretchplayer.core.avoided import avoided_by_name, avoided_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stretchplayer.core.catalogue import Stretch

CATALOGUE = load_catalogue(assets() / "catalogue")
TOE, LEGS, SIT, TWIST = "standing-toe-touch", "both-legs-lift", "sit-ups", "standing-twist"
DATA = Path(__file__).parent / "data"
LEAST_PRECISION = 0.96
LEAST_RECALL = 0.96


@dataclass(frozen=True)
class Record:
    """A record of free-exercise-db with what it is and what it might be."""

    id: str
    name: str
    steps: tuple[str, ...]
    moves: frozenset[str]
    unsure: frozenset[str]


def records(file: str) -> list[Record]:
    read = map(json.loads, (DATA / file).read_text(encoding="utf-8").splitlines())
    return [
        Record(
            one["id"],
            one["name"],
            tuple(one.get("steps", ())),
            frozenset(one.get("moves", ())),
            frozenset(one.get("unsure", ())),
        )
        for one in read
    ]


RECORDS = records("free-exercise-db.jsonl")
SECOND_SET = records("second-set.jsonl")


def found(name: str, *steps: str) -> set[str]:
    return {move.id for move in avoided_in(name, steps, CATALOGUE.avoided)}


def measured(answers: Iterable[tuple[Record, set[str]]]) -> tuple[float, float, list[tuple[str, set[str]]]]:
    """Precision, recall, and what went wrong."""
    right = false = missed = 0
    wrong = []
    for record, told in answers:
        alarms, holes = told - record.moves - record.unsure, record.moves - told
        right += len(told & record.moves)
        false += len(alarms)
        missed += len(holes)
        if alarms or holes:
            wrong.append((record.id, alarms | holes))
    return right / (right + false), right / (right + missed), wrong


def test_real_records_are_told_apart() -> None:
    precision, recall, wrong = measured((one, found(one.name, *one.steps)) for one in RECORDS)
    assert (precision >= LEAST_PRECISION, recall >= LEAST_RECALL) == (True, True), wrong


def test_real_steps_tell_under_any_name() -> None:
    described = [one for one in RECORDS if one.steps]
    precision, recall, wrong = measured((one, found("My exercise", *one.steps)) for one in described)
    assert (precision >= LEAST_PRECISION, recall >= LEAST_RECALL) == (True, True), wrong


@pytest.mark.parametrize("name", [None, "My exercise"])
def test_the_second_set_is_told_apart(name: str | None) -> None:
    described = [one for one in SECOND_SET if name is None or one.steps]
    precision, recall, wrong = measured((one, found(name or one.name, *one.steps)) for one in described)
    assert (precision >= LEAST_PRECISION, recall >= LEAST_RECALL) == (True, True), wrong


def test_the_second_set_is_half_avoided() -> None:
    assert len({one.id for one in SECOND_SET}) == 60
    assert sum(bool(one.moves) for one in SECOND_SET) == 30


def test_the_table_is_whole() -> None:
    assert len(RECORDS) == 170
    assert len({one.id for one in RECORDS}) == 170
    told = set().union(*(one.moves | one.unsure for one in RECORDS))
    assert told == {move.id for move in CATALOGUE.avoided}


def test_names_of_wger_are_told_apart() -> None:
    wrong = []
    for line in (DATA / "names.tsv").read_text(encoding="utf-8").splitlines():
        source, name, _, avoided, *_ = [*line.split("\t"), "", ""]
        if source == "wger" and avoided != "?" and found(name) != ({avoided} - {"-"}):
            wrong.append((name, avoided, found(name)))
    assert wrong == []


@pytest.mark.parametrize(
    ("move", "names"),
    [
        (
            TOE,
            "Toe touches|Toe-touch|Standing toe-touch|Toe touch, standing|Alternating toe touches"
            "|Touch your toes|Touching toes|Bend and touch toes|Reach down and touch your toes"
            "|Standing toe touches|Toe reaches standing|Standing forward fold|Forward fold"
            "|Standing straight-leg forward bend|Standing windmill|Windmill toe touches|Rag doll",
        ),
        (
            LEGS,
            "Double leg raise|Double leg raises|Double-leg lift|Double straight-leg lifts|Both-legs lift"
            "|Both leg raise|Leg raises (both legs)|Lying leg raise with both legs|Lying leg raises with both"
            " legs|Lifting both legs|Raise both legs|Bilateral straight leg raise|Straight leg raises both"
            " legs|Double leg lowering|Leg raises|Leg Raises, Lying|Flat Bench Lying Leg Raise"
            "|Hanging leg raise",
        ),
        (
            SIT,
            "Sit-up|Situp|Sit ups x 20|Full sit-up|3/4 Sit-Up|Situps with twist|Bent knee sit ups"
            "|Butterfly situps|V-ups|Jackknife sit-up|Sit up",
        ),
        (
            TWIST,
            "Standing twists|Standing spine twist|Standing spinal twist|Standing Torso Twist"
            "|Standing torso rotation|Standing trunk rotation|Torso twists, standing|Twist (standing)"
            "|Trunk twists standing|Waist twists|Broomstick twists|Standing Cable Wood Chop",
        ),
    ],
)
def test_a_name_tells(move: str, names: str) -> None:
    assert [name for name in names.split("|") if found(name) != {move}] == []


OTHER_NAMES = (
    "One-leg lift|Single leg raise|Straight leg raise|Leg lift|Side leg raise|Side-lying leg lift"
    "|Prone leg raises|Leg Raises, Standing|Bridge with leg lift|Double leg bridge|Double leg calf raise"
    "|Standing on both legs|Standing hamstring stretch|Standing calf stretch|Standing calf raise"
    "|Standing side bend|Standing march|Standing hip external rotation|Standing shoulder rotation"
    "|Neck rotation standing|Toe raises|Toe taps|Heel touches|Heel to toe walk|Seated toe touch"
    "|Seated forward fold|Sit and reach|Sit up tall|Sit up straight|Sit to stand|Wall sit|Seated twist"
    "|Seated spinal twist|Supine twist|Trunk rotation|Lying trunk rotation|Lower back rotation"
    "|Spine twist lying flat|Half-kneeling thoracic rotation|Double knee to chest|Both knees to chest"
    "|Double knee to chest, one leg at a time|Crunch|Curl-up|Reverse crunch|Russian twist"
    "|Abdominal squeeze|Legs up the wall|Windmills|Not a toe touch|No toe touches|Towel roll-up"
    "|Dumbbell leg press"
)


@pytest.mark.parametrize("name", OTHER_NAMES.split("|"))
def test_other_names_are_left_alone(name: str) -> None:
    # Windmills are done lying in free-exercise-db; standing ones are told by name or steps.
    assert found(name) == set()


@pytest.mark.parametrize(
    ("steps", "move"),
    [
        ("Stand with your feet together. Bend forward and reach for your toes.", TOE),
        ("Stand up straight. Fold forward from the waist, legs straight, and touch the floor.", TOE),
        ("Standing, bend over slowly; let your fingers hang toward the ground.", TOE),
        ("Feet hip-width apart, knees straight. Bend down and touch your toes.", TOE),
        ("Without bending your knees, reach down and touch your toes.", TOE),
        ("Stand tall. Keep your legs straight and do not bounce as you reach for your toes.", TOE),
        ("Standing with feet together, slowly roll down and let your arms hang to the floor.", TOE),
        ("Stand, fold at the hips with straight legs and place your palms flat on the floor.", TOE),
        ("Lie on your back with legs straight. Lift both legs off the floor to 45 degrees.", LEGS),
        ("Lying on your back, legs together. Raise your legs slowly until they point up.", LEGS),
        ("Lie on the mat. Raise both of your straight legs, then lower them.", LEGS),
        ("On your back, lift your legs off the floor a hand’s width and hold.", LEGS),
        ("Lie on your back. Both legs are raised off the floor together.", LEGS),
        ("Lie down on your back, hands behind your head. Sit up until your elbows touch your knees.", SIT),
        ("Lie flat, knees bent. Raise your upper body all the way up to your thighs.", SIT),
        ("Lie on your back with knees bent. Sit all the way up, arms reaching forward.", SIT),
        ("Lie on the mat, lift your upper body off the floor until you are sitting.", SIT),
        ("Stand with feet apart. Twist your torso from side to side.", TWIST),
        ("Standing tall, rotate your upper body to one side, then to the other.", TWIST),
        ("Stand with your hands on your hips. Turn your upper body to the left, then to the right.", TWIST),
        ("Standing with a stick on the shoulders, twist from side to side.", TWIST),
        ("Stand with feet apart and swing your arms from side to side, letting the trunk follow.", TWIST),
    ],
)
def test_steps_tell_under_any_name(steps: str, move: str) -> None:
    assert found("Morning routine, part 3", steps) == {move}
    assert found("Morning routine, part 3", *steps.split(". ")) == {move}


@pytest.mark.parametrize(
    "steps",
    [
        "Stand tall. Do not bend forward to touch your toes.",
        "Stand by a wall. Never reach for your toes; tip from the hips.",
        "Stand, one heel on a low step. Tip forward from the hips until you feel a mild pull.",
        "Stand with one heel on a chair. Bend forward from the hips with a straight back.",
        "Stand on one leg, grab your ankle behind you and pull the heel to your buttock.",
        "Step forward into a lunge. Lower until your back knee almost touches the floor.",
        "Stand facing a wall, hands on the wall. Lean forward, heels on the floor.",
        "Stand with feet together, toes touching. Raise your arms overhead.",
        "Sit on the floor, legs straight. Reach toward your feet as far as is comfortable.",
        "Lie on your back, one knee bent. Lift the straight leg to about 20 cm. Change legs.",
        "Lie on your back, knees bent. Bring up one knee, then the other. Hug both legs to the chest.",
        "Lie on your back. Lower both legs one leg at a time.",
        "Lie on your back. Raise your legs one after the other.",
        "Do not lift both legs at once. Lift the right leg, hold, then lower it.",
        "Lie on your stomach, arms ahead. Lift both legs and arms off the floor a little.",
        "Lie on your back near a wall. Put both legs up against the wall.",
        "Lie on your back, both legs bent. Raise your hips off the floor.",
        "Lie on your back. Instead of a sit-up, draw the belly in.",
        "Lie on your back. Avoid sit-ups, leg lifts with both legs and standing twists.",
        "Lie on your back with knees bent. Lift your head and shoulders a little off the floor.",
        "Roll onto your side and sit up slowly, pushing yourself up with your hands.",
        "Sit up straight on a chair. Turn your upper body to one side.",
        "Lie on your back, knees together. Let both knees sink to one side.",
        "On hands and knees, rotate your upper body and reach one arm to the ceiling.",
        "Stand and turn your head slowly to one side.",
        "Stand. Turn your body to face the chair and sit down slowly.",
        "Stand tall. March on the spot, arms swinging.",
        "Kneel beside your partner, who will stand. Rotate your trunk.",
    ],
)
def test_other_steps_are_left_alone(steps: str) -> None:
    assert found("Stretch", steps) == set()
    assert found("Stretch", *steps.split(". ")) == set()


@pytest.mark.parametrize("stretch", list(CATALOGUE), ids=lambda stretch: stretch.id)
def test_the_library_is_free_of_them(stretch: Stretch) -> None:
    assert found(stretch.name, *stretch.steps) == set()


def test_steps_decide_about_a_name_that_may_mean_another() -> None:
    assert found("Toe touches") == {TOE}
    assert found("Toe touches", "Sit with your legs straight.", "Reach forward.") == set()
    assert found("Leg raises") == {LEGS}
    assert found("Leg raises", "Lie on your back.", "Raise one leg, lower it, then the other leg.") == set()
    assert found("Standing toe touches", "Sit down afterwards.") == {TOE}


def test_a_text_may_hold_two() -> None:
    assert found("Warm-up: toe touches and standing twists") == {TOE, TWIST}


def test_a_name_alone_can_be_asked_for() -> None:
    move = avoided_by_name("Situps", CATALOGUE.avoided)
    assert move is not None
    assert move.id == SIT
    assert avoided_by_name("Cat-cow", CATALOGUE.avoided) is None


@given(st.text(max_size=80), st.lists(st.text(max_size=200), max_size=5))
def test_any_text_is_read_without_trouble(name: str, steps: list[str]) -> None:
    assert found(name, *steps) <= {TOE, LEGS, SIT, TWIST}


@pytest.mark.parametrize(
    "word", ["touch ", "both legs ", "lift ", "stand bend forward ", "(((((", "a", "not, ", "sit up, or "]
)
def test_a_long_text_is_read_soon(word: str) -> None:
    begun = time.perf_counter()
    found(word * 20_000, word * 500_000)
    assert time.perf_counter() - begun < 1.0

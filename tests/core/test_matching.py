"""Names as people and other programs write them, and the stretch of the library they mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.app.content import load_catalogue
from stretchplayer.app.resources import assets
from stretchplayer.core.matching import CONFIDENT, match_name

CATALOGUE = load_catalogue(assets() / "catalogue")

# Written for this test, after names in free-exercise-db and wger and on clinic leaflets.
MEANT: list[tuple[str, str | None]] = [
    ("One Knee To Chest", "single-knee-to-chest"),
    ("Single Knee to Chest Stretch", "single-knee-to-chest"),
    ("Hug Knees To Chest", "double-knee-to-chest"),
    ("Knee hug", "single-knee-to-chest"),
    ("Knees to chest", "single-knee-to-chest"),
    ("Double knee to chest", "double-knee-to-chest"),
    ("Both knees to chest", "double-knee-to-chest"),
    ("Knee to Chest Stretch", "single-knee-to-chest"),
    ("Cat Stretch", "cat-cow"),
    ("Cat/cow", "cat-cow"),
    ("Cat-Camel", "cat-cow"),
    ("Childs Pose", "prayer-stretch"),
    ("Child's Pose", "prayer-stretch"),
    ("Prayer stretch", "prayer-stretch"),
    ("Kneeling prayer stretch", "prayer-stretch"),
    ("Pelvic tilts", "pelvic-tilt"),
    ("Pelvic Tilt", "pelvic-tilt"),
    ("Posterior pelvic tilt", "pelvic-tilt"),
    ("Pelvic Tilt Into Bridge", None),
    ("Standing Pelvic Tilt", None),
    ("Chair Lower Back Stretch", None),
    ("Knee Across The Body", None),
    ("Spinal Stretch", None),
    ("Lower back rotation", "supine-trunk-rotation"),
    ("Supine twist", "supine-trunk-rotation"),
    ("Spine twist lying flat", "supine-trunk-rotation"),
    ("Lower trunk rotation", "supine-trunk-rotation"),
    ("Lumbar rotation", "supine-trunk-rotation"),
    ("Supine Spinal Twist", "supine-trunk-rotation"),
    ("Seated Twist", None),
    ("Standing twist", None),
    ("Straight leg raise", "single-leg-raise"),
    ("Single leg lift", "single-leg-raise"),
    ("One-leg lifts", "single-leg-raise"),
    ("Double leg raise", None),
    ("Side leg raise", None),
    ("Standing Hamstring Stretch", "standing-hamstring"),
    ("Hamstring Stretch", "standing-hamstring"),
    ("90/90 Hamstring", None),
    ("Seated Hamstring Stretch", None),
    ("Lying Hamstring", None),
    ("Hamstring stretch with strap", None),
    ("Abdominal squeeze", "abdominal-squeeze"),
    ("Belly squeeze", "abdominal-squeeze"),
    ("Abdominal bracing", "abdominal-squeeze"),
    ("Abdominal drawing in", "abdominal-squeeze"),
    ("Knee rolls", "knee-rolls"),
    ("Knee rocking", "knee-rolls"),
    ("March on the spot", "warm-up-march"),
    ("Marching", "warm-up-march"),
    ("Deep breathing", "breathing"),
    ("Diaphragmatic breathing", "breathing"),
    ("90/90 rest", "rest-90-90"),
    ("Cobra Stretch", None),
    ("Pigeon Stretch", None),
    ("Bird Dog", None),
    ("Lying Figure Four Stretch", None),
    ("Solo Hip Flexor Stretch", None),
    ("All Fours Quad Stretch", None),
    ("Calf Stretch Hands Against Wall", None),
    ("Knee Circles", None),
    ("Chin To Chest Stretch", None),
    ("Leg-Up Hamstring Stretch", None),
    ("Side Lying Floor Stretch", None),
    ("Upper Back Stretch", None),
    ("Torso Rotation", "supine-trunk-rotation"),
    ("Ankle On The Knee", None),
    ("Superman", None),
    ("Windmills", None),
    ("Dynamic Back Stretch", None),
    ("Middle Back Stretch", None),
    ("Piriformis-SMR", None),
    ("Bridge", None),
    ("Glute bridge", None),
    ("Wall squats", None),
]
LEAST_RECALL = 0.95
LEAST_PRECISION = 0.97


def confident(name: str) -> str | None:
    matches = match_name(name, CATALOGUE)
    return matches[0].stretch.id if matches and matches[0].score >= CONFIDENT else None


def test_names_are_found_and_others_left_alone() -> None:
    found = {name: confident(name) for name, _ in MEANT}
    right = [name for name, meant in MEANT if meant is not None and found[name] == meant]
    told = [name for name in found if found[name] is not None]
    recall = len(right) / sum(meant is not None for _, meant in MEANT)
    precision = len(right) / len(told)
    wrong = {name: found[name] for name, meant in MEANT if found[name] != meant}
    assert (recall >= LEAST_RECALL, precision >= LEAST_PRECISION) == (True, True), (recall, precision, wrong)


@pytest.mark.parametrize("stretch", list(CATALOGUE), ids=lambda stretch: stretch.id)
def test_every_name_of_the_library_means_itself(stretch: object) -> None:
    for name in (stretch.name, stretch.short_name, *stretch.aliases):  # type: ignore[attr-defined]
        best = [match.stretch.id for match in match_name(name, CATALOGUE) if match.score == 1.0]
        assert stretch.id in best, name  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        ("Seated hamstring stretch", "standing-hamstring"),
        ("Pelvic tilt into bridge", "pelvic-tilt"),
        ("Hamstring strech", "standing-hamstring"),
        ("CAT & COW", "cat-cow"),
        ("pelvic  tilt!!", "pelvic-tilt"),
    ],
)
def test_what_is_near_is_offered(name: str, offered: str) -> None:
    assert match_name(name, CATALOGUE)[0].stretch.id == offered


def test_another_position_is_another_exercise() -> None:
    assert confident("Pelvic tilt") == "pelvic-tilt"
    for position in ("standing", "seated", "prone", "kneeling"):
        assert confident(f"{position} pelvic tilt") is None


def test_nothing_is_like_nothing() -> None:
    for name in ("", "   ", "!!!", "the"):
        assert match_name(name, CATALOGUE) == []


@given(st.text(max_size=200))
def test_any_name_is_looked_up_without_trouble(name: str) -> None:
    matches = match_name(name, CATALOGUE)
    scores = [match.score for match in matches]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)

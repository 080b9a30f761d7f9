"""The content that is shipped: complete, inside the limits, and within itself consistent."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from stretchplayer.app.content import load_catalogue, load_phrases, load_routines, load_sources
from stretchplayer.core.avoided import avoided_by_name
from stretchplayer.core.catalogue import FORBIDDEN_TAGS, Caution, Posture, Stretch, StretchType
from stretchplayer.core.content_rules import phrase_faults, posture_changes, routine_faults
from stretchplayer.core.flexibility import ALL_TESTS
from stretchplayer.core.place import Place
from stretchplayer.core.plan import total_ms
from stretchplayer.core.plan_context import PlanOptions
from stretchplayer.core.preferences import Preferences
from stretchplayer.core.routine import Routine

ASSETS = Path(__file__).parents[2] / "assets"
CATALOGUE = load_catalogue(ASSETS / "catalogue")  # raises on any fault within the catalogue
ROUTINES = {routine.id: routine for routine in load_routines(ASSETS / "routines")}

NINE_OF_THE_ARTICLES = {
    "single-knee-to-chest",
    "double-knee-to-chest",
    "pelvic-tilt",
    "prayer-stretch",
    "supine-trunk-rotation",
    "cat-cow",
    "single-leg-raise",
    "standing-hamstring",
    "abdominal-squeeze",
}
THE_OTHERS_OF_THE_LIST = {
    "figure-four",
    "hip-flexor-lunge",
    "glute-bridge",
    "bird-dog",
    "sphinx",
    "open-book",
    "seated-side-bend",
    "supine-hamstring-strap",
    "standing-back-bend",
    "neck-side-bend",
    "chin-tuck",
    "shoulder-blade-squeeze",
    "calf-stretch",
}
DOWN_AND_UP = {"getting-down", "getting-up"}
AROUND_THEM = {"warm-up-march", "rest-90-90", "knee-rolls", "breathing"}
ON_A_CHAIR = {
    "seated-march",
    "seated-pelvic-tilt",
    "seated-cat-cow",
    "seated-side-bend",
    "table-prayer-stretch",
    "shoulder-blade-squeeze",
    "seated-breathing",
    "neck-side-bend",
    "chin-tuck",
}
#: The sources name nobody who has to take care with these in particular.
FOR_EVERYBODY = {"seated-pelvic-tilt", "shoulder-blade-squeeze", "seated-breathing"}
LEVELS = [Posture.STANDING, Posture.SITTING, Posture.HANDS_AND_KNEES, Posture.LYING_BACK]


def by_id(record: Stretch | Routine) -> str:
    return record.id


def test_the_nine_stretches_and_what_goes_round_them_are_all_there() -> None:
    known = {stretch.id for stretch in CATALOGUE}
    assert len(NINE_OF_THE_ARTICLES | THE_OTHERS_OF_THE_LIST) == 22
    assert known == NINE_OF_THE_ARTICLES | THE_OTHERS_OF_THE_LIST | AROUND_THEM | ON_A_CHAIR | DOWN_AND_UP
    order = [stretch.id for stretch in CATALOGUE]
    assert set(order[:9]) == NINE_OF_THE_ARTICLES
    assert set(order[9:22]) == THE_OTHERS_OF_THE_LIST


def test_strength_is_called_strength() -> None:
    strength = {stretch.id for stretch in CATALOGUE if "strength" in stretch.tags}
    assert strength == {"single-leg-raise", "glute-bridge", "bird-dog"}
    assert all((CATALOGUE[name].note or "").startswith("Strength, not a stretch") for name in strength)


#: Words that a stretch says to those whom one of its cautions is about.
WHO_SHOULD_ASK = {
    Caution.FLEX: r"bending forward|when you bend",
    Caution.EXT: r"lean(ing)? back",
    Caution.ROT: r"spine operation",
    Caution.KNEE: r"kneeling hurts",
    Caution.WRIST: r"wrists are sore",
    Caution.SUPINE: r"pregnant",
    Caution.FLOOR: r"down to the floor",
    Caution.BAL: r"balance is poor",
    Caution.HIP: r"rules for your hip",
    Caution.NECK: r"dizzy",
    Caution.NERVE: r"tingling or numbness",
    Caution.BP: r"high blood pressure, a hernia or glaucoma",
    Caution.SHOULDER: r"a shoulder is sore",
}


def test_every_stretch_says_who_should_ask_first() -> None:
    for stretch in CATALOGUE:
        words = stretch.caution_note or ""
        begins = "Ask a professional first" if stretch.cautions else "Nobody in particular has to ask first."
        assert words.startswith(begins), stretch.id
        unsaid = [tag for tag in stretch.cautions if not re.search(WHO_SHOULD_ASK[tag], words)]
        assert unsaid == [], stretch.id
        known = set(stretch.cautions)
        if stretch.posture is Posture.LYING_FRONT:
            known.add(Caution.SUPINE)  # a belly cannot be lain on either
        said_for_nothing = [
            tag for tag, about in WHO_SHOULD_ASK.items() if tag not in known and re.search(about, words)
        ]
        assert said_for_nothing == [], stretch.id


def test_what_is_avoided_names_all_that_can_be_done_instead() -> None:
    assert {move.id: set(move.instead) for move in CATALOGUE.avoided} == {
        "standing-toe-touch": {"standing-hamstring", "supine-hamstring-strap"},
        "both-legs-lift": {"single-leg-raise", "abdominal-squeeze"},
        "sit-ups": {"abdominal-squeeze", "pelvic-tilt", "bird-dog", "glute-bridge"},
        "standing-twist": {"supine-trunk-rotation", "open-book"},
    }


def test_what_is_done_on_a_chair_asks_for_no_floor_and_offers_none_after_a_sore_stretch() -> None:
    assert {stretch.id for stretch in CATALOGUE if stretch.posture is Posture.SITTING} == ON_A_CHAIR
    for stretch in map(CATALOGUE.__getitem__, ON_A_CHAIR):
        assert not {Caution.FLOOR, Caution.KNEE, Caution.SUPINE} & set(stretch.cautions)
        assert stretch.swap is not None
        if stretch.type is not StretchType.REST:
            assert CATALOGUE[stretch.swap.stretch].posture is Posture.SITTING


def test_the_articles_own_names_are_aliases() -> None:
    aliases = {alias.lower() for stretch in CATALOGUE for alias in (stretch.name, *stretch.aliases)}
    assert {"spine twist lying flat", "abdominal squeeze lying flat", "knees toward chest"} <= aliases


@pytest.mark.parametrize("stretch", CATALOGUE, ids=by_id)
def test_every_picture_exists(stretch: Stretch) -> None:
    variants = [variant.pose for variant in (stretch.easier, stretch.harder) if variant is not None]
    for pose in [stretch.pose, *stretch.stills, *(pose for pose in variants if pose is not None)]:
        assert (ASSETS / "poses" / f"{pose}.json").is_file()


@pytest.mark.parametrize("stretch", CATALOGUE, ids=by_id)
def test_every_stretch_is_told_in_full(stretch: Stretch) -> None:
    assert len(stretch.steps) >= 4
    assert len(stretch.mistakes) >= 2
    assert stretch.easier is not None
    assert stretch.harder is not None or stretch.id in DOWN_AND_UP
    assert stretch.cautions or stretch.id in FOR_EVERYBODY
    assert stretch.spoken.hold


def test_no_item_carries_a_forbidden_tag() -> None:
    assert not [s.id for s in CATALOGUE if FORBIDDEN_TAGS & set(s.tags)]


@pytest.mark.parametrize(
    ("name", "move"),
    [
        ("Standing toe touches", "standing-toe-touch"),
        ("Touch your toes", "standing-toe-touch"),
        ("Double leg raise", "both-legs-lift"),
        ("Both-legs lift", "both-legs-lift"),
        ("Full sit ups", "sit-ups"),
        ("SITUPS", "sit-ups"),
        ("Standing spine twist", "standing-twist"),
        ("Standing trunk rotation", "standing-twist"),
        ("Standing hamstring stretch", None),
        ("Single leg raise", None),
        ("Lying trunk rotation", None),
        ("Sit up tall", None),  # a warning too many is the kinder mistake
        ("Toe raises", None),
    ],
)
def test_avoided_moves_are_known_by_their_names(name: str, move: str | None) -> None:
    found = avoided_by_name(name, CATALOGUE.avoided)
    assert (found.id if found else None) == move


def test_every_source_listed_is_used() -> None:
    used = {key for stretch in CATALOGUE for key in stretch.sources}
    assert used == load_sources(ASSETS / "catalogue").keys()


def test_every_phrase_exists_fits_and_is_worded_kindly() -> None:
    assert phrase_faults(CATALOGUE, load_phrases(ASSETS / "voice" / "en"), ALL_TESTS) == []


@pytest.mark.parametrize("routine", ROUTINES.values(), ids=by_id)
def test_routines_are_sound(routine: Routine) -> None:
    assert routine_faults(routine, CATALOGUE) == []


@pytest.mark.parametrize("routine", ROUTINES.values(), ids=by_id)
def test_levels_change_as_little_as_possible(routine: Routine) -> None:
    postures = [CATALOGUE[item.stretch].posture for item in routine.items]
    assert posture_changes(routine, CATALOGUE) == len(set(postures)) - 1
    assert postures == sorted(postures, key=LEVELS.index)


@pytest.mark.parametrize(
    ("routine", "minutes"),
    [
        ("easy-lower-back", 10),
        ("short-day", 5),
        ("gentle-day", 7),
        ("easy-lower-back-bed", 9),
        ("short-day-bed", 4.7),
        ("gentle-day-bed", 7),
        ("easy-lower-back-chair", 9.6),
        ("short-day-chair", 5),
        ("gentle-day-chair", 5.5),
    ],
)
def test_routines_last_about_as_long_as_they_say(routine: str, minutes: float) -> None:
    total = total_ms(ROUTINES[routine], CATALOGUE, Preferences(), PlanOptions())
    assert total / 60_000 == pytest.approx(minutes, abs=0.5)


def test_the_gentle_day_holds_the_very_gentle_items_alone() -> None:
    gentle = {stretch.id for stretch in CATALOGUE if "very_gentle" in stretch.tags}
    lying = {"rest-90-90", "breathing", "pelvic-tilt", "knee-rolls"}
    assert gentle == lying | {"seated-breathing", "seated-pelvic-tilt"}
    assert {item.stretch for item in ROUTINES["gentle-day"].items} == lying
    for place in (Place.BED, Place.CHAIR):
        assert {item.stretch for item in ROUTINES[f"gentle-day-{place.value}"].items} <= gentle


@pytest.mark.parametrize("routine", [r for r in ROUTINES.values() if r.place is not Place.FLOOR], ids=by_id)
def test_a_bed_is_for_lying_and_a_chair_for_sitting(routine: Routine) -> None:
    postures = {CATALOGUE[item.stretch].posture for item in routine.items}
    assert postures == {Posture.LYING_BACK if routine.place is Place.BED else Posture.SITTING}
    assert routine.id.removesuffix(f"-{routine.place.value}") in ROUTINES


def test_the_way_down_ends_where_the_way_up_begins() -> None:
    down, up = CATALOGUE["getting-down"], CATALOGUE["getting-up"]
    assert (down.posture, down.end_posture) == (up.end_posture, up.posture)
    assert (down.posture, up.posture) == (Posture.STANDING, Posture.LYING_BACK)
    assert set(up.stills[:4]) == set(down.stills[:4])

"""What suits whom: every care tag and every row of the table of directions, with the reasons."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchplayer.app.content import load_catalogue, load_routines
from stretchplayer.app.resources import assets
from stretchplayer.core.catalogue import Catalogue, Caution, Direction, Posture, Stretch, StretchType, Swap
from stretchplayer.core.concerns import ABOUT, Concern, Effect
from stretchplayer.core.content_rules import wording_faults
from stretchplayer.core.own_stretch import own_stretch
from stretchplayer.core.place import Place
from stretchplayer.core.preferences import Preferences
from stretchplayer.core.routine import Routine, RoutineItem
from stretchplayer.core.suitability import (
    Suits,
    concerns_of,
    keep_anyway,
    nothing_said,
    suited,
    swap_for,
    swap_in,
    unsuited,
    with_effect,
    with_swap,
    without,
)

CATALOGUE = load_catalogue(assets() / "catalogue")
ROUTINES = load_routines(assets() / "routines")
IDS = [stretch.id for stretch in CATALOGUE]

concern_sets = st.frozensets(st.sampled_from(Concern))


def hiding(*concerns: Concern) -> Suits:
    return Suits(hidden=frozenset(concerns))


def made(
    *cautions: Caution,
    posture: Posture = Posture.SITTING,
    directions: tuple[Direction, ...] = (Direction.NEUTRAL,),
) -> Stretch:
    """A stretch with nothing about it but this."""
    plain = own_stretch(id="own-one", name="Towel", posture=posture, directions=directions)
    return msgspec.structs.replace(plain, cautions=cautions)


def routine(*stretches: str, place: Place = Place.FLOOR) -> Routine:
    items = tuple(RoutineItem(stretch=name) for name in stretches)
    return Routine(id="r", name="R", description="", items=items, place=place)


# ---- the care tags -----------------------------------------------------------------------------

TAGS = [
    (Caution.FLEX, Concern.BENDING, "Towel tips forward, and you said bending forward bothers you."),
    (Caution.EXT, Concern.LEANING_BACK, "Towel can arch the back, and you said leaning back bothers you."),
    (Caution.ROT, Concern.TURNING, "Towel turns the back, and you said turning bothers you."),
    (Caution.KNEE, Concern.KNEELING, "Towel kneels, and you said kneeling hurts."),
    (Caution.WRIST, Concern.WRISTS, "Towel leans on the hands, and you said your wrists are sore."),
    (
        Caution.SUPINE,
        Concern.PREGNANT,
        "Towel is done lying on the back, and you said you are pregnant. "
        "Ask your midwife or doctor which ones suit you.",
    ),
    (Caution.FLOOR, Concern.FLOOR, "Towel may be too much, and you said you cannot get down to the floor."),
    (Caution.BAL, Concern.BALANCE, "Towel asks for a steady stand, and you said your balance is poor."),
    (
        Caution.HIP,
        Concern.HIP,
        "Towel asks a lot of a hip, and you said you take care of a hip. "
        "Ask your professional which ones suit your hip.",
    ),
    (
        Caution.NECK,
        Concern.DIZZY,
        "Towel moves the neck, and you said moving your neck makes you dizzy. If you feel dizzy, stop.",
    ),
    (
        Caution.NERVE,
        Concern.LEG,
        "Towel can pull on a nerve in the leg, and you said you have leg pain, tingling or numbness. "
        "If anything burns, tingles or spreads down the leg, stop.",
    ),
    (
        Caution.BP,
        Concern.PRESSURE,
        "Towel tightens the belly, and you said you have high blood pressure, a hernia or glaucoma. "
        "Never hold your breath.",
    ),
    (Caution.SHOULDER, Concern.SHOULDERS, "Towel reaches with the arms, and you said a shoulder is sore."),
]


def test_every_tag_and_every_concern_has_a_row() -> None:
    assert {tag for tag, _, _ in TAGS} == set(Caution)
    assert {concern for _, concern, _ in TAGS} | {Concern.WEAK_BONES} == set(Concern) == set(ABOUT)


@pytest.mark.parametrize(("tag", "concern", "words"), TAGS, ids=[tag for tag, _, _ in TAGS])
def test_a_care_tag_hides_or_warns_with_the_reason(tag: Caution, concern: Concern, words: str) -> None:
    stretch = made(tag)
    hidden, warned = hiding(concern).verdict(stretch), Suits(warned=frozenset({concern})).verdict(stretch)
    assert (hidden.effect, warned.effect) == (Effect.HIDE, Effect.WARN)
    assert hidden.words == warned.words == words
    assert words.startswith(hidden.reason)
    others = frozenset(Concern) - {concern, Concern.WEAK_BONES}
    assert Suits(hidden=others).verdict(stretch).effect is Effect.NONE
    assert Suits().verdict(stretch).effect is Effect.NONE


@pytest.mark.parametrize(
    ("posture", "concerns"),
    [
        (Posture.STANDING, set()),
        (Posture.SITTING, set()),
        (Posture.HALF_KNEELING, {Concern.KNEELING, Concern.FLOOR}),
        (Posture.HANDS_AND_KNEES, {Concern.KNEELING, Concern.FLOOR}),
        (Posture.LYING_BACK, {Concern.FLOOR, Concern.PREGNANT}),
        (Posture.LYING_SIDE, {Concern.FLOOR}),
        (Posture.LYING_FRONT, {Concern.FLOOR, Concern.PREGNANT}),
    ],
)
def test_ones_own_stretches_go_by_their_position(posture: Posture, concerns: set[Concern]) -> None:
    assert set(concerns_of(made(posture=posture))) == concerns


# ---- which direction suits whom ----------------------------------------------------------------

F, E, R, L, N = Direction.FORWARD, Direction.BACK, Direction.ROTATION, Direction.SIDE, Direction.NEUTRAL
ROWS = [
    (Concern.BENDING, {F: Effect.HIDE}, {N, E}),
    (Concern.LEANING_BACK, {E: Effect.HIDE}, {F, N}),
    (Concern.WEAK_BONES, {F: Effect.HIDE, R: Effect.HIDE, L: Effect.WARN}, {N, E}),
    (None, {}, set()),
]


@pytest.mark.parametrize(("concern", "effects", "first"), ROWS)
def test_the_table_of_directions(
    concern: Concern | None, effects: dict[Direction, Effect], first: set[Direction]
) -> None:
    suits = hiding() if concern is None else hiding(concern)
    for direction in Direction:
        stretch = made(directions=(direction,))
        assert suits.verdict(stretch).effect is effects.get(direction, Effect.NONE), direction
        assert suits.comes_first(stretch) is (direction in first), direction


def test_with_two_concerns_only_what_suits_both_comes_first() -> None:
    suits = hiding(Concern.BENDING, Concern.LEANING_BACK)
    first = {way for way in Direction if suits.comes_first(made(directions=(way,)))}
    assert first == {Direction.NEUTRAL}


def test_weak_bones_are_sent_to_a_professional_and_keep_the_hip_hinge() -> None:
    verdict = hiding(Concern.WEAK_BONES).verdict(CATALOGUE["standing-hamstring"])
    assert verdict.effect is Effect.WARN
    assert verdict.advice == (
        "Keep your back flat and tip from the hips. Ask your professional which ones suit you."
    )


@pytest.mark.parametrize(
    ("concern", "hidden"),
    [
        (Concern.BENDING, {"single-knee-to-chest", "double-knee-to-chest", "prayer-stretch"}),
        (Concern.LEANING_BACK, {"sphinx", "standing-back-bend", "glute-bridge"}),
        (Concern.TURNING, {"supine-trunk-rotation", "knee-rolls", "open-book"}),
        (Concern.KNEELING, {"prayer-stretch", "cat-cow", "hip-flexor-lunge", "bird-dog"}),
        (Concern.WRISTS, {"bird-dog", "cat-cow"}),
        (Concern.LEG, {"single-leg-raise", "standing-hamstring", "supine-hamstring-strap", "figure-four"}),
        (Concern.HIP, {"figure-four", "supine-trunk-rotation"}),
        (Concern.DIZZY, {"neck-side-bend", "chin-tuck"}),
        (Concern.WEAK_BONES, {"double-knee-to-chest", "open-book"}),
    ],
)
def test_what_the_nine_and_their_company_lose(concern: Concern, hidden: set[str]) -> None:
    found = hiding(concern).hidden_of(CATALOGUE)
    assert hidden <= found
    assert not found & {"pelvic-tilt", "breathing"}


def test_the_sphinx_is_for_those_whom_bending_bothers_and_not_for_those_whom_leaning_back_does() -> None:
    sphinx = CATALOGUE["sphinx"]
    assert hiding(Concern.BENDING).comes_first(sphinx)
    assert hiding(Concern.BENDING).verdict(sphinx).effect is Effect.NONE
    assert hiding(Concern.LEANING_BACK).hides(sphinx)
    assert not hiding(Concern.LEANING_BACK).hides(CATALOGUE["figure-four"])
    assert hiding(Concern.PREGNANT).verdict(sphinx).reason == (
        "Sphinx is done lying on the front, and you said you are pregnant."
    )


# ---- part of a move ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("concern", "stretch", "way"),
    [
        (Concern.BENDING, "cat-cow", "Do the cow half alone: from flat, let the belly sink."),
        (Concern.LEANING_BACK, "cat-cow", "Do the cat half alone, and come back to flat."),
        (Concern.SHOULDERS, "prayer-stretch", "Lay your arms by your sides."),
        (Concern.BALANCE, "warm-up-march", "March sitting on a firm chair."),
        (Concern.FLOOR, "warm-up-march", "March sitting on a firm chair."),
        (Concern.SHOULDERS, "open-book", "Rest the top hand on your ribs."),
        (Concern.BALANCE, "calf-stretch", "Do it sitting, a towel round the foot."),
        (
            Concern.LEANING_BACK,
            "hip-flexor-lunge",
            "Keep your tailbone tucked all the time, and come out of it when the back begins to arch.",
        ),
    ],
)
def test_where_there_is_a_way_it_is_said_and_nothing_is_hidden(
    concern: Concern, stretch: str, way: str
) -> None:
    verdict = hiding(concern).verdict(CATALOGUE[stretch])
    assert verdict.effect is Effect.WARN
    assert verdict.advice == way


def test_with_both_halves_minded_no_half_is_left() -> None:
    both = hiding(Concern.BENDING, Concern.LEANING_BACK).verdict(CATALOGUE["cat-cow"])
    assert both.is_hidden
    assert both.advice == ""
    mixed = Suits(frozenset({Concern.BENDING}), frozenset({Concern.LEANING_BACK}))
    assert mixed.verdict(CATALOGUE["cat-cow"]).is_hidden
    warned = Suits(warned=frozenset({Concern.BENDING, Concern.LEANING_BACK})).verdict(CATALOGUE["cat-cow"])
    assert (warned.effect, warned.advice) == (Effect.WARN, "")


def test_a_way_round_one_concern_does_not_answer_another() -> None:
    verdict = hiding(Concern.BENDING, Concern.KNEELING).verdict(CATALOGUE["cat-cow"])
    assert verdict.is_hidden
    assert verdict.reason == "Cat and cow kneels, and you said kneeling hurts."
    assert verdict.words == (
        "Cat and cow kneels, and you said kneeling hurts. "
        "It also bends forward, and you said bending forward bothers you. "
        "Do the cow half alone: from flat, let the belly sink."
    )


def test_a_bed_is_as_good_as_a_floor_for_what_is_done_lying() -> None:
    suits = hiding(Concern.FLOOR)
    tilt, prayer = CATALOGUE["pelvic-tilt"], CATALOGUE["prayer-stretch"]
    assert suits.hides(tilt)
    assert not suits.hides(tilt, Place.BED)
    assert suits.hides(prayer, Place.BED)
    said = Suits.of_preferences(Preferences(hidden_concerns=(Concern.FLOOR,), place=Place.BED))
    assert not said.hides(tilt)
    assert said.hides(tilt, Place.FLOOR)
    assert swap_for(prayer, CATALOGUE, said) is CATALOGUE["single-knee-to-chest"]


# ---- what is chosen ----------------------------------------------------------------------------


def test_an_answer_takes_the_place_of_the_one_before() -> None:
    said = with_effect(Preferences(), Concern.KNEELING, Effect.HIDE)
    assert said.hidden_concerns == (Concern.KNEELING,)
    said = with_effect(said, Concern.KNEELING, Effect.WARN)
    assert (said.hidden_concerns, said.warned_concerns) == ((), (Concern.KNEELING,))
    assert with_effect(said, Concern.KNEELING, Effect.NONE) == Preferences()


def test_what_is_shown_anyway_is_warned_of_and_can_be_hidden_again() -> None:
    said = with_effect(Preferences(), Concern.KNEELING, Effect.HIDE)
    kept = keep_anyway(said, "prayer-stretch", keep=True)
    verdict = Suits.of_preferences(kept).verdict(CATALOGUE["prayer-stretch"])
    assert (verdict.effect, verdict.kept) == (Effect.WARN, True)
    assert verdict.reason == "Prayer stretch kneels, and you said kneeling hurts."
    assert Suits.of_preferences(kept).hides(CATALOGUE["cat-cow"])
    assert keep_anyway(kept, "prayer-stretch", keep=False) == said
    assert nothing_said(kept) == Preferences()


def test_answers_are_read_back_from_what_is_kept() -> None:
    from stretchplayer.core.preferences import PREFERENCE_PREFIX, read_preferences

    kept = {PREFERENCE_PREFIX + "hidden_concerns": '["kneeling","bending"]'}
    assert read_preferences(kept).hidden_concerns == (Concern.KNEELING, Concern.BENDING)


# ---- swaps -------------------------------------------------------------------------------------


def test_the_stretchs_own_swap_comes_first_then_the_chain() -> None:
    prayer = CATALOGUE["prayer-stretch"]
    own = swap_for(prayer, CATALOGUE, hiding(Concern.KNEELING))
    assert own is CATALOGUE["single-knee-to-chest"]
    along = swap_for(prayer, CATALOGUE, hiding(Concern.KNEELING, Concern.BENDING))
    assert along is CATALOGUE["pelvic-tilt"]
    there = routine("prayer-stretch", "single-knee-to-chest")
    assert swap_in(there, prayer, CATALOGUE, hiding(Concern.KNEELING)) is CATALOGUE["pelvic-tilt"]
    aside = swap_for(prayer, CATALOGUE, hiding(Concern.KNEELING), but={"single-knee-to-chest"})
    assert aside is CATALOGUE["pelvic-tilt"]


def test_what_simply_suits_comes_before_what_carries_a_warning() -> None:
    suits = Suits(frozenset({Concern.KNEELING}), frozenset({Concern.HIP}))
    swap = swap_for(CATALOGUE["prayer-stretch"], CATALOGUE, suits)
    assert suits.verdict(CATALOGUE["single-knee-to-chest"]).effect is Effect.WARN
    assert swap is CATALOGUE["pelvic-tilt"]


def test_without_anything_alike_there_is_no_swap() -> None:
    alone = msgspec.structs.replace(made(Caution.WRIST), swap=Swap(stretch="own-one", reason="-"))
    assert swap_for(alone, Catalogue([alone]), hiding(Concern.WRISTS)) is None


def test_a_routine_is_made_to_suit_where_it_can_be() -> None:
    before = routine("warm-up-march", "cat-cow", "prayer-stretch", "single-knee-to-chest")
    suits = hiding(Concern.KNEELING)
    assert [stretch.id for stretch in unsuited(before, CATALOGUE, suits)] == ["cat-cow", "prayer-stretch"]
    after = suited(before, CATALOGUE, suits)
    assert unsuited(after, CATALOGUE, suits) == ()
    assert len({item.stretch for item in after.items}) == len(before.items)
    assert suited(before, CATALOGUE, Suits()) == before


def test_one_stretch_of_a_routine_is_swapped_or_left_out_wherever_it_is() -> None:
    before = routine("cat-cow", "pelvic-tilt", "cat-cow")
    swapped = with_swap(before, "cat-cow", "knee-rolls", CATALOGUE)
    assert [item.stretch for item in swapped.items] == ["knee-rolls", "pelvic-tilt", "knee-rolls"]
    assert [item.stretch for item in without(before, "cat-cow").items] == ["pelvic-tilt"]


@given(
    stretch=st.sampled_from(IDS),
    hidden=concern_sets,
    warned=concern_sets,
    kept=st.frozensets(st.sampled_from(IDS), max_size=3),
    but=st.frozensets(st.sampled_from(IDS), max_size=4),
    place=st.sampled_from(Place),
)
def test_a_swap_always_suits(
    stretch: str,
    hidden: frozenset[Concern],
    warned: frozenset[Concern],
    kept: frozenset[str],
    but: frozenset[str],
    place: Place,
) -> None:
    suits = Suits(hidden, warned, kept)
    found = swap_for(CATALOGUE[stretch], CATALOGUE, suits, place=place, but=but)
    if found is not None:
        assert found.id != stretch
        assert found.id not in but
        assert not suits.hides(found, place)
        assert place.suits(found)
        assert found.type is not StretchType.TRANSFER


@given(made_of=st.lists(st.sampled_from(IDS), max_size=8), hidden=concern_sets, place=st.sampled_from(Place))
def test_making_a_routine_suit_never_makes_it_worse(
    made_of: list[str], hidden: frozenset[Concern], place: Place
) -> None:
    before, suits = routine(*made_of, place=place), Suits(hidden)
    after = suited(before, CATALOGUE, suits)
    assert len(after.items) == len(before.items)
    left = {stretch.id for stretch in unsuited(after, CATALOGUE, suits)}
    assert left <= {stretch.id for stretch in unsuited(before, CATALOGUE, suits)}
    assert suited(after, CATALOGUE, suits) == after
    for old, new in zip(before.items, after.items, strict=True):
        assert old == new or old.stretch not in left


# ---- words -------------------------------------------------------------------------------------


@pytest.mark.parametrize("concern", Concern)
def test_the_words_keep_to_the_house(concern: Concern) -> None:
    about = ABOUT[concern]
    texts = [about.question, about.hint, about.said, about.ask]
    texts += [text for sign in about.signs for text in (sign.words, sign.advice)]
    for text in filter(None, texts):
        assert wording_faults(concern, text) == []

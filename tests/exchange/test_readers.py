"""Files of other programs, real ones cut down and made ones of the same shape; see data/README.md."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from stretchplayer.core.catalogue import Form, Posture, Side, SideMeaning
from stretchplayer.core.errors import RefusedFileError
from stretchplayer.core.routine import MOST_ITEMS, Sides
from stretchplayer.exchange.detect import read_bytes, read_file
from stretchplayer.exchange.model import Bundle, FileKind, ForeignStretch

DATA = Path(__file__).parent / "data"


def read_json(value: Any) -> Bundle:
    return read_bytes(json.dumps(value).encode(), "made.json")


def named(bundle: Bundle, name: str) -> ForeignStretch:
    return next(stretch for stretch in bundle.stretches if stretch.name == name)


@pytest.mark.parametrize(
    ("file", "kind", "stretches", "routines"),
    [
        ("free-exercise-db-one.json", FileKind.FREE_EXERCISE_DB, 1, 0),
        ("free-exercise-db-list.json", FileKind.FREE_EXERCISE_DB, 7, 0),
        ("wger-one.json", FileKind.WGER, 1, 0),
        ("wger-page.json", FileKind.WGER, 1, 0),
        ("wger-2023.json", FileKind.WGER, 3, 0),
        ("wger-fixture.json", FileKind.WGER, 2, 0),
        ("Neck_and_back_12.feeel", FileKind.FEEEL, 5, 1),
        ("feeel-export.zip", FileKind.FEEEL, 6, 2),
        ("workout-timer.json", FileKind.WORKOUT_TIMER, 3, 1),
        ("workout-timer-version-1.json", FileKind.WORKOUT_TIMER, 1, 1),
        ("workout-timer-backup.json", FileKind.WORKOUT_TIMER, 4, 2),
        ("exercises.xml", FileKind.WORKRAVE, 3, 0),
    ],
)
def test_the_content_says_what_it_is(
    file: str, kind: FileKind, stretches: int, routines: int, tmp_path: Path
) -> None:
    plain = tmp_path / "file"  # a name that says nothing
    plain.write_bytes((DATA / file).read_bytes())
    bundle = read_file(plain)
    assert (bundle.kind, len(bundle.stretches), len(bundle.routines)) == (kind, stretches, routines)
    keys = {stretch.key for stretch in bundle.stretches}
    assert {item.stretch for routine in bundle.routines for item in routine.items} <= keys


def test_free_exercise_db_tells_dose_sides_and_posture_in_its_words() -> None:
    bundle = read_file(DATA / "free-exercise-db-list.json")
    knee = named(bundle, "One Knee To Chest")
    assert (knee.sides, knee.posture) == (SideMeaning.LEG, Posture.LYING_BACK)
    assert knee.places == ("glute", "hamstring", "lumbar")
    assert knee.muscles == "glutes, hamstrings, lower back"
    assert len(knee.steps) == 4
    cat = named(bundle, "Cat Stretch")
    assert (cat.hold_s, cat.posture, cat.sides) == (15, Posture.HANDS_AND_KNEES, None)
    raised = named(bundle, "90/90 Hamstring")
    assert (raised.form, raised.repetitions, raised.sides) == (Form.DRILL, 10, SideMeaning.LEG)
    assert named(bundle, "Child's Pose").key == "Childs_Pose"
    assert not named(bundle, "Sit-Up").suits
    assert cat.suits


def test_free_exercise_db_keeps_its_licence_and_leaves_pictures_of_unknown_origin() -> None:
    bundle = read_file(DATA / "free-exercise-db-one.json")
    origin = bundle.stretches[0].origin
    assert origin is not None
    assert origin.licence == "Unlicense (public domain)"
    assert origin.source == "free-exercise-db"
    assert not bundle.pictures
    assert any("pictures" in remark for remark in bundle.remarks)


@pytest.mark.parametrize("file", ["wger-one.json", "wger-page.json", "wger-fixture.json"])
def test_wger_is_read_in_english_as_plain_steps_with_licence_and_author(file: str) -> None:
    pose = named(read_file(DATA / file), "Child's pose")
    assert pose.steps[0].startswith("Start on all fours")
    assert len(pose.steps) == 6
    assert not any("<" in step or "Steps:" in step for step in pose.steps)
    assert pose.posture is Posture.HANDS_AND_KNEES
    assert pose.origin is not None
    assert pose.origin.author == "Miroslav Mazel (imported from Feeel)"
    assert pose.origin.licence == "CC-BY-SA 4"
    assert pose.origin.source == "wger"


def test_wger_keeps_the_licence_of_each_text_and_says_what_is_not_english() -> None:
    bundle = read_file(DATA / "wger-2023.json")
    hold, step_up = named(bundle, "Axe Hold"), named(bundle, "Adım atma")
    assert hold.origin is not None
    assert step_up.origin is not None
    assert (hold.origin.licence, hold.origin.author) == ("CC-BY-SA 3", "GrosseHund")
    assert step_up.origin.licence == "CC-BY-SA 4"
    assert "Oğuz Ersen (imported from Feeel)" in (step_up.origin.author or "")
    assert step_up.steps[1] == "Sandalyeye çıkın"
    assert any("another language" in remark for remark in bundle.remarks)
    assert named(bundle, "Abdominal Stabilization").places == ("abdomen", "side")


def test_wger_says_that_there_are_more_pages_and_no_pictures() -> None:
    remarks = read_file(DATA / "wger-page.json").remarks
    assert len(remarks) == 2
    assert read_file(DATA / "wger-one.json").stretches[0].aliases == ("Balasana",)


FLAT = {
    "id": 905,
    "name": "Kniependel",
    "exercise_base_id": 300,
    "description": "<p>Lege dich auf den Rücken.</p>",
    "category": {"id": 12, "name": "Back"},
    "muscles": [{"id": 8, "name": "Gluteus maximus"}],
    "language": {"id": 1, "short_name": "de"},
    "license": {"id": 2, "short_name": "CC-BY-SA 4"},
    "license_author": "A. Writer",
}
FLAT_ENGLISH = FLAT | {
    "id": 906,
    "name": "Knee swing stretch",
    "description": "<p>Lie on your back.</p><p>Hold for 20 seconds.</p>",
    "language": {"id": 2, "short_name": "en"},
}


@pytest.mark.parametrize(
    "value",
    [
        {"count": 2, "next": None, "results": [FLAT, FLAT_ENGLISH]},
        [FLAT, FLAT_ENGLISH],
        FLAT_ENGLISH,
        # The lists of ``/exercise/`` give numbers only.
        [FLAT_ENGLISH | {"exercise_base": 300, "language": 2, "license": 2, "category": 12, "muscles": [8]}],
    ],
)
def test_wger_of_before_2023_has_its_words_in_the_exercise_itself(value: Any) -> None:
    bundle = read_json(value)
    (swing,) = bundle.stretches
    assert (bundle.kind, swing.name, swing.hold_s) == (FileKind.WGER, "Knee swing stretch", 20)
    assert swing.steps == ("Lie on your back.", "Hold for 20 seconds.")
    assert swing.origin is not None
    assert (swing.origin.licence, swing.origin.author) == ("CC-BY-SA 4", "A. Writer")
    assert bundle.remarks == ()


def test_wger_fixtures_of_every_year_keep_their_exercises_apart() -> None:
    """Until 2021 a row was an exercise in one language; today the exercises themselves have no words."""
    old = [
        {"model": "exercises.exercise", "pk": pk, "fields": {"name": name, "description": "", "language": 2}}
        for pk, name in ((4, "Calf stretch"), (5, "Neck stretch"))
    ]
    assert [one.name for one in read_json(old).stretches] == ["Calf stretch", "Neck stretch"]
    words = {"name": "Wadendehnung", "description": "", "language": 1, "exercise": 9}
    today = [
        {"model": "exercises.exercise", "pk": 9, "fields": {"license": 2, "category": 10}},
        {"model": "exercises.translation", "pk": 1, "fields": words},
    ]
    assert [(one.key, one.name) for one in read_json(today).stretches] == [("9", "Wadendehnung")]


def test_feeel_puts_two_sides_together_and_names_what_it_knows() -> None:
    bundle = read_file(DATA / "Neck_and_back_12.feeel")
    (routine,) = bundle.routines
    assert routine.name == "Neck and back"
    assert [(item.stretch, item.hold_s, item.sides) for item in routine.items] == [
        ("chin tuck", 20, Sides.BOTH),
        ("neck side stretch", 15, Sides.BOTH),
        ("child’s pose", 45, Sides.BOTH),
        ("levator scapulae stretch", 20, Sides.LEFT),
        ("feeel exercise 4711", 30, Sides.BOTH),
    ]
    assert named(bundle, "Neck side stretch").sides is SideMeaning.ARM
    assert any("number" in remark for remark in bundle.remarks)


def test_workout_timer_repeats_sets_and_leaves_pauses_out() -> None:
    (routine,) = read_file(DATA / "workout-timer.json").routines
    assert [(item.stretch, item.hold_s, item.repetitions, item.sides) for item in routine.items] == [
        ("march in place", 60, 1, Sides.BOTH),
        ("knee to chest", 30, 2, Sides.BOTH),
        ("prayer stretch", 90, 3, Sides.BOTH),
    ]
    assert routine.items[1].first_side is Side.LEFT


def test_workout_timer_exports_are_in_latin_1() -> None:
    bundle = read_file(DATA / "workout-timer-backup.json")
    assert [routine.name for routine in bundle.routines] == ["Back after work", "Rücken"]
    assert named(bundle, "Dehnung für Gesäß")


def test_letters_that_workout_timer_lost_are_no_reason_to_refuse() -> None:
    """It writes the low half of every letter: "’" becomes a mark that JSON forbids."""
    title = "Back – don’t hurry"
    exercise = {"name": "Child’s pose", "id": "265d3e45-1f21-49ea-b9d4-7336f968cb3a", "duration": 30}
    written = json.dumps(
        {
            "workouts": [
                {"title": title, "sets": [{"repetitions": 1, "exercises": [exercise]}], "position": 0}
            ]
        },
        ensure_ascii=False,
    )
    bundle = read_bytes(bytes(ord(letter) & 0xFF for letter in written), "Backup.json")
    assert bundle.routines[0].name == "Back dont hurry"
    assert named(bundle, "Childs pose")
    assert any("lost" in remark for remark in bundle.remarks)


def test_a_long_workout_is_cut_where_a_routine_ends() -> None:
    exercises = [{"name": f"Exercise number {n}", "duration": 30} for n in range(40)]
    bundle = read_json({"title": "Long", "sets": [{"repetitions": 1000, "exercises": exercises}]})
    assert len(bundle.routines[0].items) == MOST_ITEMS
    assert any(str(MOST_ITEMS) in remark for remark in bundle.remarks)


def test_workrave_is_read_in_english_with_hold_times_and_sides() -> None:
    bundle = read_file(DATA / "exercises.xml")
    across, nods, reach = bundle.stretches
    assert (across.name, across.hold_s, across.repetitions, across.sides) == (
        "Pull one arm across",
        10,
        2,
        SideMeaning.ARM,
    )
    assert (nods.name, nods.form, nods.hold_s, nods.repetitions) == ("Slow nods", Form.FLOW, 8, 4)
    assert nods.steps == ("Sit on a chair. Nod slowly, chin to chest & back.",)
    assert (reach.hold_s, reach.repetitions, reach.posture) == (15, 2, Posture.STANDING)


@pytest.mark.parametrize(
    ("html", "steps"),
    [
        ("<p>Lie down.</p><p>Breathe <b>slowly</b>.</p>", ("Lie down.", "Breathe slowly.")),
        ("<script>alert(1)</script>Sit.<!-- hidden --><style>p{}</style>", ("Sit.",)),
        ("Sit.<br>Stand.<img src='https://example.org/x.png' onerror='run()'>", ("Sit.", "Stand.")),
        ("Ejecuci&oacute;n\n1. Uno aquí.&nbsp;\n2. Dos aquí.", ("Ejecución", "Uno aquí.", "Dos aquí.")),
        ("First line\nSecond line", ("First line", "Second line")),
        ("<p>.</p>", ()),
        ("Knees < 90 degrees, hands > hips", ("Knees < 90 degrees, hands > hips",)),
        ("Text \u202eturned round\u202c and \u0007rung", ("Text turned round and rung",)),
        ("&lt;b&gt;bold&lt;/b&gt;", ("<b>bold</b>",)),
    ],
)
def test_descriptions_become_plain_steps(html: str, steps: tuple[str, ...]) -> None:
    bundle = read_json([{"id": 1, "license": 2, "translations": [{"name": "N", "description": html}]}])
    assert bundle.stretches[0].steps == steps


@pytest.mark.parametrize(
    ("name", "plain", "side"),
    [
        ("Neck stretch left", "Neck stretch", Side.LEFT),
        ("Neck stretch (right)", "Neck stretch", Side.RIGHT),
        ("Left leg raise", "Leg raise", Side.LEFT),
        ("Calf stretch - R", "Calf stretch", Side.RIGHT),
        ("Bright side", "Bright side", None),
        ("Hold right there", "Hold right there", None),
        ("Left", "Left", None),
    ],
)
def test_a_name_says_its_side(name: str, plain: str, side: Side | None) -> None:
    exercise = {"name": name, "duration": 20}
    bundle = read_json({"title": "T", "sets": [{"repetitions": 1, "exercises": [exercise]}]})
    assert bundle.stretches[0].name == plain
    assert bundle.routines[0].items[0].sides is (Sides.BOTH if side is None else Sides(side.value))


@pytest.mark.parametrize(
    "value",
    [{}, [], [[]], "text", 12, None, {"results": []}, {"workouts": []}, {"title": "x", "sets": []}, [1, 2]],
)
def test_what_no_program_writes_is_refused(value: Any) -> None:
    with pytest.raises(RefusedFileError):
        read_json(value)

"""An entry that cannot be read is left out and named; the rest of the list is offered."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from stretchplayer.cli import main
from stretchplayer.core.errors import RefusedFileError
from stretchplayer.exchange.detect import read_bytes
from stretchplayer.exchange.left_out import MOST_NAMED


def exercise(name: Any, **others: Any) -> dict[str, Any]:
    return {"name": name, "instructions": ["Sit."], "primaryMuscles": [], "category": "stretching", **others}


def wger(name: Any, number: int, **others: Any) -> dict[str, Any]:
    texts = [{"name": name, "description": "Sit.", "language": 2}]
    return {"id": number, "license": 2, "muscles": [], "translations": texts, **others}


def row(name: str, exercise: Any) -> dict[str, Any]:
    fields = {"name": name, "description": "Sit.", "language": 2, "exercise_base": exercise}
    return {"model": "exercises.exercise", "pk": 1, "fields": fields}


def workout(*exercises: Any) -> dict[str, Any]:
    return {"title": "Desk", "sets": [{"repetitions": 1, "exercises": list(exercises)}]}


def feeel(*exercises: Any) -> dict[str, Any]:
    return {"fullWorkout": {"workout": {"title": "Desk"}, "workoutExercises": list(exercises)}}


def workrave(*exercises: tuple[str, str]) -> bytes:
    inner = "".join(
        f'<exercise><title>{title}</title><sequence duration="{seconds}"/></exercise>'
        for title, seconds in exercises
    )
    return f"<exercises>{inner}</exercises>".encode()


GOOD, BAD = {"name": "Sway", "duration": 20}, {"name": "Roll", "duration": "long"}
LISTS: dict[str, tuple[Any, str, str]] = {
    "free-exercise-db": (
        [exercise("Sway"), exercise("Roll", instructions=7), exercise("Bow")],
        "“Roll” ([1]) is left out: instructions should be a list.",
        "“made” is damaged: [0].instructions should be a list.",
    ),
    "no name": (
        [exercise("Sway"), exercise(5)],
        "Entry [1] is left out: name should be a text.",
        "“made” is damaged: [0].name should be a text.",
    ),
    "no object": (
        [None, exercise("Sway")],
        "Entry [0] is left out: it should be a group of fields.",
        "“made” is no file of",
    ),
    "wger": (
        [wger("Sway", 1), wger("Roll", 2, images=3)],
        "“Roll” ([1]) is left out: images should be a list.",
        "“made” is damaged: [0].images should be a list.",
    ),
    "wger's page": (
        {"count": 2, "results": [wger("Sway", 1), wger(["Roll"], 2)]},
        "Entry results[1] is left out: translations[0].name should be a text.",
        "“made” is damaged: results[0].translations[0].name should be a text.",
    ),
    "wger's rows": (
        [row("Sway", 1), row("Roll", "two")],
        "Entry [1] is left out: fields.exercise_base should be a number.",
        "“made” is damaged: [0].fields.exercise_base should be a number.",
    ),
    "Just Another Workout Timer": (
        workout(GOOD, BAD),
        "“Roll” (sets[0].exercises[1]) is left out: duration should be a number.",
        "“made” is damaged: sets[0].exercises[0].duration should be a number.",
    ),
    "a backup": (
        {"workouts": [workout(GOOD), {"title": "Roll", "sets": 4}]},
        "“Roll” (workouts[1]) is left out: sets should be a list.",
        "“made” is damaged: workouts[0].sets should be a list.",
    ),
    "Feeel": (
        feeel({"exercise": 1002}, {"exercise": "two"}),
        "Entry fullWorkout.workoutExercises[1] is left out: exercise should be a number.",
        "“made” is damaged: fullWorkout.workoutExercises[0].exercise should be a number.",
    ),
}


def without_good(value: Any) -> Any:
    """The same file with nothing in it but what cannot be read."""
    good = (exercise("Sway"), exercise("Bow"), wger("Sway", 1), row("Sway", 1), workout(GOOD), GOOD)
    if isinstance(value, dict):
        return {key: without_good(one) for key, one in value.items()}
    if isinstance(value, list):
        return [without_good(one) for one in value if one not in good and one != {"exercise": 1002}]
    return value


@pytest.mark.parametrize("kind", LISTS)
def test_the_rest_is_offered(kind: str) -> None:
    value, remark, _ = LISTS[kind]
    bundle = read_bytes(json.dumps(value).encode(), "made")
    assert remark in bundle.remarks
    assert "Roll" not in {stretch.name for stretch in bundle.stretches}
    assert bundle.stretches != ()


@pytest.mark.parametrize("kind", LISTS)
def test_a_file_in_which_nothing_can_be_read_is_refused(kind: str) -> None:
    value, _, refusal = LISTS[kind]
    with pytest.raises(RefusedFileError) as refused:
        read_bytes(json.dumps(without_good(value)).encode(), "made")
    assert str(refused.value).startswith(refusal)
    assert "\n" not in str(refused.value)


def test_workrave_leaves_out_what_has_no_title_or_no_time() -> None:
    bundle = read_bytes(workrave(("Sway", "20"), ("Roll", "long"), ("", "20")), "made")
    assert [stretch.name for stretch in bundle.stretches] == ["Sway"]
    assert bundle.remarks[:2] == (
        "“Roll” (exercise[1]) is left out: a duration should be a number of seconds.",
        "Entry exercise[2] is left out: title should be a title.",
    )
    with pytest.raises(RefusedFileError, match="a duration should be a number of seconds"):
        read_bytes(workrave(("Roll", "long")), "made")


def test_many_are_counted_and_soon() -> None:
    values = [exercise("Sway"), *(exercise(f"Roll {number}", id=number) for number in range(1500))]
    begun = time.perf_counter()
    remarks = read_bytes(json.dumps(values).encode(), "made").remarks
    assert time.perf_counter() - begun < 2.0
    assert len(remarks) == MOST_NAMED + 1
    assert remarks[-1] == f"{1500 - MOST_NAMED} more entries are left out for reasons like these."


def test_a_dry_run_names_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "list.json"
    file.write_text(json.dumps([exercise("Sway"), exercise("Roll", instructions=7)]), encoding="utf-8")
    assert main(["--data-dir", str(tmp_path / "data"), "import", str(file), "--dry-run"]) == 0
    told = capsys.readouterr().out
    assert "“Roll” ([1]) is left out: instructions should be a list." in told
    assert "Sway: a new stretch" in told

"""The FHIR bundle, held against HL7's own schema of R4 4.0.1."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft6Validator

from stretchplayer.core.catalogue import Side
from stretchplayer.core.history import (
    EntryKind,
    MeasureMethod,
    RatingKind,
    SessionNote,
    SessionOutcome,
    Trial,
)
from stretchplayer.exchange.history_diary import Diary
from stretchplayer.exchange.history_fhir import write_fhir
from stretchplayer.store import Store
from tests.empty_notes import empty_notes
from tests.exchange.history_stores import (
    AT,
    INSTANTS,
    fill_every_table,
    keep_a_press_up,
    keep_a_session,
    keep_a_side_bend,
)
from tests.store.test_own_things import WORDS

SCHEMA = Path(__file__).parent / "data" / "fhir-r4-4.0.1.schema.json.xz"


@cache
def schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(lzma.decompress(SCHEMA.read_bytes()))
    return found


@cache
def validator(kind: str) -> Draft6Validator:
    """Checks one kind of resource, which is quicker and says more than trying all 146."""
    whole = schema() | {"oneOf": [{"$ref": f"#/definitions/{kind}"}]}
    Draft6Validator.check_schema(whole)
    return Draft6Validator(whole)


def faults(resource: dict[str, Any]) -> list[str]:
    found = validator(resource["resourceType"]).iter_errors(resource)
    return [error.message for fault in found for error in (fault.context or [fault])]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = empty_notes(tmp_path / "notes")
    yield opened
    opened.close()


def bundle(store: Store, path: Path, at: datetime = AT) -> dict[str, Any]:
    diary = Diary(store.history, store.measures, store.kept.person(), lambda stretch: stretch.title())
    write_fhir(path, diary, at)
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def of_kind(whole: dict[str, Any], kind: str, code: str = "") -> list[dict[str, Any]]:
    found = [entry["resource"] for entry in whole["entry"] if entry["resource"]["resourceType"] == kind]
    return [one for one in found if not code or code in json.dumps(one["code"])]


def test_the_schema_is_that_of_r4() -> None:
    assert schema()["id"] == "http://hl7.org/fhir/json-schema/4.0"
    assert "4.0.1" in schema()["definitions"]["CapabilityStatement"]["properties"]["fhirVersion"]["enum"]
    assert len(schema()["definitions"]) == 680


def test_the_schema_notices_what_is_wrong(store: Store, tmp_path: Path) -> None:
    fill_every_table(store)
    (rating, *_) = of_kind(bundle(store, tmp_path / "b.json"), "Observation", "72514-3")
    for wrong in (
        rating | {"valuNumber": 3},
        rating | {"status": "done"},
        rating | {"effectiveDateTime": "29.3.2026"},
        {name: value for name, value in rating.items() if name != "code"},
    ):
        assert faults(wrong)


def test_everything_together_is_a_valid_bundle(store: Store, tmp_path: Path) -> None:
    fill_every_table(store)
    whole = bundle(store, tmp_path / "b.json")
    assert (whole["resourceType"], whole["type"]) == ("Bundle", "collection")
    assert faults(whole) == []
    kinds = {
        (one["resource"]["resourceType"], json.dumps(one["resource"].get("category")))
        for one in whole["entry"]
    }
    assert len(kinds) == 4  # the person, a session, what was said, what was measured
    urls = [one["fullUrl"] for one in whole["entry"]]
    assert len(set(urls)) == len(urls)
    referred = {part["reference"] for one in whole["entry"] for part in references(one["resource"])}
    assert referred <= set(urls)


def references(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "reference" in value:
            yield value
        for part in value.values():
            yield from references(part)
    elif isinstance(value, list):
        for part in value:
            yield from references(part)


def test_nothing_kept_is_a_valid_bundle_too(store: Store, tmp_path: Path) -> None:
    whole = bundle(store, tmp_path / "b.json")
    assert faults(whole) == []
    assert [one["resource"]["resourceType"] for one in whole["entry"]] == ["Patient"]


def test_the_person_has_no_name(store: Store, tmp_path: Path) -> None:
    fill_every_table(store)
    (person,) = of_kind(bundle(store, tmp_path / "b.json"), "Patient")
    assert set(person) == {"resourceType", "id"}


def test_an_answer_not_given_is_absent_and_never_zero(store: Store, tmp_path: Path) -> None:
    said = {}
    for score, skipped, flag in (
        (0, False, False),
        (None, True, False),
        (None, False, True),
        (7, False, True),
    ):
        said[
            store.history.record_rating(
                kind=RatingKind.PRE, score=score, skipped=skipped, flag=flag, at=AT, session=None
            )
        ] = (score, flag)
    found = of_kind(bundle(store, tmp_path / "b.json"), "Observation", "72514-3")
    assert {
        one["id"]: (one.get("valueQuantity", {}).get("value"), "component" in one) for one in found
    } == said
    for one in found:
        assert ("valueQuantity" in one) != ("dataAbsentReason" in one)
    assert {one["dataAbsentReason"]["coding"][0]["code"] for one in found if "dataAbsentReason" in one} == {
        "asked-declined"
    }


def test_an_answer_says_what_was_asked_and_belongs_to_its_session(store: Store, tmp_path: Path) -> None:
    session = keep_a_session(store)
    whole = bundle(store, tmp_path / "b.json")
    (procedure,) = of_kind(whole, "Procedure")
    assert procedure["id"] == session
    assert procedure["status"] == "completed"
    assert procedure["performedPeriod"] == {
        "start": "2026-03-29T01:30:00+01:00",
        "end": "2026-03-29T01:39:00+01:00",
    }
    assert [note["text"] for note in procedure["note"]] == [
        "9 min 0 s, 27 s of it holding a stretch.",
        "stiff, “after” rain",
    ]
    urls = {one["resource"]["id"]: one["fullUrl"] for one in whole["entry"]}
    answers = of_kind(whole, "Observation", "72514-3")
    kinds = [one["code"]["coding"][1]["code"] for one in answers]
    assert kinds == ["pre", "during", "post"]
    assert {one["partOf"][0]["reference"] for one in answers} == {urls[session]}
    assert answers[1]["note"] == [{"text": "Stretch: Knee-To-Chest"}]
    assert "bodySite" not in answers[1]
    assert answers[0]["bodySite"] == {"text": "Back"}


def test_what_is_taken_back_is_not_told(store: Store, tmp_path: Path) -> None:
    session = keep_a_session(store)
    store.corrections.remove(EntryKind.SESSION, session, AT)
    assert [one["resource"]["resourceType"] for one in bundle(store, tmp_path / "b.json")["entry"]] == [
        "Patient"
    ]


def test_a_sitting_is_an_observation_a_side_without_painful_tries(store: Store, tmp_path: Path) -> None:
    trials = [
        Trial(side=Side.LEFT, value=60),
        Trial(side=Side.LEFT, value=63.5),
        Trial(side=Side.LEFT, value=61.25),
        Trial(side=Side.LEFT, value=80, painful=True),
        Trial(side=Side.RIGHT, value=50, painful=True),
    ]
    store.measures.save_measurement(test="leg-raise", method=MeasureMethod.PHONE, at=AT, trials=trials)
    left, right = of_kind(bundle(store, tmp_path / "b.json"), "Observation", "leg-raise")
    assert left["valueQuantity"] == {
        "value": 61.25,
        "unit": "deg",
        "system": "http://unitsofmeasure.org",
        "code": "deg",
    }
    assert [part.get("valueQuantity", {}).get("value") for part in left["component"]] == [
        60,
        63.5,
        61.25,
        None,
    ]
    assert "valueQuantity" not in right
    assert right["dataAbsentReason"]["coding"][0]["code"] == "not-performed"
    assert (left["bodySite"]["text"], right["bodySite"]["text"]) == ("Left side", "Right side")


def test_a_sitting_in_centimetres_and_one_without_sides(store: Store, tmp_path: Path) -> None:
    bend, press = keep_a_side_bend(store), keep_a_press_up(store)
    whole = bundle(store, tmp_path / "b.json")
    assert faults(whole) == []
    found = {one["id"]: one for one in of_kind(whole, "Observation")}
    assert set(found) == {f"{bend}-left", press}
    assert found[f"{bend}-left"]["valueQuantity"] == {
        "value": 17.75,
        "unit": "cm",
        "system": "http://unitsofmeasure.org",
        "code": "cm",
    }
    assert found[f"{bend}-left"]["code"]["text"] == "Side bend, left"
    assert "bodySite" not in found[press]
    assert found[press]["issued"] == "2026-03-31T00:30:00+00:00"


def test_a_test_that_is_no_longer_offered_is_told_by_its_id(store: Store, tmp_path: Path) -> None:
    keep_a_side_bend(store)
    store.database.run_script("UPDATE measurement SET test = 'an old one'")
    whole = bundle(store, tmp_path / "b.json")
    assert faults(whole) == []
    assert whole["entry"][1]["resource"]["code"]["text"] == "an old one, left"


def test_the_same_notes_give_the_same_resources(store: Store, tmp_path: Path) -> None:
    fill_every_table(store)
    before = bundle(store, tmp_path / "b.json")["entry"]
    # Later more is there, and something of an earlier day is noted; what was there is still the same.
    store.corrections.note_session(routine="r", name="R", began=AT - timedelta(days=90), played_ms=60_000)
    keep_a_session(store, AT + timedelta(days=400))
    after = bundle(store, tmp_path / "b.json", AT + timedelta(days=400))["entry"]
    assert [one for one in before if one not in after] == []
    assert len(after) == len(before) + 5


def test_two_people_share_no_resource(store: Store, tmp_path: Path) -> None:
    other = empty_notes(tmp_path / "other")
    try:
        for one in (store, other):
            fill_every_table(one)
        ids = [
            {one["fullUrl"] for one in bundle(each, tmp_path / "b.json")["entry"]} for each in (store, other)
        ]
    finally:
        other.close()
    assert ids[0] & ids[1] == set()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(words=WORDS, at=INSTANTS, offset=st.integers(-1439, 1439))
@example(words="a\u00a0b\x0b\u2028c", at=AT, offset=0)  # spaces and marks that FHIR's strings may not hold
@example(words=" ", at=AT, offset=1439)
def test_no_words_and_no_instant_make_a_bundle_invalid(
    store: Store, tmp_path: Path, words: str, at: datetime, offset: int
) -> None:
    far = at.astimezone(UTC).replace(tzinfo=timezone(timedelta(minutes=offset)))
    session = store.history.begin_session(routine=words, name=words, plan="{}", first_side=Side.LEFT, at=far)
    store.history.save_note(SessionNote(session=session, text=words, tags=(), at=at))
    store.history.end_session(session, SessionOutcome.STOPPED, at - timedelta(days=1), 1)
    store.history.save_day_note(at.date(), words, at)
    rating = store.history.record_rating(
        kind=RatingKind.DURING, score=0, skipped=False, flag=False, at=far, session=session, stretch=words
    )
    whole = bundle(store, tmp_path / "b.json")
    assert faults(whole) == []
    assert rating in [one["resource"]["id"] for one in whole["entry"]]
    store.everything.erase()

"""The notes as HL7 FHIR R4 (4.0.1): one Bundle of type collection.

An answer is an Observation with LOINC 72514-3, a session a Procedure, a sitting of a flexibility test an
Observation a side, a note or a flare day of a date an Observation. Ids are made of the ids in the notes, so
the same notes give the same resources each time. The Patient has an id and no name. What was asked and not
answered has a `dataAbsentReason`, never a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID, uuid5

import msgspec

from stretchplayer.core.catalogue import Side
from stretchplayer.core.flexibility import ALL_TESTS
from stretchplayer.core.history import (
    Measurement,
    PainRating,
    RatingKind,
    SessionOutcome,
    SessionRecord,
)
from stretchplayer.exchange.history_diary import Diary, Reading, readings, sittings, spans
from stretchplayer.exchange.whole_file import replacing

Resource = dict[str, Any]

_IDS = UUID("3f0f6c1e-52f4-5d52-9d1c-1f6a0f6f4b0a")  # what is made of our ids is made under this one
_ID = re.compile(r"[A-Za-z0-9.-]{1,64}")
_OWN = "urn:x-stretchplayer"  # for codes nobody else has
_LOINC = "http://loinc.org"
_SNOMED = "http://snomed.info/sct"
_UCUM = "http://unitsofmeasure.org"
_HL7 = "http://terminology.hl7.org/CodeSystem"

PAIN = {
    "system": _LOINC,
    "code": "72514-3",
    "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
}
_STRETCHING = {"system": _SNOMED, "code": "229070002", "display": "Stretching exercises"}
_DECLINED = {
    "system": f"{_HL7}/data-absent-reason",
    "code": "asked-declined",
    "display": "Asked But Declined",
}
_NOT_SCORED = {"system": f"{_HL7}/data-absent-reason", "code": "not-performed", "display": "Not Performed"}
_LATERALITY = {
    Side.LEFT: {"system": _SNOMED, "code": "7771000", "display": "Left"},
    Side.RIGHT: {"system": _SNOMED, "code": "24028007", "display": "Right"},
}
_QUESTIONS = {
    RatingKind.PRE: "Your back pain right now, before the session",
    RatingKind.DURING: "The most pain you felt in that stretch",
    RatingKind.POST: "Your back pain right now, after the session",
    RatingKind.DAY: "Your average back pain over the last 24 hours",
}
_NAMES = {test.id: test.name for test in ALL_TESTS}
_FLAG = "Sharp, shooting, tingling or spreading down the leg"
_STATUS = {
    SessionOutcome.RUNNING: "in-progress",
    SessionOutcome.FINISHED: "completed",
    SessionOutcome.STOPPED: "stopped",
    SessionOutcome.INTERRUPTED: "stopped",
}
_FURTHEST = timedelta(hours=14)  # from UTC, as FHIR takes it
# What its strings may not hold: spaces of unusual kinds, and what cannot be seen.
_UNUSUAL_SPACE = re.compile(r"[^\S \t\r\n]")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def write_fhir(path: Path, diary: Diary, at: datetime) -> None:
    """Write the bundle, in place of an earlier file only once it is complete. Raises `FileError`."""
    encode = msgspec.json.Encoder().encode
    with replacing(path) as unfinished, unfinished.open("wb") as file:
        head = encode({"resourceType": "Bundle", "type": "collection", "timestamp": _instant(at)})
        file.write(head[:-1] + b',"entry":[')
        before = b"\n"
        for resource in resources(diary, at.date()):
            url = _url(resource["resourceType"], resource["id"])
            file.write(before + encode({"fullUrl": url, "resource": resource}))
            before = b",\n"
        file.write(b"\n]}\n")


def resources(diary: Diary, today: date) -> Iterator[Resource]:
    """The patient, and then all there is, a month at a time."""
    person = str(uuid5(_IDS, diary.person))
    yield {"resourceType": "Patient", "id": person}
    subject = {"reference": _url("Patient", person)}
    for resource in _about(diary, person, today):
        yield resource | {"subject": subject}


def _about(diary: Diary, person: str, today: date) -> Iterator[Resource]:
    history = diary.history
    for first, last in spans(history, today):
        notes = {note.session: note.text for note in history.notes(first, last)}
        for session in history.sessions(first, last):
            yield _session(session, notes.get(session.id, ""))
        for rating in history.ratings(first, last):
            yield _rating(rating, diary)
        for day, text in history.day_notes(first, last).items():
            note = _text(text) or "-"
            yield _of_day(f"{person}-note", "Note of the day", day, {"valueString": note})
        for day in history.flare_days(first, last):
            yield _of_day(f"{person}-flare", "Flare day", day, {"valueBoolean": True})
    for sitting in sittings(diary.measures):
        yield from _sitting(sitting)


def _session(session: SessionRecord, note: str) -> Resource:
    minutes, seconds = divmod(round(session.played_ms / 1000), 60)
    words = f"{minutes} min {seconds} s, {round(session.held_ms / 1000)} s of it holding a stretch."
    if session.by_hand:
        words += " Noted afterwards."
    period = {"start": _instant(session.started)}
    if session.ended is not None:
        period["end"] = _instant(max(session.ended, session.started))
    return {
        "resourceType": "Procedure",
        "id": _id(session.id),
        "status": _STATUS[session.outcome],
        "code": {"coding": [_STRETCHING], "text": _text(session.routine_name) or "Stretching"},
        "performedPeriod": period,
        "note": [{"text": text} for text in (words, _text(note)) if text],
    }


def _rating(rating: PainRating, diary: Diary) -> Resource:
    kind = {"system": f"{_OWN}:rating-kind", "code": rating.kind.value}
    made: Resource = {
        "resourceType": "Observation",
        "id": _id(rating.id),
        "status": "final",
        "category": [_category("survey", "Survey")],
        "code": {"coding": [PAIN, kind], "text": _QUESTIONS[rating.kind]},
        "effectiveDateTime": _instant(rating.at),
    }
    if rating.score is not None:
        made["valueQuantity"] = {
            "value": rating.score,
            "unit": "{score}",
            "system": _UCUM,
            "code": "{score}",
        }
    else:
        made["dataAbsentReason"] = {"coding": [_DECLINED]}
    if rating.kind is not RatingKind.DURING:
        made["bodySite"] = {"text": "Back"}
    if rating.session is not None:
        made["partOf"] = [{"reference": _url("Procedure", _id(rating.session))}]
    if rating.noted is not None:
        made["issued"] = _instant(rating.noted)
    if rating.stretch is not None:
        made["note"] = [{"text": _text(f"Stretch: {diary.name_of(rating.stretch)}")}]
    if rating.flag:
        made["component"] = [
            {
                "code": {"coding": [{"system": f"{_OWN}:warning", "code": "flag"}], "text": _FLAG},
                "valueBoolean": True,
            }
        ]
    return made


def _of_day(what: str, words: str, day: date, value: Resource) -> Resource:
    code = what.rpartition("-")[2]
    return {
        "resourceType": "Observation",
        "id": _id(f"{what}-{day:%Y%m%d}"),
        "status": "final",
        "category": [_category("survey", "Survey")],
        "code": {"coding": [{"system": f"{_OWN}:day", "code": code}], "text": words},
        "effectiveDateTime": day.isoformat(),
    } | value


def _sitting(sitting: Measurement) -> Iterator[Resource]:
    """An observation a side: the median of its tries, as it is shown in the app, and the tries."""
    sides: dict[Side | None, list[Reading]] = {}
    for reading in readings(sitting):
        sides.setdefault(reading.side, []).append(reading)
    for side, tries in sides.items():
        made = _test(sitting, side)
        scored = [one.value for one in tries if not one.painful]
        if scored:
            made["valueQuantity"] = _quantity(median(scored), tries[0].unit)
        else:
            made["dataAbsentReason"] = {"coding": [_NOT_SCORED], "text": "Stopped for pain"}
        made["component"] = [_try(one) for one in tries]
        yield made


def _test(sitting: Measurement, side: Side | None) -> Resource:
    name = _NAMES.get(sitting.test) or _text(sitting.test)
    code = {"system": f"{_OWN}:flexibility-test", "code": _id(sitting.test)}
    made: Resource = {
        "resourceType": "Observation",
        "id": _id(f"{sitting.id}-{side}" if side else sitting.id),
        "status": "final",
        "category": [_category("exam", "Exam")],
        "code": {"coding": [code], "text": name if side is None else f"{name}, {side}"},
        "effectiveDateTime": _instant(sitting.at),
        "method": {"text": f"By {sitting.method}, measured by the person; median of the tries without pain"},
    }
    if sitting.noted is not None:
        made["issued"] = _instant(sitting.noted)
    if side is not None:
        made["bodySite"] = {"coding": [_LATERALITY[side]], "text": f"{side.capitalize()} side"}
    return made


def _try(one: Reading) -> Resource:
    coding = {"system": f"{_OWN}:flexibility-try", "code": str(one.number)}
    code = {"coding": [coding], "text": f"Try {one.number}"}
    if one.painful:
        return {"code": code, "dataAbsentReason": {"coding": [_NOT_SCORED], "text": "Stopped for pain"}}
    return {"code": code, "valueQuantity": _quantity(one.value, one.unit)}


def _quantity(value: float, unit: str) -> Resource:
    return {"value": round(value, 2), "unit": unit, "system": _UCUM, "code": unit}


def _category(code: str, display: str) -> Resource:
    return {"coding": [{"system": f"{_HL7}/observation-category", "code": code, "display": display}]}


def _id(ours: str) -> str:
    """An id of ours as FHIR takes it: as it is, unless somebody made it differently than this app does."""
    return ours if _ID.fullmatch(ours) else str(uuid5(_IDS, ours))


def _url(kind: str, id_: str) -> str:
    """What other entries call a resource by."""
    return f"urn:uuid:{uuid5(_IDS, f'{kind}/{id_}')}"


def _instant(at: datetime) -> str:
    offset = at.utcoffset() or timedelta()
    if abs(offset) > _FURTHEST:
        at = at.astimezone(UTC)
    return at.isoformat(timespec="seconds")


def _text(words: str) -> str:
    return _UNUSUAL_SPACE.sub(" ", _UNSEEN.sub("", words)).strip()

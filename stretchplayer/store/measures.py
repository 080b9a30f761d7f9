"""`Measures` on SQLite: flexibility tests, their tries, and photos that were to be kept."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import date, datetime

import msgspec

from stretchplayer.core.catalogue import Side
from stretchplayer.core.errors import NotFoundError
from stretchplayer.core.history import Deed, EntryKind, Measurement, MeasureMethod, OwnPicture, Trial
from stretchplayer.core.measures import ScoredTry
from stretchplayer.core.raw_readings import PhotoPoints, TapeLengths
from stretchplayer.store.database import Row
from stretchplayer.store.instants import between, columns, instant, utc_text
from stretchplayer.store.journal import note_change
from stretchplayer.store.rows import Rows, new_id

log = logging.getLogger(__name__)

UNKNOWN = "That entry is not in your notes any more."
_RAW = ("value", "painful", "ankle_height_cm", "hip_height_cm", "leg_length_cm", "photo")


class SqliteMeasures(Rows):
    """See `stretchplayer.core.measures.Measures`."""

    def save_measurement(
        self,
        *,
        test: str,
        method: MeasureMethod,
        at: datetime,
        trials: Sequence[Trial],
        unit: str = "deg",
        noted: datetime | None = None,
        pictures: Sequence[OwnPicture] = (),
    ) -> str:
        """See `Measures`."""
        measurement = new_id()
        made = utc_text(noted or at)
        with self._database.transaction() as write:
            write.executemany(
                "INSERT INTO own_picture (id, kind, data, made_utc) VALUES (?, ?, ?, ?)",
                [(picture.id, picture.kind, picture.data, made) for picture in pictures],
            )
            write.execute(
                "INSERT INTO measurement (id, test, method, unit, at_utc, local_date, utc_offset_min,"
                " noted_utc) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (measurement, test, method, unit, *columns(at), None if noted is None else utc_text(noted)),
            )
            write.executemany(
                f"INSERT INTO trial (measurement, position, side, {', '.join(_RAW)}, picture)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (measurement, position, trial.side, *_raw(trial).values(), trial.picture or None)
                    for position, trial in enumerate(trials)
                ],
            )
        return measurement

    def correct_trial(self, measurement: str, position: int, trial: Trial, at: datetime) -> None:
        """See `Measures`."""
        with self._database.transaction() as write:
            old = write.execute(
                f"SELECT {', '.join(_RAW)} FROM trial WHERE measurement = ? AND position = ?",
                (measurement, position),
            ).fetchone()
            if old is None:
                raise NotFoundError(UNKNOWN)
            new = _raw(trial)
            before: dict[str, object] = {name: old[name] for name in _RAW if old[name] != new[name]}
            if not before:
                return
            note_change(
                write, EntryKind.MEASUREMENT, measurement, {"try": position, **before}, Deed.CORRECTED, at
            )
            put = ", ".join(f"{name} = ?" for name in _RAW)
            write.execute(
                f"UPDATE trial SET {put} WHERE measurement = ? AND position = ?",
                (*new.values(), measurement, position),
            )

    def drop_picture(self, measurement: str, position: int) -> None:
        """See `Measures`."""
        where = "measurement = ? AND position = ?"
        with self._database.transaction() as write:
            write.execute(
                f"DELETE FROM own_picture WHERE id = (SELECT picture FROM trial WHERE {where})",
                (measurement, position),
            )
            write.execute(f"UPDATE trial SET picture = NULL WHERE {where}", (measurement, position))

    def has_measurements(self) -> bool:
        """See `Measures`."""
        return bool(self._database.rows("SELECT 1 FROM measurement WHERE removed_utc IS NULL LIMIT 1"))

    def scored_tries(self, last: date | None = None) -> list[ScoredTry]:
        """See `Measures`."""
        where, values = between("local_date", None, last)
        rows = self._database.rows(
            "SELECT test, measurement, local_date, method, side, value FROM measurement"
            f" JOIN trial ON trial.measurement = measurement.id WHERE {where} AND removed_utc IS NULL"
            " AND NOT painful ORDER BY at_utc, measurement.rowid, position",
            values,
        )
        methods = {method.value: method for method in MeasureMethod}
        sides: dict[str | None, Side | None] = {None: None, **{side.value: side for side in Side}}
        return [
            ScoredTry(test, sitting, date.fromisoformat(day), methods[method], sides[side], value)
            for test, sitting, day, method, side, value in rows
        ]

    def first_measured(self) -> date | None:
        """See `Measures`."""
        row = self._database.row(
            "SELECT local_date FROM measurement WHERE removed_utc IS NULL ORDER BY local_date LIMIT 1"
        )
        return None if row is None else date.fromisoformat(row["local_date"])

    def measurement(self, measurement: str) -> Measurement:
        """See `Measures`."""
        found = self._read("measurement.id = ?", (measurement,))
        if not found:
            raise NotFoundError(UNKNOWN)
        return found[0]

    def measurements(
        self, test: str | None = None, *, removed: bool = False, newest: int | None = None
    ) -> list[Measurement]:
        """See `Measures`."""
        where = f"removed_utc IS {'NOT ' if removed else ''}NULL"
        values: tuple[object, ...] = ()
        if test is not None:
            where, values = f"test = ? AND {where}", (test,)
        if newest is not None:
            last = f"SELECT id FROM measurement WHERE {where} ORDER BY at_utc DESC, rowid DESC LIMIT ?"
            where, values = f"measurement.id IN ({last})", (*values, newest)
        return self._read(where, values)

    def _read(self, where: str, values: tuple[object, ...]) -> list[Measurement]:
        trials: dict[str, list[Trial]] = {}
        for row in self._database.rows(
            "SELECT trial.* FROM trial JOIN measurement ON measurement.id = trial.measurement"
            f" WHERE {where} ORDER BY measurement, position",
            values,
        ):
            trials.setdefault(row["measurement"], []).append(_trial(row))
        return [
            Measurement(
                id=row["id"],
                test=row["test"],
                method=MeasureMethod(row["method"]),
                at=instant(row["at_utc"], row["utc_offset_min"]),
                trials=tuple(trials.get(row["id"], ())),
                unit=row["unit"],
                noted=None if row["noted_utc"] is None else instant(row["noted_utc"], 0),
            )
            for row in self._database.rows(
                f"SELECT * FROM measurement WHERE {where} ORDER BY at_utc, rowid", values
            )
        ]


def _raw(trial: Trial) -> Mapping[str, object]:
    """What was read, by the columns of `_RAW`."""
    tape = trial.tape
    lengths: tuple[object, ...] = (None, None, None)
    if tape is not None:
        lengths = (tape.ankle_height_cm, tape.hip_height_cm, tape.leg_length_cm)
    photo = None if trial.photo is None else msgspec.json.encode(trial.photo).decode()
    return dict(zip(_RAW, (trial.value, int(trial.painful), *lengths, photo), strict=True))


def _trial(row: Row) -> Trial:
    tape = None
    if row["leg_length_cm"] is not None:
        tape = TapeLengths(
            ankle_height_cm=row["ankle_height_cm"],
            hip_height_cm=row["hip_height_cm"],
            leg_length_cm=row["leg_length_cm"],
        )
    return Trial(
        side=None if row["side"] is None else Side(row["side"]),
        value=row["value"],
        painful=bool(row["painful"]),
        tape=tape,
        photo=_points(row["photo"]),
        picture=row["picture"] or "",
    )


def _points(text: str | None) -> PhotoPoints | None:
    if text is None:
        return None
    try:
        return msgspec.json.decode(text, type=PhotoPoints)
    except msgspec.MsgspecError as error:
        log.info("the points of a photo cannot be read: %s", error)
        return None

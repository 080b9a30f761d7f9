"""`Measures` on SQLite: flexibility tests and their tries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from stretchplayer.core.catalogue import Side
from stretchplayer.core.history import Measurement, MeasureMethod, Trial
from stretchplayer.core.raw_readings import TapeLengths
from stretchplayer.store.database import Row
from stretchplayer.store.instants import columns, instant
from stretchplayer.store.rows import Rows, new_id


class SqliteMeasures(Rows):
    """See `stretchplayer.core.history.Measures`."""

    def save_measurement(
        self, *, test: str, method: MeasureMethod, at: datetime, trials: Sequence[Trial]
    ) -> str:
        """See `Measures`."""
        measurement = new_id()
        with self._database.transaction() as write:
            write.execute(
                "INSERT INTO measurement (id, test, method, at_utc, local_date, utc_offset_min)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (measurement, test, method, *columns(at)),
            )
            write.executemany(
                "INSERT INTO trial (measurement, position, side, degrees, painful,"
                " ankle_height_cm, hip_height_cm, leg_length_cm) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (measurement, position, trial.side, trial.value, trial.painful, *_lengths(trial))
                    for position, trial in enumerate(trials)
                ],
            )
        return measurement

    def has_measurements(self) -> bool:
        """See `Measures`."""
        return bool(self._database.rows("SELECT 1 FROM measurement WHERE removed_utc IS NULL LIMIT 1"))

    def measurements(self, test: str) -> list[Measurement]:
        """See `Measures`."""
        trials: dict[str, list[Trial]] = {}
        for row in self._database.rows(
            "SELECT trial.* FROM trial JOIN measurement ON measurement.id = trial.measurement"
            " WHERE test = ? AND removed_utc IS NULL ORDER BY measurement, position",
            (test,),
        ):
            trials.setdefault(row["measurement"], []).append(_trial(row))
        return [
            Measurement(
                id=row["id"],
                test=row["test"],
                method=MeasureMethod(row["method"]),
                at=instant(row["at_utc"], row["utc_offset_min"]),
                trials=tuple(trials.get(row["id"], ())),
            )
            for row in self._database.rows(
                "SELECT * FROM measurement WHERE test = ? AND removed_utc IS NULL ORDER BY at_utc, rowid",
                (test,),
            )
        ]


def _lengths(trial: Trial) -> tuple[float | None, float | None, float | None]:
    if trial.tape is None:
        return None, None, None
    return trial.tape.ankle_height_cm, trial.tape.hip_height_cm, trial.tape.leg_length_cm


def _trial(row: Row) -> Trial:
    tape = None
    if row["leg_length_cm"] is not None:
        tape = TapeLengths(
            ankle_height_cm=row["ankle_height_cm"],
            hip_height_cm=row["hip_height_cm"],
            leg_length_cm=row["leg_length_cm"],
        )
    return Trial(side=Side(row["side"]), value=row["degrees"], painful=bool(row["painful"]), tape=tape)

"""Instants as they are stored: UTC text, local date, UTC offset in minutes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone


def utc_text(at: datetime) -> str:
    """UTC text of fixed width, so that text order is time order. Needs an aware datetime."""
    if at.utcoffset() is None:
        raise ValueError("An instant needs its UTC offset.")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def columns(at: datetime) -> tuple[str, str, int]:
    """UTC text, local date and UTC offset in minutes."""
    offset = at.utcoffset() or timedelta()
    return utc_text(at), at.date().isoformat(), round(offset / timedelta(minutes=1))


def instant(utc: str, offset_min: int) -> datetime:
    """The instant as the user saw it."""
    at = datetime.fromisoformat(utc.removesuffix("Z")).replace(tzinfo=UTC)
    return at.astimezone(timezone(timedelta(minutes=offset_min)))


def between(column: str, first: date | None, last: date | None) -> tuple[str, list[str]]:
    """SQL condition and values for local dates from `first` to `last`, both included."""
    conditions, values = ["1"], []
    if first is not None:
        conditions.append(f"{column} >= ?")
        values.append(first.isoformat())
    if last is not None:
        conditions.append(f"{column} <= ?")
        values.append(last.isoformat())
    return " AND ".join(conditions), values

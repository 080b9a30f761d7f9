"""A clock for dates, moved by hand."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

MONDAY_8 = datetime(2026, 3, 2, 8, 0, tzinfo=timezone(timedelta(hours=1)))


class Calendar:
    """It is `at`, until somebody puts it elsewhere."""

    def __init__(self, at: datetime = MONDAY_8) -> None:
        self.at = at
        self._begun = at

    def now(self) -> datetime:
        return self.at

    def monotonic_ms(self) -> float:
        return (self.at - self._begun) / timedelta(milliseconds=1)

    def boot_ms(self) -> float:
        return self.monotonic_ms()

    def pass_(self, **time: float) -> None:
        """So many days, hours ... later."""
        self.at += timedelta(**time)

"""The machine's clocks."""

from __future__ import annotations

import time
from datetime import datetime


class SystemClock:
    """`Clock` of a real machine.

    Where the system has no clock that runs on during sleep, the wall clock stands in for it: a
    jump of it looks like sleep, which only means a pause too many.
    """

    def monotonic_ms(self) -> float:
        """Milliseconds that stand still while the machine sleeps."""
        return time.monotonic_ns() / 1e6

    def boot_ms(self) -> float:
        """Milliseconds that go on while the machine sleeps."""
        if hasattr(time, "CLOCK_BOOTTIME"):
            return time.clock_gettime_ns(time.CLOCK_BOOTTIME) / 1e6
        return time.time_ns() / 1e6

    def now(self) -> datetime:
        """The local date and time with its UTC offset."""
        return datetime.now().astimezone()

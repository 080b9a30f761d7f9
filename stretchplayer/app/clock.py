"""The machine's clocks."""

from __future__ import annotations

import sys
import time
from datetime import datetime

if sys.platform == "win32":
    import ctypes

    def _awake_ns() -> int:
        """Read the one clock of Windows that stands still during sleep; it counts in 100 ns."""
        ticks = ctypes.c_ulonglong()
        ctypes.WinDLL("kernelbase").QueryUnbiasedInterruptTimePrecise(ctypes.byref(ticks))
        return ticks.value * 100

    def _boot_ns() -> int:
        return time.monotonic_ns()

else:

    def _awake_ns() -> int:
        return time.monotonic_ns()

    def _boot_ns() -> int:
        """Read the clock that goes on during sleep.

        Where there is none the wall clock stands in for it: a jump of that one looks like sleep,
        which means no worse than a pause too many.
        """
        if hasattr(time, "CLOCK_BOOTTIME"):
            return time.clock_gettime_ns(time.CLOCK_BOOTTIME)
        return time.time_ns()


class SystemClock:
    """`Clock` of a real machine."""

    def monotonic_ms(self) -> float:
        """Milliseconds that stand still while the machine sleeps."""
        return _awake_ns() / 1e6

    def boot_ms(self) -> float:
        """Milliseconds that go on while the machine sleeps."""
        return _boot_ns() / 1e6

    def now(self) -> datetime:
        """The local date and time with its UTC offset."""
        return datetime.now().astimezone()

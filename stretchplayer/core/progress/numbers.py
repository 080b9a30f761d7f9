"""Mean, median and scatter. The standard library's module pulls in random numbers and fractions for these."""

from __future__ import annotations

from collections.abc import Sequence


def mean(values: Sequence[float]) -> float:
    """Arithmetic mean of at least one value."""
    return sum(values) / len(values)


def median(values: Sequence[float]) -> float:
    """Middle value, or the mean of the two middle ones, of at least one value."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return float(ordered[middle])
    return (ordered[middle - 1] + ordered[middle]) / 2


def median_of_counts(counts: Sequence[tuple[int, int]]) -> float:
    """The median of values that each come so many times, from the lowest to the highest value."""
    if len(counts) == 1:
        return float(counts[0][0])
    total = sum(times for _, times in counts)
    return (_nth(counts, (total - 1) // 2) + _nth(counts, total // 2)) / 2


def _nth(counts: Sequence[tuple[int, int]], place: int) -> int:
    seen = 0
    for value, times in counts:
        seen += times
        if place < seen:
            return value
    raise ValueError("there are not so many values")


def sum_of_squares(values: Sequence[float]) -> float:
    """Squared distances from the mean, added up."""
    middle = mean(values)
    return sum((value - middle) ** 2 for value in values)

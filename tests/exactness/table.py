"""Tells in words and numbers what was measured, and what of it is not as it must be."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np

from tests.exactness.judge import AT_ONCE_MS, MOST_SILENT_AFTER_MS, Verdict
from tests.exactness.measure import Measured

MOST_UNJUDGED = 0.5  # of the cues, because the machine broke the sound: more, and nothing has been measured
TOLD = 12


def table(measured: Measured) -> str:
    """What came of it."""
    ours, theirs = measured.ours, measured.theirs
    wishes = ", ".join(f"{n} × {wish.replace('_', ' ')}" for wish, n in sorted(measured.wishes.items()))
    epochs = ", ".join(f"{n} {kind}" for kind, n in sorted(measured.epochs.items()))
    broken = sum(length for _, length in measured.breaks)
    rows = [
        f"| Session of {measured.minutes:g} min | Cues | p50 | p99 | max | missed | doubled |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        _row("One stream, mixed to the sample (Stretch Player)", ours, ours.errors),
        _row("- the same, breaks for want of a processor counted as errors", ours, ours.plain),
        _row("A timer for each cue, one sound each", theirs, theirs.errors),
        "",
        "Errors in ms, against the place in the timeline relative to the first cue since the last gate or",
        "pause (for the timers relative to the middle of all, which is kinder).",
        "",
        f"- Wishes: {wishes}; {measured.answered} questions answered. Anchors: {epochs}.",
        f"- Cues due the moment of a wish, their place being played already: late by {_few(ours.at_once)}.",
        f"- Pauses while something sounded: command to silence, as recorded, {_few(ours.silent_after)};"
        f" sound beyond the paused position, in the stream's own time, {_few(ours.past_pause)}.",
        f"- Sound that no cue accounts for: {len(ours.strange)}.",
        f"- Meanwhile: {measured.painted} frames of the figure, charts redrawn {measured.redrawn} times,"
        f" main thread held up {measured.stuck} times for 400 ms.",
        f"- The pilot of another program broke {len(measured.breaks)} times, {broken:.2f} s in all;"
        f" {ours.unjudged} cues fell into that and were not judged.",
        f"- Breaks while this process waited for a processor at least as long: {len(ours.starved)}"
        f" (the timers: {len(theirs.starved)}).",
        f"- The session stood still by itself {measured.stalls} times, since nothing moved for two seconds.",
        f"- Analysis {measured.analysis_s:.0f} s, memory at most {measured.memory_mb:.0f} MB.",
    ]
    return "\n".join(rows) + "\n"


def faults(measured: Measured) -> list[str]:
    """What is not as it must be; empty when all is well."""
    ours = measured.ours
    told = [
        *_some("out of place", ours.out_of_place),
        *_some("missed", ours.missed),
        *_some("heard twice", ours.doubled),
        *_some("heard, but nobody's", ours.strange),
        *(f"resumed at {to} after a pause at {at}" for at, to in measured.resumed_elsewhere),
        *(
            f"silent only {ms:.0f} ms after the pause"
            for ms in ours.silent_after
            if ms > MOST_SILENT_AFTER_MS
        ),
        *(f"{ms:.0f} ms heard beyond the pause" for ms in ours.past_pause if ms > MOST_SILENT_AFTER_MS),
        *(f"due now and {ms:.0f} ms late" for ms in ours.at_once if not -1 <= ms <= AT_ONCE_MS),
    ]
    if ours.unjudged > MOST_UNJUDGED * (ours.cues + ours.unjudged):
        told.append(f"{ours.unjudged} cues could not be judged: the machine did not keep up")
    return told


def _row(name: str, verdict: Verdict, errors: Sequence[float]) -> str:
    sizes = np.abs(errors) if errors else np.full(1, np.nan)
    p50, p99, most = np.percentile(sizes, [50, 99, 100])
    heard = f"{verdict.cues} | {p50:.3f} | {p99:.3f} | {most:.3f}"
    return f"| {name} | {heard} | {len(verdict.missed)} | {len(verdict.doubled)} |"


def _few(values: Sequence[float]) -> str:
    if not values:
        return "nothing (n = 0)"
    return f"{np.median(values):.0f} ms in the middle, {max(values):.0f} ms at most (n = {len(values)})"


def _some(what: str, told: Sequence[str]) -> list[str]:
    more = [f"... and {len(told) - TOLD} more {what}"] if len(told) > TOLD else []
    return list(chain((f"{what}: {one}" for one in told[:TOLD]), more))

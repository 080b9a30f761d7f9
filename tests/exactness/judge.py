"""Finds every cue of a score in a recording, and whatever else is heard there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from tests.exactness.ears import Recorded
from tests.exactness.score import Due, Epoch
from tests.soundserver import RATE, FoundCue, correlate, find_cues

Wave = NDArray[np.float32]
WaitedMs = Callable[[float, float], float]

SURE = 0.85  # correlation from which a cue was heard for certain
TWICE = 0.9  # correlation from which it is, whatever else there is to be said
SAME = 0.7  # from which what is left over is the same clip once more
AGREEING = 8  # cues that tell where an epoch begins
EARLIEST_BEGIN_MS = 1_000.0  # sound begins at once, and it is told when all of it is written down
LATEST_BEGIN_MS = 1_500.0  # a schedule is heard so long after it was told at the latest
CUT_MARGIN_MS = 150  # round the end of an epoch: what is fading there is not looked for
LEAST_MS = 40  # of a clip that was cut off, to be looked for
ROUND_BREAK_MS = 100  # a break may have moved what is near it
FADING_MS = 250  # after a wish: what it took away may have begun
WINDOW = RATE // 200  # 5 ms, over which loudness is taken
SILENT = 10 ** (-60 / 20)  # of full scale, RMS
LEFT_OVER = 10 ** (-45 / 20)  # of full scale, RMS: what no cue accounts for
BUFFERED_MS = 250  # no more is kept ready by player and server
LONGEST_CUE_MS = 3_000
AT_ONCE_MS = 100.0  # what a wish makes due now begins within this
LEAST_WAITED_MS = 40.0  # without a processor, for a cue to be broken by that
MENDED_WITHIN_MS = 6.0  # of where it was: the player mends what it lost, in a silent gap
MOST_SILENT_AFTER_MS = 100.0  # a pause
LONGEST_STRANGE_MS = 30  # of it that may be the edge of something known


@dataclass
class Verdict:
    """What was found in one recording. Errors are milliseconds, positive is late."""

    errors: list[float] = field(default_factory=list)
    plain: list[float] = field(default_factory=list)  # the same, not forgiving breaks for want of a processor
    at_once: list[float] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    out_of_place: list[str] = field(default_factory=list)
    silent_after: list[float] = field(default_factory=list)  # from the command to silence, ms
    past_pause: list[float] = field(default_factory=list)  # sound beyond the paused position, ms
    starved: list[str] = field(default_factory=list)  # breaks while this process got no processor
    unjudged: int = 0
    undisturbed: int = 0  # parts that were judged

    @property
    def cues(self) -> int:
        """How many were looked for."""
        return len(self.errors) + len(self.at_once) + len(self.missed)


@dataclass(frozen=True)
class Manner:
    """Which recording is judged, and how."""

    recording: int
    within_ms: float  # how far from its place a cue is looked for
    strict: bool  # errors count from the first cue; else from the middle of all, which is kinder
    limit_ms: float = 1.0


class Judge:
    """Compares recordings with the score."""

    def __init__(self, clips: Mapping[str, Wave], waited_ms: WaitedMs = lambda from_ms, to_ms: 0.0) -> None:
        """`waited_ms` tells how long the player's process waited for a processor between two moments."""
        self._clips = clips
        self._waited_ms = waited_ms

    def judge(
        self, recorded: Recorded, epochs: Sequence[Epoch], broken: Sequence[tuple[int, int]], manner: Manner
    ) -> Verdict:
        """Find everything. Where the machine broke the sound, the parts before and after are judged apart."""
        verdict = Verdict()
        for n, epoch in enumerate(epochs):
            after = epochs[n + 1].places[manner.recording] if n + 1 < len(epochs) else len(recorded.samples)
            if epoch.until_places and epoch.cues:
                part = _Part(self._clips, recorded, epoch, after, manner, self._waited_ms, broken)
                part.judge(verdict)
        return verdict


@dataclass(frozen=True)
class _Placed:
    """A cue, how far into the recording its position 0 would be, and how sure that is."""

    cue: Due
    offset_ms: float
    likeness: float


class _Part:
    """One epoch of one recording."""

    def __init__(
        self,
        clips: Mapping[str, Wave],
        recorded: Recorded,
        epoch: Epoch,
        after: int,
        manner: Manner,
        waited_ms: WaitedMs,
        broken: Sequence[tuple[int, int]],
    ) -> None:
        self._clips = clips
        self._recorded = recorded
        self._epoch = epoch
        self._after = after
        self._manner = manner
        self._waited_ms = waited_ms
        self._broken = broken
        self._begin = epoch.places[manner.recording]
        self._waves = {id(cue): wave for cue in epoch.cues if (wave := self._wave(cue)) is not None}
        self._cues = [cue for cue in epoch.cues if id(cue) in self._waves]

    def judge(self, verdict: Verdict) -> None:
        """Put what is found into the verdict."""
        if not self._cues:
            return
        for cues in self._undisturbed(verdict):
            self._judge(cues, verdict)

    def _wave(self, cue: Due) -> Wave | None:
        """As much of a cue as must be heard: a pause, or an answer, cuts it off."""
        clip = self._clips.get(cue.id)
        if clip is None:
            return None
        left = self._heard_until() - CUT_MARGIN_MS - cue.at_ms
        return clip[: max(0, left) * RATE // 1000] if left >= LEAST_MS else None

    def _heard_until(self) -> int:
        """The position that sound would have reached: at a question the session's own stands still."""
        epoch = self._epoch
        if epoch.pause is not None:
            return epoch.until_ms
        return epoch.anchor_ms + (epoch.until_places[0] - epoch.places[0]) * 1000 // RATE

    def _undisturbed(self, verdict: Verdict) -> Iterable[list[Due]]:
        """The cues between breaks of the machine's making; those across one are left out."""
        around = [
            pair
            for pair in self._broken
            if pair[1] > self._begin and pair[0] < self._after + _samples(LATEST_BEGIN_MS)
        ]
        if not around:
            yield self._cues
            return
        start = self._start(self._cues)
        if start is None:
            return
        zero = start - _samples(self._cues[0].at_ms)
        kept: list[tuple[int, Due]] = []
        for cue in self._cues:
            from_ = zero + _samples(cue.at_ms - ROUND_BREAK_MS)
            to = from_ + len(self._waves[id(cue)]) + _samples(2 * ROUND_BREAK_MS)
            if any(from_ <= end and begin <= to for begin, end in around):
                verdict.unjudged += 1
            else:
                kept.append((sum(1 for _, end in around if end < from_), cue))
        for _, group in groupby(kept, key=lambda pair: pair[0]):
            yield [cue for _, cue in group]

    def _judge(self, cues: Sequence[Due], verdict: Verdict) -> None:
        verdict.undisturbed += 1
        start = self._start(cues)
        if start is None:
            return
        margin = round(self._manner.within_ms) + 100
        last = cues[-1]
        slice_from = start - _samples(margin)
        to = start + _samples(last.at_ms - cues[0].at_ms + margin) + len(self._waves[id(last)])
        to = max(to, *(start + _samples(c.at_ms - cues[0].at_ms) + len(self._waves[id(c)]) for c in cues))
        part = self._recorded.part(slice_from, to)
        names = [f"{n} {cue.id}" for n, cue in enumerate(cues)]
        found = find_cues(
            part,
            {name: self._waves[id(cue)] for name, cue in zip(names, cues, strict=True)},
            [(name, float(cue.at_ms)) for name, cue in zip(names, cues, strict=True)],
            first_ms=(start - slice_from) * 1000 / RATE,
            within_ms=self._manner.within_ms,
        )
        self._tell(cues, found, slice_from, verdict)
        if not self._manner.strict:
            return
        zero = slice_from + round(found[0].found_ms * RATE / 1000) - _samples(cues[0].at_ms)
        self._epoch.zero_ms = self._recorded.heard_ms(zero)
        self._look_at_the_rest(part, slice_from, zero, cues, found, verdict)
        if cues[-1] is self._cues[-1] and self._epoch.pause is not None:
            self._look_at_the_pause(zero, verdict)

    def _start(self, cues: Sequence[Due]) -> int | None:
        """The place of the first of these cues in the recording."""
        return self._find_start(cues) if self._manner.strict else self._expected_start(cues)

    def _find_start(self, cues: Sequence[Due]) -> int:
        """The place of the first cue, by which the first few agree best."""
        since_begin = cues[0].at_ms - self._epoch.anchor_ms
        first = self._begin + _samples(since_begin - EARLIEST_BEGIN_MS)
        span = _samples(EARLIEST_BEGIN_MS + LATEST_BEGIN_MS)
        total = np.zeros(span)
        for cue in cues[:AGREEING]:
            wave = self._waves[id(cue)]
            at = first + _samples(cue.at_ms - cues[0].at_ms)
            scores = correlate(self._recorded.part(at, at + span + len(wave) - 1), wave)
            total += np.square(np.maximum(scores, 0.0))
        return first + int(total.argmax())

    def _expected_start(self, cues: Sequence[Due]) -> int | None:
        """The place of the first cue by the clock, if the stream that is exact was found."""
        zero_ms = self._epoch.zero_ms
        return None if zero_ms is None else self._recorded.sample_at(zero_ms + cues[0].at_ms)

    def _tell(
        self, cues: Sequence[Due], found: Sequence[FoundCue], slice_from: int, verdict: Verdict
    ) -> None:
        placed = [_Placed(c, f.found_ms - f.at_ms, f.likeness) for c, f in zip(cues, found, strict=True)]
        heard = [one for one in placed if one.likeness >= SURE]
        for one in placed:
            if one.likeness < SURE and self._starved(slice_from, one, LEAST_WAITED_MS):
                verdict.unjudged += 1
                verdict.starved.append(f"within {one.cue.id} at {one.cue.at_ms}")
            elif one.likeness < SURE:
                verdict.missed.append(
                    f"{self._epoch.kind} {one.cue.id} at {one.cue.at_ms}, likeness {one.likeness:.2f}"
                )
        steady = [one.offset_ms for one in heard if not one.cue.at_once]
        if not steady:
            return
        zero = first = steady[0] if self._manner.strict else float(np.median(steady))
        waiting: list[_Placed] = []  # due at once, since the last cue that had a place
        for one in heard:
            error = one.offset_ms - zero
            if one.cue.at_once:
                waiting.append(one)
                continue
            verdict.plain.append(one.offset_ms - first)
            if self._manner.strict and abs(error) > self._manner.limit_ms:
                mended = zero != first and abs(one.offset_ms - first) <= MENDED_WITHIN_MS
                if mended or self._starved(slice_from, one, abs(error)):
                    what = "mended by" if mended else "broke by"
                    verdict.starved.append(f"{what} {error:+.0f} ms before {one.cue.id} at {one.cue.at_ms}")
                    self._tell_at_once(waiting, zero, one.offset_ms, verdict)
                    waiting = []
                    zero, error = one.offset_ms, 0.0
                else:
                    verdict.out_of_place.append(
                        f"{self._epoch.kind} at {self._epoch.anchor_ms}: {one.cue.id} at {one.cue.at_ms}: "
                        f"{error:+.2f} ms, likeness {one.likeness:.2f}"
                    )
            verdict.errors.append(error)
            self._tell_at_once(waiting, zero, zero, verdict)
            waiting = []
        self._tell_at_once(waiting, zero, zero, verdict)

    @staticmethod
    def _tell_at_once(waiting: Sequence[_Placed], before: float, after: float, verdict: Verdict) -> None:
        """How late they are; round a break that has been told, against the side of it they are on."""
        for one in waiting:
            late = [one.offset_ms - zero for zero in (before, after)]
            fitting = [ms for ms in late if -1.0 <= ms <= AT_ONCE_MS]
            verdict.at_once.append(fitting[0] if fitting else late[0])

    def _starved(self, slice_from: int, one: _Placed, lost_ms: float) -> bool:
        """Whether the process got no processor for at least as long as was lost, since the cue before."""
        before = [cue.at_ms for cue in self._cues if cue.at_ms < one.cue.at_ms]
        from_ms = max(before, default=self._epoch.anchor_ms) - BUFFERED_MS
        until_ms = one.cue.at_ms + (len(self._waves[id(one.cue)]) * 1000 // RATE)
        began_ms = self._recorded.heard_ms(slice_from) + one.offset_ms
        return self._most_waited(began_ms + from_ms, began_ms + until_ms) >= lost_ms

    def _most_waited(self, from_ms: float, to_ms: float) -> float:
        """The most it waited within the time that a full buffer lasts."""
        starts = np.arange(from_ms, max(to_ms, from_ms + 1), BUFFERED_MS / 5)
        return max(self._waited_ms(start, start + BUFFERED_MS) for start in starts)

    def _look_at_the_rest(
        self,
        part: Wave,
        slice_from: int,
        zero: int,
        cues: Sequence[Due],
        found: Sequence[FoundCue],
        verdict: Verdict,
    ) -> None:
        """Take everything found out of the recording: nothing may be left."""
        rest = part.astype(np.float64)
        placed = [
            (round(f.found_ms * RATE / 1000), self._waves[id(c)].astype(np.float64))
            for c, f in zip(cues, found, strict=True)
            if f.likeness >= SURE
        ]
        gains = [0.0] * len(placed)
        for _ in range(3):
            for n, (at, whole) in enumerate(placed):
                there = rest[at : at + len(whole)]
                wave = whole[: len(there)]
                more = float(there @ wave / (wave @ wave))
                there -= more * wave
                gains[n] += more
        loud = _loudness(rest.astype(np.float32)) > LEFT_OVER
        known = {id(c) for c, f in zip(cues, found, strict=True) if f.likeness >= SURE}
        unknown = [cue for cue in self._epoch.cues if id(cue) not in known]
        for begin, end in self._known_edges(zero, unknown):
            loud[max(0, (begin - slice_from) // WINDOW) : max(0, (end - slice_from) // WINDOW + 1)] = False
        for begin, end in _stretches(loud, LONGEST_STRANGE_MS * RATE // 1000 // WINDOW):
            self._name(rest.astype(np.float32), begin * WINDOW, end * WINDOW, slice_from - zero, verdict)

    def _known_edges(self, zero: int, unknown: Sequence[Due]) -> list[tuple[int, int]]:
        """Places where something may be heard in part: wishes, breaks, the end of the epoch, and beyond.

        Where a cue was not found, that has been told.
        """
        anchor = zero + _samples(self._epoch.anchor_ms)
        edges = [(zero + _samples(at - 20), zero + _samples(at + FADING_MS)) for at in self._epoch.revised_ms]
        until = zero + _samples(self._heard_until())
        margin = _samples(FADING_MS)
        edges += [(begin - margin, end + margin) for begin, end in self._broken]
        for cue in unknown:
            if cue.id in self._clips:
                at = zero + _samples(cue.at_ms)
                edges.append((at - margin, at + len(self._clips[cue.id]) + margin))
        return [*edges, (0, anchor), (until - _samples(CUT_MARGIN_MS), 2**62)]

    def _name(self, rest: Wave, begin: int, end: int, to_position: int, verdict: Verdict) -> None:
        at_ms = round((begin + to_position) * 1000 / RATE)
        alike = {name: _likest(rest, begin, end, clip) for name, clip in self._clips.items()}
        best = max(alike, key=lambda name: alike[name])
        likeness, place = alike[best]
        begins_ms = (place + to_position) * 1000 / RATE
        # A gap within a cue leaves the rest of it over, later by the gap: that is no second time.
        # Each break of the machine's own has moved what follows it within the epoch a little more.
        moved_ms = BUFFERED_MS * (
            1 + sum(self._begin < stop and at < self._after for at, stop in self._broken)
        )
        in_place = any(cue.id == best and abs(cue.at_ms - begins_ms) <= moved_ms for cue in self._cues)
        heard_ms = (self._epoch.zero_ms or 0.0) + at_ms
        if (likeness < TWICE or in_place) and (
            self._most_waited(heard_ms - LONGEST_CUE_MS, heard_ms + BUFFERED_MS) > LEAST_WAITED_MS
        ):
            verdict.starved.append(f"scraps at {at_ms}")
        elif likeness >= SAME:
            verdict.doubled.append(f"{best} near {at_ms}")
        else:
            level = 20 * np.log10(np.abs(rest[begin:end]).max())
            verdict.strange.append(f"{(end - begin) * 1000 // RATE} ms of {level:.0f} dBFS at {at_ms}")

    def _look_at_the_pause(self, zero: int, verdict: Verdict) -> None:
        """How long sound went on after standing still was asked for, if it sounded then."""
        pause = self._epoch.pause
        assert pause is not None
        paused = zero + _samples(pause.position_ms)
        loud = _loudness(self._recorded.part(paused - RATE // 5, self._after)) > SILENT
        last = np.flatnonzero(loud)
        if not last.size or last[-1] * WINDOW < RATE // 5 - _samples(CUT_MARGIN_MS):
            return  # it was silent already
        end = paused - RATE // 5 + (int(last[-1]) + 1) * WINDOW
        until_ms = self._recorded.heard_ms(end)
        near = _samples(FADING_MS)
        if any(begin < end + near and paused - near < stop for begin, stop in self._broken):
            return  # the server itself had been held up
        if until_ms - pause.asked_ms > MOST_SILENT_AFTER_MS and (
            self._most_waited(pause.asked_ms - BUFFERED_MS, until_ms) > LEAST_WAITED_MS
        ):
            verdict.starved.append(f"silent {until_ms - pause.asked_ms:.0f} ms after {pause.position_ms}")
            return
        verdict.past_pause.append((end - paused) * 1000 / RATE)
        verdict.silent_after.append(until_ms - pause.asked_ms)


def _likest(rest: Wave, begin: int, end: int, clip: Wave) -> tuple[float, int]:
    """How much what is left over round here is like a clip, and where that would begin."""
    from_ = max(0, begin - len(clip))
    scores = correlate(rest[from_ : end + len(clip)], clip)
    return (float(scores.max()), from_ + int(scores.argmax())) if scores.size else (0.0, 0)


def _samples(milliseconds: float) -> int:
    return round(milliseconds * RATE / 1000)


def _loudness(wave: Wave) -> NDArray[np.float64]:
    """RMS of each window."""
    whole = len(wave) // WINDOW
    squares = np.square(wave[: whole * WINDOW].astype(np.float64)).reshape(-1, WINDOW)
    return np.asarray(np.sqrt(squares.mean(axis=1)))


def _stretches(loud: NDArray[np.bool_], at_least: int) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.r_[False, loud, False].astype(np.int8)))
    return [(int(b), int(e)) for b, e in zip(edges[::2], edges[1::2], strict=True) if e - b >= at_least]

"""A session as a recording: what is heard where nobody can answer, and where its chapters begin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchplayer.core.cues import DONE, TONE_GAP_MS, WORD_GAP_MS, chosen_tone
from stretchplayer.core.place import Place
from stretchplayer.core.preferences import Background, Talking
from stretchplayer.core.timeline import Cue, CueKind, PostureChange, SegmentKind
from stretchplayer.core.words import CHANGE_WORDS

if TYPE_CHECKING:
    from pathlib import Path

    from stretchplayer.core.preferences import Preferences
    from stretchplayer.core.timeline import Timeline

#: What is said in place of a question, since a recording cannot wait for an answer.
REMINDERS = {"rate-stretch": "remember-stretch", "rate-now": "remember-now"}
DONE_PHRASE = "session-done"
MOMENT_MS = 1_500  # to stay lying, before it is said how to get up
TAIL_MS = 1_000  # of quiet at the end, so that a player does not cut off the last word
AFTERWARDS = "How it felt"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a recording: where it begins, and its name."""

    at_ms: int
    name: str


@dataclass(frozen=True, slots=True)
class Score:
    """Everything that is heard in a recording, its length and its chapters."""

    cues: tuple[Cue, ...]
    duration_ms: int
    chapters: tuple[Chapter, ...]
    background: Background = Background.OFF
    background_volume: float = 0.0  # beside a voice at its full volume


@dataclass(frozen=True, slots=True)
class Taken:
    """The files that a recording has become."""

    sound: Path
    sheet: Path | None  # with the chapters, which are in the sound as well; None if it could not be written

    @property
    def chapters(self) -> str:
        """Where they are: "with its chapters in day.cue beside it"."""
        if self.sheet is None:
            return "with its chapters in it, though no cue sheet could be written beside it"
        return f"with its chapters in {self.sheet.name} beside it"


def score_of(timeline: Timeline) -> Score:
    """The score of a recording: the timeline's, with reminders in place of questions, and an end."""
    words = [cue.at_ms for cue in timeline.cues if cue.kind is CueKind.VOICE]
    cues = tuple(
        _reminding(cue, timeline, next((at_ms for at_ms in words if at_ms > cue.at_ms), None))
        if cue.id in REMINDERS
        else cue
        for cue in timeline.cues
    )
    end = _ending(timeline, max((cue.end_ms for cue in cues), default=0))
    duration = max([timeline.duration_ms, *(cue.end_ms for cue in (*cues, *end))]) + TAIL_MS
    preferences = timeline.context.preferences
    volume = _background_volume(preferences)
    return Score((*cues, *end), duration, _chapters(timeline), preferences.background, volume)


def _background_volume(preferences: Preferences) -> float:
    """As loud against the voice, which is at its full volume here, as the user has it."""
    beside = preferences.voice_volume or preferences.tone_volume or 1.0
    return min(1.0, preferences.background_volume / beside)


def _reminding(cue: Cue, timeline: Timeline, until_ms: int | None) -> Cue:
    """The reminder, where it is over before other words begin; else the question, which is shorter."""
    reminder = REMINDERS[cue.id]
    phrase = timeline.context.phrases.get(reminder)
    if phrase is None or (until_ms is not None and cue.at_ms + phrase.duration_ms > until_ms):
        return cue
    return Cue(cue.at_ms, phrase.duration_ms, reminder, phrase.text, CueKind.VOICE)


def _ending(timeline: Timeline, quiet_from_ms: int) -> tuple[Cue, ...]:
    """The end, after all that is said before it."""
    return end_cues(timeline, max(timeline.duration_ms, quiet_from_ms + WORD_GAP_MS))


def end_cues(timeline: Timeline, at_ms: int) -> tuple[Cue, ...]:
    """The tone and the words that end a session, from `at_ms` on: that it is over, and how to get up."""
    preferences, phrases = timeline.context.preferences, timeline.context.phrases
    cues: list[Cue] = []
    tone = chosen_tone(DONE, preferences.sounds)
    if tone is not None:
        length = phrases[tone].duration_ms if tone in phrases else 0
        cues.append(Cue(at_ms, length, tone, None, CueKind.TONE))
        at_ms += TONE_GAP_MS
    if preferences.talking is Talking.BELL:
        return tuple(cues)
    for id_ in (DONE_PHRASE, _way_up(timeline)):
        words = phrases.get(id_)
        if words is not None:
            cues.append(Cue(at_ms, words.duration_ms, id_, words.text, CueKind.VOICE))
            at_ms += words.duration_ms + MOMENT_MS
    return tuple(cues)


def _way_up(timeline: Timeline) -> str:
    """The phrase for getting up from where the last stretch leaves one lying; empty for nobody who lies."""
    last = next((s.stretch for s in reversed(timeline.segments) if s.stretch is not None), None)
    if last is None or not timeline.context.catalogue[last].end_posture.lying:
        return ""
    on_bed = timeline.context.place is Place.BED
    return CHANGE_WORDS[PostureChange.OFF_BED if on_bed else PostureChange.UP]


def _chapters(timeline: Timeline) -> tuple[Chapter, ...]:
    """One for each stretch as it comes, and one for all that is asked after the last of them."""
    chapters: list[Chapter] = []
    played = [index for index, s in enumerate(timeline.segments) if s.kind is not SegmentKind.RATING]
    item: int | None = None
    for index, segment in enumerate(timeline.segments):
        if segment.item == item and chapters:
            continue
        if index > max(played, default=-1):
            chapters.append(Chapter(segment.start_ms, AFTERWARDS))
            break
        assert segment.stretch is not None  # only what is asked has none
        chapters.append(Chapter(segment.start_ms, timeline.context.catalogue[segment.stretch].name))
        item = segment.item
    return tuple(chapters)

"""Any routine, any preferences, any voice, and any wishes while it runs, made of what the app ships."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import msgspec
from hypothesis import strategies as st

from stretchplayer.app.content import load_catalogue, load_phrases, load_routines
from stretchplayer.audio.tones import TONES
from stretchplayer.core.catalogue import Side
from stretchplayer.core.edits import Edit, EditKind, revise
from stretchplayer.core.phrases import Phrase, phrase_book
from stretchplayer.core.place import Place
from stretchplayer.core.plan import compile_routine
from stretchplayer.core.plan_context import PlanOptions
from stretchplayer.core.preferences import AskDuring, Preferences, Sounds, Talking
from stretchplayer.core.routine import LENGTH_LIMITS, LIMITS, Routine, RoutineItem, Sides
from stretchplayer.core.timeline import Timeline

ASSETS = Path(__file__).parents[2] / "assets"
CATALOGUE = load_catalogue(ASSETS / "catalogue")
ROUTINES = load_routines(ASSETS / "routines")
WORDS = load_phrases(ASSETS / "voice" / "en")
TONE_LENGTHS = {name: tone.duration_ms for name, tone in TONES.items()}


def _book(lengths: Mapping[str, int]) -> dict[str, Phrase]:
    texts = {id_: words.text for id_, words in WORDS.items()}
    return phrase_book(texts, {**lengths, **TONE_LENGTHS}, {id_: words.short for id_, words in WORDS.items()})


def _recorded(voice: str) -> dict[str, int]:
    manifest = json.loads((ASSETS / "voice" / "en" / voice / "manifest.json").read_text(encoding="utf-8"))
    return {id_: clip["duration_ms"] for id_, clip in manifest["clips"].items()}


#: What can be heard in each voice, and where no clip at all could be found.
BOOKS = {
    "heart": _book(_recorded("heart")),
    "michael": _book(_recorded("michael")),
    "no clips": _book({}),
}


@st.composite
def items(draw: st.DrawFn) -> RoutineItem:
    """A stretch with any dose the editor allows."""
    name = draw(st.sampled_from([s.id for s in CATALOGUE]))
    limits = LIMITS[CATALOGUE[name].form]
    seconds = st.floats(*limits.hold_s).map(lambda s: round(s, 1))
    return RoutineItem(
        stretch=name,
        hold_s=draw(st.none() | seconds),
        repetitions=draw(st.none() | st.integers(*limits.repetitions)),
        rest_s=draw(st.none() | st.sampled_from([0.0, 0.4, 2.0, 30.0])),
        get_ready_s=draw(st.none() | st.sampled_from([0.0, 0.3, 1.0, 3.0, 8.0, 60.0])),
        sides=draw(st.sampled_from(Sides)),
        first_side=draw(st.none() | st.sampled_from(Side)),
    )


routines = st.one_of(
    st.sampled_from(ROUTINES),
    st.builds(
        lambda items, place, length: Routine(
            id="r", name="R", description="R.", items=tuple(items), place=place, length=length
        ),
        st.lists(items(), min_size=1, max_size=4),
        st.sampled_from(Place),
        st.just(1.0) | st.floats(*LENGTH_LIMITS),
    ),
)

options = st.builds(
    PlanOptions,
    first_side=st.sampled_from(Side),
    short_holds=st.booleans(),
    half_dose=st.booleans(),
    gentle=st.booleans(),
)

preferences = st.builds(
    Preferences,
    talking=st.sampled_from(Talking),
    sounds=st.sampled_from(Sounds),
    breath_cue=st.booleans(),
    count_tones=st.booleans(),
    ask_during=st.sampled_from(AskDuring),
    ask_after=st.booleans(),
    same_posture_s=st.floats(0, 15),
    new_posture_s=st.floats(0, 30),
    to_floor_s=st.floats(0, 60),
    to_bed_s=st.floats(0, 60),
    move_in_s=st.floats(0, 6),
    release_s=st.floats(0, 6),
    drill_move_in_s=st.floats(0, 4),
    drill_release_s=st.floats(0, 4),
    change_side_s=st.floats(0, 20),
    rest_s=st.sampled_from([0.0, 3.0]),
)


@st.composite
def books(draw: st.DrawFn) -> Mapping[str, Phrase]:
    """A voice, sometimes with phrases nobody has even written."""
    book = BOOKS[draw(st.sampled_from(sorted(BOOKS)))]
    lost = draw(st.just([]) | st.lists(st.sampled_from(sorted(WORDS)), max_size=20))
    return {id_: phrase for id_, phrase in book.items() if id_ not in lost}


@st.composite
def timelines(draw: st.DrawFn, level: Talking | None = None) -> Timeline:
    """A compiled session."""
    chosen = draw(preferences)
    if level is not None:
        chosen = msgspec.structs.replace(chosen, talking=level)
    return compile_routine(draw(routines), CATALOGUE, chosen, draw(books()), draw(options))


@st.composite
def revisions(draw: st.DrawFn, timeline: Timeline) -> list[tuple[int, Timeline]]:
    """The timeline after each of a few wishes, with where each was uttered."""
    made: list[tuple[int, Timeline]] = []
    position = 0
    for _ in range(draw(st.integers(1, 4))):
        if position >= timeline.duration_ms - 1:
            break
        # Mostly near the next words or turn, where it matters; else anywhere.
        marks = [c.at_ms for c in timeline.cues if c.at_ms > position]
        near = st.sampled_from(marks or [position]).flatmap(lambda at: st.integers(at - 200, at + 1_500))
        position = draw(near | st.integers(position, timeline.duration_ms - 1))
        position = min(max(position, 0), timeline.duration_ms - 1)
        if made:
            position = max(position, made[-1][0])
        kind = draw(st.sampled_from(EditKind))
        named = draw(st.lists(st.sampled_from([s.id for s in CATALOGUE]), min_size=1, max_size=2))
        timeline = revise(timeline, position, Edit(kind, tuple(named)))
        made.append((position, timeline))
    return made

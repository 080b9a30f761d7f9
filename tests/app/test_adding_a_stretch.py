"""A new stretch is data: a record and a pose, its line in the library, and the words it says first.

It is then offered, found, filtered, planned, spoken and drawn like the others, and no code knows of it.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from stretchplayer.app.content import load_catalogue, load_phrases, load_sources
from stretchplayer.core.catalogue import Posture, Side
from stretchplayer.core.compose import AIMS, compose
from stretchplayer.core.concerns import Concern
from stretchplayer.core.content_rules import catalogue_faults, phrase_faults
from stretchplayer.core.flexibility import ALL_TESTS
from stretchplayer.core.matching import CONFIDENT, match_name
from stretchplayer.core.phrases import phrase_book
from stretchplayer.core.plan import compile_routine
from stretchplayer.core.plan_context import PlanOptions
from stretchplayer.core.preferences import Preferences
from stretchplayer.core.routine import Routine, RoutineItem
from stretchplayer.core.suitability import Suits
from stretchplayer.core.timeline import CueKind, SegmentKind
from stretchplayer.figure.check import check_pose
from stretchplayer.figure.motion import Movement
from stretchplayer.figure.pose import PoseLibrary

ASSETS = Path(__file__).parents[2] / "assets"
NAME = "standing-arm-reach"

RECORD = """
id = "standing-arm-reach"
name = "Standing arm reach"
short_name = "Arm reach"
aliases = ["Overhead reach"]
type = "stretch"
form = "hold"
posture = "standing"
directions = ["N"]
side_means = "arm"
targets = "Side of the trunk"
muscles = ["lat"]
feel = "A mild pull under the raised arm."
steps = ["Stand tall.", "Raise one arm.", "Reach up.", "Lower it, then change sides."]
mistakes = ["Shrugging the shoulder", "Arching the back"]
cautions = ["SHOULDER"]
caution_note = "Ask a professional first if a shoulder is sore."
pose = "standing-arm-reach"
picture = "A person stands and reaches up with one arm."
sources = ["Side1"]

[dose]
hold_s = 15
repetitions = 2

[breathing]
text = "Slow, easy breaths."

[pace]
move_in_s = 3

[easier]
text = "Reach less high."

[swap]
stretch = "seated-side-bend"
reason = "Reaches the same side sitting."

[spoken]
name = "name-standing-arm-reach"
setup = ["setup-stand-tall"]
side = "reach-up-{side}"
hold = ["come-out-a-little"]
"""

WORDS = """
name-standing-arm-reach = { text = "Arm reach." }
reach-up-right = { text = "Reach up with your right arm." }
reach-up-left = { text = "Reach up with your left arm." }
"""

POSE = """
{
 "title": "Standing arm reach",
 "camera": [80, 8],
 "order": ["armL", "legL", "pelvis", "legR", "shirt", "head", "armR"],
 "keys": [
  {
   "place": {"floor": ["feet"], "anchor": "pelvis", "at": [0, 0], "sink": 0},
   "legR": {"hip": [4, 0, 0], "knee": 8, "ankle": 4},
   "legL": {"hip": [4, 0, 0], "knee": 8, "ankle": 4},
   "armR": {"sh": [4, 7, 0], "elbow": 12, "pron": 10, "curl": 14},
   "armL": {"sh": [4, 7, 0], "elbow": 12, "pron": 10, "curl": 14}
  },
  {
   "place": {"floor": ["feet"], "anchor": "pelvis", "at": [0, 0], "sink": 0},
   "legR": {"hip": [4, 0, 0], "knee": 8, "ankle": 4},
   "legL": {"hip": [4, 0, 0], "knee": 8, "ankle": 4},
   "armR": {"sh": [4, 172, 0], "elbow": 8, "pron": 60, "curl": 8},
   "armL": {"sh": [4, 7, 0], "elbow": 12, "pron": 10, "curl": 14}
  }
 ],
 "stage": [[0, 1], [0, 1], [0, 1]],
 "highlight": ["lat.R"],
 "arrows": [],
 "switch": "flip"
}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content with one stretch more."""
    root = tmp_path_factory.mktemp("content")
    shutil.copytree(ASSETS / "catalogue", root / "catalogue")
    (root / "poses").mkdir()
    (root / "catalogue" / f"{NAME}.toml").write_text(RECORD, encoding="utf-8")
    (root / "poses" / f"{NAME}.json").write_text(POSE, encoding="utf-8")
    library = root / "catalogue" / "library.toml"
    text = library.read_text(encoding="utf-8")
    library.write_text(text.replace('    "warm-up', f'    "{NAME}",\n    "warm-up'), encoding="utf-8")
    words = (ASSETS / "voice" / "en" / "phrases.toml").read_text(encoding="utf-8")
    (root / "phrases.toml").write_text(words + WORDS, encoding="utf-8")
    return root


def test_its_files_are_sound(folder: Path) -> None:
    catalogue = load_catalogue(folder / "catalogue")
    assert catalogue_faults(catalogue, load_sources(folder / "catalogue")) == []
    assert phrase_faults(catalogue, load_phrases(folder), ALL_TESTS) == []
    assert NAME in [stretch.id for stretch in catalogue]


def test_it_is_found_filtered_and_chosen(folder: Path) -> None:
    catalogue = load_catalogue(folder / "catalogue")
    best = match_name("overhead reaches", catalogue)[0]
    assert (best.stretch.id, best.score >= CONFIDENT) == (NAME, True)
    assert Suits(hidden=frozenset({Concern.SHOULDERS})).hides(catalogue[NAME])
    whole_spine = [aim for aim in AIMS if aim.key == "whole-spine"]
    on_floor = frozenset(s.id for s in catalogue if s.posture is not Posture.STANDING)
    made = compose(6, whole_spine, catalogue, Preferences(), PlanOptions(left_out=on_floor))
    assert made is not None
    assert NAME in [item.stretch for item in made.routine.items]


def test_it_is_planned_and_spoken(folder: Path) -> None:
    catalogue = load_catalogue(folder / "catalogue")
    texts = {name: words.text for name, words in load_phrases(folder).items()}
    items = (RoutineItem(stretch="pelvic-tilt"), RoutineItem(stretch=NAME))
    routine = Routine(id="r", name="R", description="R.", items=items)
    timeline = compile_routine(routine, catalogue, Preferences(), phrase_book(texts, {}))
    its = [segment for segment in timeline.segments if segment.stretch == NAME]
    held = [(s.side, s.duration_ms) for s in its if s.kind is SegmentKind.HOLD]
    assert sorted(held) == [(side, 15_000) for side in (Side.LEFT, Side.LEFT, Side.RIGHT, Side.RIGHT)]
    assert {s.duration_ms for s in its if s.kind is SegmentKind.MOVE_IN} == {3_000}
    said = {cue.id for cue in timeline.cues if cue.kind is CueKind.VOICE}
    assert {"name-standing-arm-reach", "reach-up-left", "reach-up-right", "setup-stand-tall"} <= said


def test_it_is_drawn(folder: Path) -> None:
    pose = PoseLibrary(folder / "poses")[NAME]
    assert not check_pose(pose), str(check_pose(pose))
    raised = Movement(pose).move(1.0).skeleton.rotation - Movement(pose).move(0.0).skeleton.rotation
    assert abs(raised).max() > 1  # an arm is up

"""Pose files: what is read, and what is said about a broken one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from stretchplayer.core.errors import ContentError, NotFoundError
from stretchplayer.figure.pose import OnBody, PoseLibrary, Way, parse_pose
from tests.figure.conftest import POSES


@pytest.fixture
def content() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((POSES / "single-knee-to-chest.json").read_text("utf-8"))
    return data


def complaint(content: Any) -> str:
    with pytest.raises(ContentError) as caught:
        parse_pose(json.dumps(content).encode(), "knee.json")
    return str(caught.value)


def test_targets_and_directions_are_told_apart(content: dict[str, Any]) -> None:
    pose = parse_pose(json.dumps(content).encode(), "knee.json")
    assert pose.keys[0].legL.ik == (0.285, 0.039, -0.056)
    held = pose.keys[-1].armR.ik
    assert isinstance(held, OnBody)
    assert held.on == "thighR"


def test_text_that_is_no_json_is_told_with_its_file() -> None:
    with pytest.raises(ContentError, match=r"knee\.json"):
        parse_pose(b"{", "knee.json")


def test_a_wrong_field_is_told_with_its_place(content: dict[str, Any]) -> None:
    content["keys"][1]["legR"]["knee"] = "bent"
    assert "keys" in complaint(content)
    assert "knee" in complaint(content)


def test_a_field_nobody_knows_is_told(content: dict[str, Any]) -> None:
    content["keys"][0]["tail"] = 1
    assert "tail" in complaint(content)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"times": [0, 1]}, "times"),
        ({"times": [0.0, 0.8, 0.5, 1.0]}, "rise"),
        ({"times": [0.1, 1.0]}, "rise"),
        ({"times": []}, "rise"),
        ({"cycle": [0, 9]}, "cycle"),
        ({"cycle": [1]}, "two keys"),
        ({"stage": [[0, 1], [0.5, 0.5], [0, 1]]}, "stage"),
        ({"stage": [[0, 1], [0, 1], [0, 1.4]]}, "stage"),
        ({"props": [{"kind": "box", "at": [0, 1, 0.4, 0.1, 0, 1]}]}, "props"),
        ({"mat": [0.5, -0.5]}, "mat"),
        ({"matz": 0}, "mat"),
        ({"highlight": ["wing.R"]}, "wing.R"),
        ({"order": ["pelvis", "head"]}, "order"),
        ({"arrows": [{"kind": "bez", "at": "tail"}]}, "tail"),
        ({"keys": []}, "keys"),
        ({"bands": [{"kind": "towel", "through": [{"on": "handR"}, {"on": "paw"}]}]}, "no bone 'paw'"),
        ({"bands": [{"kind": "towel", "through": [{"on": "handR"}]}]}, "two points"),
        ({"bands": [{"kind": "towel", "through": [[0, 0, 0], [1, 0, 0]], "before": "wing"}]}, "'wing'"),
        ({"bands": [{"kind": "towel", "through": [[0, 0, 0], [1, 0, 0]], "length": 1}]}, "rod alone"),
        ({"bands": [{"kind": "stick", "through": [[0, 0, 0], [1, 0, 0]], "length": 0}]}, "above 0"),
        ({"focus": {"at": "belly", "span": 0.4}}, "no bone 'belly'"),
        ({"focus": {"at": "sp2", "span": 0}}, "focus: must have a size"),
        ({"easier": None, "easier_other": {}}, "a key between"),
        ({"harder": None, "harder_start": {}}, "harder_start: needs the form"),
        ({"harder": {}, "harder_start": {"place": {"anchor": "nose"}}}, "harder_start: no bone 'nose'"),
    ],
)
def test_what_does_not_fit_is_told(content: dict[str, Any], change: dict[str, Any], words: str) -> None:
    assert words in complaint(content | change)


def test_unknown_bones_and_parts_are_told(content: dict[str, Any]) -> None:
    content["keys"][0]["place"] = {"floor": ["wing"], "anchor": "tail"}
    content["easier"]["armR"]["ik"]["on"] = "horn"
    said = complaint(content)
    assert "keys[0]: no bone 'tail'" in said
    assert "keys[0]: no part 'wing'" in said
    assert "easier: no bone 'horn'" in said


def test_what_is_used_for_one_way_alone_is_there_for_no_other(content: dict[str, Any]) -> None:
    content["props"] = [{"kind": "wall", "at": [0, 1, 0, 1, 0, 1], "ways": ["harder"]}]
    content["bands"] = [
        {"kind": "towel", "through": [{"on": "handR"}, {"on": "footR"}], "ways": ["easier", "harder"]},
        {"kind": "stick", "through": [{"on": "handR"}, {"on": "handL"}]},
    ]
    content["arrows"] = [{"kind": "arc", "at": "pelvis", "ways": ["usual", "harder"]}]
    pose = parse_pose(json.dumps(content).encode(), "knee.json")

    def used(way: Way) -> tuple[int, ...]:
        equipped = pose.equipped(way)
        return len(equipped.props), len(equipped.bands), len(equipped.arrows)

    assert {way: used(way) for way in Way} == {
        Way.USUAL: (0, 1, 1),
        Way.EASIER: (0, 2, 0),
        Way.HARDER: (1, 2, 1),
    }


def test_poses_are_read_when_first_asked_for(tmp_path: Path, content: dict[str, Any]) -> None:
    (tmp_path / "good.json").write_text(json.dumps(content), "utf-8")
    (tmp_path / "bad.json").write_text("[]", "utf-8")
    library = PoseLibrary(tmp_path)
    assert library.ids() == ["bad", "good"]
    assert library["good"] is library["good"]
    with pytest.raises(ContentError, match="bad"):
        library["bad"]
    with pytest.raises(NotFoundError, match="none-such"):
        library["none-such"]


def test_a_form_can_begin_otherwise(content: dict[str, Any]) -> None:
    content["harder"], content["harder_start"] = content["easier"], content["keys"][1]
    pose = parse_pose(json.dumps(content).encode(), "knee.json")
    assert pose.keys_for(Way.HARDER) == (pose.keys[1], *pose.keys[1:-1], pose.harder)
    assert pose.keys_for(Way.EASIER)[0] == pose.keys[0]

"""Whatever is in a file, it is read or refused: nothing else happens, and not slowly."""

from __future__ import annotations

import io
import json
import time
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stretchplayer.app.content import load_catalogue
from stretchplayer.core.errors import RefusedFileError
from stretchplayer.core.routine import MOST_ITEMS, Routine, RoutineItem
from stretchplayer.exchange import limits
from stretchplayer.exchange.carry_out import NewIds, carry_out
from stretchplayer.exchange.detect import read_bytes
from stretchplayer.exchange.model import Bundle
from stretchplayer.exchange.stretch_file import write_routine
from stretchplayer.exchange.usual import usual_plan

ROOT = Path(__file__).parent.parent.parent
DATA = Path(__file__).parent / "data"
CATALOGUE = load_catalogue(ROOT / "assets/catalogue")
SAMPLES = {
    path.name: path.read_bytes() for path in sorted(DATA.iterdir()) if path.suffix not in {".md", ".xz"}
}
SAMPLES["ours"] = write_routine(
    Routine(id="r", name="R", description="", items=(RoutineItem(stretch="cat-cow", hold_s=8),)),
    CATALOGUE,
    lambda picture: None,
)
TREES = {
    name: json.loads(data) for name, data in SAMPLES.items() if data[:1] in b"[{" and b"\xfc" not in data
}
SECONDS = 2.0
MANY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))

odd_numbers = st.sampled_from([0, -1, 1, 1.5, -0.0, 1e300, 10**39, -(10**18), True, False])
odd_texts = st.sampled_from(
    ["", " ", "\u202e", "\x00", "\ud800", "x" * 5000, "<p", "NaN", "../../x", "left", "own-x", "\U0001f600"]
)
odd = st.recursive(
    st.none() | odd_numbers | odd_texts | st.text(max_size=5),
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(st.text(max_size=5), parts, max_size=3),
    max_leaves=6,
)


def tried(data: bytes, name: str = "file") -> Bundle | None:
    """What is read; None when it is refused. Anything else fails the test."""
    start = time.process_time()
    sentence, bundle = ".", None
    try:
        bundle = read_bytes(data, name)
    except RefusedFileError as refusal:
        sentence = str(refusal)
    if bundle is not None:
        assert bundle.stretches or bundle.routines
        assert len(bundle.stretches) <= limits.STRETCHES
        msgspec.json.encode(bundle)  # nothing that could not be kept
        follow(bundle)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert time.process_time() - start < SECONDS
    return bundle


def follow(bundle: Bundle) -> None:
    """What was read can be planned, carried out, and is within what a routine may be."""
    plan = usual_plan(bundle, CATALOGUE, check_picture=lambda data, name: data)
    numbers = iter(range(10_000))
    ids = NewIds(*(lambda: f"own-new-{next(numbers)}" for _ in range(3)))
    got = carry_out(plan, CATALOGUE, ids)
    for routine in got.routines:
        assert 0 < len(routine.items) <= MOST_ITEMS
    for stretch in got.stretches:
        assert stretch.name
        assert 0 < stretch.dose.hold_s <= 600


@MANY
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    tried(data)


@MANY
@given(
    st.sampled_from([b"PK\x03\x04", b"PK\x05\x06", b"<exercises>", b"<?xml", b"{", b"[", b'"', b"\xff\xfe<"]),
    st.binary(max_size=200),
)
def test_any_bytes_that_begin_like_something(start: bytes, rest: bytes) -> None:
    tried(start + rest)


@MANY
@given(odd)
def test_any_json(value: Any) -> None:
    tried(json.dumps(value).encode())


@MANY
@given(st.sampled_from(sorted(SAMPLES)), st.data())
def test_a_file_with_some_bytes_changed(sample: str, draw: st.DataObject) -> None:
    data = bytearray(SAMPLES[sample])
    for _ in range(draw.draw(st.integers(1, 4))):
        at = draw.draw(st.integers(0, len(data) - 1))
        length = draw.draw(st.integers(0, 20))
        data[at : at + length] = draw.draw(st.binary(max_size=8))
        if not data:
            break
    tried(bytes(data))


@MANY
@given(st.sampled_from(sorted(TREES)), st.data())
def test_a_file_with_some_values_changed(sample: str, draw: st.DataObject) -> None:
    tree = json.loads(SAMPLES[sample])
    for _ in range(draw.draw(st.integers(1, 3))):
        tree = changed(tree, draw)
    tried(json.dumps(tree).encode())


def changed(tree: Any, draw: st.DataObject) -> Any:
    """The tree with one value, somewhere, that does not belong there."""
    if isinstance(tree, dict) and tree and draw.draw(st.integers(0, 9)):
        key = draw.draw(st.sampled_from(sorted(tree)))
        if not draw.draw(st.integers(0, 5)):
            return {name: value for name, value in tree.items() if name != key}
        return tree | {key: changed(tree[key], draw)}
    if isinstance(tree, list) and tree and draw.draw(st.integers(0, 9)):
        at = draw.draw(st.integers(0, len(tree) - 1))
        return [*tree[:at], changed(tree[at], draw), *tree[at + 1 :]]
    return draw.draw(odd)


@MANY
@given(
    st.dictionaries(
        st.text(max_size=10), st.sampled_from(sorted(SAMPLES)) | st.binary(max_size=50), max_size=4
    )
)
def test_any_archive(entries: dict[str, str | bytes]) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        named = {name.encode(errors="replace").decode().replace("\x00", "") or "x": name for name in entries}
        for plain, name in named.items():
            content = entries[name]
            archive.writestr(plain, SAMPLES[content] if isinstance(content, str) else content)
    tried(data.getvalue())


@pytest.mark.parametrize("sample", sorted(SAMPLES))
def test_a_file_cut_off_anywhere(sample: str) -> None:
    data = SAMPLES[sample]
    whole = tried(data)
    assert whole is not None
    step = max(1, len(data) // 60)
    for end in range(0, len(data.rstrip()) - 1, step):
        assert tried(data[:end]) is None

"""Names of devices: one line each, and never twice the same."""

from __future__ import annotations

import pytest

from stretchplayer.audio.device_list import FoundOutput, is_card, named, tell_apart
from stretchplayer.core.outputs import NAMELESS, one_line


def names(*found: tuple[str, bytes]) -> list[str]:
    return [device.name for device in tell_apart([FoundOutput(name, False, id_) for name, id_ in found])]


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("Built-in Audio", "Built-in Audio"),
        ("Küche 音響 сад", "Küche 音響 сад"),
        ("  two\nlines\tand\r\nmore\x00 ", "two lines and more"),
        ("a\u2028b\u2029c\x85d", "a b c d"),
        ("turned \u202eround\u2066!", "turned round!"),
        ("cut in a letter\ufffd", "cut in a letter"),
        ("\n\t", NAMELESS),
        ("", NAMELESS),
        ("Ku\u0308che", "K\u00fcche"),
    ],
)
def test_a_name_is_one_line(raw: str, shown: str) -> None:
    assert one_line(raw) == shown
    assert one_line(shown) == shown  # as it is kept


def test_devices_of_one_name_are_numbered_by_their_ids_in_any_order() -> None:
    assert names(("USB", b"b"), ("HDMI", b"c"), ("USB", b"a")) == ["USB (2)", "HDMI", "USB"]
    assert names(("USB", b"a"), ("USB", b"b"), ("HDMI", b"c")) == ["USB", "USB (2)", "HDMI"]


def test_a_number_never_makes_two_names_the_same() -> None:
    found = names(("USB", b"a"), ("USB", b"b"), ("USB (2)", b"c"), ("USB\n", b"d"))
    assert len(set(found)) == 4
    assert found[2] == "USB (2)"


def test_the_one_that_is_left_of_two_counts_as_the_chosen_one() -> None:
    both = tell_apart([FoundOutput("USB", True, b"a"), FoundOutput("USB", False, b"b")])
    second = named("USB (2)", both)
    assert second is not None
    assert second.id == b"b"
    left = tell_apart([FoundOutput("USB", False, b"b")])
    assert named("USB (2)", left) == left[0]
    assert named("HDMI (2)", left) is None
    assert named("USB (old)", left) is None
    assert named("", left) is None


@pytest.mark.parametrize(
    ("identity", "expected"),
    [(b":0,0", True), (b"hw:1,3\0\0", True), (b"default\0", True), (b"null\0", False), (b"speex", False)],
)
def test_what_converts_or_discards_is_no_device(identity: bytes, expected: bool) -> None:
    assert is_card(identity) is expected

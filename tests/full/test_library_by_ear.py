"""The library as a screen reader finds it: cards, filters, what is left out and why, and one stretch."""

from __future__ import annotations

import pytest

from tests.appwindow import App
from tests.full.test_screen_reader import (
    Reader,
    app,  # noqa: F401  (a fixture)
    named,
    reader,  # noqa: F401  (a fixture)
    screen,  # noqa: F401  (a fixture)
)
from tests.soundserver import sound_server  # noqa: F401  (a fixture)
from tests.ui.world import shipped_catalogue

pytestmark = [pytest.mark.full, pytest.mark.timeout(240)]


def test_the_library_can_be_read_filtered_and_a_stretch_opened(app: App, reader: Reader) -> None:  # noqa: F811
    stretches, avoided, _ = shipped_catalogue()
    app.until(lambda: reader.node("push button", "Start"), "Today can be read")
    app.press("ctrl+3")
    app.until(lambda: reader.node("push button", "More filters"), "the library can be read")
    cards = [node.name for node in reader.look() if node.role == "push button" and " · " in node.name]
    assert [card.split(".")[0] for card in cards][:3] == [stretch.name for stretch in stretches[:3]]
    swaps = [node.name for node in reader.look() if node.name.startswith("Instead of ")]
    assert [swap.split(":")[0] for swap in swaps] == [f"Instead of {move.name}" for move in avoided]

    reader.press("push button", "More filters")
    app.until(lambda: reader.node("check box", "Bends: Turns"), "more filters can be read")
    reader.press("check box", "Bends: Turns")

    def turned_on() -> bool:
        chip = reader.node("check box", "Bends: Turns")
        return chip is not None and chip.checked

    app.until(turned_on, "it can be read that it is on")
    turning = sum("R" in stretch.directions for stretch in stretches)
    app.until(lambda: f"{turning} of {len(stretches)} stretches" in reader.names("label"), "so many are left")

    name = next(card for card in cards if card.startswith("Lying trunk rotation"))
    reader.press("push button", name)
    app.until(lambda: reader.node("push button", "Hold the picture still"), "the stretch can be read")
    picture = next(stretch.picture for stretch in stretches if stretch.id == "supine-trunk-rotation")
    assert any(node.name == f"Picture: {picture}" for node in reader.look())
    wanted = ["Where you may feel it", "Breathing", "Watch for", "Where this comes from"]
    assert named(reader, wanted) == wanted

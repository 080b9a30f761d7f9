"""Charts of many years: words keep apart, and nothing that can be seen is left out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage

from stretchplayer.core.history import RatingKind
from stretchplayer.core.progress.minutes import WeekMinutes
from stretchplayer.core.progress.pain import DayValue, WeekPoint, weeks_of_days
from stretchplayer.ui.charts.base import Chart
from stretchplayer.ui.charts.minutes import MinutesChart
from stretchplayer.ui.charts.pain import PainChart
from tests.ui.world import World

MONDAY = date(2026, 11, 16)
THURSDAY = date(2026, 11, 19)


def years_of_pain(years: int) -> list[WeekPoint]:
    mondays = [MONDAY - timedelta(weeks=back) for back in range(52 * years, -1, -1)]
    values = [
        DayValue(day=monday + timedelta(days=n), kind=RatingKind.DAY, value=float(n % 7), ratings=1)
        for monday in mondays
        for n in range(4)
    ]
    return weeks_of_days(values, THURSDAY, mondays)


def words(chart: Chart, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, QRectF]]:
    """What is written upright, with the room it takes."""
    room, boxes = Chart.word_box, []

    def noted(chart: Chart, at: QPointF, text: str, *how: str) -> QRectF:
        box = room(chart, at, text, *how)
        if at != QPointF(0, 0):
            boxes.append((text, box))
        return box

    monkeypatch.setattr(Chart, "word_box", noted)
    chart.grab()
    return boxes


@pytest.mark.parametrize("years", [3, 10, 30])
@pytest.mark.parametrize("width", [700, 1120])
def test_years_are_named_and_keep_apart(
    world: World, monkeypatch: pytest.MonkeyPatch, years: int, width: int
) -> None:
    chart = world.keep(PainChart(world.look))
    chart.resize(width, 300)
    chart.show_weeks(years_of_pain(years))
    boxes = words(chart, monkeypatch)
    assert "year" in [text for text, _ in boxes]
    named = [int(text) for text, _ in boxes if len(text) == 4 and text.isdigit()]
    assert len(named) >= min(years, 5)
    assert named == sorted(named)
    assert all(2026 - years <= year <= 2026 for year in named)
    outer = QRectF(chart.rect())
    assert [text for text, box in boxes if not outer.contains(box)] == []
    assert not [
        (text, other)
        for i, (text, box) in enumerate(boxes)
        for other, other_box in boxes[i + 1 :]
        if box.adjusted(1, 3, -1, -3).intersects(other_box)
    ]


def bars(world: World, minutes: list[float], width: int) -> tuple[MinutesChart, QImage]:
    chart = world.keep(MinutesChart(world.look))
    chart.resize(width, 240)
    chart.show_weeks(
        [
            WeekMinutes(
                week_start=MONDAY - timedelta(weeks=len(minutes) - n),
                minutes=value,
                sessions=1,
                days=1,
                is_open=False,
            )
            for n, value in enumerate(minutes)
        ]
    )
    return chart, chart.grab().toImage()


def highest_ink(world: World, chart: MinutesChart, image: QImage, x: int) -> float:
    """The minutes up to which there is a bar at this place."""
    teal = world.look.color("teal")
    foot, top = chart.place(0, 0).y(), chart.inside().top()
    for y in range(round(top), round(foot)):
        if image.pixelColor(x, y) == teal:
            return (foot - y) / (foot - chart.place(0, 1).y())
    return 0.0


def test_one_high_week_among_thirty_years_is_seen(world: World) -> None:
    minutes = [20.0] * 1560
    minutes[777] = 80.0
    chart, image = bars(world, minutes, 500)
    x = round(chart.place(777, 0).x())
    seen = [highest_ink(world, chart, image, place) for place in (x - 1, x, x + 1)]
    assert max(seen) == pytest.approx(80, abs=2)
    assert highest_ink(world, chart, image, x - 20) == pytest.approx(20, abs=2)


def test_a_long_rest_is_seen_among_years(world: World) -> None:
    minutes = [40.0] * 520
    minutes[200:212] = [0.0] * 12
    chart, image = bars(world, minutes, 800)
    assert highest_ink(world, chart, image, round(chart.place(206, 0).x())) == 0
    assert highest_ink(world, chart, image, round(chart.place(190, 0).x())) == pytest.approx(40, abs=2)

"""A month of a flare-up and of its easing, lived day by day; what was shown and done is a table beside this.

Two calm weeks come first, so that there is a start to compare with. Then the back gets sore (16 March),
sorer, is given rest, and eases; what was left out is put back by hand, one stretch after the other. The
ratings stand at the limits of the rules, on both sides of each, so that a rule that moves is seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.app.month import Day, Life

TABLE = Path(__file__).with_name("flare_up_month.txt")
MONDAY_2_MARCH = datetime(2026, 3, 2, 9, tzinfo=UTC)

CALM = (
    # Asked for three days whether extra pain settled, and never answered.
    Day(daily=3, before="1", rated=("0", "1", "2", "1", "1")),
    Day(daily=3),
    Day(daily=2),
    Day(daily=4),
    Day(daily=3),
)
WITHOUT_THE_APP = (3, 2, 3, 3, 4, 3, 3, 3)  # the last 24 hours of 7 to 14 March, rated and nothing else
LAST_OF_TWO_WEEKS = Day(
    daily=3, before="2", rated=("3", "2", "2", "2", "4")
)  # holds are short; 2 up: no rule
FLARE = (
    # 16 March: 4 after 3 is amber by the score alone; taken. From now on the rest is eased.
    Day(
        daily=4,
        cards=("There was none",),
        before="3",
        rated=("4", "3", "3", "3", "4"),
        chosen=("Carry on g",),
    ),
    # Sore before: short holds. 5 after 4 amber, declined; 6 red by the score alone; 3 up: half next time.
    Day(
        daily=5,
        cards=("Yes",),
        before="4",
        rated=("5", "6", "4", "4", "7"),
        chosen=("As planned", "Go to"),
    ),
    # Not settled. One red, then the flag without a number: enough for today.
    Day(
        daily=6,
        cards=("No",),
        before="4",
        rated=("4", "7", "s"),
        chosen=("Go to", "End for today"),
    ),
    Day(daily=6, cards=("No",)),  # twice in a row: a pause is suggested
    Day(daily=6, cards=("Close the advice to pause",)),
    Day(daily=5),
    Day(daily=5),
    # 23 March: a very gentle day; from there 1 up is amber.
    Day(daily=6, before="8", rated=("9", "8", "8"), chosen=("Start the gentle day", "Carry on g")),
    Day(daily=6, cards=("There was none", "Put Trunk rotation back"), before="7", chosen=("Not today",)),
    # A high start: 6 is no alarm after 6, 7 amber, 8 red.
    Day(daily=5, before="6", rated=("7", "8", "6"), chosen=("Carry on g", "Go to")),
    # Nothing said before: the score alone counts.
    Day(daily=5, cards=("Yes", "As planned"), before="n", rated=("5", "3"), chosen=("As planned",)),
    Day(daily=6, cards=("There was none",)),
    Day(daily=5),
    Day(daily=5),
)
EASING = (
    # 30 March: two weeks higher than the start. 5 after 5 is no alarm, and 6 is one.
    Day(daily=4, cards=("Close this advice",), before="5", rated=("5", "5")),
    Day(
        daily=4,
        cards=("Skip this question", "Put Trunk rotation back"),
        before="5",
        rated=("6", "5", "5"),
        chosen=("Go to",),
    ),
    # From a start of 6, 6 is none.
    Day(daily=4, cards=("Yes", "Put Cat and cow back"), before="6", rated=("6", "6", "6")),
    Day(daily=3, cards=("There was none", "Put Prayer stretch back")),
    # Sore before, and holds as planned all the same.
    Day(daily=3, before="4", keys=("p",), rated=("4", "4", "4", "4")),
    Day(daily=3),
    Day(daily=3),
    # 6 April, three days later. 2 up: amber, not red. 3 up in the end: half next.
    Day(
        daily=3,
        cards=("There was none",),
        before="2",
        rated=("3", "3", "4", "5"),
        chosen=("Go to the last question",),
    ),
    # Full length all the same. 3 after 1 amber by the rise; 4 after 1 red by it, then changed to 2.
    Day(
        daily=3,
        cards=("Yes", "Use full length"),
        before="1",
        rated=("3", "4>2", "2", "2"),
        chosen=("As planned", "Go to"),
    ),
    # 2 after 0 is nothing yet, 3 after 0 amber and not red.
    Day(daily=2, cards=("Yes",), before="0", rated=("2", "3", "1", "2"), chosen=("Carry on g",)),
    # The rules are off: what they would have done is written down.
    Day(daily=3, cards=("Yes",), react=False, before="4", rated=("7", "5", "s", "8")),
    # 10 April: on again. The last stretch is put back; half length, since the day before ended sorer.
    Day(
        daily=2,
        cards=("There was none", "Put Knee to chest back"),
        before="1",
        rated=("1", "1", "1", "1", "1"),
    ),
    Day(daily=3, cards=("Yes",)),
    Day(daily=2, before="1", rated=("0", "0", "0"), routine="short-day"),  # with the tilt, eased since March
    Day(daily=2, cards=("There was none",)),
    Day(daily=2, before="0", rated=("0", "0", "0", "0", "0")),
)


@pytest.fixture
def life(tmp_path: Path, qapp: object, _fonts: None) -> Iterator[Life]:
    made = Life(tmp_path / "data", MONDAY_2_MARCH)
    yield made
    made.close()


def test_a_month_of_a_flare_up_and_of_its_easing(life: Life) -> None:
    for day in CALM:
        life.live(day)
    life.rate_days(WITHOUT_THE_APP)
    for day in (LAST_OF_TWO_WEEKS, *FLARE, *EASING):
        life.live(day)
    life.tell_log()
    assert set(life.sentences_of_the_log()) <= set(life.read_comfort_rules())
    assert life.lines == TABLE.read_text(encoding="utf-8").splitlines()

"""Before a session: how the back is now, and the gentle day when it is very sore."""

from __future__ import annotations

from PySide6.QtCore import Qt

from stretchplayer.core.place import Place
from stretchplayer.ui.player.panel_texts import REST_HERE, resting_frame
from stretchplayer.ui.player.panels import Choice, PanelContent
from stretchplayer.ui.player.questions import QUESTION_NOW, Question

START_LINE = "Mild pull is fine. Pain is not. Skip anything you like."
GENTLE_ROUTINE = "gentle-day"
GENTLE_ROUTINES = frozenset({GENTLE_ROUTINE, *(f"{GENTLE_ROUTINE}-{place.value}" for place in Place)})
GENTLE_THINGS = {
    Place.FLOOR: "Rest, breathing, pelvic tilt and knee rolls.",
    Place.BED: "Breathing, pelvic tilt and knee rolls, lying on the bed.",
    Place.CHAIR: "Breathing and pelvic tilt, sitting on a chair.",
}
GENTLE, NOT_TODAY = "gentle", "not_today"


def question_before() -> Question:
    """Return what is asked before anything is played."""
    return Question(QUESTION_NOW, line=START_LINE, flag=False)


def gentle_day(score: int, place: Place = Place.FLOOR) -> PanelContent:
    """Return what is offered from a high start on, `score`: nothing but the gentle things."""
    return PanelContent(
        title="A very gentle day",
        text=f"Your back is at {score} of 10, so this is all for today. {GENTLE_THINGS[place]}",
        choices=(
            Choice(GENTLE, "Start the gentle day", "Space"),
            Choice(NOT_TODAY, "Not today", "Esc", frozenset({int(Qt.Key.Key_Escape)})),
        ),
        frame=resting_frame(place),
        caption=REST_HERE,
        foot="If the pain is strong, new or spreading, please get medical advice.",
    )

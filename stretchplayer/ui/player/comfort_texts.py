"""What the player says when a comfort rule acts: why, what it means, and what can be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from stretchplayer.core import comfort
from stretchplayer.core.place import Place
from stretchplayer.core.preferences import AskDuring
from stretchplayer.ui.player.board import RESTING_RING
from stretchplayer.ui.player.figure_cue import FigureCue, FigurePhase
from stretchplayer.ui.player.halo import HaloFrame
from stretchplayer.ui.player.moment import RingLook
from stretchplayer.ui.player.panel_texts import (
    LEAVE_KEYS,
    REST_HERE,
    end_choice,
    next_question,
    resting_frame,
    resting_panel,
)
from stretchplayer.ui.player.panels import Choice, PanelContent

if TYPE_CHECKING:
    from stretchplayer.core.catalogue import Side, Stretch
    from stretchplayer.core.events import Rating
    from stretchplayer.core.timeline import Segment, Timeline

GENTLY, AS_PLANNED, CHANGE = "gently", "as_planned", "change"
EASED_ALREADY = "This is the easier way already. Enter lets go now."
HAND = "hand-palm-fill"
GETS_KINDER = "Shorter holds and smaller moves are kinder now, and for {} next time."
STAYS_KIND = "The rest stays gentle, and {} is gentle next time."
NEXT_TIME = "Next time it begins with shorter holds and smaller moves."
SORER = (
    "You finished sorer than you began. Next time starts at half length. "
    "If it has not settled within a day, tell us tomorrow."
)
_CHANGE_KEYS = frozenset({int(Qt.Key.Key_C)})


# ---- before --------------------------------------------------------------------------------------


def short_holds(score: int) -> str:
    """Holds are shorter since the back is sore, and how to have them as planned."""
    seconds = f"{comfort.SHORT_HOLD_S:g} s"
    return f"Holds of {seconds} today, since your back is at {score}. Press P to hold as planned."


# ---- after a stretch -----------------------------------------------------------------------------


def ease_off(
    timeline: Timeline, position_ms: int, stretch: Stretch, rating: Rating, before: int | None
) -> PanelContent:
    """After an amber rating of `stretch`; `before` is the score before the session."""
    why, resting = _why(stretch, rating, before), resting_frame(timeline.context.place)
    following = _next_eased(timeline, position_ms)
    if following is None or timeline.context.ask_during is AskDuring.AT_END:
        return _panel(
            f"{why} {NEXT_TIME}",
            (next_question(timeline, position_ms), "As planned next time"),
            resting,
            REST_HERE,
        )
    easier = timeline.context.catalogue[following.stretch or ""]
    kinder = STAYS_KIND if timeline.context.options.gentle else GETS_KINDER
    return _panel(
        f"{why} {kinder.format(stretch.short_name)}",
        ("Carry on gently", "As planned"),
        _easier(easier, following.side) if easier.pose else resting,
        f"{easier.short_name}, the easier way" if easier.pose else REST_HERE,
    )


def _panel(text: str, labels: tuple[str, str], frame: HaloFrame, caption: str) -> PanelContent:
    gently, as_planned = labels
    return PanelContent(
        title="Ease off",
        text=text,
        choices=(
            Choice(GENTLY, gently, "Space"),
            Choice(AS_PLANNED, as_planned, "→", LEAVE_KEYS),
            end_choice(),
        ),
        frame=frame,
        ring=RESTING_RING,
        quiet_text=False,
        caption=caption,
        icon=HAND,
    )


def enough_for_today(*, can_change: bool = False, place: Place = Place.FLOOR) -> PanelContent:
    """After as many red ratings as end a session."""
    text = (
        "Resting is the right choice. If the pain stays strong, is new or spreads, please get medical advice."
    )
    choices = [end_choice(first=True)]
    if can_change:
        choices.append(Choice(CHANGE, "Change that rating", "C", _CHANGE_KEYS))
    return resting_panel("That is enough for today", text, *choices, place=place)


def _why(stretch: Stretch, rating: Rating, before: int | None) -> str:
    since = "" if before is None else f", after {before} before you began"
    return f"You rated {stretch.short_name} {rating.score}{since}."


def _next_eased(timeline: Timeline, position_ms: int) -> Segment | None:
    """The next exercise that there is an easier way of: not warming up, resting, getting down or up."""
    catalogue = timeline.context.catalogue
    ahead = (s for s in timeline.segments if s.start_ms >= position_ms and s.step.is_effort)
    return next((s for s in ahead if s.stretch is not None and catalogue[s.stretch].is_rated), None)


def _easier(stretch: Stretch, side: Side | None) -> HaloFrame:
    """A stretch as it is done the easier way."""
    cue = FigureCue(stretch.pose, side, FigurePhase.HOLD, 1.0, eased=True)
    return HaloFrame(RingLook.NONE, 1.0, None, cue)

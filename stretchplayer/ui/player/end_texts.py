"""What is said around questions that are asked when all stretches are done, and around a trial."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from stretchplayer.core.suitability import Suits, unsuited
from stretchplayer.ui.player.board import RESTING_RING
from stretchplayer.ui.player.panel_texts import (
    END,
    GO_ON,
    LEAVE_KEYS,
    end_choice,
    next_question,
    resting_frame,
    resting_panel,
)
from stretchplayer.ui.player.panels import Choice, PanelContent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stretchplayer.core.catalogue import Catalogue, Stretch
    from stretchplayer.core.plan_context import PlanContext
    from stretchplayer.core.routine import Routine, RoutineItem
    from stretchplayer.core.timeline import Timeline

REST = "rest"
OFFER = "Rate everything at the end instead? Press A for yes."
OFFER_TAKEN = "From now on we ask at the end. Settings can change that."
TRYING = "Trying it out. Nothing is noted down."
_ESCAPE = frozenset({int(Qt.Key.Key_Escape)})


def rest_and_go_on(
    timeline: Timeline, position_ms: int, stretch: Stretch, rest: Stretch | None
) -> PanelContent:
    """After a red answer at the end: the stretch is over, a rest can still be had."""
    choices = [] if rest is None else [Choice(REST, "Rest here first", "Space")]
    key = "→" if choices else "Space"
    choices.append(Choice(GO_ON, next_question(timeline, position_ms), key, LEAVE_KEYS))
    text = (
        f"That was more than {stretch.short_name} should bring. One sore stretch is not damage. "
        "We leave it out until you put it back."
    )
    return resting_panel("Take a rest", text, *choices, end_choice(), place=timeline.context.place)


# ---- trying a routine ----------------------------------------------------------------------------


def trial_line(items: Iterable[RoutineItem], left_out: Iterable[str], catalogue: Catalogue) -> str:
    """The quiet line of a trial, and plainly what is not played in it, or is all the same."""
    items = list(items)
    missing = [i.stretch for i in items if i.stretch in set(left_out)]
    if not missing:
        return TRYING
    if len(items) == 1:
        return f"{TRYING} In your routines it stays left out."
    names = dict.fromkeys(catalogue[stretch].short_name for stretch in missing)
    if len(names) > 2:
        return f"{TRYING} {len(names)} stretches are left out for now."
    return f"{TRYING} Left out for now: {', '.join(names)}."


def unsuited_in(routine: Routine, context: PlanContext) -> frozenset[str]:
    """What of a routine the user asked to be hidden, by its id."""
    suits = Suits.of_preferences(context.preferences)
    return frozenset(stretch.id for stretch in unsuited(routine, context.catalogue, suits))


def nothing_to_try(items: Iterable[RoutineItem]) -> PanelContent:
    """All of it is left out, or there is none of it."""
    return replace(nothing_to_play(items), title="Nothing to try here")


def nothing_to_play(items: Iterable[RoutineItem]) -> PanelContent:
    """The same before a session."""
    left_out = "All of these stretches are left out for now. Today says what can be done."
    return PanelContent(
        title="Nothing to play here",
        text=left_out if list(items) else "There is no stretch in it yet.",
        choices=(Choice(END, "Close", "Space", _ESCAPE),),
        frame=resting_frame(),
        ring=RESTING_RING,
    )


def of_a_trial(content: PanelContent) -> PanelContent:
    """The paused panel while trying: ending needs no second press, since nothing is lost."""
    choices = tuple(
        Choice(END, "End the trial", choice.key, choice.keys) if choice.id == END else choice
        for choice in content.choices
    )
    return replace(content, choices=choices, foot=TRYING)

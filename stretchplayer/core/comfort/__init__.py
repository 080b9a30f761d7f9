"""The comfort rules: what pain ratings and answers mean for this session and the next.

They are comfort rules, not medicine: cautious, shown, and the user's to change within limits or to switch
off. `limits` has every number with its source, `rules` what they say, `reactions` what was done about it,
`next_day` what follows from the day after.
"""

from __future__ import annotations

from stretchplayer.core.comfort.limits import (
    AMBER_SCORE,
    RED_RISE,
    RED_RISE_FROM_SCORE,
    RED_SCORE,
    REDS_THAT_END_A_SESSION,
    SHORT_HOLD_S,
    SHORT_HOLDS_FROM_SCORE,
    SORER_AFTER_RISE,
)
from stretchplayer.core.comfort.reactions import Answer, Reaction, ReactionKind
from stretchplayer.core.comfort.rules import (
    USUAL_RULES,
    ComfortRules,
    Light,
    assess,
    short_holds,
    sorer_after,
    very_gentle_day,
)

__all__ = [
    "AMBER_SCORE",
    "REDS_THAT_END_A_SESSION",
    "RED_RISE",
    "RED_RISE_FROM_SCORE",
    "RED_SCORE",
    "SHORT_HOLDS_FROM_SCORE",
    "SHORT_HOLD_S",
    "SORER_AFTER_RISE",
    "USUAL_RULES",
    "Answer",
    "ComfortRules",
    "Light",
    "Reaction",
    "ReactionKind",
    "assess",
    "short_holds",
    "sorer_after",
    "very_gentle_day",
]

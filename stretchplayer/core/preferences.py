"""What the user can choose, with its defaults."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec


class Talking(StrEnum):
    """How much the voice says."""

    FULL = "full"
    BRIEF = "brief"
    BELL = "bell"


class Theme(StrEnum):
    """Which colours the window uses."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Preferences(msgspec.Struct, frozen=True, kw_only=True):
    """All settings. Seconds unless the name says otherwise."""

    talking: Talking = Talking.FULL
    voice: str = "heart"
    voice_volume: float = 0.9
    tone_volume: float = 0.6
    muted: bool = False
    # Getting ready by what must be done.
    same_posture_s: float = 5.0
    new_posture_s: float = 12.0
    to_floor_s: float = 30.0
    move_in_s: float = 2.2
    release_s: float = 2.0
    drill_move_in_s: float = 1.5
    drill_release_s: float = 1.3
    change_side_s: float = 5.0  # from the end of a hold to the next side's hold
    rating_nominal_s: float = 10.0  # what totals count for a rating; live it waits
    ask_again_s: float = 30.0
    auto_save_rating: bool = True
    # Looks
    theme: Theme = Theme.SYSTEM
    text_scale: float = 1.0
    calm_motion: bool = False
    mirror_figure: bool = False
    viewing_distance_m: float = 2.0
    # Goal
    goal_days: int = 5
    emergency_number: str = ""


PREFERENCE_PREFIX = "preferences."  # of the keys under which preferences are kept


def read_preferences(values: Mapping[str, str]) -> Preferences:
    """Preferences from kept settings (JSON by key).

    Field by field, so that one value this version cannot read does not cost the others.
    """
    preferences = Preferences()
    for field in msgspec.structs.fields(Preferences):
        text = values.get(PREFERENCE_PREFIX + field.name)
        if text is None:
            continue
        try:
            value = msgspec.json.decode(text, type=field.type)
        except msgspec.MsgspecError:
            continue
        preferences = msgspec.structs.replace(preferences, **{field.name: value})
    return preferences

"""What the user can choose, with its defaults."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from stretchplayer.core.comfort.rules import USUAL_RULES, ComfortRules
from stretchplayer.core.concerns import Concern
from stretchplayer.core.place import Place


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
    CONTRAST = "contrast"  # as strong as can be, light or dark as the system is


class Sounds(StrEnum):
    """Which tones mark starts, ends and changes."""

    BELLS = "bells"
    SOFT = "soft"  # an octave lower and quieter
    NONE = "none"


class Background(StrEnum):
    """What is heard softly under a session, made by the app."""

    OFF = "off"
    NOISE = "noise"  # a soft rush, as of distant rain
    PAD = "pad"  # a slow, warm chord


class AskDuring(StrEnum):
    """When the most pain of each stretch is asked for."""

    EACH = "each"  # right after the stretch
    AT_END = "at_end"  # for all of them, after the last
    NEVER = "never"


class PlayerText(StrEnum):
    """How large the player's words are."""

    AUTO = "auto"  # by the distance to the screen
    NEAR = "near"
    FAR = "far"


class WeekStart(StrEnum):
    """The first day of a week as it is shown. Weeks that are compared always begin on Monday."""

    MONDAY = "monday"
    SUNDAY = "sunday"


EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)  # Monday is 0


class Preferences(msgspec.Struct, frozen=True, kw_only=True):
    """All settings. Seconds unless the name says otherwise."""

    talking: Talking = Talking.FULL
    sounds: Sounds = Sounds.BELLS
    breath_cue: bool = True
    count_tones: bool = True  # half-way and 3-2-1
    voice: str = "heart"
    voice_volume: float = 0.9
    tone_volume: float = 0.6
    muted: bool = False
    background: Background = Background.OFF
    background_volume: float = 0.4
    output_device: str = ""  # its name; empty for the one the system uses
    wake_speakers: bool = True  # a sound nobody hears keeps wireless speakers from swallowing first words
    place: Place = Place.FLOOR  # where the built-in routines are done
    # Getting ready by what must be done.
    same_posture_s: float = 5.0
    new_posture_s: float = 12.0
    to_floor_s: float = 30.0
    to_bed_s: float = 20.0
    move_in_s: float = 2.2
    release_s: float = 2.0
    drill_move_in_s: float = 1.5
    drill_release_s: float = 1.3
    change_side_s: float = 5.0  # from the end of a hold to the next side's hold
    rest_s: float = 0.0  # between the repetitions of a hold
    # Ratings
    ask_before: bool = True
    ask_during: AskDuring = AskDuring.EACH
    ask_after: bool = True
    ask_daily: bool = True  # about the last 24 hours, on Today
    rating_times_out_s: float | None = None  # None: it waits
    rating_nominal_s: float = 10.0  # what totals count for a rating; live it waits
    ask_again_s: float = 30.0
    auto_save_rating: bool = True
    ask_next_day: bool = True  # whether extra pain had settled, on Today
    react: bool = True  # to ratings, by the comfort rules
    comfort: ComfortRules = USUAL_RULES
    # Looks
    theme: Theme = Theme.SYSTEM
    text_scale: float = 1.0
    calm_motion: bool = False
    mirror_figure: bool = False
    figure: str = "mira"  # who is drawn, by id
    viewing_distance_m: float = 2.0
    player_text: PlayerText = PlayerText.AUTO
    # Weeks and days
    goal_days: int = 5
    week_start: WeekStart = WeekStart.MONDAY
    wake_up_min: int = 7 * 60  # minutes after midnight
    # Reminder
    remind: bool = False
    remind_at_min: int = 8 * 60 + 30  # minutes after midnight
    remind_days: tuple[int, ...] = EVERY_DAY
    remind_cue: str = ""  # "after my coffee", in the user's own words
    remind_on_flare_days: bool = False
    snooze_min: int = 60
    stay_in_tray: bool = False
    start_with_system: bool = False
    emergency_number: str = ""
    # What suits the user, see `suitability`
    hidden_concerns: tuple[Concern, ...] = ()
    warned_concerns: tuple[Concern, ...] = ()
    kept_anyway: tuple[str, ...] = ()  # stretches that are shown all the same, by id


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

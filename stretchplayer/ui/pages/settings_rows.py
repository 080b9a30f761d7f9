"""Every setting in plain words: what it is called, how it is set, and where it stands on the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from stretchplayer.core.place import Place
from stretchplayer.core.preferences import (
    AskDuring,
    Background,
    PlayerText,
    Sounds,
    Talking,
    Theme,
    WeekStart,
)
from stretchplayer.ui.words import WEEKDAYS, time_of_day


@dataclass(frozen=True)
class OnOff:
    """A switch; `inverted` shows on where the preference is off."""

    inverted: bool = False


@dataclass(frozen=True)
class OneOf:
    """One of a few, as pairs of the value and its words."""

    choices: tuple[tuple[Any, str], ...]


@dataclass(frozen=True)
class Slide:
    """A number on a line, in steps, with its words."""

    low: float
    high: float
    step: float
    words: Callable[[float], str]


@dataclass(frozen=True)
class Number:
    """A whole number to step or type; `words` says it, None in seconds."""

    low: int
    high: int
    words: Callable[[int], str] | None = None
    step: int = 1


@dataclass(frozen=True)
class Line:
    """A few words to type."""

    placeholder: str
    longest: int


@dataclass(frozen=True)
class Days:
    """Some days of the week, Monday 0."""


@dataclass(frozen=True)
class People:
    """One of the people who can be drawn, by their pictures."""


@dataclass(frozen=True)
class Device:
    """One of the devices that can be played on."""


Control = OnOff | OneOf | Slide | Number | Line | Days | People | Device


@dataclass(frozen=True)
class Row:
    """One setting. `field` names it in `Preferences`; `also` are other words it can be found by."""

    field: str
    name: str
    control: Control
    note: str = ""
    also: str = ""


@dataclass(frozen=True)
class Section:
    """Settings that belong together."""

    key: str
    title: str
    rows: tuple[Row, ...]
    right: bool = False  # in the right of two columns


def _percent(value: float) -> str:
    return f"{round(value * 100)} %"


def _metres(value: float) -> str:
    return f"{value:.1f} m"


def _days(value: int) -> str:
    return "1 day" if value == 1 else f"{value} days"


def _minutes(value: int) -> str:
    hours, minutes = divmod(value, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


FLOOR = Section(
    "floor",
    "Reading from the floor",
    (
        Row("viewing_distance_m", "Distance to the screen", Slide(0.5, 4.0, 0.5, _metres), also="far near"),
        Row(
            "player_text",
            "Text size while playing",
            OneOf(
                ((PlayerText.AUTO, "Automatic"), (PlayerText.NEAR, "Near"), (PlayerText.FAR, "Far, large"))
            ),
            also="big digits",
        ),
        Row(
            "mirror_figure", "Mirror the figure", OnOff(), "As if facing a mirror", also="left right picture"
        ),
    ),
)
VOICE = Section(
    "voice",
    "Voice and sounds",
    (
        Row(
            "muted", "Sound", OnOff(inverted=True), "Captions are shown either way", also="mute quiet silent"
        ),
        Row(
            "voice", "Voice", OneOf((("heart", "Warm, higher"), ("michael", "Warm, deeper"))), also="speaker"
        ),
        Row("voice_volume", "Volume of the voice", Slide(0.0, 1.0, 0.05, _percent), also="loud"),
        Row(
            "talking",
            "How much it says",
            OneOf(((Talking.FULL, "Everything"), (Talking.BRIEF, "Brief"), (Talking.BELL, "Just the bell"))),
            "A routine can have its own",
            also="talking level words",
        ),
        Row(
            "sounds",
            "Tones",
            OneOf(((Sounds.BELLS, "Bells"), (Sounds.SOFT, "Softer, lower"), (Sounds.NONE, "None"))),
            "A routine can have its own",
            also="bell beep chime",
        ),
        Row("tone_volume", "Volume of the tones", Slide(0.0, 1.0, 0.05, _percent), also="loud bell"),
        Row("breath_cue", "Breath cue", OnOff(), "Every 10 s: in 4, out 6", also="breathing disc"),
        Row("count_tones", "Half-way and 3-2-1", OnOff(), also="countdown tick"),
        Row(
            "background",
            "Background",
            OneOf(
                (
                    (Background.OFF, "Off"),
                    (Background.NOISE, "Soft rush"),
                    (Background.PAD, "Warm chord"),
                )
            ),
            "It makes way for the voice",
            also="calm noise rain pad music ambient",
        ),
        Row("background_volume", "Volume of the background", Slide(0.0, 1.0, 0.05, _percent), also="loud"),
        Row(
            "output_device",
            "Sound comes out of",
            Device(),
            "Other programs stay where they are",
            also="output device speaker headphones headset bluetooth",
        ),
        Row(
            "wake_speakers",
            "Keep wireless speakers awake",
            OnOff(),
            "A sound too soft to hear, so that no first word is lost",
            also="bluetooth headphones amplifier clipped primer",
        ),
    ),
)
TIMINGS = Section(
    "timings",
    "Timings",
    (
        Row("same_posture_s", "Get ready, same position", Number(0, 60), also="pause wait"),
        Row("new_posture_s", "Get ready, new position", Number(0, 120), also="pause wait"),
        Row("to_floor_s", "Getting down or up", Number(5, 120), "With the card that shows how", also="floor"),
        Row("to_bed_s", "On to a bed or off it", Number(5, 120), also="lie down get up"),
        Row("release_s", "Letting go", Number(1, 10), also="release"),
        Row("change_side_s", "Changing sides", Number(4, 30), "From one hold to the other side’s"),
        Row("rest_s", "Rest between holds", Number(0, 60), "A stretch can have its own"),
    ),
)
LOOKS = Section(
    "looks",
    "Looks",
    (
        Row(
            "theme",
            "Theme",
            OneOf(
                (
                    (Theme.SYSTEM, "As the system"),
                    (Theme.LIGHT, "Light"),
                    (Theme.DARK, "Dark"),
                    (Theme.CONTRAST, "High contrast"),
                )
            ),
            also="colours night",
        ),
        Row(
            "figure",
            "Figure",
            People(),
            "Who shows the stretches",
            also="person people body picture character hair skin clothes woman man",
        ),
        Row(
            "text_scale",
            "Text size",
            OneOf(((0.9, "90 %"), (1.0, "100 %"), (1.15, "115 %"), (1.3, "130 %"), (1.5, "150 %"))),
            "Of the desk pages",
            also="font letters larger",
        ),
        Row(
            "calm_motion",
            "Calm motion",
            OnOff(),
            "Still pictures and short fades",
            also="reduced animation",
        ),
    ),
)
PLACE = Section(
    "place",
    "Where you stretch",
    (
        Row(
            "place",
            "You stretch",
            OneOf(((Place.FLOOR, "On the floor"), (Place.BED, "On a bed"), (Place.CHAIR, "On a chair"))),
            "Today, short days and gentle days follow it",
            also="cannot get down floor mat sitting lying kneel",
        ),
    ),
    right=True,
)
GOAL = Section(
    "goal",
    "Goal and week",
    (
        Row("goal_days", "Days a week", Number(1, 7, str), "Three counts as a good week too", also="goal"),
        Row(
            "week_start",
            "A week begins on",
            OneOf(((WeekStart.MONDAY, "Monday"), (WeekStart.SUNDAY, "Sunday"))),
            "As it is shown; weeks that are compared begin on Monday",
        ),
        Row(
            "wake_up_min",
            "You get up at about",
            Number(0, 23 * 60 + 55, time_of_day, 5),
            "The first two hours are kinder without bending",
            also="morning wake",
        ),
    ),
    right=True,
)
REMINDER = Section(
    "reminder",
    "Reminder",
    (
        Row("remind", "Remind me", OnOff(), "Once a day, quietly, and never while you stretch"),
        Row("remind_at_min", "At", Number(0, 23 * 60 + 55, time_of_day, 5), also="time"),
        Row("remind_cue", "Goes with", Line("After my coffee", 40), "In your own words", also="cue habit"),
        Row("remind_days", "On", Days(), also="days week"),
        Row("remind_on_flare_days", "On flare days too", OnOff(), "Off: such a day stays quiet"),
        Row("snooze_min", "Later means", Number(5, 240, _minutes, 5), also="snooze"),
        Row(
            "stay_in_tray",
            "Stay when the window is closed",
            OnOff(),
            "As a small icon, so that reminders still come",
            also="tray",
        ),
        Row(
            "start_with_system",
            "Start with the computer",
            OnOff(),
            "Quietly, as that icon",
            also="autostart login",
        ),
    ),
    right=True,
)
COMFORT = Section(
    "comfort",
    "Ratings and comfort",
    (
        Row("ask_before", "Ask before a session", OnOff(), "Your back pain right now", also="rating pain"),
        Row(
            "ask_during",
            "Ask about each stretch",
            OneOf(
                (
                    (AskDuring.EACH, "After each"),
                    (AskDuring.AT_END, "All at the end"),
                    (AskDuring.NEVER, "Never"),
                )
            ),
            "The most pain you felt in it",
            also="rating pain",
        ),
        Row("ask_after", "Ask after a session", OnOff(), "Your back pain right now", also="rating pain"),
        Row(
            "ask_daily",
            "Ask once a day",
            OnOff(),
            "Your average back pain over the last 24 hours",
            also="rating pain daily",
        ),
        Row(
            "ask_next_day",
            "Ask the day after",
            OnOff(),
            "Whether any extra pain settled within a day",
            also="next day settled question",
        ),
        Row(
            "rating_times_out_s",
            "A question",
            OneOf(((None, "Waits"), (15.0, "Waits 15 s"), (30.0, "Waits 30 s"), (60.0, "Waits 60 s"))),
            "Then it goes on without a rating",
            also="rating time out",
        ),
        Row(
            "react",
            "React to my ratings",
            OnOff(),
            "Ease off, leave out, shorten; warning signs are shown either way",
            also="comfort rules",
        ),
        Row("auto_save_rating", "Save a picked rating by itself", OnOff(), "After 4 s", also="time limit"),
        Row(
            "emergency_number",
            "Local emergency number",
            Line("Not set", 20),
            "Shown with the warning signs",
            also="help phone",
        ),
    ),
    right=True,
)
SECTIONS = (FLOOR, VOICE, TIMINGS, LOOKS, PLACE, GOAL, REMINDER, COMFORT)
DAY_LETTERS = tuple(day[:2] for day in WEEKDAYS)

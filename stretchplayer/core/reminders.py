"""The one quiet reminder of a day: when it is due, and what becomes of it.

The time of day is what the clock on the wall shows, so daylight saving and journeys need no care:
whoever asks again every few minutes is right again by then. A snooze is a length of time instead,
kept as an instant.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum

import msgspec

from stretchplayer.core.catalogue import Record
from stretchplayer.core.preferences import Preferences

# Judgement: a computer that slept shows its reminder this much later at most. A morning reminder
# can still come before noon; one in the evening would be about another day.
LATEST = timedelta(hours=3)
LONGEST_CUE = 60  # characters of the user's own words

SENTENCE = "Time for your stretches, if it suits you."


class ReminderState(Record, frozen=True, kw_only=True):
    """What became of the reminder of one local date; on all other dates it says nothing."""

    day: date
    shown: bool = False
    snoozed_until: datetime | None = None
    ended: bool = False  # nothing more on this date


class Action(StrEnum):
    """What to do with today's reminder now."""

    SHOW = "show"
    WAIT = "wait"
    DROP = "drop"  # nothing more today; the next one is on another day


class Verdict(Record, frozen=True, kw_only=True):
    """What to do now, and the instant for which to come back; None when there is none to come."""

    action: Action
    next_due: datetime | None


def state_on(day: date, state: ReminderState | None) -> ReminderState:
    """The state of this date: `state` when it is about this date, else a new one."""
    return state if state is not None and state.day == day else ReminderState(day=day)


def verdict(
    preferences: Preferences,
    now: datetime,
    state: ReminderState | None,
    *,
    done_today: bool,
    flare_today: bool,
    playing: bool = False,
) -> Verdict:
    """What to do now.

    `now` is aware; its date and time of day are those the user sees. `done_today` says whether there
    was a session that counts, `flare_today` whether today is marked as a flare day.
    """
    if not preferences.remind or not preferences.remind_days:
        return Verdict(action=Action.DROP, next_due=None)
    state = state_on(now.date(), state)
    tomorrow = _next_day(preferences, now)
    if not _wanted(preferences, now.date(), state, done_today=done_today, flare_today=flare_today):
        return Verdict(action=Action.DROP, next_due=tomorrow)
    due = state.snoozed_until or _at(preferences, now)
    late = now - due
    # After a journey the end of a snooze can be on another date than the one it was for.
    if late > LATEST or due.astimezone(now.tzinfo).date() != now.date():
        return Verdict(action=Action.DROP, next_due=tomorrow)
    if late < timedelta(0):
        return Verdict(action=Action.WAIT, next_due=due)
    return Verdict(action=Action.WAIT if playing else Action.SHOW, next_due=due)


def next_due(
    preferences: Preferences,
    now: datetime,
    state: ReminderState | None,
    *,
    done_today: bool,
    flare_today: bool,
) -> datetime | None:
    """The instant of the next reminder; one that is overdue has its instant in the past.

    Instants of other dates have the UTC offset of `now`: ask again when the clocks have changed.
    """
    return verdict(preferences, now, state, done_today=done_today, flare_today=flare_today).next_due


def still_stands(
    preferences: Preferences,
    now: datetime,
    state: ReminderState | None,
    *,
    done_today: bool,
    flare_today: bool,
) -> bool:
    """Whether a reminder that was shown may stay in sight."""
    state = state_on(now.date(), state)
    if not state.shown or state.ended:
        return False
    before = msgspec.structs.replace(state, shown=False)
    return _wanted(preferences, now.date(), before, done_today=done_today, flare_today=flare_today)


def can_snooze(preferences: Preferences, now: datetime) -> bool:
    """Whether there is room for a snooze before midnight."""
    return _snooze_end(preferences, now).date() == now.date()


def shown(now: datetime, state: ReminderState | None) -> ReminderState:
    """The state once the reminder can be seen."""
    return msgspec.structs.replace(state_on(now.date(), state), shown=True)


def snoozed(preferences: Preferences, now: datetime, state: ReminderState | None) -> ReminderState:
    """The state after “Later”. A snooze never reaches into the next day: then it is “Not today”."""
    if not can_snooze(preferences, now):
        return ended(now, state)
    # Kept with a plain offset: two times of a zone with daylight saving are compared by their digits.
    until = max(_snooze_end(preferences, now), _at(preferences, now))
    until = until.astimezone(timezone(until.utcoffset() or timedelta(0)))
    return msgspec.structs.replace(state_on(now.date(), state), shown=False, snoozed_until=until)


def ended(now: datetime, state: ReminderState | None) -> ReminderState:
    """The state after “Not today”."""
    return msgspec.structs.replace(state_on(now.date(), state), ended=True)


def rescheduled(
    before: Preferences, after: Preferences, now: datetime, state: ReminderState | None
) -> ReminderState | None:
    """The state after the user changed when to be reminded.

    A time still to come today counts from today on, whatever was shown before. One that has passed
    counts from the next day on: nobody wants to be reminded for having opened the settings. A snooze
    that still runs stays. Without reminders there is nothing to remember.
    """
    if _schedule(before) == _schedule(after):
        return state
    if not after.remind or _at(after, now) > now:
        return None
    until = state_on(now.date(), state).snoozed_until
    return state if until is not None and until > now else ended(now, state)


def words(cue: str = "") -> str:
    """The reminder's sentence, begun with the user's own cue (“after my coffee”) where there is one."""
    cue = " ".join(cue.split()).rstrip(" .,:;!")
    if not cue:
        return SENTENCE
    if len(cue) > LONGEST_CUE:
        cue = cue[: LONGEST_CUE - 1].rstrip() + "…"
    return f"{cue[0].upper()}{cue[1:]}: {SENTENCE[0].lower()}{SENTENCE[1:]}"


def _schedule(preferences: Preferences) -> tuple[object, ...]:
    return (
        preferences.remind,
        preferences.remind_at_min,
        preferences.remind_days,
        preferences.remind_on_flare_days,
    )


def _wanted(
    preferences: Preferences, day: date, state: ReminderState, *, done_today: bool, flare_today: bool
) -> bool:
    """Whether this date still wants a reminder."""
    return (
        day.weekday() in preferences.remind_days
        and not (state.shown or state.ended)
        and not done_today
        and (preferences.remind_on_flare_days or not flare_today)
    )


def _at(preferences: Preferences, now: datetime) -> datetime:
    """The chosen time on the date of `now`."""
    hours, minutes = divmod(min(max(preferences.remind_at_min, 0), 24 * 60 - 1), 60)
    return datetime.combine(now.date(), time(hours, minutes), tzinfo=now.tzinfo)


def _next_day(preferences: Preferences, now: datetime) -> datetime | None:
    """The chosen time on the next of the chosen days."""
    today = _at(preferences, now)
    days = (today + timedelta(days=ahead) for ahead in range(1, 8))
    return next((day for day in days if day.weekday() in preferences.remind_days), None)


def _snooze_end(preferences: Preferences, now: datetime) -> datetime:
    end = now.astimezone(UTC) + timedelta(minutes=max(preferences.snooze_min, 1))
    return end.astimezone(now.tzinfo)

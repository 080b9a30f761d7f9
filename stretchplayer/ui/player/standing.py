"""What a session shows where it stands, and which panel where it stands still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchplayer.app.session_driver import SessionDriver
from stretchplayer.core.cues import EASE_OFF
from stretchplayer.core.events import PauseReason
from stretchplayer.core.preferences import AskDuring
from stretchplayer.core.session import Phase
from stretchplayer.ui.player import comfort_texts, end_texts, panel_texts
from stretchplayer.ui.player.questions import can_change_rating, last_rated

if TYPE_CHECKING:
    from stretchplayer.core.catalogue import Stretch
    from stretchplayer.ui.player.panels import PanelContent


def standing(driver: SessionDriver, *, correcting: bool, aside: bool) -> tuple[object, ...]:
    """Return what decides which view is shown: another one may be due once this differs."""
    if driver.phase is Phase.PAUSED:
        return driver.phase, driver.session.pause_reason, driver.comfort.enough, correcting
    if driver.phase is Phase.GATE:
        segment = driver.session.segment
        return driver.phase, segment.item, segment.start_ms, aside
    return (driver.phase,)


def said_after_rating(driver: SessionDriver) -> str:
    """Return the phrase to be said once an answer was taken: who lies on the floor may not see the panel."""
    spoken = {PauseReason.RED: "rest-here", PauseReason.AMBER: EASE_OFF}
    stands_still = driver.phase is Phase.PAUSED
    return spoken.get(driver.session.pause_reason, "rate-saved") if stands_still else "rate-saved"


def paused_content(driver: SessionDriver) -> PanelContent:
    """Return what is said and offered in a pause, whoever or whatever brought it."""
    position, reason = driver.session.position_ms, driver.session.pause_reason
    if reason is PauseReason.RED:
        return _red_content(driver)
    if reason is PauseReason.AMBER:
        rated = driver.ratings()[-1].rating
        before = None if driver.pre is None else driver.pre.score
        return comfort_texts.ease_off(driver.timeline, position, last_rated(driver), rated, before)
    content = panel_texts.paused(driver.timeline, position, reason)
    return end_texts.of_a_trial(content) if driver.is_trial else content


def _red_content(driver: SessionDriver) -> PanelContent:
    """Return what is said and offered after an answer that is red."""
    if driver.comfort.enough:
        place = driver.timeline.context.place
        return comfort_texts.enough_for_today(can_change=can_change_rating(driver), place=place)
    position, context = driver.session.position_ms, driver.timeline.context
    if context.ask_during is AskDuring.AT_END:
        rest = panel_texts.rest_of(context)
        return end_texts.rest_and_go_on(driver.timeline, position, last_rated(driver), rest)
    return panel_texts.stop_and_rest(driver.timeline, position, last_rated(driver), _swap_of_last(driver))


def question_content(driver: SessionDriver) -> PanelContent:
    """Return what lies over a question that was left with Esc."""
    return panel_texts.paused_at_question(driver.timeline, driver.session.position_ms)


def go_on(driver: SessionDriver, choice: str) -> None:
    """Go on from a pause in the way that was chosen."""
    ways = {
        end_texts.REST: _rest_first,
        panel_texts.AGAIN: _again,
        panel_texts.LEAVE_OUT: SessionDriver.skip,
        panel_texts.SWAP: _swap,
        comfort_texts.GENTLY: SessionDriver.carry_on_gently,
        comfort_texts.AS_PLANNED: SessionDriver.go_on_as_planned,
    }
    ways.get(choice, SessionDriver.resume)(driver)


def _again(driver: SessionDriver) -> None:
    driver.repeat_hold()
    driver.resume()


def _rest_first(driver: SessionDriver) -> None:
    """Put a rest in here."""
    rest = panel_texts.rest_of(driver.timeline.context)
    if rest is not None:
        driver.put_in(rest.id)


def _swap(driver: SessionDriver) -> None:
    """Put a rest in here, and what is easier than the stretch rated last."""
    rest = panel_texts.rest_of(driver.timeline.context)
    instead = _swap_of_last(driver)
    driver.put_in(*(stretch.id for stretch in (rest, instead) if stretch is not None))


def _swap_of_last(driver: SessionDriver) -> Stretch | None:
    position = driver.session.position_ms
    return panel_texts.swap_of(driver.timeline, position, last_rated(driver), driver.left_out)

"""What the window is made with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from stretchplayer.app.comfort_service import ComfortService
    from stretchplayer.app.data_service import DataService
    from stretchplayer.app.diary_service import DiaryService
    from stretchplayer.app.live_voice import LiveVoice
    from stretchplayer.app.name_speech import NameSpeech
    from stretchplayer.app.progress_service import ProgressService
    from stretchplayer.app.recording import Record
    from stretchplayer.app.reminder_service import ReminderService
    from stretchplayer.app.screening_service import ScreeningService
    from stretchplayer.app.services import (
        HistoryService,
        LibraryService,
        MeasureService,
        RoutineService,
        SettingsService,
    )
    from stretchplayer.app.sessions import SessionMaker
    from stretchplayer.app.sound_service import SoundService
    from stretchplayer.app.start_with_system import StartWithSystem
    from stretchplayer.core.catalogue import Catalogue
    from stretchplayer.core.ports import Clock
    from stretchplayer.figure.pose import Pose
    from stretchplayer.ui.pictures import Draw, ForPaper
    from stretchplayer.ui.player.halo import NewFigure


@dataclass(frozen=True)
class DeskParts:
    """What the window is made with. Figures are loaded when the first picture is wanted."""

    clock: Clock
    catalogue: Catalogue
    history: HistoryService
    comfort: ComfortService
    screening: ScreeningService
    diary: DiaryService
    progress: Callable[[], ProgressService]
    routines: RoutineService
    library: LibraryService
    settings: SettingsService
    reminders: ReminderService
    new_starts: Callable[[], StartWithSystem]
    measures: MeasureService
    data: DataService
    maker: SessionMaker
    sounds: SoundService
    names: NameSpeech  # of own stretches
    record: Record
    voice: LiveVoice  # for what is said outside of sessions
    draw: Draw
    for_paper: ForPaper
    new_figure: NewFigure
    read_pose: Callable[[str], Pose]

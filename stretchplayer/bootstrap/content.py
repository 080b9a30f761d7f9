"""Everything there is to play, and what the command line may do with it without any window.

Nothing of Qt is loaded for it, but for pictures that are brought in and for the report.
"""

from __future__ import annotations

from contextlib import ExitStack, closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from stretchplayer import APP_NAME
from stretchplayer.app.paths import Paths
from stretchplayer.app.resources import assets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from stretchplayer.audio.clips import ClipBank
    from stretchplayer.audio.name_speaker import NameSpeaker
    from stretchplayer.audio.sound_folder import SoundFolder
    from stretchplayer.audio.voice import FindName
    from stretchplayer.bootstrap.history_files import HistoryFiles
    from stretchplayer.bootstrap.picture_files import PictureWish
    from stretchplayer.core.catalogue import Catalogue, Dose, Stretch
    from stretchplayer.core.history import OwnPicture
    from stretchplayer.core.name_speech import OwnWords
    from stretchplayer.core.phrases import Phrase
    from stretchplayer.core.preferences import Preferences
    from stretchplayer.core.routine import Routine
    from stretchplayer.core.take_along import Taken
    from stretchplayer.core.timeline import Timeline
    from stretchplayer.exchange.carry_out import Imported
    from stretchplayer.exchange.plan import ImportPlan
    from stretchplayer.printing.paper import Paper

LANGUAGE = "en"
SPEAK_OWN_WITHIN_S = 60.0  # before a recording


class _Kept(NamedTuple):
    """What the command line needs of what the user made their own."""

    routines: Mapping[str, Routine]
    doses: Mapping[str, Dose]
    preferences: Preferences
    set_aside: frozenset[str] = frozenset()  # stretches, by id


class Content:
    """Everything there is to play, each part read when first asked for."""

    def __init__(self, data_dir: Path | None = None) -> None:
        """`data_dir` holds what the user changed; None means the system's usual folder."""
        self.data_dir = data_dir
        self.paths = Paths.of(data_dir)
        self.folder = assets()

    @cached_property
    def catalogue(self) -> Catalogue:
        """All stretches."""
        from stretchplayer.app import content as files

        return files.load_catalogue(self.folder / "catalogue", shipped=True)

    @cached_property
    def built_in(self) -> tuple[Routine, ...]:
        """The routines as they came with the app."""
        from stretchplayer.app import content as files

        return files.load_routines(self.folder / "routines")

    def voice_folder(self, preferences: Preferences) -> Path:
        """Where the clips of the chosen voice are."""
        return self.folder / "voice" / LANGUAGE / preferences.voice

    @cached_property
    def own_sounds(self) -> SoundFolder:
        """Sounds of the user's own in place of tones."""
        from stretchplayer.audio.sound_folder import FOLDER_NAME, SoundFolder

        return SoundFolder(self.paths.data / FOLDER_NAME)

    def phrases(self, preferences: Preferences) -> Mapping[str, Phrase]:
        """Words and lengths of everything that can be heard in the chosen voice."""
        from stretchplayer.app import content as files
        from stretchplayer.audio.manifest import durations_ms
        from stretchplayer.core.own_stretch import own_phrases, words_to_speak
        from stretchplayer.core.phrases import phrase_book

        texts = files.load_phrases(self.folder / "voice" / LANGUAGE)
        lengths = durations_ms(self.voice_folder(preferences)) | self.own_sounds.durations_ms()
        words = {id_: phrase.text for id_, phrase in texts.items()}
        spoken: dict[str, str] = {}
        for stretch in self.catalogue.own:
            words |= own_phrases(stretch)
            spoken |= words_to_speak(stretch)
        if spoken:
            lengths |= self.names.lengths_ms(spoken, preferences.voice)
        return phrase_book(words, lengths, {id_: phrase.short for id_, phrase in texts.items()})

    @cached_property
    def names(self) -> NameSpeaker:
        """Has the words of own stretches spoken."""
        from stretchplayer.audio.name_speaker import NameSpeaker

        return NameSpeaker(self.paths.cache / "names")

    def find_names(self, preferences: Preferences) -> FindName:
        """Finds the clip of a phrase of an own stretch, in the chosen voice."""
        from stretchplayer.core.own_stretch import words_to_speak

        def find(phrase: str) -> Path | None:
            stretch = self.catalogue.get(phrase.rpartition("/")[0])
            words = None if stretch is None else words_to_speak(stretch).get(phrase)
            if words is None:
                return None
            clip = self.names.clips({phrase: words}, preferences.voice).get(phrase)
            return None if clip is None else clip.path

        return find

    def clip_bank(self, preferences: Preferences) -> ClipBank:
        """Everything that can be heard in the chosen voice, decoded when it is asked for."""
        from stretchplayer.audio.clips import ClipBank
        from stretchplayer.audio.voice import VoicePack

        voice = VoicePack(self.voice_folder(preferences), self.find_names(preferences))
        return ClipBank(voice, self.own_sounds)

    # ---- for the command line, which has no services -----------------------------------------

    @cached_property
    def _kept(self) -> _Kept:
        """What the user made their own; without a history, nothing."""
        from stretchplayer.core.preferences import Preferences, read_preferences
        from stretchplayer.store import FILE_NAME, open_store

        if not (self.paths.data / FILE_NAME).exists():
            return _Kept({}, {}, Preferences())
        store = open_store(self.paths.data)
        try:
            self.catalogue.set_own(*store.own_stretches.own_stretches())
            return _Kept(
                store.routines.changed_routines(),
                store.routines.usual_doses(),
                read_preferences(store.settings.all_settings()),
                frozenset(one.stretch for one in store.history.all_set_aside()),
            )
        finally:
            store.close()

    @property
    def preferences(self) -> Preferences:
        """The settings as they are kept."""
        return self._kept.preferences

    @property
    def whole_catalogue(self) -> Catalogue:
        """All stretches, the user's own among them."""
        _ = self._kept
        return self.catalogue

    @property
    def own_words(self) -> OwnWords:
        """What is to be spoken of own stretches; they are in no routine that is as it came."""
        from stretchplayer.core.name_speech import own_words

        used = {item.stretch for routine in self._kept.routines.values() for item in routine.items}
        return own_words(self.whole_catalogue.own, used)

    def routines(self) -> list[Routine]:
        """Every routine as it would be played."""
        from stretchplayer.app.routine_service import all_routines
        from stretchplayer.core.routine import fill

        built_in = {routine.id: routine for routine in self.built_in}
        kept = self._kept
        return [
            fill(routine, kept.doses) for routine in all_routines(built_in, kept.routines, self.catalogue)
        ]

    def routine(self, name: str) -> Routine:
        """The routine of this id or exact name; raises `NotFoundError`."""
        from stretchplayer.app.routine_service import find_routine

        return find_routine(self.routines(), name)

    def total_ms(self, routine: Routine) -> int:
        """Length at full dose."""
        from stretchplayer.core.plan import total_ms
        from stretchplayer.core.plan_context import PlanOptions

        return total_ms(routine, self.catalogue, self._kept.preferences, PlanOptions())

    def timeline(self, name: str) -> Timeline:
        """The timeline of a routine at full dose; raises `NotFoundError`."""
        from stretchplayer.core.plan import compile_routine

        preferences = self._kept.preferences
        phrases = self.phrases(preferences)
        return compile_routine(self.routine(name), self.catalogue, preferences, phrases)

    def write_recording(self, name: str, path: Path) -> Taken | None:
        """Write what a routine sounds like at full dose, without what is left out for now.

        Raises `NotFoundError` for a name that no routine has or when nothing of it is left, and `FileError`.
        """
        from stretchplayer.bootstrap.recordings import write_recording
        from stretchplayer.core.plan import compile_routine
        from stretchplayer.core.plan_context import PlanOptions
        from stretchplayer.core.suitability import Suits

        routine, kept = self.routine(name), self._kept
        preferences = kept.preferences
        played = [self.catalogue[item.stretch] for item in routine.items]
        hidden = Suits.of_preferences(preferences).hidden_of(played, routine.place)
        options = PlanOptions(left_out=kept.set_aside | hidden)
        self._speak_own(played)
        phrases = self.phrases(preferences)
        timeline = compile_routine(routine, self.catalogue, preferences, phrases, options)
        return write_recording(timeline, routine.name, path, self.clip_bank(preferences))

    def _speak_own(self, played: Iterable[Stretch]) -> None:
        """Have own stretches spoken that no window has had the time for; what takes long stays unspoken."""
        from stretchplayer.core.name_speech import own_words

        own, voice = {stretch.id for stretch in self.catalogue.own}, self._kept.preferences.voice
        first = own_words(stretch for stretch in played if stretch.id in own).spoken
        if len(self.names.clips(first, voice)) == len(first):
            return
        self.names.want({**first, **self.own_words.spoken}, voice)
        self.names.finish(first, voice, SPEAK_OWN_WITHIN_S)
        self.names.close()

    def plan_import(self, path: Path) -> ImportPlan:
        """What a file would bring in; nothing is kept. Raises `RefusedFileError`."""
        from stretchplayer.exchange.detect import read_file
        from stretchplayer.exchange.usual import usual_plan
        from stretchplayer.figure.own_image import check_image
        from stretchplayer.figure.own_pose import check_pose

        def check(data: bytes, name: str) -> bytes:
            self._have_letters()
            return check_image(data, name)

        names = [routine.name for routine in self.routines()]
        return usual_plan(
            read_file(path),
            self.whole_catalogue,
            check_picture=check,
            check_pose=check_pose,
            routine_names=names,
        )

    def bring_in(self, plan: ImportPlan) -> Imported:
        """Keep what a plan takes, all of it or nothing. Raises `StoreError`."""
        from uuid import uuid4

        from stretchplayer.app.clock import SystemClock
        from stretchplayer.app.single_instance import alone_on
        from stretchplayer.core.own_stretch import OWN_PREFIX, PICTURE_PREFIX
        from stretchplayer.exchange.carry_out import NewIds, carry_out
        from stretchplayer.store import open_store

        own = lambda: f"{OWN_PREFIX}{uuid4()}"  # noqa: E731  (three makers of ids in three lines)
        made = carry_out(plan, self.whole_catalogue, NewIds(own, lambda: f"{PICTURE_PREFIX}{uuid4()}", own))
        self.paths.make()
        with alone_on(self.paths.data):
            store = open_store(self.paths.data)
            try:
                store.own_stretches.save_stretches(
                    made.stretches, made.pictures, made.routines, SystemClock().now()
                )
            finally:
                store.close()
        return made

    @contextmanager
    def history_files(self, *, alone: bool = False) -> Iterator[HistoryFiles]:
        """The notes, to be written into files or brought back from one; without any, empty ones.

        With `alone` no window may be open meanwhile, and what is brought back stays. Raises `StoreError`.
        """
        from tempfile import TemporaryDirectory

        from stretchplayer.app.single_instance import alone_on
        from stretchplayer.bootstrap.history_files import HistoryFiles
        from stretchplayer.store import FILE_NAME, open_store

        catalogue = self.whole_catalogue
        with ExitStack() as until_done:
            folder = self.paths.data
            if alone:
                self.paths.make()
                until_done.enter_context(alone_on(folder))
            elif not (folder / FILE_NAME).exists():
                folder = Path(until_done.enter_context(TemporaryDirectory()))
            store = until_done.enter_context(closing(open_store(folder)))
            yield HistoryFiles(store, catalogue, self._have_letters, self.own_sounds)

    def export_routine(self, name: str, path: Path) -> None:
        """Write a routine into a file of the open format. Raises `NotFoundError` and `FileError`."""
        from stretchplayer import __version__
        from stretchplayer.app.routine_service import all_routines, find_routine
        from stretchplayer.exchange.stretch_file import save, write_routine
        from stretchplayer.store import FILE_NAME, open_store

        built_in = {routine.id: routine for routine in self.built_in}
        routine = find_routine(all_routines(built_in, self._kept.routines, self.catalogue), name)
        if not (self.paths.data / FILE_NAME).exists():
            save(path, write_routine(routine, self.catalogue, lambda _: None, f"{APP_NAME} {__version__}"))
            return
        store = open_store(self.paths.data)
        try:
            picture = store.own_stretches.picture
            save(path, write_routine(routine, self.catalogue, picture, f"{APP_NAME} {__version__}"))
        finally:
            store.close()

    def write_picture(self, name: str, path: Path, wish: PictureWish) -> None:
        """Write a picture of a stretch; without a person, of the one chosen in the settings.

        Raises `NotFoundError`, `FileError` and `StoreError`.
        """
        from dataclasses import replace

        from stretchplayer.bootstrap.picture_files import PictureFiles

        preferences = self._kept.preferences
        wish = replace(wish, person=wish.person or preferences.figure, turned=preferences.mirror_figure)
        with self._own_pictures() as own:
            PictureFiles(self.whole_catalogue, self.folder / "poses", own).write(name, path, wish)

    @contextmanager
    def _own_pictures(self) -> Iterator[Callable[[str], OwnPicture | None]]:
        """Reads pictures of the user's by their ids."""
        from stretchplayer.store import FILE_NAME, open_store

        if not (self.paths.data / FILE_NAME).exists():
            yield lambda _: None
            return
        with closing(open_store(self.paths.data)) as store:
            yield store.own_stretches.picture

    def write_handout(self, name: str, path: Path, paper: Paper | None, person: str = "") -> None:
        """Write a routine as a PDF of one page; without paper, for what is usual in this country.

        Raises `NotFoundError` for a name that no routine has or when nothing of it is left, `FileError`
        and `StoreError`.
        """
        from stretchplayer.app.clock import SystemClock
        from stretchplayer.bootstrap.paper_pictures import PaperPictures
        from stretchplayer.bootstrap.picture_files import pose_library
        from stretchplayer.core.handout import gather_handout
        from stretchplayer.core.suitability import Suits
        from stretchplayer.exchange.stretch_file import save

        routine, kept = self.routine(name), self._kept
        handout = gather_handout(
            routine,
            self.catalogue,
            Suits.of_preferences(kept.preferences),
            set_aside=kept.set_aside,
            emergency_number=kept.preferences.emergency_number,
            made=SystemClock().now().date(),
        )
        from stretchplayer.printing.handout import handout_pdf
        from stretchplayer.printing.letters import load_letters
        from stretchplayer.printing.locale import paper_here

        self._have_letters()
        load_letters(self.folder / "fonts")
        with self._own_pictures() as own:
            pictures = PaperPictures(
                pose_library(self.folder / "poses", own),
                own,
                person or kept.preferences.figure,
                turned=kept.preferences.mirror_figure,
            )
            data = handout_pdf(handout, pictures, paper or paper_here())
        save(path, data)

    def write_report(
        self, path: Path, first: date | None, last: date | None, paper: Paper | None, *, with_notes: bool
    ) -> None:
        """Write the report of these days as a PDF; without paper, on what is usual in this country.

        Raises `NotFoundError` without notes in these days, `FileError` and `StoreError`.
        """
        from stretchplayer.app.clock import SystemClock
        from stretchplayer.app.progress_service import ProgressService
        from stretchplayer.app.report_service import NO_NOTES, PeriodError
        from stretchplayer.exchange.stretch_file import save
        from stretchplayer.store import FILE_NAME, open_store

        catalogue = self.whole_catalogue
        if not (self.paths.data / FILE_NAME).exists():
            raise PeriodError(NO_NOTES)
        with closing(open_store(self.paths.data)) as store:
            reports = ProgressService(store.history, store.measures, SystemClock()).reports()
            report = reports.report(first, last, with_notes=with_notes)
        from stretchplayer.printing.letters import load_letters
        from stretchplayer.printing.locale import paper_here
        from stretchplayer.printing.report import report_pdf

        self._have_letters()
        load_letters(self.folder / "fonts")

        def name_of(stretch: str) -> str:
            return catalogue[stretch].name if stretch in catalogue else stretch

        save(path, report_pdf(report, name_of, paper or paper_here()))

    def _have_letters(self) -> None:
        """Give Qt its fonts, which the writing in a drawing needs, without a window or a display."""
        from PySide6.QtGui import QGuiApplication

        if QGuiApplication.instance() is None:
            self._application = QGuiApplication(["stretchplayer", "-platform", "offscreen"])

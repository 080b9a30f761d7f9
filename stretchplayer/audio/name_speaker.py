"""Has names spoken in the background, once, and keeps what came of it."""

from __future__ import annotations

import logging
import subprocess
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory

from stretchplayer.audio import name_engines
from stretchplayer.audio.name_clips import CannotSpeakError, NameClip, NameClips, key_of
from stretchplayer.audio.name_engines import OUT, WORDS, Engine
from stretchplayer.core.name_speech import NameVoice, is_latin, speakable

log = logging.getLogger(__name__)

SPEAK_WITHIN_S = 20.0
CLOSE_WITHIN_S = 2.0

FindEngines = Callable[[str], tuple[list[Engine], list[str]]]


class NameSpeaker:
    """Methods return at once and belong to one thread; `on_change` is called from the worker's."""

    def __init__(
        self,
        folder: Path,
        on_change: Callable[[], None] = lambda: None,
        *,
        find_engines: FindEngines = name_engines.engines,
        within_s: float = SPEAK_WITHIN_S,
    ) -> None:
        self._clips = NameClips(folder)
        self._on_change = on_change
        self._find_engines = find_engines
        self._within_s = within_s
        self._failed: dict[str, str] = {}  # keys that came to nothing in this run, and why
        self._broken: dict[str, str] = {}  # engines that do not work here, and why
        self._wishes: SimpleQueue[tuple[Mapping[str, str], str] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._closing = threading.Event()
        self._running: subprocess.Popen[bytes] | None = None

    def listen(self, on_change: Callable[[], None]) -> None:
        """Call this from now on."""
        self._on_change = on_change

    def clips(self, names: Mapping[str, str], voice: str) -> dict[str, NameClip]:
        """What is ready of these names, by phrase id."""
        kept = self._clips.all()
        if not kept:
            return {}
        engines, _ = self._find_engines(voice)
        found: dict[str, NameClip] = {}
        for id_, words in names.items():
            keys = (key_of(words, voice, engine.id) for engine in engines)
            clip = next((kept[key] for key in keys if key in kept), None)
            if clip is not None:
                found[id_] = clip
        return found

    def voice(self, names: Mapping[str, str], voice: str) -> NameVoice:
        """Who speaks names here and why, and what of these is ready."""
        engines, why = self._find_engines(voice)
        why = [
            *why,
            *(f"{e.name} does not work: {self._broken[e.id]}" for e in engines if e.id in self._broken),
        ]
        working = [engine for engine in engines if engine.id not in self._broken]
        ready = self.clips(names, voice)
        captions = {
            id_: self._why_not(words, voice, working) for id_, words in names.items() if id_ not in ready
        }
        given_up = {id_: reason for id_, reason in captions.items() if reason is not None}
        return NameVoice(working[0].name if working else None, tuple(why), len(names), len(ready), given_up)

    def want(self, names: Mapping[str, str], voice: str) -> None:
        """Have these spoken, and forget all others."""
        if self._thread is None:
            if not names and not self._clips.all():
                return
            self._closing.clear()
            self._thread = threading.Thread(target=self._run, name="name-speaker", daemon=True)
            self._thread.start()
        self._wishes.put((dict(names), voice))

    def forget(self) -> None:
        """Erase every spoken name."""
        self.close()
        self._clips.drop_all_but(())
        self._failed.clear()

    def close(self) -> None:
        """End what is being spoken, and the worker."""
        thread, self._thread = self._thread, None
        if thread is None:
            return
        self._closing.set()
        self._wishes.put(None)
        running = self._running
        if running is not None:
            with suppress(OSError):
                running.kill()
        thread.join(CLOSE_WITHIN_S)

    def _why_not(self, words: str, voice: str, engines: list[Engine]) -> str | None:
        """Why a name stays a caption; None while it may still come."""
        if speakable(words) is None:
            return "it has no words that can be spoken, or too many"
        reasons = [self._failed.get(key_of(words, voice, engine.id)) for engine in engines]
        if None in reasons:
            return None
        return reasons[-1] or "" if reasons else "there is nothing that could speak it"

    # ---- on the worker's thread --------------------------------------------------------------

    def _run(self) -> None:
        while (wish := self._wishes.get()) is not None:
            if not self._wishes.empty():
                continue  # a newer wish holds all of this one that still counts
            names, voice = wish
            engines, _ = self._find_engines(voice)
            for words in names.values():
                if self._closing.is_set() or not self._wishes.empty():
                    break
                self._speak(words, voice, engines)
            else:
                keep = (key_of(words, voice, engine.id) for words in names.values() for engine in engines)
                self._clips.drop_all_but(keep)
            if not self._closing.is_set():
                self._on_change()

    def _speak(self, words: str, voice: str, engines: list[Engine]) -> None:
        """With the first engine that can."""
        text = speakable(words)
        if text is None:
            return
        for engine in engines:
            key = key_of(words, voice, engine.id)
            if key in self._clips.all():
                return
            if key in self._failed or engine.id in self._broken:
                continue
            try:
                if engine.latin_only and not is_latin(text):
                    raise CannotSpeakError("it knows Latin letters alone")
                self._render(text, engine, key)
            except CannotSpeakError as error:
                if self._closing.is_set():
                    return
                log.info("%s cannot speak a name: %s", engine.name, error)
                self._failed[key] = f"{engine.name} cannot speak it: {error}"
            else:
                return

    def _render(self, text: str, engine: Engine, key: str) -> None:
        try:
            with TemporaryDirectory(prefix="stretchplayer-", ignore_cleanup_errors=True) as folder:
                words, out = Path(folder) / "words.txt", Path(folder) / "spoken.wav"
                words.write_text(text, encoding="utf-8")
                self._call(engine, text, words, out)
                self._clips.keep(key, out)
        except OSError as error:  # not there any more, not allowed, no room for a file
            self._broken[engine.id] = error.strerror or type(error).__name__
            raise CannotSpeakError(self._broken[engine.id]) from error

    def _call(self, engine: Engine, text: str, words: Path, out: Path) -> None:
        """Run the program to its end; raises `CannotSpeakError` and `OSError`."""
        places = {WORDS: str(words), OUT: str(out)}
        running = self._running = subprocess.Popen(
            [places.get(part, part) for part in engine.command],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=name_engines.environment(str(words), str(out)),
            cwd=words.parent,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        if self._closing.is_set():  # `close` may have looked before there was something to end
            running.kill()
        try:
            running.communicate(text.encode() if engine.through_stdin else b"", timeout=self._within_s)
        except subprocess.TimeoutExpired as error:
            self._broken[engine.id] = "it takes too long"
            raise CannotSpeakError(self._broken[engine.id]) from error
        finally:
            self._running = None
            if running.poll() is None:
                running.kill()
                running.communicate()
        if running.returncode != 0:
            raise CannotSpeakError(f"it ended with an error ({running.returncode})")

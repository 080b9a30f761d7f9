"""Has the words of own stretches spoken in the background, once, and keeps what came of it."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory

from stretchplayer.audio import name_engines
from stretchplayer.audio.name_clips import CannotSpeakError, NameClip, NameClips, key_of
from stretchplayer.audio.name_engines import OUT, WORDS, Engine
from stretchplayer.core.name_speech import NameVoice, is_latin, is_name, place_ms, speakable

log = logging.getLogger(__name__)

SPEAK_WITHIN_S = 20.0
CLOSE_WITHIN_S = 2.0
TOLD_EVERY = 20  # clips, while there are many
NICENESS = 10  # programs that speak make room for everything else
_QUIETLY = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)

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
        self._promised: dict[tuple[str, str], NameClip] = {}  # for words and voice, in this run
        self._failed: dict[str, str] = {}  # keys that came to nothing in this run, and why
        self._broken: dict[str, str] = {}  # engines that do not work here, and why
        self._wishes: SimpleQueue[tuple[Mapping[str, str], str] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._closing = threading.Event()
        self._worked = threading.Event()
        self._running: subprocess.Popen[bytes] | None = None

    def listen(self, on_change: Callable[[], None]) -> None:
        """Call this from now on."""
        self._on_change = on_change

    def clips(self, names: Mapping[str, str], voice: str) -> dict[str, NameClip]:
        """What is ready of these words, by phrase id. A clip once given is not exchanged for a longer one."""
        kept = self._clips.all()
        if not kept:
            return {}
        engines, _ = self._find_engines(voice)
        found: dict[str, NameClip] = {}
        for id_, words in names.items():
            clip = self._choose(words, voice, engines, kept)
            if clip is not None:
                found[id_] = self._promised[words, voice] = clip
        return found

    def lengths_ms(self, names: Mapping[str, str], voice: str) -> dict[str, int]:
        """How long each is, or may become where it is still to be spoken; what stays a caption has none."""
        ready = self.clips(names, voice)
        engines = self._working(self._find_engines(voice)[0])
        lengths = {id_: clip.duration_ms for id_, clip in ready.items()}
        for id_, words in names.items():
            if id_ not in ready and self._why_not(words, voice, engines) is None:
                lengths[id_] = place_ms(words)
        return lengths

    def voice(self, names: Mapping[str, str], voice: str) -> NameVoice:
        """Who speaks here and why, and what of these words is ready."""
        engines, why = self._find_engines(voice)
        why = [
            *why,
            *(f"{e.name} does not work: {self._broken[e.id]}" for e in engines if e.id in self._broken),
        ]
        working = self._working(engines)
        ready = self.clips(names, voice)
        captions = {
            id_: self._why_not(words, voice, working) for id_, words in names.items() if id_ not in ready
        }
        given_up = {id_: reason for id_, reason in captions.items() if reason is not None}
        named, named_ready = sum(map(is_name, names)), sum(map(is_name, ready))
        return NameVoice(
            working[0].name if working else None,
            tuple(why),
            named,
            named_ready,
            len(names) - named,
            len(ready) - named_ready,
            given_up,
        )

    def want(self, names: Mapping[str, str], voice: str) -> None:
        """Have these spoken, in this order, and forget all others."""
        if self._thread is None:
            if not names and not self._clips.all():
                return
            self._closing.clear()
            self._thread = threading.Thread(target=self._run, name="name-speaker", daemon=True)
            self._thread.start()
        self._wishes.put((dict(names), voice))

    def finish(self, names: Mapping[str, str], voice: str, within_s: float) -> None:
        """Wait until all of these, which are wanted, are spoken or given up; at most so long."""
        until = time.monotonic() + within_s
        while self._thread is not None and (left_s := until - time.monotonic()) > 0:
            self._worked.clear()
            told = self.voice(names, voice)
            if told.ready + told.sentences_ready + len(told.captions) == len(names):
                return
            self._worked.wait(left_s)

    def forget(self) -> None:
        """Erase everything spoken."""
        self.close()
        self._clips.erase()
        self._promised.clear()
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

    def _working(self, engines: list[Engine]) -> list[Engine]:
        return [engine for engine in engines if engine.id not in self._broken]

    def _choose(
        self, words: str, voice: str, engines: list[Engine], kept: Mapping[str, NameClip]
    ) -> NameClip | None:
        """The best clip there is, but none longer than the one given before: plans rely on its length."""
        promised = self._promised.get((words, voice))
        longest = place_ms(words) if promised is None else promised.duration_ms
        clips = [kept[key] for engine in engines if (key := key_of(words, voice, engine.id)) in kept]
        return next((clip for clip in clips if clip.duration_ms <= longest), None)

    def _why_not(self, words: str, voice: str, engines: list[Engine]) -> str | None:
        """Why words stay a caption; None while they may still come."""
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
            kept = set(self._clips.all())
            wanted = list(dict.fromkeys(names.values()))
            for begin in range(0, len(wanted), TOLD_EVERY):
                if self._is_overtaken():
                    break
                did = self._speak(wanted[begin : begin + TOLD_EVERY], voice, engines, kept)
                if did and begin + TOLD_EVERY < len(wanted):
                    self._tell()
            else:
                self._tidy(wanted, voice, engines)
            if not self._closing.is_set():
                self._tell()

    def _tell(self) -> None:
        self._worked.set()
        self._on_change()

    def _is_overtaken(self) -> bool:
        return self._closing.is_set() or not self._wishes.empty()

    def _speak(self, wanted: list[str], voice: str, engines: list[Engine], kept: set[str]) -> bool:
        """Each with the first engine that can; whether there was anything to do."""
        tried = False
        left = [words for words in wanted if speakable(words) is not None]
        for engine in engines:
            keys = {words: key_of(words, voice, engine.id) for words in left}
            left = [words for words in left if keys[words] not in kept]
            able = [words for words in left if keys[words] not in self._failed]
            for begin in range(0, len(able), engine.at_once):
                if engine.id in self._broken or self._is_overtaken():
                    break
                tried = True
                kept |= self._render({one: keys[one] for one in able[begin : begin + engine.at_once]}, engine)
            left = [words for words in left if keys[words] not in kept]
        return tried

    def _tidy(self, wanted: Iterable[str], voice: str, engines: list[Engine]) -> None:
        """Forget what is not wanted; of what several engines spoke keep the best, and what is in use."""
        kept = self._clips.all()
        keep: set[str] = set()
        for words in wanted:
            promised = self._promised.get((words, voice))
            keys = [key for engine in engines if (key := key_of(words, voice, engine.id)) in kept]
            keep.update(keys[:1], (key for key in keys if kept[key] == promised))
        self._clips.drop_all_but(keep)

    def _render(self, keys: Mapping[str, str], engine: Engine) -> set[str]:
        """Have these words spoken, keep what came of it or why nothing did, and give the keys of what did."""
        texts = {words: speakable(words) or "" for words in keys}
        known = [words for words, text in texts.items() if is_latin(text) or not engine.latin_only]
        for words in keys.keys() - set(known):
            self._give_up(keys[words], engine, "it knows Latin letters alone")
        if not known:
            return set()
        try:
            with TemporaryDirectory(prefix="stretchplayer-", ignore_cleanup_errors=True) as folder:
                outs = {words: Path(folder) / f"spoken-{n}.wav" for n, words in enumerate(known)}
                trouble = self._call(
                    engine, [(texts[words], out) for words, out in outs.items()], Path(folder)
                )
                return {
                    keys[words]
                    for words, out in outs.items()
                    if self._keep(words, out, keys[words], engine, trouble)
                }
        except OSError as error:  # not there any more, not allowed, no room for a file
            self._broken[engine.id] = error.strerror or type(error).__name__
            for words in known:
                self._give_up(keys[words], engine, self._broken[engine.id])
            return set()

    def _keep(self, words: str, out: Path, key: str, engine: Engine, trouble: str | None) -> bool:
        if trouble is not None and (engine.at_once == 1 or not out.exists()):
            self._give_up(key, engine, trouble)
            return False
        try:
            self._clips.keep(key, out, place_ms(words))
        except CannotSpeakError as error:
            self._give_up(key, engine, str(error))
            return False
        return True

    def _give_up(self, key: str, engine: Engine, reason: str) -> None:
        if not self._closing.is_set():
            log.info("%s cannot speak a phrase: %s", engine.name, reason)
            self._failed[key] = f"{engine.name} cannot speak it, since {reason}"

    def _call(self, engine: Engine, texts: list[tuple[str, Path]], folder: Path) -> str | None:
        """Run the program to its end, and say what went wrong; raises `OSError`."""
        [(text, out), *_] = texts
        words = folder / "words.txt"
        words.write_text(text, encoding="utf-8")
        given = text.encode() if engine.through_stdin else b""
        if engine.at_once > 1:
            given = b"".join(json.dumps([text, str(out)]).encode() + b"\n" for text, out in texts)
        places = {WORDS: str(words), OUT: str(out)}
        running = self._running = subprocess.Popen(
            [places.get(part, part) for part in engine.command],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=name_engines.environment(str(words), str(out)),
            cwd=folder,
            creationflags=_QUIETLY,
        )
        if hasattr(os, "setpriority"):
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, running.pid, NICENESS)
        if self._closing.is_set():  # `close` may have looked before there was something to end
            running.kill()
        try:
            running.communicate(given, timeout=self._within_s + len(texts) - 1)
        except subprocess.TimeoutExpired:
            self._broken[engine.id] = "it takes too long"
            return self._broken[engine.id]
        finally:
            self._running = None
            if running.poll() is None:
                running.kill()
                running.communicate()
        return None if running.returncode == 0 else f"it ended with an error ({running.returncode})"

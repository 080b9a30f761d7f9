"""Keeps decoded clips ready, so that nothing is ever decoded while sound is being mixed."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from queue import SimpleQueue

import numpy as np
from numpy.typing import NDArray

from stretchplayer.audio.cues import make_tone
from stretchplayer.audio.sound_folder import SoundFolder
from stretchplayer.audio.tones import TONES
from stretchplayer.audio.voice import VoicePack

Samples = NDArray[np.float32]

KEEP_BYTES = 64 * 2**20  # decoded phrases; about six minutes of speech
CLOSE_WITHIN_S = 2.0


class ClipBank:
    """Tones and phrases by cue id.

    `get` never waits and may be called from the sound callback. `load` decodes on the calling
    thread if it must (some milliseconds), `prefetch` does it on a thread of its own.
    """

    def __init__(self, voice: VoicePack | None = None, own: SoundFolder | None = None) -> None:
        """`own` are sounds of the user's that are played in place of tones."""
        self._voice = voice
        self._own = own
        self._clips: dict[str, Samples] = {}
        self._decoding = threading.Lock()
        self._wanted: SimpleQueue[list[str] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._closing = threading.Event()

    def get(self, cue_id: str) -> Samples | None:
        """The clip if it is ready."""
        return self._clips.get(cue_id)

    def load(self, cue_id: str) -> Samples | None:
        """The clip, decoded now if need be; None if nothing can be played for this id."""
        clip = self._clips.get(cue_id)
        if clip is not None:
            return clip
        with self._decoding:
            if cue_id not in self._clips:
                self._decode(cue_id)
            return self._clips.get(cue_id)

    def prefetch(self, cue_ids: Iterable[str]) -> None:
        """Get these ready in the background, in order; clips beyond them may be forgotten to make room."""
        if self._thread is None:
            self._closing.clear()
            self._thread = threading.Thread(target=self._run, name="clip-decoder", daemon=True)
            self._thread.start()
        self._wanted.put(list(dict.fromkeys(cue_ids)))

    def make_room(self) -> None:
        """Forget phrases if there are many; what sounds goes on sounding."""
        self._forget_all_but(())

    def close(self) -> None:
        """End the background thread."""
        if self._thread is not None:
            self._closing.set()
            self._wanted.put(None)
            self._thread.join(CLOSE_WITHIN_S)
            self._thread = None

    def _run(self) -> None:
        while (cue_ids := self._wanted.get()) is not None:
            self._forget_all_but(cue_ids)
            for cue_id in cue_ids:
                if self._closing.is_set():
                    break
                self.load(cue_id)

    def _decode(self, cue_id: str) -> None:
        if cue_id in TONES:
            clip = self._own.load(cue_id) if self._own is not None else None
            if clip is None:
                clip = make_tone(TONES[cue_id])
        else:
            clip = self._voice.load(cue_id) if self._voice is not None else None
        if clip is not None:
            self._clips[cue_id] = clip

    def _forget_all_but(self, cue_ids: Iterable[str]) -> None:
        with self._decoding:
            if sum(clip.nbytes for clip in self._clips.values()) <= KEEP_BYTES:
                return
            keep = TONES.keys() | set(cue_ids)
            for cue_id in self._clips.keys() - keep:
                del self._clips[cue_id]

"""What `stretchplayer sounds` says: who speaks and why, what is missing, and where it plays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stretchplayer.core.outputs import PRIMER_DBFS, one_line

if TYPE_CHECKING:
    from stretchplayer.audio.device import OutputFacts
    from stretchplayer.audio.voice import VoicePack
    from stretchplayer.bootstrap.content import Content
    from stretchplayer.core.name_speech import NameVoice
    from stretchplayer.core.preferences import Preferences

HEAD_WIDTH = 16
MOST_NAMED = 10  # missing clips, and captions, that are told one by one
BACKGROUND_WORDS = {"off": "off", "noise": "a soft rush", "pad": "a warm chord"}


@dataclass(frozen=True)
class SoundReport:
    """What can be heard on this machine. `no_voice` and `no_output` say why there is none."""

    voice: str
    phrases: int
    missing: Sequence[str]
    no_voice: str | None
    output: OutputFacts | None
    no_output: str | None
    names: NameVoice
    words: Mapping[str, str]  # of own stretches, by phrase id
    preferences: Preferences

    def lines(self) -> list[str]:
        """For reading."""
        told = [
            ("Voice", self._voice()),
            ("Missing clips", self._missing()),
            ("Own stretches", f"{self.names.sentence()} {self.names.progress()}".rstrip()),
            *(("", told) for told in self._captions()),
            *self._output(),
            ("Background", self._background()),
            ("Wireless", self._primer()),
        ]
        return [f"{head:<{HEAD_WIDTH}}{words}" for head, words in told]

    def as_json(self) -> dict[str, object]:
        """For programs."""
        output = self.output
        return {
            "voice": {"name": self.voice, "phrases": self.phrases, "in_use": self.no_voice is None},
            "voice_why": self._voice(),
            "missing_clips": list(self.missing),
            "own_names": {
                "voice": self.names.name,
                "why": list(self.names.why),
                "names": self.names.names,
                "ready": self.names.ready,
                "phrases": self.names.sentences,
                "phrases_ready": self.names.sentences_ready,
                "captions": dict(self.names.captions),
            },
            "output": None
            if output is None
            else {
                "device": output.device,
                "is_chosen": output.chosen,
                "system": output.system,
                "rate": output.rate,
                "period_ms": output.period_ms,
                "periods": output.periods,
                "buffer_ms": output.period_ms * output.periods,
            },
            "no_output": self.no_output,
            "chosen_output": self.preferences.output_device or None,
            "background": {
                "sound": self.preferences.background.value,
                "volume": self.preferences.background_volume,
            },
            "primer": {"on": self._primed, "dbfs": PRIMER_DBFS},
        }

    @property
    def _primed(self) -> bool:
        return self.preferences.wake_speakers and not self.preferences.muted

    def _voice(self) -> str:
        if self.no_voice is not None:
            return f"none: {self.no_voice}"
        return f"{self.voice}, recorded, as chosen in Settings; {self.phrases} phrases"

    def _missing(self) -> str:
        if not self.missing:
            return "none"
        named = ", ".join(self.missing[:MOST_NAMED])
        more = len(self.missing) - MOST_NAMED
        rest = f" and {more} more" if more > 0 else ""
        return f"{len(self.missing)}, shown as captions: {named}{rest}"

    def _captions(self) -> list[str]:
        """What of own stretches is not spoken, and why."""
        captions = self.names.captions
        told = [f"“{self.words[id_]}”: {why}" for id_, why in list(captions.items())[:MOST_NAMED]]
        more = len(captions) - MOST_NAMED
        return [*told, *([f"and {more} more"] if more > 0 else [])]

    def _output(self) -> list[tuple[str, str]]:
        output = self.output
        if output is None:
            chosen = self._chosen_away("chosen in Settings") if self.preferences.output_device else ()
            return [("Output", f"none: {self.no_output}"), *chosen, ("Buffer", "none")]
        whole_ms = output.period_ms * output.periods
        buffer = f"{whole_ms} ms asked for, {output.periods} periods of {output.period_ms} ms"
        device = f"{output.device} ({output.system}, {output.rate} Hz)"
        if output.chosen:
            return [("Output", f"{device}, as chosen in Settings"), ("Buffer", buffer)]
        if not self.preferences.output_device:
            return [("Output", f"{device}, the system’s usual one"), ("Buffer", buffer)]
        away = self._chosen_away("chosen in Settings, but not there or not to be used now")
        return [("Output", f"{device}, the system’s usual one"), *away, ("Buffer", buffer)]

    def _chosen_away(self, why: str) -> list[tuple[str, str]]:
        return [("", f"“{one_line(self.preferences.output_device)}” is {why}")]

    def _background(self) -> str:
        words = BACKGROUND_WORDS[self.preferences.background.value]
        if self.preferences.background.value == "off":
            return words
        return f"{words}, at {round(self.preferences.background_volume * 100)} %; it makes way for the voice"

    def _primer(self) -> str:
        if self._primed:
            return f"speakers are kept awake by a sound too soft to hear ({PRIMER_DBFS} dBFS)"
        if self.preferences.muted:
            return "speakers may sleep, since sound is switched off in Settings"
        return "speakers may sleep, as chosen in Settings"


def look_at_sounds(content: Content) -> SoundReport:
    """Read every clip and open the output for a moment; nothing is played and nothing is kept."""
    from stretchplayer.app.content import load_phrases
    from stretchplayer.audio.voice import VoicePack
    from stretchplayer.bootstrap.content import LANGUAGE

    preferences = content.preferences
    wanted = sorted(load_phrases(content.folder / "voice" / LANGUAGE))
    pack = VoicePack(content.voice_folder(preferences))
    missing = pack.missing(wanted)
    output, no_output = _output(preferences.output_device)
    own = content.own_words
    names = content.names.voice(own.spoken, preferences.voice).with_captions(own.captions)
    return SoundReport(
        voice=preferences.voice,
        phrases=len(wanted) - len(missing),
        missing=missing,
        no_voice=_why_silent(pack, preferences),
        output=output,
        no_output=no_output,
        names=names,
        words=own.words,
        preferences=preferences,
    )


def _why_silent(voice: VoicePack, preferences: Preferences) -> str | None:
    """Why no recorded voice is heard, None when it is."""
    from stretchplayer.core.preferences import Talking

    if preferences.muted:
        return "sound is switched off in Settings; words are shown as captions"
    if preferences.talking is Talking.BELL:
        return "Settings ask for just the bell, unless a routine has its own way"
    if not voice.available:
        return (
            f"the recordings of “{preferences.voice}” are not there or cannot be read; "
            "words are shown as captions, tones are played"
        )
    return None


def _output(wanted: str) -> tuple[OutputFacts | None, str | None]:
    from stretchplayer.audio.device import NoDeviceError, look_at_output
    from stretchplayer.audio.library import NoBackendError

    try:
        return look_at_output(wanted), None
    except NoDeviceError:
        return None, "no sound device was found; one that comes later is noticed while playing"
    except NoBackendError as error:
        return None, f"the sound library cannot be loaded ({error})"

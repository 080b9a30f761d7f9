"""Names of one's own: spoken once by what there is, kept, and a caption where nothing can speak them."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from stretchplayer.audio import name_engines
from stretchplayer.audio.levels import KNEE
from stretchplayer.audio.name_engines import OUT, WORDS, Engine
from stretchplayer.audio.name_shape import LONGEST_S, in_shape
from stretchplayer.audio.name_speaker import NICENESS, TOLD_EVERY, NameSpeaker
from stretchplayer.audio.tones import RATE
from stretchplayer.audio.voice import VoicePack
from stretchplayer.core.name_speech import place_ms
from tests.soundserver import wait_until

NAMES = {"own-1/name": "Grandma’s slow twist.", "own-2/name": "-w /tmp/never; $(touch never)"}

# A speech program: half a second of a tone after the length of the words, which it notes down.
SPEAKS = """
import os, struct, sys, wave
words, out, log = open(sys.argv[1], encoding="utf-8").read(), sys.argv[2], sys.argv[3]
assert words == sys.stdin.buffer.read().decode()
with open(log, "a", encoding="utf-8") as notes:
    notes.write(words + "\\n")
with wave.open(out, "wb") as sound:
    sound.setnchannels(1), sound.setsampwidth(2), sound.setframerate(22050)
    loud = 0 if "hush" in words else 9000
    n = 22050 * (60 if "endless" in words else 1) // 2
    sound.writeframes(struct.pack(f"<{n}h", *(loud if i // 50 % 2 else -loud for i in range(n))))
"""


def engine(tmp_path: Path, program: str = SPEAKS, name: str = "talker") -> Engine:
    script = tmp_path / f"{name}.py"
    script.write_text(program, encoding="utf-8")
    command = (sys.executable, str(script), WORDS, OUT, str(tmp_path / f"{name}.log"))
    return Engine(name, name, command, through_stdin=True)


def spoken(tmp_path: Path, name: str = "talker") -> list[str]:
    log = tmp_path / f"{name}.log"
    return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


class Speaker(NameSpeaker):
    """Tells when it is done with what was wanted."""

    def __init__(self, folder: Path, *engines: Engine, why: str = "", within_s: float = 20.0) -> None:
        self.done = threading.Event()
        super().__init__(
            folder,
            self.done.set,
            find_engines=lambda _: (list(engines), [why] if why else []),
            within_s=within_s,
        )

    def speak(self, names: dict[str, str], voice: str = "heart") -> None:
        self.done.clear()
        self.want(names, voice)
        assert self.done.wait(30)


@pytest.fixture
def made() -> Iterator[list[NameSpeaker]]:
    speakers: list[NameSpeaker] = []
    yield speakers
    for speaker in speakers:
        speaker.close()


def test_names_are_spoken_once_and_found_again(tmp_path: Path, made: list[NameSpeaker]) -> None:
    speaker = Speaker(tmp_path / "names", engine(tmp_path))
    made.append(speaker)
    assert speaker.voice(NAMES, "heart").progress() == "0 of 2 names ready."
    speaker.speak(NAMES)
    assert spoken(tmp_path) == list(NAMES.values())
    clips = speaker.clips(NAMES, "heart")
    assert {clip.duration_ms for clip in clips.values()} == {500}
    assert soundfile.info(clips["own-1/name"].path).frames == 11025
    assert speaker.voice(NAMES, "heart").progress() == "2 of 2 names ready."

    again = Speaker(tmp_path / "names", engine(tmp_path))
    made.append(again)
    again.speak(NAMES)
    assert spoken(tmp_path) == list(NAMES.values())
    assert again.clips(NAMES, "heart") == clips


def test_other_words_another_voice_and_another_engine_are_spoken_anew(
    tmp_path: Path, made: list[NameSpeaker]
) -> None:
    speaker = Speaker(tmp_path / "names", engine(tmp_path))
    made.append(speaker)
    speaker.speak({"own-1/name": "One."})
    speaker.speak({"own-1/name": "Two."})
    speaker.speak({"own-1/name": "Two."}, "michael")
    assert spoken(tmp_path) == ["One.", "Two.", "Two."]
    assert speaker.clips({"own-1/name": "Two."}, "heart") == {}, "what nobody asks for is not kept"
    other = Speaker(tmp_path / "names", engine(tmp_path, name="other"))
    made.append(other)
    assert other.clips({"own-1/name": "Two."}, "michael") == {}


def test_a_clip_that_was_planned_with_is_not_exchanged_for_a_longer_one(
    tmp_path: Path, made: list[NameSpeaker]
) -> None:
    words = {"own-1/step-1": "Lie down on your back."}
    short, long = (
        engine(tmp_path),
        engine(tmp_path, SPEAKS.replace('60 if "endless" in words else 1', "3"), "long"),
    )
    first = Speaker(tmp_path / "names", short)
    made.append(first)
    first.speak(words)
    planned = Speaker(tmp_path / "names", long, short)
    made.append(planned)
    assert planned.lengths_ms(words, "heart") == {"own-1/step-1": 500}
    planned.speak(words)
    assert spoken(tmp_path, "long") == ["Lie down on your back."]
    assert planned.clips(words, "heart")["own-1/step-1"].duration_ms == 500
    planned.speak(words)
    assert planned.clips(words, "heart")["own-1/step-1"].path.exists()
    later = Speaker(tmp_path / "names", long, short)
    made.append(later)
    assert later.clips(words, "heart")["own-1/step-1"].duration_ms == 1500
    assert spoken(tmp_path, "long") == ["Lie down on your back."]


def test_what_is_still_to_be_spoken_has_a_place_that_it_cannot_outgrow(
    tmp_path: Path, made: list[NameSpeaker]
) -> None:
    slow = SPEAKS.replace('60 if "endless" in words else 1', "len(words) // 5")  # 100 ms a letter
    slower = SPEAKS.replace('60 if "endless" in words else 1', "len(words) // 2")
    words = {
        f"own-1/step-{n}": text for n, text in enumerate(["Lie down.", "Now pull the knee close, slowly."])
    }
    for program, fits in ((slow, True), (slower, False)):
        speaker = Speaker(tmp_path / f"names-{fits}", engine(tmp_path, program, f"slow-{fits}"))
        made.append(speaker)
        places = speaker.lengths_ms(words, "heart")
        assert places == {id_: place_ms(text) for id_, text in words.items()}
        speaker.speak(words)
        lengths = speaker.lengths_ms(words, "heart")
        assert ("own-1/step-1" in lengths) is fits
        assert all(length <= places[id_] for id_, length in lengths.items())
        told = speaker.voice(words, "heart")
        assert all("s to say" in why for why in told.captions.values())
        assert told.progress().startswith(f"{len(lengths)} of 2 phrases of their steps ready.")


def test_one_can_wait_for_some_of_it_but_not_for_ever(tmp_path: Path, made: list[NameSpeaker]) -> None:
    hangs = SPEAKS.replace("import os", "import threading, os").replace(
        "loud = 0", '"never" in words and threading.Event().wait()\n    loud = 0'
    )
    speaker = Speaker(tmp_path / "names", engine(tmp_path, hangs))
    made.append(speaker)
    first = {f"own-1/step-{n}": f"Word {n}." for n in range(TOLD_EVERY)}
    speaker.want({**first, "own-2/step-1": "never", "own-3/step-1": "Later."}, "heart")
    speaker.finish(first, "heart", 30)
    assert len(speaker.clips(first, "heart")) == TOLD_EVERY
    speaker.finish({"own-2/step-1": "never"}, "heart", 0.2)
    assert speaker.clips({"own-2/step-1": "never"}, "heart") == {}


def test_where_nothing_can_speak_a_caption_has_the_time_it_takes_to_read(tmp_path: Path) -> None:
    assert Speaker(tmp_path / "names").lengths_ms(NAMES, "heart") == {}


def test_much_is_spoken_in_the_order_asked_for_and_told_on_the_way(
    tmp_path: Path, made: list[NameSpeaker]
) -> None:
    words = {f"own-{n}/name": f"Name {n}" for n in range(TOLD_EVERY * 2 + 3)}
    ready: list[int] = []
    done = threading.Event()

    def told() -> None:
        ready.append(len(list((tmp_path / "names").glob("*.ogg"))))
        if ready[-1] == len(words):
            done.set()

    speaker = NameSpeaker(tmp_path / "names", told, find_engines=lambda _: ([engine(tmp_path)], []))
    made.append(speaker)
    speaker.want(words, "heart")
    assert done.wait(60)
    assert spoken(tmp_path) == list(words.values())
    assert ready[:3] == [TOLD_EVERY, TOLD_EVERY * 2, len(words)]


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="no priorities to look at")
def test_programs_that_speak_make_room_for_everything_else(tmp_path: Path, made: list[NameSpeaker]) -> None:
    waits = (
        "import os, sys, threading\n"
        "open(sys.argv[3], 'a').write(f'{os.getpid()}\\n')\n"
        "threading.Event().wait()"
    )
    speaker = Speaker(tmp_path / "names", engine(tmp_path, waits, "slow"))
    made.append(speaker)
    speaker.want(NAMES, "heart")
    wait_until(lambda: spoken(tmp_path, "slow"), 20, "the program was not started")
    pid = int(spoken(tmp_path, "slow")[0])
    wait_until(
        lambda: os.getpriority(os.PRIO_PROCESS, pid) >= NICENESS, 5, "it is as important as the window"
    )


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("hush", "it said nothing"),
        ("Кошка", "it knows Latin letters alone"),
        ("endless", "it takes 30 s to say"),
        ("…—", "no words"),
        ("", "no words"),
        ("word " * 40, "too many"),
    ],
)
def test_what_cannot_be_spoken_stays_a_caption(
    tmp_path: Path, made: list[NameSpeaker], name: str, reason: str
) -> None:
    speaker = Speaker(tmp_path / "names", engine(tmp_path))
    made.append(speaker)
    speaker.speak({"own-1/name": name, "own-2/name": "Cat."})
    told = speaker.voice({"own-1/name": name, "own-2/name": "Cat."}, "heart")
    assert told.progress() == f"1 of 2 names ready. 1 stays a caption: {told.captions['own-1/name']}."
    assert reason in told.captions["own-1/name"]
    assert list(speaker.clips({"own-1/name": name, "own-2/name": "Cat."}, "heart")) == ["own-2/name"]


@pytest.mark.parametrize(
    "trouble",
    ["import sys; sys.exit(3)", "pass", "import sys; open(sys.argv[2], 'w').write('no sound')"],
    ids=["error", "no file", "no sound"],
)
def test_when_the_best_engine_fails_the_next_one_speaks(
    tmp_path: Path, made: list[NameSpeaker], trouble: str
) -> None:
    speaker = Speaker(tmp_path / "names", engine(tmp_path, trouble, "bad"), engine(tmp_path))
    made.append(speaker)
    speaker.speak(NAMES)
    assert len(speaker.clips(NAMES, "heart")) == 2
    assert spoken(tmp_path) == list(NAMES.values())


def test_a_program_that_hangs_is_ended_and_not_asked_again(tmp_path: Path, made: list[NameSpeaker]) -> None:
    hangs = "import sys, threading; open(sys.argv[3], 'a').write('asked\\n'); threading.Event().wait()"
    speaker = Speaker(tmp_path / "names", engine(tmp_path, hangs, "slow"), engine(tmp_path), within_s=2.0)
    made.append(speaker)
    speaker.speak(NAMES)
    assert len(speaker.clips(NAMES, "heart")) == 2
    assert spoken(tmp_path, "slow") == ["asked"]
    told = speaker.voice(NAMES, "heart")
    assert told.sentence() == "Spoken by talker, because slow does not work: it takes too long."


def test_closing_ends_what_is_being_spoken_at_once(tmp_path: Path) -> None:
    hangs = "import sys, threading; open(sys.argv[3], 'a').write('asked\\n'); threading.Event().wait()"
    speaker = Speaker(tmp_path / "names", engine(tmp_path, hangs, "slow"))
    speaker.want(NAMES, "heart")
    wait_until(lambda: spoken(tmp_path, "slow"), 20, "the program was not started")
    threads = [thread for thread in threading.enumerate() if thread.name == "name-speaker"]
    speaker.close()
    assert not any(thread.is_alive() for thread in threads)


def test_a_program_that_is_gone_and_a_folder_that_cannot_be_made(
    tmp_path: Path, made: list[NameSpeaker]
) -> None:
    gone = Speaker(tmp_path / "names", Engine("gone", "gone", (str(tmp_path / "gone"),)))
    made.append(gone)
    gone.speak(NAMES)
    told = gone.voice(NAMES, "heart")
    assert told.sentence().startswith("A tone and a caption, because gone does not work: ")
    assert len(told.captions) == 2
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    full = Speaker(tmp_path / "file" / "names", engine(tmp_path))
    made.append(full)
    full.speak(NAMES)
    told = full.voice(NAMES, "heart")
    assert (told.name, told.ready, len(told.captions)) == ("talker", 0, 2)
    assert "could not be kept" in told.captions["own-1/name"]


def test_without_any_program_it_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(name_engines, "find_spec", lambda _: None)
    told = NameSpeaker(tmp_path / "names").voice(NAMES, "heart")
    assert told.sentence() == (
        "A tone and a caption, because the optional voice (hibari-tts) is not installed "
        "and no speech program was found on this computer."
    )
    assert len(told.captions) == 2


def test_forgetting_erases_every_clip(tmp_path: Path, made: list[NameSpeaker]) -> None:
    speaker = Speaker(tmp_path / "names", engine(tmp_path))
    made.append(speaker)
    speaker.speak(NAMES)
    (tmp_path / "names" / "of-a-crash.123.part").write_bytes(b"half of it")
    speaker.forget()
    assert list((tmp_path / "names").iterdir()) == []
    speaker.speak(NAMES)
    assert len(speaker.clips(NAMES, "heart")) == 2


def test_without_own_names_nothing_is_started(tmp_path: Path) -> None:
    NameSpeaker(tmp_path / "names").want({}, "heart")
    assert not any(thread.name == "name-speaker" for thread in threading.enumerate())
    assert not (tmp_path / "names").exists()


@pytest.mark.skipif(sys.platform != "linux" or shutil.which("espeak-ng") is None, reason="needs espeak-ng")
@pytest.mark.parametrize("voice", ["heart", "michael"])
def test_espeak_speaks_a_name_that_the_voice_then_plays(
    tmp_path: Path, made: list[NameSpeaker], monkeypatch: pytest.MonkeyPatch, voice: str
) -> None:
    monkeypatch.setattr(name_engines, "find_spec", lambda _: None)
    done = threading.Event()
    speaker = NameSpeaker(tmp_path / "names", done.set)
    made.append(speaker)
    speaker.want(NAMES, voice)
    assert done.wait(60)
    clips = speaker.clips(NAMES, voice)
    assert clips.keys() == NAMES.keys()
    assert "Spoken by espeak-ng, because the optional voice" in speaker.voice(NAMES, voice).sentence()
    assert 800 < clips["own-1/name"].duration_ms < 3000
    pack = VoicePack(tmp_path, lambda phrase: clips[phrase].path if phrase in clips else None)
    heard = pack.load("own-1/name")
    assert heard is not None
    assert len(heard) == pytest.approx(clips["own-1/name"].duration_ms * RATE / 1000, abs=RATE / 500)
    assert 0.1 < np.abs(heard).max() <= KNEE
    assert pack.load("own-9/name") is None


def test_a_clip_begins_and_ends_softly_and_is_as_loud_as_the_recorded_ones() -> None:
    time = np.arange(24_000) / 24_000
    tone = np.float32(0.01) * np.sin(2 * np.pi * 300 * time).astype(np.float32)
    silence = np.zeros(24_000, np.float32)
    clip = in_shape(np.concatenate([silence, tone, silence]), 24_000)
    assert len(clip) == pytest.approx(24_000 * 1.06, abs=100)
    assert clip[0] == clip[-1] == 0
    assert 20 * np.log10(np.sqrt(np.square(clip).mean())) == pytest.approx(-18, abs=0.5)
    for bad in (
        silence,
        silence[:0],
        np.full(24_000, np.nan, np.float32),
        np.tile(tone, round(LONGEST_S) + 1),
    ):
        with pytest.raises(ValueError, match=r"say|said"):
            in_shape(bad, 24_000)

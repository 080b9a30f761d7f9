"""Sounds of the user's own in an archive of everything: brought back, checked, and never half."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import soundfile

from stretchplayer.audio.sound_folder import SoundFolder
from stretchplayer.audio.tones import RATE, TONES
from stretchplayer.bootstrap import Content, join_parts
from stretchplayer.bootstrap.history_files import HistoryFiles
from stretchplayer.cli import main
from stretchplayer.core.catalogue import Catalogue
from stretchplayer.core.errors import StoreError
from stretchplayer.core.kept import LeftOut, Tally
from stretchplayer.core.own_sounds import SoundEvent
from stretchplayer.store import Store, open_store
from stretchplayer.ui.bring_back_words import not_taken
from tests.app.test_services import EASY
from tests.audio.test_own_sounds import loudest_dbfs
from tests.exchange.history_stores import AT


def gong(path: Path, milliseconds: int = 700, hertz: float = 330.0, fall_s: float = 0.2) -> Path:
    time = np.arange(RATE * milliseconds // 1000) / RATE
    soundfile.write(path, 0.4 * np.exp(-time / fall_s) * np.sin(2 * np.pi * hertz * time), RATE)
    return path


class Computer:
    """Notes and sounds of somebody."""

    def __init__(self, folder: Path) -> None:
        self.sounds = SoundFolder(folder / "sounds")
        self.store: Store = open_store(folder)
        self.files = HistoryFiles(self.store, Catalogue([]), sounds=self.sounds)

    def tally(self, path: Path) -> Tally | None:
        brought = self.files.look_into(path).brought
        with closing(brought):
            return next((tally for tally in brought.tallies() if tally.kind == "sounds"), None)

    def bring_back(self, path: Path, *, prefer_file: bool = False) -> tuple[LeftOut, ...]:
        found = self.files.look_into(path)
        with closing(found.brought):
            found.brought.bring_in(prefer_file=prefer_file)
        return found.left_out


@pytest.fixture
def computers(tmp_path: Path) -> Iterator[Callable[[str], Computer]]:
    made: list[Computer] = []

    def make(name: str) -> Computer:
        made.append(Computer(tmp_path / name))
        return made[-1]

    yield make
    for computer in made:
        computer.store.close()


@pytest.fixture
def there(computers: Callable[[str], Computer], tmp_path: Path) -> Computer:
    """Somebody with a sound of every kind, and a routine."""
    computer = computers("there")
    for turn, event in enumerate(SoundEvent):
        sound = gong(tmp_path / f"My {event}.wav", 850, 200 + 100 * turn, 0.05 * (turn + 1))
        computer.sounds.take(event, sound)
    computer.store.routines.save_routine(EASY, AT)
    return computer


@pytest.fixture
def archive(there: Computer, tmp_path: Path) -> Path:
    there.files.archive(tmp_path / "all.zip", AT)
    return tmp_path / "all.zip"


def changed(archive: Path, **sounds: bytes) -> Path:
    """The archive with other files in its folder of sounds."""
    path = archive.with_name("changed.zip")
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            if not name.startswith("sounds/"):
                new.writestr(name, old.read(name))
        for name, data in sounds.items():
            new.writestr(f"sounds/{name}.flac", data)
    return path


def test_all_of_them_come_back_as_they_were(
    computers: Callable[[str], Computer], there: Computer, archive: Path
) -> None:
    here = computers("here")
    assert here.tally(archive) == Tally(kind="sounds", new=7, same=0, different=0)
    assert here.sounds.names() == {}
    assert here.bring_back(archive) == ()
    assert here.sounds.names() == {event: f"My {event}.wav" for event in SoundEvent}
    assert {event: here.sounds.content(event) for event in SoundEvent} == {
        event: there.sounds.content(event) for event in SoundEvent
    }
    assert here.store.routines.changed_routines().keys() == {EASY.id}
    assert here.tally(archive) == Tally(kind="sounds", new=0, same=7, different=0)


@pytest.mark.parametrize(("milliseconds", "fall_s"), [(24, 9.0), (60, 0.01), (850, 0.03), (899, 9.0)])
def test_the_shortest_and_the_longest_come_back_as_well(
    computers: Callable[[str], Computer], there: Computer, tmp_path: Path, milliseconds: int, fall_s: float
) -> None:
    there.sounds.take(SoundEvent.LAST_SECONDS, gong(tmp_path / "x.wav", milliseconds, fall_s=fall_s))
    there.files.archive(tmp_path / "all.zip", AT)
    here = computers("here")
    assert here.bring_back(tmp_path / "all.zip") == ()
    assert here.sounds.content(SoundEvent.LAST_SECONDS) == there.sounds.content(SoundEvent.LAST_SECONDS)


@pytest.mark.parametrize("prefer_file", [False, True])
def test_one_that_is_different_here_stays_unless_the_files_are_wanted(
    computers: Callable[[str], Computer], archive: Path, tmp_path: Path, *, prefer_file: bool
) -> None:
    here = computers("here")
    here.sounds.take(SoundEvent.END, gong(tmp_path / "mine.wav"))
    assert here.tally(archive) == Tally(kind="sounds", new=6, same=0, different=1)
    here.bring_back(archive, prefer_file=prefer_file)
    assert here.sounds.names()[SoundEvent.END] == ("My done.wav" if prefer_file else "mine.wav")
    assert len(here.sounds.names()) == 7


def test_bad_ones_are_left_out_and_named(
    computers: Callable[[str], Computer], archive: Path, tmp_path: Path
) -> None:
    good = (tmp_path / "there" / "sounds" / "start.flac").read_bytes()
    soundfile.write(tmp_path / "long.flac", np.full(2 * RATE, 0.5), RATE)
    soundfile.write(tmp_path / "mute.flac", np.zeros(RATE), RATE)
    path = changed(
        archive,
        start=good,
        ready=b"no sound at all",
        end=good[: len(good) // 2] + b"\0" * 99,
        tick=(tmp_path / "long.flac").read_bytes(),
        change=(tmp_path / "mute.flac").read_bytes(),
        half=b"fLaC" + bytes(11_000_000),
        gong=good,
    )
    here = computers("here")
    left_out = here.bring_back(path)
    assert here.sounds.names() == {SoundEvent.START: "My start.wav"}
    assert [one.why for one in left_out] == [
        "ready.flac cannot be read as WAV, OGG, FLAC or MP3.",
        "end.flac cannot be read as WAV, OGG, FLAC or MP3.",
        "tick.flac lasts 2 s or more, and at most 0.9 s fit here.",
        "Nothing can be heard in change.flac. Please choose another file.",
        "“half.flac” holds more than 9 MB.",
        "gong.flac goes with nothing that has a sound.",
    ]
    assert all(one.name in one.why for one in left_out)
    named = not_taken(left_out)
    assert named.startswith("Left out, as they cannot be used: ready.flac, end.flac")
    assert named.endswith("and gong.flac.")
    assert not_taken(left_out * 2).endswith("ready.flac and 5 more.")
    assert here.store.routines.changed_routines().keys() == {EASY.id}


def test_one_that_was_not_made_here_is_evened_like_any_other(
    computers: Callable[[str], Computer], archive: Path, tmp_path: Path
) -> None:
    soundfile.write(tmp_path / "x.flac", np.sin(np.arange(RATE) * 0.05) * 0.99, RATE, "PCM_24", format="FLAC")
    path = changed(archive, start=(tmp_path / "x.flac").read_bytes())
    here = computers("here")
    assert here.bring_back(path) == ()
    kept = here.sounds.load("start")
    assert kept is not None
    assert loudest_dbfs(kept) == pytest.approx(TONES["start"].loudness_dbfs, abs=0.5)
    assert here.tally(path) == Tally(kind="sounds", new=0, same=1, different=0)


def test_notes_and_sounds_come_together_or_not_at_all(
    computers: Callable[[str], Computer], archive: Path, tmp_path: Path
) -> None:
    here = computers("here")
    (tmp_path / "here" / "sounds").write_bytes(b"in the way of the folder")
    with pytest.raises(StoreError, match="Your sounds"):
        here.bring_back(archive)
    assert here.store.routines.changed_routines() == {}
    (tmp_path / "here" / "sounds").unlink()
    found = here.files.look_into(archive)
    with closing(found.brought):
        here.store.database.run_script("PRAGMA query_only = ON")
        with pytest.raises(StoreError):
            found.brought.bring_in(prefer_file=False)
    assert here.sounds.names() == {}
    assert list((tmp_path / "here" / "sounds").iterdir()) == []


def test_the_command_line_tells_of_them(
    archive: Path, data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = changed(archive, ready=b"none", start=(archive.parent / "there/sounds/start.flac").read_bytes())
    assert main(["--data-dir", str(data_dir), "import", str(path)]) == 0
    told = capsys.readouterr().out
    assert "1 sound of yours: 1 new" in told
    assert "Left out: ready.flac cannot be read" in told
    assert "1 sound of yours" in told.splitlines()[-1]
    assert Content(data_dir).own_sounds.names() == {SoundEvent.START: "My start.wav"}


@pytest.mark.usefixtures("qapp")
def test_the_settings_know_of_them_at_once(archive: Path, tmp_path: Path) -> None:
    content = Content(tmp_path / "here")
    with closing(open_store(content.paths.data)) as store:
        parts = join_parts(content, store)
        heard: list[int] = []
        parts.sounds.changed.connect(lambda: heard.append(len(parts.sounds.names())))
        found = parts.data.look_into(archive)
        parts.data.bring_back(found, prefer_file=False)
        found.brought.close()
        assert heard == [7]

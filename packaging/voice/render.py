"""Renders the phrases of a language as clips, once, for shipping.

    python packaging/voice/render.py --styles FOLDER [--voice heart] [--voice michael]

Only phrases whose words, voice or engine changed are spoken again; with nothing changed no file is
touched. See README.md beside this file for what must be installed.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import sys
from pathlib import Path
from typing import TypedDict

import numpy as np
import soundfile
from engines import KOKORO_VOICES, RATE, KokoroEngine
from levels import finish

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from stretchplayer.app.content import load_phrases  # noqa: E402  (beside this folder, not installed)
from stretchplayer.core.phrases import PhraseText  # noqa: E402

PROCESSING = "levels 2"  # raise when levels.py changes what is heard
PEAK_LIMIT = 10 ** (-1.1 / 20)  # of a clip as decoded: under -1 dBFS
ENCODING_ROUNDS = 5  # Vorbis moves peaks about, so a clip may have to be turned down and encoded again
VORBIS_QUALITY = 0.5  # soundfile counts compression, 0 is best; about 10 kB a second at 24 kHz mono


class Clip(TypedDict):
    """One entry of a manifest."""

    text: str
    spoken: str
    duration_ms: int
    sha256: str


def fingerprint(words: str, voice: str, engine: str) -> str:
    """Changes when the words as spoken, the voice or the engine do."""
    return hashlib.sha256(f"{words}\n{voice}\n{engine}".encode()).hexdigest()


def render_voice(language: str, voice: str, phrases: dict[str, PhraseText], styles: Path) -> tuple[int, int]:
    """Bring one voice up to date; gives how many clips were rendered and how many removed."""
    folder = ROOT / "assets" / "voice" / language / voice
    folder.mkdir(parents=True, exist_ok=True)
    manifest = folder / "manifest.json"
    known: dict[str, Clip] = (
        json.loads(manifest.read_text(encoding="utf-8"))["clips"] if manifest.exists() else {}
    )
    engine = KokoroEngine(styles / f"{KOKORO_VOICES[voice]}.bin")
    name = f"{engine.name}, {PROCESSING}"
    clips: dict[str, Clip] = {}
    rendered = 0
    for phrase, words in sorted(phrases.items()):
        mark = fingerprint(words.words, voice, name)
        file = folder / f"{phrase}.ogg"
        old = known.get(phrase)
        if old is not None and old["sha256"] == mark and file.exists():
            clips[phrase] = {**old, "text": words.text}
            continue
        clips[phrase] = {
            "text": words.text,
            "spoken": words.words,
            "duration_ms": _write(engine, words.words, file),
            "sha256": mark,
        }
        rendered += 1
    stale = [file for file in folder.glob("*.ogg") if file.stem not in clips]
    for file in stale:
        file.unlink()
    document = {"language": language, "voice": voice, "engine": name, "rate": RATE, "clips": clips}
    text = json.dumps(document, indent=1, ensure_ascii=False) + "\n"
    if not manifest.exists() or manifest.read_text(encoding="utf-8") != text:
        manifest.write_text(text, encoding="utf-8", newline="\n")
    return rendered, len(stale)


def _write(engine: KokoroEngine, words: str, file: Path) -> int:
    """Render one clip and give its length in milliseconds.

    Encoded in memory first: the sound library does not say so when a disk takes half a file.
    """
    samples = finish(engine.speak(words), RATE)
    encoded = io.BytesIO()
    for _ in range(ENCODING_ROUNDS):
        encoded = io.BytesIO()
        soundfile.write(
            encoded, samples, RATE, format="OGG", subtype="VORBIS", compression_level=VORBIS_QUALITY
        )
        encoded.seek(0)
        peak = float(np.abs(soundfile.read(encoded)[0]).max())
        if peak <= PEAK_LIMIT:
            break
        samples = samples * np.float32(PEAK_LIMIT / peak)
    file.write_bytes(encoded.getvalue())
    return round(len(samples) * 1000 / RATE)


def main() -> None:
    """Read the command line and render."""
    parser = argparse.ArgumentParser(description="Render the recorded voices.")
    parser.add_argument("--styles", type=Path, required=True, help="folder with af_heart.bin, am_michael.bin")
    parser.add_argument("--language", default="en")
    parser.add_argument("--voice", action="append", choices=sorted(KOKORO_VOICES), help="default: all")
    chosen = parser.parse_args()
    phrases = dict(load_phrases(ROOT / "assets" / "voice" / chosen.language))
    for voice in chosen.voice or sorted(KOKORO_VOICES):
        rendered, removed = render_voice(chosen.language, voice, phrases, chosen.styles)
        sys.stdout.write(
            f"{voice}: {rendered} rendered, {len(phrases) - rendered} unchanged, {removed} removed\n"
        )


if __name__ == "__main__":
    main()

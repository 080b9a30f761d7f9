"""Writes ``assets/poses/*.json`` from the pose sources in this folder.

Run ``python packaging/poses/generate.py [id ...]`` from the top of the repository.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from half_kneeling import HALF_KNEELING
from kneeling import KNEELING
from lying import LYING
from measuring import MEASURING
from prone import PRONE
from seated import SEATED
from side_lying import SIDE_LYING
from solver import without_empty
from transfers import TRANSFERS
from upright import UPRIGHT

TARGET = Path(__file__).parents[2] / "assets" / "poses"
#: Longest line of a pose file.
LINE = 110
#: Numbers smaller than this are lengths (4 decimals), larger ones angles (2 decimals).
LENGTH_LIMIT = 2.0


def rounded(value: Any) -> Any:
    """Numbers as they are stored: no more digits than the picture can show, whole numbers without a point."""
    if isinstance(value, dict):
        return {name: rounded(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(part) for part in value]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    short = round(float(value), 4 if abs(value) < LENGTH_LIMIT else 2)
    return int(short) if short == int(short) else short


def layout(value: Any, indent: int = 0) -> str:
    """JSON text in which everything that fits on a line stays on one line."""
    flat = json.dumps(value, ensure_ascii=False)
    if (indent and len(flat) + indent <= LINE) or not isinstance(value, dict | list):
        return flat
    pad = " " * (indent + 1)
    if isinstance(value, dict):
        parts = [f"{pad}{json.dumps(name)}: {layout(part, indent + 1)}" for name, part in value.items()]
        return "{\n" + ",\n".join(parts) + "\n" + " " * indent + "}"
    parts = [pad + layout(part, indent + 1) for part in value]
    return "[\n" + ",\n".join(parts) + "\n" + " " * indent + "]"


def main(wanted: list[str]) -> int:
    """Writes the poses named, or all of them."""
    poses = {**TRANSFERS, **UPRIGHT, **SEATED, **KNEELING, **LYING, **MEASURING}
    poses |= {**HALF_KNEELING, **PRONE, **SIDE_LYING}
    for name in wanted or list(poses):
        content = rounded(poses[name])
        content["keys"] = [without_empty(key) for key in content["keys"]]
        forms = {way + which for way in ("easier", "harder") for which in ("", "_other", "_start")}
        for form in forms & content.keys():
            content[form] = without_empty(content[form])
        (TARGET / f"{name}.json").write_text(layout(content) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

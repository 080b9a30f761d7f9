"""Writes the notes in one of their forms, to a file or into a folder."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path

from stretchplayer.core.errors import FileError
from stretchplayer.core.kept import Form, Kept
from stretchplayer.exchange.history_csv import write_csv_archive, write_csv_folder, write_ratings
from stretchplayer.exchange.history_diary import Diary
from stretchplayer.exchange.history_fhir import write_fhir
from stretchplayer.exchange.history_json import write_json

#: What the file is called in a folder somebody names.
FILE_NAMES = {Form.JSON: "stretchplayer-history.json", Form.FHIR: "stretchplayer-history.fhir.json"}


def export_history(place: Path, form: Form, diary: Diary, kept: Kept, at: datetime, made_by: str) -> Path:
    """Write the notes and give where they are now. Raises `FileError` and `StoreError`.

    CSV goes into a folder or a ZIP; a place that ends in ".csv" gets the answers alone. The other two are
    one file, in a folder under a name of their own.
    """
    if form is Form.CSV:
        _export_csv(place, diary, at)
        return place
    if place.is_dir():
        place /= FILE_NAMES[form]
    elif place.suffix.lower() in (".csv", ".zip"):
        raise FileError(
            f"{form.upper()} is one file of JSON. Please name a folder, or a file that ends in .json."
        )
    if form is Form.FHIR:
        write_fhir(place, diary, at)
    else:
        with closing(kept.all_rows()) as tables:
            write_json(place, tables, kept.schema, at, made_by)
    return place


def _export_csv(place: Path, diary: Diary, at: datetime) -> None:
    suffix = place.suffix.lower()
    if place.is_dir() or not (suffix or place.exists()):
        write_csv_folder(place, diary, at)
    elif suffix == ".zip":
        write_csv_archive(place, diary, at)
    elif suffix == ".csv":
        write_ratings(place, diary, at)
    else:
        raise FileError(
            f"CSV needs a folder, or a file that ends in .zip or .csv (the answers alone); {place} is none."
        )

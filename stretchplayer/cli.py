"""The command line. Everything but the window works without a display and without Qt's widgets."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from stretchplayer import APP_NAME, __version__
from stretchplayer.core.errors import NotFoundError, RefusedFileError, StretchPlayerError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stretchplayer.bootstrap import Content
    from stretchplayer.core.timeline import Timeline
    from stretchplayer.printing.paper import Paper

THEMES = ("light", "dark", "contrast-light", "contrast-dark")
PIXELS = (32, 8192)  # of a side of a picture
WENT_WRONG = 1
GIVEN_UP = 130  # as shells say it of what was ended by Ctrl+C
WRONG_INPUT = 2

_DESCRIPTION = f"""{APP_NAME}: gentle guided stretches with pictures, voice and timers.

Without a command the window opens."""

_EPILOG = """A ROUTINE is an id or an exact name; "stretchplayer list routines" shows both.
Exit codes: 0 done, 1 something went wrong, 2 wrong input.

Not a medical device. General wellness information only; it does not diagnose, treat or monitor
any condition. If pain is severe, new, spreading or worrying, stop and get medical advice."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        sys.exit(_complain(message, WRONG_INPUT))


def build_parser() -> argparse.ArgumentParser:
    """The commands and options."""
    parser = _Parser(
        prog="stretchplayer",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"{APP_NAME} {__version__}")
    parser.add_argument(
        "--data-dir",
        metavar="DIR",
        type=_folder,
        help="keep everything under DIR instead of the usual folders",
    )
    parser.add_argument(
        "--in-tray", action="store_true", help="start without the window, as an icon in the tray"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    play = commands.add_parser("play", help="open the window and go straight to a routine")
    play.add_argument("routine", metavar="ROUTINE")
    listing = commands.add_parser("list", help="list routines or stretches")
    listing.add_argument("what", choices=("routines", "stretches"))
    listing.add_argument("--json", action="store_true", help="as a JSON list of objects")
    timeline = commands.add_parser("timeline", help="print what a routine plays, and when")
    timeline.add_argument("routine", metavar="ROUTINE")
    timeline.add_argument("--json", action="store_true", help="as one JSON object, times in milliseconds")
    sounds = commands.add_parser("sounds", help="say which voice speaks, what is missing, and where it plays")
    sounds.add_argument("--json", action="store_true", help="as one JSON object")
    bring = commands.add_parser(
        "import", help="bring in routines and exercises from a file, or bring back notes that were exported"
    )
    bring.add_argument("file", metavar="FILE", type=_file)
    bring.add_argument("--dry-run", action="store_true", help="say what it would bring in, and keep nothing")
    bring.add_argument(
        "--prefer-file",
        action="store_true",
        help="of notes that say something else here, take what the file says; without it they stay",
    )
    report = commands.add_parser("report", help="write a report on paper for a physiotherapist or doctor")
    report.add_argument("file", metavar="FILE.pdf", type=Path)
    report.add_argument("--from", dest="first", metavar="D", type=_date, help="its first day, as 2026-03-31")
    report.add_argument("--to", dest="last", metavar="D", type=_date, help="its last day; without it today")
    report.add_argument("--paper", choices=("a4", "letter"), help="without it what is usual in your country")
    report.add_argument("--without-notes", action="store_true", help="leave your own words out")
    report.epilog = "Without --from it begins on the Monday eleven weeks before its last day."
    _add_export(commands.add_parser("export", help="write a routine or your notes into a file"))
    audio = commands.add_parser("export-audio", help="write what a routine sounds like, to take it along")
    audio.add_argument("routine", metavar="ROUTINE")
    audio.add_argument("file", metavar="FILE", type=_sound_file, help="ends in .wav, .flac, .ogg or .mp3")
    audio.epilog = (
        "A cue sheet with the chapters comes beside it. Where it would ask, it reminds. An earlier FILE is "
        "replaced; a cue sheet that is not of this FILE stays, and the new one gets a longer name."
    )
    handout = commands.add_parser("handout", help="write a routine on one page of paper, with pictures")
    handout.add_argument("routine", metavar="ROUTINE")
    handout.add_argument("file", metavar="FILE.pdf", type=Path)
    handout.add_argument("--paper", choices=("a4", "letter"), help="without it what is usual in your country")
    handout.add_argument("--person", metavar="NAME", help="who is drawn; else as in the settings")
    _add_picture(commands.add_parser("picture", help="write a picture of a stretch into a file"))
    return parser


def _add_picture(picture: argparse.ArgumentParser) -> None:
    picture.add_argument("stretch", metavar="STRETCH", help="a stretch or flexibility test, by id or name")
    picture.add_argument("file", metavar="FILE", type=_picture_file, help="ends in .svg or .png")
    moments = ("start", "hold", "easier", "harder")
    picture.add_argument("--pose", choices=moments, default="hold", help="what it shows; else the hold")
    picture.add_argument("--side", choices=("left", "right"), default="right", help="for what has sides")
    picture.add_argument("--theme", choices=THEMES, default="light", help="its colours; without it light")
    picture.add_argument(
        "--size",
        nargs=2,
        metavar=("W", "H"),
        type=_pixels,
        default=(1200, 840),
        help="in pixels; without it 1200 840",
    )
    picture.add_argument("--person", metavar="NAME", help="who is drawn; else as in the settings")
    picture.epilog = "The ground is transparent. An SVG is made of shapes alone and can be shown at any size."


def _add_export(export: argparse.ArgumentParser) -> None:
    kinds = export.add_subparsers(dest="what", metavar="WHAT", parser_class=_Parser, required=True)
    routine = kinds.add_parser("routine", help="write a routine into a file")
    routine.add_argument("routine", metavar="NAME")
    routine.add_argument("file", metavar="FILE", type=Path)
    history = kinds.add_parser("history", help="write your notes into a file or a folder")
    history.add_argument("place", metavar="FILE|DIR", type=Path)
    history.add_argument(
        "--format",
        choices=("csv", "json", "fhir"),
        required=True,
        help="csv: for spreadsheets, into a folder or a .zip; json: everything, which import brings back; "
        "fhir: a FHIR R4 bundle for the records of clinics",
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give the exit code."""
    options = build_parser().parse_args(arguments)
    try:
        return _run(options)
    except (NotFoundError, RefusedFileError) as error:
        return _complain(error, WRONG_INPUT)
    except StretchPlayerError as error:
        return _complain(error, WENT_WRONG)


def _complain(message: object, code: int) -> int:
    """Say what is wrong in one line, whatever was typed, and give the exit code."""
    sys.stderr.write(f"stretchplayer: {' '.join(str(message).split())}\n")
    return code


def _folder(text: str) -> Path:
    """A folder that is there or could be made."""
    folder = Path(text).absolute()
    nearest = next((path for path in (folder, *folder.parents) if path.exists()), folder)
    if not text or not nearest.is_dir():
        raise argparse.ArgumentTypeError(f"“{text}” is not a folder")
    return folder


def _picture_file(text: str) -> Path:
    """A file whose name says what kind of picture it is to be."""
    path = Path(text)
    if path.suffix.lower() not in (".svg", ".png"):
        raise argparse.ArgumentTypeError(f"“{text}” has to end in .svg or .png")
    return path


def _sound_file(text: str) -> Path:
    """A file whose name says what kind of sound it is to be."""
    path = Path(text)
    if path.suffix.lower() not in (".wav", ".flac", ".ogg", ".mp3"):
        raise argparse.ArgumentTypeError(f"“{text}” has to end in .wav, .flac, .ogg or .mp3")
    return path


def _pixels(text: str) -> int:
    """A length that a picture can have."""
    low, high = PIXELS
    if not (text.isascii() and text.isdigit() and low <= int(text[:9]) <= high):
        raise argparse.ArgumentTypeError(f"“{text}” is not a number of pixels from {low} to {high}")
    return int(text)


def _date(text: str) -> date:
    """A day as the calendar of computers writes it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day; write it as 2026-03-31") from None


def _file(text: str) -> Path:
    """A file that is there."""
    path = Path(text)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"there is no file “{text}”")
    return path


def _run(options: argparse.Namespace) -> int:
    from stretchplayer.bootstrap import Content, run

    content = Content(options.data_dir)
    routine: str | None = None
    match options.command:
        case "list" if options.what == "routines":
            routines = _routines(content)
            return _print(_as_json(routines) if options.json else _table(routines))
        case "list":
            stretches = _stretches(content)
            return _print(_as_json(stretches) if options.json else _table(stretches))
        case "timeline":
            timeline = content.timeline(options.routine)
            return _print(_as_json(timeline_json(timeline)) if options.json else timeline_table(timeline))
        case "sounds":
            return _sounds(content, as_json=options.json)
        case "import" if _is_history(options.file):
            return _bring_back(content, options)
        case "import":
            return _import(content, options.file, keep=not options.dry_run)
        case "report":
            return _report(content, options)
        case "export" if options.what == "history":
            return _export_history(content, options.place, options.format)
        case "export":
            content.export_routine(options.routine, options.file)
            return _print(f"Written to {options.file}.\n")
        case "export-audio":
            return _export_audio(content, options.routine, options.file)
        case "handout":
            return _handout(content, options)
        case "picture":
            return _picture(content, options)
        case "play":
            routine = content.routine(options.routine).id
    if not _has_display():
        return _complain("there is no display to open a window on", WENT_WRONG)
    return run(content, routine, in_tray=options.in_tray)


def _has_display() -> bool:
    """Whether a window can open; Qt itself would end the program on the spot."""
    if not sys.platform.startswith("linux"):
        return True
    return any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM")
    )


def _print(text: str) -> int:
    """Give the output to whoever reads it: a terminal in its encoding, all others in UTF-8."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding=None if sys.stdout.isatty() else "utf-8", errors="replace")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        code = 0  # the reader has had enough
    except OSError as error:
        code = _complain(f"the output cannot be written ({error.strerror})", WENT_WRONG)
    else:
        return 0
    # What is still buffered would be tried again, and told again, when the program ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _import(content: Content, path: Path, *, keep: bool) -> int:
    """Say what a file brings, one line each, and keep it unless it is but looked at."""
    from stretchplayer.exchange.plan import Choice
    from stretchplayer.ui.words import count_words

    plan = content.plan_import(path)
    catalogue = content.whole_catalogue
    lines = [f"{path.name}, from {plan.kind}"]
    for one in plan.stretches:
        name, origin = one.foreign.name, one.foreign.origin
        match one.choice:
            case Choice.USE if one.use is not None and one.avoided is not None:
                what = f"{name}: {catalogue[one.use].name} in its place. {one.avoided.why}"
            case Choice.USE if one.use is not None:
                what = f"{name}: as {catalogue[one.use].name} of the library"
            case Choice.MAKE:
                told = [part for part in (origin.author, origin.licence) if part] if origin else []
                what = f"{name}: a new stretch" + (f" ({', '.join(told)})" if told else "")
            case _:
                what = f"{name}: left out"
        lines.append(f"  {what}")
    for routine in plan.routines:
        count = count_words(len(routine.foreign.items), "entry", "entries")
        lines.append(f"  routine “{routine.name}”, {count}")
    if keep:
        made = content.bring_in(plan)
        lines += made.remarks
        routines = count_words(len(made.routines), "routine", "routines")
        stretches = count_words(len(made.stretches), "new stretch", "new stretches")
        lines.append(f"Brought in {routines} and {stretches}.")
    else:
        lines += plan.remarks
        lines.append("Nothing was changed.")
    return _print("\n".join(lines) + "\n")


def _picture(content: Content, options: argparse.Namespace) -> int:
    from stretchplayer.bootstrap.picture_files import PictureWish, person_named
    from stretchplayer.core.catalogue import Side
    from stretchplayer.core.scheme import ColourScheme

    wish = PictureWish(
        person="" if options.person is None else person_named(options.person),
        moment=options.pose,
        side=Side(options.side),
        size=tuple(options.size),
        scheme=ColourScheme(THEMES.index(options.theme)),
    )
    content.write_picture(options.stretch, options.file, wish)
    return _print(f"Written to {options.file}.\n")


def _sounds(content: Content, *, as_json: bool) -> int:
    from stretchplayer.bootstrap.sound_report import look_at_sounds

    report = look_at_sounds(content)
    return _print(_as_json(report.as_json()) if as_json else "\n".join(report.lines()) + "\n")


def _handout(content: Content, options: argparse.Namespace) -> int:
    from stretchplayer.bootstrap.picture_files import person_named

    person = "" if options.person is None else person_named(options.person)
    content.write_handout(options.routine, options.file, _paper(options.paper), person)
    return _print(f"Written to {options.file}.\n")


def _paper(name: str | None) -> Paper | None:
    from stretchplayer.printing.paper import Paper

    return {"a4": Paper.A4, "letter": Paper.LETTER}.get(name or "")


def _report(content: Content, options: argparse.Namespace) -> int:
    paper = _paper(options.paper)
    with_notes = not options.without_notes
    content.write_report(options.file, options.first, options.last, paper, with_notes=with_notes)
    return _print(f"Written to {options.file}.\n")


def _export_history(content: Content, place: Path, form: str) -> int:
    from stretchplayer.app.clock import SystemClock
    from stretchplayer.core.kept import Form

    with content.history_files() as files:
        written = files.write(place, Form(form), SystemClock().now())
    return _print(f"Written to {written}.\n")


def _export_audio(content: Content, routine: str, path: Path) -> int:
    try:
        taken = content.write_recording(routine, path)
    except KeyboardInterrupt:
        return _complain("ended early, nothing was written", GIVEN_UP)
    assert taken is not None  # nobody else gives it up
    return _print(f"Written to {path}, {taken.chapters}.\n")


def _is_history(path: Path) -> bool:
    from stretchplayer.exchange.history_read import is_history

    return is_history(path)


def _bring_back(content: Content, options: argparse.Namespace) -> int:
    """Say what a file of notes holds beside what is here, and keep it unless it is but looked at."""
    from stretchplayer.ui import bring_back_words as words

    keep = not options.dry_run
    with content.history_files(alone=keep) as files:
        made, brought, left_out = files.look_into(options.file)
        try:
            tallies = brought.tallies()
            lines = [words.title(options.file.name, made), *(f"  {words.of(tally)}" for tally in tallies)]
            lines += [f"  Left out: {one.why}" for one in left_out]
            if keep:
                brought.bring_in(prefer_file=options.prefer_file)
        finally:
            brought.close()
    lines.append(words.done(tallies, prefer_file=options.prefer_file) if keep else "Nothing was changed.")
    if keep and not options.prefer_file and any(tally.different for tally in tallies):
        lines.append("With --prefer-file they become what the file says.")
    return _print("\n".join(lines) + "\n")


def _as_json(data: object) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _routines(content: Content) -> list[dict[str, object]]:
    return [
        {
            "id": routine.id,
            "name": routine.name,
            "duration_ms": content.total_ms(routine),
            "description": routine.description,
        }
        for routine in content.routines()
    ]


def _stretches(content: Content) -> list[dict[str, object]]:
    return [
        {
            "id": stretch.id,
            "name": stretch.name,
            "type": stretch.type.value,
            "posture": stretch.posture.value,
            "aliases": list(stretch.aliases),
        }
        for stretch in content.whole_catalogue
    ]


def _table(rows: Sequence[Mapping[str, Any]]) -> str:
    """One line each: id, name, and its length or type."""
    width = max((len(row["id"]) for row in rows), default=0)
    lines = []
    for row in rows:
        note = row["type"] if "type" in row else f"{round(row['duration_ms'] / 60_000)} min"
        lines.append(f"{row['id']:<{width}}  {row['name']} ({note})\n")
    return "".join(lines)


def timeline_json(timeline: Timeline) -> dict[str, object]:
    """The timeline as plain data; all times in milliseconds."""
    return {
        "routine": timeline.routine,
        "duration_ms": timeline.duration_ms,
        "segments": [
            {
                "kind": s.kind.value,
                "start_ms": s.start_ms,
                "duration_ms": s.duration_ms,
                "item": s.item,
                "stretch": s.stretch,
                "side": None if s.side is None else s.side.value,
                "repetition": s.repetition,
            }
            for s in timeline.segments
        ],
        "cues": [
            {
                "at_ms": c.at_ms,
                "duration_ms": c.duration_ms,
                "id": c.id,
                "kind": c.kind.value,
                "text": c.text,
            }
            for c in timeline.cues
        ],
        "gates": [
            {"at_ms": g.at_ms, "kind": g.kind.value, "stretch": g.stretch, "item": g.item}
            for g in timeline.gates
        ],
    }


def timeline_table(timeline: Timeline) -> str:
    """The timeline for reading."""
    lines = [f"{timeline.routine}, {_clock(timeline.duration_ms)}"]
    for s in timeline.segments:
        count = None if s.repetition is None else f"{s.repetition}/{s.repetitions}"
        what = " ".join(part for part in (s.stretch, s.side, count) if part)
        lines.append(
            f"{_clock(s.start_ms):>8}  {s.duration_ms / 1000:6.1f} s  {s.kind.value:<13} {what}".rstrip()
        )
    return "\n".join(lines) + "\n"


def _clock(position_ms: int) -> str:
    minutes, rest = divmod(position_ms, 60_000)
    return f"{minutes}:{rest / 1000:04.1f}"

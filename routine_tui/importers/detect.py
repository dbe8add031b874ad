"""What a file is, told by what is in it and never by its name alone, and read by whoever knows that form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec

from routine_tui.importers import beaverhabits as beaver
from routine_tui.importers import habitbull, habitctl, habo, harsh, loop_csv, loop_db, simple_csv, table_habit
from routine_tui.importers.found import ImportedData
from routine_tui.importers.source import SourceFile, about, open_source
from routine_tui.importers.zip_archive import unpack
from routine_tui.model.import_errors import BadSource, NoDays, NoTable, OwnBackup, OwnFile, OwnRecord, UnknownForm
from routine_tui.model.text import clause_of

_OWN_BACKUP: Final = "recovery.json"
_OWN_RECORD: Final = {"cover.txt", "SHA256SUMS"}
"""What a backup with pictures holds."""
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


class Ours(NamedTuple):
    """An export of our own as JSON, not yet read."""

    content: bytes


class _Pair(NamedTuple):
    """A program that keeps a file of habits and a log."""

    name: str
    is_habits: Callable[[str], bool]
    is_log: Callable[[str], bool]
    read: Callable[[str | None, str | None], ImportedData]


class _Form(NamedTuple):
    """A program that writes JSON."""

    name: str
    is_it: Callable[[Any], bool]
    read: Callable[[Any], ImportedData]


_PAIRS: Final = (
    _Pair("harsh", harsh.is_habits, harsh.is_log, harsh.read),
    _Pair("habitctl", habitctl.is_habits, habitctl.is_log, habitctl.read),
)
_FORMS: Final = (
    _Form("Table Habit", table_habit.is_it, table_habit.read),
    _Form("beaverhabits", beaver.is_it, beaver.read),
    _Form("Habo", habo.is_it, habo.read),
)
PAIR_NAMES: Final = tuple(pair.name for pair in _PAIRS)
FORM_NAMES: Final = tuple(form.name for form in _FORMS)
_KNOWN: Final = (
    f"Loop Habit Tracker (CSV zip or db), HabitBull (CSV), {', '.join(PAIR_NAMES + FORM_NAMES)}, "
    "and any CSV with a day, a step and a state"
)
_HABITS, _LOG = "habits", "log"
"""What the two files of a pair are called."""


def read(path: Path, mapping: Mapping[str, str]) -> ImportedData | Ours:
    """What a file holds, or a folder of harsh or habitctl. Nothing is written.

    Raises BadInput, one sentence with the file's name, for what is in no form that we know, is not whole, or was made
    to harm; Unclear for a table that can be read in more than one way.
    """
    with about(path):
        if path.is_dir():
            return _of_folder(path, mapping)
        source = open_source(path)
        if source.is_database or source.content.startswith(_ZIP):
            _require_none(mapping)
            return _of_database(source) if source.is_database else _of_archive(source)
        return _of_text(source, mapping)


def _of_database(source: SourceFile) -> ImportedData:
    return loop_db.read(source.path)


def _of_archive(source: SourceFile) -> ImportedData:
    archive = unpack(source.content)
    root = loop_csv.root_of(archive.names)
    if root is None and _OWN_BACKUP in archive.names:
        raise OwnBackup
    if root is None and _OWN_RECORD.issubset(archive.names):
        raise OwnRecord
    if root is None:
        raise BadSource(
            "is a zip archive, but not an export of Loop Habit Tracker: unpack it, and choose a file in it."
        )
    return loop_csv.read(archive, root)


def _of_text(source: SourceFile, mapping: Mapping[str, str]) -> ImportedData | Ours:
    text = source.text
    if text.lstrip()[:1] in ("{", "["):
        _require_none(mapping)
        return _of_json(source)
    if habitbull.is_it(text):
        return habitbull.read(text, mapping)
    if pair := next((pair for pair in _PAIRS if _belongs(source, pair)), None):
        _require_none(mapping)
        return _of_pair(source, pair)
    if simple_csv.looks_like_it(text) or ("DATE" in mapping and simple_csv.delimiter_of(text)):
        return simple_csv.read(text, mapping)
    if simple_csv.is_table(text):
        raise NoDays("any of its columns")
    raise UnknownForm(_KNOWN)


def _require_none(mapping: Mapping[str, str]) -> None:
    if mapping:
        raise NoTable


# ---------------------------------------------------------------------- harsh and habitctl


def _belongs(source: SourceFile, pair: _Pair) -> bool:
    """Whether a file is a program's log, or its file of habits, which is so plain that its name counts as well."""
    return pair.is_log(source.text) or (source.path.name == _HABITS and pair.is_habits(source.text))


def _of_pair(source: SourceFile, pair: _Pair) -> ImportedData:
    """A file of a program, with the other one of its two where both lie side by side under their own names."""
    mine, other = (_LOG, _HABITS) if pair.is_log(source.text) else (_HABITS, _LOG)
    texts: dict[str, str | None] = {mine: source.text, other: None}
    beside = source.path.with_name(other)
    if source.path.name == mine and beside.is_file() and beside.stat().st_size:
        with about(beside):
            text = open_source(beside).text
        texts[other] = text if (pair.is_log if other == _LOG else pair.is_habits)(text) else None
    return pair.read(texts[_HABITS], texts[_LOG])


def _of_folder(path: Path, mapping: Mapping[str, str]) -> ImportedData:
    for name in (_LOG, _HABITS):
        file = path / name
        if file.is_file() and file.stat().st_size:
            with about(file):
                source = open_source(file)
                pair = next((pair for pair in _PAIRS if _belongs(source, pair)), None)
            if pair is not None:
                _require_none(mapping)
                return _of_pair(source, pair)
    raise BadSource("is a folder without the habits and log of harsh or habitctl: name a file in it.")


# ---------------------------------------------------------------------- JSON


def _of_json(source: SourceFile) -> ImportedData | Ours:
    try:
        content: Any = msgspec.json.decode(source.text.encode())
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise BadSource("starts like JSON but is incomplete: copy or export it again.") from error
    if isinstance(content, dict) and content.get("format") == "routine-tui":
        return Ours(source.content)
    if isinstance(content, dict) and {"recovery", "steps", "days"} <= content.keys():
        raise OwnFile
    form = next((form for form in _FORMS if form.is_it(content)), None)
    if form is None:
        raise UnknownForm(_KNOWN)
    try:
        return form.read(content)
    except (msgspec.ValidationError, OverflowError, RecursionError) as error:
        reason = clause_of(error)[:120]
        raise BadSource(f"looks like a file from {form.name} but is incomplete ({reason}): export it again.") from error

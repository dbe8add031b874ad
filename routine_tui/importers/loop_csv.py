"""Loop Habit Tracker's CSV zip, in all of its four generations, told apart by what is in it.

``Habits.csv`` at the root, one folder a habit with its ``Checkmarks.csv``. The folders are what counts: found by their
number, as a name in another script leaves nothing of itself in the folder's name. The tables at the root are joined by
hand, without quotes and notes; they are used only for a habit without a folder, and only where no name holds a comma.

- up to 1.8: ``Position,Name,Description,NumRepetitions,Interval,Color``, whole numbers, no header in the folders
- 2.0: with ``Question``; the cells of the root's table are ``Entry(timestamp=…, value=2)``, with a comma in them
- 2.1 to 2.3.0: the same columns, whole numbers again
- from 2.3.1 on: thirteen columns with type, target and unit; words; ``Date,Value,Notes``
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from routine_tui.importers.amounts import Target
from routine_tui.importers.days import iso_day
from routine_tui.importers.found import Habit, ImportedData, Losses, imported_data, one_a_day, require_record_limit
from routine_tui.importers.loop import (
    FORMAT_ID,
    NAME,
    UNKNOWN,
    WORDS,
    LoopEntry,
    about_of,
    frequency,
    looks_numeric,
    record_of,
)
from routine_tui.importers.texts import MOST_COLUMNS, name_of, number_in, rows_of, slot_in, text_of
from routine_tui.importers.zip_archive import Archive
from routine_tui.model.import_errors import BadSource

HABITS: Final = "Habits.csv"
_DAYS: Final = "Checkmarks.csv"
_FOLDER: Final = re.compile(r"([0-9]{3,9})(?: ([^/]*))?/Checkmarks\.csv")
_ENTRY: Final = re.compile(r"Entry\(timestamp=[^,()]*, *value=(-?[0-9]+)[^()]*\)")


class LoopCell(NamedTuple):
    """What a table says of one day of a habit."""

    day: date
    value: int
    note: str = ""


class _Folder(NamedTuple):
    """A habit's own table."""

    name: str
    file: str


class _Root:
    """The table at the root, with a column a habit."""

    def __init__(self, text: str) -> None:
        if text.partition("\n")[0].count(",") > MOST_COLUMNS:
            text = "Date\n0,0"  # of more columns than there can be habits, so none of it can be trusted
        self.has_entries = bool(_ENTRY.search(text))
        lines = _ENTRY.sub(r"\1", text).split("\n")
        header, *rows = (line.rstrip("\r").split(",") for line in lines if line.strip()) if text.strip() else [[""]]
        self.is_sound = all(len(row) == len(header) for row in rows)
        """Whether every row is as wide as the header: a comma in a name would shift what follows it."""
        self._names = [name.strip() for name in header]
        self._rows = rows

    def cells(self, name: str) -> list[list[str]] | None:
        """The days of a habit as its own table would have them; None where no column, or more than one, is its."""
        places = [place for place, one in enumerate(self._names) if place and one and one == name.strip()]
        return [[row[0], row[places[0]]] for row in self._rows] if len(places) == 1 else None


def root_of(names: Sequence[str]) -> str | None:
    """The folder of an archive in which Loop's files lie, ``""`` for its root; None where they do not."""
    roots = [name.removesuffix(HABITS) for name in names if name == HABITS or name.endswith(f"/{HABITS}")]
    return roots[0] if len(roots) == 1 and roots[0].count("/") <= 1 else None


def read(archive: Archive, root: str) -> ImportedData:
    """What an archive holds. Raises BadInput where it is not whole."""
    losses = Losses()
    rows = list(rows_of(text_of(archive.read(f"{root}{HABITS}"))))
    header = [name.strip() for name in rows[0]] if rows else []
    if not {"Position", "Name"} <= set(header):
        raise BadSource("looks like an export of Loop, but its Habits.csv has no names: export it again.")
    folders = _folders(archive.names, root)
    table = _Root(text_of(archive.read(f"{root}{_DAYS}"))) if f"{root}{_DAYS}" in archive.names else _Root("")
    abouts = [dict(zip(header, row, strict=False)) for row in rows[1:]]
    known = {_position(about) for about in abouts}
    abouts += [
        {"Position": str(position), "Name": folder.name or f"Habit {position}"}
        for position, folder in folders.items()
        if position not in known
    ]
    habits, count = [], 0
    for about in abouts:
        folder = folders.get(_position(about))
        days = list(rows_of(text_of(archive.read(folder.file)))) if folder else _beside(table, about, losses)
        count += len(days)
        require_record_limit(count)
        habits.append(_habit(about, list(_cells(days, losses)), losses))
    return imported_data(FORMAT_ID, f"{NAME}, CSV of {_generation(header, table)}", habits, losses)


def _folders(names: Sequence[str], root: str) -> dict[int, _Folder]:
    """The habits' own tables by position, whatever the folder is called after its number.

    Raises BadInput where two have one number, as then nothing tells whose days they are.
    """
    folders: dict[int, _Folder] = {}
    for name in names:
        match = _FOLDER.fullmatch(name.removeprefix(root)) if name.startswith(root) else None
        if match and (position := int(match[1])) in folders:
            raise BadSource(
                f"looks like an export of Loop, but contains two folders with the number {position}: export it again."
            )
        if match:
            folders[position] = _Folder((match[2] or "").strip(), name)
    return folders


def _position(about: Mapping[str, str]) -> int:
    text = about.get("Position", "").strip()
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else -1


def _beside(table: _Root, about: Mapping[str, str], losses: Losses) -> list[list[str]]:
    """The days of a habit without a folder, from the table at the root where that can be trusted."""
    losses["untold"] += not table.is_sound
    return (table.cells(about.get("Name", "")) or []) if table.is_sound else []


def _cells(rows: list[list[str]], losses: Losses) -> Iterator[LoopCell]:
    for row in rows:
        day = iso_day(row[0])
        value = _value(row[1]) if len(row) > 1 else None
        note = row[2] if len(row) > 2 else ""
        if day is not None and (value is not None or note.strip()):
            losses["words"] += value is None
            yield LoopCell(day, UNKNOWN if value is None else value, note)
        elif row[0].strip().lower() != "date":
            losses["unreadable"] += 1


def _value(text: str) -> int | None:
    """A value as a word or as a number; None for what is neither."""
    plain = text.strip()
    return WORDS.get(plain, int(plain) if re.fullmatch(r"-?[0-9]{1,18}", plain) else None)


def _habit(about: Mapping[str, str], cells: Sequence[LoopCell], losses: Losses) -> Habit:
    times, days = (
        _number(about, *names)
        for names in (("FrequencyNumerator", "NumRepetitions"), ("FrequencyDenominator", "Interval"))
    )
    kept = _kept(about, cells, days)
    rhythm = frequency(times, days, kept, losses)
    records = (record_of(cell.day, cell.value, cell.note, kept, losses) for cell in cells)
    losses["colours"] += bool(about.get("Color", "").strip())
    name, question = about.get("Name", ""), about.get("Question", "")
    return Habit(
        name_of(name, losses),
        one_a_day((record for record in records if record), losses),
        rhythm.rule,
        rhythm.required,
        slot_in(name, question),
        about=about_of(question, about.get("Description", ""), kept, rhythm, losses),
        archived=about.get("Archived?", "").strip().lower() == "true",
    )


def _number(about: Mapping[str, str], *names: str) -> int:
    """A whole number in one of some columns; 1 where there is none."""
    text = next((about[name].strip() for name in names if name in about), "")
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 1


def _kept(about: Mapping[str, str], cells: Sequence[LoopCell], days: int) -> LoopEntry:
    """How a habit is kept. Older files do not say it: values that no yes-or-no habit has show it."""
    if "Type" not in about:
        return LoopEntry(looks_numeric({cell.value for cell in cells}))
    if about["Type"].strip() != "NUMERICAL":
        return LoopEntry()
    unit = " ".join(about.get("Unit", "").split())
    value = number_in(about.get("Target Value", ""))
    if value is None:
        return LoopEntry(True, None, unit)
    sense = about.get("Target Type", "").strip()
    return LoopEntry(True, Target(value, "at most" if sense == "AT_MOST" else "at least", unit, days), unit)


def _generation(header: Sequence[str], table: _Root) -> str:
    if "Type" in header:
        return "2.3.1 or later"
    if table.has_entries:
        return "2.0"
    return "2.1 to 2.3" if "Question" in header else "1.8 or earlier"

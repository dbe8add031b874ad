"""Files as other programs write them, made from the grammar: each writer takes plain habits and gives a file."""

from __future__ import annotations

import csv
import json
import sqlite3
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import date, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, Final

from routine_tui.importers.detect import read
from routine_tui.importers.found import Habit, ImportedData, Record

EPOCH: Final = date(1970, 1, 1)
NEW: Final = (
    "Position", "Name", "Type", "Question", "Description", "FrequencyNumerator", "FrequencyDenominator", "Color",
    "Unit", "Target Type", "Target Value", "Archived?",
)  # fmt: skip
SECOND: Final = ("Position", "Name", "Question", "Description", "NumRepetitions", "Interval", "Color")
FIRST: Final = ("Position", "Name", "Description", "NumRepetitions", "Interval", "Color")
LOOP_VALUES: Final = {"done": 2, "not done": 0, "skipped": 3, "unknown": -1}
LOOP_WORDS: Final = {"done": "YES_MANUAL", "not done": "NO", "skipped": "SKIP", "unknown": "UNKNOWN"}


def table(rows: Iterable[Sequence[object]], end: str = "\n", delimiter: str = ",") -> str:
    """Rows as RFC 4180 writes them."""
    written = StringIO()
    csv.writer(written, lineterminator=end, delimiter=delimiter).writerows(rows)
    return written.getvalue()


def zipped(files: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Files as a zip archive."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def put(folder: Path, name: str, content: str | bytes) -> Path:
    """A file in a folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def found_in(path: Path, mapping: Mapping[str, str] | None = None) -> ImportedData:
    """What a file holds, which must be another program's."""
    held = read(path, mapping or {})
    assert isinstance(held, ImportedData)
    return held


def days_of(habit: Habit) -> list[tuple[str, str, str]]:
    """The days of a habit, each with its state and all its words."""
    return [(str(one.day), one.state, "|".join(filter(None, (one.amount, one.note)))) for one in habit.records]


# ---------------------------------------------------------------------- Loop


def loop_zip(habits: Sequence[Habit]) -> bytes:
    """Yes-or-no habits as Loop 2.3.1 exports them."""
    rows = [
        (f"{place:03}", habit.name, "YES_NO", habit.about, "", 1, 1, "#FF8F00", "", "", "", "false")
        for place, habit in enumerate(habits, 1)
    ]
    files = {"Habits.csv": table([NEW, *rows])}
    for place, habit in enumerate(habits, 1):
        folder = f"{place:03} {''.join(one for one in habit.name if one.isascii() and one.isalnum())}".strip()
        days = [(one.day, LOOP_WORDS[one.state], one.note) for one in reversed(habit.records)]
        files[f"{folder}/Checkmarks.csv"] = table([("Date", "Value", "Notes"), *days])
        files[f"{folder}/Scores.csv"] = table([("Date", "Score")])
    return zipped(files)


HABIT_COLUMNS: Final = {
    "id": (12, "integer primary key autoincrement"), "archived": (12, "integer"), "color": (12, "integer"),
    "description": (12, "text"), "freq_den": (12, "integer"), "freq_num": (12, "integer"),
    "highlight": (12, "integer"), "name": (12, "text"), "position": (12, "integer"),
    "reminder_hour": (12, "integer"), "reminder_min": (12, "integer"), "reminder_days": (12, "integer default 127"),
    "type": (16, "integer not null default 0"), "target_type": (18, "integer not null default 0"),
    "target_value": (18, "real not null default 0"), "unit": (18, "text not null default ''"),
    "question": (23, "text"), "uuid": (24, "text"),
}  # fmt: skip
DAY_COLUMNS: Final = {
    "id": (12, "integer primary key autoincrement"), "habit": (12, "integer"), "timestamp": (12, "integer"),
    "value": (16, "integer not null default 2"), "notes": (25, "text"),
}  # fmt: skip
"""The columns of a backup, each with the version from which on it is there."""


def loop_db(
    path: Path, version: int, habits: Sequence[Mapping[str, Any]], days: Sequence[Mapping[str, Any]] = ()
) -> Path:
    """A backup of a version; what that version has no column for is left out."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as database:
        for name, columns, rows in (("Habits", HABIT_COLUMNS, habits), ("Repetitions", DAY_COLUMNS, days)):
            known = {column: kind for column, (since, kind) in columns.items() if since <= version}
            database.execute(f"create table {name} ({', '.join(f'{one} {kind}' for one, kind in known.items())})")
            for row in rows:
                here = {column: value for column, value in row.items() if column in known}
                marks = ", ".join("?" for _ in here)
                database.execute(f"insert into {name} ({', '.join(here)}) values ({marks})", tuple(here.values()))
        if version >= 22:
            database.execute("create unique index once on Repetitions(habit, timestamp)")
        database.execute(f"pragma user_version = {version}")
        database.commit()
    return path


def ms_of(day: date) -> int:
    """A local day as Loop counts it: milliseconds up to its midnight UTC."""
    return (day - EPOCH).days * 86_400_000


def loop_rows(habits: Sequence[Habit]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Yes-or-no habits as the two tables of a backup of the newest version."""
    abouts = [
        {
            "id": place, "name": habit.name, "question": habit.about, "description": "", "freq_num": 1, "freq_den": 1,
            "archived": int(habit.archived), "position": place, "color": 8,
        }
        for place, habit in enumerate(habits, 1)
    ]  # fmt: skip
    days = [
        {"habit": place, "timestamp": ms_of(one.day), "value": LOOP_VALUES[one.state], "notes": one.note}
        for place, habit in enumerate(habits, 1)
        for one in habit.records
    ]
    return abouts, days


# ---------------------------------------------------------------------- the others

BULL: Final = ("HabitName", "HabitDescription", "HabitCategory", "CalendarDate", "Value", "CommentText")


def habitbull(habits: Sequence[Habit]) -> str:
    """Habits as HabitBull exports them."""
    values = {"done": 1, "not done": 0, "unknown": -2150000000}
    rows = [
        (habit.name, habit.about, "", one.day, values[one.state], one.note) for habit in habits for one in habit.records
    ]
    return table([BULL, *rows])


def harsh(habits: Sequence[Habit]) -> tuple[str, str]:
    """Habits as harsh keeps them: its habits and its log."""
    signs = {"done": "y", "not done": "n", "skipped": "s"}
    entries = sorted((one.day, habit.name, one) for habit in habits for one in habit.records)
    log = [f"{day} : {name} : {signs[one.state]} : {one.note} : {one.amount or 0}" for day, name, one in entries]
    return "".join(f"{habit.name}: 1\n" for habit in habits), "".join(f"{line}\n" for line in log)


def habitctl(habits: Sequence[Habit]) -> tuple[str, str]:
    """Habits as habitctl keeps them: its habits and its log."""
    signs = {"done": "y", "not done": "n", "skipped": "s"}
    entries = sorted((one.day, habit.name, signs[one.state]) for habit in habits for one in habit.records)
    log = [f"{day}\t{name}\t{sign}" for day, name, sign in entries]
    return "".join(f"1 {habit.name}\n" for habit in habits), "\n\n".join(log) + "\n"


def beaver(habits: Sequence[Habit]) -> str:
    """Habits as beaverhabits exports them."""
    kept = [
        {
            "id": f"{place:06x}",
            "name": habit.name,
            "tags": [],
            "star": False,
            "period": None,
            "status": "archive" if habit.archived else "active",
            "records": [
                {"day": str(one.day), "done": one.state == "done"} | ({"text": one.note} if one.note else {})
                for one in reversed(habit.records)
            ],
        }
        for place, habit in enumerate(habits)
    ]
    return json.dumps({"user_email": "x@x", "exported_at": "2026-11-22 09:30:00", "habits": kept})


def table_habit(habits: Sequence[Habit]) -> str:
    """Habits as Table Habit exports them."""
    types = {"unknown": 0, "done": 1, "not done": 1, "skipped": 2}
    kept = [
        {
            "name": habit.name, "desc": habit.about, "type": 1, "status": 3 if habit.archived else 1, "color": 3,
            "daily_goal": 1, "freq_type": 3, "freq_custom": "[1,1]",
            "records": [
                {"record_date": (one.day - EPOCH).days, "record_type": types[one.state],
                 "record_value": int(one.state == "done"), "create_t": 1, "modify_t": 1}
                | ({"reason": one.reason or one.note} if one.reason or one.note else {})
                for one in habit.records
            ],
        }
        for habit in habits
    ]  # fmt: skip
    return json.dumps({"habits": kept, "groups": []})


def habo(habits: Sequence[Habit]) -> str:
    """Habits as Habo backs them up."""
    types = {"done": "check", "not done": "fail", "skipped": "skip", "unknown": "clear"}
    kept = [
        {
            "id": place, "title": habit.name, "twoDayRule": 0, "position": place, "cue": habit.cue, "routine": "",
            "reward": "", "showReward": 0, "advanced": 0, "notification": 0, "notTime": "8:5", "sanction": "",
            "showSanction": 0, "accountant": "", "habitType": 0, "targetValue": 100.0, "partialValue": 10.0, "unit": "",
            "categories": [], "archived": int(habit.archived),
            "events": {f"{one.day} 12:00:00.000Z": [f"DayType.{types[one.state]}", one.note] for one in habit.records},
        }
        for place, habit in enumerate(habits)
    ]  # fmt: skip
    return json.dumps({"habits": kept, "events": {}, "categories": [], "habit_categories": [], "metadata": {}})


def simple(habits: Sequence[Habit], delimiter: str = ",") -> str:
    """Habits as a plain table."""
    rows = [
        (one.day, habit.slot or "", habit.name, one.state, one.note, one.reason)
        for habit in habits
        for one in habit.records
    ]
    return table([("date", "slot", "step", "state", "note", "reason"), *rows], delimiter=delimiter)


def habit(name: str, *days: tuple[date, str, str]) -> Habit:
    """A habit with its days, each with state and note."""
    return Habit(name, tuple(Record(day, state, note) for day, state, note in days))  # type: ignore[arg-type]


def after(first: date, days: int) -> date:
    """A day some days later."""
    return first + timedelta(days=days)

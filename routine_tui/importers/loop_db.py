"""Loop Habit Tracker's backup, an SQLite database, of every version from 12 to 25.

A day's ``timestamp`` counts milliseconds up to midnight UTC of the local day that it was: so it is a number of days,
and no time zone has a say in it. What older versions lack:

- before 16: no values; every row is a done day. No numeric habits
- before 18: no targets and units
- before 22: a day may have several rows; rows of habits that are gone
- before 23: the description is the question
- before 25: no notes

Read with the standard library's sqlite3, read-only and as a file that nothing else changes, so that nothing is written
beside it. What the file says of itself is not trusted: views and triggers are not run, and the time is bounded.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from math import isfinite
from pathlib import Path
from time import monotonic
from typing import Any, Final, NamedTuple

from routine_tui.importers.amounts import Target
from routine_tui.importers.days import epoch_day
from routine_tui.importers.found import (
    MOST_HABITS,
    MOST_RECORDS,
    Habit,
    ImportedData,
    Losses,
    Record,
    imported_data,
    one_a_day,
    require_record_limit,
)
from routine_tui.importers.loop import FORMAT_ID, NAME, UNKNOWN, LoopEntry, about_of, frequency, record_of
from routine_tui.importers.texts import name_of, slot_in
from routine_tui.model.import_errors import BadSource

OLDEST: Final = 12
NEWEST: Final = 25
"""The newest version that Loop 2.3.1 writes."""
_DAY_MS: Final = 24 * 60 * 60 * 1000
_MOST_STEPS: Final = 200_000
"""Of 1,000 instructions of SQLite's machine each, some ten seconds together; a backup of 100 MB takes a tenth."""
_MOST_SECONDS: Final = 30.0
"""As one instruction may be a long one, where it makes a text."""
_LONGEST_TEXT: Final = 4 * 1024 * 1024
"""Of one cell (bytes); no note is, and one that a table makes up for every row would fill the memory."""
_LONGEST_DEFAULT: Final = 100
"""What may stand for a cell in rows that are older than its column (characters): Loop has numbers and ``''``."""
_HABITS: Final = {
    "id": "null", "name": "''", "description": "''", "question": "''", "freq_num": "1", "freq_den": "1",
    "archived": "0", "position": "0", "reminder_hour": "null", "type": "0", "target_type": "0", "target_value": "0",
    "unit": "''",
}  # fmt: skip
_DAYS: Final = {"habit": "null", "timestamp": "null", "value": "2", "notes": "''"}
"""The columns that are read, each with what stands for it in a version that does not have it."""


class _Row(NamedTuple):
    """A habit as the database has it."""

    id: Any
    name: Any
    description: Any
    question: Any
    freq_num: Any
    freq_den: Any
    archived: Any
    position: Any
    reminder_hour: Any
    type: Any
    target_type: Any
    target_value: Any
    unit: Any


def read(path: Path) -> ImportedData:
    """What a backup holds. Raises BadInput where it is no backup of Loop, is not whole, or is of another version."""
    losses = Losses()
    try:
        with closing(_opened(path, losses)) as database:
            version = _version(database)
            days = _days(database, losses)
            habits = [_habit(row, days.pop(row.id, []), version, losses) for row in _habits(database)]
    except sqlite3.DataError as error:
        most = _LONGEST_TEXT // 1024 // 1024
        raise BadSource(
            f"holds a text of more than {most} MB, too long for a note: shorten it in Loop, then try again."
        ) from error
    except (sqlite3.Error, OSError, ValueError, OverflowError) as error:
        raise BadSource("isn't a complete SQLite database: copy or export it again.") from error
    losses["orphans"] += sum(map(len, days.values()))
    return imported_data(FORMAT_ID, f"{NAME}, backup of version {version}", habits, losses)


def _opened(path: Path, losses: Losses) -> sqlite3.Connection:
    target = path.resolve()  # SQLite itself keeps what is not written yet beside the file that a link leads to
    for beside in (target.with_name(f"{target.name}{end}") for end in ("-wal", "-journal")):
        if beside.is_file() and _is_in_use(beside):
            raise BadSource(
                f"has changes that are still in {beside.name}: make a backup in Loop itself, then try that."
            )
    database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    left = iter(range(_MOST_STEPS))
    until = monotonic() + _MOST_SECONDS
    database.set_progress_handler(lambda: next(left, None) is None or monotonic() > until, 1_000)
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_TEXT)
    database.text_factory = lambda text: _decoded(text, losses)
    for statement in ("trusted_schema = off", "query_only = on", "cell_size_check = on"):
        database.execute(f"pragma {statement}")
    return database


def _is_in_use(beside: Path) -> bool:
    """Whether a file beside a database has a say in it; a journal that was done with begins with zeros."""
    with beside.open("rb") as file:
        return file.read(1) not in (b"", b"\0")


def _decoded(text: bytes, losses: Losses) -> str:
    """A text as far as it can be read: SQLite keeps whatever bytes it was given."""
    try:
        return text.decode()
    except UnicodeDecodeError:
        losses["texts"] += 1
        return text.decode("utf-8", "replace")


def _version(database: sqlite3.Connection) -> int:
    """The version of a backup of Loop, once it is known that it is one, and whole."""
    tables = {name.lower() for (name,) in database.execute("select name from sqlite_master where type = 'table'")}
    if not {"habits", "repetitions"} <= tables or "freq_num" not in _columns(database, "habits"):
        raise BadSource("is a database, but not a backup of Loop Habit Tracker: export it there, then try again.")
    version = int(database.execute("pragma user_version").fetchone()[0])
    if version > NEWEST:
        raise BadSource(
            f"has version {version}, from a newer Loop than we know ({NEWEST}): export it there as CSV, then try that."
        )
    if version < OLDEST:
        raise BadSource(f"has version {version}, and {OLDEST} is the oldest we know: open it in a newer Loop.")
    if database.execute("pragma quick_check(1)").fetchone()[0] != "ok":
        raise BadSource("isn't a complete SQLite database: copy or export it again.")
    return version


def _columns(database: sqlite3.Connection, table: str) -> set[str]:
    columns = database.execute(f"pragma table_info({table})").fetchall()
    if any(len(str(instead)) > _LONGEST_DEFAULT for *_, instead, _ in columns):
        raise BadSource("is a database, but not one that Loop made, as it makes up long texts: export it there again.")
    return {str(name).lower() for _, name, *_ in columns}


def _select(database: sqlite3.Connection, table: str, wanted: dict[str, str]) -> str:
    has = _columns(database, table)
    return ", ".join(name if name in has else f"{instead} as {name}" for name, instead in wanted.items())


def _habits(database: sqlite3.Connection) -> list[_Row]:
    order = "order by position, id"
    query = f"select {_select(database, 'habits', _HABITS)} from habits {order} limit {MOST_HABITS + 1}"
    return [_Row(*row) for row in database.execute(query)]


def _days(database: sqlite3.Connection, losses: Losses) -> dict[Any, list[tuple[Any, Any, Any]]]:
    """The rows of each habit."""
    order = "order by habit, timestamp, id"
    query = f"select {_select(database, 'repetitions', _DAYS)} from repetitions {order} limit {MOST_RECORDS + 1}"
    found_days: dict[Any, list[tuple[Any, Any, Any]]] = {}
    for count, (habit, *day) in enumerate(database.execute(query), 1):
        require_record_limit(count)
        if habit is None:
            losses["orphans"] += 1
        else:
            found_days.setdefault(habit, []).append(tuple(day))
    return found_days


def _habit(row: _Row, days: list[tuple[Any, Any, Any]], version: int, losses: Losses) -> Habit:
    question, description = (
        (_text(row.description), "") if version < 23 else (_text(row.question), _text(row.description))
    )
    span = _whole(row.freq_den, 1)
    kept = _kept(row, span)
    rhythm = frequency(_whole(row.freq_num, 1), span, kept, losses)
    losses["colours"] += 1
    losses["reminders"] += row.reminder_hour is not None
    return Habit(
        name_of(_text(row.name), losses),
        one_a_day(_records(days, kept, losses), losses),
        rhythm.rule,
        rhythm.required,
        slot_in(_text(row.name), question),
        about=about_of(question, description, kept, rhythm, losses),
        archived=bool(_whole(row.archived, 0)),
    )


def _kept(row: _Row, span: int) -> LoopEntry:
    if _whole(row.type, 0) != 1:
        return LoopEntry()
    unit = " ".join(_text(row.unit).split())
    value = row.target_value if isinstance(row.target_value, int | float) and isfinite(row.target_value) else None
    if value is None:
        return LoopEntry(True, None, unit)
    most = _whole(row.target_type, 0) == 1
    return LoopEntry(True, Target(Decimal(str(value)), "at most" if most else "at least", unit, span), unit)


def _records(days: list[tuple[Any, Any, Any]], kept: LoopEntry, losses: Losses) -> Iterator[Record]:
    for timestamp, value, note in days:
        day = epoch_day(timestamp // _DAY_MS) if isinstance(timestamp, int) else None
        words = _text(note)
        if day is None or not (isinstance(value, int) or words.strip()):
            losses["unreadable"] += 1
            continue
        losses["words"] += not isinstance(value, int)
        if record := record_of(day, value if isinstance(value, int) else UNKNOWN, words, kept, losses):
            yield record


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)


def _whole(value: Any, otherwise: int) -> int:
    return value if isinstance(value, int) else otherwise

"""What was found in a file of another program: habits with their days, in one form whatever the file looked like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Final, Literal, NamedTuple, TypeVar
from unicodedata import normalize

from msgspec import Struct, field
from msgspec.structs import replace

from routine_tui.model.import_errors import BadSource
from routine_tui.model.recovery.routine import Kind, Slot
from routine_tui.model.recovery.rule import EVERY_DAY
from routine_tui.model.text import NOTE_LIMIT

T = TypeVar("T")
State = Literal["done", "skipped", "not done", "unknown"]
"""``not done`` is an explicit no; ``unknown`` a day that only has words."""
_RANK: Final[dict[State, int]] = {"unknown": 0, "not done": 1, "skipped": 2, "done": 3}
MOST_HABITS: Final = 400
MOST_RECORDS: Final = 500_000
"""More than a hundred habits of thirteen years have; what holds more is no record of a person's days."""
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2200
"""The years in which a recovery may lie."""


class Loss(NamedTuple):
    """A kind of thing that a recovery cannot hold as it was."""

    one: str
    many: str
    """What becomes of it, where ``{}`` is their number."""


LOSSES: Final[dict[str, Loss]] = {
    "not_done": Loss(
        "1 day said to be not done: it becomes not recorded here", ("{} days said to be not done: they "
"become not recorded here")
    ),
    "automatic": Loss(
        "1 day that the other program filled in automatically: not imported as done",
        "{} days that the other program filled in automatically: not imported as done",
    ),
    "ahead": Loss("1 record of a future day: left out", "{} records of future days: left out"),
    "amounts": Loss("1 amount: kept as text in its note", "{} amounts: kept as text in their notes"),
    "short": Loss(
        "1 amount that did not reach its target: not done, kept in the day's note",
        "{} amounts that did not reach their target: not done, kept in the day's note",
    ),
    "targets": Loss("1 target: kept as text in the instructions", "{} targets: kept as text in the instructions"),
    "rolling": Loss(
        "1 schedule that counts from the last time: counts from the first day here",
        "{} schedules that count from the last time: counts from the first day here",
    ),
    "several": Loss(
        "1 schedule of several times in a period: becomes “if needed”, with its text in the instructions",
        "{} schedules of several times in a period: become “if needed”, with their text in the instructions",
    ),
    "no_schedule": Loss(
        "1 habit whose schedule is not in the file: imported as every day",
        "{} habits whose schedules are not in the file: imported as every day",
    ),
    "colours": Loss("1 colour", "{} colours"),
    "reminders": Loss("1 reminder", "{} reminders"),
    "settings": Loss("1 setting of the other program", "{} settings of the other program"),
    "secrets": Loss("1 password or token: not read", "{} passwords or tokens: not read"),
    "pictures": Loss(
        "1 picture that a note refers to: the note is kept, the picture is not",
        "{} pictures that notes refer to: the notes are kept, the pictures are not",
    ),
    "columns": Loss("1 column that can't be kept here", "{} columns that can't be kept here"),
    "deleted": Loss("1 habit that was deleted there: left out", "{} habits that were deleted there: left out"),
    "orphans": Loss(
        "1 record of a habit that is not in the file: left out",
        "{} records of habits that are not in the file: left out",
    ),
    "untold": Loss(
        "1 habit whose records cannot be told apart from others: only the habit is imported",
        "{} habits whose records cannot be told apart from others: only the habits are imported",
    ),
    "doubled": Loss(
        "1 day with two records of one habit: one of them counts, all notes are kept",
        "{} days with two records of one habit: one of them counts, all notes are kept",
    ),
    "unreadable": Loss(
        "1 line or record that cannot be read: left out", "{} lines or records that cannot be read: left out"
    ),
    "words": Loss("1 word we don't know for whether something was done: kept in the day's note",
                  "{} words we don't know for whether something was done: kept in the days' notes"),
    "numbers": Loss("1 number that can be read in two ways: kept as it is written",
                    "{} numbers that can be read in two ways: kept as they are written"),
    "times": Loss("1 time that cannot be read: kept as text in its note",
                  "{} times that cannot be read: kept as text in their notes"),
    "counted_days": Loss("1 day written as a number: read as a spreadsheet counts, from 1900 on",
                         "{} days written as numbers: read as a spreadsheet counts, from 1900 on"),
    "room": Loss(
        "1 note that doesn't fit into a day's note", "{} notes that don't fit into a day's note"
    ),
    "names": Loss("1 name that was cut or cleaned", "{} names that were cut or cleaned"),
    "texts": Loss("1 text that was cut or cleaned", "{} texts that were cut or cleaned"),
}  # fmt: skip
"""Each kind by its id, in the order in which they are told."""

Losses = Counter[str]
"""How many of each kind, by the ids of ``LOSSES``."""


class Record(Struct, frozen=True):
    """What was recorded of a habit on one day, the local day that it was."""

    day: date
    state: State
    note: str = ""
    amount: str = ""
    """How much, in words: ``2.5 km``; empty where it is only done or not."""
    at: datetime | None = None
    """When, where that is known: a time on a date of the calendar, or a moment with its offset."""
    reason: str = ""
    """Why it was skipped."""

    @property
    def is_mark(self) -> bool:
        """Whether something was done or skipped."""
        return self.state in ("done", "skipped")

    @property
    def has_words(self) -> bool:
        """Whether it says more than its state."""
        return bool(self.note or self.amount or self.reason)


class Habit(Struct, frozen=True):
    """One habit, task or routine item of another program."""

    name: str
    records: tuple[Record, ...] = ()
    """In the order of their days, at most one a day but in our own table."""
    rule: str = EVERY_DAY
    """How often, as RFC 5545 writes it, counted from its first day."""
    required: bool = True
    """False for what is only tracked, or has no fixed days."""
    slot: Slot | None = None
    """Its part of the day, where anything in the file says so."""
    kind: Kind = "other"
    cue: str = ""
    about: str = ""
    """Description, question, target and all else in words."""
    begins: date | None = None
    """The day on which it began, where the file says so; else that of its first record."""
    last_day: date | None = None
    """The last day on which it is expected, where the file says so."""
    archived: bool = False
    """Whether it was put away: it then ends with the last day on which it was done or skipped."""
    key: str = ""
    """What tells it from others where names do not; the name where it is empty."""
    is_own: bool = False
    """Whether our own table says it: by the name that a step had on each day, with a record for each row."""

    @property
    def first_day(self) -> date | None:
        """The day on which it began; None where nothing says."""
        days = [record.day for record in self.records[:1]]
        return min([*days, *([self.begins] if self.begins else [])], default=None)

    @property
    def end(self) -> date | None:
        """The last day on which it is expected; None where it goes on."""
        if self.last_day is not None or not self.archived:
            return self.last_day
        marked = (record.day for record in reversed(self.records) if record.is_mark)
        return next(marked, self.begins)


class ImportedData(Struct, frozen=True):
    """Everything that was found in a file, and how much of it has no place here, by kind."""

    format_id: str
    """``loop``, ``harsh`` …: the same for every form in which one program writes."""
    format_name: str
    """What it is, for a person: ``Loop Habit Tracker, CSV``."""
    habits: tuple[Habit, ...]
    losses: Losses = field(default_factory=Counter)

    @property
    def records(self) -> int:
        """How many days are recorded, of all habits together."""
        return sum(len(habit.records) for habit in self.habits)

    @property
    def span(self) -> tuple[date, date] | None:
        """The first and the last day with a record; None where there is none."""
        ends = [day for habit in self.habits if habit.records for day in (habit.records[0].day, habit.records[-1].day)]
        return (min(ends), max(ends)) if ends else None


def imported_data(format_id: str, format_name: str, habits: Iterable[Habit], losses: Losses) -> ImportedData:
    """What a reader found, with what can be said of any format counted. Raises BadInput where it is nothing, or more
    than a person's.
    """
    kept = _each_name_once(habits, losses)
    if not kept:
        raise BadSource("contains no habit, so there is nothing to import: choose another file.")
    if len(kept) > MOST_HABITS:
        raise BadSource(f"holds {len(kept):,} habits, and {MOST_HABITS} at most can be imported: export fewer there.")
    counted = Counter(losses)
    for habit in kept:
        for record in habit.records:
            between = bool(record.amount and record.note)
            counted["texts"] += len(record.amount) + between + len(record.note) > NOTE_LIMIT
            counted["not_done"] += record.state == "not done" and not record.amount
            counted["short"] += record.state == "not done" and bool(record.amount)
            counted["amounts"] += record.state != "not done" and bool(record.amount)
    return ImportedData(format_id, format_name, kept, +counted)


def _each_name_once(habits: Iterable[Habit], losses: Losses) -> tuple[Habit, ...]:
    """Habits of which no two have a name that differs only in how its accents are written: those are one.

    Some systems write an accent as a letter of its own: nobody can tell the two apart. Two of one spelling stay two.
    """
    by_name: dict[tuple[str, str], dict[str, list[Habit]]] = {}
    for habit in habits:
        spellings = by_name.setdefault((normalize("NFC", habit.name), normalize("NFC", habit.key)), {})
        spellings.setdefault(habit.name, []).append(habit)
    found: list[Habit] = []
    for spellings in by_name.values():
        same = [habit for of_one in spellings.values() for habit in of_one]
        is_one = len(spellings) == len(same) > 1
        found += [_joined(same, losses)] if is_one else same
    return tuple(found)


def _joined(habits: Sequence[Habit], losses: Losses) -> Habit:
    """Several habits as one: the days of all, and all else as the first has it."""
    records = [record for habit in habits for record in habit.records]
    return replace(habits[0], records=one_a_day(records, losses), archived=all(habit.archived for habit in habits))


def one_a_day(records: Iterable[Record], losses: Losses, is_log: bool = False) -> tuple[Record, ...]:
    """Records in the order of their days, one a day; of several no words are lost.

    The later time counts, a done or skipped one before a no, whatever their order. In a log, to which a program only
    adds and of which it counts the last line itself, the last one counts.
    """
    by_day: dict[date, dict[Record, None]] = {}
    for record in records:
        same = by_day.setdefault(record.day, {})
        losses["doubled"] += bool(same)
        same.pop(record, None)
        same[record] = None
    return tuple(_of_one_day([*by_day[day]], is_log) for day in sorted(by_day))


def _of_one_day(records: list[Record], is_log: bool) -> Record:
    """One record for all of a day, with the words of each; the same in whatever order they come, but in a log."""
    if len(records) == 1:
        return records[0]
    if not is_log:
        records.sort(key=_place)
    marks = [record for record in records if record.is_mark] or records
    if not is_log and not all(record.at for record in marks):  # nobody knows which was later
        marks.sort(key=lambda record: _RANK[record.state])
    counts = records[-1] if is_log else marks[-1]
    lines = dict.fromkeys(
        text for record in records for text in (record.note, record.reason if record.reason != counts.reason else "")
    )
    amounts = ", ".join(record.amount for record in records if record.amount)
    return replace(counts, note="\n".join(filter(None, lines)), amount=amounts)


def _place(record: Record) -> tuple[float, int, str, str, str]:
    """Where a record stands among those of its day: by its time, then by what it says."""
    at = record.at and (record.at if record.at.tzinfo else record.at.replace(tzinfo=UTC)).timestamp()
    return at or 0.0, _RANK[record.state], record.amount, record.note, record.reason


def within_limits(rows: Iterable[T]) -> list[T]:
    """Rows as a list. Raises BadInput for more than a person's days can have, before they are all read."""
    kept: list[T] = []
    for row in rows:
        require_record_limit(len(kept))
        kept.append(row)
    return kept


def require_record_limit(count: int) -> None:
    """Raise BadInput for more records than a person's days can have."""
    if count > MOST_RECORDS:
        raise BadSource(
            f"holds more than {MOST_RECORDS:,} records, more than any person's days come to: choose another file."
        )

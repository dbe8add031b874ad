"""Copies of one recovery that live apart and meet again, and a plain book of what must come of it.

A ``Life`` is a copy with its book. Everything that happens to the copy goes through the program's own ``Repository``;
the book notes what changed, and when, in a dictionary: that is the oracle.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, get_args

import msgspec

from routine_tui.facts.guidance import routine_of
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.diary import Mark, Pause
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.store.backups import Backups
from routine_tui.store.document_parts import NAMED, Table
from routine_tui.store.documents import recovery_of
from routine_tui.store.registers import registers
from routine_tui.store.repository import Copy, Edit, Repository, content_of, read_copy
from routine_tui.store.storage import Tables, read_tables
from tests.store.history_book import (
    ANSWERS,
    BEGIN,
    DAYS,
    NEVER,
    WINDOW,
    Book,
    Cell,
    cells,
    first_book,
    found_in,
    joined_books,
    told,
)
from tests.store.history_edits import edit_of

TICK = timedelta(microseconds=1)
KINDS = (
    *("mark", "mark", "mark", "untick", "untick", "note", "words", "pause", "resume", "prolong", "edit", "edit", "end"),
    *("move", "add", "undo", "undo", "redo", "name", "window", "merge", "merge"),
    *("check-in", "check-in", "unanswer", "shelf", "jar", "profile", "care", "care", "care"),
)
TOLD = tuple(kind for kind in KINDS if kind not in ("undo", "redo"))
"""What a book can tell. What is undone never was, which no book of changes tells: ``tests.planner.one_person`` does."""


class Held(Repository):
    """A repository whose file is held in memory, a hundred times faster; all else is the program's own."""

    def __init__(self, written: bytes) -> None:
        path = Path("held.json")
        super().__init__(path, _NoBackups(path))
        self._storage = self._database._storage = _Held(path, written)  # type: ignore[assignment]


class _Held:
    """What ``DurableStorage`` is to a file, to some bytes."""

    def __init__(self, path: Path, written: bytes) -> None:
        self.written = written
        self.signature = 0
        self._path = path
        self._tables = read_tables(written, path)[0]

    def read(self) -> Tables:
        return self._tables

    def write(self, tables: Tables) -> None:
        self._tables = tables

    def put(self, table: str, key: str, row: dict[str, Any]) -> None:
        self._tables.setdefault(table, {})[key] = row

    def take_away(self, table: str, key: str) -> None:
        del self._tables[table][key]

    @contextlib.contextmanager
    def transaction(self, _: int = 0) -> Iterator[None]:
        try:
            yield
            self.written = msgspec.json.encode(self._tables)
        finally:
            self._tables = msgspec.json.decode(self.written)
            self.signature += 1


class _NoBackups(Backups):
    def make_daily(self, source: Path, day: date) -> None:
        pass


def common() -> Recovery:
    """What the copies begin with."""
    recovery = Recovery("id", "Face", BEGIN, WINDOW, routine=routine_of("gentle", BEGIN))
    recovery = recovery.marked(DAYS[0], "morning-cleanser", Mark("done", datetime(2026, 11, 1, 8, tzinfo=UTC)))
    return recovery.noted(DAYS[1], "begun").with_pause(Pause(DAYS[9], DAYS[10], (), "away", "first-pause"))


# ---------------------------------------------------------------------- a copy and what happens to it


@dataclass
class Life:
    """A copy of a recovery, its book, and how often another one was joined with it."""

    door: Repository
    book: Book
    merges: int = 0
    number: int = 0

    def change(self, edit: Edit, at: datetime) -> None:
        """Change the copy; what is refused changes nothing."""
        before = self.door.load()
        self.number += 1
        with contextlib.suppress(BadInput):
            self._note(before, self.door.change(f"edit {self.number}", edit, at), at)

    def undo(self, at: datetime, step: Callable[[Repository], Callable[[datetime], tuple[Recovery, str]]]) -> None:
        """Undo or redo one change, where there is one; the book cannot tell that."""
        with contextlib.suppress(BadInput):
            step(self.door)(at)

    def meet(self, other: Life, at: datetime) -> None:
        """Join another copy with this one."""
        self.number += 1
        self.merges += 1
        self.door.merge(other.copy(), f"merge {self.number}", at)
        self.book = joined_books(self.book, other.book)

    def copy(self) -> Copy:
        """What another computer gets of it."""
        return read_copy(written(self.door), self.door.path)

    def tables(self) -> Tables:
        """The tables in its file now."""
        tables: Tables = json.loads(written(self.door))
        return tables

    def _note(self, before: Recovery, after: Recovery, at: datetime) -> None:
        old, new, was = cells(before), cells(after), dict(self.book)
        there = {cell[:2] for cell in new}
        for cell in old.keys() | new.keys():
            if cell[0] == "pauses" and cell[:2] not in there:  # nobody takes one away: it was ended on its first day
                first_day = date.fromisoformat(old[*cell[:2], "first_day"])
                self._write((*cell[:2], "last_day"), str(first_day - timedelta(days=1)), at, was)
            elif cell[0] in NAMED and cell[:2] not in there:
                self._write((*cell[:2], "gone"), True, at, was)
                if cell[0] in ANSWERS and cell[2] != "private":
                    self._write(cell, None, at, was)
            elif old.get(cell) != new.get(cell):
                self._write(cell, new.get(cell), at, was)
        for thing in there - {cell[:2] for cell in old}:
            self._write((*thing, "gone"), None, at, was)
        dropped = {cell[:2] for cell in old if cell[0] == "steps" and cell[2][:1].isdigit() and cell not in new}
        if told(self.book) == found_in(after) and not any(self._says_more(thing, new) for thing in dropped):
            return
        changed = {cell[:2] for cell in old.keys() | new.keys() if old.get(cell) != new.get(cell)}
        for cell in was.keys() | new.keys():  # what no one could see came to light
            if cell[:2] in changed and (cell[0] == "days" or cell[:2] in there):
                self.book[cell] = was.get(cell, (NEVER, None))
                self._write(cell, new.get(cell), at, was)

    def _says_more(self, thing: Cell, new: dict[Cell, Any]) -> bool:
        """Whether the book has something of a step from a day on which it has no version any more."""
        days = {cell[2][:10] for cell, (_, value) in self.book.items() if cell[:2] == thing and value is not None}
        return any(day[:1].isdigit() and (*thing, day) not in new for day in days)

    def _write(self, cell: Cell, value: Any, at: datetime, was: Book) -> None:
        if value == was.get(cell, (NEVER, None))[1]:
            return
        whole = cell[2] == "gone"
        older = [was[one][0] for one in was if one == cell or (whole and one[:2] == cell[:2])]
        self.book[cell] = max([at, *(moment + TICK for moment in older if moment != NEVER)]), value


def written(door: Repository) -> bytes:
    """The content of a copy's file."""
    storage: Any = door._storage
    return storage.written if isinstance(door, Held) else door.path.read_bytes()


def state_of(tables: Tables) -> dict[tuple[str, str], Any]:
    """Every register in a file, by table and document: what joining is about."""
    return {
        (table, str(row["id"] if table in NAMED else number)): registers(table, row)
        for table in get_args(Table)
        for number, row in tables[table].items()
    }


def shown_by(tables: Tables) -> Recovery:
    """The recovery that opens from tables."""
    return recovery_of(tables, "the copy")


def live(lives: list[Life], count: int, random: Random, kinds: Sequence[str] = KINDS) -> None:
    """Let so many things happen to copies, at moments that may be equal, go back, or lie a year away."""
    start = datetime(2026, 11, 14, 12, tzinfo=UTC)
    moments = [start + timedelta(minutes=number // 2) for number in range(8)]
    moments += [start - timedelta(days=365), start + timedelta(days=365)]
    for number in range(count):
        life, kind, at = random.choice(lives), random.choice(kinds), random.choice(moments)
        if kind in ("undo", "redo"):
            life.undo(at, lambda door, kind=kind: getattr(door, kind))  # type: ignore[misc]
        elif kind == "merge":
            other = random.choice(lives)
            if other is not life:
                life.meet(other, at)
        else:
            life.change(edit_of(kind, random, f"t{number}", at), at)


def begun(count: int) -> list[Life]:
    """So many copies with a common beginning."""
    recovery = common()
    return [Life(Held(content_of(recovery)), first_book(recovery)) for _ in range(count)]

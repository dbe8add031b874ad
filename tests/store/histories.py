"""Copies of one recovery that live apart and meet again, and a plain book of what must come of it.

A ``Life`` is a copy with its book. Everything that happens to the copy goes through the program's own ``Repository``;
the book notes what changed, and when, in a dictionary: that is the oracle.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any, get_args

import msgspec
from msgspec.structs import asdict, replace

from routine_tui.facts.guidance import routine_of
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.diary import Mark, Pause
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.store.backups import Backups
from routine_tui.store.document_parts import CARE, LISTS, NAMED, Table
from routine_tui.store.documents import recovery_of
from routine_tui.store.registers import registers
from routine_tui.store.repository import Copy, Edit, Repository, content_of, read_copy
from routine_tui.store.storage import Tables, read_tables
from tests.store.care_histories import care_edit

BEGIN = date(2026, 11, 1)
WINDOW = 14
DAYS = [BEGIN + timedelta(days=offset) for offset in range(WINDOW)]
NEVER = datetime.min.replace(tzinfo=UTC)
TICK = timedelta(microseconds=1)
FIELDS = [name for name in StepVersion.__struct_fields__ if name != "valid_from"]
NOTHING = {"hours": "", "most_per_day": 0}
"""What a step says in fields that most steps have nothing of."""
KINDS = (
    *("mark", "mark", "mark", "untick", "untick", "note", "words", "pause", "resume", "prolong", "edit", "edit", "end"),
    *("move", "add", "undo", "undo", "redo", "name", "window", "merge", "merge"),
    *("check-in", "check-in", "unanswer", "shelf", "jar", "profile", "care", "care", "care"),
)


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


# ---------------------------------------------------------------------- the book

Cell = tuple[str, ...]
"""What can change by itself: its table, which document of it, and which part."""
Written = tuple[datetime, Any]
Book = dict[Cell, Written]


def cells(recovery: Recovery) -> dict[Cell, Any]:
    """What a recovery says, cell by cell, and each element of a list by itself.

    Left out is what follows from several elements: since when a session is planned for which day, where being done
    counts too, and what rests around a procedure. ``tests.planner.one_person`` holds that.
    """
    found: dict[Cell, Any] = {
        ("recovery", "1", name): _plain(getattr(recovery, name))
        for name in ("name", "day_zero", "window_days", "day_starts_at")
    }
    for step in recovery.routine.steps:
        before: StepVersion | None = None
        for version in step.versions:
            begins = str(version.valid_from)
            day = begins if before else ""
            found["steps", step.id, day or "begins"] = True if day else begins
            for name in FIELDS:
                known = getattr(before, name) if before else NOTHING.get(name)
                if known != getattr(version, name):
                    found["steps", step.id, f"{day} {name}"] = _plain(getattr(version, name))
            before = version
    for pause in recovery.pauses:
        found["pauses", pause.id, "first_day"] = str(pause.first_day)
        found["pauses", pause.id, "last_day"] = _plain(pause.last_day)
        found["pauses", pause.id, "step_ids"] = list(pause.step_ids)
        found["pauses", pause.id, "reason"] = pause.reason
    for table, things in (("products", recovery.products), *((table, getattr(recovery.care, table)) for table in CARE)):
        for thing in things:
            lists = LISTS.get(table, ())
            flat = [name for name in lists if name not in ("placed", "around")]
            found |= {(table, thing.id, name, str(one)): True for name in flat for one in getattr(thing, name)}
            alone = [name for name in thing.__struct_fields__[1:] if name not in lists]
            found |= {(table, thing.id, name): _plain(getattr(thing, name)) for name in alone}
    found |= {("profile", name, "value"): value for name, value in recovery.profile.items()}
    for on, record in recovery.days.items():
        day = str(on)
        if record.skin is not None:
            for look in record.skin.looks:
                at = look.at.isoformat() if look.at else ""
                found["days", day, "skin note", at] = look.note or None
                found |= {("days", day, "skin", name, at): answer for name, answer in look.answers.items()}
        found |= {("days", day, "note", line): True for line in record.note.split("\n") if record.note}
        for step_id, mark in record.marks.items():
            told = {"state": mark.state, "at": mark.at.isoformat()} | ({"reason": mark.reason} if mark.reason else {})
            amount = {} if mark.amount is None else {"amount": mark.amount}
            found["days", day, "mark", step_id] = told | amount
            found["days", day, "words", step_id] = mark.note or None
    return {cell: value for cell, value in found.items() if value is not None}


def first_book(recovery: Recovery) -> Book:
    """A book of what was there before anybody wrote one: only marks have a moment."""
    said = cells(recovery)
    book: Book = {}
    for cell, value in said.items():
        mark = said.get((*cell[:2], "mark", *cell[3:])) if cell[2] in ("mark", "words") else None
        book[cell] = (datetime.fromisoformat(mark["at"]) if mark else NEVER, value)
    return book


def joined_books(one: Book, other: Book) -> Book:
    """Of each cell what was written later; at one moment what is there before what is gone, then the greater text."""
    return {cell: max((book[cell] for book in (one, other) if cell in book), key=_rank) for cell in one.keys() | other}


def _rank(written: Written) -> tuple[datetime, bool, str]:
    return written[0], written[1] is not None, json.dumps(written[1], sort_keys=True, separators=(",", ":"))


def told(book: Book) -> dict[Cell, Any]:
    """What a person must find in a recovery, day by day, from what the book says."""
    there = {cell: value for cell, (_, value) in book.items() if value is not None}
    parts: dict[Cell, dict[Cell, Any]] = {}
    for cell, value in there.items():
        parts.setdefault(cell[:2], {})[cell[2:]] = value
    gone = {thing for thing in parts if ("gone",) in parts[thing] and not _outlived(book, thing)}
    pauses = {thing[1]: rest for thing, rest in parts.items() if thing[0] == "pauses" and thing not in gone}
    named = {cell[3] for cell in there if cell[2] == "mark"}.union(*(one["step_ids",] for one in pauses.values()))
    found: dict[Cell, Any] = {}
    for (table, key), rest in parts.items():
        if table == "steps" and ((table, key) not in gone or key in named):
            found |= _step_told(key, rest)
        elif table == "recovery":
            found |= {(table, key, *part): value for part, value in rest.items()}
            last = max((date.fromisoformat(cell[1]) for cell in there if cell[0] == "days"), default=BEGIN)
            found[table, key, "window_days"] = max(rest["window_days",], (last - BEGIN).days + 1)
        elif table == "pauses" and key in pauses:
            found |= {(table, key, *part): value for part, value in rest.items() if part != ("gone",)}
        elif table == "days":
            found |= _day_told(key, rest)
        elif table in ("products", "profile", *CARE) and (table, key) not in gone:
            found |= {(table, key, *part): value for part, value in rest.items() if part != ("gone",)}
    return found


def _outlived(book: Book, thing: Cell) -> bool:
    """Whether something was changed after it was taken away."""
    return book[*thing, "gone"][0] < max(moment for cell, (moment, _) in book.items() if cell[:2] == thing)


def _step_told(step_id: str, parts: dict[Cell, Any]) -> dict[Cell, Any]:
    found: dict[Cell, Any] = {}
    said = {name: value for (name,), value in parts.items()}
    for one in (str(day) for day in DAYS if str(day) >= said["begins"]):
        since = [" ", *sorted(part[:11] for part in said if part[10:11] == " " and part[:10] <= one)]
        found["on", one, step_id] = {
            name: next(
                (said[f"{begun}{name}"] for begun in reversed(since) if f"{begun}{name}" in said), NOTHING.get(name)
            )
            for name in FIELDS
        }
    return found


def _day_told(day: str, parts: dict[Cell, Any]) -> dict[Cell, Any]:
    marks = {part[1] for part in parts if part[0] == "mark"}
    lost = [
        f"{part[1]}: {value}" for part, value in sorted(parts.items()) if part[0] == "words" and part[1] not in marks
    ]
    found: dict[Cell, Any] = {
        ("days", day, *part): value for part, value in parts.items() if part[0] == "mark" or part[-1] in marks
    }
    skin = {part: value for part, value in parts.items() if part[0].startswith("skin")}
    found |= {("days", day, *part): value for part, value in skin.items()}
    lines = [line for text in lost for line in text.split("\n")]
    lines += [part[1] for part, value in parts.items() if part[0] == "note" and value]
    return found | {("days", day, "note", line): True for line in lines}


def found_in(recovery: Recovery) -> dict[Cell, Any]:
    """What a person finds in a recovery, in the same form, asked of the model day by day."""
    found = {cell: value for cell, value in cells(recovery).items() if cell[0] != "steps"}
    for step in recovery.routine.steps:
        known = {
            version.valid_from: {name: _plain(getattr(version, name)) for name in FIELDS} for version in step.versions
        }
        found |= {("on", str(day), step.id): known[version.valid_from] for day in DAYS if (version := step.on(day))}
    return found


def _plain(value: Any) -> Any:
    """A value as the file holds it."""
    if isinstance(value, Schedule):
        return {key: one for key, one in _plain(asdict(value)).items() if key not in ("stages", "around") or one}
    return msgspec.json.decode(msgspec.json.encode(value))


# ---------------------------------------------------------------------- a copy and what happens to it


@dataclass
class Life:
    """A copy of a recovery, its book, and what can be undone in it."""

    door: Repository
    book: Book
    merges: dict[str, Book] = field(default_factory=dict)
    """What the book said, of what was joined, before each merge (after it, once that was undone)."""
    number: int = 0

    def change(self, edit: Edit, at: datetime) -> None:
        """Change the copy; what is refused changes nothing."""
        before = self.door.load()
        self.number += 1
        with contextlib.suppress(BadInput):
            self._note(before, self.door.change(f"edit {self.number}", edit, at), at)

    def undo(self, at: datetime, step: Callable[[Repository], Callable[[datetime], tuple[Recovery, str]]]) -> None:
        """Undo or redo one change, where there is one."""
        before = self.door.load()
        with contextlib.suppress(BadInput):
            after, label = step(self.door)(at)
            if label in self.merges:
                self._put_back(label)
            else:
                self._note(before, after, at)

    def meet(self, other: Life, at: datetime) -> None:
        """Join another copy with this one."""
        before, known = self.door.load(), self.book
        self.number += 1
        after = self.door.merge(other.copy(), label := f"merge {self.number}", at)
        self.book = joined_books(known, other.book)
        if after != before:
            touched = {cell[:2] for cell in self.book if self.book[cell] != known.get(cell)}
            self.merges[label] = {cell: written for cell, written in known.items() if cell[:2] in touched}
            self.merges[label] |= {(*thing, "none"): (NEVER, None) for thing in touched}

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
            if cell[0] in NAMED and cell[:2] not in there:
                self._write((*cell[:2], "gone"), True, at, was)
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

    def _put_back(self, label: str) -> None:
        then, things = self.merges[label], {cell[:2] for cell in self.merges[label]}
        self.merges[label] = {cell: written for cell, written in self.book.items() if cell[:2] in things}
        self.merges[label] |= {(*thing, "none"): (NEVER, None) for thing in things}
        for thing in things:
            now = {cell: written for cell, written in self.book.items() if cell[:2] == thing}
            was = {cell: written for cell, written in then.items() if cell[:2] == thing and cell[2] != "none"}
            for cell in now:
                del self.book[cell]
            self.book |= was
            for cell, (moment, value) in now.items():
                if thing[0] == "days" and value is None and was.get(cell, (NEVER, None))[1] is None:
                    self.book[cell] = moment, None


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


def edit_of(kind: str, random: Random, text: str, at: datetime) -> Edit:
    """One thing that a person does; ``random`` decides to what."""
    day, later = random.choice(DAYS), random.choice(DAYS)
    anything = random.random()
    mark = Mark(
        random.choice(("done", "skipped")),
        at - timedelta(minutes=random.choice((0, 5))),
        "",
        random.choice(("", text)),
        random.choice((None, None, 2.5)),
    )
    changes: dict[str, Any] = random.choice(
        (
            {"product": text},
            {"product": "Oat"},
            {"cue": text},
            {"slot": random.choice(("morning", "evening"))},
            {"schedule": Schedule(later, "FREQ=DAILY;INTERVAL=2")},
            {"product": text, "required": False},
            {"hours": random.choice(("", "2 hours", "12 hours"))},
            {"most_per_day": random.choice((0, 2)), "hours": random.choice(("", "2 hours"))},
            {"schedule": Schedule(day, stages=random.choice(("2 days for 3 days, then day", "day for 1 week")))},
            {"schedule": Schedule(day, around=("procedure-1", -1, 2))},
        )
    )
    care = care_edit(random, text, day, later)

    def edit(state: Recovery) -> Recovery:
        steps = state.routine.steps
        step_id = steps[int(anything * len(steps))].id
        routine = state.routine
        match kind:
            case "mark":
                return state.marked(day, step_id, mark)
            case "untick":
                marked = sorted((one, key) for one, record in state.days.items() for key in record.marks)
                if not marked:
                    return state
                return state.marked(*marked[int(anything * len(marked))], None)
            case "note":
                return state.noted(day, random_text)
            case "words":
                marked = sorted((one, key) for one, record in state.days.items() for key in record.marks)
                if not marked:
                    return state
                where, key = marked[int(anything * len(marked))]
                return state.marked(where, key, replace(state.days[where].marks[key], note=random_text))
            case "pause":
                last = later if later >= day else None
                steps_of_it = (step_id,) if anything < 0.6 else ()
                return state.with_pause(Pause(day, last, steps_of_it, text, f"pause-{text}"))
            case "resume":
                return state.resumed(day)
            case "prolong":
                longer = [replace(one, last_day=max(later, one.first_day)) for one in state.pauses]
                return replace(state, pauses=tuple(longer))
            case "edit":
                return state.with_routine(routine.with_changes(step_id, day, **changes))
            case "end":
                ended = (routine.step(step_id).on(day) or routine.step(step_id).versions[0]).ended
                return state.with_routine((routine.with_return if ended else routine.with_end)(step_id, day))
            case "move":
                return state.with_routine(routine.with_move(step_id, day, 1 if anything < 0.5 else -1))
            case "add":
                name = "Serum" if anything < 0.7 else f"Serum {text}"
                new = StepVersion(day, "evening", "other", name, Schedule(day, "FREQ=DAILY"), product=text)
                return state.with_routine(routine.with_step(new))
            case "check-in":
                answers = {random_name: random_answer, "pus": anything < 0.5}
                return state.checked_in(
                    day, (state.record(day).skin or CheckIn()).with_answers(answers, at, random_text)
                )
            case "unanswer":
                checked = sorted(one for one, record in state.days.items() if record.skin)
                if not checked:
                    return state
                where = checked[int(anything * len(checked))]
                check_in = state.days[where].skin or CheckIn()
                every = dict.fromkeys(check_in.answers) if anything < 0.5 else {"pus": None}
                return state.checked_in(where, check_in.with_answers(every, at, "" if anything < 0.4 else None))
            case "shelf":
                return replace(state, products=(*state.products, Product(f"jar-{text}", text, introduced_on=day)))
            case "jar":
                if not state.products or anything < 0.3:
                    return replace(state, products=state.products[1:])
                jar = replace(state.products[0], brand=random_text, opened_on=later)
                return replace(state, products=(jar, *state.products[1:]))
            case "care":
                return care(state)
            case "profile":
                return replace(state, profile={"diabetes": anything < 0.5} if anything < 0.8 else {})
            case "name":
                return replace(state, name=f"Face {text}", day_starts_at=time(int(anything * 6)))
            case _:
                return replace(state, window_days=WINDOW + int(anything * 5))

    random_text = random.choice(("", text, text, "the same"))
    random_name, random_answer = random.choice(("redness", "swelling")), random.choice((0, 2, 4))
    return edit


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

"""A recovery as TinyDB documents and back: one for the recovery itself, one a step, a pause, a day, a product …"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from routine_tui.model.errors import BadInput, DamagedFile
from routine_tui.model.recovery.care import NO_CARE, Care
from routine_tui.model.recovery.diary import Day, Pause
from routine_tui.model.recovery.integrity import require_steps
from routine_tui.model.recovery.recovery import LONGEST_GROWN_DAYS, Expected, Recovery
from routine_tui.model.recovery.routine import Routine, Step
from routine_tui.model.text import clause_of
from routine_tui.store.document_parts import BEGUN, CARE, GONE, UNSEEN, Document, Table
from routine_tui.store.encoding import day_document, thing_document
from routine_tui.store.migrations import VERSION
from routine_tui.store.registers import content, is_spoken
from routine_tui.store.storage import Tables
from routine_tui.store.week_values import week_fields, week_values
from routine_tui.store.wholes import ended_with_courses, steps_of_courses, with_wholes

if TYPE_CHECKING:
    from routine_tui.model.recovery.calendar_entry import CalendarEntry

_IMPORTED: Final[Mapping[Table, tuple[str, str]]] = {
    "products": ("product", "Product"),
    "photos": ("photo", "Photo"),
    "clearances": ("clearance", "ClinicianOverride"),
    "visits": ("visit", "Visit"),
    "questions": ("visit", "Question"),
    "courses": ("course", "Course"),
    "procedures": ("procedure", "Procedure"),
    "sessions": ("procedure", "Session"),
    "background": ("background", "BackgroundAnswer"),
    "contacts": ("contact", "Contact"),
    "papers": ("paper", "Paper"),
    "calendar": ("calendar_entry", "CalendarEntry"),
}
"""Classes that are imported only where a file needs them: each one's module in ``model.recovery``, and its name."""


class DocumentChange(Struct, frozen=True):
    """One document of which the content changes."""

    table: Table
    key: str | int
    """1 for the recovery itself, a step's or a pause's id, a day's ordinal: the same in every copy."""
    document: Document | None
    """The new content; None where the thing is taken away."""


class About(msgspec.Struct, frozen=True):
    """What the one document of the table ``recovery`` says of the recovery itself."""

    version: int
    id: str
    name: str
    day_zero: date
    window_days: int
    """As it was chosen."""
    day_starts_at: time
    grown_days: int = 0
    """How long it grew by itself; 0 where it did not."""
    begun: date | None = None
    """The day on which it was begun here, which older files do not tell."""


class _Trait(msgspec.Struct, frozen=True):
    """One answer of the profile."""

    id: str
    value: int | bool


_FROM: Final = "from "
"""Begins the names of values of the recovery that say how much is expected from a day on."""
_HEART: Final[Mapping[Table, Any]] = {
    "recovery": About, "steps": Step, "pauses": Pause, "days": Day, "profile": _Trait
}  # fmt: skip
_OWN: Final[tuple[Table, ...]] = ("pauses", "products", "photos", "clearances")
"""Tables of a recovery's own fields of that name."""
_THINGS: Final[tuple[Table, ...]] = (*_OWN, *CARE, "calendar")


def documents(recovery: Recovery) -> dict[str, dict[int, Document]]:
    """Every document of a recovery, by table and id."""
    things: dict[str, Sequence[Any]] = {
        "steps": _stored_steps(recovery),
        **{table: _held(recovery, table) for table in _THINGS},
        "profile": _traits(recovery),
    }
    return {
        "recovery": {1: _about(recovery)},
        **{
            table: {number: thing_document(one) for number, one in enumerate(rows, 1)} for table, rows in things.items()
        },
        "days": {day.toordinal(): day_document(record) for day, record in sorted(recovery.days.items())},
    }


def calendar_changes(old: Recovery, entries: Sequence[CalendarEntry]) -> Iterator[DocumentChange]:
    """The documents that come to say what a calendar file holds; what other files held stays."""
    known = {one.id: one for one in old.calendar}
    for one in entries:
        if known.get(one.id) != one:
            yield DocumentChange("calendar", one.id, thing_document(one))


def changes(old: Recovery, new: Recovery) -> Iterator[DocumentChange]:
    """The documents in which two states of a recovery differ, as they are in the new one.

    What stands in calendar files is none of them: no change, and so no undo, takes that back.
    """
    if _about(old) != _about(new):
        yield DocumentChange("recovery", 1, _about(new))
    if old.routine is not new.routine:
        yield from _differing("steps", _stored_steps(old), _stored_steps(new))
    for table in (*_OWN, *CARE) if old.care is not new.care else _OWN:
        if (were := _held(old, table)) is not (are := _held(new, table)):
            yield from _differing(table, were, are)
    if old.profile is not new.profile:
        yield from _differing("profile", _traits(old), _traits(new))
    if old.days is not new.days:
        for day, record in new.days.items():
            if (before := old.days.get(day)) is not record and before != record:
                yield DocumentChange("days", day.toordinal(), day_document(record))
        for day in old.days.keys() - new.days.keys():
            yield DocumentChange("days", day.toordinal(), None)


def recovery_of(tables: Tables, where: object, later: bool = False) -> Recovery:
    """The recovery that tables hold. Raises DamagedFile, naming the place, where something is not as it must be.

    A window that ends before the last record, as two joined copies can leave it, reaches to that record. A step that
    was taken away while another copy marked or paused it is there. A pause that one copy ended before the day on which
    the other lets it begin is over. With ``later``, for what we wrote ourselves, visits,
    courses and the like are read when they are asked for.
    """
    try:
        about = msgspec.convert(tables["recovery"]["1"], About)
        tables = with_wholes(tables)
        days = _days(tables["days"])
        pauses, products, photos, clearances = (_things(tables, table) for table in _OWN)
        pauses = tuple(one for one in pauses if one.last_day is None or one.first_day <= one.last_day)
        named = {step_id for record in days for step_id in record.marks}.union(*(pause.step_ids for pause in pauses))
        named |= steps_of_courses(tables)
        steps = [row for row in _in_order(tables["steps"]) if not row.get(GONE) or row["id"] in named]
        kept = msgspec.convert(steps, tuple[Step, ...])
        require_steps(kept)
        _check_times(about, days)
        recovery = Recovery(
            about.id,
            about.name,
            about.day_zero,
            about.window_days,
            about.day_starts_at,
            Routine(tuple(ended_with_courses(kept, tables))),
            {record.day: record for record in days},
            pauses,
            products,
            photos,
            clearances,
            {trait.id: trait.value for trait in _things(tables, "profile")},
            _care(tables, where, later),
            _things(tables, "calendar"),
            afterwards=_expected(tables["recovery"]["1"]),
            begun=about.begun,
            **week_fields(tables["recovery"]["1"]),
        )
        needed = max(about.grown_days, max(map(recovery.offset, recovery.days), default=0) + 1)
        if needed > recovery.window_days:
            return replace(recovery, window_days=min(needed, LONGEST_GROWN_DAYS), planned_days=about.window_days)
        return recovery
    except KeyError as error:
        raise DamagedFile(where, f"it holds no recovery ({error} is missing)") from error
    except (msgspec.ValidationError, BadInput, ValueError, TypeError, AttributeError, OverflowError) as error:
        raise DamagedFile(where, clause_of(error)) from error


def reads_back_as(tables: Tables, recovery: Recovery) -> bool:
    """Whether reading the tables again would give this recovery: the same window, and no step that was taken away."""
    gone = {row["id"] for row in tables["steps"].values() if row.get(GONE)}
    about = tables["recovery"]["1"]
    window_days: int = max(about["window_days"], about.get("grown_days", 0))
    if any(one.last_day is not None and one.last_day < one.first_day for one in recovery.pauses):
        return False
    return window_days == recovery.window_days and gone.isdisjoint(step.id for step in recovery.routine.steps)


def kind_of(table: Table) -> Any:
    """The class of a table's documents, imported when it is first needed."""
    if table in _HEART:
        return _HEART[table]
    module, name = _IMPORTED[table]
    return getattr(import_module(f"routine_tui.model.recovery.{module}"), name)


def _care(tables: Tables, where: object, later: bool) -> Care:
    """What tables hold of care."""
    if not any(tables[name] for name in CARE):
        return NO_CARE
    if later:
        return Care.read_later({name: partial(_read_later, tables, name, where) for name in CARE if tables[name]})
    return Care(**{name: _things(tables, name) for name in CARE})


def _read_later(tables: Tables, table: Table, where: object) -> tuple[Any, ...]:
    """The things in a table, read when they are asked for. Raises DamagedFile where one is not as it must be."""
    try:
        return _things(tables, table)
    except (msgspec.ValidationError, BadInput, ValueError, TypeError, AttributeError) as error:
        raise DamagedFile(where, clause_of(error)) from error


def _held(recovery: Recovery, table: Table) -> tuple[Any, ...]:
    """The things of a recovery that a table keeps."""
    found: tuple[Any, ...] = getattr(recovery.care if table in CARE else recovery, table)
    return found


def _things(tables: Tables, table: Table) -> tuple[Any, ...]:
    """The things in a table, without those that were taken away."""
    rows = [row for row in _in_order(tables[table]) if not row.get(GONE)]
    found: tuple[Any, ...] = tuple(msgspec.convert(rows, list[kind_of(table)])) if rows else ()  # type: ignore[misc]
    return found


def _stored_steps(recovery: Recovery) -> tuple[Step, ...]:
    """The steps as they are written: as if no product had ended, since that is written once, with the product."""
    if not recovery.products:
        return recovery.routine.steps
    from routine_tui.model.recovery.linking import ends, with_ended

    over = ends(recovery.products, recovery.day_zero)
    return tuple(with_ended(step, over) for step in recovery.routine.steps) if over else recovery.routine.steps


def _traits(recovery: Recovery) -> tuple[_Trait, ...]:
    return tuple(_Trait(name, value) for name, value in sorted(recovery.profile.items()))


def _days(table: Mapping[str, Any]) -> list[Day]:
    said = {key: content("days", row) if UNSEEN in row or is_spoken(row) else row for key, row in table.items()}
    there = {key: row for key, row in said.items() if row is not None}  # two copies can each take back the other's half
    days = msgspec.convert(list(there.values()), list[Day])
    if any(str(record.day.toordinal()) != key for record, key in zip(days, there, strict=True)):
        raise ValueError("a day that is not the one of its document id")
    return [record for record in days if not record.is_empty]


def _check_times(about: About, days: list[Day]) -> None:
    if about.version < 1:
        raise ValueError("a version that never was")
    if about.day_starts_at.tzinfo is not None:
        raise ValueError("an hour with a UTC offset")
    if any(mark.at.tzinfo is None for record in days for mark in record.marks.values()):
        raise ValueError("a moment without its UTC offset")


def _about(recovery: Recovery) -> Document:
    grown = {"grown_days": recovery.window_days} if recovery.planned_days else {}
    expected = {f"{_FROM}{one.since}": one.choice for one in recovery.afterwards}
    return {
        "version": VERSION,
        "id": recovery.id,
        "name": recovery.name,
        "day_zero": recovery.day_zero.isoformat(),
        "window_days": recovery.chosen_days,
        "day_starts_at": recovery.day_starts_at.isoformat(),
        **({BEGUN: recovery.begun.isoformat()} if recovery.begun else {}),
        **grown,
        **expected,
        **(week_values(recovery) if recovery.weeks or recovery.quiet else {}),
    }


def _expected(about: Document) -> tuple[Expected, ...]:
    """How much is expected from which day on: each of it is a value of its own, so that two copies can add to it."""
    said = [{"since": key.removeprefix(_FROM), "choice": about[key]} for key in about if key.startswith(_FROM)]
    return msgspec.convert(said, tuple[Expected, ...]) if said else ()


def _differing(table: Table, old: Sequence[Any], new: Sequence[Any]) -> Iterator[DocumentChange]:
    before = {one.id: one for one in old}
    after = {one.id: one for one in new}
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            yield DocumentChange(table, key, thing_document(after[key]) if key in after else None)


def _in_order(table: Mapping[str, Any]) -> list[Any]:
    return [table[key] for key in sorted(table, key=int)]

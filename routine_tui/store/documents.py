"""A recovery as TinyDB documents and back: one for the recovery itself, one a step, one a pause, one a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

import msgspec

from routine_tui.model.diary import Day, Mark, Pause
from routine_tui.model.errors import BadInput, DamagedFile
from routine_tui.model.recovery import Recovery
from routine_tui.model.routine import Routine, Step
from routine_tui.store.migrations import VERSION
from routine_tui.store.storage import Tables

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One document that becomes another; None for one that is not there."""

    table: str
    document_id: int
    document: Document | None


class _About(msgspec.Struct, frozen=True):
    version: int
    id: str
    name: str
    day_zero: date
    window_days: int
    day_starts_at: time


def documents(recovery: Recovery) -> dict[str, dict[int, Document]]:
    """Every document of a recovery, by table and id."""
    return {
        "recovery": {1: _about(recovery)},
        "steps": {number: msgspec.to_builtins(step) for number, step in enumerate(recovery.routine.steps, 1)},
        "pauses": {number: msgspec.to_builtins(pause) for number, pause in enumerate(recovery.pauses, 1)},
        "days": {day.toordinal(): day_document(record) for day, record in sorted(recovery.days.items())},
    }


def changes(old: Recovery, new: Recovery) -> Iterator[Change]:
    """The documents in which two states of a recovery differ, as they are in the new one."""
    if _about(old) != _about(new):
        yield Change("recovery", 1, _about(new))
    if old.routine is not new.routine:
        yield from _list_changes("steps", old.routine.steps, new.routine.steps)
    if old.pauses is not new.pauses:
        yield from _list_changes("pauses", old.pauses, new.pauses)
    if old.days is not new.days:
        for day, record in new.days.items():
            if (before := old.days.get(day)) is not record and before != record:
                yield Change("days", day.toordinal(), day_document(record))
        for day in old.days.keys() - new.days.keys():
            yield Change("days", day.toordinal(), None)


def recovery_of(tables: Tables, where: object) -> Recovery:
    """The recovery that tables hold. Raises DamagedFile, naming the place, where something is not as it must be."""
    try:
        about = msgspec.convert(tables["recovery"]["1"], _About)
        steps = msgspec.convert(_in_order(tables["steps"]), tuple[Step, ...])
        pauses = msgspec.convert(_in_order(tables["pauses"]), tuple[Pause, ...])
        days = msgspec.convert(list(tables["days"].values()), list[Day])
        if any(str(record.day.toordinal()) != key for record, key in zip(days, tables["days"], strict=True)):
            raise ValueError("a day that is not the one of its document id")
        _check_steps(steps)
        _check_times(about, days)
        return Recovery(
            about.id,
            about.name,
            about.day_zero,
            about.window_days,
            about.day_starts_at,
            Routine(steps),
            {record.day: record for record in days},
            pauses,
        )
    except KeyError as error:
        raise DamagedFile(f"{where} is damaged: it holds no recovery ({error} is missing).") from error
    except (msgspec.ValidationError, BadInput, ValueError, TypeError, AttributeError) as error:
        raise DamagedFile(f"{where} is damaged: {str(error).rstrip('.')}.") from error


def _check_steps(steps: tuple[Step, ...]) -> None:
    if len({step.id for step in steps}) != len(steps):
        raise ValueError("two steps with one id")
    for step in steps:
        begun = [version.valid_from for version in step.versions]
        if not begun:
            raise ValueError("a step without a version")
        if begun != sorted(set(begun)):
            raise ValueError("versions of a step that are not in order")


def _check_times(about: _About, days: list[Day]) -> None:
    if about.version < 1:
        raise ValueError("a version that never was")
    if about.day_starts_at.tzinfo is not None:
        raise ValueError("an hour with a UTC offset")
    if any(mark.at.tzinfo is None for record in days for mark in record.marks.values()):
        raise ValueError("a moment without its UTC offset")


def day_document(record: Day) -> Document:
    """One day as a document; what is empty is left out, so that years of days stay small."""
    document: Document = {"day": record.day.isoformat()}
    document["marks"] = {step_id: _mark_document(mark) for step_id, mark in record.marks.items()}
    if record.note:
        document["note"] = record.note
    return document


def _mark_document(mark: Mark) -> Document:
    document: Document = {"state": mark.state, "at": mark.at.isoformat()}
    if mark.reason:
        document["reason"] = mark.reason
    if mark.note:
        document["note"] = mark.note
    return document


def _about(recovery: Recovery) -> Document:
    return {
        "version": VERSION,
        "id": recovery.id,
        "name": recovery.name,
        "day_zero": recovery.day_zero.isoformat(),
        "window_days": recovery.window_days,
        "day_starts_at": recovery.day_starts_at.isoformat(),
    }


def _list_changes(table: str, old: Sequence[object], new: Sequence[object]) -> Iterator[Change]:
    for number in range(1, max(len(old), len(new)) + 1):
        before = old[number - 1] if number <= len(old) else None
        after = new[number - 1] if number <= len(new) else None
        if before != after:
            yield Change(table, number, None if after is None else msgspec.to_builtins(after))


def _in_order(table: Mapping[str, Any]) -> list[Any]:
    return [table[key] for key in sorted(table, key=int)]

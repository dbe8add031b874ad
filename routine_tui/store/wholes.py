"""Things of several documents: a procedure with its sessions and steps, a course with its steps.

Where one copy took such a thing away and another one changed a part of it later, all of it is there again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Step
from routine_tui.model.text import clipped, short_day
from routine_tui.store.document_parts import FIXED, GONE, STAMPS, UNSEEN, Document, Table
from routine_tui.store.product_names import with_names
from routine_tui.store.registers import document_of_registers, registers
from routine_tui.store.stamps import Register
from routine_tui.store.storage import Tables

_SECOND = len("2026-11-22T12:00:00")
"""How much of a stamp tells what was taken away together."""


def with_wholes(tables: Tables) -> Tables:
    """Tables in which each procedure is there with its sessions and steps, or deleted together with them."""
    removed = {row["id"]: at for row in tables["procedures"].values() if (at := removed_at(row))}
    if not removed:
        return tables
    sessions = list(tables["sessions"].values())
    there = {row["id"] for row in tables["procedures"].values() if not row.get(GONE)}
    there |= {
        name
        for one in sessions
        if (name := one["procedure_id"]) in removed
        if not one.get(GONE) and _changed_at(one)[:_SECOND] > removed[name][:_SECOND]
    }
    back = {name: at for name, at in removed.items() if name in there}
    return tables | {
        "procedures": {key: _there(row) if row["id"] in back else row for key, row in tables["procedures"].items()},
        "sessions": {key: _session(row, back, removed) for key, row in tables["sessions"].items()},
        "steps": {key: _step(row, back) for key, row in tables["steps"].items()},
    }


def removed_at(row: Document) -> str | None:
    """When something was taken away, be it there again or not; None for what never was."""
    if row.get(GONE) or row.get(UNSEEN, {}).get(GONE):
        return str(row.get(STAMPS, {}).get(GONE, ""))
    return None


def _changed_at(session: Document) -> str:
    """The stamp of a session's last change."""
    return max(part.stamp for part in registers("sessions", session).values())


def _there(row: Document) -> Document:
    return {key: value for key, value in row.items() if key != GONE}


def _session(row: Document, back: dict[str, str], removed: dict[str, str]) -> Document:
    """A session, deleted or there again as its procedure is."""
    procedure, at = row["procedure_id"], removed_at(row)
    if procedure in removed and procedure not in back and _changed_at(row)[:_SECOND] < removed[procedure][:_SECOND]:
        return row | {GONE: True}
    return _there(row) if at and at[:_SECOND] == back.get(procedure, "")[:_SECOND] else row


def _step(row: Document, back: dict[str, str]) -> Document:
    """A step that replaces another around sessions: not ended, where the deletion that ended it was undone."""
    tied = {around[0] for version in row["versions"] if (around := version["schedule"].get("around"))}
    ends = {back[name][:_SECOND] for name in tied & back.keys()}
    parts = registers("steps", row) if ends else {}
    over = {name for name, part in parts.items() if name.endswith("ended") and part.stamp[:_SECOND] in ends}
    if not over:
        return row
    kept = {name: part for name, part in parts.items() if name not in over} | (
        {"ended": Register(parts["ended"].stamp, False)} if "ended" in over else {}
    )
    return with_names(document_of_registers("steps", {name: row[name] for name in FIXED["steps"]}, kept), row)


def brought_back(joined: Recovery, *copies: Tables) -> Iterator[str]:
    """The names of what is there although one of the copies had deleted it."""
    named: dict[Table, Sequence[tuple[str, str]]] = {
        "procedures": [(one.id, one.label) for one in joined.care.procedures],
        "courses": [(one.id, one.label) for one in joined.care.courses],
        "steps": [(one.id, one.versions[0].name) for one in joined.routine.steps],
        "products": [(one.id, one.label) for one in joined.products],
        "visits": [(one.id, f"the visit on {short_day(one.day)}") for one in joined.care.visits],
        "questions": [(one.id, one.text) for one in joined.care.questions],
        "contacts": [(one.id, f"the contact of {short_day(one.day)}") for one in joined.care.contacts],
        "papers": [(one.id, one.name) for one in joined.care.papers],
        "pauses": [(one.id, f"the pause from {short_day(one.first_day)}") for one in joined.pauses],
    }
    of_courses = joined.care.course_steps
    for table, things in named.items():
        gone = {row["id"] for tables in copies for row in tables[table].values() if row.get(GONE)}
        yield from (clipped(label) for name, label in things if name in gone and name not in of_courses)


def steps_of_courses(tables: Tables) -> set[str]:
    """The ids of the steps that courses hold."""
    return {step_id for row in tables["courses"].values() if not row.get(GONE) for step_id in row.get("step_ids", ())}


def ended_with_courses(steps: Iterable[Step], tables: Tables) -> Iterator[Step]:
    """Steps, those of a course that was ended not expected from its last day on, whoever added them to it."""
    ends: dict[str, date] = {}
    for row in tables["courses"].values():
        if (day := row.get("ended_on")) and not row.get(GONE):
            ends |= dict.fromkeys(row.get("step_ids", ()), date.fromisoformat(day))
    for step in steps:
        yield step.changed(ends[step.id], ended=True) if step.id in ends else step

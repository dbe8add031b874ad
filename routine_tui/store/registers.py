"""When each part of a document was last changed, so that copies of a recovery that meet again can be joined.

A document is taken apart into *registers*: what can change by itself, such as the mark of one step on one day, or the
product of a step from a day on. Each has a *stamp*, the moment of its last change (UTC); of two copies the later one
counts. What was taken away keeps its stamp, so that an older copy does not bring it back. Stamps are kept in the
document under ``changed``; those that follow from the document itself (a mark's own moment) are left out. What was
changed after it was taken away is there again. What a document cannot show of its registers it keeps under ``unseen``:
without that, who met whom first would decide.

This is a map of last-writer-wins registers (Shapiro et al., "A comprehensive study of Convergent and Commutative
Replicated Data Types", 2011): joining is commutative, associative and idempotent because taking the greater of two is.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple

import msgspec

from routine_tui.model.errors import BadInput
from routine_tui.store.document_parts import (
    FIXED,
    GONE,
    STAMPS,
    UNSEEN,
    Document,
    Table,
    content,
    document_of_values,
    shown_values,
    values_of,
)

_ALL: Final = ""
"""The key, among a document's stamps, of the stamp for all registers that have none of their own."""
_NEVER: Final = ""
"""The stamp of what was stored before there were stamps: it is earlier than every other one."""
_CHECK_IN: Final = ""
"""The key of the check-in's moment among the moments of a day's marks, which have step ids as keys."""


class Register(NamedTuple):
    """One part of a document that can change by itself."""

    stamp: str
    value: Any
    """None for what was taken away."""


Registers = dict[str, Register]


def stamp_at(moment: datetime) -> str:
    """A moment as a stamp; stamps sort as the moments do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


def require_stamps(document: Document) -> None:
    """Check the stamps of a document that somebody else wrote. Raises BadInput where one is no moment."""
    stamps = document.get(STAMPS, {})
    if not isinstance(stamps, dict) or not isinstance(document.get(UNSEEN, {}), dict):
        raise BadInput("the moments of its changes are no table.")
    for name, stamp in stamps.items():
        try:
            whole = isinstance(stamp, str) and stamp_at(_moment(stamp)) == stamp
        except ValueError:
            whole = False
        if not whole:
            raise BadInput(f"the moment at which “{name}” was changed is none.")


def require_parts(table: Table, document: Document) -> tuple[Document | None, Document | None]:
    """The content of a document that somebody else wrote, as it is, and after it was taken apart and put together.

    ``GONE`` is left out of both. Raises BadInput where the document cannot be taken apart, or has a stamp at the end of
    time, after which nothing could change it.
    """
    try:
        fixed = {name: document[name] for name in FIXED[table]}
        require_stamps(document)
        parts = registers(table, document)
        for part in parts.values():
            if part.stamp != _NEVER:
                _after(part.stamp)  # there has to be a later moment, at which it can be changed
        both = content(table, document), content(table, document_of_registers(table, fixed, parts))
        for said in both:
            (said or {}).pop(GONE, None)
        return both
    except (KeyError, ValueError, TypeError, AttributeError, OverflowError) as error:
        raise BadInput(f"a document of the table “{table}” cannot be told apart into what was changed when.") from error


def restamp(table: Table, present: Document | None, wanted: Document | None, at: datetime) -> Document | None:
    """The wanted document, in which every register that differs from the present document is stamped as changed now.

    Even with a clock that was set back, the new stamp is later than the one that it replaces. None where there is
    neither a present nor a wanted document.
    """
    known = present or wanted
    if known is None:
        return None
    before = registers(table, present) if present else {}
    shown = shown_values(table, present)
    after = values_of(table, wanted) if wanted else {} if table == "days" else shown | {GONE: True}
    fixed = {name: known[name] for name in FIXED[table]}
    document = document_of_registers(table, fixed, before | _differing(shown, after, before, at))
    if shown_values(table, document) == after:
        return document
    values = {name: register.value for name, register in before.items()}  # what was unseen came to light
    return document_of_registers(table, fixed, before | _differing(values, after, before, at))


def _differing(old: Mapping[str, Any], new: Mapping[str, Any], before: Registers, at: datetime) -> Registers:
    """The registers whose values differ, stamped as changed now."""
    names = [name for name in old.keys() | new.keys() if old.get(name) != new.get(name)]
    return {name: Register(_next(name, before, at), new.get(name)) for name in names}


def put_back(table: Table, present: Document | None, earlier: Document | None) -> Document | None:
    """The document that undoing a merge leaves: the earlier one, with its stamps, so that a merge can be repeated.

    On a day, a step that was ticked and unticked after the merge stays unticked, as that is newer than the merge. None
    where there was no document before the merge.
    """
    if table != "days" or present is None:
        return earlier
    now, then = registers(table, present), registers(table, earlier) if earlier else {}
    unticked = {name for name in now if now[name].value is None and (name not in then or then[name].value is None)}
    parts = then | {name: now[name] for name in unticked}
    return document_of_registers(table, {"day": present["day"]}, parts) if parts else None


def merge_copies(table: Table, one: Document, other: Document) -> Document:
    """Two copies of a document merged: of each register, the value that was changed later."""
    both = registers(table, one)
    for name, register in registers(table, other).items():
        both[name] = max(both.get(name, register), register, key=_rank)
    return document_of_registers(table, {name: one[name] for name in FIXED[table]}, both)


def registers(table: Table, document: Document) -> Registers:
    """The registers of a document; one that was taken away has a stamp and no value."""
    stamps: Mapping[str, str] = document.get(STAMPS, {})
    values = values_of(table, document) | document.get(UNSEEN, {})
    moments = _moments(document) if table == "days" else {}
    known = {
        name: Register(_stamp(name, stamps, moments), value) for name, value in values.items() if value is not None
    }
    gone = {name: Register(stamp, None) for name, stamp in stamps.items() if name not in known and name != _ALL}
    return known | gone


def document_of_registers(table: Table, fixed: Document, parts: Registers) -> Document:
    """The document that registers make up. A thing that was changed after it was taken away is there again."""
    values = {name: parts[name].value for name in sorted(parts) if parts[name].value is not None}
    stamps = {name: parts[name].stamp for name in sorted(parts)}
    there = GONE in values and stamps[GONE] < max(stamps.values())
    document = fixed | document_of_values(
        table, {name: value for name, value in values.items() if name != GONE or not there}
    )
    shown = values_of(table, document)
    names = sorted(values.keys() | shown.keys())
    if unseen := {name: values.get(name) for name in names if values.get(name) != shown.get(name)}:
        document[UNSEEN] = unseen
    if table != "days":
        begun = min((stamps[name] for name in values), default=_NEVER)
        kept = {_ALL: begun} if begun else {}
        kept |= {name: stamp for name, stamp in stamps.items() if name not in values or stamp != begun}
    else:
        moments = _moments(document)
        kept = {
            name: stamp for name, stamp in stamps.items() if name not in values or stamp != _stamp(name, {}, moments)
        }
    return document | {STAMPS: kept} if kept else document


def _rank(register: Register) -> tuple[str, bool, bytes]:
    """What registers are compared by: the stamp, and for equal stamps the value, so that every computer agrees."""
    return register.stamp, register.value is not None, msgspec.json.encode(register.value, order="deterministic")


def _next(name: str, before: Registers, at: datetime) -> str:
    """The stamp of a register that changes now: later than the stamps of what the change replaces.

    Taking a thing away replaces all of its registers.
    """
    now = stamp_at(at)
    replaced = before.values() if name == GONE else [before[name]] if name in before else []
    newest = max((register.stamp for register in replaced), default=_NEVER)
    return now if now > newest else _after(newest)


def _after(stamp: str) -> str:
    """The next stamp there is. Raises OverflowError at the end of time."""
    return stamp_at(_moment(stamp) + timedelta(microseconds=1))


def _moment(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp).astimezone(UTC)


def _stamp(name: str, stamps: Mapping[str, str], moments: Mapping[str, str]) -> str:
    """The stamp of a register: its own, else the moment of its mark or check-in, else that of the document."""
    if name in stamps:
        return stamps[name]
    kind, _, step_id = name.partition(":")
    key = _CHECK_IN if kind.startswith("skin") else step_id
    if kind in ("mark", "words", "skin", "skin at", "skin note") and key in moments:
        return stamp_at(datetime.fromisoformat(moments[key]))
    return stamps.get(_ALL, _NEVER)


def _moments(document: Document) -> dict[str, str]:
    """The moments in a day's document: of each mark, by step id, and of the check-in."""
    moments = {step_id: mark["at"] for step_id, mark in document.get("marks", {}).items()}
    if at := document.get("skin", {}).get("at"):
        moments[_CHECK_IN] = at
    return moments

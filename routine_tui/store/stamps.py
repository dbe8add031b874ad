"""When each part of a document was last changed, so that copies of a recovery that meet again can be joined.

A document is taken apart into *registers*: what can change by itself, such as the mark of one step on one day, or the
product of a step from a day on. Each has a *stamp*, the moment of its last change (UTC); of two copies the later one
counts. What was taken away keeps its stamp, so that an older copy does not bring it back. Stamps are kept in the
document under ``changed``; those that follow from the document itself (a mark's own moment) are left out.

This is a map of last-writer-wins registers (Shapiro et al., "A comprehensive study of Convergent and Commutative
Replicated Data Types", 2011): joining is commutative, associative and idempotent because taking the greater of two is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal, NamedTuple

import msgspec

from routine_tui.model.errors import BadInput

Table = Literal["recovery", "steps", "pauses", "days"]
Document = dict[str, Any]
STAMPS: Final = "changed"
GONE: Final = "gone"
"""Set in a step or a pause that was taken away: its document stays, so that another copy learns of it."""
_ALL: Final = ""
"""The stamp of every register of a document that has none of its own."""
_NEVER: Final = ""
"""Before every other stamp: from a file that kept none."""
_FIXED: Final[Mapping[Table, tuple[str, ...]]] = {
    "recovery": ("version", "id"),
    "steps": ("id",),
    "pauses": ("id",),
    "days": ("day",),
}
"""What tells a document from others, and never changes."""


class Register(NamedTuple):
    """One part of a document that can change by itself."""

    stamp: str
    value: Any
    """None for what was taken away."""


Registers = dict[str, Register]


def stamp_at(moment: datetime) -> str:
    """A moment as a stamp; stamps sort as the moments do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


def content(table: Table, document: Document | None) -> Document | None:
    """What a document says, without stamps; None for one that is not there or says nothing any more."""
    if document is None or document.get(GONE):
        return None
    if table != "days":
        return {key: value for key, value in document.items() if key != STAMPS}
    said = {key: value for key, value in document.items() if key not in (STAMPS, "words")}
    if lost := document.get("words"):  # notes of marks that another copy took away: kept with the day
        said["note"] = "\n".join([*filter(None, [said.get("note")]), *(f"{key}: {lost[key]}" for key in sorted(lost))])
    return said if said["marks"] or said.get("note") else None


def require_stamps(document: Document) -> None:
    """Raise BadInput where the stamps in a document that another hand wrote are none."""
    stamps = document.get(STAMPS, {})
    if not isinstance(stamps, dict):
        raise BadInput("the moments of its changes are no table.")
    for name, stamp in stamps.items():
        try:
            whole = isinstance(stamp, str) and stamp_at(_moment(stamp)) == stamp
        except ValueError:
            whole = False
        if not whole:
            raise BadInput(f"the moment at which “{name}” was changed is none.")


def require_parts(table: Table, document: Document) -> tuple[Document | None, Document | None]:
    """What a document says that another hand wrote, and what it says once taken apart and put together again.

    Raises BadInput where it cannot be taken apart, or could not be changed.
    """
    present = {GONE: False}
    try:
        said = content(table, document | present)
        fixed = {name: document[name] for name in _FIXED[table]}
        require_stamps(document)
        parts = registers(table, document)
        for part in parts.values():
            if part.stamp != _NEVER:
                _after(part.stamp)  # there has to be a later moment, at which it can be changed
        return said, content(table, document_of(table, fixed, parts) | present)
    except (KeyError, ValueError, TypeError, AttributeError, OverflowError) as error:
        raise BadInput(f"a document of the table “{table}” cannot be told apart into what was changed when.") from error


def restamped(table: Table, key: str, present: Document | None, wanted: Document | None, at: datetime) -> Document:
    """A document that says what is wanted, with what differs from the present one stamped as changed now.

    A clock that was set back does not make a change older than the one it replaces. ``key`` is the document's id.
    """
    now = stamp_at(at)
    before = registers(table, present) if present else {}
    if wanted is None:
        after = {} if table == "days" else _values(table, present or {}) | {GONE: True}
    else:
        after = _values(table, wanted)
    stamped = dict(before)
    for name in before.keys() | after.keys():
        old = before.get(name)
        if old is None:
            stamped[name] = Register(now, after[name])
        elif old.value != after.get(name):
            stamped[name] = Register(now if now > old.stamp else _after(old.stamp), after.get(name))
    fixed = present or wanted or {_FIXED[table][-1]: key}
    return document_of(table, {name: fixed[name] for name in _FIXED[table]}, stamped)


def joined(table: Table, one: Document, other: Document) -> Document:
    """Two copies of a document as one: of each register the one that was changed later."""
    both = registers(table, one)
    for name, register in registers(table, other).items():
        both[name] = max(both.get(name, register), register, key=_rank)
    return document_of(table, {name: one[name] for name in _FIXED[table]}, both)


def registers(table: Table, document: Document) -> Registers:
    """A document taken apart; what was taken away is there with its stamp and no value."""
    stamps: Mapping[str, str] = document.get(STAMPS, {})
    values = _values(table, document)
    marks = document.get("marks", {}) if table == "days" else {}
    known = {name: Register(_stamp(name, stamps, marks), value) for name, value in values.items()}
    gone = {name: Register(stamp, None) for name, stamp in stamps.items() if name not in values and name != _ALL}
    return known | gone


def document_of(table: Table, fixed: Document, parts: Registers) -> Document:
    """The document that registers make up."""
    values = {name: parts[name].value for name in sorted(parts) if parts[name].value is not None}
    if table == "days":
        document = fixed | _day(values)
    elif table == "steps":
        document = fixed | _step(values)
    else:
        document = fixed | values
    stamps = {name: parts[name].stamp for name in sorted(parts)}
    if table != "days":
        begun = min((stamps[name] for name in values), default=_NEVER)
        kept = {_ALL: begun} if begun else {}
        kept |= {name: stamp for name, stamp in stamps.items() if name not in values or stamp != begun}
    else:
        marks = document["marks"]
        kept = {name: stamp for name, stamp in stamps.items() if name not in values or stamp != _stamp(name, {}, marks)}
    return document | {STAMPS: kept} if kept else document


def _rank(register: Register) -> tuple[str, bool, bytes]:
    """Later is greater; of two changes at one moment, the same one on every computer."""
    return register.stamp, register.value is not None, msgspec.json.encode(register.value, order="deterministic")


def _after(stamp: str) -> str:
    """The next stamp there is."""
    return stamp_at(_moment(stamp) + timedelta(microseconds=1))


def _moment(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp).astimezone(UTC)


def _stamp(name: str, stamps: Mapping[str, str], marks: Mapping[str, Any]) -> str:
    if name in stamps:
        return stamps[name]
    kind, _, step_id = name.partition(":")
    if kind in ("mark", "words") and step_id in marks:
        return stamp_at(datetime.fromisoformat(marks[step_id]["at"]))
    return stamps.get(_ALL, _NEVER)


# ---------------------------------------------------------------------- documents and their registers


def _values(table: Table, document: Document) -> dict[str, Any]:
    if table == "days":
        return dict(_day_values(document))
    if table == "steps":
        return dict(_step_values(document))
    return {key: value for key, value in document.items() if key not in (*_FIXED[table], STAMPS) and value is not None}


def _day_values(document: Document) -> Iterator[tuple[str, Any]]:
    """The day's note, and for each step its mark and the note of that mark."""
    if document.get("note"):
        yield "note", document["note"]
    for step_id, mark in document.get("marks", {}).items():
        yield f"mark:{step_id}", {key: value for key, value in mark.items() if key != "note"}
        if mark.get("note"):
            yield f"words:{step_id}", mark["note"]
    for step_id, words in document.get("words", {}).items():
        yield f"words:{step_id}", words


def _day(values: Mapping[str, Any]) -> Document:
    marks: dict[str, Any] = {}
    lost: dict[str, str] = {}
    for name, value in values.items():  # in order: marks come before words
        kind, _, step_id = name.partition(":")
        if kind == "mark":
            marks[step_id] = dict(value)
        elif kind == "words" and step_id in marks:
            marks[step_id]["note"] = value
        elif kind == "words":
            lost[step_id] = value
    document: Document = {"marks": marks}
    if "note" in values:
        document["note"] = values["note"]
    return document | {"words": lost} if lost else document


def _step_values(document: Document) -> Iterator[tuple[str, Any]]:
    """What the step began with, and what was different from a day on: two copies can each change another field.

    ``FIELD`` is its value from the beginning, ``DAY FIELD`` that from a day on, ``DAY`` says that it has a version.
    """
    if document.get(GONE):
        yield GONE, True
    before: Document | None = None
    for version in document.get("versions", ()):
        if before is None:
            yield "begins", version["valid_from"]
            yield from ((key, value) for key, value in version.items() if key != "valid_from")
        else:
            day = version["valid_from"]
            yield day, True
            for key, value in version.items():
                if key != "valid_from" and value != before.get(key):
                    yield f"{day} {key}", value
        before = version


def _step(values: Mapping[str, Any]) -> Document:
    first = {key: value for key, value in values.items() if key[:1].isalpha() and key not in ("begins", GONE)}
    versions = [{"valid_from": values["begins"]} | first]
    for day in sorted({key[:10] for key in values if not key[:1].isalpha()}):
        changes = {key[11:]: value for key, value in values.items() if key.startswith(f"{day} ")}
        if day <= values["begins"]:
            versions[0] |= changes
        else:
            versions.append(versions[-1] | changes | {"valid_from": day})
    return {"versions": versions} | ({GONE: True} if values.get(GONE) else {})

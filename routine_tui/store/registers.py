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

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal, NamedTuple

import msgspec

from routine_tui.model.errors import BadInput

Table = Literal[
    "recovery", "steps", "pauses", "days", "products", "photos", "clearances", "profile",
    "visits", "questions", "courses", "procedures", "sessions", "background",
]  # fmt: skip
CARE: Final[tuple[Table, ...]] = ("visits", "questions", "courses", "procedures", "sessions", "background")
"""Tables of what a recovery holds under ``care``."""
NAMED: Final[tuple[Table, ...]] = ("steps", "pauses", "products", "photos", "clearances", "profile", *CARE)
"""Tables whose documents are known by an id in them; TinyDB's numbers may differ from copy to copy."""
Document = dict[str, Any]
NEW_IN_STEPS: Final[Mapping[str, Any]] = {"hours": "", "most_per_day": 0}
"""Fields that a step's versions have only from the first one on that says something there, and what nothing is."""
STAMPS: Final = "changed"
GONE: Final = "gone"
"""Set in a step or a pause that was taken away: its document stays, so that another copy learns of it."""
UNSEEN: Final = "unseen"
"""Values of registers that the rest of the document does not show: a note whose mark another copy took away, a product
from a day on that is now the one of the days before. None stands for a register without a value."""
_ALL: Final = ""
"""The stamp of every register of a document that has none of its own."""
_NEVER: Final = ""
"""Before every other stamp: from a file that kept none."""
_CHECK_IN: Final = ""
"""Where the moment of a day's check-in stands among those of its marks: no step has such an id."""
_FIXED: Final[Mapping[Table, tuple[str, ...]]] = {
    "recovery": ("version", "id"),
    "days": ("day",),
    **dict.fromkeys(NAMED, ("id",)),
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
    """What a document says, without stamps; None for one that is not there, and for a day on which nothing is left.

    Notes of marks that another copy took away are told in the note of the day.
    """
    if document is None:
        return None
    said = {key: value for key, value in document.items() if key not in (STAMPS, UNSEEN)}
    if table != "days":
        return said
    if unseen := document.get(UNSEEN):
        words = sorted(name for name in unseen if name.startswith("words:"))
        lost = (f"{name.removeprefix('words:')}: {unseen[name]}" for name in words)
        said["note"] = "\n".join([*filter(None, [said.get("note")]), *lost])
    return said if said["marks"] or said.get("note") or said.get("skin") else None


def require_stamps(document: Document) -> None:
    """Raise BadInput where the stamps in a document that another hand wrote are none."""
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
    """What a document says that another hand wrote, and what it says once taken apart and put together again.

    Whether it was taken away is left out of both. Raises BadInput where it cannot be taken apart, or could not be
    changed.
    """
    try:
        fixed = {name: document[name] for name in _FIXED[table]}
        require_stamps(document)
        parts = registers(table, document)
        for part in parts.values():
            if part.stamp != _NEVER:
                _after(part.stamp)  # there has to be a later moment, at which it can be changed
        both = content(table, document), content(table, document_of(table, fixed, parts))
        for said in both:
            (said or {}).pop(GONE, None)
        return both
    except (KeyError, ValueError, TypeError, AttributeError, OverflowError) as error:
        raise BadInput(f"a document of the table “{table}” cannot be told apart into what was changed when.") from error


def restamped(table: Table, present: Document | None, wanted: Document | None, at: datetime) -> Document | None:
    """A document that says what is wanted, with what differs from the present one stamped as changed now.

    A clock that was set back does not make a change older than the one it replaces. None where nothing is there and
    nothing is wanted.
    """
    known = present or wanted
    if known is None:
        return None
    before = registers(table, present) if present else {}
    shown = _shown(table, present)
    after = _values(table, wanted) if wanted else {} if table == "days" else shown | {GONE: True}
    fixed = {name: known[name] for name in _FIXED[table]}
    document = document_of(table, fixed, before | _differing(shown, after, before, at))
    if _shown(table, document) == after:
        return document
    values = {name: register.value for name, register in before.items()}  # what was unseen came to light
    return document_of(table, fixed, before | _differing(values, after, before, at))


def _differing(old: Mapping[str, Any], new: Mapping[str, Any], before: Registers, at: datetime) -> Registers:
    """The registers that are not as they were, changed now."""
    names = [name for name in old.keys() | new.keys() if old.get(name) != new.get(name)]
    return {name: Register(_next(name, before, at), new.get(name)) for name in names}


def put_back(table: Table, present: Document | None, earlier: Document | None) -> Document | None:
    """A document as it was before another copy was joined with it, so that joining it again brings the same again.

    On a day what was ticked and unticked since stays unticked for every copy: that is newer than the joining. None
    where the document was not there.
    """
    if table != "days" or present is None:
        return earlier
    now, then = registers(table, present), registers(table, earlier) if earlier else {}
    unticked = {name for name in now if now[name].value is None and (name not in then or then[name].value is None)}
    parts = then | {name: now[name] for name in unticked}
    return document_of(table, {"day": present["day"]}, parts) if parts else None


def merged(table: Table, one: Document, other: Document) -> Document:
    """Two copies of a document as one: of each register the one that was changed later."""
    both = registers(table, one)
    for name, register in registers(table, other).items():
        both[name] = max(both.get(name, register), register, key=_rank)
    return document_of(table, {name: one[name] for name in _FIXED[table]}, both)


def registers(table: Table, document: Document) -> Registers:
    """A document taken apart; what was taken away is there with its stamp and no value."""
    stamps: Mapping[str, str] = document.get(STAMPS, {})
    values = _values(table, document) | document.get(UNSEEN, {})
    moments = _moments(document) if table == "days" else {}
    known = {
        name: Register(_stamp(name, stamps, moments), value) for name, value in values.items() if value is not None
    }
    gone = {name: Register(stamp, None) for name, stamp in stamps.items() if name not in known and name != _ALL}
    return known | gone


def document_of(table: Table, fixed: Document, parts: Registers) -> Document:
    """The document that registers make up. What was changed after it was taken away is there."""
    values = {name: parts[name].value for name in sorted(parts) if parts[name].value is not None}
    stamps = {name: parts[name].stamp for name in sorted(parts)}
    there = GONE in values and stamps[GONE] < max(stamps.values())
    document = fixed | _document(table, {name: value for name, value in values.items() if name != GONE or not there})
    shown = _values(table, document)
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
    """Later is greater; of two changes at one moment, the same one on every computer."""
    return register.stamp, register.value is not None, msgspec.json.encode(register.value, order="deterministic")


def _next(name: str, before: Registers, at: datetime) -> str:
    """The stamp of a register that is changed now: later than what it replaces, which may be the whole document."""
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
    """The stamp of a register: its own, or that of the moment which its mark or its check-in names."""
    if name in stamps:
        return stamps[name]
    kind, _, step_id = name.partition(":")
    key = _CHECK_IN if kind.startswith("skin") else step_id
    if kind in ("mark", "words", "skin", "skin at", "skin note") and key in moments:
        return stamp_at(datetime.fromisoformat(moments[key]))
    return stamps.get(_ALL, _NEVER)


def _moments(document: Document) -> dict[str, str]:
    """The moments that a day names itself: those of its marks by step, and that of its check-in."""
    moments = {step_id: mark["at"] for step_id, mark in document.get("marks", {}).items()}
    if at := document.get("skin", {}).get("at"):
        moments[_CHECK_IN] = at
    return moments


# ---------------------------------------------------------------------- documents and their registers


def _shown(table: Table, document: Document | None) -> dict[str, Any]:
    """The values that a document shows to a person."""
    return _values(table, content(table, document) or {})


def _values(table: Table, document: Document) -> dict[str, Any]:
    if table == "days":
        return dict(_day_values(document))
    if table == "steps":
        return dict(_step_values(document))
    apart = (*_FIXED[table], STAMPS, UNSEEN)
    return {key: value for key, value in document.items() if key not in apart and value is not None}


def _document(table: Table, values: Mapping[str, Any]) -> Document:
    return _day(values) if table == "days" else _step(values) if table == "steps" else dict(values)


def _day_values(document: Document) -> Iterator[tuple[str, Any]]:
    """The day's note, for each step its mark and the note of that mark, and each answer of the check-in."""
    if document.get("note"):
        yield "note", document["note"]
    if skin := document.get("skin"):
        for key, value in skin.items():
            if key != "answers":
                yield f"skin {key}", value
        for name, answer in skin.get("answers", {}).items():
            yield f"skin:{name}", answer
    for step_id, mark in document.get("marks", {}).items():
        yield f"mark:{step_id}", {key: value for key, value in mark.items() if key != "note"}
        if mark.get("note"):
            yield f"words:{step_id}", mark["note"]


def _day(values: Mapping[str, Any]) -> Document:
    marks: dict[str, Any] = {}
    skin: dict[str, Any] = {}
    for name, value in values.items():  # in order: marks come before words
        kind, _, key = name.partition(":")
        if kind == "mark":
            marks[key] = dict(value)
        elif kind == "words" and key in marks:
            marks[key]["note"] = value
        elif kind == "skin":
            skin.setdefault("answers", {})[key] = value
        elif kind.startswith("skin "):
            skin[kind[5:]] = value
    note = {"note": values["note"]} if "note" in values else {}
    return {"marks": marks} | note | ({"skin": {"answers": {}} | skin} if skin.keys() - {"at"} else {})


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
                if key != "valid_from" and value != before.get(key, NEW_IN_STEPS.get(key)):
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

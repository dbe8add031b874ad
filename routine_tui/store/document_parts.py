"""A document taken apart into named values, each of which can change by itself, and put together again.

Such a value is the mark of one step on one day, the note of that mark, or the product of a step from a day on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

Table = Literal[
    "recovery", "steps", "pauses", "days", "products", "photos", "clearances", "profile",
    "visits", "questions", "courses", "procedures", "sessions", "background", "calendar",
]  # fmt: skip
CARE: Final[tuple[Table, ...]] = ("visits", "questions", "courses", "procedures", "sessions", "background")
"""Tables of what a recovery holds under ``care``."""
NAMED: Final[tuple[Table, ...]] = ("steps", "pauses", "products", "photos", "clearances", "profile", *CARE, "calendar")
"""Tables whose documents are known by an id in them; TinyDB's numbers may differ from copy to copy."""
Document = dict[str, Any]
NEW_IN_STEPS: Final[Mapping[str, Any]] = {"hours": "", "most_per_day": 0}
"""Fields newer than the first files, with their empty values. A step's versions have such a field only from the first
version on in which it is not empty."""
STAMPS: Final = "changed"
GONE: Final = "gone"
"""The key in the document of a thing that was taken away; the document stays, so that a merge tells other copies."""
UNSEEN: Final = "unseen"
"""The key of values that the rest of the document does not show: the note of a mark that another copy took away, a
product that a step has from a day on and had before that day already. None stands for a register without a value."""
FIXED: Final[Mapping[Table, tuple[str, ...]]] = {
    "recovery": ("version", "id"),
    "days": ("day",),
    **dict.fromkeys(NAMED, ("id",)),
}
"""The keys that identify a document; their values never change."""


def content(table: Table, document: Document | None) -> Document | None:
    """A document without its stamps; None where there is no document, and for a day with nothing recorded.

    Where another copy took a mark away, the note of that mark is added to the day's note.
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


def shown_values(table: Table, document: Document | None) -> dict[str, Any]:
    """The values of a document's content, by name."""
    return values_of(table, content(table, document) or {})


def values_of(table: Table, document: Document) -> dict[str, Any]:
    """A document taken apart: each value that can change by itself, by the name of its register."""
    if table == "days":
        return dict(_day_values(document))
    if table == "steps":
        return dict(_step_values(document))
    apart = (*FIXED[table], STAMPS, UNSEEN)
    return {key: value for key, value in document.items() if key not in apart and value is not None}


def document_of_values(table: Table, values: Mapping[str, Any]) -> Document:
    """The document that values make up, without the keys that identify it."""
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
    """The fields of a step's first version, and for each later version the fields that are new in it.

    ``FIELD`` names a value of the first version, ``DAY FIELD`` one that is valid from a day on, and ``DAY`` says that
    there is a version from that day on. So two copies can each change another field.
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

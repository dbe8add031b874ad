"""A document taken apart into named values, each of which can change by itself, and put together again.

Such a value is the mark of one step on one day, a line of its note, or the product of a step from a day on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, Literal

from routine_tui.model.recovery.diary import MOST_TIMES
from routine_tui.store.note_lines import keyed_lines, line_values, notes_of

Table = Literal[
    "recovery", "steps", "pauses", "days", "products", "photos", "clearances", "profile",
    "visits", "questions", "courses", "procedures", "sessions", "background", "contacts",
    "papers", "calendar",
]  # fmt: skip
CARE: Final[tuple[Table, ...]] = (
    "visits", "questions", "courses", "procedures", "sessions", "background", "contacts", "papers",
)  # fmt: skip
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
LISTS: Final[Mapping[Table, tuple[str, ...]]] = {
    "courses": ("step_ids", "reviews"),
    "visits": ("ready",),
    "pauses": ("step_ids",),
    "sessions": ("placed",),
    "procedures": ("around",),
    "products": ("reactions",),
    "background": ("text",),
}
"""Fields that hold lists, or a text of lines: each element can come and go by itself."""
ANSWERS: Final[tuple[Table, ...]] = ("background", "profile")
"""Tables of answers that two copies can each give by themselves under one id. Such an answer is there while a part of
it is: whoever takes theirs back takes nothing back of the other."""
PRIVATE: Final = "private"
"""Whether a thing stays out of what is shared; of an answer this stays said once it is taken back."""
_LEFT_OUT: Final[tuple[Table, ...]] = ("products",)
"""Tables in which a list without elements is left out, as it is newer than they are."""
BEGUN: Final = "begun"
"""The day on which a recovery was begun: of two copies that tell it the earlier day counts, whoever told it last."""
_SINCE: Final = "valid_from"
_NO_MORE: Final = ""
"""What stands for something that rests no more from a day on."""


def values_of(table: Table, document: Document) -> dict[str, Any]:
    """A document taken apart: each value that can change by itself, by the name of its register."""
    if table == "days":
        return dict(_day_values(document))
    if table == "steps":
        return dict(_step_values(document))
    if table in ANSWERS and document.get(GONE):
        return {name: document[name] for name in (PRIVATE, GONE) if document.get(name) is not None}
    apart = (*FIXED[table], STAMPS, UNSEEN, *LISTS.get(table, ()))
    values = {key: value for key, value in document.items() if key not in apart and value is not None}
    if table == "background" and not values.get(PRIVATE):
        values.pop(PRIVATE, None)  # nobody said so: it is no word against another copy's that it is private
    for name in LISTS.get(table, ()):
        if table == "background":
            values |= dict(_keyed_values(name, dict(keyed_lines(document.get(name) or ""))))
        elif name in document or table == "pauses":
            values |= (
                _rest_values(document[name]) if name == "around" else _list_values(table, name, document.get(name, []))
            )
    return values


def document_of_values(table: Table, values: Mapping[str, Any]) -> Document:
    """The document of some values; it is gone where all that it was about has gone, element by element."""
    if table == "days":
        return _day(values)
    if table == "steps":
        return _step(values)
    lists = LISTS.get(table, ())
    document = {name: value for name, value in values.items() if not name.startswith(_starts(lists))} if lists else {}
    for name in lists:
        found = _rests(values) if name == "around" else _list(name, values)
        if table == "background":
            document[name] = "\n".join(found)
        elif found or table not in _LEFT_OUT:
            document[name] = found
        if table == "pauses" and not found and f"{name}:" not in values:
            document[GONE] = True  # an empty list would mean every step
        if table == "sessions" and not found:
            document[name] = [{_SINCE: "0001-01-01", "day": None}]
    return document or dict(values)


def _starts(lists: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{name}{mark}" for name in lists for mark in ": ")


def is_of(name: str, field: str) -> bool:
    """Whether a value is an element of a list, or tells the order in it."""
    return name.startswith((f"{field}:", f"{field} "))


def _list_values(table: Table, name: str, elements: list[Any]) -> Iterator[tuple[str, Any]]:
    """Each element of a list under its own name, and their order where it is not that of the names."""
    if table == "pauses" and not elements:
        yield f"{name}:", _NO_MORE  # every step
    yield from _keyed_values(name, _keyed(elements, _key))


def _keyed_values(name: str, keyed: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield from ((f"{name}:{key}", element) for key, element in keyed.items())
    if list(keyed) != sorted(keyed):
        yield f"{name} order", list(keyed)


def _key(element: Any) -> str:
    if isinstance(element, dict):
        return str(element[_SINCE]) if _SINCE in element else f"{element['day']} {element['what']}"
    return str(element)


def _keyed(elements: list[Any], key: Callable[[Any], str]) -> dict[str, Any]:
    """Elements by their keys; one that says the same again has a number."""
    found: dict[str, Any] = {}
    for element in elements:
        name, number = key(element), 1
        while (unique := name if number == 1 else f"{name}#{number}") in found:
            number += 1
        found[unique] = element
    return found


def _list(name: str, values: Mapping[str, Any]) -> list[Any]:
    start = f"{name}:"
    found = {key[len(start) :]: value for key, value in values.items() if key.startswith(start) and key != start}
    return [] if start in values else _ordered(found, values.get(f"{name} order", ()))


def _ordered(found: Mapping[str, Any], order: Iterable[str]) -> list[Any]:
    places = {key: place for place, key in enumerate(order)}
    return [found[key] for key in sorted(found, key=lambda key: (places.get(key, len(places)), key))]


def _rest_values(history: list[Any]) -> Iterator[tuple[str, Any]]:
    """What rests around sessions, from a day on: what is different from the days before."""
    before: dict[str, Any] = {}
    for since in history:
        name = f"around {since[_SINCE]}"
        now = _keyed(since["around"], lambda one: str(one["target"]))
        yield name, True
        yield from ((f"{name}:{key}", value) for key, value in now.items() if before.get(key) != value)
        yield from ((f"{name}:{key}", _NO_MORE) for key in before.keys() - now.keys())
        if list(now) != sorted(now):
            yield f"{name} order", list(now)
        before = now


def _rests(values: Mapping[str, Any]) -> list[Any]:
    now: dict[str, Any] = {}
    history = []
    for day in sorted({name[7:17] for name in values if name.startswith("around ")}):
        start = f"around {day}:"
        now |= {name[len(start) :]: value for name, value in values.items() if name.startswith(start)}
        now = {key: value for key, value in now.items() if value != _NO_MORE}
        history.append({_SINCE: day, "around": _ordered(now, values.get(f"around {day} order", ()))})
    return history


def still_so(table: Table, old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Values of what rests around sessions that are gone from a procedure only because earlier days now say the same.

    Nobody changed them, so they get no stamp. It comes about by the first change of what rests: that writes down, too,
    how it was before.
    """
    if table != "procedures":
        return {}
    found = {}
    for name, value in old.items():
        if name in new or name[:17] not in new or name[:7] != "around " or name[17:18] != ":":
            continue
        told = {other[7:17]: new[other] for other in new if other[:7] == name[:7] and other[17:] == name[17:]}
        before = [day for day in told if day < name[7:17]]
        if (told[max(before)] if before else _NO_MORE) == value:
            found[name] = value
    return found


def _day_values(document: Document) -> Iterator[tuple[str, Any]]:
    """The lines of the day's note, for each step its mark and the lines of its note, and each answer of each look."""
    if note := document.get("note"):
        yield from line_values(note)
    for look in document.get("skin", {}).get("looks", ()):
        yield from _look_values(look)
    for step_id, mark in document.get("marks", {}).items():
        taken, note = mark.get("taken", ()), mark.get("note")
        apart = ("note", "taken", "amount") if taken and sum(one["times"] for one in taken) > 1 else ("note", "taken")
        yield f"mark:{step_id}", {key: value for key, value in mark.items() if key not in apart}
        for one in taken:
            yield f"taken:{step_id}@{one['at']}", one["times"]
        if note:
            yield from line_values(note, step_id)


def _look_values(look: Document) -> Iterator[tuple[str, Any]]:
    """What was said in one look, known by its moment."""
    at = look.get("at", "")
    for name, answer in look.get("answers", {}).items():
        yield f"skin:{name}@{at}", answer
    if "spoken" in look:
        yield f"skin:contacted@{at}", look["spoken"]  # a yes, with what a clinician had heard by then
    if look.get("note"):
        yield f"skin note@{at}", look["note"]
    for name, place in look.get("places", {}).items():
        yield f"skin place:{name}@{at}", place


def _looks(values: Mapping[str, Any]) -> list[Document]:
    """The looks at the skin, each where something was answered or noted; a place alone says nothing."""
    looks: dict[str, Document] = {}
    for name, value in values.items():
        if not name.startswith("skin"):
            continue
        told, _, at = name.rpartition("@")
        look = looks.setdefault(at, ({"at": at} if at else {}) | {"answers": {}})
        kind, _, key = told.partition(":")
        if kind == "skin place":
            look.setdefault("places", {})[key] = value
        elif kind == "skin note":
            look["note"] = value
        elif isinstance(value, dict):
            look["spoken"] = value
        else:
            look["answers"][key] = value
    return [looks[at] for at in sorted(looks) if looks[at]["answers"] or looks[at].keys() & {"note", "spoken"}]


def _day(values: Mapping[str, Any]) -> Document:
    marks: dict[str, Any] = {}
    for name, value in values.items():  # in order: marks come before what was taken
        kind, _, key = name.partition(":")
        if kind == "mark":
            marks[key] = dict(value)
        elif kind == "taken":
            step_id, _, at = key.rpartition("@")
            if marks.get(step_id, {}).get("state") == "done":
                marks[step_id].setdefault("taken", []).append({"at": at, "times": value})
    for mark in marks.values():
        if "taken" in mark and (times := sum(one["times"] for one in mark["taken"])) > 1:
            mark["amount"] = float(min(times, MOST_TIMES))
    notes = notes_of(values)
    for step_id in notes.keys() & marks.keys():
        marks[step_id]["note"] = notes[step_id]
    note, looks = notes.get(""), _looks(values)
    return {"marks": marks} | ({"note": note} if note else {}) | ({"skin": {"looks": looks}} if looks else {})


def _step_values(document: Document) -> Iterator[tuple[str, Any]]:
    """The fields of a step's first version, and for each later version the fields that are new in it.

    ``FIELD`` names a value of the first version, ``DAY FIELD`` one that is valid from a day on, and ``DAY`` says that
    there is a version from that day on. So two copies can each change another field.
    """
    if document.get(GONE):
        yield GONE, True
    before: Document | None = None
    for version in map(_by_product, document.get("versions", ())):
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


def _by_product(version: Document) -> Document:
    """A version that names its product by a list of its id, where it has one, and no longer by its name."""
    if not version.get("product_id"):
        return version
    return {key: value for key, value in version.items() if key != "product_id"} | {"product": [version["product_id"]]}


def _by_name(version: Document) -> Document:
    product = version.get("product")
    return version | {"product": "", "product_id": product[0]} if isinstance(product, list) else version


def _step(values: Mapping[str, Any]) -> Document:
    first = {key: value for key, value in values.items() if key[:1].isalpha() and key not in ("begins", GONE)}
    versions = [{"valid_from": values["begins"]} | first]
    for day in sorted({key[:10] for key in values if not key[:1].isalpha()}):
        changes = {key[11:]: value for key, value in values.items() if key.startswith(f"{day} ")}
        if day <= values["begins"]:
            versions[0] |= changes
        else:
            versions.append(versions[-1] | changes | {"valid_from": day})
    return {"versions": [*map(_by_name, versions)]} | ({GONE: True} if values.get(GONE) else {})

"""What lives of documents are compared with: a book in which the newest word on each thing stands."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
from msgspec.structs import asdict

from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.store.document_parts import CARE, LISTS

BEGIN = date(2026, 11, 1)
WINDOW = 14
DAYS = [BEGIN + timedelta(days=offset) for offset in range(WINDOW)]
NEVER = datetime.min.replace(tzinfo=UTC)
FIELDS = [name for name in StepVersion.__struct_fields__ if name != "valid_from"]
NOTHING = {"hours": "", "most_per_day": 0}
"""What a step says in fields that most steps have nothing of."""
ANSWERS = ("background", "profile")
"""Tables of what somebody answered: who takes an answer back takes their own words back, not what another copy says."""
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
            found |= {(table, thing.id, name, one): True for name in flat for one in _elements(getattr(thing, name))}
            alone = [name for name in thing.__struct_fields__[1:] if name not in lists]
            found |= {(table, thing.id, name): _plain(getattr(thing, name)) for name in alone}
            if table == "background" and not thing.private:  # who says nothing of it does not say that all may see it
                del found[table, thing.id, "private"]
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
            found |= {("days", day, "words", step_id, line): True for line in mark.note.split("\n") if mark.note}
    return {cell: value for cell, value in found.items() if value is not None}


def _elements(held: Any) -> Iterable[str]:
    """What comes and goes by itself in a list, or in a text of lines."""
    return (held.split("\n") if held else ()) if isinstance(held, str) else map(str, held)


def first_book(recovery: Recovery) -> Book:
    """A book of what was there before anybody wrote one: only marks have a moment."""
    said = cells(recovery)
    book: Book = {}
    for cell, value in said.items():
        mark = said.get((*cell[:2], "mark", cell[3])) if cell[2] in ("mark", "words") else None
        book[cell] = (datetime.fromisoformat(mark["at"]) if mark else NEVER, value)
    return book


def joined_books(one: Book, other: Book) -> Book:
    """Of each cell what was written later; at one moment what is there before what is gone, then the greater text."""
    mine, others = _taken_up_again(one, other), _taken_up_again(other, one)
    return {
        cell: max((book[cell] for book in (mine, others) if cell in book), key=_rank) for cell in mine.keys() | others
    }


def _taken_up_again(book: Book, other: Book) -> Book:
    """A book in which a step that the other one made by itself, and on an earlier day, is no new one.

    It was taken up again on its first day, and all that was said of it then is said from that day on.
    """
    found: Book = {}
    for cell, written in book.items():
        is_new = cell[0] != "steps" or not _begins_before(other, book, (*cell[:2], "begins"))
        again, said = (cell, written) if is_new else _from_its_day(book, cell)
        found[again] = max(found.get(again, said), said, key=_rank)
    return found


def _from_its_day(book: Book, cell: Cell) -> tuple[Cell, Written]:
    """What a book says of a step on its first day, as something that is so from that day on."""
    day = book[*cell[:2], "begins"][1]
    if cell[2] == "begins":
        return (*cell[:2], day), (book[cell][0], True)
    return (*cell[:2], f"{day}{cell[2]}" if cell[2].startswith(" ") else cell[2]), book[cell]


def _begins_before(one: Book, other: Book, begins: Cell) -> bool:
    """Whether two books each tell of a step that was made apart, as its first days are two, and one's is earlier."""
    if begins not in one or begins not in other:
        return False
    (made, day), (made_there, day_there) = one[begins], other[begins]
    return NEVER not in (made, made_there) and bool(day < day_there)


def _rank(written: Written) -> tuple[datetime, bool, str]:
    return written[0], written[1] is not None, json.dumps(written[1], sort_keys=True, separators=(",", ":"))


def told(book: Book) -> dict[Cell, Any]:
    """What a person must find in a recovery, day by day, from what the book says."""
    book = _with_wholes(book)
    there = {cell: value for cell, (_, value) in book.items() if value is not None}
    parts: dict[Cell, dict[Cell, Any]] = {}
    for cell, value in there.items():
        parts.setdefault(cell[:2], {})[cell[2:]] = value
    gone = {thing for thing, rest in parts.items() if _is_gone(book, thing) and not _is_answered(thing, rest)}
    pauses = {thing[1]: rest for thing, rest in parts.items() if thing[0] == "pauses" and _is_ever(rest)}
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
            found |= {(table, key, *part): value for part, value in rest.items()}
        elif table == "days":
            found |= _day_told(key, rest, {cell[1] for cell in there if cell[0] == "steps"})
        elif table in ("products", "profile", *CARE) and (table, key) not in gone:
            found |= {(table, key, *part): value for part, value in rest.items() if part != ("gone",)}
    return found


def _is_ever(pause: dict[Cell, Any]) -> bool:
    """Whether a pause is one: that on whose first day somebody went on ends before it begins."""
    return ("last_day",) not in pause or bool(pause["first_day",] <= pause["last_day",])


def _is_gone(book: Book, thing: Cell) -> bool:
    """Whether something was taken away, and not changed after that."""
    moment, value = book.get((*thing, "gone"), (NEVER, None))
    return value is not None and moment >= _changed_last(book, thing)


def _is_answered(thing: Cell, rest: dict[Cell, Any]) -> bool:
    """Whether an answer still says something that another copy said, besides whether it is private."""
    return thing[0] in ANSWERS and any(
        value != "" for part, value in rest.items() if part[0] not in ("gone", "private")
    )


def _changed_last(book: Book, thing: Cell) -> datetime:
    return max(moment for cell, (moment, _) in book.items() if cell[:2] == thing)


def _with_wholes(book: Book) -> Book:
    """A book in which a procedure is there with its sessions and the steps around them, or gone with them.

    It is there again where a session was changed later than the procedure was taken away, by whole seconds: what one
    deletion takes away is told in one second.
    """
    removed = {
        cell[1]: moment.replace(microsecond=0)
        for cell, (moment, value) in book.items()
        if cell[0] == "procedures" and cell[2] == "gone" and value
    }
    of_session = {cell[:2]: value for cell, (_, value) in book.items() if cell[0] == "sessions" and "_id" in cell[2]}
    changed = {one: _changed_last(book, one).replace(microsecond=0) for one in of_session}
    back = {name: at for name, at in removed.items() if not _is_gone(book, ("procedures", name))}
    for one, name in of_session.items():
        if name in removed and not _is_gone(book, one) and changed[one] > removed[name]:
            back[name] = removed[name]
    found = book | {("procedures", name, "gone"): (at, None) for name, at in back.items()}
    for one, name in of_session.items():
        moment, value = book.get((*one, "gone"), (NEVER, None))
        if name in back and value and moment.replace(microsecond=0) == back[name]:
            found[*one, "gone"] = moment, None
        elif name in removed and name not in back and changed[one] < removed[name]:
            found[*one, "gone"] = removed[name], True
    for cell, (_, value) in book.items():
        tied = value["around"][0] if cell[2].endswith(" schedule") and value and value.get("around") else ""
        if tied in back:
            found |= _not_ended(book, cell[:2], back[tied])
    return found


def _not_ended(book: Book, step: Cell, at: datetime) -> Book:
    """What of a step's ends was written in a second as if it had never been."""
    over = {
        cell: moment
        for cell, (moment, _) in book.items()
        if cell[:2] == step and cell[2].endswith(" ended") and moment.replace(microsecond=0) == at
    }
    return {cell: (moment, False if cell[2] == " ended" else None) for cell, moment in over.items()}


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


def _day_told(day: str, parts: dict[Cell, Any], step_ids: Collection[str]) -> dict[Cell, Any]:
    marks = {part[1] for part in parts if part[0] == "mark"}
    words = {part for part in parts if part[0] == "words"}
    found = {part: value for part, value in parts.items() if part[0] not in ("note", "words")}
    found |= dict.fromkeys((part for part in words if part[1] in marks), True)
    lost = [part[1:] for part in words if part[1] not in marks]
    lines = [part[1] for part in parts if part[0] == "note"] + [line for _, line in lost]
    found |= _note_told(lines, step_ids) | {("of", step_id): True for step_id, _ in lost}
    return {("days", day, *part): value for part, value in found.items()}


def _note_told(lines: Iterable[str], step_ids: Collection[str]) -> dict[Cell, Any]:
    """The lines of a day's note, and of which steps it says that the words of their marks stand there."""
    found: dict[Cell, Any] = {}
    for line in lines:
        step_id, _, rest = line.partition(": ")
        found |= {("note", rest): True, ("of", step_id): True} if step_id in step_ids else {("note", line): True}
    return found


def found_in(recovery: Recovery) -> dict[Cell, Any]:
    """What a person finds in a recovery, in the same form, asked of the model day by day."""
    step_ids = {step.id for step in recovery.routine.steps}
    found: dict[Cell, Any] = {}
    for cell, value in cells(recovery).items():
        if cell[0] == "days" and cell[2] == "note":
            found |= {(*cell[:2], *part): True for part in _note_told([cell[3]], step_ids)}
        elif cell[0] != "steps":
            found[cell] = value
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

"""The list of changes: what every register said before, and when that was written; kept apart from undo.

A register's present value and its stamp are in its document. The log adds what is no longer there: each earlier value,
with the moment at which it was written, and what an undo wrote again. So a first tick costs nothing, and the log is a
set of writings that only grows: two copies joined have the union, and the last writing of a register is its present
value. It is bounded: the oldest writings go once it is larger than ``MOST_BYTES``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, Final, NamedTuple, get_args

import msgspec
from tinydb import TinyDB

from routine_tui.model.errors import DamagedFile
from routine_tui.model.text import clause_of
from routine_tui.store.document_parts import NAMED, Document, Table
from routine_tui.store.past_values import APART
from routine_tui.store.registers import differing_registers, registers
from routine_tui.store.rows import put, take_away
from routine_tui.store.stamps import NEVER, NO_PART, Register, Registers, stamp_after, stamp_at
from routine_tui.store.storage import Tables

LOG: Final = "log"
"""The table; its documents hold the writings of one day each, by that day's ordinal."""
MOST_BYTES: Final = 250_000
"""How large the log may be: two years of daily use, written in JSON, are about 360,000 bytes without it."""
_KEPT_BYTES: Final = 200_000
"""How much of it stays where it became too large, so that this is not so at every change."""
_CHECKED_EVERY: Final = 20
"""How many writings a day are added from one look at how large the log is to the next: a look reads all of it."""
_LONG: Final = 1_000
"""Bytes of writings from which on they are many, too."""
_SILENT: Final = (*APART, "reset:", "grown_days")
"""Begins the names of registers that tell of other registers, or of what nobody did."""
_UNLOGGED: Final[tuple[Table, ...]] = ("calendar",)


class Writing(NamedTuple):
    """What was written to a register at some moment."""

    stamp: str
    """Empty for what was written before there were stamps."""
    table: Table
    key: str | int
    name: str
    value: Any
    """None where it was taken away."""

    @property
    def register(self) -> tuple[Table, str | int, str]:
        """Which register it is of."""
        return self.table, self.key, self.name


class _Day(msgspec.Struct, frozen=True):
    rows: list[tuple[str, Table, int | str, str, Any]]
    cut: bool = False
    """Whether earlier writings were dropped."""


class Change(NamedTuple):
    """What one document was and is; None where there is none."""

    table: Table
    key: str | int
    old: Document | None
    new: Document | None


def add_changes(database: TinyDB, changes: Iterable[Change], at: datetime) -> None:
    """Add to the log what changes replaced, and what of before an undo wrote again."""
    replaced, now = [], []
    for table, key, old, new in changes:
        for name, was, is_now in differing_registers(table, old, new) if table not in _UNLOGGED else ():
            if name.startswith(_SILENT):
                continue
            if was is not None:
                replaced.append(Writing(was.stamp, table, key, name, was.value))
            now.append(Writing(is_now.stamp, table, key, name, is_now.value))
    add(database, replaced)
    add(database, _written_again(database.storage.read() or {}, now, stamp_at(at)))


def _written_again(tables: Tables, now: Iterable[Writing], moment: str) -> Iterator[Writing]:
    """Present values that the log would not tell last: an undo gives the stamp of before, and clocks are set back."""
    newest = _newest(tables)
    late = {one.register: one for one in now if one.stamp <= newest}
    last: dict[tuple[Table, str | int, str], Writing] = {}
    for one in logged(tables) if late else ():
        if one.register in late and (one.register not in last or last[one.register].stamp <= one.stamp):
            last[one.register] = one
    for register, one in last.items():
        if one.value != late[register].value and late[register].stamp <= one.stamp:
            yield one._replace(stamp=max(moment, _after(one.stamp)), value=late[register].value)


def _newest(tables: Tables) -> str:
    """The newest stamp in the log."""
    days = tables.get(LOG, {})
    return max((row[0] for row in days[max(days, key=int)]["rows"]), default=NEVER) if days else NEVER


def _after(stamp: str) -> str:
    """A stamp after another one, which may be that of what was written before there were stamps."""
    return stamp_after(stamp) if stamp else "1900-01-01T00:00:00.000000Z"


def joined_writings(other: Tables, mine: Tables) -> list[Writing]:
    """What joining another copy adds to the log: what the other has in its own, and each value that has to give way."""
    found = [*logged(other)]
    for table in get_args(Table):
        if table not in _UNLOGGED:
            here = dict(_by_key(table, mine))
            for key, document in _by_key(table, other):
                present = here.get(key)
                if present is not None and present != document:
                    found += _given_way(table, key, registers(table, present), registers(table, document))
    known = set(map(_identity, logged(mine)))
    return [one for one in found if _identity(one) not in known]


def restored_writings(backup: Tables, mine: Tables) -> list[Writing]:
    """What a backup that takes the place of what is here adds to the log: all that was written to it, and when."""
    found = joined_writings(backup, mine)
    for table in get_args(Table):
        if table not in _UNLOGGED:
            here = {key for key, _ in _by_key(table, mine)}
            for key, document in _by_key(table, backup):
                parts = registers(table, document) if key not in here else {}
                found += (
                    Writing(part.stamp, table, key, name, part.value)
                    for name, part in parts.items()
                    if part.stamp and not name.startswith(_SILENT)
                )
    return found


def _given_way(table: Table, key: str | int, one: Registers, other: Registers) -> Iterator[Writing]:
    for name in one.keys() & other.keys():
        if one[name].value != other[name].value and not name.startswith(_SILENT):
            for part in (one[name], other[name]):
                yield Writing(part.stamp, table, key, name, part.value)


def unsettled(tables: Tables) -> list[Writing]:
    """What is still to be written after joining, so that the last writing of every register is its present value."""
    last: dict[tuple[Table, str | int, str], Writing] = {}
    for one in logged(tables):
        if one.register not in last or last[one.register].stamp <= one.stamp:
            last[one.register] = one
    present: dict[tuple[Table, str | int], Registers] = {}
    for table in {one.table for one in last.values()}:
        for key, document in _by_key(table, tables):
            present[table, key] = registers(table, document)
    found = []
    for (table, key, name), one in last.items():
        now = present.get((table, key), {}).get(name, NO_PART)
        if now.value != one.value and now.stamp <= one.stamp:
            found.append(Writing(_after(one.stamp), table, key, name, now.value))
    return found


def add(database: TinyDB, new: Iterable[Writing]) -> None:
    """Add writings to the log; the oldest go where it is too large."""
    by_day: dict[int, list[Writing]] = {}
    for one in new:
        by_day.setdefault(_day_of(one), []).append(one)
    if not by_day:
        return
    table, is_much = database.table(LOG), False
    for number, rows in by_day.items():
        present: Document = table.get(doc_id=number) or {"rows": []}
        known, moments = present["rows"], {one.stamp for one in rows}
        here = {_identity(Writing(*row)) for row in known if row[0] in moments}
        unique = {_identity(one): list(one) for one in rows}
        if added := [row for identity, row in unique.items() if identity not in here]:
            put(database, LOG, number, {**present, "rows": [*known, *added]})
            many = len(known) // _CHECKED_EVERY < (len(known) + len(added)) // _CHECKED_EVERY
            is_much |= many or not known or len(msgspec.json.encode(added)) > _LONG
    if is_much:
        _cut(database)


def _cut(database: TinyDB) -> None:
    """Drop the oldest days of writing where the log is too large; of one day alone, its first writings."""
    days = sorted(database.table(LOG).all(), key=lambda day: day.doc_id)
    sizes = [len(msgspec.json.encode(day["rows"])) for day in days]
    if sum(sizes) <= MOST_BYTES:
        return
    while len(days) > 1 and sum(sizes) > _KEPT_BYTES:
        take_away(database, LOG, [days.pop(0).doc_id])
        sizes.pop(0)
    rows = days[0]["rows"]
    while len(rows) > 1 and sum(sizes) > MOST_BYTES:
        rows = rows[len(rows) // 4 + 1 :]
        sizes[0] = len(msgspec.json.encode(rows))
    put(database, LOG, days[0].doc_id, {**days[0], "rows": rows, "cut": True})


def logged(tables: Tables) -> Iterator[Writing]:
    """What is in the log of a file."""
    for day in tables.get(LOG, {}).values():
        yield from (Writing(*row) for row in day["rows"])


def is_cut(tables: Tables) -> bool:
    """Whether the log does not go back to the beginning."""
    return any(day.get("cut") for day in tables.get(LOG, {}).values())


def history_of(tables: Tables) -> dict[tuple[Table, str | int, str], list[Writing]]:
    """Every writing of every register, the first one first; the last one is its present value."""
    found: dict[tuple[Table, str | int, str], list[Writing]] = {}
    for one in logged(tables):
        found.setdefault(one.register, []).append(one)
    for table in get_args(Table):
        for key, document in _by_key(table, tables) if table not in _UNLOGGED else ():
            for name, part in registers(table, document).items():
                known = found.setdefault((table, key, name), [])
                if not name.startswith(_SILENT) and not _is_told(known, part):
                    known.append(Writing(part.stamp, table, key, name, part.value))
    return {register: sorted(rows, key=lambda one: one.stamp) for register, rows in found.items() if rows}


def _is_told(known: list[Writing], part: Register) -> bool:
    """Whether the log has the present value already: as it was once, or as an undo wrote it again later."""
    return any(one.stamp >= part.stamp and one.value == part.value for one in known)


def check_log(tables: Tables, where: object) -> None:
    """Raise DamagedFile where another hand left a log that cannot be read."""
    try:
        for number, day in msgspec.convert(tables.get(LOG, {}), dict[str, _Day]).items():
            if str(int(number)) != number or any(row[0] and str(_day_of(Writing(*row))) != number for row in day.rows):
                raise ValueError("a day that is not the one of its document id")
    except (msgspec.ValidationError, ValueError) as error:
        raise DamagedFile(where, f"its list of changes cannot be read ({clause_of(error)})") from error


def _by_key(table: Table, tables: Tables) -> Iterator[tuple[str | int, Document]]:
    for number, row in tables.get(table, {}).items():
        yield row["id"] if table in NAMED else int(number), row


def _day_of(one: Writing) -> int:
    return date.fromisoformat(one.stamp[:10]).toordinal() if one.stamp != NEVER else 1


def _identity(one: Writing) -> bytes:
    return msgspec.json.encode(one, order="deterministic")

"""Versions of the documents: a file of an older one is brought up step by step, a newer one is not touched.

The tables of an old file may be anything: a migration changes what it knows and leaves the rest to the checks after it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Container, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from routine_tui.model.recovery.answers import CONTACTED, OF_THE_SKIN, RENAMED
from routine_tui.model.recovery.check_in import as_looks
from routine_tui.model.recovery.diary import pause_id
from routine_tui.model.text import folded
from routine_tui.store.stamps import moment_of, stamp_at, stamp_of
from routine_tui.store.storage import Tables

VERSION: Final = 7
"""The version of the documents that this program writes."""

Migration = Callable[[Tables], Tables]


def version_of(tables: Tables) -> int:
    """The version of the documents in a file; 0 where it names none."""
    about: Any = tables.get("recovery", {}).get("1")
    version = about.get("version") if isinstance(about, dict) else None
    return version if type(version) is int and version > 0 else 0


def _from_1(tables: Tables) -> Tables:
    """Version 2 names each pause, and its history names steps and pauses by their ids, not by their places.

    Places shift when a pause is taken away, and two copies give them to different things.
    """
    _name_pauses(tables)
    if history := tables.get("history"):
        tables["history"] = dict(_history_by_id(tables, history))
    return tables


def _name_pauses(tables: Tables) -> None:
    """Give each pause an id that no other one has: one that a person wrote into the file by hand may have none."""
    taken: set[str] = set()
    for pause in tables.get("pauses", {}).values():
        if isinstance(pause, dict) and str(pause.get("id")) in taken:
            del pause["id"]
        taken.add(_name_pause(pause, taken))


def _name_pause(pause: Any, taken: Container[str]) -> str:
    if not isinstance(pause, dict):
        return ""
    name = pause_id(str(pause.get("first_day")), map(str, pause.get("step_ids") or ()), str(pause.get("reason")), taken)
    pause.setdefault("id", name)
    return str(pause["id"])


def _history_by_id(tables: Tables, history: dict[str, Any]) -> list[tuple[str, Any]]:
    """The entries of a history with ids for places, found by undoing and redoing them all on the way.

    Nothing of a history that cannot be followed is kept: it would undo something else than it says.
    """
    try:
        entries = sorted(((int(key), key, entry) for key, entry in history.items()), key=lambda one: one[0])
        undone = [(key, entry) for _, key, entry in entries if entry["undone"]]
        applied = [(key, entry) for _, key, entry in reversed(entries) if not entry["undone"]]
        return [*_followed(tables, applied), *_followed(tables, undone)]
    except (KeyError, TypeError, ValueError, AttributeError):
        return []


def _followed(tables: Tables, entries: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    places = {table: dict(tables[table]) for table in ("steps", "pauses")}
    followed = []
    for key, entry in entries:
        before = {table: _by_id(rows) for table, rows in places.items()}
        changes = [change for change in entry["changes"] if change[0] not in places]
        for table, place, document in entry["changes"]:
            if table in places and document is None:
                places[table].pop(str(place), None)
            elif table in places:
                places[table][str(place)] = document
        for table, rows in places.items():
            if table == "pauses":
                _name_all(rows)
            after = _by_id(rows)
            names = before[table].keys() | after.keys()
            changes += [
                [table, name, after.get(name)] for name in sorted(names) if before[table].get(name) != after.get(name)
            ]
        followed.append((key, {**entry, "changes": changes}))
    return followed


def _name_all(rows: dict[str, Any]) -> None:
    for row in rows.values():
        if "id" not in row:
            _name_pause(row, ())


def _by_id(rows: dict[str, Any]) -> dict[str, Any]:
    return {row["id"]: row for row in rows.values()}


def _from_2(tables: Tables) -> Tables:
    """Version 3 knows how the skin is doing; nothing was recorded about it before."""
    return {name: {} for name in SKIN_TABLES} | tables


SKIN_TABLES: Final = ("products", "photos", "clearances", "profile")
"""Tables that version 3 added; check-ins stand in the days."""
CARE_TABLES: Final = ("visits", "questions", "courses", "procedures", "sessions", "background")
"""Tables that version 4 added; what is new about steps and marks is left out where there is none."""


def _from_3(tables: Tables) -> Tables:
    """Version 4 knows visits, courses and procedures; nothing was planned before."""
    return {name: {} for name in CARE_TABLES} | tables


def _from_4(tables: Tables) -> Tables:
    """Version 5 names a product by its id, counts what was taken by the moment, and keeps what a clinician heard.

    So the changes of two copies add up, where before one of them won. It also knows what stands in calendar files.
    """
    tables = {"calendar": {}} | tables
    with contextlib.suppress(KeyError, TypeError, ValueError, AttributeError):
        steps = [row for row in tables["steps"].values() if not row.get("gone")]
        _name_products(steps, [row for row in tables["products"].values() if not row.get("gone")])
        counted = {step["id"]: step["versions"] for step in steps if _is_counted(step)}
        for day in tables["days"].values():
            _count(day, counted)
            _keep_heard(day)
        for session in tables["sessions"].values():
            if session.get("done"):
                session["done_on"] = session["placed"][-1]["day"]
    return tables


def _name_products(steps: list[Any], products: list[Any]) -> None:
    known = {folded(f"{row.get('brand') or ''} {row['name']}"): row for row in reversed(products)}
    for version in (version for step in steps for version in step["versions"]):
        product = known.get(folded(version.get("product") or ""))
        if product and version["valid_from"] < (product.get("ended_on") or "9999"):
            version["product_id"] = product["id"]


def _is_counted(step: Any) -> bool:
    return any(version.get("most_per_day", 0) > 1 for version in step["versions"])


def _count(day: Any, counted: Mapping[str, Any]) -> None:
    """Tell of what may be taken several times a day when it was taken; a number that was told is of one moment."""
    for step_id in counted.keys() & day["marks"].keys():
        mark = day["marks"][step_id]
        version = [one for one in counted[step_id] if one["valid_from"] <= day["day"]] or counted[step_id]
        if mark["state"] == "done" and version[-1].get("most_per_day", 0) > 1:
            times = int(mark.get("amount") or 1)
            mark["taken"] = [{"at": mark["at"], "times": times}]
            if times > 1:
                since = stamp_at(datetime.fromisoformat(mark["at"]))
                day.setdefault("unseen", {})[f"reset:{step_id}"] = since
                day.setdefault("changed", {})[f"reset:{step_id}"] = since


def _keep_heard(day: Any) -> None:
    """Say when a clinician was spoken to: where that was still so, nothing was worse than what they had heard."""
    skin = day.get("skin", {})
    if skin.get("answers", {}).get(CONTACTED) is True and "at" in skin:
        del skin["answers"][CONTACTED]
        heard = {name: answer for name, answer in skin["answers"].items() if name in OF_THE_SKIN}
        at = day.get("changed", {}).get(f"skin:{CONTACTED}", skin["at"])
        skin["spoken"] = {"at": at, "heard": heard}


def _from_5(tables: Tables) -> Tables:
    """Version 6 keeps every look of a day: a day's check-in becomes its one look. What was ``bleeding`` is ``bled``."""
    with contextlib.suppress(KeyError, TypeError, ValueError, AttributeError):
        days = [*tables["days"].values()]
        for entry in tables.get("history", {}).values():
            days += [document for table, _, document in entry["changes"] if table == "days" and document]
        for day in days:
            _look(day)
    return tables


CASE_TABLES: Final = ("contacts", "papers")
"""Tables that version 7 added; what is new about the background is left out where there is none."""


def _from_6(tables: Tables) -> Tables:
    """Version 7 knows who was spoken to and which papers there are; nothing was recorded of either before."""
    return {name: {} for name in CASE_TABLES} | tables


def _look(day: Any) -> None:
    """Make the check-in of a day its one look, known by its moment, in all that is kept of it."""
    skin = day.get("skin", {})
    at = skin.get("at", "")
    over = [*_earlier(day, at)] if at else []
    for field in ("changed", "unseen"):
        if field in day:
            day[field] = {_renamed(name, at): said for name, said in day[field].items() if "skin at" not in name}
    for name in over:
        day.setdefault("changed", {}).setdefault(name, stamp_of(at))
    if skin:
        day["skin"] = as_looks(skin)


def _renamed(name: str, at: str) -> str:
    """The name of a register of a day, now that those of the skin tell of which look they are."""
    kind, _, rest = name.partition(":")
    if kind in ("past", "void"):
        of, _, stamp = rest.rpartition("@")
        return f"{kind}:{_renamed(of, at)}@{stamp}"
    if kind == "skin":
        return f"skin:{RENAMED.get(rest, rest)}@{at}"
    return f"{name}@{at}" if kind.startswith("skin ") else name


def _earlier(day: Any, at: str) -> Iterator[str]:
    """Registers of looks that another copy makes of an earlier state of this check-in: they no longer count.

    Before version 6 a check-in had the moment of its last change, and so has the look that it becomes.
    """
    zone = datetime.fromisoformat(at).tzinfo
    stamps: dict[str, Any] = day.get("changed", {})
    pasts = [name.removeprefix("past:").rpartition("@") for name in day.get("unseen", {}) if name.startswith("past:")]
    for name, stamp in [*stamps.items(), *((name, stamp) for name, _, stamp in pasts)]:
        if name.startswith("skin") and name != "skin at" and stamp and moment_of(stamp) != datetime.fromisoformat(at):
            yield _renamed(name, moment_of(stamp).astimezone(zone).isoformat())


MIGRATIONS: Final[Mapping[int, Migration]] = {1: _from_1, 2: _from_2, 3: _from_3, 4: _from_4, 5: _from_5, 6: _from_6}
"""From a version to the next: ``MIGRATIONS[1]`` takes tables of version 1 and gives those of version 2."""


def upgrade(tables: Tables, target: int = VERSION, migrations: Mapping[int, Migration] = MIGRATIONS) -> Tables:
    """Bring tables of an older version to the target version, and give every pause an id; newer tables stay."""
    while (version := version_of(tables)) < target and version in migrations:
        tables = migrations[version](tables)
        tables["recovery"]["1"]["version"] = version + 1
    if version == VERSION:
        _name_pauses(tables)
    return tables

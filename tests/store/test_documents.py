"""A recovery as documents and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from msgspec.structs import replace

from routine_tui.model.errors import DamagedFile
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Expected, Recovery
from routine_tui.store.document_parts import NAMED
from routine_tui.store.documents import changes, documents
from routine_tui.store.repository import content_of, read_whole
from tests.cases import each_case
from tests.store.rooms import NOW, TODAY, ZERO, recovery, ticked
from tests.strategies import recoveries

FILE = Path("Face.json")


@given(recoveries())
def test_a_recovery_comes_back_equal_from_its_file(face: Recovery) -> None:
    assert read_whole(content_of(face), FILE) == face


@given(recoveries())
def test_the_offset_of_each_moment_comes_back_too(face: Recovery) -> None:
    kept = read_whole(content_of(face), FILE)
    for day, record in face.days.items():
        for step_id, mark in record.marks.items():
            assert kept.days[day].marks[step_id].at.utcoffset() == mark.at.utcoffset()


@given(recoveries(max_steps=3), recoveries(max_steps=3))
def test_the_changes_between_two_states_are_what_makes_the_one_the_other(old: Recovery, new: Recovery) -> None:
    def by_key(state: Recovery) -> dict[str, dict[object, Any]]:
        return {
            table: {row.get("id", number) if table in NAMED else number: row for number, row in rows.items()}
            for table, rows in documents(state).items()
        }

    told = by_key(old)
    for change in changes(old, new):
        if change.document is None:
            del told[change.table][change.key]
        else:
            told[change.table][change.key] = change.document
    assert told == by_key(new)


@given(recoveries())
def test_nothing_differs_between_equal_states(face: Recovery) -> None:
    copy = read_whole(content_of(face), FILE)
    assert list(changes(face, copy)) == []


def test_how_much_is_expected_after_the_window_is_a_value_a_day() -> None:
    first, second = Expected(TODAY, "weekly"), Expected(TODAY + timedelta(days=9), "closed")
    face = replace(recovery(), afterwards=(first, second), begun=ZERO + timedelta(days=2))
    about = documents(face)["recovery"][1]
    assert (about["from 2026-11-22"], about["from 2026-12-01"], about["begun"]) == ("weekly", "closed", "2026-11-03")
    assert read_whole(content_of(face), FILE) == face


def test_that_a_product_ended_is_kept_once_with_the_product() -> None:
    jar = Product("p", "Balm", ended_on=TODAY)
    routine = recovery().routine.with_changes("morning-cleanser", ZERO, product="Balm")
    face = replace(recovery(), products=(jar,), routine=routine)
    (row,) = (row for row in documents(face)["steps"].values() if row["id"] == "morning-cleanser")
    assert [(version["product"], version["product_id"]) for version in row["versions"]] == [("Balm", "p")]
    back = read_whole(content_of(face), FILE)
    assert back == face and len(back.routine.steps) == len(recovery().routine.steps)
    again = replace(back, products=(replace(jar, ended_on=None),)).routine.step("morning-cleanser")
    for step, day, named in ((back.routine.step("morning-cleanser"), TODAY, ""), (again, TODAY, "Balm")):
        assert step.on_or_first(day).product == named


def test_a_tick_changes_the_document_of_its_day_only() -> None:
    (change,) = changes(recovery(), ticked()(recovery()))
    assert (change.table, change.key) == ("days", TODAY.toordinal())
    assert change.document == {
        "day": "2026-11-22",
        "marks": {"morning-cleanser": {"state": "done", "at": "2026-11-22T07:42:00+00:00"}},
    }


def test_the_last_mark_of_a_day_taken_back_takes_its_document_away() -> None:
    marked = ticked()(recovery())
    (change,) = changes(marked, marked.marked(TODAY, "morning-cleanser", None))
    assert (change.key, change.document) == (TODAY.toordinal(), None)


# --- what is not as it must be


def _set(*path: str) -> Callable[[Any], Callable[[dict[str, Any]], None]]:
    def with_value(value: Any) -> Callable[[dict[str, Any]], None]:
        def spoil(tables: dict[str, Any]) -> None:
            place: Any = tables
            for key in path[:-1]:
                place = place[int(key) if isinstance(place, list) else key]
            place[path[-1]] = value

        return spoil

    return with_value


DAY = str(TODAY.toordinal())
FIRST = ("steps", "1", "versions", "0")
SPOILED: dict[str, Callable[[dict[str, Any]], None]] = {
    "no recovery": lambda tables: tables.pop("recovery"),
    "no days": lambda tables: tables.pop("days"),
    "no steps": lambda tables: tables.pop("steps"),
    "no pauses": lambda tables: tables.pop("pauses"),
    "recovery under another id": lambda tables: tables.update(recovery={"2": tables["recovery"]["1"]}),
    "recovery a number": _set("recovery", "1")(7),
    "version a word": _set("recovery", "1", "version")("one"),
    "version missing": lambda tables: tables["recovery"]["1"].pop("version"),
    "version nought": _set("recovery", "1", "version")(0),
    "version far below": _set("recovery", "1", "version")(-(10**12)),
    "version true": _set("recovery", "1", "version")(True),
    "name a list": _set("recovery", "1", "name")([]),
    "window too long": _set("recovery", "1", "window_days")(10**30),
    "window negative": _set("recovery", "1", "window_days")(-1),
    "day zero in the year 1": _set("recovery", "1", "day_zero")("0001-01-01"),
    "day zero no day": _set("recovery", "1", "day_zero")("2026-02-30"),
    "hour with an offset": _set("recovery", "1", "day_starts_at")("03:00:00+01:00"),
    "hour beyond 23": _set("recovery", "1", "day_starts_at")("24:00:00"),
    "step id twice": _set("steps", "2", "id")("morning-cleanser"),
    "step document id no number": lambda tables: tables["steps"].update(x=tables["steps"].pop("1")),
    "no versions": _set("steps", "1", "versions")([]),
    "versions twice from one day": lambda tables: tables["steps"]["1"]["versions"].extend(
        tables["steps"]["1"]["versions"]
    ),
    "unknown slot": _set(*FIRST, "slot")("night"),
    "unknown kind": _set(*FIRST, "kind")("acid"),
    "schedule garbage": _set(*FIRST, "schedule", "rule")("garbage"),
    "schedule by the hour": _set(*FIRST, "schedule", "rule")("FREQ=HOURLY"),
    "schedule in the year 1": _set(*FIRST, "schedule", "first_day")("0001-01-01"),
    "schedule that ends before it starts": _set(*FIRST, "schedule", "last_day")("1990-01-01"),
    "schedule of no days in a row": _set(*FIRST, "schedule", "days_on")(0),
    "pause without a first day": _set("pauses", "1")({}),
    "day of another id": lambda tables: tables["days"].update({"7": tables["days"].pop(DAY)}),
    "day twice": lambda tables: tables["days"].update({f"0{DAY}": tables["days"][DAY]}),
    "day id no number": lambda tables: tables["days"].update(x=tables["days"].pop(DAY)),
    "day a list": _set("days", DAY)([]),
    "marks a list": _set("days", DAY, "marks")([]),
    "unknown mark": _set("days", DAY, "marks", "morning-cleanser", "state")("failed"),
    "moment without an offset": _set("days", DAY, "marks", "morning-cleanser", "at")("2026-11-22T07:42:00"),
    "moment a number": _set("days", DAY, "marks", "morning-cleanser", "at")(1_800_000_000),
    "history a word": _set("history", "1")("x"),
    "history id no number": lambda tables: tables["history"].update({"1x": tables["history"]["1"]}),
    "history id with a nought before it": lambda tables: tables["history"].update({"01": tables["history"]["1"]}),
    "history of another table": _set("history", "1", "changes")([["history", 1, None]]),
    "history of wrong shape": _set("history", "1", "changes")([[1, 2]]),
    "a table a list": _set("days")([]),
}


def whole() -> dict[str, Any]:
    """The tables of a recovery with a tick and something to undo."""
    tables = msgspec.json.decode(content_of(ticked()(recovery())))
    entry = {"label": "ticked", "undone": False, "changes": [["days", TODAY.toordinal(), None]]}
    return {**tables, "history": {"1": entry, "2": entry}}


def test_the_file_that_is_spoiled_below_is_whole() -> None:
    assert read_whole(msgspec.json.encode(whole()), FILE) == ticked()(recovery())


@each_case("what", SPOILED)
def test_what_is_not_as_it_must_be_is_damage_told_in_one_sentence(what: str) -> None:
    tables = whole()
    SPOILED[what](tables)
    with pytest.raises(DamagedFile, match=r"^Face\.json is damaged: [^\n]+\.$"):
        read_whole(msgspec.json.encode(tables), FILE)


@each_case(
    "content",
    [
        b"",
        b" ",
        b"null",
        b"[]",
        b"7",
        b"{}",
        b'{"recovery": {}}',
        b'{"recovery": []}',
        b'{"recovery": {"1": NaN}}',
        b'{"recovery": {"1": Infinity}}',
        b"\xff\xfe\x00",
        b"\x00" * 4096,
        bytes(range(256)) * 16,
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"recovery": {"1": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}",
        b'{"days": {"1": ' + b"9" * 5000 + b"}}",
        b'{"recovery": {"1": {"name": "\\ud800"}}}',
    ],
)
def test_what_is_no_recovery_at_all_is_damage_told_in_one_sentence(content: bytes) -> None:
    with pytest.raises(DamagedFile, match=r"^Face\.json is damaged: [^\n]+\.$"):
        read_whole(content, FILE)


def test_every_cut_of_a_file_is_damage() -> None:
    content = msgspec.json.encode(whole())
    for length in range(0, len(content), 7):
        with pytest.raises(DamagedFile):
            read_whole(content[:length], FILE)


def test_a_file_without_a_history_is_whole() -> None:
    tables = whole()
    del tables["history"]
    assert read_whole(msgspec.json.encode(tables), FILE) == ticked()(recovery())


def test_what_another_program_added_to_a_document_does_no_harm() -> None:
    tables = whole()
    tables["days"][DAY]["mood"] = "calm"
    tables["extra"] = {"1": {}}
    assert read_whole(msgspec.json.encode(tables), FILE) == ticked()(recovery())


def test_the_moments_of_the_tests_are_what_they_say() -> None:
    assert ZERO + timedelta(days=21) == TODAY == NOW.date()

"""Things of several documents: where one copy took a part away and another changed one later, all of it is there."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec.structs import replace

from routine_tui.facts.guidance import routine_of
from routine_tui.store.document_parts import CARE, GONE, STAMPS, UNSEEN, Document
from routine_tui.store.wholes import ended_with_courses, removed_at, steps_of_courses, with_wholes

TAKEN = "2026-11-22T12:00:00.500000Z"
SAME_SECOND = "2026-11-22T12:00:00.100000Z"
BEFORE, LATER = "2026-11-22T11:59:59.000000Z", "2026-11-22T12:00:01.000000Z"


def procedure(name: str, taken: str = "", changed: str = "") -> Document:
    """A procedure, perhaps taken away, perhaps changed since: then it is there again."""
    row: Document = {"id": name, "name": name}
    if not taken:
        return row
    row[STAMPS] = {GONE: taken, "name": changed or taken}
    return row | ({UNSEEN: {GONE: True}} if changed else {GONE: True})


def session(name: str, of: str, changed: str, gone: bool = False) -> Document:
    row: Document = {"id": name, "procedure_id": of, "placed": [{"valid_from": "2026-11-01", "day": "2026-11-29"}]}
    row[STAMPS] = {"": changed} | ({GONE: changed} if gone else {})
    return row | ({GONE: True} if gone else {})


def stand_in(of: str, *ended: tuple[str, str]) -> Document:
    """A step that is there around the sessions of a procedure, and ended from some days on, each with its stamp."""
    around = {"rule": "FREQ=DAILY", "around": [of, -3, 3]}
    first = {"valid_from": "2026-11-01", "name": "Balm", "product": "", "schedule": around, "ended": False}
    versions, stamps = [first], {}
    for day, stamp in ended:
        if day == first["valid_from"]:
            first["ended"] = True
            stamps["ended"] = stamp
        else:
            versions.append(first | {"valid_from": day, "ended": True})
            stamps |= {day: stamp, f"{day} ended": stamp}
    return {"id": "balm", "versions": versions, STAMPS: stamps}


def tables(**rows: list[Document]) -> dict[str, Any]:
    named: dict[str, list[Document]] = {"steps": [], **{name: [] for name in CARE}} | rows
    return {table: {str(number): row for number, row in enumerate(found, 1)} for table, found in named.items()}


def there(found: dict[str, Any], table: str) -> list[str]:
    return [row["id"] for row in found[table].values() if not row.get(GONE)]


def test_sessions_that_went_with_a_procedure_come_back_with_it_whatever_brought_it_back() -> None:
    found = with_wholes(
        tables(
            procedures=[procedure("peel", TAKEN, LATER), procedure("laser", TAKEN), procedure("needles", TAKEN)],
            sessions=[
                session("a", "peel", SAME_SECOND, gone=True),
                session("b", "laser", LATER), session("c", "laser", SAME_SECOND, gone=True),
                session("d", "laser", BEFORE, gone=True), session("e", "needles", BEFORE),
            ],
        )
    )  # fmt: skip
    assert there(found, "procedures") == ["peel", "laser"]
    assert there(found, "sessions") == ["a", "b", "c"], "taken away by itself before, or changed before it went"


def test_what_belongs_to_no_procedure_that_was_taken_away_is_as_it_was() -> None:
    steady = session("a", "peel", BEFORE)
    found = with_wholes(tables(procedures=[procedure("peel"), procedure("laser", TAKEN)], sessions=[steady]))
    assert found["sessions"]["1"] == steady
    untouched = tables(procedures=[procedure("peel")], sessions=[steady])
    assert with_wholes(untouched) is untouched


def test_a_session_of_the_second_in_which_its_procedure_went_did_not_go_before_it() -> None:
    found = with_wholes(tables(procedures=[procedure("laser", TAKEN)], sessions=[session("a", "laser", SAME_SECOND)]))
    assert there(found, "procedures") == [] and there(found, "sessions") == ["a"]


def test_a_step_that_ended_with_a_procedure_goes_on_with_it_and_one_that_ended_before_does_not() -> None:
    def versions(*ended: tuple[str, str], of: str = "peel") -> list[tuple[str, bool]]:
        procedures = [procedure("peel", TAKEN, LATER), procedure("laser", TAKEN)]
        row = with_wholes(tables(procedures=procedures, steps=[stand_in(of, *ended)]))["steps"]["1"]
        return [(version["valid_from"], version["ended"]) for version in row["versions"]]

    assert versions(("2026-11-01", SAME_SECOND)) == [("2026-11-01", False)]
    assert versions(("2026-11-22", SAME_SECOND))[-1] == ("2026-11-22", False)
    assert versions(("2026-11-01", BEFORE)) == [("2026-11-01", True)]
    assert versions(("2026-11-22", BEFORE)) == [("2026-11-01", False), ("2026-11-22", True)]
    assert versions(("2026-11-22", SAME_SECOND), of="laser")[-1] == ("2026-11-22", True), "that one stays away"


def test_what_was_taken_away_before_there_were_stamps_went_before_all_else() -> None:
    assert removed_at({"id": "peel", GONE: True}) == removed_at({"id": "peel", GONE: True, STAMPS: {}}) == ""
    assert removed_at({"id": "peel", STAMPS: {"name": LATER}}) is None


def test_the_steps_of_a_course_are_those_it_holds_while_it_is_there() -> None:
    courses: list[Document] = [
        {"id": "cream", "step_ids": ["a", "b"]}, {"id": "gone", "step_ids": ["c"], GONE: True}, {"id": "none"},
    ]  # fmt: skip
    assert steps_of_courses(tables(courses=courses)) == {"a", "b"}


def test_steps_end_with_their_course_and_a_course_without_steps_ends_nothing() -> None:
    steps = [
        replace(step, id=name) for name, step in zip("abc", routine_of("gentle", date(2026, 11, 1)).steps, strict=False)
    ]
    courses: list[Document] = [
        {"id": "cream", "step_ids": ["a"], "ended_on": "2026-11-22"},
        {"id": "gone", "step_ids": ["b"], "ended_on": "2026-11-22", GONE: True},
        {"id": "none", "ended_on": "2026-11-22"}, {"id": "goes on", "step_ids": ["c"]},
    ]  # fmt: skip
    last = {step.id: step.latest for step in ended_with_courses(steps, tables(courses=courses))}
    assert (last["a"].ended, last["a"].valid_from) == (True, date(2026, 11, 22))
    assert not last["b"].ended and not last["c"].ended

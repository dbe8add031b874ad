"""What two copies of a document become, to the letter: where this changes, the files of people do.

Each document has one beginning and two lives; they are joined, undone, put back, and changed by a clock that was set
back. What this has to mean is claimed in ``test_registers.py`` and ``test_merge.py``; here it is written down.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from routine_tui.store.document_checks import require_parts
from routine_tui.store.document_parts import FIXED, Document, Table
from routine_tui.store.merge import merge_copies
from routine_tui.store.past_values import leave_out_void, pasts
from routine_tui.store.register_changes import put_back, restamp, taken_back
from routine_tui.store.registers import content, is_spoken, registers, shown_values
from routine_tui.store.stamps import Register, Registers, rank, stamp_after, stamp_at, stamp_of
from tests.cases import each_case

BEGUN = datetime(2026, 11, 22, 8, tzinfo=UTC)
FIRST, SECOND, THIRD = (BEGUN + timedelta(hours=hours) for hours in (1, 2, 3))
AT = [(BEGUN + timedelta(minutes=10 * number)).isoformat() for number in range(20)]


def day(note: str = "", looks: list[Any] | None = None, **marks: Document) -> Document:
    said: Document = {"day": "2026-11-22", "marks": marks}
    return said | ({"note": note} if note else {}) | ({"skin": {"looks": looks}} if looks else {})


def mark(number: int, *taken: tuple[int, int], state: str = "done", **more: Any) -> Document:
    rows = [{"at": AT[moment], "times": times} for moment, times in taken]
    times = sum(number for _, number in taken)
    return {"state": state, "at": AT[number]} | more | ({"amount": float(times)} if times > 1 else {}) | (
        {"taken": rows} if rows else {}
    )  # fmt: skip


def look(number: int, spoken: dict[str, Any] | None = None, note: str = "", **answers: Any) -> Document:
    said: Document = {"at": AT[number], "answers": answers} | ({"note": note} if note else {})
    return said | ({"spoken": {"at": AT[number + 1], "heard": spoken}} if spoken is not None else {})


def step(*versions: Document) -> Document:
    return {"id": "balm", "versions": list(versions)}


def named(name: str, since: str = "2026-11-01", **more: Any) -> Document:
    return {"valid_from": since, "name": name, "product": "", **more}


KINDS: dict[str, tuple[Table, Document, Document, Document]] = {
    "a day": (
        "days",
        day("calm", a=mark(0), b=mark(1, state="skipped", reason="sore")),
        day("calm, then red", a=mark(6, note="tight"), c=mark(7)),
        day(a=mark(0, note="dry"), b=mark(12)),
    ),
    "what is taken": (
        "days",
        day(a=mark(0, (0, 1))),
        day(a=mark(6, (0, 1), (6, 1))),
        day(a=mark(12, (12, 3))),
    ),
    "what is taken and skipped": (
        "days",
        day(a=mark(0, (0, 1), (1, 2)), b=mark(0, (0, 1))),
        day(a=mark(6, state="skipped"), b=mark(0, (0, 1), (6, 1))),
        day(a=mark(0, (0, 1), (1, 2), (12, 1)), b=mark(13, (13, 2))),
    ),
    "a check-in": (
        "days",
        day(looks=[look(0, redness=1, pain=2)]),
        day(looks=[look(0, redness=1, pain=3, pus=True), look(6, {"redness": 1, "pain": 3}, redness=0)]),
        day(looks=[look(0, note="warm", redness=2), look(12, {"redness": 2}, redness=2, swelling=1)]),
    ),
    "a step": (
        "steps",
        step(named("Balm", product_id="p"), named("Balm", "2026-11-05", cue="tea", product_id="p")),
        step(named("Gel", product_id="p"), named("Gel", "2026-11-03", hours="2 hours"), named("Gel", "2026-11-05")),
        step(named("Balm", product_id="q"), named("Oil", "2026-11-05", product_id="q", ended=True)),
    ),
    "a pause": (
        "pauses",
        {"id": "p", "first_day": "2026-11-22", "last_day": None, "step_ids": ["a", "b"], "reason": ""},
        {"id": "p", "first_day": "2026-11-22", "last_day": "2026-11-25", "step_ids": ["b", "a", "c"], "reason": ""},
        {"id": "p", "first_day": "2026-11-23", "last_day": None, "step_ids": [], "reason": "away"},
    ),
    "a course": (
        "courses",
        {"id": "c", "name": "Cream", "step_ids": ["a"], "reviews": []},
        {"id": "c", "name": "Cream", "step_ids": ["b", "a"], "reviews": [{"valid_from": "2026-11-05", "day": "x"}]},
        {"id": "c", "name": "Ointment", "step_ids": [], "reviews": [], "ended_on": "2026-11-30"},
    ),
    "a procedure": (
        "procedures",
        {"id": "p", "name": "Peel", "around": [{"valid_from": "2026-11-01", "around": [{"target": "a"}]}]},
        {"id": "p", "name": "Peel", "around": [
            {"valid_from": "2026-11-01", "around": [{"target": "a"}]},
            {"valid_from": "2026-11-05", "around": [{"target": "b", "rests": True}]},
        ]},
        {"id": "p", "name": "Laser", "around": [{"valid_from": "2026-11-01", "around": [{"target": "a", "after": 2}]}]},
    ),
    "a session": (
        "sessions",
        {"id": "s", "procedure_id": "p", "placed": [{"valid_from": "2026-11-01", "day": "2026-11-09"}]},
        {"id": "s", "procedure_id": "p", "placed": [{"valid_from": "2026-11-01", "day": "2026-11-09"},
                                                    {"valid_from": "2026-11-05", "day": "2026-11-12"}]},
        {"id": "s", "procedure_id": "p", "done": True, "placed": [{"valid_from": "2026-11-01", "day": "2026-11-08"}]},
    ),
    "a visit": (
        "visits",
        {"id": "v", "day": "2026-11-22", "who": "", "ready": ["x"]},
        {"id": "v", "day": "2026-11-24", "who": "", "ready": ["x", "y"]},
        {"id": "v", "day": "2026-11-22", "who": "Dr Ng", "ready": []},
    ),
    "the recovery": (
        "recovery",
        {"version": 6, "id": "id", "name": "Face", "window_days": 84},
        {"version": 6, "id": "id", "name": "Cheeks", "window_days": 84, "grown_days": 91},
        {"version": 6, "id": "id", "name": "Face", "window_days": 98, "from 2026-11-30": "weekly"},
    ),
}  # fmt: skip


def lives(table: Table, one: Document, mine: Document, theirs: Document) -> Iterator[tuple[str, Document | None]]:
    """Everything that can become of a document and of another copy of it."""
    begun = restamp(table, None, one, BEGUN)
    assert begun is not None
    here, there = restamp(table, begun, mine, FIRST), restamp(table, begun, theirs, SECOND)
    gone = restamp(table, here, None, THIRD)
    assert here and there
    yield "begun", begun
    yield "here", here
    yield "there", there
    yield "gone", gone
    yield "set back", restamp(table, here, one, BEGUN - timedelta(days=1))
    both = merge_copies(table, here, there)
    yield "both", both
    assert both == merge_copies(table, there, here) == merge_copies(table, both, here)
    undone = taken_back(table, here, begun, THIRD)
    yield "undone", undone
    yield "put back", put_back(table, both, here)
    yield "never there", put_back(table, both, None)
    yield "not begun", taken_back(table, begun, None, THIRD)
    if gone:
        yield "gone and changed", merge_copies(table, gone, there)
        yield "not gone", taken_back(table, gone, here, THIRD)
    if undone:
        met = merge_copies(table, undone, there)
        yield "undone and met", met
        yield "undone where it was joined", merge_copies(table, both, undone)
        yield "done again", restamp(table, undone, mine, FIRST)
    yield "undone there", taken_back(table, there, begun, THIRD)
    yield "there again", restamp(table, gone, theirs, THIRD)
    yield "both again", restamp(table, both, mine, THIRD)


@pytest.mark.parametrize("kind", KINDS)
def test_what_becomes_of_a_document(kind: str, snapshot: SnapshotAssertion) -> None:
    table, *documents = KINDS[kind]
    lines = []
    for name, document in lives(table, *documents):
        lines.append(f"{name}: {json.dumps(document, sort_keys=True, ensure_ascii=False)}")
        if document and (said := content(table, document)) != {
            key: value for key, value in document.items() if key not in ("changed", "unseen")
        }:
            lines.append(f"  says: {json.dumps(said, sort_keys=True, ensure_ascii=False)}")
    assert "\n".join(lines) == snapshot


@each_case("kind", KINDS)
def test_whatever_became_of_it_joins_in_every_order(kind: str) -> None:
    table, *documents = KINDS[kind]
    known = [document for _, document in lives(table, *documents) if document]
    for one, other, third in list(permutations(known, 3))[::37]:
        both = merge_copies(table, one, other)
        assert both == merge_copies(table, other, one) == merge_copies(table, both, one)
        assert merge_copies(table, both, third) == merge_copies(table, one, merge_copies(table, other, third))
    for document in known:
        said, again = require_parts(table, document)
        assert shown_values(table, document) is not None and said == again
        assert {name: document[name] for name in FIXED[table]} == {name: documents[0][name] for name in FIXED[table]}
        assert registers(table, document)


def test_whether_a_clinician_was_spoken_to() -> None:
    assert is_spoken(day(looks=[look(0, redness=1), look(1, {}, redness=1)]))
    assert not any(map(is_spoken, (day(), day(looks=[look(0, redness=1)]), {"skin": {}}, {"skin": {"looks": []}})))


@each_case(
    ("stamp", "after"),
    [
        ("2026-11-22T08:00:00.000000Z", "2026-11-22T08:00:00.000001Z"),
        ("2026-12-31T23:59:59.999999Z", "2027-01-01T00:00:00.000000Z"),
    ],
)
def test_the_next_stamp_is_a_microsecond_later(stamp: str, after: str) -> None:
    assert stamp_after(stamp) == after


def test_stamps_are_of_utc_and_ranks_count_the_stamp_first() -> None:
    assert stamp_of("2026-11-22T09:00:00+01:00") == stamp_at(BEGUN) == "2026-11-22T08:00:00.000000Z"
    ordered = [
        Register("", "z"), Register("a", None), Register("a", 1), Register("a", {"b": 1, "a": 2}), Register("b", None),
    ]  # fmt: skip
    assert sorted((ordered[place] for place in (3, 0, 4, 2, 1)), key=rank) == ordered
    assert (
        rank(Register("a", {"b": 1, "a": 2})) == rank(Register("a", {"a": 2, "b": 1})) == ("a", True, b'{"a":2,"b":1}')
    )


def test_what_is_void_gives_way_to_what_was_there_before_it() -> None:
    def parts(**more: Register) -> Registers:
        return {"note": Register("3", "c"), **more}

    earlier = {
        "past:note@1": Register("1", ["a"]),
        "past:note@2": Register("2", []),
        "past:other@9": Register("9", ["x"]),
    }
    found = {**parts(), **earlier}
    assert pasts(dict(reversed(found.items())), "note") == pasts(found, "note")
    assert pasts(found, "note") == [Register("1", "a"), Register("2", None)]
    leave_out_void(found)
    assert found == {**parts(), **earlier}, "nothing is void"
    found = {**parts(), **earlier, "void:note@3": Register("3", True)}
    leave_out_void(found)
    assert found == {
        "note": Register("2", None), "past:note@1": Register("1", ["a"]), "past:other@9": Register("9", ["x"]),
        "void:note@3": Register("3", True),
    }  # fmt: skip
    found = {**parts(), "past:note@2": Register("2", ["b"]), "void:note@2": Register("4", True)}
    leave_out_void(found)
    assert found == {**parts(), "void:note@2": Register("4", True)}, "what was void before is no past"
    found = {**parts(), "void:note@3": Register("3", True)}
    leave_out_void(found)
    assert found == {"void:note@3": Register("3", True)}

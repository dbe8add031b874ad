"""Documents taken apart into what can change by itself, and put together again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.diary import Day
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.store.document_parts import FIXED, GONE, STAMPS, UNSEEN, Document, Table
from routine_tui.store.encoding import day_document
from routine_tui.store.merge import merge_copies
from routine_tui.store.product_names import with_names
from routine_tui.store.register_changes import put_back, restamp, taken_back
from routine_tui.store.registers import content, document_of_registers, registers
from routine_tui.store.stamps import NEVER, Register, require_stamps, stamp_at
from tests.cases import each_case
from tests.store.lived_documents import DAY, MINUTE, NOON, kinds, lived, wanted_after, written
from tests.strategies import recoveries

few = settings(max_examples=max(1, settings().max_examples // 5), phases=[Phase.reuse, Phase.generate])
"""Looking for the smallest pair of documents takes minutes, and tells little more."""


def said(table: Table, document: Document | None) -> Document:
    """What a document says; what is None or false says the same as what is left out."""
    whole = content(table, document) or {}
    return {key: value for key, value in whole.items() if value is not None}


def again(table: Table, document: Document) -> Document:
    """A document taken apart and put together, with the names of its products, which follow from their ids."""
    fixed = {name: document[name] for name in FIXED[table]}
    return with_names(document_of_registers(table, fixed, registers(table, document)), document)


@few
@given(recoveries())
def test_a_document_taken_apart_and_put_together_is_itself(recovery: Recovery) -> None:
    for table, document in written(recovery):
        assert said(table, again(table, document)) == said(table, document)
        assert registers(table, again(table, document)) == registers(table, document)
        assert STAMPS not in again(table, document)
        assert UNSEEN not in again(table, document)


@pytest.mark.parametrize("table", ["steps", "pauses", "days"])
@given(data=st.data())
@few
def test_whatever_happened_to_it_a_document_taken_apart_and_put_together_is_itself(
    data: st.DataObject, table: Table
) -> None:
    for document in data.draw(lived(table, 2)):
        assert again(table, again(table, document)) == again(table, document)
        assert registers(table, again(table, document)) == registers(table, document)
        assert said(table, again(table, document)) == said(table, document)
        require_stamps(again(table, document))


@pytest.mark.parametrize("table", ["steps", "pauses", "days"])
@given(data=st.data())
@few
def test_joining_is_the_same_in_every_order_and_as_often_as_one_likes(data: st.DataObject, table: Table) -> None:
    """Seen to fail where the other copy's value was always taken."""
    a, b, c = data.draw(lived(table, 3))
    assert registers(table, merge_copies(table, a, b)) == registers(table, merge_copies(table, b, a))
    one, other = (
        merge_copies(table, merge_copies(table, a, b), c),
        merge_copies(table, a, merge_copies(table, b, c)),
    )
    assert one == other
    assert merge_copies(table, one, a) == merge_copies(table, one, one) == one


@pytest.mark.parametrize("table", ["steps", "pauses", "days"])
@given(data=st.data())
@few
def test_a_change_says_what_is_wanted_whatever_joining_left_unseen(data: st.DataObject, table: Table) -> None:
    """Seen to fail where unseen registers were left when they came to light by the change."""
    one, other = data.draw(lived(table, 2))
    present = merge_copies(table, one, other)
    later = NOON + timedelta(days=999)  # what a clinician has heard is what was said by then
    wanted = data.draw(wanted_after(table, present, later))
    skin = {"skin": wanted["skin"]} if "skin" in wanted else {}  # what was heard follows from stamps, which it has not
    assert said(table, restamp(table, present, wanted, later)) == said(table, wanted) | skin


@pytest.mark.parametrize("table", ["steps", "pauses", "days"])
@given(data=st.data())
@few
def test_a_document_that_is_to_say_what_it_says_stays_as_it_is(data: st.DataObject, table: Table) -> None:
    """Seen to fail where a note that was kept with the day was stamped anew."""
    one, other = data.draw(lived(table, 2))
    present = merge_copies(table, one, other)
    assert restamp(table, present, content(table, present), NOON + timedelta(days=999)) == present


@pytest.mark.parametrize("table", ["steps", "pauses", "days"])
@given(data=st.data())
@few
def test_what_a_clock_that_was_set_back_changes_still_counts(data: st.DataObject, table: Table) -> None:
    """Seen to fail where a change had the moment of the clock, whatever it replaced."""
    present, at = data.draw(lived(table, 1))[0], NOON - timedelta(days=4000)
    changed = restamp(table, present, data.draw(st.none() | wanted_after(table, present, at)), at)
    assert changed
    assert said(table, merge_copies(table, changed, present)) == said(table, merge_copies(table, present, changed))
    assert said(table, merge_copies(table, present, changed)) == said(table, changed)


@pytest.mark.parametrize("table", ["steps", "pauses", "days"])
@given(data=st.data())
@few
def test_what_was_joined_and_put_back_can_be_joined_again(data: st.DataObject, table: Table) -> None:
    """Seen to fail where undoing a joining counted as a change of its own, later than all that the other copy holds."""
    mine, other = data.draw(lived(table, 2))
    both = merge_copies(table, mine, other)
    before = put_back(table, both, mine)
    assert said(table, before) == said(table, mine)
    assert said(table, merge_copies(table, before, other) if before else other) == said(table, both)
    assert said(table, put_back(table, before, both)) == said(table, both)


def test_what_was_not_there_is_not_there_again_when_a_joining_is_undone() -> None:
    assert put_back("steps", {"id": "s", "versions": [{"valid_from": "2026-11-22"}]}, None) is None
    assert put_back("days", {"day": "2026-11-22", "marks": {}, "note": "x"}, None) is None


def test_a_day_that_was_emptied_keeps_when() -> None:
    day = {"day": "2026-11-22", "marks": {"a": {"state": "done", "at": "2026-11-22T09:00:00+00:00"}}, "note": "calm"}
    emptied = restamp("days", day, None, NOON)
    assert emptied == {
        "day": "2026-11-22",
        "marks": {},
        "changed": {"mark:a": "2026-11-22T12:00:00.000000Z", "note:bb891fa8": "2026-11-22T12:00:00.000000Z"},
    }
    assert content("days", emptied) is None
    both = merge_copies("days", day, emptied)
    assert content("days", both) is None
    assert merge_copies("days", both, day) == merge_copies("days", emptied, both) == both


def test_a_mark_needs_no_stamp_beside_its_own_moment() -> None:
    """So that years of days stay small."""
    day = {"day": "2026-11-22", "marks": {"a": {"state": "done", "at": "2026-11-22T13:00:00+01:00", "note": "thin"}}}
    assert restamp("days", None, day, NOON) == day


def test_the_note_of_a_mark_that_is_gone_is_told_with_the_day() -> None:
    """Seen to fail where the registers that a document does not show were not kept in it."""
    mark = {"state": "done", "at": "2026-11-22T09:00:00+00:00"}
    begun = {"day": "2026-11-22", "marks": {"a": mark}, "note": "calm"}
    unticked = restamp("days", begun, {"day": "2026-11-22", "marks": {}, "note": "calm"}, NOON)
    worded = restamp("days", begun, begun | {"marks": {"a": mark | {"note": "stung"}}}, NOON - MINUTE)
    assert unticked
    assert worded
    assert content("days", merge_copies("days", unticked, worded)) == {
        "day": "2026-11-22", "marks": {}, "note": "calm\na: stung",
    }  # fmt: skip


def test_a_note_that_is_told_with_the_day_is_not_changed_by_a_tick() -> None:
    """A later change of the day's note by another copy still counts.

    Seen to fail where all that a document does not show was changed with it.
    """
    present = {"day": "2026-11-22", "marks": {}, "note": "calm"} | {
        STAMPS: {"mark:a": stamp_at(NOON), "note": stamp_at(NOON), "words:a": stamp_at(NOON)},
        UNSEEN: {"words:a": "stung"},
    }
    ticked = {"b": {"state": "done", "at": "2026-11-22T13:00:00+00:00"}}
    wanted = {"day": "2026-11-22", "marks": ticked, "note": "calm\na: stung"}
    changed = restamp("days", present, wanted, NOON + 60 * MINUTE)
    assert changed == present | {"marks": ticked, UNSEEN: {"note:a@e69f42a0": "stung"}}
    assert content("days", changed) == wanted


@pytest.mark.parametrize("table", ["steps", "pauses"])
@given(data=st.data())
@few
def test_what_was_changed_after_it_was_taken_away_is_there(data: st.DataObject, table: Table) -> None:
    """Seen to fail where what was taken away was gone whatever happened to it since."""
    begun, wanted = data.draw(kinds[table]), data.draw(kinds[table])
    taken, changed = restamp(table, begun, None, NOON), restamp(table, begun, wanted, NOON + MINUTE)
    earlier = restamp(table, begun, wanted, NOON - MINUTE)
    assert taken
    assert changed
    assert earlier
    assert merge_copies(table, taken, earlier).get(GONE)
    if said(table, wanted) != said(table, begun):
        assert said(table, merge_copies(table, taken, changed)) == said(table, wanted)


def test_a_field_of_a_day_has_its_own_stamp_and_not_that_of_the_day() -> None:
    """Seen to fail where a day was taken for a list of its fields, so that who met whom first decided."""
    parts = {
        "begins": Register(NEVER, "2026-11-22"),
        "2026-11-25": Register(stamp_at(NOON), True),
        "2026-11-25 cue": Register(NEVER, "after washing"),
    }
    assert registers("steps", document_of_registers("steps", {"id": "s"}, parts)) == parts


@each_case("two", [(None, "calm"), (None, {"a": 1}), ([], ["S27"]), (9, 10), (1.5, 1.25), (False, 0)])
def test_what_was_there_before_is_the_same_whoever_met_first(two: tuple[Any, Any]) -> None:
    """Two copies differ at one moment and a third one replaced it later.

    Seen to fail where values in lists, as what was there before is kept, sorted otherwise than values do.
    """
    a, b, c = (
        {"id": "p", STAMPS: {"": stamp_at(NOON), "label": stamp_at(at)}} | ({} if value is None else {"label": value})
        for value, at in ((two[0], NOON), (two[1], NOON), ("later", NOON + MINUTE))
    )
    joined = merge_copies("products", merge_copies("products", a, b), c)
    assert merge_copies("products", a, merge_copies("products", b, c)) == joined
    assert merge_copies("products", b, merge_copies("products", c, a)) == joined
    assert merge_copies("products", merge_copies("products", b, c), a) == joined
    assert merge_copies("products", merge_copies("products", c, a), b) == joined


def test_what_is_changed_again_after_an_undo_counts_whatever_the_clock_says() -> None:
    """Seen to fail where the second change had the stamp of the one that was taken back, and went with it."""
    before: Document = {"version": 5, "id": "r", "window_days": 14}
    first = restamp("recovery", before, before | {"window_days": 15}, NOON)
    again_14 = taken_back("recovery", first, before, NOON)
    again_15 = restamp("recovery", again_14, before | {"window_days": 15}, NOON)
    assert again_15
    for other in (before, first, again_14, again_15):
        assert other and merge_copies("recovery", again_15, other)["window_days"] == 15


def test_what_a_clinician_could_hear_adds_no_empty_note() -> None:
    """Seen to fail where all that a day does not show was taken for notes."""
    day: Document = {
        "day": "2026-11-22",
        "marks": {},
        "skin": {"looks": [{"answers": {"redness": 2}, "at": "2026-11-22T09:00:00+00:00"}]},
    }
    less = {"looks": [{"answers": {"redness": 1}, "at": "2026-11-22T09:00:00+00:00"}]}
    changed = restamp("days", day, day | {"skin": less}, NOON)
    assert changed and changed[UNSEEN]
    assert "note" not in (content("days", changed) or {})


def test_the_moment_of_a_look_is_that_of_its_answers_and_is_written_once() -> None:
    """So a year of check-ins costs little more than its answers. An answer that was amended later has its own."""
    check_in = CheckIn.of({"redness": 2, "pus": False}, NOON, "Tight.")
    day: Any = msgspec.json.decode(msgspec.json.encode(day_document(Day(DAY, skin=check_in))))
    first = restamp("days", None, day, NOON)
    assert first is not None and STAMPS not in first
    assert {part.stamp for part in registers("days", first).values()} == {stamp_at(NOON)}
    later = day_document(Day(DAY, skin=check_in.with_answers({"redness": 1}, NOON + MINUTE)))
    second = restamp("days", first, later, NOON + MINUTE)
    assert second is not None and second[STAMPS] == {f"skin:redness@{NOON.isoformat()}": stamp_at(NOON + MINUTE)}


def test_what_was_hidden_by_a_skip_is_told_again_beside_a_note_that_came_to_light() -> None:
    """Seen to fail where what was kept and not shown was taken for what a day said before."""
    eight, at = "2026-11-22T08:00:00+00:00", "2026-11-22T09:00:00+00:00"
    ticked, skipped = {"state": "done", "at": eight}, {"state": "skipped", "at": at}
    took = ticked | {"taken": [{"at": eight, "times": 1}]}
    here: Document = {"day": "2026-11-22", "marks": {"a": skipped}}
    there: Document = {"day": "2026-11-22", "marks": {"a": took, "b": ticked | {"note": "stung"}}}
    unticked = restamp("days", {"day": "2026-11-22", "marks": {"b": ticked}}, here, NOON)
    assert unticked
    joined = merge_copies("days", unticked, there)
    assert content("days", joined) == here | {"note": "b: stung"}
    wanted = here | {"marks": {"a": took, "b": ticked}}
    assert content("days", restamp("days", joined, wanted, NOON + MINUTE)) == wanted


def test_a_clinician_heard_what_was_answered_by_then_and_nothing_of_a_later_look() -> None:
    looks: list[Document] = [
        {"at": "2026-11-22T08:00:00+00:00", "answers": {"redness": 1, "pus": True}},
        {"at": "2026-11-22T09:00:00+00:00", "answers": {}, "spoken": {"at": "2026-11-22T10:10:00+00:00", "heard": {}}},
        {"at": "2026-11-22T10:00:00+00:00", "answers": {"redness": 4}},
    ]
    day: Document = {"day": "2026-11-22", "marks": {}, "skin": {"looks": looks}}
    fewer = [looks[0] | {"answers": {"redness": 3}}, *looks[1:]]
    changed = restamp("days", day, day | {"skin": {"looks": fewer}}, NOON)
    told = content("days", changed)
    assert told and told["skin"]["looks"][1]["spoken"]["heard"] == {"pus": True, "redness": 1}


def test_what_a_step_said_below_another_version_is_not_told_once_that_begins_again() -> None:
    """Seen to fail where a register that another one hid was taken for what it was hidden by."""

    def step(*versions: tuple[str, bool]) -> Document:
        every = {"slot": "morning", "kind": "other", "name": "A", "required": True, "position": 1}
        return {
            "id": "s",
            "versions": [{"valid_from": day, **every, "schedule": {}, "ended": e} for day, e in versions],
        }

    common = restamp("steps", None, step(("2026-11-29", True)), NOON)
    moved = restamp("steps", common, step(("2026-12-22", True)), NOON + 2 * MINUTE)
    resumed = restamp("steps", common, step(("2026-11-29", True), ("2026-12-02", False)), NOON + MINUTE)
    assert moved and resumed
    wanted = step(("2026-11-29", False), ("2026-12-02", False))
    changed = restamp("steps", merge_copies("steps", moved, resumed), wanted, NOON + 9 * MINUTE)
    assert changed and [one["ended"] for one in changed["versions"]] == [False, False]

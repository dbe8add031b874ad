"""Undo and redo, through the real file and across runs."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from routine_tui.model.errors import BadInput, DamagedFile
from routine_tui.model.recovery.diary import Pause
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.store.history import DEPTH
from routine_tui.store.repository import Edit
from tests.store.rooms import NOW, TODAY, ZERO, again, noted, read_json, recovery, stored, ticked, write_json
from tests.strategies import marks, recoveries
from tests.texts import texts, typed_names

STEPS = [step.id for step in recovery().routine.steps]


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    """One thing that a person does, of any kind."""
    day = ZERO + timedelta(days=draw(st.integers(0, 12)))
    step_id = draw(st.sampled_from(STEPS))
    kind = draw(st.sampled_from(["mark", "mark", "untick", "note", "pause", "resume", "edit", "end", "move", "add"]))
    mark, text, name = draw(marks(day)), draw(texts), draw(typed_names)

    def edit(state: Recovery) -> Recovery:
        if kind == "mark":
            return state.marked(day, step_id, mark)
        if kind == "untick":
            return state.marked(day, step_id, None)
        if kind == "note":
            return state.noted(day, text)
        if kind == "pause":
            return state.with_pause(Pause(day, None, (step_id,), text))
        if kind == "resume":
            return state.resumed(day)
        if kind == "edit":
            return state.with_routine(state.routine.with_changes(step_id, day, name=name, product=text))
        if kind == "end":
            return state.with_routine(state.routine.with_end(step_id, day))
        if kind == "move":
            return state.with_routine(state.routine.with_move(step_id, day, 1))
        version = StepVersion(day, "evening", "other", name, Schedule(day, "FREQ=DAILY;INTERVAL=2"))
        return state.with_routine(state.routine.with_step(version))

    return edit


def changed(path: Path, edit: Edit) -> Recovery | None:
    """The state after a change, or None where it was refused or changed nothing."""
    door = again(path)
    before = door.load()
    try:
        after = door.change("did it", edit, NOW)
    except BadInput:
        return None
    return None if after == before else after


@settings(max_examples=25)
@given(st.lists(edits(), max_size=8))
def test_undoing_everything_is_the_beginning_and_redoing_everything_the_end(todo: list[Edit]) -> None:
    with tempfile.TemporaryDirectory() as home:
        path = stored(Path(home)).path
        states = [recovery(), *(state for edit in todo if (state := changed(path, edit)) is not None)]
        for state in reversed(states[:-1]):
            assert again(path).undo(NOW) == (state, "did it")
        with pytest.raises(BadInput, match="nothing to undo"):
            again(path).undo(NOW)
        for state in states[1:]:
            assert again(path).redo(NOW)[0] == again(path).load() == state
        with pytest.raises(BadInput, match="nothing to redo"):
            again(path).redo(NOW)


@settings(max_examples=25)
@given(st.lists(st.one_of(edits(), st.sampled_from(["undo", "redo", "reopen"])), max_size=14))
def test_undo_redo_and_changes_in_any_order_agree_with_a_plain_list_of_states(todo: list[Edit | str]) -> None:
    with tempfile.TemporaryDirectory() as home:
        door = stored(Path(home))
        states, now = [recovery()], 0
        for action in todo:
            if action == "reopen":
                door = again(door.path)
            elif action == "undo":
                if now:
                    now -= 1
                    door.undo(NOW)
            elif action == "redo":
                if now < len(states) - 1:
                    now += 1
                    door.redo(NOW)
            elif not isinstance(action, str) and (after := changed(door.path, action)) is not None:
                states = [*states[: now + 1], after]
                now += 1
            assert door.load() == again(door.path).load() == states[now]


@given(recoveries(max_steps=3), recoveries(max_steps=3))
def test_even_a_change_of_everything_is_undone_and_redone_whole(old: Recovery, other: Recovery) -> None:
    new = replace(other, id=old.id)
    with tempfile.TemporaryDirectory() as home:
        door = stored(Path(home), old)
        door.change("all of it", lambda state: new, NOW)
        assert again(door.path).load() == new
        if new != old:
            assert again(door.path).undo(NOW)[0] == old
            assert again(door.path).redo(NOW)[0] == new


def test_the_last_fifty_changes_can_be_undone(tmp_path: Path) -> None:
    door = stored(tmp_path)
    for number in range(DEPTH + 7):
        door.change(f"note {number}", noted(str(number)), NOW)
    assert len(read_json(door.path)["history"]) == DEPTH == 50
    labels = [door.undo(NOW)[1] for _ in range(DEPTH)]
    assert labels == [f"note {number}" for number in range(DEPTH + 6, 6, -1)]
    assert door.load().record(TODAY).note == "6"
    with pytest.raises(BadInput):
        door.undo(NOW)
    for _ in range(DEPTH):
        door.redo(NOW)
    assert door.load().record(TODAY).note == str(DEPTH + 6)


def test_a_new_change_takes_the_place_of_what_was_undone(tmp_path: Path) -> None:
    door = stored(tmp_path)
    for text in ("a", "b", "c"):
        door.change(text, noted(text), NOW)
    door.undo(NOW)
    door.undo(NOW)
    door.change("d", noted("d"), NOW)
    with pytest.raises(BadInput, match="nothing to redo"):
        door.redo(NOW)
    assert [door.undo(NOW)[1] for _ in range(2)] == ["d", "a"]
    assert len(read_json(door.path)["history"]) == 2


def test_undoing_leaves_no_trace_of_a_key_that_was_not_there(tmp_path: Path) -> None:
    door = stored(tmp_path)
    door.change("ticked", ticked(), NOW)
    before = read_json(door.path)["days"][str(TODAY.toordinal())]
    door.change("noted", noted("dry"), NOW)
    door.undo(NOW)
    after = read_json(door.path)["days"][str(TODAY.toordinal())]
    (void,) = after.pop("unseen")
    assert void.startswith("void:note:"), "that the note went is kept, for copies that still have it"
    assert after == before


def test_a_file_whose_keys_another_program_sorted_is_undone_in_the_order_of_the_numbers(tmp_path: Path) -> None:
    """As text, 10 comes before 9."""
    door = stored(tmp_path)
    for number in range(12):
        door.change(f"note {number}", noted(str(number)), NOW)
    tables = read_json(door.path)
    tables["history"] = {key: tables["history"][key] for key in sorted(tables["history"])}
    write_json(door.path, tables)
    assert [door.undo(NOW)[1] for _ in range(3)] == ["note 11", "note 10", "note 9"]
    assert [door.redo(NOW)[1] for _ in range(3)] == ["note 9", "note 10", "note 11"]
    door.change("note 12", noted("12"), NOW)
    assert again(door.path).undo(NOW)[1] == "note 12"


@pytest.mark.parametrize(
    "change",
    [
        ["days", TODAY.toordinal(), {"day": "2026-13-01", "marks": {}}],
        ["days", TODAY.toordinal(), {"day": "2026-11-22", "marks": {"morning-cleanser": {"state": "failed"}}}],
        ["days", "morning-cleanser", None],
        ["steps", 1, None],
        ["steps", "morning-cleanser", {"id": "morning-cleanser", "versions": []}],
        ["pauses", "x", {"id": "x"}],
        ["recovery", 1, {"name": "Face"}],
    ],
    ids=str,
)
def test_a_history_that_leads_to_damage_is_damage(tmp_path: Path, change: list[object]) -> None:
    door = stored(tmp_path)
    door.change("ticked", ticked(), NOW)
    tables = read_json(door.path)
    tables["history"]["1"]["changes"] = [change]
    write_json(door.path, tables)
    content = door.path.read_bytes()
    with pytest.raises(DamagedFile, match="its history cannot be read"):
        door.undo(NOW)
    assert door.path.read_bytes() == content

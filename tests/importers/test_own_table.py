"""Our own table comes back: each row finds its step by the name that it had on its day, whatever was changed since."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from routine_tui.clock import moment_of
from routine_tui.importers.apply import ImportResult, apply_import
from routine_tui.importers.own_table import in_a_cell
from routine_tui.model.day.agenda import agenda
from routine_tui.model.recovery.diary import Mark
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import SLOTS, Routine, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from tests.cases import each_case
from tests.exporters.lived import sample, summary_of, text_of, written
from tests.exporters.lived_care import TODAY
from tests.importers.writers import found_in, put

ZERO = TODAY - timedelta(days=20)
NOW = datetime.combine(TODAY, time(21), UTC)
Edit = Callable[[Routine], Routine]


def imported(recovery: Recovery, table: str) -> ImportResult:
    """A recovery with a table taken in, today."""
    with TemporaryDirectory() as folder:
        held = found_in(put(Path(folder), "face.csv", table))
    return apply_import(recovery, held, TODAY, NOW, lambda day, at: moment_of(day, at, time(3), UTC))


def version(name: str, slot: str = "morning", first: date = ZERO) -> StepVersion:
    return StepVersion(first, slot, "other", name, Schedule(first))  # type: ignore[arg-type]


def lived() -> Recovery:
    """Three weeks of four steps, two of one name, each ticked on most days."""
    routine = Routine()
    for name, slot in (("Balm", "morning"), ("Wash", "morning"), ("Balm", "evening"), ("=Cream, thick", "evening")):
        routine = routine.with_step(version(name, slot))
    recovery = Recovery("face", "Face", ZERO, routine=routine)
    for offset in range(21):
        day = ZERO + timedelta(days=offset)
        for place, step in enumerate(routine.steps):
            if (offset + place) % 4:
                at = datetime.combine(day, time(7 + place, offset), UTC)
                mark = Mark(
                    "skipped" if (offset + place) % 7 == 0 else "done", at, "", "dry\n\n-red; it's" * (place == 1)
                )
                recovery = recovery.marked(day, step.id, mark)
    return recovery


def again(step_id: str, day: date, name: str, slot: str) -> Edit:
    """End a step and begin it anew, as from a template."""
    return lambda routine: routine.with_end(step_id, day).with_step(version(name, slot, day))


TEN = TODAY - timedelta(days=10)
EDITS: dict[str, Edit] = {
    "renamed today": lambda routine: routine.with_changes("morning-balm", TODAY, name="Ointment"),
    "renamed ten days ago": lambda routine: routine.with_changes("morning-balm", TEN, name="Ointment"),
    "renamed from the first day": lambda routine: routine.with_changes("morning-balm", ZERO, name="Ointment"),
    "renamed as another was": lambda routine: routine.with_changes("morning-balm", TODAY, name="Wash").with_changes(
        "morning-wash", TODAY, name="Balm"
    ),
    "moved today": lambda routine: routine.with_changes("morning-balm", TODAY, slot="evening"),
    "moved from the first day": lambda routine: routine.with_changes("morning-balm", ZERO, slot="evening"),
    "both swapped": lambda routine: routine.with_changes("morning-balm", TODAY, slot="evening").with_changes(
        "evening-balm", TODAY, slot="morning"
    ),
    "another place": lambda routine: routine.with_move("morning-balm", TODAY, 1),
    "ended": lambda routine: routine.with_end("morning-balm", TODAY),
    "begun again today": again("morning-balm", TODAY, "Balm", "morning"),
    "begun again ten days ago": again("morning-balm", TEN, "Balm", "morning"),
    "begun again under another name": again("morning-balm", TODAY, "Balm, new", "morning"),
    "another rule": lambda routine: routine.with_changes(
        "morning-balm", TEN, schedule=Schedule(TEN, "FREQ=DAILY;INTERVAL=3")
    ),
}


@each_case("edit", EDITS)
def test_after_an_edit_there_is_nothing_to_change(edit: str) -> None:
    before = lived()
    after = before.with_routine(EDITS[edit](before.routine))
    done = imported(after, written("csv", before))
    assert done.recovery == after
    assert (done.done, done.skipped, done.differing) == (0, 0, 0)
    assert done.known == sum(len(day.marks) for day in before.days.values())
    again = imported(after, written("csv", after))
    assert again.recovery == after


@each_case("edit", EDITS)
def test_marks_that_were_lost_come_back_to_their_steps(edit: str) -> None:
    """Those of every second day are missing: each finds its own step, where its name on the day says which."""
    before = lived()
    routine = EDITS[edit](before.routine)
    if "first day" in edit:
        return
    lost = {day: record for day, record in before.days.items() if day.day % 2 or day == TODAY}
    done = imported(replace(before, routine=routine, days=lost), written("csv", before)).recovery
    assert done.routine == routine
    for day, record in before.days.items():
        assert {step: mark.at for step, mark in done.record(day).marks.items() if day < TEN} == {
            step: mark.at for step, mark in record.marks.items() if day < TEN
        }
        assert len(done.record(day).marks) == len(record.marks)


EDIT_LISTS = st.lists(
    st.tuples(
        st.integers(0, 3), st.integers(0, 20), st.sampled_from(("name", "slot", "end", "again", "move")),
        st.sampled_from(("Balm", "Ointment", "Wash")), st.sampled_from(SLOTS),
    ),
    max_size=5,
)  # fmt: skip


@given(EDIT_LISTS)
def test_whatever_was_edited(edits: list[tuple[int, int, str, str, str]]) -> None:
    """No name is changed from its first day on, so each row's day still has its name, or the mark its moment."""
    before = lived()
    routine = before.routine
    for place, offset, what, name, slot in edits:
        step, day = before.routine.steps[place].id, ZERO + timedelta(days=max(offset, 1))
        if what == "name":
            routine = routine.with_changes(step, day, name=name)
        elif what == "slot":
            routine = routine.with_changes(step, day, slot=slot)
        elif what == "move":
            routine = (
                routine.with_move(step, day, 1) if step in {one.id for one, _ in routine.current(day)} else routine
            )
        elif what == "end":
            routine = routine.with_end(step, day)
        else:
            routine = routine.with_end(step, day).with_step(version(name, slot, day))
    after = before.with_routine(routine)
    assert imported(after, written("csv", before)).recovery == after
    assert imported(after, written("csv", after)).recovery == after


def test_the_sample_comes_back_and_begins_anew() -> None:
    recovery = sample()
    assert imported(recovery, written("csv", recovery)).recovery == recovery
    bare = Recovery("new", "New", recovery.day_zero, recovery.window_days)
    done = imported(bare, written("csv", recovery))
    assert done.done + done.skipped + done.known == sum(len(day.marks) for day in recovery.days.values())
    due = {item.version.name for item in agenda(recovery, TODAY, TODAY).items}
    assert {item.version.name for item in agenda(done.recovery, TODAY, TODAY).items} <= due
    assert imported(done.recovery, written("csv", recovery)).recovery == done.recovery


def test_a_step_that_had_ended_in_the_table_is_not_due_today() -> None:
    recovery = lived()
    ended = recovery.with_routine(recovery.routine.with_end("morning-balm", TEN))
    days = {day: replace(one, marks={}) for day, one in recovery.days.items()}
    for each in (ended, replace(ended, days=days)):
        done = imported(Recovery("new", "New", ZERO), text_of("csv", summary_of(each))).recovery
        assert [item.version.name for item in agenda(done, TODAY, TODAY).items if item.version.slot == "morning"] == [
            "Wash"
        ]


def test_a_text_in_a_cell_is_the_same_before_and_after() -> None:
    assert in_a_cell("a\n\n  b it's\n'=c") == in_a_cell("a / b it's / '=c") == "a / b its / =c"

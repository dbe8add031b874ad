"""Two copies of one recovery merged: what comes of one change on each side."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from routine_tui.model.recovery.diary import Pause
from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.store.merge import merged_tables
from routine_tui.store.repository import Edit, content_of, read_copy
from tests.cases import each_case
from tests.store.histories import Held, begun, common, shown_by, written
from tests.store.history_book import DAYS
from tests.store.merging import DAY, MINUTE, NOON, after, change, ended, mark, met, names, note


def unmark(step_id: str = "morning-cleanser", day: int = 5) -> Edit:
    return lambda state: state.marked(DAYS[day], step_id, None)


def add(name: str, day: int = 0, product: str = "") -> Edit:
    new = StepVersion(DAYS[day], "evening", "other", name, Schedule(DAYS[day], "FREQ=DAILY"), product=product)
    return lambda state: state.with_routine(state.routine.with_step(new))


def move(day: int, by: int) -> Edit:
    return lambda state: state.with_routine(state.routine.with_move("morning-cleanser", DAYS[day], by))


def test_ticks_and_notes_of_both_sides_are_there() -> None:
    joined = after(
        (0, mark(), NOON), (1, mark("morning-sunscreen"), NOON), (0, note("a"), NOON), (1, note("b"), NOON + MINUTE)
    )
    assert sorted(joined.days[DAY].marks) == ["morning-cleanser", "morning-sunscreen"]
    assert joined.days[DAY].note == "a\nb"


def test_an_untick_is_not_brought_back_by_an_older_tick_nor_lost_to_it() -> None:
    """Seen to fail where what was taken away kept no stamp."""
    begin = mark()(common())
    assert (
        DAY
        not in after(
            (0, unmark(), NOON + MINUTE),
            (1, mark("morning-sunscreen"), NOON),
            (1, unmark("morning-sunscreen"), NOON),
            begin=begin,
        ).days
    )
    assert (
        "morning-cleanser"
        in after((0, unmark(), NOON), (1, unmark(), NOON), (1, mark(), NOON + MINUTE), begin=begin).days[DAY].marks
    )


def test_the_note_of_a_mark_that_the_other_side_took_away_is_kept_with_the_day() -> None:
    joined = after(
        (0, unmark(), NOON + MINUTE), (1, mark(note="stung"), NOON), (0, note("calm"), NOON), begin=mark()(common())
    )
    assert not joined.days[DAY].marks
    assert joined.days[DAY].note == "calm\nmorning-cleanser: stung"


def test_what_was_changed_from_different_days_is_there_on_every_day() -> None:
    joined = after(
        (0, change(3, product="Oat"), NOON), (1, change(6, cue="after tea"), NOON), (1, change(2, required=False), NOON)
    )
    step = joined.routine.step("morning-cleanser")
    told_on = [
        (version.product, version.cue == "after tea", version.required) for day in DAYS[:8] if (version := step.on(day))
    ]
    assert (
        told_on
        == [("", False, True)] * 2 + [("", False, False)] + [("Oat", False, False)] * 3 + [("Oat", True, False)] * 2
    )


def test_two_edits_from_the_first_day_leave_the_later_one_and_the_other_field_of_the_earlier() -> None:
    joined = after((0, change(product="Oat", cue="first"), NOON), (1, change(product="Rice"), NOON + MINUTE))
    first = joined.routine.step("morning-cleanser").versions[0]
    assert (first.product, first.cue) == ("Rice", "first")


def test_the_same_product_from_two_days_stays_from_the_later_day_when_a_third_copy_changes_the_earlier() -> None:
    """A copy that says it twice must not forget that it was said twice.

    Seen to fail where registers that a step does not show were dropped: who met whom first then decided.
    """
    lives = begun(3)
    lives[0].change(change(6, product="Oat"), NOON)
    lives[1].change(change(3, product="Oat"), NOON)
    lives[2].change(change(3, product="Rice"), NOON + MINUTE)
    one, two, three = (life.tables() for life in lives)
    for tables in (merged_tables(three, merged_tables(two, one)), merged_tables(one, merged_tables(three, two))):
        step = shown_by(tables).routine.step("morning-cleanser")
        assert [version.product for day in (DAYS[3], DAYS[6]) if (version := step.on(day))] == ["Rice", "Oat"]


def test_moves_on_both_sides_leave_one_order_with_every_step_in_it() -> None:
    joined = after((0, move(0, 1), NOON), (1, move(0, 2), NOON))
    assert sorted(names(joined, "morning")) == sorted(names(common(), "morning"))


def test_a_step_that_both_sides_added_is_one_step_with_the_marks_of_both() -> None:
    joined = after(
        (0, add("Serum", 5), NOON),
        (1, add("Serum", 2, "Rice"), NOON + MINUTE),
        (0, mark("evening-serum", 5), NOON),
        (1, mark("evening-serum", 2), NOON),
    )
    assert names(joined).count("Serum") == 1
    assert [day for day in sorted(joined.days) if "evening-serum" in joined.days[day].marks] == [DAYS[2], DAYS[5]]


def test_different_steps_that_both_sides_added_are_both_there() -> None:
    joined = after((0, add("Serum"), NOON), (1, add("Serum 2"), NOON), (1, add("Serum"), NOON))
    assert {"Serum", "Serum 2"} <= set(names(joined))


@each_case(
    "other",
    [mark("evening-serum"), lambda state: state.with_pause(Pause(DAY, None, ("evening-serum",), id="its"))],
)
def test_a_step_that_one_side_took_back_and_the_other_marked_or_paused_is_there(other: Edit) -> None:
    """Seen to fail where a step that was taken away came back for its marks only: the merge was refused."""
    doors = [Held(content_of(common())) for _ in range(2)]
    doors[0].change("added", add("Serum"), NOON)
    doors[1].merge(read_copy(written(doors[0]), doors[0].path), "merged", NOON)
    doors[0].undo(NOON + MINUTE)
    doors[1].change("did it", other, NOON)
    joined = met(doors)
    assert "Serum" in names(joined)
    for door in doors:
        assert door.undo(NOON)[0] == shown_by(json.loads(written(door)))
        assert door.redo(NOON)[0] == joined


def test_undoing_gives_back_how_a_step_was_that_is_there_for_its_mark_alone() -> None:
    """Seen to fail where a step that was taken away was taken for one that says nothing."""
    doors = [Held(content_of(common())) for _ in range(2)]
    doors[0].change("added", add("Serum"), NOON)
    doors[1].merge(read_copy(written(doors[0]), doors[0].path), "merged", NOON)
    doors[0].undo(NOON + 5 * MINUTE)
    doors[1].change("marked", mark("evening-serum"), NOON)
    doors[1].change("changed", change(0, "evening-serum", product="Rice"), NOON)
    joined, door = met(doors), doors[0]
    assert joined.routine.step("evening-serum").latest.product == "Rice"
    changed = door.change("changed", change(0, "evening-serum", product="Oat"), NOON)
    assert door.undo(NOON)[0] == joined == shown_by(json.loads(written(door)))
    assert door.redo(NOON)[0] == changed == shown_by(json.loads(written(door)))
    door.undo(NOON)
    assert "Serum" not in names(door.undo(NOON)[0])


def test_a_step_that_is_there_for_its_mark_alone_goes_with_it_at_once() -> None:
    """What a change gives is what the file opens as. Seen to fail where it was what the change itself came to."""
    doors = [Held(content_of(common())) for _ in range(2)]
    doors[0].change("added", add("Serum"), NOON)
    doors[1].merge(read_copy(written(doors[0]), doors[0].path), "merged", NOON)
    doors[0].undo(NOON + 5 * MINUTE)
    doors[1].change("marked", mark("evening-serum"), NOON)
    met(doors)
    for door in doors:
        unmarked = door.change("unticked", unmark("evening-serum"), NOON)
        assert unmarked == shown_by(json.loads(written(door)))
        assert "Serum" not in names(unmarked)


@each_case(("removed_at", "there"), [(NOON, True), (NOON + 2 * MINUTE, False)])
def test_of_a_pause_taken_away_and_ended_the_later_counts(removed_at: datetime, there: bool) -> None:
    """Seen to fail where what was taken away was gone whatever happened to it later."""
    joined = after((0, lambda state: state.resumed(DAYS[9]), removed_at), (1, ended(9), NOON + MINUTE))
    assert [pause.last_day for pause in joined.pauses] == ([DAYS[9]] if there else [])


def test_of_a_pause_ended_here_and_prolonged_there_the_later_counts() -> None:
    assert after((0, ended(9), NOON), (1, ended(12), NOON + MINUTE)).pauses[0].last_day == DAYS[12]
    assert after((0, ended(9), NOON + MINUTE), (1, ended(12), NOON)).pauses[0].last_day == DAYS[9]


def test_pauses_of_both_sides_are_both_there_even_where_they_are_alike() -> None:
    def pause(name: str) -> Edit:
        return lambda state: state.with_pause(Pause(DAY, None, (), "away", name))

    assert len(after((0, pause("a"), NOON), (1, pause("b"), NOON)).pauses) == 3


def test_at_one_moment_both_sides_decide_the_same_way() -> None:
    """Seen to fail where a tie went to the copy at hand."""
    assert after((0, mark(note="a"), NOON), (1, mark(note="b"), NOON)) == after(
        (0, mark(note="b"), NOON), (1, mark(note="a"), NOON)
    )
    assert after((0, note("a"), NOON), (1, note("b"), NOON)) == after((0, note("b"), NOON), (1, note("a"), NOON))


def test_a_clock_that_is_wrong_by_a_year_does_not_keep_its_own_later_changes_from_counting() -> None:
    """Seen to fail where a change had the moment of the clock, whatever it replaced."""
    year = timedelta(days=365)
    doors = [Held(content_of(common())) for _ in range(2)]
    doors[0].change("noted", note("from the future"), NOON + year)
    met(doors)
    for door, text in zip(doors, ("put right", "and again"), strict=True):
        door.change("noted", note(text), NOON)
        assert met(doors).days[DAY].note == text


def test_a_joining_that_was_undone_takes_nothing_from_the_other_side() -> None:
    """Seen to fail where undoing it counted as unticking all that the other side had recorded."""
    doors = [Held(content_of(common())) for _ in range(2)]
    doors[1].change("ticked", mark(), NOON)
    theirs = read_copy(written(doors[1]), doors[1].path)
    doors[0].merge(theirs, "merged", NOON)
    assert doors[0].undo(NOON + MINUTE)[0] == common()
    assert met(doors) == mark()(common())


def test_what_was_ticked_and_unticked_after_a_joining_stays_unticked_when_that_is_undone() -> None:
    """Seen to fail where a day came back word for word, without what had been taken away since."""
    doors = [Held(content_of(common())) for _ in range(2)]
    doors[1].change("noted", note("theirs"), NOON)
    doors[0].merge(read_copy(written(doors[1]), doors[1].path), "merged", NOON)
    doors[0].change("ticked", mark(), NOON)
    doors[1].merge(read_copy(written(doors[0]), doors[0].path), "merged", NOON)
    for _ in range(2):
        doors[0].undo(NOON + MINUTE)
    assert doors[0].load() == common()
    assert not met(doors).days[DAY].marks


def test_a_change_stamps_what_it_changes_and_nothing_else() -> None:
    """What it stamped besides would win over an earlier change of the other side.

    Seen to fail where a step was taken to documents with tuples in it: each change of it changed its sources too.
    """
    door = Held(content_of(common()))
    door.change("changed", change(cue="after tea"), NOON)
    rows = json.loads(written(door))["steps"].values()
    stamped = {row["id"]: row["changed"] for row in rows if "changed" in row}
    assert stamped == {"morning-cleanser": {"cue": "2026-11-14T12:00:00.000000Z"}}

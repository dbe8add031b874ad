"""The summary gathers what an export shows: it agrees with the model, adds up, and holds back what is left out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from routine_tui.exporters.summary.in_use import Earlier
from routine_tui.model.day.progress import Adherence, adherence, adherence_of, calendar, days_between, weekday_pattern
from routine_tui.model.errors import BadInput, OutsideWindow
from routine_tui.model.recovery.diary import Day, Mark, Pause
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Routine, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from tests.exporters.lived import TEXTS, plain, sample, summary_of, text_of, written
from tests.exporters.lived_care import TODAY, ZERO, cared
from tests.strategies import recoveries

NOTHING = Adherence()
AT = datetime(2026, 11, 1, 7, 40, tzinfo=UTC)


def step(name: str = "Balm", begins: date = ZERO, product: str = "", cue: str = "") -> StepVersion:
    return StepVersion(begins, "morning", "moisturiser", name, Schedule(begins), product=product, cue=cue)


def recovery_with(routine: Routine) -> Recovery:
    return Recovery("id", "Face", ZERO, 84, routine=routine, begun=ZERO)


def seen(recovery: Recovery, data: st.DataObject) -> date:
    """A day before, in or after the window."""
    return recovery.day_zero + timedelta(days=data.draw(st.integers(-3, recovery.window_days + 3)))


@given(recoveries(max_window=60), st.data())
def test_weeks_steps_and_weekdays_each_add_up_to_the_whole(recovery: Recovery, data: st.DataObject) -> None:
    summary = summary_of(recovery, seen(recovery, data))
    assert sum((week.adherence for week in summary.weeks), NOTHING) == summary.whole
    assert sum((one.adherence for one in summary.steps), NOTHING) == summary.whole
    assert sum(summary.weekdays, NOTHING) == summary.whole


@given(recoveries(max_window=60), st.data())
def test_every_figure_is_the_one_the_model_gives(recovery: Recovery, data: st.DataObject) -> None:
    today = seen(recovery, data)
    summary = summary_of(recovery, today)
    until = min(today, recovery.last_day)
    assert summary.whole == adherence_of(recovery, days_between(recovery.day_zero, until), today)
    assert summary.last_7 == adherence(recovery, until, today, 7)
    assert summary.last_28 == adherence(recovery, until, today, 28)
    assert summary.weekdays == weekday_pattern(recovery, today)
    cells = tuple(cell for week in summary.weeks for cell in week.cells if cell)
    assert cells == calendar(recovery, today)
    for one in summary.steps:
        assert one.adherence == adherence_of(recovery, days_between(recovery.day_zero, until), today, one.step_id)


@given(recoveries(max_window=60), st.data())
def test_whatever_was_recorded_every_format_can_be_written(recovery: Recovery, data: st.DataObject) -> None:
    without = data.draw(st.sets(st.sampled_from(["notes", "products", "skin", "photos", "care", "private", "name"])))
    first = data.draw(st.integers(0, recovery.window_days - 1))
    last = data.draw(st.integers(first, recovery.window_days - 1))
    since, until = (recovery.day_zero + timedelta(days=offset) for offset in (first, last))
    summary = summary_of(recovery, seen(recovery, data), since, until, without)
    for name in TEXTS:
        assert text_of(name, summary)


def test_a_week_has_its_days_from_monday_and_none_outside_the_window() -> None:
    first = summary_of(sample()).weeks[0]
    assert first.begins == date(2026, 10, 26)
    assert [cell and cell.offset for cell in first.cells] == [None, None, None, None, None, 0, 1]


def test_a_span_tells_nothing_of_the_days_outside_it() -> None:
    since, until = ZERO + timedelta(days=6), ZERO + timedelta(days=13)
    summary = summary_of(plain(), since=since, until=until)
    assert {entry.day for entry in summary.entries} == set(days_between(since, until))
    assert summary.recorded_until == until
    assert set(summary.recovery.days) <= set(days_between(since, until))
    assert summary.notes == ()
    assert [paused.reason for paused in summary.pauses] == ["travelling"]
    assert summary_of(sample(), since=since, until=since).pauses == ()
    assert "Only D6 to D13 (6 to 13 Nov)" in text_of("md", summary)


def test_the_last_seven_days_of_a_span_in_the_past_are_its_own() -> None:
    until = ZERO + timedelta(days=13)
    summary = summary_of(sample(), until=until)
    assert summary.last_7 == adherence(sample(), until, TODAY, 7)
    assert "Last 7 days to 13 Nov" in text_of("txt", summary)


def test_a_span_outside_the_window_is_refused() -> None:
    with pytest.raises(OutsideWindow):
        summary_of(sample(), since=ZERO - timedelta(days=1))
    with pytest.raises(OutsideWindow):
        summary_of(sample(), until=ZERO + timedelta(days=84))


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(BadInput, match="swap the two dates"):
        summary_of(sample(), since=ZERO + timedelta(days=5), until=ZERO)


def test_an_unknown_part_is_refused_with_the_choices() -> None:
    with pytest.raises(BadInput, match="notes, products, skin, mood, photos, care, private or name"):
        summary_of(sample(), without=["weight"])


def test_before_day_zero_there_is_nothing_to_sum_up() -> None:
    summary = summary_of(sample(), ZERO - timedelta(days=3))
    assert summary.recorded_until is None
    assert summary.entries == ()
    for name in ("md", "txt", "html"):
        page = text_of(name, summary)
        assert "3 days before day zero" in page
        assert "Nothing is recorded yet." in page


def test_after_the_window_the_page_says_so() -> None:
    summary = summary_of(sample(), ZERO + timedelta(days=90))
    assert "D90, after the window of 84 days" in text_of("md", summary)
    assert summary.recorded_until == summary.last_day


def test_a_step_is_in_use_since_it_is_there_and_says_when_it_changed() -> None:
    routine = Routine().with_step(step(cue="after breakfast"), "balm")
    routine = routine.with_changes("balm", ZERO + timedelta(days=4), product="Oat balm")
    routine = routine.with_changes("balm", ZERO + timedelta(days=8), name="Rich balm")
    routine = routine.with_changes("balm", ZERO + timedelta(days=9), position=3, cue="after lunch")
    (used,) = summary_of(recovery_with(routine)).routine
    assert (used.name, used.cue) == ("Rich balm", "after lunch")
    assert used.since == routine.step("balm").versions[0].valid_from
    assert used.changed == ZERO + timedelta(days=8)
    assert used.product_since == ZERO + timedelta(days=4)


def test_a_step_that_came_back_is_in_use_since_its_return() -> None:
    routine = Routine().with_step(step(product="Oat balm"), "balm").with_end("balm", ZERO + timedelta(days=3))
    routine = routine.with_return("balm", ZERO + timedelta(days=6))
    summary = summary_of(recovery_with(routine))
    assert [used.since for used in summary.routine] == [ZERO + timedelta(days=6)]
    assert summary.earlier == (Earlier("morning", "Balm", "Oat balm", ZERO, ZERO + timedelta(days=2)),)


def test_a_step_that_is_yet_to_begin_is_told_from_when() -> None:
    begins = TODAY + timedelta(days=7)
    recovery = recovery_with(Routine().with_step(step("Retinoid", begins)))
    summary = summary_of(recovery)
    assert summary.routine[0].since == begins
    assert summary.steps == ()
    assert "from D29 (29 Nov)" in text_of("md", summary)
    assert "yet to begin" in text_of("html", summary)


def test_what_began_before_a_span_is_not_yet_to_begin_in_it() -> None:
    ahead = summary_of(cared(), since=TODAY + timedelta(days=10), until=TODAY + timedelta(days=12))
    for told in (text_of("txt", ahead), text_of("txt", summary_of(cared(), since=TODAY, until=TODAY))):
        assert "yet to begin" not in told
        assert "nothing expected" in told


def test_a_product_that_made_way_for_another_is_told_with_its_days() -> None:
    routine = Routine().with_step(step(product="Oat balm"), "balm")
    routine = routine.with_changes("balm", ZERO + timedelta(days=10), product="Rice balm")
    summary = summary_of(recovery_with(routine))
    assert summary.earlier == (Earlier("morning", "Balm", "Oat balm", ZERO, ZERO + timedelta(days=9)),)
    assert summary.routine[0].product == "Rice balm"


def test_an_ended_step_is_told_with_its_days_and_keeps_its_figures() -> None:
    routine = Routine().with_step(step("Balm"), "balm").with_step(step("Gel"), "gel")
    routine = routine.with_end("gel", ZERO + timedelta(days=5))
    summary = summary_of(recovery_with(routine))
    assert summary.earlier == (Earlier("morning", "Gel", "", ZERO, ZERO + timedelta(days=4)),)
    assert [one.name for one in summary.steps] == ["Balm", "Gel"]
    assert summary.steps[1].adherence.expected == 5
    assert "Ended" in text_of("html", summary)


def test_a_step_whose_schedule_has_run_out_has_ended() -> None:
    last = ZERO + timedelta(days=6)
    version = replace(step("Antibiotic"), schedule=Schedule(ZERO, last_day=last))
    summary = summary_of(recovery_with(Routine().with_step(version)))
    assert summary.routine == ()
    assert summary.earlier == (Earlier("morning", "Antibiotic", "", ZERO, last),)


def test_a_step_that_ended_on_its_first_day_was_never_in_use() -> None:
    routine = Routine().with_step(step(), "balm").with_step(step("Gel"), "gel").with_end("gel", ZERO)
    assert summary_of(recovery_with(routine)).earlier == ()


def test_skips_are_told_by_step_and_reason() -> None:
    recovery = recovery_with(Routine().with_step(step(), "balm"))
    days = [ZERO + timedelta(days=offset) for offset in (1, 3, 4)]
    for day, reason in zip(days, ("stung", "stung", ""), strict=True):
        recovery = recovery.marked(day, "balm", Mark("skipped", AT, reason))
    summary = summary_of(recovery)
    assert [(some.reason, some.days) for some in summary.skipped] == [("stung", (days[0], days[1])), ("", (days[2],))]
    assert "- **D1 (1 Nov) and D3 (3 Nov):** Balm (morning): stung\n" in text_of("md", summary)
    assert "- **D4 (4 Nov):** Balm (morning)\n" in text_of("md", summary)


def test_a_step_done_as_needed_is_counted_and_never_expected() -> None:
    recovery = recovery_with(Routine().with_step(replace(step(), required=False), "balm"))
    assert "if needed, none recorded" in written("txt", recovery)
    recovery = recovery.marked(ZERO, "balm", Mark("done", AT))
    assert "if needed, done once" in written("txt", recovery)
    recovery = recovery.marked(ZERO + timedelta(days=1), "balm", Mark("done", AT))
    assert "if needed, done 2 times" in written("txt", recovery)
    summary = summary_of(recovery)
    assert (summary.steps[0].as_needed, summary.whole.expected) == (2, 0)


def test_an_as_needed_step_that_is_not_for_every_day_says_which() -> None:
    version = replace(step(), required=False, schedule=Schedule(ZERO, "FREQ=WEEKLY;BYDAY=MO"))
    assert "if needed, every Monday" in written("txt", recovery_with(Routine().with_step(version)))


def test_pauses_name_their_steps_and_may_be_open() -> None:
    recovery = recovery_with(Routine().with_step(step(), "balm").with_step(step("Gel"), "gel"))
    recovery = recovery.with_pause(Pause(ZERO, None, ("balm", "gel"), "stung"))
    recovery = recovery.with_pause(Pause(ZERO, ZERO + timedelta(days=2)))
    text = written("md", recovery)
    assert "- **from D0 (31 Oct) on:** Balm and Gel: stung\n" in text
    assert "- **D0 to D2 (31 Oct to 2 Nov):** everything\n" in text
    assert "Balm and Gel: stung</p>" in written("html", recovery)


def test_notes_of_days_stand_before_those_of_their_steps() -> None:
    recovery = recovery_with(Routine().with_step(step(), "balm"))
    recovery = recovery.with_record(Day(ZERO, {"balm": Mark("done", AT, note="cold")}, "calm"))
    assert [(note.step, note.text) for note in summary_of(recovery).notes] == [("", "calm"), ("Balm", "cold")]


def test_a_day_of_another_year_than_that_of_the_page_has_its_year() -> None:
    recovery = Recovery("id", "Face", ZERO, 400, routine=Routine().with_step(step()), begun=ZERO)
    assert "Since D0 (31 Oct)" in written("md", recovery)
    assert "to D399 (4 Dec 2027)" in written("md", recovery)


def test_an_empty_routine_makes_a_page_too() -> None:
    for name in ("md", "txt", "html"):
        assert "No steps." in written(name, recovery_with(Routine()))


LEFT_OUT = {"notes": ["dry-note", "mark-note"], "products": ["oat-product", "rice-product"], "name": ["Face-name"]}


def telling() -> Recovery:
    """A recovery whose notes, products and name are found by searching for them."""
    routine = Routine().with_step(step(product="oat-product"), "balm")
    routine = routine.with_changes("balm", ZERO + timedelta(days=3), product="rice-product")
    mark = Mark("skipped", AT, "stung", "mark-note")
    recovery = Recovery("id", "Face-name", ZERO, 84, routine=routine)
    return recovery.with_record(Day(ZERO, {"balm": mark}, "dry-note"))

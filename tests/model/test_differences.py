"""What differs between two states, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from hypothesis import given

from routine_tui.model.diary import Day, Mark, Pause
from routine_tui.model.differences import differences, newer_records
from routine_tui.model.recovery import Recovery
from routine_tui.model.routine import Version
from routine_tui.model.schedule import Schedule
from routine_tui.model.words import visible
from tests.store.rooms import TODAY, ZERO, noted, recovery, ticked
from tests.strategies import recoveries


def told(before: Recovery, after: Recovery) -> list[str]:
    return [str(one) for one in differences(before, after)]


def test_marks_and_notes_are_told_day_by_day_in_the_order_of_the_routine() -> None:
    before = noted("dry")(ticked(step_id="evening-cleanser")(recovery()))
    skipped = Mark("skipped", datetime(2026, 11, 22, 8, 5, tzinfo=UTC), "rain", "a\nb")
    after = noted("calm")(ticked(step_id="morning-cleanser")(recovery())).marked(TODAY, "evening-moisturiser", skipped)
    assert told(before, after) == [
        "22 Nov, Gentle cleanser: not recorded → done 07:42",
        "22 Nov, Gentle cleanser: done 07:42 → not recorded",
        "22 Nov, Moisturiser: not recorded → skipped 08:05, reason “rain”, note “a b”",
        "22 Nov, note: “dry” → “calm”",
    ]


def test_the_recovery_itself_is_told() -> None:
    after = replace(
        recovery(), name="Nose", day_zero=ZERO + timedelta(days=1), window_days=85, day_starts_at=time(4, 30)
    )
    assert told(recovery(), after) == [
        "Name: Face → Nose",
        "Day zero: 1 Nov 2026 → 2 Nov 2026",
        "Window: 84 days → 85 days",
        "A day begins at: 03:00 → 04:30",
    ]


def test_steps_are_told_with_what_is_another() -> None:
    routine = recovery().routine
    serum = Version(TODAY, "evening", "other", "Serum", Schedule(TODAY))
    after = recovery().with_routine(
        routine.with_step(serum)
        .with_changes("morning-cleanser", TODAY, product="Balm", cue="")
        .with_end("evening-cleanser", TODAY)
        .with_move("morning-sunscreen", TODAY, -1)
    )
    assert told(recovery(), after) == [
        "Step Gentle cleanser (morning): as it is → another product and cue",
        "Step Moisturiser (morning): as it is → in another place",
        "Step Sunscreen SPF 30+ (morning): as it is → in another place",
        "Step Gentle cleanser (evening): in the routine → ended",
        "Step Serum (evening): not there → there",
    ]
    assert told(after, recovery())[-1] == "Step Serum (evening): there → not there"


def test_pauses_are_told_by_what_they_are_and_not_by_their_place() -> None:
    before = (
        recovery()
        .with_pause(Pause(ZERO, ZERO + timedelta(days=3)))
        .with_pause(Pause(TODAY, None, ("morning-cleanser",)))
    )
    after = before.resumed(TODAY + timedelta(days=2))
    assert told(before, after) == [
        "Pause from 22 Nov: 1 step, until it is ended → 1 step, until 23 Nov",
    ]
    assert told(after, recovery()) == [
        "Pause from 1 Nov: all steps, until 4 Nov → not there",
        "Pause from 22 Nov: 1 step, until 23 Nov → not there",
    ]


@given(recoveries(), recoveries())
def test_what_differs_is_told_and_nothing_else_on_one_line_each(before: Recovery, after: Recovery) -> None:
    after = replace(after, id=before.id)
    assert (differences(before, after) == []) == (before == after)
    assert differences(before, before) == []
    for line in told(before, after):
        assert visible(line) == line and len(line) < 700


def test_records_that_were_found_and_are_not_known_are_told_with_their_day() -> None:
    mark = Mark("done", datetime(2026, 11, 22, 9, tzinfo=UTC))
    found = {
        TODAY: Day(TODAY, {"morning-cleanser": mark, "unheard-of": mark}, "calm"),
        ZERO: Day(ZERO, dict(ticked(0)(recovery()).record(ZERO).marks)),
    }
    assert list(newer_records(ticked(0)(recovery()), found)) == [
        (TODAY, "22 Nov 2026, Gentle cleanser: done 09:00"),
        (TODAY, "22 Nov 2026, unheard-of: done 09:00"),
        (TODAY, "22 Nov 2026, note: calm"),
    ]

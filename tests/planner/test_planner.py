"""The planner and its workspace: marks, notes, looking, and what a damaged or newer file does."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import time_machine

from routine_tui.model.errors import (
    BadInput,
    OutsideWindow,
    RoutineError,
    StoreError,
)
from routine_tui.model.recovery.diary import Mark
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.planner.planner import Planner
from routine_tui.settings import Settings
from tests.planner.begun import BERLIN, MORNING, NOW, ONE, TODAY, ZERO, door, mark, states

# --- ticking


def test_a_tick_keeps_the_real_moment_and_is_on_the_disk_at_once(planner: Planner, tmp_path: Path) -> None:
    recovery = planner.tick(TODAY, MORNING[:2], note="dry \n")
    assert recovery == planner.recovery == door(tmp_path).recovery
    assert mark(planner) == Mark("done", NOW, note="dry")
    assert mark(planner).at.isoformat() == "2026-11-22T07:42:00+01:00"
    assert states(planner) == ["done", "done", "due", "due", "due", "due"]


def test_a_tick_after_midnight_counts_for_the_evening_before(planner: Planner, clock: time_machine.Traveller) -> None:
    clock.move_to(datetime(2026, 11, 23, 0, 40, tzinfo=BERLIN))
    assert planner.today() == TODAY
    planner.tick(planner.today(), ["evening-cleanser"])
    assert mark(planner, "evening-cleanser").at.isoformat() == "2026-11-23T00:40:00+01:00"
    clock.move_to(datetime(2026, 11, 23, 3, 0, tzinfo=BERLIN))
    assert planner.today() == TODAY + ONE
    assert states(planner)[4] == "done"


def test_a_time_after_midnight_given_with_a_day_is_of_the_night_that_follows_it(
    planner: Planner, clock: time_machine.Traveller
) -> None:
    yesterday = TODAY - ONE
    planner.tick(yesterday, ["evening-cleanser"], at=time(0, 40))
    assert mark(planner, "evening-cleanser", yesterday).at.isoformat() == "2026-11-22T00:40:00+01:00"
    planner.tick(yesterday, ["evening-moisturiser"], at=time(0, 0))
    assert mark(planner, "evening-moisturiser", yesterday).at.isoformat() == "2026-11-22T00:00:00+01:00"
    planner.tick(TODAY, MORNING[:1], at=time(7, 0))
    assert mark(planner).at.isoformat() == "2026-11-22T07:00:00+01:00"


def test_an_hour_of_the_night_before_is_told_with_its_day(planner: Planner, clock: time_machine.Traveller) -> None:
    """Seen to say of 02:30 at breakfast that it is in the future."""
    for record in (
        lambda: planner.tick(TODAY, MORNING[:1], at=time(2, 30)),
        lambda: planner.skin.look_moment(TODAY, time(2, 30)),
    ):
        with pytest.raises(BadInput, match=r"is in the night after it.*for the night before, use 21 Nov\."):
            record()
    with pytest.raises(BadInput, match="23:00 on 22 Nov is in the future"):
        planner.tick(TODAY, MORNING[:1], at=time(23))


def test_the_day_of_a_mark_never_moves(planner: Planner, tmp_path: Path) -> None:
    """Neither another time zone nor another hour for days to begin touches what is recorded."""
    planner.tick(TODAY, MORNING)
    planner.tick(TODAY - ONE, ["evening-cleanser"], at=time(0, 40))
    content = (tmp_path / "recoveries" / "Face.json").read_bytes()
    for zone in ("Pacific/Kiritimati", "Pacific/Niue", "Australia/Lord_Howe"):
        for hour in range(24):
            other = door(tmp_path, Settings(day_starts_at=time(hour)), zone)
            assert set(other.recovery.days) == {TODAY, TODAY - ONE}
            assert set(other.recovery.record(TODAY).marks) == set(MORNING)
    assert (tmp_path / "recoveries" / "Face.json").read_bytes() == content


def test_a_step_ticked_twice_keeps_the_first_moment_unless_a_time_is_given(
    planner: Planner, clock: time_machine.Traveller
) -> None:
    planner.tick(TODAY, MORNING[:1], note="dry")
    clock.shift(timedelta(hours=2))
    planner.tick(TODAY, MORNING[:1])
    planner.tick(TODAY, MORNING[:1], note="dry")
    assert mark(planner) == Mark("done", NOW, note="dry")
    planner.tick(TODAY, MORNING[:1], at=time(7, 0))
    assert mark(planner) == Mark("done", NOW.replace(hour=7, minute=0), note="dry")
    planner.undo()
    planner.undo()
    with pytest.raises(BadInput, match="nothing to undo"):
        planner.undo()


def test_a_skip_keeps_its_reason_and_replaces_a_tick_and_the_other_way_round(planner: Planner) -> None:
    planner.tick(TODAY, MORNING[:1], note="dry")
    planner.skip(TODAY, MORNING[:1], "at the\r\nbeach")
    assert mark(planner) == Mark("skipped", NOW, "at the\nbeach", "dry")
    planner.skip(TODAY, MORNING[:1], "indoors")
    assert mark(planner).reason == "indoors"
    planner.tick(TODAY, MORNING[:1])
    assert mark(planner) == Mark("done", NOW, "", "dry")


def test_an_untick_takes_marks_back_and_one_without_a_mark_is_nothing_to_undo(planner: Planner) -> None:
    planner.tick(TODAY, MORNING)
    planner.untick(TODAY, MORNING[:2])
    assert set(planner.recovery.record(TODAY).marks) == {MORNING[2]}
    planner.untick(TODAY, MORNING[:2])
    assert planner.undo() == "unticked Gentle cleanser and Moisturiser"


def test_several_steps_are_one_thing_to_undo(planner: Planner) -> None:
    before = planner.recovery
    planner.tick(TODAY - ONE, MORNING)
    assert planner.undo() == "ticked Gentle cleanser, Moisturiser and Sunscreen SPF 30+ on 21 Nov"
    assert planner.recovery == before
    assert planner.redo().startswith("ticked")
    assert len(planner.recovery.record(TODAY - ONE).marks) == 3


MARKING: list[Callable[[Planner, date, list[str]], object]] = [
    lambda planner, day, ids: planner.tick(day, ids),
    lambda planner, day, ids: planner.skip(day, ids, "x"),
    lambda planner, day, ids: planner.untick(day, ids),
]


@pytest.mark.parametrize("do", MARKING)
def test_nothing_is_marked_ahead_outside_or_for_an_unknown_step(planner: Planner, do: Callable[..., object]) -> None:
    content = planner.path and planner.path.read_bytes()
    for day in (TODAY + ONE, ZERO + timedelta(days=84)):
        with pytest.raises(BadInput, match="is in the future"):
            do(planner, day, [MORNING[0]])
    with pytest.raises(OutsideWindow):
        do(planner, ZERO - ONE, [MORNING[0]])
    with pytest.raises(BadInput, match="no step with the id “x”"):
        do(planner, TODAY, [MORNING[0], "x"])
    assert planner.path and planner.path.read_bytes() == content


def test_a_time_that_is_still_to_come_is_refused(planner: Planner) -> None:
    with pytest.raises(BadInput, match="07:43 on 22 Nov is in the future"):
        planner.tick(TODAY, MORNING, at=time(7, 43))
    with pytest.raises(BadInput, match="02:59 on 22 Nov is in the night after it"):
        planner.tick(TODAY, MORNING, at=time(2, 59))
    planner.tick(TODAY, MORNING, at=time(7, 42))


def test_text_that_is_too_long_is_refused(planner: Planner) -> None:
    changes: list[Callable[[], object]] = [
        lambda: planner.tick(TODAY, MORNING, note="x" * 20_001),
        lambda: planner.skip(TODAY, MORNING, "x" * 20_001),
        lambda: planner.note(TODAY, "x" * 20_001),
        lambda: planner.pauses.add(TODAY, reason="x" * 20_001),
    ]
    for change in changes:
        with pytest.raises(BadInput, match="20,001 characters"):
            change()
    planner.note(TODAY, "x" * 15_000)
    with pytest.raises(BadInput, match="30,001 characters"):
        planner.note(TODAY, "x" * 15_000)


# --- notes


def test_notes_append_lines_or_replace_the_whole(planner: Planner) -> None:
    planner.note(TODAY, "dry")
    planner.note(TODAY, "less\nred")
    assert planner.agenda(TODAY).note == "dry\nless\nred"
    planner.note(TODAY, "calm", append=False)
    assert planner.agenda(TODAY).note == "calm"
    planner.note(TODAY, "", append=False)
    assert planner.recovery.days == {}
    for day, text, reason in (
        (TODAY, " \n", "is empty"),
        (TODAY + ONE, "x", "in the future"),
        (ZERO - ONE, "x", "outside"),
    ):
        with pytest.raises(BadInput, match=reason):
            planner.note(day, text)


def test_a_note_of_a_step_belongs_to_its_mark(planner: Planner) -> None:
    with pytest.raises(BadInput, match="tick or skip the step first"):
        planner.step_note(TODAY, MORNING[0], "x")
    planner.tick(TODAY, MORNING)
    planner.step_note(TODAY, MORNING[0], "stung a little")
    assert mark(planner) == Mark("done", NOW, note="stung a little")
    planner.step_note(TODAY, MORNING[0], "")
    assert mark(planner).note == ""


# --- looking


def test_a_future_day_can_be_looked_at(planner: Planner) -> None:
    assert set(states(planner, TODAY + ONE)) == {"ahead"}
    with pytest.raises(OutsideWindow):
        planner.agenda(ZERO - ONE)


def test_the_phase_is_that_of_the_day(planner: Planner) -> None:
    assert [planner.phase(day).id for day in (ZERO, TODAY)] == ["settle", "rebuild"]


def test_the_settings_say_when_a_day_begins_and_else_the_recovery(
    planner: Planner, tmp_path: Path, clock: time_machine.Traveller
) -> None:
    clock.move_to(datetime(2026, 11, 23, 4, 0, tzinfo=BERLIN))
    late = door(tmp_path, Settings(day_starts_at=time(5, 0)))
    assert (planner.day_starts_at(), planner.today()) == (time(3, 0), TODAY + ONE)
    assert (late.day_starts_at(), late.today()) == (time(5, 0), TODAY)
    assert late.look() == (planner.recovery, TODAY)
    assert planner.look() == (planner.recovery, TODAY + ONE)


def test_a_change_by_another_program_is_seen_and_the_same_state_is_the_same_object(
    planner: Planner, tmp_path: Path
) -> None:
    first = planner.recovery
    assert planner.recovery is first
    door(tmp_path).tick(TODAY, MORNING)
    assert states(planner)[:3] == ["done"] * 3


# --- all of it


def test_every_refusal_is_one_sentence(planner: Planner) -> None:
    refusals: list[Callable[[], object]] = [
        lambda: planner.tick(TODAY + ONE, MORNING),
        lambda: planner.tick(TODAY, ["x\x1b[2J"]),
        lambda: planner.pauses.resume(TODAY),
        planner.undo,
        planner.redo,
        lambda: planner.recoveries.use("Ear"),
        lambda: planner.recoveries.begin("Face"),
        lambda: planner.recoveries.describe("", ZERO, 84),
    ]
    for refused in refusals:
        with pytest.raises(RoutineError, match=r"^[^\n]+\.$"):
            refused()


def test_a_recovery_is_the_same_value_for_everyone(planner: Planner, tmp_path: Path) -> None:
    assert isinstance(planner.recovery, Recovery)
    assert door(tmp_path).recovery == planner.recovery


@pytest.mark.parametrize("is_whole_then", [True, False])
def test_a_command_waits_for_a_program_that_is_writing(
    is_whole_then: bool, planner: Planner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen to fail: the backup took the place of what was being written."""
    planner.tick(TODAY, MORNING)
    path = tmp_path / "recoveries" / "Face.json"
    whole, there = path.read_bytes(), sorted(path.parent.iterdir())
    fresh, waits = door(tmp_path), []
    moment = fresh.clock.now().timestamp()

    def wait(seconds: float) -> None:
        waits.append(seconds)
        path.write_bytes(whole if is_whole_then else whole[: 100 + len(waits)])
        os.utime(path, (moment, moment))

    path.write_bytes(whole[:100])
    os.utime(path, (moment, moment))
    fresh.wait = wait
    if is_whole_then:
        assert fresh.recovery == planner.recovery
    else:
        with pytest.raises(StoreError, match="another program is still writing it"):
            fresh.find()
    assert waits == [3.0] * (1 if is_whole_then else 3) and sorted(path.parent.iterdir()) == there

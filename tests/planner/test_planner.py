"""The one door: what each method does, refuses, and leaves on the disk."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from msgspec.structs import replace

from routine_tui.clock import SystemClock
from routine_tui.facts.guidance import routine_of
from routine_tui.model.errors import (
    BadInput,
    DamagedFile,
    NewerFile,
    NoRecovery,
    OutsideWindow,
    RoutineError,
    StoreError,
)
from routine_tui.model.recovery.diary import Mark, Pause
from routine_tui.model.recovery.photo import Photo
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.text import short_day
from routine_tui.planner.planner import Planner
from routine_tui.settings import Settings, find_home

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 22, 7, 42, tzinfo=BERLIN)
TODAY = date(2026, 11, 22)
ZERO = date(2026, 11, 1)
ONE = timedelta(days=1)
MORNING = ("morning-cleanser", "morning-moisturiser", "morning-sunscreen")


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def door(home: Path, settings: Settings | None = None, zone: str = "Europe/Berlin") -> Planner:
    return Planner(find_home(str(home)), SystemClock(ZoneInfo(zone)), settings)


@pytest.fixture
def planner(tmp_path: Path, clock: time_machine.Traveller) -> Planner:
    planner = door(tmp_path)
    planner.recoveries.begin("Face", ZERO)
    return planner


def mark(planner: Planner, step_id: str = MORNING[0], day: date = TODAY) -> Mark:
    return planner.recovery.record(day).marks[step_id]


def states(planner: Planner, day: date = TODAY) -> list[str]:
    return [item.state for item in planner.agenda(day).items]


# --- beginning


def test_before_the_first_there_is_no_recovery(tmp_path: Path, clock: time_machine.Traveller) -> None:
    planner = door(tmp_path)
    assert planner.find() is None
    assert planner.path is None
    assert planner.today() == TODAY
    assert planner.look() == (None, TODAY)
    assert planner.recoveries.entries() == []
    asked: list[Callable[[], object]] = [
        lambda: planner.recovery,
        lambda: planner.agenda(TODAY),
        lambda: planner.tick(TODAY, MORNING),
        planner.undo,
        planner.safety.backup,
        lambda: planner.routine.end("x", TODAY),
    ]
    for ask in asked:
        with pytest.raises(NoRecovery, match="There is no recovery yet: begin one"):
            ask()
    assert list(tmp_path.iterdir()) == []


def test_a_recovery_begins_today_with_the_gentle_routine_and_84_days(
    tmp_path: Path, clock: time_machine.Traveller
) -> None:
    recovery = door(tmp_path).recoveries.begin()
    assert (recovery.name, recovery.day_zero, recovery.window_days) == ("Recovery", TODAY, 84)
    assert recovery.routine == routine_of("gentle", TODAY)
    assert uuid.UUID(recovery.id)
    assert door(tmp_path).recovery == recovery


def test_after_midnight_a_recovery_still_begins_the_evening_before(
    tmp_path: Path, clock: time_machine.Traveller
) -> None:
    clock.move_to(datetime(2026, 11, 23, 1, 30, tzinfo=BERLIN))
    assert door(tmp_path / "a").recoveries.begin().day_zero == TODAY
    early = door(tmp_path / "b", Settings(day_starts_at=time(1, 0))).recoveries.begin()
    assert (early.day_zero, early.day_starts_at) == (TODAY + ONE, time(1, 0))


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"name": " "}, "is empty"),
        ({"name": "a\x1b[2J"}, "control character"),
        ({"name": "x" * 201}, "201 characters"),
        ({"window_days": 6}, "7 to 730"),
        ({"day_zero": date(1, 1, 1)}, "year 1"),
        ({"template_id": "harsh"}, "no template"),
        ({"name": "face"}, "already a recovery"),
    ],
)
def test_a_recovery_that_cannot_be_is_refused_and_nothing_is_written(
    planner: Planner, tmp_path: Path, arguments: dict[str, Any], reason: str
) -> None:
    before = sorted(tmp_path.rglob("*.json"))
    with pytest.raises(BadInput, match=reason):
        planner.recoveries.begin(**arguments)
    assert sorted(tmp_path.rglob("*.json")) == before
    assert planner.recovery.name == "Face"


def test_an_unwritable_home_is_told_in_a_sentence(tmp_path: Path, clock: time_machine.Traveller) -> None:
    (tmp_path / "home").write_text("a file")
    with pytest.raises(StoreError, match="cannot be made"):
        door(tmp_path / "home").recoveries.begin()


# --- which one


def test_recoveries_are_chosen_put_away_and_brought_back(planner: Planner, tmp_path: Path) -> None:
    planner.recoveries.begin("Nose", ZERO)
    assert planner.recoveries.use("face").name == "Face"
    assert door(tmp_path).recovery.name == "Face"
    assert planner.recoveries.archive("Face") == tmp_path / "recoveries" / "archive" / "Face.json"
    assert planner.recovery.name == "Nose"
    with pytest.raises(BadInput, match="in the archive already"):
        planner.recoveries.archive("Face")
    assert [(entry.name, entry.archived) for entry in planner.recoveries.entries()] == [("Nose", False), ("Face", True)]
    assert planner.recoveries.use("Face").name == "Face"
    with pytest.raises(BadInput, match="no recovery “Ear”"):
        planner.recoveries.use("Ear")


def test_a_file_that_another_program_put_away_is_told(planner: Planner, tmp_path: Path) -> None:
    door(tmp_path).recoveries.archive("Face")
    with pytest.raises(StoreError, match="not there any more"):
        planner.tick(TODAY, MORNING)


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
    with pytest.raises(BadInput, match="is still to come"):
        do(planner, TODAY + ONE, [MORNING[0]])
    for day in (ZERO - ONE, ZERO + timedelta(days=84)):
        with pytest.raises(OutsideWindow):
            do(planner, day, [MORNING[0]])
    with pytest.raises(BadInput, match="no step with the id “x”"):
        do(planner, TODAY, [MORNING[0], "x"])
    assert planner.path and planner.path.read_bytes() == content


def test_a_time_that_is_still_to_come_is_refused(planner: Planner) -> None:
    with pytest.raises(BadInput, match="07:43 on 2026-11-22 is still to come"):
        planner.tick(TODAY, MORNING, at=time(7, 43))
    with pytest.raises(BadInput, match="02:59 on 2026-11-22 is still to come"):
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
        (TODAY + ONE, "x", "still to come"),
        (ZERO - ONE, "x", "outside"),
    ):
        with pytest.raises(BadInput, match=reason):
            planner.note(day, text)


def test_a_note_of_a_step_belongs_to_its_mark(planner: Planner) -> None:
    with pytest.raises(BadInput, match="tick or skip it first"):
        planner.step_note(TODAY, MORNING[0], "x")
    planner.tick(TODAY, MORNING)
    planner.step_note(TODAY, MORNING[0], "stung a little")
    assert mark(planner) == Mark("done", NOW, note="stung a little")
    planner.step_note(TODAY, MORNING[0], "")
    assert mark(planner).note == ""


# --- pauses


def test_a_pause_holds_until_it_is_resumed(planner: Planner) -> None:
    planner.pauses.add(TODAY, reason="travelling")
    assert set(states(planner)) == {"paused"}
    planner.pauses.resume(TODAY + ONE)
    assert planner.recovery.pauses == (Pause(TODAY, TODAY, (), "travelling"),)
    with pytest.raises(BadInput, match="Nothing is paused"):
        planner.pauses.resume(TODAY + ONE)


def test_a_pause_is_changed_or_taken_away_also_afterwards(planner: Planner, tmp_path: Path) -> None:
    planner.pauses.add(TODAY - 5 * ONE, TODAY - 3 * ONE, reason="travelling")
    (pause,) = planner.recovery.pauses
    planner.pauses.edit(pause.id, last_day=TODAY, step_ids=(MORNING[2],), reason=" ill\n")
    (changed,) = door(tmp_path).recovery.pauses
    assert changed == Pause(TODAY - 5 * ONE, TODAY, (MORNING[2],), " ill") and changed.id == pause.id
    assert states(planner)[2] == "paused" and states(planner)[0] == "due"
    planner.pauses.remove(pause.id)
    assert not planner.recovery.pauses
    assert planner.undo() == "took a pause away"
    assert list(planner.recovery.pauses) == [changed]
    assert planner.undo() == "changed a pause"
    assert list(planner.recovery.pauses) == [pause]


def test_copies_that_each_move_another_end_of_a_pause_still_fit_together(
    planner: Planner, tmp_path: Path, clock: time_machine.Traveller
) -> None:
    planner.pauses.add(TODAY - 10 * ONE, TODAY)
    (pause,), copy = planner.recovery.pauses, door(tmp_path / "copy")
    assert planner.path is not None
    copy.safety.restore(planner.path.read_bytes(), planner.path)
    planner.pauses.edit(pause.id, first_day=TODAY - ONE)
    clock.shift(60)
    copy.pauses.edit(pause.id, last_day=TODAY - 5 * ONE)
    assert copy.path is not None
    planner.safety.merge(copy.path.read_bytes(), copy.path)
    assert list(planner.recovery.pauses) == [Pause(TODAY - 10 * ONE, TODAY - 5 * ONE), Pause(TODAY - ONE, TODAY)]


def test_a_pause_is_not_changed_into_one_that_could_not_be_made(planner: Planner) -> None:
    planner.pauses.add(TODAY)
    (pause,) = planner.recovery.pauses
    with pytest.raises(BadInput, match="before it begins"):
        planner.pauses.edit(pause.id, last_day=TODAY - ONE)
    with pytest.raises(OutsideWindow):
        planner.pauses.edit(pause.id, first_day=ZERO - ONE)
    with pytest.raises(BadInput, match="no step with the id"):
        planner.pauses.edit(pause.id, step_ids=("x",))
    with pytest.raises(BadInput, match="not there any more"):
        planner.pauses.edit("gone", reason="x")
    with pytest.raises(BadInput, match="not there any more"):
        planner.pauses.remove("gone")
    assert planner.recovery.pauses == (pause,)


def test_a_pause_is_refused_backwards_outside_and_for_an_unknown_step(planner: Planner) -> None:
    with pytest.raises(BadInput, match="swap the two days"):
        planner.pauses.add(TODAY, TODAY - ONE)
    with pytest.raises(OutsideWindow):
        planner.pauses.add(ZERO - ONE)
    with pytest.raises(BadInput, match="no step with the id"):
        planner.pauses.add(TODAY, step_ids=["x"])
    assert planner.recovery.pauses == ()


# --- the routine


def version(day: date = TODAY, **changes: Any) -> StepVersion:
    return replace(StepVersion(day, "evening", "other", "Jelly", Schedule(day)), **changes)


def test_a_step_is_added_last_in_its_slot_from_its_day_on(planner: Planner) -> None:
    planner.routine.add(version(name="  Petroleum \n jelly ", cue=" after ", instructions="thin\r\nlayer\x07"))
    added = planner.agenda(TODAY).items[-1]
    assert (added.step_id, added.version.name, added.version.cue) == (
        "evening-petroleum-jelly",
        "Petroleum jelly",
        "after",
    )
    assert added.version.instructions == "thin\nlayer"
    assert len(planner.agenda(TODAY - ONE).items) == 6
    assert planner.undo() == "added Petroleum jelly"


def test_steps_are_edited_ended_brought_back_and_moved_from_a_day_on(planner: Planner) -> None:
    planner.routine.edit(MORNING[0], TODAY, name=" Oat  wash ", product="Oat", schedule=Schedule(TODAY, "FREQ=WEEKLY"))
    planner.routine.move(MORNING[0], TODAY, 1)
    planner.routine.end(MORNING[2], TODAY)
    names = [item.version.name for item in planner.agenda(TODAY).items]
    assert names == ["Moisturiser", "Oat wash", "Sunscreen top-up", "Gentle cleanser", "Moisturiser"]
    assert [item.version.name for item in planner.agenda(TODAY - ONE).items][:3] == [
        "Gentle cleanser",
        "Moisturiser",
        "Sunscreen SPF 30+",
    ]
    planner.routine.bring_back(MORNING[2], TODAY)
    assert len(planner.agenda(TODAY).items) == 6
    assert [planner.undo() for _ in range(4)] == [
        "brought back Sunscreen SPF 30+",
        "ended Sunscreen SPF 30+",
        "moved Oat wash",
        "changed Gentle cleanser",
    ]


def test_instructions_that_a_person_wrote_cite_no_source(planner: Planner) -> None:
    assert planner.agenda(TODAY).items[0].version.sources
    planner.routine.edit(MORNING[0], TODAY, name="Wash")
    assert planner.agenda(TODAY).items[0].version.sources
    planner.routine.edit(MORNING[0], TODAY, instructions="mine")
    assert planner.agenda(TODAY).items[0].version.sources == ()


def test_a_template_takes_the_place_of_the_routine_from_a_day_on(planner: Planner) -> None:
    before = planner.agenda(TODAY - ONE)
    planner.routine.use_template("simple", TODAY)
    assert [item.step_id for item in planner.agenda(TODAY).items] == [f"{step_id}-2" for step_id in MORNING]
    assert planner.agenda(TODAY - ONE) == before
    planner.routine.use_template("empty", TODAY)
    assert planner.agenda(TODAY).items == ()
    planner.undo()
    assert len(planner.agenda(TODAY).items) == 3


def test_the_routine_is_changed_within_the_window_only_and_with_what_can_be_kept(planner: Planner) -> None:
    content = planner.path and planner.path.read_bytes()
    refusals: list[Callable[[], object]] = [
        lambda: planner.routine.add(version(ZERO - ONE)),
        lambda: planner.routine.add(version(name=" ")),
        lambda: planner.routine.add(version(product="a\x1b")),
        lambda: planner.routine.edit(MORNING[0], ZERO - ONE, name="x"),
        lambda: planner.routine.edit(MORNING[0], TODAY, name=""),
        lambda: planner.routine.edit("x", TODAY, name="x"),
        lambda: planner.routine.end("x", TODAY),
        lambda: planner.routine.end(MORNING[0], ZERO - ONE),
        lambda: planner.routine.bring_back("x", TODAY),
        lambda: planner.routine.move("x", TODAY, 1),
        lambda: planner.routine.use_template("harsh", TODAY),
        lambda: planner.routine.use_template("gentle", ZERO + timedelta(days=84)),
    ]
    for refused in refusals:
        with pytest.raises(BadInput):
            refused()
    assert planner.path and planner.path.read_bytes() == content


# --- the recovery itself


def test_name_day_zero_and_window_are_put_right(planner: Planner, tmp_path: Path) -> None:
    recovery = planner.recoveries.describe(" Left  cheek ", ZERO + 2 * ONE, 28)
    assert (recovery.name, recovery.day_zero, recovery.window_days) == ("Left cheek", ZERO + 2 * ONE, 28)
    assert recovery.routine == routine_of("gentle", ZERO + 2 * ONE)
    assert planner.path == tmp_path / "recoveries" / "Face.json"
    assert planner.undo() == "changed the recovery"
    assert planner.recovery.routine == routine_of("gentle", ZERO)


def test_no_record_is_left_outside_the_window(planner: Planner) -> None:
    planner.tick(TODAY - ONE, MORNING)
    planner.tick(TODAY, MORNING)
    with pytest.raises(BadInput, match="1 day with a record would lie outside that window, from 2026-11-22 on"):
        planner.recoveries.describe("Face", ZERO, 21)
    with pytest.raises(BadInput, match="7 to 730"):
        planner.recoveries.describe("Face", ZERO, 1)
    assert planner.recovery.window_days == 84


def test_no_check_in_is_left_outside_the_window_and_a_picture_may_be_older_than_the_session(planner: Planner) -> None:
    planner.skin.check_in(ZERO, {"redness": 3})
    planner.skin.check_in(TODAY, {"redness": 1})
    before = Photo("before", ZERO - ONE, "before.jpg")
    planner.change("put a picture there", lambda recovery: replace(recovery, photos=(before,)))
    with pytest.raises(BadInput, match="1 day with a record would lie outside that window, from 2026-11-22 on"):
        planner.recoveries.describe("Face", ZERO, 21)
    with pytest.raises(BadInput, match="1 day with a record would lie outside that window, from 2026-11-01 on"):
        planner.recoveries.describe("Face", ZERO + ONE, 84)
    earlier = planner.recoveries.describe("Face", ZERO - ONE, 84)
    assert (earlier.photos, earlier.offset(before.day)) == ((before,), 0)
    assert planner.recoveries.describe("Face", ZERO, 22).photos == (before,)


def test_two_recoveries_cannot_get_one_name(planner: Planner) -> None:
    planner.recoveries.begin("Nose", ZERO)
    with pytest.raises(BadInput, match="There is already a recovery “FACE”"):
        planner.recoveries.describe("FACE", ZERO, 84)
    assert planner.recoveries.describe("NOSE", ZERO, 84).name == "NOSE"


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


# --- damage, newer files, backups


def test_a_damaged_file_is_mended_and_told_once(planner: Planner, tmp_path: Path) -> None:
    planner.tick(TODAY, MORNING)
    path = tmp_path / "recoveries" / "Face.json"
    path.write_bytes(path.read_bytes()[:-50])
    fresh = door(tmp_path)
    assert fresh.recovery == planner.recovery
    (told,) = fresh.notices
    assert "it is kept as Face.json.damaged-" in told
    fresh.tick(TODAY, MORNING)
    assert len(fresh.notices) == 1
    assert planner.notices == []


def test_damage_without_a_backup_is_an_error_and_nothing_is_overwritten(planner: Planner, tmp_path: Path) -> None:
    path = tmp_path / "recoveries" / "Face.json"
    path.write_bytes(b"")
    uses: list[Callable[[], object]] = [lambda: door(tmp_path).recovery, lambda: planner.tick(TODAY, MORNING)]
    for use in uses:
        with pytest.raises(DamagedFile, match="no whole backup"):
            use()
    assert path.read_bytes() == b""


def newer(path: Path, **changes: object) -> bytes:
    tables = json.loads(path.read_bytes())
    tables["recovery"]["1"].update({"version": 99, **changes})
    path.write_text(json.dumps(tables))
    return path.read_bytes()


def test_a_newer_file_is_shown_with_a_line_that_says_so_once_and_never_written(
    planner: Planner, tmp_path: Path
) -> None:
    content = newer(tmp_path / "recoveries" / "Face.json")
    fresh = door(tmp_path)
    for _ in range(3):
        assert fresh.recovery.name == "Face"
    (told,) = fresh.notices
    assert "was written by a newer routine-tui" in told
    changes: list[Callable[[], object]] = [
        lambda: fresh.tick(TODAY, MORNING),
        fresh.undo,
        lambda: fresh.recoveries.describe("x", ZERO, 84),
    ]
    for change in changes:
        with pytest.raises(NewerFile):
            change()
    assert (tmp_path / "recoveries" / "Face.json").read_bytes() == content


def test_a_newer_file_that_cannot_be_shown_is_not_mended_away(planner: Planner, tmp_path: Path) -> None:
    planner.tick(TODAY, MORNING)  # so that there is a backup that could take its place
    content = newer(tmp_path / "recoveries" / "Face.json", day_zero=None)
    with pytest.raises(NewerFile, match="this one cannot show it"):
        door(tmp_path).find()
    assert (tmp_path / "recoveries" / "Face.json").read_bytes() == content


def test_a_backup_is_restored_and_the_state_before_it_kept(planner: Planner, tmp_path: Path) -> None:
    copy = planner.safety.backup()
    planner.tick(TODAY, MORNING)
    ticked = planner.recovery
    done = planner.safety.restore(copy.read_bytes(), copy)
    assert done.recovery == planner.recovery != ticked
    assert done.kept
    assert planner.safety.restore(done.kept.read_bytes(), done.kept).recovery == ticked


def test_restoring_says_what_it_changes_before_and_after_and_is_undone_in_one_step(planner: Planner) -> None:
    copy = planner.safety.backup()
    planner.tick(TODAY, MORNING)
    planner.note(TODAY, "calmer")
    before = planner.recovery
    would = planner.safety.restore(copy.read_bytes(), copy, dry_run=True)
    assert planner.recovery == before
    assert would.kept is None and would.differences
    assert [str(one) for one in would.differences][-1] == f"{short_day(TODAY)}, note: “calmer” → none"
    assert planner.safety.restore(copy.read_bytes(), copy).differences == would.differences
    assert planner.recovery != before
    assert planner.undo() == f"restored {copy.name}"
    assert planner.recovery == before
    assert planner.undo().startswith("noted"), "what was done before the restoring can still be undone"


def test_restoring_what_is_there_already_writes_nothing(planner: Planner, tmp_path: Path) -> None:
    planner.tick(TODAY, MORNING)
    content, copies = (tmp_path / "recoveries" / "Face.json").read_bytes(), set((tmp_path / "backups").rglob("*"))
    done = planner.safety.restore(content, tmp_path / "copy.json")
    assert (done.differences, done.kept) == ([], None)
    assert (tmp_path / "recoveries" / "Face.json").read_bytes() == content
    assert set((tmp_path / "backups").rglob("*")) == copies


def test_a_recovery_that_is_not_here_is_restored_as_one_more(planner: Planner, tmp_path: Path) -> None:
    other = door(tmp_path / "other")
    other.recoveries.begin("Nose", ZERO)
    copy = other.safety.backup()
    done = planner.safety.restore(copy.read_bytes(), copy)
    assert (done.recovery.name, done.differences, done.kept) == ("Nose", None, None)
    assert planner.recovery.name == "Nose"
    assert {entry.name for entry in planner.recoveries.entries()} == {"Face", "Nose"}


def test_one_from_the_archive_is_restored_and_current_again(planner: Planner) -> None:
    copy = planner.safety.backup()
    planner.recoveries.archive("Face")
    assert planner.safety.restore(copy.read_bytes(), copy).recovery.name == "Face"
    assert [entry.archived for entry in planner.recoveries.entries()] == [False]


def test_a_whole_copy_takes_the_place_of_a_damaged_file_which_is_kept(planner: Planner, tmp_path: Path) -> None:
    elsewhere = tmp_path / "copy.json"
    elsewhere.write_bytes((tmp_path / "recoveries" / "Face.json").read_bytes())
    (tmp_path / "recoveries" / "Face.json").write_bytes(b"damaged")
    fresh = door(tmp_path)
    done = fresh.safety.restore(elsewhere.read_bytes(), elsewhere)
    assert done.recovery.name == "Face"
    assert done.kept and done.kept.read_bytes() == b"damaged"


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b"[" * 100_000])
def test_what_is_not_whole_is_not_restored(planner: Planner, tmp_path: Path, content: bytes) -> None:
    before = planner.recovery
    with pytest.raises(DamagedFile, match=r"copy\.json is no whole copy of a recovery \("):
        planner.safety.restore(content, Path("copy.json"))
    assert planner.recovery == before


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


# --- a clinician was spoken to


def test_what_got_worse_after_a_clinician_was_spoken_to_asks_again(planner: Planner) -> None:
    day = planner.today()
    planner.skin.check_in(day, {"pus": True, "contacted": True})
    answers = [
        planner.skin.check_in(day, {"flaking": 0, "antibiotics": True}),
        planner.skin.check_in(day, {"breathing": True}),
        planner.skin.check_in(day, {"throat": True, "contacted": True}),
    ]
    said = [recovery.record(day).skin for recovery in answers]
    assert [one is not None and one.answers.get("contacted") for one in said] == [True, None, True]

"""What a sync does, with a list in memory: what is told where, and what is left alone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from routine_tui.model.sync_errors import NoAnswer
from routine_tui.store.stamps import moment_of
from routine_tui.sync.account import Account
from routine_tui.sync.plan import settle
from routine_tui.sync.soon import LONGEST_WAIT, later_by, pause_after
from routine_tui.sync.state import KnownTask, SyncStore, Task, Value
from routine_tui.sync.task import read_task, write_task
from routine_tui.sync.wording import day_of_name, wanted_tasks
from tests.cases import each_case
from tests.planned import TODAY, SetClock
from tests.sync.devices import ACCOUNT, World


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_a_tick_meets_another_and_a_sync_is_one_change(world: World) -> None:
    one, two = world.computers
    one.sync()
    world.tick(world.name(TODAY, world.steps[0]))
    world.tick(world.name(TODAY, world.steps[1]))
    two.planner.tick(TODAY, [world.steps[2]])
    assert (two.sync().taken, one.sync().taken) == (2, 3)
    assert one.marks == two.marks
    assert one.planner.undo() == "synced 3 steps from the phone"
    assert one.marks == {}
    assert one.sync().sent == 3  # undoing it is sent
    assert two.sync().taken == 3
    assert two.marks == {}


def test_the_later_of_two_changes_counts(world: World) -> None:
    one, two = world.computers
    one.sync()
    two.sync()
    name = world.name(TODAY, world.steps[0])
    one.planner.skip(TODAY, [world.steps[0]], "sore")
    world.pass_time()
    world.tick(name, "reminders")
    one.sync()
    assert one.marks[TODAY, world.steps[0]][0] == "done"
    world.reopen(name)
    world.pass_time()
    one.planner.tick(TODAY, [world.steps[0]])
    world.settle()
    assert two.marks == one.marks


def test_a_task_that_was_only_renamed_takes_no_tick_of_a_computer_that_never_synced(world: World) -> None:
    world.two.planner.tick(TODAY, [world.steps[0]])
    world.one.sync()
    world.pass_time()
    world.rename(world.name(TODAY, world.steps[0]), "Wash", "reminders")  # which keeps nothing of ours
    world.settle()
    assert [computer.marks[TODAY, world.steps[0]][0] for computer in world.computers] == ["done", "done"]


def test_a_phone_whose_clock_is_wrong_loses_no_tick(world: World) -> None:
    world.one.sync()
    name, now = world.name(TODAY, world.steps[0]), world.clock.now()
    world.tick(name, at=now + timedelta(days=400))
    world.one.sync()
    assert world.one.marks[TODAY, world.steps[0]] == ("done", now)
    assert world.one.sync().sent == 0
    other = world.name(TODAY, world.steps[1])
    world.tick(other, at=now - timedelta(days=400))
    world.one.sync()
    assert world.one.marks[TODAY, world.steps[1]] == ("done", now - timedelta(days=400))


def test_a_tick_made_while_the_computer_was_off_for_weeks_is_recorded_and_tidied(world: World) -> None:
    world.one.sync()
    world.tick(world.name(TODAY + timedelta(days=1), world.steps[0]), at=world.clock.now() + timedelta(days=1))
    world.clock.set(TODAY + timedelta(days=30))
    report = world.one.sync()
    assert (report.taken, report.removed, report.sent) == (1, 9, 9)
    assert world.one.marks[TODAY + timedelta(days=1), world.steps[0]][0] == "done"
    world.tasks.dies_at = 0
    with pytest.raises(NoAnswer):
        world.one.sync()


def test_steps_that_this_copy_does_not_know_and_steps_that_ended(world: World) -> None:
    one, two = world.computers
    from_now = world.today
    one.sync()
    step = one.planner.recovery.routine.step(world.steps[0]).latest
    one.planner.routine.add(step.__class__(from_now, "evening", "other", "Mask", step.schedule))
    assert one.sync().sent == 3
    assert two.sync().removed == 0  # not its own to judge
    one.planner.routine.end(world.steps[0], from_now)
    before = len(world.tasks.entries)
    assert one.sync().removed == 3
    assert len(world.tasks.entries) == before - 3


def test_what_is_called_otherwise_on_two_computers_is_not_written_in_turns(world: World) -> None:
    one, two = world.computers
    one.sync()
    two.sync()
    one.planner.routine.edit(world.steps[0], world.today, name="Wash")
    assert one.sync().sent == 3
    assert [two.sync().sent, one.sync().sent, two.sync().sent] == [0, 0, 0]
    world.rename(world.name(TODAY, world.steps[1]), "Something else")
    assert two.sync().sent == 1


def test_what_is_ticked_here_meanwhile(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not taken for what was recorded before."""
    world.one.sync()
    world.tick(world.name(TODAY, world.steps[0]))
    step_id = world.steps[0]
    real_change = world.one.planner.change

    def change(label: str, edit: object) -> object:
        world.two.planner.open(world.one.planner.path or Path())
        world.two.planner.skip(TODAY, [step_id], "sore")
        return real_change(label, edit)  # type: ignore[arg-type]

    monkeypatch.setattr(world.one.planner, "change", change)
    assert world.one.sync().taken == 0
    assert world.one.marks[TODAY, step_id][0] == "skipped"


def test_pauses_grow_and_are_bounded() -> None:
    now = SetClock(TODAY).now()
    assert [pause_after(failures, 0.5) for failures in (0, 1, 2, 50)] == [300, 600, 1200, 3600]
    assert [round(pause_after(0, chance)) for chance in (0, 1)] == [240, 360]
    assert later_by(now, 1e9) == now + LONGEST_WAIT
    assert later_by(now, -5) == now + timedelta(seconds=1)


def test_what_travels_and_what_does_not(world: World) -> None:
    planner = world.one.planner
    planner.routine.edit(world.steps[0], world.today, product="Toleriane", cue="after I brush my teeth")
    planner.tick(world.today, [world.steps[0]])
    planner.step_note(world.today, world.steps[0], "stings")

    def told(account: Account) -> str:
        first = next(one for one in wanted_tasks(planner.recovery, world.today, account) if one.day == world.today)
        return write_task(first, Value("skipped", None, ""), "", "1", world.clock.now()).decode()

    words = ("Toleriane", "brush", "stings")
    assert [word in told(ACCOUNT) for word in words] == [False, False, False]
    everything = Account("https://example.org/", "mia", "Face", parts=("products", "instructions", "notes"))
    assert [word in told(everything) for word in words] == [True, True, True]
    neutral = Account("https://example.org/", "mia", "Routine", parts=everything.parts, neutral=True)
    assert "SUMMARY:Morning 1/3" in told(neutral)
    assert not [word for word in (*words, "leanser") if word in told(neutral)]


def test_what_is_remembered_is_for_its_owner_only_and_may_be_lost(world: World) -> None:
    one = world.one
    one.planner.tick(TODAY, [world.steps[0]])
    one.sync()
    path = one.planner.home.data / "sync.json"
    assert path.stat().st_mode & 0o077 == 0
    recovery_id = one.planner.recovery.id
    setup = one.store.find(recovery_id)
    path.write_bytes(b"{")
    assert one.store.find(recovery_id) is None
    assert setup is not None
    one.store.keep(recovery_id, setup.__class__(setup.account))
    assert (one.sync().taken, one.sync().sent) == (0, 0)
    assert SyncStore(one.planner.home.data).find(recovery_id) is not None


def test_what_is_no_task_is_left_as_it_is(world: World) -> None:
    world.one.sync()
    name = world.name(TODAY, world.steps[0])
    for content in (
        b"",
        b"<html>",
        b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\n",
        b"\xff",
    ):
        world.tasks.put(name, content)
        assert read_task(content) is None
        assert world.one.sync().refused == 1
        assert world.tasks.entries[name][1] == content
    assert [day_of_name(one) for one in ("20261340-" + 36 * "a" + ".ics", "milk.ics", name)] == [None, None, TODAY]


def task_of(*lines: str) -> bytes:
    """A task as another program writes it, of the 22nd."""
    uid = f"20261122-{36 * 'a'}"
    inner = (f"UID:{uid}", "DTSTAMP:20261122T080100Z", *lines)
    return "\r\n".join(("BEGIN:VCALENDAR", "BEGIN:VTODO", *inner, "END:VTODO", "END:VCALENDAR", "")).encode()


@each_case(
    ("lines", "state", "hour"),
    [
        (["COMPLETED:20261122T070000Z"], "done", 7),
        (["PERCENT-COMPLETE:100"], "done", 8),
        (["STATUS:NEEDS-ACTION", "PERCENT-COMPLETE:100"], "done", 8),
        (["STATUS:NEEDS-ACTION", "COMPLETED:20261122T070000Z"], "done", 7),
        (["STATUS:NEEDS-ACTION", "STATUS:COMPLETED"], "done", 8),
        (["COMPLETED:20261122T060000Z", "COMPLETED:20261122T070000Z"], "done", 7),
        (["STATUS:COMPLETED", "COMPLETED:00010101T000000Z"], "done", 8),
        (["STATUS:COMPLETED", "COMPLETED:19700101T000000Z"], "done", 8),
        (["STATUS:COMPLETED", "COMPLETED;TZID=America/New_York:99991231T235959"], "done", 8),
        (["STATUS:COMPLETED", "COMPLETED;VALUE=DATE:20261122"], "done", 12),
        (["STATUS:COMPLETED", "COMPLETED:soon", "BEGIN:VALARM", "TRIGGER:soon", "END:VALARM"], "done", 8),
        (["STATUS:CANCELLED", "X-ROUTINE-TUI-MARK:skipped 1 soon"], "skipped", None),
        (["STATUS:CANCELLED", "X-ROUTINE-TUI-MARK:skipped 1 99999999"], "skipped", None),
        (["PERCENT-COMPLETE:many", "STATUS:IN-PROCESS"], "open", None),
    ],
)
def test_what_programs_on_a_phone_write_is_read_as_they_mean_it(lines: list[str], state: str, hour: int | None) -> None:
    task = read_task(task_of(*lines))
    assert task is not None and task.value.state == state
    assert (task.value.at.hour if task.value.at else None) == hour
    assert not task.changed or moment_of(task.changed)  # a stamp that is none would end the sync


@each_case(
    ("lines", "is_moved"),
    [
        (["DUE:20261122T073000"], False),
        (["DUE:20261122T234500"], False),
        (["DUE;TZID=Pacific/Auckland:20261122T073000"], False),
        (["DUE:20261121T203000Z"], False),
        (["DUE:20261120T203000Z"], True),
        (["DUE:20261123T073000"], True),
        (["DUE;VALUE=DATE:20261129"], True),
        ([], True),
        (["DUE:20261122T073000", "RRULE:FREQ=DAILY"], True),
    ],
)
def test_a_task_that_was_moved_or_made_to_repeat_is_not_as_it_was_written(lines: list[str], is_moved: bool) -> None:
    task = read_task(task_of(*lines))
    assert task is not None and task.is_as_written is not is_moved


def test_what_was_moved_or_renamed_by_any_program_is_put_right_once(world: World) -> None:
    one, two = world.computers
    one.sync()
    two.sync()
    name = world.name(TODAY, world.steps[0])
    right = world.tasks.entries[name][1]
    for change in (world.move, lambda name: world.rename(name, "Milk", "reminders")):
        world.pass_time()
        change(name)
        world.tick(name, "reminders")
        assert (one.sync().taken, two.sync().taken) == (1, 1)
        assert one.sync().sent == 1
        content = world.tasks.entries[name][1]
        assert b"RRULE" not in content and b"Milk" not in content
        assert [line for line in right.splitlines() if line.startswith((b"DUE", b"SUMMARY"))] == [
            line for line in content.splitlines() if line.startswith((b"DUE", b"SUMMARY"))
        ]
        assert [one.sync().sent, two.sync().sent, one.sync().sent] == [0, 0, 0]
        world.reopen(name)
        world.settle()


@each_case("alters", [(b"DUE:", b"X-DUE:"), (b"SUMMARY:", b"SUMMARY:My "), (b"X-ROUTINE-TUI-TEXT", b"X-STRANGE")])
def test_a_server_that_keeps_something_else_is_not_written_to_again_and_again(
    tmp_path_factory: pytest.TempPathFactory, alters: tuple[bytes, bytes]
) -> None:
    world = World(tmp_path_factory.mktemp("world"))
    world.tasks.alters = alters
    assert [world.one.sync().sent for _ in range(3)] == [9, 0, 0]
    world.one.planner.tick(TODAY, [world.steps[0]])
    assert [world.one.sync().sent for _ in range(3)] == [1, 0, 0]
    assert world.two.sync().taken == 1


def test_a_write_that_never_arrived_takes_no_tick_along(world: World) -> None:
    """Something between said that it was stored: the old task is no taking back."""
    world.one.sync()
    world.one.planner.tick(TODAY, [world.steps[0]])
    world.tasks.swallows = True
    world.one.sync()
    world.tasks.swallows = False
    assert (world.one.sync().taken, world.state_there(world.name(TODAY, world.steps[0]))) == (0, "done")
    assert world.one.marks[TODAY, world.steps[0]][0] == "done"


@each_case(
    ("here", "there", "agreed", "stamp", "changed", "outcome"),
    [
        ("done", "done", "open", "2", "1", "agreed"),
        ("done", "open", "open", "1", "2", "send"),
        ("open", "done", "open", "2", "1", "take"),
        ("open", "skipped", "done", "2", "1", "send"),
        ("open", "skipped", "done", "1", "2", "take"),
        ("done", "open", None, "2", "1", "send"),
        ("done", "open", None, "1", "2", "take"),
        ("open", "done", None, "", "", "take"),
    ],
)
def test_whose_value_counts(here: str, there: str, agreed: str | None, stamp: str, changed: str, outcome: str) -> None:
    base = None if agreed is None else Value(agreed)  # type: ignore[arg-type]
    known = KnownTask('"1"', Task(Value(there), changed, "w"), base, base)  # type: ignore[arg-type]
    assert settle(known, Value(here), stamp) == outcome  # type: ignore[arg-type]

"""Real servers on this machine: a list is made, synced, ticked by a phone, and each request misbehaves in turn."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from caldav.collection import Calendar
from caldav.lib.url import URL
from msgspec.structs import replace

from routine_tui.model.recovery.visit import Visit
from routine_tui.planner.planner import Planner
from routine_tui.settings import find_home
from routine_tui.sync.client import connected
from routine_tui.sync.connection import Connection
from routine_tui.sync.discovery import make_list
from routine_tui.sync.run import ChangedThere, run_sync
from routine_tui.sync.state import Setup, SyncState, SyncStore
from routine_tui.sync.wording import task_name
from tests.cli.outside import did, run
from tests.offline.no_network import LOOPBACK
from tests.sync.fake_list import FakeList
from tests.sync.phone import APPS, cancelled, renamed, reopened
from tests.sync.real_servers import PASSWORD, USER, RealServer
from tests.sync.synced import Phone, Synced

pytestmark = pytest.mark.slow
HERE = Path(__file__).parent


def test_the_list_has_four_days_at_most_and_nothing_new_is_one_request(synced: Synced) -> None:
    assert synced.requests() == ["PROPFIND"] + 9 * ["PUT"]
    assert synced.requests() == ["PROPFIND"]
    synced.planner.tick(synced.planner.today(), [synced.steps[0]])
    assert synced.requests() == ["PROPFIND", "PUT"]
    assert synced.requests() == ["PROPFIND"]
    synced.clock.set(synced.planner.today() + timedelta(days=2))
    assert sorted(synced.requests()) == 3 * ["DELETE"] + ["PROPFIND"] + 6 * ["PUT"]
    assert len(Phone(synced).titles()) == 12


def test_a_phone_ticks_takes_back_and_calls_off(synced: Synced) -> None:
    synced.sync()
    phone, today = Phone(synced), synced.planner.today()
    step_id = synced.steps[0]
    for app in APPS:
        at = synced.clock.now() - timedelta(minutes=17)
        phone.tick(step_id, app, at)
        assert synced.sync().taken == 1
        mark = synced.planner.recovery.record(today).marks[step_id]
        assert (mark.state, mark.at) == ("done", at)
        task = phone.task(step_id)
        phone.write(task, reopened(task.data.encode(), app, synced.clock.now()))
        synced.sync()
        assert synced.state(0) == "due"
        task = phone.task(step_id)
        phone.write(task, cancelled(task.data.encode(), app, synced.clock.now(), "indoors"))
        synced.sync()
        mark = synced.planner.recovery.record(today).marks[step_id]
        assert (mark.state, mark.reason) == ("skipped", "indoors")
        assert synced.planner.undo() == "synced 1 step from the phone"
        synced.sync()
        assert phone.task(step_id).icalendar_component["status"] == "NEEDS-ACTION"


def test_tomorrows_tick_counts_once_that_day_has_begun(synced: Synced) -> None:
    synced.sync()
    evening = synced.clock.now() + timedelta(hours=12)
    Phone(synced).tick(synced.steps[1], "tasks.org", evening, ahead=1)
    assert (synced.sync().waiting, synced.sync().waiting) == (1, 1)
    assert synced.planner.recovery.days == {}
    tomorrow = synced.planner.today() + timedelta(days=1)
    synced.clock.set(tomorrow)
    assert synced.sync().taken == 1
    mark = synced.planner.recovery.record(tomorrow).marks[synced.steps[1]]
    assert (mark.state, mark.at) == ("done", evening)


def test_what_is_deleted_or_renamed_there_is_put_right_and_what_is_not_ours_is_left_alone(synced: Synced) -> None:
    synced.sync()
    phone = Phone(synced)
    before = phone.titles()
    phone.task(synced.steps[0]).delete()
    task = phone.task(synced.steps[1])
    phone.write(task, renamed(task.data.encode(), "jtx", synced.clock.now(), "Wash"))
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VTODO", "UID:milk", "DTSTAMP:20261122T080000Z",
        "SUMMARY:Milk", "END:VTODO", "END:VCALENDAR", "",
    )  # fmt: skip
    task.url = URL.objectify(f"{synced.account.url}milk.ics")
    phone.write(task, "\r\n".join(lines).encode())
    assert synced.sync().sent == 2
    assert phone.titles() == sorted([*before, "Milk"])
    assert synced.requests() == ["PROPFIND"]


def test_what_a_task_holds(synced: Synced) -> None:
    synced.planner.skip(synced.planner.today(), [synced.steps[2]], "indoors")
    synced.sync()
    phone = Phone(synced)
    open_one, skipped = (phone.task(synced.steps[number]).icalendar_component for number in (0, 2))
    assert "rrule" not in open_one
    assert open_one["due"].dt == datetime.combine(synced.planner.today(), open_one["due"].dt.time())
    assert open_one["due"].dt.tzinfo is None
    assert (open_one["status"], open_one["percent-complete"]) == ("NEEDS-ACTION", 0)
    assert (skipped["status"], skipped["comment"]) == ("CANCELLED", "indoors")
    synced.planner.tick(synced.planner.today(), [synced.steps[0]])
    synced.sync()
    done = phone.task(synced.steps[0]).icalendar_component
    assert (done["status"], done["percent-complete"]) == ("COMPLETED", 100)
    assert done["completed"].dt == synced.clock.now().astimezone(UTC)


@pytest.mark.parametrize("server", ["radicale"], indirect=True)
def test_neutral_tasks_say_nothing_of_the_steps(tmp_path: Path, server: RealServer) -> None:
    server.fault = None
    synced = Synced(tmp_path / "home", server, neutral=True)
    synced.planner.skip(synced.planner.today(), [synced.steps[0]], "sore")
    synced.sync()
    phone = Phone(synced)
    assert set(phone.titles()) == {"Morning 1/3", "Morning 2/3", "Morning 3/3"}
    held = phone.task(synced.steps[0]).data.lower()
    assert not [word for word in ("sore", "cleanser", "face", "moisturis", "sunscreen") if word in held]


def test_visits_are_in_a_calendar_of_their_own(synced: Synced) -> None:
    day = synced.planner.today() + timedelta(days=10)
    synced.planner.visits.add(Visit("kaya", day, time(9, 30), "Dr Kaya"))
    with Connection(synced.server.url, USER, PASSWORD, synced.clock) as connection:
        calendar, was_there = make_list(connection, synced.planner.recovery.id, "Face & co: visits", "VEVENT")
        assert not was_there and calendar != synced.account.url
    account = replace(synced.account, parts=("visits",), calendar_url=calendar, alarm=30)
    synced.store.keep(synced.planner.recovery.id, Setup(account))
    assert synced.sync().appointments == 1
    there: Any = Calendar(Phone(synced).client, calendar)
    (found,) = there.get_events()
    entry = found.icalendar_component
    assert (str(entry["summary"]), entry["dtstart"].dt) == ("Visit, Dr Kaya", datetime.combine(day, time(9, 30)))
    assert synced.requests() == ["PROPFIND"]
    entry["summary"] = "Something else"
    found.save()
    synced.planner.visits.edit("kaya", at=time(10))
    assert synced.sync().appointments == 1
    synced.planner.visits.call_off("kaya")
    assert synced.sync().appointments == 1
    assert there.get_events() == []


def test_a_second_computer_joins_the_same_list(synced: Synced, tmp_path: Path) -> None:
    shutil.copytree(tmp_path / "home", tmp_path / "other")
    synced.planner.tick(synced.planner.today(), [synced.steps[0]])
    synced.sync()
    planner = Planner(find_home(str(tmp_path / "other")), synced.clock)
    store = SyncStore(tmp_path / "other")
    with Connection(synced.server.url, USER, PASSWORD, synced.clock) as connection:
        assert make_list(connection, planner.recovery.id, "Other") == (synced.account.url, True)
    store.keep(planner.recovery.id, Setup(synced.account, SyncState()))
    assert run_sync(planner, store, lambda account: connected(account, PASSWORD, synced.clock)).taken == 1
    assert planner.agenda(planner.today()).items[0].state == "done"


def test_the_list_in_memory_answers_as_the_real_one(synced: Synced) -> None:
    real, fake = connected(synced.account, PASSWORD, synced.clock), FakeList()
    synced.sync()
    name = task_name(synced.planner.recovery.id, synced.planner.today(), synced.steps[0])
    content = real.read([name])[name][1]
    real.remove(name, real.etags()[name])
    told = []
    for tasks in (real, fake):
        made = tasks.write(name, content, None)
        outcomes: list[object] = [tasks.etags()[name] == made, list(tasks.read([name, "20261122-nothing.ics"]))]
        for etag in (None, '"other"'):
            with pytest.raises(ChangedThere):
                tasks.write(name, content, etag)
        with pytest.raises(ChangedThere):
            tasks.remove(name, '"other"')
        changed = tasks.write(name, content.replace(b"NEEDS-ACTION", b"IN-PROCESS"), made)
        tasks.remove(name, changed)
        tasks.remove(name, changed)
        with pytest.raises(ChangedThere):
            tasks.write(name, content, changed)
        outcomes += [changed == made, name in tasks.etags(), tasks.write(name, content, None) != ""]
        told.append(outcomes)
    assert told[0] == told[1] == [True, [name], False, False, True]


@pytest.mark.parametrize("server", ["radicale"], indirect=True)
def test_the_commands(tmp_path: Path, server: RealServer) -> None:
    server.fault = None
    home = tmp_path / "home"
    did(home, "new", "Face")
    variables = {LOOPBACK: "1", "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}

    def sync(*words: str, typed: str = PASSWORD) -> str:
        ran = run(home, "sync", *words, typed=f"{typed}\n", **variables)
        assert (ran.status, ran.err) == (0, ""), ran
        return ran.out

    refused = run(home, "sync", "setup", server.url, "--user", USER, typed="wrong\n", **variables)
    assert (refused.status, refused.err.count("\n")) == (1, 1)
    assert "isn't set up" in did(home, "sync", "status")
    did(home, "visit", "add", "in 10 days", "9:30", "--with", "Dr Kaya")
    server.asked.clear()
    with_visits = ("--list", "Mine", "--with", "visits", "--alarm", "60")
    said = sync("setup", server.url, "--user", USER, *with_visits)
    assert "“Face” has its own list, “Mine”, on 127.0.0.1" in said and "1 appointment was brought up to date" in said
    assert "when, and why it was skipped" in said and "visits and sessions" in said
    calendars = [one for one in server.asked if one.startswith("PUT") and "visits" in one]
    assert len(calendars) == 1
    sync("setup", server.url, "--user", USER, "--list", "Mine")  # without them their calendar goes
    assert [one for one in server.asked if one.startswith("DELETE") and "visits" in one]
    said = sync("setup", server.url, "--user", USER, *with_visits)
    assert "1 appointment was brought up to date" in said
    assert sync() == "Nothing new on either side.\n"
    assert "“Face” is synced with the list “Mine”" in did(home, "sync", "status")
    assert "its list is deleted" in sync("off", "--delete-list")
    assert "isn't set up" in run(home, "sync").err

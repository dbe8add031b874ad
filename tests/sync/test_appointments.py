"""Visits and sessions in a calendar of their own: sent once, changed when they change here, and never taken back."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from routine_tui.model.recovery.visit import Visit
from routine_tui.model.sync_errors import NoAnswer
from routine_tui.sync.account import Account
from routine_tui.sync.state import Setup, SyncState
from tests.planned import TODAY
from tests.sync.devices import ACCOUNT, Computer, World

WITH_VISITS = replace(ACCOUNT, parts=("visits",), calendar_url="https://example.org/mia/visits/", alarm=60)


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path)
    for computer in world.computers:
        use(computer, WITH_VISITS)
    world.two.calendar = world.one.calendar
    world.one.sync()
    return world


def use(computer: Computer, account: Account) -> None:
    computer.account = account
    computer.store.keep(computer.planner.recovery.id, Setup(account, SyncState()))


def plan_visit(computer: Computer) -> str:
    computer.planner.visits.add(
        Visit("kaya", TODAY + timedelta(days=10), time(9, 30), "Dr Kaya", "Clinic, room 2", "spots")
    )
    return computer.planner.recovery.care.visits[0].id


def content(computer: Computer) -> str:
    """The one entry of the calendar, unfolded."""
    ((_, told),) = computer.calendar.entries.values()
    return told.decode().replace("\r\n ", "")


def test_an_entry_follows_its_visit(world: World) -> None:
    one = world.one
    assert one.calendar.requests == 0  # nothing is asked where there is nothing to say
    visit = plan_visit(one)
    assert one.sync().appointments == 1
    told = content(one)
    for line in ("SUMMARY:Visit\\, Dr Kaya", "LOCATION:Clinic\\, room 2", "DTSTART:20261202T093000", "TRIGGER:-PT1H"):
        assert line in told, told
    assert "spots" not in told and "RRULE" not in told
    requests = one.calendar.requests
    assert one.sync().appointments == 0 and one.calendar.requests == requests
    one.planner.visits.edit(visit, at=time(11))
    (name,) = one.calendar.entries
    one.calendar.put(name, b"as somebody changed it on the phone")
    assert one.sync().appointments == 1 and "DTSTART:20261202T110000" in content(one)
    del one.calendar.entries[name]  # taken off the phone: it stays away until it changes here
    assert one.sync().appointments == 0 and not one.calendar.entries
    one.planner.visits.edit(visit, at=time(12))
    assert one.sync().appointments == 1 and "DTSTART:20261202T120000" in content(one)
    one.planner.visits.call_off(visit)
    assert one.sync().appointments == 1 and not one.calendar.entries
    one.planner.visits.call_off(visit, False)
    one.sync()
    world.clock.set(TODAY + timedelta(days=11))
    assert one.sync().appointments == 0 and len(one.calendar.entries) == 1
    world.next_day()
    assert one.sync().appointments == 1 and not one.calendar.entries


def test_a_lost_answer_and_a_second_computer_double_nothing(world: World) -> None:
    one, two = world.computers
    plan_visit(one)
    one.calendar.dies_at, one.calendar.loses_answer = 0, True
    with pytest.raises(NoAnswer):
        one.sync()
    one.calendar.dies_at = None
    assert one.sync().appointments == 1 and len(one.calendar.entries) == 1
    path = one.planner.path
    assert path is not None
    two.planner.safety.merge(path.read_bytes(), path)
    two.sync()
    assert len(one.calendar.entries) == 1
    requests = one.calendar.requests
    one.sync()
    two.sync()
    assert one.calendar.requests == requests


def test_a_neutral_entry_says_only_when(world: World) -> None:
    use(world.one, replace(WITH_VISITS, neutral=True, alarm=None))
    plan_visit(world.one)
    world.one.sync()
    told = content(world.one)
    assert "SUMMARY:Appointment" in told and "VALARM" not in told
    assert not [word for word in ("Kaya", "Clinic", "visit", "Face") if word in told]


def test_without_being_asked_for_nothing_of_visits_is_sent(world: World) -> None:
    use(world.one, replace(WITH_VISITS, parts=(), calendar_url=""))
    plan_visit(world.one)
    assert world.one.sync().appointments == 0 and not world.one.calendar.entries

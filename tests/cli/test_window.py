"""A recovery goes on after its planned days: on the command line, with a clock of its own."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from routine_tui.facts.guidance import routine_of
from routine_tui.model.recovery.diary import Day, Mark
from routine_tui.model.recovery.recovery import Recovery
from tests.cli.outside import back, did, file_of, planner_of, run, said_json, state_of, today


@pytest.fixture(params=[83, 84, 85, 300, 731, 3652])
def days(request: pytest.FixtureRequest, tmp_path: Path) -> int:
    """How many days ago the recovery in ``tmp_path`` began, with 84 days planned."""
    count: int = request.param
    planner_of(tmp_path).folder.create(_begun(count))
    return count


def _begun(count: int) -> Recovery:
    return Recovery("a" * 32, "Face", back(count), routine=routine_of("gentle", back(count)), begun=back(count))


def test_today_is_always_today(tmp_path: Path, days: int) -> None:
    first = run(tmp_path, "tick", "1")
    assert first.status == 0
    assert ("84 days" in first.err and "window" in first.err) == (days > 83)
    did(tmp_path, "skin", "temp=39")
    did(tmp_path, "note", "still here")
    day = said_json(tmp_path, "today", "--json")
    window = 84 if days < 84 else min(84 + -(-(days - 83) // 7) * 7, 3650)
    assert (day["day"], day["day_offset"], day["window_days"]) == (str(today()), days, window)
    assert day["steps"][0]["state"] == "done"
    assert did(tmp_path, "status").startswith(f"1/5 · D{days} of {window}")
    held = planner_of(tmp_path).recovery
    assert list(held.days) == [today()]
    assert held.record(today()).skin is not None
    assert held.planned_days == (84 if days > 83 else None)
    if days < 3650:
        assert str(today().day) in did(tmp_path, "calendar")


def test_growing_is_no_entry_of_undo(tmp_path: Path) -> None:
    planner_of(tmp_path).folder.create(_begun(85))
    run(tmp_path, "tick", "1")
    did(tmp_path, "undo")
    assert "nothing to undo" in run(tmp_path, "undo").err
    assert '"grown_days":91' in file_of(tmp_path).read_text().replace(" ", "")


def test_it_is_told_once_by_whatever_looks_but_the_status(tmp_path: Path) -> None:
    planner_of(tmp_path).folder.create(_begun(84))
    before = state_of(tmp_path)
    assert did(tmp_path, "status").startswith("0/5 · D84 of 91")
    assert state_of(tmp_path) == before
    assert "84 days planned" in run(tmp_path, "today").err
    did(tmp_path, "today")
    assert planner_of(tmp_path).recovery.window_days == 91


def test_a_folder_that_cannot_be_written_is_looked_at_all_the_same(tmp_path: Path) -> None:
    planner_of(tmp_path).folder.create(_begun(100))
    folder = file_of(tmp_path).parent
    folder.chmod(0o500)
    try:
        assert did(tmp_path, "status").startswith("0/5 · D100 of 105")
        assert run(tmp_path, "today").status == 0
    finally:
        folder.chmod(0o700)


def test_once_a_week_and_closed(tmp_path: Path) -> None:
    planner_of(tmp_path).folder.create(_begun(88))
    run(tmp_path, "window")
    assert "once a week" in did(tmp_path, "window", "--weekly")
    planner = planner_of(tmp_path)
    assert [item.state for item in planner.agenda(today() + timedelta(days=1)).items if item.state != "not_due"] == []
    assert "open" in [item.state for item in planner.agenda(back(1)).items]
    assert did(tmp_path, "status").startswith("0/5")
    assert "nothing is due" in did(tmp_path, "window", "--close")
    assert did(tmp_path, "status").startswith("closed · D88 of 91")
    assert "done" in did(tmp_path, "tick", "1")
    assert "as before" in did(tmp_path, "window", "--go-on")
    did(tmp_path, "undo")
    assert "nothing is due" in did(tmp_path, "window")


def test_its_length_can_be_chosen(tmp_path: Path) -> None:
    planner_of(tmp_path).folder.create(_begun(20))
    assert "182 days" in did(tmp_path, "window", "--weeks", "26")
    assert "7 to 730" in run(tmp_path, "window", "--days", "731").err
    assert run(tmp_path, "window", "--days", "80", "--weeks", "9").status == 2


@pytest.mark.parametrize(("ago", "length"), [(0, 84), (83, 84), (120, 126), (731, 735), (3652, 3650)])
def test_a_new_one_holds_today_and_says_how_long(tmp_path: Path, ago: int, length: int) -> None:
    assert f"for {length} days" in did(tmp_path, "new", "Face", "--day-zero", str(back(ago)))
    assert said_json(tmp_path, "today", "--json")["day"] == str(today())


def test_days_that_may_hold_two_days_records_are_named(tmp_path: Path) -> None:
    face, now = _begun(87), planner_of(tmp_path).clock.now()
    late = Day(back(4), {"morning-cleanser": Mark("done", now - timedelta(days=2))})
    planner_of(tmp_path).folder.create(face.with_record(late))
    ran = run(tmp_path, "today")
    assert "may hold the records of more than one day" in ran.err
    assert "may hold the records of more than one day" in did(tmp_path, "check")
    assert said_json(tmp_path, "check", "--json")["recoveries"][0]["crowded"] != []

"""Recoveries begun, chosen, renamed and put away."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import time_machine
from msgspec.structs import replace

from routine_tui.facts.guidance import routine_of
from routine_tui.model.errors import (
    BadInput,
    NoRecovery,
    StoreError,
)
from routine_tui.model.recovery.photo import Photo
from routine_tui.planner.planner import Planner
from routine_tui.settings import Settings
from tests.planner.begun import BERLIN, MORNING, ONE, TODAY, ZERO, door


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
        with pytest.raises(NoRecovery, match="There is no recovery yet: start one"):
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
        ({"name": "a\udce8"}, "aren't UTF-8 text"),
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
    with pytest.raises(StoreError, match="cannot be created"):
        door(tmp_path / "home").recoveries.begin()


def test_recoveries_are_chosen_put_away_and_brought_back(planner: Planner, tmp_path: Path) -> None:
    planner.recoveries.begin("Nose", ZERO)
    assert planner.recoveries.use("face").name == "Face"
    assert door(tmp_path).recovery.name == "Face"
    assert planner.recoveries.archive("Face") == tmp_path / "recoveries" / "archive" / "Face.json"
    assert planner.recovery.name == "Nose"
    with pytest.raises(BadInput, match="already archived"):
        planner.recoveries.archive("Face")
    assert [(entry.name, entry.archived) for entry in planner.recoveries.entries()] == [("Nose", False), ("Face", True)]
    assert planner.recoveries.use("Face").name == "Face"
    with pytest.raises(BadInput, match="no recovery “Ear”"):
        planner.recoveries.use("Ear")


def test_a_file_that_another_program_put_away_is_told(planner: Planner, tmp_path: Path) -> None:
    door(tmp_path).recoveries.archive("Face")
    with pytest.raises(StoreError, match="archived in the meantime"):
        planner.tick(TODAY, MORNING)


def test_two_processes_that_put_it_away_at_once(
    planner: Planner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen to fail: the file in the archive was “in the way”, and who was about to read it was told to restore it."""
    reader, known = door(tmp_path), planner.folder.find("Face")
    reader._repository = reader.folder.repository(known.path)
    door(tmp_path).recoveries.archive("Face")
    monkeypatch.setattr(planner.folder, "find", lambda name: known)
    with pytest.raises(BadInput, match="“Face” is already archived"):
        planner.recoveries.archive("Face")
    with pytest.raises(StoreError, match="“Face” has been archived in the meantime"):
        _ = reader.recovery


def test_name_day_zero_and_window_are_put_right(planner: Planner, tmp_path: Path) -> None:
    recovery = planner.recoveries.describe(" Left  cheek ", ZERO + 2 * ONE, 28)
    assert (recovery.name, recovery.day_zero, recovery.window_days) == ("Left cheek", ZERO + 2 * ONE, 28)
    assert recovery.routine == routine_of("gentle", ZERO + 2 * ONE)
    assert planner.path == tmp_path / "recoveries" / "Face.json"
    assert planner.undo() == "edited the recovery"
    assert planner.recovery.routine == routine_of("gentle", ZERO)


def test_a_shorter_window_grows_as_far_as_today_and_no_record_is_left_outside_it(planner: Planner) -> None:
    planner.tick(TODAY - ONE, MORNING)
    planner.tick(TODAY, MORNING)
    shorter = planner.recoveries.describe("Face", ZERO, 21)
    assert (shorter.planned_days, shorter.window_days) == (21, 28)
    assert shorter == door(planner.home.data).recovery
    planner.undo()
    with pytest.raises(BadInput, match="7 to 730"):
        planner.recoveries.describe("Face", ZERO, 1)
    assert planner.recovery.window_days == 84


def test_no_check_in_is_left_outside_the_window_and_a_picture_may_be_older_than_the_session(planner: Planner) -> None:
    planner.skin.check_in(ZERO, {"redness": 3})
    planner.skin.check_in(TODAY, {"redness": 1})
    before = Photo("before", ZERO - ONE, "before.jpg")
    planner.change("put a picture there", lambda recovery: replace(recovery, photos=(before,)))
    with pytest.raises(BadInput, match="1 day with records would fall outside that length, from 2026-11-01 on"):
        planner.recoveries.describe("Face", ZERO + ONE, 84)
    earlier = planner.recoveries.describe("Face", ZERO - ONE, 84)
    assert (earlier.photos, earlier.offset(before.day)) == ((before,), 0)
    assert planner.recoveries.describe("Face", ZERO, 22).photos == (before,)


def test_two_recoveries_cannot_get_one_name(planner: Planner) -> None:
    planner.recoveries.begin("Nose", ZERO)
    with pytest.raises(BadInput, match="There is already a recovery “FACE”"):
        planner.recoveries.describe("FACE", ZERO, 84)
    assert planner.recoveries.describe("NOSE", ZERO, 84).name == "NOSE"

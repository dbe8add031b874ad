"""The made-up recovery."""

from __future__ import annotations

import os
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from routine_tui.demo import PREFIX, sample_planner, sample_recovery
from routine_tui.exporters.summary.summary import holds_skin
from routine_tui.model.day.agenda import agenda
from routine_tui.model.shelf.uses import uses
from routine_tui.model.skin.check_ins import check_ins
from routine_tui.settings import Settings
from routine_tui.store.repository import content_of, read_whole
from tests.cases import each_case
from tests.full import full_recovery
from tests.ui.driver import SetClock

TODAY = date(2026, 11, 22)


@each_case("past_days", [*range(31), 83])
def test_there_is_a_sample_for_every_day_of_the_window(past_days: int) -> None:
    sample = sample_recovery(TODAY, past_days)
    assert sample.offset(TODAY) == past_days
    assert all(sample.day_zero <= day <= TODAY for day in sample.days)
    assert read_whole(content_of(sample), Path("x")) == sample


def test_the_sample_leaves_something_to_do_today() -> None:
    today = agenda(sample_recovery(TODAY), TODAY, TODAY)
    assert 0 < today.done < today.due
    assert today.next


def test_the_sample_is_the_same_every_time() -> None:
    assert sample_recovery(TODAY) == sample_recovery(TODAY)


def test_folders_that_a_killed_demo_left_are_removed_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    left, used, mine = (tmp_path / name for name in (f"{PREFIX}left", f"{PREFIX}used", "mine"))
    for folder in (left, used, mine):
        (folder / "recoveries").mkdir(parents=True)
    for path in (left, left / "recoveries", used, mine):
        os.utime(path, (0, 0))
    demo, _ = sample_planner(SetClock(), Settings())
    assert not left.exists() and used.exists() and mine.exists() and Path(demo.name).exists()
    demo.cleanup()


@each_case("days", [7, 84, 730])
def test_the_full_recovery_is_marked_on_every_day(days: int) -> None:
    full = full_recovery(TODAY, days)
    assert full.last_day == TODAY
    assert len(full.days) == full.window_days == days
    assert agenda(full, TODAY - timedelta(days=days - 1), TODAY).next is None


@each_case("past_days", [0, 6, 22, 83])
def test_the_sample_has_check_ins_as_they_are_suggested_and_none_ahead(past_days: int) -> None:
    sample = sample_recovery(TODAY, past_days)
    days = [sample.offset(day) for day, _ in check_ins(sample)]
    assert days[:7] == list(range(min(past_days, 6) + 1))
    assert days[-1] <= past_days
    assert all(later - before <= 8 for before, later in pairwise(days))


def test_the_sample_heals_and_its_marks_come_later() -> None:
    sample = sample_recovery(TODAY)
    redness, marks = (
        [number for _, check_in in check_ins(sample) if (number := check_in.number(name)) is not None]
        for name in ("redness", "marks")
    )
    assert (redness[0], redness[-1]) == (3, 1)
    assert redness == sorted(redness, reverse=True)
    assert next(day for day, one in check_ins(sample) if one.number("marks")) == sample.day_zero + timedelta(days=9)
    assert max(marks) == 2


def test_the_shelf_of_the_sample_could_have_been_typed_and_is_used_by_its_steps() -> None:
    sample = sample_recovery(TODAY)
    assert all(product.cleaned() == product for product in sample.products)
    assert [bool(uses(sample, product)) for product in sample.products] == [True, True, False]
    assert sample.products[-1].introduced_on == sample.day_zero + timedelta(days=12)
    assert len(sample_recovery(TODAY, 5).products) == 2
    assert (sample.photos, sample.clearances, sample.profile) == ((), (), {"phototype": 4})


def test_the_full_recovery_stays_what_the_benchmarks_measure() -> None:
    full = full_recovery(TODAY, 30)
    assert not holds_skin(full)

"""The made-up recovery."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from routine_tui.model.agenda import agenda
from routine_tui.sample import full_recovery, sample_recovery
from routine_tui.store.repository import content_of, read_whole

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("past_days", [*range(31), 83])
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


@pytest.mark.parametrize("days", [7, 84, 730])
def test_the_full_recovery_is_marked_on_every_day(days: int) -> None:
    full = full_recovery(TODAY, days)
    assert full.last_day == TODAY
    assert len(full.days) == full.window_days == days
    assert agenda(full, TODAY - timedelta(days=days - 1), TODAY).next is None

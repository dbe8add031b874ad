"""The phases on the second line: all of the line is some phase's, and today stands in its own."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from routine_tui.demo import sample_recovery
from routine_tui.facts import guidance
from routine_tui.glyphs import UNICODE
from routine_tui.model.guidance import phase_at
from routine_tui.planner.planner import Planner
from routine_tui.ui.widgets.phase_ribbon import drawn, stretches
from tests.ui.driver import TODAY, opened, planner_with


@given(st.integers(7, 4000), st.integers(0, 300))
def test_the_phases_of_the_window_share_the_line_in_their_order(days: int, room: int) -> None:
    found = stretches(days, room)
    assert [column for one in found for column in range(one.first, one.end)] == list(range(room))
    assert [one.number for one in found] == sorted({one.number for one in found})
    assert all(one.phase.from_day < days for one in found)


@given(st.integers(7, 400))
def test_on_a_line_as_long_as_the_window_each_day_is_in_its_phase(days: int) -> None:
    for one in stretches(days, days):
        assert {phase_at(guidance.phases(), day) for day in range(one.first, one.end)} == {one.phase}


@given(st.integers(7, 800), st.integers(0, 130), st.data())
def test_a_phase_is_named_where_the_present_one_is(days: int, room: int, data: st.DataObject) -> None:
    """Once the next one's name stood alone beside today, and read as if it were the present one's."""
    at = data.draw(st.integers(0, room - 1)) if room else -1
    pieces = drawn(days, room, at, UNICODE)
    line = "".join(text for text, _ in pieces)
    assert len(line) == room and line.count(UNICODE.complete) == (1 if room else 0)
    present = next((one for one in stretches(days, room) if one.first <= at < one.end), None)
    named = [one.phase.label for one in stretches(days, room) if f" {one.phase.label} " in line]
    assert present is None or not named or present.phase.label in named


def test_the_present_phase_is_named_on_each_day_in_a_usual_terminal_and_in_a_small_one() -> None:
    for room in (64, 44):
        for at in range(room):
            line = "".join(text for text, _ in drawn(84, room, at, UNICODE))
            present = next(one for one in stretches(84, room) if one.first <= at < one.end)
            assert f" {present.phase.label} " in line, line


async def test_today_stands_on_the_line_and_the_phases_have_their_names(planner: Planner) -> None:
    async with opened(planner, (120, 36)) as app:
        line = app.lines[1]
        assert line.count(UNICODE.complete) == 1 and line.rstrip().endswith("day 22 of 84")
        passed, ahead = line.split(UNICODE.complete)
        assert "Rebuild" in passed and UNICODE.line_rest not in passed
        assert "Early remodelling" in ahead and UNICODE.line not in ahead


async def test_the_first_and_the_last_day_and_those_after_are_on_the_line() -> None:
    for days, words in ((0, "day 0 of 84"), (83, "day 83 of 84")):
        planner = planner_with(replace(sample_recovery(TODAY, days, 84), id=words, name=words))
        async with opened(planner, (80, 24)) as app:
            assert app.lines[1].count(UNICODE.complete) == 1 and app.lines[1].rstrip().endswith(words)
            assert planner.recovery.day_zero == TODAY - timedelta(days=days)

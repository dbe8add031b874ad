"""One recovery, one answer: screen, command line and page are held against each other, figure by figure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import click
import pytest
from click.testing import CliRunner

from routine_tui.cli.calendar import calendar_command
from routine_tui.cli.routine import steps_command
from routine_tui.cli.session import CliSession
from routine_tui.cli.status import status_command
from routine_tui.cli.today import today_command
from routine_tui.exporters.summary.summary import Summary, summarise
from routine_tui.facts.guidance import routine_of
from routine_tui.glyphs import UNICODE
from routine_tui.model.day.progress import Adherence
from routine_tui.model.recovery.diary import Mark, Pause
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.text import long_day, weekday_day
from routine_tui.planner.planner import Planner
from tests.ui.driver import ZONE, Opened, SetClock, opened, planner_with

ZERO = date(2026, 11, 10)
NOW = datetime(2026, 11, 26, 18, 5, tzinfo=ZONE)
TODAY = NOW.date()
"""A Thursday."""
ONE = timedelta(days=1)
FRIDAY = TODAY + ONE


def lived() -> Recovery:
    """Steps that were moved, changed, paused and ended, ticks of other days, a top-up on a day without any other."""
    routine = routine_of("gentle", ZERO)
    balm = StepVersion(ZERO, "evening", "other", "Balm", Schedule.from_words("2 days", ZERO, TODAY))
    routine = routine.with_step(balm, "balm")
    routine = routine.with_changes("balm", FRIDAY, schedule=Schedule.from_words("mon", FRIDAY))
    serum = StepVersion(ZERO, "morning", "other", "Serum", Schedule.from_words("3 days", ZERO + ONE))
    routine = routine.with_step(serum, "serum").with_end("serum", date(2026, 12, 4))
    routine = routine.with_move("morning-cleanser", TODAY, 1)
    recovery = Recovery("id", "Face", ZERO, routine=routine).with_pause(Pause(date(2026, 12, 6), date(2026, 12, 8)))
    for back in range(2, 9):
        for step_id in ("morning-cleanser", "morning-moisturiser", "evening-cleanser")[: back % 4]:
            recovery = recovery.marked(TODAY - back * ONE, step_id, Mark("done", NOW - back * ONE))
    late = recovery.marked(TODAY - ONE, "morning-cleanser", Mark("done", NOW))
    return late.marked(TODAY - 4 * ONE, "day-sunscreen", Mark("done", NOW - 4 * ONE))


def ran(planner: Planner, command: click.Command, *words: str) -> str:
    """What a command prints on the same data at the same moment."""
    session = CliSession()
    session.planner = planner
    result = CliRunner().invoke(command, list(words), obj=session)
    assert result.exit_code == 0, result.output
    return result.output


def page(recovery: Recovery, today: date = TODAY) -> Summary:
    return summarise(recovery, today)


def share(of: Adherence) -> str:
    return f"{of.done} of {of.expected}"


@pytest.fixture
def planner() -> Iterator[Planner]:
    yield planner_with(lived(), SetClock(NOW))


async def step_in_routine(app: Opened, name: str) -> str:
    """What Routine says of a step, as one line."""
    await app.click(f"  {name}")
    return " ".join(line.strip() for line in app.lines[-9:])


async def test_when_a_step_is_next_since_when_and_what_is_planned(planner: Planner) -> None:
    known = {one["id"]: one for one in json.loads(ran(planner, steps_command, "--json"))["steps"]}
    listed = ran(planner, steps_command)
    told = {one.step_id: one for one in page(planner.recovery).routine}
    assert known["balm"]["next"][:3] == ["2026-11-26", "2026-11-30", "2026-12-14"]
    assert known["serum"]["last_day"] == "2026-12-03" and known["serum"]["changes"][0]["ended"]
    assert "from Fri 27 Nov: every Monday" in listed and "ends: not expected from Fri 4 Dec on" in listed
    async with opened(planner, size=(99, 50)) as app:
        await app.press("3")
        for step_id, name in (("balm", "Balm"), ("serum", "Serum"), ("morning-cleanser", "Gentle cleanser")):
            about = await step_in_routine(app, name)
            days = [date.fromisoformat(day) for day in known[step_id]["next"]]
            assert "Next: " + ", ".join(weekday_day(day, TODAY) for day in days) in about
            since = date.fromisoformat(known[step_id]["since"])
            assert f"since {long_day(since, TODAY)}" in about
            assert since == told[step_id].since
        assert "From Fri 27 Nov: every Monday" in await step_in_routine(app, "Balm")
        await app.press("1", "]")
        assert "next Mon 30 Nov" in app.line("Balm")


async def test_adherence_and_what_was_added_later(planner: Planner) -> None:
    async with opened(planner, size=(120, 50)) as app:
        for days in range(4):
            day = json.loads(ran(planner, today_command, "--json", "--on", f"{TODAY + days * ONE}"))
            words = ran(planner, today_command, "--on", f"{TODAY + days * ONE}")
            week = page(planner.recovery).last_7
            assert f"last 7 days {share(week)}" in words
            assert day["adherence"]["7"] == round(week.done / week.expected, 3)
            await app.press("]")
        assert f"7 d {page(planner.recovery).last_7.percent} %" in ran(planner, status_command)
        await app.press("t", "[")
        assert "recorded 26 Nov" in app.line("Gentle cleanser")
        assert "recorded 26 Nov" in ran(planner, today_command, "--on", "yesterday")


async def test_a_day_on_which_nothing_expected_is_done(planner: Planner) -> None:
    """Seen to fail: the sign said that some of it was done, and the words that nothing was recorded."""
    day = TODAY - 4 * ONE
    cells = {one["day"]: one for one in json.loads(ran(planner, calendar_command, "--json"))["days"]}
    assert cells[day.isoformat()]["state"] == "open"
    async with opened(planner) as app:
        await app.press("2", "left", "left", "left", "left")
        assert app.day == day
        assert f" {UNICODE.open}{day.day:>2} " in app.text
        assert "done; Sunscreen top-up done if needed" in app.text
    weeks = [one for week in page(planner.recovery).weeks for one in week.cells if one]
    assert next(one.state for one in weeks if one.day == day) == "open"

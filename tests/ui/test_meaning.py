"""Without colour, nothing is lost: the signs and words alone say what is what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import get_args

import pytest
from msgspec.structs import asdict, replace
from rich.cells import cell_len

from routine_tui.facts.guidance import routine_of
from routine_tui.glyphs import ASCII, UNICODE, Glyphs, choose
from routine_tui.model.day.agenda import StepState
from routine_tui.model.day.progress import DayState
from routine_tui.model.recovery.diary import Day, Mark, Pause
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.planner.planner import Planner
from tests.ui.driver import NOW, TODAY, opened, planner_with

ZERO = TODAY - timedelta(days=6)


def lived() -> Recovery:
    """A recovery in which every state of a step and of a day occurs."""
    routine = routine_of("simple", ZERO)
    weekly = StepVersion(ZERO, "evening", "other", "Weekly mask", Schedule(ZERO, "FREQ=WEEKLY"))
    recovery = Recovery("r", "Face", ZERO, routine=routine.with_step(weekly))
    ids = [step.id for step in recovery.routine.steps]
    done = {step_id: Mark("done", NOW) for step_id in ids}
    recovery = recovery.with_record(Day(ZERO, done))
    recovery = recovery.with_record(Day(ZERO + timedelta(days=1), {ids[0]: Mark("done", NOW)}))
    recovery = recovery.with_record(Day(TODAY, {ids[0]: Mark("done", NOW), ids[1]: Mark("skipped", NOW, "stings")}))
    return recovery.with_pause(Pause(TODAY - timedelta(days=1), TODAY - timedelta(days=1)))


@pytest.fixture(params=[False, True], ids=["unicode", "ascii"])
def ascii_only(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[bool]:
    """Either set of signs, on a terminal that is asked for no colour."""
    monkeypatch.setenv("NO_COLOR", "1")
    yield request.param


@pytest.mark.parametrize(
    ("setting", "encoding", "glyphs"),
    [
        ("auto", "UTF-8", UNICODE),
        ("auto", "utf8", UNICODE),
        ("auto", "ISO-8859-1", ASCII),
        ("auto", "ANSI_X3.4-1968", ASCII),
        ("unicode", "ISO-8859-1", UNICODE),
        ("ascii", "UTF-8", ASCII),
    ],
)
def test_the_signs_follow_the_setting_and_then_the_locale(setting: str, encoding: str, glyphs: Glyphs) -> None:
    assert choose(setting, encoding) is glyphs


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_every_sign_is_one_cell_wide_and_says_one_thing(glyphs: Glyphs) -> None:
    signs = [*(value for name, value in asdict(glyphs).items() if name != "bars"), *glyphs.bars]
    assert {cell_len(sign) for sign in signs} == {1} and len(glyphs.bars) == 8
    assert (glyphs is ASCII) == all(sign.isascii() for sign in signs)
    steps: dict[StepState, str] = {state: glyphs.step(state) for state in get_args(StepState)}
    days: dict[DayState, str] = {state: glyphs.day(state) for state in get_args(DayState)}
    assert steps.pop("ahead") == steps["due"]  # the day in the headline tells these apart
    assert len(set(steps.values())) == len(steps) and len(set(days.values())) == len(days)


async def test_the_states_of_a_step_read_apart(ascii_only: bool) -> None:
    async with opened(planner_with(lived()), ascii_only=ascii_only) as app:
        signs = {}
        for state, name in (("done", "Gentle cleanser"), ("skipped", "Moisturiser"), ("due", "Sunscreen")):
            line = app.line(name).split(name)[0]
            signs[state] = line.split()[-1]
        signs["not due"] = app.line("Weekly mask").split()[0]
        assert "skipped: stings" in app.line("Moisturiser")
        assert "tomorrow" in app.line("Weekly mask")
        await app.press("left_square_bracket")
        signs["paused"] = app.line("Sunscreen").split("Sunscreen")[0].split()[-1]
        assert "paused" in app.line("Sunscreen")
        await app.press("left_square_bracket")
        signs["open"] = app.line("Sunscreen").split("Sunscreen")[0].split()[-1]
        assert "not recorded" in app.line("Sunscreen")
        assert len(set(signs.values())) == len(signs), signs


async def test_the_states_of_a_day_read_apart(ascii_only: bool) -> None:
    glyphs = {"complete": "#" if ascii_only else "●", "partial": "+" if ascii_only else "◐"}
    glyphs |= {"open": "." if ascii_only else "·", "paused": "=" if ascii_only else "‖"}
    async with opened(planner_with(lived()), (80, 24), "2", ascii_only=ascii_only) as app:
        week = app.line("Nov   0")
        assert f"{glyphs['complete']}16" in week
        assert f"{glyphs['partial']}17" in week
        assert f"{glyphs['open']}18" in week
        assert f"{glyphs['paused']}21" in week
        assert f"[{glyphs['partial']}22 ]" in week


async def test_the_cursor_is_seen_in_every_view(ascii_only: bool) -> None:
    pointer = ">" if ascii_only else "▌"
    async with opened(planner_with(lived()), ascii_only=ascii_only) as app:
        assert f"{pointer} " in app.line("Sunscreen")
        await app.press("k")
        assert pointer in app.line("Moisturiser") and pointer not in app.line("Sunscreen")
        await app.press("3")
        assert pointer in app.line("Gentle cleanser")
        await app.press("j")
        assert pointer in app.line("Moisturiser") and pointer not in app.line("Gentle cleanser")
        await app.press("2", "h")
        assert "21 ]" in app.line("Nov   0")


async def test_no_colour_is_drawn_where_none_is_asked_for(ascii_only: bool) -> None:
    async with opened(planner_with(lived()), ascii_only=ascii_only) as app:
        assert app.app.no_color
        for strip in app.app.screen._compositor.render_strips():
            for segment in strip.apply_filter(app.app._filters[0], app.app.screen.background_colors[1]):
                colour = segment.style.color.get_truecolor() if segment.style and segment.style.color else (0, 0, 0)
                assert max(colour) - min(colour) <= 1


async def test_an_empty_routine_says_what_to_do(planner: Planner) -> None:
    async with opened(planner_with(replace(lived(), name="Bare", routine=routine_of("empty", ZERO), days={}))) as app:
        assert "No steps yet." in app.text and "Press 3, then a, to add your first." in app.text
        await app.press("space", "s", "N", "j", "k", "G", "g")
        await app.press("2")
        assert "No steps on this day." in app.text
        await app.press("3")
        assert "press a to add one," in app.text and "or m to begin with a template." in app.text
        await app.press("enter", "x", "J", "j", "m", "enter")
        assert "Gentle cleanser" in app.text

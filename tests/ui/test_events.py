"""The calendar shows what is planned: a sign in the cell of its day, and the words below."""

from __future__ import annotations

from datetime import date, time

import pytest
from msgspec.structs import replace

from routine_tui.model.care import events
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.visit import Visit
from routine_tui.planner.planner import Planner
from tests.ui.cared import cared, on
from tests.ui.driver import TODAY, SetClock, opened, planner_with


@pytest.fixture
def planner(clock: SetClock) -> Planner:
    """A planner on somebody with something of everything."""
    return planner_with(cared(), clock)


def places(line: str) -> list[tuple[int, str]]:
    """Where the numbers of a line stand."""
    return [(at, character) for at, character in enumerate(line) if character.isdigit()]


async def test_what_happens_has_its_sign_behind_the_number(planner: Planner) -> None:
    async with opened(planner, (80, 24), "2") as app:
        assert " ●17◇ ●18  ●19  ◐20◇ ◐21  ◐22 " in app.line("   3 ")
        assert "  30    1    2    3◆   4 " in app.line("   5 ")
        await app.press("j", "l", "l", "l", "l", "j")
        assert "  10  " in app.text
        await app.press("k", "h", "h", "h", "h", "l", "l", "l", "l")
        assert app.day == on(33) and "   3◆ " in app.text


@pytest.mark.parametrize(("size", "ascii_only"), [((40, 15), False), ((80, 24), True), ((40, 15), True)], ids=str)
async def test_the_columns_stay_aligned_at_any_width(size: tuple[int, int], ascii_only: bool, planner: Planner) -> None:
    sign, change = "*%" if ascii_only else "◆◇"
    async with opened(planner, size, "2", ascii_only=ascii_only) as app:
        with_events = app.lines
        assert f" 3{sign}" in app.line("   5 ") and f"20{change}" in app.line("   3 ")
        app.main.recovery = replace(cared(), care=cared().care.having(visits=(), courses=(), sessions=()))
        await app.settle()
        for line, without in zip(with_events[2:-4], app.lines[2:-4], strict=True):
            assert places(line[:44]) == places(without[:44])


async def test_the_words_of_a_day_name_what_happens_on_it(planner: Planner) -> None:
    async with opened(planner, (80, 24), "2", *["j"] * 4, "h", "h", "h", "h", "h") as app:
        assert app.day == on(45) and "◇ Paused until 28 Dec, for Pulsed dye laser on 22 Dec: Tretinoin" in app.text
        await app.press("j")
        assert app.day == on(52) and "◆ 11:00 Pulsed dye laser, session 2 of 3" in app.text
        await app.press("t")
        assert "◆" not in app.text.split("22 November · Rebuild")[-1]


async def test_a_visit_that_comes_moves_or_goes_is_drawn_at_once(planner: Planner) -> None:
    async with opened(planner, (80, 24), "2") as app:
        app.main.recovery = planner.visits.add(Visit("", on(25), time(9), "Dr Moreau"))
        await app.settle()
        assert " 25◆" in app.line("   4 ") and "◆ 25 Dr Moreau" in app.line("   4 ")
        await app.press("l", "l", "l")
        assert "◆ 09:00 Visit, Dr Moreau" in app.text
        await app.press("u")
        assert "25◆" not in app.text and "Dr Moreau" not in app.text


async def test_a_text_that_was_typed_is_shown_as_it_was(planner: Planner) -> None:
    planner.visits.add(Visit("", TODAY, None, "Balm [/b][red]"))
    async with opened(planner, (80, 24), "2") as app:
        assert "◆ Visit, Balm [/b][red]" in app.text


async def test_the_values_of_a_sign_are_shown_without_events(planner: Planner) -> None:
    planner.skin.check_in(TODAY, {"redness": 2})
    async with opened(planner, (80, 24), "2", "v") as app:
        assert "◆" not in "".join(line[:45] for line in app.lines[4:17]) and "▅22 " in app.text


async def test_events_are_worked_out_once_however_the_cursor_moves_and_whatever_is_ticked(
    planner: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Recovery] = []
    known = events.events_by_day

    def counted(recovery: Recovery, today: date | None = None) -> dict[date, tuple[events.CareEvent, ...]]:
        asked.append(recovery)
        return known(recovery, today)

    monkeypatch.setattr("routine_tui.ui.widgets.day_events.events_by_day", counted)
    async with opened(planner, (80, 24)) as app:
        for key in ("2", "l", "j", "k", "h", "t", "1", "space", "2"):
            await app.press(key)
            assert app.text
        assert len(asked) == 1
        app.main.recovery = planner.visits.call_off("next")
        await app.settle()
        assert app.text and len(asked) == 2

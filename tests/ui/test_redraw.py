"""What is drawn is what is compared before it is drawn again: nothing stays on the screen that is not so any more."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from routine_tui.demo import sample_recovery
from routine_tui.facts.guidance import routine_of
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.diary import Mark
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.visit import Visit
from routine_tui.planner.planner import Planner
from tests.ui.driver import NOW, TODAY, Opened, opened, planner_with

ONE = timedelta(days=1)


def simple(began: date = TODAY - 6 * ONE, window_days: int = 84) -> Recovery:
    return Recovery("id", "Face", began, window_days, routine=routine_of("simple", began))


def day_in_brackets(app: Opened) -> str:
    """The weekday above the bracket of the week on Today."""
    names = app.lines.index(app.line(" Mo  Tu  We"))
    return app.lines[names][app.lines[names + 2].index("[") :][:3].strip()


async def test_the_bracket_is_on_the_day_that_is_shown() -> None:
    """Seen to fail: on days of which nothing else differs it stayed where it was."""
    async with opened(planner_with(simple(began=TODAY - 20 * ONE))) as app:
        await app.press("left_square_bracket", "left_square_bracket", "left_square_bracket")
        for weekday in ("Th", "Fr", "Sa", "Su"):
            assert day_in_brackets(app) == weekday
            await app.press("right_square_bracket")
        for weekday in ("Mo", "Tu", "We"):
            assert day_in_brackets(app) == weekday
            await app.press("right_square_bracket")


async def test_marks_of_one_second_on_two_days() -> None:
    """Seen to fail: what stood beside a mark was that of the day before."""
    mark = Mark("done", NOW)
    recovery = simple()
    for back in range(3):
        recovery = recovery.marked(TODAY - back * ONE, "morning-cleanser", mark)
    async with opened(planner_with(recovery)) as app:
        assert "09:30" in app.line("cleanser")
        await app.press("left_square_bracket")
        assert "recorded 22 Nov" in app.line("cleanser")
        await app.press("left_square_bracket", "t")
        assert "09:30" in app.line("cleanser")


async def test_a_longer_window_has_its_days_at_once() -> None:
    """Seen to fail: the last week kept its blanks."""
    planner = planner_with(simple(window_days=10))
    async with opened(planner, (100, 30), "2") as app:
        assert "25" in app.line("  1   23") and "26" not in app.line("  1   23")
        planner.change("window", lambda recovery: replace(recovery, window_days=13))
        await app.look()
        assert "28" in app.line("  1   23")


async def test_what_is_ready_for_a_visit_follows_the_check_ins() -> None:
    """Seen to fail: the first check-in was ready to bring, and the line did not say so."""
    visit = Visit("visit", TODAY + 2 * ONE)
    planner = planner_with(replace(simple(), care=Care(visits=(visit,))))
    async with opened(planner, (100, 30)) as app:
        before = app.line("things ready")
        planner.skin.check_in(TODAY, {"redness": 1})
        await app.look()
        assert app.line("things ready") != before != ""


async def test_a_moved_step_is_there_since_it_came(planner: Planner) -> None:
    """Seen to fail: it was told to be there since today."""
    began = sample_recovery(TODAY).day_zero
    async with opened(planner, (100, 40), "3") as app:
        await app.press("J")
        assert f"since {began:%A} {began.day}" in app.text

"""What somebody does in the first ten minutes, with no more keys than are counted here; names come on top."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.widgets import Input

from routine_tui.planner.planner import Planner
from tests.ui.driver import TODAY, Opened, opened, planner_at


class Counted:
    """Presses keys, and counts them."""

    def __init__(self, app: Opened) -> None:
        self.app = app
        self.count = 0

    async def press(self, *keys: str) -> None:
        """Press keys that count."""
        self.count += len(keys)
        await self.app.press(*keys)

    async def name(self, words: str) -> None:
        """Type words of one's own, which are as long as they are."""
        await self.app.press(*words)


async def test_begin_in_eight_keys() -> None:
    planner = planner_at()
    async with opened(planner) as app:
        hand = Counted(app)
        await hand.press(*"12 nov", "enter", "enter")
        assert planner.recovery.day_zero == TODAY - timedelta(days=10) and "MORNING" in app.text
        assert hand.count <= 8


async def test_tick_a_morning_in_one_key_or_one_a_step(planner: Planner) -> None:
    async with opened(planner) as app:
        for keys in (("A",), ("space",) * 3):
            hand = Counted(app)
            for step in ("morning-cleanser", "morning-moisturiser"):
                planner.untick(TODAY, [step])
            await app.look()
            await app.press("g")
            await hand.press(*keys)
            marks = planner.recovery.record(TODAY).marks
            assert {"morning-cleanser", "morning-moisturiser", "morning-sunscreen"} <= set(marks), keys
            assert hand.count <= 3
            planner.untick(TODAY, ["morning-sunscreen"])


async def test_mend_yesterday_and_come_back_in_four_keys(planner: Planner) -> None:
    yesterday = TODAY - timedelta(days=1)
    planner.untick(yesterday, ["evening-cleanser", "evening-moisturiser"])
    async with opened(planner) as app:
        hand = Counted(app)
        await hand.press("left_square_bracket", "space", "space", "escape")
        assert {"evening-cleanser", "evening-moisturiser"} <= set(planner.recovery.record(yesterday).marks)
        assert app.day == TODAY and hand.count <= 4


async def test_add_a_step_every_other_day_in_eight_keys(planner: Planner) -> None:
    async with opened(planner) as app:
        hand = Counted(app)
        await hand.press("3", "a")
        await hand.name("Zinc balm")
        await hand.press("down", "down", "enter", "down", "enter", "ctrl+s")
        step = next(version for _, version in planner.recovery.routine.current(TODAY) if version.name == "Zinc balm")
        assert TODAY + timedelta(days=1) not in step.schedule.days(TODAY + timedelta(days=9)), app.text
        assert TODAY + timedelta(days=2) in step.schedule.days(TODAY + timedelta(days=9))
        assert hand.count <= 8


async def test_plan_a_visit_with_its_hour_in_one_line(planner: Planner) -> None:
    """Typed as “14dec 10:30” in fifteen keys; the table's way, by two lines, took sixteen and the name."""
    async with opened(planner) as app:
        hand = Counted(app)
        await hand.press("5", "v", *"14dec 10:30", "enter")
        await hand.name("Dr Kaya")
        await hand.press("ctrl+s")
        (visit,) = planner.recovery.care.visits
        assert (f"{visit.day}", f"{visit.at}", visit.who) == ("2026-12-14", "10:30:00", "Dr Kaya"), app.text
        assert hand.count <= 15


@pytest.mark.parametrize("key", ["down", "enter"])
async def test_the_line_of_a_time_that_was_typed_is_passed_by_and_can_be_gone_back_to(
    planner: Planner, key: str
) -> None:
    async with opened(planner, (80, 24), "5", "v", *"14 dec", key) as app:
        time_line = app.app.focused
        assert isinstance(time_line, Input) and time_line.id == "at"
        await app.press("up", "end", *" 10:30", key)
        assert app.app.focused is not None and app.app.focused.id == "who"
        await app.press("up")
        assert app.app.focused is time_line and time_line.value == "10:30"


async def test_share_and_leave_in_four_keys(planner: Planner) -> None:
    async with opened(planner) as app:
        hand = Counted(app)
        await hand.press("e")
        assert "^s" in app.text
        await hand.press("escape", "q")
        assert app.app._exit and hand.count <= 4

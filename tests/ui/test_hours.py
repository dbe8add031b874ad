"""Steps that are more than done or not: hours are asked for, what is taken is counted, a stage stands in the name."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.diary import Mark
from routine_tui.model.recovery.procedure import Procedure
from routine_tui.model.recovery.routine import Slot
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.planner.courses import Regimen
from routine_tui.planner.planner import Planner
from tests.ui.driver import TODAY, opened
from tests.ui.test_routine import choose

TAPER = "strong: day for 1 week, then mild: day for 1 week"


def set_(planner: Planner, label: str, slot: Slot, every: str = "day", days_ago: int = 2, **fields: Any) -> str:
    """A course that began some days ago; gives the id of its step."""
    first = TODAY - timedelta(days=days_ago)
    before = {step.id for step in planner.recovery.routine.steps}
    planner.courses.add(Course("", label, first), Regimen(Schedule.from_words(every, first), (slot,), **fields))
    planner.notices.clear()
    return next(step.id for step in planner.recovery.routine.steps if step.id not in before)


def mark(planner: Planner, step_id: str, day: date = TODAY) -> Mark | None:
    return planner.recovery.record(day).marks.get(step_id)


async def test_hours_are_asked_for_recorded_changed_and_taken_back(planner: Planner) -> None:
    step_id = set_(planner, "Silicone sheet", "day", hours="12 hours, from 2, 2 more a day, at most 23")
    async with opened(planner, (80, 24), "g", "j", "j", "j") as app:
        assert app.line("▌ ○ Silicone sheet").split("│")[0].rstrip().endswith("6 h")
        await app.press("space")
        assert app.said("goal") == "The goal of this day is 6 h, on the way to 12 h; at most 23 h."
        assert app.line("Worn today").split()[3] == "▌6"
        await app.press("enter")
        done = mark(planner, step_id)
        assert done is not None and done.amount == 6.0
        assert "6 of 6 h, 09:30" in app.line("✓ Silicone sheet")
        await app.press("space", "4", ":", "3", "0", "enter")
        assert "4.5 of 6 h, 09:30" in app.line("✓ Silicone sheet")
        await app.press("space")
        assert app.line("Worn today").split()[3] == "▌4.5"
        await app.press("escape")
        assert "4.5 of 6 h" in app.text
        await app.press("space", "backspace", "enter")
        assert mark(planner, step_id) is None and "○ Silicone sheet" in app.text
        await app.press("space", "backspace", "enter", "u")
        assert "4.5 of 6 h" in app.text  # an empty line where nothing is recorded was no change
        await app.press("right_square_bracket")  # a day that is still to come asks for none
        assert app.line("Silicone sheet").split("│")[0].rstrip().endswith("8 h")
        app.app.clear_notifications()
        await app.press("space")
        assert app.app.screen is app.main and any("in the future" in one for one in app.notices)


async def test_what_are_no_hours_is_said_and_stays_typed(planner: Planner) -> None:
    step_id = set_(planner, "Silicone sheet", "day", hours="12 hours, at most 20")
    async with opened(planner, (60, 20), "g", "j", "j", "j", "space") as app:
        for typed, sentence in (("25", "A day has 24 hours"), ("long", "“long” isn't a number of hours")):
            await app.type("hours", typed)
            await app.press("enter")
            assert app.complaint.startswith(sentence) and typed in app.line("Worn today")
        await app.type("hours", "22")
        await app.press("enter")
        assert "22 of 12 h" in app.text
        assert [one for one in app.notices if "22 hours on 22 Nov 2026 are recorded, and 20 a day" in one]
    assert mark(planner, step_id) is not None


async def test_what_is_taken_as_needed_is_counted_and_at_the_most_taken_back(planner: Planner) -> None:
    step_id = set_(planner, "Antihistamine", "day", required=False, most_per_day=3)
    async with opened(planner, (80, 24), "g", "j", "j", "j") as app:
        assert "at most 3 a day" in app.line("▌ ○ Antihistamine")
        for told in ("1 of at most 3, 09:30", "2 of at most 3, 09:30", "3 of at most 3, 09:30"):
            await app.press("space")
            assert told in app.line("▌ ✓ Antihistamine")
        await app.press("space")
        assert mark(planner, step_id) is None and "at most 3 a day" in app.line("▌ ○ Antihistamine")


async def test_once_a_day_at_most_is_ticked_and_unticked_as_ever(planner: Planner) -> None:
    step_id = set_(planner, "Antihistamine", "day", required=False, most_per_day=1)
    async with opened(planner, (80, 24), "g", "j", "j", "j") as app:
        assert "if needed" in app.line("▌ ○ Antihistamine")
        await app.press("space")
        assert mark(planner, step_id) is not None
        await app.press("space")
        assert mark(planner, step_id) is None


async def test_the_name_of_the_stage_and_when_it_is_next_due_follow_the_day_that_is_shown(planner: Planner) -> None:
    set_(planner, "Steroid cream", "morning", TAPER)
    set_(planner, "Peel", "morning", "mon", 20)
    async with opened(planner) as app:
        assert "Steroid cream, strong" in app.text and "tomorrow" in app.line("Peel")
        for _ in range(5):
            await app.press("right_square_bracket")
        assert "Steroid cream, mild" in app.text and "strong" not in app.text
        app.main.day = TODAY + timedelta(days=7)
        await app.settle()
        assert "next Mon 30 Nov" in app.line("Peel")


async def test_the_routine_tells_stages_hours_and_the_most_in_words(planner: Planner) -> None:
    set_(planner, "Steroid cream", "morning", TAPER)
    set_(planner, "Silicone sheet", "day", hours="12 hours")
    set_(planner, "Antihistamine", "evening", required=False, most_per_day=3)
    async with opened(planner, (99, 32), "3", "j", "j", "j") as app:
        assert "every day, 12 hours a day" in app.text
        assert "if needed, at most 3 a day" in app.text
        await app.press("g", "j")
        assert "Strong: every day for 1 week, then mild: every day for 1 week until 3 Dec" in app.text


@pytest.mark.parametrize("every", [TAPER, "around"])
async def test_the_step_dialog_keeps_what_the_course_set_until_another_choice_is_made(
    planner: Planner, every: str
) -> None:
    planner.procedures.add(Procedure("peel", "Peel", "peel"), (TODAY + timedelta(days=3),), ())
    first = TODAY - timedelta(days=2)
    schedule = Schedule(first, around=("peel", -2, 10)) if every == "around" else Schedule(first, stages=every)
    planner.courses.add(Course("", "Cream", first), Regimen(schedule, ("morning",)))
    step_id = planner.recovery.care.courses[0].step_ids[0]
    async with opened(planner, (80, 24), "3", "g", "j", "enter") as app:
        assert "as the treatment has it" in app.line("How often") and "Edit Cream" in app.text
        await app.type("product", "Tube")
        await app.press("ctrl+s")
        changed = planner.recovery.routine.step(step_id).latest
        assert (changed.product, changed.schedule) == ("Tube", schedule)
        await app.press("enter")
        await choose(app, "often", "2 days")
        assert app.said("coming").startswith("Every other day")
        await choose(app, "often", "kept")
        await choose(app, "often", "2 days")
        await app.press("ctrl+s")
        assert planner.recovery.routine.step(step_id).latest.schedule.rule == "FREQ=DAILY;INTERVAL=2"

"""Routine: steps are added, changed, moved, ended and brought back, and the past stays as it was."""

from __future__ import annotations

from datetime import timedelta

from textual.widgets import Input, Select

from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.planner.planner import Planner
from routine_tui.ui.widgets.tick_box import TickBox
from tests.ui.driver import TODAY, Opened, opened

YESTERDAY = TODAY - timedelta(days=1)


def version(planner: Planner, step_id: str, before_today: bool = False) -> StepVersion:
    """A step as it is today, or as it was yesterday."""
    found = planner.recovery.routine.step(step_id).on(YESTERDAY if before_today else TODAY)
    assert found
    return found


async def choose(app: Opened, field: str, value: str) -> None:
    """Choose in a select of the dialog."""
    app.app.screen.query_one(f"#{field}", Select).value = value
    await app.settle()


async def test_a_step_is_added_by_its_name_alone(planner: Planner) -> None:
    async with opened(planner, (80, 24), "3", "a", *"Zinc balm") as app:
        await app.press("ctrl+s")
        added = version(planner, "morning-zinc-balm")
        assert (added.name, added.slot, added.kind, added.valid_from) == ("Zinc balm", "morning", "other", TODAY)
        assert "▌ Zinc balm" in app.text
        await app.press("1")
        assert "○ Zinc balm" in app.text
        await app.press("left_square_bracket")
        assert "Zinc balm" not in app.text


WRONG_RULES = (
    ("FREQ=HOURLY", "A step is ticked once a day, so it can't be due several times a day"),
    ("blue moon", "“blue moon” isn't a schedule we understand"),
    ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0 isn't possible"),
)


WRONG_FIELDS = (
    ("name", " ", "The name is empty: type at least one character."),
    ("from", "03/04/2026", "“03/04/2026”: 4 Mar or 3 Apr? Type “4 mar 2026” or “3 apr 2026”."),
    ("from", "2020-01-01", "2020-01-01 is outside this recovery, which runs from 2026-10-31 to 2027-01-22."),
    ("until", "2026-11-01", "The last day, 2026-11-01, is before the first, 2026-11-22"),
)


CHOICES = (
    ("n", "Every 3 days. Next: Sun 22 Nov, Wed 25 Nov"),
    ("weekdays", "Every Monday and Thursday. Next: Mon 23 Nov, Thu 26 Nov"),
    ("cycle", "3 days on, 2 off. Next: Sun 22 Nov, Mon 23 Nov, Tue 24 Nov, Fri 27 Nov"),
    ("rule", "Every month (bymonthday 1). Next: Tue 1 Dec, Fri 1 Jan"),
)


async def test_choices_of_schedule_start_with_an_example_and_show_the_next_five_days(planner: Planner) -> None:
    before = planner.recovery
    async with opened(planner, (80, 24), "3", "a", *"Jelly") as app:
        assert app.said("coming").startswith("Every day. Next: Sun 22 Nov, Mon 23 Nov")
        for choice, begins in CHOICES:
            await choose(app, "often", choice)
            assert app.said("coming").startswith(begins)
        for typed, sentence in WRONG_RULES:
            await app.type("detail", typed)
            assert app.said("coming").startswith(sentence)
            await app.press("ctrl+s")
            assert app.complaint.startswith(sentence) and not app.said("coming")
        await app.press("escape")
        assert planner.recovery is before
        await app.press("a")
        await choose(app, "often", "2 days")
        assert app.said("coming") == (
            "Every other day. Next: Sun 22 Nov, Tue 24 Nov, Thu 26 Nov, Sat 28 Nov, Mon 30 Nov"
        )
        await app.type("from", "tomorrow")
        assert "Next: Mon 23 Nov, Wed 25 Nov" in app.said("coming")
        await app.type("until", "2026-11-25")
        assert app.said("coming") == "Every other day until 25 Nov. Next: Mon 23 Nov, Wed 25 Nov"
        await app.press("ctrl+s")
        assert "every other day until 25 Nov" in app.text


async def test_a_field_that_cannot_be_kept_says_why(planner: Planner) -> None:
    async with opened(planner, (80, 24), "3", "a", *"Peel") as app:
        for field, typed, sentence in WRONG_FIELDS:
            at_first = app.app.screen.query_one(f"#{field}", Input).value
            await app.type(field, typed)
            await app.press("ctrl+s")
            assert app.complaint.startswith(sentence)
            await app.type(field, at_first)
            assert not app.complaint, field


async def test_a_change_counts_from_its_day_and_the_past_keeps_what_was_true(planner: Planner) -> None:
    async with opened(planner, (80, 24), "3", "enter") as app:
        await app.type("product", "New syndet")
        await app.type("name", "Milky cleanser")
        app.app.screen.query_one("#as-needed", TickBox).value = True
        await app.press("ctrl+s")
        assert version(planner, "morning-cleanser").product == "New syndet"
        assert not version(planner, "morning-cleanser").required
        assert version(planner, "morning-cleanser", before_today=True).product == "Oat syndet"
        assert "every day, if needed" in app.line("▌ Milky cleanser")
        await app.press("1", "left_square_bracket")
        assert "Gentle cleanser" in app.text and "Milky cleanser" not in app.text


async def test_a_change_of_something_else_does_not_shift_the_days(planner: Planner) -> None:
    jelly = "evening-petroleum-jelly-on-dry-spots"
    before = version(planner, jelly).schedule
    async with opened(planner, (80, 24), "3", "end", "enter") as app:
        assert "Next: Mon 23 Nov, Wed 25 Nov" in app.said("coming")
        await app.type("cue", "before bed")
        await app.press("ctrl+s")
        assert version(planner, jelly).cue == "before bed" and version(planner, jelly).schedule == before
        await app.press("enter")
        await app.type("until", "2026-12-01")
        await app.press("ctrl+s")
        assert version(planner, jelly).schedule.first_day == before.first_day
        assert "every other day until 1 Dec" in app.text


async def test_escape_changes_nothing(planner: Planner) -> None:
    before = planner.recovery
    async with opened(planner, (80, 24), "3", "enter") as app:
        await app.type("name", "Something else")
        await app.press("escape", "m", "escape", "a", "escape")
        assert planner.recovery is before


async def test_steps_are_moved_within_their_slot(planner: Planner) -> None:
    def morning() -> list[str]:
        return [planned.step_id for planned in planner.recovery.routine.on(TODAY) if planned.version.slot == "morning"]

    async with opened(planner, (80, 24), "3") as app:
        await app.press("shift+down")
        assert morning() == ["morning-moisturiser", "morning-cleanser", "morning-sunscreen"]
        assert "▌ Gentle cleanser" in app.text and app.place("▌").y == app.place("MORNING").y + 2
        assert next(p.step_id for p in planner.recovery.routine.on(YESTERDAY)) == "morning-cleanser"
        await app.press("J", "J", "K", "shift+up")
        assert morning() == ["morning-cleanser", "morning-moisturiser", "morning-sunscreen"]
        assert "Hint:" not in app.text and "▌ Gentle cleanser" in app.text
        await app.press("j", "shift+down")  # the order is hinted at and never blocked
        assert "Hint: In the morning, moisturiser usually goes before sunscreen." in app.text
        await app.press("shift+up")
        assert "Hint:" not in app.text


async def test_a_step_ends_today_and_can_be_brought_back(planner: Planner) -> None:
    async with opened(planner, (80, 24), "3", "j") as app:
        await app.press("x")
        assert version(planner, "morning-moisturiser").ended
        assert not version(planner, "morning-moisturiser", before_today=True).ended
        assert "Moisturiser stopped. u to undo" in app.notices
        await app.press("end")
        assert "Moisturiser" in app.lines[app.place("STOPPED").y + 1]
        before = planner.recovery
        app.app.clear_notifications()
        await app.press("J", "K")  # what has ended is neither moved nor changed
        assert planner.recovery is before and app.notices == []
        await app.press("u")
        assert not version(planner, "morning-moisturiser").ended and "STOPPED" not in app.text
        await app.press("g", "j", "delete", "end", "x")
        assert not version(planner, "morning-moisturiser").ended
        assert "Moisturiser is back." in app.notices


async def test_a_template_shows_its_steps_and_begins_today_and_the_days_before_keep_theirs(planner: Planner) -> None:
    async with opened(planner, (80, 24), "3", "m") as app:
        assert "Evening: Gentle cleanser, Moisturiser" in app.said("brings")
        await app.press("down", "down")
        assert app.said("brings") == "No steps: you add your own."
        await app.press("up", "up")
        await app.press("down", "enter")
        assert len(planner.recovery.routine.on(TODAY)) == 3
        assert len(planner.recovery.routine.on(YESTERDAY)) == 7
        await app.press("u")
        assert len(planner.recovery.routine.on(TODAY)) == 7


async def test_a_click_moves_to_a_step_and_a_second_one_changes_it(planner: Planner) -> None:
    async with opened(planner, (80, 24), "3") as app:
        await app.click("Sunscreen top-up")
        assert "▌ Sunscreen top-up" in app.text
        await app.click("Sunscreen top-up")
        assert "Edit Sunscreen top-up" in app.text
        await app.click("Cancel (esc)")
        await app.click("a add")
        assert "Add a step" in app.text


async def test_a_broad_terminal_tells_all_of_a_step_beside_the_list(planner: Planner) -> None:
    """Schedule, next days, what is planned to change, and a sign a day of the last weeks."""
    planner.routine.edit("morning-cleanser", TODAY + timedelta(days=5), schedule=Schedule.from_words("2 days", TODAY))
    async with opened(planner, (120, 36), "3") as app:
        beside = "\n".join(line[58:] for line in app.lines)
        for words in (
            "Gentle cleanser",
            "Every day",
            "Next: ",
            "From Fri 27 Nov: every other day",
            "●●",
            "Last 4 weeks: done",
        ):
            assert words in beside, words
        assert all(len(line[:58].rstrip()) < 58 for line in app.lines[2:-1])
        await app.pilot.resize_terminal(80, 24)
        await app.settle()
        assert "done on" not in app.text and "From Fri 27 Nov: every other day" in app.text


async def test_words_of_a_step_that_have_no_room_are_cut_with_a_sign(planner: Planner) -> None:
    async with opened(planner, (60, 20), "3") as app:
        assert app.lines[-2].rstrip().endswith("…"), app.text
        await app.resize(80, 24)
        assert "…" not in app.text and "general guidance" in app.text, "with more room all of it is there again"


async def test_the_words_of_a_step_have_the_height_that_they_need(planner: Planner) -> None:
    """A step of few words between steps of many: each is told whole, and no line is left empty."""
    planner.routine.add(StepVersion(TODAY, "morning", "other", "Balm", Schedule.from_words("day", TODAY)))
    async with opened(planner, (80, 24), "3", "g") as app:
        for key, is_long in (("j", True), ("j", True), ("j", False), ("k", True)):
            await app.press(key)
            assert ("general guidance" in app.text) is is_long, app.text
            assert app.lines[-2].strip(), app.text

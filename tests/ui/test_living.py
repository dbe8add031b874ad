"""The app stays open while days pass, other programs write, and files come to harm."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

from textual.widgets import Input

from routine_tui.planner.planner import Planner
from routine_tui.settings import Home
from tests.ui.driver import TODAY, ZONE, SetClock, opened, planner_at

TOMORROW = TODAY + timedelta(days=1)


def file_of(planner: Planner) -> Path:
    """The file of the recovery that is open."""
    assert planner.path
    return planner.path


# ---------------------------------------------------------------------- a new day


async def test_today_becomes_the_new_day_by_itself_once_it_begins(planner: Planner, clock: SetClock) -> None:
    async with opened(planner) as app:
        clock.at = datetime(2026, 11, 23, 2, 59, tzinfo=ZONE)
        await app.look()
        assert app.day == TODAY and "Sun 22 Nov" in app.lines[0]
        await app.press("space")
        assert "02:59" in app.line("Sunscreen SPF") and "morning-sunscreen" in planner.recovery.record(TODAY).marks
        clock.at = datetime(2026, 11, 23, 3, 0, tzinfo=ZONE)
        await app.look()
        assert app.day == TOMORROW and "Mon 23 Nov" in app.lines[0] and "day 23 of 84" in app.lines[1]
        assert "✓" not in "".join(line.split("│")[0] for line in app.lines)
        await app.press("space")
        assert len(planner.recovery.record(TOMORROW).marks) == 1


async def test_a_person_who_looks_at_another_day_is_left_there(planner: Planner, clock: SetClock) -> None:
    async with opened(planner, (80, 24), "left_square_bracket") as app:
        clock.at += timedelta(days=1)
        await app.look()
        assert app.day == TODAY - timedelta(days=1) and "SAT 21 NOV" in app.lines[0]
        await app.press("t")
        assert app.day == TOMORROW


async def test_the_planned_days_run_out_while_the_app_is_open(planner: Planner, clock: SetClock) -> None:
    async with opened(planner) as app:
        for days in (61, 1, 400):
            clock.at += timedelta(days=days)
            await app.look()
        assert app.day == clock.at.date() and "day 484 of 490" in app.lines[1]


# ---------------------------------------------------------------------- other programs


async def test_what_another_program_writes_shows_after_one_look(planner: Planner, clock: SetClock) -> None:
    async with opened(planner) as app:
        other = planner_at(clock=clock)
        other.tick(TODAY, ["morning-sunscreen"])
        other.note(TODAY, "from elsewhere")
        assert "○ Sunscreen SPF" in app.text
        await app.look()
        assert "✓ Sunscreen SPF" in app.text and "from elsewhere" in app.text and app.notices == []
        await app.press("u")
        assert app.notices == ["Not done here: added a note on 22 Nov. Press u again to undo it."]
        assert "from elsewhere" in app.text
        await app.press("u")
        assert "from elsewhere" not in app.text and "✓ Sunscreen SPF" in app.text


async def test_what_a_merge_in_another_terminal_brought_shows_after_one_look(
    planner: Planner, clock: SetClock, tmp_path: Path
) -> None:
    """Ticks that this window makes meanwhile are joined as well, and undo takes the joining back."""
    async with opened(planner) as app:
        laptop = planner_at(Home(tmp_path / "laptop", tmp_path / "laptop" / "config.toml"), clock)
        laptop.folder.create(planner.recovery)
        laptop.tick(TODAY, ["morning-sunscreen"])
        await app.press("space")
        copy = tmp_path / "copy.json"
        copy.write_bytes(file_of(laptop).read_bytes())
        planner_at(clock=clock).safety.merge(copy.read_bytes(), copy)
        await app.look()
        assert "✓ Sunscreen SPF" in app.text and "✓ Gentle cleanser" in app.text and app.notices == []
        await app.press("u")
        assert "○ Sunscreen SPF" in app.text and "✓ Gentle cleanser" in app.text


async def test_a_tick_keeps_what_another_program_wrote_before_it(planner: Planner, clock: SetClock) -> None:
    async with opened(planner) as app:
        planner_at(clock=clock).note(TODAY, "from elsewhere")
        await app.press("space")
        assert "✓ Sunscreen SPF" in app.text and "from elsewhere" in app.text


async def test_the_step_under_the_cursor_may_go_away(planner: Planner, clock: SetClock) -> None:
    async with opened(planner, (80, 24), "G") as app:
        planner_at(clock=clock).routine.use_template("empty", TODAY)
        await app.look()
        await app.press("space", "j", "k", "3", "x", "j", "enter", "escape", "1")
        assert "Gentle cleanser" in app.text  # what was done was done


# ---------------------------------------------------------------------- harm


async def test_a_file_damaged_while_open_is_set_aside_and_the_backup_goes_on(planner: Planner) -> None:
    async with opened(planner, (120, 30), "space") as app:
        file_of(planner).write_text("{ half")
        await app.look()
        [notice] = app.notices
        assert "was damaged" in notice and "it is kept as" in notice and "was opened" in notice
        assert (file_of(planner).parent / notice.split("kept as ")[1].split(",")[0]).read_text() == "{ half"
        await app.look()
        await app.press("space")
        assert len(app.notices) == 1 and "✓ Sunscreen SPF" in app.text


async def test_a_file_that_is_lost_is_told_once_and_nothing_crashes(planner: Planner) -> None:
    async with opened(planner) as app:
        path = file_of(planner)
        content = path.read_bytes()
        for harm, told, briefly in (
            ("damaged", "is damaged and none of its backups is complete", "is damaged"),
            ("deleted", "no longer exists", "no longer exists"),
        ):
            app.app.clear_notifications()
            path.write_bytes(b"{ half") if harm == "damaged" else path.unlink()
            for _ in range(3):
                await app.look()
            [notice] = app.notices
            assert told in notice and "Sunscreen SPF" in app.text, harm
            await app.press("space", "s", "enter", "u", "U", "p", "enter", "escape", "Q", *"Why?", "enter", "escape")
            await app.press("2", "3", "x", "J", "m", "enter", "5", "v", *"+1", "enter", "escape", "e")
            assert "Share" in app.text and briefly in app.complaint, harm
            await app.press("escape", "R", "enter", "escape", "1", "question_mark", "escape")
            assert path.exists() == (harm == "damaged")
            path.write_bytes(content)
            await app.look()
            await app.press("t", "g", "j", "j", "space")
            assert "✓ Sunscreen SPF" in app.text, harm


async def test_a_file_that_comes_to_harm_again_is_told_again(planner: Planner) -> None:
    async with opened(planner) as app:
        path = file_of(planner)
        content = path.read_bytes()
        for _ in range(2):
            path.unlink()
            await app.look()
            await app.look()
            path.write_bytes(content)
            await app.look()
        assert len(app.notices) == 2


async def test_a_newer_file_is_shown_and_not_changed(planner: Planner) -> None:
    path = planner.folder.current()
    assert path
    tables = json.loads(path.read_text())
    tables["recovery"]["1"]["version"] += 1
    path.write_text(json.dumps(tables))
    before = path.read_bytes()
    async with opened(planner, (120, 30)) as app:
        await app.look()
        [notice] = app.notices
        assert "was written by a newer routine-tui" in notice and "read-only" in notice
        await app.press("space", "s", "enter", "n", *"x", "ctrl+s", "3", "x", "u", "p", "enter")
        assert path.read_bytes() == before and "Sunscreen SPF" in app.text


async def test_no_file_can_be_read_at_the_start(planner: Planner) -> None:
    path = planner.folder.current()
    assert path
    whole = path.read_bytes()
    path.write_text("nonsense")
    async with opened(planner) as app:
        [notice] = app.notices
        assert "is damaged and none of its backups is complete" in notice
        await app.press("space", "j", "n", "p", "s", "e", "R", "t", "left_square_bracket", "2", "l", "enter", "3", "a")
        await app.press("escape", "comma", "escape", "1", "question_mark", "escape")
        await app.look()
        assert path.read_text() == "nonsense" and app.notices == [notice]
        path.write_bytes(whole)
        await app.look()
        assert "Sunscreen SPF" in app.text and "day 22 of 84" in app.lines[1]


# ---------------------------------------------------------------------- pause and recovery


async def test_a_pause_begins_and_ends_by_one_key(planner: Planner) -> None:
    async with opened(planner) as app:
        await app.press("p")
        await app.type("reason", "travelling")
        await app.press("ctrl+s")
        assert "‖ Sunscreen SPF" in app.text and planner.recovery.pauses[-1].reason == "travelling"
        assert planner.recovery.pauses[-1].first_day == TODAY and planner.recovery.pauses[-1].last_day is None
        await app.press("right_square_bracket")
        assert "paused" in app.line("Sunscreen SPF")
        await app.press("t", "p")
        assert "○ Sunscreen SPF" in app.text and "Routine resumed from 22 Nov. Press u to undo." in app.notices
        await app.press("u")
        assert "‖ Sunscreen SPF" in app.text


WRONG_PAUSES = (
    ("from", "2020-01-01", "2020-01-01 is outside this recovery"),
    ("until", "2026-11-01", "The pause ends on 2026-11-01, before it starts on 2026-11-22: swap the two dates."),
    ("until", "03/04/2026", "“03/04/2026”: 4 Mar or 3 Apr"),
    ("from", "", "Enter the first day, e.g. 1 Dec."),
)


async def test_a_pause_that_cannot_be_is_told(planner: Planner) -> None:
    async with opened(planner, (80, 24), "p") as app:
        for field, typed, sentence in WRONG_PAUSES:
            at_first = app.app.screen.query_one(f"#{field}", Input).value
            await app.type(field, typed)
            await app.press("ctrl+s")
            assert app.complaint.startswith(sentence)
            await app.type(field, at_first)
            assert not app.complaint, field
        await app.press("escape")
        assert len(planner.recovery.pauses) == 1


async def test_the_recovery_can_be_put_right(planner: Planner) -> None:
    async with opened(planner, (80, 24), "R") as app:
        await app.type("name", "Left cheek")
        await app.type("zero", "2026-10-30")
        await app.type("days", "120")
        await app.press("ctrl+s")
        assert "Left cheek" in app.lines[0] and "day 23 of 120" in app.lines[1]
        await app.press("u")
        assert "Sample" in app.lines[0] and "day 22 of 84" in app.lines[1]


WRONG_RECOVERIES = (
    ("name", " ", "The name of the recovery is empty"),
    ("zero", "nonsense", "Can't read “nonsense” as a date"),
    ("days", "5", "A length of 5 days isn't possible: use 7 to 730 days"),
    ("days", "", "A window is a whole number of days"),
    ("days", "-", "A window is a whole number of days"),
    ("days", "9" * 5000, "A window"),
)


async def test_a_recovery_that_cannot_be_is_told(planner: Planner) -> None:
    before = planner.recovery
    async with opened(planner, (80, 24), "R") as app:
        for field, typed, sentence in WRONG_RECOVERIES:
            at_first = app.app.screen.query_one(f"#{field}", Input).value
            await app.type(field, typed)
            await app.press("ctrl+s")
            assert app.complaint.startswith(sentence) and len(app.complaint) < 200
            await app.type(field, at_first)
            assert not app.complaint, field
        await app.press("escape")
        assert planner.recovery is before


async def test_a_window_that_would_leave_out_records_reaches_today_all_the_same(planner: Planner) -> None:
    async with opened(planner, (80, 24), "R") as app:
        app.app.screen.query_one("#days", Input).value = "10"
        await app.press("ctrl+s")
        assert (planner.recovery.planned_days, planner.recovery.window_days) == (10, 24)

"""What is shown: the checklist, the calendar, and that nothing a person typed is obeyed by the terminal."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from routine_tui.model.text import long_day, short_day
from tests.cli.outside import back, did, file_of, planner_of, run, said_json, today

ODD_NAMES = ["Balm [/b]", "🧴 crème de jour 👩‍🔬", "x" * 200, "../../etc/passwd", "CON", "{day}", "%s %n", "-rf"]


def test_today_is_a_calm_numbered_checklist_by_slot(home: Path) -> None:
    did(home, "tick", "1", "--on", "today")
    lines = did(home, "today").splitlines()
    assert lines[0] == f"Face · {long_day(today(), today())} · D22 of 84 · Rebuild"
    assert [line for line in lines if line in ("Morning", "Day", "Evening")] == ["Morning", "Day", "Evening"]
    assert any(line.startswith("  1 ✓  Gentle cleanser") for line in lines)
    assert any(line.startswith("  4 ○  Sunscreen top-up") and "if needed" in line for line in lines)
    assert lines[-1] == "1 of 5 done · last 7 days 1 of 31, 30 not recorded (self-reported)"


def test_the_json_of_today_has_the_keys_that_scripts_rely_on(home: Path) -> None:
    day = said_json(home, "today", "--json")
    assert {key: value for key, value in day.items() if key not in ("steps", "adherence")} == {
        "recovery": "Face", "day": str(today()), "day_offset": 22, "window_days": 84, "phase": "rebuild",
        "done": 0, "due": 5, "note": None, "events": [], "concern": None,
    }  # fmt: skip
    assert day["adherence"] == {"7": 0.0, "28": 0.0}
    first = {"number": 1, "id": "morning-cleanser", "slot": "morning", "kind": "cleanser", "name": "Gentle cleanser"}
    first |= {"required": True, "state": "due", "at": None, "reason": None, "note": None}
    assert first.items() <= day["steps"][0].items()


def test_adherence_is_null_where_nothing_was_expected(empty_home: Path) -> None:
    did(empty_home, "new", "--template", "empty")
    assert said_json(empty_home, "today", "--json")["adherence"] == {"7": None, "28": None}
    assert "last 7 days" not in did(empty_home, "today")


def test_where_nothing_is_expected_no_figure_is_told(home: Path) -> None:
    """Seen to say “0 of 0 done”, under the sentence that tells what to do."""
    did(home, "pause", "--until", "today")
    assert did(home, "today").splitlines()[-1].startswith("nothing expected")
    did(home, "new", "Knee", "--template", "empty")
    assert did(home, "today").splitlines()[-1].startswith("No steps on this day: add one")


def test_a_past_day_without_a_record_is_not_recorded_and_a_future_one_is_ahead(home: Path) -> None:
    assert "not recorded" in did(home, "today", "--on", "-4")
    assert {step["state"] for step in said_json(home, "today", "--on", "+4", "--json")["steps"]} == {"ahead"}


def test_the_calendar_has_a_row_a_week_with_phases_and_counts(home: Path) -> None:
    for offset in range(3):
        did(home, "tick", "1", "2", "3", "5", "6", "--on", str(back(22 - offset)))
    text = did(home, "calendar")
    for phase in ("Settle", "Rebuild", "Early remodelling"):
        assert text.count(phase) == 1
    assert f"[○ {today().day:>2}]" in text
    assert text.count("●") == 4  # three days, and the legend
    done = [int(one) for one in re.findall(r"(\d+) of \d+$", text, re.MULTILINE)]
    assert sum(done) == 15, "what was done of each week stands beside it"


def test_the_json_of_the_calendar_has_a_row_a_day(home: Path) -> None:
    did(home, "tick", "1")
    whole = said_json(home, "calendar", "--json")
    assert (whole["recovery"], whole["day_zero"], whole["window_days"]) == ("Face", str(back(22)), 84)
    assert (whole["today"], len(whole["days"])) == (str(today()), 84)
    assert whole["days"][22] == {
        "day": str(today()), "day_offset": 22, "phase": "rebuild", "state": "partial", "done": 1, "due": 5,
        "events": [],
    }  # fmt: skip
    assert (whole["days"][21]["state"], whole["days"][23]["state"]) == ("open", "ahead")


def test_the_calendar_can_be_of_a_part(home: Path) -> None:
    part = said_json(home, "calendar", "--since", "-3", "--until", "today", "--json")
    assert [day["day"] for day in part["days"]] == [str(back(days)) for days in (3, 2, 1, 0)]


def test_a_week_begins_where_the_settings_say(home: Path) -> None:
    (home / "config.toml").write_text('week_starts_on = "sunday"\n')
    assert did(home, "calendar").splitlines()[1].split() == ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names_of_a_recovery_and_a_step_are_shown_as_typed(empty_home: Path, name: str) -> None:
    did(empty_home, "new", "--template", "empty", "--", name)
    did(empty_home, "steps", "add", "--slot", "day", "--", name)
    assert name in did(empty_home, "today")
    assert list(empty_home.parent.glob("*")) == [empty_home]
    did(empty_home, "tick", "1")
    assert said_json(empty_home, "today", "--json")["steps"][0]["state"] == "done"
    assert run(empty_home, "steps", PYTHONIOENCODING="latin-1").status == 0


def test_control_characters_from_a_file_never_reach_the_terminal(home: Path) -> None:
    did(home, "note", "plain words")
    path = file_of(home)
    path.write_text(path.read_text().replace("plain words", r"\u001b]0;x\u0007\u202eabc"))
    for words in (["today"], ["undo"], ["redo"]):
        ran = run(home, *words)
        assert ran.status == 0
        assert not {"\x1b", "\x07", "\u202e"} & set(ran.out + ran.err)


def test_nothing_is_coloured_on_a_pipe(home: Path) -> None:
    assert "\x1b" not in did(home, "today") + did(home, "calendar") + did(home, "--help")


def test_ascii_signs_are_used_where_asked_for_and_where_the_locale_knows_no_more(home: Path) -> None:
    did(home, "tick", "1")
    assert did(home, "--ascii", "today").isascii()
    assert did(home, "--ascii", "calendar").isascii()
    assert run(home, "today", LC_ALL="C").out.isascii()
    (home / "config.toml").write_text('glyphs = "ascii"\n')
    assert did(home, "status").isascii()


def test_today_says_when_a_mark_was_put_in_on_another_day(home: Path) -> None:
    did(home, "tick", "1", "--on", "-5")
    assert "recorded" in did(home, "today", "--on", "-5").splitlines()[3]


def test_today_of_another_year_names_the_year(tmp_path: Path) -> None:
    planner_of(tmp_path).recoveries.begin("Long", today() - timedelta(days=400), 730)
    assert str((today() - timedelta(days=380)).year) in did(tmp_path, "today", "--on", "-380").splitlines()[0]


def test_a_day_of_which_all_was_skipped_is_told_from_one_at_rest(home: Path) -> None:
    """On the calendar, in its JSON, and on what a dermatologist gets; so is one of which something was skipped."""
    for step in range(1, 7):
        did(home, "skip", str(step), "--on", "-2")
        did(home, "tick" if step == 1 else "skip", str(step), "--on", "-1")
    days = said_json(home, "calendar", "--json", "--since", "-2", "--until", "-1")["days"]
    assert [(one["state"], one["done"], one["due"]) for one in days] == [("skipped", 0, 0), ("partial", 1, 1)]
    shown = did(home, "calendar")
    skipped, done = back(2).day, back(1).day
    assert f"» {skipped:>2}" in shown and f"◐ {done:>2}" in shown and "» skipped" in shown
    assert f"> {skipped:>2}" in did(home, "--ascii", "calendar")
    page = did(home, "export", "--format", "html")
    assert re.search(r"D20 \([^)]*\): all skipped", page) and "sign-skipped" in page
    assert re.search(r"D21 \([^)]*\): some done, 1 of 1 done, 4 skipped", page)
    assert "» all skipped" in did(home, "export", "--format", "txt")
    assert ": all skipped" in did(home, "export", "--format", "svg")


def test_weeks_begin_as_set_on_every_surface(home: Path) -> None:
    (home / "config.toml").write_text('week_starts_on = "sunday"\n')
    assert "Su   Mo" in did(home, "calendar")
    for name in ("html", "svg"):
        shown = re.findall(r">(Mo|Su)n?<", did(home, "export", "--format", name))
        assert shown[:2] == ["Su", "Mo"], name
    text = did(home, "export", "--format", "txt")
    assert "Su Mo Tu We Th Fr Sa" in text
    week = back(22) - timedelta(days=(back(22).weekday() + 1) % 7)
    assert f"\n{short_day(week, week):7}  D0 " in text


def test_a_day_on_which_all_was_skipped_is_told_from_one_that_expected_nothing(home: Path) -> None:
    did(home, "skip", "1", "2", "3", "5", "6")
    assert did(home, "today").splitlines()[-1].startswith("5 skipped")
    did(home, "untick", "1", "2", "3", "5", "6")
    did(home, "pause")
    assert did(home, "today").splitlines()[-1].startswith("nothing expected")

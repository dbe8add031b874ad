"""beaverhabits, Table Habit and Habo: JSON of three shapes, each with its quirks."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from routine_tui.importers.found import ImportedData
from routine_tui.model.errors import BadInput
from tests.cases import each_case
from tests.importers.writers import EPOCH, days_of, found_in, put

DAY = date(2026, 11, 22)
NUMBER = (DAY - EPOCH).days


def of(folder: Path, content: Any) -> ImportedData:
    return found_in(put(folder, "x.json", json.dumps(content)))


# ---------------------------------------------------------------------- beaverhabits


def beaver(folder: Path, *records: dict[str, Any], **fields: Any) -> ImportedData:
    habit = {"id": "0f0f0f", "name": "Balm", "tags": [], "star": False, "records": list(records)} | fields
    return of(folder, {"user_email": "x@x", "exported_at": "2026-11-22 09:30:00", "habits": [habit]})


def test_beaverhabits_records_in_any_order(tmp_path: Path) -> None:
    records = [{"day": "2026-11-22", "done": True, "text": "calm"}, {"day": "2026-11-20", "done": False}]
    found = beaver(tmp_path, *records, {"day": "2026-11-21", "done": True}, {"day": "2026-11-31", "done": True})
    assert found.losses["unreadable"] == 1
    assert days_of(found.habits[0]) == [
        ("2026-11-20", "not done", ""), ("2026-11-21", "done", ""), ("2026-11-22", "done", "calm")
    ]  # fmt: skip


def test_beaverhabits_a_name_is_one_habit_however_its_accents_are_written(tmp_path: Path) -> None:
    """Seen to become two steps that nobody can tell apart; two of one spelling are two habits there."""

    def named(*names: str) -> ImportedData:
        days = [[{"day": f"2026-11-2{number}", "done": True}] for number in range(len(names))]
        habits = [{"name": name, "records": records} for name, records in zip(names, days, strict=True)]
        return of(tmp_path, {"data": {"habits": habits}})

    (joined,) = named("Cr\u00e8me", "Cre\u0300me").habits
    assert days_of(joined) == [("2026-11-20", "done", ""), ("2026-11-21", "done", "")]
    assert len(named("Cr\u00e8me", "Cr\u00e8me").habits) == 2


@each_case("done", [True, False])
@each_case("text", ["#skip", "#amber #skip", "away #skip\nuntil Friday"])
def test_beaverhabits_skipping_is_a_word_in_the_text_and_stays_there(tmp_path: Path, text: str, done: bool) -> None:
    found = beaver(tmp_path, {"day": "2026-11-22", "done": done, "text": text})
    assert days_of(found.habits[0]) == [("2026-11-22", "skipped", text)]


@each_case("text", ["#skipped", "skip", "no#skip", "#Skip"])
def test_beaverhabits_other_words_skip_nothing(tmp_path: Path, text: str) -> None:
    assert beaver(tmp_path, {"day": "2026-11-22", "done": True, "text": text}).habits[0].records[0].state == "done"


def test_beaverhabits_file_on_the_disk_holds_a_token_that_is_not_read(tmp_path: Path) -> None:
    habits = [{"name": "Balm", "records": [{"day": "2026-11-22", "done": True}]}]
    backup = {"telegram_bot_token": "123:SECRET", "telegram_chat_id": "9"}
    found = of(tmp_path, {"data": {"habits": habits, "order": ["x"], "order_by": 1, "backup": backup}})
    assert found.losses["secrets"] == 1
    assert "SECRET" not in repr(found)


def test_beaverhabits_status(tmp_path: Path) -> None:
    statuses = {"A": None, "B": "active", "C": "archive", "D": "soft_delete"}
    habits: list[Any] = [{"name": name, "records": [], "status": status} for name, status in statuses.items()]
    found = of(tmp_path, {"user_email": "x", "habits": habits})
    assert [(one.name, one.archived) for one in found.habits] == [("A", False), ("B", False), ("C", True)]
    assert found.losses["deleted"] == 1


@each_case(
    ("period", "rule", "required"),
    [
        (None, "FREQ=DAILY", True),
        ({"period_type": "D", "period_count": 1, "target_count": 1}, "FREQ=DAILY", True),
        ({"period_type": "D", "period_count": 3, "target_count": 1}, "FREQ=DAILY;INTERVAL=3", True),
        ({"period_type": "W", "period_count": 2, "target_count": 1}, "FREQ=WEEKLY;INTERVAL=2", True),
        ({"period_type": "M", "period_count": 1, "target_count": 1}, "FREQ=MONTHLY", True),
        ({"period_type": "W", "period_count": 1, "target_count": 3}, "FREQ=DAILY", False),
        ({"period_type": "?", "period_count": 1, "target_count": 3}, "FREQ=DAILY", True),
    ],
)
def test_beaverhabits_period(tmp_path: Path, period: Any, rule: str, required: bool) -> None:
    (habit,) = beaver(tmp_path, period=period).habits
    assert (habit.rule, habit.required) == (rule, required)


def test_beaverhabits_tags_pictures_stars_and_buttons(tmp_path: Path) -> None:
    record = {"day": "2026-11-22", "done": True, "text": "![left](/assets/1.png) and ![](http://x/2.png)"}
    found = beaver(tmp_path, record, tags=["Evening", "skin"], star=True, chips=["yes", "no"])
    assert (found.habits[0].about, found.habits[0].slot) == ("Tags: Evening, skin", "evening")
    assert (found.losses["pictures"], found.losses["settings"]) == (2, 2)
    assert found.habits[0].records[0].note == record["text"]


# ---------------------------------------------------------------------- Table Habit


def table_habit(folder: Path, *records: dict[str, Any], **fields: Any) -> ImportedData:
    habit = {
        "name": "Balm", "type": 1, "status": 1, "daily_goal": 1, "freq_type": 3, "freq_custom": "[1,1]",
        "records": [{"record_date": NUMBER + place} | one for place, one in enumerate(records)],
    }  # fmt: skip
    return of(folder, {"habits": [habit | fields], "groups": [{"uuid": "g", "name": "Evening skin"}]})


def test_table_habit_days_are_counted_since_1970(tmp_path: Path) -> None:
    records: list[dict[str, Any]] = [
        {"record_type": 1, "record_value": 1}, {"record_type": 1, "record_value": 0},
        {"record_type": 2, "reason": "away"}, {"record_type": 0, "reason": "said"}, {"record_type": 0},
        {"record_type": 1},
    ]  # fmt: skip
    (habit,) = table_habit(tmp_path, *records).habits
    assert days_of(habit) == [
        ("2026-11-22", "done", ""), ("2026-11-23", "not done", ""), ("2026-11-24", "skipped", ""),
        ("2026-11-25", "unknown", "said"), ("2026-11-27", "done", ""),
    ]  # fmt: skip
    assert habit.records[2].reason == "away"


@each_case(
    ("kind", "value", "told"),
    [
        (1, 8, ("done", "8 glasses")),
        (1, 9.5, ("done", "9.5 glasses")),
        (1, 3, ("not done", "3 glasses")),
        (1, 0, ("not done", "")),
        (2, 3, ("done", "3 glasses")),
        (2, 0, ("done", "0 glasses")),
        (2, 9, ("not done", "9 glasses")),
    ],
)
def test_table_habit_goals_are_reached_or_kept_to(
    tmp_path: Path, kind: int, value: float, told: tuple[str, str]
) -> None:
    fields = {"type": kind, "daily_goal": 8, "daily_goal_unit": "glasses"}
    found = table_habit(tmp_path, {"record_type": 1, "record_value": value}, **fields)
    assert [one[1:] for one in days_of(found.habits[0])] == [told]
    assert found.habits[0].about == f"At {'least' if kind == 1 else 'most'} 8 glasses a day."


@each_case(
    ("freq_type", "custom", "rule", "required"),
    [
        (1, "[1]", "FREQ=WEEKLY;INTERVAL=1", True),
        (1, "[3]", "FREQ=DAILY", False),
        (2, "[5]", "FREQ=DAILY", False),
        (2, "[1]", "FREQ=MONTHLY", True),
        (3, "[1,4]", "FREQ=DAILY;INTERVAL=4", True),
        (3, "[2,2]", "FREQ=DAILY", True),
        (3, "[2,5]", "FREQ=DAILY", False),
        (3, "[1,0]", "FREQ=DAILY", False),
        (3, "nonsense", "FREQ=DAILY", True),
        (0, None, "FREQ=DAILY", True),
    ],
)
def test_table_habit_frequency_is_json_in_a_text(
    tmp_path: Path, freq_type: int, custom: str | None, rule: str, required: bool
) -> None:
    (habit,) = table_habit(tmp_path, freq_type=freq_type, freq_custom=custom).habits
    assert (habit.rule, habit.required) == (rule, required)


def test_table_habit_groups_starts_and_what_has_no_place(tmp_path: Path) -> None:
    found = table_habit(
        tmp_path, group_id="g", start_date=NUMBER, color=3, reminder="{}", desc="on dry spots",
        reminder_quest="Did you?", target_days=30, status=3,
    )  # fmt: skip
    (habit,) = found.habits
    assert (habit.slot, habit.begins, habit.archived) == ("evening", DAY, True)
    assert habit.about == "on dry spots\nDid you?\nGroup: Evening skin"
    assert [found.losses[kind] for kind in ("colours", "reminders", "settings", "targets")] == [1, 1, 1, 0]


def test_table_habit_what_was_deleted_there_is_counted(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="contains no habit"):
        table_habit(tmp_path, status=2)


# ---------------------------------------------------------------------- Habo


def habo(folder: Path, events: dict[str, list[Any]], is_bare: bool = False, **fields: Any) -> ImportedData:
    habit = {"id": 1, "title": "Balm", "twoDayRule": 0, "position": 0, "habitType": 0, "events": events} | fields
    return of(folder, [habit] if is_bare else {"habits": [habit], "events": {}, "habit_categories": [], "metadata": {}})


def at_noon(day: date) -> str:
    return f"{day} 12:00:00.000Z"


@each_case("is_bare", [True, False])
@each_case("spelled", [str.lower, str.capitalize])
def test_habo_events_of_a_backup_and_of_the_bare_list(tmp_path: Path, is_bare: bool, spelled: Any) -> None:
    states = {"check": "done", "fail": "not done", "skip": "skipped", "clear": "unknown"}
    days = {name: date(2026, 11, 20 + place) for place, name in enumerate(states)}
    events = {at_noon(days[name]): [f"DayType.{spelled(name)}", f"{name}!"] for name in states}
    found = habo(tmp_path, events, is_bare)
    assert days_of(found.habits[0]) == [(str(days[name]), state, f"{name}!") for name, state in states.items()]


@each_case(
    ("event", "told"),
    [
        (["DayType.progress", "", 3.0, 8.0], ("not done", "3 glasses")),
        (["DayType.progress", "half", 4.0, 4.0], ("done", "4 glasses|half")),
        (["DayType.progress", "", 5], ("not done", "5 glasses")),
        (["DayType.progress", "", 100.0], ("done", "100 glasses")),
        (["DayType.check", "", 8.5, 8.0], ("done", "8.5 glasses")),
        (["DayType.check", ""], ("done", "")),
        (["DayType.progress", ""], ("not done", "")),
    ],
)
def test_habo_a_day_keeps_the_target_that_it_had(tmp_path: Path, event: list[Any], told: tuple[str, str]) -> None:
    found = habo(tmp_path, {at_noon(DAY): event}, habitType=1, targetValue=100.0, unit="glasses")
    assert [one[1:] for one in days_of(found.habits[0])] == [told]


def test_habo_words_cue_categories_and_what_has_no_place(tmp_path: Path) -> None:
    found = habo(
        tmp_path, {}, cue="after brushing", routine="thin layer", reward="tea", sanction="", accountant="Kim",
        categories=[{"id": 1, "title": "Morning"}], twoDayRule=1, notification=1, notTime="8:5", archived=1,
    )  # fmt: skip
    (habit,) = found.habits
    assert (habit.cue, habit.slot, habit.archived) == ("after brushing", "morning", True)
    assert habit.about == "Routine: thin layer\nReward: tea\nAccountant: Kim\nCategories: Morning"
    assert [found.losses[kind] for kind in ("reminders", "settings", "no_schedule")] == [1, 1, 1]


def test_habo_a_cue_that_is_too_long_goes_to_the_instructions(tmp_path: Path) -> None:
    (habit,) = habo(tmp_path, {}, cue="when " * 100).habits
    assert (habit.cue, habit.about.startswith("Cue: when when")) == ("", True)


def test_habo_what_was_deleted_and_what_cannot_be_read_is_counted(tmp_path: Path) -> None:
    events = {"soon": ["DayType.check", ""], at_noon(DAY): ["DayType.maybe", ""], f"{DAY} 13:00": [], "2026-1-1": [1]}
    gone = {"title": "Gone", "events": {}, "deleted_at": "2026-01-01T00:00:00"}
    balm = {"title": "Balm", "events": events, "twoDayRule": 0}
    found = of(tmp_path, {"habits": [balm, gone], "habit_categories": []})
    assert (len(found.habits), found.losses["deleted"], found.losses["unreadable"]) == (1, 1, 4)


# ---------------------------------------------------------------------- other shapes

_KEPT = {"name": "y", "records": [{"day": "2026-11-22", "done": True}]}
SHAPES: dict[str, Any] = {
    "a beaver's name that is a number": {"user_email": "x", "habits": [{"name": 1, "records": []}]},
    "a beaver's records that are none": {"user_email": "x", "habits": [{"name": "x", "records": 5}]},
    "a beaver's records that are yes, without an address": {"habits": [{"name": "x", "records": True}, _KEPT]},
    "a beaver's data without habits": {"data": {}, "exported_at": "x", "habits": [{"name": "x", "records": [1]}]},
    "a beaver's habits that are words": {"exported_at": "x", "habits": ["x"]},
    "a table's day that is a word": {"habits": [{"name": "x", "freq_type": 3, "records": [{"record_date": "x"}]}]},
    "a table's number beyond all": {"habits": [{"name": "x", "freq_type": 3, "daily_goal": 10**400}]},
    "a habo's events that are a list": {"habits": [{"title": "x", "events": []}]},
    "a habo's target beyond all": {"habits": [{"title": "x", "events": {}, "targetValue": 10**400}]},
}


@each_case("shape", SHAPES)
def test_json_of_a_known_program_in_another_shape_is_refused_in_one_sentence(tmp_path: Path, shape: str) -> None:
    with pytest.raises(
        BadInput,
        match=(
            r"x\.json looks like a file from .* but is incomplete \(.*\): "
            r"export it again\.$"
        ),
    ):
        of(tmp_path, SHAPES[shape])


@each_case(
    "content",
    [
        [],
        {},
        [1],
        {"habits": {}},
        {"habits": []},
        {"habits": [{"x": 1}]},
        {"a": [1]},
        {"habits": [{"name": "x", "records": 5}]},
        {"habits": [{"name": "x", "records": "day"}]},
    ],
)
def test_other_json_is_in_no_form_that_we_know(tmp_path: Path, content: Any) -> None:
    with pytest.raises(BadInput, match=r"isn't in a format we know: choose a file from .*Habo"):
        of(tmp_path, content)


def test_days_out_of_reach_are_counted(tmp_path: Path) -> None:
    found = table_habit(tmp_path, {"record_date": 10**30}, {"record_date": -(10**9)}, {"record_date": None})
    assert (found.records, found.losses["unreadable"]) == (0, 3)


def test_habo_a_comment_of_a_day_whose_type_we_do_not_know_is_kept(tmp_path: Path) -> None:
    found = habo(tmp_path, {at_noon(DAY): ["DayType.maybe", "said"]})
    assert (days_of(found.habits[0]), found.losses["words"]) == ([("2026-11-22", "unknown", "said")], 1)

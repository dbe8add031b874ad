"""beaverhabits: the file on its server's disk, ``{"data": {"habits": […]}}``, and what its export writes.

A record has a day, done or not, and perhaps a text; a word ``#skip`` in the text says that it was skipped, and stays in
it. The export holds active habits only. The file on the disk also holds the token of a Telegram bot: it is not read.
"""

from __future__ import annotations

import re
from typing import Any, Final

import msgspec

from routine_tui.importers.days import iso_day
from routine_tui.importers.found import (
    Habit,
    ImportedData,
    Losses,
    Record,
    State,
    imported_data,
    one_a_day,
    require_record_limit,
)
from routine_tui.importers.often import DAILY, Often, often
from routine_tui.importers.texts import join_texts, name_of, note_of, slot_in

_DAYS: Final = {"D": 1, "W": 7, "M": 30, "Y": 365}
_PICTURE: Final = re.compile(r"!\[[^\]\n]{0,300}\]\(")


class _Record(msgspec.Struct, frozen=True):
    day: str
    done: bool = False
    text: str | None = None


class _Period(msgspec.Struct, frozen=True):
    period_type: str
    period_count: int = 1
    target_count: int = 1


class _Habit(msgspec.Struct, frozen=True):
    name: str
    records: list[_Record] = []
    tags: list[str] = []
    star: bool | int = False
    status: str | None = None
    period: _Period | None = None
    chips: list[str] | None = None


def is_it(content: Any) -> bool:
    """Whether JSON is what beaverhabits writes."""
    if not isinstance(content, dict):
        return False
    inner = content.get("data")
    if isinstance(inner, dict) and isinstance(inner.get("habits"), list):
        return True
    habits = content.get("habits")
    if not isinstance(habits, list):
        return False
    if "exported_at" in content or "user_email" in content:
        return True
    lists = [kept for habit in habits if isinstance(habit, dict) and isinstance(kept := habit.get("records"), list)]
    first = next((record for kept in lists for record in kept if record), None)
    return isinstance(first, dict) and "day" in first


def read(content: Any) -> ImportedData:
    """What a file holds. Raises BadInput, or msgspec's error, where it is of another shape."""
    losses = Losses()
    inner = content.get("data")
    data = inner if isinstance(inner, dict) and isinstance(inner.get("habits"), list) else content
    losses["secrets"] += _tokens(data.get("backup"))
    kept = msgspec.convert(data["habits"], list[_Habit])
    require_record_limit(sum(len(habit.records) for habit in kept))
    losses["deleted"] += sum(habit.status == "soft_delete" for habit in kept)
    losses["settings"] += sum(bool(habit.star) + bool(habit.chips) for habit in kept)
    habits = [_habit(habit, losses) for habit in kept if habit.status != "soft_delete"]
    return imported_data("beaver", "beaverhabits, JSON", habits, losses)


def _tokens(backup: Any) -> int:
    """How many secrets stand in the part about backups; none of them is looked at."""
    return (
        sum("token" in key.lower() and bool(value) for key, value in backup.items()) if isinstance(backup, dict) else 0
    )


def _habit(habit: _Habit, losses: Losses) -> Habit:
    rhythm = _often(habit.period, losses)
    tags = f"Tags: {', '.join(habit.tags)}" if habit.tags else ""
    return Habit(
        name_of(habit.name, losses),
        one_a_day(filter(None, (_record(record, losses) for record in habit.records)), losses),
        rhythm.rule,
        rhythm.required,
        slot_in(habit.name, *habit.tags),
        about=note_of(join_texts(tags, rhythm.words), losses),
        archived=habit.status == "archive",
    )


def _often(period: _Period | None, losses: Losses) -> Often:
    if period is None:
        return DAILY
    unit = _DAYS.get(period.period_type)
    if unit is None:
        losses["unreadable"] += 1
        return DAILY
    return often(period.target_count, unit * period.period_count, losses)


def _record(record: _Record, losses: Losses) -> Record | None:
    day = iso_day(record.day)
    if day is None:
        losses["unreadable"] += 1
        return None
    text = note_of(record.text or "", losses)
    losses["pictures"] += len(_PICTURE.findall(text))
    state: State = "skipped" if "#skip" in text.split() else "done" if record.done else "not done"
    return Record(day, state, text)

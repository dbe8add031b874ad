"""Table Habit (mhabit): its JSON export, ``{"habits": […], "groups": […]}``, with what is null left out.

Days are numbers of days since 1970. A habit of type 1 is done where its goal of the day is reached, one of type 2 where
no more than the goal was done. ``freq_custom`` is a text that holds JSON: ``"[3]"`` times a week or month, or
``"[n,d]"`` times in days. A skipped day carries its reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from math import isfinite
from typing import Any, Final

import msgspec

from routine_tui.importers.amounts import Target, amount_of, state_of
from routine_tui.importers.days import epoch_day
from routine_tui.importers.found import (
    Habit,
    ImportedData,
    Losses,
    Record,
    imported_data,
    one_a_day,
    require_record_limit,
)
from routine_tui.importers.often import AS_NEEDED, DAILY, Often, often
from routine_tui.importers.texts import join_texts, name_of, note_of, slot_in

_DONE, _SKIPPED = 1, 2
_NEGATIVE: Final = 2
_DELETED, _ARCHIVED = 2, 3
_WEEKLY, _MONTHLY, _CUSTOM = 1, 2, 3


class _Record(msgspec.Struct, frozen=True):
    record_date: int | None = None
    record_type: int | None = None
    record_value: float | None = None
    reason: str | None = None


class _Habit(msgspec.Struct, frozen=True):
    name: str | None = None
    desc: str | None = None
    type: int | None = None
    status: int | None = None
    color: Any = None
    daily_goal: float | None = None
    daily_goal_unit: str | None = None
    daily_goal_extra: float | None = None
    freq_type: int | None = None
    freq_custom: str | None = None
    reminder: Any = None
    reminder_quest: str | None = None
    start_date: int | None = None
    target_days: int | None = None
    group_id: str | None = None
    records: list[_Record] = []


class _Group(msgspec.Struct, frozen=True):
    uuid: str | None = None
    name: str | None = None


def is_it(content: Any) -> bool:
    """Whether JSON is what Table Habit writes."""
    if not isinstance(content, dict) or not isinstance(content.get("habits"), list):
        return False
    first = next((habit for habit in content["habits"] if isinstance(habit, dict)), None)
    return "groups" in content if first is None else "freq_type" in first or "daily_goal" in first


def read(content: Any) -> ImportedData:
    """What a file holds. Raises BadInput, or msgspec's error, where it is of another shape."""
    losses = Losses()
    kept = msgspec.convert(content["habits"], list[_Habit])
    groups = msgspec.convert(content.get("groups") or [], list[_Group])
    names = {group.uuid: group.name or "" for group in groups if group.uuid}
    require_record_limit(sum(len(habit.records) for habit in kept))
    losses["deleted"] += sum(habit.status == _DELETED for habit in kept)
    habits = [_habit(habit, names, losses) for habit in kept if habit.status != _DELETED]
    return imported_data("table-habit", "Table Habit, JSON", habits, losses)


def _habit(habit: _Habit, groups: Mapping[str, str], losses: Losses) -> Habit:
    name, group = habit.name or "", groups.get(habit.group_id or "", "")
    rhythm, target = _often(habit, losses), _target(habit)
    is_amount = target is not None and (target.value != 1 or bool(target.unit) or target.sense == "at most")
    losses["colours"] += habit.color is not None
    losses["reminders"] += habit.reminder is not None
    losses["targets"] += is_amount
    losses["settings"] += (habit.target_days is not None) + (habit.daily_goal_extra is not None)
    words = (
        habit.desc or "", habit.reminder_quest or "", f"Group: {group}" if group else "",
        target.words if target and is_amount else "", rhythm.words,
    )  # fmt: skip
    return Habit(
        name_of(name, losses),
        one_a_day(filter(None, (_record(one, target, is_amount, losses) for one in habit.records)), losses),
        rhythm.rule,
        rhythm.required,
        slot_in(name, group),
        about=note_of(join_texts(*(one.strip() for one in words)), losses),
        begins=epoch_day(habit.start_date) if habit.start_date is not None else None,
        archived=habit.status == _ARCHIVED,
    )


def _target(habit: _Habit) -> Target | None:
    if habit.daily_goal is None or not isfinite(habit.daily_goal):
        return None
    unit = " ".join((habit.daily_goal_unit or "").split())
    return Target(_decimal(habit.daily_goal), "at most" if habit.type == _NEGATIVE else "at least", unit)


def _often(habit: _Habit, losses: Losses) -> Often:
    try:
        numbers = msgspec.json.decode((habit.freq_custom or "").encode(), type=list[int])
    except (msgspec.MsgspecError, UnicodeEncodeError):
        numbers = []
    if habit.freq_type in (_WEEKLY, _MONTHLY) and len(numbers) == 1:
        return often(numbers[0], 7 if habit.freq_type == _WEEKLY else 30, losses)
    if habit.freq_type == _CUSTOM and len(numbers) == 2:
        return often(numbers[0], numbers[1], losses) if numbers[1] > 0 else AS_NEEDED
    losses["no_schedule"] += 1
    return DAILY


def _record(record: _Record, target: Target | None, is_amount: bool, losses: Losses) -> Record | None:
    day = epoch_day(record.record_date) if record.record_date is not None else None
    if day is None:
        losses["unreadable"] += 1
        return None
    reason = note_of(record.reason or "", losses)
    if record.record_type == _SKIPPED:
        return Record(day, "skipped", reason=reason)
    if record.record_type != _DONE:
        return Record(day, "unknown", reason) if reason else None
    if record.record_value is None or not isfinite(record.record_value):
        return Record(day, "done", reason)
    value = _decimal(record.record_value)
    state = state_of(value, target)
    is_plain = not is_amount and value in (0, 1)
    return Record(day, state, reason, "" if is_plain else amount_of(value, state, target.unit if target else ""))


def _decimal(value: float) -> Decimal:
    return Decimal(str(value))

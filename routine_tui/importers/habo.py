"""Habo: its JSON backup, a table with ``habits`` in it, or the bare list of habits that older ones wrote.

A habit's ``events`` go by the local day at 12:00 UTC, ``2026-11-22 12:00:00.000Z``, of which only the day counts. An
event is ``["DayType.check", comment, progress, target then]``, older ones with a capital: ``DayType.Check``. The target
is that of the day, so a day keeps the one that it had. Yes and no are 1 and 0.
"""

from __future__ import annotations

from decimal import Decimal
from math import isfinite
from typing import Any, Final

import msgspec

from routine_tui.importers.amounts import Target, amount_of, state_of
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
from routine_tui.importers.texts import join_texts, name_of, note_of, slot_in
from routine_tui.model.text import NAME_LIMIT

_STATES: Final[dict[str, State]] = {"check": "done", "fail": "not done", "skip": "skipped", "clear": "unknown"}
_PROGRESS: Final = "progress"
_NUMERIC: Final = 1
_Yes = bool | int | None


class _Category(msgspec.Struct, frozen=True):
    title: str | None = None
    name: str | None = None


class _Habit(msgspec.Struct, frozen=True):
    title: str
    events: dict[str, list[Any]] = {}
    cue: str | None = None
    routine: str | None = None
    reward: str | None = None
    sanction: str | None = None
    accountant: str | None = None
    two_day_rule: _Yes = msgspec.field(name="twoDayRule", default=None)
    notification: _Yes = None
    habit_type: int | None = msgspec.field(name="habitType", default=None)
    target_value: float | None = msgspec.field(name="targetValue", default=None)
    unit: str | None = None
    categories: list[_Category] | None = None
    archived: _Yes = None
    deleted_at: str | None = None
    position: int | None = None


def is_it(content: Any) -> bool:
    """Whether JSON is what Habo writes."""
    habits = content.get("habits") if isinstance(content, dict) else content
    if not isinstance(habits, list):
        return False
    first = next((habit for habit in habits if isinstance(habit, dict)), None)
    if first is None:
        return isinstance(content, dict) and "habit_categories" in content
    return "title" in first and ("events" in first or "twoDayRule" in first)


def read(content: Any) -> ImportedData:
    """What a file holds. Raises BadInput, or msgspec's error, where it is of another shape."""
    losses = Losses()
    kept = msgspec.convert(content["habits"] if isinstance(content, dict) else content, list[_Habit])
    require_record_limit(sum(len(habit.events) for habit in kept))
    losses["deleted"] += sum(habit.deleted_at is not None for habit in kept)
    present = sorted((habit for habit in kept if habit.deleted_at is None), key=lambda habit: habit.position or 0)
    habits = [_habit(habit, losses) for habit in present]
    losses["no_schedule"] += len(habits)
    return imported_data("habo", "Habo, backup", habits, losses)


def _habit(habit: _Habit, losses: Losses) -> Habit:
    categories = [one.title or one.name or "" for one in habit.categories or []]
    target = _target(habit.target_value, habit) if habit.habit_type == _NUMERIC else None
    losses["targets"] += target is not None
    losses["reminders"] += bool(habit.notification)
    losses["settings"] += bool(habit.two_day_rule)
    told = {
        "Routine": habit.routine, "Reward": habit.reward, "Sanction": habit.sanction, "Accountant": habit.accountant,
        "Categories": ", ".join(one for one in categories if one),
    }  # fmt: skip
    words = [f"{what}: {text.strip()}" for what, text in told.items() if text and text.strip()]
    cue = " ".join(note_of(habit.cue or "", losses).split())
    if len(cue) > NAME_LIMIT:
        words.insert(0, f"Cue: {cue}")
        cue = ""
    return Habit(
        name_of(habit.title, losses),
        one_a_day(filter(None, (_record(key, event, habit, losses) for key, event in habit.events.items())), losses),
        slot=slot_in(habit.title, *categories, cue),
        cue=cue,
        about=note_of(join_texts(*words, target.words if target else ""), losses),
        archived=bool(habit.archived),
    )


def _record(key: str, event: list[Any], habit: _Habit, losses: Losses) -> Record | None:
    day = iso_day(key)
    kind = event[0].rpartition(".")[2].lower() if event and isinstance(event[0], str) else ""
    note = note_of(event[1], losses) if len(event) > 1 and isinstance(event[1], str) else ""
    is_known = kind in _STATES or kind == _PROGRESS
    if day is None or not (is_known or note):
        losses["unreadable"] += 1
        return None
    if not is_known:
        losses["words"] += 1
        return Record(day, "unknown", note)
    progress = _number(event[2]) if len(event) > 2 else None
    unit = _unit(habit)
    if kind == _PROGRESS:
        value = progress or Decimal(0)
        state = state_of(value, _target(event[3] if len(event) > 3 else habit.target_value, habit))
        return Record(day, state, note, amount_of(value, state, unit))
    state = _STATES[kind]
    amount = amount_of(progress, state, unit) if progress and habit.habit_type == _NUMERIC else ""
    return None if state == "unknown" and not note else Record(day, state, note, amount)


def _target(value: Any, habit: _Habit) -> Target | None:
    found_number = _number(value)
    return None if found_number is None else Target(found_number, unit=_unit(habit))


def _unit(habit: _Habit) -> str:
    return " ".join((habit.unit or "").split())


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return None
    return Decimal(str(value))

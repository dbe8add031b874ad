"""What weeks were like because of the skin, and looking at it less, as a person says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec.structs import replace

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.weeks import Quiet, WeekEffect, WeekField, monday_of
from routine_tui.model.text import short_day
from routine_tui.planner.workspace import Room


class Weeks(Room):
    """Records weeks, and whether somebody looks less. Every change is on the disk when its method returns."""

    def tell(self, day: date, answers: Mapping[WeekField, int | None]) -> Recovery:
        """Say what the week that holds a day was like; None takes an answer back.

        Raises BadInput for a number out of range, a week to come, and one that was over before day zero.
        """
        monday, today = monday_of(day), self._workspace.today()
        if monday > today or (monday_of(self._workspace.recovery.day_zero)) > monday:
            raise BadInput("That week isn't part of this recovery yet: use one from day zero to this week.")
        given: dict[str, Any] = {str(name): value for name, value in answers.items()}

        def edit(recovery: Recovery) -> Recovery:
            old = next((one for one in recovery.weeks if one.monday == monday), WeekEffect(monday))
            new = replace(old, **given)
            others = tuple(one for one in recovery.weeks if one.monday != monday)
            weeks = others if new.is_empty else (*others, new)
            return recovery if new == old else replace(recovery, weeks=weeks)

        WeekEffect(monday, **given)  # refused before anything is opened for writing
        return self._workspace.change(f"filled in the week of {short_day(monday, today)}", edit)

    def look_less(self, is_on: bool) -> Recovery:
        """Look less from today on, or as often as before; it is not offered again. Raises OutsideWindow."""
        today = self._workspace.today()
        self._workspace.recovery.require(today)

        def edit(recovery: Recovery) -> Recovery:
            if recovery.quiet and recovery.is_quiet(today) == is_on:
                return recovery
            before = tuple(one for one in recovery.quiet if one.since < today)
            return replace(recovery, quiet=(*before, Quiet(today, is_on)))

        return self._workspace.change("chose to look less" if is_on else "chose to look as before", edit)

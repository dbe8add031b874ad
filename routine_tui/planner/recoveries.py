"""Recoveries: begun, chosen, renamed, put into the archive."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from routine_tui.facts.guidance import routine_of
from routine_tui.model.errors import BadInput, StoreError
from routine_tui.model.recovery.background import BackgroundAnswer
from routine_tui.model.recovery.care import NO_CARE
from routine_tui.model.recovery.recovery import (
    DEFAULT_DAY_START,
    DEFAULT_WINDOW_DAYS,
    LONGEST_WINDOW_DAYS,
    HowMuch,
    Recovery,
)
from routine_tui.model.text import days_in_words, one_line
from routine_tui.planner.workspace import Room
from routine_tui.store.folder import RecoveryEntry


class Recoveries(Room):
    """Begins recoveries, and says which one is current. Every change is on the disk when its method returns."""

    def begin(
        self,
        name: str = "Recovery",
        day_zero: date | None = None,
        window_days: int | None = None,
        template_id: str = "gentle",
        session: Mapping[str, str] | None = None,
    ) -> Recovery:
        """Begin a recovery with a template's routine, and make it the current one. Raises BadInput, StoreError.

        Without ``window_days`` it is 84 days, or as many whole weeks as hold today. ``session`` is what was told of
        the session, by the ids of its fields; what is empty was not told.
        """
        today = self._workspace.clock.today(self._workspace.settings.day_starts_at or DEFAULT_DAY_START)
        zero = day_zero or today
        told = tuple(BackgroundAnswer(field, text) for field, text in (session or {}).items() if text)
        recovery = Recovery(
            uuid.uuid4().hex,
            one_line(name, "The name of the recovery"),
            zero,
            window_days or window_holding(zero, today),
            self._workspace.settings.day_starts_at or DEFAULT_DAY_START,
            routine_of(template_id, zero),
            care=NO_CARE.having(background=told) if told else NO_CARE,
            begun=today,
        )
        self._workspace.open(self._workspace.folder.create(recovery.reaching(today), self._workspace.clock.now()))
        return self._workspace.recovery

    def entries(self) -> list[RecoveryEntry]:
        """Every recovery there is, archived ones last."""
        return self._workspace.folder.entries()

    def use(self, name: str) -> Recovery:
        """Make the recovery of a name the current one, from the archive too. Raises BadInput where there is none."""
        entry = self._workspace.folder.find(name)
        self._workspace.open(self._workspace.folder.use(entry.path))
        return self._workspace.recovery

    def archive(self, name: str) -> Path:
        """Put a recovery away; gives where its file lies now. Raises BadInput where there is none."""
        entry = self._workspace.folder.find(name)
        if entry.archived:
            raise BadInput(f"“{entry.name}” is already archived.")
        self._workspace.close()
        try:
            return self._workspace.folder.archive(entry.path)
        except StoreError:
            if self._workspace.folder.is_put_away(entry.path):  # by another process, a moment ago
                raise BadInput(f"“{entry.name}” is already archived.") from None
            raise

    def describe(
        self,
        name: str | None = None,
        day_zero: date | None = None,
        window_days: int | None = None,
        expected: HowMuch | None = None,
    ) -> Recovery:
        """Change the recovery's name, day zero or window, or how much is ``expected`` from today on.


        The file keeps its name. Raises BadInput where something is recorded outside the window.
        """
        wanted: dict[str, Any] = {"name": name, "day_zero": day_zero, "window_days": window_days}
        if name is not None:
            wanted["name"] = one_line(name, "The name of the recovery")
            self._workspace.folder.require_free(wanted["name"], self._workspace.opened().path)

        def edit(recovery: Recovery) -> Recovery:
            new = replace(recovery, **{field: value for field, value in wanted.items() if value is not None})
            new = self._workspace.reaching_today(replace(new, planned_days=None) if window_days is not None else new)
            outside = [day for day in recovery.days if not new.contains(day)]
            if outside:
                days = days_in_words(len(outside))
                raise BadInput(
                    f"{days} with records would fall outside that length, from {min(outside)} on: make it longer."
                )
            routine = recovery.routine.beginning_on(recovery.day_zero, new.day_zero, recovery.care.course_steps)
            new = new.with_routine(routine)
            return new.expecting(expected, self._workspace.today()) if expected else new

        return self._workspace.change_plans("edited the recovery", edit)


def window_holding(day_zero: date, today: date) -> int:
    """The length of a new window, in days: 84, or the whole weeks that hold today, up to the longest there is."""
    weeks = -(-((today - day_zero).days + 1) // 7)
    return min(max(DEFAULT_WINDOW_DAYS, 7 * weeks), LONGEST_WINDOW_DAYS // 7 * 7)

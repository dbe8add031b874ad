"""Recoveries: begun, chosen, renamed, put into the archive."""

from __future__ import annotations

import uuid
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from routine_tui.facts.guidance import routine_of
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.recovery import DEFAULT_DAY_START, DEFAULT_WINDOW_DAYS, Recovery
from routine_tui.model.text import days_in_words, one_line
from routine_tui.planner.workspace import Room
from routine_tui.store.folder import RecoveryEntry


class Recoveries(Room):
    """Begins recoveries, and says which one is current. Every change is on the disk when its method returns."""

    def begin(
        self,
        name: str = "Recovery",
        day_zero: date | None = None,
        window_days: int = DEFAULT_WINDOW_DAYS,
        template_id: str = "gentle",
    ) -> Recovery:
        """Begin a recovery with a template's routine, and make it the current one. Raises BadInput, StoreError."""
        zero = day_zero or self._workspace.clock.today(self._workspace.settings.day_starts_at or DEFAULT_DAY_START)
        recovery = Recovery(
            uuid.uuid4().hex,
            one_line(name, "The name of the recovery"),
            zero,
            window_days,
            self._workspace.settings.day_starts_at or DEFAULT_DAY_START,
            routine_of(template_id, zero),
        )
        self._workspace.open(self._workspace.folder.create(recovery, self._workspace.clock.now()))
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
            raise BadInput(f"“{entry.name}” is in the archive already.")
        self._workspace.close()
        return self._workspace.folder.archive(entry.path)

    def describe(self, name: str, day_zero: date, window_days: int) -> Recovery:
        """Change the recovery's name, day zero and window. Raises BadInput where something is recorded outside it.

        The file keeps its name.
        """
        cleaned = one_line(name, "The name of the recovery")
        self._workspace.folder.require_free(cleaned, self._workspace.opened().path)

        def edit(recovery: Recovery) -> Recovery:
            new = replace(recovery, name=cleaned, day_zero=day_zero, window_days=window_days)
            outside = [day for day in recovery.days if not new.contains(day)]
            if outside:
                days = days_in_words(len(outside))
                raise BadInput(f"{days} with a record would lie outside that window, from {min(outside)} on: widen it.")
            routine = recovery.routine.beginning_on(recovery.day_zero, day_zero, recovery.care.course_steps)
            return new.with_routine(routine)

        return self._workspace.change_plans("changed the recovery", edit)

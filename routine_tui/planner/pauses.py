"""Pauses: days on which no step is expected, or on which some steps are not."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.diary import Pause
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import free_text, short_day
from routine_tui.planner.workspace import Room


class Pauses(Room):
    """Adds, changes, ends and takes away pauses. Every change is on the disk when its method returns."""

    def add(self, first: date, last: date | None = None, step_ids: Sequence[str] = (), reason: str = "") -> Recovery:
        """Pause some steps, or all where none is named, until a day or until ``resume``. Raises OutsideWindow."""
        pause = Pause(first, last, tuple(step_ids), free_text(reason, "The reason"), uuid.uuid4().hex)
        return self._workspace.change_plans(
            f"paused from {short_day(first, self._workspace.today())}", lambda recovery: recovery.with_pause(pause)
        )

    def resume(self, day: date, step_id: str = "") -> Recovery:
        """End the pause of everything that covers a day, from that day on, or that of one step.

        Raises BadInput where there is none.
        """
        return self._workspace.change(
            f"resumed on {short_day(day, self._workspace.today())}", lambda recovery: recovery.resumed(day, step_id)
        )

    def edit(self, pause_id: str, **changes: Any) -> Recovery:
        """Change a pause's days, its steps or its reason. Raises OutsideWindow, BadInput where it is not there."""
        if "reason" in changes:
            changes["reason"] = free_text(changes["reason"], "The reason")
        if callable(members := changes.get("step_ids")):
            changes["step_ids"] = lambda now: _some(members, now)
        return self._workspace.change_plans(
            "edited a pause", lambda recovery: recovery.with_pause_changed(pause_id, **changes)
        )

    def remove(self, pause_id: str) -> Recovery:
        """Take a pause away, as if there had never been one. Raises BadInput where it is not there any more."""

        def edit(recovery: Recovery) -> Recovery:
            kept = tuple(one for one in recovery.pauses if one.id != pause_id)
            if len(kept) == len(recovery.pauses):
                raise BadInput("That pause no longer exists.")
            return replace(recovery, pauses=kept)

        return self._workspace.change_plans("deleted a pause", edit)


def _some(members: Callable[[tuple[str, ...]], tuple[str, ...]], now: tuple[str, ...]) -> tuple[str, ...]:
    """The steps that rest after a change; no step stands for every one, which a change of some leaves so."""
    after = members(now)
    if now and not after:
        raise BadInput("No step would be left in that pause: delete it, or choose another step.")
    return after if now else ()

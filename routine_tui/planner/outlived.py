"""How a recovery goes on after the days that were planned for it, as a person says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from routine_tui.model.recovery.recovery import HowMuch, Recovery
from routine_tui.planner.workspace import Room

_LABELS: Final[Mapping[HowMuch, str]] = {
    "on": "continued as before",
    "weekly": "switched to once a week",
    "closed": "closed the recovery",
}


class Outlived(Room):
    """Says how a recovery goes on. Every change is on the disk when its method returns."""

    def choose(self, days: int) -> Recovery:
        """Choose another length for the window, in days; it still reaches today. Raises BadInput."""
        reaching = self._workspace.reaching_today

        def edit(recovery: Recovery) -> Recovery:
            return reaching(replace(recovery, window_days=days, planned_days=None))

        return self._workspace.change_plans("changed the length", edit)

    def expect(self, choice: HowMuch) -> Recovery:
        """Expect all as before, the same once a week, or nothing more, from today on; days before it stay as they are.

        Raises OutsideWindow before day zero.
        """
        today = self._workspace.today()
        self._workspace.recovery.require(today)
        return self._workspace.change(_LABELS[choice], lambda recovery: recovery.expecting(choice, today))

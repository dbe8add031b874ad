"""When what was written: the list of changes, and each entry with the moments at which it was written."""

from __future__ import annotations

from datetime import date

from routine_tui.model.recovery.change import Change, EntryHistory
from routine_tui.planner.workspace import Room
from routine_tui.store.change_list import EARLIEST, chains_of, changes_of
from routine_tui.store.change_log import is_cut


class ChangeList(Room):
    """Reads what was written when. Nothing is changed."""

    def changes(self, day: date | None = None) -> tuple[Change, ...]:
        """Every change, or those for a day, the first one first. Raises StoreError."""
        found = changes_of(self._workspace.opened().tables())
        return tuple(one for one in found if day is None or one.for_day == day)

    def entries(self, day: date) -> tuple[EntryHistory, ...]:
        """What was recorded for a day, each with when it was written first and how often it was changed since."""
        found = []
        for rows in chains_of(self._workspace.opened().tables()):
            if rows[0].for_day == day:
                said = [one for one in rows if one.written is not None] or rows
                found.append(
                    EntryHistory(rows[0].what, day, rows[0].written, said[-1].written, len(rows) - 1, rows[-1].after)
                )
        return tuple(sorted(found, key=lambda one: one.first or EARLIEST))

    @property
    def goes_back(self) -> bool:
        """Whether the list goes back to the beginning; the oldest changes are dropped where it grew too large."""
        return not is_cut(self._workspace.opened().tables())

"""When what was written: the list of changes, and each entry with the moments at which it was written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Final

from routine_tui.model.recovery.change import Change, EntryHistory
from routine_tui.planner.workspace import Room
from routine_tui.store.change_log import Writing, history_of, is_cut
from routine_tui.store.change_names import ChangeNames
from routine_tui.store.stamps import moment_of

_EARLIEST: Final = datetime.min.replace(tzinfo=UTC)


class ChangeList(Room):
    """Reads what was written when. Nothing is changed."""

    def changes(self, day: date | None = None) -> tuple[Change, ...]:
        """Every change, or those for a day, the first one first. Raises StoreError."""
        found = [one for rows in self._chains() for one in rows if day is None or one.for_day == day]
        return tuple(sorted(found, key=lambda one: one.written or _EARLIEST))

    def entries(self, day: date) -> tuple[EntryHistory, ...]:
        """What was recorded for a day, each with when it was written first and how often it was changed since."""
        found = []
        for rows in self._chains():
            if rows[0].for_day == day:
                said = [one for one in rows if one.written is not None] or rows
                found.append(
                    EntryHistory(rows[0].what, day, rows[0].written, said[-1].written, len(rows) - 1, rows[-1].after)
                )
        return tuple(sorted(found, key=lambda one: one.first or _EARLIEST))

    @property
    def goes_back(self) -> bool:
        """Whether the list goes back to the beginning; the oldest changes are dropped where it grew too large."""
        return not is_cut(self._workspace.opened().tables())

    def _chains(self) -> Iterator[list[Change]]:
        """The changes of each value, the first one first."""
        tables = self._workspace.opened().tables()
        names = ChangeNames(tables)
        for (table, key, name), rows in history_of(tables).items():
            day, what = names.day(table, key, name), names.what(table, key, name)
            private, known = names.is_private(table, key, name), f"{table}/{key}/{name}"
            before, chain = None, list[Change]()
            for one in rows:
                value = one.value if table == "days" or one.value else None  # a field that is empty says nothing
                if value != before:
                    chain.append(Change(_moment(one), day, what, before, value, known, private))
                before = value
            if chain:
                yield chain


def _moment(one: Writing) -> datetime | None:
    return moment_of(one.stamp) if one.stamp else None

"""Which writings in the list of changes are of something private: what is so now, and what was when it was written."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from routine_tui.store.change_log import Writing
from routine_tui.store.change_names import ChangeNames
from routine_tui.store.document_parts import PRIVATE, Table

Histories = Mapping[tuple[Table, str | int, str], list[Writing]]
"""The writings of each value, the first one first."""


class Privacy:
    """Tells private writings from others. What stands now is as private as the thing itself is now."""

    def __init__(self, names: ChangeNames, found: Histories) -> None:
        self._names, self._found = names, found

    def of(self, table: Table, key: str | int, name: str) -> Callable[[Writing], bool]:
        """Tells of a writing of one value whether it is private.

        What was replaced or taken back is so where it was written as private, whatever was said of the thing later.
        """
        if self._names.is_private(table, key, name):
            return lambda _: True
        home, from_the_start = self._names.private_home(table, key)
        said = self._found.get((*home, PRIVATE), [])
        if name == PRIVATE or not (said or from_the_start):
            return lambda _: False
        now = self._found[table, key, name][-1].value

        def is_private(one: Writing) -> bool:
            if one.value is None or one.value == now:
                return False
            before = [bool(word.value) for word in said if word.stamp <= one.stamp]
            return before[-1] if before else from_the_start

        return is_private

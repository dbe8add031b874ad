"""Single rows of a TinyDB table, put and taken away where they stand.

TinyDB's own ``update``, ``insert`` and ``remove`` make the whole table anew for one row: with two years of days, of
which a tick changes one, that took a tenth of the tick.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from tinydb import TinyDB

from routine_tui.store.document_parts import Document
from routine_tui.store.storage import DurableStorage


def put(database: TinyDB, table: str, number: int, row: Document) -> None:
    """Put a row in the place of the one with its number, whole, or add it."""
    cast(DurableStorage, database.storage).put(table, str(number), dict(row))


def take_away(database: TinyDB, table: str, numbers: Iterable[int]) -> None:
    """Take rows away. Raises KeyError for one that is not there."""
    for number in numbers:
        cast(DurableStorage, database.storage).take_away(table, str(number))

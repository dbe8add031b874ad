"""The one reader of the files in ``data``. What asks for facts keeps them, so that each file is read once."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def tables(file: str) -> dict[str, Any]:
    """All that stands in a file, by the names of its tables."""
    return _read(_text_of(file))


def entries(file: str, table: str) -> list[dict[str, Any]]:
    """The entries of one array of tables, as they stand in the file."""
    found: list[dict[str, Any]] = tables(file)[table]
    return found


def entry(file: str, table: str, entry_id: str) -> dict[str, Any]:
    """The entry with an id of one array of tables, whose first line tells it. Raises KeyError where there is none.

    Only its own lines are read: to read a hundred sources for the one that is shown took a thirtieth of the start.
    """
    found = _text_of(file).partition(f'[[{table}]]\nid = "{entry_id}"\n')[2]
    if not found:
        raise KeyError(entry_id)
    return {"id": entry_id, **_read(found.partition(f"\n[[{table}]]\n")[0])}


def _text_of(file: str) -> str:
    return (Path(__file__).parent / "data" / file).read_text("utf-8")


def _read(text: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(text)

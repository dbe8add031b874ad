"""The one reader of the files in ``data``. What asks for facts keeps them, so that each file is read once."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def tables(file: str) -> dict[str, Any]:
    """All that stands in a file, by the names of its tables."""
    import tomllib

    return tomllib.loads((Path(__file__).parent / "data" / file).read_text("utf-8"))


def entries(file: str, table: str) -> list[dict[str, Any]]:
    """The entries of one array of tables, as they stand in the file."""
    found: list[dict[str, Any]] = tables(file)[table]
    return found

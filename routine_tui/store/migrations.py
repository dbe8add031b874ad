"""Versions of the documents: a file of an older one is brought up step by step, a newer one is not touched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from routine_tui.store.storage import Tables

VERSION: Final = 1
"""The version of the documents that this program writes."""

Migration = Callable[[Tables], Tables]
MIGRATIONS: Final[Mapping[int, Migration]] = {}
"""From a version to the next: ``MIGRATIONS[1]`` takes tables of version 1 and gives those of version 2."""


def version_of(tables: Tables) -> int:
    """The version of the documents in a file; 0 where it names none."""
    about: Any = tables.get("recovery", {}).get("1")
    version = about.get("version") if isinstance(about, dict) else None
    return version if type(version) is int and version > 0 else 0


def upgraded(tables: Tables, target: int = VERSION, migrations: Mapping[int, Migration] = MIGRATIONS) -> Tables:
    """Tables of an older version as those of the target version; others as they are."""
    while (version := version_of(tables)) < target and version in migrations:
        tables = migrations[version](tables)
        tables["recovery"]["1"]["version"] = version + 1
    return tables

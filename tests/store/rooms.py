"""What the tests of the store begin with: a small recovery in a real folder."""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from routine_tui.facts.guidance import routine_of
from routine_tui.model.recovery.diary import Mark
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.store.backups import Backups
from routine_tui.store.folder import RecoveryFolder
from routine_tui.store.repository import Edit, Repository

ZERO = date(2026, 11, 1)
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 7, 42, tzinfo=UTC)


def recovery(name: str = "Face", recovery_id: str = "id") -> Recovery:
    return Recovery(recovery_id, name, ZERO, routine=routine_of("gentle", ZERO))


def stored(home: Path, what: Recovery | None = None) -> Repository:
    """The repository of a recovery that was just kept in a folder."""
    path = RecoveryFolder(home).create(what or recovery())
    return again(path)


def again(path: Path) -> Repository:
    """Another door to the same file, as another process has."""
    return Repository(path, Backups(path.parent.parent / "backups" / path.stem))


def ticked(offset: int = 21, step_id: str = "morning-cleanser", seconds: int = 0) -> Edit:
    """The change that a tick makes."""
    day, mark = ZERO + timedelta(days=offset), Mark("done", NOW + timedelta(seconds=seconds))
    return lambda before: before.marked(day, step_id, mark)


def noted(text: str, offset: int = 21) -> Edit:
    """The change that a note makes."""
    return lambda before: before.noted(ZERO + timedelta(days=offset), text)


def read_json(path: Path) -> dict[str, Any]:
    """The file as any other program reads it."""
    tables: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return tables


def write_json(path: Path, tables: dict[str, Any]) -> None:
    """The file as another program leaves it."""
    path.write_text(json.dumps(tables), "utf-8")


def files_in(folder: Path) -> set[str]:
    """Every file below a folder but the locks."""
    found = (Path(parent, name) for parent, _, names in os.walk(folder) for name in names)
    return {str(path.relative_to(folder)) for path in found if path.suffix != ".lock"}

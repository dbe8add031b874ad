"""What other programs wrote: a file is looked at first, and then applied to a recovery as one change."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from routine_tui.exporters import json_archive as archive
from routine_tui.importers.apply import ImportResult, apply_import
from routine_tui.importers.detect import Ours, read
from routine_tui.importers.found import ImportedData
from routine_tui.importers.window import window_of
from routine_tui.model.errors import HereAlready
from routine_tui.model.recovery.recovery import DEFAULT_DAY_START, Recovery
from routine_tui.model.text import clipped, one_line
from routine_tui.planner.workspace import Room
from routine_tui.store.restore import add


class ImportPreview(Struct, frozen=True):
    """A file, and what it would make or has made of a recovery."""

    recovery: Recovery
    """As it is once the file is taken in."""
    is_new: bool
    """Whether it is a recovery of its own that begins with the file."""
    is_changed: bool
    """Whether the file has anything that is not there already."""
    taken: ImportResult | None = None
    """What became of another program's records; None for a recovery that routine-tui itself wrote."""


class Imports(Room):
    """Reads files of other programs, and applies them. Every change is on the disk when its method returns."""

    def look(self, source: Path, mapping: Mapping[str, str] | None = None) -> ImportedData | Recovery:
        """What a file holds: another program's records, or a recovery that routine-tui export wrote as JSON.

        Nothing is changed. Raises BadInput for what is in no form that we know or is not whole, Unclear for a
        table that can be read in more than one way.
        """
        found = read(source, mapping or {})
        if not isinstance(found, Ours):
            return found
        return archive.load(found.content)

    def preview(
        self, held: ImportedData | Recovery, name: str | None = None, day_zero: date | None = None
    ) -> ImportPreview:
        """What ``take`` would make of a file; nothing is changed. Raises as ``take`` does."""
        if isinstance(held, Recovery):
            return self._preview_of_ours(held, name)
        before = self._workspace.recovery if name is None else self._bare(held, name, day_zero)
        taken = self._taken(before, held)
        is_new = name is not None
        return ImportPreview(taken.recovery, is_new, is_new or taken.recovery != before, taken)

    def take(
        self, held: ImportedData | Recovery, source: Path, name: str | None = None, day_zero: date | None = None
    ) -> ImportPreview:
        """Add what a file holds to the current recovery, or to a new one of a ``name``; one undo takes it back.

        The window of a new one is that of ``window.window_of``, from ``day_zero`` on where that is set. A file that
        routine-tui itself wrote always becomes a recovery of its own, equal to the one that was exported. Raises
        NoRecovery where there is none and no name is given, BadInput for a name that another recovery has, or for a
        recovery that is here already and differs from the file; StoreError.
        """
        planner = self._workspace
        arrival = self.preview(held, name, day_zero)
        label = f"imported {clipped(source.name, 80)}"
        if arrival.is_new:
            planner.open(add(planner.folder, arrival.recovery, label, planner.clock.now()))
        elif isinstance(held, ImportedData) and arrival.is_changed:
            planner.change(label, lambda recovery: self._taken(recovery, held).recovery)
        return arrival

    def _taken(self, recovery: Recovery, held: ImportedData) -> ImportResult:
        planner = self._workspace
        starts_at = planner.settings.day_starts_at or recovery.day_starts_at
        clock = planner.clock
        return apply_import(
            recovery, held, clock.today(starts_at), clock.now(), lambda day, at: clock.moment(day, at, starts_at)
        )

    def _bare(self, held: ImportedData, name: str, day_zero: date | None) -> Recovery:
        """A recovery without steps and records, long enough for all that was found. Raises BadInput for a used name."""
        starts_at = self._workspace.settings.day_starts_at or DEFAULT_DAY_START
        cleaned = one_line(name, "The name of the recovery")
        self._workspace.folder.require_free(cleaned)
        today = self._workspace.clock.today(starts_at)
        first, days = window_of(held, today, day_zero)
        return Recovery(uuid.uuid4().hex, cleaned, first, days, starts_at, begun=today)

    # ------------------------------------------------------------------ what routine-tui export wrote

    def _preview_of_ours(self, held: Recovery, name: str | None) -> ImportPreview:
        entries = self._workspace.folder.entries()
        here = next((one for one in entries if one.recovery and one.recovery.id == held.id), None)
        if name is not None:
            cleaned = one_line(name, "The name of the recovery")
            held = replace(held, name=cleaned, id=held.id if here is None else uuid.uuid4().hex)
        elif here is not None and _same(here.recovery, held, self._workspace.today()):
            return ImportPreview(held, False, False)
        elif here is not None:
            raise HereAlready(here.name)
        self._workspace.folder.require_free(held.name)
        return ImportPreview(held, True, True)


def _same(one: Recovery | None, other: Recovery, today: date) -> bool:
    """Whether two states of a recovery are equal, however far the window of each has grown."""
    return one is not None and one.reaching(today) == other.reaching(today)

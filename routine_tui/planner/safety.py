"""What keeps a recovery safe: backups made and brought back, copies merged, and whether all of it is whole."""

from __future__ import annotations

from pathlib import Path

from routine_tui.model.care.conflicts import new_conflicts
from routine_tui.model.text import listed
from routine_tui.planner.workspace import Room
from routine_tui.store.health import Health, health_of
from routine_tui.store.restore import RestoreResult, merge, restore


class Safety(Room):
    """Backs up, restores, merges and checks. Every change is on the disk when its method returns."""

    def backup(self) -> Path:
        """Copy the current recovery to the backups now; gives the copy. Raises StoreError."""
        return self._workspace.opened().keep(self._workspace.clock.now(), "backup")

    def restore(self, content: bytes, source: Path, dry_run: bool = False) -> RestoreResult:
        """Replace a recovery by its backup, as one change that can be undone, and make it the current one.

        The present state is kept first. With ``dry_run`` nothing is changed. Raises DamagedFile, with nothing changed,
        for a backup that is not whole.
        """
        brought = self._noticed(restore(self._workspace.folder, content, source, self._workspace.clock.now(), dry_run))
        if brought.path and not dry_run:
            self._workspace.open(brought.path)
        return brought

    def merge(self, content: bytes, source: Path, dry_run: bool = False) -> RestoreResult:
        """Merge another copy of a recovery into it, as one change that can be undone.

        Of each thing the later change counts, and nothing that only one side recorded is dropped. With ``dry_run``
        nothing is changed. Raises DamagedFile for a copy that is not whole, BadInput for another recovery.
        """
        before = self._workspace.find()
        brought = self._noticed(merge(self._workspace.folder, content, source, self._workspace.clock.now(), dry_run))
        if before is not None and before.id == brought.recovery.id and not dry_run:
            self._workspace.notices += new_conflicts(before, brought.recovery, self._workspace.today())
        if brought.brought_back:
            names = listed(list(brought.brought_back))
            self._workspace.notices.append(f"Restored, as one copy deleted it and the other changed it later: {names}.")
        return brought

    def check(self) -> Health:
        """Whether every recovery, its backups and the folder are whole. Nothing is changed."""
        return health_of(self._workspace.folder)

    def _noticed(self, brought: RestoreResult) -> RestoreResult:
        if brought.edited:
            self._workspace.notices.append(brought.edited)
        return brought

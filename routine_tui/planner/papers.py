"""Papers of the case: copies are kept beside the recovery, described, and taken away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from routine_tui.clock import new_id
from routine_tui.model.by_id import by_id
from routine_tui.model.changes import with_changes
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.paper import Paper, PaperKind
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import clipped, short_day
from routine_tui.planner.workspace import Room
from routine_tui.store.paper_import import read_paper
from routine_tui.store.photo_files import KeptFiles


class Papers(Room):
    """Adds, changes and takes away papers. Every change is on the disk when its method returns."""

    def add(
        self,
        source: Path,
        kind: PaperKind,
        day: date | None = None,
        note: str = "",
        private: bool = False,
        paid: str = "",
    ) -> Recovery:
        """Keep a copy of a file, byte for byte. Raises BadInput for what is kept already or is no paper, StoreError.

        ``day`` is the date of the paper, ``paid`` an amount as ``model.recovery.paid`` reads it. No file is left
        behind where it is refused.
        """
        self._require_past(day)
        recovery, paper = self._workspace.recovery, read_paper(source)
        self._require_new(recovery, paper.sha256, paper.name)
        today, now, files = self._workspace.today(), self._workspace.clock.now(), self._files()
        kept = files.keep_bytes(recovery.id, day or today, paper.content, paper.suffix)
        try:
            new = Paper(
                new_id(), kind, kept, paper.name, paper.sha256, now, day, note, private, paid
            ).cleaned()  # fmt: skip

            def edit(known: tuple[Paper, ...]) -> tuple[Paper, ...]:
                return (*known, new)

            return self._change(f"added a paper: {clipped(new.name)}", edit)
        except BaseException:  # also where the person had enough of waiting
            files.take_back(recovery.id, [kept])
            raise

    def edit(self, paper_id: str, **changes: Any) -> Recovery:
        """Change the kind, the date, the note of a paper, what was paid, or whether it is private. Raises BadInput."""
        self._require_past(changes.get("day"))

        def edit(known: tuple[Paper, ...]) -> tuple[Paper, ...]:
            new = with_changes(by_id(known, paper_id, "paper"), changes).cleaned()
            return tuple(new if one.id == paper_id else one for one in known)

        return self._change("edited a paper", edit)

    def remove(self, paper_id: str) -> Recovery:
        """Take a paper away; its file stays, so that undo brings it back. Raises BadInput."""

        def edit(known: tuple[Paper, ...]) -> tuple[Paper, ...]:
            by_id(known, paper_id, "paper")
            return tuple(one for one in known if one.id != paper_id)

        return self._change("removed a paper", edit)

    def path(self, paper: Paper) -> Path:
        """Where a paper lies; it may not be there any more."""
        return self._files().path(self._workspace.recovery.id, paper.file)

    def is_there(self, paper: Paper) -> bool:
        """Whether the file of a paper is there and can be seen."""
        return self._files().is_there(self._workspace.recovery.id, paper.file)

    def _files(self) -> KeptFiles:
        return KeptFiles(self._workspace.home.data, "papers")

    def _require_new(self, recovery: Recovery, sha256: str, name: str) -> None:
        """Raise BadInput for a file of which the bytes are here already."""
        for one in recovery.care.papers:
            if one.sha256 == sha256:
                added = short_day(one.added.date(), self._workspace.today())
                raise BadInput(f"“{clipped(name, 80)}” is here already: it was added on {added}.")

    def _require_past(self, day: date | None) -> None:
        if day is not None and day > self._workspace.today():
            raise BadInput(f"{day} is in the future: a paper is from today or earlier.")

    def _change(self, label: str, edit: Callable[[tuple[Paper, ...]], tuple[Paper, ...]]) -> Recovery:
        def change(recovery: Recovery) -> Recovery:
            papers = edit(recovery.care.papers)
            if papers == recovery.care.papers:
                return recovery
            return replace(recovery, care=recovery.care.having(papers=papers))

        return self._workspace.change(label, change)

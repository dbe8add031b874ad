"""The case as one file: the record with originals and papers, the facts for a report, a backup with everything."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from routine_tui.clock import local
from routine_tui.exporters.case_record import CaseRequest, texts_of
from routine_tui.exporters.device_report import device_report
from routine_tui.exporters.summary.sections_to_share import shared
from routine_tui.facts.care import fields
from routine_tui.facts.skin import questions
from routine_tui.files import make_folder, read_own, write_kept
from routine_tui.model.by_id import find
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.background import BackgroundField
from routine_tui.model.recovery.change import Change, value_words
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.planner.workspace import Room
from routine_tui.store.bundle import RECOVERY, read_bundle, write_bundle
from routine_tui.store.change_list import changes_of
from routine_tui.store.photo_files import KEPT, Kept, KeptFiles, is_kept_name, named_files
from routine_tui.store.repository import read_copy

OPT_IN: Final = ("mood", "private")
"""What a record leaves out unless it is asked for."""
_GROUPS: Final = ("session", "record")
"""The groups of fields about the session."""
_WORDS: Final = {"mood": "answers about low mood and self-harm", "private": "what is marked private"}


class PreparedRecord(Struct, frozen=True):
    """A record that is worked out, and not written yet."""

    texts: Mapping[str, bytes]
    """Its texts by their names in the zip."""
    files: Mapping[str, Path]
    """The files that go along, by their names in the zip."""
    missing: tuple[str, ...]
    """Files that are named in it and are not there."""
    at: datetime

    @property
    def cover(self) -> str:
        """What stands on its cover."""
        return self.texts["cover.txt"].decode()

    def write(self, path: Path, force: bool = False) -> None:
        """Write it to a zip. Raises AlreadyExists, StoreError."""
        write_bundle(path, self.texts, self.files, self.at, force)


class Case(Room):
    """Writes the case to one file. Nothing of the recovery is changed."""

    def write_record(self, path: Path, including: Collection[str] = (), force: bool = False) -> tuple[str, ...]:
        """Write the record to a zip; gives the files that are named in it and are not there.

        ``including`` names what of OPT_IN goes along. Raises AlreadyExists, StoreError.
        """
        record = self.prepare_record(including)
        record.write(path, force)
        return record.missing

    def prepare_record(self, including: Collection[str] = ()) -> PreparedRecord:
        """The record as it is now, to be written by any thread; ``including`` names what of OPT_IN goes along."""
        left_out = [part for part in OPT_IN if part not in including]
        recovery = shared(self._workspace.recovery, None, None, left_out)
        files, missing = self._files(recovery)
        now = self._workspace.clock.now()
        request = CaseRequest(
            recovery,
            tuple(one for one in self._changes() if _is_shared(one, left_out)),
            tuple(one for one in fields() if one.group in _GROUPS and _is_there(recovery, one, left_out)),
            now,
            tuple(_WORDS[part] for part in left_out),
            value_words,
            local,
            missing,
        )
        return PreparedRecord(texts_of(request), files, missing, now)

    def report(self) -> str:
        """The facts in the order in which reports about devices ask for them; nothing private, nothing of mood."""
        recovery = shared(self._workspace.recovery, None, None, OPT_IN)
        return device_report(recovery, {one.id: one.label for one in questions()}, self._workspace.today())

    def write_backup(self, path: Path, force: bool = False) -> tuple[str, ...]:
        """Write the recovery's file with its pictures, originals and papers to a zip; gives the files not there.

        Raises AlreadyExists, StoreError.
        """
        recovery, own = self._workspace.recovery, self._workspace.path
        assert own is not None
        files, missing = self._files(recovery)
        write_bundle(path, {RECOVERY: read_own(own)[0]}, files, self._workspace.clock.now(), force)
        return missing

    def take_files_out(self, path: Path) -> bytes:
        """Put the files of a backup with pictures where they belong; gives the content of its recovery.

        A file that is there already stays as it is. Raises BadInput for a zip that is not whole, with nothing changed.
        """
        content = b""
        for name, one in read_bundle(path):  # all of it is held against its sums before any of it is put anywhere
            content = one if name == RECOVERY else content
        recovery_id = read_copy(content, path).recovery.id
        put: list[tuple[KeptFiles, str]] = []
        try:
            for name, one in read_bundle(path):
                kind, _, file = name.partition("/")
                if kind in KEPT:
                    self._put(kind, recovery_id, file, one, put)
        except BaseException:
            for files, file in put:
                files.take_back(recovery_id, [file])
            raise
        return content

    def _put(self, kind: Any, recovery_id: str, file: str, content: bytes, put: list[tuple[KeptFiles, str]]) -> None:
        named: Kept = kind
        if not is_kept_name(named, file):
            raise BadInput("This zip isn't a backup with pictures: a file in it has a name of its own.")
        files = KeptFiles(self._workspace.home.data, named)
        if files.is_there(recovery_id, file):
            return
        make_folder(files.folder(recovery_id))
        write_kept(files.path(recovery_id, file), content)
        put.append((files, file))

    def _files(self, recovery: Recovery) -> tuple[dict[str, Path], tuple[str, ...]]:
        """The files that a recovery names, by their names in a zip, and those that are not there."""
        found: dict[str, Path] = {}
        missing: list[str] = []
        for kind in KEPT:
            files = KeptFiles(self._workspace.home.data, kind)
            for name in dict.fromkeys(named_files(recovery, kind)):
                if files.is_there(recovery.id, name):
                    found[f"{kind}/{name}"] = files.path(recovery.id, name)
                else:
                    missing.append(f"{kind}/{name}")
        return found, tuple(missing)

    def _changes(self) -> tuple[Change, ...]:
        return changes_of(self._workspace.opened().tables())


def _is_shared(one: Change, left_out: Collection[str]) -> bool:
    return not ((one.private and "private" in left_out) or (one.mood and "mood" in left_out))


def _is_there(recovery: Recovery, field: BackgroundField, left_out: Collection[str]) -> bool:
    """Whether a field may be told: one that is private by itself has no line where private is left out."""
    return "private" not in left_out or not field.is_private(find(recovery.care.background, field.id))

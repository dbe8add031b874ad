"""What was typed in dialogs and is not stored yet, in one file beside the recoveries."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from routine_tui.files import make_folder, read_own, write_whole
from routine_tui.locks import locked
from routine_tui.model.errors import StoreError, reason_of

Draft = dict[str, str | bool | dict[str, bool | int | float | None]]
"""What fields hold, by the ids of the fields; of a list of questions the answers by name, None for one taken back."""
FILE_NAME: Final = "drafts.json"


class _Content(msgspec.Struct):
    """What the file holds."""

    drafts: dict[str, dict[str, Draft]] = {}
    """By the id of the recovery, and by what the dialog is about."""


class Drafts:
    """Finds and keeps drafts. A file that is damaged or cannot be read counts as empty, and the next draft replaces it.

    Nothing of it is backed up or exported.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._not_written: dict[tuple[str, str], Draft] = {}
        """Drafts that the disk has refused: these are there for as long as the program runs."""

    def find(self, recovery_id: str, subject: str) -> Draft:
        """The draft of a dialog about ``subject``; empty where there is none."""
        if (draft := self._not_written.get((recovery_id, subject))) is not None:
            return draft
        return self._read().drafts.get(recovery_id, {}).get(subject, {})

    def keep(self, recovery_id: str, subject: str, draft: Draft) -> None:
        """Put a draft in the place of the one before; an empty one takes that away.

        Raises StoreError where it cannot be written; it is then found until the program ends.
        """
        if self.find(recovery_id, subject) == draft and (recovery_id, subject) not in self._not_written:
            return
        self._not_written[recovery_id, subject] = draft
        make_folder(self._path.parent)
        with locked(self._path):
            content = self._read()
            content.drafts[recovery_id] = content.drafts.get(recovery_id, {}) | {subject: draft}
            content.drafts = {key: kept for key, old in content.drafts.items() if (kept := _without_empty(old))}
            self._write(content)
        del self._not_written[recovery_id, subject]

    def _read(self) -> _Content:
        with suppress(StoreError, msgspec.DecodeError, UnicodeDecodeError):
            return msgspec.json.decode(read_own(self._path)[0], type=_Content)
        return _Content()

    def _write(self, content: _Content) -> None:
        if content.drafts:
            write_whole(self._path, msgspec.json.encode(content))
            return
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(
                f"{self._path} cannot be removed ({reason_of(error)}): allow writing to the folder."
            ) from error


def _without_empty(drafts: dict[str, Draft]) -> dict[str, Draft]:
    return {subject: draft for subject, draft in drafts.items() if draft}

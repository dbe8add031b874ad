"""What is remembered between two syncs, in ``sync.json`` beside the recoveries; nothing of it is backed up or exported.

Were it lost, the next sync would compare by the times of the changes alone.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

import msgspec
from msgspec import Struct, field

from routine_tui.files import make_folder, read_own, write_whole
from routine_tui.locks import locked
from routine_tui.model.errors import StoreError
from routine_tui.sync.account import Account

FILE_NAME: Final = "sync.json"


class Value(Struct, frozen=True):
    """What is recorded for a step on a day, as far as a task can say it."""

    state: Literal["open", "done", "skipped"] = "open"
    at: datetime | None = None
    """When it was done, to the second, in UTC; None for what is not done."""
    reason: str = ""


class Task(Struct, frozen=True):
    """A task as it was read from the server."""

    value: Value
    changed: str = ""
    """The stamp of the last change of its value; empty for never."""
    write_id: str = ""
    """Which of our writes it was, or was made of; empty where another program kept nothing of ours."""
    is_as_written: bool = True
    """Whether it is on its day and does not repeat, and is called as one of our computers wrote it."""
    text: str = ""
    """What it is called and what is told of it, where another program kept nothing of ours to hold that against."""


class KnownTask(Struct, frozen=True):
    """What one computer remembers of one task."""

    etag: str = ""
    """Of the version that was seen; empty where the server did not say it."""
    seen: Task = Task(Value())
    here: Value | None = None
    """What was recorded here when both sides agreed last; None while they never have."""
    there: Value | None = None
    """What the task said then."""
    sent: Value | None = None
    """What was being written when the answer was lost."""
    write_id: str = ""
    """Of the write that was tried last."""
    replaced: str = ""
    """The version in whose place the last one was written: were it there still, the write never arrived."""
    wording: str = ""
    """Which title and description both sides agreed on."""


class KnownEntry(Struct, frozen=True):
    """What one computer remembers of an entry that it put into the calendar."""

    etag: str
    """Of the version that it wrote; empty where the server did not say it."""
    digest: str
    """Stands for what it says."""


class Report(Struct, frozen=True):
    """What a sync did."""

    at: datetime
    sent: int = 0
    """Tasks that were written there."""
    taken: int = 0
    """Steps that were ticked, skipped or cleared there."""
    removed: int = 0
    """Tasks of days that are over, or of steps that are no longer due."""
    refused: int = 0
    """Tasks that changed there meanwhile, or could not be read: they are looked at again next time."""
    appointments: int = 0
    """Visits and sessions that were put into the calendar, changed there or taken out."""
    waiting: int = 0
    """Ticks for a day that has not begun."""
    problem: str = ""
    """Why it was stopped, as a sentence; empty where it was not."""
    is_lasting: bool = False
    """Whether what stopped it stays until the person does something, such as a wrong password."""


class SyncState(Struct, frozen=True):
    """All that is remembered of one list."""

    tasks: dict[str, KnownTask] = field(default_factory=dict)
    """By the name that the task has there."""
    entries: dict[str, KnownEntry] = field(default_factory=dict)
    """Of the calendar of visits and sessions, by the name there."""
    last: Report | None = None
    done_at: datetime | None = None
    """When a sync last went through to its end."""
    wait_until: datetime | None = None
    """Before this the server wants no request."""


class Setup(Struct, frozen=True):
    """A list and what is remembered of it."""

    account: Account
    state: SyncState = SyncState()


class _Content(Struct):
    recoveries: dict[str, Setup] = field(default_factory=dict)
    """By the id of the recovery."""


class SyncStore:
    """Finds and keeps what was set up for each recovery. A file that cannot be read counts as empty."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME

    @property
    def running(self) -> Path:
        """The file whose lock is held while a sync runs."""
        return self._path.with_name("sync.running")

    def find(self, recovery_id: str) -> Setup | None:
        """What was set up for a recovery; None for nothing."""
        return self._read().recoveries.get(recovery_id)

    def keep(self, recovery_id: str, setup: Setup | None) -> None:
        """Put it in the place of what was kept; None takes it out. Raises StoreError."""
        make_folder(self._path.parent)
        with locked(self._path):
            content = self._read()
            if setup is None:
                content.recoveries.pop(recovery_id, None)
            else:
                content.recoveries[recovery_id] = setup
            write_whole(self._path, msgspec.json.encode(content))

    def _read(self) -> _Content:
        with suppress(StoreError, msgspec.DecodeError, UnicodeDecodeError):
            return msgspec.json.decode(read_own(self._path)[0], type=_Content)
        return _Content()

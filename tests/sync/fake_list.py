"""A list in memory that answers as a CalDAV server does (a test holds that), and fails when it is told to."""

from __future__ import annotations

from collections.abc import Mapping

from routine_tui.model.sync_errors import NoAnswer
from routine_tui.sync.account import Account
from routine_tui.sync.run import ChangedThere


class FakeList:
    """Entries by name, each with the version that it has."""

    def __init__(self) -> None:
        self.entries: dict[str, tuple[str, bytes]] = {}
        self.requests = 0
        self._version = 0
        self.dies_at: int | None = None
        """Which of the coming requests gets no answer; 0 is the next one."""
        self.loses_answer = False
        """Whether that request is carried out all the same."""
        self.says_no_version = False
        """Whether it leaves out the version of what it stored, as some servers do."""
        self.alters: tuple[bytes, bytes] | None = None
        """What it puts in the place of what of what is written, as some servers do; it then says no version."""
        self.swallows = False
        """Whether it says that it stored what it did not, as somebody between might."""

    def connect(self, _: Account) -> FakeList:
        """Itself, whoever asks."""
        return self

    def etags(self) -> Mapping[str, str]:
        self._begin()
        found = {name: etag for name, (etag, _) in self.entries.items()}
        self._end()
        return found

    def read(self, names: list[str]) -> Mapping[str, tuple[str, bytes]]:
        self._begin()
        found = {name: self.entries[name] for name in names if name in self.entries}
        self._end()
        return found

    def write(self, name: str, content: bytes, etag: str | None) -> str:
        self._begin()
        self._require(name, etag)
        if self.swallows:
            return ""
        if self.alters is not None:
            content = content.replace(*self.alters)
        self.put(name, content)
        self._end()
        return "" if self.says_no_version or self.alters else self.entries[name][0]

    def remove(self, name: str, etag: str) -> None:
        self._begin()
        if name in self.entries:
            self._require(name, etag)
            del self.entries[name]
        self._end()

    def put(self, name: str, content: bytes) -> None:
        """Store something as another program does, with a version of its own."""
        self._version += 1
        self.entries[name] = f'"{self._version}"', content

    def _require(self, name: str, etag: str | None) -> None:
        present = self.entries[name][0] if name in self.entries else None
        if etag != "" and present != etag:
            raise ChangedThere

    def _begin(self) -> None:
        self.requests += 1
        if self.dies_at is not None:
            if self.dies_at == 0 and not self.loses_answer:
                self._die()
            self.dies_at -= 1

    def _end(self) -> None:
        if self.dies_at == -1:
            self._die()

    def _die(self) -> None:
        self.dies_at = None
        raise NoAnswer("fake", "it was told to die")

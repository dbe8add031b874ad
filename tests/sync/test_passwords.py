"""A password is in the keyring, or is printed by a command."""

from __future__ import annotations

import shlex
import sys
import threading
from typing import Any, ClassVar

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as Nowhere
from keyring.errors import PasswordDeleteError
from msgspec.structs import replace

from routine_tui.model.sync_errors import NoPassword
from routine_tui.sync.account import Account
from routine_tui.sync.password import find_password, forget_password, keep_password
from tests.sync.real_servers import PASSWORD

pytestmark = pytest.mark.slow


class OwnKeyring(KeyringBackend):
    """A keyring in memory."""

    priority = 1
    held: ClassVar[dict[tuple[str, str], str]] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.held.pop((service, username), None) is None:
            raise PasswordDeleteError


class Broken(OwnKeyring):
    """A keyring whose service does not answer, which says so in its own way."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("no bus")

    set_password = delete_password = get_password  # type: ignore[assignment]


class Locked(OwnKeyring):
    """A keyring that asks to be unlocked on a screen that nobody sees."""

    def get_password(self, service: str, username: str) -> str | None:
        threading.Event().wait()
        return None

    set_password = delete_password = get_password  # type: ignore[assignment]


def test_a_keyring_that_waits_to_be_unlocked_is_waited_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen to wait for good, and each later sync with it."""
    account = Account("https://dav.example.org/mia/list/", "mia", "Face")
    before = keyring.get_keyring()
    monkeypatch.setattr("routine_tui.sync.password._LONGEST_WAIT", 0.05)
    locked: Any = Locked
    try:
        keyring.set_keyring(locked())
        assert find_password(account) is None and not keep_password(account, PASSWORD)
        forget_password(account)
    finally:
        keyring.set_keyring(before)


def test_a_password_is_in_the_keyring_or_printed_by_a_command() -> None:
    account = Account("https://dav.example.org/mia/list/", "mia", "Face")
    before = keyring.get_keyring()
    own: Any = OwnKeyring
    nowhere: Any = Nowhere
    broken: Any = Broken
    try:
        for there, found in ((own(), PASSWORD), (nowhere(), None), (broken(), None)):
            keyring.set_keyring(there)
            assert keep_password(account, PASSWORD) == (found is not None)
            assert find_password(account) == found
            forget_password(account)
            forget_password(account)
            assert find_password(account) is None
    finally:
        keyring.set_keyring(before)
    says = f"{shlex.quote(sys.executable)} -c "
    printed = replace(account, password_command=says + "\"print('dew drop'); print('more')\"")
    assert find_password(printed) == PASSWORD
    for command in ("/nowhere/pass", says + '"raise SystemExit(1)"', says + '"print()"', '"'):
        with pytest.raises(NoPassword):
            find_password(replace(account, password_command=command))

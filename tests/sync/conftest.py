"""What needs a server is not even looked at by a run of what is quick: its libraries take a second of every worker."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pytest

from tests.offline.no_network import LOOPBACK

WITH_SERVER = ("test_with_servers.py", "test_hostile_servers.py")


def pytest_configure(config: pytest.Config) -> None:
    """Load the library while it may ask this machine whether it knows IPv6, which it does once."""
    is_asked_for = any(name in argument for argument in config.args for name in WITH_SERVER)
    if config.option.markexpr == "not slow" and not is_asked_for:
        return
    with pytest.MonkeyPatch.context() as patch, suppress(ImportError):
        patch.setenv(LOOPBACK, "1")
        import_module("niquests")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out what would be deselected."""
    return True if collection_path.name in WITH_SERVER and config.option.markexpr == "not slow" else None

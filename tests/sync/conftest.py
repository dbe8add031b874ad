"""What needs a server is not even looked at by a run of what is quick: its libraries take a second of every worker."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from tests.offline.no_network import LOOPBACK

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sync.real_servers import RealServer
    from tests.sync.synced import Synced

WITH_SERVER = ("test_with_servers.py", "test_server_faults.py", "test_hostile_servers.py", "test_one_bad_thing.py")


def pytest_configure(config: pytest.Config) -> None:
    """Load the library while it may ask this machine whether it knows IPv6, which it does once."""
    is_asked_for = any(name in argument for argument in config.args for name in WITH_SERVER)
    if config.option.markexpr == "not slow" and not is_asked_for:
        return
    with pytest.MonkeyPatch.context() as patch, suppress(ImportError):
        patch.setenv(LOOPBACK, "1")
        import_module("niquests")


@pytest.fixture(scope="module", params=["radicale", "xandikos"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealServer]:
    """Each of the real servers in turn, on this machine."""
    from tests.sync.real_servers import serving

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(LOOPBACK, "1")
        with serving(request.param, tmp_path_factory.mktemp(request.param)) as running:
            yield running


@pytest.fixture
def synced(tmp_path: Path, server: RealServer) -> Iterator[Synced]:
    """A computer that syncs with the server, which answers as it should."""
    from tests.sync.synced import Synced

    server.fault = None
    yield Synced(tmp_path / "home", server)
    server.fault = None

"""Homes whose recovery syncs with a list on a real server of this machine; needs the extra ``slow``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from routine_tui.clock import SystemClock
from routine_tui.planner.planner import Planner
from routine_tui.settings import Home
from routine_tui.sync.account import Account
from routine_tui.sync.client import connected
from routine_tui.sync.connection import Connection
from routine_tui.sync.discovery import make_list
from routine_tui.sync.run import run_sync
from routine_tui.sync.state import Setup, SyncStore
from tests.sync.real_servers import PASSWORD, USER, serving


@contextmanager
def synced(*folders: Path) -> Iterator[None]:
    """Meanwhile the recovery of each of these homes syncs while the app is open, and has done so before."""
    clock = SystemClock()
    with serving("radicale", folders[0] / "server") as server:
        for folder in folders:
            home = Home(folder, folder / "config.toml")
            home.config.write_text("sync_in_app = true\n", "utf-8")
            planner, store = Planner(home, clock), SyncStore(folder)
            with Connection(server.url, USER, PASSWORD, clock) as connection:
                url, _ = make_list(connection, planner.recovery.id, "Face")
                account = Account(url, USER, "Face", connection.auth, password_command=f"echo {PASSWORD}")
            store.keep(planner.recovery.id, Setup(account))
            run_sync(planner, store, lambda account: connected(account, PASSWORD, clock))
        yield
        asked = len(server.asked)
        print(f"{asked} requests were answered meanwhile, by {os.cpu_count()} processors that the program has, too")

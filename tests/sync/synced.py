"""A computer with a list of its own on a real server, and a phone that writes to it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from caldav.calendarobjectresource import Todo
from caldav.collection import Calendar
from caldav.davclient import DAVClient

from routine_tui.model.sync_errors import SyncError
from routine_tui.sync.account import Account
from routine_tui.sync.client import connected
from routine_tui.sync.connection import Connection
from routine_tui.sync.discovery import make_list
from routine_tui.sync.run import TaskList, run_sync
from routine_tui.sync.state import Report, Setup, SyncStore
from routine_tui.sync.wording import task_name
from tests.planned import begun
from tests.sync.phone import App, ticked
from tests.sync.real_servers import PASSWORD, USER, RealServer, Reply

CUT: Reply = ("", [], b"")
"""No answer at all."""


class Synced:
    """A computer with a list of its own on the server."""

    def __init__(self, home: Path, server: RealServer, neutral: bool = False) -> None:
        self.planner, self.clock = begun(home, template="simple")
        self.server = server
        self.store = SyncStore(home)
        self.steps = [item.step_id for item in self.planner.agenda(self.planner.today()).items]
        self.account = self.set_up(neutral)

    def set_up(self, neutral: bool = False) -> Account:
        """Find the account and make the list."""
        with Connection(self.server.url, USER, PASSWORD, self.clock) as connection:
            url, _ = make_list(connection, self.planner.recovery.id, "Face & co")
            account = Account(url, USER, "Face & co", connection.auth, neutral=neutral)
        self.store.keep(self.planner.recovery.id, Setup(account))
        return account

    def sync(self, password: str = PASSWORD) -> Report:
        """One sync, which may raise."""

        def connect(account: Account) -> TaskList:
            return connected(account, password, self.clock)

        return run_sync(self.planner, self.store, connect)

    def requests(self) -> list[str]:
        """What a sync asked for, by its methods."""
        self.server.asked.clear()
        self.sync()
        return [one.partition(" ")[0] for one in self.server.asked]

    def refusal(self, password: str = PASSWORD) -> str:
        """The one sentence of a sync that must not go through."""
        with pytest.raises(SyncError) as refused:
            self.sync(password)
        return str(refused.value)

    def state(self, number: int) -> str:
        """The state of a step today."""
        return self.planner.agenda(self.planner.today()).items[number].state


class Phone:
    """A phone: the caldav library, with another program's way to write."""

    def __init__(self, synced: Synced) -> None:
        self._synced = synced
        self.client = DAVClient(synced.account.url, username=USER, password=PASSWORD)
        self._calendar = Calendar(self.client, synced.account.url)

    def task(self, step_id: str, ahead: int = 0) -> Todo:
        """The task of a step, today or some days later."""
        planner = self._synced.planner
        name = task_name(planner.recovery.id, planner.today() + timedelta(days=ahead), step_id)
        task = Todo(self.client, url=f"{self._synced.account.url}{name}", parent=self._calendar)
        task.load()
        return task

    def write(self, task: Todo, content: bytes) -> None:
        """Put a task back as it is now."""
        answer = self.client.put(str(task.url), content.decode(), {"Content-Type": "text/calendar"})
        assert answer.status in (201, 204)

    def tick(self, step_id: str, app: App, at: datetime, ahead: int = 0) -> None:
        """Tick a task."""
        task = self.task(step_id, ahead)
        self.write(task, ticked(task.data.encode(), app, at))

    def titles(self) -> list[str]:
        """What is on the list."""
        found: Any = self._calendar.get_todos(include_completed=True)
        return sorted(str(one.icalendar_component["summary"]) for one in found)

"""Two computers with copies of one recovery, a phone and a list, on one clock that a test moves."""

from __future__ import annotations

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

from routine_tui.model.recovery.diary import Mark
from routine_tui.model.sync_errors import SyncError
from routine_tui.planner.planner import Planner
from routine_tui.settings import find_home
from routine_tui.sync.account import Account
from routine_tui.sync.run import run_sync
from routine_tui.sync.state import Report, Setup, SyncStore
from routine_tui.sync.task import read_task
from routine_tui.sync.wording import day_of_name, kept_days, step_of_name, task_name
from tests.planned import TODAY, SetClock, begun
from tests.sync.fake_list import FakeList
from tests.sync.phone import App, cancelled, moved, renamed, reopened, ticked

ACCOUNT = Account("https://example.org/mia/list/", "mia", "Face")
Place = tuple[date, str]


class Computer:
    """One copy of the recovery."""

    def __init__(self, home: Path, clock: SetClock, tasks: FakeList, account: Account = ACCOUNT) -> None:
        self.planner, self.tasks = Planner(find_home(str(home)), clock), tasks
        self.store = SyncStore(home)
        self.calendar = FakeList()
        self.account = account
        self.store.keep(self.planner.recovery.id, Setup(account))

    def sync(self) -> Report:
        """One sync, which may raise."""
        return run_sync(self.planner, self.store, self._connect)

    def _connect(self, account: Account) -> FakeList:
        return self.tasks if account.url == self.account.url else self.calendar

    def tries(self) -> bool:
        """One sync; whether it went through."""
        try:
            self.sync()
        except SyncError:
            return False
        return True

    @property
    def recorded(self) -> dict[Place, Mark]:
        """The marks with all that they say."""
        days = self.planner.recovery.days
        return {(day, step_id): mark for day, record in days.items() for step_id, mark in record.marks.items()}

    @property
    def marks(self) -> dict[Place, tuple[str, datetime | None]]:
        """What is recorded: the state, and the moment of what is done."""
        days = self.planner.recovery.days
        return {
            (day, step_id): (mark.state, mark.at if mark.state == "done" else None)
            for day, record in days.items()
            for step_id, mark in record.marks.items()
        }


class World:
    """All of them."""

    def __init__(self, folder: Path) -> None:
        planner, self.clock = begun(folder / "one", template="simple")
        shutil.copytree(folder / "one", folder / "two")
        self.tasks = FakeList()
        self.one, self.two = (Computer(folder / name, self.clock, self.tasks) for name in ("one", "two"))
        self.computers = (self.one, self.two)
        self.steps = [item.step_id for item in planner.agenda(TODAY).items]

    @property
    def today(self) -> date:
        return self.one.planner.today()

    @property
    def names(self) -> list[str]:
        """The tasks of ours there, day by day in the order of the steps, whatever the ids of this run."""
        return sorted(filter(day_of_name, self.tasks.entries), key=self.place)

    def place(self, name: str) -> Place:
        """Which step of which day a task is of."""
        day = day_of_name(name)
        assert day is not None
        step_id = step_of_name(self.one.planner.recovery, day, name)
        assert step_id is not None
        return day, step_id

    def name(self, day: date, step_id: str) -> str:
        """The task of a step."""
        recovery = self.one.planner.recovery
        return task_name(recovery.id, day, step_id)

    def pass_time(self, seconds: int = 60) -> None:
        """Let time go on."""
        later = self.clock.now() + timedelta(seconds=seconds)
        self.clock.set(later.date(), later.time())

    def next_day(self) -> None:
        """Let the next morning come."""
        self.clock.set(self.today + timedelta(days=1))

    def tick(self, name: str, app: App = "tasks.org", at: datetime | None = None) -> None:
        """Tick a task on the phone."""
        self._edit(name, ticked(self._content(name), app, at or self.clock.now()))

    def reopen(self, name: str, app: App = "tasks.org") -> None:
        """Take a tick back on the phone."""
        self._edit(name, reopened(self._content(name), app, self.clock.now()))

    def cancel(self, name: str, app: App = "tasks.org", reason: str = "") -> None:
        """Call a task off on the phone."""
        self._edit(name, cancelled(self._content(name), app, self.clock.now(), reason))

    def rename(self, name: str, title: str, app: App = "tasks.org") -> None:
        """Give a task another title on the phone."""
        self._edit(name, renamed(self._content(name), app, self.clock.now(), title))

    def move(self, name: str, app: App = "tasks.org") -> None:
        """Let a task repeat from the next day on, on the phone."""
        self._edit(name, moved(self._content(name), app, self.clock.now()))

    def state_there(self, name: str) -> str:
        """What a task says."""
        task = read_task(self._content(name))
        assert task is not None
        return task.value.state

    def settle(self) -> None:
        """Let both computers sync until neither has anything to do."""
        self.tasks.dies_at = None
        for _ in range(3):
            for computer in self.computers:
                computer.sync()
        assert [replace(one.sync(), at=self.clock.now()) for one in self.computers]

    def kept(self) -> set[date]:
        """The days that have tasks."""
        return set(kept_days(self.today))

    def _content(self, name: str) -> bytes:
        return self.tasks.entries[name][1]

    def _edit(self, name: str, content: bytes) -> None:
        self.tasks.put(name, content)

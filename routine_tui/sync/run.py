"""One sync: look what is there, send what changed here, record what changed there as one change, tidy what is over.

What arrives is stored before anything is removed, and what is being sent is remembered before it is sent: so a server
that dies at any request takes nothing along.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from secrets import token_hex
from typing import Final, Protocol

from msgspec.structs import replace

from routine_tui.files import make_folder
from routine_tui.locks import locked
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.sync_errors import NotSetUp, PassingTrouble, ServerBusy, SyncError
from routine_tui.planner.workspace import Workspace
from routine_tui.sync.account import Account
from routine_tui.sync.appointments import wanted_entries, write_entry
from routine_tui.sync.plan import Plan, Remove, Send, Take, agree, plan, recorded, value_of
from routine_tui.sync.soon import LONGEST_WAIT
from routine_tui.sync.state import KnownEntry, KnownTask, Report, Setup, SyncState, SyncStore, Task
from routine_tui.sync.task import read_task, wording_of, write_task
from routine_tui.sync.wording import day_of_name, kept_days

_ROUNDS: Final = 3
"""How often it is looked again where tasks change while they are written."""


class ChangedThere(Exception):
    """Somebody changed a task between our look at it and our writing."""


class TaskList(Protocol):
    """A list on a server. Every method may raise SyncError."""

    def etags(self) -> Mapping[str, str]:
        """What is on the list, by name, and the version of each."""

    def read(self, names: list[str]) -> Mapping[str, tuple[str, bytes]]:
        """The version and the content of some of it; what is gone meanwhile is absent."""

    def write(self, name: str, content: bytes, etag: str | None) -> str:
        """Put a task on the list, new or in the place of one version; gives its version, empty where that is not said.

        Raises ChangedThere where there is another version.
        """

    def remove(self, name: str, etag: str) -> None:
        """Take one version of a task off the list. Raises ChangedThere where there is another one."""


def run_sync(workspace: Workspace, store: SyncStore, connect: Callable[[Account], TaskList]) -> Report:
    """Sync the current recovery once; gives what was done. Raises NotSetUp, SyncError, StoreError.

    Whatever is raised, what came in by then is stored, and the next sync goes on from there.
    """
    recovery = workspace.recovery
    make_folder(workspace.home.data)
    with locked(store.running):
        setup = store.find(recovery.id)
        if setup is None:
            raise NotSetUp
        wait_until = setup.state.wait_until
        now = workspace.clock.now()
        if wait_until is not None and now < wait_until <= now + LONGEST_WAIT:  # later, the clock was set back
            raise ServerBusy(setup.account.host, wait_until)
        return _Run(workspace, store, setup, connect).do()


class _Run:
    """One sync of one recovery."""

    def __init__(
        self, workspace: Workspace, store: SyncStore, setup: Setup, connect: Callable[[Account], TaskList]
    ) -> None:
        self._workspace, self._store, self._connect = workspace, store, connect
        self._account, self._tasks = setup.account, dict(setup.state.tasks)
        self._entries = dict(setup.state.entries)
        self._done_at = setup.state.done_at
        self._saved: SyncState | None = None
        self._recovery_id = workspace.recovery.id
        self._report = Report(workspace.clock.now())

    def do(self) -> Report:
        try:
            self._sync(self._connect(self._account))
        except SyncError as error:
            is_lasting = not isinstance(error, PassingTrouble)
            self._report = replace(self._report, problem=str(error), is_lasting=is_lasting)
            self._save(error.until if isinstance(error, ServerBusy) else None)
            raise
        self._done_at = self._report.at
        self._save()
        return self._report

    def _sync(self, tasks: TaskList) -> None:
        stopped: SyncError | None = None
        planned, refused = self._look(tasks), 0
        for _ in range(_ROUNDS):
            try:
                refused = self._send(tasks, planned.sends)
            except SyncError as error:  # what came in is stored all the same
                stopped = error
                break
            if not refused:
                break
            planned = self._look(tasks)
        untaken = self._take(planned.takes)
        self._report = replace(self._report, waiting=planned.waiting)
        if stopped is not None:
            raise stopped
        refused += self._remove(tasks, [one for one in planned.removes if one.name not in untaken])
        self._report = replace(self._report, refused=self._report.refused + refused)
        self._bring_calendar_up_to_date()

    def _look(self, tasks: TaskList) -> Plan:
        """Read what changed there, and decide."""
        versions = {name: etag for name, etag in tasks.etags().items() if day_of_name(name) is not None}
        news = sorted(name for name, etag in versions.items() if not etag or self._known(name).etag != etag)
        there = {name: self._tasks[name] for name in versions if name in self._tasks and name not in news}
        unread = 0
        if news:
            found = tasks.read(news)
            unread = len(set(news) - found.keys())
            for name, (etag, content) in found.items():
                seen = read_task(content)
                if seen is None:
                    unread += 1
                elif name in versions:
                    known = replace(_arrived(self._known(name), etag, seen), replaced="")
                    if known.sent is not None and seen.write_id == known.write_id:  # as this server keeps what we write
                        seen = replace(seen, is_as_written=True, text="")
                    there[name] = self._tasks[name] = replace(known, etag=etag, seen=seen)
        self._tasks = {name: known for name, known in self._tasks.items() if name in versions}
        self._report = replace(self._report, refused=unread)
        recovery, today = self._workspace.recovery, self._workspace.today()
        days = {*kept_days(today), *(day for name in there if (day := day_of_name(name)))}
        stamps = self._workspace.opened().mark_stamps(days)
        planned = plan(recovery, today, self._account, there, stamps)
        self._tasks |= planned.agreed
        unreadable = versions.keys() - there.keys()
        return replace(planned, sends=tuple(one for one in planned.sends if one.wanted.name not in unreadable))

    def _send(self, tasks: TaskList, sends: tuple[Send, ...]) -> int:
        """Write tasks; gives how many were changed there meanwhile."""
        if not sends:
            return 0
        for one in sends:
            known = self._known(one.wanted.name)
            self._tasks[one.wanted.name] = replace(known, sent=one.value, write_id=token_hex(4))
        self._save()
        refused = 0
        for one in sends:
            name, known = one.wanted.name, self._known(one.wanted.name)
            content = write_task(one.wanted, one.value, one.stamp, known.write_id, self._workspace.clock.now())
            try:
                etag = tasks.write(name, content, one.etag)
            except ChangedThere:
                refused += 1
                self._tasks[name] = replace(known, sent=None)
                continue
            if etag:  # else it is looked at once more before it is believed to be there
                seen = read_task(content)
                assert seen is not None
                self._tasks[name] = agree(
                    replace(known, etag=etag, seen=seen, replaced=one.etag or ""), one.value, wording_of(one.wanted)
                )
            self._report = replace(self._report, sent=self._report.sent + 1)
        return refused

    def _take(self, takes: tuple[Take, ...]) -> set[str]:
        """Record what changed there, as one change that can be undone; gives what was changed here meanwhile."""
        if not takes:
            return set()
        now = self._workspace.clock.now()
        taken: list[Take] = []

        def edit(recovery: Recovery) -> Recovery:
            taken.clear()
            for one in takes:
                if value_of(recovery, one.day, one.step_id, self._account) == one.here:
                    recovery = recorded(recovery, one, now)
                    taken.append(one)
            return recovery

        count = "1 step" if len(takes) == 1 else f"{len(takes)} steps"
        after = self._workspace.change(f"synced {count} from the phone", edit)
        for one in taken:
            here, known = value_of(after, one.day, one.step_id, self._account), self._known(one.name)
            self._tasks[one.name] = agree(known, here, known.wording)
        self._report = replace(self._report, taken=len(taken))
        return {one.name for one in takes} - {one.name for one in taken}

    def _remove(self, tasks: TaskList, removes: list[Remove]) -> int:
        """Take tasks off the list; gives how many were changed there meanwhile."""
        refused = 0
        for one in removes:
            try:
                tasks.remove(one.name, one.etag)
            except ChangedThere:
                refused += 1
                continue
            self._tasks.pop(one.name, None)
            self._report = replace(self._report, removed=self._report.removed + 1)
        return refused

    def _bring_calendar_up_to_date(self) -> None:
        """Send the visits and sessions that changed here since they were sent; where none did, nothing is asked."""
        if not self._account.calendar_url:
            return
        wanted = wanted_entries(self._workspace.recovery, self._workspace.today(), self._account)
        changed = [one for name, one in wanted.items() if self._digest(name) != one.digest]
        gone = [name for name in self._entries if name not in wanted]
        if not changed and not gone:
            return
        tasks, now = self._connect(self._account.calendar), self._workspace.clock.now()
        for one in changed:
            known = self._entries.get(one.name)
            put = partial(_put, tasks, one.name, write_entry(one, now))
            etag = self._twice(tasks, one.name, known.etag if known else None, put)
            if etag is not None:
                self._entries[one.name] = KnownEntry(etag, one.digest)
        for name in gone:
            if self._twice(tasks, name, self._entries[name].etag, partial(_drop, tasks, name)) is not None:
                del self._entries[name]

    def _twice(
        self, tasks: TaskList, name: str, etag: str | None, act: Callable[[str | None], str | None]
    ) -> str | None:
        """Write or remove an entry; once more where somebody changed it there, as what is planned here counts.

        Gives what ``act`` gives, and None where it was changed again.
        """
        try:
            try:
                done = act(etag)
            except ChangedThere:
                done = act(tasks.etags().get(name))
        except ChangedThere:
            self._report = replace(self._report, refused=self._report.refused + 1)
            return None
        self._report = replace(self._report, appointments=self._report.appointments + 1)
        return done

    def _digest(self, name: str) -> str:
        return known.digest if (known := self._entries.get(name)) is not None else ""

    def _known(self, name: str) -> KnownTask:
        return self._tasks.get(name) or KnownTask()

    def _save(self, wait_until: datetime | None = None) -> None:
        """Keep what is remembered, where it is not what was kept last."""
        state = SyncState(dict(self._tasks), dict(self._entries), self._report, self._done_at, wait_until)
        if state != self._saved:
            self._store.keep(self._recovery_id, Setup(self._account, state))
            self._saved = state


def _arrived(known: KnownTask, etag: str, seen: Task) -> KnownTask:
    """What is known of a task that has another version than was told when it was written.

    Where that is the one from before, the write never arrived, whatever was told: so nobody there took anything back.
    """
    if not known.replaced or etag != known.replaced:
        return known
    return replace(known, here=seen.value, there=seen.value, sent=None)


def _put(tasks: TaskList, name: str, content: bytes, etag: str | None) -> str:
    return tasks.write(name, content, etag)


def _drop(tasks: TaskList, name: str, etag: str | None) -> str:
    if etag is not None:  # else it is gone there already
        tasks.remove(name, etag)
    return ""

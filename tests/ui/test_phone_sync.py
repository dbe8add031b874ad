"""Sync while the app is open: when it runs, what is said of it, and that nothing of it is in the way of a key."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Coroutine
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace
from textual.widgets import Select

from routine_tui.glyphs import UNICODE
from routine_tui.planner.planner import Planner
from routine_tui.sync.account import Account
from routine_tui.sync.state import Report, Setup, SyncState, SyncStore
from routine_tui.ui.dialogs import phone_sync
from routine_tui.ui.dialogs.phone_sync import Ended, PhoneSync, run_apart
from routine_tui.ui.inputs import PasswordLine
from tests.ui.driver import HOME, NOW, opened, planner_at

ACCOUNT = Account("https://example.org/mia/list/", "mia", "Face")


class Host:
    """What a sync needs of a screen: it remembers timers and notices, and runs a sync when it is told to."""

    def __init__(self, planner: Planner) -> None:
        self.planner, self.recovery, self.glyphs = planner, planner.recovery, UNICODE
        self.seconds: list[float] = []
        self.told: list[str] = []
        self.begun: list[Coroutine[Any, Any, None]] = []
        self.due: Any = None

    def set_timer(self, seconds: float, then: Any) -> SimpleNamespace:
        self.seconds.append(round(seconds))
        self.due = then
        return SimpleNamespace(stop=lambda: None)

    def run_worker(self, work: Coroutine[Any, Any, None], **_: Any) -> None:
        self.begun.append(work)

    def notify(self, sentence: str, **_: Any) -> None:
        self.told.append(sentence)

    say = notify


class World:
    """A list that is set up, and syncs whose end a test says."""

    def __init__(self, planner: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
        planner.settings = replace(planner.settings, sync_in_app=True)
        self.planner, self.host = planner, Host(planner)
        self.store = SyncStore(planner.home.data)
        self.keep(SyncState())
        host: Any = self.host
        self.phone = PhoneSync(host, lambda: ["sync"])
        self.typed: list[str] = []
        self.ends: Report | Ended = Ended(True, "")
        monkeypatch.setattr(phone_sync, "run_apart", self._run)
        monkeypatch.setattr("random.random", lambda: 0.5)

    def keep(self, state: SyncState) -> None:
        self.store.keep(self.planner.recovery.id, Setup(ACCOUNT, state))

    async def _run(self, _: object, typed: str) -> Ended:
        self.typed.append(typed)
        if isinstance(self.ends, Ended):
            return self.ends
        self.keep(SyncState(last=self.ends))
        return Ended(False, "what the command said")

    def let(self, ends: Report | Ended) -> list[str]:
        """Let the sync that is due end in some way; gives what is told of it."""
        self.ends = ends
        self.host.told.clear()
        if not self.host.begun:
            self.host.due()
        asyncio.run(self.host.begun.pop())
        return list(self.host.told)


@pytest.fixture
def world(planner: Planner, monkeypatch: pytest.MonkeyPatch) -> World:
    return World(planner, monkeypatch)


def report(seconds: int, problem: str = "", **values: Any) -> Report:
    return Report(NOW + timedelta(seconds=seconds - 100), problem=problem, **values)


def test_it_syncs_some_minutes_after_the_last_sync_and_says_each_trouble_once(world: World) -> None:
    world.phone.follow_settings()
    assert world.host.seconds.pop() == phone_sync.FIRST_PAUSE
    assert world.let(report(0)) == []  # nothing came in: nothing is said
    assert world.host.seconds.pop() == 300 - 100
    assert world.let(report(1, taken=2)) == ["Phone: 2 steps came from the list."]
    assert world.let(report(2, "no network.")) == ["Phone: no network."]
    assert world.host.seconds.pop() == 600 - 98
    assert world.let(report(3, "no network.")) == []
    assert world.host.seconds.pop() == 1200 - 97
    assert world.let(report(4)) == [] and world.host.seconds.pop() == 300 - 96
    assert world.let(report(5, "no network.")) == ["Phone: no network."]
    before = len(world.host.seconds)
    assert world.let(report(6, "wrong password.", is_lasting=True)) == ["Phone: wrong password."]
    assert len(world.host.seconds) == before  # it is not tried again by itself
    world.phone.sync_now("dew drop")
    world.phone.sync_now()  # one at a time
    assert len(world.host.begun) == 1
    assert world.let(report(7, sent=1)) == ["Phone: 1 task was sent."]
    assert world.host.seconds.pop() == 300 - 93
    assert world.let(Ended(False, "Sync needs an extra")) == ["Phone: Sync needs an extra"]
    assert world.typed[-3:] == ["", "dew drop", "dew drop"]


def test_it_waits_as_long_as_the_server_asks_and_not_where_the_settings_say_no(world: World) -> None:
    world.keep(SyncState(last=report(0), wait_until=NOW + timedelta(hours=1)))
    world.phone.follow_settings()
    assert world.host.seconds == [3600]
    world.planner.settings = replace(world.planner.settings, sync_in_app=False)
    world.phone.follow_settings()
    assert world.host.seconds == [3600]
    planner_at().recoveries.begin("Arms")
    world.phone.sync_now()
    assert "Another recovery is the current one" in world.let(Ended(True, ""))[0]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="waits for the child at a named pipe")
async def test_a_sync_runs_without_this_terminal_and_is_ended_with_the_app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GPG_TTY", "/dev/tty")
    code = """
import os, sys
from pathlib import Path
print("first"); print(sys.stdin.readline().strip(), os.environ.get("GPG_TTY"), os.isatty(0), "at rest.")
"""
    ended = await run_apart([sys.executable, "-c", code], "dew drop")
    assert ended == Ended(True, "dew drop None False at rest.")
    refused = "import sys; print('x'); sys.exit('routine-tui: There is no network.')"
    assert await run_apart([sys.executable, "-c", refused]) == Ended(False, "There is no network.")
    here = tmp_path / "pid"
    os.mkfifo(here)  # reading it waits for the child, and for no time
    waits = f"import os, signal, pathlib; pathlib.Path({str(here)!r}).write_text(str(os.getpid())); signal.pause()"
    running = asyncio.ensure_future(run_apart([sys.executable, "-c", waits]))
    pid = await asyncio.to_thread(here.read_text)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid), 0)


async def test_the_settings_say_how_it_stands_and_sync_at_once(
    planner: Planner, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    async with opened(planner, (80, 40), "comma") as app:
        assert not app.app.screen.query("#phone")  # where nothing is ever synced, as on sample data
        await app.press("escape")
        app.main.sync_command = lambda: ["sync"]
        await app.press("comma")
        assert "set up a list once: routine-tui sync setup URL" in " ".join(app.said("phone").split())
        await app.press("escape")
        store, of = SyncStore(planner.home.data), planner.recovery.id
        store.keep(of, Setup(ACCOUNT))
        typed: list[str] = []

        async def run(_: object, password: str) -> Ended:
            typed.append(password)
            store.keep(of, Setup(ACCOUNT, SyncState(last=Report(NOW, taken=2))))
            return Ended(True, "")

        monkeypatch.setattr(phone_sync, "run_apart", run)
        await app.press("comma")
        assert app.said("phone").endswith("It was not synced yet.")
        app.app.screen.query_one(PasswordLine).value = "dew drop"
        await app.press("f5")
        await app.wait()
        assert app.said("phone") == "List “Face” on example.org, as mia.\nJust now: 2 steps came from the list."
        assert (typed, app.notices) == (["dew drop"], [])
        await app.press("escape")
        assert "dew drop" not in "".join(path.read_text() for path in home.rglob("*.json"))
        await app.press("comma")
        assert "Last sync: Sun 22 Nov" in app.said("phone")
        app.app.screen.query_one("#sync_in_app", Select).value = "true"
        await app.press("ctrl+s")
        assert (home / HOME.config).read_text() == "sync_in_app = true\n"
        assert app.main.phone is not None and app.main.phone._timer is not None

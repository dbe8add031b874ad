"""Syncs with the list on a phone while the app is open: in a process of its own, so that no key waits for a server.

What came in is seen on the disk, as what any other program wrote.
"""

from __future__ import annotations

import asyncio
import os
import random
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from routine_tui.model.text import clipped
from routine_tui.sync.report_text import last_sync_lines, report_words
from routine_tui.sync.soon import pause_after
from routine_tui.sync.state import Report, Setup, SyncStore

if TYPE_CHECKING:
    from textual.timer import Timer

    from routine_tui.ui.dialogs.host import FormHost

FIRST_PAUSE: Final = 5.0
"""Seconds after the start before which no sync begins by itself."""
LONGEST_RUN: Final = 600.0
"""Seconds after which a sync is ended; what came in by then is stored."""
_LOWER: Final = 10
"""By how much a sync gives way to everything else on this computer (``nice``)."""
_OF_TERMINALS: Final = ("GPG_TTY", "PINENTRY_USER_DATA", "SSH_ASKPASS", "COLUMNS", "LINES")
"""Variables by which a command that prints a password would find this terminal, and write over what it shows."""


class Ended(Struct, frozen=True):
    """How a sync ended."""

    is_done: bool
    sentence: str
    """What it did, or why it could not."""


class PhoneSync:
    """The syncs of one screen, one at a time."""

    def __init__(self, host: FormHost, command: Callable[[], Sequence[str]]) -> None:
        """``command`` gives how this program is started to sync once."""
        self._host, self._command = host, command
        self._store = SyncStore(host.planner.home.data)
        self._timer: Timer | None = None
        self._failures, self._said = 0, ""
        self._password = ""
        """Typed in this run, for who has no keyring; it is never written down."""
        self.is_running = False
        self.on_change: Callable[[], None] | None = None
        """Called when a sync begins or ends, by who shows it; while it is set, nobody else is told what was asked."""
        self.last_words = ""
        """What the sync said that was asked for while the settings are open."""

    @property
    def setup(self) -> Setup | None:
        """The list of the recovery that is shown; None where none is set up."""
        recovery = self._host.recovery
        return self._store.find(recovery.id) if recovery is not None else None

    def lines(self) -> list[str]:
        """With which list, and what the last sync did, as the settings say it."""
        if (setup := self.setup) is None:
            return ["To tick steps on your phone, set up a list once: routine-tui sync setup URL --user NAME"]
        account = setup.account
        with_whom = f"List “{clipped(account.title)}” on {clipped(account.host)}, as {clipped(account.user)}."
        if self.is_running:
            return [with_whom, "Syncing now."]
        if self.last_words:
            return [with_whom, f"Just now: {clipped(self.last_words, 400)}"]
        return [with_whom, *last_sync_lines(setup, self._host.planner.today(), f" {self._host.glyphs.dot} ")]

    def follow_settings(self) -> None:
        """Sync now and then from now on where the settings say so and a list is set up, and no longer where not."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._host.planner.settings.sync_in_app and (setup := self.setup) is not None:
            self._wait(setup)

    def sync_now(self, password: str = "") -> None:
        """Sync at once, as somebody asked for it. ``password`` is used until the app is left, where one was typed."""
        self._password = password or self._password
        self._begin(True)

    def _wait(self, setup: Setup) -> None:
        """Wait until the next sync is due: some minutes after the last one, whoever made it."""
        seconds = pause_after(self._failures, random.random())
        now = self._host.planner.clock.now()
        if (last := setup.state.last) is not None and last.at <= now:
            seconds -= (now - last.at).total_seconds()
        elif last is None:
            seconds = 0.0
        if (until := setup.state.wait_until) is not None:
            seconds = max(seconds, (until - now).total_seconds())
        self._timer = self._host.set_timer(max(seconds, FIRST_PAUSE), lambda: self._begin(False))

    def _begin(self, is_asked: bool) -> None:
        if self.is_running:
            return
        self.is_running = True
        self._changed()
        self._host.run_worker(self._sync(is_asked), group="phone", exit_on_error=False)

    async def _sync(self, is_asked: bool) -> None:
        before = self._last()
        try:
            ended = await run_apart(self._command(), self._password) if self._is_current() else _OTHER
        except OSError:
            ended = Ended(False, "The sync could not be started on this computer.")
        finally:
            self.is_running = False
        last = self._last()
        report = last if last is not before and last != before else None
        if report is not None:
            ended = Ended(not report.problem, report.problem or report_words(report))
        self._failures = 0 if ended.is_done else self._failures + 1
        self._tell(ended, report, is_asked)
        if ended.is_done or not (report is not None and report.is_lasting):
            self.follow_settings()

    def _tell(self, ended: Ended, report: Report | None, is_asked: bool) -> None:
        """Say how it ended: to who asked, else only what came in, and each trouble once."""
        self.last_words = ended.sentence if is_asked else self.last_words
        is_seen = self.on_change is not None
        if is_asked and is_seen:
            pass
        elif not ended.is_done:
            if is_asked or ended.sentence != self._said:
                self._host.notify(clipped(f"Phone: {ended.sentence}", 400), severity="warning", timeout=8, markup=False)
        elif is_asked or (report is not None and report.taken):
            self._host.say(f"Phone: {ended.sentence}")
        self._said = "" if ended.is_done else ended.sentence
        self._changed()

    def _changed(self) -> None:
        if self.on_change is not None:
            self.on_change()

    def _last(self) -> Report | None:
        setup = self.setup
        return setup.state.last if setup is not None else None

    def _is_current(self) -> bool:
        """Whether the recovery that is shown is the one that a command would sync."""
        planner = self._host.planner
        return planner.path is None or planner.folder.current() == planner.path


_OTHER: Final = Ended(False, "Another recovery is the current one now, so this one was not synced.")


async def run_apart(command: Sequence[str], typed: str = "") -> Ended:
    """Run a command that syncs, without this terminal and with whatever is typed on its standard input."""
    environment = {name: value for name, value in os.environ.items() if name not in _OF_TERMINALS}
    process = await asyncio.create_subprocess_exec(
        *command, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment, start_new_session=sys.platform != "win32"
    )
    _give_way(process)
    try:
        async with asyncio.timeout(LONGEST_RUN):
            out, err = await process.communicate(f"{typed}\n".encode() if typed else b"")
    except TimeoutError:
        return Ended(False, "The sync took more than ten minutes and was ended; the next one goes on from there.")
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    is_done = process.returncode == 0
    said = (out if is_done else err).decode(errors="replace").splitlines()
    sentence = said[-1].removeprefix("routine-tui: ") if said else "The sync ended without a word."
    return Ended(is_done, sentence)


def _give_way(process: Process) -> None:
    """Let everything else on this computer go first."""
    if sys.platform != "win32":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process.pid, _LOWER)

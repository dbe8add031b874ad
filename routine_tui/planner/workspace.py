"""The current recovery: which file it is, what day it is, and the one way in which it is changed."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from routine_tui.clock import Clock
from routine_tui.files import Signature, signature_of
from routine_tui.model.errors import AllPutAway, BadInput, DamagedFile, NoRecovery, PutAway, RottenFile, StoreError
from routine_tui.model.recovery.recovery import DEFAULT_DAY_START, Recovery
from routine_tui.model.text import clipped, short_day
from routine_tui.settings import Home, Settings
from routine_tui.store.backups import BackupRetention
from routine_tui.store.checksum import ns_of
from routine_tui.store.folder import RecoveryFolder
from routine_tui.store.repository import Edit, Repository

if TYPE_CHECKING:
    from routine_tui.store.drafts import Drafts


AT_REST_SECONDS: Final = 3.0
"""How long nothing wrote to a file that is not whole before it counts as damaged: an editor writes it bit by bit."""

MOST_WAITS: Final = 3
"""How often it is waited for a file that is being written."""


class Workspace:
    """Reads and changes the current recovery. Every change is on the disk when its method returns.

    Every method may raise a RoutineError, whose message is one sentence for the person; nothing is then changed.
    """

    def __init__(self, home: Home, clock: Clock, settings: Settings | None = None) -> None:
        self.home = home
        self.settings = settings or Settings()
        self.folder = RecoveryFolder(
            home.data, BackupRetention(self.settings.backups_daily, self.settings.backups_weekly)
        )
        self.notices: list[str] = []
        """Sentences that the person has to be told once: a damaged file, a newer one. Whoever shows them empties it."""
        self.clock = clock
        self.wait: Callable[[float], None] | None = None
        """Waits some seconds for another program to have written; None where it is looked again anyway."""
        self._repository: Repository | None = None
        self._told_of: Recovery | None = None
        """The state for which it was looked whether its file is a newer one."""
        self._grown: tuple[Recovery, date, Recovery] | None = None
        """A recovery as its file has it, a day, and the same with a window that reaches that day."""

    # ------------------------------------------------------------------ which recovery, and when

    def find(self) -> Recovery | None:
        """The current recovery as it is on the disk now, its window reaching today; None where there is none yet."""
        if self._repository is None:
            path = self.folder.current()
            if path is None:
                return None
            self._repository = self.folder.repository(path)
        return self.reaching_today(self._load(self._repository))

    def reaching_today(self, kept: Recovery) -> Recovery:
        """A recovery with a window that holds today: the same object again for the same recovery and day."""
        today = self.today_of(kept)
        if today <= kept.last_day:
            return kept
        if self._grown is None or self._grown[0] is not kept or self._grown[1] != today:
            self._grown = kept, today, kept.reaching(today)
        return self._grown[2]

    def tell_growth(self) -> None:
        """Once today is after the last planned day, notice that the window grows by itself; it is told only once."""
        repository = self._repository
        if repository is None:
            return
        kept = repository.load()
        if kept.planned_days is not None or (grown := self.reaching_today(kept)) is kept:
            return
        from routine_tui.model.recovery.outlived import growth_words

        self.notices.append(growth_words(grown, self.day_starts_at()))
        with contextlib.suppress(StoreError):  # where nothing can be written it is told again
            repository.keep_growth(self.reaching_today, self.clock.now())

    def look(self, follow: bool = True) -> tuple[Recovery | None, date]:
        """The current recovery and the day it is. While the file is the same, this costs one ``stat`` of it.

        Where the recovery was put into the archive elsewhere, the one that is current now is opened, and a notice says
        so; without ``follow``, that raises PutAway.
        """
        try:
            recovery = self.find()
        except PutAway as error:
            if not follow:
                raise
            self.close()
            recovery = self.find()
            now = f"“{clipped(recovery.name)}” is open now" if recovery else "there is no other"
            self.notices.append(f"“{error.name}” was archived elsewhere; {now}.")
        if recovery is not None and recovery.planned_days is not None:
            self.tell_growth()
        starts_at = self.settings.day_starts_at or (recovery.day_starts_at if recovery else DEFAULT_DAY_START)
        return recovery, self.clock.today(starts_at)

    @property
    def recovery(self) -> Recovery:
        """The current recovery as it is on the disk now; costs as ``look``. Raises NoRecovery."""
        recovery = self.find()
        if recovery is None:
            put_away = [entry for entry in self.folder.entries() if entry.archived and entry.recovery]
            raise AllPutAway(clipped(put_away[0].name)) if put_away else NoRecovery
        return recovery

    @property
    def path(self) -> Path | None:
        """The file of the current recovery, once it was opened."""
        return self._repository.path if self._repository else None

    def today(self) -> date:
        """The day it is: it begins at ``day_starts_at`` of the settings, or else of the recovery."""
        return self.clock.today(self.day_starts_at())

    def today_of(self, recovery: Recovery) -> date:
        """The day it is for a recovery that is known, which costs no look at the disk."""
        return self.clock.today(self.settings.day_starts_at or recovery.day_starts_at)

    def day_starts_at(self) -> time:
        """When a new day begins on the local clock."""
        if self.settings.day_starts_at is not None:
            return self.settings.day_starts_at
        recovery = self.find()
        return recovery.day_starts_at if recovery else DEFAULT_DAY_START

    def open(self, path: Path) -> None:
        """Turn to another recovery's file for all that follows."""
        self._repository = self.folder.repository(path)

    def close(self) -> None:
        """Forget which recovery was current: what follows looks in the folder."""
        self._repository = None

    @property
    def changed_at(self) -> datetime | None:
        """When the current recovery was changed last; None where that is not known."""
        return self.opened().changed_at

    @cached_property
    def drafts(self) -> Drafts:
        """What was typed in dialogs and is not stored yet."""
        from routine_tui.store.drafts import Drafts

        return Drafts(self.home.data)

    # ------------------------------------------------------------------ changing it

    def change(self, label: str, edit: Edit) -> Recovery:
        """Make one change that can be undone; ``label`` says what was done. Raises what ``edit`` raises, StoreError."""
        repository = self.opened()
        self.tell_growth()
        return repository.change(label, edit, self.clock.now(), self.reaching_today)

    def change_plans(self, label: str, edit: Edit) -> Recovery:
        """Make one change to plans, and put each conflict that comes with it among the notices.

        Raises what ``edit`` raises, StoreError.
        """
        from routine_tui.model.care.conflicts import new_conflicts

        before = self.recovery
        after = self.change(label, edit)
        self.notices += new_conflicts(before, after, self.today())
        return after

    def last_change(self) -> tuple[int, str]:
        """The number of what ``undo`` would take back, and what it was; 0 and nothing where there is none."""
        return self.opened().last_change

    def undo(self) -> str:
        """Take the last change back; gives what it was. Raises BadInput where there is nothing to undo."""
        return self.opened().undo(self.clock.now())[1]

    def redo(self) -> str:
        """Bring the change back that was undone last; gives what it was. Raises BadInput where there is none."""
        return self.opened().redo(self.clock.now())[1]

    def opened(self) -> Repository:
        """The file of the current recovery. Raises NoRecovery."""
        _ = self.recovery
        assert self._repository is not None
        return self._repository

    # ------------------------------------------------------------------ what its rooms ask too

    def require_not_ahead(self, day: date) -> None:
        """Raise OutsideWindow for a day before the window, BadInput for one that is still to come."""
        recovery = self.recovery
        if day > self.today_of(recovery):
            raise BadInput(f"{day} is in the future: only today and earlier days can be recorded.")
        recovery.require(day)

    def past_moment(self, day: date, at: time) -> datetime:
        """When a clock showed a time of day during a day. Raises BadInput where that is still to come."""
        now, starts = self.clock.now(), self.day_starts_at()
        moment = self.clock.moment(day, at, starts)
        if moment <= now:
            return moment
        words = short_day(day, self.today())
        before = day - timedelta(days=1)
        if at < starts and self.clock.moment(before, at, starts) <= now:
            raise BadInput(
                f"{at:%H:%M} on {words} is in the night after it, as days start at {starts:%H:%M}: "
                f"for the night before, use {short_day(before, self.today())}."
            )
        raise BadInput(f"{at:%H:%M} on {words} is in the future: leave out the time, or use one that has passed.")

    def name_of(self, step_id: str, day: date) -> str:
        """The name of a step on a day, to be put in a sentence. Raises BadInput for a step that is not there."""
        return name_on(self.recovery, step_id, day)

    def _is_moving(self, state: Signature) -> bool:
        """Whether a file was written to a moment ago, or a moment ahead, as clocks of two machines differ a little."""
        return abs(ns_of(self.clock.now()) - state[0]) < AT_REST_SECONDS * 1e9

    def _load(self, repository: Repository, seen: tuple[Signature, ...] = ()) -> Recovery:
        try:
            recovery = repository.load()
        except DamagedFile as damage:
            state = signature_of(repository.path)
            is_rotten = isinstance(damage, RottenFile)  # then no program is writing to it
            if state is not None and state not in seen and not is_rotten and self._is_moving(state):
                if self.wait is None or len(seen) == MOST_WAITS:
                    fact = f"{repository.path} isn't complete yet: another program is still writing it"
                    raise StoreError(fact, "wait a few seconds") from damage
                self.wait(AT_REST_SECONDS)
                return self._load(repository, (*seen, state))
            from routine_tui.store.repair import recover_from_backup

            if mended := recover_from_backup(repository.path, repository.backups, self.clock.now()):
                self.notices.append(mended)
            recovery = repository.load()
        except StoreError:
            if not self.folder.is_put_away(repository.path):
                raise
            raise PutAway(clipped(self._told_of.name if self._told_of else repository.path.stem)) from None
        if recovery is not self._told_of and (told := repository.newer or repository.edited):
            self.notices.append(str(told))
        self._told_of = recovery
        return recovery


class Room:
    """The base of the rooms: each does what belongs to one subject of the current recovery, such as its visits."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace


def name_on(recovery: Recovery, step_id: str, day: date) -> str:
    """The name of a step of a recovery on a day, to be put in a sentence. Raises BadInput for one that is not there."""
    return clipped(recovery.routine.step(step_id).on_or_first(day).name)

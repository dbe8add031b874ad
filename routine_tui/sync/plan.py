"""What differs between what is recorded here and the tasks there, and what is to be done about it.

Each side is held against what both agreed on last, so that only what changed counts; where both changed, or nothing was
agreed yet, the later change counts, by the same stamps as where two copies are merged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from routine_tui.clock import local
from routine_tui.model.day.measures import measured
from routine_tui.model.recovery.diary import Mark
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.store.stamps import moment_of
from routine_tui.sync.account import Account
from routine_tui.sync.state import KnownTask, Task, Value
from routine_tui.sync.task import wording_of
from routine_tui.sync.wording import WantedTask, day_of_name, kept_days, step_of_name, wanted_tasks

Settled = Literal["agreed", "send", "take"]


class Send(Struct, frozen=True):
    """A task to be written."""

    wanted: WantedTask
    value: Value
    stamp: str
    """Of the last change of the value."""
    etag: str | None
    """Of the version that it takes the place of; None for a new one."""


class Take(Struct, frozen=True):
    """A change that was made there, to be recorded here."""

    name: str
    day: date
    step_id: str
    here: Value
    """What was recorded here when it was decided."""
    there: Task


class Remove(Struct, frozen=True):
    """A task that no longer belongs on the list."""

    name: str
    etag: str


class Plan(Struct, frozen=True):
    """All that one look at both sides calls for."""

    sends: tuple[Send, ...]
    takes: tuple[Take, ...]
    removes: tuple[Remove, ...]
    agreed: Mapping[str, KnownTask]
    """What both sides say the same of, without anybody doing anything."""
    waiting: int
    """How many ticks are for a day that has not begun."""


def plan(
    recovery: Recovery,
    today: date,
    account: Account,
    there: Mapping[str, KnownTask],
    stamps: Mapping[tuple[date, str], str],
) -> Plan:
    """What is to be done. ``there`` has every task of ours on the list, with what is remembered of it.

    ``stamps`` tell when each mark here was changed last.
    """
    return _Planning(recovery, today, account, there, stamps).plan()


class _Planning:
    """A plan while it is worked out, one task after the other."""

    def __init__(
        self,
        recovery: Recovery,
        today: date,
        account: Account,
        there: Mapping[str, KnownTask],
        stamps: Mapping[tuple[date, str], str],
    ) -> None:
        self._recovery, self._today, self._account = recovery, today, account
        self._there, self._stamps = there, stamps
        self._sends: list[Send] = []
        self._takes: list[Take] = []
        self._removes: list[Remove] = []
        self._agreed: dict[str, KnownTask] = {}
        self._waiting = 0

    def plan(self) -> Plan:
        wanted = {one.name: one for one in wanted_tasks(self._recovery, self._today, self._account)}
        for task in wanted.values():
            known = self._there.get(task.name)
            if known is not None:
                self._bring_together(task, known)
            elif task.day >= self._today:  # a task that is gone is put back while its day lasts
                self._send(task, None)
        for name, day, step_id in _unwanted(self._recovery, self._there, wanted):
            self._clear_away(name, day, step_id)
        return Plan(tuple(self._sends), tuple(self._takes), tuple(self._removes), self._agreed, self._waiting)

    def _bring_together(self, task: WantedTask, known: KnownTask) -> None:
        """Decide about a task that is on the list and belongs there."""
        here = self._here(task.day, task.step_id)
        if task.day > self._today and known.seen.value != here:
            self._waiting += 1  # it becomes a mark once that day has begun
            return
        outcome = settle(known, here, self._stamp(task.day, task.step_id))
        wording = wording_of(task)
        if outcome == "take":
            self._takes.append(Take(task.name, task.day, task.step_id, here, known.seen))
        elif outcome == "send" or _is_reworded(known, task):
            self._send(task, known.etag)
        elif known.here != here or known.there != known.seen.value or known.sent or known.wording != wording:
            self._agreed[task.name] = agree(known, here, wording)

    def _clear_away(self, name: str, day: date, step_id: str) -> None:
        """Decide about a task that the list need no longer hold: what it says is taken first."""
        here, known = self._here(day, step_id), self._there[name]
        if day <= self._today and settle(known, here, self._stamp(day, step_id)) == "take":
            self._takes.append(Take(name, day, step_id, here, known.seen))
        kept = kept_days(self._today)
        if day < kept[0] or (day in kept and known.seen.value.state == "open"):
            self._removes.append(Remove(name, known.etag))

    def _send(self, task: WantedTask, etag: str | None) -> None:
        here = self._here(task.day, task.step_id)
        self._sends.append(Send(task, here, self._stamp(task.day, task.step_id), etag))

    def _here(self, day: date, step_id: str) -> Value:
        return value_of(self._recovery, day, step_id, self._account)

    def _stamp(self, day: date, step_id: str) -> str:
        return self._stamps.get((day, step_id), "")


def settle(known: KnownTask, here: Value, stamp: str) -> Settled:
    """Whose value counts for one step on one day. ``stamp`` is that of the last change here; empty for never."""
    there = known.seen
    if there.value == here:
        return "agreed"
    base_here, base_there = known.here, known.there
    if known.sent is not None and there.write_id == known.write_id:  # it arrived, though its answer was lost
        base_here = base_there = known.sent
    elif known.sent is not None and there.value != known.there:  # it may have arrived, and somebody went on from it
        base_here = None
    if base_here is None:
        if there.value.state == "open" and not there.write_id:  # perhaps only renamed, by who keeps nothing of ours
            return "send"
        return "send" if stamp > there.changed else "take"
    if here == base_here:
        return "agreed" if there.value == base_there else "take"
    if there.value == base_there:
        return "send"
    return "send" if stamp > there.changed else "take"


def agree(known: KnownTask, here: Value, wording: str) -> KnownTask:
    """What is remembered once both sides say the same."""
    return replace(known, here=here, there=known.seen.value, sent=None, wording=wording)


def value_of(recovery: Recovery, day: date, step_id: str, account: Account) -> Value:
    """What is recorded for a step on a day, as a task can say it; neutral tasks say no reason."""
    record = recovery.days.get(day)
    return value_of_mark(record.marks.get(step_id) if record else None, account)


def value_of_mark(mark: Mark | None, account: Account) -> Value:
    """What a mark says, as a task can say it."""
    if mark is None or not mark.counts:
        return Value()
    if mark.state == "skipped":
        return Value("skipped", None, "" if account.neutral else mark.reason)
    return Value("done", mark.at.astimezone(UTC).replace(microsecond=0))


def recorded(recovery: Recovery, take: Take, now: datetime) -> Recovery:
    """The recovery with a change that was made there: at the moment that the task tells, on the day of the task.

    A moment that is still to come, by a phone whose clock is ahead, is now.
    """
    value = take.there.value
    if value.state == "open":
        return recovery.marked(take.day, take.step_id, None)
    before = recovery.record(take.day).marks.get(take.step_id)
    told = value.at or (moment_of(take.there.changed) if take.there.changed else now)
    at = local(min(told, now))
    note = before.note if before else ""
    if value.state == "skipped":
        reason = value.reason or (before.reason if before and before.state == "skipped" else "")
        return recovery.marked(take.day, take.step_id, Mark("skipped", at, reason, note))
    if before is not None and before.state == "done" and before.counts:  # how much of it was done is known here alone
        return recovery.marked(take.day, take.step_id, before if before.taken else replace(before, at=at))
    mark = Mark("done", at, "", note)
    step = recovery.routine.step(take.step_id)
    if step.is_measured(take.day):
        mark = measured(step, take.day, mark, None, None)
    return recovery.marked(take.day, take.step_id, mark)


def _is_reworded(known: KnownTask, task: WantedTask) -> bool:
    """Whether a task is called otherwise than it should be, or moved: it was edited there, or the routine changed here.

    What another computer called it stays, or the two would write in turns.
    """
    if not known.seen.is_as_written or (known.seen.text and known.wording not in ("", known.seen.text)):
        return True
    return bool(known.wording) and known.wording != wording_of(task)


def _unwanted(
    recovery: Recovery, there: Mapping[str, KnownTask], wanted: Mapping[str, WantedTask]
) -> Iterator[tuple[str, date, str]]:
    """Tasks of steps that this copy knows, which the list need no longer hold."""
    for name in there.keys() - wanted.keys():
        day = day_of_name(name)
        if day is None or not recovery.contains(day):
            continue
        if (step_id := step_of_name(recovery, day, name)) is not None:
            yield name, day, step_id

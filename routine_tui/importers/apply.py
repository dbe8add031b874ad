"""What was found, taken into a recovery: habits become steps, their days become marks and notes. A pure function.

- What the recovery has already stays: its own marks win, and its steps keep what is true of them.
- A habit joins the step that an earlier import made of it, or the only step of its name; else it becomes a step.
- Done and skipped days become marks. An explicit no has no state here: it is not recorded.
- No words are lost: where there is no mark to keep a note, it goes to the day's note, with the habit's name before it.
- A day is the local day that it was. What lies outside the window is counted, never moved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from routine_tui.importers.found import Habit, ImportedData, Losses, Record
from routine_tui.importers.names import by_name, folded, key_of, readable
from routine_tui.importers.often import rule_from
from routine_tui.importers.own_table import in_a_cell, step_of_each, steps_named
from routine_tui.importers.texts import join_texts
from routine_tui.model.recovery.diary import Day, Mark, MarkState
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Slot, Step, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.text import NOTE_LIMIT

NOON: Final = time(12)
"""Stands for a time that is not known."""
Moments = Callable[[date, time], datetime]
"""When a local clock showed a time during a day."""
_MARKS: Final[dict[str, MarkState]] = {"done": "done", "skipped": "skipped"}


class ImportedStep(Struct, frozen=True):
    """What became of a habit."""

    habit: str
    step_id: str
    slot: Slot
    is_new: bool
    done: int
    skipped: int


class ImportResult(Struct, frozen=True):
    """A recovery with what was found in it, and what became of all of it."""

    recovery: Recovery
    steps: tuple[ImportedStep, ...]
    done: int = 0
    skipped: int = 0
    notes: int = 0
    """Notes that are kept, with marks or on days."""
    known: int = 0
    """Records that the recovery had already."""
    differing: int = 0
    """Of these, those that say something else: what the recovery says stays."""
    timeless: int = 0
    """Marks whose time is not known: noon stands for it."""
    outside: int = 0
    """Records outside the window."""
    outside_notes: int = 0
    """Of these, those with words."""
    left_out: int = 0
    """Habits that have no day in the window: put away before it, or begun after it."""
    losses: Losses = field(default_factory=Losses)


def apply_import(recovery: Recovery, found: ImportedData, today: date, now: datetime, moment: Moments) -> ImportResult:
    """A recovery with all that was found and lies in its window.

    A mark needs a moment. Where the file says none, noon of the day stands for it, on this computer's clock: a moment
    in the middle of the day that it counts for, the same whenever and however often the file is taken in, and older
    than what is changed here later. It is never later than ``now``.
    """
    return _Import(recovery, found, today, now, moment).result()


class _Import:
    """What was taken in so far."""

    def __init__(self, recovery: Recovery, found: ImportedData, today: date, now: datetime, moment: Moments) -> None:
        self._before = recovery
        self._found = found
        self._today = today
        self._now = now
        self._moment = moment
        self._routine = recovery.routine
        self._marks: dict[date, dict[str, Mark]] = {}
        self._notes: dict[date, str] = {}
        """Marks and notes of the days that were looked at."""
        self._noons: dict[date, datetime] = {}
        self._names = by_name(recovery.routine)
        self._twice = {key for key, count in Counter(map(key_of, found.habits)).items() if count > 1}
        self._ids: set[str] = set()
        """Steps that a habit was taken for."""
        self._counts: Counter[str] = Counter()
        self._losses = Counter(found.losses)

    def result(self) -> ImportResult:
        """Everything taken in."""
        steps = tuple(step for habit in self._found.habits if (step := self._take(habit)))
        recovery = self._before
        if self._routine != recovery.routine or self._counts["done"] + self._counts["skipped"] + self._counts["notes"]:
            recovery = replace(recovery, routine=self._routine, days={**recovery.days, **self._days()})
        return ImportResult(recovery, steps, losses=+self._losses, **self._counts)

    def _days(self) -> dict[date, Day]:
        """The days that are another than before."""
        seen = {
            day: replace(self._before.record(day), marks=self._marks_of(day), note=self._note_of(day))
            for day in {**self._marks, **self._notes}
        }
        return {day: record for day, record in seen.items() if record != self._before.record(day)}

    def _take(self, habit: Habit) -> ImportedStep | None:
        window = [record for record in habit.records if self._before.contains(record.day)]
        for record in habit.records:
            if not self._before.contains(record.day):
                self._counts["outside"] += record.state in _MARKS or bool(_words(record))
                self._counts["outside_notes"] += bool(_words(record))
        known, before = self._routine.steps, self._counts.copy()
        step, left = self._own_step(habit, window) if habit.is_own else (None, window)
        if habit.is_own and step is None and not left and self._before.routine.steps:
            return None  # nothing was recorded under that name, so there is nothing to take in
        if step is None or left:
            step = self._step(habit, left)
        if step is None:
            self._counts["left_out"] += 1
            return None
        for record in left:
            self._record(habit, step.id, record)
        done, skipped = (self._counts[name] - before[name] for name in ("done", "skipped"))
        is_new = all(one.id != step.id for one in known)
        self._losses["no_schedule"] += is_new and habit.is_own
        return ImportedStep(habit.name, step.id, step.latest.slot, is_new, done, skipped)

    def _own_step(self, habit: Habit, window: Sequence[Record]) -> tuple[Step | None, list[Record]]:
        """Take in the rows of our own table whose steps are here; gives the last of these steps, and the other rows."""
        found, left = next(iter(steps_named(self._before, habit)), None), []
        for record, step in step_of_each(self._before, habit, window):
            if step is None:
                left.append(record)
                continue
            found = self._routine.step(step.id)
            if record.day < found.versions[0].valid_from:
                found = self._begun_earlier(habit, found, record.day)
            self._record(habit, step.id, record)
        return found, left

    # ------------------------------------------------------------------ steps

    def _step(self, habit: Habit, window: Sequence[Record]) -> Step | None:
        """The step that a habit joins or becomes; None where nothing of it lies in the window."""
        own_id = self._own_id(habit)
        joins = self._joined(habit, own_id)
        if joins is None:
            version = self._version(habit, window)
            if version is None:
                return None
            self._routine = self._routine.with_step(version, own_id)
            return self._routine.step(own_id)
        self._ids.add(joins.id)
        days = [record.day for record in window if record.state in _MARKS and record.day <= self._today]
        first = joins.versions[0]
        if days and (earliest := min(days)) < first.valid_from:
            joins = self._begun_earlier(habit, joins, earliest)
        return joins

    def _own_id(self, habit: Habit) -> str:
        """The id of the step that a habit becomes: the same whenever its file is taken in."""
        wanted = f"{self._found.format_id}-{readable(habit.key or habit.name)}"
        number, unique = 1, wanted
        while unique in self._ids:
            number += 1
            unique = f"{wanted}-{number}"
        self._ids.add(unique)
        return unique

    def _joined(self, habit: Habit, own_id: str) -> Step | None:
        """The step that an earlier import made of a habit, or else the only one of its name, in its part of the day."""
        for step in self._routine.steps:
            if step.id == own_id:
                return step
        if key_of(habit) in self._twice:
            return None
        named = [step for step in self._names.get(folded(habit.name), []) if step.id not in self._ids]
        named = [step for step in named if habit.slot in (None, step.latest.slot)]
        return named[0] if len(named) == 1 else None

    def _version(self, habit: Habit, window: Sequence[Record]) -> StepVersion | None:
        """A habit as a step; None where it is not in use and has no day in the window.

        It begins with its first day there. One that has none there, but is in use, begins today: nobody knows whether
        it was done since.
        """
        recovery = self._before
        today = recovery.nearest(self._today)
        first = habit.first_day or today
        kept = [record.day for record in window if record.is_mark or record.has_words]
        is_over = habit.archived or (habit.last_day is not None and habit.last_day < self._today)
        if (is_over and not kept) or (not window and first > recovery.last_day):
            return None
        end = habit.end or (max(kept) if is_over else None)
        end = max(end, first) if end else None
        begins = first if recovery.contains(first) else recovery.day_zero if window else today
        return StepVersion(
            begins,
            habit.slot or "day",
            habit.kind,
            habit.name,
            Schedule(first, rule_from(habit.rule, first), end),
            habit.required,
            cue=habit.cue,
            instructions=habit.about,
        )

    def _begun_earlier(self, habit: Habit, step: Step, first: date) -> Step:
        """A step that is there already, with the days before it as the file has them; from its own day on it stays."""
        begins = step.versions[0]
        until = begins.valid_from - timedelta(days=1)
        schedule = Schedule(first, rule_from(habit.rule, first), until)
        earlier = replace(begins, valid_from=first, schedule=schedule, required=habit.required, ended=False)
        longer = replace(step, versions=(earlier, *step.versions))
        steps = tuple(longer if one.id == step.id else one for one in self._routine.steps)
        self._routine = replace(self._routine, steps=steps)
        return longer

    # ------------------------------------------------------------------ days

    def _record(self, habit: Habit, step_id: str, record: Record) -> None:
        """Take one day of a habit in."""
        words, state = _words(record), _MARKS.get(record.state)
        marks = self._marks_of(record.day)
        known = marks.get(step_id)
        missing = [text for text in (words, record.reason) if not _holds(_words_of(known), text)]
        if state is None or record.day > self._today:
            self._losses["ahead"] += state is not None
            self._note(habit, record.day, join_texts(*missing))
            return
        if known is not None:
            self._counts["known"] += 1
            if habit.is_own:
                here = in_a_cell(join_texts(known.note, known.reason))
                missing = [text for text in (record.note, record.reason) if in_a_cell(text) not in here]
            kept = self._note(habit, record.day, join_texts(*missing))
            self._counts["differing"] += known.state != state or kept
            return
        self._counts[state] += 1
        self._counts["notes"] += bool(words or record.reason)
        marks[step_id] = Mark(state, self._at(record), record.reason, words)

    def _marks_of(self, day: date) -> dict[str, Mark]:
        if day not in self._marks:
            self._marks[day] = dict(self._before.record(day).marks)
        return self._marks[day]

    def _note_of(self, day: date) -> str:
        return self._notes.get(day, self._before.record(day).note)

    def _note(self, habit: Habit, day: date, text: str) -> bool:
        """Keep words in the day's note, with the habit's name before them; whether they were not there before."""
        if not text:
            return False
        known, line = self._note_of(day), f"{habit.name}: {text}"
        if _holds(known, line):
            return False
        note = join_texts(known, line)
        if len(note) > NOTE_LIMIT:
            self._losses["room"] += 1
            return False
        self._counts["notes"] += 1
        self._notes[day] = note
        return True

    def _at(self, record: Record) -> datetime:
        if record.at is not None and record.at.tzinfo is None:
            return min(self._shown(record.at.date(), record.at.time()), self._now)
        if record.at is not None:
            return min(record.at.replace(microsecond=0), self._now)
        self._counts["timeless"] += 1
        if record.day not in self._noons:
            self._noons[record.day] = min(self._moment(record.day, NOON), self._now)
        return self._noons[record.day]

    def _shown(self, day: date, at: time) -> datetime:
        """When a clock showed a time on a date, which is that of the calendar, whenever our days begin."""
        shown = self._moment(day, at)
        return self._moment(day - timedelta(days=1), at) if shown.date() > day else shown


def _words(record: Record) -> str:
    """All that is kept of a day in words: how much it was, and its note."""
    return join_texts(record.amount, record.note)[:NOTE_LIMIT].rstrip()


def _words_of(mark: Mark | None) -> str:
    """The same of a mark that is there already."""
    if mark is None:
        return ""
    return join_texts("" if mark.amount is None else f"{mark.amount:g}", mark.note, mark.reason)


def _holds(text: str, lines: str) -> bool:
    """Whether a text has some lines in it, whole and in a row."""
    return not lines or f"\n{lines}\n" in f"\n{text}\n"

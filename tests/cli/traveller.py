"""Somebody who travels with the program, under a moved clock, and keeps a plain record of what was done beside it.

What the record comes to is counted again here, day by day and by the words of the manual; of ``routine_tui`` nothing is
used but its entry.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from tests.cli.travelled import LAST, WINDOW_DAYS, ZERO, Record, Told, every_day, every_nth, run, weekdays

DAY = timedelta(days=1)
QUARTER_SECONDS = 15 * 60
STARTS_AT = time(3, 0)
UNDO_DEPTH = 50


class Traveller:
    """Does what people do, wherever they are."""

    def __init__(self, home: Path, began: datetime, seed: int) -> None:
        self.home = home
        self.now = began
        self.record = Record()
        self.log: list[str] = []
        self._before: list[Record] = []
        self._undone: list[Record] = []
        self._random = Random(seed)
        self._run("new", "Face", "--day-zero", str(ZERO), "--days", str(WINDOW_DAYS), "--template", "empty")
        self._run("note", "It begins.", "--on", str(ZERO))  # from then on days count

    # ------------------------------------------------------------------ what day it is

    @property
    def today(self) -> date:
        """The latest day whose 03:00 the clock on this wall has shown, however it was set since."""
        return max(self._shown(self.now.timestamp() - number * QUARTER_SECONDS) for number in range(12))

    def _shown(self, moment: float) -> date:
        wall = datetime.fromtimestamp(moment, self.now.tzinfo)
        return wall.date() if wall.time() >= STARTS_AT else wall.date() - DAY

    # ------------------------------------------------------------------ doing

    def _run(self, *words: str) -> str:
        self.log.append(f"{self.now} {self.now.tzinfo}: {' '.join(words)}")
        return run(self.now, self.home, *words)

    def _changed(self, record: Record) -> None:
        """What was done can be undone, if anything was."""
        if record != self.record:
            self._before = [*self._before, self.record][-UNDO_DEPTH:]
            self._undone = []
            self.record = record

    def add(self, name: str, slot: str, *words: str, told: Told) -> None:
        record = self.record.copy()
        record.steps[name] = [told]
        self._run("steps", "add", name, "--slot", slot, "--from", str(told.valid_from), *words)
        self._changed(record)

    def edit(self, name: str, rule: str, told: Told) -> None:
        """Another rule from a day on."""
        record = self.record.copy()
        record.steps[name].append(told)
        self._run("steps", "edit", name, "--every", rule, "--from", str(told.valid_from))
        self._changed(record)

    def end(self, name: str) -> None:
        self._end_or_resume("end", name, ended=True)

    def bring_back(self, name: str) -> None:
        self._end_or_resume("resume", name, ended=False)

    def _end_or_resume(self, word: str, name: str, ended: bool) -> None:
        record = self.record.copy()
        told = record.steps[name][-1]
        record.steps[name].append(Told(self.today, told.rule, told.first, LAST, told.required, ended))
        self._run("steps", word, name)
        self._changed(record)

    def mark(
        self, verb: str, names: Sequence[str], *words: str, day: date | None = None, at: time | None = None
    ) -> None:
        """Tick or skip; said twice, the first moment is the true one, unless a time is given."""
        day = day or self.today
        state = {"tick": "done", "skip": "skipped"}[verb]
        moment = datetime.combine(day, at, self.now.tzinfo) if at else self.now
        record = self.record.copy()
        for name in names:
            known = record.marks.get((day, name))
            if at or known is None or known[0] != state:
                record.marks[day, name] = (state, moment)
        on = () if day == self.today else ("--on", str(day))
        self._run(verb, *names, *on, *(("--at", f"{at:%H:%M}") if at else ()), *words)
        self._changed(record)

    def untick(self, name: str) -> None:
        record = self.record.copy()
        record.marks.pop((self.today, name), None)
        self._run("untick", name)
        self._changed(record)

    def note(self, text: str) -> None:
        record = self.record.copy()
        before = record.notes.get(self.today)
        record.notes[self.today] = f"{before}\n{text}" if before else text
        self._run("note", text)
        self._changed(record)

    def pause(self, days: int, *names: str) -> None:
        """For some days from today on, within the window; for none, until it is ended."""
        last = min(self.today + (days - 1) * DAY, LAST) if days else LAST
        record = self.record.copy()
        record.pauses.append((self.today, last, names))
        until = ("--until", str(last)) if days else ()
        self._run("pause", *until, *(word for name in names for word in ("--step", name)))
        self._changed(record)

    def resume(self) -> None:
        """Today and later no pause holds that holds today."""
        record = self.record.copy()
        record.pauses = [
            (first, min(last, self.today - DAY) if first <= self.today <= last else last, names)
            for first, last, names in record.pauses
        ]
        self._run("resume")
        self._changed(record)

    def undo(self) -> None:
        self._run("undo")
        self._undone.append(self.record)
        self.record = self._before.pop()

    def redo(self) -> None:
        self._run("redo")
        self._before.append(self.record)
        self.record = self._undone.pop()

    def does_something(self) -> None:
        """Something that a person may do now: mostly a tick."""
        chance, today = self._random.random(), self.today
        names = [name for name in self.record.steps if self.state(today, name)]
        some = self._random.sample(names, self._random.randint(1, min(3, len(names))))
        held = any(first <= today <= last for first, last, _ in self.record.pauses)
        if chance < 0.12 and today > ZERO:
            listed = [name for name in self.record.steps if self.state(today - DAY, name)]
            self.mark("tick", listed[:2], day=today - DAY, at=time(22, 15))
        elif chance < 0.22:
            self.mark("skip", some[:1], "--reason", "travelling")
        elif chance < 0.30:
            self.untick(some[0])
        elif chance < 0.38 and self._before:
            self.undo()
        elif chance < 0.43 and self._undone:
            self.redo()
        elif chance < 0.46:
            self.note(f"Written at {self.now:%H:%M}.")
        elif chance < 0.50 and held:
            self.resume()
        elif chance < 0.52 and not held:
            self.pause(self._random.choice((0, 1, 3)))
        elif chance < 0.54 and not held:
            self.pause(2, some[0])
        else:
            self.mark("tick", some)

    # ------------------------------------------------------------------ counting again

    def state(self, day: date, name: str) -> str | None:
        """The state of a step on a day, seen from today; None where it is not on that day's list."""
        if (day, name) in self.record.marks:
            return self.record.marks[day, name][0]  # what was done was done, whatever else there is
        true_then = [told for told in self.record.steps[name] if told.valid_from <= day]
        if not true_then or true_then[-1].ended or not true_then[-1].first <= day <= true_then[-1].last:
            return None
        if not true_then[-1].rule(day):
            return "not_due"
        if any(first <= day <= last and (not names or name in names) for first, last, names in self.record.pauses):
            return "paused"
        return "due" if day == self.today else "open" if day < self.today else "ahead"

    def required(self, day: date) -> list[str]:
        """The states of the required steps of a day."""
        states = {name: self.state(day, name) for name in self.record.steps}
        return [state for name, state in states.items() if state and self.record.steps[name][0].required]

    def adherence(self, day: date, days: int) -> float | None:
        """Done of expected, self-reported, over the days up to this one; of today only what is done is expected.

        Of a day ahead it is that of today.
        """
        day, done, unrecorded = min(day, self.today), 0, 0
        for number in range(days):
            if day - number * DAY >= ZERO:
                states = self.required(day - number * DAY)
                done += states.count("done")
                unrecorded += states.count("open")
        return round(done / (done + unrecorded), 3) if done + unrecorded else None

    def cell(self, day: date) -> dict[str, object]:
        """What the calendar says of a day."""
        required = self.required(day)
        done = required.count("done")
        due = len([state for state in required if state in ("done", "due", "open", "ahead")])
        if not due:
            state = next((one for one in ("skipped", "paused") if one in required), "rest")
        elif done:
            state = "complete" if done == due and "skipped" not in required else "partial"
        else:
            state = "today" if day == self.today else "open" if day < self.today else "ahead"
        return {"day": str(day), "day_offset": (day - ZERO).days, "state": state, "done": done, "due": due}

    def checklist(self, day: date) -> dict[str, object]:
        """What the checklist says of a day."""
        states = {name: state for name in self.record.steps if (state := self.state(day, name))}
        cell = self.cell(day)
        return {
            "day": str(day),
            "done": cell["done"],
            "due": cell["due"],
            "adherence": {str(days): self.adherence(day, days) for days in (7, 28)},
            "steps": {name: (state, self._told_at(day, name)) for name, state in states.items()},
            "note": self.record.notes.get(day),
        }

    def _told_at(self, day: date, name: str) -> str | None:
        mark = self.record.marks.get((day, name))
        return mark[1].replace(microsecond=0).isoformat() if mark else None

    # ------------------------------------------------------------------ comparing

    def knows_the_day(self) -> bool:
        """Whether the program takes it to be the same day."""
        return run(self.now, self.home, "status", "--format", "{day}") == f"{(self.today - ZERO).days}\n"

    def differences(self, days: Iterable[date] = ()) -> list[str]:
        """Where the program says anything else of the calendar, or of some days' checklists."""
        calendar: dict[str, Any] = json.loads(run(self.now, self.home, "calendar", "--json"))
        expected = [self.cell(ZERO + number * DAY) for number in range(WINDOW_DAYS)]
        pairs = zip(calendar["days"], expected, strict=True)
        found = [f"{said} is not {cell}" for said, cell in pairs if {name: said[name] for name in cell} != cell]
        if calendar["today"] != str(self.today):
            found.append(f"today is {self.today}, not {calendar['today']}")
        for day in days:
            said = json.loads(run(self.now, self.home, "today", "--on", str(day), "--json"))
            said["steps"] = {step["name"]: (step["state"], step["at"]) for step in said["steps"]}
            wanted = self.checklist(day)
            found += [
                f"{day}: {name} {said[name]}, not {wanted[name]}" for name in wanted if said[name] != wanted[name]
            ]
        return found


def begins(home: Path, now: datetime, seed: int = 2026) -> Traveller:
    """A traveller with a routine of every kind of schedule: at first one step on a day, on weekdays, in a cycle."""
    one = Traveller(home, now, seed)
    one.add("Wash", "morning", told=Told(ZERO, every_day, ZERO))
    second = ZERO + DAY
    one.add("Balm", "evening", "--every", "2 days", told=Told(second, every_nth(2, second), second))
    one.add("Serum", "morning", "--every", "mon,thu", told=Told(ZERO, weekdays(0, 3), ZERO))
    third = ZERO + 2 * DAY
    cycle = Told(third, every_nth(5, third, on=3), third)
    one.add("Cream", "evening", "--every", "3 on 2 off", told=cycle)
    ends = date(2026, 9, 27)
    one.add("Gel", "day", "--until", str(ends), told=Told(ZERO, every_day, ZERO, ends))
    one.add("Mask", "day", "--as-needed", told=Told(ZERO, every_day, ZERO, required=False))
    return one

"""The words in which every page tells of days, counts and states."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, TypeVar

from routine_tui.exporters.summary.entries import StepTally, Week
from routine_tui.exporters.summary.in_use import InUse
from routine_tui.exporters.summary.summary import Paused, Summary
from routine_tui.model.day.progress import Adherence, CalendarCell, DayState
from routine_tui.model.text import WEEKDAYS, days_in_words, listed, long_day, short_day, since_or_from

GLYPHS: Final[dict[DayState, str]] = {
    "complete": "●",
    "partial": "◐",
    "open": "·",
    "skipped": "»",
    "rest": "–",
    "paused": "‖",
    "today": "○",
    "ahead": " ",
    "blank": "◦",
}
STATES: Final[dict[DayState, str]] = {
    "complete": "all done",
    "partial": "some done",
    "open": "not recorded",
    "skipped": "all skipped",
    "rest": "nothing expected",
    "paused": "paused",
    "today": "today, nothing marked yet",
    "ahead": "ahead",
    "blank": "before the record began",
}
EVENT: Final = "◆"
"""Stands beside a day on which something is, besides the steps."""
_Thing = TypeVar("_Thing")
_TIMES: Final = {0: "none recorded", 1: "done once"}
SLOT_NAMES: Final = {"morning": "Morning", "day": "Day", "evening": "Evening"}


class Phrases:
    """The sentences of one summary."""

    def __init__(self, summary: Summary) -> None:
        self._summary = summary

    @property
    def title(self) -> str:
        """What the page is headed with."""
        name = self._summary.name
        return f"Skin recovery: {name}" if name else "Skin recovery"

    @property
    def place(self) -> str:
        """Where in the window today is: ``D22 of 84``."""
        offset, window = self._summary.offset, self._summary.window_days
        if offset < 0:
            return f"{days_in_words(-offset)} before day zero"
        return f"D{offset} of {window}" if offset < window else f"D{offset}, after the window of {window} days"

    @property
    def phase(self) -> str:
        """The phase with its days: ``Rebuild, D8 to D28``."""
        phase = self._summary.phase
        end = f"D{phase.from_day} on" if phase.to_day is None else f"D{phase.from_day} to D{phase.to_day - 1}"
        return f"{phase.label}, {end}"

    @property
    def today(self) -> str:
        """Today in full, with the year."""
        return long_day(self._summary.today)

    @property
    def session(self) -> str:
        """When the recovery began."""
        return f"Session (day zero, D0) on {short_day(self._summary.day_zero)}"

    @property
    def healing(self) -> str:
        """When the session was, and which day of healing it is: ``Session on 2 Mar 2026 · day 19 since``."""
        offset = self._summary.offset
        since = f"D{offset}: {days_in_words(offset)} since" if offset >= 0 else f"in {days_in_words(-offset)}"
        return f"Session on {short_day(self._summary.day_zero)} · {since}"

    @property
    def end(self) -> str:
        """When the recovery's window ends."""
        summary = self._summary
        return f"window of {days_in_words(summary.window_days)} to {short_day(summary.last_day)}"

    @property
    def span(self) -> str:
        """Which days the page tells of, where they are not the whole window; empty otherwise."""
        summary = self._summary
        if (summary.first, summary.last) == (summary.day_zero, summary.last_day):
            return ""
        return f"Only {self.range(summary.first, summary.last)}: days outside it are left out."

    @property
    def figures(self) -> tuple[tuple[str, Adherence], ...]:
        """The spans to sum up, each with its name: a longer one only where it holds more days than a shorter."""
        summary = self._summary
        if summary.recorded_until is None:
            return ()
        since = self.counted_from
        days = (summary.recorded_until - since).days + 1
        upto = "" if summary.recorded_until == summary.today else f" to {self.short(summary.recorded_until)}"
        recent = [("Last 7 days" + upto, summary.last_7)] if days > 7 else []
        recent += [("Last 28 days" + upto, summary.last_28)] if days > 28 else []
        return (*recent, (f"Since {self.day(since)}{upto}", summary.whole))

    @property
    def counted_from(self) -> date:
        """The first day of the span that counts; its first day where none of them does."""
        summary = self._summary
        until = summary.recorded_until
        return max(summary.first, summary.counted_since) if until and summary.counted_since <= until else summary.first

    @property
    def weekday_names(self) -> tuple[str, ...]:
        """Their names in short, from the one with which weeks begin."""
        return self._from_first([name[:3] for name in WEEKDAYS])

    def _from_first(self, by_weekday: Sequence[_Thing]) -> tuple[_Thing, ...]:
        first = self._summary.first_weekday
        return (*by_weekday[first:], *by_weekday[:first])

    def short(self, day: date) -> str:
        """A day in short: ``22 Nov``, with the year where that is not the one in which the page is written."""
        return short_day(day, self._summary.today)

    def offset(self, day: date) -> int:
        """The day's offset from day zero."""
        return (day - self._summary.day_zero).days

    def day(self, day: date) -> str:
        """A day by its offset and its date: ``D22 (22 Nov)``."""
        return f"D{self.offset(day)} ({self.short(day)})"

    def days(self, days: tuple[date, ...]) -> str:
        """Several days: ``D3 (3 Nov) and D5 (5 Nov)``."""
        return listed([self.day(day) for day in days])

    def range(self, first: date, last: date | None) -> str:
        """Days from one to another: ``D3 to D5 (3 to 5 Nov)``; one day by itself, and ``from …`` for no end."""
        if last is None:
            return f"from {self.day(first)} on"
        if first == last:
            return self.day(first)
        is_in_month = (first.year, first.month) == (last.year, last.month)
        begin = str(first.day) if is_in_month else self.short(first)
        return f"D{self.offset(first)} to D{self.offset(last)} ({begin} to {self.short(last)})"

    def since(self, day: date) -> str:
        """Since when something is in use; ``from …`` where that is ahead."""
        said = "D0" if day == self._summary.day_zero else self.day(day)
        return f"{since_or_from(day, self._summary.today)} {said}"

    @property
    def slots(self) -> tuple[tuple[str, tuple[InUse, ...]], ...]:
        """The routine by slot; a slot without steps is left out."""
        routine = self._summary.routine
        by_slot = [(name, tuple(step for step in routine if step.slot == slot)) for slot, name in SLOT_NAMES.items()]
        return tuple((name, steps) for name, steps in by_slot if steps)

    def often(self, step: InUse) -> str:
        """How often a step is done: ``every other day``, ``if needed``."""
        said = [] if step.required else ["if needed"]
        said += [step.schedule] if step.required or step.schedule != "every day" else []
        said += [step.measure] if step.measure else []
        return ", ".join(said)

    def kind(self, step: InUse) -> str:
        """A step's kind in brackets, to stand after its name; empty where the name says it."""
        return "" if step.kind == "other" or step.kind in step.name.lower() else f" ({step.kind})"

    def went(self, step: StepTally) -> str:
        """How one step went: ``21 of 22 done, 1 not recorded``, ``if needed, done 3 times``."""
        said = [times(step)] if times(step) else []
        said += [counts(step.adherence)] if step.required or step.adherence.expected else []
        return ", ".join(said)

    def tally(self, step: InUse) -> StepTally | None:
        """How a step of the routine went; None for one that was on no day of the span so far."""
        return next((found for found in self._summary.steps if found.step_id == step.step_id), None)

    def has_begun(self, step: InUse) -> bool:
        """Whether a step of the routine was there by today."""
        return step.since <= self._summary.today

    @property
    def left(self) -> tuple[StepTally, ...]:
        """How the steps went that are no longer in the routine."""
        still = {step.step_id for step in self._summary.routine}
        return tuple(found for found in self._summary.steps if found.step_id not in still)

    def what_paused(self, some: Paused) -> str:
        """What was paused, and why."""
        return ": ".join(filter(None, (listed(some.steps) if some.steps else "everything", some.reason)))

    @property
    def weeks(self) -> tuple[Week, ...]:
        """The weeks that have begun; the first one where none has."""
        until = self._summary.recorded_until or self._summary.first
        return tuple(week for week in self._summary.weeks if week.begins <= until)

    @property
    def ahead(self) -> str:
        """The days of the span after the last week shown: ``61 days ahead, to D83 (22 Jan)``; empty for none."""
        days = (self._summary.last - self.weeks[-1].begins).days - 6
        return f"{days_in_words(days)} more ahead, to {self.day(self._summary.last)}." if days > 0 else ""

    def cell(self, some: CalendarCell) -> str:
        """One day of the calendar in words."""
        count = f", {some.done} of {some.due} done" if some.due and some.state != "ahead" else ""
        count += f", {some.skipped} skipped" if some.skipped and some.due else ""
        return f"{self.day(some.day)}: {STATES[some.state]}{count}"

    @property
    def legend(self) -> tuple[tuple[DayState, str, str], ...]:
        """The states that the calendar shows, each with its glyph and its name."""
        shown = {some.state for week in self.weeks for some in week.cells if some and some.state != "ahead"}
        return tuple((state, GLYPHS[state], STATES[state]) for state in GLYPHS if state in shown)


def counts(adherence: Adherence) -> str:
    """Adherence in words: ``30 of 35 done, 5 not recorded``."""
    done = f"{adherence.done} of {adherence.expected} done" if adherence.expected else "nothing expected"
    return ", ".join(filter(None, (done, rest(adherence))))


def rest(adherence: Adherence) -> str:
    """What was not done, in words: ``5 not recorded, 1 skipped``; empty for nothing."""
    said = [f"{adherence.open} not recorded"] if adherence.open else []
    said += [f"{adherence.skipped} skipped"] if adherence.skipped else []
    said += [f"{adherence.paused} paused"] if adherence.paused else []
    return ", ".join(said)


def ratio(adherence: Adherence) -> str:
    """Done of expected: ``30 of 35``; a dash where nothing was expected."""
    return f"{adherence.done} of {adherence.expected}" if adherence.expected else "–"


def times(step: StepTally) -> str:
    """What is said of a step that is done as needed: ``if needed, done 3 times``; empty for others."""
    if step.required and not step.as_needed:
        return ""
    return f"if needed, {done_times(step.as_needed)}"


def done_times(count: int) -> str:
    """How often something was done: ``done 3 times``."""
    return _TIMES.get(count, f"done {count} times")

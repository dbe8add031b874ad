"""The words in which every page tells about care: visits, treatments, sessions and events."""

from __future__ import annotations

from datetime import date, time
from functools import cached_property

from routine_tui.exporters.page.phrases import Phrases, done_times, ratio
from routine_tui.exporters.summary.care import CareSummary, Rest, Undergone
from routine_tui.exporters.summary.summary import Summary
from routine_tui.exporters.summary.tried import Tried
from routine_tui.model.day.course_days import NEVER_USED
from routine_tui.model.day.progress import Adherence
from routine_tui.model.recovery.procedure import Procedure, Session
from routine_tui.model.recovery.schedule import around_in_words
from routine_tui.model.recovery.visit import Question, Visit
from routine_tui.model.text import days_in_words, listed, long_day, short_day


class CarePhrases:
    """The sentences about care of one summary."""

    def __init__(self, summary: Summary, care: CareSummary) -> None:
        self.care = care
        self._days = Phrases(summary)
        self._summary = summary

    def day(self, day: date) -> str:
        """A day by its offset and its date, ``D22 (22 Nov)``; by its date alone where it lies outside the window."""
        within = self._summary.day_zero <= day <= self._summary.last_day
        return self._days.day(day) if within else short_day(day)

    def moment(self, day: date, at: time | None) -> str:
        """A day with the hour, where one was said: ``D22 (22 Nov), 10:30``."""
        return f"{self.day(day)}{_hour(at)}"

    # ------------------------------------------------------------------ visits and questions

    @property
    def next_day(self) -> str:
        """The day of the next visit in full: ``Tuesday 1 December 2026 (D31), 10:30``; empty where none is planned."""
        if not self.care.coming:
            return ""
        visit = self.care.coming[0]
        within = visit.day <= self._summary.last_day
        offset = f" (D{self._days.offset(visit.day)})" if within else ""
        return f"{long_day(visit.day)}{offset}{_hour(visit.at)}"

    @property
    def next_about(self) -> str:
        """With whom, where and why the next visit is; empty where none is planned, or nothing of it is told."""
        return self.about(self.care.coming[0]) if self.care.coming else ""

    @property
    def later(self) -> tuple[Visit, ...]:
        """The visits after the next one."""
        return self.care.coming[1:]

    def when(self, visit: Visit) -> str:
        """When a visit is or was."""
        return self.moment(visit.day, visit.at)

    def about(self, visit: Visit) -> str:
        """With whom, where and why: ``with Dr Kaya, Skin clinic: redness``; empty for nothing."""
        place = ", ".join(filter(None, (f"with {visit.who}" if visit.who else "", visit.where)))
        return ": ".join(filter(None, (place, visit.why)))

    def visit(self, visit: Visit) -> str:
        """All of it on one line: ``D12 (12 Nov), 10:30, with Dr Kaya, Skin clinic: redness``."""
        return ", ".join(filter(None, (self.when(visit), self.about(visit))))

    def asked(self, question: Question) -> str:
        """When a question came up."""
        return self.day(question.asked_on)

    # ------------------------------------------------------------------ treatments

    def source(self, one: Tried) -> str:
        """By whom and why it was set: ``set by Dr Kaya; dark marks``; empty for nothing."""
        return "; ".join(filter(None, (f"prescribed by {one.set_by}" if one.set_by else "", one.why)))

    def span(self, one: Tried) -> str:
        """From when to when it is or was."""
        if one.last is not None and one.last < one.first:
            return NEVER_USED
        if one.last is None:
            return f"{'from' if one.first > self._summary.today else 'since'} {self.day(one.first)}"
        if one.first == one.last:
            return self.day(one.first)
        if self._summary.day_zero <= one.first and one.last <= self._summary.last_day:
            return self._days.range(one.first, one.last)
        return f"{self.day(one.first)} to {self.day(one.last)}"

    def how(self, one: Tried) -> str:
        """How it is done: ``thin layer; morning and evening, every day for 24 weeks``."""
        often = [listed(one.slots) if one.required else "if needed"]
        often += [one.schedule] if one.schedule and (one.required or one.schedule != "every day") else []
        often += [one.measure] if one.measure else []
        return "; ".join(filter(None, (one.dose, ", ".join(filter(None, often)))))

    def done(self, one: Tried) -> str:
        """How much of it was done: ``30 of 36 done; 9.5 hours a day on average``; the routine tells what was not."""
        return "; ".join(filter(None, (self._count(one), self.worn(one))))

    def worn(self, one: Tried) -> str:
        """For how long it was worn: ``9.5 hours a day on average``; empty where that was never said.

        Over how many days is told where these are not all on which it was done.
        """
        if one.hours is None:
            return ""
        hours = f"{one.hours:.1f}".removesuffix(".0")
        over = f" over {days_in_words(one.hours_days)}" * (one.hours_days != one.adherence.done)
        often = "on one day" if one.hours_days == 1 else f"a day on average{over}"
        return f"{hours} {'hour' if hours == '1' else 'hours'} {often}"

    def effect(self, one: Tried) -> str:
        """What it did, and why it ended before its time."""
        if not one.ended_why:
            return one.effect
        return "; ".join(filter(None, (one.effect.removesuffix("."), f"ended: {one.ended_why}")))

    def reviews(self, one: Tried) -> str:
        """When it is looked at again: ``Check-up on D28 (28 Nov)``; empty for never. Those that were are no news."""
        ahead = [self.day(day) for day in one.reviews if day >= self._summary.today]
        return f"Check-up on {listed(ahead)}" if ahead else ""

    def _count(self, one: Tried) -> str:
        until = self._summary.recorded_until or self._summary.today
        if not one.schedule or (one.last is not None and one.last < one.first):
            return ""
        if one.first > until:
            return "yet to begin"
        times = "" if one.required and not one.times else f"if needed, {done_times(one.times)}"
        return ", ".join(filter(None, (times, _done(one.adherence) if one.required else "")))

    # ------------------------------------------------------------------ procedures

    def terms(self, one: Procedure) -> str:
        """What kind it is, by whom, where and why, and what was agreed on; empty for nothing."""
        return "; ".join(filter(None, (self.by_whom(one), self.agreed(one))))

    def by_whom(self, one: Procedure) -> str:
        """What kind it is, by whom, where and why: ``Dr Lind, Laser centre: redness``; empty for nothing."""
        kind = "" if one.kind == "other" or one.kind in one.label.lower() else one.kind
        place = ", ".join(filter(None, (one.who, one.where)))
        return "; ".join(filter(None, (kind, ": ".join(filter(None, (place, one.why))))))

    def agreed(self, one: Procedure) -> str:
        """What was agreed on: ``3 sessions agreed, 6 to 8 weeks apart``; empty for nothing."""
        count = f"{one.count} session{'' if one.count == 1 else 's'} agreed" if one.count else ""
        gap = _gap(one.gap_least, one.gap_most)
        return ", ".join(filter(None, (count, f"{gap} apart" if gap else "")))

    def first_day(self, one: Undergone) -> date | None:
        """The day of its first session; None where none has one."""
        return min((session.day for session in one.sessions if session.day), default=None)

    def told_of_sessions(self, one: Undergone) -> str:
        """What was written of its sessions, each with its day."""
        noted = ((session.day, session.note) for session in one.sessions if session.note)
        return "; ".join(f"{self.day(day)}: {note.removesuffix('.')}" if day else note for day, note in noted)

    def sitting(self, one: Session) -> str:
        """One session with how it stands: ``D20 (20 Nov), 10:00: done``."""
        if one.day is None:
            return "A session was cancelled"
        stands = "done" if one.done else "planned" if one.day >= self._summary.today else "planned, no notes"
        return f"{self.moment(one.day, one.at)}: {stands}"

    def rests(self, one: Rest) -> str:
        """What rests around each session, and what is used in its place."""
        instead = f", {one.instead} instead" if one.instead else ""
        return f"Paused {around_in_words(-one.before, one.days_after - 1)}: {one.what}{instead}"

    # ------------------------------------------------------------------ the calendar

    @property
    def events(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The days of the span on which something is, each with what is on it, and at what time."""
        return tuple((self.day(day), titles) for day, titles in self._by_day.items())

    def events_on(self, day: date) -> tuple[str, ...]:
        """What is on a day besides the steps."""
        return self._by_day.get(day, ())

    @cached_property
    def _by_day(self) -> dict[date, tuple[str, ...]]:
        found: dict[date, tuple[str, ...]] = {}
        for event in self.care.events:
            found[event.day] = (*found.get(event.day, ()), f"{event.title}{_hour(event.at)}")
        return found


def _done(adherence: Adherence) -> str:
    paused = f", {adherence.paused} paused" if adherence.paused else ""
    return f"{ratio(adherence)} done{paused}" if adherence.expected else f"nothing expected{paused}"


def _hour(at: time | None) -> str:
    return f", {at:%H:%M}" if at else ""


def _gap(least: int | None, most: int | None) -> str:
    """The days between two sessions in words, in weeks where both are whole: ``6 to 8 weeks``."""
    known = [days for days in (least, most) if days is not None]
    if not known:
        return ""
    by, unit = (7, "week") if all(days % 7 == 0 for days in known) else (1, "day")
    numbers = [str(days // by) for days in known]
    units = unit if numbers[-1] == "1" else f"{unit}s"
    if least is None or most is None:
        return f"{numbers[0]} {units} {'or more' if most is None else 'at most'}"
    return f"{numbers[0]} {units}" if least == most else f"{numbers[0]} to {numbers[1]} {units}"

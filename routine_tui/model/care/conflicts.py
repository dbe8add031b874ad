"""Where plans meet: two courses in one slot, a session in a pause, a gap too short. Said once, never blocked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, pairwise

from msgspec import Struct

from routine_tui.model.day.course_days import last_day_of, steps_of
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import SLOTS, StepVersion
from routine_tui.model.text import clipped, days_in_words, listed, short_day


class Conflict(Struct, frozen=True):
    """Two plans that meet."""

    of: tuple[str, ...]
    """What they are, by their ids and days: the same two are the same overlap, however they are named."""
    says: str
    """One sentence for the person."""


def conflicts(recovery: Recovery, today: date | None = None) -> tuple[Conflict, ...]:
    """Every place where plans meet, in one order."""
    return (
        *_same_slot(recovery, today),
        *_in_a_pause(recovery, today),
        *_gaps(recovery, today),
        *_beyond(recovery),
    )


def new_conflicts(before: Recovery, after: Recovery, today: date) -> Iterator[str]:
    """The sentences about places where plans meet that did not meet before."""
    same = before.care is after.care and before.pauses is after.pauses and before.routine is after.routine
    if same and before.last_day == after.last_day:
        return
    known = {one.of for one in conflicts(before)}
    for one in conflicts(after, today):
        if one.of not in known:
            yield one.says


def _same_slot(recovery: Recovery, today: date | None) -> Iterator[Conflict]:
    """Two courses that are due in one slot on the same days; what is as needed or worn for hours is not meant."""
    expected = {course.id: _expected(recovery, course) for course in recovery.care.courses}
    for one, other in combinations(recovery.care.courses, 2):
        for slot in SLOTS:
            both = expected[one.id].get(slot, frozenset()) & expected[other.id].get(slot, frozenset())
            if both:
                first, last = min(both), max(both)
                some = "" if len(both) > (last - first).days else f"on {len(both)} days "
                names = listed(sorted((clipped(one.label), clipped(other.label)), key=str.casefold))
                yield Conflict(
                    ("slot", slot, *sorted((one.id, other.id))),
                    f"{names} are both prescribed for the {slot}, {some}{_range(first, last, today)}: "
                    "if that isn't intended, ask who prescribed them.",
                )


def _expected(recovery: Recovery, course: Course) -> dict[str, frozenset[date]]:
    """The days of a course within the window, by slot."""
    found: dict[str, frozenset[date]] = {}
    for step in steps_of(recovery, course):
        for number, version in enumerate(step.versions):
            if version.ended or not version.required or version.hours:
                continue
            until = [following.valid_from for following in step.versions[number + 1 : number + 2]]
            days = _days(recovery, version, until[0] - timedelta(days=1) if until else recovery.last_day)
            found[version.slot] = found.get(version.slot, frozenset()) | days
    return found


def _days(recovery: Recovery, version: StepVersion, until: date) -> frozenset[date]:
    days = (day for day in version.schedule.days(recovery.last_day) if version.valid_from <= day <= until)
    return frozenset(day for day in days if recovery.care.is_around(day, version))


def _in_a_pause(recovery: Recovery, today: date | None) -> Iterator[Conflict]:
    labels = {one.id: one.label for one in recovery.care.procedures}
    dated = [
        *((one.id, one.day, f"{clipped(labels[one.procedure_id])} on {short_day(one.day, today)}")
          for one in recovery.care.sessions if one.day and one.procedure_id in labels and not one.done),
        *((one.id, one.day, f"The visit on {short_day(one.day, today)}")
          for one in recovery.care.visits if not one.called_off),
    ]  # fmt: skip
    for thing_id, day, what in dated:
        for pause in recovery.pauses:
            if not pause.step_ids and pause.first_day <= day and (pause.last_day is None or day <= pause.last_day):
                span = _range(pause.first_day, pause.last_day, today)
                yield Conflict(("pause", thing_id, pause.id), f"{what} falls within the pause {span}.")


def _gaps(recovery: Recovery, today: date | None) -> Iterator[Conflict]:
    for procedure in recovery.care.procedures:
        days = [(one.id, one.day) for one in recovery.care.sessions_of(procedure.id) if one.day is not None]
        for (one_id, one), (other_id, other) in pairwise(days):
            gap = (other - one).days
            if procedure.gap_least is not None and gap < procedure.gap_least:
                yield Conflict(
                    ("gap", *sorted((one_id, other_id))),
                    f"{clipped(procedure.label)}: from {short_day(one, today)} to {short_day(other, today)} it is "
                    f"{days_in_words(gap)}; at least {days_in_words(procedure.gap_least)} were agreed.",
                )


def _beyond(recovery: Recovery) -> Iterator[Conflict]:
    """Courses that go on after the window, where the calendar does not show them."""
    for course in recovery.care.courses:
        last = last_day_of(recovery, course)
        if last is not None and last > recovery.last_day:
            yield Conflict(
                ("beyond", course.id),
                f"{clipped(course.label)} goes on until {short_day(last)}, after the window, which ends on "
                f"{short_day(recovery.last_day)}: a longer window shows all of it.",
            )


def _range(first: date, last: date | None, today: date | None) -> str:
    if last is None:
        return f"from {short_day(first, today)} on"
    if first == last:
        return f"on {short_day(first, today)}"
    return f"from {short_day(first, today)} to {short_day(last, today)}"

"""The days of a course, which are those of its steps: its last day, its stages and breaks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from routine_tui.model.day.coming import last_day
from routine_tui.model.recovery.stages import read_stages, spans

if TYPE_CHECKING:
    from routine_tui.model.recovery.course import Course
    from routine_tui.model.recovery.diary import Mark
    from routine_tui.model.recovery.recovery import Recovery
    from routine_tui.model.recovery.routine import Step, StepVersion

NEVER_USED: Final = "ended before it started"
"""What is told of a course that was called off, or that was stopped on its first day and not used on it."""


def steps_of(recovery: Recovery, course: Course) -> tuple[Step, ...]:
    """The steps of a course that are there."""
    return tuple(step for step in recovery.routine.steps if step.id in course.step_ids)


def last_day_of(recovery: Recovery, course: Course) -> date | None:
    """The last day on which any of its steps belongs to the routine; None where it has no end.

    Of one without steps only that it was ended before its time says when.
    """
    ends = [last_day(step) for step in steps_of(recovery, course)]
    if not ends:
        return course.ended_on - timedelta(days=1) if course.ended_on else None
    return None if None in ends else max(one for one in ends if one is not None)


def last_used(recovery: Recovery, course: Course) -> date | None:
    """The last day of a course as it is told: that of its steps, or a later one on which one of them was done.

    Whoever used it and stops it the same day used it on that day.
    """
    last = last_day_of(recovery, course)
    if last is None:
        return None
    done = (
        day
        for day, one in recovery.days.items()
        if day > last and any(_is_done(one.marks.get(step_id)) for step_id in course.step_ids)
    )
    return max(done, default=last)


def _is_done(mark: Mark | None) -> bool:
    return mark is not None and mark.state == "done" and mark.counts


def is_over(recovery: Recovery, course: Course, day: date) -> bool:
    """Whether a course has ended by a day."""
    last = last_day_of(recovery, course)
    return last is not None and last < day


def courses_in_use(recovery: Recovery, day: date) -> tuple[Course, ...]:
    """The courses that have begun by a day and have not ended; one in a break goes on."""
    begun = (one for one in recovery.care.courses if one.first_day <= day)
    return tuple(one for one in begun if not is_over(recovery, one, day) and not (one.ended_on and one.ended_on <= day))


def version_of(recovery: Recovery, course: Course, day: date) -> StepVersion | None:
    """How the first of its steps is on a day, or when it begins; None where it has no step."""
    for step in steps_of(recovery, course):
        return step.on_or_first(day)
    return None


def phases_of(recovery: Recovery, course: Course) -> Iterator[tuple[date, date, str | None]]:
    """The stages and breaks of a course with their days, and what each stage is called; None for a break."""
    one = timedelta(days=1)
    before: tuple[date, date, str] | None = None
    for first, last, label, went_on in _stages_of(recovery, course):
        if before and went_on and (label, first) == (before[2], before[1] + one):
            before = before[0], last, label
            continue
        if before:
            yield before
            if first > before[1] + one:
                yield before[1] + one, first - one, None
        before = first, last, label
    if before:
        yield before


def _stages_of(recovery: Recovery, course: Course) -> Iterator[tuple[date, date, str, bool]]:
    """The stages of a course as they were true on their days: each version of its first step gives those of its own.

    The last value tells whether a stage had begun before the version did.
    """
    steps = steps_of(recovery, course)
    if not steps or not any(version.schedule.stages for version in steps[0].versions):
        return
    end = last_day_of(recovery, course) or recovery.last_day
    since = [date.min, *(version.valid_from for version in steps[0].versions[1:])]
    until = [*(day - timedelta(days=1) for day in since[1:]), end]
    for version, first, last in zip(steps[0].versions, since, until, strict=True):
        begins, ends = version.schedule.first_day, min(last, end, version.schedule.last_day or end)
        if version.schedule.stages and not version.ended:
            for span in spans(read_stages(version.schedule.stages), begins, ends):
                if span.last >= first:
                    yield max(span.first, first), span.last, span.stage.label, span.first < first
        elif not version.ended and max(begins, first) <= ends:
            yield max(begins, first), ends, "", begins < first

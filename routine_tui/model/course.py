"""Courses: what a clinician prescribed or set for some weeks. The steps of the routine are what is done of it.

A course holds what steps cannot: who set it, why, when it is reviewed, how it went. Its days are those of its steps.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from routine_tui.model.appointment import require_year
from routine_tui.model.errors import BadInput
from routine_tui.model.words import free_text, one_line

if TYPE_CHECKING:
    from routine_tui.model.recovery import Recovery
    from routine_tui.model.routine import Step, Version

LONGEST_REVIEW: Final = 1460
"""The most days from a course's first to a review."""
MOST_REVIEWS: Final = 40


class Course(Struct, frozen=True):
    """One course, as somebody set it."""

    id: str
    """Made once, so that copies of one recovery know it again."""
    label: str
    first_day: date
    step_ids: tuple[str, ...] = ()
    """The steps that it makes, one a slot."""
    set_by: str = ""
    """Who set it, and when: the program never does."""
    why: str = ""
    dose: str = ""
    """How much, as the label or the clinician has it."""
    reviews: tuple[int, ...] = ()
    """When it is looked at again, in days after the first."""
    effect: str = ""
    """What it did, in the person's own words."""
    ended_why: str = ""
    """Why it ended before its time."""
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse reviews and years out of range. Raises BadInput."""
        require_year(self.first_day)
        if len(self.reviews) > MOST_REVIEWS or any(not 0 <= one <= LONGEST_REVIEW for one in self.reviews):
            raise BadInput(f"A course has at most {MOST_REVIEWS} reviews, within {LONGEST_REVIEW // 7} weeks.")

    @property
    def review_days(self) -> tuple[date, ...]:
        """The days on which it is looked at again."""
        return tuple(self.first_day + timedelta(days=one) for one in sorted(set(self.reviews)))

    def cleaned(self) -> Course:
        """With its texts as they are kept. Raises BadInput where one is empty or too long."""
        return replace(
            self,
            label=one_line(self.label, "The name of the course"),
            set_by=one_line(self.set_by, "Who set it", required=False),
            why=one_line(self.why, "Why", required=False),
            dose=one_line(self.dose, "The dose", required=False),
            effect=free_text(self.effect, "The effect"),
            ended_why=one_line(self.ended_why, "Why it ended", required=False),
            note=free_text(self.note, "The note"),
        )


def steps_of(recovery: Recovery, course: Course) -> tuple[Step, ...]:
    """The steps of a course that are there."""
    return tuple(step for step in recovery.routine.steps if step.id in course.step_ids)


def last_day_of(recovery: Recovery, course: Course) -> date | None:
    """The last day on which any of its steps belongs to the routine; None where it has no end, or no step."""
    ends = [_end(step) for step in steps_of(recovery, course)]
    return None if not ends or None in ends else max(one for one in ends if one is not None)


def is_over(recovery: Recovery, course: Course, day: date) -> bool:
    """Whether a course has ended by a day."""
    last = last_day_of(recovery, course)
    return last is not None and last < day


def version_of(recovery: Recovery, course: Course, day: date) -> Version | None:
    """How the first of its steps is on a day, or when it begins; None where it has no step."""
    for step in steps_of(recovery, course):
        return step.on(day) or step.versions[0]
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
    from routine_tui.model.stages import read_stages, spans

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


def _end(step: Step) -> date | None:
    """The last day of a step: that of its schedule, or the one before it was ended."""
    end: date | None = None
    for version in step.versions:
        if not version.ended:
            end = version.schedule.last_day
        elif end is None or version.valid_from <= end:
            end = version.valid_from - timedelta(days=1)
    return end

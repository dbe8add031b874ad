"""Treatments as an export tells them: what was set, by whom and for how long, how much of it was done, what it did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from routine_tui.exporters.escapes import one_paragraph, trimmed, trimmed_lines
from routine_tui.exporters.summary.entries import StepOfDay, as_needed, tally
from routine_tui.model.day.course_days import last_used, steps_of
from routine_tui.model.day.often import measure
from routine_tui.model.day.progress import Adherence
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import SLOTS, Slot, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.recovery.stages import in_words, read_stages


class Tried(Struct, frozen=True):
    """One treatment: over, running, or yet to begin."""

    label: str
    product: str
    """Empty for none."""
    set_by: str
    why: str
    dose: str
    first: date
    last: date | None
    """The day before the first one for a treatment that ended before it began; None for no end."""
    slots: tuple[Slot, ...]
    schedule: str
    """In words: ``every day for 24 weeks``; empty where no step of it is there."""
    measure: str
    """How much was set, in words: ``12 hours a day``; empty for what is only done or not."""
    required: bool
    reviews: tuple[date, ...]
    """Days on which it is looked at again, none after its end."""
    adherence: Adherence
    """Of its steps, within the span."""
    times: int
    """How often it was done on days on which it was as needed."""
    hours: float | None
    """How many hours it was worn on average on the days on which that was said; None where it never was."""
    hours_days: int
    effect: str
    ended_why: str
    note: str


def tried(told: Recovery, course: Course, known: Sequence[StepOfDay], day: date) -> Tried:
    """A course as it is on a day, with what the entries of a span say of its steps."""
    own = [entry for entry in known if entry.step_id in course.step_ids]
    versions = [step.on_or_first(day) for step in steps_of(told, course)]
    running = [version for version in versions if not version.ended] or versions
    version = running[0] if running else None
    last = last_used(told, course)
    hours = _hours(own)
    return Tried(
        label=trimmed(course.label),
        product=trimmed(version.product) if version else "",
        set_by=trimmed(course.set_by),
        why=trimmed(course.why),
        dose=trimmed(course.dose),
        first=course.first_day,
        last=last,
        slots=tuple(slot for slot in SLOTS if any(one.slot == slot for one in running)),
        schedule=trimmed(_often(version)) if version else "",
        measure=measure(version) if version else "",
        required=version is None or version.required,
        reviews=tuple(one for one in course.review_days if last is None or (one - last).days <= 1),
        adherence=tally(own),
        times=as_needed(own),
        hours=sum(hours) / len(hours) if hours else None,
        hours_days=len(hours),
        effect=one_paragraph(course.effect).strip(),
        ended_why=trimmed(course.ended_why),
        note=trimmed_lines(course.note),
    )


def _often(version: StepVersion) -> str:
    """How often it is done, without its last day, which stands elsewhere."""
    schedule: Schedule = version.schedule
    if not schedule.stages:
        return replace(schedule, last_day=None).in_words()
    return in_words(read_stages(schedule.stages))


def _hours(own: Sequence[StepOfDay]) -> list[float]:
    """How many hours it was worn on each day on which that was said, its slots together."""
    found: dict[date, float] = {}
    for entry in own:
        if entry.hours is not None:
            found[entry.day] = found.get(entry.day, 0.0) + entry.hours
    return list(found.values())

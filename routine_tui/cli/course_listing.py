"""What courses look like on the command line: in words, and as JSON."""

from __future__ import annotations

from datetime import date

from routine_tui.cli.session import CliSession, print_json
from routine_tui.model.day.course_days import NEVER_USED, is_over, last_day_of, last_used, phases_of, steps_of
from routine_tui.model.day.often import often_words
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import SLOTS, StepVersion
from routine_tui.model.text import clipped, listed, short_day


def courses_in_order(recovery: Recovery) -> list[Course]:
    """The courses as they are listed: by their first day, then by name."""
    return sorted(recovery.care.courses, key=lambda one: (one.first_day, one.label.casefold(), one.id))


def show_courses(session: CliSession, as_json: bool) -> None:
    """Print every course, by its first day. Raises NoRecovery."""
    recovery, today = session.recovery, session.planner.today()
    courses = list(enumerate(courses_in_order(recovery), 1))
    if as_json:
        rows = [_as_json(recovery, number, one, today) for number, one in courses]
        print_json({"recovery": recovery.name, "day": today.isoformat(), "courses": rows})
        return
    session.say_head(recovery, "courses")
    if not courses:
        session.say("No treatments yet: add one with routine-tui course add.")
    for number, course in courses:
        over = is_over(recovery, course, today)
        session.say_numbered(number, course_lines(recovery, course, today), dim=over)


def course_lines(recovery: Recovery, course: Course, today: date) -> list[str]:
    """A course in a few lines: what and how often, then who set it, its reviews, what it did."""
    lines = [course_words(recovery, course, today)]
    said = [f"prescribed by {clipped(course.set_by)}"] if course.set_by else []
    said += [clipped(text) for text in (course.dose, course.why) if text]
    coming = [short_day(day, today) for day in course.review_days if day >= today]
    said += [f"check-up on {listed(coming)}"] if coming else []
    last = last_used(recovery, course)
    if is_over(recovery, course, today) and last is not None:
        said.append(f"ended {short_day(last)}" if last >= course.first_day else NEVER_USED)
    lines += ["; ".join(said)] if said else []
    lines += [f"{label}: {clipped(text, 400)}" for label, text in (("Ended", course.ended_why),
              ("Effect", course.effect), ("Note", course.note)) if text]  # fmt: skip
    return lines


def course_words(recovery: Recovery, course: Course, today: date) -> str:
    """What it is, and how often: ``Azelaic acid, morning and evening, every day until 8 May``."""
    version = _version(recovery, course, today)
    often = clipped(often_words(version, today), 400) if version else ""
    return ", ".join(filter(None, (clipped(course.label), _slots(recovery, course, today), often)))


def _version(recovery: Recovery, course: Course, today: date) -> StepVersion | None:
    steps = steps_of(recovery, course)
    versions = [step.on_or_first(today) for step in steps]
    return next((one for one in versions if not one.ended), versions[0] if versions else None)


def _slots(recovery: Recovery, course: Course, today: date) -> str:
    versions = [step.on_or_first(today) for step in steps_of(recovery, course)]
    running = [one for one in versions if not one.ended] or versions
    return listed([slot for slot in SLOTS if any(one.slot == slot for one in running)])


def _as_json(recovery: Recovery, number: int, course: Course, today: date) -> object:
    version, last = _version(recovery, course, today), last_day_of(recovery, course)
    return {
        "number": number,
        "id": course.id,
        "name": course.label,
        "from": course.first_day.isoformat(),
        "until": last.isoformat() if last else None,
        "slots": [slot for slot in SLOTS if slot in _slots(recovery, course, today)],
        "every": version.schedule.as_typed() if version else None,
        "schedule": version.schedule.in_words() if version else None,
        "required": version.required if version else None,
        "hours": version.hours or None if version else None,
        "most_per_day": version.most_per_day or None if version else None,
        "reviews": [day.isoformat() for day in course.review_days],
        "stages": [
            {"from": first.isoformat(), "until": until.isoformat(), "name": name or None, "break": name is None}
            for first, until, name in phases_of(recovery, course)
        ],
        "steps": list(course.step_ids),
        "set_by": course.set_by or None,
        "why": course.why or None,
        "dose": course.dose or None,
        "effect": course.effect or None,
        "ended_why": course.ended_why or None,
        "note": course.note or None,
        "over": is_over(recovery, course, today),
    }

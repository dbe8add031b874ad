"""What all that is planned, and what is told once, looks like on the command line: in words, and as JSON."""

from __future__ import annotations

import textwrap
from datetime import date
from typing import Final

from routine_tui.cli.course_listing import course_words, courses_in_order
from routine_tui.cli.day_events import event_as_json
from routine_tui.cli.procedure_listing import coming_words
from routine_tui.cli.session import CliSession, columns, print_json
from routine_tui.cli.visit_listing import items_to_bring
from routine_tui.facts.care import field_groups, fields, fields_of
from routine_tui.model.care.care_text import event_words, span_words, when_words
from routine_tui.model.care.events import CareEvent, events
from routine_tui.model.care.visit_checklist import held, ready_words
from routine_tui.model.day.course_days import is_over, last_day_of
from routine_tui.model.recovery.background import BackgroundField
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.diary import Pause
from routine_tui.model.recovery.procedure import Procedure
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.visit import next_visit
from routine_tui.model.text import clipped, listed, short_day, weekday_day

WIDTH: Final = 80
COLUMN: Final = 40
"""How wide what is told stands beside its field."""
MOST_EVENTS: Final = 8
"""How many of the coming events the overview shows."""


def show_care(session: CliSession, as_json: bool) -> None:
    """Print the overview. Raises NoRecovery."""
    recovery, today = session.recovery, session.planner.today()
    coming = [one for one in events(recovery, today) if one.day >= today]
    if as_json:
        _print_as_json(session, recovery, today, coming)
        return
    session.say_head(recovery, "care")
    visit = next_visit(recovery.care.visits, today)
    if visit is None:
        _say(session, "Next visit: none planned. Add one with routine-tui visit add.")
    else:
        who = f", {clipped(visit.title)}" if visit.title != "Visit" else ""
        ready = ready_words(items_to_bring(session, visit))
        _say(session, f"Next visit: {when_words(visit.day, visit.at, today)}{who}{session.dot}{ready}")
    _section(session, "Questions", [clipped(one.text) for one in recovery.care.questions if one.is_open])
    running = [one for one in courses_in_order(recovery) if not is_over(recovery, one, today)]
    _section(session, "Treatments", [_course(recovery, one, today) for one in running])
    _section(session, "Procedures", [_procedure(recovery, one, today) for one in recovery.care.procedures])
    _section(session, "Pauses", [_pause(recovery, one, today) for one in recovery.pauses])
    rows = [f"{weekday_day(one.day, today)}  {event_words(one)}" for one in coming[:MOST_EVENTS]]
    more = [f"and {len(coming) - MOST_EVENTS} more"] if len(coming) > MOST_EVENTS else []
    _section(session, "Coming up", rows + more)
    _section(
        session, "Your history", [f"{label}: {told} of {count}" for label, told, count in _counts(session, recovery)]
    )


def show_background(session: CliSession, as_json: bool) -> None:
    """Print what is told once, by group. Raises NoRecovery."""
    recovery = session.recovery
    known = {one.id: one for one in recovery.care.background}
    if as_json:
        listed_fields = [
            {
                "field": one.id,
                "group": one.group,
                "label": one.label,
                "text": known[one.id].text if one.id in known else None,
                "private": known[one.id].private if one.id in known else one.private,
                "state": (known[one.id].state or None) if one.id in known else None,
                "since": since.isoformat() if one.id in known and (since := known[one.id].since) else None,
            }
            for one in fields()
        ]
        print_json({"recovery": recovery.name, "fields": listed_fields})
        return
    session.say_head(recovery, "your history")
    calm = session.planner.skin.calm()
    for group in field_groups():
        session.say()
        session.say(session.paint(group.label, bold=True))
        rows: list[tuple[str, ...]] = []
        for one in fields():
            if one.group == group.id:
                hidden = known[one.id].private if one.id in known else one.private
                first, *more = textwrap.wrap(held(recovery, one, calm), COLUMN) or [session.glyphs.open]
                private = session.paint(" (private)", dim=True) if hidden else ""
                rows += [(f"  {one.label}", one.id, first + private), *(("", "", line) for line in more)]
        for line in columns(rows):
            session.say(line)


def _print_as_json(session: CliSession, recovery: Recovery, today: date, coming: list[CareEvent]) -> None:
    visit = next_visit(recovery.care.visits, today)
    items = items_to_bring(session, visit)
    print_json(
        {
            "recovery": recovery.name,
            "day": today.isoformat(),
            "next_visit": None
            if visit is None
            else {
                "id": visit.id,
                "day": visit.day.isoformat(),
                "time": f"{visit.at:%H:%M}" if visit.at else None,
                "with": visit.who or None,
                "ready": sum(item.is_ready for item in items),
                "to_bring": len(items),
            },
            "questions": [one.text for one in recovery.care.questions if one.is_open],
            "courses": [
                {
                    "id": one.id,
                    "name": one.label,
                    "until": last.isoformat() if (last := last_day_of(recovery, one)) else None,
                    "next_review": next((day.isoformat() for day in one.review_days if day >= today), None),
                    "over": is_over(recovery, one, today),
                }
                for one in courses_in_order(recovery)
            ],
            "procedures": [{"id": one.id, "name": one.label} for one in recovery.care.procedures],
            "pauses": [
                {
                    "id": one.id,
                    "from": one.first_day.isoformat(),
                    "until": one.last_day.isoformat() if one.last_day else None,
                    "steps": list(one.step_ids),
                    "reason": one.reason or None,
                }
                for one in recovery.pauses
            ],
            "events": [event_as_json(one) | {"day": one.day.isoformat()} for one in coming],
            "told": {label: [told, count] for label, told, count in _counts(session, recovery)},
        }
    )


def _course(recovery: Recovery, course: Course, today: date) -> str:
    """A course on one line: what and how often, and when it is looked at again."""
    review = next((f", check-up on {short_day(day, today)}" for day in course.review_days if day >= today), "")
    return course_words(recovery, course, today) + review


def _procedure(recovery: Recovery, procedure: Procedure, today: date) -> str:
    """A procedure on one line: what was done of it, and what comes."""
    held_days = [one for one in recovery.care.sessions_of(procedure.id) if one.day is not None]
    done = sum(one.done for one in held_days)
    said = [f"{done} of {max(procedure.count or 0, len(held_days))} done"] if held_days or procedure.count else []
    ahead = [one for one in held_days if one.day is not None and one.day >= today and not one.done]
    if ahead and ahead[0].day is not None:
        said.append(f"next {when_words(ahead[0].day, ahead[0].at, today)}")
    elif words := coming_words(recovery, procedure, today):
        said.append(words)
    return ", ".join([clipped(procedure.label), *said])


def _pause(recovery: Recovery, pause: Pause, today: date) -> str:
    names = [
        clipped(step.on_or_first(pause.first_day).name) for step in recovery.routine.steps if step.id in pause.step_ids
    ]
    reason = f": {clipped(pause.reason, 200)}" if pause.reason else ""
    return f"{span_words(pause.first_day, pause.last_day, today)}, {listed(names) or 'every step'}{reason}"


def _counts(session: CliSession, recovery: Recovery) -> list[tuple[str, int, int]]:
    """Of each group of fields how many are told, and how many there are."""
    calm = session.planner.skin.calm()

    def is_told(one: BackgroundField) -> bool:
        return calm.is_met if one.holds == "calm" and not held(recovery, one) else bool(held(recovery, one))

    return [(group.label, sum(map(is_told, fields_of(group.id))), len(fields_of(group.id))) for group in field_groups()]


def _section(session: CliSession, heading: str, lines: list[str]) -> None:
    if not lines:
        return
    session.say()
    session.say(session.paint(heading, bold=True))
    for line in lines:
        _say(session, line, "  ")


def _say(session: CliSession, text: str, indent: str = "") -> None:
    for line in textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  "):
        session.say(line)

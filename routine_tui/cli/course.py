"""Commands about courses: what a clinician set for some weeks, taken into the routine, changed from a day on, ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final, TypeVar

import click

from routine_tui.cli.course_listing import courses_in_order, show_courses
from routine_tui.cli.picking import (
    DATE,
    KIND,
    RULE,
    SLOT,
    Candidate,
    Kind,
    completed_from,
    pass_session,
    pick,
)
from routine_tui.cli.schedules import Typed, changed_schedule, moved_schedule, new_schedule
from routine_tui.cli.session import CliSession
from routine_tui.model.by_id import by_id, newcomer
from routine_tui.model.care.lengths import read_reviews
from routine_tui.model.day.course_days import steps_of
from routine_tui.model.day.often import often_words
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import SLOTS
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.text import clipped, listed
from routine_tui.planner.courses import CourseChange, Regimen

LISTED_BY: Final = "routine-tui course"
Command = TypeVar("Command", bound=Callable[..., Any])
COURSE = completed_from(lambda recovery: [(one.label, one.set_by) for one in recovery.care.courses])
PROCEDURE = completed_from(lambda recovery: [(one.label, one.kind) for one in recovery.care.procedures])
_STEPS: Final = ("product", "cue", "instructions", "kind", "hours")
"""Options that are fields of the steps of a course."""
_ABOUT: Final = ("set_by", "why", "dose", "effect", "note")
"""Options that are fields of the course itself."""
_EVERY: Final = 'How often [day], or in stages: "2 days for 2 weeks, then day".'


def _fields(command: Command) -> Command:
    """The options that adding and editing share."""
    for option in reversed(
        (
            click.option("--slot", "slots", type=SLOT, multiple=True, help="The time of day; can be repeated."),
            click.option("--every", "rule", type=RULE, metavar="RULE", help=_EVERY),
            click.option("--from", "first", type=DATE, metavar="DATE", help="The first day [today]."),
            click.option("--until", "last", type=DATE, metavar="DATE", help='Until this day, included; "never".'),
            click.option("--for", "length", metavar="LENGTH", help='For how long, e.g. "24 weeks" or "10 days".'),
            click.option("--break", "gap", metavar="LENGTH", help="A break before it starts again."),
            click.option("--times", type=int, metavar="N", help="How many times in all [2 with a break]."),
            click.option("--reviews", metavar="WEEKS", help='Check-ups, in weeks: "4,8,16"; 10d means days.'),
            click.option("--by", "set_by", metavar="TEXT", help="Who prescribed it."),
            click.option("--why", metavar="TEXT", help="What it is for."),
            click.option("--dose", metavar="TEXT", help="The dose."),
            click.option("--product", metavar="TEXT", help="The product."),
            click.option("--cue", metavar="TEXT", help='When: "after I wash".'),
            click.option("--instructions", metavar="TEXT", help="Instructions."),
            click.option("--kind", type=KIND, help="The type of its steps [prescription]."),
            click.option(
                "--as-needed/--required", "as_needed", default=None, help=("Only if needed, or due on its days.")
            ),
            click.option(
                "--most", type=click.IntRange(0, 24), metavar="N", help="At most this many times a day, if needed."
            ),
            click.option(
                "--hours", metavar="TEXT", help='Worn for hours: "12", "12, from 2, 2 more a day, at most 23".'
            ),
            click.option(
                "--around",
                metavar="PROCEDURE",
                type=PROCEDURE,
                help="Only around the sessions of this procedure, with --days.",
            ),
            click.option("--days", metavar="A..B", help="From A days after a session (before, if negative) to B."),
            click.option("--note", metavar="TEXT", help="A note of your own."),
        )
    ):
        command = option(command)
    return command


@click.group("course", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@click.pass_context
def course_command(ctx: click.Context, as_json: bool) -> None:
    """Show or change treatments that a clinician prescribed. A treatment adds its steps to the routine and stops on
    time.

    RULE is as in `routine-tui steps`, or stages, one after another: "3 nights for 2 weeks, 2 nights for 2 weeks,
    nightly for 8 weeks", or with names "strong: day for 7 days; mild: day for 7 days".
    """
    if ctx.invoked_subcommand is not None:
        return
    session = ctx.find_object(CliSession)
    assert session is not None
    show_courses(session, as_json)


@course_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_session
def list_command(session: CliSession, as_json: bool) -> None:
    """Show the treatments."""
    show_courses(session, as_json)


@course_command.command("add")
@click.argument("name")
@_fields
@pass_session
def add_command(session: CliSession, /, name: str, **typed: Any) -> None:
    """Add a treatment that a clinician prescribed.

    RULE may be stages, one after another: "3 nights for 2 weeks, 2 nights for 2 weeks, nightly for 8 weeks", or with
    names: "strong: day for 7 days; mild: day for 7 days".

    \b
    Examples:
      routine-tui course add "Azelaic acid" --slot morning --slot evening \\
        --for "24 weeks" --reviews 4,8,16,24 --by "Dr Kaya"
      routine-tui course add Hydroquinone --slot evening --for "12 weeks" \\
        --break "8 weeks" --reviews 4,8
      routine-tui course add "Silicone sheet" --slot day --for "12 weeks" \\
        --hours "12, from 2, 2 more a day, at most 23"
      routine-tui course add Aciclovir --slot morning --slot evening \\
        --around peel --days -2..10
      routine-tui course add Antihistamine --slot evening --as-needed --most 1
    """
    recovery = session.recovery
    first = session.planned_day(typed["first"], max(session.planner.today(), recovery.day_zero))
    if not typed["slots"]:
        raise click.UsageError("Add the time of day: --slot morning, --slot day or --slot evening.")
    course = Course("", name, first, reviews=_reviews(typed["reviews"]), **_given(typed, _ABOUT))
    as_needed = bool(typed["most"]) if typed["as_needed"] is None else typed["as_needed"]
    regimen = Regimen(
        new_schedule(session, Typed.of(typed), first),
        tuple(typed["slots"]),
        required=not as_needed,
        most_per_day=typed["most"] or 0,
        **_given(typed, _STEPS),
    )
    after = session.planner.courses.add(course, regimen)
    added = newcomer(recovery.care.courses, after.care.courses)
    session.say(f"Added: {_told(session, after, added)}.")


@course_command.command("edit")
@click.argument("course", type=COURSE)
@click.option("--name", metavar="TEXT", help="A new name.")
@click.option("--effect", metavar="TEXT", help="The effect, in your own words.")
@_fields
@pass_session
def edit_command(session: CliSession, /, course: str, name: str | None, **typed: Any) -> None:
    """Edit a treatment from a date on (today, or --from); earlier days stay as they were.

    COURSE is the number that `routine-tui course` shows, or part of its name. An empty text clears a field. A new
    --every keeps the last day, and --for counts from the day of the change. --from moves a treatment that hasn't
    started.

    \b
    Examples:
      routine-tui course edit azelaic --every "2 days"
      routine-tui course edit azelaic --until 2027-03-01 --reviews 4,8,12
      routine-tui course edit azelaic --effect "Marks lighter after six weeks."
    """
    found = _named(session, course)
    day = _change_day(session, found, typed["first"])
    change = _change(session, found, day, name, typed)
    if change == CourseChange():
        raise click.UsageError("Nothing to change: use --every, --for, --slot, --reviews, --effect or another option.")
    valid_from = min(day, found.first_day) if "first_day" in change.about else day
    after = session.planner.courses.edit(found.id, valid_from, change)
    session.say(f"Saved: {_told(session, after, by_id(after.care.courses, found.id, 'course'))}.")


@course_command.command("end")
@click.argument("course", type=COURSE)
@click.option("--on", "on", type=DATE, metavar="DATE", help="The first day without it [today].")
@click.option("--reason", metavar="TEXT", default="", help="Why it stops early.")
@pass_session
def end_command(session: CliSession, course: str, on: str | None, reason: str) -> None:
    """Stop a treatment early, from a date on. What was recorded stays."""
    found = _named(session, course)
    day = session.planned_day(on)
    session.planner.courses.end(found.id, day, reason)
    session.say(f"Stopped: {clipped(found.label)} is not due from {session.relative(day)}.")


# ---------------------------------------------------------------------- what was typed


def _change_day(session: CliSession, course: Course, typed: str | None) -> date:
    """The day from which a change is valid: today, or the first of a course that is yet to begin. Raises BadInput."""
    today = session.planner.today()
    day = session.planned_day(typed, max(today, session.recovery.day_zero, course.first_day))
    if day < course.first_day <= today:
        raise BadInput(f"It started on {course.first_day}: choose that day or a later one for the change.")
    return day


def _change(session: CliSession, course: Course, day: date, name: str | None, typed: dict[str, Any]) -> CourseChange:
    """What is to be different from a day on. Raises BadInput."""
    about, steps = _given(typed, _ABOUT), _given(typed, _STEPS)
    if name is not None:
        about["label"] = name
    if typed["reviews"] is not None:
        about["reviews"] = _reviews(typed["reviews"])
    if typed["as_needed"] is not None:
        steps["required"] = not typed["as_needed"]
    if typed["most"] is not None:
        steps["most_per_day"] = typed["most"]
    slots = tuple(typed["slots"]) or None
    known = [step.on_or_first(day) for step in steps_of(session.recovery, course)]
    running = [version for version in known if not version.ended]
    if slots and not running:
        about["ended_why"] = ""
    schedule = _changed_days(session, course, day, typed, (running or known)[0].schedule) if known else None
    if schedule is not None:
        if not running and slots is None:
            raise BadInput(f"{clipped(course.label)} has stopped: undo that, or add --slot to restart it.")
        steps["schedule"] = schedule
        if schedule.first_day == day and typed["first"] is not None and course.first_day > session.planner.today():
            about["first_day"] = day
    return CourseChange(about, steps, slots)


def _changed_days(
    session: CliSession, course: Course, day: date, typed: dict[str, Any], old: Schedule
) -> Schedule | None:
    """The schedule from a day on; None where it stays as it is. Raises BadInput."""
    words = Typed.of(typed)
    ahead = course.first_day > session.planner.today()
    if not (ahead and typed["first"] is not None and day != course.first_day):
        return changed_schedule(session, words, old, day)
    moved = moved_schedule(old, day)
    return changed_schedule(session, words, moved, day) or moved


def _reviews(text: str | None) -> tuple[int, ...]:
    return read_reviews(text or "")


def _given(typed: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: typed[name] for name in names if typed.get(name) is not None}


# ---------------------------------------------------------------------- which one, and how it is told


def _named(session: CliSession, word: str) -> Course:
    known = courses_in_order(session.recovery)
    candidates = [
        Candidate(number, one, f"{one.label} {one.set_by}".strip(), (one.id, f"{one.label} {one.set_by}", one.label))
        for number, one in enumerate(known, 1)
    ]
    return pick(word, candidates, Kind("course", LISTED_BY))


def _told(session: CliSession, recovery: Recovery, course: Course) -> str:
    """A course in a sentence: ``Azelaic acid (morning and evening), every day until 8 May, from today``."""
    versions = [step.latest for step in steps_of(recovery, course) if not step.latest.ended]
    if not versions:
        return clipped(course.label)
    slots = listed([slot for slot in SLOTS if any(version.slot == slot for version in versions)])
    often = clipped(often_words(versions[0], session.planner.today()), 400)
    return f"{clipped(course.label)} ({slots}), {often}, from {session.relative(course.first_day)}"

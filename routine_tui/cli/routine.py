"""Commands about the routine: its steps as they are, added, edited, ended and resumed from a day on."""

from __future__ import annotations

from datetime import date
from typing import Any

import click
from msgspec.structs import replace

from routine_tui.cli.picking import (
    DATE,
    KIND,
    RULE,
    SLOT,
    STEP_OF_ROUTINE,
    Named,
    add_list,
    find_step,
    pass_session,
    session_of,
)
from routine_tui.cli.routine_listing import Row, rows_of, show_routine
from routine_tui.cli.session import CliSession
from routine_tui.model.by_id import newcomer
from routine_tui.model.day.coming import stopped_from
from routine_tui.model.day.often import often_words
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.routine import Step, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.text import clipped

SHOWN_BY = "routine-tui steps"


@click.group("steps", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@click.pass_context
def steps_command(ctx: click.Context, as_json: bool) -> None:
    """Show or change the routine.

    A change applies from a date on, today by default; earlier days stay as they were.
    """
    if ctx.invoked_subcommand is None:
        show_routine(session_of(ctx), as_json)


add_list(steps_command, show_routine, "Show the routine.")


@steps_command.command("add")
@click.argument("name")
@click.option("--slot", type=SLOT, required=True, help="The time of day.")
@click.option("--kind", type=KIND, default="other", show_default=True, help="What it is.")
@click.option("--every", "rule", type=RULE, metavar="RULE", default="day", help='How often [day], e.g. "2 days".')
@click.option("--from", "first", type=DATE, metavar="DATE", help="The first day [today].")
@click.option("--until", "last", type=DATE, metavar="DATE", help="The last day.")
@click.option("--product", metavar="TEXT", default="", help="Which one you use.")
@click.option("--cue", metavar="TEXT", default="", help='When: "after I brush my teeth".')
@click.option("--as-needed", is_flag=True, help="Only if needed; tick it when it was done.")
@pass_session
def add_command(
    session: CliSession,
    name: str,
    slot: Any,
    kind: Any,
    rule: str,
    first: str | None,
    last: str | None,
    product: str,
    cue: str,
    as_needed: bool,
) -> None:
    """Add a step, last in its time of day.

    RULE is day, "2 days", mon,thu, "3 on 2 off", or an RFC 5545 rule like "FREQ=WEEKLY;BYDAY=MO", whose DTSTART
    and UNTIL win over --from and --until. It counts from --from. Stages follow one another: "3 days for 2 weeks, day".

    \b
    Examples:
      routine-tui steps add "Vitamin C serum" --slot morning --every mon,thu
      routine-tui steps add "Barrier cream" --slot evening --kind moisturiser \\
        --every "2 days" --until 2026-12-31 --cue "before bed"
    """
    first_day = _from_day(session, first)
    schedule = Schedule.from_words(rule, first_day, _until_day(session, last, first_day))
    version = StepVersion(
        first_day, slot, kind, name, schedule, required=not as_needed, product=product, cue=cue
    )  # fmt: skip
    before = session.recovery.routine.steps
    after = session.planner.routine.add(version).routine.steps
    _tell("Added", session, newcomer(before, after), first_day)


@steps_command.command("edit")
@click.argument("step", type=STEP_OF_ROUTINE)
@click.option("--name", metavar="TEXT", help="A new name.")
@click.option("--slot", type=SLOT, help="A new time of day.")
@click.option("--kind", type=KIND, help="What it is.")
@click.option("--every", "rule", type=RULE, metavar="RULE", help="How often; counts from --from.")
@click.option("--from", "first", type=DATE, metavar="DATE", help="The day from which the change applies [today].")
@click.option("--until", "last", type=DATE, metavar="DATE", help='The last day; "never" for no end.')
@click.option("--product", metavar="TEXT", help='Which one you use; "" for none.')
@click.option("--cue", metavar="TEXT", help='When; "" for none.')
@click.option("--as-needed/--required", "as_needed", default=None, help="Only if needed, or due on its days.")
@pass_session
def edit_command(
    session: CliSession,
    /,
    step: str,
    rule: str | None,
    first: str | None,
    last: str | None,
    as_needed: bool | None,
    **fields: str | None,
) -> None:
    """Edit a step from a date on; earlier days stay as they were.

    STEP is the number that `routine-tui steps` shows, the id, or words of its time of day and name.

    \b
    Examples:
      routine-tui steps edit 3 --product "Zinc 30 tinted"
      routine-tui steps edit "evening moisturiser" --every "3 on 2 off" --from tomorrow
      routine-tui steps edit 4 --until never
    """
    changes: dict[str, Any] = {name: value for name, value in fields.items() if value is not None}
    if as_needed is not None:
        changes["required"] = not as_needed
    if not changes and rule is None and last is None:
        raise click.UsageError("Nothing to change: use --name, --slot, --kind, --every, --until, --product or --cue.")
    found = _current(session, step)
    day = _from_day(session, first)
    coming = found.coming(day)
    if first is None and coming is not None:
        day = max(day, coming.valid_from)  # between two spans the coming one is meant
    if rule is not None or last is not None:
        old = found.on_or_first(day).schedule
        schedule = _changed_schedule(session, old, day, rule, last)
        changes |= {"schedule": schedule} if rule is not None else {"last_day": schedule.last_day}
    recovery = session.planner.routine.edit(found.id, day, **changes)
    _tell("Changed", session, recovery.routine.step(found.id), day)


@steps_command.command("end")
@click.argument("step", type=STEP_OF_ROUTINE)
@click.option("--on", "on", type=DATE, metavar="DATE", help="The first day without it [today].")
@pass_session
def end_command(session: CliSession, step: str, on: str | None) -> None:
    """Stop a step from a date on. What was recorded stays.

    \b
    Example:
      routine-tui steps end "sunscreen top-up" --on monday
    """
    found = _current(session, step)
    day = _from_day(session, on)
    version = found.on_or_first(day)
    if (stopped := stopped_from(found, day)) is not None and stopped <= day:
        named = f"{clipped(version.name)} ({version.slot})"
        raise BadInput(f"{named} is not due from {session.relative(stopped)} anyway: name an earlier day.")
    session.planner.routine.end(found.id, day)
    session.say(f"Stopped: {clipped(version.name)} ({version.slot}) is not due from {session.relative(day)}.")


@steps_command.command("resume")
@click.argument("step", type=STEP_OF_ROUTINE)
@click.option("--on", "on", type=DATE, metavar="DATE", help="The first day [today].")
@pass_session
def resume_step_command(session: CliSession, step: str, on: str | None) -> None:
    """Restart a stopped step from a date on, or keep one that was to stop later."""
    current, ended = rows_of(session)
    day = _from_day(session, on)
    stopped = [row for row in current if stopped_from(row[1], day) is not None] + ended
    if not stopped:
        raise BadInput("No step has been stopped, so there is none to restart.")
    named = find_step(step, [_named(row) for row in stopped], SHOWN_BY)
    recovery = session.planner.routine.bring_back(named.step_id, day)
    _tell("Resumed", session, recovery.routine.step(named.step_id), day)


# ---------------------------------------------------------------------- what the commands share


def current_steps(session: CliSession) -> list[Named]:
    """The steps of the routine as they can be called for. Raises NoRecovery."""
    return [_named(row) for row in rows_of(session)[0]]


def _named(row: Row) -> Named:
    number, step, version = row
    return Named(number, step.id, version.slot, version.name)


def _current(session: CliSession, word: str) -> Step:
    return session.recovery.routine.step(find_step(word, current_steps(session), SHOWN_BY).step_id)


def _from_day(session: CliSession, text: str | None) -> date:
    """The day from which a change is valid: today, or day zero where that is still to come. Raises OutsideWindow."""
    recovery = session.recovery
    day = session.planned_day(text, max(session.planner.today(), recovery.day_zero))
    recovery.require(day)
    return day


def _until_day(session: CliSession, text: str | None, first: date) -> date | None:
    return None if text is None else session.planned_day(text, after=first)


def _changed_schedule(session: CliSession, old: Schedule, day: date, rule: str | None, last: str | None) -> Schedule:
    """A schedule with another rule, another last day, or both. Raises BadInput."""
    unending = last is not None and last.strip().lower() == "never"
    last_day = old.last_day if last is None else None if unending else _until_day(session, last, day)
    if last_day is not None and last_day < day:
        if last is None:
            raise BadInput(f"Its last day is {last_day}: add --until with another, or “never” for no end.")
        raise BadInput(f"The last day, {last_day}, is before {day}, the day of the change: swap them.")
    return replace(old, last_day=last_day) if rule is None else Schedule.from_words(rule, day, last_day)


def _tell(what: str, session: CliSession, step: Step, day: date) -> None:
    version = step.on(day) or step.latest
    often = clipped(often_words(version, session.planner.today()), 400)
    stopped = stopped_from(step, day)
    session.say(
        f"{what}: {clipped(version.name)} ({version.slot}), {often}, "
        f"from {session.relative(max(day, version.schedule.first_day))}."
        + (f" It is still not due from {session.relative(stopped)}." if stopped else "")
    )

"""Commands about procedures: a laser, a peel and the like, with sessions that are planned, moved, done, called off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final, TypeVar

import click

from routine_tui.cli.picking import (
    DATE,
    DAYS_BACK,
    Candidate,
    Kind,
    completed_from,
    pass_session,
    pick,
    planned_moment,
)
from routine_tui.cli.procedure_listing import show_procedures
from routine_tui.cli.session import CliSession
from routine_tui.model.by_id import by_id, newcomer
from routine_tui.model.care.around_text import read_around
from routine_tui.model.care.lengths import read_gap
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.procedure import PROCEDURE_KINDS, Around, Procedure
from routine_tui.model.recovery.procedure import Session as Sitting
from routine_tui.model.text import clipped, listed

LISTED_BY: Final = "routine-tui procedure"
Command = TypeVar("Command", bound=Callable[..., Any])
PROCEDURE = completed_from(lambda recovery: [(one.label, one.kind) for one in recovery.care.procedures])
procedure_argument = click.argument("procedure", type=PROCEDURE)
session_option = click.option("--session", "number", type=click.IntRange(1), metavar="N", help="Which session, from 1.")


def _fields(command: Command) -> Command:
    """The options that adding and editing share."""
    for option in reversed(
        (
            click.option("--kind", type=click.Choice(PROCEDURE_KINDS), help="What it is [other]."),
            click.option("--sessions", "count", type=int, metavar="N", help="How many sessions, if known."),
            click.option("--gap", metavar="LENGTH", help='The time between sessions, e.g. "6-8 weeks".'),
            click.option("--with", "who", metavar="NAME", help="The clinician."),
            click.option("--where", metavar="TEXT", help="The place."),
            click.option("--why", metavar="TEXT", help="What it is for."),
            click.option(
                "--rest",
                "rests",
                metavar="RULE",
                multiple=True,
                help="A step to pause around each session; can be repeated.",
            ),
            click.option("--note", metavar="TEXT", help="A note."),
        )
    ):
        command = option(command)
    return command


@click.group("procedure", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@click.pass_context
def procedure_command(ctx: click.Context, as_json: bool) -> None:
    """Show or plan procedures and their sessions."""
    if ctx.invoked_subcommand is not None:
        return
    session = ctx.find_object(CliSession)
    assert session is not None
    show_procedures(session, as_json)


@procedure_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_session
def list_command(session: CliSession, as_json: bool) -> None:
    """Show the procedures with their sessions."""
    show_procedures(session, as_json)


@procedure_command.command("add")
@click.argument("name")
@click.option("--on", "days", type=DATE, metavar="DATE", multiple=True, help="The date of a session; can be repeated.")
@_fields
@pass_session
def add_command(session: CliSession, /, name: str, days: Sequence[str], **typed: Any) -> None:
    """Plan a procedure and its sessions.

    \b
    RULE says which steps to pause around each session, and what to use instead:
      "retinoid: 7 days before, 7 days after"
      "sunscreen: 5 days after, clinic ointment instead"
    Before the colon: a type of step, words of a step's or product's name, or
    everything. Days after count from the day of the session itself.

    \b
    Example:
      routine-tui procedure add "Pulsed dye laser" --kind laser --sessions 3 \\
        --gap "6-8 weeks" --on 2026-12-10 --rest "tretinoin: 7 days before, 7 days after"
    """
    recovery = session.recovery
    procedure = Procedure("", name, **_given(typed))
    on = [session.planned_day(day) for day in days]
    after = session.planner.procedures.add(procedure, on, _rests(typed["rests"]))
    added = newcomer(recovery.care.procedures, after.care.procedures)
    planned = [one.day for one in after.care.sessions_of(added.id) if one.day is not None]
    when = f", {listed([session.relative(day) for day in planned])}" if planned else ", not booked"
    session.say(f"Planned: {clipped(added.label)}{when}.")


@procedure_command.command("edit")
@procedure_argument
@click.option("--name", "label", metavar="TEXT", help="A new name.")
@click.option("--no-rest", is_flag=True, help="Pause no steps around its sessions any more.")
@_fields
@pass_session
def edit_command(session: CliSession, /, procedure: str, label: str | None, no_rest: bool, **typed: Any) -> None:
    """Edit a procedure; with --rest, the steps to pause around its sessions from today on. Past days stay as they were.

    PROCEDURE is the number that `routine-tui procedure` shows, or part of its name. An empty text clears a field.

    \b
    Example:
      routine-tui procedure edit laser --gap "8 weeks" --rest "sunscreen: 5 days after, clinic ointment instead"
    """
    found = procedure_named(session, procedure)
    changes = _given(typed) | ({"label": label} if label is not None else {})
    around = _rests(typed["rests"]) if typed["rests"] else () if no_rest else None
    if typed["rests"] and no_rest:
        raise click.UsageError("Use either --rest or --no-rest.")
    if not changes and around is None:
        raise click.UsageError(
            "Nothing to change: use --name, --kind, --sessions, --gap, --with, --rest or another option."
        )
    after = session.planner.procedures.edit(found.id, around, **changes)
    session.say(f"Saved: {clipped(by_id(after.care.procedures, found.id, 'procedure').label)}.")


@procedure_command.command("plan", context_settings=DAYS_BACK)
@procedure_argument
@click.argument("day", metavar="DATE", type=DATE)
@click.argument("at", metavar="[TIME]", required=False)
@pass_session
def plan_command(session: CliSession, procedure: str, day: str, at: str | None) -> None:
    """Plan one more session. TIME is HH:MM, local time.

    \b
    Example:
      routine-tui procedure plan laser 2027-02-01 14:00
    """
    found, (on, hour) = procedure_named(session, procedure), planned_moment(session, day, at)
    session.planner.procedures.plan(found.id, on, hour)
    session.say(f"Planned: {clipped(found.label)}, {session.relative(on)}.")


@procedure_command.command("move", context_settings=DAYS_BACK)
@procedure_argument
@click.argument("day", metavar="DATE", type=DATE)
@session_option
@pass_session
def move_command(session: CliSession, procedure: str, day: str, number: int | None) -> None:
    """Move the next session, or session N; the pauses around it move too, and past days stay as they were.

    A new date restores a cancelled session.

    \b
    Example:
      routine-tui procedure move laser +7
    """
    found, on = procedure_named(session, procedure), session.planned_day(day)
    sitting = _sitting(session, found, number)
    before = sitting.day
    if sitting.done and on > session.planner.today():
        raise BadInput(f"That session of {clipped(found.label)} is done: add another with routine-tui procedure plan.")
    session.planner.procedures.move(sitting.id, on)
    was = f" from {session.relative(before)}" if before else ""
    session.say(f"Moved: {clipped(found.label)}{was} to {session.relative(on)}.")


@procedure_command.command("done")
@procedure_argument
@session_option
@click.option("--on", "on", type=DATE, metavar="DATE", help="The day it was done.")
@click.option("--note", metavar="TEXT", help="What was done, with which settings.")
@pass_session
def done_command(session: CliSession, procedure: str, number: int | None, on: str | None, note: str | None) -> None:
    """Record a session as done: the one planned for that day, or a new one. Without --on, the first that is not done.

    \b
    Example:
      routine-tui procedure done laser --on yesterday --note "7 J/cm2"
    """
    found, door = procedure_named(session, procedure), session.planner.procedures
    day = session.day(on) if on is not None else None
    sitting = _done(session, found, number, day)
    if sitting is None:
        assert day is not None
        door.plan(found.id, day, done=True, note=note or "")
    else:
        more = {"note": note} if note is not None else {}
        moved = {"day": day} if day is not None and day != sitting.day else {}
        door.edit_session(sitting.id, done=True, **moved, **more)
    on_day = day or (sitting.day if sitting else None) or session.planner.today()
    session.say(f"Done: {clipped(found.label)}, {session.relative(on_day)}.")


@procedure_command.command("end")
@procedure_argument
@session_option
@pass_session
def end_command(session: CliSession, procedure: str, number: int | None) -> None:
    """Cancel the next session, or session N. It stays in the list."""
    found = procedure_named(session, procedure)
    sitting, label = _sitting(session, found, number), clipped(found.label)
    if sitting.done:
        raise BadInput(f"That session of {label} is done: only a planned one can be cancelled.")
    if sitting.day is None:
        raise BadInput(f"That session of {label} is cancelled: routine-tui procedure move gives it a new date.")
    session.planner.procedures.call_off(sitting.id)
    session.say(f"Cancelled: {label}, {session.relative(sitting.day)}.")


@procedure_command.command("remove")
@procedure_argument
@pass_session
def remove_command(session: CliSession, procedure: str) -> None:
    """Delete a procedure with its sessions, as if it had never been planned."""
    found = procedure_named(session, procedure)
    session.planner.procedures.remove(found.id)
    session.say(f"Deleted: {clipped(found.label)}. routine-tui undo brings it back.")


# ---------------------------------------------------------------------- what the commands share


def procedure_named(session: CliSession, word: str) -> Procedure:
    """The procedure that was meant. Raises NoRecovery, BadInput."""
    candidates = [
        Candidate(number, one, f"{one.label} {one.who}".strip(), (one.id, f"{one.label} {one.who}", one.label))
        for number, one in enumerate(session.recovery.care.procedures, 1)
    ]
    return pick(word, candidates, Kind("procedure", LISTED_BY))


def _sitting(session: CliSession, found: Procedure, number: int | None) -> Sitting:
    """Session N, or the next one that is planned. Raises BadInput."""
    sittings, today = session.recovery.care.sessions_of(found.id), session.planner.today()
    label = clipped(found.label)
    if number is not None:
        if number > len(sittings):
            raise BadInput(f"{label} has no session {number}: {LISTED_BY} lists them.")
        return sittings[number - 1]
    coming = [one for one in sittings if one.day is not None and one.day >= today and not one.done]
    if not coming:
        raise BadInput(
            f"No session of {label} is planned: add one with routine-tui procedure plan, or name one with --session."
        )
    return coming[0]


def _done(session: CliSession, found: Procedure, number: int | None, day: date | None) -> Sitting | None:
    """The session that was done; None for one that was not planned. Raises BadInput."""
    if number is not None:
        return _sitting(session, found, number)
    sittings, today = session.recovery.care.sessions_of(found.id), session.planner.today()
    if day is not None:
        return next((one for one in sittings if one.day == day), None)
    waiting = [one for one in sittings if one.day is not None and one.day <= today and not one.done]
    if not waiting:
        label = clipped(found.label)
        raise BadInput(f"No session of {label} was planned for today or before: give the date with --on.")
    return waiting[0]


def _rests(rules: Sequence[str]) -> tuple[Around, ...]:
    return tuple(read_around(rule) for rule in rules)


def _given(typed: dict[str, Any]) -> dict[str, Any]:
    """The fields of a procedure that were typed. Raises BadInput."""
    fields = {name: typed[name] for name in ("kind", "count", "who", "where", "why", "note") if typed[name] is not None}
    if typed["gap"] is not None:
        fields["gap_least"], fields["gap_most"] = read_gap(typed["gap"])
    return fields

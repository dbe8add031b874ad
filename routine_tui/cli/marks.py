"""Commands that record: ticks, skips, notes, pauses, and taking them back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

import click

from routine_tui.cli.picking import DATE, STEP_OF_ROUTINE, STEP_TODAY, Named, find_steps, pass_session, steps_of
from routine_tui.cli.session import CliSession
from routine_tui.cli.today import amount_of
from routine_tui.dates import read_time
from routine_tui.model.day.agenda import ChecklistItem
from routine_tui.model.day.moment import is_of_day
from routine_tui.model.errors import BadInput
from routine_tui.model.text import NOTE_LIMIT, clipped, listed
from routine_tui.store.history import DEPTH

on_option = click.option("--on", "on", type=DATE, metavar="DATE", help="The day [today].")
steps_argument = click.argument("steps", metavar="STEP...", nargs=-1, required=True, type=STEP_TODAY)


@click.command("tick")
@steps_argument
@on_option
@click.option("--at", "at", metavar="HH:MM", help="When it was done [now].")
@click.option("--note", metavar="TEXT", default="", help="A note on this tick.")
@click.option("--hours", metavar="H", help="For how many hours it was worn.")
@click.option("--times", type=click.IntRange(1, 24), metavar="N", help="How many times it was used that day.")
@pass_session
def tick_command(
    session: CliSession,
    steps: Sequence[str],
    on: str | None,
    at: str | None,
    note: str,
    hours: str | None,
    times: int | None,
) -> None:
    """Record steps as done.

    STEP is the number that `routine-tui today` shows, the id, or words of its time of day and name that fit only one
    step. Nothing is recorded unless every STEP was understood. A step with a daily limit counts one more each time.

    \b
    Examples:
      routine-tui tick 1 2
      routine-tui tick "morning sunscreen" --at 07:40
      routine-tui tick 5 6 --on yesterday
      routine-tui tick "silicone sheet" --hours 6.5
    """
    if hours is not None and times is not None:
        raise click.UsageError("Use either --hours or --times.")
    day, found = _found(session, steps, on)
    moment: time | None = read_time(at) if at is not None else None
    amount = _amount(session, day, found, hours, times)
    session.planner.tick(day, [step.step_id for step in found], moment, note, amount)
    _report(session, day, found)


@click.command("skip")
@steps_argument
@on_option
@click.option("--reason", metavar="TEXT", default="", help="The reason (optional).")
@pass_session
def skip_command(session: CliSession, steps: Sequence[str], on: str | None, reason: str) -> None:
    """Record steps as skipped, with a reason.

    Skipped steps don't count against you: they are left out of the counts.

    \b
    Example:
      routine-tui skip sunscreen --reason "stayed indoors"
    """
    day, found = _found(session, steps, on)
    session.planner.skip(day, [step.step_id for step in found], reason)
    _report(session, day, found)


@click.command("untick")
@steps_argument
@on_option
@pass_session
def untick_command(session: CliSession, steps: Sequence[str], on: str | None) -> None:
    """Clear what was recorded for steps, done or skipped."""
    day, found = _found(session, steps, on)
    session.planner.untick(day, [step.step_id for step in found])
    _report(session, day, found)


@click.command("note")
@click.argument("words", metavar="TEXT...", nargs=-1, required=True)
@on_option
@pass_session
def note_command(session: CliSession, words: Sequence[str], on: str | None) -> None:
    """Add a line to a day's note.

    \b
    Examples:
      routine-tui note "Less tight than yesterday."
      routine-tui note --on yesterday -- "- itchy in the evening"
    """
    day = session.day(on)
    session.planner.note(day, " ".join(words))
    session.say(f"Note added for {session.relative(day)}.")


@click.command(
    "undo",
    help="Undo the last change, whether it was made here, in an earlier run or on the full screen. "
    f"Up to {DEPTH} changes can be undone.",
)
@pass_session
def undo_command(session: CliSession) -> None:
    """Undo the last change."""
    session.say(f"Undid: {clipped(session.planner.undo(), NOTE_LIMIT)}.")


@click.command("redo")
@pass_session
def redo_command(session: CliSession) -> None:
    """Redo the change that was undone last."""
    session.say(f"Redid: {clipped(session.planner.redo(), NOTE_LIMIT)}.")


@click.command("pause")
@click.option("--from", "first", type=DATE, metavar="DATE", help="The first day [today].")
@click.option("--until", "last", type=DATE, metavar="DATE", help="The last day [none: until routine-tui resume].")
@click.option(
    "--step", "steps", metavar="STEP", multiple=True, type=STEP_OF_ROUTINE, help="Only this step; can be repeated."
)
@click.option("--reason", metavar="TEXT", default="", help="The reason (optional).")
@pass_session
def pause_command(session: CliSession, first: str | None, last: str | None, steps: Sequence[str], reason: str) -> None:
    """Pause the routine, or some steps, for a while.

    What is paused is left out of the counts. A weekday as --from is the coming one where --until comes after it, else
    the last one. With --step, STEP is the number that `routine-tui steps` shows, the id,
    or words of its time of day and name.

    \b
    Examples:
      routine-tui pause --until sunday --reason "a cold"
      routine-tui pause --from 2026-11-23 --until 2026-11-29
      routine-tui pause --step "evening moisturiser"
    """
    from routine_tui.cli.routine import current_steps

    _ = session.recovery
    first_day = session.day(first)
    last_day = session.planned_day(last, after=first_day) if last is not None else None
    if last_day is not None and first_day < (ahead := session.planned_day(first)) <= last_day:
        first_day = ahead  # a weekday's name, and the pause is still to come
    found = find_steps(steps, current_steps(session), "routine-tui steps") if steps else []
    session.planner.pauses.add(first_day, last_day, [step.step_id for step in found], reason)
    what = listed([f"{clipped(step.name)} ({step.slot})" for step in found]) or "every step"
    until = f"until {session.relative(last_day)}" if last_day else f"until routine-tui resume{' --step' * bool(found)}"
    session.say(f"Paused from {session.relative(first_day)} {until}: {what}.")


@click.command("resume")
@click.option(
    "--step",
    "steps",
    metavar="STEP",
    multiple=True,
    type=STEP_OF_ROUTINE,
    help="End this step's own pause; can be repeated.",
)
@pass_session
def resume_command(session: CliSession, steps: Sequence[str]) -> None:
    """End the pause of all steps, from today on. To end the pause of one step, use --step.

    \b
    Examples:
      routine-tui resume
      routine-tui resume --step "evening moisturiser"
    """
    from routine_tui.cli.routine import current_steps

    today = session.day(None)
    if not steps:
        recovery, what = session.planner.pauses.resume(today), "everything"
    else:
        found = find_steps(steps, current_steps(session), "routine-tui steps")
        for one in found:
            recovery = session.planner.pauses.resume(today, one.step_id)
        what = listed([f"{clipped(one.name)} ({one.slot})" for one in found])
    names = [
        clipped(version.name)
        for step, version in recovery.routine.current(today)
        if any(pause.covers(today, step.id) for pause in recovery.pauses)
    ]
    left = f" Still paused separately: {listed(names)}." if names and not steps else ""
    session.say(f"Resumed: {what} is due again from today.{left}")


def _found(session: CliSession, words: Sequence[str], on: str | None) -> tuple[date, list[Named]]:
    """The day and the steps that were meant. Raises NoRecovery, OutsideWindow, BadInput."""
    _ = session.recovery
    day = session.day(on)
    if day > session.planner.today() and not session.recovery.contains(day):
        session.planner.require_not_ahead(day)  # what a clock that was ahead let be marked is within the window
    shown_by = "routine-tui today" + (f" --on {day}" if on is not None else "")
    return day, find_steps(words, steps_of(session.planner.agenda(day)), shown_by)


def _amount(
    session: CliSession, day: date, steps: Sequence[Named], hours: str | None, times: int | None
) -> float | None:
    """How much was done, as it was typed. Raises BadInput where hours are said of what is not worn, or the reverse."""
    if hours is None and times is None:
        return None
    worn = {item.step_id for item in session.planner.agenda(day).items if item.version.hours}
    for step in steps:
        if (step.step_id in worn) != (hours is not None):
            use = "add --hours" if step.step_id in worn else "leave out --hours"
            raise BadInput(f"{clipped(step.name)} is {'' if step.step_id in worn else 'not '}worn for hours: {use}.")
    if hours is None:
        return None if times is None else float(times)
    from routine_tui.model.recovery.hours import read_amount

    return read_amount(hours)


def _report(session: CliSession, day: date, steps: Sequence[Named]) -> None:
    """One line a step, saying what is recorded for it now."""
    items = {item.step_id: item for item in session.planner.agenda(day).items}
    when = "" if day == session.planner.today() else f", {session.relative(day)}"
    for step in steps:
        item = items[step.step_id]
        where = f"{session.glyphs.step(item.state)} {clipped(step.name)} ({step.slot}{when})"
        session.say(f"{where}: {_recorded_words(session, day, item)}")


def _recorded_words(session: CliSession, day: date, item: ChecklistItem) -> str:
    mark = item.mark
    if mark is None:
        return "no mark"
    if not mark.counts:
        return f"{amount_of(item, day)}, so not done"
    if mark.state == "skipped":
        return f"skipped, {clipped(mark.reason, NOTE_LIMIT)}" if mark.reason else "skipped"
    now = is_of_day(mark.at, day, session.planner.day_starts_at())
    measured = amount_of(item, day)
    return (f"done at {mark.at:%H:%M}" if now else "done") + (f", {measured}" if measured else "")

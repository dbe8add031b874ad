"""One short line for a prompt or a status bar. It runs at every prompt, so it imports as little as can be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from string import Formatter
from typing import Final

import click

from routine_tui.cli.session import CliSession
from routine_tui.model.day.agenda import agenda
from routine_tui.model.day.progress import adherence
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import clipped, days_in_words, listed, weekday_day
from routine_tui.planner.planner import Planner

Field = Callable[[Planner, Recovery, date], object]


def _percent(days: int) -> Field:
    def percent(_planner: Planner, recovery: Recovery, day: date) -> object:
        percent = adherence(recovery, day, day, days).percent
        return "–" if percent is None else percent

    return percent


def _next(_planner: Planner, recovery: Recovery, day: date) -> str:
    item = agenda(recovery, day, day).next if recovery.contains(day) else None
    return clipped(item.version.name) if item else ""


FIELDS: Final[dict[str, Field]] = {
    "done": lambda planner, recovery, day: agenda(recovery, day, day).done if recovery.contains(day) else 0,
    "due": lambda planner, recovery, day: agenda(recovery, day, day).due if recovery.contains(day) else 0,
    "day": lambda planner, recovery, day: recovery.offset(day),
    "window": lambda planner, recovery, day: recovery.window_days,
    "percent7": _percent(7),
    "percent28": _percent(28),
    "phase": lambda planner, recovery, day: planner.phase(day).label,
    "next": _next,
}
"""What each field of a template stands for; worked out only where the template names it."""


@click.command("status")
@click.option("--format", "template", metavar="TEMPLATE", help="The line, with {fields}.")
@click.pass_obj
def status_command(session: CliSession, template: str | None) -> None:
    """Print one short line, for a prompt or a status bar.

    \b
    3/5 · D22 of 84 · 7 d 86 %
    three of five steps done, day 22 of 84, and 86 % of what was due in the
    last 7 days recorded as done (self-reported)

    With no recovery it prints nothing.

    \b
    Fields of --format:
      {done} {due}             required steps done, and due today
      {day} {window}           the day's number from D0, and the length in days
      {percent7} {percent28}   done of due in the last days; – where nothing was due
      {phase} {next}           the phase, and the next step that is due

    \b
    Example:
      PS1='$(routine-tui status --format "{done}/{due}") \\$ '
    """
    parts = None if template is None else _parts(template)
    recovery = session.planner.find()
    if recovery is None:
        return
    today = session.planner.today()
    if parts is None:
        session.say(_default(session, recovery, today))
    else:
        fields = {name: str(FIELDS[name](session.planner, recovery, today)) for _, name in parts if name}
        session.say("".join(literal + (fields[name] if name else "") for literal, name in parts))


def _default(session: CliSession, recovery: Recovery, today: date) -> str:
    offset, window = recovery.offset(today), recovery.window_days
    if offset < 0:
        return f"begins {weekday_day(recovery.day_zero, today)}, in {days_in_words(-offset)}"
    checklist = agenda(recovery, today, today)
    facts = [f"{checklist.done}/{checklist.due}", f"D{offset} of {window}"]
    if recovery.how_much(today) == "closed":
        facts[0] = "closed"
    percent = adherence(recovery, today, today).percent
    if percent is not None:
        facts.append(f"7 d {percent} %")
    return session.dot.join(facts)


def _parts(template: str) -> list[tuple[str, str | None]]:
    """A template as texts and the field after each. Raises BadInput for anything but plain, known fields."""
    known = listed([f"{{{name}}}" for name in FIELDS])
    try:
        parsed = list(Formatter().parse(template))
    except ValueError:
        raise BadInput(f"The braces in the format don't match: the fields are {known}.") from None
    for _, name, specification, conversion in parsed:
        if name is not None and (name not in FIELDS or specification or conversion):
            raise BadInput(f"“{{{clipped(name, 60)}}}” isn't a field of the format: the fields are {known}.")
    return [(literal, name) for literal, name, _, _ in parsed]

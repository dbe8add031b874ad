"""The command that shows when what was written, and what it said before."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import click

from routine_tui.cli.picking import DATE, DAYS_BACK, pass_session
from routine_tui.cli.session import CliSession, print_json
from routine_tui.clock import local
from routine_tui.model.recovery.change import Change, EntryHistory, value_words
from routine_tui.model.text import clipped, short_day

NEWEST: Final = 40
"""How many changes are shown unless all are asked for."""
FEW: Final = 60
"""How many characters of a value a line shows."""


@click.command("history", context_settings=DAYS_BACK)
@click.argument("day", metavar="[DAY]", required=False, type=DATE)
@click.option("--all", "show_all", is_flag=True, help=f"All of it, not only the newest {NEWEST}.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts: all of it.")
@pass_session
def history_command(session: CliSession, day: str | None, show_all: bool, as_json: bool) -> None:
    """Show when what was written, for which day, and what it said before. Undoing changes nothing of this list.

    With DAY, what was recorded for that day: when it was written first, and how often it was changed since.

    \b
    Examples:
      routine-tui history
      routine-tui history yesterday
      routine-tui history --json
    """
    recovery = session.recovery
    chosen = session.day(day) if day is not None else None
    changes = session.planner.change_list.changes(chosen)
    if as_json:
        print_json(
            {
                "recovery": recovery.name,
                "day": chosen.isoformat() if chosen else None,
                "complete": session.planner.change_list.goes_back,
                "changes": [as_json_row(one) for one in changes],
            }
        )
        return
    session.say_head(recovery, "history")
    if chosen is not None:
        for entry in session.planner.change_list.entries(chosen):
            session.say(f"  {clipped(entry.what)}: {value_words(entry.value, FEW)}")
            session.say(session.paint(f"    {written_words(session, entry)}", dim=True))
    dated = [one for one in changes if one.written is not None]
    shown = changes if show_all or chosen else dated[-NEWEST:]
    if chosen is None:
        for one in shown:
            session.say(f"  {_line(session, one)}")
    if len(shown) < len(changes):
        session.say(f"{len(changes) - len(shown)} earlier changes: routine-tui history --all")
    if not changes:
        session.say("Nothing was written yet.")
    elif chosen is None and not session.planner.change_list.goes_back:
        session.say("Earlier changes are no longer kept.")


def written_words(session: CliSession, entry: EntryHistory) -> str:
    """When an entry was written: ``written 29 Nov 11:37, for 27 Nov; changed once, last on 30 Nov 08:00``."""
    today = session.planner.today()
    first = f"written {_when(session, entry.first)}" if entry.first else "written before this was kept"
    for_day = f", for {short_day(entry.for_day, today)}" if entry.for_day else ""
    if not entry.changed:
        return f"{first}{for_day}"
    times = {1: "once", 2: "twice"}.get(entry.changed, f"{entry.changed} times")
    last = f", last on {_when(session, entry.last)}" if entry.last else ""
    return f"{first}{for_day}; changed {times}{last}"


def as_json_row(one: Change) -> dict[str, Any]:
    """A change for a script; the moment is on the clock of this computer, with its UTC offset."""
    return {
        "written": local(one.written).isoformat() if one.written else None,
        "for_day": one.for_day.isoformat() if one.for_day else None,
        "what": one.what,
        "before": one.before,
        "after": one.after,
        "id": one.id,
    }


def _line(session: CliSession, one: Change) -> str:
    for_day = f" for {short_day(one.for_day, session.planner.today())}" if one.for_day else ""
    when = _when(session, one.written) if one.written else "before"
    arrow = "→" if session.is_unicode else "->"
    return f"{when}{for_day}  {clipped(one.what)}: {value_words(one.before, FEW)} {arrow} {value_words(one.after, FEW)}"


def _when(session: CliSession, moment: datetime | None) -> str:
    if moment is None:
        return "before this was kept"
    shown = local(moment)
    return f"{short_day(shown.date(), session.planner.today())} {shown:%H:%M}"

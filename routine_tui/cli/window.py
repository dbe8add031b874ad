"""How long the window is, and how much is expected once its planned days are over."""

from __future__ import annotations

from typing import Final

import click

from routine_tui.cli.picking import pass_session
from routine_tui.cli.session import CliSession
from routine_tui.model.recovery.recovery import LONGEST_WINDOW_DAYS, SHORTEST_WINDOW_DAYS, HowMuch, Recovery
from routine_tui.model.text import WEEKDAYS, clipped, days_in_words, short_day

_EXPECTED: Final = {
    "on": "From {since} on everything is expected as before.",
    "weekly": "From {since} on the routine is expected once a week, on {weekday}s.",
    "closed": "Closed: from {since} on nothing is expected. All can still be recorded.",
}


@click.command("window")
@click.option(
    "--days", type=int, metavar="N", help=f"Its length in days, {SHORTEST_WINDOW_DAYS} to {LONGEST_WINDOW_DAYS}."
)
@click.option("--weeks", type=int, metavar="N", help="The same in weeks.")
@click.option("--go-on", "choice", flag_value="on", help="Expect everything as before, from today on.")
@click.option("--weekly", "choice", flag_value="weekly", help="Expect the routine once a week, from today on.")
@click.option("--close", "choice", flag_value="closed", help="Expect nothing from today on; records stay possible.")
@pass_session
def window_command(session: CliSession, days: int | None, weeks: int | None, choice: HowMuch | None) -> None:
    """Show the healing window, or change it.

    The window frames the calendar, and never ends the record: where today passes its last day, it grows by whole
    weeks. You can then go on as before, look in once a week, or close it; days before that stay as they are.

    \b
    Examples:
      routine-tui window
      routine-tui window --weeks 26
      routine-tui window --weekly
    """
    if days is not None and weeks is not None:
        raise click.UsageError("Use --days or --weeks, not both.")
    outlived = session.planner.outlived
    length = 7 * weeks if weeks is not None else days
    if length is not None:
        outlived.choose(length)
    if choice is not None:
        outlived.expect(choice)
    _show(session, session.recovery)


def _show(session: CliSession, recovery: Recovery) -> None:
    """The window, and how much is expected."""
    zero, last = (short_day(day, year=True) for day in (recovery.day_zero, recovery.last_day))
    session.say(f"“{clipped(recovery.name)}”: {days_in_words(recovery.window_days)}, from {zero} to {last}.")
    if recovery.planned_days:
        planned = short_day(recovery.last_planned_day, year=True)
        session.say(f"{days_in_words(recovery.planned_days)} were planned, to {planned}; it grew by itself.")
    if said := recovery.said_of(session.planner.today()):
        since = short_day(said.since, year=True)
        session.say(_EXPECTED[said.choice].format(since=since, weekday=WEEKDAYS[said.since.weekday()]))

"""How long the window is, and how much is expected once its planned days are over."""

from __future__ import annotations

from typing import Final

import click

from routine_tui.cli.picking import only_one, pass_session
from routine_tui.cli.session import CliSession
from routine_tui.model.recovery.recovery import LONGEST_WINDOW_DAYS, SHORTEST_WINDOW_DAYS, HowMuch, Recovery
from routine_tui.model.text import WEEKDAYS, clipped, days_in_words, short_day

_CHOICES: Final[dict[str, HowMuch]] = {"go_on": "on", "weekly": "weekly", "close": "closed"}
"""How much is expected, by the flag that says so."""
_EXPECTED: Final = {
    "on": "From {since}, everything is due as before.",
    "weekly": "From {since}, the routine is due once a week, on {weekday}s.",
    "closed": "Closed: from {since}, nothing is due. You can still record everything.",
}


@click.command("window")
@click.option(
    "--days", type=int, metavar="N", help=f"The length in days, {SHORTEST_WINDOW_DAYS} to {LONGEST_WINDOW_DAYS}."
)
@click.option("--weeks", type=int, metavar="N", help="The length in weeks.")
@click.option("--go-on", is_flag=True, help="Everything is due as before, from today on.")
@click.option("--weekly", is_flag=True, help="The routine is due once a week, from today on.")
@click.option("--close", is_flag=True, help="Nothing is due from today on; you can still record.")
@pass_session
def window_command(session: CliSession, /, days: int | None, weeks: int | None, **flags: bool) -> None:
    """Show the length of the recovery, or change it.

    The length frames the calendar but never ends your record: when the last day has passed, it grows by whole weeks.
    You can then go on as before, check in once a week, or close it; earlier days stay as they are.

    \b
    Examples:
      routine-tui window
      routine-tui window --weeks 26
      routine-tui window --weekly
    """
    if days is not None and weeks is not None:
        raise click.UsageError("Use --days or --weeks, not both.")
    choice = only_one(flags)
    outlived = session.planner.outlived
    length = 7 * weeks if weeks is not None else days
    if length is not None:
        outlived.choose(length)
    if choice is not None:
        outlived.expect(_CHOICES[choice])
    _show(session, session.recovery)


def _show(session: CliSession, recovery: Recovery) -> None:
    """The window, and how much is expected."""
    zero, last = (short_day(day) for day in (recovery.day_zero, recovery.last_day))
    session.say(f"“{clipped(recovery.name)}”: {days_in_words(recovery.window_days)}, from {zero} to {last}.")
    if recovery.planned_days:
        planned = short_day(recovery.last_planned_day)
        session.say(
            f"{days_in_words(recovery.planned_days)} were planned, to {planned}; it was extended automatically."
        )
    if said := recovery.said_of(session.planner.today()):
        since = short_day(said.since)
        session.say(_EXPECTED[said.choice].format(since=since, weekday=WEEKDAYS[said.since.weekday()]))

"""Commands about recoveries: begin one, list them, choose one, put one away."""

from __future__ import annotations

from collections.abc import Iterable

import click
from click.shell_completion import CompletionItem

from routine_tui.cli.picking import DATE, DAYS_BACK, RECOVERY_NAME, OneOf, pass_session
from routine_tui.cli.session import CliSession, columns, print_json
from routine_tui.dates import read_day
from routine_tui.facts import guidance
from routine_tui.facts import skin as facts
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.recovery import DEFAULT_WINDOW_DAYS
from routine_tui.model.skin.photo_day import ASK_BEFORE
from routine_tui.model.skin.regions import IN_AN_EMERGENCY
from routine_tui.model.text import clipped, days_in_words, escape_control_characters, short_day
from routine_tui.planner.region import choose_region, region_here


def _region_ids() -> Iterable[str]:
    return [region.id for region in facts.regions()]


def _template_ids() -> Iterable[str]:
    return [template.id for template in guidance.templates()]


@click.command("new")
@click.argument("name", required=False)
@click.option("--day-zero", type=DATE, metavar="DATE", help="The date of the session (day 0) [today].")
@click.option(
    "--days",
    type=int,
    metavar="N",
    help=f"How many days the window has [{DEFAULT_WINDOW_DAYS}, or the weeks that hold today].",
)
@click.option("--weeks", type=int, metavar="N", help="The length in weeks.")
@click.option(
    "--template",
    type=OneOf("template", _template_ids),
    default="gentle",
    metavar="NAME",
    help="The routine to start with: gentle, simple or empty [gentle].",
)
@click.option(
    "--region",
    type=OneOf("region", _region_ids),
    metavar="NAME",
    help="Which country's numbers to call, e.g. uk or us; it is saved in the settings.",
)
@pass_session
def new_command(
    session: CliSession,
    name: str | None,
    day_zero: str | None,
    days: int | None,
    weeks: int | None,
    template: str,
    region: str | None,
) -> None:
    """Start a recovery and make it the current one.

    \b
    gentle   morning cleanser, moisturiser and sunscreen; a sunscreen top-up by
             day if needed; evening cleanser and moisturiser
    simple   the three of the morning
    empty    no steps yet

    \b
    Examples:
      routine-tui new
      routine-tui new Face --day-zero 2026-10-31 --weeks 12
    """
    if days is not None and weeks is not None:
        raise click.UsageError("Use --days or --weeks, not both.")
    window = 7 * weeks if weeks is not None else days
    if window == 0:
        raise BadInput("A recovery needs at least a day: leave out the length, and one that includes today is chosen.")
    chosen = free_name(session) if name is None else name
    zero_day = session.plain_today if day_zero is None else read_day(day_zero, session.plain_today)
    if region is not None:
        choose_region(session.planner, region)
    is_first = session.planner.folder.current() is None
    recovery = session.planner.recoveries.begin(chosen, zero_day, window, template)
    zero = short_day(recovery.day_zero)
    session.say(f"“{clipped(recovery.name)}” starts on {zero}, for {days_in_words(recovery.window_days)}.")
    if not is_first:
        session.say("It is now the current recovery; routine-tui use switches to another.")
    if recovery.routine.steps:
        session.say("Next: routine-tui today shows the checklist, routine-tui tick 1 ticks its first step.")
    else:
        session.say("Next: add a step, e.g. routine-tui steps add Moisturiser --slot evening --kind moisturiser.")
    session.say(f"{ASK_BEFORE} routine-tui photos add FILE --before")
    _say_numbers(session)


def _say_numbers(session: CliSession) -> None:
    """Which numbers to call are set, and how to change that."""
    chosen = session.planner.settings.region
    place = facts.region(chosen)
    session.say(f"{IN_AN_EMERGENCY} {place.emergency}{f' ({place.label})' if chosen else ''}.")
    if not chosen:
        example = region_here() or "uk"
        session.say(f"For the numbers of one country: routine-tui config set region {example}, or press , in the app.")


def free_name(session: CliSession) -> str:
    """The first of “Recovery”, “Recovery 2” … that is not taken."""
    taken = {entry.name.casefold() for entry in session.planner.recoveries.entries()}
    number, name = 1, "Recovery"
    while name.casefold() in taken:
        number += 1
        name = f"Recovery {number}"
    return name


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_session
def list_command(session: CliSession, as_json: bool) -> None:
    """List the recoveries; the current one is marked."""
    planner = session.planner
    entries, current, today = planner.recoveries.entries(), planner.folder.current(), session.plain_today
    if as_json:
        rows = [
            {
                "name": entry.name,
                "current": entry.path == current,
                "archived": entry.archived,
                "day_zero": entry.recovery.day_zero.isoformat() if entry.recovery else None,
                "window_days": entry.recovery.reaching(today).window_days if entry.recovery else None,
                "day_offset": entry.recovery.offset(today) if entry.recovery else None,
                "readable": entry.recovery is not None,
                "file": str(entry.path),
            }
            for entry in entries
        ]
        print_json({"recoveries": rows})
        return
    lines = []
    for entry in entries:
        recovery = entry.recovery and entry.recovery.reaching(today)
        about = "cannot be read: routine-tui check says why"
        if recovery:
            where = f"D{recovery.offset(today)} of {recovery.window_days}"
            about = f"{where if today >= recovery.day_zero else days_in_words(recovery.window_days)}"
            about += f", from {short_day(recovery.day_zero)}"
        mark = session.glyphs.goes_on if entry.path == current else " "
        lines.append((mark, clipped(entry.name), about, "archived" if entry.archived else ""))
    for line in columns(lines):
        session.say(line)


class NamesOne(click.Command):
    """A command on a recovery, whose name may begin with a dash as an option does."""

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The options that begin as typed, and the names."""
        names = [one for one in RECOVERY_NAME.shell_complete(ctx, self.params[0], incomplete) if one.value[:1] == "-"]
        return [*names, *super().shell_complete(ctx, incomplete)]


@click.command("use", cls=NamesOne, context_settings=DAYS_BACK)
@click.argument("name", type=RECOVERY_NAME)
@pass_session
def use_command(session: CliSession, name: str) -> None:
    """Switch to another recovery, archived ones included."""
    back = " restored from the archive and" if session.planner.folder.find(name).archived else ""
    session.say(f"“{clipped(session.planner.recoveries.use(name).name)}” is{back} now the current recovery.")


@click.command("archive", cls=NamesOne, context_settings=DAYS_BACK)
@click.argument("name", type=RECOVERY_NAME)
@pass_session
def archive_command(session: CliSession, name: str) -> None:
    """Archive a recovery. Nothing is lost, and `routine-tui use` brings it back."""
    path = session.planner.recoveries.archive(name)
    known = next((entry.name for entry in session.planner.recoveries.entries() if entry.path == path), name)
    session.say(f"“{clipped(known)}” is archived; its file is in {escape_control_characters(str(path))}")
    current = session.planner.folder.current()
    left = (clipped(entry.name) for entry in session.planner.recoveries.entries() if entry.path == current)
    now = next((f"“{name}” is now the current recovery." for name in left), "There is no current recovery any more.")
    session.say(now)

"""The program as click sees it: its options, and a table of its commands, each imported only when it runs."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from routine_tui import __version__
from routine_tui.cli.session import CliSession

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class _Entry(NamedTuple):
    """Where a command lives, and what it does in a few words."""

    section: str
    module: str
    about: str


COMMANDS: Final[dict[str, _Entry]] = {
    "today": _Entry("Every day", "today", "Show the checklist of a day, numbered."),
    "tick": _Entry("Every day", "marks", "Record steps as done."),
    "skip": _Entry("Every day", "marks", "Record steps as skipped, with a reason."),
    "untick": _Entry("Every day", "marks", "Take the marks of steps back."),
    "note": _Entry("Every day", "marks", "Add a line to a day's note."),
    "undo": _Entry("Every day", "marks", "Take the last change back."),
    "redo": _Entry("Every day", "marks", "Bring back the change that was undone."),
    "skin": _Entry("The skin", "skin", "Record how the skin is doing, or show it."),
    "avoid": _Entry("The skin", "avoid", "Show what to avoid, and until when."),
    "products": _Entry("The skin", "products", "Show or change the shelf."),
    "screen": _Entry("The skin", "screen", "Look through an ingredients list."),
    "profile": _Entry("The skin", "profile", "Show or record what is asked once about you."),
    "visit": _Entry("Care", "visit", "Show or plan visits, and keep questions for them."),
    "course": _Entry("Care", "course", "Show or change what a clinician set for some weeks."),
    "procedure": _Entry("Care", "procedure", "Show or plan a laser, a peel and the like."),
    "care": _Entry("Care", "care", "Show all that is planned, and what is told about you."),
    "calendar": _Entry("The window", "calendar", "Show the healing window, a row a week."),
    "status": _Entry("The window", "status", "Print one short line, for a prompt or a status bar."),
    "window": _Entry("The window", "window", "Show or change how long it is, and how much is expected."),
    "pause": _Entry("The window", "marks", "Expect nothing, or not some steps, for a while."),
    "resume": _Entry("The window", "marks", "End the pause."),
    "steps": _Entry("The routine", "routine", "Show or change the routine."),
    "photos": _Entry("The skin", "photos", "Show, add or take away pictures."),
    "new": _Entry("Recoveries", "recoveries", "Begin a recovery."),
    "list": _Entry("Recoveries", "recoveries", "List the recoveries."),
    "use": _Entry("Recoveries", "recoveries", "Make a recovery the current one."),
    "archive": _Entry("Recoveries", "recoveries", "Put a recovery away."),
    "export": _Entry("Sharing and safety", "export", "Write the summary to share."),
    "check": _Entry("Sharing and safety", "safety", "Say whether the data is whole."),
    "backup": _Entry("Sharing and safety", "safety", "Copy the current recovery."),
    "restore": _Entry("Sharing and safety", "safety", "Put a backup back in place."),
    "merge": _Entry("Sharing and safety", "safety", "Join another copy of a recovery."),
    "import": _Entry("Sharing and safety", "import_", "Take in records from elsewhere."),
    "paths": _Entry("Sharing and safety", "safety", "Say where everything lies."),
    "demo": _Entry("Sharing and safety", "demo", "Open the full screen on sample data."),
}


class Program(click.Group):
    """A group that knows its commands by name, and imports one only when it runs or its own help is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"routine_tui.cli.{COMMANDS[cmd_name].module}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands by section, from the table alone."""
        for section in dict.fromkeys(entry.section for entry in COMMANDS.values()):
            rows = [(name, entry.about) for name, entry in COMMANDS.items() if entry.section == section]
            with formatter.section(section):
                formatter.write_dl(rows, col_max=12)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Names of commands from the table alone, and the options."""
        from click.shell_completion import CompletionItem

        names = [
            CompletionItem(name, help=entry.about) for name, entry in COMMANDS.items() if name.startswith(incomplete)
        ]
        return names + click.Command.shell_complete(self, ctx, incomplete)


def _print_version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"routine-tui {__version__}")
        ctx.exit()


EPILOG: Final = """\
\b
STEP   the number that `routine-tui today` shows, the id, or a part of slot and
       name that fits one step only, in any order: "morning sunscreen".
DATE   2026-11-22, today, yesterday, tomorrow, -3, "3 weeks ago", "in 2 weeks",
       a weekday (the last one, or where something is planned the coming one;
       today included), or "4 March" (the nearest one). A date that can be
       read in two ways, such as 03/04/2026, is refused.
RULE   day, "2 days", mon,thu, weekends, month, "3 on 2 off", or an RFC 5545
       rule such as "FREQ=WEEKLY;BYDAY=MO".

\b
Examples:
  routine-tui new Face --day-zero yesterday    begin
  routine-tui today                            what is due
  routine-tui tick 1 2 --at 07:40              done, at twenty to eight
  routine-tui skip sunscreen --reason indoors
  routine-tui export -o face.html              a page to take to a visit

\b
A day begins at 03:00, so a tick at 00:40 belongs to the evening before.
What is shown is self-reported, and no medical advice.

\b
Environment:
  ROUTINE_TUI_HOME   one folder for data and settings, as --home
  NO_COLOR           no colour

\b
Exit status:
  0  done
  1  it could not be done; one line on standard error says what to do
  2  the words are wrong

\b
Completion, in the start-up file of the shell:
  bash   eval "$(_ROUTINE_TUI_COMPLETE=bash_source routine-tui)"
  zsh    eval "$(_ROUTINE_TUI_COMPLETE=zsh_source routine-tui)"
  fish   _ROUTINE_TUI_COMPLETE=fish_source routine-tui | source
"""


@click.command(
    cls=Program,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EPILOG,
)
@click.option(
    "--home",
    type=click.Path(readable=False),
    metavar="DIR",
    help="Keep data and settings in this folder [or ROUTINE_TUI_HOME].",
)
@click.option("--ascii", "ascii_only", is_flag=True, help="Draw with plain ASCII signs only.")
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Show the version."
)
@click.pass_context
def program(ctx: click.Context, home: str | None, ascii_only: bool) -> None:
    """A calm daily skin-care routine for skin that is healing.

    Without a command, the full screen opens: tick today's steps, see the whole healing window, share a page with a
    dermatologist. Each command does one of these things and ends.
    """
    session = ctx.obj = CliSession(home, ascii_only)
    ctx.call_on_close(session.tell_notices)
    if ctx.invoked_subcommand != "status":  # it runs at every prompt, and only reads
        ctx.call_on_close(session.tell_growth)
    if ctx.invoked_subcommand is None:
        from routine_tui.cli.full_screen import open_screen

        open_screen(session.planner)

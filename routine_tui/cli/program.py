"""The program as click sees it: its options, and a table of its commands, each imported only when it runs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from io import StringIO
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from routine_tui import __version__
from routine_tui.cli.session import CliSession
from routine_tui.model.text import NOTE_LIMIT, clipped

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class _Entry(NamedTuple):
    """Where a command lives, and what it does in a few words."""

    section: str
    module: str
    about: str


COMMANDS: Final[dict[str, _Entry]] = {
    "today": _Entry("Every day", "today", "Show the checklist of a day, numbered."),
    "due": _Entry("Every day", "due", "Print what is still due; it exits 3 if anything is."),
    "tick": _Entry("Every day", "marks", "Record steps as done."),
    "skip": _Entry("Every day", "marks", "Record steps as skipped, with a reason."),
    "untick": _Entry("Every day", "marks", "Clear what was recorded for steps."),
    "note": _Entry("Every day", "marks", "Add a line to a day's note."),
    "undo": _Entry("Every day", "marks", "Undo the last change."),
    "redo": _Entry("Every day", "marks", "Redo the change that was undone."),
    "skin": _Entry("Skin", "skin", "Check in on your skin, or show a check-in."),
    "avoid": _Entry("Skin", "avoid", "Show what to avoid, and until when."),
    "products": _Entry("Skin", "products", "Show or change your products."),
    "screen": _Entry("Skin", "screen", "Check an ingredients list."),
    "week": _Entry("Skin", "week", "Show or tell what a week was like because of the skin."),
    "quiet": _Entry("Skin", "week", "Look less: fewer check-ins and photos, charts are hidden."),
    "profile": _Entry("Skin", "profile", "Show or fill in your profile."),
    "visit": _Entry("Care", "visit", "Show or plan visits, and save questions for them."),
    "course": _Entry("Care", "course", "Show or change treatments that a clinician prescribed."),
    "procedure": _Entry("Care", "procedure", "Show or plan lasers, peels and similar procedures."),
    "session": _Entry("Care", "treatment", "Show or tell what was done, and ask the clinic for it."),
    "contact": _Entry("Care", "contact", "Show or record who you spoke to, and what was said."),
    "papers": _Entry("Care", "papers", "Show or add papers: consent form, receipt, message."),
    "history": _Entry("Care", "history", "Show when what was written, and what it said before."),
    "care": _Entry("Care", "care", "Show everything planned, and your history."),
    "calendar": _Entry("Calendar", "calendar", "Show the calendar, one row per week."),
    "status": _Entry("Calendar", "status", "Print one short line, for a prompt or a status bar."),
    "window": _Entry("Calendar", "window", "Show or change the length, and what is due."),
    "pause": _Entry("Calendar", "marks", "Pause the routine, or some steps, for a while."),
    "resume": _Entry("Calendar", "marks", "End the pause."),
    "steps": _Entry("Routine", "routine", "Show or change the routine."),
    "photos": _Entry("Skin", "photos", "Show, add or remove photos."),
    "new": _Entry("Recoveries", "recoveries", "Start a recovery."),
    "list": _Entry("Recoveries", "recoveries", "List the recoveries."),
    "use": _Entry("Recoveries", "recoveries", "Switch to another recovery."),
    "archive": _Entry("Recoveries", "recoveries", "Archive a recovery."),
    "export": _Entry("Sharing and safety", "export", "Export a page to share, a table, or everything."),
    "check": _Entry("Sharing and safety", "safety", "Check the data for damage."),
    "backup": _Entry("Sharing and safety", "safety", "Copy the current recovery."),
    "restore": _Entry("Sharing and safety", "safety", "Restore a backup."),
    "merge": _Entry("Sharing and safety", "safety", "Merge another copy of a recovery."),
    "import": _Entry("Sharing and safety", "import_", "Import from other apps."),
    "paths": _Entry("Sharing and safety", "safety", "Show where files are stored."),
    "config": _Entry("Settings", "config", "Show or change the settings."),
    "serve": _Entry("Settings", "serve", "Show the full screen in a browser on this computer."),
    "sync": _Entry("Settings", "sync", "Sync today's steps with a list on your phone."),
    "remind": _Entry("Settings", "remind", "Set up a reminder at times you choose, or remove it."),
    "completion": _Entry("Settings", "completion", "Print the completion file for bash, zsh or fish."),
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
STEP   the number that `routine-tui today` shows, the id, or words of its time of
       day and name that fit only one step: "morning sunscreen".
DATE   2026-11-22, "22 nov", today, yesterday, D22, -3, "3 weeks ago", "in 2
       weeks", or a weekday: the last one, or the next one when you plan, today
       included. Dates that can be read in two ways, e.g. 03/04/2026, are refused.
RULE   day, "2 days", mon,thu, weekends, month, "3 on 2 off", or an RFC 5545
       rule, e.g. "FREQ=WEEKLY;BYDAY=MO".

\b
Examples:
  routine-tui new Face --day-zero yesterday    start
  routine-tui today                            what is due
  routine-tui tick 1 2 --at 07:40              done, at twenty to eight
  routine-tui skip sunscreen --reason indoors
  routine-tui export -o face.html              a page to take to a visit

\b
A day starts at 03:00, so a tick at 00:40 counts for the evening before.
What is shown is self-reported. It is not medical advice.

\b
Environment:
  ROUTINE_TUI_HOME   one folder for data and settings, as --home
  NO_COLOR           no colour

\b
Exit status:
  0  done
  1  it could not be done; one line on standard error says what to do
  2  wrong usage
  3  due only: something is still due

\b
Completion, in your shell's start-up file:
  bash   eval "$(routine-tui completion bash)"
  zsh    eval "$(routine-tui completion zsh)"
  fish   routine-tui completion fish | source
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
    help="Keep data and settings in this folder [or set ROUTINE_TUI_HOME].",
)
@click.option("--ascii", "ascii_only", is_flag=True, help="Use plain ASCII symbols only.")
@click.option("--theme", metavar="NAME", help="Use this theme: routine-dark, routine-light, ansi-dark, …")
@click.option("--plain", is_flag=True, help="One column without boxes, states in words: for screen readers.")
@click.option("--no-mouse", is_flag=True, help="Leave the mouse to the terminal.")
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Show the version."
)
@click.pass_context
def program(
    ctx: click.Context, home: str | None, ascii_only: bool, theme: str | None, plain: bool, no_mouse: bool
) -> None:
    """A calm daily skin-care routine for skin that is healing.

    Without a command, the full screen opens: tick today's steps, see the calendar, share a page with a dermatologist.
    Each command does one of these things and exits.
    """
    asked: list[tuple[bool, str, object]] = [
        (theme is not None, "theme", theme),
        (plain, "plain", True),
        (no_mouse, "mouse", False),
    ]
    session = ctx.obj = CliSession(home, ascii_only, **{name: value for is_asked, name, value in asked if is_asked})
    if theme is not None:
        from routine_tui.cli.full_screen import require_theme

        require_theme(theme)
    ctx.call_on_close(session.tell_notices)
    if ctx.invoked_subcommand not in ("status", "due"):  # they run at every prompt, and only read
        ctx.call_on_close(session.tell_growth)
    if ctx.invoked_subcommand is None:
        from routine_tui.cli.full_screen import open_screen

        open_screen(session.planner, lambda: session.own_command("sync"))


def run(arguments: Sequence[str] | None) -> int:
    """Run the command that the words name, those of the process where None; gives its exit status.

    Wrong words are told on standard error, and 2 is given. Raises RoutineError, and KeyboardInterrupt where a question
    was left by Ctrl+C.
    """
    try:
        status = program.main(args=arguments, prog_name="routine-tui", standalone_mode=False)
    except click.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        return _show(error)
    return status if isinstance(status, int) else 0


def _show(error: click.ClickException) -> int:
    """Say that the words are wrong. They are said back as they were typed, or as a script put them in."""
    told = StringIO()
    error.show(told)
    if isinstance(error, click.NoSuchOption):
        told.write("Put -- before text that starts with a dash.\n")
    print(clipped(told.getvalue(), NOTE_LIMIT, newlines=True), end="", file=sys.stderr)
    return error.exit_code

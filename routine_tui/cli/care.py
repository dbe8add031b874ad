"""The command about all that is planned, what is told once, and two pages of guidance."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from routine_tui.cli.care_listing import show_background, show_care
from routine_tui.cli.key_help import BackgroundHelp
from routine_tui.cli.picking import OneOf, completed_from, pass_session
from routine_tui.cli.session import CliSession
from routine_tui.facts.care import fields
from routine_tui.files import typed_path, write_new
from routine_tui.model.errors import BadInput
from routine_tui.model.text import clipped, escape_control_characters

FORMATS: Final = ("md", "txt", "html")


def _field_ids() -> list[tuple[str, str]]:
    return [(one.id, one.label) for one in fields()]


FIELD = completed_from(lambda _recovery: _field_ids())
TELLING = completed_from(lambda _recovery: [(f"{name}=", label) for name, label in _field_ids()])


@click.group("care", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@click.pass_context
def care_command(ctx: click.Context, as_json: bool) -> None:
    """Show everything planned: the next visit, questions, treatments, procedures, pauses.

    It only schedules what a clinician prescribed, and never suggests anything.
    """
    if ctx.invoked_subcommand is not None:
        return
    session = ctx.find_object(CliSession)
    assert session is not None
    show_care(session, as_json)


@care_command.command("background", cls=BackgroundHelp)
@click.argument("texts", metavar="[FIELD=TEXT]...", nargs=-1, type=TELLING)
@click.option(
    "--private", metavar="FIELD", multiple=True, type=FIELD, help=("Mark as private: left out unless asked for.")
)
@click.option("--share", metavar="FIELD", multiple=True, type=FIELD, help="Not private: may be shared.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_session
def background_command(
    session: CliSession, texts: Sequence[str], private: Sequence[str], share: Sequence[str], as_json: bool
) -> None:
    """Show or fill in your history, as a dermatologist asks for it: the session, skin and health. Everything is
    optional.

    FIELD= clears a text. What is private stays out of pages unless you export --with private.

    \b
    Examples:
      routine-tui care background
      routine-tui care background depth="1.5 mm, 4 passes" device="motorised pen"
      routine-tui care background smoking=no --share smoking
    """
    _ = session.recovery
    hidden = dict.fromkeys(private, True) | dict.fromkeys(share, False)
    if both := set(private) & set(share):
        raise BadInput(f"{clipped(min(both), 60)} can't be both private and shared: name it once.")
    told = _told(texts)
    if told or hidden:
        session.planner.visits.tell(told, hidden)
    show_background(session, as_json)


@care_command.command("next")
@click.option("--format", "format_name", type=OneOf("format", lambda: FORMATS), metavar="FORMAT", help="md, txt, html.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, readable=False), metavar="FILE",
    help="Write to this file; - for standard output.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Overwrite FILE if it exists.")
@pass_session
def next_command(session: CliSession, format_name: str | None, output: Path | None, force: bool) -> None:
    """What to know before anything else is done to your skin: a page to read or print.

    With -o, the file's ending sets the format. General guidance, not medical advice.

    \b
    Example:
      routine-tui care next -o next-time.html
    """
    _ = session.recovery
    output = None if output == Path("-") else output
    page = session.planner.exports.next_time_page(format_name or _format_of(output))
    if output is None:
        click.echo(page.encode(), nl=False)
        return
    path = typed_path(output)
    write_new(path, page.encode(), force=force)
    session.say(f"Saved to {escape_control_characters(str(path))}")


@care_command.command("expect")
@pass_session
def expect_command(session: CliSession) -> None:
    """What to expect, and when: published ranges on your own calendar. General guidance, not medical advice."""
    _ = session.recovery
    width = min(shutil.get_terminal_size((78, 24)).columns, 100) if sys.stdout.isatty() else 78
    page = session.planner.exports.expect_page(width, session.glyphs)
    for line in page.rstrip("\n").split("\n"):
        session.say(line)


def _told(texts: Sequence[str]) -> dict[str, str]:
    """What words such as ``depth=1.5 mm`` tell, by field. Raises BadInput."""
    told: dict[str, str] = {}
    for word in texts:
        name, sign, text = word.partition("=")
        field = name.strip().lower().replace("-", "_")
        if not sign or not field:
            raise BadInput(f"“{clipped(word, 60)}” isn't FIELD=TEXT: write it like depth=“1.5 mm”.")
        if field in told:
            raise BadInput(f"{clipped(field, 60)} is given twice: write it once.")
        told[field] = text
    return told


def _format_of(output: Path | None) -> str:
    if output is None:
        return "txt"
    found = {"markdown": "md", "text": "txt", "htm": "html"}
    suffix = output.suffix.lower().removeprefix(".")
    chosen = found.get(suffix, suffix)
    if chosen not in FORMATS:
        raise BadInput("The file name doesn't say which format: end it in .md, .txt or .html, or name the format.")
    return chosen

"""The command that writes the summary to share."""

from __future__ import annotations

import sys
from codecs import BOM_UTF8
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import click
from click.shell_completion import CompletionItem

from routine_tui.cli.picking import DATE, OneOf, TextType, pass_session
from routine_tui.cli.session import CliSession
from routine_tui.exporters.formats import BINARY, FORMATS, ExportRequest, format_of
from routine_tui.files import typed_path, write_new
from routine_tui.model.errors import BadInput
from routine_tui.model.text import clipped, escape_control_characters, listed

PARTS: Final = ("notes", "products", "skin", "mood", "photos", "care", "private", "name")
LONGEST_ALARM: Final = 1440
"""The most minutes before an entry that it may ring: a day."""


def _formats() -> Iterable[str]:
    return FORMATS


class PartsType(TextType):
    """Parts to leave out, comma separated."""

    name = "part"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The parts as they are known, or a usage error that lists the known ones."""
        parts = [part.strip().lower() for part in value.split(",") if part.strip()]
        for part in parts:
            if part not in PARTS:
                self.fail(f"“{clipped(part, 60)}” is no part: use {listed(PARTS, 'or')}.", param, ctx)
        return ",".join(parts)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The part that begins as typed after the last comma."""
        before, comma, begun = incomplete.rpartition(",")
        return [CompletionItem(f"{before}{comma}{part}") for part in PARTS if part.startswith(begun)]


@click.command("export")
@click.option(
    "--format", "format_name", type=OneOf("format", _formats), metavar="FORMAT",
    help="md, txt, html, pdf, csv, json, ics, svg or png [md].",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, readable=False), metavar="FILE",
    help="Write to this file; - for none.",
)  # fmt: skip
@click.option("--since", type=DATE, metavar="DATE", help="From this day on [day zero].")
@click.option("--until", type=DATE, metavar="DATE", help="Until this day [the end of the window].")
@click.option(
    "--without", type=PartsType(), multiple=True, metavar="PART",
    help=f"Leave out {listed(PARTS, 'or')}; can be repeated, or comma separated.",
)  # fmt: skip
@click.option(
    "--with", "including", type=click.Choice(["notes", "photos", "mood", "private", "days", "as-needed"]),
    multiple=True,
    help="Put in what a page leaves out: notes, photos, what was answered about low mood and self-harm, what was told "
    "as private; of pdf, the days one by one; of ics, steps that are done as needed.",
)  # fmt: skip
@click.option(
    "--alarms", type=click.IntRange(0, LONGEST_ALARM), metavar="MINUTES",
    help="Let entries of ics that have an hour ring so many minutes before it [they do not].",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace FILE where it is there already.")
@pass_session
def export_command(
    session: CliSession,
    format_name: str | None,
    output: Path | None,
    since: str | None,
    until: str | None,
    without: Sequence[str],
    including: Sequence[str],
    alarms: int | None,
    force: bool,
) -> None:
    """Write the summary to share, to standard output or to a file.

    With -o the format is taken from the suffix, and the one line on standard output says where the file went. A file
    that exists is not overwritten without --force. JSON holds everything, to be read back; a page (md, txt, html, pdf)
    leaves out notes, photos, what was answered about low mood and self-harm, and what was told as private, unless they
    are asked for: --with notes, --with photos, --with mood, --with private. Without care, the steps of courses are
    steps like others. The PDF is two sides of A4 at most, the first one with the whole story; with --with days, more
    follow. A calendar file (ics) holds the steps, visits, sessions and reviews of the whole window, and cancels what
    earlier ones held and is no longer true; a picture (svg, png) shows its calendar. A table (csv) in a file begins
    with a byte-order mark, by which spreadsheet programs know its letters.

    \b
    Examples:
      routine-tui export -o face.pdf
      routine-tui export -o face.html --with notes --with photos
      routine-tui export --format csv --since 2026-11-01
      routine-tui export -o face.ics --alarms 10
      routine-tui export --without skin,products | less
    """
    _ = session.recovery
    output = None if output == Path("-") else output
    chosen = format_name or _format_of(output)
    first = session.day(since) if since is not None else None
    last = session.day(until) if until is not None else None
    left_out = frozenset(part for parts in without for part in parts.split(",") if part)
    if alarms is not None and chosen != "ics":
        raise click.UsageError("Only a calendar file has alarms: use --format ics, or a FILE that ends in .ics.")
    if output is None:
        _require_a_place_for(chosen)
    content = session.planner.exports.file(ExportRequest(chosen, first, last, left_out, including, alarms))
    if output is None:
        content = content.removeprefix(
            BOM_UTF8
        )  # which is for spreadsheet programs, not for the next program of a pipe
        click.echo(content, nl=False)  # as bytes, so that no line ending is changed on the way
        return
    path = typed_path(output)
    write_new(path, content, force=force)
    session.say(f"Written to {escape_control_characters(str(path))}")


def _require_a_place_for(format_name: str) -> None:
    """Raise BadInput for what is no text and would go to a terminal, which may obey any of it."""
    if format_name in BINARY and sys.stdout and sys.stdout.isatty():  # there is none where it was closed
        raise BadInput(f"{format_name} is not for a terminal: name a file with -o, or send it on with | or >.")


def _format_of(output: Path | None) -> str:
    if output is None:
        return "md"
    return format_of(output)

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
from routine_tui.exporters.formats import BINARY, FORMATS, PAPERS, ExportRequest, Extent, format_of
from routine_tui.exporters.presets import FOR, PHONE_FORMATS, PRESETS
from routine_tui.files import typed_path, write_new
from routine_tui.model.errors import BadInput
from routine_tui.model.text import clipped, escape_control_characters, listed

PARTS: Final = ("notes", "products", "skin", "mood", "photos", "care", "private", "name")
CASE: Final = ("report", "record")
"""What is made of the case: the facts for a device report, and the record with pictures and papers."""
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
                self.fail(f"“{clipped(part, 60)}” isn't a part: use {listed(PARTS, 'or')}.", param, ctx)
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
    "--for",
    "purpose",
    type=click.Choice((*FOR, *CASE)),
    help="What a dermatologist, your own doctor (the first page of that), a partner (the calendar) needs, what to say "
    "on the phone, the facts for a device report, or the whole record as a zip. Other options change it.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, readable=False), metavar="FILE",
    help="Write to this file; - for standard output.",
)  # fmt: skip
@click.option("--since", type=DATE, metavar="DATE", help="The first day [the day of the session].")
@click.option("--until", type=DATE, metavar="DATE", help="The last day [the end of the calendar].")
@click.option(
    "--without", type=PartsType(), multiple=True, metavar="PART",
    help=f"Leave out {listed(PARTS, 'or')}; can be repeated, or separated by commas.",
)  # fmt: skip
@click.option(
    "--with", "including", type=click.Choice(["notes", "photos", "mood", "private", "days", "as-needed"]),
    multiple=True,
    help="Include what a page leaves out: notes, photos (before, worst and newest of one place, in pdf and html), mood "
    "(low mood and self-harm), private; for pdf, days: every day in full; for ics, steps done only if needed.",
)  # fmt: skip
@click.option(
    "--alarms", type=click.IntRange(0, LONGEST_ALARM), metavar="MINUTES",
    help="Add an alarm to ics entries that have a time, this many minutes before [no alarms].",
)  # fmt: skip
@click.option("--paper", type=click.Choice(list(PAPERS)), default="a4", help="Of the PDF: a4 or letter [a4].")
@click.option("--force", is_flag=True, help="Overwrite FILE if it exists.")
@pass_session
def export_command(
    session: CliSession,
    format_name: str | None,
    purpose: str | None,
    output: Path | None,
    since: str | None,
    until: str | None,
    without: Sequence[str],
    including: Sequence[str],
    alarms: int | None,
    paper: str,
    force: bool,
) -> None:
    """Export a page to share, a table or everything, to standard output or a file.

    With -o, the file's ending sets the format, and one line on standard output says where the file is. An existing
    file is not overwritten without --force. JSON holds everything and can be imported again; a page (md, txt, html,
    pdf) leaves out notes, photos, answers about low mood and self-harm, and what is marked private, unless you ask
    for them: --with notes, --with photos, --with mood, --with private. Without care, the steps of treatments are
    steps like any other. The PDF is at most 2 A4 pages, the first with the whole story; --with days adds more. A
    calendar file (ics) holds all steps, visits, sessions and check-ups, and cancels entries of earlier files that no
    longer apply; a picture (svg, png) shows the calendar. A table (csv) in a file starts with a byte-order mark, so
    that spreadsheet programs read its letters correctly.

    \b
    Examples:
      routine-tui export --for dermatologist -o face.pdf
      routine-tui export --for phone
      routine-tui export --for record -o case.zip
      routine-tui export -o face.html --with notes --with photos
      routine-tui export --format csv --since 2026-11-01
      routine-tui export -o face.ics --alarms 10
      routine-tui export --without skin,products | less
    """
    _ = session.recovery
    output = None if output == Path("-") else output
    if purpose in CASE:
        _export_case(session, purpose, output, including, force)
        return
    preset = PRESETS[purpose] if purpose else None
    chosen = format_name or (format_of(output) if output else preset.format_name if preset else "md")
    first = session.day(since) if since is not None else None
    last = session.day(until) if until is not None else None
    left_out = frozenset(part for parts in without for part in parts.split(",") if part)
    extent: Extent = preset.extent if preset else "whole"
    if preset:
        left_out |= {part for part in preset.left_out if part not in including}
    if extent == "phone" and chosen not in PHONE_FORMATS:
        raise click.UsageError("What to say on the phone is text: use --format txt or md.")
    if alarms is not None and chosen != "ics":
        raise click.UsageError("Only a calendar file has alarms: use --format ics, or a FILE that ends in .ics.")
    if output is None:
        _require_a_place_for(chosen)
    content = session.planner.exports.file(
        ExportRequest(chosen, first, last, left_out, including, alarms, extent, paper)
    )
    if output is None:
        content = content.removeprefix(
            BOM_UTF8
        )  # which is for spreadsheet programs, not for the next program of a pipe
        click.echo(content, nl=False)  # as bytes, so that no line ending is changed on the way
        return
    path = typed_path(output)
    write_new(path, content, force=force)
    session.say(f"Saved to {escape_control_characters(str(path))}")


def _export_case(
    session: CliSession, purpose: str | None, output: Path | None, including: Sequence[str], force: bool
) -> None:
    """Write the facts for a report, or the record with its pictures and papers."""
    if purpose == "report":
        text = session.planner.case.report().encode()
        if output is None:
            click.echo(text, nl=False)
            return
        write_new(path := typed_path(output), text, force=force)
    elif output is None:
        raise click.UsageError("The record is a zip: name a file, e.g. -o case.zip.")
    else:
        path = typed_path(output)
        missing = session.planner.case.write_record(path, including, force)
        if missing:
            session.say(f"No longer there, and named on the cover: {listed([clipped(one) for one in missing])}.")
    session.say(f"Saved to {escape_control_characters(str(path))}")


def _require_a_place_for(format_name: str) -> None:
    """Raise BadInput for what is no text and would go to a terminal, which may obey any of it."""
    if format_name in BINARY and sys.stdout and sys.stdout.isatty():  # there is none where it was closed
        raise BadInput(f"{format_name} can't be shown in a terminal: name a file with -o, or redirect it with | or >.")

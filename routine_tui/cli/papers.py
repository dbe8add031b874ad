"""Commands about papers: consent forms, receipts, messages; copies are kept, described, opened by the system."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from routine_tui.cli.picking import DATE, Candidate, Kind, completed_from, pass_session, pick
from routine_tui.cli.session import CliSession, columns, print_json
from routine_tui.files import typed_path
from routine_tui.model.by_id import newcomer
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.paid import paid_together
from routine_tui.model.recovery.paper import PAPER_KINDS, Paper
from routine_tui.model.text import clipped, escape_control_characters, listed, short_day
from routine_tui.store.paper_import import LARGEST_MB

FILE: Final = click.Path(path_type=Path, readable=False)  # what cannot be read is one sentence of ours
KIND: Final = click.Choice(PAPER_KINDS)
PAPER = completed_from(lambda recovery: [(one.name, one.kind) for one in recovery.care.papers])
Command = TypeVar("Command", bound=Callable[..., Any])


def _options(command: Command) -> Command:
    """The options that adding and editing share."""
    for option in reversed(
        (
            click.option("--on", "on", metavar="DATE", type=DATE, help='The date of the paper; "" for none.'),
            click.option("--note", metavar="TEXT", help="A note."),
            click.option("--paid", metavar="AMOUNT", help='What was paid, e.g. "120 EUR"; "" for nothing.'),
            click.option("--private/--share", "private", default=None, help="Keep it out of what you share, or not."),
        )
    ):
        command = option(command)
    return command


@click.group("papers", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@click.pass_context
def papers_command(ctx: click.Context, as_json: bool) -> None:
    """Show or add papers: consent form, aftercare sheet, receipt, message, letter.

    A paper is copied byte for byte, with its SHA-256; your own file stays as it is. Exports for a visit never hold it.
    """
    if ctx.invoked_subcommand is not None:
        return
    session = ctx.find_object(CliSession)
    assert session is not None
    _show(session, as_json)


@papers_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_session
def list_command(session: CliSession, as_json: bool) -> None:
    """Show the papers, in the order in which they were added."""
    _show(session, as_json)


@papers_command.command("add", help=f"Add a copy of a PDF, picture, text or e-mail, up to {LARGEST_MB} MB.")
@click.argument("file", type=FILE)
@click.option("--kind", type=KIND, required=True, help="What it is.")
@_options
@pass_session
def add_command(session: CliSession, /, file: Path, kind: Any, on: str | None, **given: Any) -> None:
    """Add a copy of a paper."""
    before = session.recovery.care.papers
    said = {name: value for name, value in given.items() if value is not None}
    after = session.planner.papers.add(typed_path(file), kind, session.day(on) if on else None, **said)
    added = newcomer(before, after.care.papers)
    session.say(f"Added: {clipped(added.name)} ({added.kind}).")
    session.say(f"SHA-256 {added.sha256}")


@papers_command.command("edit")
@click.argument("paper", type=PAPER)
@click.option("--kind", type=KIND, help="What it is.")
@_options
@pass_session
def edit_command(session: CliSession, /, paper: str, on: str | None, **given: Any) -> None:
    """Change what is said of a paper. PAPER is its number, or part of its name or note."""
    changes: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    if on is not None:
        changes["day"] = session.day(on) if on.strip() else None
    if not changes:
        raise click.UsageError("Nothing to change: use --kind, --on, --note, --paid or --private.")
    found = _named(session, paper)
    session.planner.papers.edit(found.id, **changes)
    session.say(f"Saved: {clipped(found.name)}.")


@papers_command.command("open")
@click.argument("paper", type=PAPER)
@pass_session
def open_command(session: CliSession, paper: str) -> None:
    """Open a paper with the system's own program."""
    found = _named(session, paper)
    path = session.planner.papers.path(found)
    if not session.planner.papers.is_there(found):
        raise BadInput(f"{path} no longer exists: add the paper again.")
    if click.launch(str(path)) != 0:
        raise BadInput(f"This system could not open it: the file is {path}.")


@papers_command.command("end")
@click.argument("paper", type=PAPER)
@pass_session
def end_command(session: CliSession, paper: str) -> None:
    """Take a paper away. Its file stays as long as undo can bring it back; then `photos tidy` deletes it."""
    found = _named(session, paper)
    session.planner.papers.remove(found.id)
    session.say(f"Removed: {clipped(found.name)}. routine-tui undo brings it back; the file still exists:")
    session.say(escape_control_characters(str(session.planner.papers.path(found))))


def _show(session: CliSession, as_json: bool) -> None:
    papers, today = session.recovery.care.papers, session.planner.today()
    if as_json:
        rows = [as_json_row(one) | {"number": number, **_lies(session, one)} for number, one in enumerate(papers, 1)]
        print_json({"recovery": session.recovery.name, "day": today.isoformat(), "papers": rows,
                    "paid_together": paid_together(one.paid for one in papers)})  # fmt: skip
        return
    session.say(session.dot.join([session.paint(clipped(session.recovery.name), bold=True), "papers"]))
    if not papers:
        session.say("No papers yet: add one with routine-tui papers add FILE --kind KIND.")
        return
    for line in columns([_row(session, number, one) for number, one in enumerate(papers, 1)]):
        session.say(line)
    if sums := paid_together(one.paid for one in papers):
        session.say(f"Paid, as papers say: {listed(sums)}.")
    session.say(f"The files are in {escape_control_characters(str(session.planner.papers.path(papers[0]).parent))}")


def _row(session: CliSession, number: int, one: Paper) -> tuple[str, ...]:
    today = session.planner.today()
    return (
        f"{number:>3}",
        one.kind,
        short_day(one.day, today) if one.day else "",
        clipped(one.name),
        clipped(one.note),
        one.paid,
        "private" if one.private else "",
        "" if session.planner.papers.is_there(one) else "no longer exists",
    )


def as_json_row(one: Paper) -> dict[str, Any]:
    """A paper for a script."""
    return {
        "id": one.id,
        "kind": one.kind,
        "day": one.day.isoformat() if one.day else None,
        "name": one.name,
        "note": one.note or None,
        "paid": one.paid or None,
        "private": one.private,
        "file": one.file,
        "sha256": one.sha256,
        "added": one.added.isoformat(),
    }


def _lies(session: CliSession, one: Paper) -> dict[str, Any]:
    return {"path": str(session.planner.papers.path(one)), "there": session.planner.papers.is_there(one)}


def _named(session: CliSession, word: str) -> Paper:
    papers = session.recovery.care.papers
    candidates = [
        Candidate(number, one, f"{one.kind} {one.name} {one.note}", (one.id, one.name, one.file))
        for number, one in enumerate(papers, 1)
    ]
    return pick(word, candidates, Kind("paper", "routine-tui papers"))

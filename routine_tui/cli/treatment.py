"""The command about the session that caused it: what was done, how it stands with what the clinic knows, a letter."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import click

from routine_tui.cli.picking import DATE, completed_from, pass_session
from routine_tui.cli.session import CliSession, columns, print_json
from routine_tui.facts.care import field_of, fields
from routine_tui.files import typed_path, write_new
from routine_tui.model.by_id import find
from routine_tui.model.care.contact_text import FURTHER, RECORD, further_day
from routine_tui.model.care.record_letter import letter, state_of, state_words
from routine_tui.model.care.visit_checklist import held
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.background import AnswerState, BackgroundField
from routine_tui.model.text import clipped, escape_control_characters, listed

GROUPS: Final = ("session", "record")
SHORT: Final = {"kind": "session_kind", "place": "session_place", "again": FURTHER, "record": RECORD}
"""Short names of fields that are asked for most."""
STATES: Final[dict[str, AnswerState]] = {"asked": "asked", "refused": "refused", "absent": "absent", "open": ""}
COLUMN: Final = 40
FIELD = completed_from(lambda _recovery: [(one.id, one.label) for one in _fields()])
TELLING = completed_from(lambda _recovery: [(f"{name}=", "") for name in (*SHORT, *(one.id for one in _fields()))])


def _fields() -> tuple[BackgroundField, ...]:
    return tuple(one for one in fields() if one.group in GROUPS)


@click.group("session", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@click.pass_context
def session_command(ctx: click.Context, as_json: bool) -> None:
    """Show what was done in the session, field by field: known, asked for, not given, or not in the clinic's record."""
    if ctx.invoked_subcommand is not None:
        return
    session = ctx.find_object(CliSession)
    assert session is not None
    _show(session, as_json)


@session_command.command("set")
@click.argument("texts", metavar="FIELD=TEXT...", nargs=-1, required=True, type=TELLING)
@pass_session
def set_command(session: CliSession, texts: Sequence[str]) -> None:
    """Tell what you know. FIELD= clears a text.

    \b
    kind    microneedling, radiofrequency, roller, laser, light, peel or other
    place   clinic, salon, home or abroad
    again   the day for which a further session is booked, or no
    The other fields are those that `routine-tui session` shows.

    \b
    Examples:
      routine-tui session set kind=laser place=salon again=12dec
      routine-tui session set cartridge="lot 4711, exp. 2027-03" opened="yes, by her"
    """
    told: dict[str, str] = {}
    for word in texts:
        name, sign, text = word.partition("=")
        if not sign:
            raise BadInput(f"“{clipped(word, 60)}” isn't FIELD=TEXT: write it like kind=laser.")
        field = _field(name)
        if field.id in told:
            raise BadInput(f"{field.id} is given twice: write it once.")
        told[field.id] = text
    session.planner.visits.tell(told)
    for name in told:
        session.say(f"Saved: {field_of(name).label}.")
    if FURTHER in told and further_day(session.recovery, session.planner.today()):
        session.say("What to know before anything else is done: routine-tui care next")


@session_command.command("mark")
@click.argument("state", type=click.Choice(tuple(STATES)))
@click.argument("names", metavar="FIELD...", nargs=-1, required=True, type=FIELD)
@click.option("--on", "on", metavar="DATE", type=DATE, help="Since when [today].")
@pass_session
def mark_command(session: CliSession, state: str, names: Sequence[str], on: str | None) -> None:
    """Say how it stands with what you don't know: asked, refused, absent (not in their record), or open again.

    \b
    Example:
      routine-tui session mark asked serial cartridge --on yesterday
    """
    found = [_field(name) for name in names]
    session.planner.visits.tell({}, states={one.id: STATES[state] for one in found}, since=_past(session, on))
    session.say(f"Saved: {listed([one.label for one in found])}.")


@session_command.command("letter")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, readable=False), metavar="FILE", help="Write to this file."
)
@click.option("--force", is_flag=True, help="Overwrite FILE if it exists.")
@click.option("--sent", is_flag=True, help="Note that you sent it, and that each thing in it was asked for.")
@click.option("--on", "on", metavar="DATE", type=DATE, help="When it was sent [today].")
@pass_session
def letter_command(session: CliSession, output: Path | None, force: bool, sent: bool, on: str | None) -> None:
    """A letter that asks the clinic for a copy of your treatment record, to fill in, copy or save.

    With --sent it is noted that you asked. After 30 days without an answer, `today` says so once a day, quietly.

    \b
    Examples:
      routine-tui session letter
      routine-tui session letter -o letter.txt
      routine-tui session letter --sent
    """
    recovery, today = session.recovery, session.planner.today()
    if sent:
        session.planner.visits.record_asked(_past(session, on))
        session.say("Noted: you asked for a copy of your treatment record.")
        return
    if on is not None:
        raise click.UsageError("--on goes with --sent.")
    text = letter(recovery, fields(), today)
    if output is None or output == Path("-"):
        click.echo(text.encode(), nl=False)
        return
    path = typed_path(output)
    write_new(path, text.encode(), force=force)
    session.say(f"Saved to {escape_control_characters(str(path))}")
    session.say("Once you have sent it: routine-tui session letter --sent")


def _show(session: CliSession, as_json: bool) -> None:
    recovery, today = session.recovery, session.planner.today()
    if as_json:
        told = {name: recovery.care.told(field_id) or None for name, field_id in SHORT.items() if name != "record"}
        print_json(
            {"recovery": recovery.name, "day_zero": recovery.day_zero.isoformat()}
            | told
            | {"fields": [_as_json(session, one) for one in _fields()]}
        )
        return
    session.say_head(recovery, "the session")
    rows: list[tuple[str, ...]] = []
    for one in _fields():
        words = held(recovery, one) or state_words(recovery, one.id, today) or session.glyphs.open
        first, *more = textwrap.wrap(words, COLUMN)
        rows += [(f"  {one.label}", one.id, first), *(("", "", line) for line in more)]
    for line in columns(rows):
        session.say(line)
    session.say("A letter that asks for a copy of the record: routine-tui session letter")


def _as_json(session: CliSession, one: BackgroundField) -> dict[str, Any]:
    told = find(session.recovery.care.background, one.id)
    return {
        "field": one.id,
        "label": one.label,
        "state": state_of(session.recovery, one.id),
        "since": told.since.isoformat() if told and told.since else None,
        "text": told.text or None if told else None,
        "private": one.is_private(told),
    }


def _field(name: str) -> BackgroundField:
    """The field of a name or a short one. Raises BadInput for one that is not of the session."""
    word = name.strip().lower().replace("-", "_")
    found = field_of(SHORT.get(word, word))
    if found.group not in GROUPS:
        raise BadInput(f"{clipped(name, 60)} isn't about the session: use routine-tui care background.")
    return found


def _past(session: CliSession, on: str | None) -> Any:
    """The day since when something stands. Raises BadInput for one to come."""
    day = session.day(on) if on is not None else None
    if day is not None and day > session.planner.today():
        raise BadInput(f"{day} is in the future: use today or an earlier day.")
    return day

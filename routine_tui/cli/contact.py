"""Commands about contacts: who was spoken to or written to, what was said, and what is still waited for."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from routine_tui.cli.picking import DATE, Candidate, Kind, completed_from, pass_session, pick
from routine_tui.cli.session import CliSession, print_json
from routine_tui.dates import read_day_and_time, read_time
from routine_tui.facts import skin as skin_facts
from routine_tui.model.by_id import by_id, newcomer
from routine_tui.model.care.care_text import when_words
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.contact import CONTACT_BY, CONTACT_WHO, Contact
from routine_tui.model.skin.concern_text import calls_of
from routine_tui.model.skin.standing import last_look_day, standing
from routine_tui.model.text import clipped, short_day

if TYPE_CHECKING:
    from routine_tui.model.skin.concern import Concern

LISTED_BY: Final = "routine-tui contact"
FEW: Final = 400
"""How many characters of what was said the list shows."""
Command = TypeVar("Command", bound=Callable[..., Any])
CONTACT = completed_from(lambda recovery: [(one.day.isoformat(), one.title) for one in recovery.care.contacts])
WHO = click.Choice(CONTACT_WHO)
BY = click.Choice(CONTACT_BY[1:])


def _options(command: Command) -> Command:
    """The options that adding and editing share."""
    for option in reversed(
        (
            click.option("--at", metavar='"DATE TIME"', type=DATE, help="The day, the time, or both [now]."),
            click.option("--by", type=BY, help="How."),
            click.option("--name", metavar="TEXT", help="The name of the person or place."),
            click.option("--i-said", metavar="TEXT", help="What you said or asked."),
            click.option("--said", metavar="TEXT", help="What they said."),
            click.option("--next", "next_by", metavar="DATE", type=DATE, help="By when the next step is to follow."),
            click.option("--private/--share", "private", default=None, help="Keep it off every page, or not."),
        )
    ):
        command = option(command)
    return command


@click.group("contact", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@click.pass_context
def contact_command(ctx: click.Context, as_json: bool) -> None:
    """Show or record who you spoke to or wrote to, and what was said on both sides.

    What your doctor, a dermatologist, a medical helpline or the emergency service said answers “Have you spoken to
    somebody?”. What the clinic, a pharmacist or anybody else said is kept, and leaves that question open.
    """
    if ctx.invoked_subcommand is not None:
        return
    session = ctx.find_object(CliSession)
    assert session is not None
    _show(session, as_json)


@contact_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_session
def list_command(session: CliSession, as_json: bool) -> None:
    """Show the contacts, the newest first."""
    _show(session, as_json)


@contact_command.command("add")
@click.option("--who", type=WHO, required=True, help="Who it was; clinic is the one that did the session.")
@_options
@pass_session
def add_command(session: CliSession, /, who: Any, at: str | None, next_by: str | None, **given: Any) -> None:
    """Record a call, a message or a visit to a desk. Without --said it counts as not answered yet.

    \b
    Examples:
      routine-tui contact add --who clinic --by phone --i-said "It weeps. What now?"
      routine-tui contact add --who clinic --at "fri 14:10" --said "Keep an eye on it"
      routine-tui contact add --who doctor --name "Dr Kaya" --said "Come in at 4"
    """
    before = session.recovery.care.contacts
    day, moment = _moment(session, at)
    said: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    stood = _stands(session)
    contact = Contact("", day, who, moment, next_by=_following(session, next_by), **said)
    added = newcomer(before, session.planner.contacts.add(contact).care.contacts)
    session.say(f"Saved: {_told(session, added)}.")
    _say_what_stands(session, added, stood)


@contact_command.command("edit")
@click.argument("contact", type=CONTACT)
@click.option("--who", type=WHO, help="Who it was.")
@_options
@pass_session
def edit_command(session: CliSession, /, contact: str, at: str | None, next_by: str | None, **given: Any) -> None:
    """Edit a contact, or write down the answer. An empty text clears a field.

    CONTACT is the number that `routine-tui contact` shows, its date, or words of it.

    \b
    Example:
      routine-tui contact edit 1 --said "Send us a picture" --next 4dec
    """
    changes: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    if at is not None:
        changes["day"], changes["at"] = _moment(session, at)
    if next_by is not None:
        changes["next_by"] = _following(session, next_by)
    if not changes:
        raise click.UsageError(
            "Nothing to change: use --who, --at, --by, --name, --i-said, --said, --next or --private."
        )
    found, stood = _named(session, contact), _stands(session)
    after = by_id(session.planner.contacts.edit(found.id, **changes).care.contacts, found.id, "contact")
    session.say(f"Saved: {_told(session, after)}.")
    _say_what_stands(session, after, stood)


@contact_command.command("end")
@click.argument("contact", type=CONTACT)
@pass_session
def end_command(session: CliSession, contact: str) -> None:
    """Wait for nothing more after a contact, or wait again. It stays in the list."""
    found = _named(session, contact)
    after = by_id(session.planner.contacts.edit(found.id, ended=not found.ended).care.contacts, found.id, "contact")
    session.say(f"{'Closed' if after.ended else 'Open again'}: {_told(session, after)}.")


@contact_command.command("remove")
@click.argument("contact", type=CONTACT)
@pass_session
def remove_command(session: CliSession, contact: str) -> None:
    """Delete a contact, as if it had never been recorded."""
    found = _named(session, contact)
    session.planner.contacts.remove(found.id)
    session.say(f"Deleted: {_told(session, found)}. routine-tui undo brings it back.")


# ---------------------------------------------------------------------- what the commands share


def contacts_in_order(session: CliSession) -> list[Contact]:
    """The contacts as they are listed, the newest first."""
    return list(reversed(session.recovery.care.contacts))


def _show(session: CliSession, as_json: bool) -> None:
    recovery, today = session.recovery, session.planner.today()
    numbered = list(enumerate(contacts_in_order(session), 1))
    if as_json:
        rows = [
            {"number": number, "day_offset": recovery.offset(one.day)} | as_json_row(one) for number, one in numbered
        ]
        print_json({"recovery": recovery.name, "day": today.isoformat(), "contacts": rows})
        return
    session.say_head(recovery, "contacts")
    if not numbered:
        session.say("No contacts yet: add one with routine-tui contact add --who WHO.")
    for number, one in numbered:
        texts = [f"You: {clipped(one.i_said, FEW)}"] if one.i_said else []
        texts += [f"They: {clipped(one.said, FEW)}"] if one.said else []
        session.say_numbered(number, [_told(session, one), *texts], dim=one.ended)


def as_json_row(one: Contact) -> dict[str, Any]:
    """A contact for a script."""
    return {
        "id": one.id,
        "day": one.day.isoformat(),
        "at": one.at.isoformat() if one.at else None,
        "who": one.who,
        "name": one.name or None,
        "by": one.by or None,
        "i_said": one.i_said or None,
        "said": one.said or None,
        "next_by": one.next_by.isoformat() if one.next_by else None,
        "waiting": one.is_waiting,
        "private": one.private,
        "ended": one.ended,
    }


def _told(session: CliSession, one: Contact) -> str:
    """A contact in a few words: ``Clinic, Fri 27 Nov, 14:10, by phone, no answer yet``."""
    today = session.planner.today()
    state = "closed" if one.ended else "no answer yet" if one.is_waiting else ""
    following = f"next step by {short_day(one.next_by, today)}" if one.next_by else ""
    when, how = when_words(one.day, one.clock, today), {"": "", "visit": "in person"}.get(one.by, f"by {one.by}")
    private = "private" if one.private else ""
    return ", ".join(filter(None, (clipped(one.title), when, how, state, following, private)))


def _stands(session: CliSession) -> Concern | None:
    """What stands today of the check-ins, about which somebody is to be spoken to."""
    return standing(skin_facts.rules(), session.recovery, last_look_day(session.recovery, session.planner.today()))


def _say_what_stands(session: CliSession, contact: Contact, stood: Concern | None) -> None:
    """Whether an answer closes what stood of the check-ins before it, or somebody else is still to be asked."""
    stands = _stands(session) if contact.said and stood else None
    if stands is None:
        if contact.said and stood:
            session.say("Noted: you have spoken to somebody about your check-in.")
        return
    session.say("Your answers still call for advice today from someone who can look at it:")
    for call in calls_of(stands, skin_facts.region(session.planner.settings.region)):
        session.say(f"  {session.paint(call, bold=True)}.")


def _moment(session: CliSession, text: str | None) -> tuple[date, datetime | None]:
    """The day and the moment of what was: now, an hour of today, a day, or both. Raises BadInput."""
    today = session.planner.today()
    if text is None:
        return today, session.planner.clock.now()
    with suppress(BadInput):
        return today, session.planner.contacts.moment(today, read_time(text))
    day, hour = read_day_and_time(text, today, zero=session.recovery.day_zero)
    return day, session.planner.contacts.moment(day, hour)


def _following(session: CliSession, text: str | None) -> date | None:
    """The day by which something is to follow; None for none."""
    return session.planned_day(text) if text and text.strip() else None


def _named(session: CliSession, word: str) -> Contact:
    candidates = [
        Candidate(
            number, one, f"{one.day} {one.title} {one.i_said} {one.said}", (one.id, one.day.isoformat(), one.name)
        )
        for number, one in enumerate(contacts_in_order(session), 1)
    ]
    return pick(word, candidates, Kind("contact", LISTED_BY))

"""Commands about visits: planned, told, called off; the questions for them, and what to bring."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from contextlib import suppress
from typing import Any, TypeVar

import click

from routine_tui.cli.picking import (
    DATE,
    DAYS_BACK,
    Candidate,
    Kind,
    completed_from,
    hour_of,
    pass_session,
    pick,
    planned_moment,
)
from routine_tui.cli.session import CliSession
from routine_tui.cli.visit_listing import (
    questions_in_order,
    show_questions,
    show_visits,
    show_what_to_bring,
    visits_in_order,
)
from routine_tui.facts.care import field_of, fields
from routine_tui.model.by_id import by_id, newcomer
from routine_tui.model.care.care_text import when_words
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.visit import Question, Visit, next_visit
from routine_tui.model.text import clipped

LISTED_BY = "routine-tui visit"
Command = TypeVar("Command", bound=Callable[..., Any])
VISIT = completed_from(lambda recovery: [(one.day.isoformat(), one.title) for one in recovery.care.visits])
QUESTION = completed_from(lambda recovery: [(one.text, one.asked_on.isoformat()) for one in recovery.care.questions])
FIELD = completed_from(lambda _recovery: _fields_to_bring())


def _fields_to_bring() -> list[tuple[str, str]]:
    return [(one.id, one.label) for one in fields() if one.bring]


def _texts(command: Command) -> Command:
    """The options that adding and editing share."""
    for option in reversed(
        (
            click.option("--with", "who", metavar="NAME", help='The clinician; "" for none.'),
            click.option("--where", metavar="TEXT", help="The place."),
            click.option("--why", metavar="TEXT", help="The reason."),
            click.option("--notes", metavar="TEXT", help="Notes on what was said and found."),
            click.option("--agreed", metavar="TEXT", help="The next steps agreed."),
        )
    ):
        command = option(command)
    return command


@click.group("visit", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@click.pass_context
def visit_command(ctx: click.Context, as_json: bool) -> None:
    """Show or plan visits to a clinician, with questions for them and what to bring."""
    if ctx.invoked_subcommand is not None:
        return
    session = ctx.find_object(CliSession)
    assert session is not None
    show_visits(session, as_json)


@visit_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_session
def list_command(session: CliSession, as_json: bool) -> None:
    """Show the visits, the next one first, and the open questions."""
    show_visits(session, as_json)


@visit_command.command("add", context_settings=DAYS_BACK)
@click.argument("day", metavar="DATE", type=DATE)
@click.argument("at", metavar="[TIME]", required=False)
@_texts
@pass_session
def add_command(session: CliSession, /, day: str, at: str | None, **texts: str | None) -> None:
    """Plan a visit, or log a past one. TIME is HH:MM, local time.

    A weekday means the next one, today included; the time may follow the date.

    \b
    Examples:
      routine-tui visit add 2026-12-03 10:30 --with "Dr Kaya" --why "dark marks"
      routine-tui visit add "14 dec 10:30"
      routine-tui visit add +14
    """
    before = session.recovery.care.visits
    visit = Visit("", *planned_moment(session, day, at), **_given(texts))
    added = newcomer(before, session.planner.visits.add(visit).care.visits)
    session.say(f"Planned: {_told(session, added)}." if added.day >= session.planner.today() else
                f"Recorded: {_told(session, added)}.")  # fmt: skip


@visit_command.command("edit")
@click.argument("visit", type=VISIT)
@click.option("--date", "day", metavar="DATE", type=DATE, help="A new date; +7 is in a week.")
@click.option("--time", "at", metavar="TIME", help='A new time, HH:MM; "" for none.')
@_texts
@pass_session
def edit_command(session: CliSession, /, visit: str, day: str | None, at: str | None, **texts: str | None) -> None:
    """Edit a visit, or write down notes and the next steps agreed. An empty text clears a field.

    VISIT is the number that `routine-tui visit` shows, its date, or part of the clinician, place or reason.

    \b
    Examples:
      routine-tui visit edit 1 --date 2026-12-10 --time 09:15
      routine-tui visit edit kaya --agreed "Azelaic acid for 24 weeks, review in January"
    """
    changes: dict[str, Any] = _given(texts)
    if day is not None:
        changes["day"], hour = planned_moment(session, day, at)
        changes |= {"at": hour} if hour else {}
    if at is not None:
        changes["at"] = hour_of(at)
    if not changes:
        raise click.UsageError("Nothing to change: use --date, --time, --with, --where, --why, --notes or --agreed.")
    found = _named(session, visit)
    recovery = session.planner.visits.edit(found.id, **changes)
    session.say(f"Saved: {_told(session, by_id(recovery.care.visits, found.id, 'visit'))}.")


@visit_command.command("end")
@click.argument("visit", type=VISIT)
@pass_session
def end_command(session: CliSession, visit: str) -> None:
    """Cancel a visit, or restore a cancelled one. It stays in the list."""
    found = _named(session, visit)
    after = by_id(session.planner.visits.call_off(found.id, not found.called_off).care.visits, found.id, "visit")
    session.say(f"{'Cancelled' if after.called_off else 'Restored'}: {_told(session, after)}.")


@visit_command.command("remove")
@click.argument("visit", type=VISIT)
@pass_session
def remove_command(session: CliSession, visit: str) -> None:
    """Delete a visit, as if it had never been planned."""
    found = _named(session, visit)
    session.planner.visits.remove(found.id)
    session.say(f"Deleted: {_told(session, found)}. routine-tui undo brings it back.")


@visit_command.command("ask")
@click.argument("text")
@pass_session
def ask_command(session: CliSession, text: str) -> None:
    """Save a question for the next visit.

    \b
    Example:
      routine-tui visit ask "When may I have another laser session?"
    """
    recovery = session.planner.visits.ask(text)
    count = sum(one.is_open for one in recovery.care.questions)
    session.say(f"Question saved: {count} open for the next visit.")


@visit_command.command("questions")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_session
def questions_command(session: CliSession, as_json: bool) -> None:
    """Show the questions, open ones first."""
    show_questions(session, as_json)


@visit_command.command("answer")
@click.argument("question", type=QUESTION)
@click.argument("text")
@pass_session
def answer_command(session: CliSession, question: str, text: str) -> None:
    """Write down the answer; "" reopens the question.

    QUESTION is the number that `routine-tui visit questions` shows, or part of its text.
    """
    found = _question(session, question)
    session.planner.visits.edit_question(found.id, answer=text)
    session.say(f"{'Answered' if text.strip() else 'Reopened'}: {clipped(found.text)}")


@visit_command.command("drop")
@click.argument("question", type=QUESTION)
@pass_session
def drop_command(session: CliSession, question: str) -> None:
    """Delete a question."""
    found = _question(session, question)
    session.planner.visits.drop_question(found.id)
    session.say(f"Deleted: {clipped(found.text)} routine-tui undo brings it back.")


@visit_command.command("bring")
@click.argument("visit", required=False, type=VISIT)
@click.option("--ready", metavar="FIELD", multiple=True, type=FIELD, help="Tick it: you have it elsewhere.")
@click.option("--not-ready", metavar="FIELD", multiple=True, type=FIELD, help="Untick it.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_session
def bring_command(
    session: CliSession, visit: str | None, ready: Sequence[str], not_ready: Sequence[str], as_json: bool
) -> None:
    """Show the checklist for a visit: what is ready and what is missing. VISIT is the next one unless named.

    \b
    Examples:
      routine-tui visit bring
      routine-tui visit bring --ready medicines
    """
    chosen = _chosen(session, visit)
    if ready or not_ready:
        _set_ready(session, chosen, ready, not_ready)
        chosen = by_id(session.recovery.care.visits, chosen.id, "visit") if chosen else None
    show_what_to_bring(session, chosen, as_json)


# ---------------------------------------------------------------------- what the commands share


def _named(session: CliSession, word: str) -> Visit:
    known = visits_in_order(session)
    candidates = [
        Candidate(number, one, _words(one), (one.id, one.day.isoformat(), _words(one), one.who))
        for number, one in enumerate(known, 1)
    ]
    days = {one.day.isoformat() for one in known}
    return pick(_as_day(session, word, days), candidates, Kind("visit", LISTED_BY))


def _words(visit: Visit) -> str:
    return " ".join(filter(None, (visit.day.isoformat(), visit.who, visit.where, visit.why)))


def _as_day(session: CliSession, word: str, days: Container[str]) -> str:
    """A word that means the day of a visit, such as ``tomorrow``, as that day; any other as it is."""
    with suppress(BadInput):
        for day in (session.planned_day(word).isoformat(), session.day(word).isoformat()):
            if day in days:
                return day
    return word


def _question(session: CliSession, word: str) -> Question:
    known = questions_in_order(session)
    candidates = [Candidate(number, one, one.text, (one.id, one.text)) for number, one in enumerate(known, 1)]
    return pick(word, candidates, Kind("question", "routine-tui visit questions"))


def _chosen(session: CliSession, word: str | None) -> Visit | None:
    """The visit that was named, or the next one; None where there is none."""
    if word is not None:
        return _named(session, word)
    return next_visit(session.recovery.care.visits, session.planner.today())


def _set_ready(session: CliSession, visit: Visit | None, ready: Sequence[str], not_ready: Sequence[str]) -> None:
    if visit is None:
        raise BadInput("No visit is planned: add one with routine-tui visit add, or name a past one to edit it.")
    chosen, taken = ({field_of(name).id for name in names} for names in (ready, not_ready))
    if both := chosen & taken:
        raise BadInput(f"{clipped(min(both))} can't be both ready and not ready: name it once.")
    session.planner.visits.ready(visit.id, chosen, taken)


def _given(texts: dict[str, str | None]) -> dict[str, Any]:
    return {name: text for name, text in texts.items() if text is not None}


def _told(session: CliSession, visit: Visit) -> str:
    """A visit in a few words: ``Thu 3 Dec, 10:30, Dr Kaya``."""
    return ", ".join(filter(None, (when_words(visit.day, visit.at, session.planner.today()), clipped(visit.who))))

"""The command about how the skin is doing on a day: records a check-in, and shows it with its level of concern."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

import click

from routine_tui.cli.answer_pairs import ANSWER, read_pairs, read_places
from routine_tui.cli.concern_text import concern_lines, flags_on, standing_lines
from routine_tui.cli.key_help import CheckInHelp
from routine_tui.cli.picking import DATE, pass_session
from routine_tui.cli.session import CliSession, columns, print_json
from routine_tui.cli.skin_table import table_lines
from routine_tui.dates import read_time
from routine_tui.facts.skin import levels, question, questions, rules
from routine_tui.files import typed_path
from routine_tui.model.day.moment import moment_words
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.answers import NAMES, PROFILE, URGENT_SIGNS, YES_NO, Answer, Answers
from routine_tui.model.recovery.check_in import CheckIn, Look
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.answers import before_in_words, in_words, places_in_words
from routine_tui.model.skin.check_ins import before, check_ins
from routine_tui.model.skin.concern import TODAY_LEVEL, concern_of_look, is_overshadowed
from routine_tui.model.skin.standing import concern_beside_flags
from routine_tui.model.text import NOTE_LIMIT, clipped, free_text, listed, long_day

if TYPE_CHECKING:
    from routine_tui.model.skin.concern import Concern


@click.command("skin", cls=CheckInHelp)
@click.argument("answers", metavar="[KEY=VALUE]...", nargs=-1, type=ANSWER)
@click.option("--on", "on", type=DATE, metavar="DATE", help="The day [today].")
@click.option(
    "--at", metavar="HH:MM", help="The time [now]; more than an hour after the last one, it is a check-in of its own."
)
@click.option("--edit", metavar="HH:MM", help="Correct the check-in made at that time.")
@click.option("--where", multiple=True, metavar="PLACE", help='Side and place, e.g. "left cheek" or "scar: chin".')
@click.option("--note", metavar="TEXT", help="The check-in's note; replaces the one there.")
@click.option("--photo", type=click.Path(readable=False), metavar="FILE", help="Add a photo to the day.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@click.option("--table", "as_table", is_flag=True, help="All check-ins, one per row.")
@pass_session
def skin_command(
    session: CliSession,
    answers: Sequence[str],
    on: str | None,
    at: str | None,
    edit: str | None,
    where: Sequence[str],
    note: str | None,
    photo: str | None,
    as_json: bool,
    as_table: bool,
) -> None:
    """Check in on your skin, or show a day's check-in and what it says.

    With KEY=VALUE, --where, --note or --photo it saves a check-in (all of it or nothing), then shows the day. Answer
    only what you like: a blank is not a zero. Signs (0 to 4) are compared with untreated skin; feelings (0 to 10) are
    at their worst in the last 24 hours. Answers within an hour belong to one check-in; later ones make another, and
    the day keeps both. KEY= clears an answer.

    \b
    Examples:
      routine-tui skin redness=2 swelling=0 pain=3 pus=no
      routine-tui skin temp=100.8F --note "Warm since noon."
      routine-tui skin redness= --on yesterday
      routine-tui skin hot=yes --at 07:30 --where "left cheek"
      routine-tui skin pain=4 --edit 07:30
      routine-tui skin --table
    """
    if as_json and as_table:
        raise BadInput("Use either --json or --table.")
    _ = session.recovery
    day = session.day(on)
    given, places = read_pairs(answers, "redness=2"), read_places(where)
    if at is not None and edit is not None:
        raise BadInput("Use either --at or --edit.")
    if given or places or note is not None or photo is not None:
        moment = _moment(session, day, at, edit)
        _record(session, day, _Said(given, note, places, moment), photo)
    elif at is not None or edit is not None:
        raise BadInput(f"Add what you saw at {at or edit}, e.g. redness=2.")
    recovery = session.recovery
    recovery.require(day)
    if as_table:
        for line in table_lines(session, recovery, session.planner.today()):
            session.say(line)
    elif as_json:
        print_json(_as_json(recovery, day, session.planner.today()))
    else:
        _show(session, recovery, day)


class _Said(NamedTuple):
    """What was typed of one look."""

    answers: dict[str, Answer | None]
    note: str | None
    places: dict[str, str]
    at: datetime | None
    """Of which moment the look is; None for now."""


def _moment(session: CliSession, day: date, at: str | None, edit: str | None) -> datetime | None:
    hour = at if edit is None else edit
    return None if hour is None else session.planner.skin.look_moment(day, read_time(hour), is_there=edit is not None)


def _record(session: CliSession, day: date, said: _Said, photo: str | None) -> None:
    """Record all of it. What can be refused is looked at before anything is written, the picture first."""
    once = next((name for name in said.answers if name in PROFILE), None)
    if once:
        raise BadInput(f"{once} is asked once, not in a check-in: use routine-tui profile {once}=…")
    words = None if said.note is None else free_text(said.note, "The note")
    if photo is not None:
        session.planner.require_not_ahead(day)
        session.planner.photos.add(typed_path(photo), day)
    if said.answers or said.places or words is not None:
        session.planner.skin.check_in(day, said.answers, words, said.places, said.at)


def _concern(recovery: Recovery, day: date, today: date) -> Concern:
    return concern_beside_flags(rules(), recovery, day, today)


def _as_json(recovery: Recovery, day: date, today: date) -> object:
    check_in, found = recovery.record(day).skin or CheckIn(), _concern(recovery, day, today)
    return {
        "day": day.isoformat(),
        "day_offset": recovery.offset(day),
        "answers": _in_order(check_in.answers),
        "worst": _in_order(check_in.worst),
        "looks": [_look_as_json(recovery, day, look) for look in check_in.looks],
        "level": found.level if found.checked else None,
        "level_name": levels()[found.level].name if found.checked and not is_overshadowed(found) else None,
        "rules": [] if is_overshadowed(found) else [rule.id for rule in found.fired],
        "urgent_unanswered": found.urgent_unanswered if found.checked else len(URGENT_SIGNS),
        "checked": found.checked,
        "note": check_in.note or None,
        "photos": [photo.file for photo in recovery.photos if photo.day == day],
    }


def _look_as_json(recovery: Recovery, day: date, look: Look) -> object:
    found = concern_of_look(rules(), recovery, day, look)
    return {
        "at": look.at.isoformat() if look.at else None,
        "answers": _in_order(look.answers),
        "level": found.level if found.checked else None,
        "note": look.note or None,
        "where": dict(look.places),
    }


def _in_order(answers: Answers) -> dict[str, Answer]:
    return {name: answers[name] for name in NAMES if name in answers}


# ---------------------------------------------------------------------- in words


def _show(session: CliSession, recovery: Recovery, day: date) -> None:
    """The check-in of a day and what it calls for; that comes first where somebody is to be called today."""
    found = _concern(recovery, day, session.planner.today())
    flags = [flag for flag in flags_on(session, recovery, day) if not found.checked or flag.rule.level > found.level]
    is_answered = bool((recovery.record(day).skin or CheckIn()).answers)
    told = standing_lines(session, recovery, day, flags) + (concern_lines(session, found) if is_answered else [])
    comes_first = max([found.level, *(flag.rule.level for flag in flags)]) >= TODAY_LEVEL
    for line in [*told, ""] if comes_first else ():
        session.say(line)
    _show_check_in(session, recovery, day)
    for line in ["", *told] if told and not comes_first else ():
        session.say(line)


def _show_check_in(session: CliSession, recovery: Recovery, day: date) -> None:
    """What was answered on a day, look by look."""
    facts = [
        f"{long_day(day, session.planner.today())}",
        f"D{recovery.offset(day)} of {recovery.window_days}",
        "check-in",
    ]
    session.say_head(recovery, *facts)
    session.say()
    check_in = recovery.record(day).skin or CheckIn()
    for look in check_in.looks:
        if len(check_in.looks) > 1:
            session.say(session.paint(_hour(recovery, day, look, session.planner.today()), bold=True))
        for line in (*_numbers(session, recovery, day, look), *_words(look)):
            session.say(line)
        if look.answers.get("improving") is False and "antibiotics" not in look.answers:
            session.say("  Do you take antibiotics? Add antibiotics=yes: that it gets no better counts beside it.")
    photos = [photo.file for photo in recovery.photos if photo.day == day]
    if photos:
        session.say(f"  Photos: {', '.join(photos)}")
    if check_in.is_empty:
        session.say("No check-in that day: make one, e.g. routine-tui skin redness=2 pain=3.")


def _hour(recovery: Recovery, day: date, look: Look, today: date) -> str:
    """When a look was, and its level where that is not 0: nothing of a day with a higher one is called expected."""
    found = concern_of_look(rules(), recovery, day, look)
    when = moment_words(look.at, day, recovery.day_starts_at, today) if look.at else "time not known"
    return f"{when}: {levels()[found.level].name.lower()}" if found.level else when


def _numbers(session: CliSession, recovery: Recovery, day: date, look: Look) -> list[str]:
    """A row for each number: what it stands for, and what was answered before."""
    earlier, degree = list(check_ins(recovery)), " °C" if session.is_unicode else " C"
    rows = []
    for one in questions():
        name = one.id
        if name in look.answers and name not in YES_NO:
            answer = look.answers[name]
            then = before_in_words(name, day, before(earlier, day, name))
            about = ", ".join(filter(None, [one.words_of(answer), f"before: {then}" if then else ""]))
            rows.append((f"  {one.label}", in_words(name, answer, degree), session.paint(about, dim=True)))
    return columns(rows)


def _words(look: Look) -> Iterator[str]:
    """A line of what was answered yes, one of what was answered no, where it was, and the note."""
    for said, wanted in (("Yes", True), ("No", False)):
        labels = [question(name).label for name in YES_NO if look.answers.get(name) is wanted]
        if labels:
            yield f"  {said}: {listed([_in_a_sentence(label) for label in labels])}"
    if look.places:
        yield f"  Where: {clipped(places_in_words(look.places), NOTE_LIMIT)}"
    if look.note:
        yield f"  Note: {clipped(look.note, NOTE_LIMIT, newlines=True)}".replace("\n", "\n        ")


def _in_a_sentence(label: str) -> str:
    return label[0].lower() + label[1:]

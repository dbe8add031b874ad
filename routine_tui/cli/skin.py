"""The command about how the skin is doing on a day: records a check-in, and shows it with its level of concern."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from routine_tui.cli.answer_pairs import ANSWER, read_pairs
from routine_tui.cli.concern_text import concern_lines
from routine_tui.cli.picking import DATE, pass_session
from routine_tui.cli.session import CliSession, columns, print_json
from routine_tui.cli.skin_table import table_lines
from routine_tui.facts.skin import levels, questions, rules
from routine_tui.files import typed_path
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.check_in import NAMES, PROFILE, YES_NO, Answer, CheckIn
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.answers import before_in_words, in_words
from routine_tui.model.skin.check_ins import before, check_ins
from routine_tui.model.skin.concern import concern
from routine_tui.model.text import NOTE_LIMIT, clipped, free_text, listed, long_day

if TYPE_CHECKING:
    from routine_tui.model.skin.concern import Concern


@click.command("skin")
@click.argument("answers", metavar="[KEY=VALUE]...", nargs=-1, type=ANSWER)
@click.option("--on", "on", type=DATE, metavar="DATE", help="Another day than today.")
@click.option("--note", metavar="TEXT", help="The check-in's note, in place of the one there.")
@click.option("--photo", type=click.Path(readable=False), metavar="FILE", help="Add a picture to the day.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@click.option("--table", "as_table", is_flag=True, help="Every check-in, a row a day.")
@pass_session
def skin_command(
    session: CliSession,
    answers: Sequence[str],
    on: str | None,
    note: str | None,
    photo: str | None,
    as_json: bool,
    as_table: bool,
) -> None:
    """Record how the skin is doing, or show it with its level of concern.

    With KEY=VALUE, --note or --photo it records, all or nothing, and then shows the day. Everything can be left out:
    what is not answered is never zero.

    \b
    KEY:
      redness swelling bumps flaking marks scar   0 to 4, next to untouched skin
      pain itch bother                            0 to 10, worst in 24 hours
      temp                                        38.2, or 100.8F
      spreading hot pus crust smell blisters eye glands unwell   yes or no
    and more, which completion in the shell lists. KEY= takes an answer back.

    \b
    Examples:
      routine-tui skin redness=2 swelling=0 pain=3 pus=no
      routine-tui skin temp=100.8F --note "Warm since noon."
      routine-tui skin redness= --on yesterday
      routine-tui skin --table
    """
    if as_json and as_table:
        raise BadInput("--json and --table exclude each other: use one of them.")
    _ = session.recovery
    day = session.day(on)
    given = read_pairs(answers, "redness=2")
    if given or note is not None or photo is not None:
        _record(session, day, given, note, photo)
    recovery = session.recovery
    recovery.require(day)
    if as_table:
        for line in table_lines(session, recovery, session.planner.today()):
            session.say(line)
    elif as_json:
        print_json(_as_json(recovery, day))
    else:
        _show(session, recovery, day)


def _record(
    session: CliSession, day: date, answers: dict[str, Answer | None], note: str | None, photo: str | None
) -> None:
    """Record all of it. What can be refused is looked at before anything is written, the picture first."""
    once = next((name for name in answers if name in PROFILE), None)
    if once:
        raise BadInput(f"{once} is asked once, not in a check-in: use routine-tui profile {once}=…")
    words = None if note is None else free_text(note, "The note")
    session.planner.require_not_ahead(day)
    if photo is not None:
        session.planner.photos.add(typed_path(photo), day)
    if answers or words is not None:
        session.planner.skin.check_in(day, answers, words)


def _concern(recovery: Recovery, day: date) -> Concern:
    return concern(rules(), recovery, day)


def _as_json(recovery: Recovery, day: date) -> object:
    check_in, found = recovery.record(day).skin or CheckIn(), _concern(recovery, day)
    return {
        "day": day.isoformat(),
        "day_offset": recovery.offset(day),
        "answers": {name: check_in.answers[name] for name in NAMES if name in check_in.answers},
        "level": found.level,
        "level_name": levels()[found.level].name,
        "rules": [rule.id for rule in found.fired],
        "checked": found.checked,
        "note": check_in.note or None,
        "photos": [photo.file for photo in recovery.photos if photo.day == day],
    }


# ---------------------------------------------------------------------- in words


def _show(session: CliSession, recovery: Recovery, day: date) -> None:
    facts = [
        session.paint(clipped(recovery.name), bold=True),
        f"{long_day(day, session.planner.today())}",
        f"D{recovery.offset(day)} of {recovery.window_days}",
        "check-in",
    ]
    session.say(session.dot.join(facts))
    session.say()
    check_in = recovery.record(day).skin or CheckIn()
    for line in (*_numbers(session, recovery, day, check_in), *_words(session, check_in)):
        session.say(line)
    photos = [photo.file for photo in recovery.photos if photo.day == day]
    if photos:
        session.say(f"  Pictures: {', '.join(photos)}")
    if check_in.is_empty:
        session.say("Nothing is recorded of the skin on this day: record it with routine-tui skin redness=2 pain=3.")
    if check_in.answers:
        session.say()
        for line in concern_lines(session, _concern(recovery, day)):
            session.say(line)


def _numbers(session: CliSession, recovery: Recovery, day: date, check_in: CheckIn) -> list[str]:
    """A row for each number: what it stands for, and what was answered before."""
    earlier, degree = list(check_ins(recovery)), " °C" if session.is_unicode else " C"
    rows = []
    for question in questions():
        name = question.id
        if name in check_in.answers and name not in YES_NO:
            answer = check_in.answers[name]
            then = before_in_words(name, day, before(earlier, day, name))
            about = ", ".join(filter(None, [question.words_of(answer), f"before: {then}" if then else ""]))
            rows.append((f"  {question.label}", in_words(name, answer, degree), session.paint(about, dim=True)))
    return columns(rows)


def _words(session: CliSession, check_in: CheckIn) -> Iterator[str]:
    """A line of what was answered yes, one of what was answered no, and the note."""
    from routine_tui.facts.skin import question

    for said, wanted in (("Yes", True), ("No", False)):
        labels = [question(name).label for name in YES_NO if check_in.answers.get(name) is wanted]
        if labels:
            yield f"  {said}: {listed([_in_a_sentence(label) for label in labels])}"
    if check_in.note:
        yield f"  Note: {clipped(check_in.note, NOTE_LIMIT, newlines=True)}".replace("\n", "\n        ")


def _in_a_sentence(label: str) -> str:
    return label[0].lower() + label[1:]

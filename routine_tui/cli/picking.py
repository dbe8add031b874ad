"""What people type on the command line: which step is meant, and what the shell may complete."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, time
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

import click
from click.shell_completion import CompletionItem

from routine_tui.cli.session import CliSession
from routine_tui.model.errors import BadInput, RoutineError
from routine_tui.model.recovery.routine import KINDS, SLOTS
from routine_tui.model.text import clipped, folded, listed

if TYPE_CHECKING:
    from routine_tui.model.day.agenda import Agenda
    from routine_tui.model.recovery.recovery import Recovery

    TextType = click.ParamType[str]
else:
    TextType = click.ParamType  # generic only in the newest click

pass_session = click.make_pass_decorator(CliSession)
DAYS_BACK = {"ignore_unknown_options": True}
"""For a command whose argument may begin with a dash: ``-3`` is three days ago, and no option."""
SLOT = click.Choice(SLOTS)
KIND = click.Choice(KINDS)


_MOST_NAMED: Final = 5
_YEAR: Final = 4
"""Digits from which on a number may be the beginning of a date, and so a part of the words."""
Thing = TypeVar("Thing")


def session_of(ctx: click.Context) -> CliSession:
    """The session of a command that is handed its context."""
    session = ctx.find_object(CliSession)
    assert session is not None
    return session


def add_list(group: click.Group, show: Callable[[CliSession, bool], None], words: str) -> None:
    """Give a group the command ``list``, which shows what the group alone shows."""

    @group.command("list", help=words)
    @click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
    @pass_session
    def list_command(session: CliSession, as_json: bool) -> None:
        show(session, as_json)


class Candidate(NamedTuple, Generic[Thing]):
    """A thing as it can be called for."""

    number: int
    """As it is listed, from 1."""
    thing: Thing
    words: str
    """Any part of them means it, and they tell it apart in a sentence."""
    names: tuple[str, ...] = ()
    """Each means it where it is typed in full, an earlier one before a later one; its id is the first."""


class Kind(NamedTuple):
    """What candidates are, for the sentences about them."""

    name: str
    listed_by: str
    """The command that lists them."""
    shows: str = "what there is"
    how_to_begin: str = ""
    """A sentence for where there are none."""


def pick(word: str, candidates: Sequence[Candidate[Thing]], kind: Kind) -> Thing:
    """The one thing that a word means: its number, one of its names, or part of its text.

    Raises BadInput where none fits, or several.
    """
    wanted, typed = folded(word), clipped(word, 60)
    found = [one for one in candidates if str(one.number) == wanted]
    if not found and not (wanted.isdecimal() and len(wanted) < _YEAR):
        found = _by_name(wanted, candidates) or _by_parts(wanted.split(), candidates)
    if len(found) == 1:
        return found[0].thing
    if found:
        names = [f"{one.number} {clipped(one.words, 60)}" for one in found[:_MOST_NAMED]]
        more = [f"{len(found) - _MOST_NAMED} more"] if len(found) > _MOST_NAMED else []
        several = f"“{typed}” fits {len(found)} {kind.name}s: {listed([*names, *more])}."
        raise BadInput(several, "Use the number, or more of the name")
    if not candidates:
        raise BadInput(f"There is no {kind.name} “{typed}”: {kind.listed_by} shows none. {kind.how_to_begin}".rstrip())
    raise BadInput(f"There is no {kind.name} “{typed}”: {kind.listed_by} shows {kind.shows}.")


def _by_name(wanted: str, candidates: Sequence[Candidate[Thing]]) -> list[Candidate[Thing]]:
    for place in range(max((len(one.names) for one in candidates), default=0)):
        if found := [one for one in candidates if wanted in map(folded, one.names[place : place + 1])]:
            return found
    return []


def _by_parts(parts: Sequence[str], candidates: Sequence[Candidate[Thing]]) -> list[Candidate[Thing]]:
    return [one for one in candidates if parts and all(part in folded(one.words) for part in parts)]


class Named(NamedTuple):
    """A step as it can be called for."""

    number: int
    step_id: str
    slot: str
    name: str


def steps_of(agenda: Agenda) -> list[Named]:
    """The steps of a checklist, as they can be called for."""
    return [Named(item.number, item.step_id, item.version.slot, item.version.name) for item in agenda.items]


def find_steps(words: Sequence[str], steps: Sequence[Named], listed_by: str) -> list[Named]:
    """The steps that were meant, each once. ``listed_by`` is the command that shows them.

    Raises BadInput where one of them fits no step or several.
    """
    return list(dict.fromkeys(find_step(word, steps, listed_by) for word in words))


def find_step(word: str, steps: Sequence[Named], listed_by: str) -> Named:
    """The one step that a word means: its number, its id, or a part of slot and name. Raises BadInput."""
    candidates = [
        Candidate(one.number, one, f"{one.slot} {one.name}", (one.step_id, f"{one.slot} {one.name}", one.name))
        for one in steps
    ]
    begin = "Add one with routine-tui steps add."
    return pick(word, candidates, Kind("step", listed_by, _range(steps) if steps else "", begin))


def _range(steps: Sequence[Named]) -> str:
    return "the only one" if len(steps) == 1 else f"numbers {steps[0].number} to {steps[-1].number} with their names"


# ---------------------------------------------------------------------- completion in the shell


class Completed(TextType):
    """A text that the shell completes from what there is; any text may be typed all the same."""

    name = "text"

    def __init__(self, candidates: Callable[[CliSession], Iterable[tuple[str, str]]]) -> None:
        self._candidates = candidates

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """What begins with, or holds, what was typed so far; nothing where the data cannot be read."""
        root = ctx.find_root().params
        session = CliSession(root.get("home"), bool(root.get("ascii_only")))
        typed = incomplete.casefold()
        with suppress(RoutineError, OSError):
            found = [
                (word, about) for word, about in self._candidates(session) if typed in f"{word} {about}".casefold()
            ]
            begun = [pair for pair in found if pair[0].casefold().startswith(typed)]
            return [CompletionItem(word, help=clipped(about)) for word, about in begun or found]
        return []


def peek_recovery(session: CliSession) -> Recovery | None:
    """The current recovery, read without mending anything: completing a word must never change a file."""
    path = session.planner.folder.current()
    return session.planner.folder.repository(path).load() if path else None


def completed_from(named: Callable[[Recovery], Iterable[tuple[str, str]]]) -> Completed:
    """A word that the shell completes from what a recovery holds."""

    def candidates(session: CliSession) -> Iterable[tuple[str, str]]:
        recovery = peek_recovery(session)
        return named(recovery) if recovery else ()

    return Completed(candidates)


def _steps_today(session: CliSession) -> Iterable[tuple[str, str]]:
    if recovery := peek_recovery(session):
        for planned in recovery.routine.on(recovery.nearest(session.planner.today())):
            yield planned.step_id, f"{planned.version.slot} {planned.version.name}"


def _steps_of_routine(recovery: Recovery) -> Iterable[tuple[str, str]]:
    return [(step.id, f"{step.latest.slot} {step.latest.name}") for step in recovery.routine.steps]


def _recoveries(session: CliSession) -> Iterable[tuple[str, str]]:
    for entry in session.planner.recoveries.entries():
        yield entry.name, "archived" if entry.archived else ""


STEP_TODAY = Completed(_steps_today)
STEP_OF_ROUTINE = completed_from(_steps_of_routine)
RECOVERY_NAME = Completed(_recoveries)
DATE = Completed(lambda _session: [(word, "") for word in ("today", "yesterday", "tomorrow")])
RULE = Completed(lambda _session: [(word, "") for word in ("day", "2 days", "mon,thu", "3 on 2 off")])


class OneOf(TextType):
    """One of some words that are looked up only when the option is used, as looking costs an import."""

    def __init__(self, name: str, choices: Callable[[], Iterable[str]]) -> None:
        self.name = name
        self._choices = choices

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word as it is known, or a usage error that lists the known ones."""
        known = list(self._choices())
        if value.lower() not in known:
            self.fail(f"“{clipped(value, 60)}” isn't a {self.name}: use {listed(known, 'or')}.", param, ctx)
        return value.lower()

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The words that begin as typed."""
        return [CompletionItem(word) for word in self._choices() if word.startswith(incomplete.lower())]


def only_one(flags: Mapping[str, bool]) -> str | None:
    """Which of some flags was given; None for none. Raises UsageError where several were."""
    given = [name for name, is_given in flags.items() if is_given]
    if len(given) > 1:
        raise click.UsageError(f"Use only one of {listed([f'--{name}'.replace('_', '-') for name in given])}.")
    return given[0] if given else None


def hour_of(text: str | None) -> time | None:
    """A time of day as it was typed; None for none. Raises BadInput, UsageError for an option that there is not."""
    if text is None or not text.strip():
        return None
    if text.startswith("-"):  # where a day may be -3, click takes what it does not know for a word
        raise click.UsageError(f"No such option: {text}")
    from routine_tui.dates import read_time

    return read_time(text)


def planned_moment(session: CliSession, day: str, at: str | None) -> tuple[date, time | None]:
    """The day and the time of what is planned; the time is ``at``, or stands behind the day. Raises BadInput."""
    from routine_tui.dates import read_day_and_time

    today, hour = session.planner.today(), hour_of(at)
    found, behind = read_day_and_time(day, today, today, session.recovery.day_zero)
    if hour and behind and hour != behind:
        raise BadInput(f"Two times, {behind:%H:%M} and {hour:%H:%M}: give only one.")
    return found, hour or behind

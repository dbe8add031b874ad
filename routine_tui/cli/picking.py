"""What people type on the command line: which step is meant, and what the shell may complete."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

import click
from click.shell_completion import CompletionItem

from routine_tui.cli.session import CliSession
from routine_tui.model.errors import BadInput, RoutineError
from routine_tui.model.recovery.routine import KINDS, SLOTS
from routine_tui.model.text import clipped, listed

if TYPE_CHECKING:
    from routine_tui.model.day.agenda import Agenda
    from routine_tui.model.recovery.recovery import Recovery

    TextType = click.ParamType[str]
else:
    TextType = click.ParamType  # generic only in the newest click

pass_session = click.make_pass_decorator(CliSession)
DAYS_BACK = {"ignore_unknown_options": True}
"""For a command whose argument is a day: ``-3`` is three days ago, and no option."""
SLOT = click.Choice(SLOTS)
KIND = click.Choice(KINDS)


class Named(NamedTuple):
    """A step as it can be called for: by number, by id, or by a part of slot and name."""

    number: int
    step_id: str
    slot: str
    name: str

    @property
    def label(self) -> str:
        """The step in a sentence, so that two of one name are told apart."""
        return f"{self.number} {self.slot} {clipped(self.name)}"


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
    wanted = " ".join(word.split()).casefold()
    typed = clipped(word, 60)
    if not steps:
        raise BadInput(f"There is no step “{typed}”: {listed_by} shows none. Add one with routine-tui steps add.")
    if wanted.isdecimal():  # a number is a number, even where a name holds it: “30” is not “Sunscreen SPF 30”
        found = [step for step in steps if str(step.number) == wanted]
    else:
        found = _exact(wanted, steps) or _partial(wanted, steps)
    if len(found) == 1:
        return found[0]
    if found:
        names = listed([step.label for step in found])
        raise BadInput(f"“{typed}” fits {len(found)} steps: {names}. Use the number, or more of the name.")
    raise BadInput(f"There is no step “{typed}”: {listed_by} shows {_range(steps)}.")


def _exact(wanted: str, steps: Iterable[Named]) -> list[Named]:
    for of_step in (lambda step: step.step_id, lambda step: f"{step.slot} {step.name}", lambda step: step.name):
        found = [step for step in steps if " ".join(of_step(step).split()).casefold() == wanted]
        if len(found) == 1:
            return found
    return []


def _partial(wanted: str, steps: Iterable[Named]) -> list[Named]:
    parts = wanted.split()
    return [step for step in steps if parts and all(part in f"{step.slot} {step.name}".casefold() for part in parts)]


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
            return [CompletionItem(clipped(word), help=clipped(about)) for word, about in begun or found]
        return []


def peeked(session: CliSession) -> Recovery | None:
    """The current recovery, read without mending anything: completing a word must never change a file."""
    path = session.planner.folder.current()
    return session.planner.folder.repository(path).load() if path else None


def _steps_today(session: CliSession) -> Iterable[tuple[str, str]]:
    if recovery := peeked(session):
        for planned in recovery.routine.on(recovery.nearest(session.planner.today())):
            yield planned.step_id, f"{planned.version.slot} {planned.version.name}"


def _steps_of_routine(session: CliSession) -> Iterable[tuple[str, str]]:
    if recovery := peeked(session):
        for step in recovery.routine.steps:
            yield step.id, f"{step.latest.slot} {step.latest.name}"


def _recoveries(session: CliSession) -> Iterable[tuple[str, str]]:
    for entry in session.planner.recoveries.entries():
        yield entry.name, "archived" if entry.archived else ""


STEP_TODAY = Completed(_steps_today)
STEP_OF_ROUTINE = Completed(_steps_of_routine)
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
            self.fail(f"“{clipped(value, 60)}” is no {self.name}: use {listed(known, 'or')}.", param, ctx)
        return value.lower()

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The words that begin as typed."""
        return [CompletionItem(word) for word in self._choices() if word.startswith(incomplete.lower())]

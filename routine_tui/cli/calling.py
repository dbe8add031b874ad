"""How visits, courses, procedures and questions are called for: by number, by date, or by a part of their words."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Sequence
from datetime import time
from typing import NamedTuple

import click

from routine_tui.cli.picking import Completed, peeked
from routine_tui.cli.session import CliSession
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import clipped, listed

_MOST_NAMED = 5
_WIDTH = 80


class Called(NamedTuple):
    """A thing as it can be called for."""

    number: int
    """As it is listed, from 1."""
    id: str
    words: str
    """What is searched, and by which it is told apart in a sentence."""
    day: str = ""
    """Its date, as ISO; empty for none."""
    name: str = ""
    """What it is called, where its words hold more than that."""


def find(word: str, things: Sequence[Called], what: str, listed_by: str) -> str:
    """The id of the one thing that a word means. ``what`` names its kind, ``listed_by`` the command that lists them.

    Raises BadInput where none fits, or several.
    """
    wanted, typed = _plain(word), clipped(word, 60)
    if not things:
        raise BadInput(f"There is no {what} “{typed}”: {listed_by} shows none.")
    if not wanted:
        raise BadInput(f"Which {what}: type its number in {listed_by}, or a part of its words.")
    if wanted.isdecimal():
        found = [one for one in things if str(one.number) == wanted]
    else:
        found = (
            [one for one in things if one.id == wanted or one.day == wanted]
            or [one for one in things if wanted in (_plain(one.words), _plain(one.name))]
            or [one for one in things if all(part in one.words.casefold() for part in wanted.split())]
        )
    if len(found) == 1:
        return found[0].id
    if not found:
        raise BadInput(f"There is no {what} “{typed}”: {listed_by} shows what there is.")
    names = [f"{one.number} {clipped(one.words, 60)}" for one in found[:_MOST_NAMED]]
    more = [] if len(found) <= _MOST_NAMED else [f"{len(found) - _MOST_NAMED} more"]
    raise BadInput(f"“{typed}” fits {len(found)} {what}s: {listed([*names, *more])}. Use the number.")


def hour_of(text: str | None) -> time | None:
    """A time of day as it was typed; None for none. Raises BadInput, UsageError for an option that there is not."""
    if text is None or not text.strip():
        return None
    if text.startswith("-"):  # where a day may be -3, click takes what it does not know for a word
        raise click.UsageError(f"No such option: {text}")
    from routine_tui.dates import read_time

    return read_time(text)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def completed(named: Callable[[Recovery], Iterable[tuple[str, str]]]) -> Completed:
    """A word that the shell completes from what a recovery holds."""

    def candidates(session: CliSession) -> Iterable[tuple[str, str]]:
        recovery = peeked(session)
        return named(recovery) if recovery else ()

    return Completed(candidates)


def say_numbered(session: CliSession, number: int, lines: Iterable[str], dim: bool = False) -> None:
    """Print a thing in some lines, its number before the first."""
    head = f"{number:>3}  "
    for line in lines:
        for wrapped in textwrap.wrap(line, _WIDTH, initial_indent=head, subsequent_indent=" " * len(head)):
            session.say(session.paint(wrapped, dim=dim))
        head = " " * len(head)

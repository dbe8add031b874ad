"""The keys of a command in its help, each with what it takes; and those near a key that there is not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import cache
from typing import Final

import click

from routine_tui.facts.care import field_groups, fields, fields_of
from routine_tui.facts.skin import question, question_groups, questions, said_as
from routine_tui.model.errors import NoSuchQuestion
from routine_tui.model.recovery.answers import NAMES, OF_THE_SESSION, URGENT_SIGNS
from routine_tui.model.skin.answers import takes

_WORD: Final = re.compile(r"[^\W_]+")
NEAR: Final = 4
"""How many keys are named beside one that there is not."""


class CheckInHelp(click.Command):
    """A command whose help lists the keys of a check-in, in the order in which they are asked."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the keys above the options."""
        for group in question_groups():
            if group.id == "profile":
                continue
            asked = [one.id for one in questions() if one.group == group.id and one.asked]
            write_keys(formatter, group.label, [(name, _of_question(name)) for name in asked])
        super().format_options(ctx, formatter)


class ProfileHelp(click.Command):
    """A command whose help lists the keys of what is asked once."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the keys above the options."""
        asked = [*(one.id for one in questions() if one.group == "profile"), *OF_THE_SESSION]
        of_texts = [
            (one.id, f"your own words: {one.label}") for one in fields() if one.id in ("allergies", "medicines")
        ]
        write_keys(formatter, "KEY", [*((name, _of_question(name)) for name in asked), *of_texts])
        super().format_options(ctx, formatter)


class BackgroundHelp(click.Command):
    """A command whose help lists the fields of the background."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the fields above the options."""
        for group in field_groups():
            rows = [(one.id, f"{one.label}{' (private)' * one.private}") for one in fields_of(group.id)]
            write_keys(formatter, f"{group.label} (your own words)", rows)
        super().format_options(ctx, formatter)


def write_keys(formatter: click.HelpFormatter, title: str, rows: Sequence[tuple[str, str]]) -> None:
    """Write keys under a heading, all headings with one column."""
    widest = max(len(name) for name in (*NAMES, *(one.id for one in fields())))
    with formatter.section(title.rstrip("?")):
        formatter.write_dl([(name.ljust(widest), words) for name, words in rows], col_max=widest + 2)


def unknown_key(error: NoSuchQuestion, keys: Iterable[str]) -> NoSuchQuestion:
    """The same error with the keys of a command that may have been meant: by what people call them, then by letters."""
    return NoSuchQuestion(error.name, keys_meant(error.name, keys))


def keys_meant(text: str, keys: Iterable[str]) -> list[str]:
    """The keys of a command that may be meant by a text, the likeliest first: by the whole of it, else by its words."""
    known = list(keys)
    name = "_".join(_WORD.findall(text.lower()))
    near = _near(name, known) or dict.fromkeys(key for word in _told(name) for key in _near(word, known, 0.8))
    return [key for key in near if key in known][:NEAR]


def _told(name: str) -> list[str]:
    """The words of several that tell something, those of what is urgent first."""
    words = [word for word in dict.fromkeys(name.split("_")) if len(word) > 2]
    return sorted(words, key=lambda word: not _called(word) or _called(word)[0] not in URGENT_SIGNS)


def _near(name: str, known: Sequence[str], likeness: float = 0.7) -> dict[str, None]:
    called, close = _called(name), get_close_matches(name, known, 2, likeness)
    return dict.fromkeys((*close, *called) if name not in said_as() else (*called, *close))


@cache  # it is asked of each word several times, and compares it with hundreds
def _called(name: str) -> list[str]:
    words = said_as()
    return [key for word in get_close_matches(name, words, 1, 0.8) for key in words[word]]


def _of_question(name: str) -> str:
    return f"{takes(name)}: {question(name).label}"

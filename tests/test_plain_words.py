"""The words that a person reads are everyday English: what was quaint once is said nowhere again.

The full screen's views and dialogs are not read here; what they show of the model and of the facts is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click

from routine_tui.cli.program import Program
from tests.cases import each_case
from tests.program_text import PACKAGE, sources

ROOT = Path(__file__).parents[1]
QUAINT = {
    r"such as": "e.g.",
    r"if you like|if it is known": "optional; leave blank if …",
    r"is no (?:\w+ )?(?:date|day|time|hour|schedule|length|number|rule|part|text|file|format|picture|temperature|year)":
        "isn't a …",
    r"that we (?:know|can read)": "… we understand",
    r"is to be|are to be": "to call, to do",
    r"rung|whom|\bRing|\bring (?:if|your|a|the|them|112|999|911)": "call; who",
    r"takes? (?:it|them|that|this) back|taken back": "undo",
    r"call(?:ed|s)? off": "cancel",
    r"tak(?:e|en|es|ing) (?:\w+ )?away|took \w+ away": "delete, remove",
    r"put (?:\w+ )?away|puts? \w+ away": "archive",
    r"(?:on|off|of) the shelf": "product",
    r"public guidance|not advice|no advice": "General guidance, not medical advice",
    r"our own proposal|threshold": "the cut-off is our own choice",
    r"is still to come|are still to come": "in the future",
    r"may be reconsidered": "may be fine again",
    r"say how (?:the|your) skin is": "check in",
    r"look(?:ed)? through": "check",
    r"(?:is|are|was|were) (?:not )?told\b|told once": "filled in",
    r"(?:stands?|lies?) (?:in|beside|there|here|among|open)": "is",
    r"as (?:was|were) agreed on": "as agreed",
    r"brought back|bring back": "restart, restore",
    r"begin(?:s|ning)? anew|made anew|make things anew": "again; regenerate",
    r"tend to run high": "people tend to over-report",
    r"the words are wrong": "wrong usage",
    r"does not work": "isn't possible",
    r"called otherwise|of them otherwise": "different",
    r"mend(?:ed|s|ing)?": "fix, repair",
    r"missed|failed|overdue": "not recorded; could not",
}  # fmt: skip
"""What is not said, as expressions, and what is said in its place."""
_QUAINT = {re.compile(rf"(?<![\w-])(?:{words})(?![\w-])"): instead for words, instead in QUAINT.items()}
_ROOMS = sorted(one.name for one in PACKAGE.iterdir() if one.name not in ("ui", "__pycache__"))


def quaint(text: str) -> list[str]:
    """Each expression of a text that is to be avoided, with what to say in its place."""
    plain = " ".join(text.split())
    return [f"“{found[0]}” ({instead})" for words, instead in _QUAINT.items() for found in words.finditer(plain)]


def helps(command: click.Command, ctx: click.Context, path: str) -> Iterator[tuple[str, str]]:
    """Every help page, from the whole program down to the last subcommand."""
    yield path, command.get_help(ctx)
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            inner = command.get_command(ctx, name)
            assert inner is not None
            yield from helps(inner, click.Context(inner, info_name=name, parent=ctx), f"{path} {name}")


def facts(value: object) -> Iterator[str]:
    """The texts of a table of facts."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from facts(inner)
    elif isinstance(value, str):
        yield value


def headings(text: str) -> Iterator[str]:
    """The headings of a Markdown page."""
    return (line for line in text.splitlines() if line.startswith("#"))


def test_the_list_finds_what_it_is_about() -> None:
    assert quaint("“X” is no date that we can read, such as this; whom to ring") and not quaint("“X” isn't a date.")


def test_every_help() -> None:
    program = Program(name="routine-tui")
    pages = list(helps(program, click.Context(program, info_name="routine-tui"), "routine-tui"))
    assert len(pages) > 60
    assert not {path: found for path, text in pages if (found := quaint(text))}


@each_case("room", _ROOMS)
def test_every_message(room: str) -> None:
    found = {
        f"{name}:{line}": bad
        for name, source in sources().items()
        if name.partition("/")[0] == room
        for line, text in source.texts
        if " " in text and (bad := quaint(text))
    }
    assert not found, "\n".join(f"{where}: {', '.join(bad)}" for where, bad in found.items())


def test_every_fact_that_is_shown() -> None:
    """Guidance is prose, in which an example may follow “such as”."""
    found = {
        f"{path.name}: {text}": bad
        for path in sorted((PACKAGE / "facts" / "data").glob("*.toml"))
        if path.name != "sources.toml"  # titles, as their publishers wrote them
        for text in facts(tomllib.loads(path.read_text("utf-8")))
        if (bad := quaint(text.replace("such as", "like")))
    }
    assert not found, "\n".join(f"{where}: {', '.join(bad)}" for where, bad in found.items())


def test_every_heading() -> None:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    assert not {
        page.name: bad
        for page in pages
        if (bad := [b for one in headings(page.read_text("utf-8")) for b in quaint(one)])
    }

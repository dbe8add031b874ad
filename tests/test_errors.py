"""Errors say what happened in fields: no module takes a sentence apart, and none below the faces names a flag."""

from __future__ import annotations

import re
from collections.abc import Iterator

from routine_tui.cli.program import COMMANDS
from tests.program_text import Source, read, sources

FLAG_OR_COMMAND = re.compile(rf"(?<![\w-])--[a-z]|\broutine-tui ({'|'.join(COMMANDS)})\b")


def flags_in(source: Source) -> Iterator[str]:
    """The strings of a module that name a flag or a command; pieces beside each other are one."""
    for text in (*source.joined, *(text for _, text in source.texts)):
        if FLAG_OR_COMMAND.search(text):
            yield text


def test_no_flag_and_no_command() -> None:
    below = {name: source for name, source in sources().items() if not name.startswith(("cli/", "ui/"))}
    assert len(below) > 60
    assert {name: texts for name, source in below.items() if (texts := list(flags_in(source)))} == {}


def test_no_sentence_taken_apart() -> None:
    assert {name: source.taken_apart for name, source in sources().items() if source.taken_apart} == {}


def test_both_look() -> None:
    source = read(
        "try:\n    ...\nexcept E as error:\n    str(error).replace('a', 'b')\n    'a' in str(error)\n"
        "    str(error)[3:]\n    error.args[0]\n    x = f'use {y} --force'\n"
    )
    assert len(source.taken_apart) == 4
    assert list(flags_in(source)) == ["use … --force", " --force"]

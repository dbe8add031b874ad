"""Writes what the wheel installs beside the program, from the program itself: ``python docs/installed.py``.

The man page, and the completion file of each shell; the desktop entry in the same folder is written by hand.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import click

from routine_tui import __version__
from routine_tui.cli.completion import completion_file
from routine_tui.cli.program import COMMANDS, EPILOG, program
from routine_tui.settings import HOME_VARIABLE, Settings, about_setting

FOLDER: Final = Path(__file__).parent / "installed"


def files() -> Mapping[str, str]:
    """What each file holds, by its name."""
    return {
        "routine-tui.1": man_page(),
        "routine-tui.bash": completion_file("bash"),
        "_routine-tui": completion_file("zsh"),
        "routine-tui.fish": completion_file("fish"),
    }


def man_page() -> str:
    """The manual of all commands, as ``man`` reads it."""
    context = click.Context(program, info_name="routine-tui")
    lines = [
        f'.TH ROUTINE\\-TUI 1 "" "routine\\-tui {__version__}" "User commands"',
        ".SH NAME",
        "routine\\-tui \\- a calm daily skin\\-care routine for skin that is healing",
        ".SH SYNOPSIS",
        ".B routine\\-tui",
        "[\\fIOPTIONS\\fR] [\\fICOMMAND\\fR] [\\fIARGS\\fR]...",
        ".SH DESCRIPTION",
        *_text(program.help or ""),
        ".SH OPTIONS",
        *_options(program, context),
    ]
    for section in dict.fromkeys(entry.section for entry in COMMANDS.values()):
        lines.append(f'.SH "{_escaped(section.upper())}"')
        for name, entry in COMMANDS.items():
            if entry.section == section:
                lines += _command(f"routine-tui {name}", program.get_command(context, name), context)
    lines += [".SH SETTINGS", *_settings(), ".SH NOTES", *_text(EPILOG)]
    lines += [".SH FILES", "\\fBroutine\\-tui paths\\fR says where data and settings are. With \\fB\\-\\-home\\fR or"]
    lines += [f"\\fB{HOME_VARIABLE}\\fR all of it is in one folder."]
    return "\n".join(lines) + "\n"


def _command(path: str, command: click.Command | None, parent: click.Context) -> Iterator[str]:
    """A command with its usage, its text and its options; those below it follow."""
    assert command is not None
    context = click.Context(command, info_name=path.rpartition(" ")[2], parent=parent)
    usage = " ".join(command.collect_usage_pieces(context))
    yield f'.SS "{_escaped(path)} {_escaped(usage)}"'
    yield from _text(command.help or "")
    yield from _options(command, context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            yield from _command(f"{path} {name}", command.get_command(context, name), context)


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    for parameter in command.get_params(context):
        record = None if parameter.name == "help" else parameter.get_help_record(context)
        if record:
            yield ".TP"
            yield f"\\fB{_escaped(record[0])}\\fR"
            yield _escaped(record[1]) or "\\&"


def _settings() -> Iterator[str]:
    for name in Settings.__struct_fields__:
        yield ".TP"
        yield f"\\fB{_escaped(name)}\\fR"
        yield _escaped(about_setting(name))


def _text(told: str) -> Iterator[str]:
    """Paragraphs, filled, but for those that are set as they stand."""
    for paragraph in re.split(r"\n\s*\n", inspect.cleandoc(told)):
        as_it_stands = paragraph.startswith("\x08")
        yield ".PP"
        if as_it_stands:
            yield ".nf"
        for line in paragraph.removeprefix("\x08").strip("\n").split("\n"):
            yield _escaped(line if as_it_stands else line.strip()) or "\\&"
        if as_it_stands:
            yield ".fi"


def _escaped(text: str) -> str:
    """Text as it may stand in a man page; see groff_man(7)."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return "".join(
        one if one.isascii() else f"\\[u{ord(one):04X}]" for one in re.sub(r"^(\s*)([.'])", r"\1\\&\2", text)
    )


if __name__ == "__main__":
    for name, content in files().items():
        (FOLDER / name).write_text(content, "utf-8")
        sys.stdout.write(f"Written to {FOLDER / name}\n")

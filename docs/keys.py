"""Writes the README's table of keys from the one table of commands: ``python docs/keys.py``."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from routine_tui.ui.commands import Command, by_group
from routine_tui.ui.keys import keys_of

README: Final = Path(__file__).parent.parent / "README.md"
BEGIN: Final = "<!-- keys: written by docs/keys.py -->"
END: Final = "<!-- end of keys -->"


def table() -> str:
    """Every command with its keys and its sentence, under its heading, as Markdown."""
    lines = []
    for heading, commands in by_group():
        lines += [f"| **{heading}** | | |", *(_row(command) for command in commands)]
    return "\n".join(["| keys | what they do | name in the settings |", "|---|---|---|", *lines])


def renewed(readme: str) -> str:
    """The README with the table as it is now."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}"


def _row(command: Command) -> str:
    keys = " ".join(f"`{key}`" for key in keys_of(command, {}))
    return f"| {keys} | {command.help} | `{command.id}` |"


if __name__ == "__main__":
    README.write_text(renewed(README.read_text("utf-8")), "utf-8")

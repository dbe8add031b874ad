"""Builds the site of the documentation, offline, with Zensical (extra ``docs``): ``python docs/build_site.py FOLDER``.

Nothing is told twice: a page of docs/pages takes parts of the README by their headings, and the reference of commands
and settings is written by the program itself. The other pages are those of docs/ and of the top of the repository.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from routine_tui.cli.config_schema import schema
from routine_tui.cli.program import COMMANDS, program
from routine_tui.settings import Settings

DOCS: Final = Path(__file__).parent
ROOT: Final = DOCS.parent
TOP: Final = ("ARCHITECTURE.md", "CHANGELOG.md", "CODE_OF_CONDUCT.md", "CONTRIBUTING.md", "SECURITY.md")
BESIDE: Final = ("*.svg", "examples/*.pdf", "schema/*.json")
_TAKEN: Final = re.compile(r"^<!-- (README|generated): (.+) -->$", re.MULTILINE)
_WIDTH: Final = 100


def gather(folder: Path) -> None:
    """Put every page and picture of the site into a new folder, all beside each other, as their links then have it."""
    folder.mkdir(parents=True)
    for path in [*DOCS.glob("*.md"), *(ROOT / name for name in TOP)]:
        (folder / path.name).write_text(linked(path.read_text("utf-8")), "utf-8")
    for path in (DOCS / "pages").glob("*.md"):
        (folder / path.name).write_text(_TAKEN.sub(_taken, path.read_text("utf-8")), "utf-8")
    for pattern in BESIDE:
        for path in DOCS.glob(pattern):
            target = folder / path.relative_to(DOCS)
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(path, target)
    for name in ("LICENSE", "CITATION.cff"):
        shutil.copyfile(ROOT / name, folder / name)


def linked(page: str) -> str:
    """A page of the repository, with its links as they are where all pages stand beside each other."""
    return re.sub(r"\]\((?:\.\./|docs/)", "](", page).replace("](README.md)", "](index.md)")


def _taken(asked: re.Match[str]) -> str:
    if asked[1] == "README":
        return linked(readme_section(asked[2]))
    return "\n".join({"commands": commands, "settings": settings}[asked[2]]())


def readme_section(heading: str) -> str:
    """What stands below a heading of the README, as far as the next of its rank."""
    _, _, rest = (ROOT / "README.md").read_text("utf-8").partition(f"\n## {heading}\n")
    if not rest:
        raise LookupError(f"The README has no heading “{heading}”.")
    return rest.partition("\n## ")[0].strip()


def commands() -> Iterator[str]:
    """Every command with what it says of itself, as ``--help`` prints it."""
    context = click.Context(program, info_name="routine-tui", terminal_width=_WIDTH)
    for section in dict.fromkeys(entry.section for entry in COMMANDS.values()):
        yield f"## {section}\n"
        for name, entry in COMMANDS.items():
            if entry.section == section:
                yield from _command(f"routine-tui {name}", program.get_command(context, name), context)


def _command(path: str, command: click.Command | None, parent: click.Context) -> Iterator[str]:
    assert command is not None
    context = click.Context(command, info_name=path.rpartition(" ")[2], parent=parent, terminal_width=_WIDTH)
    yield f"### {path}\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            yield from _command(f"{path} {name}", command.get_command(context, name), context)


def settings() -> Iterator[str]:
    """A table of the settings: name, usual value, what each is for."""
    yield "| name | usual value | what it is for |"
    yield "|---|---|---|"
    told = schema()["properties"]
    for name in Settings.__struct_fields__:
        usual = told[name].get("default", "")
        value = f"`{usual if isinstance(usual, str) else json.dumps(usual)}`" if usual not in ("", {}, None) else ""
        yield f"| `{name}` | {value} | {told[name].get('description', '')} |"


def build(folder: Path) -> int:
    """Gather the pages below a folder and build the site there; a warning, or a link that leads nowhere, ends it."""
    gather(folder / "pages")
    shutil.copyfile(DOCS / "zensical.toml", folder / "zensical.toml")
    zensical = Path(sysconfig.get_path("scripts")) / "zensical"
    return subprocess.run([zensical, "build", "--strict"], cwd=folder, check=False).returncode


if __name__ == "__main__":
    if len(sys.argv) != 2 or Path(sys.argv[1]).exists():
        sys.exit("Say one folder that does not exist yet: python docs/build_site.py build/site")
    sys.exit(build(Path(sys.argv[1])))

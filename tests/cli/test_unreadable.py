"""Files that cannot be read, or are another thing than was thought: one sentence, and what to do instead."""

from __future__ import annotations

import os
import shlex
import stat
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from routine_tui.cli.program import program
from routine_tui.settings import read_settings, write_setting
from tests.cli.outside import did, file_of, refused, run, state_of

BOM = b"\xef\xbb\xbf"


def paths(command: click.Command) -> Iterator[click.Path]:
    """Every path that a command and those in it take."""
    yield from (one.type for one in command.params if isinstance(one.type, click.Path))
    if isinstance(command, click.Group):
        with click.Context(command) as context:
            for name in command.list_commands(context):
                if found := command.get_command(context, name):
                    yield from paths(found)


def test_no_command_leaves_it_to_click_to_refuse_a_file() -> None:
    found = list(paths(program))
    assert len(found) > 8
    assert not any(one.readable or one.exists or one.writable for one in found)


@pytest.mark.parametrize("command", ["restore", "merge", "import", "screen", "photos add"])
def test_what_cannot_be_read_is_one_sentence(home: Path, tmp_path: Path, command: str) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(b"{}")
    path.chmod(0)
    if os.access(path, os.R_OK):  # whoever may do everything is refused a folder instead
        path.unlink()
        path.mkdir()
    ran = run(home, *command.split(), str(path))
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert ran.err.startswith(f"routine-tui: {path} ")


@pytest.mark.parametrize("command", ["restore", "merge"])
@pytest.mark.parametrize("mark", [b"", BOM])
def test_an_export_is_brought_back_by_import(home: Path, tmp_path: Path, command: str, mark: bytes) -> None:
    path = tmp_path / "my export.json"
    path.write_bytes(mark + did(home, "export", "--format", "json").encode())
    before = state_of(home)
    sentence = refused(home, command, str(path))
    assert sentence == (
        f"{path} is an export, not a copy of a recovery's file, so nothing was changed: "
        f"routine-tui import {shlex.quote(str(path))} brings it back."
    )
    assert state_of(home) == before
    assert "nothing to change" in did(home, "import", str(path))
    path.write_bytes(path.read_bytes().decode("utf-8-sig").encode("utf-16"))
    assert "nothing to change" in did(home, "import", str(path))
    path.write_bytes(did(home, "export", "--format", "csv").encode())
    assert refused(home, command, str(path)).endswith("nothing was changed. Choose another copy.")


def marked(path: Path, encoding: str = "utf-8-sig") -> Path:
    """A file as an editor saves it, with a byte-order mark before all else."""
    path.write_bytes(path.read_bytes().decode().encode(encoding))
    return path


MARKS = pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
"""What editors of one system save as UTF-8, and what its shell writes."""


@MARKS
def test_a_byte_order_mark_is_no_damage(home: Path, tmp_path: Path, encoding: str) -> None:
    did(home, "tick", "1")
    copy = tmp_path / "copy.json"
    did(home, "backup", str(copy))
    did(home, "tick", "2")
    mine = marked(file_of(home), encoding)
    assert "no damage" in did(home, "check").splitlines()[0]
    marked(copy, encoding)
    assert "nothing to merge" in did(home, "merge", str(copy))
    assert "is as it was in copy.json" in did(home, "restore", str(copy))
    assert mine.read_bytes().startswith(b"{")
    assert stat.S_IMODE(mine.stat().st_mode) == 0o600
    (backup, *_) = sorted((home / "backups").rglob("*.json"))
    did(home, "restore", str(marked(backup, encoding)))


@MARKS
def test_settings_and_the_name_of_the_current_one_may_have_it_too(home: Path, encoding: str) -> None:
    (home / "config.toml").write_bytes('region = "us"\n'.encode(encoding))
    marked(home / "current", encoding)
    did(home, "status")
    assert "Settings: no damage" in did(home, "check")
    write_setting(home / "config.toml", "week_starts_on", "sunday")
    assert read_settings(home / "config.toml").region == "us"

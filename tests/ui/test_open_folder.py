"""The folder of a file that was shared is shown by the system, which gets its name and nothing else."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from routine_tui.ui import open_folder as opening
from routine_tui.ui.open_folder import CannotOpen


async def test_the_folder_is_handed_over_as_it_is_to_no_shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "-x; touch y $(z) [b]"
    folder.mkdir()
    handed = tmp_path / "handed"
    opener(tmp_path, monkeypatch, f'printf "%s|" "$#" "$1" > {handed}')
    await opening.show_folder(folder)
    assert handed.read_text() == f"1|{folder}|"


@pytest.mark.parametrize("script", ["exit 3", None])
async def test_an_opener_that_fails_or_is_not_there_is_told_in_one_sentence(
    script: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opener(tmp_path, monkeypatch, script)
    with pytest.raises(CannotOpen, match="could not show the folder: the file is in") as told:
        await opening.show_folder(tmp_path)
    assert "\n" not in str(told.value)
    with pytest.raises(CannotOpen, match="no longer exists"):
        await opening.show_folder(tmp_path / "gone")


async def test_an_opener_that_stays_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opener(tmp_path, monkeypatch, "read line < fifo")
    os.mkfifo(tmp_path / "fifo")
    monkeypatch.setattr(opening, "SOON", 0.2)
    started: list[subprocess.Popen[bytes]] = []
    start = opening._started

    def noted(folder: Path) -> subprocess.Popen[bytes] | None:
        if running := start(folder):
            started.append(running)
        return running

    monkeypatch.setattr(opening, "_started", noted)
    await opening.show_folder(tmp_path)
    [running] = started
    assert running.poll() is None and os.getsid(running.pid) == running.pid
    (tmp_path / "fifo").write_text("go\n")
    assert running.wait(10) == 0


def opener(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str | None) -> None:
    """Let the system's opener be a script, or not there at all."""
    programs = folder / "programs"
    programs.mkdir()
    if script is not None:
        for name in ("xdg-open", "open"):
            (programs / name).write_text(f"#!/bin/sh\n{script}\n")
            (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))

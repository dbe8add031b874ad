"""A file that is being written when somebody leaves Share, or the program."""

from __future__ import annotations

import asyncio
from pathlib import Path
from threading import Event

import pytest

from routine_tui import files
from routine_tui.exporters.formats import ExportRequest
from routine_tui.planner.planner import Planner
from tests.ui.driver import opened
from tests.ui.sharing import preset_of, preview_nothing, tick
from tests.ui.test_share import blocked


async def test_what_takes_long_says_so_and_the_dialog_stays_alive(
    planner: Planner, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(planner, (80, 24), "e") as app:
        expected = planner.exports.file(ExportRequest("pdf", without=["notes", "photos", "mood"]))
        go = blocked(monkeypatch)
        try:
            await app.press("ctrl+s")
            assert app.said() == "Writing sample-2026-11-22.pdf …" and list(home.glob("*.pdf")) == []
            await app.press("ctrl+s")
            assert app.complaint == ""
            await tick(app, "products", False)
            await app.type("since", "yesterday")
            assert preset_of(app) == "own" and "Oat syndet" not in app.said("preview")
        finally:
            go.set()
        await app.app.workers.wait_for_complete()
        await app.settle()
        assert app.said() == f"Saved to {home / 'sample-2026-11-22.pdf'}"
        assert [file.read_bytes() for file in home.glob("*.pdf")] == [expected], "as it was when it was asked for"


async def test_leaving_while_a_file_is_written_loses_nothing_and_what_fails_then_is_told_too(
    planner: Planner, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview_nothing(monkeypatch)
    file = home / "sample-2026-11-22.pdf"
    async with opened(planner, (80, 24), "e") as app:
        expected = planner.exports.file(ExportRequest("pdf", without=["notes", "photos", "mood"]))
        with monkeypatch.context() as patch:
            go = blocked(patch)
            try:
                await app.press("ctrl+s", "escape")
                assert app.app.screen is app.main and "still being written" in app.notices[-1]
                assert list(home.glob("*.pdf")) == []
                await app.press("space")
            finally:
                go.set()
            await app.app.workers.wait_for_complete()
            await app.settle()
        assert app.notices[-1] == f"Saved to {file}"
        assert [file.read_bytes() for file in home.glob("*.pdf")] == [expected]
        assert sorted(path.name for path in home.iterdir()) == ["home", "sample-2026-11-22.pdf"]

        file.unlink()
        await app.press("e")
        go = blocked(monkeypatch)
        try:
            await app.press("ctrl+s", "escape")
            file.write_text("mine")
        finally:
            go.set()
        await app.app.workers.wait_for_complete()
        await app.settle()
        assert app.notices[-1] == f"{file} already exists: choose another name."
        assert file.read_text() == "mine"


async def test_a_file_that_is_being_written_is_whole_even_where_the_app_ends_meanwhile(
    planner: Planner, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = Event()
    keep = files.write_new

    def told(path: Path, content: bytes) -> None:
        keep(path, content)
        ended.set()

    monkeypatch.setattr("routine_tui.ui.dialogs.share.write_new", told)
    preview_nothing(monkeypatch)
    async with opened(planner, (80, 24), "e") as app:
        expected = planner.exports.file(ExportRequest("pdf", without=["notes", "photos", "mood"]))
        go = blocked(monkeypatch)
        await app.press("ctrl+s")
    go.set()
    assert await asyncio.to_thread(ended.wait, 20)
    assert [file.read_bytes() for file in home.glob("*.pdf")] == [expected]

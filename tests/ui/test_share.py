"""Share: what is previewed is what is written, once, for its owner only; a file that is there is never replaced."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from msgspec.structs import replace
from textual.widgets import Input, Select

from routine_tui.demo import sample_recovery
from routine_tui.exporters import formats
from routine_tui.exporters.formats import FORMATS, ExportRequest
from routine_tui.exporters.preview import IN_WORDS, Preview
from routine_tui.exporters.summary.summary import Summary
from routine_tui.model.text import escape_control_characters
from routine_tui.planner.exports import Exports
from routine_tui.planner.planner import Planner
from routine_tui.ui.dialogs.share import DRAWN, PREVIEW_LINES
from routine_tui.ui.open_folder import CannotOpen
from routine_tui.ui.widgets.page_lines import PageLines
from tests.ui.driver import TODAY, opened, planner_with
from tests.ui.sharing import choose, is_ticked, preset_of, preview_nothing, tick, write


async def test_the_preview_is_what_is_written_and_only_its_owner_may_read_it(planner: Planner, home: Path) -> None:
    planner.note(TODAY, "A line with [/b] and \U0001f9f4.")
    async with opened(planner, (80, 24), "e") as app:
        for format_name in FORMATS:
            await choose(app, format_name)
            for part in ("notes", "photos", "mood") if format_name not in ("csv", "json") else ():
                await tick(app, part)
            preview, said = app.said("preview"), app.said()
            file = home / f"sample-2026-11-22.{format_name}"
            assert not file.exists()
            await write(app)
            assert app.said() == f"Saved to {file}" and app.complaint == ""
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
            content = file.read_bytes()
            request = ExportRequest(format_name, including=["notes", "photos", "mood"])
            assert content == planner.exports.file(request), format_name
            read = planner.exports.preview(request) if format_name in IN_WORDS else content.decode()
            begins = "The file is" if format_name in DRAWN else "The same in words; the file is"
            assert said.startswith(begins) == (format_name in IN_WORDS)
            lines = escape_control_characters(read, newlines=True).split("\n")
            assert preview.split("\n")[: len(lines)][:PREVIEW_LINES] == lines[:PREVIEW_LINES]
            assert ("lines more" in preview) == (len(lines) > PREVIEW_LINES)


async def test_what_cannot_be_written_says_so_and_a_file_that_is_there_is_left_as_it_is(
    planner: Planner, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = home / "sample-2026-11-22.html"
    mine.write_text("mine")
    create = os.open

    def refused(path: str | Path, flags: int, *more: Any, **named: Any) -> int:
        if Path(path).parent == home and flags & os.O_CREAT:
            raise PermissionError(13, "Permission denied")
        return create(path, flags, *more, **named)

    preview_nothing(monkeypatch)
    async with opened(planner, (80, 24), "e") as app:
        before = sorted(home.iterdir())
        with monkeypatch.context() as patch:
            patch.setattr(os, "open", refused)
            await write(app)
        assert "could not be written (permission denied): choose another name or folder." in app.complaint
        assert sorted(home.iterdir()) == before and "Writ" not in app.said()
        await choose(app, "html")
        await write(app)
        assert app.complaint == f"{mine} already exists: choose another name."
        assert mine.read_text() == "mine" and "Written" not in app.said()
        for file, sentence in (
            ("nowhere/x.md", "doesn't exist: create it, or choose another."),
            (".", "already exists"),
            ("Balm [/b].md", "Balm [ doesn't exist: create it, or choose another."),
            ("\U0001f9f4" * 200, "could not be written (file name too long): choose another name or folder."),
        ):
            await app.type("file", file)
            await write(app)
            assert sentence in app.complaint and "--force" not in app.complaint
            assert not app.app.screen.query_one("#open").display
        await app.type("file", "other.html")
        await write(app)
        assert app.complaint == "" and (home / "other.html").exists()


@pytest.mark.parametrize(
    "name",
    [
        "../a\x1b[2J\x00\u202eb",
        *(
            pytest.param(name, marks=pytest.mark.slow)
            for name in ("../x", "Balm [/b]", "\U0001f9f4\U0001f3fd", "Ä" * 200)
        ),
    ],
)
async def test_a_recovery_with_a_hostile_name_is_written_beside_the_others(name: str, home: Path) -> None:
    planner = planner_with(replace(sample_recovery(TODAY), name=name))
    async with opened(planner, (80, 24), "e") as app:
        await choose(app, "json")
        await write(app)
        assert app.complaint == ""
        [file] = home.glob("*-2026-11-22.json")
        assert escape_control_characters(file.name) == file.name and str(file) in app.said()
        assert "\x1b" not in app.text and len(app.lines) == 24


async def test_a_hostile_file_name_is_shown_as_it_is_written(
    planner: Planner, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview_nothing(monkeypatch)
    async with opened(planner, (80, 24), "e") as app:
        await choose(app, "md")
        for typed in ("Balm [b].md", "\U0001f9f4 x.md", "a\x1b[2J\x07b.md", "x" * 200 + ".md"):
            await app.type("file", typed)
            await write(app)
            assert app.complaint == "" and (home / escape_control_characters(typed)).exists()
            assert app.said() == f"Saved to {home / escape_control_characters(typed)}"


async def test_a_span_narrows_the_page_and_is_drawn_only_for_days_that_can_be_read(
    planner: Planner, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is written for a bad one, and no page is laid out for two widths, with a scroll bar and without one."""
    drawn: list[str] = []
    widths: list[int] = []
    shown, laid_out = Exports.shown, PageLines.drawn

    def counted(self: Exports, request: ExportRequest) -> Preview:
        drawn.append(request.format_name)
        return shown(self, request)

    def noted(lines: PageLines, *given: Any) -> Any:
        widths.append(lines._width)
        return laid_out(lines, *given)

    def never(*_: object) -> bytes:
        raise AssertionError("a PDF was set for a preview")

    monkeypatch.setattr(PageLines, "drawn", noted)
    async with opened(planner, (80, 24), "e") as app:
        assert len(widths) == 1
        with monkeypatch.context() as patch:
            patch.setattr(Exports, "shown", counted)
            patch.setattr("routine_tui.exporters.pdf.render", never)
            app.app.screen.query_one("#since", Input).focus()
            await app.press(*"2026-11-1", "0")
            assert app.app.screen.query_one("#since", Input).value == "2026-11-10"
            assert len(drawn) <= 2 and app.complaint == "" and len(widths) == 1 + len(drawn)
            before = len(drawn)
            await app.press("tab", "shift+tab", "end", "space")
            assert len(drawn) == before, "the same day is not drawn again"
        await choose(app, "csv")
        await app.type("since", "yesterday")
        await app.type("until", "yesterday")
        assert {line[:10] for line in app.said("preview").split("\n")[1:] if line} == {"2026-11-21"}
        for typed, sentence in (
            ("03/04/2026", "“03/04/2026”: 4 Mar or 3 Apr?"),
            ("2020-01-01", "is outside this recovery"),
        ):
            await app.type("until", typed)
            assert sentence in app.complaint
            await write(app)
            assert sentence in app.complaint and list(home.glob("*.csv")) == []
        await app.type("until", "")
        assert app.complaint == ""


async def test_a_copy_is_what_the_preview_shows_and_promises_nothing(planner: Planner) -> None:
    async with opened(planner, (80, 24), "e") as app:
        for format_name in ("md", "pdf", "png"):
            await choose(app, format_name)
            assert "Copied" not in app.said()
            app.app.screen.query_one("#copy").remove_class("-active")  # a button that was just pressed takes no click
            await app.click("Copy", right=1)
            left_out = ["notes", "photos", "mood"]
            assert app.app.clipboard == planner.exports.preview(ExportRequest(format_name, without=left_out))
            assert app.said() == "Copied. If pasting doesn't work in your terminal, save the file instead."


async def test_sharing_by_keys_alone_and_the_folder_is_shown_once_something_is_in_it(
    planner: Planner, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []

    async def show(folder: Path) -> None:
        shown.append(folder)
        if len(shown) > 3:
            raise CannotOpen(f"This system could not show the folder: the file is in {folder}.")

    monkeypatch.setattr("routine_tui.ui.dialogs.share.show_folder", show)
    async with opened(planner, (80, 24), "e") as app:
        assert "Open folder" not in app.text
        await app.press("ctrl+o")
        assert app.complaint.startswith("Save the file first") and shown == []
        await app.press(*["down"] * 2)
        assert preset_of(app) == "partner"
        await app.press("tab", "enter", "home", *["down"] * 2, "enter")
        assert app.app.screen.query_one("#format", Select).value == "md"
        await app.press(*["tab"] * 6, "space")
        assert is_ticked(app, "notes")
        await app.press(*["tab"] * 4, "enter")
        await app.app.workers.wait_for_complete()
        await app.settle()
        assert (home / "sample-2026-11-22.md").read_text("utf-8") == app.app.screen._preview.words  # type: ignore[attr-defined]
        await app.press("tab", "enter", "ctrl+o")
        assert shown == [home, home]
        app.app.screen.query_one("#open").remove_class("-active")  # a button that was just pressed takes no click
        await app.click("Open folder", right=1)
        assert shown == [home] * 3 and app.complaint == ""
        await app.press("ctrl+o")
        assert app.complaint == f"This system could not show the folder: the file is in {home}."
        assert app.said().startswith("Saved to")
        await app.press("escape")
        assert app.app.screen is app.main


def blocked(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Let every file wait until this is set, and say at once that it is being written."""
    go = Event()
    make = formats.written

    def waiting(request: ExportRequest, summary: Summary) -> bytes:
        assert go.wait(20)
        return make(request, summary)

    monkeypatch.setattr("routine_tui.planner.exports.written", waiting)
    monkeypatch.setattr("routine_tui.ui.dialogs.share.PATIENCE", 0)
    return go

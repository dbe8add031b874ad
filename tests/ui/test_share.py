"""Share: what is previewed is what is written, once, for its owner only; a file that is there is never replaced."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets import Select

from routine_tui.model.words import visible
from routine_tui.planner import Planner
from routine_tui.sample import sample_recovery
from routine_tui.ui.dialogs.share import FORMATS, PREVIEW_LINES
from routine_tui.ui.widgets.tick_box import TickBox
from tests.ui.cared import cared
from tests.ui.driver import TODAY, Opened, opened, planner_with


async def choose(app: Opened, format_name: str) -> None:
    """Choose a format."""
    app.app.screen.query_one("#format", Select).value = format_name
    await app.settle()


@pytest.mark.parametrize("format_name", FORMATS)
async def test_the_preview_is_what_is_written_and_only_its_owner_may_read_it(
    format_name: str, planner: Planner, home: Path
) -> None:
    planner.note(TODAY, "A line with [/b] and \U0001f9f4.")
    async with opened(planner, (80, 24), "e") as app:
        await choose(app, format_name)
        app.app.screen.query_one("#notes", TickBox).value = True
        await app.settle()
        preview = app.said("preview")
        assert not (home / f"sample-2026-11-22.{format_name}").exists()
        await app.press("ctrl+s")
        file = home / f"sample-2026-11-22.{format_name}"
        assert app.said() == f"Written to {file}" and app.complaint == ""
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        written = file.read_bytes().decode()
        if format_name == "html":  # of a page for a browser, its words are previewed
            written = planner.export("txt")
        lines = visible(written, newlines=True).split("\n")
        assert preview.split("\n")[: len(lines)][:PREVIEW_LINES] == lines[:PREVIEW_LINES]
        assert ("lines more" in preview) == (len(lines) > PREVIEW_LINES)


async def test_a_file_that_is_there_is_left_as_it_is(planner: Planner, home: Path) -> None:
    mine = home / "sample-2026-11-22.html"
    mine.write_text("mine")
    async with opened(planner, (80, 24), "e") as app:
        await app.press("ctrl+s")
        assert app.complaint == f"{mine} is there already: choose another name."
        assert mine.read_text() == "mine" and app.said() == ""
        await app.type("file", "other.html")
        await app.press("ctrl+s")
        assert app.complaint == "" and (home / "other.html").exists()


@pytest.mark.parametrize(
    ("file", "sentence"), [("nowhere/x.md", "is not there: make it, or choose another."), (".", "is there already")]
)
async def test_a_place_that_does_not_work_says_so(file: str, sentence: str, planner: Planner) -> None:
    async with opened(planner, (80, 24), "e") as app:
        await app.type("file", file)
        await app.press("ctrl+s")
        assert sentence in app.complaint and "--force" not in app.complaint


async def test_parts_are_left_out_as_chosen(planner: Planner) -> None:
    async with opened(planner, (80, 24), "e") as app:
        assert "Oat syndet" in app.said("preview") and "Less tight today." not in app.said("preview")
        for part in ("notes", "products", "name"):
            app.app.screen.query_one(f"#{part}", TickBox).toggle()
        await app.settle()
        assert "Oat syndet" not in app.said("preview") and "Less tight today." in app.said("preview")
        assert "Sample" not in app.said("preview") and "recovery-2026-11-22.html" in app.text


async def test_a_span_narrows_the_page_and_a_bad_one_writes_nothing(planner: Planner, home: Path) -> None:
    async with opened(planner, (80, 24), "e") as app:
        await choose(app, "csv")
        await app.type("since", "yesterday")
        await app.type("until", "yesterday")
        assert {line[:10] for line in app.said("preview").split("\n")[1:] if line} == {"2026-11-21"}
        for typed, sentence in (
            ("03/04/2026", "can be read as 2026-03-04 or 2026-04-03"),
            ("2020-01-01", "is outside this recovery"),
        ):
            await app.type("until", typed)
            assert sentence in app.complaint
            await app.press("ctrl+s")
            assert sentence in app.complaint and list(home.glob("*.csv")) == []
        await app.type("until", "")
        assert app.complaint == ""


async def test_a_copy_is_the_page_and_promises_nothing(planner: Planner) -> None:
    async with opened(planner, (80, 24), "e") as app:
        await choose(app, "md")
        await app.click("Copy", right=1)
        assert app.app.clipboard == planner.export("md", without=["notes"])
        assert app.said() == "Copied, if your terminal allows it. The file is the sure way."


async def test_sharing_by_keys_alone(planner: Planner, home: Path) -> None:
    async with opened(planner, (80, 24), "e") as app:
        await app.press("enter", "down", "enter")
        assert app.app.screen.query_one("#format", Select).value == "md"
        await app.press(*["tab"] * 9, "enter")
        assert (home / "sample-2026-11-22.md").exists()
        await app.press("escape")
        assert app.app.screen is app.main


async def test_what_was_said_of_the_skin_can_be_left_out_where_there_is_any(planner: Planner) -> None:
    async with opened(planner, (80, 24), "e") as app:
        await choose(app, "md")
        assert "How the skin is doing" in app.said("preview")
        app.app.screen.query_one("#skin", TickBox).value = False
        await app.settle()
        assert "How the skin is doing" not in app.said("preview")
        assert "Products" in app.said("preview")
        check_in = {"self_harm": True}
        planner.skin.check_in(TODAY, check_in)
    async with opened(planner, (80, 24), "e") as app:
        await choose(app, "md")
        assert "mood are left out" in app.said("preview") and "Emergency now" not in app.said("preview")
        app.app.screen.query_one("#mood", TickBox).value = True
        await app.settle()
        assert "Emergency now" in app.said("preview")
        await choose(app, "txt")
        assert not app.app.screen.query_one("#mood", TickBox).value and "Emergency now" not in app.said("preview")
        await choose(app, "json")
        assert app.app.screen.query_one("#mood", TickBox).value and "self_harm" in app.app.screen._page("json")  # type: ignore[attr-defined]
    bare = planner_with(replace(sample_recovery(TODAY), name="Bare", products=(), profile={}, days={}))
    async with opened(bare, (80, 24), "e") as app:
        assert not app.app.screen.query("#skin, #photos")


async def test_what_was_told_can_be_left_out_and_what_is_private_is_asked_for(planner: Planner) -> None:
    planner.visits.tell({"smoking": "five a day", "device": "motorised pen"})
    async with opened(planner, (80, 24), "e") as app:
        await choose(app, "md")
        assert "motorised pen" in app.said("preview") and "five a day" not in app.said("preview")
        app.app.screen.query_one("#private", TickBox).value = True
        await app.settle()
        assert "five a day" in app.said("preview")
        app.app.screen.query_one("#care", TickBox).value = False
        await app.settle()
        assert "motorised pen" not in app.said("preview") and "five a day" not in app.said("preview")
        await choose(app, "json")
        assert app.app.screen.query_one("#private", TickBox).value


async def test_what_was_told_as_private_stays_out_of_a_page_unless_it_is_ticked(planner: Planner) -> None:
    async with opened(planner_with(cared()), (80, 40), "e") as app:
        assert "Motorised pen" in app.said("preview") and "Smoking" not in app.said("preview")
        app.app.screen.query_one("#private", TickBox).value = True
        await app.settle()
        assert "Smoking" in app.said("preview")
        await choose(app, "md")
        assert "Smoking" not in app.said("preview"), "another format begins without it"
        app.app.screen.query_one("#care", TickBox).value = False
        await app.settle()
        assert "Motorised pen" not in app.said("preview") and "Dr Kaya" not in app.said("preview")
        await choose(app, "json")
        assert app.app.screen.query_one("#private", TickBox).value

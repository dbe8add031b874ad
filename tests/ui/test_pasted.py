"""What is pasted into a line or a page: all of it, with its lines, or a sentence that says why not."""

from __future__ import annotations

from textual import events
from textual.widgets import Input, TextArea

from routine_tui.planner.planner import Planner
from tests.ui.driver import Opened, opened


async def paste(app: Opened, text: str) -> None:
    """Paste as a terminal does, in brackets."""
    app.app.post_message(events.Paste(text))
    await app.settle()


async def test_lines_pasted_into_one_line_are_joined(planner: Planner) -> None:
    async with opened(planner, (80, 24), "s") as app:
        line = app.app.screen.query(Input).first()
        line.focus()
        await paste(app, "tight\rand red\r\nslept\u2028badly\u200b")
        assert line.value == "tight and red slept badly"
        await paste(app, "\r\r")
        assert line.value == "tight and red slept badly"


async def test_what_does_not_fit_any_more_is_said_and_nothing_is_cut(planner: Planner) -> None:
    async with opened(planner, (80, 24), "R") as app:
        line = app.app.screen.query_one("#name", Input)
        line.value = "x" * 150
        line.focus()
        line.selection = line.selection.cursor(150)
        await paste(app, "y" * 104)
        assert line.value == "x" * 150
        assert app.notices[-1] == "What was pasted is 104 characters long: 50 more fit here."
        await paste(app, "y" * 50)
        assert line.value == "x" * 150 + "y" * 50


async def test_a_note_keeps_the_lines_that_a_terminal_sends(planner: Planner) -> None:
    async with opened(planner, (80, 24), "n") as app:
        page = app.app.screen.query_one(TextArea)
        page.text = ""
        await paste(app, "one\rtwo\x0bthree\x0cfour\x85five\u2029six\xad")
        assert page.text == "one\ntwo\nthree\nfour\nfive\nsix"

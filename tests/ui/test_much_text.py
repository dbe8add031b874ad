"""Ten megabytes: held by a file they are shown at once, cut; pasted they are refused in a sentence. Nothing hangs.

The limits are of the processor's time, and wide, as machines differ; what they hold off took minutes. Seen to fail
with the whole text in ``clipped`` (model/words.py), without ``LONGEST_NOTE`` in ``TodayView._write``, and without
``on_paste`` in ``typing.Line`` and ``typing.Page``.
"""

from __future__ import annotations

from functools import cache

import pytest
from msgspec.structs import replace
from textual import events
from textual.widgets import Input, TextArea

from routine_tui.model.recovery.background import BackgroundAnswer
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.visit import Question, Visit
from routine_tui.planner.planner import Planner
from tests.hang import no_hang
from tests.hostile.texts import holding
from tests.ui.driver import TODAY, Opened, opened, planner_with

pytestmark = pytest.mark.slow

MANY = 10**7


@cache
def lines() -> str:
    """Ten megabytes of lines; made by the first test that needs it, as each worker reads this file."""
    return "é\n" * (MANY // 3)


@cache
def word() -> str:
    """Ten megabytes without a space."""
    return "洗" * (MANY // 3)


async def paste(app: Opened, text: str) -> None:
    """Let the terminal paste a text into what has the focus."""
    app.app.post_message(events.Paste(text))
    await app.settle()


@pytest.mark.parametrize("kind", ["one-word", "lines"])
async def test_what_a_file_holds_is_shown_at_once(kind: str) -> None:
    name, note = (word(), "Balm") if kind == "one-word" else ("Balm", lines())
    recovery = holding("Balm", TODAY, name).noted(TODAY, note)
    routine = recovery.routine.with_changes("due", TODAY, name=name, instructions=note)
    with no_hang():
        planner = planner_with(recovery.with_routine(routine))
        async with opened(planner) as app:
            await app.press("2", "3", "e", "escape", "R", "escape", "1", "s", "escape", "space", "u")
            assert "…" in app.text or "é" in app.text
            assert app.app.screen is app.main
            assert planner.recovery.record(TODAY).note == note


async def test_what_is_planned_and_told_is_shown_at_once_and_left_as_it_is() -> None:
    visit = Visit("visit", TODAY, None, word(), word(), word(), lines(), lines())
    care = Care(
        (visit,), (Question("question", TODAY, word(), lines()),), background=(BackgroundAnswer("device", lines()),)
    )
    with no_hang():
        planner = planner_with(replace(holding("Balm", TODAY), care=care))
        async with opened(planner, (80, 24), "5", "enter") as app:
            await app.type("at", "10:30")
            await app.press("ctrl+s")
            assert "characters long" in app.complaint and len(app.complaint) < 200
            await app.press("escape", "j", "enter", "ctrl+s", "b", "j", "enter", "ctrl+s", "escape", "2", "1")
            assert app.app.screen is app.main and planner.recovery.care == care


async def test_a_note_that_cannot_be_laid_out_is_left_alone_and_told_of() -> None:
    planner = planner_with(holding("Balm", TODAY).noted(TODAY, lines()))
    with no_hang():
        async with opened(planner, (80, 24), "n") as app:
            assert app.app.screen is app.main
            assert app.notices == ["This note is 6,666,666 characters long: routine-tui export shows it."]
        assert planner.recovery.record(TODAY).note == lines()


async def test_pasted_into_a_note_it_is_refused_with_a_sentence(planner: Planner) -> None:
    with no_hang():
        async with opened(planner, (80, 24), "n") as app:
            before = app.app.screen.query_one(TextArea).text
            for text, length in (("x" * MANY, "10,000,000"), (lines(), "6,666,666")):
                await paste(app, text)
                assert app.notices[-1] == f"What was pasted is {length} characters long: 20,000 fit here."
            assert app.app.screen.query_one(TextArea).text == before
            await paste(app, "\x1b[31mkept\u202e\rhere")
            assert app.app.screen.query_one(TextArea).text == f"{before}�[31mkept\nhere"


@pytest.mark.parametrize(("keys", "limit"), [("s", "20,000"), ("R", "200")])
async def test_pasted_into_a_line_it_is_refused_with_a_sentence(planner: Planner, keys: str, limit: str) -> None:
    with no_hang():
        async with opened(planner, (80, 24), *keys.split()) as app:
            line = app.app.screen.query(Input).first()
            line.focus()
            before = line.value
            await paste(app, "x" * MANY)
            assert app.notices[-1] == f"What was pasted is 10,000,000 characters long: {limit} fit here."
            await paste(app, "\n" * MANY)
            assert line.value == before

"""Papers on the screen: added from a path, edited, opened by the system, taken away."""

from __future__ import annotations

from pathlib import Path

import pytest

from routine_tui.planner.planner import Planner
from tests.ui.cared import dialog, go_to
from tests.ui.driver import opened


async def test_a_paper_is_added_edited_opened_and_taken_away(
    planner: Planner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []

    async def show(path: Path) -> None:
        shown.append(path)

    monkeypatch.setattr("routine_tui.ui.views.care.show_file", show)
    path = tmp_path / "consent.txt"
    path.write_text("I consent", "utf-8")
    async with opened(planner, (80, 40), "5", "a", "f", "ctrl+s") as app:
        assert "Which file is it?" in app.text
        await app.type("file", str(path))
        await app.type("note", "signed on the day")
        await app.press("ctrl+s")
        (one,) = planner.recovery.care.papers
        assert (one.kind, one.name, one.note) == ("consent", "consent.txt", "signed on the day")
        await go_to(app, "consent.txt")
        await app.press("o")
        assert shown == [planner.papers.path(one)] and dialog(app) == "MainScreen"
        await app.press("enter")
        await app.type("day", "yesterday")
        await app.type("paid", "about 12")
        await app.press("ctrl+s")
        assert "a number and perhaps a currency" in app.text.replace("\n", " ")
        await app.type("paid", "12,5 eur")
        await app.press("ctrl+s")
        (one,) = planner.recovery.care.papers
        assert one.day is not None and one.paid == "12.50 EUR"
        await go_to(app, "consent.txt")
        assert "Paid, as papers say: 12.50 EUR." in app.text
        await app.press("x")
        assert planner.recovery.care.papers == ()

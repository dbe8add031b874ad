"""While nothing happens, nothing is drawn and nothing is read: one look a second, and one ``stat`` a look."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from routine_tui import files
from routine_tui.planner.planner import Planner
from routine_tui.ui.app import RoutineApp
from routine_tui.ui.dialogs.dialog import Dialog
from tests.ui.counting_frames import counting_frames
from tests.ui.driver import Opened, SetClock, planner_at


async def test_an_idle_app_costs_one_stat_a_look(planner: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: Counter[str] = Counter()

    def counted(name: str, original: Any) -> Any:
        def call(*args: Any, **options: Any) -> Any:
            calls[name] += 1
            return original(*args, **options)

        return call

    async with counting_frames(planner) as frames:
        for view in ("1", "2", "3", "5", "question_mark", "n"):
            await frames.after("escape")
            await frames.after(view)
            assert isinstance(frames.here.app.screen, Dialog) == (view not in "1235"), view
            with monkeypatch.context() as patch:
                patch.setattr("routine_tui.store.storage.signature_of", counted("signature", files.signature_of))
                patch.setattr(planner, "look", counted("look", planner.look))
                for name in ("read_bytes", "open", "read_text", "stat"):
                    patch.setattr(Path, name, counted(name, getattr(Path, name)))
                calls.clear()
                frames.clear()
                for _ in range(5):
                    await frames.here.look()
            looks = calls.pop("look")
            assert looks >= 5 and calls.pop("signature") == calls.pop("stat") == looks, view
            assert not calls and await frames.others() == [], view


async def test_the_app_looks_by_itself(planner: Planner, clock: SetClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("routine_tui.ui.main.POLL_SECONDS", 0.02)
    app = RoutineApp(planner)
    async with app.run_test(size=(80, 24)) as pilot:
        here = Opened(app, pilot)
        planner_at(clock=clock).tick(clock.at.date(), ["morning-sunscreen"])
        for _ in range(100):
            await pilot.pause(0.02)
            if "✓ Sunscreen" in here.text:
                break
        assert "✓ Sunscreen" in here.text


async def test_a_look_at_a_file_that_was_only_touched_draws_nothing(planner: Planner) -> None:
    async with counting_frames(planner) as frames:
        assert planner.path
        planner.path.touch()
        await frames.here.look()
        assert sum("Gentle cleanser" in frame for frame in await frames.others()) == 0

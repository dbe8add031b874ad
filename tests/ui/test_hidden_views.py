"""What a view costs while another one is shown."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from routine_tui.ui.views import care, skin
from tests.ui.cared import cared
from tests.ui.counting_frames import counting_frames
from tests.ui.driver import SetClock, planner_with


@pytest.mark.parametrize(
    ("key", "view", "rows"), [("4", skin, "skin_rows"), ("5", care, "care_rows")], ids=["skin", "care"]
)
async def test_a_tick_costs_a_hidden_view_nothing(
    key: str, view: ModuleType, rows: str, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_out: list[None] = []
    gathered = getattr(view, rows)

    def watched(*given: Any) -> Any:
        worked_out.append(None)
        return gathered(*given)

    monkeypatch.setattr(view, rows, watched)
    async with counting_frames(planner_with(cared(), clock), (80, 24), key, "1") as frames:
        assert worked_out
        worked_out.clear()
        assert len(await frames.after("space")) == 1 and worked_out == []

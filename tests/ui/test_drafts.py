"""What is typed in an open form outlives the program, however it is left, and what is said of it is true."""

from __future__ import annotations

from pathlib import Path

import pytest

from routine_tui.model.errors import StoreError
from routine_tui.planner.planner import Planner
from routine_tui.store import drafts
from routine_tui.ui.dialogs.form import NOT_KEPT, TYPED_BEFORE
from tests.ui.driver import opened, planner_at


async def test_left_in_the_middle_of_a_word(planner: Planner) -> None:
    """Seen to fail where leaving the program dropped it unasked."""
    async with opened(planner) as app:
        await app.press("n", *"half ", "ctrl+q")
    async with opened(planner_at(), (80, 24), "n") as app:
        assert "half" in app.text and TYPED_BEFORE in app.text
        await app.press("t", "escape", "q")
        assert NOT_KEPT in app.notices
    async with opened(planner_at(), (80, 24), "n", "ctrl+s") as app:
        assert "half t" in app.text and planner_at().recovery.record(app.day).note == "half t"
    async with opened(planner_at(), (80, 24), "n", "ctrl+q"):
        pass
    assert not (planner.home.data / "drafts.json").exists()


async def test_another_day_has_its_own(planner: Planner) -> None:
    async with opened(planner, (80, 24), "n", *"zebra", "escape", "left_square_bracket", "n") as app:
        assert "zebra" not in app.text and TYPED_BEFORE not in app.text
        await app.press("escape", "right_square_bracket", "n")
        assert "zebra" in app.text


async def test_a_disk_that_refuses_the_draft(planner: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then it is there until the program ends, and that is what is said."""

    def refuse(*_: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(drafts, "write_whole", refuse)
    async with opened(planner, (80, 24), "n", "h", "i", "escape") as app:
        assert app.notices == ["What you typed is still here until you leave the program: The disk is full."]
        await app.press("n")
        assert "hi" in app.text
        await app.press("ctrl+q")
        assert [str(one) for one in app.app._exit_renderables] == ["What you typed was not kept: The disk is full."]


async def test_draft_of_a_choice_that_is_gone(planner: Planner, home: Path) -> None:
    """A hand may have written it: what a field cannot hold is left out."""
    planner.drafts.keep(planner.recovery.id, "step ", {"slot": "noon", "often": "now and then", "name": "Balm"})
    planner.drafts.keep(planner.recovery.id, f"check-in {planner.today()}", {"answers": {"redness": 9, "pain": 4}})
    async with opened(planner_at(), (80, 30), "3", "a") as app:
        assert "Balm" in app.text and "Morning" in app.text
        await app.press("escape", "4", "c", "0", "n")
        assert "[4]" in app.line("Pain") and "[" not in app.line("Redness")

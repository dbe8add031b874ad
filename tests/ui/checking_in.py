"""A check-in that is open, for tests of the real dialog."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from routine_tui.facts.guidance import routine_of
from routine_tui.glyphs import ASCII, UNICODE
from routine_tui.model.recovery.answers import INFECTION_SIGNS, PAINKILLER, URGENT_SIGNS, Answer
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.planner.planner import Planner
from routine_tui.store.drafts import Draft
from routine_tui.ui.dialogs.check_in import CheckInDialog
from routine_tui.ui.widgets.question_list import QuestionRow
from routine_tui.ui.widgets.questionnaire import Questionnaire
from tests.ui.driver import HOME, NOW, TODAY, Opened, opened, planner_with

ZERO = TODAY - timedelta(days=22)
CALM: dict[str, Answer] = dict.fromkeys((*URGENT_SIGNS, *INFECTION_SIGNS, PAINKILLER), False)
"""What ``0``, ``n`` and ``N`` answer: urgent, self-harm, signs of infection."""
del CALM["eye"]
TO_THE_SIGNS = ("0", "n")
"""None of the urgent list, and no thoughts of self-harm."""


def lived(answers: Mapping[str, Answer] | None = None, note: str = "") -> Recovery:
    """A recovery with check-ins of yesterday and ten days ago, and perhaps one of today."""
    recovery = Recovery("r", "Face", ZERO, routine=routine_of("gentle", ZERO))
    yesterday, earlier = TODAY - timedelta(days=1), TODAY - timedelta(days=10)
    recovery = recovery.checked_in(earlier, CheckIn.of({"redness": 4, "itch": 10, "hot": True}, NOW))
    recovery = recovery.checked_in(yesterday, CheckIn.of({"redness": 3, "temp": 37.2, "pus": False}, NOW))
    return recovery.checked_in(TODAY, CheckIn.of(answers or {}, NOW, note))


def new_planner(recovery: Recovery) -> Planner:
    """A planner on a recovery in a home of its own, however many a test opens."""
    for path in HOME.data.rglob("*.json"):
        path.unlink()
    return planner_with(recovery)


@dataclass
class Asked:
    """A dialog that is open, what it answered, and the drafts that it left."""

    app: Opened
    given: list[Any] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)

    @property
    def form(self) -> Questionnaire:
        """The questions."""
        return self.app.app.screen.query_one(Questionnaire)

    @property
    def answers(self) -> dict[str, Answer]:
        """What is answered now."""
        return self.form.answers

    async def press(self, *keys: str) -> None:
        """Press keys, a word of digits as single ones."""
        await self.app.press(*keys)

    @property
    def at(self) -> str:
        """The question under the cursor; on a line of several its key."""
        return _name(self.form.row)

    async def go(self, name: str) -> None:
        """Go down to a question, or to a line of several by its key, all at once."""
        sheet = self.form.sheet
        places = [_name(sheet.rows[y]) for y in sheet.places]
        await self.app.press_at_once(*["down"] * (places.index(name) - sheet.places.index(sheet.cursor)))
        assert self.at == name


def _name(row: QuestionRow) -> str:
    """What a line is called: its question, or the key of several."""
    return row.question.id if row.question else row.key


@asynccontextmanager
async def check_in(
    recovery: Recovery | None = None, size: tuple[int, int] = (80, 24), ascii_only: bool = False
) -> AsyncIterator[Asked]:
    """The check-in of today, open in an app of its own."""
    shown = recovery or lived()
    async with opened(new_planner(shown), size, ascii_only=ascii_only) as app:
        yield await ask(app, shown)


async def ask(app: Opened, recovery: Recovery | None = None, draft: Draft | None = None, now: datetime = NOW) -> Asked:
    """The check-in of today, opened over what is there; one that is open already is left."""
    if isinstance(app.app.screen, CheckInDialog):
        await app.press("escape")
    asked, shown, glyphs = Asked(app), recovery or lived(), ASCII if app.app.has_class("-ascii") else UNICODE
    dialog = CheckInDialog(shown, TODAY, TODAY, glyphs, now)
    dialog.draft, dialog.on_draft = draft or {}, asked.drafts.append
    app.app.push_screen(dialog, asked.given.append)
    await app.settle()
    assert app.app.screen is dialog
    return asked

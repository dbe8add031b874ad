"""Two copies that each change, and what they come to once they are merged."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from routine_tui.model.recovery.diary import Mark
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.store.repository import Edit, content_of, read_copy
from tests.store.histories import Held, common, shown_by, written
from tests.store.history_book import DAYS

NOON = datetime(2026, 11, 14, 12, tzinfo=UTC)


MINUTE = timedelta(minutes=1)


DAY = DAYS[5]


Happening = tuple[int, Edit | str, datetime]
"""To which copy, what (or "undo"), and when."""


def after(*happenings: Happening, begin: Recovery | None = None) -> Recovery:
    """What two copies come to, joined both ways."""
    doors = [Held(content_of(begin or common())) for _ in range(2)]
    for place, edit, at in happenings:
        if isinstance(edit, str):
            doors[place].undo(at)
        else:
            doors[place].change("did it", edit, at)
    return met(doors)


def met(doors: Sequence[Held]) -> Recovery:
    """What two copies come to, joined both ways; both must then open alike."""
    copies = [read_copy(written(door), door.path) for door in doors]
    both = [door.merge(copy, "merged", NOON) for door, copy in zip(doors, reversed(copies), strict=True)]
    assert both[0] == both[1] == shown_by(json.loads(written(doors[0])))
    return both[0]


def mark(step_id: str = "morning-cleanser", day: int = 5, note: str = "") -> Edit:
    return lambda state: state.marked(DAYS[day], step_id, Mark("done", NOON, note=note))


def note(text: str) -> Edit:
    return lambda state: state.noted(DAY, text)


def change(day: int = 0, step_id: str = "morning-cleanser", **changes: object) -> Edit:
    return lambda state: state.with_routine(state.routine.with_changes(step_id, DAYS[day], **changes))


def ended(last: int) -> Edit:
    return lambda state: replace(state, pauses=(replace(state.pauses[0], last_day=DAYS[last]),))


def names(recovery: Recovery, slot: str = "evening", day: int = 5) -> list[str]:
    return [one.version.name for one in recovery.routine.on(DAYS[day]) if one.version.slot == slot]

"""Documents to be drawn, and so many copies of one that live apart: changed, taken away, joined as it comes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
from hypothesis import strategies as st
from msgspec.structs import replace

from routine_tui.model.recovery.answers import CONTACTED
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.diary import Day, Mark, Taking
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Routine
from routine_tui.store.document_parts import Document, Table
from routine_tui.store.documents import documents
from routine_tui.store.encoding import day_document
from routine_tui.store.merge import merge_copies
from routine_tui.store.register_changes import restamp
from routine_tui.store.registers import content
from tests.strategies import pauses, records, steps

DAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
moments = st.sampled_from([NOON, NOON + MINUTE, NOON - MINUTE, NOON - timedelta(days=365), NOON + timedelta(days=365)])


def written(recovery: Recovery) -> list[tuple[Table, Document]]:
    """The documents of a recovery as they are read from its file."""
    tables: Any = msgspec.json.decode(msgspec.json.encode(documents(recovery)))
    return [(table, row) for table, rows in tables.items() for row in rows.values()]


def step_documents() -> st.SearchStrategy[Document]:
    """The same step with any history."""
    return steps("step", DAY).map(
        lambda step: dict(written(Recovery("id", "Face", DAY, routine=Routine((step,)))))["steps"]
    )


def pause_documents() -> st.SearchStrategy[Document]:
    """The same pause, of any days."""
    return pauses(DAY, 30, []).map(
        lambda pause: dict(written(Recovery("id", "Face", DAY, pauses=(pause,))))["pauses"] | {"id": "pause"}
    )


days = records(DAY, ["a", "b", "c"]).map(day_document)
kinds: dict[Table, st.SearchStrategy[Document]] = {
    "steps": step_documents(),
    "pauses": pause_documents(),
    "days": days,
}


@st.composite
def recorded(draw: st.DrawFn, day: Document | None, at: datetime) -> Document:
    """A day's document after one more thing was recorded at a moment, as the program records it."""
    record = msgspec.convert(day or {"day": str(DAY), "marks": {}}, Day)
    act = draw(st.sampled_from(["take", "take", "number", "skip", "look", "look", "told"]))
    step_id, marks, skin = draw(st.sampled_from("ab")), dict(record.marks), record.skin or CheckIn(())
    if act in ("look", "told"):
        names = draw(st.sets(st.sampled_from(["redness", "pain"])))
        said: dict[str, Any] = {name: draw(st.integers(0, 3)) for name in names}
        more = {CONTACTED: True} if act == "told" else {"pus": draw(st.booleans())}
        skin = skin.with_answers(said | more, at)
    elif act == "skip":
        marks[step_id] = Mark("skipped", at)
    elif act == "number":
        times = draw(st.integers(2, 4))
        marks[step_id] = Mark("done", at, amount=float(times), taken=(Taking(at, times),))
    else:
        before = marks.get(step_id)
        marks[step_id] = (before if before and before.taken else Mark("done", at)).taken_too(at)
    return day_document(replace(record, marks=marks, skin=None if skin.is_empty else skin))


def wanted_after(table: Table, present: Document | None, at: datetime) -> st.SearchStrategy[Document]:
    """What a document may have to say next: anything, or of a day what is recorded in it at a moment."""
    return kinds[table] | recorded(content(table, present), at) if table == "days" else kinds[table]


@st.composite
def lived(draw: st.DrawFn, table: Table, count: int) -> list[Document]:
    """So many copies of a document with one beginning, each changed and joined as it comes."""
    copies = [draw(wanted_after(table, None, NOON - MINUTE))] * count
    known = copies[:1]
    for _ in range(draw(st.integers(0, 5))):
        place = draw(st.integers(0, count - 1))
        if draw(st.integers(0, 3)) == 0:
            copies[place] = merge_copies(table, copies[place], draw(st.sampled_from(copies)))
        else:
            at = draw(moments)
            before = st.sampled_from([content(table, one) for one in known])  # as a copy that is brought back has it
            wanted = draw(st.none() | before | wanted_after(table, copies[place], at))
            copies[place] = restamp(table, copies[place], wanted, at) or copies[place]
        known.append(copies[place])
    return copies

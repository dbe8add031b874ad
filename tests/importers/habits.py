"""Habits as anybody may have them, for property tests: names in many scripts, days, states, notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import strategies as st

from routine_tui.importers.found import Habit, Record

_LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters="\u061c")
_PLAIN = st.text(_LETTERS, min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)
ONE_LINE = _PLAIN | st.sampled_from(["Cream, thick", 'a "b"', "=1+1", "дерматолог", "皮膚", "👩🏽‍🔬", "-", "#1", "1"])
LINES = st.lists(ONE_LINE, min_size=1, max_size=3).map("\n".join)
_DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@st.composite
def habits(
    draw: st.DrawFn,
    states: Sequence[str],
    names: st.SearchStrategy[str] = ONE_LINE,
    notes: st.SearchStrategy[str] = LINES,
    days: st.SearchStrategy[date] = _DAYS,
) -> list[Habit]:
    """Habits of different names, each with at most one record a day."""
    found = []
    for name in draw(st.lists(names, min_size=1, max_size=3, unique=True)):
        first = draw(days)
        records = []
        for offset in sorted(draw(st.sets(st.integers(0, 40), min_size=1, max_size=5))):
            state = draw(st.sampled_from(states))
            note = draw(notes if state == "unknown" else st.just("") | notes)
            records.append(Record(first + timedelta(days=offset), state, note))  # type: ignore[arg-type]
        found.append(Habit(name, tuple(records)))
    return found

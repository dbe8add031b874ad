"""Rows of one day in whatever order: the later time counts, what was done is never lost, no words are lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from routine_tui.importers.found import Habit, Losses, Record, one_a_day
from tests.cases import each_case
from tests.importers.writers import days_of, found_in, habitbull, put, table

DAY = date(2026, 11, 22)
HEADER = ("date", "time", "step", "state", "amount", "note")


def read(rows: Sequence[Sequence[object]], folder: Path) -> Habit:
    """The only habit of a table."""
    (habit,) = found_in(put(folder, "x.csv", table([HEADER, *rows]))).habits
    return habit


def row(at: str, state: str, amount: str = "", note: str = "") -> tuple[str, ...]:
    return str(DAY), at, "Balm", state, amount, note


@each_case(
    ("rows", "wanted"),
    [
        ([row("08:00", "skipped"), row("20:00", "taken")], ("done", "")),
        ([row("08:00", "taken"), row("20:00", "skipped")], ("skipped", "")),
        ([row("08:00", "taken"), row("20:00", "no")], ("done", "")),
        ([row("", "1"), row("", "0")], ("done", "")),
        ([row("", "500"), row("", "300")], ("done", "300, 500")),
        ([row("08:00", "500"), row("20:00", "300")], ("done", "500, 300")),
        ([row("", "500"), row("", "0")], ("done", "500")),
        ([row("", "skipped"), row("20:00", "no")], ("skipped", "")),
        ([row("", "yes"), row("20:00", "skipped")], ("done", "")),
        ([row("08:00", "yes", "2 drops", "a"), row("20:00", "yes", "1 drop", "b")], ("done", "2 drops, 1 drop|a\nb")),
        ([row("", "", "", "a"), row("", "no", "", "b"), row("", "yes", "", "c")], ("done", "a\nb\nc")),
    ],
)  # fmt: skip
def test_any_order_gives_the_same(tmp_path: Path, rows: list[tuple[str, ...]], wanted: tuple[str, str]) -> None:
    for shuffled in permutations(rows):
        habit = read(shuffled, tmp_path)
        assert days_of(habit) == [(str(DAY), *wanted)]
    assert found_in(put(tmp_path, "x.csv", table([HEADER, *rows]))).losses["doubled"] == len(rows) - 1


_TIMES: st.SearchStrategy[Any] = st.none() | st.times().map(lambda at: datetime.combine(DAY, at.replace(microsecond=0)))
RECORDS = st.builds(
    Record, st.just(DAY), st.sampled_from(("done", "skipped", "not done", "unknown")), st.sampled_from(("", "a", "b")),
    st.sampled_from(("", "500", "300")), _TIMES | _TIMES.map(lambda at: at and at.replace(tzinfo=UTC)),
    st.sampled_from(("", "ill")),
)  # fmt: skip


@given(st.lists(RECORDS, min_size=1, max_size=6).flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_whatever_the_records(both: tuple[list[Record], list[Record]]) -> None:
    rows, shuffled = both
    (one,), (other,) = one_a_day(rows, Losses()), one_a_day(shuffled, Losses())
    assert one == other
    marks = [row for row in rows if row.is_mark]
    assert one.is_mark or not marks
    if any(row.state == "done" for row in marks) and not all(row.at for row in marks):
        assert one.state == "done"
    elif marks and all(row.at for row in marks):
        assert one.state in {row.state for row in marks if row.at and one.at and row.at.time() >= one.at.time()}
    for row in rows:
        assert row.note in one.note
        assert row.amount in one.amount
        assert row.reason in f"{one.note}{one.reason}"
    assert one_a_day([*rows, *rows], Losses()) == (one,)


@given(
    st.permutations(
        [("2026-11-20", "1"), ("2026-11-20", "0"), ("2026-11-21", "0,5"), ("2026-11-21", "0"), ("2026-11-22", "0")]
    )
)
def test_habitbull_in_any_order(rows: list[tuple[str, str]]) -> None:
    header = habitbull([]).strip().split(",")
    content = table([header, *(("Balm", "", "", day, value, "") for day, value in rows)])
    with TemporaryDirectory() as folder:
        (habit,) = found_in(put(Path(folder), "x.csv", content)).habits
    assert days_of(habit) == [
        ("2026-11-20", "done", "1"), ("2026-11-21", "done", "0.5"), ("2026-11-22", "not done", "")
    ]  # fmt: skip


def test_a_log_s_last_line_counts_as_its_program_has_it() -> None:
    rows = [Record(DAY, "done", "a"), Record(DAY, "not done", "b")]
    assert one_a_day(rows, Losses(), is_log=True) == (Record(DAY, "not done", "a\nb"),)

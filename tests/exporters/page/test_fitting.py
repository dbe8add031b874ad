"""What is shortened first where a side is full, and what is said of what is not there."""

from __future__ import annotations

from routine_tui.exporters.page.fitting import LEVELS, fitted
from routine_tui.exporters.page.page import (
    Block,
    Facts,
    Items,
    ListEntry,
    Paragraph,
    Section,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
)

LEVEL = next(one for one in LEVELS["detail"] if one.rows == 8)
FLAGS = Items(tuple(ListEntry(f"Level {4 - n // 5}", f"flag {n}") for n in range(15)), is_grave=True)
SOURCES = Items(tuple(ListEntry("", f"title {n}") for n in range(15)))


def shortened(*blocks: Block) -> list[Block]:
    sections, _, _ = fitted([Section("a", "A", "detail", blocks)], LEVEL)
    return [block for one in sections for block in one.blocks]


def table(rows: int, by: str = "", newest: bool = False) -> Table:
    cells = tuple((TableCell(f"row {n}"),) for n in range(rows))
    return Table("t", (TableColumn("Row", 100),), (TableGroup("", cells),), by=by, newest=newest)


def test_flags_stay_longer_than_sources_and_it_is_said_which_levels_are_not_there() -> None:
    flags, left_flags, sources, left_sources = shortened(FLAGS, SOURCES)
    assert isinstance(flags, Items) and isinstance(sources, Items)
    assert (len(flags.items), len(sources.items)) == (8, 5)
    assert left_flags == Paragraph("and 7 more of level 3 and level 2; the web page has all of them", quiet=True)
    assert left_sources == Paragraph("and 10 more; the web page has all of them", quiet=True)


def test_a_table_with_a_sum_below_it_keeps_its_rows_while_others_lose_theirs() -> None:
    routine, checks, newest, other, left = shortened(table(14, by="When"), table(17, newest=True), table(9))[:5]
    assert isinstance(routine, Table) and isinstance(checks, Table)
    assert len(routine.groups[0].rows) == 14
    assert [row[0].text for row in checks.groups[0].rows] == [f"row {n}" for n in range(1, 17)]
    assert newest == Paragraph("and 1 more; the web page has all of them", quiet=True) == left
    assert isinstance(other, Table) and len(other.groups[0].rows) == 8


def test_what_was_told_of_a_session_is_not_shortened_while_lists_are() -> None:
    facts = Facts(tuple((f"Field {n}", "told") for n in range(12)))
    assert shortened(facts) == [facts]

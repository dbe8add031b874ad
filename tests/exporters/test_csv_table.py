"""The table: a row per day and step, read back as it was, and never a formula."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

from hypothesis import given

from routine_tui.exporters.escapes import one_line, spreadsheet
from routine_tui.model.day.agenda import agenda
from routine_tui.model.day.progress import adherence_of, days_between
from routine_tui.model.recovery.diary import Day, Mark
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Routine, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from tests.cases import each_case
from tests.exporters.lived import sample, summary_of, text_of, typed_everywhere, written
from tests.exporters.lived_care import TODAY, ZERO
from tests.strategies import recoveries
from tests.texts import HOSTILE, names

HEADER = "date,day_offset,slot,step,kind,state,at,reason,note,product,amount,unit,reaction"

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def rows(text: str) -> list[dict[str, str]]:
    """The rows as a script reads them."""
    return list(csv.DictReader(StringIO(text, newline=""), strict=True))


def test_the_header_is_the_one_promised() -> None:
    assert written("csv", sample()).startswith(HEADER + "\r\n")


def test_every_line_ends_with_cr_lf_and_holds_one_row() -> None:
    text = written("csv", typed_everywhere("a\nb"))
    assert text.count("\n") == text.count("\r\n") == len(rows(text)) + 1
    assert "a / b" in text


@given(recoveries(max_window=60))
def test_there_is_a_row_for_each_step_of_each_day_so_far(recovery: Recovery) -> None:
    today = recovery.day_zero + timedelta(days=20)
    found = rows(text_of("csv", summary_of(recovery, today)))
    days = days_between(recovery.day_zero, min(today, recovery.last_day))
    expected = [(day.isoformat(), item) for day in days for item in agenda(recovery, day, today).items]
    assert len(found) == len(expected)
    for row, (day, item) in zip(found, expected, strict=True):
        assert (row["date"], row["state"], row["slot"]) == (day, item.state, item.version.slot)
        assert row["at"] == (item.mark.at.isoformat() if item.mark else "")
        assert int(row["day_offset"]) == recovery.offset(date.fromisoformat(day))


def test_the_rows_add_up_to_the_adherence_shown() -> None:
    states = Counter(row["state"] for row in rows(written("csv", sample())) if row["step"] != "Sunscreen top-up")
    whole = adherence_of(sample(), days_between(ZERO, TODAY), TODAY)
    assert (states["done"], states["open"]) == (whole.done, whole.open)
    assert (states["skipped"], states["paused"]) == (whole.skipped, whole.paused)
    assert states["not_due"] and states["due"]


@each_case("text", [*HOSTILE, "＝1+1", "  =1", "\u00a0@x", "\r=1", "a;=1", "a\n=1"])
def test_no_cell_begins_a_formula(text: str) -> None:
    found = rows(written("csv", typed_everywhere(text)))
    assert len(found) == 23 * 4 + 9 + 4
    for row in found:
        for column in ("step", "reason", "note", "product"):
            for cell in row[column].split(";"):
                assert not cell.strip(" \u00a0�").startswith(tuple("=+-@＝＋－＠\t\r")), cell


@given(names)
def test_other_text_reads_back_as_it_was(text: str) -> None:
    line = " ".join(one_line(text).split(" ")).strip()
    cell = spreadsheet(line)
    assert cell.replace("'", "") == line.replace("'", "")


def test_there_is_no_mark_of_byte_order() -> None:
    assert written("csv", sample())[0] == "d"


def test_how_much_was_done_has_its_columns() -> None:
    """Hours, also 0 of them, which are not done; times, also where one was not said; nothing for a plain step."""
    kinds: list[tuple[str, dict[str, Any]]] = [
        ("Sheet", {"hours": "12 hours"}),
        ("Gel", {"required": False, "most_per_day": 3}),
        ("Wash", {}),
    ]
    routine = Routine()
    for name, more in kinds:
        routine = routine.with_step(StepVersion(ZERO, "day", "other", name, Schedule(ZERO), **more))
    amounts = {"day-sheet": (6.5, 0.0), "day-gel": (2.0, None), "day-wash": (None, None)}
    days = {
        day: Day(day, {step: Mark("done", NOON, amount=of[number]) for step, of in amounts.items()})
        for number, day in enumerate((ZERO, ZERO + timedelta(days=1)))
    }
    found = rows(written("csv", Recovery("id", "Face", ZERO, routine=routine, days=days)))[:6]
    told = [(row["step"], row["state"], row["amount"], row["unit"]) for row in found]
    assert told == [
        ("Sheet", "done", "6.5", "hours"), ("Gel", "done", "2", "times"), ("Wash", "done", "", ""),
        ("Sheet", "open", "0", "hours"), ("Gel", "done", "1", "times"), ("Wash", "done", "", ""),
    ]  # fmt: skip

"""Visits and questions: which comes next, what is kept of them, what is refused."""

from __future__ import annotations

from datetime import UTC, date, time, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.visit import Question, Visit, coming, next_visit
from tests.cases import each_case

TODAY = date(2026, 11, 22)
ONE = timedelta(days=1)


def visit(name: str, offset: int, at: time | None = None, **fields: Any) -> Visit:
    return Visit(name, TODAY + offset * ONE, at, **fields)


def test_the_next_visit_is_the_first_that_is_today_or_later_and_was_not_called_off() -> None:
    visits = [
        visit("later", 9),
        visit("off", 0, called_off=True),
        visit("past", -1),
        visit("noon", 3, time(12)),
        visit("no hour", 3),
        visit("morning", 3, time(9, 30)),
    ]
    found = next_visit(visits, TODAY)
    assert found and found.id == "morning"
    assert [one.id for one in coming(visits, TODAY)] == ["later", "noon", "no hour", "morning"]
    today = next_visit([visit("b", 0), visit("a", 0)], TODAY)
    assert today and today.id == "a"


def test_where_nothing_is_to_come_there_is_no_next_visit() -> None:
    assert next_visit([visit("past", -1), visit("off", 2, called_off=True)], TODAY) is None


def test_a_visit_is_called_by_whom_it_is_with_or_why_or_by_what_it_is() -> None:
    assert [visit("v", 0, who=who, why=why).title for who, why in (("Kaya", "scar"), ("", "scar"), ("", ""))] == [
        "Kaya", "scar", "Visit",
    ]  # fmt: skip


@each_case(
    "fields",
    [{"at": time(9, tzinfo=UTC)}, {"day": date(1899, 12, 31)}, {"day": date(2201, 1, 1)}],
)
def test_an_hour_with_an_offset_and_years_of_no_visit_are_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match=r"^[A-Z][^\n]+\.$"):
        replace(visit("v", 0), **fields)


def test_the_texts_of_a_visit_are_kept_as_they_may_be_shown() -> None:
    kept = visit(
        "v", 0, who=" Dr\tKaya ", where=" Clinic ", why="a\nb", notes="x\x1b[2J\r\ny \n", agreed="\n z"
    ).cleaned()
    assert (kept.who, kept.where, kept.why, kept.notes, kept.agreed) == ("Dr Kaya", "Clinic", "a b", "x�[2J\ny", " z")
    wrong: tuple[dict[str, Any], ...] = ({"who": "x" * 201}, {"why": "a\udce8"}, {"notes": "x" * 20_001})
    for fields in wrong:
        with pytest.raises(BadInput):
            replace(kept, **fields).cleaned()


def test_a_question_is_open_until_it_is_answered_and_asks_something() -> None:
    question = Question("q", TODAY, " Sun?  Cream? ", " \n").cleaned()
    assert (question.text, question.answer, question.is_open) == ("Sun? Cream?", "", True)
    assert not replace(question, answer="yes").is_open
    with pytest.raises(BadInput, match="The question is empty"):
        replace(question, text=" \n").cleaned()

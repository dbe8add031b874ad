"""The order of a check-in follows what was done; what is asked does not, and what is urgent comes first."""

from __future__ import annotations

from routine_tui.facts.skin import check_in_form, question_groups, questions
from routine_tui.model.recovery.session_kind import CHOICES

ASKED = [one for one in questions() if one.asked and one.group != "profile"]


def order(kind: str) -> list[list[str]]:
    """The names of the questions, part after part."""
    return [[one.id for one in part.questions] for part in check_in_form().parts(question_groups(), ASKED, kind)]


def test_every_kind_is_asked_the_same_and_the_urgent_questions_first() -> None:
    plain = order("")
    for kind in CHOICES:
        assert [sorted(part) for part in order(kind)] == [sorted(part) for part in plain], kind
        assert order(kind)[:2] == plain[:2], kind
    assert order("microneedling") == order("other") == plain


def test_what_is_first_for_a_kind_stands_first_under_its_heading() -> None:
    first = check_in_form().first
    assert first.keys() < CHOICES.keys()
    for kind, names in first.items():
        for part, plain in zip(order(kind), order(""), strict=True):
            early = [name for name in names if name in plain]
            assert part[: len(early)] == early, (kind, part)
        assert {*names} <= {one.id for one in ASKED if one.group in ("signs", "infection", "more")}, kind

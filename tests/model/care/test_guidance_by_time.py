"""What is worth doing at which time: a few lines at once, nothing that is over, nothing calm beside a red flag."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from routine_tui.facts import guidance, skin
from routine_tui.facts.care import guidance_lines, worth_doing
from routine_tui.model.care.guidance_by_time import AT_ONCE, few_on, lines_on
from tests.cases import each_case

LINES = guidance_lines()


def ids(offset: int, speaks: bool = True) -> list[str]:
    return [one.id for one in lines_on(LINES, offset, speaks)]


@each_case(
    ("offset", "told", "not_told"),
    [
        (0, {"ask_the_clinic", "cool", "picture_a_day", "clean", "do_not_pick"}, {"late_lumps", "an_end", "report"}),
        (2, {"ask_the_clinic", "stings"}, {"cool"}),
        (8, {"do_not_pick", "stings"}, {"ask_the_clinic", "picture_a_day", "clean"}),
        (28, {"late_lumps", "dark_marks", "one_by_one"}, {"stings", "an_end"}),
        (90, {"scars_side_by_side", "report", "mood", "exercise_and_camouflage"}, {"one_by_one", "an_end"}),
        (200, {"late_lumps"}, {"report"}),
        (280, {"an_end"}, {"mood", "late_lumps"}),
    ],
)
def test_each_time_has_its_lines(offset: int, told: set[str], not_told: set[str]) -> None:
    assert told <= set(ids(offset)) and not not_told & set(ids(offset))


def test_there_is_something_on_every_day_and_no_more_than_is_read() -> None:
    for offset in range(400):
        assert 1 <= len(ids(offset)) <= 6, offset
        assert len(few_on(LINES, offset, True)) <= AT_ONCE


def test_nothing_is_called_fine_or_over_while_a_red_flag_is_open() -> None:
    calm = {one.id for one in LINES if one.calm}
    assert calm == {"one_by_one", "exercise_and_camouflage", "an_end"}
    assert not any(calm & set(ids(offset, speaks=False)) for offset in range(400))
    said = [one.says for one in LINES if not one.calm]
    assert not [text for text in said if re.search(r"\b(fine|usual\w*|normal|expected|heals?|fades?)\b", text)]


@given(st.integers(-3, 500), st.booleans(), st.integers(1, 3))
def test_a_few_are_some_of_all_and_none_twice(offset: int, speaks: bool, count: int) -> None:
    few, every = few_on(LINES, offset, speaks, count), lines_on(LINES, offset, speaks)
    assert len(few) == min(count, len(every)) == len(set(few)) and set(few) <= set(every)


def test_the_first_day_begins_with_the_clinic_and_the_next_day_goes_on_from_there() -> None:
    assert [one.id for one in few_on(LINES, 0, True)] == ["ask_the_clinic", "cool", "picture_a_day"]
    assert [one.id for one in few_on(LINES, 1, True)] == ["clean", "do_not_pick", "ask_the_clinic"]


def test_where_to_report_is_that_of_the_region_with_its_own_source_only() -> None:
    def told(region_id: str) -> tuple[str, str]:
        return next(line for line in worth_doing(90, True, skin.region(region_id)) if "report" in line[0])

    assert "Yellow Card" in told("uk")[0] and told("uk")[1].startswith("What to report to the Yellow Card scheme")
    assert "MedWatch" in told("us")[0] and "TGA" in told("australia")[0] and "Medsafe" in told("new_zealand")[0]
    assert "your country's medicines agency" in told("")[0] and told("")[1] == ""
    assert "{" not in told("")[0]


def test_lines_are_short_plain_ascii_and_cited() -> None:
    for one in LINES:
        assert one.says.isascii() and len(one.says) <= 120 and one.sources, one.id
        assert all(source in guidance.sources() for source in one.sources), one.id
        assert one.to_day is None or one.from_day < one.to_day, one.id

"""What rests around a session: read as people type it, told so that it reads back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routine_tui.model.care.around_text import around_as_typed, read_around
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.procedure import EVERYTHING, LONGEST_AROUND, Around
from routine_tui.model.recovery.routine import KINDS
from tests.cases import each_case
from tests.texts import texts

NAMES = ("tretinoin", "Zinc, 30", "balm [/b]", "Crème 👩🏽‍🔬", "clinic ointment", "after-sun", "Instead of zinc")


@each_case(
    ("text", "around"),
    [
        ("sunscreen: 5 days after, clinic ointment instead", Around("sunscreen", 0, 5, "clinic ointment")),
        ("retinoid: 7 days before, 7 days after", Around("retinoid", 7, 7)),
        ("everything: 1 day after", Around(EVERYTHING, 0, 1)),
        ("All steps : 1 week after", Around(EVERYTHING, 0, 7)),
        ("Sunscreens: 2 WEEKS Before", Around("sunscreen", 14, 0)),
        ("balm: 3 days after, instead: Zinc, 30", Around("balm", 0, 3, "Zinc, 30")),
        ("balm: 3 days after, Zinc, 30 instead", Around("balm", 0, 3, "Zinc, 30")),
        ("balm: 3 days after,", Around("balm", 0, 3)),
    ],
)
def test_what_rests_is_a_target_with_days_and_what_takes_its_place(text: str, around: Around) -> None:
    assert read_around(text) == around
    assert read_around(around_as_typed(around)) == around


@each_case(
    ("text", "part"),
    [
        ("", "What is paused is empty"),
        (": 5 days after", "What is paused is empty"),
        ("sunscreen", "doesn't say for how many days"),
        ("sunscreen:", "doesn't say for how many days"),
        ("sunscreen: ,", "doesn't say for how many days"),
        ("sunscreen: ointment instead", "doesn't say for how many days"),
        ("sunscreen: a while", "says neither for how many days nor"),
        ("sunscreen: 5 days after, ointment", "says neither for how many days nor"),
        ("sunscreen: 367 days after", "use 1 to 366 days"),
        ("sunscreen: 0 days before", "use 1 to 366 days"),
        ("sunscreen: soon after", "isn't a length"),
        (f"{'x' * 201}: 5 days after", "use 200 at most"),
        (f"x: 5 days after, {'y' * 201} instead", "use 200 at most"),
    ],
)
def test_what_says_no_days_or_too_much_is_refused_with_how_to_write_it(text: str, part: str) -> None:
    with pytest.raises(BadInput, match=part):
        read_around(text)


@given(
    st.sampled_from((*KINDS, EVERYTHING, *NAMES)),
    st.integers(0, LONGEST_AROUND),
    st.integers(0, LONGEST_AROUND),
    st.sampled_from(("", *NAMES)),
)
def test_every_rest_reads_back(target: str, before: int, after: int, instead: str) -> None:
    around = Around(target, before, after or int(not before), instead)
    assert read_around(around_as_typed(around)) == around


@given(texts, texts)
def test_any_text_is_read_to_what_reads_back_or_refused_in_a_sentence(target: str, rest: str) -> None:
    for text in (target, f"{target}: {rest}", f"{target}: 5 days after, {rest} instead"):
        try:
            around = read_around(text)
        except BadInput as error:
            assert str(error).endswith(".") and "\n" not in str(error)
        else:
            assert read_around(around_as_typed(around)) == around

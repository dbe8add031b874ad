"""Which phase a day belongs to."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from routine_tui.facts import guidance
from routine_tui.model.guidance import phase_at
from tests.cases import each_case


@each_case(
    ("offset", "phase"),
    [
        (0, "settle"),
        (2, "settle"),
        (3, "calm"),
        (7, "calm"),
        (8, "rebuild"),
        (28, "rebuild"),
        (29, "early_remodel"),
        (90, "early_remodel"),
        (91, "late_remodel"),
        (365, "late_remodel"),
        (366, "after_year_one"),
        (729, "after_year_one"),
    ],
)
def test_a_phase_begins_on_its_first_day_and_ends_before_the_next(offset: int, phase: str) -> None:
    assert phase_at(guidance.phases(), offset).id == phase


@given(st.integers(-1000, 10_000))
def test_every_day_has_a_phase(offset: int) -> None:
    phase = phase_at(guidance.phases(), offset)
    assert offset < phase.from_day or phase.to_day is None or offset < phase.to_day


def test_where_the_last_phase_has_an_end_it_still_goes_on() -> None:
    assert phase_at(guidance.phases()[:2], 500).id == "calm"

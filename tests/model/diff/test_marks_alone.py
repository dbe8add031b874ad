"""A tick is told from every other change."""

from __future__ import annotations

from datetime import UTC, date, datetime

from msgspec.structs import replace

from routine_tui.facts.guidance import routine_of
from routine_tui.model.diff.marks_alone import differ_in_marks_alone
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.diary import Mark, Pause
from routine_tui.model.recovery.recovery import Recovery
from tests.cases import each_case

DAY = date(2026, 11, 2)
AT = datetime(2026, 11, 2, 8, tzinfo=UTC)
BEFORE = Recovery("id", "Face", DAY, routine=routine_of("gentle", DAY)).marked(
    DAY, "morning-cleanser", Mark("done", AT)
)


def test_marks_and_notes_are_marks_alone() -> None:
    assert differ_in_marks_alone(BEFORE, BEFORE)
    assert differ_in_marks_alone(BEFORE, BEFORE.marked(DAY, "morning-cleanser", None))
    assert differ_in_marks_alone(BEFORE, BEFORE.marked(DAY, "morning-sunscreen", Mark("skipped", AT)))
    assert differ_in_marks_alone(BEFORE.marked(DAY, "morning-cleanser", None), BEFORE)
    assert differ_in_marks_alone(BEFORE, BEFORE.noted(DAY, "a note"))


@each_case(
    "after",
    [
        replace(BEFORE, name="Neck"),
        replace(BEFORE, window_days=91),
        BEFORE.checked_in(DAY, CheckIn().with_answers({"redness": 2}, AT)),
        BEFORE.with_pause(Pause(DAY, DAY)),
        BEFORE.with_routine(BEFORE.routine.with_end("morning-cleanser", DAY)),
    ],
)
def test_no_other_change_is(after: Recovery) -> None:
    assert not differ_in_marks_alone(BEFORE, after)
    assert not differ_in_marks_alone(after, BEFORE)

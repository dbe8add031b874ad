"""Check-ins through the planner."""

from __future__ import annotations

from routine_tui.planner.planner import Planner


def test_what_got_worse_after_a_clinician_was_spoken_to_asks_again(planner: Planner) -> None:
    day = planner.today()
    planner.skin.check_in(day, {"pus": True, "contacted": True})
    answers = [
        planner.skin.check_in(day, {"flaking": 0, "antibiotics": True}),
        planner.skin.check_in(day, {"breathing": True}),
        planner.skin.check_in(day, {"throat": True, "contacted": True}),
    ]
    said = [recovery.record(day).skin for recovery in answers]
    assert [one is not None and one.answers.get("contacted") for one in said] == [True, None, True]

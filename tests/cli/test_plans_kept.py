"""What is planned for a step stays where only its end is changed, from outside."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.cli.outside import did, planner_of, said_json, today


def test_a_planned_change_stays_where_only_the_last_day_is_changed(home: Path) -> None:
    plan, last = today() + timedelta(days=11), today() + timedelta(days=40)
    did(home, "steps", "add", "Balm", "--slot", "evening", "--every", "3 days")
    did(home, "steps", "edit", "balm", "--every", "2 days", "--from", str(plan))
    did(home, "steps", "edit", "balm", "--until", str(last))
    balm = next(row for row in said_json(home, "steps", "--json")["steps"] if row["name"] == "Balm")
    assert balm["last_day"] == str(last)
    assert [(change["from"], change["every"]) for change in balm["changes"]] == [(str(plan), "2 days")]
    assert {str(plan), str(plan + timedelta(days=2))} <= {
        str(day)
        for day in (plan + timedelta(days=k) for k in range(4))
        if any(item.version.name == "Balm" and item.state == "ahead" for item in planner_of(home).agenda(day).items)
    }


def test_between_two_planned_spans_a_step_is_changed_where_it_comes_again(home: Path) -> None:
    again = today() + timedelta(days=11)
    did(home, "steps", "add", "Balm", "--slot", "evening", "--until", "tomorrow")
    did(home, "steps", "edit", "balm", "--every", "2 days", "--until", "never", "--from", str(again))
    later = planner_of(home)
    step = later.recovery.routine.step("evening-balm")
    between = today() + timedelta(days=5)
    assert step in [one for one, _ in later.recovery.routine.current(between)]
    assert step not in [one for one, _ in later.recovery.routine.ended(between)]

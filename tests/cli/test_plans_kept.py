"""What is planned for a step stays where only its end is changed, from outside."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.cli.outside import did, planner_of, refused, said_json, today


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


def test_a_plan_may_end_after_the_window_which_only_frames_what_is_shown(home: Path) -> None:
    """Seen to be refused, though a treatment may end then."""
    last = str(today() + timedelta(days=400))
    did(home, "pause", "--step", "morning sunscreen", "--until", last)
    did(home, "steps", "add", "Balm", "--slot", "evening", "--until", last)
    did(home, "steps", "edit", "evening cleanser", "--until", last)
    rows = said_json(home, "steps", "--json")["steps"]
    assert [row["name"] for row in rows if row["last_day"] == last] == ["Gentle cleanser", "Balm"]
    (pause,) = planner_of(home).recovery.pauses
    assert str(pause.last_day) == last
    for words in (["today"], ["calendar"], ["care"], ["status"], ["export"], ["export", "--format", "txt"]):
        did(home, *words)


def test_another_rule_after_the_last_day_says_what_is_missing(home: Path) -> None:
    """Seen to say “swap them” of a day that nobody typed."""
    did(home, "steps", "add", "Balm", "--slot", "evening", "--until", "tomorrow")
    sentence = refused(home, "steps", "edit", "balm", "--every", "mon", "--from", "+3")
    assert (
        f"Its last day is {today() + timedelta(days=1)}: add --until with another, or “never” for no end." in sentence
    )

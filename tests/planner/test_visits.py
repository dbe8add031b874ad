"""The door to visits: they come, change and go; questions and what is told once are kept. Each can be undone."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from routine_tui.facts.care import field_of
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.background import TOLD_LIMIT
from routine_tui.model.recovery.visit import Visit, next_visit
from routine_tui.planner.planner import Planner
from tests.planned import TODAY, again, begun
from tests.texts import HOSTILE

ONE = timedelta(days=1)


@pytest.fixture
def planner(tmp_path: Path) -> Planner:
    return begun(tmp_path)[0]


def visit(planner: Planner, day: date = TODAY + 9 * ONE, **fields: object) -> Visit:
    """A visit as it is there once it was planned."""
    known = {one.id for one in planner.recovery.care.visits}
    planner.visits.add(Visit("", day, **fields))  # type: ignore[arg-type]
    return next(one for one in planner.recovery.care.visits if one.id not in known)


def now(planner: Planner, of: Visit) -> Visit:
    return next(one for one in planner.recovery.care.visits if one.id == of.id)


# --- visits


def test_a_visit_is_planned_with_a_name_of_its_own_and_lies_on_the_disk(planner: Planner) -> None:
    one = visit(planner, at=time(9, 30), who=" Dr  Kaya ", where="Clinic", why="scar", notes="a\n")
    assert (one.at, one.who, one.notes) == (time(9, 30), "Dr Kaya", "a")
    assert len(one.id) == 32
    assert again(planner).care.visits == (one,)
    assert planner.undo() == "planned a visit on 1 Dec"
    assert again(planner).care.visits == ()


def test_a_visit_outside_the_window_and_one_of_long_ago_are_kept_too(planner: Planner) -> None:
    days = [date(1999, 1, 1), TODAY + 700 * ONE]
    for day in days:
        visit(planner, day)
    assert [one.day for one in again(planner).care.visits] == days


def test_a_visit_changes_is_called_off_and_planned_again(planner: Planner) -> None:
    one = visit(planner)
    planner.visits.edit(one.id, day=TODAY + 3 * ONE, agreed="no sun")
    assert (now(planner, one).day, now(planner, one).agreed) == (TODAY + 3 * ONE, "no sun")
    planner.visits.call_off(one.id)
    assert next_visit(planner.recovery.care.visits, TODAY) is None
    planner.visits.call_off(one.id, off=False)
    assert next_visit(planner.recovery.care.visits, TODAY) == now(planner, one)


def test_what_is_ready_to_bring_is_kept_in_one_order(planner: Planner) -> None:
    one = visit(planner)
    planner.visits.ready(one.id, {"photos", "device"})
    assert now(planner, one).ready == ("device", "photos")
    before = planner.path.read_bytes() if planner.path else b""
    planner.visits.ready(one.id, ["photos", "device"])
    assert planner.path and planner.path.read_bytes() == before, "nothing changed, so nothing is written"


def test_a_visit_that_is_taken_away_comes_back_by_undo(planner: Planner) -> None:
    one = visit(planner)
    planner.visits.remove(one.id)
    assert again(planner).care.visits == ()
    assert planner.undo() == "deleted a visit"
    assert again(planner).care.visits == (one,)


def test_whatever_is_typed_is_kept_so_that_it_can_be_read_again_or_refused(planner: Planner) -> None:
    kept = 0
    for text in HOSTILE[::3]:
        with contextlib.suppress(BadInput):
            planner.visits.add(Visit("", TODAY, who=text, where=text, notes=text))
            planner.visits.ask(text)
            kept += 1
    assert kept > len(HOSTILE) / 6
    assert again(planner) == planner.recovery
    assert len(planner.recovery.care.questions) == kept


GONE: dict[str, Callable[[Planner], object]] = {
    "edit": lambda planner: planner.visits.edit("x", who="y"),
    "call off": lambda planner: planner.visits.call_off("x"),
    "remove": lambda planner: planner.visits.remove("x"),
    "ready": lambda planner: planner.visits.ready("x", ()),
    "answer": lambda planner: planner.visits.edit_question("x", answer="y"),
    "drop": lambda planner: planner.visits.drop_question("x"),
}


@pytest.mark.parametrize("what", GONE)
def test_what_is_not_there_any_more_is_told_and_nothing_is_written(planner: Planner, what: str) -> None:
    before = planner.path.read_bytes() if planner.path else b""
    with pytest.raises(BadInput, match="no longer exists"):
        GONE[what](planner)
    assert planner.path and planner.path.read_bytes() == before


# --- questions


def test_a_question_belongs_to_the_day_on_which_it_came_up_which_ends_at_three(tmp_path: Path) -> None:
    planner, clock = begun(tmp_path)
    clock.set(TODAY + ONE, time(0, 40))
    planner.visits.ask(" Sun?  Cream? ")
    planner.visits.ask("And before?", TODAY - 5 * ONE)
    assert [(one.asked_on, one.text) for one in again(planner).care.questions] == [
        (TODAY - 5 * ONE, "And before?"),
        (TODAY, "Sun? Cream?"),
    ]
    assert planner.undo() == "saved a question"


def test_questions_of_one_day_stay_in_the_order_in_which_they_were_asked(planner: Planner) -> None:
    asked = [f"Why {name}?" for name in "hbdgacfe"]
    for text in asked:
        planner.visits.ask(text)
    assert [one.text for one in again(planner).care.questions] == asked


def test_a_question_is_answered_changed_and_dropped(planner: Planner) -> None:
    planner.visits.ask("Sun?")
    (one,) = planner.recovery.care.questions
    planner.visits.edit_question(one.id, answer="Hat.\n")
    assert planner.recovery.care.questions[0].answer == "Hat."
    planner.visits.edit_question(one.id, text="Sun and wind?")
    assert planner.recovery.care.questions[0].text == "Sun and wind?"
    planner.visits.drop_question(one.id)
    assert again(planner).care.questions == ()
    with pytest.raises(BadInput, match="The question is empty"):
        planner.visits.ask("  ")


# --- what is told once


def told(planner: Planner) -> dict[str, tuple[str, bool]]:
    return {one.id: (one.text, one.private) for one in again(planner).care.background}


def test_what_is_told_is_kept_by_field_until_it_is_taken_back(planner: Planner) -> None:
    planner.visits.tell({"device": " pen \n", "depth": "1.5 mm"})
    assert told(planner) == {"depth": ("1.5 mm", False), "device": ("pen", False)}
    planner.visits.tell({"device": " "})
    assert told(planner) == {"depth": ("1.5 mm", False)}
    assert planner.undo() == "edited your history"
    assert set(told(planner)) == {"depth", "device"}


def test_a_field_stays_out_of_what_is_shared_as_the_list_has_it_until_the_person_says_so(planner: Planner) -> None:
    private = "pregnancy"
    assert field_of(private).private
    planner.visits.tell({private: "yes", "device": "pen"})
    assert (told(planner)[private], told(planner)["device"]) == (("yes", True), ("pen", False))
    planner.visits.tell({private: "no"}, {private: False, "device": True})
    assert (told(planner)[private], told(planner)["device"]) == (("no", False), ("pen", True))
    planner.visits.tell({private: "perhaps"})
    assert told(planner)[private] == ("perhaps", False)


def test_a_field_that_there_is_not_and_a_text_that_is_too_long_are_refused(planner: Planner) -> None:
    with pytest.raises(BadInput, match="There is no field “shoe size”"):
        planner.visits.tell({"shoe size": "42"})
    with pytest.raises(BadInput, match="There is no field “shoe”"):
        planner.visits.tell({}, {"shoe": True})
    with pytest.raises(BadInput, match="use 4,000 at most"):
        planner.visits.tell({"device": "x" * (TOLD_LIMIT + 1)})
    assert told(planner) == {}

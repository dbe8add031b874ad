"""One copy here and one there: what each of two people did is there once they meet."""

from __future__ import annotations

from datetime import date

import pytest

from routine_tui.facts.skin import rules
from routine_tui.model.by_id import by_id
from routine_tui.model.care.events import events
from routine_tui.model.day.agenda import states
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.procedure import Around
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.shelf.uses import uses
from routine_tui.model.skin.standing import standing
from routine_tui.planner.courses import CourseChange, Regimen
from routine_tui.planner.planner import Planner
from routine_tui.store.wholes import brought_back
from tests.planner.copies import ONE, TODAY, Two
from tests.planner.deeds import PILL


def level(recovery: Recovery) -> int:
    found = standing(rules(), recovery, TODAY)
    return found.level if found else 0


def state(recovery: Recovery, step_id: str, day: date = TODAY) -> str | None:
    return next((said for one, said in states(recovery, day, TODAY) if one.step_id == step_id), None)


# --- levels


def test_what_got_worse_there_after_a_clinician_was_spoken_to_here_stands(two: Two) -> None:
    """Seen to fail: the word covered what nobody had told."""
    two.at(10, lambda: two.here.skin.check_in(TODAY, {"contacted": True}))
    two.at(11, lambda: two.there.skin.check_in(TODAY, {"breathing": True, "pain": 9}))
    assert level(two.met()) == 4


def test_what_was_recorded_there_before_a_clinician_was_spoken_to_here_does_not_stand(two: Two) -> None:
    two.at(10, lambda: two.there.skin.check_in(TODAY, {"breathing": True}))
    two.at(11, lambda: two.here.skin.check_in(TODAY, {"contacted": True}))
    assert level(two.met()) == 0


def test_what_eased_there_after_it_was_told_does_not_stand(two: Two) -> None:
    """What the answer was when a clinician was spoken to is known though another one replaced it."""
    two.at(10, lambda: two.there.skin.check_in(TODAY, {"pain": 9}))
    two.at(11, lambda: two.here.skin.check_in(TODAY, {"contacted": True}))
    two.at(12, lambda: two.there.skin.check_in(TODAY, {"pain": 7}))
    assert level(two.met()) == 0
    two.at(13, lambda: two.there.skin.check_in(TODAY, {"pain": 10}))
    assert level(two.met()) > 0


def test_a_number_that_was_not_measured_before_takes_no_word_back_but_a_level_of_its_own_stands(two: Two) -> None:
    """Seen to fail: not measured was counted as nought."""
    two.at(10, lambda: two.here.skin.check_in(TODAY, {"contacted": True}))
    two.at(11, lambda: two.here.skin.check_in(TODAY, {"temp": 36.6}))
    answers = two.here.recovery.record(TODAY).skin
    assert answers and answers.answers["contacted"] is True
    assert level(two.here.recovery) == 0
    two.at(12, lambda: two.here.skin.check_in(TODAY, {"temp": 40.2}))
    assert level(two.here.recovery) > 0


# --- counts and lists


def test_what_was_taken_here_and_there_adds_up(two: Two) -> None:
    """Seen to fail: of 09:00 and 14:00 one was lost, and a third time passed as “2 of 2”."""
    two.at(9, lambda: two.here.tick(TODAY, [PILL]))
    two.at(14, lambda: two.there.tick(TODAY, [PILL]))
    assert two.met().record(TODAY).marks[PILL].amount == 2
    two.at(15, lambda: two.here.tick(TODAY, [PILL]))
    assert two.met().record(TODAY).marks[PILL].amount == 3


def test_a_number_that_is_told_replaces_what_was_counted_before_and_an_untick_all_of_it(two: Two) -> None:
    two.at(9, lambda: two.here.tick(TODAY, [PILL]))
    two.at(10, lambda: two.there.tick(TODAY, [PILL], amount=3))
    two.at(11, lambda: two.here.tick(TODAY, [PILL]))
    assert two.met().record(TODAY).marks[PILL].amount == 4
    two.at(12, lambda: two.there.untick(TODAY, [PILL]))
    assert PILL not in two.met().record(TODAY).marks


def test_slots_of_a_course_that_both_added_are_both_there_and_end_with_it(two: Two) -> None:
    """Seen to fail: the morning's step stayed due, of no course."""
    two.at(10, lambda: two.here.courses.edit("course", TODAY, CourseChange(slots=("evening", "morning"))))
    two.at(11, lambda: two.there.courses.edit("course", TODAY, CourseChange(slots=("evening", "day"))))
    assert len(by_id(two.met().care.courses, "course", "course").step_ids) == 3
    two.at(12, lambda: two.here.courses.end("course", TODAY))
    ended = two.met()
    assert {state(ended, name) for name in by_id(ended.care.courses, "course", "course").step_ids} == {None}


def test_a_slot_that_was_added_there_ends_with_the_course_that_was_ended_here(two: Two) -> None:
    two.at(10, lambda: two.there.courses.edit("course", TODAY, CourseChange(slots=("evening", "day"))))
    two.at(11, lambda: two.here.courses.end("course", TODAY))
    ended = two.met()
    assert {state(ended, name) for name in by_id(ended.care.courses, "course", "course").step_ids} == {None}


def test_what_both_have_ready_and_let_rest_is_all_there(two: Two) -> None:
    (pause,) = two.here.recovery.pauses
    two.at(10, lambda: two.here.visits.ready("visit", {"photos"}))
    two.at(11, lambda: two.there.visits.ready("visit", {"list"}))
    two.at(12, lambda: two.here.pauses.edit(pause.id, step_ids=(*pause.step_ids, "morning-sunscreen")))
    two.at(13, lambda: two.there.pauses.edit(pause.id, step_ids=("morning-cleanser", "evening-moisturiser")))
    joined = two.met()
    assert set(joined.care.visits[0].ready) == {"photos", "list"}
    assert set(joined.pauses[0].step_ids) == {"morning-cleanser", "morning-sunscreen", "evening-moisturiser"}


def test_a_pause_whose_steps_both_took_out_pauses_nothing(two: Two) -> None:
    """An empty list means every step; nobody said that."""
    (pause,) = two.here.recovery.pauses
    two.at(10, lambda: two.here.pauses.edit(pause.id, step_ids=("morning-cleanser",)))
    two.at(11, lambda: two.there.pauses.edit(pause.id, step_ids=("evening-cleanser",)))
    assert two.met().pauses == ()


def test_what_rests_around_sessions_is_joined_by_what_it_is(two: Two) -> None:
    sunscreen = Around("sunscreen", 1, 4)
    two.at(10, lambda: two.here.procedures.edit("laser", [sunscreen, Around("cleanser", 0, 3)]))
    two.at(11, lambda: two.there.procedures.edit("laser", [sunscreen, Around("moisturiser", 0, 3)]))
    (laser,) = two.met().care.procedures
    assert {one.target for one in laser.around_on(TODAY)} == {"sunscreen", "cleanser", "moisturiser"}


# --- what rests


@pytest.mark.parametrize(("before", "after"), [(10, 2), (3, 8), (10, 3), (2, 8)])
def test_what_rests_is_told_as_it_rests(two: Two, before: int, after: int) -> None:
    """Seen to fail: the list of what is planned went by what was known on the day of the session."""
    two.at(9, lambda: two.here.procedures.edit("laser", [Around("sunscreen", 0, before)]))
    two.clock.shows += 2 * ONE
    today = two.here.today()
    two.here.procedures.edit("laser", [Around("sunscreen", 0, after)])
    recovery = two.here.recovery
    days = [TODAY + number * ONE for number in range(-2, 20)]
    resting = [day for day in days if state(recovery, "morning-sunscreen", day) == "paused"]
    assert resting.count(today) == (after > 2)
    begins = [one.day for one in events(recovery) if one.kind == "rests"]
    again = [one.day for one in events(recovery) if one.kind == "again"]
    assert begins == [day for day in resting if day - ONE not in resting]
    assert again == [day + ONE for day in resting if day + ONE not in resting]


# --- who uses what


def test_a_product_whose_brand_was_mended_here_and_name_there_is_used_by_the_same_steps(two: Two) -> None:
    """Seen to fail: no step used it any more."""
    two.at(10, lambda: two.here.shelf.edit("jar", brand="Riz"))
    two.at(11, lambda: two.there.shelf.edit("jar", name="Oats"))
    joined = two.met()
    jar = by_id(joined.products, "jar", "product")
    assert [use.step_id for use in uses(joined, jar)] == ["evening-moisturiser"]
    assert joined.routine.step("evening-moisturiser").latest.product == jar.label == "Riz Oats"


def test_a_product_that_was_renamed_here_is_used_by_the_step_that_took_it_there(two: Two) -> None:
    two.at(10, lambda: two.here.shelf.edit("jar", name="Oats"))
    two.at(11, lambda: two.there.routine.edit("morning-moisturiser", TODAY, product="rice  OAT"))
    joined = two.met()
    jar = by_id(joined.products, "jar", "product")
    assert {use.step_id for use in uses(joined, jar)} == {"evening-moisturiser", "morning-moisturiser"}


def test_a_product_that_ended_here_is_not_used_by_the_step_that_took_it_there(two: Two) -> None:
    two.at(10, lambda: two.here.shelf.add(Product("soap", "Soap")))
    two.met()
    two.at(11, lambda: two.there.routine.edit("morning-cleanser", TODAY, product="Soap"))
    two.at(12, lambda: two.here.shelf.end("soap", TODAY + ONE))
    joined = two.met()
    days = [joined.routine.step("morning-cleanser").on(day) for day in (TODAY, TODAY + ONE)]
    assert [version.product for version in days if version] == ["Soap", ""]


# --- wholes


def test_a_procedure_that_was_taken_away_here_and_whose_session_was_changed_there_is_there_as_a_whole(two: Two) -> None:
    """Seen to fail: a session of nothing was left, and nothing told of it."""
    two.at(9, lambda: two.here.procedures.edit("laser", [Around("sunscreen", 0, 4, "Ointment")]))
    two.met()
    first = two.here.recovery.care.sessions[0]
    two.at(10, lambda: two.here.procedures.remove("laser"))
    two.at(11, lambda: two.there.procedures.edit_session(first.id, note="7 J"))
    tables = two.here.opened().tables(), two.there.opened().tables()
    joined = two.met()
    assert [one.id for one in joined.care.procedures] == ["laser"]
    assert len(joined.care.sessions) == 2
    assert any(version.name == "Ointment" and not version.ended for _, version in joined.routine.current(TODAY))
    assert list(brought_back(joined, *tables)) == ["Laser"]


def test_a_procedure_that_was_taken_away_after_a_session_was_planned_there_goes_as_a_whole(two: Two) -> None:
    two.at(10, lambda: two.there.procedures.plan("laser", TODAY + 20 * ONE))
    two.at(11, lambda: two.here.procedures.remove("laser"))
    assert (two.met().care.procedures, two.met().care.sessions) == ((), ())


def test_a_course_whose_adding_was_undone_here_and_whose_note_was_changed_there_has_its_steps(two: Two) -> None:
    """Seen to fail: a course without steps, for good."""
    two.at(9, lambda: two.here.courses.add(Course("new", "Zinc", TODAY), Regimen(Schedule(TODAY), ("morning",))))
    two.met()
    two.at(10, lambda: two.there.courses.edit("new", TODAY, CourseChange(about={"note": "thin"})))
    two.at(11, two.here.undo)
    joined = two.met()
    for course in joined.care.courses:
        assert {step.id for step in joined.routine.steps}.issuperset(course.step_ids)


@pytest.mark.parametrize(("done_at", "moved_at"), [(10, 11), (11, 10)])
def test_a_session_that_was_done_here_and_moved_there_was_done(two: Two, done_at: int, moved_at: int) -> None:
    """Seen to fail: it was done on a day to come."""
    session = next(one for one in two.here.recovery.care.sessions if one.day == TODAY)
    deeds = {
        done_at: lambda: two.here.procedures.edit_session(session.id, done=True),
        moved_at: lambda: two.there.procedures.move(session.id, TODAY + 5 * ONE),
    }
    for hour in sorted(deeds):
        two.at(hour, deeds[hour])
    (joined,) = (one for one in two.met().care.sessions if one.id == session.id)
    assert (joined.done, joined.day) == (True, TODAY)


# --- ids


def test_steps_that_two_copies_add_never_have_one_id_where_they_are_called_differently(two: Two) -> None:
    """Seen to fail: a second “Retinol” here was the “Retinol 2” of there."""

    def add(planner: Planner, name: str) -> None:
        planner.routine.add(StepVersion(TODAY, "evening", "other", name, Schedule(TODAY)))

    two.at(9, lambda: add(two.here, "Retinol"))
    two.met()
    two.at(10, lambda: add(two.here, "Retinol"))
    two.at(11, lambda: add(two.there, "Retinol 2"))
    two.at(12, lambda: add(two.there, "Retinol"))
    names = sorted(step.latest.name for step in two.met().routine.steps if "Retinol" in step.latest.name)
    assert names == ["Retinol", "Retinol", "Retinol", "Retinol 2"]

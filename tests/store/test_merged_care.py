"""What is planned, in the file and where two copies of it meet: each part as the later change left it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from routine_tui.model.diff.recovery_diff import differences, replaced_words
from routine_tui.model.errors import DamagedFile
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.procedure import Around, AroundSince, PlannedDay, Procedure, Session
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.recovery.visit import Question, Visit
from routine_tui.store.checksum import with_checksum
from routine_tui.store.documents import documents
from routine_tui.store.repository import Edit, content_of, read_copy, read_whole
from tests.cases import each_case
from tests.store.histories import Held, written
from tests.store.merging import after
from tests.store.rooms import NOW, TODAY, ZERO, again, recovery, stored, ticked

MINUTE, ONE = timedelta(minutes=1), timedelta(days=1)
CREAM = "evening-moisturiser"


def day(offset: int) -> date:
    return TODAY + offset * ONE


LASER = Procedure("laser", "Laser", around=(AroundSince(ZERO, (Around("sunscreen", 0, 5),)),))
SESSION = Session("s", "laser", (PlannedDay(ZERO, day(5)),))
VISIT = Visit("v", day(9), time(9), "Dr Kaya", ready=("photos",))


def planned() -> Recovery:
    """A recovery with a visit, a question, a course, and a procedure with a session."""
    care = recovery().care.having(
        visits=(VISIT,),
        questions=(Question("q", TODAY, "Sun?"),),
        courses=(Course("c", "Cream", TODAY, (CREAM,), reviews=(28,)),),
        procedures=(LASER,),
        sessions=(SESSION,),
    )
    return replace(recovery(), care=care)


def with_(kind: str, **changes: Any) -> Edit:
    """The change of fields of the one thing of a kind."""

    def edit(state: Recovery) -> Recovery:
        (thing,) = getattr(state.care, kind)
        return replace(state, care=state.care.having(**{kind: (replace(thing, **changes),)}))

    return edit


def without(kind: str) -> Edit:
    return lambda state: replace(state, care=state.care.having(**{kind: ()}))


def moved(offset: int | None, today: date = TODAY) -> Edit:
    new = None if offset is None else day(offset)
    return lambda state: replace(state, care=state.care.having(sessions=(state.care.sessions[0].moved(new, today),)))


def step(on: date, **changes: Any) -> Edit:
    return lambda state: state.with_routine(state.routine.with_changes(CREAM, on, **changes))


# --- in the file


def test_a_step_that_is_done_or_not_is_kept_as_it_was_before_there_were_hours() -> None:
    (version,) = documents(recovery())["steps"][1]["versions"]
    assert not {"hours", "most_per_day"} & version.keys()
    assert version["schedule"].keys() == {"first_day", "rule", "last_day", "days_on"}


def test_a_step_says_nothing_of_hours_until_the_day_from_which_it_has_some() -> None:
    """What it says is a register of its own, and would win over what another copy says."""
    hours = step(day(0), hours="2 hours")(step(day(-5), cue="tea")(recovery()))
    rows = {row["id"]: row["versions"] for row in documents(step(day(9), hours="")(hours))["steps"].values()}
    assert [version.get("hours") for version in rows[CREAM]] == [None, None, "2 hours", ""]
    assert read_whole(content_of(hours), Path("Face.json")) == hours


def test_what_is_planned_is_read_when_it_is_asked_for_and_is_what_it_was_then(tmp_path: Path) -> None:
    """Seen to fail where what was not read yet was read from tables that had changed since."""
    path = stored(tmp_path, planned()).path
    again(path).change("visit", with_("visits", who="Dr Ito"), NOW)
    here, there = again(path), again(path)
    before = here.load()
    here.undo(NOW + MINUTE)
    assert before.care.visits == (replace(VISIT, who="Dr Ito"),)
    before = here.load()
    there.change("visit", without("visits"), NOW + MINUTE)
    assert before.care.visits == (VISIT,)
    assert here.load().care.visits == again(path).load().care.visits == ()
    here.undo(NOW + 2 * MINUTE)
    assert here.load() == again(path).load() == before


SPOILED: dict[str, Callable[[dict[str, Any]], object]] = {
    "a session planned for no day": lambda tables: tables["sessions"]["1"].update(placed=[]),
    "the days of a session out of order": lambda tables: tables["sessions"]["1"]["placed"].append(
        {"valid_from": "2026-10-31", "day": None}
    ),
    "what rests out of order": lambda tables: tables["procedures"]["1"]["around"].append(
        {"valid_from": "2026-11-01", "around": []}
    ),
    "an hour with an offset": lambda tables: tables["visits"]["1"].update(at="09:00:00+01:00"),
    "two visits of one id": lambda tables: tables["visits"].update({"2": tables["visits"]["1"]}),
    "a kind that there is not": lambda tables: tables["procedures"]["1"].update(kind="tattoo"),
    "a review before its course": lambda tables: tables["courses"]["1"].update(reviews=[-1]),
    "an amount that no day holds": lambda tables: next(iter(tables["days"].values()))["marks"][
        "morning-cleanser"
    ].update(amount=25),
    "hours that are none": lambda tables: tables["steps"]["1"]["versions"][0].update(hours="0 hours"),
    "stages that are none": lambda tables: tables["steps"]["1"]["versions"][0]["schedule"].update(stages="then"),
    "days around no session": lambda tables: tables["steps"]["1"]["versions"][0]["schedule"].update(around=["", 1, 0]),
    "a table that is a list": lambda tables: tables.update(visits=[]),
    "a table that is not there": lambda tables: tables.pop("questions"),
}


@each_case("what", SPOILED)
def test_what_another_hand_made_of_what_is_planned_is_damage_told_in_one_sentence(what: str) -> None:
    content = content_of(ticked()(planned()))
    assert read_whole(content, Path("Face.json")).care == planned().care
    tables = json.loads(content)
    SPOILED[what](tables)
    with pytest.raises(DamagedFile, match=r"^Face\.json is damaged: [^\n]+\.$"):
        read_whole(json.dumps(tables).encode(), Path("Face.json"))


def test_what_is_read_later_and_is_not_as_it_must_be_is_told_in_one_sentence(tmp_path: Path) -> None:
    """Under our own checksum only a version of the program with a mistake can have left it."""
    path = stored(tmp_path, planned()).path
    tables = json.loads(path.read_bytes()) | {"visits": {"1": {"id": "v", "day": "soon"}}}
    tables.pop("checksum")
    path.write_bytes(with_checksum(tables, 0))
    with pytest.raises(DamagedFile, match=r"^[^\n]+Face\.json is damaged: [^\n]+\.$"):
        _ = again(path).load().care.visits
    with pytest.raises(DamagedFile, match=r"^Face\.json is damaged: [^\n]+\.$"):
        read_whole(path.read_bytes(), Path("Face.json"))


# --- two copies meet


def both(one: Edit, other: Edit, later: int = 1, begin: Recovery | None = None) -> Recovery:
    """What two copies come to of which each made a change, the second one ``later`` minutes after the first."""
    return after((0, one, NOW), (1, other, NOW + later * MINUTE), begin=begin or planned())


def test_each_field_of_a_visit_is_as_the_later_change_left_it() -> None:
    (visit,) = both(with_("visits", who="Dr Ito", notes="x"), with_("visits", day=day(3), who="Dr Ada")).care.visits
    assert visit == replace(VISIT, who="Dr Ada", notes="x", day=day(3))


def test_of_a_session_that_was_moved_on_both_sides_the_later_move_counts_with_its_history() -> None:
    (session,) = both(moved(20), moved(None, day(1))).care.sessions
    assert session.placed == (PlannedDay(ZERO, day(5)), PlannedDay(TODAY, day(20)), PlannedDay(day(1), None))
    (session,) = both(moved(20), moved(None), later=-1).care.sessions
    assert session.placed == (PlannedDay(ZERO, day(5)), PlannedDay(TODAY, day(20)))


def test_a_session_that_one_side_moved_and_the_other_described_is_both() -> None:
    (session,) = both(moved(20), with_("sessions", note="7 mm")).care.sessions
    assert (session.day, session.note) == (day(20), "7 mm")


def test_a_procedure_that_was_taken_away_and_changed_later_is_there_and_one_changed_before_is_not() -> None:
    assert both(without("procedures"), with_("procedures", count=3)).care.procedures == (replace(LASER, count=3),)
    assert both(without("procedures"), with_("procedures", count=3), later=-1).care.procedures == ()


def test_visits_and_questions_of_both_sides_are_there() -> None:
    def asked(name: str) -> Edit:
        question, visit = Question(name, TODAY, name), Visit(name, day(1))
        return lambda state: replace(
            state,
            care=state.care.having(questions=(*state.care.questions, question), visits=(*state.care.visits, visit)),
        )

    joined = both(asked("here"), asked("there")).care
    assert [one.id for one in joined.questions] == ["here", "q", "there"]
    assert [one.id for one in joined.visits] == ["here", "there", "v"]


def test_hours_that_one_side_set_from_a_day_on_take_nothing_from_those_the_other_set_before_it() -> None:
    """Seen to fail: a step that had hours from a day on said of all earlier ones, too, that it had none."""
    joined = both(step(ZERO, hours="6 hours"), step(day(3), hours="12 hours"))
    found = [version.hours for version in joined.routine.step(CREAM).versions]
    assert found == ["6 hours", "12 hours"]


def test_a_course_in_stages_that_one_side_changed_is_one_whole_rule() -> None:
    stages = Schedule(TODAY, stages="2 days for 2 weeks, then day for 8 weeks")
    joined = both(step(TODAY, schedule=stages), step(TODAY, product="Tube")).routine.step(CREAM).latest
    assert (joined.schedule, joined.product) == (stages, "Tube")


def test_joining_is_undone_in_one_step_and_what_was_planned_before_is_there() -> None:
    doors = [Held(content_of(planned())) for _ in range(2)]
    doors[0].change("moved", moved(20), NOW)
    before = doors[0].load()
    doors[1].change("cancelled", moved(None), NOW + MINUTE)
    doors[0].merge(read_copy(written(doors[1]), doors[1].path), "merged", NOW + 2 * MINUTE)
    assert doors[0].load().care.sessions[0].day is None
    assert doors[0].undo(NOW + 3 * MINUTE)[0] == before


# --- told in words


def test_what_a_restore_would_change_of_what_is_planned_is_told() -> None:
    changed = moved(20)(with_("procedures", around=(), count=3)(with_("visits", who="Dr Ito")(planned())))
    changed = with_("courses", step_ids=())(changed)
    mark = replace(ticked()(changed).days[TODAY].marks["morning-cleanser"], amount=6.5)
    changed = changed.marked(TODAY, "morning-cleanser", mark)
    assert [str(one) for one in differences(ticked()(planned()), changed)] == [
        "Visit of 1 Dec 2026: as it is → changed: who",
        "Treatment Cream: as it is → changed: steps",
        "Procedure Laser: as it is → changed: count and pauses around sessions",
        "Session of 12 Dec 2026: as it is → changed: day",
        "22 Nov 2026, Gentle cleanser: done 07:42 → done 07:42, amount 6.5",
    ]
    assert [str(one) for one in differences(planned(), without("questions")(planned()))] == [
        "Question “Sun?”: there → not there"
    ]


def test_words_of_a_copy_that_were_replaced_later_are_told() -> None:
    copy = with_("visits", agreed="no sun")(with_("questions", answer="a hat")(planned()))
    assert [str(one) for one in replaced_words(copy, planned())] == [
        "Visit of 1 Dec 2026, agreed: “no sun” → none",
        "Question “Sun?”, answer: “a hat” → none",
    ]

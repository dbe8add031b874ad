"""Parts that are left out: every day counts as it did, whatever it rested for."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from routine_tui.exporters import json_archive as archive
from routine_tui.exporters.summary.sections_to_share import shared
from routine_tui.model.day.progress import calendar
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.diary import Mark
from routine_tui.model.recovery.procedure import Around, AroundSince, PlannedDay, Procedure, Session
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Kind, Routine, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from tests.exporters.lived import summary_of, written
from tests.exporters.lived_care import TODAY, ZERO, at, on
from tests.exporters.test_care_left_out import telling

DAYS = st.integers(0, 29)
KINDS: dict[str, Kind] = {"Sunscreen": "sunscreen", "Rose balm": "moisturiser", "Cleanser": "cleanser"}


@st.composite
def routines(draw: st.DrawFn) -> Routine:
    """Three steps whose products change, and one that is tied to sessions and gets another name."""
    routine = Routine()
    for name, kind in KINDS.items():
        before, after = (draw(st.sampled_from(["", "Zinc cream", "Zinc rose"])) for _ in range(2))
        routine = routine.with_step(StepVersion(ZERO, "morning", kind, name, Schedule(ZERO), product=before), kind)
        routine = routine.with_changes(kind, on(draw(DAYS)), product=after)
    first, last = draw(DAYS), draw(st.none() | st.just(on(29)))
    tied = StepVersion(on(first), "evening", "other", "Ointment", Schedule(ZERO, last_day=last, around=("p", -1, 2)))
    routine = routine.with_step(tied, "tied").with_changes("tied", on(draw(DAYS)), name="Wash")
    return routine.with_end("tied", on(draw(DAYS))) if draw(st.booleans()) else routine


@st.composite
def sessions(draw: st.DrawFn, session_id: str) -> Session:
    """A session that was planned for one day or two, or called off."""
    placed = draw(st.dictionaries(st.integers(-20, 29), st.none() | DAYS, min_size=1, max_size=2))
    days = [PlannedDay(on(since), None if day is None else on(day)) for since, day in sorted(placed.items())]
    return Session(session_id, "p", tuple(days))


@st.composite
def arounds(draw: st.DrawFn, since: date) -> AroundSince:
    """What rests, from a day on: by kind, by name, by product, all, and what is not there."""
    targets = st.sampled_from(["sunscreen", "balm", "zinc", "zinc rose", "everything", "rose", "nothing of the kind"])
    found = draw(st.lists(st.builds(Around, targets, st.integers(0, 4), st.integers(0, 4)), max_size=2))
    return AroundSince(since, tuple(found))


@st.composite
def planned(draw: st.DrawFn) -> Recovery:
    """A recovery with a procedure whose sessions and what rests around them change, and with some marks."""
    around = [draw(arounds(on(since))) for since in sorted(draw(st.sets(DAYS, max_size=2)))]
    care = Care(
        procedures=(Procedure("p", "Laser", around=tuple(around)),),
        sessions=tuple(draw(sessions(name)) for name in ("a", "b", "c")[: draw(st.integers(0, 3))]),
    )
    recovery = Recovery("id", "Face", ZERO, 30, routine=draw(routines()), care=care)
    for offset in draw(st.sets(DAYS, max_size=4)):
        recovery = recovery.marked(on(offset), draw(st.sampled_from(["sunscreen", "tied"])), Mark("done", at(offset)))
    return recovery


@given(planned(), st.sampled_from([("care",), ("products",), ("care", "products"), ("notes", "private")]))
def test_what_is_left_out_changes_no_figure(recovery: Recovery, without: tuple[str, ...]) -> None:
    """Seen to fail without ``_rests``, ``_untied`` and ``_unbranded`` in ``redaction``, one at a time."""
    today, left = on(20), shared(recovery, None, None, without)
    assert calendar(left, today) == calendar(recovery, today)
    whole, page = summary_of(recovery, today), summary_of(recovery, today, without=without)
    states = [[(entry.day, entry.step_id, entry.state) for entry in one.entries] for one in (whole, page)]
    assert states[0] == states[1]
    assert page.whole == whole.whole
    assert archive.load(written("json", recovery, without)) == left


def test_what_rests_because_of_a_product_rests_without_its_name_too() -> None:
    left = shared(telling(), None, None, {"products"})
    assert [around.target for around in left.care.procedures[0].around_on(TODAY)] == ["balm"]
    assert any(cell.state == "paused" for cell in calendar(left, TODAY))


def test_what_rested_near_a_session_is_a_pause_once_nobody_is_told_of_it() -> None:
    left = shared(telling(), None, None, {"care"})
    assert [(pause.first_day, pause.last_day, pause.step_ids) for pause in left.pauses] == [(on(4), on(6), ("balm",))]
    assert calendar(left, TODAY) == calendar(telling(), TODAY)

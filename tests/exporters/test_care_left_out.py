"""What a page and the archive say of care where parts are left out."""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from routine_tui.exporters import json_archive as archive
from routine_tui.exporters.formats import ExportRequest
from routine_tui.exporters.summary.sections_to_share import shared
from routine_tui.model.recovery.background import BackgroundAnswer
from routine_tui.model.recovery.care import NO_CARE, Care
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.procedure import Around, AroundSince, PlannedDay, Procedure, Session
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Routine, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.recovery.visit import Question, Visit
from tests.cases import each_case
from tests.exporters.lived import TEXTS, plain, sample, written
from tests.exporters.lived_care import ZERO, cared, on
from tests.exporters.test_care import BARE, flat, told

TELLING = {
    word: parts
    for parts, words in (
        ({"notes", "care"}, "visit-notes session-note course-note procedure-note asked-and-answered the-answer"),
        ({"private", "care"}, "private-words"),
        ({"products"}, "brand-of-step"),
        ({"care"}, "visit-who visit-where visit-why visit-agreed open-question course-label set-by course-why"),
        ({"care"}, "course-dose course-effect ended-why procedure-label procedure-who procedure-where procedure-why"),
        ({"care"}, "told-words wish-words tried-words"),
    )
    for word in words.split()
}
"""Words that a recovery's exports hold, each with the parts that take it away."""


FEW = {
    "csv": {"brand-of-step"},
    "svg": {"course-label", "procedure-label", "visit-who"},
    "ics": {
        "brand-of-step", "course-label", "visit-who", "visit-where", "visit-why",
        "procedure-label", "procedure-who", "procedure-where", "procedure-why",
    },
}  # fmt: skip
"""What those hold of them that do not hold all."""


def telling() -> Recovery:
    """A recovery of which each part is found by searching for its words; the balm rests by the name of its brand."""
    step = StepVersion(ZERO, "evening", "prescription", "Balm", Schedule(ZERO), product="brand-of-step")
    around = (AroundSince(ZERO, (Around("brand-of-step", 1, 2, "Ointment"),)),)
    care = Care(
        visits=(Visit("v", on(3), None, "visit-who", "visit-where", "visit-why", "visit-notes", "visit-agreed"),),
        questions=(
            Question("q", ZERO, "open-question"), Question("r", ZERO, "asked-and-answered", "the-answer"),
        ),
        courses=(
            Course("c", "course-label", ZERO, ("balm",), "set-by", "course-why", "course-dose", (7,), "course-effect",
                   "ended-why", "course-note"),
        ),
        procedures=(
            Procedure("p", "procedure-label", "laser", "procedure-who", "procedure-where", "procedure-why",
                      around=around, note="procedure-note"),
        ),
        sessions=(Session("s", "p", (PlannedDay(ZERO, on(5)),), done=True, note="session-note"),),
        background=(
            BackgroundAnswer("device", "told-words"), BackgroundAnswer("smoking", "private-words", True),
            BackgroundAnswer("wish", "wish-words"),
            BackgroundAnswer("tried", "tried-words"),
        ),
    )  # fmt: skip
    return replace(BARE, routine=Routine().with_step(step, "balm"), care=care)


def words_in(name: str, without: Collection[str] = ()) -> set[str]:
    page = flat(written(name, telling(), without).replace("\r\n ", "").replace("\\", ""))  # ics folds its lines
    return {word for word in TELLING if word in page}


@each_case("name", TEXTS)
def test_a_part_that_is_left_out_leaves_no_trace(name: str) -> None:
    whole = words_in(name)
    assert whole == FEW.get(name, set(TELLING))
    for part in ("notes", "products", "care", "private", "name"):
        assert words_in(name, [part]) == {word for word in whole if part not in TELLING[word]}, part


@each_case("name", TEXTS)
def test_what_was_told_as_private_stays_out_of_a_page_unless_it_is_asked_for_and_never_out_of_the_archive(
    name: str,
) -> None:
    kept = "private-words" in words_in(name, ExportRequest(name).left_out)
    assert kept == (name == "json")
    assert ("private-words" in words_in(name, ExportRequest(name, including=["private"]).left_out)) == (name not in FEW)
    assert "private-words" not in words_in(
        name, ExportRequest(name, without=["private"], including=["private"]).left_out
    )


def test_a_question_goes_with_its_answer_as_it_would_look_open_without_it() -> None:
    assert [one.text for one in told(telling(), without=["notes"]).open] == ["open-question"]


def test_all_left_out_an_export_is_as_if_there_had_been_no_care() -> None:
    recovery = replace(plain(), care=Care(visits=telling().care.visits, background=telling().care.background))
    for name in TEXTS:
        assert written(name, recovery, ["care"]) == written(name, plain())
        assert written(name, sample(), ["care"]) == written(name, shared(sample(), None, None, {"care"}))


def test_the_archive_holds_all_of_it_and_without_care_the_steps_of_courses_stay_steps() -> None:
    assert archive.load(written("json", cared())) == cared()
    loaded = archive.load(written("json", cared(), ["care"]))
    assert loaded.care == NO_CARE
    assert {step.id for step in loaded.routine.steps} == {step.id for step in cared().routine.steps}
    assert loaded.days == cared().days


def test_a_span_cuts_visits_answers_and_notes_of_sessions_and_keeps_what_holds_for_its_days() -> None:
    cut = shared(cared(), on(17), on(40), ()).care
    assert [one.id for one in cut.visits] == ["v4", "v2"]
    assert [one.id for one in cut.questions] == ["q2", "q3"]
    assert (cut.courses, cut.procedures, cut.background) == (
        cared().care.courses, cared().care.procedures, cared().care.background,
    )  # fmt: skip
    assert [(one.id, one.note) for one in cut.sessions] == [("s1", ""), ("s2", ""), ("s3", "")]
    assert [one.id for one in shared(cared(), on(17), None, ()).care.visits] == ["v4", "v2", "v3"]

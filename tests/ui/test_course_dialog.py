"""A course in one dialog: what is typed there is what the same words give on the command line."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from routine_tui.cli.course import course_command
from routine_tui.cli.session import CliSession
from routine_tui.demo import sample_recovery
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.procedure import Procedure
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.planner.courses import Regimen
from routine_tui.planner.planner import Planner
from routine_tui.settings import Home
from routine_tui.ui.dialogs.course import CourseDialog
from routine_tui.ui.dialogs.terms import Terms
from tests.ui.care_dialogs import Filled, ask, filled
from tests.ui.driver import TODAY, SetClock, opened, planner_with
from tests.ui.test_hostile import TEXTS, assert_calm

RAMP = "3 days for 2 weeks, then 2 days for 2 weeks, then day for 8 weeks"
TAPER = "strong: day for 1 week, then medium: day for 1 week, then mild: day for 1 week"
BOTH = {"slot_morning": True, "slot_evening": True}
EVENING = {"slot_evening": True}

COURSES: dict[str, tuple[dict[str, str | bool], str]] = {
    "Azelaic acid 20 %": (
        {"set_by": "Dr Kaya", **BOTH, "length": "24 weeks", "reviews": "4, 8, 16, 24", "dose": "a pea"},
        "--by|Dr Kaya|--slot|morning|--slot|evening|--for|24 weeks|--reviews|4,8,16,24|--dose|a pea",
    ),
    "Triple cream": ({**EVENING, "length": "8 weeks"}, "--slot|evening|--for|8 weeks"),
    "Hydroquinone 4 %": (
        {**EVENING, "length": "12 weeks", "again": "8 weeks, 2 times", "reviews": "4, 8"},
        "--slot|evening|--for|12 weeks|--break|8 weeks|--times|2|--reviews|4,8",
    ),
    "Tretinoin 0.025 %": (
        {**EVENING, "often": "in stages …", "detail": RAMP, "product": "Tube", "why": "marks"},
        f"--slot|evening|--every|{RAMP}|--product|Tube|--why|marks",
    ),
    "Steroid cream": (
        {**BOTH, "often": "phases with names …", "detail": TAPER, "how": "thinly"},
        f"--slot|morning|--slot|evening|--every|{TAPER}|--instructions|thinly",
    ),
    "Silicone sheet": (
        {"slot_day": True, "length": "12 weeks", "hours": "12 hours, from 2, 2 more a day, at most 23"},
        "--slot|day|--for|12 weeks|--hours|12, from 2, 2 more a day, at most 23",
    ),
    "Methotrexate": (
        {**EVENING, "often": "on weekdays …", "detail": "sunday", "from": "2026-11-20"},
        "--slot|evening|--every|sunday|--from|2026-11-20",
    ),
    "Antihistamine": (
        {**EVENING, "often": "only if needed", "most": "1"},
        "--slot|evening|--as-needed|--most|1",
    ),
    "Antiviral cover": (
        {**BOTH, "often": "around a procedure …", "procedure": "Peel", "detail": "-2 to 10"},
        "--slot|morning|--slot|evening|--around|peel|--days|-2..10",
    ),
}  # fmt: skip
"""Each course of a clinician, as it is typed in the dialog, and in words of the command line."""


def in_need() -> Planner:
    """A planner with two procedures, the second one with a session."""
    planner = planner_with(sample_recovery(TODAY), SetClock())
    planner.procedures.add(Procedure("laser", "Laser", "laser"))
    planner.procedures.add(Procedure("peel", "Peel", "peel"), (TODAY + timedelta(days=9),), ())
    return planner


def by_words(recovery: Recovery, *words: str) -> Recovery:
    """The recovery after a command of the command line, on the same day."""
    session = CliSession()
    session.__dict__["planner"] = planner = Planner(Home(Path("words"), Path("words/config.toml")), SetClock())
    planner.open(planner.folder.create(replace(recovery, name=words[0])))
    course_command.main(["add", *words], obj=session, standalone_mode=False, prog_name="routine-tui course")
    return planner.recovery


def without_id(recovery: Recovery) -> tuple[Any, ...]:
    """Its routine and its courses; each course has an id of its own, made at random."""
    return recovery.routine, tuple(replace(one, id="") for one in recovery.care.courses)


@pytest.mark.slow
async def test_each_course_in_the_dialog_is_what_the_same_words_give() -> None:
    planner = in_need()
    before = planner.recovery
    async with opened(planner) as app:
        for name, (lines, words) in COURSES.items():
            dialog = await ask(app, planner, CourseDialog(before, TODAY, None))
            await dialog.fill(label=name, **lines)
            await app.press("ctrl+s")
            assert dialog.answers, (name, app.text)
            told = without_id(planner.recovery)
            assert told == without_id(by_words(before, name, *words.split("|"))), name
            assert told != without_id(before)
            planner.undo()


async def test_a_course_is_typed_by_keys_alone_and_told_while_it_is_typed(planner: Planner) -> None:
    async with filled(planner, CourseDialog(planner.recovery, TODAY, None), (60, 20)) as dialog:
        app = dialog.app
        await app.press_at_once(*"Tretinoin")
        await app.press("tab", "tab", "tab", "tab", "space", "tab", "enter", *["down"] * 5, "enter")
        assert "in stages …" in app.line("How often") and "[x] evening" in app.text
        await app.press("tab", "end", "ctrl+u")
        await app.press_at_once(*"3 days for 2 weeks, 2 days for 2 weeks, day for 8 weeks")
        await app.press("down", "down", "down", "enter", "tab", "tab")
        await app.press_at_once(*"4, 12")
        assert app.said("coming") == (
            "Every 3 days for 2 weeks, then every other day for 2 weeks, then every day for 8 weeks until 13 Feb 2027. "
            "Next: today, Wed 25 Nov, Sat 28 Nov, Tue 1 Dec. Check-ups: Sun 20 Dec, Sun 14 Feb 2027."
        )
        await app.press("ctrl+s")
        assert dialog.answers
    (course,) = planner.recovery.care.courses
    (step,) = (step for step in planner.recovery.routine.steps if step.id in course.step_ids)
    assert (course.label, course.reviews) == ("Tretinoin", (28, 84))
    assert (step.latest.slot, step.latest.schedule) == ("evening", Schedule(TODAY, stages=RAMP))


WRONG = (
    ({"often": "in stages …", "detail": "3 days, then day"}, "A stage that is followed by another needs a length"),
    ({"length": "some weeks"}, "Can't read “some weeks” as a date"),
    ({"length": "2026-11-01"}, "The last day, 2026-11-01, is before the first, 2026-11-22"),
    ({"again": "8 weeks"}, "Before a break, say for how long each time goes on: type a length, such as 12 weeks."),
    ({"reviews": "soon"}, "“soon” aren't check-ups: write the weeks"),
    ({"hours": "30"}, "30 hours a day isn't possible: use more than 0, and 24 at most."),
    ({"often": "only if needed", "most": "x"}, "“x” times a day isn't possible: use 1 to 24, or leave it empty."),
    ({"often": "around a procedure …", "detail": "10"}, "There is no procedure yet: "),
    ({"from": "03/04/2026"}, "“03/04/2026”: 4 Mar or 3 Apr?"),
)


async def test_what_is_wrong_is_said_in_one_line_and_nothing_is_lost(planner: Planner) -> None:
    before = planner.recovery
    async with filled(planner, CourseDialog(before, TODAY, None)) as dialog:
        app = dialog.app
        await app.press("ctrl+s")
        assert app.complaint == "The name of the treatment is empty: type at least one character."
        await dialog.fill(label="Peel")
        await app.press("ctrl+s")
        assert app.complaint == "Choose when: morning, day or evening."
        await dialog.fill(slot_evening=True)
        for lines, sentence in WRONG:
            await dialog.fill(**lines)
            assert app.said("coming").startswith(sentence), app.said("coming")
            await app.press("ctrl+s")
            assert app.complaint.startswith(sentence) and dialog.answers == [] and not app.said("coming")
            await dialog.fill(**{"often": "every day"} | dict.fromkeys(set(lines) - {"often"}, ""))
        await dialog.fill(**{"from": "2027-03-01"})
        await app.press("ctrl+s")
        assert app.complaint.startswith("2027-03-01 is outside this recovery")
        assert "Peel" in app.line("Name") and "[x] evening" in app.text and dialog.answers == []
        await app.press("escape")
        assert dialog.answers == [None]
    assert planner.recovery is before


def taken_on(planner: Planner, every: str, days_ago: int, **fields: Any) -> Course:
    """A course that began some days ago."""
    first = TODAY - timedelta(days=days_ago)
    regimen = Regimen(Schedule.from_words(every, first), ("morning", "evening"), **fields)
    return planner.courses.add(Course("", "Cream", first, reviews=(28,)), regimen).care.courses[0]


async def test_a_course_changes_from_a_day_on_and_what_was_before_stays(planner: Planner) -> None:
    course = taken_on(planner, "3 days for 2 weeks, then day for 8 weeks", 8, product="Tube")
    async with filled(planner, CourseDialog(planner.recovery, TODAY, course)) as dialog:
        assert "Sun 22 Nov" in dialog.app.line("Change from") and "Tube" in dialog.app.line("Product")
        await dialog.fill(slot_morning=False, often="every other day", effect="Redder", length="3 weeks")
        assert dialog.app.said("coming").startswith("Every other day until 12 Dec. Next: today, Tue 24 Nov")
        await dialog.app.press("ctrl+s")
    recovery = planner.recovery
    (changed,) = recovery.care.courses
    assert (changed.effect, changed.step_ids) == ("Redder", course.step_ids)
    steps = [recovery.routine.step(step_id) for step_id in course.step_ids]
    for step, ends in zip(steps, (True, False), strict=True):
        before = step.on(TODAY - timedelta(days=1))
        assert before is not None and not before.ended
        assert before.schedule.stages == "3 days for 2 weeks, then day for 8 weeks"
        assert step.latest.ended == ends
    now = steps[1].latest
    assert now.schedule == Schedule.from_words("2 days", TODAY, date(2026, 12, 12)) and now.product == "Tube"


async def test_what_can_be_changed_of_a_course_depends_on_where_it_stands(planner: Planner) -> None:
    before = planner.recovery

    def begun_anew(every: str, days_ago: int, **fields: Any) -> Course:
        planner.change("as it was", lambda _: before)
        return taken_on(planner, every, days_ago, **fields)

    async with opened(planner) as app:
        # only another length counts from the beginning, and shifts no day
        course = begun_anew("3 days", 8)
        dialog = await ask(app, planner, CourseDialog(planner.recovery, TODAY, course))
        await dialog.fill(length="8 weeks")
        assert app.said("coming").startswith("Every 3 days until 8 Jan 2027. Next: tomorrow, Thu 26 Nov")
        await app.press("ctrl+s")
        step = planner.recovery.routine.step(course.step_ids[0])
        assert step.latest.schedule == Schedule.from_words("3 days", course.first_day, date(2027, 1, 8))
        # one that is kept as it is makes no change
        rare: dict[str, Any] = {"required": False, "most_per_day": 3, "hours": "12 hours", "cue": "after breakfast"}
        course = begun_anew("mon,thu", 3, **rare)
        there = planner.recovery
        dialog = await ask(app, planner, CourseDialog(there, TODAY, course))
        assert app.said("coming").startswith("Every Monday and Thursday, if needed, 12 hours a day.")
        await app.press("ctrl+s")
        assert dialog.answers == [None] and planner.recovery is there
        # one that is still to begin can begin on another day
        course = begun_anew(RAMP, -5)
        dialog = await ask(app, planner, CourseDialog(planner.recovery, TODAY, course))
        assert "Fri 27 Nov" in app.line("Starts")
        await dialog.fill(**{"from": "2026-12-01"})
        await app.press("ctrl+s")
        (moved,) = planner.recovery.care.courses
        assert moved.first_day == date(2026, 12, 1)
        for step_id in course.step_ids:
            assert planner.recovery.routine.step(step_id).latest.schedule == Schedule(moved.first_day, stages=RAMP)
        # of one that is over only what can still be told is asked
        course = begun_anew("day for 1 week", 10)
        dialog = await ask(app, planner, CourseDialog(planner.recovery, TODAY, course))
        assert app.said("coming").startswith("It is over: its last day was Wed 18 Nov.")
        assert "How often" not in app.text
        await dialog.fill(ended_why="all was well", effect="Calm [/b]\nsince then")
        await app.press("ctrl+s")
        (told,) = planner.recovery.care.courses
        assert (told.ended_why, told.effect) == ("all was well", "Calm [/b]\nsince then")


@pytest.mark.parametrize("last", [None, date(2026, 12, 31), date(2027, 1, 2)], ids=str)
@pytest.mark.parametrize(
    "every",
    ["day", "2 days", "mon,thu", "3 on 2 off", "week", "FREQ=MONTHLY;BYMONTHDAY=1", RAMP, TAPER,
     "3 days for 2 weeks, then day", "day for 12 weeks, break 8 weeks, 2 times", "mon,thu for 3 weeks, 4 times",
     f"{RAMP}, break 10 days, 3 times"],
)  # fmt: skip
def test_what_stands_in_the_lines_is_read_back_as_the_same_schedule(every: str, last: date | None) -> None:
    schedule = Schedule.from_words(every, TODAY, last)
    assert Terms.of(schedule).read(TODAY, TODAY) == schedule


async def test_where_courses_meet_is_said_once_after_the_change(planner: Planner) -> None:
    taken_on(planner, "day", 3)
    planner.notices.clear()
    async with opened(planner, (80, 24), "5") as app:
        await app.press("T")
        dialog = Filled(app, [])
        await dialog.fill(label="Gel", slot_evening=True)
        await app.press("ctrl+s")
        said = [notice for notice in app.notices if "Cream and Gel are both prescribed for the evening" in notice]
        assert len(said) == 1
        assert "Gel" in app.text
        await app.look()
        assert len([notice for notice in app.notices if "Cream and Gel" in notice]) == 1


async def test_hostile_texts_are_shown_as_they_are_spelt() -> None:
    text = TEXTS["markup"] + TEXTS["orders"] + "👩🏽‍🔬"
    planner = planner_with(sample_recovery(TODAY), SetClock())
    recovery = planner.procedures.add(Procedure("p", "Peel", "peel"))
    care = recovery.care.having(
        procedures=(replace(recovery.care.procedures[0], label=text),),
        courses=(Course("c", text, TODAY, ("morning-cleanser",), text, text, text, (28,), text, text, text),),
    )
    recovery = replace(recovery, care=care)
    async with filled(planner, CourseDialog(recovery, TODAY, recovery.care.courses[0]), (60, 20)) as dialog:
        assert_calm(dialog.app)
        await dialog.fill(often="around a procedure …")
        assert "Balm [/b][bold red]x" in dialog.app.line("Procedure")
        assert_calm(dialog.app)
        await dialog.app.press("ctrl+s")
        assert dialog.app.complaint == "That course no longer exists." and dialog.answers == []

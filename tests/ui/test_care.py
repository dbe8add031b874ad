"""The Care view: its rows and words, what each key does, and what it costs while it is hidden."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from routine_tui.glyphs import UNICODE
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.procedure import PlannedDay, Procedure, Session
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.visit import Visit
from routine_tui.planner.planner import Planner
from routine_tui.ui.keys import with_keys
from routine_tui.ui.views.care_rows import care_rows
from routine_tui.ui.views.care_text import words_of
from tests.full import full_recovery
from tests.ui.cared import ZERO, cared, dialog, on
from tests.ui.driver import TODAY, SetClock, opened, planner_with

KEPT = ("visit", "question", "course", "procedure", "session", "no_day", "pause")
"""Rows of what is there whatever the day: all but what comes next of a treatment, and what is told once."""


@pytest.fixture
def planner(clock: SetClock) -> Planner:
    """A planner on somebody with something of everything."""
    return planner_with(cared(), clock)


def rows(recovery: Recovery, today: date = TODAY) -> list[str]:
    """The rows that can be opened, and the words among them."""
    shown = care_rows(recovery, today, UNICODE).rows
    return [f"{row.label.strip()} | {row.value}".rstrip(" |") for row in shown if row.kind != "heading"]


def told(recovery: Recovery, label: str, today: date = TODAY) -> str:
    """The words below a row."""
    page = care_rows(recovery, today, UNICODE)
    row = next(row for row in page.rows if row.is_open and label in row.label)
    return "\n".join(with_keys(part) for part in words_of(page, recovery, row, "·") if part)


# ---------------------------------------------------------------------- rows


def section(recovery: Recovery, heading: str, today: date = TODAY) -> list[str]:
    """The rows below a heading."""
    shown = care_rows(recovery, today, UNICODE).rows
    start = next((place for place, row in enumerate(shown) if row.label == heading), len(shown))
    below = shown[start + 1 :]
    end = next((place for place, row in enumerate(below) if row.kind == "heading"), len(below))
    return [f"{row.label.strip()} | {row.value}".rstrip(" |") for row in below[:end]]


def test_what_comes_is_told_first_the_nearest_first_whatever_it_is() -> None:
    assert rows(cared())[:6] == section(cared(), "COMING UP")
    assert section(cared(), "COMING UP") == [
        "Thu 26 Nov | Tretinoin 0.025 %: starts",
        "Thu 3 Dec, 10:30 | Dr Kaya · 4 of 14 things ready",
        "Fri 18 Dec | Azelaic acid 20 %: check-up",
        "Tue 22 Dec, 11:00 | Pulsed dye laser, session 2 of 3",
        "2 Feb to 16 Feb 2027 | Pulsed dye laser, session 3 of 3 · not booked",
        "Mon 1 Mar 2027 | Dr Kaya",
    ]
    assert "Tomorrow | Azelaic acid 20 %: last day" in section(cared(), "COMING UP", date(2027, 5, 5))


def test_what_was_is_told_before_what_is_told_once_the_newest_first() -> None:
    assert section(cared(), "EARLIER") == [
        "Fri 27 Nov, 09:00 | Dr Off · cancelled",
        "Fri 13 Nov, 09:00 | Dr Osei · Azelaic acid, back in weeks",
        "11 Nov to 12 Nov | everything · travelling",
        "Tue 10 Nov | Pulsed dye laser, session 1 of 3 · done",
        "Hydrocortisone | until Wed 4 Nov: it itched",
    ]
    assert section(full_recovery(TODAY, 23), "EARLIER") == []


def test_open_questions_come_first_and_those_answered_are_signed() -> None:
    assert section(cared(), "QUESTIONS") == ["○ When may I use acids again?", "✓ Is it usual that it stings?"]


def test_a_treatment_in_use_says_its_schedule() -> None:
    ramp = "every 3 days for 2 weeks, then every other day for 2 weeks, then every day for 8 weeks"
    assert section(cared(), "TREATMENTS") == [
        "Azelaic acid 20 % | every day for 24 weeks until 6 May 2027",
        f"Tretinoin 0.025 % | {ramp} until 17 Feb 2027",
    ]


@pytest.mark.parametrize(
    ("procedure", "sessions", "shown", "comes", "was"),
    [
        (Procedure("p", "Peel"), (), "none done yet", ["No date yet | Peel, the first session · not booked"], []),
        (Procedure("p", "Peel", count=1), (), "not done yet", ["No date yet | Peel · not booked"], []),
        (
            Procedure("p", "Peel", gap_least=30),
            ((on(1), True),),
            "done on 1 Nov",
            ["From 1 Dec on | Peel, one more · not booked"],
            ["Sun 1 Nov | Peel · done"],
        ),
        (
            Procedure("p", "Peel", count=2, gap_most=30),
            ((on(20), False), (None, False)),
            "none done yet",
            ["Until 20 Dec | Peel, session 2 of 2 · not booked"],
            ["Fri 20 Nov | Peel, session 1 of 2 · not recorded", "Sun 1 Nov | Peel · cancelled"],
        ),
    ],
    ids=["open", "one", "gap", "cancelled"],
)
def test_how_far_a_procedure_is_in_words(
    procedure: Procedure,
    sessions: tuple[tuple[date | None, bool], ...],
    shown: str,
    comes: list[str],
    was: list[str],
) -> None:
    kept = tuple(
        Session(
            f"s{number}", "p", (*([PlannedDay(on(0), on(1))] if day is None else []), PlannedDay(on(2), day)), done=done
        )
        for number, (day, done) in enumerate(sessions)
    )
    recovery = replace(full_recovery(TODAY, 23), care=Care(procedures=(procedure,), sessions=kept))
    assert section(recovery, "PROCEDURES") == [f"Peel | {shown}"]
    assert section(recovery, "COMING UP") == comes and section(recovery, "EARLIER") == was


def test_a_pause_of_today_or_to_come_says_which_steps_rest() -> None:
    assert section(cared(), "PAUSES") == ["30 Dec to 3 Jan 2027 | Azelaic acid 20 % · a wedding"]


def test_each_part_that_is_empty_says_in_one_sentence_what_it_is_for() -> None:
    shown = [row for row in care_rows(full_recovery(TODAY, 23), TODAY, UNICODE).rows if row.kind == "add"]
    assert len(shown) == len({row.label for row in shown}) == 8
    for row in shown:
        assert len(row.label) <= 73 and row.label.endswith(".") and "None yet" not in row.label


def test_what_is_told_is_counted_and_what_to_expect_stands_last() -> None:
    about = section(cared(), "YOUR HISTORY")
    assert [row.split(" | ")[0] for row in about] == [
        "The session",
        "What the clinic knows",
        "Skin and health",
        "For the visit",
        "Before anything else is done",
        "What to expect, and when",
    ]
    assert all(" filled in" in row for row in about[:-1])


def test_on_the_last_day_and_after_the_window_it_is_all_still_there() -> None:
    for today in (ZERO, cared().last_day, date(2027, 3, 1), date(2029, 1, 1)):
        shown = {(row.kind, row.key) for row in care_rows(cared(), today, UNICODE).rows if row.kind in KEPT}
        assert len(shown) == 4 + 2 + 3 + 1 + 2 + 1 + 2
    assert "Today | Dr Kaya · 3 of 14 things ready" in rows(cared(), date(2027, 3, 1))[:2]


def test_two_hundred_visits_are_two_hundred_rows_and_only_the_next_is_looked_through() -> None:
    visits = tuple(Visit(f"v{number}", TODAY + timedelta(days=number - 100)) for number in range(200))
    recovery = replace(full_recovery(TODAY, 23), care=Care(visits=visits))
    assert len(section(recovery, "COMING UP")) == len(section(recovery, "EARLIER")) == 100
    assert [row for row in rows(recovery) if "things ready" in row] == ["Today | visit · 0 of 14 things ready"]


# ---------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Thu 3 Dec", "Thu 3 Dec, 10:30 · Dr Kaya · Skin clinic\nWhy: redness that stays\nStill missing: "),
        ("Mon 1 Mar 2027", "It is after the end of the calendar, so the calendar doesn't show it."),
        ("Fri 27 Nov", "Cancelled; x restores it."),
        ("Fri 13 Nov", "Why: first look\nAgreed: Azelaic acid, back in weeks\nNotes: By daylight."),
        ("acids again", "Added on 12 Nov. Enter: write down the answer."),
        ("stings", "For some minutes, yes."),
        (
            "Azelaic",
            "Morning and evening: every day for 24 weeks until 6 May 2027\ndose: a pea · prescribed by Dr Osei, 13 Nov",
        ),
        ("Pulsed", "laser · 3 sessions · 6 to 8 weeks apart · Dr Kaya\nPaused around each: "),
        ("Tue 10 Nov", "Pulsed dye laser, session 1 of 3\n7 J"),
        ("Tue 22 Dec", "5 days from the day on, Clinic ointment instead."),
        ("2 Feb", "6 to 8 weeks apart"),
        ("Fri 18 Dec", "Azelaic acid 20 %\nMorning and evening: every day for 24 weeks"),
        ("30 Dec", "Paused: Azelaic acid 20 %.\nWhy: a wedding"),
        ("The session", "Still empty: What it was, What kind of place, A further one booked and "),
        ("What to expect", "general guidance, not medical advice"),
    ],
    ids=str,
)
def test_what_the_cursor_stands_on_is_told_below(label: str, words: str) -> None:
    assert words in told(cared(), label)


# ---------------------------------------------------------------------- keys


async def test_an_empty_view_stands_on_the_first_thing_to_add_and_enter_adds_it(clock: SetClock) -> None:
    async with opened(planner_with(full_recovery(TODAY, 23), clock), (80, 24), "5") as app:
        assert "COMING UP" in app.lines[3] and "▌ Nothing planned. a adds a visit." in app.lines[4]
        await app.press("enter")
        assert dialog(app) == "VisitDialog"
        for opens in ("QuestionDialog", "CourseDialog", "ProcedureDialog", "PauseDialog"):
            await app.press("escape", "j", "enter")
            assert dialog(app) == opens


async def test_a_plan_that_meets_another_is_told_once_and_kept(planner: Planner) -> None:
    async with opened(planner, (80, 24), "5", "v") as app:
        await app.type("day", "2026-11-12")
        await app.press("ctrl+s")
        assert app.notices == ["The visit on 12 Nov falls within the pause from 11 Nov to 12 Nov."]
        assert len(planner.recovery.care.visits) == 5


async def test_in_a_broad_terminal_the_words_stand_beside_the_rows(planner: Planner) -> None:
    async with opened(planner, (120, 36), "5", "j") as app:
        row = app.line("▌ Thu 3 Dec")
        words = app.lines[3:8]
        assert any("╭" in line for line in words) and "Thu 3 Dec, 10:30 · Dr Kaya" in "".join(words)
        assert "4 of 14 things ready" in row and "Still missing: Clinic and operator" in app.text
        assert max(len(line) for line in app.lines) <= 120

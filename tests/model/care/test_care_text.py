"""Visits and what else is planned in few words, for the room there is."""

from __future__ import annotations

from datetime import date, time, timedelta

from routine_tui.model.care.care_text import day_words, soonest_line, span_words, visit_line, when_words
from routine_tui.model.care.events import CareEvent, EventKind
from routine_tui.model.recovery.visit import Visit
from tests.cases import each_case

TODAY = date(2026, 11, 22)
READY = "5 of 9 things ready"


def test_a_day_is_told_as_it_is_seen_from_today() -> None:
    assert day_words(TODAY, TODAY) == "today" and day_words(TODAY + timedelta(days=1), TODAY) == "tomorrow"
    assert day_words(date(2026, 12, 3), TODAY) == "Thu 3 Dec" and day_words(date(2027, 3, 1), TODAY) == "Mon 1 Mar 2027"
    assert day_words(date(2027, 12, 3), TODAY) == "Fri 3 Dec 2027"
    assert when_words(date(2026, 12, 3), time(9, 5), TODAY) == "Thu 3 Dec, 09:05"


@each_case(
    ("days", "width", "line"),
    [
        (11, 80, "Next visit: Thu 3 Dec, 10:30, Dr Kaya · 5 of 9 things ready"),
        (11, 58, "Next visit: Thu 3 Dec, 10:30, Dr Kaya · 5 of 9 ready"),
        (11, 52, "Next visit: Thu 3 Dec, 10:30, Dr Kaya · 5 of 9 ready"),
        (11, 50, "Next visit: Thu 3 Dec, 10:30 · 5 of 9 things ready"),
        (11, 48, "Visit Thu 3 Dec, 10:30 · 5 of 9 things ready"),
        (11, 42, "Visit Thu 3 Dec, 10:30 · 5 of 9 ready"),
        (11, 36, "Visit Thu 3 Dec · 5 of 9 ready"),
        (11, 10, "Visit Thu 3 Dec, 10:30"),
        (1, 80, "Next visit: tomorrow, 10:30, Dr Kaya · 5 of 9 things ready"),
        (0, 38, "Visit today, 10:30 · 5 of 9 ready"),
    ],
)
def test_a_visit_is_told_in_the_room_there_is(days: int, width: int, line: str) -> None:
    visit = Visit("v", TODAY + timedelta(days=days), time(10, 30), "Dr Kaya")
    assert visit_line(visit, READY, TODAY, width) == line


def test_a_visit_of_which_nothing_is_known_but_its_day_is_told_too() -> None:
    assert visit_line(Visit("v", TODAY), READY, TODAY, 80) == f"Next visit: today · {READY}"
    assert visit_line(Visit("v", TODAY, who="Balm [/b]\x1b"), READY, TODAY, 80).startswith(
        "Next visit: today, Balm [/b]�"
    )


def event(days: int, kind: EventKind, title: str, at: time | None = None) -> CareEvent:
    return CareEvent(TODAY + timedelta(days=days), kind, title, at)


@each_case(
    ("events", "line"),
    [
        ((), ""),
        ((event(0, "visit", "Visit"), event(8, "review", "Check-up: A"), event(-1, "ends", "Last day of A")), ""),
        ((event(7, "ends", "Last day of A"),), "Sun 29 Nov: Last day of A"),
        ((event(0, "rests", "Resting"), event(0, "procedure", "Laser", time(9))), "Today, 09:00: Laser, and 1 more"),
        (
            (event(3, "again", "Again"), event(3, "break", "Break"), event(4, "review", "R")),
            "Wed 25 Nov: Break, and 1 more",
        ),
    ],
)
def test_the_soonest_of_the_next_seven_days_is_told_visits_apart(events: tuple[CareEvent, ...], line: str) -> None:
    assert soonest_line(events, TODAY) == line


def test_a_range_of_days_in_words() -> None:
    first, last = date(2026, 11, 22), date(2026, 11, 25)
    assert span_words(first, last, TODAY) == "22 Nov to 25 Nov" and span_words(first, first, TODAY) == "22 Nov"
    assert span_words(first, None, TODAY) == "from 22 Nov on" and span_words(None, last, TODAY) == "until 25 Nov"
    assert span_words(None, None, TODAY) == "" and span_words(date(2028, 1, 2), None, TODAY) == "from 2 Jan 2028 on"

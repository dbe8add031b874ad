"""What happens to care in one copy of a recovery: visits, questions, courses, procedures and sessions that move."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from random import Random

from msgspec.structs import replace

from routine_tui.model.recovery.background import BackgroundAnswer
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.contact import Contact
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.paper import Paper
from routine_tui.model.recovery.procedure import Around, AroundSince, PlannedDay, Procedure, Session
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.recovery.visit import Question, Visit

Edit = Callable[[Recovery], Recovery]

THINGS = ("visits", "questions", "courses", "procedures", "sessions", "sessions", "background", "contacts", "papers")


def care_edit(random: Random, text: str, day: date, later: date) -> Edit:
    """One thing that a person plans, changes or takes away; two copies often mean the same thing by one id."""
    table = random.choice(THINGS)
    if table == "courses" and random.random() < 0.3:
        return _course_with_its_step(text, day)
    what = random.random()
    shared = random.choice(("1", "2", text))
    new = _new(table, shared, text, day)
    changes = random.choice(_changes(table, text, day, later))
    moved = random.random() < 0.5

    def edit(state: Recovery) -> Recovery:
        things = list(getattr(state.care, table))
        place = next((number for number, one in enumerate(things) if one.id == new.id), None)
        if place is None:
            things.append(new)
        elif what < 0.2:
            things.pop(place)
        elif isinstance(things[place], Session) and moved:
            things[place] = things[place].moved(later if what < 0.7 else None, day)
        elif isinstance(things[place], Procedure) and moved:
            things[place] = things[place].with_around((Around("sunscreen", 0, int(what * 9), text),), day)
        else:
            things[place] = replace(things[place], **changes)
        return replace(state, care=state.care.having(**{table: tuple(things)}))

    return edit


def _new(
    table: str, name: str, text: str, day: date
) -> Visit | Question | Course | Procedure | Session | BackgroundAnswer | Contact | Paper:
    match table:
        case "visits":
            return Visit(f"visit-{name}", day, time(9, 30), who=text)
        case "questions":
            return Question(f"question-{name}", day, text)
        case "courses":
            return Course(f"course-{name}", text, day, ("evening-serum",), reviews=(7,))
        case "procedures":
            return Procedure(f"procedure-{name}", text, "laser", around=(AroundSince(day, ()),))
        case "sessions":
            return Session(f"session-{name}", "procedure-1", (PlannedDay(day, day),))
        case "contacts":
            return Contact(f"contact-{name}", day, "clinic", i_said=text)
        case "papers":
            added = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
            return Paper(f"paper-{name}", "consent", f"{name}.pdf", "Consent", "0" * 64, added, note=text)
        case _:
            return BackgroundAnswer(f"field-{name}", text)


def _changes(table: str, text: str, day: date, later: date) -> list[dict[str, object]]:
    known: dict[str, list[dict[str, object]]] = {
        "visits": [{"day": later}, {"at": None}, {"notes": text}, {"ready": (text,)}, {"called_off": True, "who": ""}],
        "questions": [{"answer": text}, {"answer": ""}, {"text": "the same"}],
        "courses": [{"first_day": later}, {"reviews": ()}, {"effect": text}, {"step_ids": ("evening-serum", text)}],
        "procedures": [{"count": 3}, {"count": None, "gap_least": 28}, {"label": text}, {"note": "the same"}],
        "sessions": [{"done": True}, {"at": time(10)}, {"note": text}, {"placed": (PlannedDay(day, later),)}],
        "background": [{"text": text}, {"text": "the same"}, {"private": True}, {"state": "asked", "since": day}],
        "contacts": [{"said": text}, {"ended": True}, {"next_by": later}, {"day": later, "private": True}],
        "papers": [{"note": text}, {"note": "the same"}, {"day": later}, {"kind": "record"}],
    }
    return known[table]


def _course_with_its_step(text: str, day: date) -> Edit:
    """A course that comes with its step as one change, as the planner takes it on."""

    def edit(state: Recovery) -> Recovery:
        schedule = Schedule(day, stages="strong: day for 2 days, then mild: 2 days for 1 week")
        step = StepVersion(day, "evening", "prescription", f"Cream {text}", schedule)
        routine = state.routine.with_step(step, f"evening-cream-{text}")
        course = Course(f"course-{text}", f"Cream {text}", day, (f"evening-cream-{text}",))
        care: Care = state.care.having(courses=(*state.care.courses, course))
        return replace(state.with_routine(routine), care=care)

    return edit

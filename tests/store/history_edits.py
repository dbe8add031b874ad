"""What is done to a recovery in lives of documents, by chance."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from msgspec.structs import replace

from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.diary import Mark, Pause
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.store.repository import Edit
from tests.store.care_histories import care_edit
from tests.store.history_book import (
    DAYS,
    WINDOW,
)


def edit_of(kind: str, random: Random, text: str, at: datetime) -> Edit:
    """One thing that a person does; ``random`` decides to what."""
    day, later = random.choice(DAYS), random.choice(DAYS)
    anything = random.random()
    mark = Mark(
        random.choice(("done", "skipped")),
        at - timedelta(minutes=random.choice((0, 5))),
        "",
        random.choice(("", text)),
        random.choice((None, None, 2.5)),
    )
    changes: dict[str, Any] = random.choice(
        (
            {"product": text},
            {"product": "Oat"},
            {"cue": text},
            {"slot": random.choice(("morning", "evening"))},
            {"schedule": Schedule(later, "FREQ=DAILY;INTERVAL=2")},
            {"product": text, "required": False},
            {"hours": random.choice(("", "2 hours", "12 hours"))},
            {"most_per_day": random.choice((0, 2)), "hours": random.choice(("", "2 hours"))},
            {"schedule": Schedule(day, stages=random.choice(("2 days for 3 days, then day", "day for 1 week")))},
            {"schedule": Schedule(day, around=("procedure-1", -1, 2))},
        )
    )
    care = care_edit(random, text, day, later)

    def edit(state: Recovery) -> Recovery:
        steps = state.routine.steps
        step_id = steps[int(anything * len(steps))].id
        routine = state.routine
        match kind:
            case "mark":
                return state.marked(day, step_id, mark)
            case "untick":
                marked = sorted((one, key) for one, record in state.days.items() for key in record.marks)
                if not marked:
                    return state
                return state.marked(*marked[int(anything * len(marked))], None)
            case "note":
                return state.noted(day, random_text)
            case "words":
                marked = sorted((one, key) for one, record in state.days.items() for key in record.marks)
                if not marked:
                    return state
                where, key = marked[int(anything * len(marked))]
                return state.marked(where, key, replace(state.days[where].marks[key], note=random_text))
            case "pause":
                last = later if later >= day else None
                steps_of_it = (step_id,) if anything < 0.6 else ()
                return state.with_pause(Pause(day, last, steps_of_it, text, f"pause-{text}"))
            case "resume":
                return state.resumed(day)
            case "prolong":
                longer = [replace(one, last_day=max(later, one.first_day)) for one in state.pauses]
                return replace(state, pauses=tuple(longer))
            case "edit":
                return state.with_routine(routine.with_changes(step_id, day, **changes))
            case "end":
                ended = (routine.step(step_id).on(day) or routine.step(step_id).versions[0]).ended
                return state.with_routine((routine.with_return if ended else routine.with_end)(step_id, day))
            case "move":
                return state.with_routine(routine.with_move(step_id, day, 1 if anything < 0.5 else -1))
            case "add":
                name = "Serum" if anything < 0.7 else f"Serum {text}"
                new = StepVersion(day, "evening", "other", name, Schedule(day, "FREQ=DAILY"), product=text)
                return state.with_routine(routine.with_step(new))
            case "check-in":
                answers = {random_name: random_answer, "pus": anything < 0.5}
                return state.checked_in(
                    day, (state.record(day).skin or CheckIn()).with_answers(answers, at, random_text)
                )
            case "unanswer":
                checked = sorted(one for one, record in state.days.items() if record.skin)
                if not checked:
                    return state
                where = checked[int(anything * len(checked))]
                check_in = state.days[where].skin or CheckIn()
                every = dict.fromkeys(check_in.answers) if anything < 0.5 else {"pus": None}
                return state.checked_in(where, check_in.with_answers(every, at, "" if anything < 0.4 else None))
            case "shelf":
                return replace(state, products=(*state.products, Product(f"jar-{text}", text, introduced_on=day)))
            case "jar":
                if not state.products or anything < 0.3:
                    return replace(state, products=state.products[1:])
                jar = replace(state.products[0], brand=random_text, opened_on=later)
                return replace(state, products=(jar, *state.products[1:]))
            case "care":
                return care(state)
            case "profile":
                return replace(state, profile={"diabetes": anything < 0.5} if anything < 0.8 else {})
            case "name":
                return replace(state, name=f"Face {text}", day_starts_at=time(int(anything * 6)))
            case _:
                return replace(state, window_days=WINDOW + int(anything * 5))

    random_text = random.choice(("", text, text, "the same", f"the same\n{text}"))
    random_name, random_answer = random.choice(("redness", "swelling")), random.choice((0, 2, 4))
    return edit

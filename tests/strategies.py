"""Hypothesis strategies for all that a recovery is made of, with the text that people and other programs leave behind.

``recoveries()`` is a whole one; ``texts`` and ``names`` are what a file may hold (any Unicode but lone surrogates);
``typed_names`` and ``typed_notes`` are what gets past ``one_line`` and ``free_text``, as the planner keeps it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from typing import Any

from hypothesis import strategies as st

from routine_tui.model.recovery.answers import DAYS_OF, FEELINGS, NAMES, SIGNS, TEMPERATURE, YES_NO, range_of
from routine_tui.model.recovery.care import NO_CARE
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.clearance import ClinicianOverride
from routine_tui.model.recovery.diary import Day, Mark, MarkState, Pause
from routine_tui.model.recovery.photo import Photo
from routine_tui.model.recovery.product import CATEGORIES, Product
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import KINDS, SLOTS, Routine, Step, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from tests.care_strategies import cares, hours_typed, planned_schedules
from tests.texts import texts

_SHOTS: tuple[dict[str, Any], ...] = (
    {},
    {"place": "front", "light": "side", "makeup": False},
    {"before": True, "sha256": "0a" * 32, "original": "a.jpg", "camera": "2026-11-22T14:10:00",
     "added": datetime(2026, 11, 22, 9, 30, tzinfo=UTC)},
)  # fmt: skip


days_of_life = st.dates(date(1970, 1, 1), date(2100, 1, 1))
"""Days on which somebody may begin."""

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def _by_weekday(chosen: frozenset[str]) -> str:
    return "FREQ=WEEKLY;BYDAY=" + ",".join(code for code in _CODES if code in chosen)


rules = st.one_of(
    st.just("FREQ=DAILY"),
    st.integers(2, 40).map("FREQ=DAILY;INTERVAL={}".format),
    st.integers(2, 6).map("FREQ=WEEKLY;INTERVAL={}".format),
    st.frozensets(st.sampled_from(_CODES), min_size=1).map(_by_weekday),
    st.integers(1, 28).map("FREQ=MONTHLY;BYMONTHDAY={}".format),
    st.integers(1, 60).map("FREQ=DAILY;COUNT={}".format),
    st.sampled_from(
        (
            "FREQ=WEEKLY",
            "FREQ=MONTHLY",
            "FREQ=YEARLY",
            "FREQ=MONTHLY;BYDAY=1MO",
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;WKST=SU",
            "FREQ=YEARLY;BYMONTH=2,8;BYMONTHDAY=-1",
        )
    ),
)
"""Rules in the form in which a schedule keeps them."""


# A strategy that is built for each draw is looked through for each draw, which took a quarter of what drawing takes.


@cache
def whole(first: int, last: int) -> st.SearchStrategy[int]:
    """A whole number of a range."""
    return st.integers(first, last)


@cache
def maybe(first: int, last: int) -> st.SearchStrategy[int | None]:
    """A whole number of a range, or none."""
    return st.none() | st.integers(first, last)


@cache
def some_of(ids: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    """Some of a few, each once."""
    return st.lists(st.sampled_from(ids), unique=True) if ids else st.just([])


@cache
def as_name(text: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Those of some texts that can be a name."""
    return text.filter(lambda name: bool(name.strip()))


def after(day: date, days: int | None) -> date | None:
    """A day some days later; none for none."""
    return None if days is None else day + timedelta(days=days)


_truth = st.booleans()
_slots, _kinds = st.sampled_from(SLOTS), st.sampled_from(KINDS)
_sources = st.lists(st.sampled_from(("S27", "S28")), max_size=2, unique=True)
_begun_at = st.sets(whole(0, 40), min_size=1, max_size=3)
_states: st.SearchStrategy[MarkState] = st.sampled_from(("done", "done", "skipped"))
_ids = st.uuids().map(lambda one: one.hex)
_categories = st.sampled_from(CATEGORIES)
_cleared = st.sampled_from(("retinoid", "makeup"))
_skin_at_all = whole(0, 1)


@st.composite
def schedules(draw: st.DrawFn, first_days: st.SearchStrategy[date] = days_of_life) -> Schedule:
    """A schedule of one rule: simple, by weekday, in cycles, by the month, with an end or open."""
    first_day = draw(first_days)
    last_day = after(first_day, draw(maybe(0, 400)))
    if draw(whole(0, 4)) == 0:
        on, off = draw(whole(2, 20)), draw(whole(1, 20))
        return Schedule(first_day, f"FREQ=DAILY;INTERVAL={on + off}", last_day, on)
    return Schedule(first_day, draw(rules), last_day)


@st.composite
def versions(draw: st.DrawFn, valid_from: date, text: st.SearchStrategy[str] = texts) -> StepVersion:
    """A step as it is from a day on."""
    begins = st.just(valid_from + timedelta(days=draw(whole(-10, 20))))
    plain = draw(whole(0, 3)) > 0
    return StepVersion(
        valid_from,
        draw(_slots),
        draw(_kinds),
        draw(as_name(text)),
        draw(schedules(begins) if plain else begins.flatmap(planned_schedules)),
        required=draw(_truth),
        product=draw(text),
        cue=draw(text),
        instructions=draw(text),
        sources=tuple(draw(_sources)),
        position=draw(whole(0, 6)),
        ended=draw(whole(0, 5)) == 0,
        hours="" if plain else draw(st.just("") | hours_typed()),
        most_per_day=0 if plain else draw(whole(0, 4)),
    )


@st.composite
def steps(draw: st.DrawFn, step_id: str, day_zero: date, text: st.SearchStrategy[str] = texts) -> Step:
    """A step with a history of one to three versions, the first from day zero or a little later."""
    offsets = sorted(draw(_begun_at))
    return Step(step_id, tuple(draw(versions(day_zero + timedelta(days=offset), text)) for offset in offsets))


@st.composite
def routines(draw: st.DrawFn, day_zero: date, max_steps: int = 4, text: st.SearchStrategy[str] = texts) -> Routine:
    """A routine of up to ``max_steps`` steps; their ids are ``step-1``, ``step-2`` …"""
    count = draw(whole(0, max_steps))
    return Routine(tuple(draw(steps(f"step-{number}", day_zero, text)) for number in range(1, count + 1)))


@st.composite
def marks(draw: st.DrawFn, day: date, text: st.SearchStrategy[str] = texts) -> Mark:
    """What was recorded on or shortly after a day, somewhere on earth."""
    offset = timezone(timedelta(minutes=draw(whole(-12 * 60, 14 * 60))))
    moment = datetime.combine(day, time(), UTC) + timedelta(seconds=draw(whole(0, 40 * 3600)))
    quarters = draw(maybe(0, 96))
    amount = None if quarters is None else quarters / 4
    return Mark(draw(_states), moment.astimezone(offset), draw(text), draw(text), amount)


@st.composite
def records(draw: st.DrawFn, day: date, step_ids: list[str], text: st.SearchStrategy[str] = texts) -> Day:
    """Everything recorded on a day; may be empty."""
    marked = draw(some_of(tuple(step_ids)))
    skin = draw(check_ins(day, text)) if draw(_skin_at_all) else None
    return Day(day, {step_id: draw(marks(day, text)) for step_id in marked}, draw(text), skin)


_answers: dict[str, st.SearchStrategy[int | float | bool]] = {
    **{name: st.integers(*range_of(name)) for name in (*SIGNS, *FEELINGS, *DAYS_OF)},
    TEMPERATURE: st.integers(340, 430).map(lambda tenths: tenths / 10),
    **{name: st.booleans() for name in YES_NO},
}
answers = st.dictionaries(st.sampled_from(NAMES), st.none(), max_size=6).flatmap(
    lambda names: st.fixed_dictionaries({name: _answers[name] for name in names})
)
"""What somebody answered in a check-in."""


@st.composite
def check_ins(draw: st.DrawFn, day: date, text: st.SearchStrategy[str] = texts) -> CheckIn | None:
    """How the skin was on a day; None where nothing was said."""
    check_in = CheckIn.of(draw(answers), datetime.combine(day, time(20, draw(whole(0, 59))), UTC), draw(text))
    return None if check_in.is_empty else check_in


@st.composite
def products(draw: st.DrawFn, day_zero: date, text: st.SearchStrategy[str] = texts) -> Product:
    """Something on the shelf."""
    near = maybe(-40, 80)
    introduced, ended = after(day_zero, draw(near)), after(day_zero, draw(near))
    if introduced and ended and ended < introduced:
        introduced, ended = ended, introduced
    return Product(
        draw(_ids),
        draw(as_name(text)),
        draw(text),
        draw(_categories),
        introduced,
        after(day_zero, draw(near)),
        draw(maybe(1, 60)),
        draw(text),
        ended,
    )


@st.composite
def photos(draw: st.DrawFn, day_zero: date, text: st.SearchStrategy[str] = texts) -> Photo:
    """A picture of which there is a record."""
    name = draw(_ids)
    day = day_zero + timedelta(days=draw(whole(-30, 100)))
    at = draw(st.none() | st.times().map(_to_the_minute))
    return Photo(name, day, f"{day}-{name[:8]}.jpg", at, draw(text), **draw(st.sampled_from(_SHOTS)))


@st.composite
def clearances(draw: st.DrawFn, day_zero: date, text: st.SearchStrategy[str] = texts) -> ClinicianOverride:
    """A clinician's word about something to leave alone."""
    at = datetime.combine(day_zero, time(), UTC) + timedelta(minutes=draw(whole(0, 100_000)))
    from_day = after(day_zero, draw(maybe(0, 90)))
    return ClinicianOverride(draw(_ids), draw(_cleared), at, from_day, draw(text))


profiles = st.fixed_dictionaries(
    {},
    optional={"phototype": st.integers(1, 6), "diabetes": st.booleans(), "weak_immunity": st.booleans()},
)
"""What is asked once."""


def _to_the_minute(at: time) -> time:
    return at.replace(second=0, microsecond=0)


@st.composite
def pauses(
    draw: st.DrawFn, day_zero: date, window_days: int, step_ids: list[str], text: st.SearchStrategy[str] = texts
) -> Pause:
    """A pause within the window, of some or of all steps, ended or open."""
    first = draw(whole(0, window_days - 1))
    last = draw(maybe(first, window_days - 1))
    chosen = draw(some_of(tuple(step_ids)))
    return Pause(
        day_zero + timedelta(days=first),
        None if last is None else day_zero + timedelta(days=last),
        tuple(chosen),
        draw(text),
    )


@st.composite
def recoveries(
    draw: st.DrawFn, max_window: int = 120, max_steps: int = 4, text: st.SearchStrategy[str] = texts
) -> Recovery:
    """A whole recovery: a routine with its history, records on some days, pauses, shelf and pictures, care."""
    day_zero = draw(days_of_life)
    window_days = draw(whole(7, max_window))
    routine = draw(routines(day_zero, max_steps, text))
    step_ids = [step.id for step in routine.steps]
    offsets = draw(st.sets(st.integers(0, window_days - 1), max_size=8))
    recorded = [draw(records(day_zero + timedelta(days=offset), step_ids, text)) for offset in sorted(offsets)]
    return Recovery(
        draw(_ids),
        draw(as_name(text)),
        day_zero,
        window_days,
        draw(st.times().map(_to_the_minute)),
        routine,
        {record.day: record for record in recorded if not record.is_empty},
        tuple(draw(st.lists(pauses(day_zero, window_days, step_ids, text), max_size=2))),
        tuple(draw(st.lists(products(day_zero, text), max_size=2))),
        tuple(draw(st.lists(photos(day_zero, text), max_size=2))),
        tuple(draw(st.lists(clearances(day_zero, text), max_size=2))),
        draw(profiles),
        draw(st.just(NO_CARE) | cares(day_zero, window_days, step_ids, text)),
        begun=after(day_zero, draw(maybe(-3, window_days))),
    )

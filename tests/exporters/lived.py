"""Recoveries to share: the sample of the manual, and one that holds a text wherever a person can type."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from typing import Final

from msgspec.structs import replace

from routine_tui.demo import sample_recovery
from routine_tui.exporters.formats import BINARY, FORMATS, render
from routine_tui.exporters.summary.sections_to_share import shared
from routine_tui.exporters.summary.summary import Summary, summarise
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.clearance import ClinicianOverride
from routine_tui.model.recovery.diary import Day, Mark, Pause
from routine_tui.model.recovery.photo import Photo
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Routine, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from tests.exporters.known import made_up
from tests.exporters.lived_care import TODAY, ZERO, with_care

TEXTS: Final = tuple(name for name in FORMATS if name not in BINARY)
"""The formats that are text; what the PDF says is read in ``test_pdf``."""
PAGES: Final = ("md", "txt", "html")
"""Those of them that are made to be handed to somebody."""


@cache
def sample() -> Recovery:
    """The recovery of the manual's pictures, 22 days in."""
    return sample_recovery(TODAY)


@cache
def plain() -> Recovery:
    """The sample as it was before anything of the skin or of care was recorded."""
    return replace(shared(sample(), None, None, {"skin", "care"}), products=())


def summary_of(
    recovery: Recovery,
    today: date = TODAY,
    since: date | None = None,
    until: date | None = None,
    without: Collection[str] = (),
) -> Summary:
    """A summary with the program's own phases and sources, and with rules and lists that are made up.

    The same object again for the same recovery: one summary serves every format, in whichever file it is asked for.
    """
    asked = (id(recovery), today, since, until, frozenset(without))
    if asked not in _SUMMED:
        while len(_SUMMED) >= MOST_SUMMED:
            del _SUMMED[next(iter(_SUMMED))]
        with made_up():
            _SUMMED[asked] = recovery, summarise(recovery, today, since, until, without)
    return _SUMMED[asked][1]


MOST_SUMMED: Final = 100
_SUMMED: Final[dict[object, tuple[Recovery, Summary]]] = {}
"""The newest summaries, each with its recovery, which thereby stays the one of its id."""


def written(format_name: str, recovery: Recovery, without: Collection[str] = ()) -> str:
    """A recovery in a format of text, as on the sample's day."""
    return text_of(format_name, summary_of(recovery, without=without))


def text_of(format_name: str, summary: Summary) -> str:
    """A summary in a format of text."""
    return render(format_name, summary)


@lru_cache(80)
def typed_everywhere(text: str) -> Recovery:
    """A recovery that holds a text in every field that a person can type, current and ended, and in every reason."""

    def step(number: int) -> StepVersion:
        schedule = Schedule(ZERO)
        return StepVersion(ZERO, "morning", "other", text, schedule, number != 1, f"{text}{number}", text, text)

    routine = Routine().with_step(step(0), "a").with_step(step(1), "b").with_step(step(2), "c")
    routine = routine.with_end("c", ZERO + timedelta(days=9))
    routine = routine.with_changes("a", ZERO + timedelta(days=5), product=text)
    at = datetime(2026, 11, 1, 7, 40, tzinfo=UTC)
    one, two = ZERO + timedelta(days=1), ZERO + timedelta(days=2)
    days = {
        one: Day(
            one,
            {"a": Mark("done", at, "", text), "c": Mark("skipped", at, text, text)},
            f"{text}\n{text}",
            CheckIn.of({"redness": 3, "pus": True}, at, text),
        ),
        two: Day(two, {"b": Mark("skipped", at, text)}, f"before\n\n{text}"),
    }
    products = (
        Product("p", text, "", "serum", one, one, 6, text),
        Product("q", text, text, ingredients=text, ended_on=two),
    )
    pauses = (Pause(ZERO + timedelta(days=4), None, ("a",), text), Pause(one, two, (), text))
    recovery = Recovery(
        "id",
        text,
        ZERO,
        84,
        routine=routine,
        days=days,
        pauses=pauses,
        products=products,
        photos=(Photo("f", one, "2026-11-01-3f9c01ab.jpg", caption=text),),
        clearances=(ClinicianOverride("w", "retinoid", at, TODAY + timedelta(days=9), text),),
        profile={"phototype": 5, "diabetes": False},
    )
    return with_care(recovery, text, TODAY)

"""What was seen of the needles on day zero: answered once, in one look, and true on every day after it.

Its home is the look in which it was said, with its moment, so that a clinician who was spoken to later has heard of it.
Answered again, it moves to the new look.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from routine_tui.model.recovery.answers import CONTACTED, OF_THE_SESSION
from routine_tui.model.recovery.check_in import Look

if TYPE_CHECKING:
    from routine_tui.model.recovery.recovery import Recovery


def said_of_session(recovery: Recovery) -> dict[str, bool]:
    """The newest answer to each question about the needles, by name; what was not answered is absent."""
    found: dict[str, bool] = {}
    for _, look in _looks(recovery):
        found |= {name: look.answers[name] is True for name in OF_THE_SESSION if name in look.answers}
    return found


def counts_on(recovery: Recovery, day: date, name: str) -> bool:
    """Whether a yes of this day or an earlier one still counts: nobody was spoken to between it and this day."""
    counts, said_on = False, day
    for when, look in _looks(recovery):
        if when > day:
            break
        if look.answers.get(name) is True:
            counts, said_on = True, when
        if when < day and look.answers.get(CONTACTED) is True:
            counts = False
    return counts and not any(said_on <= one.day < day and one.is_of_clinician for one in recovery.care.contacts)


def without_earlier(recovery: Recovery, names: Collection[str]) -> Recovery:
    """Without any answer to some questions about the needles, before they are answered anew."""
    for day, record in recovery.days.items():
        if record.skin and any(name in look.answers for look in record.skin.looks for name in names):
            skin = record.skin.with_each(lambda look: _without(look, names))
            recovery = recovery.with_record(replace(recovery.record(day), skin=skin))
    return recovery


def _without(look: Look, names: Collection[str]) -> Look:
    return replace(look, answers={name: answer for name, answer in look.answers.items() if name not in names})


def _looks(recovery: Recovery) -> Iterator[tuple[date, Look]]:
    """Every look, the first one first."""
    for day in sorted(recovery.days):
        record = recovery.days[day]
        for look in record.skin.looks if record.skin else ():
            yield day, look

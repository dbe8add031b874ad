"""Steps that are more than done or not: hours that something was worn, how often something was taken on a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.diary import MOST_TIMES, Mark, Taking
from routine_tui.model.recovery.hours import amount_in_words, number_of, read_hours
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Step, StepVersion
from routine_tui.model.text import clipped, short_day


def measured(step: Step, day: date, mark: Mark, before: Mark | None, amount: float | None) -> Mark:
    """A mark with how much was done, as far as the step is measured.

    Without an amount, a step with a most per day was taken once more; hours stay what they were. Raises BadInput for an
    amount that a step does not take, and for one more than the most per day.
    """
    version = step.on_or_first(day)
    known = before.amount if before and before.state == "done" and before.counts else None
    if version.hours:
        return replace(mark, amount=known if amount is None else _hours(amount))
    if amount is not None:
        if version.required:
            raise BadInput(f"{clipped(version.name)} is either done or not: leave out how much.")
        often = _times(amount)
        if version.most_per_day <= 1:
            return replace(mark, amount=often)
        return replace(mark, amount=often, taken=(Taking(mark.at, int(often)),))
    if version.most_per_day <= 1:
        return replace(mark, amount=known)
    if before is None or before.state != "done":
        return mark.taken_too(mark.at)
    times = int(known or 1) + 1
    if times > version.most_per_day:
        raise BadInput(
            f"{clipped(version.name)} is recorded {_often(int(known or 1))} on {short_day(day)}, and "
            f"{_often(version.most_per_day)} a day is the most that was prescribed: say how often, if it was more."
        )
    return replace(mark, taken=before.taken or (Taking(before.at, times - 1),)).taken_too(mark.at)


def amount_words(version: StepVersion, day: date, mark: Mark | None) -> str:
    """How much was done or is to be done: ``6 of 12 h``, ``2 of at most 3``; empty for a step that is not measured."""
    if version.hours:
        goal = version.hours_on(day) or 0.0
        if mark is None or mark.state != "done" or mark.amount is None:
            return amount_in_words(goal)
        return f"{number_of(mark.amount)} of {amount_in_words(goal)}"
    times = int(mark.amount or 1) if mark and mark.state == "done" else 0
    if version.most_per_day > 1:
        return f"{times} of at most {version.most_per_day}" if times else f"at most {version.most_per_day} a day"
    return _often(times) if times > 1 else ""


def more_than_set(recovery: Recovery, day: date, step_ids: Sequence[str]) -> Iterator[str]:
    """A sentence for each step of which more is recorded on a day than was set as the most."""
    for step_id in step_ids:
        step, mark = recovery.routine.step(step_id), recovery.record(day).marks.get(step_id)
        version = step.on_or_first(day)
        if mark is None or mark.amount is None:
            continue
        most = _most(version)
        if most is not None and mark.amount > most:
            unit = "hours" if version.hours else "times"
            yield (
                f"{clipped(version.name)}: {mark.amount:g} {unit} on {short_day(day)} are recorded, and {most:g} a day "
                "is the most that was prescribed. If that was a mistake, undo it."
            )


def _most(version: StepVersion) -> float | None:
    if version.hours:
        return read_hours(version.hours).most
    return version.most_per_day or None


def _hours(amount: float) -> float:
    if not 0 <= amount <= 24:
        raise BadInput(f"A day has 24 hours, so {amount:g} isn't possible: use 0 to 24.")
    return round(amount, 2)


def _times(amount: float) -> float:
    if not 1 <= amount <= MOST_TIMES or amount != int(amount):
        raise BadInput(f"{amount:g} times a day isn't possible: use a whole number from 1 to {MOST_TIMES}.")
    return float(amount)


def _often(times: int) -> str:
    return "once" if times == 1 else f"{times} times"

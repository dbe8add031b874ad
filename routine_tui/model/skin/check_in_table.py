"""Every check-in as a table of words: the text twin of the charts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from routine_tui.model.recovery.check_in import DAYS_OF, TEMPERATURE, YES_NO, CheckIn
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.check_ins import check_ins
from routine_tui.model.skin.trends import LABELS, TRENDS
from routine_tui.model.text import listed, short_day

NUMBERS: Final = (*TRENDS, TEMPERATURE)
"""Questions that have a column of their own."""
HEADINGS: Final = {**{name: name.capitalize() for name in TRENDS}, TEMPERATURE: "Temp"}
YES_TO: Final = "Yes to"
"""The heading of what was answered yes; always the last one."""


def table(recovery: Recovery) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The headings, and a row of words for each check-in, the first one first.

    Day and day offset (D), each number that was answered at least once (temperature in °C), whether there is a note,
    and what was answered yes. A cell is blank where its question was not answered; the column of yes says ``none``
    where all that was asked was answered no.
    """
    kept = list(check_ins(recovery))
    numbers = [name for name in NUMBERS if any(name in check_in.answers for _, check_in in kept)]
    asked = any(name in check_in.answers for _, check_in in kept for name in (*YES_NO, *DAYS_OF))
    noted = any(check_in.note for _, check_in in kept)
    years = {day.year for day, _ in kept}
    header = ["Day", "D", *(HEADINGS[name] for name in numbers)]
    header += ["Note"] * noted + [YES_TO] * asked
    rows = []
    for day, check_in in kept:
        row = [short_day(day, year=len(years) > 1), str(recovery.offset(day))]
        row += [number_words(check_in, name) for name in numbers]
        row += ["note" if check_in.note else ""] * noted + [yes_words(check_in)] * asked
        rows.append(tuple(row))
    return tuple(header), rows


def number_words(check_in: CheckIn, name: str) -> str:
    """A number as it was answered; empty where it was not."""
    value = check_in.number(name)
    return "" if value is None else f"{value:.1f}" if name == TEMPERATURE else str(int(value))


def yes_words(check_in: CheckIn) -> str:
    """What was answered yes, ``none`` where all that was asked was answered no, empty where nothing was asked."""
    return ", ".join(_said(check_in)) or ("none" if _answered(check_in, YES_NO) else "")


def answers_in_words(check_in: CheckIn) -> str:
    """What was answered, in a sentence or two: ``Redness 2, pain 3, temperature 37.2. Yes to pus.``"""
    numbers = [f"{LABELS[name].lower()} {number_words(check_in, name)}" for name in _answered(check_in, TRENDS)]
    if TEMPERATURE in check_in.answers:
        numbers.append(f"temperature {number_words(check_in, TEMPERATURE)}")
    sentences = [", ".join(numbers)] if numbers else []
    if said := _said(check_in):
        sentences.append(f"yes to {listed(said)}")
    elif _answered(check_in, YES_NO):
        sentences.append("no to what else was answered" if numbers else "no to all that was answered")
    return " ".join(f"{one[:1].upper()}{one[1:]}." for one in sentences) or "Nothing was answered."


def _said(check_in: CheckIn) -> list[str]:
    """What was answered yes, and for how many days."""
    said = [name.replace("_", " ") for name in _answered(check_in, YES_NO) if check_in.answers[name]]
    return said + [f"{name.replace('_', ' ')}: {check_in.answers[name]}" for name in _answered(check_in, DAYS_OF)]


def _answered(check_in: CheckIn, names: Iterable[str]) -> list[str]:
    return [name for name in names if name in check_in.answers]

"""Every check-in as a table of words: the text twin of the charts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Final

from routine_tui.model.recovery.answers import DAYS_OF, MOOD, TEMPERATURE, YES_NO
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.check_ins import check_ins
from routine_tui.model.skin.trends import LABELS, TRENDS
from routine_tui.model.text import short_day

NUMBERS: Final = (*TRENDS, TEMPERATURE)
"""Questions that have a column of their own."""
HEADINGS: Final = {**{name: name.capitalize() for name in TRENDS}, TEMPERATURE: "Temp"}
LabelOf = Callable[[str], str]
"""What a question is called, by the name of its answer: ``breathing`` is “Trouble breathing”."""
YES_TO: Final = "Yes to"
"""The heading of what was answered yes; always the last one."""


def table(recovery: Recovery, today: date) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The headings, and a row of words for each look, the first one first.

    Day, with its hour where there are several looks and its year where that is not ``today``'s, and day offset (D),
    each number that was answered at least once (temperature in °C), whether there is a note, and what was answered
    yes. A cell is blank where its question was not answered; the column of yes says ``none`` where all that was asked
    was answered no.
    """
    kept = list(check_ins(recovery))
    numbers = [name for name in NUMBERS if any(name in check_in.answers for _, check_in in kept)]
    asked = any(name in check_in.answers for _, check_in in kept for name in (*YES_NO, *DAYS_OF))
    noted = any(check_in.note for _, check_in in kept)
    header = ["Day", "D", *(HEADINGS[name] for name in numbers)]
    header += ["Note"] * noted + [YES_TO] * asked
    rows = []
    for day, check_in in kept:
        for look in check_in.looks:
            hour = look_hour(look.at) if len(check_in.looks) > 1 else ""
            alone = CheckIn((look,))
            row = [f"{short_day(day, today)}{hour}", str(recovery.offset(day))]
            row += [number_words(alone, name) for name in numbers]
            row += ["note" if look.note else ""] * noted + [yes_words(alone)] * asked
            rows.append(tuple(row))
    return tuple(header), rows


def look_hour(at: datetime | None) -> str:
    """The hour of a look among others of its day, with a space before it: `` 20:10``."""
    return f" {at:%H:%M}" if at else " (hour not known)"


def looks_in_words(check_in: CheckIn, label_of: LabelOf) -> str:
    """What was answered in each look of a day; where there are several, each with its hour."""
    if len(check_in.looks) == 1:
        return answers_in_words(check_in, label_of)
    said = [(look_hour(look.at).strip(), answers_in_words(CheckIn((look,)), label_of)) for look in check_in.looks]
    return " ".join(f"{hour}: {answers}" for hour, answers in said)


def number_words(check_in: CheckIn, name: str) -> str:
    """A number as it was answered, the worst of the day; empty where it was not."""
    value = check_in.number(name)
    return "" if value is None else f"{value:.1f}" if name == TEMPERATURE else str(int(value))


def yes_words(check_in: CheckIn) -> str:
    """What was answered yes, ``none`` where all that was asked was answered no, empty where nothing was asked."""
    return ", ".join(_said(check_in)) or ("none" if _answered(check_in, YES_NO) else "")


def answers_in_words(check_in: CheckIn, label_of: LabelOf) -> str:
    """The worst of what was answered, in a sentence or two: ``Redness 2, temperature 37.2. Hot and painful skin.``

    Nothing of mood, which whoever stands behind the person may read.
    """
    numbers = [f"{LABELS[name].lower()} {number_words(check_in, name)}" for name in _answered(check_in, TRENDS)]
    if TEMPERATURE in check_in.answers:
        numbers.append(f"temperature {number_words(check_in, TEMPERATURE)}")
    sentences = [", ".join(numbers)] if numbers else []
    if said := _labels(check_in, label_of):
        sentences.append(said)
    elif _answered(check_in, YES_NO) and not _yes(check_in):
        sentences.append("no to what else was answered" if numbers else "no to all that was answered")
    return " ".join(f"{one[:1].upper()}{one[1:]}." for one in sentences or [_count(check_in)])


def findings_in_words(check_in: CheckIn, label_of: LabelOf) -> str:
    """As ``answers_in_words``, in few words: no number that is 0, and of yes and no only what was answered yes."""
    numbers = _answered(check_in, TRENDS)
    found = [f"{LABELS[name].lower()} {number_words(check_in, name)}" for name in numbers if check_in.worst[name]]
    found += [said] if (said := _labels(check_in, label_of)) else []
    nothing = "all 0" if numbers else _count(check_in) if _yes(check_in) else "nothing answered yes"
    return f"{', '.join(found) or nothing}."


def _count(check_in: CheckIn) -> str:
    return f"{len(check_in.answers)} answered" if check_in.answers else "nothing was answered"


def _yes(check_in: CheckIn) -> list[str]:
    """The names of what was answered yes."""
    return [name for name in _answered(check_in, YES_NO) if check_in.worst[name]]


def _labels(check_in: CheckIn, label_of: LabelOf) -> str:
    """What was answered yes, but for mood, as a sentence calls it; a label may hold a comma."""
    said = [label_of(name).lower() for name in _yes(check_in) if name not in MOOD]
    said += [f"{label_of(name).lower()}: {check_in.worst[name]}" for name in _answered(check_in, DAYS_OF)]
    return "; ".join(said)


def _said(check_in: CheckIn) -> list[str]:
    """What was answered yes, and for how many days."""
    said = [name.replace("_", " ") for name in _yes(check_in)]
    return said + [f"{name.replace('_', ' ')}: {check_in.worst[name]}" for name in _answered(check_in, DAYS_OF)]


def _answered(check_in: CheckIn, names: Iterable[str]) -> list[str]:
    return [name for name in names if name in check_in.answers]

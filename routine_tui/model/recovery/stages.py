"""A course in stages: one rule after another, each for some days, perhaps all of it again after a break.

It is kept as the text that a person would type, in one normal form: ``3 days for 2 weeks, then 2 days for 2 weeks,
then day for 8 weeks``, ``strong: day for 1 week, then mild: day for 1 week``, ``day for 12 weeks, break 8 weeks,
2 times``. Imported only where a schedule has stages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.rule import LONGEST_TEXT, STAGES, Rule, parts_of, read_rfc5545
from routine_tui.model.recovery.rule_words import is_every_few_weeks
from routine_tui.model.text import days_in_words, escape_control_characters, one_line

LONGEST_STAGE: Final = 730
"""The most days of a stage, or of a break."""
MOST_STAGES: Final = 40
MOST_TIMES: Final = 20
_EXAMPLE: Final = "write it like 3 days for 2 weeks, then day for 8 weeks"
_LENGTH: Final = r"([0-9]{1,9})\s*(day|night|week)s?"
_BREAK: Final = rf"[,;\s]*(?:then\s+)?(?:a\s+)?\bbreak(?:\s+of)?\s+{_LENGTH}\s*$"
_TIMES: Final = r"[,;\s]+([0-9]{1,9})\s+times?\s*$"
_FOR: Final = rf"^(.*?)\s*\bfor\s+{_LENGTH}$"
_LABEL: Final = r"^([^:;=]{1,60}):\s*(.+)$"
_WORDS: Final = re.IGNORECASE | re.ASCII
"""How words are found in any letters, where they stand: some names get longer in small letters."""


class Stage(NamedTuple):
    """A part of a course: a rule for some days, counted from the stage's first day."""

    rule: Rule
    days: int | None
    """None for the last one, where it goes on until the schedule's end."""
    label: str = ""
    """What is different in it, such as ``strong``; empty for nothing."""


class Stages(NamedTuple):
    """A whole course."""

    stages: tuple[Stage, ...]
    times: int = 1
    break_days: int = 0
    """Between one time and the next."""

    @property
    def round_days(self) -> int | None:
        """The days of one time, without the break; None where it has no end of its own."""
        days = [stage.days for stage in self.stages]
        return None if None in days else sum(one or 0 for one in days)

    @property
    def length(self) -> int | None:
        """The days from the first to the last, breaks included; None where it has no end of its own."""
        one = self.round_days
        return None if one is None else one * self.times + self.break_days * (self.times - 1)


class StageSpan(NamedTuple):
    """Days in a row that belong to one stage, both included."""

    first: date
    last: date
    stage: Stage
    time: int
    """Which time the course runs, from 0."""


@lru_cache(maxsize=256)
def read_stages(text: str) -> Stages:
    """The stages that a text names. Raises BadInput, with a sentence, for a text that names none."""
    if len(text) > LONGEST_TEXT:
        raise BadInput(f"A schedule of {len(text):,} characters is too long: {_EXAMPLE}.")
    if (known := _kept(text)) is not None:
        return known
    rest, break_days = " ".join(text.split()), 0
    if again := re.search(_TIMES, rest, _WORDS):
        rest = rest[: again.start()]
    if match := re.search(_BREAK, rest, _WORDS):
        break_days, rest = _days(match[1], match[2], "A break"), rest[: match.start()]
    times = int(again[1]) if again else 2 if break_days else 1
    if not 1 <= times <= MOST_TIMES:
        raise BadInput(f"{times} times isn't possible: use 1 to {MOST_TIMES}.")
    pieces = [piece for piece in _pieces(rest) if piece]
    if not 1 <= len(pieces) <= MOST_STAGES:
        raise BadInput(f"A schedule has 1 to {MOST_STAGES} stages: {_EXAMPLE}.")
    stages = tuple(_stage(piece) for piece in pieces)
    if any(stage.days is None for stage in stages[:-1]) or (times > 1 and stages[-1].days is None):
        raise BadInput(f"A stage that is followed by another needs a length: {_EXAMPLE}.")
    return Stages(stages, times, break_days if times > 1 else 0)


def normal(text: str) -> str:
    """The text in its normal form, which reads back to the same stages. Raises BadInput."""
    return as_typed(read_stages(text))


def as_typed(course: Stages) -> str:
    """The shortest text that ``read_stages`` reads back to the same stages."""
    parts = [f"{f'{one.label}: ' if one.label else ''}{one.rule.as_typed()}{_for(one.days)}" for one in course.stages]
    again = f", break {_length(course.break_days)}" if course.break_days else ""
    return ", then ".join(parts) + again + (f", {course.times} times" if course.times > 1 else "")


def in_words(course: Stages) -> str:
    """The stages in plain words: ``every 3 days for 2 weeks, then every day for 8 weeks``."""
    parts = [f"{f'{one.label}: ' if one.label else ''}{one.rule.in_words()}{_for(one.days)}" for one in course.stages]
    told = ", then ".join(parts)
    if course.times == 1:
        return told
    between = f" with a break of {_length(course.break_days)} between" if course.break_days else ""
    return f"{told}, {course.times} times{between}"


def spans(course: Stages, first_day: date, last: date) -> Iterator[StageSpan]:
    """The stages with their days, from the course's first day, none later than ``last``."""
    begins = first_day
    for time in range(course.times):
        for stage in course.stages:
            ends = last if stage.days is None else begins + timedelta(days=stage.days - 1)
            if begins > last:
                return
            yield StageSpan(begins, min(ends, last), stage, time)
            if stage.days is None:
                return
            begins += timedelta(days=stage.days)
        begins += timedelta(days=course.break_days)


def days(course: Stages, first_day: date, last: date) -> Iterator[date]:
    """Every day that the stages name, none later than ``last``."""
    for span in spans(course, first_day, last):
        yield from span.stage.rule.days(span.first, span.last)


def _kept(text: str) -> Stages | None:
    """The stages of a text in its normal form, as a file holds it, by plain splitting; None for any other text.

    A file is read before the first frame, and to compile what reads typed texts takes longer than all the rest of it.
    """
    try:
        *pieces, last = text.split(", then ")
        last, _, again = last.partition(", break ")
        gap, _, times = again.removesuffix(" times").partition(", ")
        if not again and ", " in last:
            return None
        stages = tuple(_kept_stage(piece) for piece in (*pieces, last))
        found = Stages(stages, int(times or 1), _kept_length(gap) if gap else 0)
    except (ValueError, BadInput):
        return None
    whole = all(stage.days for stage in stages[:-1]) and (found.times == 1 or stages[-1].days)
    return found if whole and _in_range(found) and as_typed(found) == text else None


def _kept_stage(piece: str) -> Stage:
    label, _, rest = piece.rpartition(": ")
    rule, _, length = rest.partition(" for ")
    if any(word in f"{label} {rule}".lower() for word in ("for", "then", "break", "times")):
        raise ValueError(piece)  # words that may part it in another place
    return Stage(_rule(rule), _kept_length(length) if length else None, label)


def _kept_length(text: str) -> int:
    number, _, unit = text.partition(" ")
    return int(number) * (7 if unit.startswith("week") else 1)


def _in_range(course: Stages) -> bool:
    """Whether numbers and names are those that a typed text may have."""
    lengths = [stage.days for stage in course.stages if stage.days is not None]
    return (
        len(course.stages) <= MOST_STAGES
        and 1 <= course.times <= MOST_TIMES
        and all(1 <= length <= LONGEST_STAGE for length in (*lengths, course.break_days or 1))
        and (course.times > 1 or not course.break_days)
        and all(re.fullmatch(r"[^:;=]{0,60}", stage.label) for stage in course.stages)
        and all(stage.label == escape_control_characters(" ".join(stage.label.split())) for stage in course.stages)
    )


def _pieces(text: str) -> list[str]:
    """The stages as they were typed: after a length a comma is enough, elsewhere it belongs to the rule."""
    parted = re.sub(rf"(\bfor\s+{_LENGTH})\s*[,;]\s*(?:then\s+)?", r"\1\n", text, flags=_WORDS)
    return re.split(r"\n|\s*[,;]?\s+then\s+|;\s+", parted, flags=_WORDS)


def _stage(text: str) -> Stage:
    label = ""
    if match := re.match(_LABEL, text):
        label, text = one_line(match[1], "The name of a stage"), match[2]
    length = None
    if match := re.match(_FOR, text.strip(), _WORDS):
        length = _days(match[2], match[3], "A stage")
        text = match[1]
    rule = text.strip()
    if re.match(r"(?:a\s+)?break\b", rule, _WORDS):
        raise BadInput("A break comes after the last stage: write it like day for 12 weeks, break 8 weeks, 2 times.")
    if re.search(STAGES, rule):
        raise BadInput(f"“{escape_control_characters(rule)}” isn't a stage we understand: {_EXAMPLE}.")
    if not rule:
        raise BadInput(f"In a stage, how often comes before how long: {_EXAMPLE}.")
    return Stage(_rule(rule), length, label)


def _rule(text: str) -> Rule:
    """The rule of a stage. Raises BadInput for what is none, and for one that names its own first or last day."""
    if "=" not in text:
        found = Rule.from_words(text).checked(_ANY_DAY)
        if is_every_few_weeks(parts_of(found.text)):  # with which week it begins depends on when the stage does
            raise BadInput(f"“{escape_control_characters(text)}” can't be a stage: use mon,thu or 14 days.")
        return found
    rule, first_day, last_day = read_rfc5545(text)
    if first_day or last_day:
        raise BadInput(f"“{escape_control_characters(text)}” isn't a stage we understand: {_EXAMPLE}.")
    return rule.checked(_ANY_DAY)


def _days(number: str, unit: str, what: str) -> int:
    found = int(number) * (7 if unit.lower() == "week" else 1)
    if not 1 <= found <= LONGEST_STAGE:
        raise BadInput(f"{what} of {days_in_words(found)} isn't possible: use 1 to {LONGEST_STAGE} days.")
    return found


def _for(length: int | None) -> str:
    return "" if length is None else f" for {_length(length)}"


def _length(length: int) -> str:
    """A number of days as it is typed: in weeks where they are whole."""
    weeks, rest = divmod(length, 7)
    if rest or not weeks:
        return days_in_words(length)
    return "1 week" if weeks == 1 else f"{weeks} weeks"


_ANY_DAY: Final = date(2000, 1, 3)
"""From which day a rule is checked; it begins with its stage. A Monday."""

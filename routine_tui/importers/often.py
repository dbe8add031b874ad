"""How often something is to be done, as other programs say it: so many times in so many days."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from routine_tui.importers.found import Losses
from routine_tui.model.recovery.rule import EVERY_DAY, LONGEST_INTERVAL, Rule
from routine_tui.model.text import days_in_words

MONTHS: Final = (30, 31)
"""Spans of days that stand for a calendar month."""


class Often(NamedTuple):
    """A rule of ours, and what it could not say."""

    rule: str = EVERY_DAY
    required: bool = True
    words: str = ""
    """What has no rule of ours, as words for the instructions."""


MONTHLY: Final = "FREQ=MONTHLY"
DAILY: Final = Often()
AS_NEEDED: Final = Often(required=False)


def often(times: int, days: int, losses: Losses) -> Often:
    """So many times in so many days, as a rule of ours; what differs is counted.

    Once in some days becomes every so many days from the first one, though the other program counts from the last time.
    Several times in a span has no fixed days, so it is as needed here: never expected, and so never open.
    """
    if times < 1 or days < 1:
        return AS_NEEDED
    if times >= days:
        return DAILY
    if times == 1 and days <= LONGEST_INTERVAL:
        losses["rolling"] += 1
        if days in MONTHS:
            return Often(MONTHLY)
        return Often(f"FREQ=WEEKLY;INTERVAL={days // 7}" if days % 7 == 0 else f"FREQ=DAILY;INTERVAL={days}")
    losses["several"] += 1
    return Often(required=False, words=f"{times_in_words(times)} in {span_in_words(days)}.".capitalize())


def span_in_words(days: int) -> str:
    """A span as a person says it: ``a week``, ``10 days``, ``a month``."""
    if days in MONTHS:
        return "a month"
    return {1: "a day", 7: "a week"}.get(days) or days_in_words(days)


def times_in_words(times: int) -> str:
    """A number of times: ``once``, ``3 times``."""
    return "once" if times == 1 else f"{times} times"


def rule_from(rule: str, first_day: date) -> str:
    """A rule as it counts from a day: a month that has no such day takes its last one."""
    return Rule(rule).counted_from(first_day).text if rule == MONTHLY else rule

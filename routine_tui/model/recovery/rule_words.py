"""Ways of saying how often that name no interval: ``last Friday of the month``, ``3 times a week``, ``as needed``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.weekday_words import CODES, weekdays
from routine_tui.model.text import WEEKDAYS, escape_control_characters, listed

ONCE_A_DAY: Final = "A step is ticked once a day, so it can't be due several times a day: use day, or add another step."
_PLACES: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_SHORT: Final = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_MONTHLY: Final = (
    rf"(?P<before>months? )?(?:on )?(?:the )?(?P<place>{'|'.join((*_PLACES, *_SHORT))}) (?P<weekday>[a-z]+)"
    r"(?P<after> (?:of|in) (?:the |each |every |a )?month| (?:each|every|a) month)?"
)
_WEEKS: Final = (
    r"(?:every |each )?(?:(?:other|(?P<weeks>[2-9]|[1-9][0-9])) weeks? on (?P<weekdays>.+)"
    r"|(?:other|(?<=every )(?:second|2nd)|(?<=each )(?:second|2nd)) (?P<which>.+))"
)
"""``every other monday``, ``2 weeks on mon,thu``."""
_TIMES: Final = (
    r"(?:twice|thrice|(?P<times>[0-9]+|two|three|four|five|six) ?(?:x|×|times))"
    r"(?: an?| per| each| every|/)? ?(?P<unit>day|daily|week|weekly)"
)
_LATIN: Final = ("bid", "b.i.d.", "bd", "tid", "t.i.d.", "tds", "qid", "q.i.d.", "qds")
"""Twice, three and four times a day, as prescriptions have it."""
_NEEDED: Final = ("as needed", "if needed", "when needed", "only if needed", "prn", "p.r.n.", "as required")


def plainly(words: str) -> str:
    """What is left of a rule in lower case without the words that change nothing: ``every``, ``on``, ``only``."""
    return re.sub(r"^(?:(?:every|each|on) )+| only$", "", words)


def read_named_days(text: str) -> str:
    """``last friday``, ``first monday of the month``, ``every other monday``, as RFC 5545 has them; else nothing.

    A ``second monday`` alone may be one of a month or every other one, so one of both has to be said. Raises BadInput,
    saying what to do, for how often something is done where it does not follow on which days.
    """
    typed = " ".join(text.lower().split())
    words = plainly(typed)
    if match := re.fullmatch(_WEEKS, typed):
        interval = int(match["weeks"] or 2)
        codes = weekdays(match["weekdays"] or match["which"])
        return f"FREQ=WEEKLY;INTERVAL={interval};BYDAY={','.join(codes)}" if codes and interval > 1 else ""
    if match := re.fullmatch(_MONTHLY, words):
        codes = weekdays(match["weekday"])
        if len(codes) == 1 and (match["place"] == "last" or match["before"] or match["after"]):
            return f"FREQ=MONTHLY;BYDAY={(_PLACES | _SHORT)[match['place']]}{codes[0]}"
    _refuse_what_names_no_day(escape_control_characters(text.strip()), words)
    return ""


def named_days_in_words(parts: Mapping[str, str], every: str) -> str:
    """``every month on the last Friday``, ``every other Monday``; empty for a rule that names days in no such way."""
    known = parts.keys() - {"INTERVAL", "WKST"} == {"FREQ", "BYDAY"}
    if known and parts["FREQ"] == "MONTHLY" and (match := re.fullmatch(r"\+?(-?[0-9])([A-Z]{2})", parts["BYDAY"])):
        place = next((word for word, number in _PLACES.items() if number == int(match[1])), "")
        return f"{every} on the {place} {WEEKDAYS[CODES.index(match[2])]}" if place else ""
    if known and parts["FREQ"] == "WEEKLY" and "INTERVAL" in parts:
        names = [WEEKDAYS[CODES.index(code)] for code in parts["BYDAY"].split(",")]
        if len(names) == 1 and parts["INTERVAL"] == "2":
            return f"every other {names[0]}"
        return f"{every} on {listed(names)}"
    return ""


def is_every_few_weeks(parts: Mapping[str, str]) -> bool:
    """Whether a rule names weekdays of every other week, or of fewer: ``2 weeks on mon,thu``."""
    return parts["FREQ"] == "WEEKLY" and parts.keys() == {"FREQ", "INTERVAL", "BYDAY"}


def _refuse_what_names_no_day(typed: str, words: str) -> None:
    match = re.fullmatch(_TIMES, words)
    if words in _LATIN or (match and match["unit"] in ("day", "daily")):
        raise BadInput(ONCE_A_DAY)
    if match:
        few = not match["times"] or match["times"] in ("2", "two")
        raise BadInput(f"“{typed}” doesn't say on which days: write them, e.g. {'mon,thu' if few else 'mon,wed,fri'}.")
    if words in _NEEDED:
        raise BadInput(f"“{typed}” isn't a schedule: leave it out, and mark the step as done only if needed.")

"""Everything, versioned and lossless (JSON): the way out for all data, and back in to an equal recovery."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

import msgspec

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery import Recovery
from routine_tui.model.routine import Routine
from routine_tui.model.words import visible
from routine_tui.share.summary import Summary

FORMAT: Final = "routine-tui"
VERSION: Final = 1
"""The version that this program writes; it reads this one and older ones."""

# Controls, direction marks and other invisible characters, which JSON allows as they are and a terminal would obey.
_ACTIVE: Final = re.compile(
    "[\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u08e2\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0001-\U000e007f]"
)


@dataclass(frozen=True, slots=True)
class _Archive:
    format: str
    version: int
    recovery: Recovery


def render(summary: Summary) -> str:
    """The recovery as JSON; characters that a terminal would obey are written as escapes, which read back the same."""
    days = dict(sorted(summary.recovery.days.items()))
    encoded = msgspec.json.encode(_Archive(FORMAT, VERSION, replace(summary.recovery, days=days)))
    text = msgspec.json.format(encoded.decode(), indent=2)
    return _ACTIVE.sub(_escape, text) + "\n"


def load(text: str | bytes) -> Recovery:
    """The recovery of an archive. Raises BadInput, one sentence, for what is none, is newer, or is not whole."""
    content = text.encode(errors="surrogatepass") if isinstance(text, str) else text
    try:
        found: Any = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput("This is not JSON, so no export of routine-tui: choose the file that export wrote.") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise BadInput("This JSON is no export of routine-tui: choose the file that export wrote.")
    version = found.get("version")
    if isinstance(version, int) and version > VERSION:
        raise BadInput(f"This export has version {version}, from a newer routine-tui: update the program to read it.")
    try:
        recovery = msgspec.convert(found, _Archive).recovery
        _require_whole(recovery)
    except (msgspec.ValidationError, BadInput, OverflowError, RecursionError) as error:
        raise BadInput(f"This export of routine-tui is not whole: {visible(str(error)).rstrip('.')}.") from error
    return recovery


def _escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be").hex()
    return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))


def _require_whole(recovery: Recovery) -> None:
    """Raise BadInput where parts of a recovery do not belong together, which no type can say."""
    _require_routine(recovery.routine)
    known = {step.id for step in recovery.routine.steps}
    for day, record in recovery.days.items():
        recovery.require(day)
        if record.day != day:
            raise BadInput(f"the record of {day} says that it is of {record.day}.")
        for step_id, mark in record.marks.items():
            if step_id not in known:
                raise BadInput(f"a mark on {day} is for a step that is not there.")
            if mark.at.tzinfo is None:
                raise BadInput(f"a mark on {day} has a time without its UTC offset.")
    for pause in recovery.pauses:
        if pause.last_day is not None and pause.last_day < pause.first_day:
            raise BadInput(f"a pause ends on {pause.last_day}, before it begins.")
        if not known.issuperset(pause.step_ids):
            raise BadInput(f"a pause from {pause.first_day} is for a step that is not there.")


def _require_routine(routine: Routine) -> None:
    if len({step.id for step in routine.steps}) != len(routine.steps):
        raise BadInput("two steps have one id.")
    for step in routine.steps:
        begins = [version.valid_from for version in step.versions]
        if not begins or any(later <= before for before, later in pairwise(begins)):
            raise BadInput("the versions of a step are missing or out of order.")

"""Registers and their stamps: what can change by itself, and the moment at which it was changed last."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Final, NamedTuple

import msgspec

from routine_tui.model.errors import BadInput
from routine_tui.store.document_parts import STAMPS, UNSEEN, Document

NEVER: Final = ""
"""The stamp of what was stored before there were stamps: it is earlier than every other one."""


class Register(NamedTuple):
    """One part of a document that can change by itself."""

    stamp: str
    value: Any
    """None for what was taken away."""


Registers = dict[str, Register]
Rank = tuple[str, bool, bytes]
NO_PART: Final = Register(NEVER, None)


def stamp_at(moment: datetime) -> str:
    """A moment as a stamp; stamps sort as the moments do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


def rank(register: Register) -> Rank:
    """What registers are compared by: the stamp, and for equal stamps the value, so that every computer agrees."""
    return register.stamp, register.value is not None, msgspec.json.encode(register.value, order="deterministic")


def stamp_after(stamp: str) -> str:
    """The next stamp there is. Raises OverflowError at the end of time."""
    return stamp_at(moment_of(stamp) + timedelta(microseconds=1))


@lru_cache(4096)
def stamp_of(moment: str) -> str:
    """The stamp of a moment in a document."""
    return stamp_at(datetime.fromisoformat(moment))


def moment_of(stamp: str) -> datetime:
    """The moment of a stamp, in UTC. Raises ValueError where it is none."""
    return datetime.fromisoformat(stamp).astimezone(UTC)


def is_stamp(text: str) -> bool:
    """Whether a text is a stamp, as ``stamp_at`` writes it."""
    try:
        return stamp_at(moment_of(text)) == text
    except (ValueError, OverflowError):
        return False


def require_stamps(document: Document) -> None:
    """Check the stamps of a document that somebody else wrote. Raises BadInput where one is no moment."""
    stamps = document.get(STAMPS, {})
    if not isinstance(stamps, dict) or not isinstance(document.get(UNSEEN, {}), dict):
        raise BadInput("the times of its changes aren't a table.")
    for name, stamp in stamps.items():
        if not isinstance(stamp, str) or not is_stamp(stamp):
            raise BadInput(f"the time at which “{name}” was changed isn't valid.")

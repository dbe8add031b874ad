"""Weeks, and looking less, as values of the document of the recovery itself, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from routine_tui.store.document_parts import Document

if TYPE_CHECKING:
    from routine_tui.model.recovery.recovery import Recovery

_WEEK: Final = "week "
"""Begins the names of values of the recovery that say what a week was like: ``week 2026-11-23 nights``."""
_QUIET: Final = "quiet "
"""Begins the names of values of the recovery that say from which day on somebody looks less."""


def week_values(recovery: Recovery) -> Document:
    """What was said of weeks, and of looking less: each of it is a value of its own, as what is expected is."""
    numbers = {
        f"{_WEEK}{one.monday} {name}": value
        for one in recovery.weeks
        for name in one.__struct_fields__[1:]
        if (value := getattr(one, name)) is not None
    }
    return numbers | {f"{_QUIET}{one.since}": one.is_on for one in recovery.quiet}


def week_fields(about: Document) -> dict[str, Any]:
    """The fields of a recovery that ``week_values`` writes; none where nothing was said."""
    weeks: dict[str, Document] = {}
    for key in about:
        if key.startswith(_WEEK):
            monday, _, name = key.removeprefix(_WEEK).partition(" ")
            weeks.setdefault(monday, {"monday": monday})[name] = about[key]
    quiet = [{"since": key.removeprefix(_QUIET), "is_on": about[key]} for key in about if key.startswith(_QUIET)]
    if not weeks and not quiet:
        return {}
    from routine_tui.model.recovery.weeks import Quiet, WeekEffect

    return {
        "weeks": msgspec.convert(list(weeks.values()), tuple[WeekEffect, ...]),
        "quiet": msgspec.convert(quiet, tuple[Quiet, ...]),
    }

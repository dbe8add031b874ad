"""What to say on the phone in some twenty seconds, from the newest check-in, without what is left out."""

from __future__ import annotations

from typing import Final

from routine_tui.exporters.escapes import markdown, trimmed
from routine_tui.exporters.plain_text import wrapped
from routine_tui.exporters.summary.summary import Summary

NOTHING: Final = "No check-in yet: there is nothing to say on the phone from this record."


def render(format_name: str, summary: Summary) -> str:
    """A sentence or two a line; as Markdown a list."""
    lines = spoken(summary)
    if format_name == "md":
        return "".join(f"- {markdown(line)}\n" for line in lines)
    return "".join(f"{wrapped(line)}\n" for line in lines)


def spoken(summary: Summary) -> tuple[str, ...]:
    """The lines to read out, for the day of the newest check-in."""
    from routine_tui.exporters.summary.skin import labels
    from routine_tui.facts.skin import rules
    from routine_tui.model.skin.check_ins import check_ins
    from routine_tui.model.skin.concern import concern
    from routine_tui.model.skin.concern_text import EMERGENCY
    from routine_tui.model.skin.phone_text import phone_lines

    told = summary.recovery
    days = [day for day, _ in check_ins(told) if day <= summary.today]
    if not days:
        return (NOTHING,)
    is_emergency = concern(rules(), told, days[-1]).level >= EMERGENCY
    return tuple(map(trimmed, phone_lines(told, days[-1], summary.today, labels(), is_emergency)))

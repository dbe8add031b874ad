"""How it stands with what the clinic knows of the session; a letter that asks for a copy of the treatment record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from routine_tui.model.by_id import find
from routine_tui.model.recovery.session_kind import KIND, asked_of, session_kind
from routine_tui.model.text import clipped, short_day

if TYPE_CHECKING:
    from routine_tui.model.recovery.background import BackgroundField
    from routine_tui.model.recovery.recovery import Recovery

FieldState = Literal["known", "asked", "refused", "absent", "open"]
STATE_WORDS: Final[dict[FieldState, str]] = {
    "known": "known",
    "asked": "asked",
    "refused": "not given",
    "absent": "not in their record",
    "open": "not known",
}
"""How it stands with a field, in words that say nothing of anybody."""
LETTER_LIMIT: Final = 200
"""How many characters of the clinic's name a letter has."""


def state_of(recovery: Recovery, field_id: str) -> FieldState:
    """How it stands with a field: known where something was told, else what was said of it."""
    told = find(recovery.care.background, field_id)
    if told is None:
        return "open"
    return "known" if told.text else told.state or "open"


def state_words(recovery: Recovery, field_id: str, today: date) -> str:
    """How it stands with a field that is not known, with its day: ``asked on 29 Nov``; empty where nothing was said."""
    told, state = find(recovery.care.background, field_id), state_of(recovery, field_id)
    if told is None or state in ("known", "open"):
        return ""
    return f"{STATE_WORDS[state]}{f' on {short_day(told.since, today)}' if told.since and state == 'asked' else ''}"


def to_ask(recovery: Recovery, fields: Sequence[BackgroundField]) -> tuple[BackgroundField, ...]:
    """What the clinic can still be asked for: nothing that is known, not in their record, or of another treatment."""
    kind = session_kind(recovery)
    asked = (one for one in fields if one.letter and one.fits(kind))
    return tuple(one for one in asked if state_of(recovery, one.id) in ("open", "asked"))


def letter(recovery: Recovery, fields: Sequence[BackgroundField], today: date) -> str:
    """A letter that asks for a copy of the treatment record: to copy, to fill in and to send; ends with a line break.

    What is private is not in it. It asks, and says nothing of law, of time or of anybody's fault.
    """
    told = {one.id: one.text for one in recovery.care.background if one.text and not one.private}
    done = asked_of(told.get(KIND, ""))
    clinic = clipped(told.get("clinic", ""), LETTER_LIMIT) or "[Name and address of the clinic]"
    wanted = [f"- {one.letter}" for one in to_ask(recovery, fields)]
    asks = ["Please include, as far as it is recorded:", "", *wanted, ""] if wanted else []
    lines = [
        "[Your name, address and date of birth]",
        "",
        f"To: {clinic}",
        "",
        long_date(today),
        "",
        "Copy of my treatment record",
        "",
        f"On {long_date(recovery.day_zero)} I had {done} with you. Please send me a copy of my",
        "treatment record.",
        "",
        *asks,
        "If something of this is not recorded, a word that it is not is a help too.",
        "A copy by e-mail or by post is fine. Thank you.",
        "",
        "[Your name]",
    ]
    return "\n".join(lines) + "\n"


def long_date(day: date) -> str:
    """A day as a letter has it: ``29 November 2026``."""
    return f"{day.day} {day:%B %Y}"

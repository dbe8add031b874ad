"""What rests around a session, as a person types it: ``sunscreen: 5 days after, clinic ointment instead``."""

from __future__ import annotations

import re
from typing import Final

from routine_tui.model.care.lengths import length_words, read_length
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.procedure import EVERYTHING, LONGEST_AROUND, Around
from routine_tui.model.recovery.routine import KINDS
from routine_tui.model.text import escape_control_characters, one_line

_EXAMPLE: Final = "write it like sunscreen: 5 days after, clinic ointment instead"
_ALL: Final = ("all", "all steps", "everything", "every step")


def read_around(text: str) -> Around:
    """What rests, for how long, and what is used in its place. Raises BadInput.

    Days after count the session's own day as the first.
    """
    target, colon, rest = text.partition(":")
    name = one_line(target, "What is paused")
    if not colon or not rest.strip():
        raise BadInput(f"“{escape_control_characters(text.strip()[:60])}” doesn't say for how many days: {_EXAMPLE}.")
    before = after = 0
    instead = ""
    pieces = [" ".join(one.split()) for one in rest.split(",")]
    for place, piece in enumerate(pieces):
        if match := re.fullmatch(r"(.+) before", piece, re.IGNORECASE):
            before = read_length(match[1], LONGEST_AROUND)
        elif match := re.fullmatch(r"(.+) after", piece, re.IGNORECASE):
            after = read_length(match[1], LONGEST_AROUND)
        elif piece:
            instead = _instead(", ".join(pieces[place:]))  # a name may hold commas
            break
    if not before and not after:
        raise BadInput(f"“{escape_control_characters(text.strip()[:60])}” doesn't say for how many days: {_EXAMPLE}.")
    return Around(_target(name), before, after, instead)


def _instead(text: str) -> str:
    match = re.fullmatch(r"(?:instead:? (.+)|(.+) instead)", text, re.IGNORECASE)
    if not match:
        raise BadInput(
            f"“{escape_control_characters(text[:60])}” says neither for how many days nor what to use "
            f"instead: {_EXAMPLE}."
        )
    return one_line(match[1] or match[2], "What is used instead")


def around_as_typed(around: Around) -> str:
    """The text that ``read_around`` reads back to the same."""
    parts = [f"{length_words(around.before)} before"] if around.before else []
    parts += [f"{length_words(around.days_after)} after"] if around.days_after else []
    if around.instead:  # a name that begins with the word itself stands after it
        first = around.instead.casefold().startswith("instead")
        parts.append(f"instead: {around.instead}" if first else f"{around.instead} instead")
    return f"{around.target}: {', '.join(parts)}"


def _target(name: str) -> str:
    """What is meant: a kind of step in its own word, everything, or the words as they are."""
    plain = name.casefold()
    if plain in _ALL:
        return EVERYTHING
    return next((kind for kind in KINDS if plain in (kind, f"{kind}s")), name)

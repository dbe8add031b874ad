"""What a person tells once, in their own words, field by field: about the session that did it, skin and health."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from routine_tui.model.errors import BadInput
from routine_tui.model.text import free_text, listed

TOLD_LIMIT: Final = 4_000
"""The longest text of one field, in characters."""
Holds = Literal[
    "", "agreed", "calm", "courses", "day_zero", "photos", "phototype", "products", "questions", "routine", "signs"
]
"""Other parts of a recovery that may hold what a field asks; none of them is ``""``."""


AnswerState = Literal["", "asked", "refused", "absent"]
"""How it stands with what the person does not know themselves: asked for, refused, or not in the clinic's record."""


class BackgroundAnswer(Struct, frozen=True):
    """What was told in one field."""

    id: str
    """That of the field, as in the list of fields."""
    text: str
    private: bool = False
    """Whether it stays out of what is shared, unless it is asked for."""
    state: AnswerState = ""
    """How it stands with the clinic, where that was said; a text that is there is known whatever this says."""
    since: date | None = None
    """The day on which it came to stand so."""

    @property
    def is_waiting(self) -> bool:
        """Whether the clinic was asked for it and has not answered yet."""
        return self.state == "asked" and not self.text

    def cleaned(self) -> BackgroundAnswer:
        """With its text as it is kept. Raises BadInput where it is too long."""
        text = free_text(self.text, "The answer").strip()
        if len(text) > TOLD_LIMIT:
            raise BadInput(f"That is {len(text):,} characters long: use {TOLD_LIMIT:,} at most.")
        return replace(self, text=text)


class BackgroundField(Struct, frozen=True):
    """One thing that can be told, as the program knows it."""

    id: str
    group: str
    label: str
    ask: str
    """What is asked, as one sentence."""
    why: str = ""
    """Why it is asked, as public guidance has it."""
    bring: bool = False
    """Whether it is one of the things to bring to a visit."""
    private: bool = False
    """Whether it stays out of what is shared unless the person says otherwise."""
    holds: Holds = ""
    """What the recovery may hold of it in another place."""
    same_as: str = ""
    """The id of the field in which it may have been told already; empty for none."""
    profile: tuple[str, ...] = ()
    """What of the profile is asked under this field: it is shown and changed here as well, and is private with it."""
    sources: tuple[str, ...] = ()
    letter: str = ""
    """What the clinic that did the session can be asked for, as a letter says it; empty for nothing."""
    choices: tuple[str, ...] = ()
    """The only answers that it takes; none where any text will do."""
    kinds: tuple[str, ...] = ()
    """The kinds of session that it is about; none for all."""

    def fits(self, kind: str) -> bool:
        """Whether it is asked about where this was done; ``kind`` is empty where that was not said."""
        return not self.kinds or not kind or kind in self.kinds

    def answer(self, text: str) -> str:
        """A text as an answer of this field. Raises BadInput, naming the choices, for one that it does not take."""
        if not self.choices or not text.strip():
            return text
        said = text.strip().lower()
        if said not in self.choices:
            raise BadInput(f"{self.label} takes one of these: {listed(self.choices, 'or')}.")
        return said

    def is_private(self, told: BackgroundAnswer | None) -> bool:
        """Whether it stays out of what is shared, by what was said of it, or else by the list of fields."""
        return self.private if told is None else told.private


class FieldGroup(Struct, frozen=True):
    """A heading under which fields stand."""

    id: str
    label: str
    about: str = ""

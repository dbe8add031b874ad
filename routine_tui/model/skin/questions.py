"""The questions of a check-in, in words. The words themselves are TOML, in ``data``; their names stand in ``skin``."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

from routine_tui.model.recovery.check_in import Answer, kind_of, range_of

Part = Literal["signs", "feelings", "infection", "urgent", "more", "profile"]
_APART: Final = {"sign": 1, "feeling": 5, "phototype": 1}
"""How far apart the numbers are that have words."""


class QuestionGroup(Struct, frozen=True):
    """Questions that are asked under one heading."""

    id: Part
    label: str
    hint: str
    """How to answer them, in a few words."""
    about: str = ""
    """What they are for, where that is not plain."""


class CheckInQuestion(Struct, frozen=True):
    """One question, whose id is the name of its answer."""

    id: str
    group: Part
    label: str
    """At most 24 characters, for one line."""
    ask: str
    """One sentence."""
    anchors: tuple[str, ...] = ()
    """What numbers stand for: each of 0 to 4 for signs, 0, 5 and 10 for feelings, each of 1 to 6 for the skin type."""
    asked: bool = True
    """Whether it is still asked; one that is not is only shown where it was answered."""

    @property
    def scale(self) -> tuple[tuple[int, str], ...]:
        """The numbers that have words, lowest first, with what they stand for; empty where there is no scale."""
        if not self.anchors:
            return ()
        least, apart = range_of(self.id)[0], _APART[kind_of(self.id)]
        return tuple((least + apart * place, words) for place, words in enumerate(self.anchors))

    def words_of(self, answer: Answer | None) -> str:
        """What a number stands for; empty where it has no words of its own."""
        return "" if isinstance(answer, bool) else next((words for number, words in self.scale if number == answer), "")

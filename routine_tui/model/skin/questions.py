"""The questions of a check-in, in words. The words themselves are TOML, in ``data``; their names stand in ``skin``."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.answers import Answer, AnswerKind, kind_of, range_of, require_answer

Part = Literal["signs", "feelings", "infection", "urgent", "more", "profile", "apart", "where"]
"""``apart`` and ``where`` are parts of the screen only: what is asked by itself, and where it is."""
_APART: Final = {"sign": 1, "feeling": 5, "phototype": 1, "choice": 1}
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
    def kind(self) -> AnswerKind | Literal["choice"]:
        """What kind of answer it takes; ``choice`` is a digit from 1 for each of its words."""
        return "choice" if self.group == "where" else kind_of(self.id)

    @property
    def range(self) -> tuple[int, int]:
        """The least and the greatest number that it takes; yes or no and a temperature have none."""
        return (1, len(self.anchors)) if self.kind == "choice" else range_of(self.id)

    def require(self, answer: object) -> None:
        """Raise BadInput for an answer that it does not take."""
        if self.kind != "choice":
            require_answer(self.id, answer)
        elif isinstance(answer, bool) or not isinstance(answer, int) or not 1 <= answer <= len(self.anchors):
            raise BadInput(f"{self.label} takes a number from 1 to {len(self.anchors)}.")

    @property
    def scale(self) -> tuple[tuple[int, str], ...]:
        """The numbers that have words, lowest first, with what they stand for; empty where there is no scale."""
        if not self.anchors:
            return ()
        least, apart = self.range[0], _APART[self.kind]
        return tuple((least + apart * place, words) for place, words in enumerate(self.anchors))

    def words_of(self, answer: Answer | None) -> str:
        """What a number stands for; empty where it has no words of its own."""
        return "" if isinstance(answer, bool) else next((words for number, words in self.scale if number == answer), "")

"""How a check-in is asked on the screen: in which order, in which lines, and what only after other answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from routine_tui.model.recovery.answers import Answer
from routine_tui.model.recovery.check_in import EVERYWHERE
from routine_tui.model.skin.questions import CheckInQuestion, Part, QuestionGroup

SIDE: Final = "side"
PLACE: Final = "place"
WHERE: Final = (SIDE, PLACE)
"""The two questions whose answers are a place, and none of a check-in's answers."""
BOTH: Final = 4
"""The answer to ``side`` that stands behind its place: ``cheek, both sides``."""


class QuestionLine(Struct, frozen=True):
    """Questions that belong together, told as one line until it is opened."""

    label: str
    """At most 27 characters, for one line of a small window."""
    asks: tuple[str, ...]
    """The names of its questions, at most four."""


class AskedApart(Struct, frozen=True):
    """What is asked by itself, under a heading of its own."""

    label: str
    hint: str
    asks: tuple[str, ...]


class OnlyAfter(Struct, frozen=True):
    """Questions that are asked only where one of some answers is as high as this; a yes is 1."""

    questions: tuple[str, ...]
    any_of: Mapping[str, int]


class Choice(Struct, frozen=True):
    """One of the two questions about the place: a digit from 1 for each of its words."""

    label: str
    ask: str
    anchors: tuple[str, ...]


class Where(Struct, frozen=True):
    """Side and place of what is new."""

    label: str
    hint: str
    side: Choice
    place: Choice


class AskedPart(Struct, frozen=True):
    """What stands under one heading, in its order."""

    group: QuestionGroup
    questions: tuple[CheckInQuestion, ...]
    lines: tuple[QuestionLine, ...] = ()
    """The lines in which its questions are told; none where each has a line of its own."""


class CheckInForm(Struct, frozen=True):
    """The whole of it."""

    order: tuple[Part, ...]
    line: tuple[QuestionLine, ...]
    apart: AskedApart
    only_after: tuple[OnlyAfter, ...]
    follows: Mapping[str, str]
    """Behind which other question one stands, by its name."""
    where: Where
    first: Mapping[str, tuple[str, ...]]
    """By what was done on day zero: which questions come first under their heading. Urgent ones keep their order."""

    def parts(
        self, groups: Sequence[QuestionGroup], questions: Sequence[CheckInQuestion], kind: str = ""
    ) -> tuple[AskedPart, ...]:
        """What is asked, heading after heading; all of it whatever ``kind`` of session it was, empty for not said."""
        apart = QuestionGroup("apart", self.apart.label, self.apart.hint)
        where = QuestionGroup("where", self.where.label, self.where.hint)
        of = {one.id: one for one in (*groups, apart, where)}
        return tuple(
            AskedPart(of[part], self._asked_in(part, questions, kind), self.line if part == "urgent" else ())
            for part in self.order
        )

    def _asked_in(self, part: Part, questions: Sequence[CheckInQuestion], kind: str) -> tuple[CheckInQuestion, ...]:
        if part == "apart":
            return tuple(one for one in questions if one.id in self.apart.asks)
        if part == "where":
            named = ((SIDE, self.where.side), (PLACE, self.where.place))
            return tuple(CheckInQuestion(name, "where", one.label, one.ask, one.anchors) for name, one in named)
        asked = [one for one in questions if one.group == part and one.id not in self.apart.asks]
        if part != "urgent" and (early := self.first.get(kind, ())):
            asked.sort(key=lambda one: early.index(one.id) if one.id in early else len(early))
        for name, other in self.follows.items():
            moved = next((one for one in asked if one.id == name), None)
            if moved is not None:
                asked.remove(moved)
                asked.insert(1 + [one.id for one in asked].index(other), moved)
        return tuple(asked)

    def is_asked(self, name: str, answers: Mapping[str, Answer]) -> bool:
        """Whether a question is asked beside these answers; one that is answered is shown in any case."""
        if name in answers:
            return True
        conditions = [one.any_of for one in self.only_after if name in one.questions]
        return all(any(answers.get(other, -1) >= least for other, least in any_of.items()) for any_of in conditions)

    def place_of(self, answers: Mapping[str, Answer]) -> str:
        """Side and place as words: ``left cheek``, ``cheek, both sides``, ``chin``; empty where neither is said."""
        side, place = (self._word(name, answers.get(name)) for name in WHERE)
        if answers.get(SIDE) == BOTH:
            return f"{place}, both sides" if place else "both sides"
        return f"{side} {place}" if side and place else place or (f"{side} side" if side else "")

    def place_in(self, places: Mapping[str, str]) -> dict[str, Answer]:
        """The answers that say the place of a whole look; none where it was said in other words."""
        said = places.get(EVERYWHERE, "")
        sides, all_places = range(len(self.where.side.anchors) + 1), range(len(self.where.place.anchors) + 1)
        tried = ({SIDE: side, PLACE: place} for side in sides for place in all_places)
        answers = ({name: number for name, number in one.items() if number} for one in tried)
        return next((dict(one) for one in answers if said and self.place_of(one) == said), {})

    def _word(self, name: str, answer: Answer | None) -> str:
        words = self.where.side.anchors if name == SIDE else self.where.place.anchors
        return words[int(answer) - 1] if answer else ""

"""How the skin is doing on a day: what was answered, look by look. Not answered is absent, and never zero."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from msgspec import Struct, field
from msgspec.structs import force_setattr, replace

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.answers import (
    ANSWERED_YES_NO,
    CONTACTED,
    FORMER,
    MORE_SIGNS,
    OF_THE_SKIN,
    RENAMED,
    Answer,
    Answers,
    is_worse,
    kind_of,
    require_answer,
    worst_of,
)

AMENDED_WITHIN: Final = timedelta(minutes=60)
"""How long after a look what is answered still belongs to it; what comes later is a look of its own."""
EVERYWHERE: Final = "all"
"""The name under which the place of a whole look is kept."""


class Spoken(Struct, frozen=True):
    """That a clinician was spoken to, and what had been answered by then: they have not heard what got worse later."""

    at: datetime
    """The real moment, with its UTC offset."""
    heard: Answers = field(default_factory=dict)
    """What had been answered about the skin by then, by name; of several looks of the day the worst."""


class Look(Struct, frozen=True):
    """One look at the skin: what was answered at one moment of a day."""

    answers: Answers = field(default_factory=dict)
    """By name; what was not answered is absent."""
    at: datetime | None = None
    """The real moment, with its UTC offset; None where nobody knows it any more."""
    note: str = ""
    places: Mapping[str, str] = field(default_factory=dict)
    """Side and place ("left cheek") of what was answered, by its name; under ``all`` that of the whole look."""
    spoken: Spoken | None = None
    """When it was said that a clinician was spoken to. The answers say so only while nothing is worse since."""

    def __post_init__(self) -> None:
        """Refuse an answer that is none, and say of a clinician spoken to what follows. Raises BadInput."""
        for name, answer in self.answers.items():
            if answer.__class__ is not bool or name not in ANSWERED_YES_NO:  # a year has thousands of them
                require_answer(name, answer)
        for name in self.places:
            if name != EVERYWHERE:
                kind_of(name)
        if (self.at and self.at.tzinfo is None) or (self.spoken and self.spoken.at.tzinfo is None):
            raise BadInput("A check-in has a time without its UTC offset.")
        if self.answers.get(CONTACTED) is True and self.spoken is None and self.at is not None:
            force_setattr(self, "spoken", Spoken(self.at, _heard(self.answers)))
        if self.spoken is not None:
            others = {name: answer for name, answer in self.answers.items() if name != CONTACTED}
            stands = not is_worse(self.spoken.heard, others)
            if stands is not (self.answers.get(CONTACTED) is True):
                force_setattr(self, "answers", others | ({CONTACTED: True} if stands else {}))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered or written, so that nothing need be kept: a place alone says nothing."""
        return not self.answers and not self.note and self.spoken is None

    @property
    def moment(self) -> datetime:
        """When it was, to sort looks by; the earliest moment there is where it is not known."""
        return self.at or _FIRST


_FIRST: Final = datetime.min.replace(tzinfo=UTC)


class CheckIn(Struct, frozen=True):
    """How the skin was on one day: every look at it, the first one first."""

    looks: tuple[Look, ...] = ()
    """What is answered within an hour of a look belongs to it; what comes later is a look of its own."""

    def __post_init__(self) -> None:
        """Put the looks in the order of their moments."""
        if len(self.looks) > 1:
            force_setattr(self, "looks", tuple(sorted(self.looks, key=lambda look: look.moment)))

    @classmethod
    def of(
        cls, answers: Answers | None = None, at: datetime | None = None, note: str = "", spoken: Spoken | None = None
    ) -> CheckIn:
        """A check-in of one look; of none where nothing was answered or written. Raises BadInput as a look does."""
        return cls(_kept([Look(answers or {}, at, note, spoken=spoken)]))

    @property
    def is_empty(self) -> bool:
        """Whether there is no look, so that nothing need be kept."""
        return not self.looks

    @property
    def answers(self) -> Answers:
        """The newest answer of the day to each question; that a clinician was spoken to as ``contact`` says it."""
        if len(self.looks) == 1:
            return self.looks[0].answers
        return self._with_contact({name: answer for look in self.looks for name, answer in look.answers.items()})

    @property
    def worst(self) -> Answers:
        """The worst answer of the day to each question, as ``worse_of`` tells it."""
        if len(self.looks) == 1:
            return self.looks[0].answers
        return self._with_contact(worst_of(look.answers for look in self.looks))

    @property
    def contact(self) -> bool | None:
        """Whether a clinician was spoken to, as it was said last; None where that was not said.

        None as well where a look of the day is worse than what they had heard.
        """
        for look in reversed(self.looks):
            if CONTACTED in look.answers:
                heard = look.spoken.heard if look.spoken else None
                is_over = heard is not None and any(is_worse(heard, one.answers) for one in self.looks)
                return None if is_over else look.answers[CONTACTED] is True
        return None

    @property
    def note(self) -> str:
        """The notes of all looks, one below the other."""
        return "\n".join(look.note for look in self.looks if look.note)

    def number(self, name: str) -> float | None:
        """The worst of a sign, a feeling, a temperature or a number of days; None where it was not answered."""
        answer = self.worst.get(name)
        return None if answer is None or isinstance(answer, bool) else answer

    def look_at(self, at: datetime) -> Look | None:
        """The look of a moment; None where there is none."""
        return next((look for look in self.looks if look.at == at), None)

    def amended_at(self, now: datetime) -> Look | None:
        """The look to which what is answered now belongs: the last one that is no more than an hour away."""
        near = (look for look in reversed(self.looks) if look.at and abs(now - look.at) <= AMENDED_WITHIN)
        return next(near, None)

    def with_answers(
        self,
        answers: Mapping[str, Answer | None],
        now: datetime,
        note: str | None = None,
        places: Mapping[str, str] | None = None,
        at: datetime | None = None,
    ) -> CheckIn:
        """With some answers changed, those that are None taken back, and the note replaced unless it is None.

        They belong to the look of the moment ``at``, which is made where there is none. Without ``at`` they belong to
        the last look where that is no more than an hour away, else to a new look of now. What is taken back and was
        not answered there is taken back where it was answered last. An empty place is taken back.
        """
        known = self.amended_at(now) if at is None else self.look_at(at)
        look = known or Look(at=at or now)
        others = tuple(one for one in self.looks if one is not known)
        for name in (name for name, answer in answers.items() if answer is None and name not in look.answers):
            others = _without(others, name)
        said = {name: answer for name, answer in {**look.answers, **answers}.items() if answer is not None}
        where = {name: place for name, place in {**look.places, **(places or {})}.items() if place}
        spoken = look.spoken
        if CONTACTED in answers:
            by_then = (one.answers for one in others if one.moment <= look.moment)
            spoken = Spoken(now, _heard(worst_of([*by_then, said]))) if answers[CONTACTED] else None
        words = look.note if note is None else note
        wanted = CheckIn(_kept([*others, replace(look, answers=said, note=words, places=where, spoken=spoken)]))
        return self if wanted == self else wanted

    def with_each(self, change: Callable[[Look], Look]) -> CheckIn | None:
        """With each look changed; None where all of them are then empty."""
        return CheckIn(looks) if (looks := _kept(map(change, self.looks))) else None

    def _with_contact(self, answers: dict[str, Answer]) -> Answers:
        answers.pop(CONTACTED, None)
        return answers if (said := self.contact) is None else answers | {CONTACTED: said}


def as_looks(skin: Mapping[str, Any]) -> dict[str, Any]:
    """A check-in of an older file (before version 6) or export (before version 5), as the one look of its day."""
    answers = {RENAMED.get(name, name): answer for name, answer in skin.get("answers", {}).items()}
    look = {**skin, "answers": answers}
    if skin.get("spoken"):  # what changes slowly had been answered as well, and was not held as heard by then
        heard = skin["spoken"].get("heard", {})
        others = {name: answer for name, answer in _heard(answers).items() if name in MORE_SIGNS or name in FORMER}
        look["spoken"] = {**skin["spoken"], "heard": {**others, **heard}}
    return {"looks": [look]}


def _kept(looks: Iterable[Look]) -> tuple[Look, ...]:
    return tuple(look for look in looks if not look.is_empty)


def _without(looks: tuple[Look, ...], name: str) -> tuple[Look, ...]:
    """Looks without the newest answer to a question."""
    newest = next((look for look in reversed(looks) if name in look.answers), None)
    if newest is None:
        return looks
    answers = {key: answer for key, answer in newest.answers.items() if key != name}
    spoken = None if name == CONTACTED else newest.spoken
    return tuple(replace(one, answers=answers, spoken=spoken) if one is newest else one for one in looks)


def _heard(answers: Answers) -> dict[str, Answer]:
    return {name: answer for name, answer in answers.items() if name in OF_THE_SKIN}

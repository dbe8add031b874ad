"""How the skin is doing on a day: what was answered in a check-in. Not answered is absent, and never zero."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Literal

from msgspec import Struct, field
from msgspec.structs import force_setattr, replace

from routine_tui.model.errors import BadInput

if TYPE_CHECKING:
    pass

Answer = int | float | bool
Answers = Mapping[str, Answer]
AnswerKind = Literal["sign", "feeling", "temperature", "days", "yes_no", "phototype"]

SIGNS: Final = ("redness", "swelling", "bumps", "flaking", "marks", "scar")
"""What can be seen, 0 to 4: fewer levels give steadier repeated answers."""
FEELINGS: Final = ("pain", "itch", "bother")
"""The worst of the last 24 hours, 0 to 10."""
TEMPERATURE: Final = "temp"
"""Degrees Celsius, with a decimal."""
DAYS_OF: Final = ("antibiotic_days",)
"""For how many days so far."""
INFECTION_SIGNS: Final = ("spreading", "hot", "pus", "crust", "smell", "blisters", "eye", "glands", "unwell")
"""Yes or no; a number cannot say whether redness spreads, so it is asked."""
URGENT_SIGNS: Final = (
    "breathing", "throat", "confusion", "mottled", "rash_stays", "fast_breathing", "heartbeat", "vomiting", "faint",
    "dusky", "pain_beyond", "eye_pain", "vision", "light", "self_harm",
)  # fmt: skip
"""Yes or no: what may need an emergency number."""
MORE_SIGNS: Final = (
    "sores", "bleeding", "oozing", "face_swelling", "lumps", "numb", "marks_spreading", "past_edge", "lines",
    "itchy_rash", "blue_black", "low_mood", "antibiotics", "improving", "contacted",
)  # fmt: skip
"""Yes or no: what changes slowly, or comes with treatment."""
MOOD: Final = ("low_mood", "self_harm")
"""What is between the person and whom they tell: a page to share leaves it out unless they put it in."""
YES_NO: Final = (*INFECTION_SIGNS, *URGENT_SIGNS, *MORE_SIGNS)
NAMES: Final = (*SIGNS, *FEELINGS, TEMPERATURE, *YES_NO, *DAYS_OF)
"""Every question of a check-in, in the order in which it is asked."""
PROFILE: Final = ("phototype", "diabetes", "weak_immunity")
"""What is asked once about the person: skin type I to VI as 1 to 6, and two risks as yes or no."""

COLDEST: Final = 34.0
HOTTEST: Final = 43.0
"""Degrees Celsius that a thermometer shows of a living person, with room on both sides."""
_RANGES: Final[Mapping[str, tuple[int, int]]] = {
    **dict.fromkeys(SIGNS, (0, 4)),
    **dict.fromkeys(FEELINGS, (0, 10)),
    **dict.fromkeys(DAYS_OF, (0, 365)),
    "phototype": (1, 6),
}


CONTACTED: Final = "contacted"
"""The question whose yes answers a level 3 or 4: whether a clinician was spoken to. It is no sign of the skin."""
OF_THE_SKIN: Final = frozenset((*SIGNS, *FEELINGS, TEMPERATURE, *INFECTION_SIGNS, *URGENT_SIGNS))
"""What a clinician who was spoken to has heard of."""


class Spoken(Struct, frozen=True):
    """That a clinician was spoken to, and what had been answered by then: what is worse since they have not heard."""

    at: datetime
    """The real moment, with its UTC offset."""
    heard: Answers = field(default_factory=dict)
    """What had been answered about the skin by then, by name."""


class CheckIn(Struct, frozen=True):
    """What a person answered about their skin on one day."""

    answers: Answers = field(default_factory=dict)
    """By name; what was not answered is absent."""
    at: datetime | None = None
    """The real moment of the last change, with its UTC offset; None where two copies left none."""
    note: str = ""
    spoken: Spoken | None = None
    """When it was said that a clinician was spoken to. The answers say so only while nothing is worse since."""

    def __post_init__(self) -> None:
        """Refuse an answer that is none, and say of a clinician spoken to what follows. Raises BadInput."""
        for name, answer in self.answers.items():
            require_answer(name, answer)
        moments = [self.at, self.spoken.at if self.spoken else None]
        if any(at is not None and at.tzinfo is None for at in moments):
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
        """Whether nothing was answered or written, so that nothing need be kept."""
        return not self.answers and not self.note and self.spoken is None

    def with_answers(self, answers: Mapping[str, Answer | None], at: datetime, note: str | None = None) -> CheckIn:
        """With some answers changed, those that are None taken back, and the note replaced unless it is None."""
        kept = {name: answer for name, answer in {**self.answers, **answers}.items() if answer is not None}
        spoken = self.spoken
        if CONTACTED in answers:
            spoken = Spoken(at, _heard(kept)) if answers[CONTACTED] else None
        wanted = replace(self, answers=kept, note=self.note if note is None else note, spoken=spoken)
        return self if wanted == self else replace(wanted, at=at)

    def number(self, name: str) -> float | None:
        """A sign, a feeling, a temperature or a number of days; None where it was not answered."""
        answer = self.answers.get(name)
        return None if answer is None or isinstance(answer, bool) else answer


def is_worse(before: Answers, after: Answers) -> bool:
    """Whether some answers say more of a sign than those before, so that a clinician spoken to has not heard it.

    A number that was not given before is no less than one that was: nobody knows.
    """
    return any(
        answer > before[name] if name in before else answer is True
        for name, answer in after.items()
        if name in OF_THE_SKIN
    )


def _heard(answers: Answers) -> dict[str, Answer]:
    return {name: answer for name, answer in answers.items() if name in OF_THE_SKIN}


def kind_of(name: str) -> AnswerKind:
    """What kind of answer a question takes. Raises BadInput for a question that there is not."""
    if name in SIGNS:
        return "sign"
    if name in FEELINGS:
        return "feeling"
    if name == TEMPERATURE:
        return "temperature"
    if name in DAYS_OF:
        return "days"
    if name == "phototype":
        return "phototype"
    if name in YES_NO or name in PROFILE:
        return "yes_no"
    from difflib import get_close_matches

    near = get_close_matches(name, (*NAMES, *PROFILE), 1)
    said = "".join(one if one.isprintable() else "�" for one in name[:40])
    hint = f"did you mean {near[0]}?" if near else f"use one of {', '.join((*SIGNS, *FEELINGS, TEMPERATURE))}, …"
    raise BadInput(f"There is no question “{said}”: {hint}")


def require_answer(name: str, answer: Any) -> None:
    """Raise BadInput, with the range, for an answer that its question does not take."""
    kind = kind_of(name)
    if kind == "yes_no":
        if not isinstance(answer, bool):
            raise BadInput(f"{name} takes yes or no.")
    elif kind == "temperature":
        if isinstance(answer, bool) or not isinstance(answer, int | float) or not COLDEST <= answer <= HOTTEST:
            raise BadInput(
                f"A temperature of {answer} °C is none that a living person has: use {COLDEST:.0f} to {HOTTEST:.0f} °C."
            )
    else:
        least, most = _RANGES[name]
        if isinstance(answer, bool) or not isinstance(answer, int) or not least <= answer <= most:
            raise BadInput(f"{name} takes a whole number from {least} to {most}.")


def range_of(name: str) -> tuple[int, int]:
    """The least and the greatest whole number that a sign, a feeling, a number of days or the skin type takes."""
    return _RANGES[name]

"""How the skin is doing on a day: what was answered, look by look. Not answered is absent, and never zero."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal

from msgspec import Struct, field
from msgspec.structs import force_setattr, replace

from routine_tui.model.errors import BadInput, NoSuchQuestion

Answer = int | float | bool
Answers = Mapping[str, Answer]
AnswerKind = Literal["sign", "feeling", "temperature", "days", "yes_no", "phototype", "year"]

SIGNS: Final = ("redness", "swelling", "bumps", "flaking", "marks", "scar", "pits", "texture")
"""What can be seen, 0 to 4: fewer levels give steadier repeated answers. ``scar`` is raised, ``pits`` are sunken."""
FEELINGS: Final = ("pain", "itch", "sting", "bother")
"""The worst of the last 24 hours, 0 to 10."""
TEMPERATURE: Final = "temp"
"""Degrees Celsius, with a decimal."""
DAYS_OF: Final = ("antibiotic_days",)
"""For how many days so far."""
INFECTION_SIGNS: Final = (
    "spreading", "hot", "pus", "crust", "smell", "blisters", "eye", "glands", "unwell", "raw", "rigors",
)  # fmt: skip
"""Yes or no; a number cannot say whether redness spreads, so it is asked."""
PAINKILLER: Final = "painkiller"
"""Yes or no: whether something against pain or fever was taken within the last 6 hours. It is no sign."""
URGENT_SIGNS: Final = (
    "breathing", "throat", "lips", "confusion", "drowsy", "mottled", "rash_stays", "fast_breathing", "heartbeat",
    "vomiting", "faint", "no_urine", "dusky", "pain_beyond", "eye_pain", "vision", "light", "red_eye", "droop",
    "bleeding", "self_harm",
)  # fmt: skip
"""Yes or no: what may need an emergency number."""
MORE_SIGNS: Final = (
    "sores", "oozing", "face_swelling", "lumps", "numb", "marks_spreading", "pale", "past_edge", "lines", "hollow",
    "itchy_rash", "tingling", "drug_rash", "shared_needle", "dirty_needle", "blue_black", "low_mood", "antibiotics",
    "improving", "contacted",
)  # fmt: skip
"""Yes or no: what changes slowly, or comes with treatment."""
OF_THE_SESSION: Final = ("shared_needle", "dirty_needle")
"""Asked once, in the first check-in: what was seen of the needles on day zero."""
FORMER: Final = ("bled",)
"""Yes or no, no longer asked, and shown where it was answered: what older files hold as ``bleeding``."""
MOOD: Final = ("low_mood", "self_harm")
"""What is between the person and whom they tell: a page to share leaves it out unless they put it in."""
ASKED_YES_NO: Final = (*URGENT_SIGNS, *INFECTION_SIGNS, PAINKILLER, *MORE_SIGNS)
YES_NO: Final = (*ASKED_YES_NO, *FORMER)
_ANSWERED_YES_NO: Final = frozenset(YES_NO)
ASKED: Final = (
    *URGENT_SIGNS, *SIGNS, *FEELINGS, TEMPERATURE, *INFECTION_SIGNS, PAINKILLER, *MORE_SIGNS, *DAYS_OF,
)  # fmt: skip
"""Every question of a check-in, in the order in which it is asked."""
NAMES: Final = (*ASKED, *FORMER)
"""Every answer that a check-in may hold."""
PROFILE: Final = (
    "phototype", "born", "diabetes", "weak_immunity", "blood_thinner", "isotretinoin", "pregnant", "keloid",
    "cold_sores", "tetanus_known",
)  # fmt: skip
"""What is asked once about the person: skin type I to VI as 1 to 6, the year of birth, and what is so or not."""

RENAMED: Final[Mapping[str, str]] = {"bleeding": "bled"}
"""What answers were called before version 6 of the file, by what they are called now."""

COLDEST: Final = 34.0
HOTTEST: Final = 43.0
"""Degrees Celsius that a thermometer shows of a living person, with room on both sides."""
_RANGES: Final[Mapping[str, tuple[int, int]]] = {
    **dict.fromkeys(SIGNS, (0, 4)),
    **dict.fromkeys(FEELINGS, (0, 10)),
    **dict.fromkeys(DAYS_OF, (0, 365)),
    "phototype": (1, 6),
    "born": (1900, 2100),
}


CONTACTED: Final = "contacted"
"""The question whose yes answers a level 3 or 4: whether a clinician was spoken to. It is no sign of the skin."""
NO_SIGNS: Final = (CONTACTED, "improving", "antibiotics", PAINKILLER)
"""Yes or no: what was done about it, and no sign of anything."""
OF_THE_SKIN: Final = frozenset((*SIGNS, *FEELINGS, TEMPERATURE, *YES_NO)) - {*NO_SIGNS}
"""What a clinician who was spoken to has heard of."""


AMENDED_WITHIN: Final = timedelta(minutes=60)
"""How long after a look what is answered still belongs to it; what comes later is a look of its own."""
EVERYWHERE: Final = "all"
"""The name under which the place of a whole look is kept."""
IMPROVING: Final = "improving"
"""The one question whose no is the worse answer."""
FEVER: Final = 38.0
LOW: Final = 36.0
"""Degrees Celsius from which a temperature is a fever, and below which it is too low."""


class Spoken(Struct, frozen=True):
    """That a clinician was spoken to, and what had been answered by then: what is worse since they have not heard."""

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
            if answer.__class__ is not bool or name not in _ANSWERED_YES_NO:  # a year has thousands of them
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
        """When it was, for the order of looks: one of which nobody knows it comes first."""
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
    """A check-in as files before version 6, and exports before version 5, have it: as the one look of its day."""
    answers = {RENAMED.get(name, name): answer for name, answer in skin.get("answers", {}).items()}
    look = {**skin, "answers": answers}
    if skin.get("spoken"):  # what changes slowly had been answered as well, and was not held as heard by then
        heard = skin["spoken"].get("heard", {})
        others = {name: answer for name, answer in _heard(answers).items() if name in MORE_SIGNS or name in FORMER}
        look["spoken"] = {**skin["spoken"], "heard": {**others, **heard}}
    return {"looks": [look]}


def worse_of(name: str, one: Answer, other: Answer) -> Answer:
    """The worse of two answers to a question: the higher number, and a yes.

    Of two temperatures it is the lower one where that is below 36 and the other is no fever of 38. Of a skin that
    improves with treatment it is the no.
    """
    least, most = sorted((one, other))
    if name == TEMPERATURE:
        return least if least < LOW and most < FEVER else most
    return least if name == IMPROVING else most


def is_worse(before: Answers, after: Answers) -> bool:
    """Whether some answers say more of a sign than those before, so that a clinician spoken to has not heard it.

    A number that was not given before is no less than one that was: nobody knows.
    """
    return any(
        answer > before[name] if name in before else answer is True
        for name, answer in after.items()
        if name in OF_THE_SKIN
    )


def worst_of(looks: Iterable[Answers]) -> dict[str, Answer]:
    """The worst answer of several looks to each question."""
    found: dict[str, Answer] = {}
    for answers in looks:
        for name, answer in answers.items():
            found[name] = worse_of(name, found[name], answer) if name in found else answer
    return found


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


def kind_of(name: str) -> AnswerKind:
    """What kind of answer a question takes. Raises NoSuchQuestion for one that there is not."""
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
    if name == "born":
        return "year"
    if name in YES_NO or name in PROFILE:
        return "yes_no"
    raise NoSuchQuestion(name)


def require_answer(name: str, answer: Any) -> None:
    """Raise BadInput, with the range, for an answer that its question does not take."""
    kind = kind_of(name)
    if kind == "yes_no":
        if not isinstance(answer, bool):
            raise BadInput(f"{name} takes yes or no.")
    elif kind == "temperature":
        if isinstance(answer, bool) or not isinstance(answer, int | float) or not COLDEST <= answer <= HOTTEST:
            raise BadInput(
                f"Temperature {answer} °C isn't a possible body temperature: use {COLDEST:.0f} to {HOTTEST:.0f} °C."
            )
    else:
        least, most = _RANGES[name]
        if isinstance(answer, bool) or not isinstance(answer, int) or not least <= answer <= most:
            raise BadInput(f"{name} takes a whole number from {least} to {most}.")


def range_of(name: str) -> tuple[int, int]:
    """The least and the greatest whole number that a question takes; yes or no and a temperature have none."""
    return _RANGES[name]

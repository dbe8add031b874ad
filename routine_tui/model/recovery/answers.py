"""What a check-in asks by name, what each answer may be, and which of two is the worse one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal

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
ANSWERED_YES_NO: Final = frozenset(YES_NO)
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
IMPROVING: Final = "improving"
"""The one question whose no is the worse answer."""
FEVER: Final = 38.0
LOW: Final = 36.0
"""Degrees Celsius from which a temperature is a fever, and below which it is too low."""


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

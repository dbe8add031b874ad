"""The rules of concern once more, as plain sums over dicts: what the program's own rules are compared with.

Written from the facts, not from the data of the program, and as simple as can be: slow, without words and sources. What
is missing makes a comparison false. A change of a rule is made here and in ``facts/data/concern.toml``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

Answers = Mapping[str, int | float | bool]

SKIN = ("spreading", "hot", "pus", "crust", "smell", "blisters", "sores", "raw")
"""Signs on the skin that speak for an infection or for open skin."""
UNWELL = ("heartbeat", "faint", "vomiting", "fast_breathing", "rigors")
"""The five that speak for the whole body."""
NO_SIGN = ("contacted", "improving", "antibiotics")
"""What is answered with yes and is no sign of the skin."""
BACK = 10
"""Days looked back for pain, redness and swelling: somebody who checks in weekly may be late."""
SCAR_BACK = 100
"""Days looked back for scars, which are looked at on D30, D90 and D180."""


class Look(NamedTuple):
    """One look at the skin, and what a rule may know besides."""

    day: int
    """Days after day zero."""
    answers: Answers
    profile: Mapping[str, int | bool] = {}
    earlier: Mapping[int, Answers] = {}
    """The answers of earlier days, by how many days ago."""
    uses: Collection[str] = ()
    """Families of medicines that are in use."""

    def yes(self, *names: str) -> bool:
        """Whether one of them was answered with yes."""
        return any(self.answers.get(name) is True for name in names)

    def least(self, name: str, number: float) -> bool:
        """Whether a number was given, and is this or more."""
        return name in self.answers and self.answers[name] >= number

    def below(self, name: str, number: float) -> bool:
        """Whether a number was given, and is less."""
        return name in self.answers and self.answers[name] < number

    def has(self, *names: str) -> bool:
        """Whether one of them is so by the profile."""
        return any(self.profile.get(name) is True for name in names)

    def lowest(self, name: str, days: int, since: int = -1_000_000) -> float | None:
        """The lowest number of the days before, none of them before the day ``since``."""
        found = [
            answers[name]
            for ago, answers in self.earlier.items()
            if 1 <= ago <= days and self.day - ago >= since and name in answers
        ]
        return min(found, default=None)

    def rise(self, name: str, days: int, since: int = -1_000_000) -> float:
        """By how much a number is above the lowest of the days before; below everything where nobody knows."""
        before = self.lowest(name, days, since)
        return self.answers[name] - before if before is not None and name in self.answers else float("-inf")

    @property
    def fever(self) -> bool:
        """38 °C or more."""
        return self.least("temp", 38)

    @property
    def cold(self) -> bool:
        """Below 36 °C."""
        return self.below("temp", 36)

    @property
    def unwell_signs(self) -> int:
        """How many of the five are so."""
        return sum(self.yes(name) for name in UNWELL)


def emergency(look: Look) -> bool:
    """Level 4: an emergency number, now."""
    day, five = look.day, look.unwell_signs
    infection = (
        (look.yes(*SKIN) and five >= 1)
        or (look.fever and look.yes("hot", "spreading"))
        or ((look.fever or look.cold) and (five >= 2 or (five == 1 and (day <= 30 or look.yes("unwell")))))
        or (
            look.yes("unwell")
            and (look.cold or five >= 2 or (day <= 30 and look.yes("vomiting", "fast_breathing", "rigors")))
        )
    )
    tissue = look.yes("dusky") or (
        look.yes("pain_beyond")
        and (day < 14 or look.least("swelling", 1) or look.fever or look.yes("hot", "spreading") or five >= 1)
    )
    numb = (
        look.yes("numb")
        and day < 14
        and look.least("swelling", 1)
        and (look.fever or (day >= 1 and look.least("pain", 4)))
    )
    eye = (
        look.yes("vision")
        or (
            look.yes("eye_pain", "light")
            and (look.yes("blisters", "sores", "hot", "pus", "spreading") or look.least("swelling", 3) or look.fever)
        )
        or (look.least("swelling", 4) and (look.yes("hot") or look.fever))
        or (look.yes("red_eye") and look.yes("blisters", "sores"))
    )
    allergy = look.yes("breathing", "throat", "lips") or (
        look.yes("face_swelling") and look.yes("faint", "vomiting", "heartbeat")
    )
    rash = look.yes("drug_rash") and look.yes(
        "faint", "vomiting", "heartbeat", "blisters", "sores", "raw", "red_eye", "eye_pain"
    )
    return (
        look.yes("confusion", "fast_breathing", "drowsy", "no_urine", "mottled", "rash_stays", "droop", "self_harm")
        or infection
        or tissue
        or numb
        or eye
        or allergy
        or rash
        or (look.yes("bleeding") and look.has("blood_thinner"))
    )


def today(look: Look) -> bool:
    """Level 3: a clinician, today."""
    day = look.day
    is_open = look.yes(*SKIN, "lumps", "oozing", "bleeding")
    fever = look.fever and (day <= 30 or is_open or look.least("temp", 39.5))
    cold = look.below("temp", 35.5) or (look.cold and (is_open or look.yes("unwell", *UNWELL)))
    lowest_pain, lowest_redness = look.lowest("pain", BACK), look.lowest("redness", BACK)
    back = day >= 4 and (
        (lowest_pain is not None and lowest_pain <= 1 and look.rise("pain", BACK) >= 3)
        or (
            lowest_redness is not None
            and lowest_redness <= 1
            and look.rise("redness", BACK) >= 2
            and (day <= 28 or look.least("pain", 3) or look.least("swelling", 1))
        )
    )
    swollen = look.least("swelling", 3) or (
        day >= 3 and look.least("swelling", 2) and (look.least("pain", 4) or look.rise("swelling", BACK, since=2) >= 1)
    )
    painful = look.least("pain", 7 if day else 8) or (
        day >= 2 and look.least("pain", 4) and look.rise("pain", BACK) >= 2
    )
    near_eye = look.yes("eye") and (
        look.yes("pus") or (look.least("swelling", 2) and (day >= 3 or look.least("pain", 4)))
    )
    return (
        look.yes("heartbeat", "vomiting", "faint", "rigors", "pain_beyond", "eye_pain", "light", "red_eye", "bleeding")
        or look.yes("unwell", "face_swelling", "drug_rash", *SKIN)
        or fever
        or cold
        or (look.least("flaking", 4) and (look.yes("oozing") or look.least("pain", 4)))
        or (day >= 3 and look.yes("oozing"))
        or swollen
        or painful
        or back
        or near_eye
        or (look.yes("shared_needle") and day <= 7)
        or (look.yes("antibiotics") and look.answers.get("improving") is False)
        or (look.has("diabetes", "weak_immunity") and (look.fever or look.yes("glands")))
        or (look.yes("tingling") and look.has("cold_sores") and day <= 7)
        or (
            look.has("pregnant") and (look.has("isotretinoin") or bool({"isotretinoin", "methotrexate"} & {*look.uses}))
        )
        or (look.yes("lumps") and day >= 2 and look.fever)
    )


def soon(look: Look) -> bool:
    """Level 2: a visit."""
    day, bother = look.day, look.answers.get("bother", 0)
    checks = [look.answers, *(look.earlier[ago] for ago in sorted(look.earlier))][:7]
    weeks_ago = any(
        14 <= ago <= 28 and day - ago >= 3 and answers.get("bumps", 0) >= 1 for ago, answers in look.earlier.items()
    )
    scar_grows = look.rise("scar", SCAR_BACK) >= 1
    redness_back = (
        day >= 4 and look.rise("redness", BACK) >= 2 and (look.lowest("redness", BACK) or 0) <= 1
    )  # what is not a level 3
    return (
        look.fever
        or (look.yes("shared_needle"))
        or (look.yes("tingling") and look.has("cold_sores"))
        or (look.yes("lumps") and day >= 2)
        or (day >= 3 and (look.least("bumps", 2) or (look.least("bumps", 1) and weeks_ago)))
        or (day >= 8 and look.least("redness", 2))
        or (29 <= day <= 35 and look.least("redness", 1))
        or (day >= 1 and look.least("redness", 4))
        or redness_back
        or (day > 7 and look.least("swelling", 1))
        or (day >= 3 and look.least("pain", 4))
        or (day >= 2 and look.yes("numb"))
        or (day >= 1 and look.least("itch", 5) and look.least("redness", 2))
        or look.least("itch", 7)
        or look.yes("itchy_rash", "marks_spreading", "past_edge", "hollow", "low_mood")
        or look.least("marks", 3)
        or (look.least("marks", 2) and (day > 56 or (day >= 14 and look.profile.get("phototype", 0) >= 4)))
        or (day >= 28 and look.yes("pale"))
        or look.least("scar", 3)
        or (look.least("scar", 2) and (scar_grows or look.least("itch", 4) or look.has("keloid")))
        or (look.has("keloid") and scar_grows)
        or (day >= 14 and look.least("pits", 3))
        or (day >= 28 and look.least("pits", 2))
        or (day >= 10 and look.yes("lines"))
        or (day >= 14 and bother >= 8 and sum(answers.get("bother", 0) >= 8 for answers in checks) >= 3)
        or (look.yes("blue_black") and "hydroquinone" in look.uses)
        or (day > 7 and look.yes("glands"))
        or (day <= 21 and look.yes("dirty_needle"))
        or (look.has("pregnant") and bool({"retinoid", "hydroquinone"} & {*look.uses}))
        or (day >= 28 and look.least("texture", 3))
        or (day >= 1 and look.least("sting", 7))
        or (day >= 8 and look.least("sting", 5))
    )


def watch(look: Look) -> bool:
    """Level 1: look again tomorrow."""
    day = look.day
    spots = sum(
        answers.get("bumps", 0) >= 1 and day - ago >= 3 for ago, answers in {**look.earlier, 0: look.answers}.items()
    )
    above = {"pain": 5 if day == 0 else 3 if day <= 3 else 1, "swelling": 2 if day < 3 else 1, "redness": 3}
    return (
        look.cold
        or any(answer is True and name not in NO_SIGN for name, answer in look.answers.items())
        or any(name in look.answers and look.answers[name] > most for name, most in above.items())
        or look.least("flaking", 3)
        or (day > 14 and look.least("flaking", 2))
        or look.least("itch", 4)
        or (4 <= day <= 7 and (look.least("redness", 1) or look.least("swelling", 1)))
        or (day > 28 and look.least("redness", 1))
        or (look.least("bumps", 1) and day >= 3 and spots >= 2)
        or (day >= 14 and look.least("marks", 2))
        or (day >= 28 and look.least("texture", 2))
    )


LEVELS: tuple[tuple[int, Callable[[Look], bool]], ...] = ((4, emergency), (3, today), (2, soon), (1, watch))


def reference_level(look: Look) -> int:
    """The level that a look calls for, 0 to 4."""
    return next((level for level, is_so in LEVELS if is_so(look)), 0)

"""What a clinician asks before anything else: allergies, medicines that matter, keloid, cold sores, pregnancy.

It tells what was said and claims nothing: no answer is "not said", and "none" stands only where somebody said so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from msgspec import Struct

from routine_tui.exporters.escapes import trimmed, trimmed_lines
from routine_tui.facts import guidance
from routine_tui.model.day.course_days import courses_in_use
from routine_tui.model.guidance import Source
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import listed

NOT_SAID: Final = "not said"
ALLERGIES: Final = "allergies"
MEDICINES: Final = "medicines"
TOLD_HERE: Final = (ALLERGIES, MEDICINES, "scar_history", "cold_sores", "pregnancy")
"""The fields of the background that are told here, and so not among the background."""
_OF_THE_MEDICINES: Final = {
    "blood_thinner": ("blood thinner", "is one"),
    "weak_immunity": ("weakened immune system", "can weaken it"),
    "isotretinoin": ("isotretinoin", "is that"),
}
"""How each is called, and how it follows from a medicine that was named."""


class AlertLine(Struct, frozen=True):
    """One thing to know first."""

    label: str
    text: str
    is_grave: bool
    """Whether something was said that may change what is prescribed or done."""


class AlertSummary(Struct, frozen=True):
    """All of it, with the treatments of a family to which an allergy was told."""

    lines: tuple[AlertLine, ...]
    marked: tuple[tuple[str, str], ...]
    """The label of a treatment, and what it is: ``a penicillin``."""
    sources: tuple[Source, ...]
    """Those behind what is marked."""


def alert_summary(told: Recovery, today: date) -> AlertSummary:
    """What of a recovery is to be known first, from what of it is shared."""
    said = (one for one in told.care.background if one.id in TOLD_HERE and one.text.strip())
    texts = {one.id: trimmed_lines(one.text) for one in said}
    marked, sources = _marked(told, today, texts.get(ALLERGIES, ""))
    return AlertSummary(tuple(_lines(told, today, texts)), marked, sources)


def _lines(told: Recovery, today: date, texts: dict[str, str]) -> Iterator[AlertLine]:
    allergies = texts.get(ALLERGIES, "")
    yield AlertLine("Allergies", allergies or NOT_SAID, bool(allergies) and not _is_none(allergies))
    by_answer: dict[str, list[str]] = {}
    for name, (words, why) in _OF_THE_MEDICINES.items():
        by_answer.setdefault(_answer(told, today, name, why), []).append(words)
    unsaid = by_answer.pop(NOT_SAID, [])
    named = (f"{listed(words)}: {answer}" for answer, words in sorted(by_answer.items(), reverse=True))
    medicines = texts.get(MEDICINES, NOT_SAID)
    yield AlertLine(
        "Medicines",
        "; ".join((medicines.removesuffix("."), *_prescribed(told, today), *named)),
        any(map(_is_yes, by_answer)),
    )
    diabetes = _answer(told, today, "diabetes", "goes with it")
    if diabetes == NOT_SAID:
        unsaid.append("diabetes")
    else:
        yield AlertLine("Diabetes", diabetes, _is_yes(diabetes))
    if unsaid:
        words = listed(unsaid)
        yield AlertLine(f"{words[:1].upper()}{words[1:]}", NOT_SAID, False)
    for label, name, field, no in (
        ("Keloid or raised scars", "keloid", "scar_history", "none known"),
        ("Cold sores", "cold_sores", "cold_sores", "none known"),
        ("Pregnant", "pregnant", "pregnancy", "no"),
    ):
        answer, text = told.profile.get(name), texts.get(field, "")
        short = "" if answer is None else "yes" if answer else no
        besides = "" if text.casefold().rstrip(".") == short else text
        words = (": " if answer else "; ").join(filter(None, (short, besides))) or NOT_SAID
        is_grave = answer is True or (answer is None and bool(text) and not _is_none(text))
        yield AlertLine(label, words, is_grave)


def _prescribed(told: Recovery, today: date) -> Iterator[str]:
    """The courses in use: somebody who named no medicines may have entered each as a course."""
    if courses := courses_in_use(told, today):
        yield f"prescribed: {', '.join(trimmed(one.label) for one in courses)}"


def _answer(told: Recovery, today: date, name: str, why: str) -> str:
    """What was answered once, or follows from a medicine that was named; ``why`` ends how that is said."""
    from routine_tui.model.skin.medicines import is_told

    answer = told.profile.get(name)
    if answer is True:
        return "yes"
    if is_told(told, today, name):
        return f"yes, as a medicine named here {why}"
    return NOT_SAID if answer is None else "no"


def _is_yes(answer: str) -> bool:
    return answer.startswith("yes")


def _is_none(text: str) -> bool:
    return text.casefold().startswith(("none", "no ", "not ", "nil", "keine", "aucune", "ninguna", "nessuna"))


def _marked(told: Recovery, today: date, allergies: str) -> tuple[tuple[tuple[str, str], ...], tuple[Source, ...]]:
    """Treatments, prescribed steps and medicines of a family to which an allergy was told, whether over or not."""
    if not allergies:
        return (), ()
    from routine_tui.facts.skin import allergy_families
    from routine_tui.model.skin.allergies import marked

    treatments = [(trimmed(one.label), f"{one.label} {one.dose}") for one in told.care.courses]
    steps = [step.on_or_first(today) for step in told.routine.steps]
    treatments += [(trimmed(one.name), f"{one.name} {one.product}") for one in steps if one.kind == "prescription"]
    treatments += [("A medicine named above", one.text) for one in told.care.background if one.id == MEDICINES]
    found = marked(allergy_families(), allergies, treatments)
    ids = dict.fromkeys(source for one in found for source in one.family.sources)
    return tuple((one.label, one.family.one) for one in found), guidance.cited(tuple(ids))

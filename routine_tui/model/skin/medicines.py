"""Which medicines a person uses, as far as rules ask: by products, steps, courses, and what was told under Medicines.

Names are looked for by how a word begins, without capitals and accents, so that ``Isotretinoína 20 mg`` is found in
several languages. A name that is not here says nothing: no rule reads that something is not used.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from routine_tui.model.recovery.recovery import Recovery
    from routine_tui.model.recovery.routine import Step, StepVersion

MEDICINES: Final = "medicines"
"""The field of the background in which medicines are told."""
FAMILIES: Final[Mapping[str, str]] = {
    "isotretinoin": "isotretino accutane roaccutan roacutan absorica claravis amnesteem zenatane curacne procuta "
    "aknenormin isogalen oratane epuris acitretin neotigason soriatane",
    "methotrexate": "methotrex metotrex mtx metoject nordimet otrexup trexall lantarel",
    "retinoid": "retinol retinal retinyl retinoi retinoa tretino alitretino adapalen tazaroten trifaroten differin "
    "epiduo aklief arazlo airol retin-a stieva-a acnatac treclin veltin altreno atralin triluma tri-luma pigmanorm",
    "hydroquinone": "hydroquino hydrochino hidroquino idrochino triluma tri-luma pigmanorm eldoquin melquin",
}
"""How the names in a family begin, the trade names that are common with them. Acitretin is one of those that, like
isotretinoin, are swallowed and harm a baby."""
FOLLOWS: Final[Mapping[str, str]] = {
    "isotretinoin": FAMILIES["isotretinoin"],
    "diabetes": "insulin",
    "blood_thinner": "apixaban eliquis rivaroxaban xarelto dabigatran pradaxa edoxaban lixiana savaysa warfarin "
    "coumadin marevan marcumar falithrom phenprocoum fenprocoum acenocoum acenocum sintrom heparin eparin enoxaparin "
    "clexane lovenox inhixa dalteparin tinzaparin fondaparin clopidogrel plavix ticagrelor brilique brilinta prasugrel "
    "efient dipyridamol aspirin acetylsalicyl acetilsalicil",
    "weak_immunity": FAMILIES["methotrexate"]
    + " predniso methylpredniso metilpredniso dexametha dexameta azathiopri azatiopri imurek imuran mercaptopurin "
    "ciclospor cyclospor sandimmun neoral tacrolimus prograf advagraf sirolimus everolimus mycophenol micofenol "
    "cellcept leflunomid arava cyclophosph ciclofosf adalimumab humira infliximab remicade etanercept enbrel golimumab "
    "certolizumab ustekinumab secukinumab ixekizumab risankizumab guselkumab rituximab tocilizumab abatacept anakinra "
    "ocrelizumab natalizumab fingolimod tofacitinib baricitinib upadacitinib ruxolitinib vedolizumab belatacept "
    "chemotherap chimiotherap quimioterap chemio chimio quimio immunosuppr inmunosup immunsuppr imunossup",
}
"""What is so of a person who takes one of these, whatever they answered in the profile."""


def families_in_use(recovery: Recovery, day: date) -> frozenset[str]:
    """The families of which something is in use on a day: isotretinoin, methotrexate, retinoid, hydroquinone."""
    texts = [*_on_the_skin(recovery, day), *_taken(recovery, day)]
    return frozenset(family for family, names in FAMILIES.items() if _is_named(names, texts))


def is_told(recovery: Recovery, day: date, name: str) -> bool:
    """Whether something of the profile is so on a day: it was answered with yes, or follows from the medicines."""
    if recovery.profile.get(name) is True:
        return True
    return name in FOLLOWS and _is_named(FOLLOWS[name], list(_taken(recovery, day)))


def _on_the_skin(recovery: Recovery, day: date) -> Iterator[str]:
    """What stands on products and steps that are in use on a day, due or not."""
    for product in recovery.products:
        if product.is_used(day):
            yield f"{product.label} {product.ingredients}"
    for step in recovery.routine.steps:
        if (version := _version(step, day)) is not None:
            yield f"{version.named(day)} {version.product}"


def _taken(recovery: Recovery, day: date) -> Iterator[str]:
    """What was told under Medicines, and the courses of a day."""
    yield recovery.care.told(MEDICINES)
    for course in recovery.care.courses:
        steps = [step for step in recovery.routine.steps if step.id in course.step_ids]
        is_over = course.ended_on is not None and course.ended_on <= day
        goes_on = not steps or any(_version(step, day) is not None for step in steps)
        if course.first_day <= day and not is_over and goes_on:
            yield f"{course.label} {course.dose}"


def _version(step: Step, day: date) -> StepVersion | None:
    """How a step is on a day, due or not; None where it is not part of the routine."""
    version = step.on(day)
    return version if version is not None and version.covers(day) else None


def is_named_in(names: str, text: str) -> bool:
    """Whether a word of a text begins like one of some names, without capitals and accents."""
    return _is_named_in(names, text)


def _is_named(names: str, texts: list[str]) -> bool:
    return any(_is_named_in(names, text) for text in texts if text)


@lru_cache(maxsize=4096)
def _is_named_in(names: str, text: str) -> bool:
    """Asked again for each look of a year, of the same few texts."""
    return _pattern(names).search(plain(text)) is not None


@cache
def _pattern(names: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names.split()))})")


def plain(text: str) -> str:
    """A text without capitals and accents, in which names are looked for."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))

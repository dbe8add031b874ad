"""Rules and lists about skin, and fields of care, for exports: few, made up, whatever the program comes to know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar
from unittest.mock import patch

from routine_tui.exporters.summary import on_shelf, skin
from routine_tui.facts import care as care_facts
from routine_tui.model.recovery.background import BackgroundField, FieldGroup
from routine_tui.model.recovery.check_in import CheckIn, Look
from routine_tui.model.recovery.clearance import ClinicianOverride, newest
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.avoidance import Avoid


@dataclass(frozen=True)
class MadeUpRule:
    """A rule that fires at a number of one sign."""

    id: str
    level: int
    sign: str
    least: float
    says: str
    sources: tuple[str, ...] = ("S01",)
    proposal: bool = False
    named: ClassVar[Mapping[str, str]] = {}

    @property
    def when(self) -> str:
        """Its condition, as the rules of the program have theirs."""
        return f"{self.sign} >= {self.least:g}"


RULES = (
    MadeUpRule("watch", 1, "flaking", 2, "Flaking at 2 or more"),
    MadeUpRule("strong", 2, "redness", 3, "Redness at 3 or more", ("S01", "S27"), True),
    MadeUpRule("raised", 3, "scar", 4, "A scar at 4"),
)
AVOID = (
    Avoid("retinoid", "Retinol and other retinoids", "retinoids", "It stings.", 5, 28, ("S27",), True),
    Avoid("acids", "Acids", "acids", "They sting.", 5, 28, ("S27", "S28")),
    Avoid("makeup", "Makeup", "makeup", "It rubs.", 1, 7, ("S28",)),
    Avoid("sun", "Sunbathing", "sun", "It darkens marks.", 14, -1, ("S28",)),
)


@dataclass(frozen=True)
class MadeUpConcern:
    """What the rules say of a day."""

    day: date
    level: int
    fired: tuple[MadeUpRule, ...]
    checked: bool = True


@dataclass(frozen=True)
class MadeUpAvoidance:
    """How it stands with a thing: what has a day and no clinician to ask is reconsidered on that day."""

    item: Avoid
    from_day: date | None
    day_reached: bool
    word: ClinicianOverride | None
    needs_clinician: bool

    @property
    def state(self) -> str:
        """Whether it may be reconsidered."""
        return "reconsider" if self.day_reached and not self.needs_clinician else "leave_alone"


@dataclass(frozen=True)
class MadeUpHit:
    """One name of a list that is flagged."""

    name: str
    level: str
    sources: tuple[str, ...] = ("S27",)


@dataclass(frozen=True)
class MadeUpScreening:
    """What a list holds."""

    ingredients: int
    hits: tuple[MadeUpHit, ...]
    unknown: int


def _judged(_rules: object, recovery: Recovery, day: date) -> Any:
    return _judged_by(day, recovery.record(day).skin or CheckIn())


def _judged_look(_rules: object, _recovery: Recovery, day: date, look: Look) -> Any:
    return _judged_by(day, CheckIn((look,)))


def _judged_by(day: date, skin: CheckIn) -> MadeUpConcern:
    fired = tuple(rule for rule in RULES if (skin.number(rule.sign) or 0) >= rule.least)
    return MadeUpConcern(day, max((rule.level for rule in fired), default=0), fired)


def _avoided(_items: object, recovery: Recovery, today: date) -> Any:
    words = newest(recovery.clearances)
    found = []
    for item in AVOID:
        word = words.get(item.id)
        said = word.from_day if word else None
        own = recovery.day_zero + timedelta(days=item.app_day) if item.app_day >= 0 else None
        day = said or own
        found.append(
            MadeUpAvoidance(item, day, day is not None and day <= today, word, item.needs_clinician and not said)
        )
    return found


LABELS = {"marks": "Dark marks", "pus": "Pus"}

_GENTLE = {
    "Aqua", "Glycerin", "Petrolatum", "Cetearyl Alcohol", "Squalane", "Ceramide NP", "Cholesterol", "Panthenol",
    "Phenoxyethanol", "Zinc Oxide (nano)", "Caprylic/Capric Triglyceride", "Dimethicone", "CI 77491", "CI 77492",
    "CI 77499", "Tocopherol",
}  # fmt: skip


def _screened(_rules: object, text: str) -> Any:
    """What is not gentle is flagged: the first to leave alone, the others with caution; wax is not known."""
    names = [name.strip() for name in text.split(",")]
    flagged = [name for name in names if name not in _GENTLE and name != "Cera Alba"]
    hits = tuple(MadeUpHit(name, "caution" if place else "avoid") for place, name in enumerate(flagged))
    return MadeUpScreening(len(names), hits, names.count("Cera Alba"))


FIELDS = (
    BackgroundField("device", "session", "Device", "Which device was it?", bring=True),
    BackgroundField("depth", "session", "Depth and passes", "How deep?", bring=True),
    BackgroundField("allergies", "health", "Allergies", "Of what?", bring=True),
    BackgroundField("smoking", "health", "Smoking", "Do you smoke?", private=True),
    BackgroundField("wish", "visit", "What you want", "What do you want?", bring=True),
    BackgroundField("tried", "visit", "Tried before", "What was tried?"),
    BackgroundField("photos", "visit", "Pictures", "Which pictures?", bring=True, holds="photos"),
    BackgroundField("questions", "visit", "Questions", "What else?", bring=True, holds="questions"),
)
GROUPS = (
    FieldGroup("session", "The session"),
    FieldGroup("health", "Skin and health"),
    FieldGroup("visit", "For the visit"),
)


@contextmanager
def made_up() -> Iterator[None]:
    """As long as this is open, a summary is made with these rules, lists and fields in the place of the program's."""
    with (
        patch.multiple(skin, concern=_judged, concern_of_look=_judged_look, avoidance=_avoided, labels=lambda: LABELS),
        patch.object(on_shelf, "screen_kept", _screened),
        patch.object(care_facts, "fields", lambda: FIELDS),
        patch.object(care_facts, "field_groups", lambda: GROUPS),
    ):
        yield

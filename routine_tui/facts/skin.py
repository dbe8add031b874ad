"""The facts about skin that come with the program: questions, levels and rules, what to avoid, whom to ring.

They are TOML in ``data``, each with its source. Each file is read once, when it is first asked for: nothing of this is
imported before it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from routine_tui.facts.toml_reader import entries, tables
from routine_tui.model.errors import BadInput

if TYPE_CHECKING:
    from routine_tui.model.skin.allergies import AllergyFamily
    from routine_tui.model.skin.avoidance import Avoid
    from routine_tui.model.skin.check_in_form import CheckInForm
    from routine_tui.model.skin.concern import Level, Rule
    from routine_tui.model.skin.questions import CheckInQuestion, QuestionGroup
    from routine_tui.model.skin.regions import Region


@cache
def questions() -> tuple[CheckInQuestion, ...]:
    """Every question of a check-in in the order in which it is asked, then what is asked once about the person."""
    from routine_tui.model.skin.questions import CheckInQuestion

    return msgspec.convert(entries("questions.toml", "question"), type=tuple[CheckInQuestion, ...])


@cache
def question_groups() -> tuple[QuestionGroup, ...]:
    """The headings under which questions are asked, in their order."""
    from routine_tui.model.skin.questions import QuestionGroup

    return msgspec.convert(entries("questions.toml", "group"), type=tuple[QuestionGroup, ...])


@cache
def check_in_form() -> CheckInForm:
    """How the questions of a check-in are asked on the screen."""
    from routine_tui.model.skin.check_in_form import CheckInForm

    return msgspec.convert(tables("check_in.toml"), type=CheckInForm)


def question(name: str) -> CheckInQuestion:
    """The question of an answer's name; an unknown name is a fault in the program, hence a KeyError."""
    return {one.id: one for one in questions()}[name]


def label_of(name: str) -> str:
    """What the question of an answer's name is called."""
    return question(name).label


@cache
def said_as() -> Mapping[str, tuple[str, ...]]:
    """What people may type for a question, in lower case, and the questions that they may mean."""
    return {word: tuple(keys) for word, keys in tables("said_as.toml")["keys"].items()}


@cache
def avoid_items() -> tuple[Avoid, ...]:
    """What to avoid while the skin heals, in the order in which it is shown."""
    from routine_tui.model.skin.avoidance import Avoid

    return msgspec.convert(entries("avoid.toml", "avoid"), type=tuple[Avoid, ...])


def avoid_item(item_id: str) -> Avoid:
    """The thing to avoid with this id. Raises BadInput, naming the ids, where there is none."""
    for item in avoid_items():
        if item.id == item_id:
            return item
    raise BadInput(
        f"There is nothing to avoid called “{item_id[:40]}”: choose {', '.join(i.id for i in avoid_items())}."
    )


@cache
def levels() -> tuple[Level, ...]:
    """The levels of concern, 0 to 4."""
    from routine_tui.model.skin.concern import Level

    return msgspec.convert(entries("concern.toml", "level"), type=tuple[Level, ...])


@cache
def rules() -> tuple[Rule, ...]:
    """The rules that give a check-in its level. Raises ValueError for a condition that is none: a fault in the data."""
    from routine_tui.model.skin.concern import Rule
    from routine_tui.model.skin.rule_language import compiled

    found = msgspec.convert(entries("concern.toml", "rule"), type=tuple[Rule, ...])
    for rule in found:
        compiled(rule.when)
    return found


@cache
def regions() -> tuple[Region, ...]:
    """Where it is known whom to ring."""
    from routine_tui.model.skin.regions import Region

    return msgspec.convert(entries("regions.toml", "region"), type=tuple[Region, ...])


@cache
def anywhere() -> Region:
    """Whom to ring where no region was set."""
    from routine_tui.model.skin.regions import Region

    return msgspec.convert({"id": "", **tables("regions.toml")["anywhere"]}, type=Region)


def region(region_id: str) -> Region:
    """The region with this id; the one for anywhere where the id is empty. Raises BadInput, naming the ids."""
    if not region_id:
        return anywhere()
    for known in regions():
        if known.id == region_id:
            return known
    raise BadInput(f"There is no region “{region_id[:40]}”: choose {', '.join(known.id for known in regions())}.")


@cache
def allergy_families() -> tuple[AllergyFamily, ...]:
    """The families of medicines in which one reaction may follow another."""
    from routine_tui.model.skin.allergies import AllergyFamily

    return msgspec.convert(entries("allergy_families.toml", "family"), type=tuple[AllergyFamily, ...])

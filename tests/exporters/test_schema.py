"""The published schema of the lossless export: it is the model's, takes every export, and refuses what is none."""

from __future__ import annotations

import json
import runpy
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

from hypothesis import given
from jsonschema import Draft202012Validator

from routine_tui.exporters.json_archive import VERSION
from routine_tui.model.recovery.recovery import Recovery
from tests.cases import each_case
from tests.exporters.care_strategies import recoveries_with_care
from tests.exporters.lived import sample, typed_everywhere, written
from tests.exporters.lived_care import TODAY, ZERO
from tests.exporters.planned import with_care
from tests.exporters.test_json_archive import DAMAGE, DAMAGED_SKIN, Content

DOCS: Final = Path(__file__).parent.parent.parent / "docs"
BEYOND_A_SCHEMA: Final = {
    "stranger", "two days", "outside", "pause", "paused stranger", "twice", "order", "year",
    "one picture twice", "one product twice", "a look twice", "a look that says nothing",
}  # fmt: skip
"""What only ``import`` finds: things that do not belong together, and a year that nobody lives in."""


@cache
def schema() -> Draft202012Validator:
    """The schema as it is published."""
    return Draft202012Validator(json.loads((DOCS / "schema" / f"export-{VERSION}.json").read_text("utf-8")))


def whole(recovery: Recovery) -> Content:
    """An export with something of everything in it."""
    content: Content = json.loads(written("json", with_care(recovery, "Balm", TODAY)))
    return content


def test_the_schema_is_what_its_script_makes_of_the_model() -> None:
    script = runpy.run_path(str(DOCS / "schema.py"))
    assert script["written"]() == script["FILE"].read_text("utf-8"), "run python docs/schema.py"
    Draft202012Validator.check_schema(schema().schema)


def test_every_field_of_every_kind_says_what_it_is() -> None:
    kinds = schema().schema["$defs"]
    assert len(kinds) > 20
    silent = [
        (kind, name)
        for kind, about in kinds.items()
        for name, field in about.get("properties", {}).items()
        if not about["description"] or not field["description"].endswith((".", "”."))
    ]
    assert silent == []


@given(recoveries_with_care())
def test_every_export_is_valid(recovery: Recovery) -> None:
    schema().validate(json.loads(written("json", recovery)))


@each_case("damage", sorted((DAMAGE.keys() | DAMAGED_SKIN.keys()) - BEYOND_A_SCHEMA))
def test_what_is_not_whole_is_not_valid(damage: str) -> None:
    content = whole(sample() if damage in DAMAGE else typed_everywhere("Balm"))
    assert schema().is_valid(content)
    if damage in DAMAGE:
        DAMAGE[damage](content)
    else:
        DAMAGED_SKIN[damage](content["recovery"])
    assert not schema().is_valid(content)


def first(kind: str) -> Callable[[Content], Any]:
    """The first thing of a kind of care."""
    return lambda content: content["recovery"]["care"][kind][0]


DAMAGED_CARE: Final[dict[str, Callable[[Content], object]]] = {
    "other format": lambda content: content.update(format="other"),
    "other version": lambda content: content.update(version=2),
    "no day": lambda content: first("visits")(content).pop("day"),
    "visit with an offset": lambda content: first("visits")(content).update(at="09:15:00+01:00"),
    "visit in no list": lambda content: content["recovery"]["care"].update(visits={}),
    "nothing asked": lambda content: first("questions")(content).update(text=None),
    "review after years": lambda content: first("courses")(content).update(reviews=[2000]),
    "reviews without end": lambda content: first("courses")(content).update(reviews=[7] * 41),
    "no such kind": lambda content: first("procedures")(content).update(kind="magic"),
    "no gap": lambda content: first("procedures")(content).update(gap_least=0),
    "rests for years": lambda content: first("procedures")(content)["around"][0]["around"][0].update(before=400),
    "never planned": lambda content: first("sessions")(content).update(placed=[]),
    "nobody told": lambda content: first("background")(content).update(private="no"),
    "longer than a day": lambda content: content["recovery"]["days"][str(ZERO)]["marks"]["morning-cleanser"].update(
        amount=25
    ),
    "no date": lambda content: content["recovery"].update(day_zero="31.10.2026"),
    "day without a date": lambda content: content["recovery"]["days"].update({"yesterday": {"day": str(ZERO)}}),
}


@each_case("damage", DAMAGED_CARE)
def test_plans_that_are_not_whole_are_not_valid(damage: str) -> None:
    content = whole(sample())
    DAMAGED_CARE[damage](content)
    assert not schema().is_valid(content)

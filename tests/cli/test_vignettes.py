"""The check-ins of the tables, by command: what a person types ends in the level that is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases import each_case
from tests.cli.outside import did, said_json
from tests.model.skin.frightened import FRIGHTENED
from tests.model.skin.test_vignettes import STRICTER, answers_of
from tests.model.skin.vignettes import NORMAL, OUR_OWN, RE_ENACTED, SERIOUS, WORRIED, Vignette

NAMES = {"retinoid": "Tretinoin", "hydroquinone": "Hydroquinone", "isotretinoin": "Isotretinoin", "methotrexate": "MTX"}
FEW = tuple(RE_ENACTED[::5])


def typed(words: str) -> list[str]:
    """Answers as they are typed."""
    said = {True: "yes", False: "no"}
    return [
        f"{name}={said.get(value, value) if isinstance(value, bool) else value}"
        for name, value in answers_of(words).items()
    ]


def level_of(home: Path, place: int, one: Vignette) -> int:
    """The level that the command gives, in a recovery of its own."""
    did(home, "new", f"v{place}", "--day-zero", f"-{one.day}" if one.day else "today")
    if one.profile:
        did(home, "profile", *one.profile.split())
    for family in one.uses:
        did(home, "products", "add", NAMES[family])
    for ago, words in sorted(one.earlier.items(), reverse=True):
        did(home, "skin", *typed(words), "--on", f"-{ago}")
    return int(said_json(home, "skin", *typed(one.answers), "--json")["level"])


def wrong(home: Path, table: tuple[Vignette, ...]) -> list[tuple[str, int, int, int]]:
    """Those that end outside what is right: who, the least, the level, the most."""
    found = [(one, level_of(home, place, one)) for place, one in enumerate(table)]
    return [
        (one.who, one.least, level, one.most)
        for one, level in found
        if not one.least <= level <= one.most and one.who not in STRICTER
    ]


def test_some_of_the_vignettes_by_command(home: Path) -> None:
    assert wrong(home, FEW) == []


@pytest.mark.slow
@each_case("table", [NORMAL, WORRIED, SERIOUS, RE_ENACTED, OUR_OWN, FRIGHTENED])
def test_every_table_by_command(tmp_path_factory: pytest.TempPathFactory, table: tuple[Vignette, ...]) -> None:
    home = tmp_path_factory.mktemp("vignettes")
    assert wrong(home, table) == []

"""A thousand ingredients lists of thirty names each, looked through: the lists of the tests, cut anew each time."""

from __future__ import annotations

import tomllib
from pathlib import Path
from time import perf_counter
from typing import Final

from benchmarks.measure import ROUNDS, Figure, Series
from routine_tui.facts.ingredients import ingredient_rules
from routine_tui.model.shelf.ingredient_names import split
from routine_tui.model.shelf.ingredients import screen

LISTS: Final = 1000
NAMES: Final = 30
TABLE: Final = Path(__file__).parent.parent / "tests" / "model" / "shelf" / "ingredient_lists.toml"


def lists() -> list[str]:
    """Lists of thirty names as they stand on labels, each beginning elsewhere."""
    listed = tomllib.loads(TABLE.read_text("utf-8"))["list"]
    names = [name for one in listed for name in split(one["text"])]
    whole = names * 2
    return [", ".join(whole[start : start + NAMES]) for start in (number % len(names) for number in range(LISTS))]


def figures() -> list[Figure]:
    """How long reading the rules takes, and screening all lists."""
    began = perf_counter()
    rules = ingredient_rules()
    read = (perf_counter() - began) * 1000
    texts = lists()
    values = []
    for _ in range(max(9, ROUNDS)):
        began = perf_counter()
        for text in texts:
            screen(rules, text)
        values.append(perf_counter() - began)
    taken = Series(tuple(values), "s")
    beside = f"{taken}; rules read once in {read:.0f} ms"
    return [Figure(f"screening {LISTS:,} lists", beside, "", taken.median, 1.0, "s")]


if __name__ == "__main__":
    print(*figures(), sep="\n")

"""How much of a thing there is, where the label says so beside its name: ``Urea 40 %``, ``UREA 400 mg/g``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

_NUMBER: Final = r"(\d{1,4}(?:[.,]\d{1,3})?)"
_PER_GRAM: Final = 10.0
"""So many milligrams in a gram or millilitre are one per cent."""


def percent_of(text: str, names: Iterable[str]) -> float:
    """The highest per cent that a text gives for one of some names, which are capitals; 0.0 where it gives none."""
    found = _beside(tuple(names)).findall(text.upper())
    return max((_percent(after or before, unit) for before, after, unit in found if after or before), default=0.0)


def _percent(number: str, unit: str) -> float:
    amount = float(number.replace(",", "."))
    return amount / _PER_GRAM if unit else amount


@cache
def _beside(names: tuple[str, ...]) -> re.Pattern[str]:
    """An amount right before one of some names, or right after it."""
    either = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.compile(rf"(?:{_NUMBER} ?% ?)?\b(?:{either})\b(?:[ (:\-]{{0,3}}{_NUMBER} ?(?:%|(MG/(?:G|ML))))?")

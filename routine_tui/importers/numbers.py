"""Numbers as tables have them: what stands before the decimals is told by a whole column, never by one cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final, NamedTuple

from routine_tui.model.text import as_value

_LONGEST: Final = 40
_BLANKS: Final = " \u00a0\u2009\u202f'’"
"""What else parts thousands, besides a point or a comma."""
_FORMS: Final = {
    sign: re.compile(
        rf"[+-]?(?:[0-9]+|[1-9][0-9]{{0,2}}(?:(?P<group>[{other}{_BLANKS}])[0-9]{{3}})(?:(?P=group)[0-9]{{3}})*"
        rf"|[1-9][0-9]?(?:{other}[0-9]{{2}})+{other}[0-9]{{3}})?(?:{sign}[0-9]+)?(?:(?<=[0-9])[eE][+-]?[0-9]{{1,2}})?"
    )
    for sign, other in ((r"\.", ","), (",", r"\."))
}
"""A number by what stands before its decimals; the other sign may part its thousands."""


class Number(NamedTuple):
    """A number in a cell."""

    value: Decimal
    """Where it can be read in two ways, one of them: both are above nought, or none is."""
    words: str
    """As it is written, where it can be read in two ways; else empty."""


class NumberColumn:
    """The numbers of a column."""

    def __init__(self, cells: Iterable[str]) -> None:
        readings = [found for cell in set(cells) if (found := _readings(cell))]
        self._signs = [sign for sign in _FORMS if all(sign in found for found in readings)]

    def number(self, cell: str) -> Number | None:
        """The number in a cell; None for what is none."""
        found = _readings(cell)
        if not found:
            return None
        values = {found[sign] for sign in self._signs if sign in found} or set(found.values())
        return Number(min(values), "" if len(values) == 1 else cell.strip())


def is_number(cell: str) -> bool:
    """Whether a cell is a number, however its decimals are written."""
    return bool(_readings(cell))


def _readings(cell: str) -> dict[str, Decimal]:
    """What a cell says by each sign that may stand before its decimals."""
    plain = as_value(cell)
    if len(plain) > _LONGEST or not any(map(str.isdecimal, plain)):
        return {}
    found = {}
    for sign, form in _FORMS.items():
        if form.fullmatch(plain):
            bare = re.sub(f"[{_BLANKS}{',' if sign != ',' else '.'}]", "", plain)
            found[sign] = Decimal(bare.replace(",", "."))
    return found

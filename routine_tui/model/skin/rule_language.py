"""The small language in which a rule says when it fires. Anything it does not know is refused when it is read.

An answer that was not given makes its comparison false, and there is no ``not``: leaving an answer out fires nothing.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from routine_tui.model.recovery.check_in import DAYS_OF, FEELINGS, INFECTION_SIGNS, SIGNS, TEMPERATURE, YES_NO, Answers

if TYPE_CHECKING:
    from routine_tui.model.recovery.recovery import Recovery

RISE_DAYS: Final = 2
"""How many days before a day are looked at for a rise: 48 hours in days as people check in."""
LOGGED_DAYS: Final = 7
"""Of how many days, the day itself included, those are counted on which a sign was there."""
_NUMBERS: Final = (*SIGNS, *FEELINGS, TEMPERATURE, *DAYS_OF)
_COMPARISONS: Final[Mapping[type[ast.cmpop], Callable[[float, float], bool]]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
}


class Seen(Struct, frozen=True):
    """What a rule may look at: one day's answers, and what was recorded before."""

    recovery: Recovery
    day: date
    answers: Answers

    @property
    def offset(self) -> int:
        """Days after day zero."""
        return self.recovery.offset(self.day)

    def earlier(self, days: int, name: str) -> float | None:
        """A number some days before; None where it was not answered."""
        record = self.recovery.days.get(self.day - timedelta(days=days))
        return record.skin.number(name) if record and record.skin else None


Number = Callable[[Seen], float | None]
Truth = Callable[[Seen], bool]


class CompiledCondition(Struct, frozen=True):
    """When a rule fires, and which questions of a check-in it looks at."""

    holds: Truth
    asks: frozenset[str]


@cache
def compiled(when: str) -> CompiledCondition:
    """A condition from its text. Raises ValueError, naming what is not known, for a mistake in the data."""
    try:
        tree = ast.parse(when, mode="eval").body
    except SyntaxError as error:
        raise ValueError(f"“{when}” is no condition: {error.msg}") from None
    return CompiledCondition(_truth(tree), frozenset(_asked(tree)))


# ---------------------------------------------------------------------- what is true or not


def _truth(node: ast.expr) -> Truth:
    match node:
        case ast.BoolOp(op=ast.And(), values=values):
            return _all([_truth(value) for value in values])
        case ast.BoolOp(op=ast.Or(), values=values):
            return _one([_truth(value) for value in values])
        case ast.Compare(left=left, ops=ops, comparators=others):
            return _compared([_number(side) for side in (left, *others)], [_comparison(op) for op in ops])
        case ast.Call(func=ast.Name(id=word), args=[ast.Name(id=name)], keywords=[]) if word in _TRUTHS:
            return _TRUTHS[word](name)
    raise ValueError(f"“{ast.unparse(node)}” is nothing that is true or not")


def _all(parts: list[Truth]) -> Truth:
    return lambda seen: all(part(seen) for part in parts)


def _one(parts: list[Truth]) -> Truth:
    return lambda seen: any(part(seen) for part in parts)


def _comparison(op: ast.cmpop) -> Callable[[float, float], bool]:
    if type(op) not in _COMPARISONS:
        raise ValueError(f"{type(op).__name__} is no comparison that a rule may make")
    return _COMPARISONS[type(op)]


def _compared(sides: list[Number], comparisons: list[Callable[[float, float], bool]]) -> Truth:
    def holds(seen: Seen) -> bool:
        before = sides[0](seen)
        for compare, side in zip(comparisons, sides[1:], strict=True):
            value = side(seen)
            if before is None or value is None or not compare(before, value):
                return False
            before = value
        return True

    return holds


def _said(name: str, answer: bool) -> Truth:
    _require(name, YES_NO)
    return lambda seen: seen.answers.get(name) is answer


def _any_of(name: str) -> Truth:
    _require(name, ("infection",))
    return lambda seen: any(seen.answers.get(sign) is True for sign in INFECTION_SIGNS)


def _has(name: str) -> Truth:
    _require(name, ("diabetes", "weak_immunity"))
    return lambda seen: seen.recovery.profile.get(name) is True


def _uses(name: str) -> Truth:
    """Whether a product in use, or a step of the day, names something in its name or ingredients."""
    wanted = name.casefold()

    def holds(seen: Seen) -> bool:
        recovery, day = seen.recovery, seen.day
        texts = [f"{one.label} {one.ingredients}" for one in recovery.products if one.is_used(day)]
        texts += [f"{planned.version.name} {planned.version.product}" for planned in recovery.routine.on(day)]
        return any(wanted in text.casefold() for text in texts)

    return holds


_TRUTHS: Final[Mapping[str, Callable[[str], Truth]]] = {
    "yes": lambda name: _said(name, True),
    "no": lambda name: _said(name, False),
    "any": _any_of,
    "has": _has,
    "uses": _uses,
}


# ---------------------------------------------------------------------- numbers


def _number(node: ast.expr) -> Number:
    match node:
        case ast.Constant(value=value) if type(value) in (int, float):
            fixed = float(value)  # type: ignore[arg-type]  # a constant may be of any type; this one is a number
            return lambda _seen: fixed
        case ast.Name(id="d"):
            return lambda seen: seen.offset
        case ast.Name(id=name):
            return _answer(name)
        case ast.Call(func=ast.Name(id=word), args=[ast.Name(id=name)], keywords=[]) if word in _COUNTS:
            return _COUNTS[word](name)
    raise ValueError(f"“{ast.unparse(node)}” is no number that a rule may look at")


def _answer(name: str) -> Number:
    _require(name, _NUMBERS)
    return lambda seen: seen.answers.get(name)


def _rise(name: str) -> Number:
    _require(name, _NUMBERS)

    def rise(seen: Seen) -> float | None:
        now = seen.answers.get(name)
        before = [value for days in range(1, RISE_DAYS + 1) if (value := seen.earlier(days, name)) is not None]
        return None if now is None or not before else now - min(before)

    return rise


def _lowest(name: str) -> Number:
    _require(name, _NUMBERS)

    def lowest(seen: Seen) -> float | None:
        numbers = (
            record.skin.number(name) for day, record in seen.recovery.days.items() if record.skin and day < seen.day
        )
        return min((number for number in numbers if number is not None), default=None)

    return lowest


def _logged(name: str) -> Number:
    _require(name, _NUMBERS)
    return lambda seen: sum((seen.earlier(days, name) or 0) >= 1 for days in range(LOGGED_DAYS))


def _profile(name: str) -> Number:
    _require(name, ("phototype",))
    return lambda seen: seen.recovery.profile.get(name)


_COUNTS: Final[Mapping[str, Callable[[str], Number]]] = {
    "rise": _rise,
    "lowest": _lowest,
    "logged": _logged,
    "profile": _profile,
}


# ---------------------------------------------------------------------- what it asks


def _asked(tree: ast.expr) -> set[str]:
    """The questions of a check-in that a condition looks at."""
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    calls = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return names.intersection((*_NUMBERS, *YES_NO)).union(INFECTION_SIGNS if "any(infection)" in calls else ())


def _require(name: str, known: tuple[str, ...]) -> None:
    if name not in known:
        raise ValueError(f"“{name}” is not known here: use one of {', '.join(known)}")

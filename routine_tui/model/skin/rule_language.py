"""The small language in which a rule says when it fires. Anything it does not know is refused when it is read.

An answer that was not given makes its comparison false, there is no ``not``, and of earlier days only the lowest, the
highest or a count is looked at: so leaving an answer out fires nothing. `facts/data/concern.toml` says its words.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from routine_tui.model.recovery.answers import (
    DAYS_OF,
    FEELINGS,
    FORMER,
    NO_SIGNS,
    OF_THE_SESSION,
    PROFILE,
    SIGNS,
    TEMPERATURE,
    YES_NO,
    Answers,
)
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.skin.medicine_names import FAMILIES
from routine_tui.model.skin.medicines import families_in_use, is_told
from routine_tui.model.skin.session_answers import counts_on

if TYPE_CHECKING:
    from routine_tui.model.recovery.recovery import Recovery

GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "skin_signs": ("spreading", "hot", "pus", "crust", "smell", "blisters", "sores", "raw"),
    "body_signs": ("heartbeat", "faint", "vomiting", "fast_breathing", "rigors"),
    "signs": tuple(name for name in YES_NO if name not in (*NO_SIGNS, *FORMER)),
}
"""Questions that are looked at together: signs of infection or open skin; those of the whole body; everything that is
a sign of something, and not what was done about it."""
_NUMBERS: Final = (*SIGNS, *FEELINGS, TEMPERATURE, *DAYS_OF)
_COMPARISONS: Final[Mapping[type[ast.cmpop], Callable[[float, float], bool]]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
}


Words = Mapping[str, int]
"""What stands after a name in brackets: ``days=10, since=2``."""


class Seen(Struct, frozen=True):
    """What a rule may look at: the answers of one look, and what was recorded on the days before."""

    recovery: Recovery
    day: date
    answers: Answers
    looks_before: tuple[Answers, ...] = ()
    """What each of the looks before it on the same day answers."""
    newest: Answers | None = None
    """The look itself, where the answers are the worst of it and of those before it."""

    @property
    def offset(self) -> int:
        """Days after day zero."""
        return self.recovery.offset(self.day)

    def number(self, name: str) -> float | None:
        """A number of this look; None where it was not answered."""
        answer = self.answers.get(name)
        return None if answer is None or isinstance(answer, bool) else answer

    def check_ins_before(self, nearest: int = 1, furthest: int | None = None) -> Iterator[CheckIn]:
        """The check-ins of the days before, the newest first, from ``nearest`` to ``furthest`` days ago."""
        days = self.recovery.days
        most = (self.day - min(days, default=self.day)).days if furthest is None else furthest
        for ago in range(nearest, most + 1):
            record = days.get(self.day - timedelta(days=ago))
            if record is not None and record.skin is not None:
                yield record.skin

    def before(self, name: str, words: Words) -> Iterator[float]:
        """A number on each of the days before on which it was answered, the newest first; of each day the worst.

        From ``nearest`` to ``days`` days ago, and not from before the day ``since`` after day zero.
        """
        furthest = words.get("days")
        if "since" in words:
            began = self.offset - words["since"]
            furthest = began if furthest is None else min(furthest, began)
        for check_in in self.check_ins_before(words.get("nearest", 1), furthest):
            if (number := check_in.number(name)) is not None:
                yield number


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
        tree = ast.parse(f"({when})", mode="eval").body
    except SyntaxError as error:
        raise ValueError(f"“{when}” is no condition: {error.msg}") from None
    return compiled_tree(tree)


def compiled_tree(tree: ast.expr) -> CompiledCondition:
    """A condition from its parsed text. Raises ValueError for what is not known."""
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
        case ast.Call(func=ast.Name(id=word), args=args, keywords=[]) if word in _TRUTHS and args:
            return _TRUTHS[word](tuple(_name(arg) for arg in args))
    raise ValueError(f"“{ast.unparse(node)}” is nothing that is true or not")


def _all(parts: list[Truth]) -> Truth:
    def hold(seen: Seen) -> bool:
        for part in parts:  # noqa: SIM110 (all() takes twice as long, and dozens of rules are asked about each look)
            if not part(seen):
                return False
        return True

    return hold


def _one(parts: list[Truth]) -> Truth:
    def holds(seen: Seen) -> bool:
        for part in parts:  # noqa: SIM110 (any() takes twice as long)
            if part(seen):
                return True
        return False

    return holds


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


def _yes(names: tuple[str, ...]) -> Truth:
    signs = tuple(sign for name in names for sign in _signs(name))
    once = tuple(name for name in names if name in OF_THE_SESSION)

    def yes(seen: Seen) -> bool:
        for sign in signs:
            if seen.answers.get(sign) is True:
                return True
        return bool(once) and any(counts_on(seen.recovery, seen.day, name) for name in once)

    return yes


def _no(names: tuple[str, ...]) -> Truth:
    for name in names:
        _require(name, YES_NO)
    return lambda seen: any(seen.answers.get(name) is False for name in names)


def _has(names: tuple[str, ...]) -> Truth:
    for name in names:
        _require(name, PROFILE)
    return lambda seen: any(is_told(seen.recovery, seen.day, name) for name in names)


def _uses(names: tuple[str, ...]) -> Truth:
    for name in names:
        _require(name, tuple(FAMILIES))
    return lambda seen: not families_in_use(seen.recovery, seen.day).isdisjoint(names)


_TRUTHS: Final[Mapping[str, Callable[[tuple[str, ...]], Truth]]] = {"yes": _yes, "no": _no, "has": _has, "uses": _uses}


# ---------------------------------------------------------------------- numbers


def _number(node: ast.expr) -> Number:
    match node:
        case ast.Constant(value=value) if type(value) in (int, float):
            fixed = float(value)  # type: ignore[arg-type]  # a constant may be of any type; this one is a number
            return lambda _seen: fixed
        case ast.Name(id="d"):
            return lambda seen: seen.offset
        case ast.Name(id=name):
            _require(name, _NUMBERS)
            return lambda seen: seen.number(name)
        case ast.Call(func=ast.Name(id=word), args=[ast.Name(id=name)], keywords=given) if word in _COUNTS:
            known, make = _COUNTS[word]
            return make(name, _words(node, given, known))
    raise ValueError(f"“{ast.unparse(node)}” isn't a number that a rule may look at")


def _rise(name: str, words: Words) -> Number:
    """By how much a number is above the lowest before it; of looks seen together, the one that rose the most."""
    _require(name, _NUMBERS)

    def rise(seen: Seen) -> float | None:
        lows, rises = list(seen.before(name, words)), []
        for answers in (*seen.looks_before, seen.answers if seen.newest is None else seen.newest):
            rises.append(float(answers[name]) - min(lows) if lows and name in answers else None)
            lows += _today(seen, name, words, (answers,))
        return rises[-1] if seen.newest is None else max((one for one in rises if one is not None), default=None)

    return rise


def _lowest(name: str, words: Words) -> Number:
    """The lowest of the days before, and of the looks before on the same day."""
    _require(name, _NUMBERS)
    return lambda seen: min((*_today(seen, name, words, seen.looks_before), *seen.before(name, words)), default=None)


def _today(seen: Seen, name: str, words: Words, looks: Iterable[Answers]) -> list[float]:
    """A number in some looks of this day, where the day is not before the day ``since`` after day zero."""
    if seen.offset < words.get("since", seen.offset):
        return []
    return [float(answers[name]) for answers in looks if name in answers]


def _highest(name: str, words: Words) -> Number:
    _require(name, _NUMBERS)
    return lambda seen: max(seen.before(name, words), default=None)


def _times(name: str, words: Words) -> Number:
    """In how many check-ins a number was ``least`` or more, this one included; of the newest ``checks``, or of all."""
    _require(name, _NUMBERS)
    least, checks = words["least"], words.get("checks")

    def times(seen: Seen) -> float:
        before: Iterable[float | None] = seen.before(name, words)
        if checks is not None:
            before = islice((check_in.number(name) for check_in in seen.check_ins_before()), checks - 1)
        return sum(number is not None and number >= least for number in (seen.number(name), *before))

    return times


def _count(name: str, _words: Words) -> Number:
    """How many of a group of questions were answered with yes."""
    signs = _signs(name)
    return lambda seen: sum(seen.answers.get(sign) is True for sign in signs)


def _profile(name: str, _words: Words) -> Number:
    _require(name, ("phototype",))
    return lambda seen: seen.recovery.profile.get(name)


_COUNTS: Final[Mapping[str, tuple[Mapping[str, bool], Callable[[str, Words], Number]]]] = {
    "rise": ({"days": True, "since": False}, _rise),
    "lowest": ({"days": True, "since": False}, _lowest),
    "highest": ({"nearest": True, "days": True, "since": False}, _highest),
    "times": ({"least": True, "checks": False, "since": False}, _times),
    "count": ({}, _count),
    "profile": ({}, _profile),
}
"""The words for a number: what may stand in the brackets after the name and whether it has to, and what it makes."""


# ---------------------------------------------------------------------- what it asks


def _asked(tree: ast.expr) -> Iterator[str]:
    """The questions of a check-in that a condition looks at."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            if node.id in GROUPS:
                yield from GROUPS[node.id]
            elif node.id in (*_NUMBERS, *YES_NO):
                yield node.id


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    raise ValueError(f"“{ast.unparse(node)}” is no name")


def _signs(name: str) -> tuple[str, ...]:
    """The questions that a name stands for: itself, or a group."""
    _require(name, (*YES_NO, *GROUPS))
    return GROUPS.get(name, (name,))


def _words(node: ast.expr, given: list[ast.keyword], known: Mapping[str, bool]) -> Words:
    found: dict[str, int] = {}
    for one in given:
        value = one.value.value if isinstance(one.value, ast.Constant) else None
        if one.arg is None or one.arg not in known or type(value) is not int:
            raise ValueError(f"“{ast.unparse(node)}”: “{one.arg}” isn't a whole number that it takes")
        found[one.arg] = value
    if lacking := [name for name, needed in known.items() if needed and name not in found]:
        raise ValueError(f"“{ast.unparse(node)}” lacks {', '.join(lacking)}")
    return found


def _require(name: str, known: tuple[str, ...]) -> None:
    if name not in known:
        raise ValueError(f"“{name}” is not known here: use one of {', '.join(known)}")

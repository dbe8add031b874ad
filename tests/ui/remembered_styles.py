"""Styles that are worked out once: hundreds of apps are opened here, and each works out the same for the same widgets.

What a sheet says, and what of it counts for a widget, follows from words, types, ids, classes and states alone. Textual
remembers it for one app, or for one change of it; that took a third of the time in which an app is opened and used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final, NamedTuple, cast

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

Key = tuple[object, ...]

_READ: Final[dict[Key, list[RuleSet]]] = {}
"""What each sheet says, by its words and colours."""
_SHEETS: Final[dict[tuple[int, ...], Rules]] = {}
"""All rules that an app knows at some time, by which they are."""
_WORKED_OUT: Final[dict[Key, Any]] = {}
"""What counts for a widget, by the rules about it and by all that those can ask of it and of what holds it."""


class About(NamedTuple):
    """The rules about a widget."""

    rules: list[RuleSet]
    numbers: tuple[int, ...]
    """Which they are: all rules stay in memory, so that no two have the same number."""
    states: list[str]
    """What they ask for, such as “focus”."""


class Rules(list[RuleSet]):
    """The rules of a sheet. Read from its end, as only Textual's ``apply`` does, it gives those about one widget."""

    def __init__(self, rules: Iterable[RuleSet]) -> None:
        super().__init__(rules)
        self.chosen = About(self, (), [])
        self._about: dict[frozenset[str], About] = {}
        self.by_name: dict[str, list[RuleSet]] = {}
        for rule in self:
            for name in rule.selector_names:
                self.by_name.setdefault(name, []).append(rule)

    def choose(self, names: frozenset[str]) -> About:
        """Choose the rules about whom one of the names means."""
        if names not in self._about:
            found = [rule for rule in self if not names.isdisjoint(rule.selector_names)]
            states = {state for rule in found for state in rule.pseudo_classes}
            self._about[names] = About(found, tuple(map(id, found)), sorted(states))
        self.chosen = self._about[names]
        return self.chosen

    def __reversed__(self) -> Iterator[RuleSet]:
        return reversed(self.chosen.rules)


class Remembered:
    """What ``apply`` asks whether the styles of a widget are known, and tells what it worked out.

    It only does so where no rule asks for the widget's place among others; the key it gives holds for one change only.
    """

    def __init__(self, node: DOMNode, about: About) -> None:
        self._node, self._about = node, about
        self._key: Key = ()

    def get(self, _: Key) -> Any:
        """What counts for the widget; None where it is not known."""
        path = (
            (type(one), one._id, frozenset(one._classes), *(self._is(one, state) for state in self._about.states))
            for one in self._node.css_path_nodes
        )
        self._key = (self._about.numbers, *path)
        return _WORKED_OUT.get(self._key)

    def __setitem__(self, _: Key, styles: Any) -> None:
        _WORKED_OUT[self._key] = styles

    @staticmethod
    def _is(node: DOMNode, state: str) -> bool:
        return state in node._PSEUDO_CLASSES and node._PSEUDO_CLASSES[state](cast(Any, node))


@contextmanager
def styles_are_worked_out_once() -> Iterator[None]:
    """Remember all of this while it lasts."""
    parse, apply, rules_of = Stylesheet._parse_rules, Stylesheet.apply, cast(property, Stylesheet.rules).fget
    assert rules_of is not None

    def parsed(sheet: Stylesheet, css: str, read_from: Any, *more: Any, **named: Any) -> list[RuleSet]:
        key = (css, read_from, more, tuple(named.items()), tuple(sheet._variables.items()))
        if key not in _READ:
            _READ[key] = parse(sheet, css, read_from, *more, **named)
        return _READ[key]

    def rules(sheet: Stylesheet) -> Rules:
        found = rules_of(sheet)
        if not isinstance(found, Rules):
            numbers = tuple(map(id, found))
            if numbers not in _SHEETS:
                _SHEETS[numbers] = Rules(found)
            found = sheet._rules = _SHEETS[numbers]
            sheet._rules_map = found.by_name
        return found

    def applied(sheet: Stylesheet, node: DOMNode, *, animate: bool = False, cache: object = None) -> None:
        about = rules(sheet).choose(frozenset(node._selector_names))
        apply(sheet, node, animate=animate, cache=cast(Any, Remembered(node, about)))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parsed)
        patch.setattr(Stylesheet, "rules", property(rules))
        patch.setattr(Stylesheet, "apply", applied)
        patch.setattr(RuleSet, "__hash__", object.__hash__)
        yield

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
from textual.css.styles import RenderStyles, RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

Key = tuple[object, ...]
MOST_SHEETS: Final = 60
"""Of how many sheets it is known which rules they have: each takes hundreds of kilobytes, and is soon put together."""

_READ: Final[dict[Key, Rules]] = {}
"""What the sheets say that an app knows at some time, by their words and colours."""
_PARSED: Final[dict[object, dict[Key, list[RuleSet]]]] = {}
"""The rules of each single source under some colours: sheets that have a source in common have its rules in common,
and thus what counts for a widget."""
_WORKED_OUT: Final[dict[Key, Any]] = {}
"""What counts for a widget, by the rules about it and by all that those can ask of it and of what holds it."""


_WRITTEN: Final[dict[int, tuple[RulesMap, RulesMap]]] = {}
"""What counts for a widget, by its number, and how it was written down in the styles of one that had none."""


class About(NamedTuple):
    """The rules about a widget."""

    rules: list[RuleSet]
    numbers: tuple[int, ...]
    """Which they are: all rules stay in memory, so that no two have the same number."""
    states: list[str]
    """What they ask for, such as “focus”."""
    depends_on_others: bool
    """Whether they ask for the widget's place among others: then nothing is remembered."""


class Parts(dict[str, RenderStyles]):
    """The styles of a widget's parts, such as the bar of a scrollbar, each worked out when it is first asked for.

    Textual works out all of them whenever it styles a widget: more than half of what it styles, and little is drawn.
    """

    def __init__(self, sheet: Stylesheet, node: DOMNode) -> None:
        super().__init__()
        self._sheet, self._node = sheet, node

    def __contains__(self, name: object) -> bool:
        return name in self._node._get_component_classes()

    def __missing__(self, name: str) -> RenderStyles:
        part = DOMNode(classes=name)
        part._attach(self._node)
        self._sheet.apply(part)
        self[name] = part.styles
        return self[name]


class Rules(list[RuleSet]):
    """The rules of a sheet. Read from its end, as only Textual's ``apply`` does, it gives those about one widget."""

    def __init__(self, rules: Iterable[RuleSet]) -> None:
        super().__init__(rules)
        self.chosen = About(self, (), [], depends_on_others=True)
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
            others = not states.isdisjoint(Stylesheet._EXCLUDE_PSEUDO_CLASSES_FROM_CACHE)
            self._about[names] = About(found, tuple(map(id, found)), sorted(states), others)
        self.chosen = self._about[names]
        return self.chosen

    def __reversed__(self) -> Iterator[RuleSet]:
        return reversed(self.chosen.rules)


class Remembered:
    """What ``apply`` asks whether the styles of a widget are known, and tells what it worked out; for one change."""

    def __init__(self, node: DOMNode, about: About) -> None:
        path = (
            (type(one), one._id, frozenset(one._classes), *(_is(one, state) for state in about.states))
            for one in node.css_path_nodes
        )
        self._key: Key = (about.numbers, *path)

    def get(self, _: Key) -> Any:
        """What counts for the widget; None where it is not known."""
        return _WORKED_OUT.get(self._key)

    def __setitem__(self, _: Key, styles: Any) -> None:
        _WORKED_OUT[self._key] = styles


def _is(node: DOMNode, state: str) -> bool:
    return state in node._PSEUDO_CLASSES and node._PSEUDO_CLASSES[state](cast(Any, node))


def _write(sheet: Stylesheet, node: DOMNode, rules: RulesMap, animate: bool) -> None:
    """Write down what counts for a widget; whole, where it was written for another widget that had no styles yet."""
    styles = node.styles.base
    if styles._rules or node._is_mounted or rules.get("transitions"):
        sheet.replace_rules(node, rules, animate=animate)
        return
    known, written = _WRITTEN.get(id(rules), (None, RulesMap()))
    if known is not rules:
        sheet.replace_rules(node, rules)
        _WRITTEN[id(rules)] = (rules, styles.get_rules())
        return
    styles._rules.update(written)
    styles._updates += len(written)
    if node.parent:
        node._nodes.updated()
    node.notify_style_update()


@contextmanager
def styles_are_worked_out_once() -> Iterator[None]:
    """Remember all of this while it lasts."""
    parse, apply = Stylesheet.parse, Stylesheet.apply

    def parsed(sheet: Stylesheet) -> None:
        key = (tuple(sheet._variables.items()), tuple(sheet.source.items()))
        if key not in _READ:
            own, sheet._parse_cache = sheet._parse_cache, cast(Any, _PARSED.setdefault(key[0], {}))
            parse(sheet)
            sheet._parse_cache = own
            _READ[key] = Rules(sheet._rules)
            if len(_READ) > MOST_SHEETS:
                del _READ[next(iter(_READ))]
        sheet._rules, sheet._require_parse = _READ[key], False
        sheet._rules_map = _READ[key].by_name

    def applied(sheet: Stylesheet, node: DOMNode, *, animate: bool = False, cache: object = None) -> None:
        rules = sheet.rules
        assert isinstance(rules, Rules)
        about = rules.choose(frozenset(node._selector_names))
        remembered = cast(Any, Remembered(node, about))
        found = None if about.depends_on_others else remembered.get(())
        if found is None:
            apply(sheet, node, animate=animate, cache=remembered)
            return
        node._has_hover_style = "hover" in about.states
        node._has_focus_within = node._has_order_style = node._has_odd_or_even = False
        _write(sheet, node, found, animate)
        sheet._process_component_classes(node)

    def parts(sheet: Stylesheet, node: DOMNode) -> None:
        if node._get_component_classes():
            asked = tuple(node._component_styles.items())
            node._component_styles = Parts(sheet, node)
            if any(node._component_styles[name] != styles for name, styles in asked):
                node.refresh()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "parse", parsed)
        patch.setattr(Stylesheet, "apply", applied)
        patch.setattr(Stylesheet, "_process_component_classes", parts)
        patch.setattr(RuleSet, "__hash__", object.__hash__)
        yield

"""Styles that are worked out once: hundreds of apps are opened here, and each works out the same for the same widgets.

What a sheet says, and what of it counts for a widget, follows from words, types, ids, classes and states alone. Textual
remembers it for one app, or for one change of it; that took a third of the time in which an app is opened and used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any, Final, NamedTuple, cast

import pytest
from textual.css.model import RuleSet, Selector
from textual.css.styles import RenderStyles, RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

Key = tuple[object, ...]
MOST_SHEETS: Final = 300
"""Of how many sheets it is known which rules they have: each takes tens of kilobytes, and is soon put together."""
NOTHING: Final = cast(RulesMap, {})
"""What counts for a widget about which no rule says anything."""

_READ: Final[dict[Key, Rules]] = {}
"""What the sheets say that an app knows at some time, by their words and colours."""
_PARSED: Final[dict[object, dict[Key, Source]]] = {}
"""The rules of each single source under some colours: sheets that have a source in common have its rules in common,
and thus what counts for a widget."""
_ABOUT: Final[dict[tuple[int, ...], About]] = {}
"""Some rules, by their numbers: all rules stay in memory, so that no two have the same."""
_WORKED_OUT: Final[dict[Key, RulesMap]] = {}
"""What counts for a widget, by the rules about it and by all that those can ask of it and of what holds it."""
_WRITTEN: Final[dict[int, tuple[RulesMap, RulesMap]]] = {}
"""What counts for a widget, by its number, and how it was written down in the styles of one that had none."""


class Source(list[RuleSet]):
    """The rules of one source."""

    def __init__(self, rules: Iterable[RuleSet]) -> None:
        super().__init__(rules)
        self._names = frozenset(chain.from_iterable(rule.selector_names for rule in self))
        self._about: dict[frozenset[str], tuple[RuleSet, ...]] = {}

    def about(self, names: frozenset[str]) -> tuple[RuleSet, ...]:
        """Those about whom one of the names means."""
        if self._names.isdisjoint(names):
            return ()
        meant = self._names & names
        if meant not in self._about:
            self._about[meant] = tuple(rule for rule in self if not meant.isdisjoint(rule.selector_names))
        return self._about[meant]


class Matter(NamedTuple):
    """What some rules can ask of a widget, or of one that holds it."""

    marks: frozenset[tuple[object, str]]
    """The types, ids and classes that they name and that it has."""
    states: tuple[str, ...]
    """What they ask for in one with such marks, such as “focus”."""


class About:
    """The rules about a widget."""

    def __init__(self, rules: tuple[RuleSet, ...]) -> None:
        self.rules = list(rules)
        self.numbers = tuple(map(id, rules))
        self.states = frozenset(chain.from_iterable(rule.pseudo_classes for rule in rules))
        self.depends_on_others = not self.states.isdisjoint(Stylesheet._EXCLUDE_PSEUDO_CLASSES_FROM_CACHE)
        """Whether they ask for the widget's place among others: then nothing is remembered."""
        self._selectors: dict[tuple[object, str], tuple[Selector, set[str]]] = {}
        for selector in chain.from_iterable(one.selectors for rule in rules for one in rule.selector_set):
            _, states = self._selectors.setdefault((selector.type, selector.name), (selector, set()))
            states |= selector.pseudo_classes
        self._matters: dict[Key, Matter] = {}

    def key(self, path: Iterable[DOMNode]) -> Key:
        """All that they can ask of a widget and of what holds it, from the app down."""
        asked: list[object] = [self.numbers]
        for node in path:
            who = (type(node), node._id, frozenset(node._classes))
            matter = self._matters.get(who)
            if matter is None:
                matter = self._matters[who] = self._matter(node)
            asked.append(matter.marks)
            asked.extend(_is(node, state) for state in matter.states)
        return tuple(asked)

    def _matter(self, node: DOMNode) -> Matter:
        found = {mark: states for mark, (selector, states) in self._selectors.items() if selector._check(node)}
        return Matter(frozenset(found), tuple(sorted(set().union(*found.values()))))


class Parts(dict[str, RenderStyles]):
    """The styles of a widget's parts, such as the bar of a scrollbar, each worked out when it is first asked for.

    Textual works out all of them whenever it styles a widget: more than half of what it styles, and little is drawn.
    """

    def __init__(self, sheet: Stylesheet, node: DOMNode) -> None:
        super().__init__()
        self._sheet, self._node = sheet, node
        self._counted: dict[str, RulesMap | None] = {}

    def __contains__(self, name: object) -> bool:
        return name in self._node._get_component_classes()

    def __missing__(self, name: str) -> RenderStyles:
        part = _part(self._node, name)
        self._sheet.apply(part)
        self[name] = part.styles
        self._counted[name] = _known(self._sheet, part)[2]
        return self[name]

    def are_as_they_were(self, sheet: Stylesheet) -> bool:
        """Whether the same counts for all that were asked for, in what the widget has become."""
        self._sheet = sheet
        return all(
            counted is not None and _known(sheet, self[name].node or self._node)[2] is counted
            for name, counted in self._counted.items()
        )


def _part(node: DOMNode, name: str) -> DOMNode:
    """A node for a part of a widget, as Textual makes it."""
    part = DOMNode(classes=name)
    part._attach(node)
    return part


class Rules(list[RuleSet]):
    """The rules of a sheet. Read from its end, as only Textual's ``apply`` does, it gives those about one widget."""

    def __init__(self, sources: list[Source]) -> None:
        super().__init__(chain.from_iterable(sources))
        self._sources = [source for source in sources if source]
        self._about: dict[frozenset[str], About] = {}
        self._chosen: list[RuleSet] = self

    def about(self, names: frozenset[str]) -> About:
        """Those about whom one of the names means."""
        if names not in self._about:
            found = tuple(chain.from_iterable(source.about(names) for source in self._sources))
            numbers = tuple(map(id, found))
            if numbers not in _ABOUT:
                _ABOUT[numbers] = About(found)
            self._about[names] = _ABOUT[numbers]
        return self._about[names]

    def choose(self, about: About) -> None:
        """Give those about a widget from now on."""
        self._chosen = about.rules

    def __reversed__(self) -> Iterator[RuleSet]:
        return reversed(self._chosen)


class Remembered:
    """What ``apply`` asks whether the styles of a widget are known, and tells what it worked out; for one change."""

    def __init__(self, key: Key) -> None:
        self._key = key

    def get(self, _: Key) -> None:
        """Say that it is not known."""

    def __setitem__(self, _: Key, styles: RulesMap) -> None:
        _WORKED_OUT[self._key] = styles


def _known(sheet: Stylesheet, node: DOMNode) -> tuple[About, Key, RulesMap | None]:
    """The rules about a widget, all that they can ask, and what counts for it; None where that is not known."""
    rules = sheet.rules
    assert isinstance(rules, Rules)
    about = rules.about(frozenset(node._selector_names))
    if about.depends_on_others:
        return about, (), None
    key = about.key(node.css_path_nodes)
    return about, key, _WORKED_OUT.get(key)


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
            known = _PARSED.setdefault(key[0], {})
            own, sheet._parse_cache = sheet._parse_cache, cast(Any, known)
            parse(sheet)
            sheet._parse_cache = own
            for name, rules in known.items():
                if not isinstance(rules, Source):
                    known[name] = Source(rules)
            _READ[key] = Rules([known[one.content, place, *one[1:]] for place, one in sheet.source.items()])
            if len(_READ) > MOST_SHEETS:
                del _READ[next(iter(_READ))]
        sheet._rules, sheet._require_parse = _READ[key], False

    def applied(sheet: Stylesheet, node: DOMNode, *, animate: bool = False, cache: object = None) -> None:
        about, key, found = _known(sheet, node)
        if found is None:
            cast(Rules, sheet._rules).choose(about)
            sheet._rules_map = {"*": about.rules}
            apply(sheet, node, animate=animate, cache=cast(Any, Remembered(key)))
            if key:
                _WORKED_OUT.setdefault(key, NOTHING)
            return
        node._has_hover_style = "hover" in about.states
        node._has_focus_within = node._has_order_style = node._has_odd_or_even = False
        if found is not NOTHING:
            _write(sheet, node, found, animate)
        sheet._process_component_classes(node)

    def parts(sheet: Stylesheet, node: DOMNode) -> None:
        if not node._get_component_classes():
            return
        known = node._component_styles
        if isinstance(known, Parts) and known.are_as_they_were(sheet):
            return
        asked = tuple(known.items())
        node._component_styles = Parts(sheet, node)
        if any(node._component_styles[name] != styles for name, styles in asked):
            node.refresh()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "parse", parsed)
        patch.setattr(Stylesheet, "apply", applied)
        patch.setattr(Stylesheet, "_process_component_classes", parts)
        patch.setattr(RuleSet, "__hash__", object.__hash__)
        yield

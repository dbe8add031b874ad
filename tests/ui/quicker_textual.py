"""Ways through Textual that come to the same sooner: hundreds of apps are opened here, and go them a million times.

Each holds for what is common only, and leaves the rest to Textual itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from inspect import signature
from types import CodeType
from typing import Any, Final

import pytest
from textual import _callback
from textual.css.styles import RenderStyles, RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.message import Message
from textual.message_pump import MessagePump
from textual.reactive import Reactive

_HANDLERS: Final[dict[tuple[type, type, str], list[tuple[type, Callable[..., Any]]] | None]] = {}
"""The handlers of a class for a kind of message, by name; None where a handler asks who sent it."""
_COMPUTED: Final[dict[tuple[type, str], bool]] = {}
"""Whether a class works out a value anew each time it is asked for."""

_PARAMETERS: Final[dict[CodeType, int]] = {}
"""How many parameters a function has, by its code: Textual asks anew for each one that was made in a function."""


@contextmanager
def textual_is_quicker() -> Iterator[None]:
    """Go these ways while it lasts."""
    handlers_of, get = MessagePump._get_dispatch_methods, Reactive.__get__
    replace_rules: Any = Stylesheet.replace_rules.__func__  # type: ignore[attr-defined]  # a method of the class

    def handlers(pump: MessagePump, name: str, message: Message) -> Any:
        key = (type(pump), type(message), name)
        if key not in _HANDLERS:
            _HANDLERS[key] = _by_name(*key)
        known = _HANDLERS[key]
        if known is None or message._no_default_action:
            yield from handlers_of(pump, name, message)
            return
        for owner, method in known:
            if message._no_default_action:
                return
            yield owner, method.__get__(pump, owner)

    def value(reactive: Reactive[Any], obj: Any, owner: type) -> Any:
        if obj is None:
            return reactive
        key = (owner, reactive.name)
        if key not in _COMPUTED:
            _COMPUTED[key] = hasattr(owner, reactive.compute_name)
        known = obj.__dict__
        if _COMPUTED[key] or reactive.internal_name not in known:
            return get(reactive, obj, owner)
        return known[reactive.internal_name]

    def rule(styles: RenderStyles, name: str, default: object = None) -> object:
        inline: Any = styles._inline_styles._rules
        return inline[name] if name in inline else styles._base_styles._rules.get(name, default)

    def has_rule(styles: RenderStyles, name: str) -> bool:
        return name in styles._inline_styles._rules or name in styles._base_styles._rules

    def replaced(sheet: type[Stylesheet], node: DOMNode, rules: RulesMap, animate: bool = False) -> None:
        styles = node.styles.base
        known: Any = styles._rules
        if known.get("transitions") or rules.get("transitions"):
            replace_rules(sheet, node, rules, animate)
            return
        changed = [key for key in known.keys() | rules.keys() if known.get(key) != rules.get(key)]
        for key in changed:
            setattr(styles, key, rules.get(key))
        if changed or not animate:
            node.notify_style_update()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_callback, "_count_parameters", _parameters)
        patch.setattr(Stylesheet, "replace_rules", classmethod(replaced))
        patch.setattr(MessagePump, "_get_dispatch_methods", handlers)
        patch.setattr(Reactive, "__get__", value)
        patch.setattr(RenderStyles, "get_rule", rule)
        patch.setattr(RenderStyles, "has_rule", has_rule)
        yield


def _parameters(function: Callable[..., Any]) -> int:
    """How many parameters a function has."""
    code = None if hasattr(function, "__wrapped__") else getattr(function, "__code__", None)
    if code is None:
        return len(signature(function).parameters)
    if code not in _PARAMETERS:
        _PARAMETERS[code] = len(signature(function).parameters)
    return _PARAMETERS[code]


def _by_name(pump: type, message: type, name: str) -> list[tuple[type, Callable[..., Any]]] | None:
    """The handlers of a class that are found by their name; None where one is found by what it was decorated with."""
    kinds = [kind for kind in message.__mro__ if issubclass(kind, Message)]
    found = []
    for owner in pump.__mro__:
        if any(kind in (owner.__dict__.get("_decorated_handlers") or {}) for kind in kinds):
            return None
        method = owner.__dict__.get(f"_{name}") or owner.__dict__.get(name)
        if method is not None and not getattr(method, "_textual_on", None):
            found.append((owner, method))
    return found

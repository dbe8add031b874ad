"""One of a few things, all of them in view: a sign says which, so that colour is not needed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class OneOf(OptionList, inherit_bindings=False):
    """``(*)`` or ``( )``: the arrows choose, at the ends they go on; Enter goes on as in every field."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "choose(-1)", "One before", show=False),
        Binding("down", "choose(1)", "Next one", show=False),
        Binding("enter,space", "screen.submit", "Next field", show=False),
    ]
    DEFAULT_CSS = """
    OneOf { height: auto; max-height: 100%; padding: 0; background: transparent; }
    OneOf { text-wrap: nowrap; text-overflow: ellipsis; }
    OneOf > .option-list--option-highlighted { color: $text; background: transparent; text-style: bold; }
    """

    def __init__(self, words: Mapping[str, str | Content], value: str, id: str) -> None:  # noqa: A002 (Textual's own)
        """``words`` are what is said of each, by what they stand for; a text is never markup."""
        self._keys = list(words)
        self._said = list(words.values())
        self._signed = self._keys.index(value)
        """Which one has the sign."""
        lines = [self._line(number, number == self._signed) for number in range(len(self._keys))]
        super().__init__(*map(Option, lines, self._keys), id=id, compact=True)
        self.highlighted = self._signed

    @property
    def value(self) -> str:
        """What is chosen."""
        return self._keys[self.highlighted or 0]

    @value.setter
    def value(self, key: str) -> None:
        self.highlighted = self._keys.index(key)

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Move the sign, and tell."""
        for number in {self._signed, highlighted or 0}:
            self.replace_option_prompt_at_index(number, self._line(number, number == highlighted))
        self._signed = highlighted or 0
        super().watch_highlighted(highlighted)

    def action_choose(self, by: int) -> None:
        """Choose the next one (the one before, when negative); at the end go on to the next field."""
        place = (self.highlighted or 0) + by
        if 0 <= place < len(self._keys):
            self.highlighted = place
        else:
            self.screen.action_go(by)  # type: ignore[attr-defined]

    def _line(self, number: int, is_chosen: bool) -> Content:
        return Content.assemble("(*) " if is_chosen else "( ) ", self._said[number])

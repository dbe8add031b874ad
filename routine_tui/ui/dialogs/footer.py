"""The last line of every dialog: the keys that count there, and at the end the one that leaves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

Key = tuple[str, str]
"""A key in words, and the action that it and a click on the words do."""
Keys = Sequence[Key]
CLOSE: Final[Key] = ("esc close", "leave")
"""Where nothing can be changed, or all is stored already."""
SCROLL: Final[Key] = ("jk scroll", "scroll(1)")
_NEXT: Final[Key] = ("tab next", "go(1)")
SAVE_KEYS: Final[Keys] = (_NEXT, ("^s save", "accept"), CLOSE)
"""Where a file is saved, and nothing of the recovery changes."""
_EDGES: Final = 6
"""Columns that the corners of a dialog take."""


def form_keys(verb: str) -> Keys:
    """The same in every form; ``verb`` is what its button says."""
    return (_NEXT, (f"^s {verb}", "accept"), ("esc cancel", "leave"))


def footer(keys: Keys, dot: str, width: int) -> Content:
    """The keys in a terminal of ``width`` columns: where there is no room, the first ones are left out."""
    shown = list(keys)
    while len(shown) > 1 and cell_len(_line(shown, dot).plain) > width - _EDGES:
        del shown[0]
    return _line(shown, dot)


def _line(keys: Keys, dot: str) -> Content:
    parts: list[str | tuple[str, Style]] = []
    for words, action in keys:
        parts += [f" {dot} "] if parts else []
        parts.append((words, Style.from_meta({"@click": f"screen.{action}"})))
    return Content.assemble(*parts)

"""The app stays open for weeks: what it draws, opens and closes leaves nothing behind.

``python -m benchmarks.long_use`` reads the memory of a real process. Seen to fail without ``Page.on_unmount`` (Textual
watches the theme for every note that was ever opened), and without the ``cache_clear`` in ``MainScreen._look`` (Textual
keeps the lines of a thousand widgets that are gone).
"""

from __future__ import annotations

import gc
from collections import Counter

import pytest
from textual._styles_cache import StylesCache
from textual.widget import Widget
from textual.widgets._toast import Toast, ToastHolder

from routine_tui.planner.planner import Planner
from routine_tui.ui.app import Notice
from tests.ui.driver import Opened, opened

pytestmark = pytest.mark.slow

ROUND = (
    ("space", "space", "space", "u", "left_square_bracket", "right_square_bracket", *("j", "j", "k", "k") * 4),
    ("2",), ("h", "h", "k", "k", "j", "j", "l", "l"), ("1",), ("3",), ("j", "j", "k", "k") * 2, ("1",),
    ("s",), ("enter",), ("u",), ("n",), ("escape",),
)  # fmt: skip
"""Keys, pressed at once up to where another part of the screen has to be there; in the end all is as it was before."""
MORE_ROUNDS = 3
"""What is left behind once a round has grown by this many."""


async def left_after(app: Opened, rounds: int) -> Counter[str]:
    """How many objects of ours, and widgets, there are after some more use, by class; toasts go away by themselves."""
    for _ in range(rounds):
        for keys in ROUND:
            await app.press_at_once(*keys)
    await app.look()
    gc.collect()
    kinds = Counter(type(one) for one in gc.get_objects())
    caches = sum(count for kind, count in kinds.items() if issubclass(kind, StylesCache))
    assert caches <= sum(count for kind, count in kinds.items() if issubclass(kind, Widget))
    ours = {kind for kind in kinds if kind.__module__.startswith("routine_tui") or issubclass(kind, Widget)}
    return Counter({kind.__qualname__: kinds[kind] for kind in ours - {Toast, ToastHolder, Notice}})


async def test_hundreds_of_keys_leave_no_object_behind(planner: Planner) -> None:
    async with opened(planner) as app:
        before = await left_after(app, 2)  # what draws has kept the state it drew from by then
        after = await left_after(app, MORE_ROUNDS)
    more = {name: (before[name], count) for name, count in after.items() if count >= before[name] + MORE_ROUNDS}
    assert len(after) > 40 and more == {}

"""Apps that are taken apart once their test is over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from weakref import ref

import pytest
from textual.message_pump import MessagePump

_KNOWN: Final[list[ref[MessagePump]]] = []
"""The apps, screens and widgets that a test made; what goes before its end is not held by this."""


@contextmanager
def widgets_are_known() -> Iterator[None]:
    """Know each that is made while it lasts."""
    begin = MessagePump.__init__

    def begun(pump: MessagePump, parent: MessagePump | None = None) -> None:
        begin(pump, parent)
        _KNOWN.append(ref(pump))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MessagePump, "__init__", begun)
        yield


def take_apart() -> None:
    """Let each go of what it holds.

    An app is thousands of things that hold each other. Python finds out by looking through all of them that nobody
    else does, which took a tenth of the time of these tests.
    """
    for known in _KNOWN:
        if (pump := known()) is not None:
            pump.__dict__.clear()
    _KNOWN.clear()

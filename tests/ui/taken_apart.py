"""Apps that are taken apart once their test is over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pytest
from textual.message_pump import MessagePump

_KNOWN: Final[list[MessagePump]] = []
"""The apps, screens and widgets that a test made."""


@contextmanager
def widgets_are_known() -> Iterator[None]:
    """Know each that is made while it lasts."""
    begin = MessagePump.__init__

    def begun(pump: MessagePump, parent: MessagePump | None = None) -> None:
        begin(pump, parent)
        _KNOWN.append(pump)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MessagePump, "__init__", begun)
        yield


def take_apart() -> None:
    """Let each go of what it holds.

    An app is thousands of things that hold each other. Python finds out by looking through all of them that nobody
    else does, which took a tenth of the time of these tests.
    """
    for pump in _KNOWN:
        pump.__dict__.clear()
    _KNOWN.clear()

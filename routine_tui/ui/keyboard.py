"""What comes from the terminal as bytes."""

from __future__ import annotations

import sys
from codecs import IncrementalDecoder, getincrementaldecoder
from collections.abc import Callable
from functools import partial


def show_what_is_no_text() -> None:
    """Let bytes that are no UTF-8 come as ``�``, as a terminal with another encoding or a noisy line sends them.

    Textual's thread for the keys ends at the first one, and then nothing that is pressed comes any more.
    """
    if sys.platform != "win32":  # it reads characters there
        from textual.drivers import linux_driver

        vars(linux_driver)[getincrementaldecoder.__name__] = _lenient


def _lenient(encoding: str) -> Callable[[], IncrementalDecoder]:
    """What makes a decoder that refuses nothing."""
    return partial(getincrementaldecoder(encoding), errors="replace")

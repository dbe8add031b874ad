"""Tells work from a hang, not fast work from slow: what a test holds off here took minutes or hours before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time

HANG = 20.0
"""Processor's time (s) that no machine, however busy, needs for what is held against it, and a hang always takes."""


@contextmanager
def no_hang() -> Iterator[None]:
    """Fail if what is done within takes as much of the processor's time as only a hang does."""
    began = process_time()
    yield
    spent = process_time() - began
    assert spent < HANG, f"It took {spent:.1f} s of the processor's time."

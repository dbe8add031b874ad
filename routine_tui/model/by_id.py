"""Finding one of many things by its id, such as a visit that a dialog was opened for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from routine_tui.model.errors import BadInput


class _Named(Protocol):
    @property
    def id(self) -> str: ...


Thing = TypeVar("Thing", bound=_Named)


def by_id(things: Iterable[Thing], thing_id: str, what: str) -> Thing:
    """The thing of an id. Raises BadInput, saying ``what`` it was, where another program has taken it away."""
    for thing in things:
        if thing.id == thing_id:
            return thing
    raise BadInput(f"That {what} is not there any more.")

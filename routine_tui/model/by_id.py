"""Finding one of many things by its id, such as a visit that a dialog was opened for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from routine_tui.model.errors import BadInput


class _Named(Protocol):
    @property
    def id(self) -> str: ...


Thing = TypeVar("Thing", bound=_Named)


def find(things: Iterable[Thing], thing_id: str) -> Thing | None:
    """The thing of an id, or None where it is not there."""
    return next((thing for thing in things if thing.id == thing_id), None)


def by_id(things: Iterable[Thing], thing_id: str, what: str) -> Thing:
    """The thing of an id. Raises BadInput, saying ``what`` it was, where another program has taken it away."""
    if (thing := find(things, thing_id)) is None:
        raise BadInput(f"That {what} no longer exists.")
    return thing


def newcomer(before: Iterable[Thing], after: Iterable[Thing]) -> Thing:
    """The thing that was added: the list has its own order, so the last one may be any."""
    known = {thing.id for thing in before}
    return next(thing for thing in after if thing.id not in known)

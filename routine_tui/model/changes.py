"""Only what somebody changed, put onto what is there at that moment: what another program changed meanwhile stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from routine_tui.model.errors import BadInput

Whole = TypeVar("Whole", bound=Struct)


class Members(Struct, frozen=True):
    """Which members a list gains and which it loses; all others stay."""

    gained: tuple[Any, ...]
    lost: tuple[Any, ...]

    @classmethod
    def between(cls, before: Iterable[Any], after: Iterable[Any]) -> Members:
        """What makes one list of another."""
        old, new = tuple(before), tuple(after)
        return cls(tuple(one for one in new if one not in old), tuple(one for one in old if one not in new))

    def __bool__(self) -> bool:
        """Whether the list becomes another one."""
        return bool(self.gained or self.lost)

    def __call__(self, now: Iterable[Any]) -> tuple[Any, ...]:
        """The list as it is now, with these gained and lost."""
        kept = [one for one in now if one not in self.lost]
        return (*kept, *(one for one in self.gained if one not in kept))


class Parts(Struct, frozen=True):
    """The fields in which a thing was changed, to be changed in what it has become since.

    So a schedule whose end was moved keeps a rule that another program changed meanwhile.
    """

    before: Struct
    after: Struct

    def __call__(self, now: Struct) -> Struct:
        """The thing as it is now, with the changed fields; ``after`` as a whole where they do not fit together."""
        parts = {name: getattr(self.after, name) for name in self.after.__struct_fields__}
        try:
            return replace(now, **{name: part for name, part in parts.items() if part != getattr(self.before, name)})
        except BadInput:
            return self.after


def differing(before: Struct | None, after: Struct, names: Iterable[str]) -> dict[str, Any]:
    """The changed fields by their names: a new value, or a function of the present one for a list or a schedule."""
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in names)
    return {name: _change(old, new) for name, old, new in pairs if old != new}


def resolved(thing: Struct, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Changes as plain values: a change that is a function is called with what the field holds now."""
    return {name: onto(getattr(thing, name, None), change) for name, change in changes.items()}


def with_changes(thing: Whole, changes: Mapping[str, Any]) -> Whole:
    """The thing with its fields changed."""
    return replace(thing, **resolved(thing, changes))


def onto(now: Any, change: Callable[[Any], Any] | Any) -> Any:
    """What a field that holds ``now`` holds after a change: the new value, or the result of a function of ``now``."""
    return change(now) if callable(change) else change


def _change(old: Any, new: Any) -> Any:
    if isinstance(old, tuple) and isinstance(new, tuple):
        return Members.between(old, new)
    return Parts(old, new) if isinstance(old, Struct) and isinstance(new, Struct) else new

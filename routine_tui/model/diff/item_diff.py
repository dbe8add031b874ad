"""What differs between two states of a recovery in the things that it holds by their ids: shelf, pictures, care."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

from msgspec import Struct

from routine_tui.model.diff.difference import Difference, quoted, shortened
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import escape_control_characters, listed, short_day


class _Kind(NamedTuple):
    """One kind of thing."""

    name: Callable[[Any], str]
    """What one is called."""
    texts: tuple[str, ...]
    """Which of its fields are a person's words."""
    of: Callable[[Recovery], tuple[Any, ...]]
    """Where a recovery holds them."""


_KINDS: Final[tuple[_Kind, ...]] = (
    _Kind(
        lambda one: f"Product {shortened(one.label)}",
        ("name", "brand", "ingredients", "trial_place", "ended_because"),
        lambda r: r.products,
    ),
    _Kind(lambda one: f"Picture of {short_day(one.day)}", ("caption",), lambda r: r.photos),
    _Kind(
        lambda one: f"Clinician's word of {short_day(one.at.date())} on {shortened(one.item)}",
        ("words",),
        lambda r: r.clearances,
    ),
    _Kind(
        lambda one: f"Visit of {short_day(one.day)}",
        ("who", "where", "why", "notes", "agreed"),
        lambda r: r.care.visits,
    ),
    _Kind(lambda one: f"Question {quoted(one.text)}", ("text", "answer"), lambda r: r.care.questions),
    _Kind(
        lambda one: f"Treatment {shortened(one.label)}",
        ("label", "set_by", "why", "dose", "effect", "ended_why", "note"),
        lambda r: r.care.courses,
    ),
    _Kind(
        lambda one: f"Procedure {shortened(one.label)}",
        ("label", "who", "where", "why", "note"),
        lambda r: r.care.procedures,
    ),
    _Kind(
        lambda one: f"Session of {short_day(one.day)}" if one.day else "Session that was cancelled",
        ("note",),
        lambda r: r.care.sessions,
    ),
    _Kind(lambda one: f"History, {shortened(one.id.replace('_', ' '))}", ("text",), lambda r: r.care.background),
    _Kind(
        lambda one: f"Contact of {short_day(one.day)}",
        ("name", "i_said", "said"),
        lambda r: r.care.contacts,
    ),
    _Kind(lambda one: f"Paper {shortened(one.name)}", ("name", "note"), lambda r: r.care.papers),
)


_CALLED: Final = {
    "placed": "day",
    "around": "pauses around sessions",
    "valid_from": "since",
    "days_after": "days from it on",
    "gap_least": "shortest gap",
    "gap_most": "longest gap",
    "step_ids": "steps",
    "ready": "ready to bring",
    "i_said": "what I said",
    "said": "what they said",
    "next_by": "next step by",
    "sha256": "checksum",
}
"""Fields whose names in the file say too little."""


def thing_differences(before: Recovery, after: Recovery) -> Iterator[Difference]:
    """What differs on the shelf, among the pictures, in a clinician's words and in what is planned with them."""
    for kind in _KINDS:
        old: dict[str, Any] = {one.id: one for one in kind.of(before)}
        new: dict[str, Any] = {one.id: one for one in kind.of(after)}
        for name in [*new, *(gone for gone in old if gone not in new)]:
            was, is_now = old.get(name), new.get(name)
            if was != is_now:
                yield Difference(kind.name(new.get(name, was)), *_changed(was, is_now))
                if was and is_now and kind.texts == ("text",) and was.text not in is_now.text:
                    yield Difference(f"{kind.name(is_now)}, text", quoted(was.text), quoted(is_now.text))


def found_things(known: Recovery, found: Recovery) -> Iterator[str]:
    """What was found of such things and is not known, each in a line with its fields."""
    for kind in _KINDS:
        here = {one.id: one for one in kind.of(known)}
        for one in kind.of(found):
            if here.get(one.id) != one:
                said = [
                    f"{_called(name)} {_told(getattr(one, name))}"
                    for name in one.__struct_fields__[1:]
                    if getattr(one, name) not in (None, "", (), False)
                ]
                yield escape_control_characters(f"{kind.name(one)}: {', '.join(said)}")


def replaced_texts(copy: Recovery, joined: Recovery) -> Iterator[Difference]:
    """The words of a copy that the joined recovery does not have."""
    for kind in _KINDS:
        here = {one.id: one for one in kind.of(joined)}
        for one in kind.of(copy):
            now = here.get(one.id)
            for text in kind.texts:
                said, kept = getattr(one, text), getattr(now, text) if now else ""
                if said not in kept:
                    yield Difference(f"{kind.name(one)}, {_called(text)}", quoted(said), quoted(kept))


def _told(value: Any) -> str:
    """A field's value as a person reads it."""
    if isinstance(value, bool):
        return "yes"
    if isinstance(value, tuple):
        return listed([_told(one) for one in value])
    if not isinstance(value, Struct):
        return str(value)
    said = ((_called(name), getattr(value, name)) for name in value.__struct_fields__)
    there = ((name, one) for name, one in said if one not in (None, "", (), 0))
    return " ".join(_told(one) if isinstance(one, tuple) else f"{name} {_told(one)}" for name, one in there)


def _called(name: str) -> str:
    """What a field is called."""
    return _CALLED.get(name, name.replace("_", " "))


def _changed(was: Any, is_now: Any) -> tuple[str, str]:
    if was is None or is_now is None:
        return ("there", "not there") if was else ("not there", "there")
    changed = [_called(name) for name in was.__struct_fields__ if getattr(was, name) != getattr(is_now, name)]
    return "as it is", f"changed: {listed(changed)}"

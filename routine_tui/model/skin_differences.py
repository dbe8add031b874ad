"""What differs between two states of a recovery in how the skin is doing, one line a difference."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from routine_tui.model.diary import Day
from routine_tui.model.difference import Difference, quoted, shortened
from routine_tui.model.recovery import Recovery
from routine_tui.model.skin import NAMES, PROFILE, TEMPERATURE, Answer, CheckIn
from routine_tui.model.words import listed, short_day, visible

if TYPE_CHECKING:
    from routine_tui.model.clearance import Clearance
    from routine_tui.model.photos import Photo
    from routine_tui.model.shelf import Product

_NOTHING = CheckIn()


def profile_differences(before: Recovery, after: Recovery) -> Iterator[Difference]:
    """What differs in what is asked once about the person."""
    for name in PROFILE:
        was, is_now = before.profile.get(name), after.profile.get(name)
        if was != is_now:
            yield Difference(f"Profile, {_said(name)}", _answer(name, was), _answer(name, is_now))


def thing_differences(before: Recovery, after: Recovery) -> Iterator[Difference]:
    """What differs on the shelf, among the pictures and in a clinician's words."""
    for table, (what, _) in _THINGS.items():
        old: dict[str, Any] = {one.id: one for one in getattr(before, table)}
        new: dict[str, Any] = {one.id: one for one in getattr(after, table)}
        for name in [*new, *(gone for gone in old if gone not in new)]:
            was, is_now = old.get(name), new.get(name)
            if was != is_now:
                yield Difference(what(new.get(name, was)), *_changed(was, is_now))


def day_differences(day: date, old: Day, new: Day) -> Iterator[Difference]:
    """What differs in the check-in of a day: each answer, the note, or only when it was made."""
    was, is_now = old.skin or _NOTHING, new.skin or _NOTHING
    when = short_day(day)
    for name in NAMES:
        if was.answers.get(name) != is_now.answers.get(name):
            answers = (_answer(name, one.answers.get(name)) for one in (was, is_now))
            yield Difference(f"{when}, {_said(name)}", *answers)
    if was.note != is_now.note:
        yield Difference(f"{when}, note of the check-in", quoted(was.note), quoted(is_now.note))
    if (was.answers, was.note) == (is_now.answers, is_now.note) and old.skin != new.skin:
        yield Difference(f"{when}, check-in", _made(old.skin), _made(new.skin))


def found_answers(known: Day, found: Day) -> str:
    """The answers and the note of a check-in that a known one does not have: ``redness 2, pus yes``; empty for none."""
    here, there = known.skin or _NOTHING, found.skin or _NOTHING
    said = [
        f"{_said(name)} {_answer(name, there.answers[name])}"
        for name in NAMES
        if name in there.answers and there.answers[name] != here.answers.get(name)
    ]
    if there.note and there.note != here.note:
        said.append(f"note “{visible(there.note)}”")
    return ", ".join(said)


def found_things(known: Recovery, found: Recovery) -> Iterator[str]:
    """What was found on the shelf, among the pictures, of a clinician's words and in the profile and is not known."""
    for name, answer in found.profile.items():
        if known.profile.get(name) != answer:
            yield f"Profile, {_said(name)}: {_answer(name, answer)}"
    for table, (what, _) in _THINGS.items():
        here = {one.id: one for one in getattr(known, table)}
        for one in getattr(found, table):
            if here.get(one.id) != one:
                said = [
                    f"{field.name.replace('_', ' ')} {getattr(one, field.name)}"
                    for field in fields(one)[1:]
                    if getattr(one, field.name) not in (None, "")
                ]
                yield visible(f"{what(one)}: {', '.join(said)}")


def replaced_answers(day: date, copied: Day, now: Day) -> Iterator[Difference]:
    """The answers and the note of a copy's check-in that the joined recovery does not have."""
    there, here = copied.skin or _NOTHING, now.skin or _NOTHING
    for name in NAMES:
        if name in there.answers and there.answers[name] != here.answers.get(name):
            answers = (_answer(name, one.answers.get(name)) for one in (there, here))
            yield Difference(f"{short_day(day)}, {_said(name)}", *answers)
    if there.note not in here.note:
        yield Difference(f"{short_day(day)}, note of the check-in", quoted(there.note), quoted(here.note))


def replaced_texts(copy: Recovery, joined: Recovery) -> Iterator[Difference]:
    """The names, lists, captions and words of a copy that the joined recovery does not have."""
    for table, (what, texts) in _THINGS.items():
        here = {one.id: one for one in getattr(joined, table)}
        for one in getattr(copy, table):
            now = here.get(one.id)
            for text in texts:
                said, kept = getattr(one, text), getattr(now, text) if now else ""
                if said not in kept:
                    yield Difference(f"{what(one)}, {text}", quoted(said), quoted(kept))


def _changed(was: Any, is_now: Any) -> tuple[str, str]:
    if was is None or is_now is None:
        return ("there", "not there") if was else ("not there", "there")
    changed = [
        field.name.replace("_", " ")
        for field in fields(was)
        if getattr(was, field.name) != getattr(is_now, field.name)
    ]  # fmt: skip
    return "as it is", f"another {listed(changed)}"


def _product(product: Product) -> str:
    return f"Product {shortened(product.label)}"


def _photo(photo: Photo) -> str:
    return f"Picture of {short_day(photo.day)}"


def _clearance(clearance: Clearance) -> str:
    return f"Clinician's word of {short_day(clearance.at.date())} on {shortened(clearance.item)}"


_THINGS: Final[dict[str, tuple[Callable[[Any], str], tuple[str, ...]]]] = {
    "products": (_product, ("name", "brand", "ingredients")),
    "photos": (_photo, ("caption",)),
    "clearances": (_clearance, ("words",)),
}
"""The fields of a recovery that hold such things: how one is named, and which of its fields are a person's words."""


def _said(name: str) -> str:
    return "temperature" if name == TEMPERATURE else name.replace("_", " ")


def _answer(name: str, answer: Answer | None) -> str:
    if answer is None:
        return "not answered"
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return f"{answer:.1f} °C" if name == TEMPERATURE else f"{answer:g}"


def _made(check_in: CheckIn | None) -> str:
    if check_in is None:
        return "not there"
    return f"made {check_in.at:%H:%M}" if check_in.at else "made at a time not known"

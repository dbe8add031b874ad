"""What differs between two states of a recovery in how the skin is doing, one line a difference."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from routine_tui.model.diff.difference import Difference, quoted
from routine_tui.model.recovery.check_in import NAMES, PROFILE, TEMPERATURE, Answer, CheckIn
from routine_tui.model.recovery.diary import Day
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import escape_control_characters, short_day

_NOTHING = CheckIn()


def profile_differences(before: Recovery, after: Recovery) -> Iterator[Difference]:
    """What differs in what is asked once about the person."""
    for name in PROFILE:
        was, is_now = before.profile.get(name), after.profile.get(name)
        if was != is_now:
            yield Difference(f"Profile, {_said(name)}", _answer(name, was), _answer(name, is_now))


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
        said.append(f"note “{escape_control_characters(there.note)}”")
    return ", ".join(said)


def found_profile(known: Recovery, found: Recovery) -> Iterator[str]:
    """What was found of what is asked once about the person, and is not known."""
    for name, answer in found.profile.items():
        if known.profile.get(name) != answer:
            yield f"Profile, {_said(name)}: {_answer(name, answer)}"


def replaced_answers(day: date, copied: Day, now: Day) -> Iterator[Difference]:
    """The answers and the note of a copy's check-in that the joined recovery does not have."""
    there, here = copied.skin or _NOTHING, now.skin or _NOTHING
    for name in NAMES:
        if name in there.answers and there.answers[name] != here.answers.get(name):
            answers = (_answer(name, one.answers.get(name)) for one in (there, here))
            yield Difference(f"{short_day(day)}, {_said(name)}", *answers)
    if there.note not in here.note:
        yield Difference(f"{short_day(day)}, note of the check-in", quoted(there.note), quoted(here.note))


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

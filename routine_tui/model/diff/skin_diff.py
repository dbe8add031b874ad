"""What differs between two states of a recovery in how the skin is doing, one line a difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from routine_tui.model.diff.difference import Difference, quoted
from routine_tui.model.recovery.answers import CONTACTED, NAMES, PROFILE, TEMPERATURE, Answer
from routine_tui.model.recovery.check_in import EVERYWHERE, CheckIn, Look
from routine_tui.model.recovery.diary import Day
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.check_in_table import look_hour
from routine_tui.model.text import escape_control_characters, short_day

_NOTHING = Look()


def profile_differences(before: Recovery, after: Recovery) -> Iterator[Difference]:
    """What differs in what is asked once about the person."""
    for name in PROFILE:
        was, is_now = before.profile.get(name), after.profile.get(name)
        if was != is_now:
            yield Difference(f"Profile, {_said(name)}", _answer(name, was), _answer(name, is_now))


def day_differences(day: date, old: Day, new: Day) -> Iterator[Difference]:
    """What differs in the looks of a day: each answer, its place, the note, and when a clinician was spoken to."""
    for when, was, is_now in _pairs(day, old, new):
        yield from _answer_differences(when, was, is_now, NAMES)
        for name in sorted(was.places.keys() | is_now.places.keys()):
            places = (quoted(one.places.get(name, "")) for one in (was, is_now))
            if was.places.get(name) != is_now.places.get(name):
                yield Difference(f"{when}, place of {'it' if name == EVERYWHERE else _said(name)}", *places)
        if was.note != is_now.note:
            yield Difference(f"{when}, note of the check-in", quoted(was.note), quoted(is_now.note))
        if was.spoken != is_now.spoken and was.answers.get(CONTACTED) == is_now.answers.get(CONTACTED):
            yield Difference(f"{when}, clinician spoken to", _spoken(was), _spoken(is_now))


def _pairs(day: date, old: Day, new: Day) -> Iterator[tuple[str, Look, Look]]:
    """The looks of a day by their moments, with words for each that name its hour where there are several."""
    before, after = ({look.at: look for look in (one.skin.looks if one.skin else ())} for one in (old, new))
    for at in sorted(before.keys() | after.keys(), key=lambda at: Look(at=at).moment):
        hour = look_hour(at) if len(before.keys() | after.keys()) > 1 else ""
        yield f"{short_day(day)}{hour}", before.get(at, _NOTHING), after.get(at, _NOTHING)


def _answer_differences(when: str, was: Look, is_now: Look, names: Iterable[str]) -> Iterator[Difference]:
    for name in names:
        if was.answers.get(name) != is_now.answers.get(name):
            answers = (_answer(name, one.answers.get(name)) for one in (was, is_now))
            yield Difference(f"{when}, {_said(name)}", *answers)


def _spoken(look: Look) -> str:
    return f"{look.spoken.at:%H:%M}, of {len(look.spoken.heard)} answers" if look.spoken else "not said"


def found_answers(known: Day, found: Day) -> str:
    """The answers and notes of looks that no known one has: ``redness 2, pus yes``; empty for none."""
    here = known.skin or CheckIn()
    said = []
    for look in found.skin.looks if found.skin else ():
        said += [
            f"{_said(name)} {_answer(name, look.answers[name])}"
            for name in NAMES
            if name in look.answers and all(look.answers[name] != one.answers.get(name) for one in here.looks)
        ]
        if look.note and all(look.note != one.note for one in here.looks):
            said.append(f"note “{escape_control_characters(look.note)}”")
    return ", ".join(said)


def found_profile(known: Recovery, found: Recovery) -> Iterator[str]:
    """What was found of what is asked once about the person, and is not known."""
    for name, answer in found.profile.items():
        if known.profile.get(name) != answer:
            yield f"Profile, {_said(name)}: {_answer(name, answer)}"


def replaced_answers(day: date, copied: Day, now: Day) -> Iterator[Difference]:
    """The answers and the notes of a copy's looks that the joined recovery does not have."""
    for when, there, here in _pairs(day, copied, now):
        yield from _answer_differences(when, there, here, (name for name in NAMES if name in there.answers))
        if there.note not in here.note:
            yield Difference(f"{when}, note of the check-in", quoted(there.note), quoted(here.note))


def _said(name: str) -> str:
    return "temperature" if name == TEMPERATURE else name.replace("_", " ")


def _answer(name: str, answer: Answer | None) -> str:
    if answer is None:
        return "not answered"
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return f"{answer:.1f} °C" if name == TEMPERATURE else f"{answer:g}"

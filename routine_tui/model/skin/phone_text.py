"""What to say on the phone: made from a check-in, the session, what was told once and the products, to be read out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from routine_tui.model.day.course_days import courses_in_use
from routine_tui.model.recovery.answers import (
    FEELINGS,
    INFECTION_SIGNS,
    MOOD,
    MORE_SIGNS,
    OF_THE_SESSION,
    PAINKILLER,
    SIGNS,
    TEMPERATURE,
    URGENT_SIGNS,
    Answers,
)
from routine_tui.model.recovery.session_kind import said_of, session_kind
from routine_tui.model.skin.answers import places_in_words
from routine_tui.model.skin.medicines import is_told
from routine_tui.model.skin.session_answers import counts_on
from routine_tui.model.text import clipped, days_in_words, listed, short_day

if TYPE_CHECKING:
    from routine_tui.model.recovery.recovery import Recovery

LONGEST: Final = 240
"""The most characters of a text of the person's own: it is read out."""
MOST_PRODUCTS: Final = 6
_NO_SIGNS: Final = ("contacted", "improving", "antibiotics", *OF_THE_SESSION, *MOOD)
"""What has a sentence of its own, or is nobody's business on the phone unless the person says so."""
_RISKS: Final = (
    ("pregnant", "I am pregnant, could be, or am trying to be"),
    ("weak_immunity", "my immune system is weakened"),
    ("diabetes", "I have diabetes"),
    ("blood_thinner", "I take a blood thinner"),
    ("isotretinoin", "I take isotretinoin, or did within the last 6 months"),
    ("cold_sores", "I get cold sores"),
)
_BY_MEDICINE: Final = {
    "weak_immunity": "I have or take something that can weaken the immune system",
    "diabetes": "I take a medicine that is given for diabetes",
}
"""What is said instead where nobody answered and a medicine points to it: metformin is given for other things too."""
_SESSION: Final = (("device", "with"), ("depth", "depth"), ("numbing", "numbing cream"), ("applied", "put on the skin"))
"""What the background may hold of the session, each with what stands before it."""


def phone_lines(
    recovery: Recovery, day: date, today: date, labels: Mapping[str, str], is_emergency: bool = False
) -> tuple[str, ...]:
    """What to say about the check-in of a day, a sentence or two a line; ``labels`` are those of the questions.

    In an emergency what is wrong comes first, as whoever answers asks for it first. It holds what was told as private
    too: it is read by nobody but the person.
    """
    check_in = recovery.record(day).skin
    answers = check_in.worst if check_in else {}
    places = [places_in_words(look.places) for look in check_in.looks if look.places] if check_in else []
    mood, is_of_more = _mood(answers), any(answers.get(name) is True for name in URGENT_SIGNS if name not in MOOD)
    session, found = _session(recovery, today), _found(answers, day, today, labels)
    lines = (
        "" if is_of_more else mood,
        *((found, session) if is_emergency else (session, found)),
        mood if is_of_more else "",
        f"Where: {clipped('; '.join(places), LONGEST)}." if places else "",
        _needles(recovery, day),
        _treated(answers),
        *_about(recovery, day),
    )
    return tuple(filter(None, lines))


def _mood(answers: Answers) -> str:
    said = answers.get("self_harm") is True
    return "I have thoughts of harming myself, and I need to talk to somebody now." if said else ""


def _session(recovery: Recovery, today: date) -> str:
    ago = (today - recovery.day_zero).days
    when = {0: "today", 1: "yesterday"}.get(ago, f"{days_in_words(ago)} ago, on {short_day(recovery.day_zero, today)}")
    told = [f"{word} {text}" for name, word in _SESSION if (text := _one_line(recovery.care.told(name)))]
    return f"I had {said_of(session_kind(recovery))} {when}{'; ' if told else ''}{'; '.join(told)}."


def _found(answers: Answers, day: date, today: date, labels: Mapping[str, str]) -> str:
    """What was answered: the worst numbers of the day, then what was answered with yes, what is urgent first."""
    ends = dict.fromkeys(SIGNS, 4) | dict.fromkeys(FEELINGS, 10)
    said = [f"{answers[TEMPERATURE]:.1f} °C"] if TEMPERATURE in answers else []
    said += [
        f"{_small(labels[name])} {answers[name]} of {end}" for name, end in ends.items() if answers.get(name, 0) > 0
    ]
    yes = [name for name in (*URGENT_SIGNS, *INFECTION_SIGNS, *MORE_SIGNS) if name not in _NO_SIGNS]
    said = [_small(labels[name]) for name in yes if answers.get(name) is True] + said
    if not said:
        return ""
    return f"{'Now' if day == today else f'On {short_day(day, today)}'}: {', '.join(said)}."


def _needles(recovery: Recovery, day: date) -> str:
    """What was seen of the needles, on whichever day that was said, until a clinician has heard of it."""
    said = []
    if counts_on(recovery, day, "shared_needle"):
        said.append("The needles may have been used on somebody else before me.")
    if counts_on(recovery, day, "dirty_needle"):
        said.append("The needles may not have been clean.")
        if recovery.profile.get("tetanus_known") is False:
            said.append("I am not sure that I am vaccinated against tetanus.")
    return " ".join(said)


def _treated(answers: Answers) -> str:
    said = []
    if answers.get("antibiotics") is True:
        days = answers.get("antibiotic_days")
        since = f" for {days_in_words(int(days))}" if days else ""
        worse = ", and it is not getting better" if answers.get("improving") is False else ""
        said.append(f"I have taken antibiotics for it{since}{worse}.")
    if answers.get(PAINKILLER) is True:
        said.append("I took something for pain or fever in the last 6 hours.")
    return " ".join(said)


def _about(recovery: Recovery, day: date) -> Iterator[str]:
    profile = recovery.profile
    risks = [
        words if profile.get(name) is True else _BY_MEDICINE.get(name, words)
        for name, words in _RISKS
        if is_told(recovery, day, name)
    ]
    if risks:
        yield f"{_capital(listed(risks))}."
    prescribed = [
        _one_line(f"{one.label} ({one.dose})" if one.dose else one.label) for one in courses_in_use(recovery, day)
    ]
    if taken := ", ".join(filter(None, (_one_line(recovery.care.told("medicines")), *prescribed))):
        yield f"I take{' or use' if prescribed else ''}: {taken}."
    allergies = _one_line(recovery.care.told("allergies"))
    if allergies:
        yield f"Allergies: {allergies}."
    if not taken or not allergies:
        lacking = [word for word, told in (("medicines", taken), ("allergies", allergies)) if not told]
        yield f"Say your {listed(lacking)} too, or that there are none."
    used = [clipped(one.label) for one in recovery.products if one.is_used(day)]
    if used:
        more = f" and {len(used) - MOST_PRODUCTS} more" if len(used) > MOST_PRODUCTS else ""
        yield f"On my skin I use: {', '.join(used[:MOST_PRODUCTS])}{more}."


def _one_line(text: str) -> str:
    """A text on one line; two lines of it are read as two things, unless a comma goes on with the first."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    return clipped("; ".join(lines).replace(",; ", ", ").replace(";; ", "; "), LONGEST).rstrip(".")


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]

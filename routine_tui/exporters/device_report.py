"""The facts in the order in which reports about devices ask for them, as text to copy.

The person, the event, its dates and outcome, the device, the operator, the sample. It is text to copy from: which
authority wants what, and by when, it does not say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from routine_tui.exporters.escapes import one_line
from routine_tui.model.care.record_letter import STATE_WORDS, state_of, state_words
from routine_tui.model.recovery.answers import FEELINGS, MOOD, NO_SIGNS, SIGNS, Answer
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.session_kind import KIND, said_of, session_kind
from routine_tui.model.text import listed

NOT_KNOWN: Final = "[not known]"
_PERSON: Final = (("allergies", "Allergies"), ("medicines", "Medicines"))
_EVENT: Final = ((KIND, "What was done"), ("areas", "Areas"))
_DEVICE: Final = (("device", "Brand and model"), ("serial", "Serial number"), ("cartridge", "Cartridge or tip"),
                  ("depth", "Depth or energy, passes"), ("opened", "Opened in front of the person"))  # fmt: skip
_USED: Final = (("applied", "Products put on the skin"), ("numbing", "Numbing cream"), ("disinfectant", "Disinfectant"))
_OPERATOR: Final = (("clinic", "Place and operator"), ("training", "Training"))


def device_report(recovery: Recovery, labels: Mapping[str, str], today: date) -> str:
    """The facts of a recovery, from which what is not to be shared was taken; ``labels`` are those of the questions."""
    worst = _worst(recovery)
    first = min((day for day, record in recovery.days.items() if record.skin), default=None)
    seen = [f"{labels.get(name, name)}: {words}" for name, words in worst] or ["What was seen: nothing is recorded"]
    born, skin_type = recovery.profile.get("born"), recovery.profile.get("phototype")
    known = [_told(recovery, name, label, today) for name, label in _PERSON]
    parts: list[tuple[str, list[str]]] = [
        ("PERSON", [_row("Year of birth", born), _row("Skin type", skin_type), *known]),
        ("EVENT", [*(_told(recovery, name, label, today) for name, label in _EVENT), *seen]),
        ("DATES", [f"Session: {recovery.day_zero}", f"First check-in: {first or 'none'}", f"This text: {today}"]),
        ("OUTCOME", [*_outcome(recovery, labels)]),
        ("DEVICE", [_told(recovery, name, label, today) for name, label in (*_DEVICE, *_USED)]),
        ("OPERATOR", [_told(recovery, name, label, today) for name, label in _OPERATOR]),
        ("SAMPLE KEPT", ["Cartridge, tip or product kept by the person: [fill in]"]),
    ]
    body = "\n\n".join("\n".join([heading, *(f"  {line}" for line in rows)]) for heading, rows in parts)
    return f"{body}\n\nSelf-reported, from the person's own record. Nothing here says what caused it.\n"


def _told(recovery: Recovery, field_id: str, label: str, today: date) -> str:
    text = one_line(recovery.care.told(field_id))
    if field_id == KIND and session_kind(recovery):
        text = said_of(session_kind(recovery))
    if text:
        return f"{label}: {text}"
    state = state_of(recovery, field_id)
    return (
        f"{label}: {state_words(recovery, field_id, today) or (NOT_KNOWN if state == 'open' else STATE_WORDS[state])}"
    )


def _row(label: str, value: object) -> str:
    return f"{label}: {NOT_KNOWN if value is None else value}"


def _worst(recovery: Recovery) -> list[tuple[str, str]]:
    """What was seen at its worst, with the first day on which it was so; nothing of mood."""
    found: dict[str, tuple[float, date]] = {}
    for day in sorted(recovery.days):
        skin = recovery.days[day].skin
        for name, answer in skin.worst.items() if skin else ():
            if name not in (*MOOD, *NO_SIGNS) and answer and (name not in found or answer > found[name][0]):
                found[name] = answer, day
    return [
        (name, f"{_value(name, answer)} on {day} (D{recovery.offset(day)})") for name, (answer, day) in found.items()
    ]


def _value(name: str, answer: Answer) -> str:
    if isinstance(answer, bool):
        return "yes"
    most = 4 if name in SIGNS else 10 if name in FEELINGS else None
    return f"{answer:g} of {most}" if most else f"{answer:g}"


def _outcome(recovery: Recovery, labels: Mapping[str, str]) -> Iterator[str]:
    """What the newest check-in says, and who was seen."""
    newest = max((day for day, record in recovery.days.items() if record.skin), default=None)
    if newest is None:
        yield "Newest check-in: none"
    else:
        skin = recovery.days[newest].skin
        said = [
            f"{labels.get(name, name)} {_value(name, answer)}"
            for name, answer in (skin.answers.items() if skin else ())
            if answer and name not in (*MOOD, *NO_SIGNS)
        ]
        yield f"Newest check-in, {newest}: {listed(said) or 'nothing of it'}"
    seen = [
        f"{one.day} {one_line(one.title)}"
        for one in recovery.care.visits
        if not one.called_off and (one.notes or one.agreed)
    ]
    yield f"Visits: {listed(seen) or 'none recorded'}"
    treated = [one_line(one.label) for one in recovery.care.courses]
    yield f"Treatments prescribed: {listed(treated) or 'none recorded'}"

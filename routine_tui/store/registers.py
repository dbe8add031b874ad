"""When each part of a document was last changed, so that copies of a recovery that meet again can be joined.

A document is taken apart into *registers*: what can change by itself, such as the mark of one step on one day, or the
product of a step from a day on. Each has a *stamp*, the moment of its last change (UTC); of two copies the later one
counts. What was taken away keeps its stamp, so that an older copy does not bring it back. Stamps are kept in the
document under ``changed``; those that follow from the document itself (a mark's own moment) are left out. What was
changed after it was taken away is there again. What a document cannot show of its registers it keeps under ``unseen``:
without that, who met whom first would decide.

This is a map of last-writer-wins registers (Shapiro et al., "A comprehensive study of Convergent and Commutative
Replicated Data Types", 2011): joining is commutative, associative and idempotent because taking the greater of two is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from routine_tui.model.recovery.answers import OF_THE_SKIN, Answer, worse_of
from routine_tui.store.document_parts import (
    ANSWERS,
    GONE,
    LISTS,
    PRIVATE,
    STAMPS,
    UNSEEN,
    Document,
    Table,
    document_of_values,
    is_of,
    values_of,
)
from routine_tui.store.note_lines import (
    AFTER,
    WHOLE_OF_STEP,
    is_of_note,
    is_whole,
    line_of,
    line_values,
    notes_of,
    whole_of,
)
from routine_tui.store.past_values import APART, PAST, pasts
from routine_tui.store.stamps import (
    NEVER,
    NO_PART,
    Register,
    Registers,
    stamp_of,
)

_ALL: Final = ""
"""The key, among a document's stamps, of the stamp for all registers that have none of their own."""
_LISTS: Final = frozenset(field for fields in LISTS.values() for field in fields)


def content(table: Table, document: Document | None) -> Document | None:
    """A document without its stamps; None where there is no document, and for a day with nothing recorded.

    Where another copy took a mark away, the note of that mark is added to the day's note.
    """
    if document is None:
        return None
    said = {key: value for key, value in document.items() if key not in (STAMPS, UNSEEN)}
    if table != "days":
        return said
    if isinstance(document.get(UNSEEN), dict) and (lost := _lost_notes(document)):
        said["note"] = "\n".join([*filter(None, [said.get("note")]), *lost])
    if is_spoken(said):
        said["skin"] = {"looks": [_with_heard(document, look) for look in said["skin"]["looks"]]}
    return said if said["marks"] or said.get("note") or said.get("skin") else None


def _lost_notes(document: Document) -> list[str]:
    """The notes of marks that another copy took away, each after its step's id."""
    stamps, lines = document.get(STAMPS, {}), {}
    if not isinstance(stamps, dict):  # another hand wrote it, and it is refused with a sentence
        return []
    for name, value in _unseen(document).items():
        if is_of_note(name) and value is not None:
            whole = stamps.get(whole_of(name), NEVER)
            if stamps.get(line_of(name), whole) >= whole:
                lines[name] = value
    lost = notes_of(dict(sorted(lines.items(), key=lambda line: stamps.get(line_of(line[0]), NEVER))))
    return [f"{step_id}: {lost[step_id]}" for step_id in sorted(lost) if step_id and step_id not in document["marks"]]


def _unseen(document: Document) -> dict[str, Any]:
    """The values that the rest of a document does not show; a note that an older version kept whole, by its lines."""
    found: dict[str, Any] = {}
    for name, value in document.get(UNSEEN, {}).items():
        if name.startswith(WHOLE_OF_STEP):
            found |= line_values(value or "", name.removeprefix(WHOLE_OF_STEP))
        else:
            found[name] = value
    return found


def shown_values(table: Table, document: Document | None) -> dict[str, Any]:
    """The values of a document's content, by name."""
    said = content(table, document)
    return values_of(table, said) if said else {}


def is_spoken(day: Document) -> bool:
    """Whether a day's document says of a look that a clinician was spoken to."""
    looks = day["skin"].get("looks", ()) if "skin" in day else ()
    return any("spoken" in look for look in looks) if looks else False


def _with_heard(document: Document, look: Document) -> Document:
    """A look in which a clinician who was spoken to has also heard what another copy had recorded by then."""
    if "spoken" not in look:
        return look
    return look | {"spoken": look["spoken"] | {"heard": _heard(document, look)}}


def _heard(document: Document, look: Document) -> Document:
    """What had been answered when a clinician was spoken to in a look: there, and in the looks before it.

    What this look's document says was heard stands for what no register tells any more.
    """
    parts, then = registers("days", document), stamp_of(look["spoken"]["at"])
    told: dict[str, Answer] = {}
    known = set()
    for name in {_of_past(name) for name in parts}:
        question, _, at = name.removeprefix("skin:").rpartition("@")
        if not name.startswith("skin:") or question not in OF_THE_SKIN or _moment(at) > _moment(look.get("at", "")):
            continue
        said = [*pasts(parts, name), *([parts[name]] if name in parts else [])]
        if by_then := [one for one in said if one.stamp <= then]:
            known.add(question)
            if (answer := by_then[-1].value) is not None:
                told[question] = worse_of(question, told[question], answer) if question in told else answer
    heard = {name: answer for name, answer in look["spoken"]["heard"].items() if name not in known} | told
    return dict(sorted(heard.items()))


def _of_past(name: str) -> str:
    """The name of a register without the prefix and the stamp that mark one of its past values."""
    return name.removeprefix(PAST).rpartition("@")[0] if name.startswith(PAST) else name


def _moment(at: str) -> str:
    """The moment of a look as a stamp; the earliest of all where the moment is not known."""
    return stamp_of(at) if at else NEVER


def registers(table: Table, document: Document) -> Registers:
    """The registers of a document; one that was taken away has a stamp and no value."""
    stamps: Mapping[str, str] = document.get(STAMPS, {})
    values = _values(table, document)
    moments = _moments(document) if table == "days" else {}
    known = {
        name: Register(_stamp(name, stamps, moments), value) for name, value in values.items() if value is not None
    }
    gone = {
        name: Register(stamp, None)
        for name, stamp in stamps.items()
        if name not in known and name != _ALL and not name.startswith(APART)  # as one version stamped the past
    }
    if table in ANSWERS and document.get(GONE):
        gone |= dict.fromkeys(_left(table, document), Register(known[GONE].stamp, None))
    return known | gone


def _left(table: Table, document: Document) -> set[str]:
    """What an older version left in the document of an answer that was taken back: it went with the answer."""
    said = values_of(table, {key: value for key, value in document.items() if key != GONE})
    return said.keys() - {PRIVATE}


def differing_registers(
    table: Table, old: Document | None, new: Document | None
) -> Iterator[tuple[str, Register | None, Register]]:
    """Each register of which the value differs in two states of a document: its name, what it was, and what it is.

    None for what it was where the old state does not know it.
    """
    were, are = (_values(table, document) if document else {} for document in (old, new))
    for name in were.keys() | are.keys():
        if were.get(name) != are.get(name):
            yield name, _register(table, old, name, were), _register(table, new, name, are) or NO_PART


def _register(table: Table, document: Document | None, name: str, values: Mapping[str, Any]) -> Register | None:
    """One register of a document of which the values are known."""
    if document is None:
        return None
    stamps: Mapping[str, str] = document.get(STAMPS, {})
    if values.get(name) is not None:
        return Register(_stamp(name, stamps, _moments(document) if table == "days" else {}), values[name])
    is_gone = name in stamps and name != _ALL and not name.startswith(APART)  # as one version stamped the past
    return Register(stamps[name], None) if is_gone else None


def _values(table: Table, document: Document) -> dict[str, Any]:
    """The values of a document's registers, by name."""
    return values_of(table, document) | (_unseen(document) if UNSEEN in document else {})


def document_of_registers(table: Table, fixed: Document, parts: Registers) -> Document:
    """The document that registers make up. A thing that was changed after it was taken away is there again."""
    names = sorted(parts, key=lambda name: (parts[name].stamp if is_of_note(name) else NEVER, name))
    values = {name: parts[name].value for name in names if parts[name].value is not None}
    stamps = {name: parts[name].stamp for name in sorted(parts)}
    apart = {name for name in values if name.startswith(APART)}
    hidden = apart | {name for name in values if stamps[name] < _floor(table, name, parts)}
    if GONE in values and stamps[GONE] < max(stamps[name] for name in stamps.keys() - apart):
        hidden.add(GONE)
    if table in ANSWERS and values.keys() - apart - {GONE, PRIVATE}:
        hidden.add(GONE)
    document = fixed | document_of_values(table, {name: value for name, value in values.items() if name not in hidden})
    shown = values_of(table, document)
    both = sorted(values.keys() | shown.keys())
    if unseen := {name: values.get(name) for name in both if values.get(name) != shown.get(name)}:
        document[UNSEEN] = unseen
    told_apart = {"last_day"} if table == "pauses" and is_over_at_once(document) else set()
    if table != "days":
        begun = min((stamps[name] for name in values.keys() - apart), default=NEVER)
        kept = {_ALL: begun} if begun else {}
        kept |= {field: stamps[field] for field in LISTS.get(table, ()) if field in stamps}
        kept |= {
            name: stamp
            for name, stamp in stamps.items()
            if name not in apart and (name not in values or name in told_apart or stamp != _stamp(name, kept, {}))
        }
    else:
        moments = _moments(document)
        whole = {name: stamp for name, stamp in stamps.items() if is_whole(name)}
        kept = {
            name: stamp for name, stamp in stamps.items() if name not in values or stamp != _stamp(name, whole, moments)
        }
        kept = {
            name: stamp
            for name, stamp in kept.items()
            if not name.startswith(AFTER) or name not in values or stamp != stamps.get(line_of(name))
        }
    return document | {STAMPS: kept} if kept else document


def is_over_at_once(pause: Document) -> bool:
    """Whether a pause ends before it begins, as where one goes on with everything on its first day."""
    last = pause.get("last_day")
    return last is not None and bool(last < pause["first_day"])


def _floor(table: Table, name: str, parts: Registers) -> str:
    """The stamp before which a part no longer counts; ``NEVER`` where each counts.

    For a line of a list it is that of the list where an older version wrote it as one part, and for something that was
    taken that of the last time its number was set, skipped or cleared.
    """
    if table == "days" and is_of_note(name):
        note = whole_of(name)
        return parts[note].stamp if note in parts else NEVER
    if table == "days":
        return last_reset(name, parts) if name.startswith("taken:") else NEVER
    whole = next((parts[field] for field in LISTS.get(table, ()) if field in parts and is_of(name, field)), None)
    return whole.stamp if whole else NEVER


def last_reset(taken: str, parts: Registers) -> str:
    """When the step of a ``taken:`` part was last skipped, unticked or given a number, as a stamp."""
    step_id = taken.removeprefix("taken:").rpartition("@")[0]
    marks = [*pasts(parts, f"mark:{step_id}"), parts.get(f"mark:{step_id}", NO_PART)]
    resets = [parts.get(f"reset:{step_id}", NO_PART), *(one for one in marks if is_reset("mark:", one))]
    return max(one.stamp for one in resets)


def is_reset(name: str, part: Register) -> bool:
    """Whether a part is a mark that was cleared or skipped, so that what was taken before no longer counts."""
    return name.startswith("mark:") and (part.value is None or part.value["state"] != "done")


def _stamp(name: str, stamps: Mapping[str, str], moments: Mapping[str, str]) -> str:
    """The stamp of a register: its own, else the moment of its mark or look, else that of the document."""
    if name in stamps:
        return stamps[name]
    kind, _, step_id = name.partition(":")
    if name.startswith(APART):
        return name.rpartition("@")[2]
    if kind == "taken":
        return stamp_of(name.rpartition("@")[2])
    if is_of_note(name):
        whole = whole_of(name)
        moment = moments.get(whole.removeprefix(WHOLE_OF_STEP))
        return stamps.get(line_of(name)) or stamps.get(whole) or (stamp_of(moment) if moment else NEVER)
    if (field := kind.partition(" ")[0]) in _LISTS and field in stamps and is_of(name, field):
        return stamps[field]  # a list that an older version changed as a whole
    if kind.startswith("skin"):
        return _moment(name.rpartition("@")[2])
    if kind == "mark" and step_id in moments:
        return stamp_of(moments[step_id])
    return stamps.get(_ALL, NEVER)


def _moments(document: Document) -> dict[str, str]:
    """The moments of the marks in a day's document, by step id."""
    return {step_id: mark["at"] for step_id, mark in document.get("marks", {}).items()}

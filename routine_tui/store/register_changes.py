"""What becomes of a document when it changes, and when that is undone: the stamps of the registers that differ.

A change stamps each register that it makes another one, even with a clock that was set back later than what it
replaces. Undoing is no such change: it gives each register the value and the stamp of before, and says that the change
is void, in every copy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from routine_tui.store.document_parts import (
    ANSWERS,
    FIXED,
    GONE,
    PRIVATE,
    Document,
    Table,
    still_so,
    values_of,
)
from routine_tui.store.note_lines import is_of_note, whole_of
from routine_tui.store.past_values import APART, PAST, VOID, keep_past
from routine_tui.store.product_names import with_names
from routine_tui.store.registers import content, document_of_registers, is_reset, last_reset, registers, shown_values
from routine_tui.store.stamps import NEVER, Register, Registers, stamp_after, stamp_at
from routine_tui.store.step_lives import BEGINS, name_from_day
from routine_tui.store.undone_steps import is_undone, with_adding_undone

_NEVER_SHOWN: Final = (*APART, "reset:")
"""Begins the names of registers that no content tells: a change of what is told leaves them as they are."""


def restamp(table: Table, present: Document | None, wanted: Document | None, at: datetime) -> Document | None:
    """The wanted document, in which every register that differs from the present document is stamped as changed now.

    Even with a clock that was set back, the new stamp is later than the one that it replaces. None where there is
    neither a present nor a wanted document.
    """
    known = present or wanted
    if known is None:
        return None
    if table in ANSWERS and wanted and wanted.get(GONE):
        wanted = None  # as an undo in an older file has it
    before = registers(table, present) if present else {}
    shown = {name: value for name, value in shown_values(table, present).items() if not _is_void(name, before)}
    after = values_of(table, wanted) if wanted else _of_gone(table, shown)
    told = after | still_so(table, shown, after)
    fixed = {name: known[name] for name in FIXED[table]}
    document = document_of_registers(table, fixed, before | _differing(shown, told, before, at))
    if shown_values(table, document) == after:
        return with_names(document, wanted or known)
    kept = {name: part.value for name, part in before.items() if not name.startswith(_NEVER_SHOWN)}
    unwanted = {name: value for name, value in kept.items() if name not in told}  # what was unseen came to light
    as_kept = dict(_as_kept(shown, kept))
    document = document_of_registers(table, fixed, before | _differing(as_kept | unwanted, told, before, at))
    return with_names(document, wanted or known)


def _of_gone(table: Table, shown: Mapping[str, Any]) -> dict[str, Any]:
    """What a document tells of a thing that is taken away; a day of which nothing is recorded tells nothing."""
    if table in ANSWERS:
        return {GONE: True} | {name: value for name, value in shown.items() if name == PRIVATE}
    return {} if table == "days" else {**shown, GONE: True}


def _is_void(name: str, parts: Registers) -> bool:
    """Whether the change that a register tells was taken back."""
    return name in parts and (f"{VOID}{name}@{parts[name].stamp}" in parts or is_undone(name, parts))


def _as_kept(shown: Mapping[str, Any], kept: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What registers hold of what is shown, where that differs: another register hides it, and may do so no longer.

    A note that is shown is put together of several, and so is what a clinician has heard: neither is of one register.
    """
    for name, value in shown.items():
        if is_of_note(name):
            if kept.get(name) == value:
                yield name, value
        else:
            yield name, value if name.startswith("skin") else kept.get(name, value)


def _differing(old: Mapping[str, Any], new: Mapping[str, Any], before: Registers, at: datetime) -> Registers:
    """The registers that are not as they were, changed now."""
    names = [name for name in old.keys() | new.keys() if old.get(name) != new.get(name)]
    changed = {name: Register(_next(name, before, at), new.get(name)) for name in names}
    for name in names:
        if name in before and (name.startswith("skin:") or is_reset(name, before[name])):
            keep_past(changed, name, before[name])  # a clinician has heard it, or what was taken before it is over
    return changed | _counted_anew(old, new, before, at)


def _counted_anew(old: Mapping[str, Any], new: Mapping[str, Any], before: Registers, at: datetime) -> Registers:
    """Reset registers, for steps of which somebody set the number of times by itself.

    What another copy recorded as taken before that moment no longer adds to the number.
    """
    found: Registers = {}
    if not any(name.startswith("taken:") for name in new):
        return found
    for mark in (name for name in new if name.startswith("mark:")):
        step_id, reset = mark[5:], f"reset:{mark[5:]}"
        were, are = (_taken(step_id, values) for values in (old, new))
        if len(are) == 1 and not are.keys() & were.keys() and next(iter(are.values())) > 1:
            since = _next(reset, before, at)
            found[reset] = Register(since, since)
    return found


def _taken(step_id: str, values: Mapping[str, Any]) -> dict[str, int]:
    """How often a step was taken, by the moment."""
    start = f"taken:{step_id}@"
    return {name[len(start) :]: times for name, times in values.items() if name.startswith(start)}


def _next(name: str, before: Registers, at: datetime) -> str:
    """The stamp of a register that changes now: later than the stamps of what the change replaces.

    Taking a thing away replaces all of its registers. That something was taken counts after the skip or untick before
    it, whatever the clock says, and a line of a note after what an older version wrote as a whole. A change that was
    taken back stays void, so no other change of the same register has its stamp.
    """
    now = stamp_at(at)
    replaced = before.values() if name == GONE else [before[name]] if name in before else []
    newest = max((register.stamp for register in replaced), default=NEVER)
    if name.startswith("taken:"):
        newest = max(newest, last_reset(name, before))
    if BEGINS in before and (same := name_from_day(before[BEGINS].value, name)) in before:
        newest = max(newest, before[same].stamp)
    if is_of_note(name) and (whole := whole_of(name)) in before:
        newest = max(newest, before[whole].stamp)
    stamp = now if now > newest else stamp_after(newest)
    while f"{VOID}{name}@{stamp}" in before:
        stamp = stamp_after(stamp)
    return stamp


def put_back(table: Table, present: Document | None, earlier: Document | None) -> Document | None:
    """A document as it was before another copy was joined with it, so that joining it again brings the same again.

    What was changed and taken back since stays taken back for every copy: that is newer than the joining. None where
    the document was not there.
    """
    if present is None or (earlier is None and table != "days"):
        return earlier
    now, then = registers(table, present), registers(table, earlier) if earlier else {}
    parts = then | {name: part for name, part in now.items() if name.startswith(VOID)}
    if table == "days":
        unticked = {name for name in now if now[name].value is None and (name not in then or then[name].value is None)}
        parts |= {name: now[name] for name in unticked}
    fixed = {name: present[name] for name in FIXED[table]}
    return with_names(document_of_registers(table, fixed, parts), present) if parts else None


def taken_back(table: Table, present: Document | None, earlier: Document | None, at: datetime) -> Document | None:
    """A document as it was before a change that is undone: what it changed has the value and the stamp of before.

    The change itself is void, in every copy: so undoing takes nothing back that somebody else changed meanwhile.
    """
    if present is None or (earlier is None and table not in ("days", "steps", *ANSWERS)):
        return restamp(table, present, content(table, earlier), at)
    now, then = registers(table, present), registers(table, earlier) if earlier else {}
    fixed = {name: present[name] for name in FIXED[table]}
    if table == "steps" and (earlier is None or is_undone(BEGINS, then)):
        parts = with_adding_undone(now, then, _next(GONE, now, at))
        return with_names(document_of_registers(table, fixed, parts), present)
    parts = {name: part for name, part in {**then, **now}.items() if name.startswith(APART)}
    for name in (now.keys() | then.keys()) - parts.keys():
        is_now, was = now.get(name), then.get(name)
        if is_now and (is_now.value == was.value if was else is_now.value is None):
            parts[name] = is_now
            continue
        if is_now:
            parts[f"{VOID}{name}@{is_now.stamp}"] = Register(is_now.stamp, True)
        if was:
            parts[name] = was
            parts.pop(f"{PAST}{name}@{was.stamp}", None)
    if earlier is None and table in ANSWERS:
        parts |= {name: now[name] for name in now if name == PRIVATE} | {GONE: Register(_next(GONE, now, at), True)}
    return with_names(document_of_registers(table, fixed, parts), earlier or present)

"""The record of a case as texts: cover, session, contacts, papers, entries with both dates, changes, contact sheet.

It is the person's own record. It judges nothing and says nothing of law.
"""

from __future__ import annotations

import csv
import html
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Final

from msgspec import Struct

from routine_tui.exporters.escapes import lines, one_line, spreadsheet
from routine_tui.model.care.record_letter import STATE_WORDS, state_of, state_words
from routine_tui.model.care.visit_checklist import held
from routine_tui.model.recovery.background import BackgroundField
from routine_tui.model.recovery.change import Change
from routine_tui.model.recovery.contact import Contact
from routine_tui.model.recovery.paid import paid_together
from routine_tui.model.recovery.paper import Paper
from routine_tui.model.recovery.photo import Photo, in_order
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.weeks import LOOKING_WORDS, WeekEffect
from routine_tui.model.skin.photo_day import is_before
from routine_tui.model.text import listed

OWN_RECORD: Final = "This is the person's own record, not proof of anything. Ask an adviser what is needed."


_SETUP: Final = ("steps/", "recovery/", "pauses/", "procedures/", "sessions/")
_DELETED: Final = "/gone"
"""How the id of a value ends that says that a thing was taken away; what it said before is in the list of changes."""
_PRIVATE: Final = "/private"
"""How it ends where it says whether a thing stays out of what is shared: of a cleared answer this stays said."""
_OF_FILES: Final = ("/file", "/sha256", "/original", "/added", "/id")
"""What is no entry of the person's: the routine, and what a file is called; the list of changes has all of it."""
_STYLE: Final = """<style>
body { font: 14px/1.4 sans-serif; margin: 2em }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(220px, 1fr)); gap: 1.5em }
figure { margin: 0; break-inside: avoid }
img { width: 100%; height: auto }
figcaption { color: #444 }
</style>"""


class CaseRequest(Struct, frozen=True):
    """What a record is made of: what may be shared of a recovery, and when it was written."""

    recovery: Recovery
    """Without what stays out of it."""
    changes: tuple[Change, ...]
    fields: tuple[BackgroundField, ...]
    """Those about the session."""
    now: datetime
    left_out: tuple[str, ...]
    """What stays out of it, in words."""
    value_words: Callable[[object], str]
    """A value of a change, as a person reads it."""
    local: Callable[[datetime], datetime]
    """A moment as the clock of the place shows it."""
    missing: tuple[str, ...] = ()
    """Files that are named in it and are not there."""


def texts_of(request: CaseRequest) -> dict[str, bytes]:
    """The texts of a record by their names in the zip."""
    recovery = request.recovery
    return {
        "cover.txt": _cover(request).encode(),
        "session.txt": _session(request).encode(),
        "contacts.txt": _contacts(recovery.care.contacts, request.local).encode(),
        "papers.csv": _table(
            ("file", "kind", "date", "name", "note", "paid", "added", "sha256"),
            (_paper(request, one) for one in recovery.care.papers),
        ),
        "weeks.csv": _table(
            ("week_from", "week_to", "days_at_home", "days_off_work", "bad_nights", "looking", "somebody_trusted_sees"),
            map(_week, recovery.weeks),
        ),
        "products.csv": _table(
            ("product", "category", "first_used", "ended", "ended_because", "trial_on", "trial_place", "trial_went",
             "day", "seen", "within"),
            _products(recovery),
        ),
        "pictures.csv": _table(
            ("file", "original", "day", "camera", "added", "place", "light", "before", "caption", "sha256_of_original"),
            ((*_names(one), _day(one.day), one.camera, _moment(request, one.added), one.place, one.light,
              "yes" if is_before(recovery, one) else "", one.caption, one.sha256) for one in in_order(recovery.photos)),
        ),
        "entries.csv": _table(
            ("for_day", "written", "times_changed", "last_written", "what", "value"), _entries(request)
        ),
        "changes.csv": _table(
            ("written", "for_day", "what", "before", "after"),
            ((_moment(request, one.written), _day(one.for_day), one.what, request.value_words(one.before),
              request.value_words(one.after)) for one in request.changes),
        ),
        "contact-sheet.html": _contact_sheet(recovery, request.now.date()).encode(),
    }  # fmt: skip


def _cover(request: CaseRequest) -> str:
    recovery = request.recovery
    care = recovery.care
    found = [
        f"Record of {one_line(recovery.name)}",
        "",
        f"Session: {recovery.day_zero}",
        f"Made: {request.local(request.now).isoformat(timespec='minutes')}",
        "",
        OWN_RECORD,
        "",
        "What is in it",
        "  session.txt         what was done, field by field, and how it stands with what is not known",
        f"  contacts.txt        {len(care.contacts)} contacts: who, when, what was said",
        f"  products.csv        {len(recovery.products)} products: since when, trials, what was seen after each",
        f"  weeks.csv           {len(recovery.weeks)} weeks: days at home, days off work, bad nights",
        "  entries.csv         each entry with two dates: the day it is for, and when it was written",
        "  changes.csv         each change: when it was written, what it said before and after",
        "  contact-sheet.html  the pictures with their dates, to be opened in a browser",
        f"  pictures/           {len(recovery.photos)} pictures, as clean copies; pictures.csv lists them",
        f"  originals/          {sum(bool(one.original) for one in recovery.photos)} of them byte for byte as added",
        f"  papers/             {len(care.papers)} papers, byte for byte as added; papers.csv lists them",
        "  SHA256SUMS          a checksum of each file: sha256sum -c SHA256SUMS",
        "",
        "Times are those of the computer on which it was written, with their offset from UTC. A picture's camera time",
        "is that of the camera's own clock. What has no written time was there from the beginning (e.g. the",
        "routine) or is older than the list of changes. What was deleted is in changes.csv only.",
    ]
    if sums := paid_together(one.paid for one in care.papers):
        found += ["", f"Paid, as the papers say: {listed(sums)}. What no paper says is not counted."]
    if request.left_out:
        found += ["", f"Left out: {listed(request.left_out)}."]
    if request.missing:
        found += ["", f"Named, but no longer there: {listed(request.missing)}."]
    return "\n".join(found) + "\n"


def _session(request: CaseRequest) -> str:
    recovery, today = request.recovery, request.now.date()
    found = [f"The session of {recovery.day_zero}", ""]
    for field in request.fields:
        said = _indented(recovery.care.told(field.id)) or one_line(held(recovery, field))
        state = state_words(recovery, field.id, today) or STATE_WORDS[state_of(recovery, field.id)]
        found.append(f"{field.label}: {said or state}")
    return "\n".join(found) + "\n"


def _contacts(contacts: Sequence[Contact], local: Callable[[datetime], datetime]) -> str:
    found = ["Contacts", ""]
    for one in contacts:
        when = local(one.at).isoformat(sep=" ", timespec="minutes") if one.at else _day(one.day)
        by = f", {one.by}" if one.by else ""
        found.append(f"{when}  {one_line(one.title)}{by}")
        found += [f"  Said by the person: {_indented(one.i_said)}"] if one.i_said else []
        found.append(f"  Answer: {_indented(one.said)}" if one.said else "  No answer is recorded.")
        found += [f"  Next step by {one.next_by}"] if one.next_by else []
        found.append("")
    return "\n".join(found if contacts else [*found, "None recorded.", ""])


def _indented(text: str) -> str:
    """A text whose further lines stand under its first, so that none of them reads as a heading."""
    return lines(text).replace("\n", "\n    ")


def _entries(request: CaseRequest) -> Iterable[tuple[str, ...]]:
    """A row a value that still stands: when it was written first and last, and what it says now.

    By their days, and within a day in the order in which they were written.
    """
    chains: dict[str, list[Change]] = {}
    for one in request.changes:
        if not one.id.startswith(_SETUP) and not one.id.endswith(_OF_FILES):
            chains.setdefault(one.id, []).append(one)
    deleted = {_thing(name) for name, chain in chains.items() if name.endswith(_DELETED) and chain[-1].after}
    there = {
        _thing(name) for name, chain in chains.items() if not name.endswith(_PRIVATE) and chain[-1].after is not None
    }
    for chain in sorted(chains.values(), key=_written_order):
        thing = _thing(chain[0].id)
        if chain[-1].after is not None and thing not in deleted and thing in there:
            first, last = _moment(request, chain[0].written), _moment(request, chain[-1].written)
            value = request.value_words(chain[-1].after)
            changed = len(chain) - 1
            yield _day(chain[0].for_day), first, str(changed), last if changed else "", chain[0].what, value


def _products(recovery: Recovery) -> Iterable[tuple[str, ...]]:
    """A row for each thing that was seen after a product, and one for a product after which nothing was told."""
    for one in recovery.products:
        about = (one.label, one.category, _day(one.introduced_on), _day(one.ended_on), one.ended_because,
                 _day(one.trial_on), one.trial_place, one.verdict)  # fmt: skip
        for seen in one.reactions:
            yield *about, _day(seen.day), seen.what, seen.within
        if not one.reactions:
            yield *about, "", "", ""


def _written_order(chain: Sequence[Change]) -> tuple[str, float, str]:
    """What entries are ordered by: their day, when they were written, and then what keeps two copies alike."""
    first = chain[0]
    return _day(first.for_day), first.written.timestamp() if first.written else 0.0, first.id


def _thing(change_id: str) -> str:
    """What a value belongs to: the first two parts of its id, which are a table and a key."""
    return "/".join(change_id.split("/", 2)[:2])


def _contact_sheet(recovery: Recovery, today: date) -> str:
    """The pictures with their dates, as a page of its own beside the folder of pictures; no script, no address."""
    figures = []
    for one in in_order(recovery.photos):
        camera = f"camera {one.camera.replace('T', ' ')}" if one.camera else ""
        facts = [f"D{recovery.offset(one.day)}", str(one.day), camera, one.place,
                 f"light: {one.light}" if one.light else "", "before the session" if is_before(recovery, one) else "",
                 one_line(one.caption)]  # fmt: skip
        words = html.escape(" · ".join(filter(None, facts)))
        picture = f'<img src="pictures/{html.escape(one.file)}" alt="">'
        figures.append(f"<figure>{picture}<figcaption>{words}</figcaption></figure>")
    title = html.escape(f"{one_line(recovery.name)}: pictures")
    about = f"{len(recovery.photos)} pictures, {today}. {html.escape(OWN_RECORD)}"
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>\n{_STYLE}</head>'
        f"<body><h1>{title}</h1><p>{about}</p>\n<main>\n{chr(10).join(figures)}\n</main></body></html>\n"
    )


def _paper(request: CaseRequest, one: Paper) -> tuple[str, ...]:
    added = _moment(request, one.added)
    return f"papers/{one.file}", one.kind, _day(one.day), one.name, one.note, one.paid, added, one.sha256


def _week(one: WeekEffect) -> tuple[str, ...]:
    """What was not answered is empty, which is not zero."""
    home, off, nights, other = (
        "" if value is None else str(value) for value in (one.home, one.off, one.nights, one.other)
    )
    looking = "" if one.looking is None else LOOKING_WORDS[one.looking]
    return _day(one.monday), _day(one.monday + timedelta(days=6)), home, off, nights, looking, other


def _names(photo: Photo) -> tuple[str, str]:
    return f"pictures/{photo.file}", f"originals/{photo.original}" if photo.original else ""


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([spreadsheet(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _moment(request: CaseRequest, moment: datetime | None) -> str:
    return request.local(moment).isoformat(timespec="seconds") if moment else ""

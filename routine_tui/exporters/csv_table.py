"""Every step of every day as a table (CSV, RFC 4180): for a spreadsheet or a script."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from typing import Final

from routine_tui.exporters.escapes import spreadsheet
from routine_tui.exporters.summary.summary import Summary

HEADER: Final = (
    "date", "day_offset", "slot", "step", "kind", "state", "at", "reason", "note", "product",
    "amount", "unit", "reaction",
)  # fmt: skip


def render(summary: Summary) -> str:
    """The table, one row per day and step up to today, lines ending in CR LF: write it without translating them.

    Line breaks in a note become `` / ``, and text that a spreadsheet would take for a formula gets an apostrophe before
    it; the lossless format is the archive. ``reaction`` is what was seen on that day after the product of the step.
    """
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(HEADER)
    seen = _reactions(summary)
    for entry in summary.entries:
        amount, unit = entry.amount or (None, "")
        writer.writerow(
            (
                entry.day.isoformat(),
                entry.offset,
                entry.slot,
                spreadsheet(entry.name),
                entry.kind,
                entry.state,
                entry.at.isoformat() if entry.at else "",
                spreadsheet(entry.reason),
                spreadsheet(entry.note),
                spreadsheet(entry.product),
                "" if amount is None else f"{amount:g}",
                unit,
                seen.get((entry.product, entry.day), "") if entry.product else "",
            )
        )
    return written.getvalue()


def _reactions(summary: Summary) -> dict[tuple[str, date], str]:
    """What was seen after a product on a day, by its name: ``stung within minutes; red``."""
    found: dict[tuple[str, date], list[str]] = {}
    for product in summary.skin.products if summary.skin else ():
        for one in product.reactions:
            within = f" within {one.within}" if one.within and one.what != "nothing" else ""
            found.setdefault((product.name, one.day), []).append(f"{one.what}{within}")
    return {key: "; ".join(said) for key, said in found.items()}

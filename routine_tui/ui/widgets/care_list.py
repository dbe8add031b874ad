"""What a clinician set and what is planned, as one list; below it what is told once."""

from __future__ import annotations

from typing import Literal

from routine_tui.ui.keys import moves
from routine_tui.ui.widgets.row_list import Row, RowList

CareKind = Literal[
    "heading", "visit", "question", "course", "procedure", "session", "no_day", "pause", "contact", "paper",
    "background", "expect", "add", "review", "week",
]  # fmt: skip
"""``no_day`` is the session that is still to be planned, ``review`` what comes next of a treatment, such as a check-up;
``add`` stands where there is none of a kind."""


class CareRow(Row, frozen=True):
    """One line of the Care view."""

    kind: CareKind


class CareList(RowList):
    """The list of the Care view."""

    BINDINGS = moves("care")

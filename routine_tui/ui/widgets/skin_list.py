"""How the skin is doing as one list: level, check-in, trends, what to avoid, the shelf, pictures, the person."""

from __future__ import annotations

from typing import Literal

from routine_tui.ui.keys import moves
from routine_tui.ui.widgets.row_list import Row, RowList

SkinKind = Literal["heading", "level", "check_in", "trend", "avoid", "product", "photos", "profile", "words"]


class SkinRow(Row, frozen=True):
    """One line of the Skin view."""

    kind: SkinKind


class SkinList(RowList):
    """The list of the Skin view."""

    BINDINGS = moves("skin")

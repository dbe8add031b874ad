"""Papers that belong to the case, such as a consent form: which file it is. The files lie beside the recovery."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final, Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.limits import require_year
from routine_tui.model.recovery.paid import paid_in_short
from routine_tui.model.text import one_line

PaperKind = Literal["consent", "aftercare", "receipt", "advert", "message", "record", "letter", "other"]
PAPER_KINDS: Final[tuple[PaperKind, ...]] = get_args(PaperKind)


class Paper(Struct, frozen=True):
    """One paper, copied byte for byte beside the recovery."""

    id: str
    """Made once, so that copies of one recovery know it again."""
    kind: PaperKind
    file: str
    """The name of the copy in the recovery's folder of papers, never a path: ``2026-11-22-3f9c01ab.pdf``."""
    name: str
    """What the file was called where it came from."""
    sha256: str
    """Of its bytes, in hexadecimal, as it was added."""
    added: datetime
    """When it was added, with its UTC offset."""
    day: date | None = None
    """The date of the paper; None where it has none."""
    note: str = ""
    private: bool = False
    """Whether it stays out of what is shared, unless it is asked for."""
    paid: str = ""
    """What was paid as it says, such as ``12.50 EUR``; empty for nothing."""

    def __post_init__(self) -> None:
        """Refuse a name that leads out of the folder, and what is no hash or moment. Raises BadInput."""
        if not re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z._-]{0,99}", self.file):
            raise BadInput("A paper has a name that isn't a plain file name.")
        if not re.fullmatch(r"[0-9a-f]{64}", self.sha256):
            raise BadInput("A paper has a checksum that isn't one.")
        if self.added.tzinfo is None:
            raise BadInput("A paper has a time without its UTC offset.")
        if self.day is not None:
            require_year(self.day)

    def cleaned(self) -> Paper:
        """With its texts as they are kept. Raises BadInput where one is too long, or what was paid is no amount."""
        return replace(
            self,
            name=one_line(self.name, "The file's name"),
            note=one_line(self.note, "The note", required=False),
            paid=paid_in_short(self.paid),
        )

"""Pictures of the skin: which file was taken on which day. The pictures themselves are files beside the recovery."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

from routine_tui.model.errors import BadInput


@dataclass(frozen=True, slots=True)
class Photo:
    """One picture, copied beside the recovery without the place where it was taken."""

    id: str
    """Made once, so that copies of one recovery know it again."""
    day: date
    file: str
    """The name of the copy in the recovery's folder of pictures, never a path: ``2026-11-22-3f9c01ab.jpg``."""
    taken_at: time | None = None
    """The time of day on the camera's own clock; None where the picture does not say."""
    caption: str = ""

    def __post_init__(self) -> None:
        """Refuse a name that leads out of the folder. Raises BadInput."""
        if not re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z._-]{0,99}", self.file):
            raise BadInput("A picture has a name that is no plain file name.")
        if self.taken_at is not None and self.taken_at.tzinfo is not None:
            raise BadInput("A picture has an hour with a UTC offset.")

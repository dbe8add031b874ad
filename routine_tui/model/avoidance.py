"""What to leave alone while the skin heals, and until when. A date alone clears nothing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Avoid:
    """One thing to leave alone."""

    id: str
    label: str
    words: str
    """One to three words, for a quiet line."""
    why: str
    min_day: int
    """Days after day zero in the strictest ordinary aftercare that was seen."""
    app_day: int
    """Days after day zero for skin that had complications; -1 for the whole window."""
    sources: tuple[str, ...]
    needs_clinician: bool = False
    """Whether a clinician's yes is asked, whatever the day."""
    clinics_differ: bool = False
    """Whether the number of days rests on clinics' sheets only, which differ."""

"""Facts that are shown to a person, each with where it comes from. The facts themselves are TOML, in ``data``."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from routine_tui.model.recovery.routine import Kind, Slot

NOT_ADVICE = "general guidance, not medical advice"
"""Stands beside every fact that is shown."""


class Source(Struct, frozen=True):
    """Where a fact comes from."""

    id: str
    tier: str
    """A: guideline body, regulator, label, peer-reviewed. B: professional page or trade press."""
    title: str
    publisher: str
    address: str
    read: Literal["own", "part", "summary", "copy"] = "copy"
    """How it was read: at its own address, there in part or its summary only, or in a copy elsewhere."""
    read_on: date | None = None
    """The day on which it was read; what is stored of a page may be older. None where nobody wrote it down."""


class Phase(Struct, frozen=True):
    """A stretch of the healing window, shown as context only: nobody is late for a phase."""

    id: str
    label: str
    from_day: int
    to_day: int | None
    """The day offset after its last day (half-open), or None for no end."""
    hint: str
    sources: tuple[str, ...]
    needling: bool = False
    """Whether the hint was found for needling only."""


class TemplateStep(Struct, frozen=True):
    """One step of a template."""

    id: str
    slot: Slot
    kind: Kind
    name: str
    required: bool
    cue: str
    instructions: str
    sources: tuple[str, ...]


class Template(Struct, frozen=True):
    """A routine to begin with."""

    id: str
    label: str
    about: str
    steps: tuple[TemplateStep, ...]


def phase_at(phases: tuple[Phase, ...], day_offset: int) -> Phase:
    """The phase of a day offset (D0 is day zero); the first and the last phase have no outer end."""
    for phase in phases:
        if phase.to_day is None or day_offset < phase.to_day:
            return phase
    return phases[-1]

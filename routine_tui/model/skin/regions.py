"""Whom to ring, by region. The numbers are TOML, in ``data``, each with its source."""

from __future__ import annotations

from msgspec import Struct


class Region(Struct, frozen=True):
    """A part of the world, and whom to ring there; the words stand after "Ring" or "Contact"."""

    id: str
    """Empty where no region was set."""
    label: str
    emergency: str
    urgent: str
    """For advice on the same day."""
    crisis: str
    """In a crisis of mood."""
    sources: tuple[str, ...]

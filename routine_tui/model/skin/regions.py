"""Whom to call, by region. The numbers are TOML, in ``data``, each with its source and the day it was looked up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from msgspec import Struct

IN_AN_EMERGENCY: Final = "In an emergency call"
"""Stands before the emergency number of a region."""


class PhoneNumber(Struct, frozen=True):
    """One number, where it was read, and when."""

    number: str
    source: str
    """The id of the source."""
    checked: date
    """The day on which it was last looked up."""


class Region(Struct, frozen=True):
    """A part of the world, and whom to call there; the words stand after "Call" or "Contact"."""

    id: str
    """Empty where no region was set."""
    label: str
    emergency: str
    urgent: str
    """For advice on the same day."""
    crisis: str
    """In a crisis of mood."""
    numbers: tuple[PhoneNumber, ...]
    report: str = "your country's medicines agency"
    """Where harm done by a device or a product can be reported."""
    report_source: str = ""
    """The id of the source of that; empty for none."""
    countries: tuple[str, ...] = ()
    """Codes of ISO 3166, such as ``GB``."""
    zones: tuple[str, ...] = ()
    """Names of the time zone database; one that ends in ``/`` stands for all below it."""

    @property
    def looked_up(self) -> date:
        """The day on which every number had been looked up: that of the one that was looked up the longest ago."""
        return min(one.checked for one in self.numbers)

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources behind the numbers, each once, in their order."""
        return tuple(dict.fromkeys(one.source for one in self.numbers))


def guessed_region(regions: Iterable[Region], zone: str, locales: Iterable[str]) -> str:
    """The id of the region in which somebody may be; empty where nothing speaks for one.

    ``zone`` is a name of the time zone database, such as ``Europe/London``; ``locales`` are names such as
    ``en_GB.UTF-8``, the most telling one first. The zone counts before them: many a computer speaks American English.
    """
    known = tuple(regions)
    if zone:
        for one in known:
            if any(zone == name or (name.endswith("/") and zone.startswith(name)) for name in one.zones):
                return one.id
        if "/" in zone and not zone.startswith("Etc/"):
            return ""  # somewhere else, whatever language the computer speaks
    for locale in locales:
        country = locale.partition(".")[0].partition("@")[0].replace("-", "_").rpartition("_")[2].upper()
        for one in known:
            if country in one.countries:
                return one.id
    return ""

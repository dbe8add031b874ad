"""Which country's numbers to call: the guess of where this computer is, and the setting."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from routine_tui.facts.skin import region, regions
from routine_tui.model.skin.regions import guessed_region
from routine_tui.planner.workspace import Workspace
from routine_tui.settings import read_settings, write_setting

LOCALTIME: Final = Path("/etc/localtime")
"""Where Linux and macOS say in which time zone they are."""
_LOCALES: Final = ("LC_ADDRESS", "LC_TELEPHONE", "LC_ALL", "LC_CTYPE", "LANG")
"""What names a country, the most telling first."""
_DATABASE: Final = "zoneinfo/"


def region_here(environment: Mapping[str, str] = os.environ, localtime: Path = LOCALTIME) -> str:
    """The id of the region in which this computer seems to be, by its time zone and its locale; empty for no guess."""
    return guessed_region(regions(), _zone(environment, localtime), _locales(environment))


def choose_region(workspace: Workspace, region_id: str) -> None:
    """Keep the region in the settings. Raises BadInput for one that is not known, StoreError where it is refused."""
    region(region_id)
    if region_id != workspace.settings.region:
        write_setting(workspace.home.config, "region", region_id or None)
        workspace.settings = read_settings(workspace.home.config)


def _zone(environment: Mapping[str, str], localtime: Path) -> str:
    """A name such as ``Europe/London``; empty where nobody says."""
    named = environment.get("TZ", "").lstrip(":")
    if not named:
        try:
            named = str(localtime.resolve(strict=True))
        except OSError:
            return ""
    return named.rpartition(_DATABASE)[2] if _DATABASE in named else "" if named.startswith(os.sep) else named


def _locales(environment: Mapping[str, str]) -> Iterator[str]:
    """The names of locales that are set; on Windows, where no variable says, that of the system."""
    yield from filter(None, (environment.get(name, "") for name in _LOCALES))
    if os.name == "nt":
        import locale

        yield locale.getlocale()[0] or ""

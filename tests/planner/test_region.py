"""Which country's numbers to call: guessed from where the computer seems to be, kept in the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from routine_tui.clock import SystemClock
from routine_tui.facts.skin import regions
from routine_tui.model.errors import BadInput
from routine_tui.model.skin.regions import guessed_region
from routine_tui.planner.planner import Planner
from routine_tui.planner.region import choose_region, region_here
from routine_tui.settings import find_home, read_settings
from tests.cases import each_case


@each_case(
    ("zone", "locales", "guess"),
    [
        ("Europe/London", (), "uk"),
        ("Europe/Belfast", (), "northern_ireland"),
        ("Europe/Dublin", ("en_US.UTF-8",), "ireland"),
        ("Europe/Oslo", (), "norway"),
        ("Europe/Zurich", (), "switzerland"),
        ("Atlantic/Reykjavik", (), "iceland"),
        ("Europe/Berlin", (), "eu"),
        ("Asia/Nicosia", (), "eu"),
        ("America/New_York", (), "us"),
        ("America/Indiana/Knox", (), "us"),
        ("America/Toronto", ("en_US.UTF-8",), "canada"),
        ("Australia/Perth", (), "australia"),
        ("Pacific/Auckland", (), "new_zealand"),
        ("Asia/Tokyo", ("en_US.UTF-8",), ""),  # the language of a computer says little
        ("UTC", ("en_US.UTF-8",), "us"),
        ("Etc/UTC", ("en_GB",), "uk"),
        ("", ("C.UTF-8", "de_AT@euro"), "eu"),
        ("", ("en-NZ",), "new_zealand"),
        ("", ("nn_NO.UTF-8",), "norway"),
        ("", ("C.UTF-8",), ""),
        ("", ("english",), ""),
        ("", (), ""),
    ],
)
def test_a_time_zone_counts_before_a_locale(zone: str, locales: tuple[str, ...], guess: str) -> None:
    assert guessed_region(regions(), zone, locales) == guess


def test_no_zone_and_no_country_belongs_to_two_regions() -> None:
    for kind in ("zones", "countries"):
        known = [name for one in regions() for name in getattr(one, kind)]
        assert len(set(known)) == len(known) > 10


def test_the_zone_is_that_of_the_environment_or_of_the_system(tmp_path: Path) -> None:
    zone = tmp_path / "zoneinfo" / "Europe" / "Oslo"
    zone.parent.mkdir(parents=True)
    zone.touch()
    assert region_here({"TZ": "Europe/London"}, zone) == "uk"
    assert region_here({"TZ": ":/usr/share/zoneinfo/Europe/London"}, zone) == "uk"
    assert region_here({}, zone) == "norway"
    assert region_here({"LANG": "en_IE.UTF-8"}, tmp_path / "none") == "ireland"
    assert region_here({"LC_ADDRESS": "en_AU.UTF-8", "LANG": "en_US.UTF-8"}, tmp_path / "none") == "australia"
    assert region_here({}, tmp_path / "none") == ""


@pytest.fixture
def planner(tmp_path: Path) -> Planner:
    """A planner in a folder without settings."""
    return Planner(find_home(str(tmp_path)), SystemClock())


def test_a_choice_is_kept_and_nothing_is_written_where_it_is_so_already(planner: Planner) -> None:
    choose_region(planner, "")
    assert not planner.home.config.exists()
    choose_region(planner, "norway")
    assert planner.settings.region == read_settings(planner.home.config).region == "norway"
    choose_region(planner, "")
    assert not read_settings(planner.home.config).region
    with pytest.raises(BadInput, match="There is no region"):
        choose_region(planner, "mars")


def test_what_older_settings_files_name_is_still_known(planner: Planner) -> None:
    """The regions that there were before some got entries of their own."""
    for name in ("uk", "ireland", "eu", "us", "canada", "australia", "new_zealand"):
        planner.home.config.write_text(f'region = "{name}"\n', "utf-8")
        assert read_settings(planner.home.config).region == name

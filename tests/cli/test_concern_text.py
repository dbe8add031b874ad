"""A level of concern as the command line prints it."""

from __future__ import annotations

from pathlib import Path

from routine_tui.cli.concern_text import concern_lines
from routine_tui.cli.session import CliSession
from routine_tui.facts.skin import region, rules
from routine_tui.model.skin.concern import concern
from tests.cli.outside import planner_of, today


def lines(home: Path, ascii_only: bool = False) -> list[str]:
    """The lines for the check-in of today."""
    session = CliSession(str(home), ascii_only)
    return concern_lines(session, concern(rules(), session.recovery, today()))


def test_level_rules_and_sources_are_set_in_from_each_other(home: Path) -> None:
    planner_of(home).skin.check_in(today(), {"pus": True})
    (home / "config.toml").write_text('region = "uk"\n', "utf-8")
    told = lines(home)
    assert told[0].endswith("(level 3 of 4)") and f"  Call {region('uk').urgent}." in told
    assert told[told.index("  Because you answered:") + 1].startswith("    · ")
    assert told[told.index("  Sources") + 1].startswith("    ") and "Numbers taken from: " in told[-2]
    assert any(line.startswith("    - ") for line in lines(home, ascii_only=True))


def test_without_a_region_several_numbers_are_told(home: Path) -> None:
    planner_of(home).skin.check_in(today(), {"throat": True})
    assert "112" in lines(home)[0] and "911" in lines(home)[0]


def test_what_to_say_on_the_phone_stands_before_the_reasons_and_the_sources(home: Path) -> None:
    planner_of(home).skin.check_in(today(), {"pus": True, "temp": 37.5})
    told = lines(home, ascii_only=True)
    first = told.index("  What to say on the phone:")
    assert first < told.index("  Because you answered:") < told.index("  Sources")
    assert "    Now: pus, 37.5 C." in told[first:]
    planner_of(home).skin.check_in(today(), {"pus": False})
    assert "  What to say on the phone:" not in lines(home)

"""A level of concern as the command line prints it."""

from __future__ import annotations

from pathlib import Path

from routine_tui.cli.concern_text import concern_lines
from routine_tui.cli.session import CliSession
from routine_tui.facts.skin import rules
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
    assert told[0] == "Contact a clinician today (level 3 of 4)"
    assert "  Contact NHS 111, or your GP's urgent slot." in told
    assert told[told.index("  · Pus, a yellow crust or a bad smell") + 1].startswith("    Source: Cellulitis, NHS")
    assert "  - Pus, a yellow crust or a bad smell" in lines(home, ascii_only=True)


def test_without_a_region_all_three_numbers_are_told(home: Path) -> None:
    planner_of(home).skin.check_in(today(), {"throat": True})
    assert "112 in Europe" in lines(home)[2] and "911" in lines(home)[2]

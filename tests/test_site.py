"""The site of the documentation: its pages, what is generated in them, and where their links lead."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path
from typing import Any, Final

import pytest

from routine_tui.cli.program import COMMANDS
from routine_tui.settings import Settings
from tests.test_project import targets_of

ROOT: Final = Path(__file__).parents[1]
SCRIPT: Final = ROOT / "docs" / "build_site.py"


def named(entries: Any) -> list[str]:
    """The pages of the navigation, in order."""
    return [entries] if isinstance(entries, str) else [page for one in entries for page in named(*one.values())]


def test_the_site_has_every_page_once_and_what_the_program_says(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    runpy.run_path(str(SCRIPT))["gather"](pages)
    navigation = named(tomllib.loads((ROOT / "docs" / "zensical.toml").read_text("utf-8"))["project"]["nav"])
    assert sorted(navigation) == sorted(path.name for path in pages.glob("*.md"))
    text = {name: (pages / name).read_text("utf-8") for name in navigation}
    assert [name for name in COMMANDS if f"\n### routine-tui {name}\n" not in text["commands.md"]] == []
    assert [name for name in Settings.__struct_fields__ if f"| `{name}` |" not in text["settings.md"]] == []
    assert "`change.undo`" in text["keys.md"]
    assert [(name, to) for name in text for to in targets_of(pages / name) if not (pages / to).exists()] == []
    left = {name: re.findall(r"^<!-- (?:README|generated).*", page, re.MULTILINE) for name, page in text.items()}
    assert not any(left.values()), left


def test_a_heading_that_the_readme_does_not_have_is_said() -> None:
    with pytest.raises(LookupError, match="Nowhere"):
        runpy.run_path(str(SCRIPT))["readme_section"]("Nowhere")


@pytest.mark.slow
def test_it_is_built_without_a_warning_and_asks_no_other_machine(tmp_path: Path) -> None:
    """Zensical's strict mode ends with a page or heading that a link does not find."""
    if not (Path(sysconfig.get_path("scripts")) / "zensical").exists():
        pytest.skip("zensical is not installed (extra docs)")
    command = [sys.executable, str(SCRIPT), str(tmp_path / "built")]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    built = sorted((tmp_path / "built" / "site").rglob("*.html"))
    assert len(built) > 20
    loaded = r"<(?:script|img|iframe|link)\b[^>]*?(?:src|href)=[\"']?(?:https?:)?//[^>]*>"
    assert {path.name: found for path in built if (found := re.findall(loaded, path.read_text("utf-8")))} == {}

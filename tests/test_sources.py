"""The list of sources is what its script makes of the data, and a number that nobody looked up for a year is said."""

from __future__ import annotations

import runpy
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from routine_tui.facts import skin

ROOT = Path(__file__).parent.parent
SCRIPT = runpy.run_path(str(ROOT / "docs" / "sources.py"))
OLDEST = min(number.checked for region in (*skin.regions(), skin.anywhere()) for number in region.numbers)


def test_the_list_of_sources_is_what_its_script_writes() -> None:
    assert SCRIPT["written"]() == SCRIPT["FILE"].read_text("utf-8"), "run python docs/sources.py"


def test_a_number_is_called_old_a_day_after_its_year() -> None:
    assert SCRIPT["warnings"](OLDEST + timedelta(days=365)) == []
    said = SCRIPT["warnings"](OLDEST + timedelta(days=366))
    assert said and all("was last looked up on" in line and "https://" in line for line in said)
    assert len(SCRIPT["warnings"](date(2100, 1, 1))) == sum(
        len(region.numbers) for region in (*skin.regions(), skin.anywhere())
    )


def test_the_check_warns_and_never_fails() -> None:
    """``.ci/run`` runs it, and goes on whatever it says."""
    command = [sys.executable, "docs/sources.py", "--numbers"]
    assert " ".join(command[1:]) in (ROOT / ".ci" / "run").read_text("utf-8")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={"PYTHONPATH": str(ROOT)}, check=True)
    assert done.stdout and not done.stderr

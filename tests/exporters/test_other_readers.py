"""The calendar file and the table as other programs read them: without complaint, and with the days that we show."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from datetime import date, time, timedelta
from pathlib import Path
from typing import Final

import pytest

from routine_tui.exporters.formats import ExportRequest, written
from routine_tui.model.care.events import events
from routine_tui.model.recovery.recovery import Recovery
from tests.cli.outside import said_json
from tests.exporters.lived import sample, summary_of
from tests.exporters.lived_care import TODAY, ZERO
from tests.exporters.planned import YEAR_ZERO, a_year
from tests.exporters.test_ics import Shown, expected

pytestmark = pytest.mark.slow

LAST: Final = YEAR_ZERO + timedelta(days=364)
KHAL: Final = """
[calendars]
[[face]]
path = {folder}/entries
[locale]
local_timezone = Europe/Madrid
default_timezone = Europe/Madrid
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = :memory:
"""


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> tuple[Recovery, Path]:
    """A year with all that can be planned, and the home that it lies in with its calendar file."""
    home = tmp_path_factory.mktemp("year")
    planner = a_year(home)
    (home / "year.ics").write_bytes(planner.exports.file(ExportRequest("ics")))
    return planner.recovery, home


def ran(command: Sequence[str | Path], folder: Path) -> str:
    """What another program printed that must have gone well and without a word of complaint."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", "TZ": "Europe/Madrid"}
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=200, env=environment, cwd=folder, check=False
    )
    assert (done.returncode, done.stderr) == (0, ""), done
    return done.stdout


def planned(recovery: Recovery) -> Counter[Shown]:
    """What the checklists of the year hold, and what happens besides."""
    besides = [(one.day, one.at, one.title) for one in events(recovery) if recovery.contains(one.day)]
    return expected(recovery, YEAR_ZERO) + Counter(besides)


def due(recovery: Recovery, home: Path) -> Counter[date]:
    """How many entries ``calendar --json`` tells of for each day."""
    days = said_json(home, "calendar", "--json")["days"]
    assert len(days) == 365
    besides = Counter(one.day for one in events(recovery) if recovery.contains(one.day))
    return besides + Counter({date.fromisoformat(one["day"]): one["due"] for one in days})


@pytest.mark.skipif(shutil.which("khal") is None, reason="khal, a calendar that would read it, is not installed")
def test_khal_shows_the_days_that_we_show_however_often_it_is_imported(
    year: tuple[Recovery, Path], tmp_path: Path
) -> None:
    recovery, home = year
    (tmp_path / "entries").mkdir()
    (tmp_path / "config").write_text(KHAL.format(folder=tmp_path), "utf-8")
    khal = ("khal", "-c", tmp_path / "config")
    for _ in range(2):
        ran((*khal, "import", "--batch", home / "year.ics"), tmp_path)
    shown = "{start-date}\t{start-time}\t{title}"
    listed = ran(
        (*khal, "list", "--day-format", "", "-f", shown, str(YEAR_ZERO), str(LAST + timedelta(days=1))), tmp_path
    )
    rows = [line.split("\t") for line in listed.splitlines() if line]
    found = Counter((date.fromisoformat(day), time.fromisoformat(at) if at else None, title) for day, at, title in rows)
    assert found == planned(recovery)
    assert Counter(day for day, _, _ in found.elements()) == due(recovery, home)


@pytest.mark.skipif(
    shutil.which("calcurse") is None, reason="calcurse, a calendar that would read it, is not installed"
)
def test_calcurse_shows_the_days_that_we_show(year: tuple[Recovery, Path], tmp_path: Path) -> None:
    recovery, home = year
    calcurse = ("calcurse", "-D", tmp_path)
    assert re.search(r"/ 0 skipped", ran((*calcurse, "-i", home / "year.ics"), tmp_path))
    shown = [word for kind in ("apt", "recur-apt") for word in (f"--format-{kind}", "%(start:%H:%M)\t%m\n")]
    shown += [word for kind in ("event", "recur-event") for word in (f"--format-{kind}", "\t%m\n")]
    span = ("--input-datefmt", "4", "--output-datefmt", "%Y-%m-%d", "--from", str(YEAR_ZERO), "--to", str(LAST))
    found: Counter[Shown] = Counter()
    day = YEAR_ZERO
    for line in ran((*calcurse, "-Q", *span, *shown), tmp_path).splitlines():
        if re.fullmatch(r"\d{4}-\d\d-\d\d:", line):
            day = date.fromisoformat(line[:-1])
        elif line:
            at, title = line.split("\t")
            found[day, time.fromisoformat(at) if at else None, title] += 1
    assert found == planned(recovery)


@pytest.mark.skipif(shutil.which("csvsql") is None, reason="csvkit, which would read the table, is not installed")
@pytest.mark.parametrize("days", [7, 28])
def test_csvkit_adds_the_table_up_to_the_adherence_that_is_shown(days: int, tmp_path: Path) -> None:
    """Of today only what is done is expected, and what is as needed never is."""
    since = max(ZERO, TODAY - timedelta(days=days - 1))
    (tmp_path / "table.csv").write_bytes(written(ExportRequest("csv"), summary_of(sample(), since=since)))
    counted = f"""
        select sum(state = 'done'), sum(state = 'done' or state = 'open' and "date" < '{TODAY}')
        from "table" where step <> 'Sunscreen top-up'
    """
    quiet = ("env", "SQLALCHEMY_SILENCE_UBER_WARNING=1")  # Debian's csvkit complains of its own library
    answer = ran((*quiet, "csvsql", "--no-inference", "--query", counted, "table.csv"), tmp_path).splitlines()[1]
    shown = summary_of(sample()).last_7 if days == 7 else summary_of(sample()).last_28
    assert tuple(map(float, answer.split(","))) == (shown.done, shown.expected)

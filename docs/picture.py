"""Makes the pictures of the README from sample data and a fixed day: ``python docs/picture.py``."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from routine_tui.demo import cared_for, sample_recovery
from routine_tui.planner.planner import Planner
from routine_tui.settings import Home, Settings
from routine_tui.ui.app import RoutineApp

MOMENT: Final = datetime(2026, 11, 22, 7, 45, tzinfo=UTC)
SIZE: Final = (96, 28)
CELL_WIDTH: Final = 12.2
"""Units of a picture in which a cell of the terminal is drawn."""
PICTURES: Final = {"today": "1", "calendar": "2", "skin": "4", "care": "5"}
"""File by the key of its view."""


class StoppedClock:
    """A clock that stands at one moment, so that the same pictures come out every time."""

    def now(self) -> datetime:
        """The moment."""
        return MOMENT

    def today(self, day_starts_at: time) -> date:
        """Its day."""
        return MOMENT.date()

    def moment(self, day: date, at: time, day_starts_at: time) -> datetime:
        """A time of a day, in UTC."""
        return datetime.combine(day, at, UTC)


def portable(svg: str) -> str:
    """A picture that asks no other machine for its letters, and that every viewer draws alike."""
    alone = re.sub(r"@font-face\s*\{.*?\}|<!--.*?-->", "", svg, flags=re.DOTALL)
    named = re.sub(r"terminal-\d+", "terminal-0", alone).replace("Fira Code", "DejaVu Sans Mono")
    tight = re.sub(r'x="([\d.]+)"([^>]*) textLength="([\d.]+)"([^>]*)>((?:&#160;)+)', _without_leading_space, named)
    return re.sub(r"\n\s*\n+", "\n", re.sub(r"[ \t]+$", "", tight, flags=re.MULTILINE))


def _without_leading_space(text: re.Match[str]) -> str:
    """Move a text to where its first letter stands: some viewers drop the space before it."""
    spaces = len(text[5]) // len("&#160;") * CELL_WIDTH
    x, length = float(text[1]) + spaces, float(text[3]) - spaces
    return f'x="{x:g}"{text[2]} textLength="{length:g}"{text[4]}>'


async def pictures() -> dict[str, str]:
    """Each picture as SVG, by its name."""
    drawn = {}
    with TemporaryDirectory() as folder:
        home = Path(folder)
        planner = Planner(Home(home, home / "config.toml"), StoppedClock(), Settings(glyphs="unicode"))
        planner.folder.create(cared_for(sample_recovery(MOMENT.date()), MOMENT.date()))
        app = RoutineApp(planner)
        async with app.run_test(size=SIZE) as pilot:
            for name, key in PICTURES.items():
                await pilot.press(key)
                await pilot.pause(0.3)
                drawn[name] = portable(app.export_screenshot(title="routine-tui", simplify=True))
    return drawn


if __name__ == "__main__":
    for name, svg in asyncio.run(pictures()).items():
        Path(__file__).with_name(f"{name}.svg").write_text(svg, "utf-8")

"""What every command is given: the planner, the day that was meant, and how to print."""

from __future__ import annotations

import gc
import json
import os
import sys
import textwrap
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from msgspec.structs import replace

from routine_tui.clock import SystemClock
from routine_tui.model.errors import RoutineError
from routine_tui.model.recovery.recovery import DEFAULT_DAY_START
from routine_tui.model.text import clipped, escape_control_characters, json_escaped, weekday_day
from routine_tui.planner.planner import Planner
from routine_tui.settings import HOME_VARIABLE, Home, Settings, find_home, read_settings, speaks_ascii

if TYPE_CHECKING:
    from routine_tui.glyphs import Glyphs
    from routine_tui.model.recovery.recovery import Recovery

_WIDTH: Final = 80


class CliSession:
    """One run of the command line."""

    def __init__(self, home: str | None = None, ascii_only: bool = False, **chosen: Any) -> None:
        """``chosen`` are settings that the command line says for this run."""
        self._chosen_home = home
        self._chosen = {"glyphs": "ascii", **chosen} if ascii_only else chosen
        self.settings_problem: str | None = None
        """Why the settings cannot be read, for a command that works without them."""

    def own_command(self, *words: str) -> list[str]:
        """How this program is started with the same data and settings, and some words more."""
        named = self._chosen_home or os.environ.get(HOME_VARIABLE)
        options = ["--home", str(self.home.data)] if named else []
        signs = ["--ascii"] if self._chosen.get("glyphs") == "ascii" else []
        theme = ["--theme", self._chosen["theme"]] if "theme" in self._chosen else []
        plain = ["--plain"] if self._chosen.get("plain") else []
        return [*_start(), *options, *signs, *theme, *plain, *words]

    @property
    def home(self) -> Home:
        """Where data and settings lie. Raises BadInput where there is no home folder."""
        return find_home(self._chosen_home)

    @cached_property
    def planner(self) -> Planner:
        """The door to the data. Raises BadInput where the settings cannot be read."""
        home = self.home
        settings = read_settings(home.config) if self.settings_problem is None else Settings()
        if self._chosen:
            settings = replace(settings, **self._chosen)
        planner = Planner(home, SystemClock(), settings)
        planner.wait = time.sleep
        return planner

    def look_at_settings(self) -> str | None:
        """Why the settings cannot be read, or None; what follows then uses the defaults in their place."""
        from routine_tui.cli.advice import sentence_of

        try:
            read_settings(self.home.config)
        except RoutineError as error:
            self.settings_problem = sentence_of(error)
        return self.settings_problem

    @property
    def recovery(self) -> Recovery:
        """The current recovery. Raises NoRecovery."""
        return self.planner.recovery

    def day(self, text: str | None, default: date | None = None) -> date:
        """The day that a text names; ``default``, or else today, where there is none. Raises BadInput."""
        if text is None:
            return default or self.planner.today()
        return self._typed_day(text)

    def planned_day(self, text: str | None, default: date | None = None, after: date | None = None) -> date:
        """Like ``day``, where something is planned: a weekday is the first one on a day (today) or after it."""
        if text is None:
            return default or self.planner.today()
        today = self.planner.today()
        return self._typed_day(text, max(after or today, today))

    def _typed_day(self, text: str, coming: date | None = None) -> date:
        from routine_tui.dates import read_day

        return read_day(text, self.planner.today(), coming, self.recovery.day_zero)

    @property
    def plain_today(self) -> date:
        """The day it is, for what must work whether or not the current recovery can be read."""
        return self.planner.clock.today(self.planner.settings.day_starts_at or DEFAULT_DAY_START)

    def relative(self, day: date) -> str:
        """A day as a sentence may name it: ``today``, ``yesterday``, ``Sat 21 Nov``."""
        today = self.planner.today()
        near = {today: "today", today - timedelta(days=1): "yesterday", today + timedelta(days=1): "tomorrow"}
        return near.get(day) or weekday_day(day, today)

    def tell_growth(self) -> None:
        """Put it among the notices once the planned days are over, where a recovery was looked at."""
        if "planner" in self.__dict__:
            with suppress(RoutineError):  # a command that could not read it has said so
                self.planner.tell_growth()

    def tell_notices(self) -> None:
        """Say once, on standard error, what the person has to know: a damaged file that was mended, a newer one."""
        if "planner" not in self.__dict__:
            return
        refused = sys.exc_info()[1]
        for notice in self.planner.notices:
            if notice != str(refused):  # it is said already, as the reason why nothing was done
                click.echo(f"routine-tui: {escape_control_characters(notice)}", err=True)
        self.planner.notices.clear()

    # ------------------------------------------------------------------ printing

    def say(self, text: str = "") -> None:
        """Print a line of ours; what the person typed in it went through ``escape_control_characters`` before."""
        click.echo(text if self.is_unicode else _plain(text), color=self.has_colour)

    def say_head(self, recovery: Recovery, *facts: str) -> None:
        """Print the first line of a listing: the name of the recovery, then facts, such as what is listed."""
        self.say(self.dot.join([self.paint(clipped(recovery.name), bold=True), *facts]))

    def say_numbered(self, number: int, lines: Iterable[str], dim: bool = False) -> None:
        """Print a thing in some lines, its number before the first."""
        head = f"{number:>3}  "
        for line in lines:
            for wrapped in textwrap.wrap(line, _WIDTH, initial_indent=head, subsequent_indent=" " * len(head)):
                self.say(self.paint(wrapped, dim=dim))
            head = " " * len(head)

    def paint(self, text: str, **style: Any) -> str:
        """Text in a style, where there is a terminal that wants one."""
        return click.style(text, **style) if self.has_colour and text else text

    @cached_property
    def has_colour(self) -> bool:
        """Whether to use colour: on a terminal only, and never with NO_COLOR."""
        wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return wanted and sys.stdout is not None and sys.stdout.isatty()

    @cached_property
    def is_unicode(self) -> bool:
        """Whether signs beyond ASCII are drawn."""
        setting = self.planner.settings.glyphs
        return setting == "unicode" or (setting == "auto" and not speaks_ascii())

    @cached_property
    def glyphs(self) -> Glyphs:
        """The signs to draw with."""
        from routine_tui.glyphs import ASCII, UNICODE

        return UNICODE if self.is_unicode else ASCII

    @property
    def dot(self) -> str:
        """Stands between two facts on a line."""
        return " · " if self.is_unicode else " - "


def print_json(content: object) -> None:
    """Print a value as JSON, in ASCII where the output takes no more; what a terminal would obey is escaped."""
    utf8 = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "") == "utf8"
    click.echo(json_escaped(json.dumps(content, ensure_ascii=not utf8, indent=2)))


def is_answered() -> bool:
    """Whether somebody is there who reads a question and types an answer."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def columns(rows: Sequence[Sequence[str]], gap: str = "  ", widest: int = 40) -> list[str]:
    """Rows as lines with their cells one below the other; a cell wider than ``widest`` pushes the rest aside."""
    widths = [
        max((width for row in rows if (width := width_of(row[place])) <= widest), default=0)
        for place in range(max((len(row) for row in rows), default=0))
    ]
    lines = []
    for row in rows:
        padded = [cell + " " * (width - width_of(cell)) for cell, width in zip(row, widths, strict=True)]
        lines.append(gap.join(padded).rstrip())
    return lines


def width_of(text: str) -> int:
    """How many cells of a terminal a text takes, styles left out."""
    from unicodedata import category, east_asian_width

    plain = click.unstyle(text)
    if plain.isascii():
        return len(plain)
    return sum(0 if category(one) in ("Mn", "Me", "Cf") else 2 if east_asian_width(one) in "WF" else 1 for one in plain)


def collect_garbage_again() -> None:
    """Let Python collect garbage in a command that goes on for hours; it is kept from it, as most end at once."""
    gc.freeze()  # what is imported stays
    gc.enable()


def _start() -> list[str]:
    """How Python is given this program again: by its name, or by the one file that it runs from, which no name finds.

    Python puts the script first on its path only where that is an archive or a folder (the manual, ``sys.path``).
    """
    archive = Path(sys.argv[0]).resolve()
    if archive.is_file() and Path(sys.path[0]).resolve() == archive:
        return [sys.executable, str(archive)]
    return [sys.executable, "-m", "routine_tui"]


def _plain(text: str) -> str:
    """The signs of our own sentences in ASCII; what else there is stays, and the output writes what it can."""
    signs: dict[str, str | int | None] = {
        "“": '"',
        "”": '"',
        "·": "-",
        "–": "-",
        "…": "...",
        "’": "'",
        "→": "->",
        "°": "",
    }
    return text.translate(str.maketrans(signs))

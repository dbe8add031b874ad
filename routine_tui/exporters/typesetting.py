"""Typst, which sets the PDF: its own fonts first, and the system's for letters that these lack."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from routine_tui.model.errors import NoTypesetter

if TYPE_CHECKING:
    from typst import Compiler, Fonts

FONTS: Final = ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono")
Source = TypeVar("Source", bytes, Path)
LACKING: Final = "�"
"""What stands for a sign that no font holds."""
_JOINERS: Final = "\u200c\u200d\ufe0e\ufe0f"
"""What joins signs to one, or says how one is drawn."""
MOST_PROBED: Final = 400
"""For how many different signs the system's fonts are asked at most; any more are marked."""


def compiler(source: Source, inputs: dict[str, str], with_system: bool = False) -> Compiler:
    """What sets a source with some inputs; ``with_system`` is with the system's fonts.

    Of a source that is a file Typst remembers what it has set: a second run over the same inputs costs next to nothing.
    Of bytes it remembers nothing. Raises NoTypesetter where Typst is not there.
    """
    try:
        from typst import Compiler
    except ImportError as error:
        raise NoTypesetter from error
    return Compiler(source, font_paths=fonts(with_system), ignore_system_fonts=not with_system, sys_inputs=inputs)


@cache
def fonts(with_system: bool = False) -> Fonts:
    """Typst's own fonts; ``with_system`` those of the system as well, which takes a moment."""
    from typst import Fonts

    return Fonts(include_system_fonts=with_system)


def marked(text: str) -> tuple[str, bool, bool]:
    """A text with a mark for signs that no font holds; whether there is one; whether the system's fonts are needed."""
    runs = set(_lacking().findall(text))
    if not runs:
        return text, False, False
    held = _held_by_the_system(sorted(runs, key=lambda run: (len(run), run))[:MOST_PROBED])
    kept = _lacking().sub(lambda found: found[0] if found[0] in held else LACKING, text)
    return kept, kept.count(LACKING) > text.count(LACKING), bool(held)


@cache
def _held_by_one_of_the_system(runs: tuple[str, ...]) -> frozenset[str]:
    """Those of some signs that the system's fonts hold: all, or by halves."""
    from typst import TypstError

    source = b'#set document(title: "a")\n#set text(fallback: true)\n#sys.inputs.told'
    try:
        compiler(source, {"told": " ".join(runs)}, with_system=True).compile(
            format="pdf", pdf_standards="a-2b", timestamp=0
        )
    except TypstError:  # an archive of a page with a letter that no font holds is refused
        if len(runs) == 1:
            return frozenset()
        half = len(runs) // 2
        return _held_by_one_of_the_system(runs[:half]) | _held_by_one_of_the_system(runs[half:])
    return frozenset(runs)


def _held_by_the_system(runs: Sequence[str]) -> frozenset[str]:
    return _held_by_one_of_the_system(tuple(runs))


@cache
def _lacking() -> re.Pattern[str]:
    """A pattern for signs in a row that no font has, with the joiners between them; JSON escapes control characters."""
    text = (resources.files("routine_tui") / "exporters" / "page" / "coverage.txt").read_text("ascii")
    held = "".join("{}-{}".format(*_ends(line)) for line in text.split())
    return re.compile(f"(?:[^\\x00-\\x1f{held}][{_JOINERS}]*)+")


def _ends(line: str) -> tuple[str, str]:
    first, end = (int(number, 16) for number in line.split("-"))
    return f"\\U{first:08x}", f"\\U{end - 1:08x}"

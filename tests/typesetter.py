"""Typst in a process that ends with the file of tests that asked for it: it keeps tens of megabytes of each page.

A worker of the suite would keep them until its own end. The program under test says ``import typst`` as ever; what it
gets passes each call on.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE
from types import ModuleType
from typing import Any, Final

from msgspec import Struct

_process: subprocess.Popen[bytes] | None = None


class TypstError(RuntimeError):
    """What Typst says of a source that it refuses."""


class Fonts(Struct, frozen=True):
    """Which faces are used."""

    include_system_fonts: bool = True
    include_embedded_fonts: bool = True


class Compiler:
    """Sets one source."""

    def __init__(self, *given: object, **named: object) -> None:
        self._made_with = (given, named)

    def compile(self, *given: object, **named: object) -> Any:
        """What it comes to."""
        return _ask("compile", self._made_with, given, named)

    def query(self, *given: object, **named: object) -> Any:
        """What stands in it."""
        return _ask("query", self._made_with, given, named)


def compile(*given: object, **named: object) -> Any:  # noqa: A001 (Typst's own name)
    """What a source comes to."""
    return _ask("compile", None, given, named)


def query(*given: object, **named: object) -> Any:
    """What stands in a source."""
    return _ask("query", None, given, named)


def stand_in() -> None:
    """Be what ``import typst`` gives in this process from now on."""
    module = ModuleType("typst")
    for part in (Compiler, Fonts, TypstError, compile, query):
        setattr(module, part.__name__, part)
    sys.modules["typst"] = module


def end() -> None:
    """End the process, where there is one."""
    global _process
    if _process is not None:
        _process.communicate()
        _process = None


def _ask(*asked: object) -> Any:
    global _process
    if _process is None:
        start = [sys.executable, "-c", "from tests.typesetter import serve; serve()"]
        _process = subprocess.Popen(start, stdin=PIPE, stdout=PIPE, cwd=Path(__file__).parents[1])
    assert _process.stdin is not None and _process.stdout is not None
    pickle.dump(asked, _process.stdin)
    _process.stdin.flush()
    found = pickle.load(_process.stdout)
    if isinstance(found, TypstError):
        raise found
    return found


def serve() -> None:
    """Pass on what is asked for to Typst itself, until nobody can ask any more."""
    import typst

    sets: Final[dict[Fonts, Any]] = {}

    def real(named: dict[str, Any]) -> dict[str, Any]:
        fonts = named.get("font_paths")
        if not isinstance(fonts, Fonts):
            return named
        if fonts not in sets:
            sets[fonts] = typst.Fonts(
                include_system_fonts=fonts.include_system_fonts, include_embedded_fonts=fonts.include_embedded_fonts
            )
        return {**named, "font_paths": sets[fonts]}

    while True:
        try:
            name, made_with, given, named = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        maker = typst if made_with is None else typst.Compiler(*made_with[0], **real(made_with[1]))
        try:
            found = getattr(maker, name)(*given, **real(named))
        except typst.TypstError as error:
            found = TypstError(str(error))
        pickle.dump(found, sys.stdout.buffer)
        sys.stdout.buffer.flush()

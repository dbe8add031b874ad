"""Words in, words out: the command line.

``program`` holds the table of commands, ``session`` what every command is given; each other module holds the commands
of one subject and is imported only when one of them runs.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

from routine_tui.clock import SystemClock
from routine_tui.model.errors import RoutineError, reason_of
from routine_tui.model.text import NOTE_LIMIT, clipped
from routine_tui.planner.planner import Planner
from routine_tui.settings import find_home, read_settings

INTERRUPTED_STATUS = 130
COMPLETION_VARIABLE = "_ROUTINE_TUI_COMPLETE"
"""Where click is told by a shell to complete words."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program and leave with its exit status; the outermost edge, where every trouble becomes one sentence."""
    gc.disable()  # a command lives too briefly for a collection to pay; the full screen switches it on again
    _write_what_can_be_written()
    try:
        status = _run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        status = INTERRUPTED_STATUS
    except OSError as error:
        status = _refuse_disk(error)
    gc.freeze()  # leaving, Python would look through all there is for garbage, which takes 6 ms
    if status == 1:
        _drop_what_cannot_be_written()
    raise SystemExit(status)


def _run(arguments: Sequence[str] | None) -> int:
    words = sys.argv[1:] if arguments is None else arguments
    if not words and COMPLETION_VARIABLE not in os.environ:
        return _open_screen()
    if COMPLETION_VARIABLE in os.environ:
        from routine_tui.cli import completion  # noqa: F401 (click learns of its shells)
    from routine_tui.cli.program import run  # click, which the full screen does without

    try:
        return run(arguments)
    except RoutineError as error:
        return _refuse_what(error)


def _open_screen() -> int:
    """The full screen, on the shortest way there: without words there is nothing to parse."""
    from routine_tui.cli.full_screen import open_screen

    try:
        home = find_home()
        open_screen(Planner(home, SystemClock(), read_settings(home.config)), _sync_command)
    except RoutineError as error:
        return _refuse_what(error)
    return 0


def _sync_command() -> list[str]:
    from routine_tui.cli.session import CliSession

    return CliSession().own_command("sync")


def _refuse_what(error: RoutineError) -> int:
    from routine_tui.cli.advice import sentence_of

    return _refuse(sentence_of(error))


def _refuse(sentence: str) -> int:
    print(f"routine-tui: {clipped(sentence, NOTE_LIMIT)}", file=sys.stderr)
    return 1


def _refuse_disk(error: OSError) -> int:
    if error.errno == errno.EPIPE:  # whoever read our output has had enough
        return 1
    what = f"{error.filename}: " if error.filename else ""
    return _refuse(f"{what}{reason_of(error)}. Check the disk, then try again.")


def _write_what_can_be_written() -> None:
    """Let a terminal that knows few characters get ``?`` for the others, rather than nothing at all."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]


def _drop_what_cannot_be_written() -> None:
    """Keep Python from writing once more to a pipe that is closed or a disk that is full, and complaining about it."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

"""Opening the full screen, the only place of the command line that knows it."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Sequence

from routine_tui.model.errors import BadInput
from routine_tui.planner.planner import Planner


def is_in_browser() -> bool:
    """Whether a server started this to show it in a browser, over pipes."""
    return os.environ.get("TEXTUAL_DRIVER", "").endswith(":WebDriver")


def is_in_gnu_screen() -> bool:
    """Whether this runs in a window of GNU screen, which says so by a variable of its own.

    While the mouse is asked for, screen (4.09) keeps an Escape back until the next key, so that it closes nothing.
    """
    return bool(os.environ.get("STY"))


def require_terminal() -> None:
    """Raise BadInput where there is nobody to see a full screen or to press its keys."""
    if is_in_browser():
        return
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        raise BadInput(
            "The full screen can't open, as there is no terminal here: use a command, e.g. routine-tui today."
        )
    if os.environ.get("TERM") == "dumb":
        raise BadInput(
            "The full screen can't open in this terminal (TERM=dumb): use a command, e.g. routine-tui today."
        )


def require_theme(name: str) -> None:
    """Raise BadInput, naming those that there are, for a theme that there is not."""
    from routine_tui.ui.themes import check_theme

    check_theme(name)


def exit_on_signals() -> None:
    """Let a signal that ends the program raise SystemExit, so that temporary folders are removed.

    While the full screen is open, it answers them itself.
    """
    from routine_tui.ui.app import ENDING_SIGNALS

    for number in ENDING_SIGNALS:
        signal.signal(number, lambda number, _: sys.exit(128 + number))


def open_screen(planner: Planner, sync_command: Callable[[], Sequence[str]] | None = None) -> None:
    """Run the full screen until the person leaves it.

    ``sync_command`` gives how this program is started to sync; None where nothing is ever synced.

    Raises BadInput where there is no terminal, SystemExit where a signal ended it.
    """
    require_terminal()
    if not is_in_browser():  # a browser says there how large it is
        for name in ("COLUMNS", "LINES"):  # as a shell exported them: the window would keep that size for good
            os.environ.pop(name, None)
    if not os.environ.get("NO_COLOR"):  # empty, it says nothing
        os.environ.pop("NO_COLOR", None)
    from routine_tui.ui.app import RoutineApp
    from routine_tui.ui.keyboard import show_what_is_no_text

    show_what_is_no_text()
    planner.wait = None  # it looks again by itself, and must not stand still
    app = RoutineApp(planner, keyboard=None if is_in_browser() else sys.stdin, sync_command=sync_command)
    gc.freeze()  # what is imported stays: a collection need not look through it
    gc.set_threshold(10_000, 10, 10)  # the first screen makes that many objects, and none of them is garbage
    gc.enable()
    app.run(mouse=planner.settings.mouse and not is_in_gnu_screen())
    exit_on_signals()
    if app.return_code:
        raise SystemExit(app.return_code)

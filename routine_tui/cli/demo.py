"""The full screen on sample data."""

from __future__ import annotations

import click

from routine_tui.cli.full_screen import exit_on_signals, open_screen, require_terminal
from routine_tui.cli.picking import pass_session
from routine_tui.cli.session import CliSession
from routine_tui.clock import SystemClock
from routine_tui.demo import sample_planner


@click.command("demo")
@pass_session
def demo_command(session: CliSession) -> None:
    """Open the full screen on sample data.

    The data is in a temporary folder that is deleted afterwards; nothing else is touched.
    """
    require_terminal()
    exit_on_signals()
    folder, planner = sample_planner(SystemClock(), session.planner.settings)
    with folder:
        open_screen(planner)

"""The command that shows the full screen in a browser on this machine."""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import Final

import click

from routine_tui.cli.picking import pass_session
from routine_tui.cli.session import CliSession, collect_garbage_again
from routine_tui.model.errors import BadInput, RoutineError, reason_of
from routine_tui.settings import speaks_ascii
from routine_tui.web.access import is_loopback

_HERE: Final = "127.0.0.1"
_EVERYWHERE: Final = "0.0.0.0"


@click.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 is any free one.")
@click.option("--host", metavar="ADDRESS", help=f"The address to listen on [{_HERE}].")
@click.option("--allow-network", is_flag=True, help="Let other devices in that type the code shown here.")
@pass_session
def serve_command(session: CliSession, port: int, host: str | None, allow_network: bool) -> None:
    """Show the full screen in a browser on this computer, until Ctrl+C.

    It listens on this computer only. --allow-network lets other devices in, e.g. a tablet: each browser is asked for
    a code that is shown here and works once. What is shown then is not encrypted on its way, so use it only in a
    network whose other users you trust. Several browsers at once are safe.

    It needs an extra: pip install "routine-tui[web]".
    """
    if find_spec("textual_serve") is None:
        raise RoutineError("The browser needs an extra", 'install it with pip install "routine-tui[web]"')
    address = host or (_EVERYWHERE if allow_network else _HERE)
    if not allow_network and not is_loopback(address):
        raise BadInput(f"{address} is more than this computer: add --allow-network to let other devices in.")
    _ = session.planner.settings  # what is wrong with them is said here, not in each browser
    from routine_tui.web.server import RoutineServer

    if speaks_ascii():  # a browser shows every sign, whatever this terminal can
        os.environ["LC_ALL"] = "C.UTF-8"
    collect_garbage_again()
    try:
        RoutineServer(session.own_command(), address, port, allow_network).run()
    except OSError as error:
        why = reason_of(error)
        raise BadInput(f"Port {port} of {address} can't be used ({why}): choose another with --port.") from None

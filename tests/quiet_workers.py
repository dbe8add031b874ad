"""What a worker of xdist tells of a test that passes: one report, in place of five messages of which four say nothing.

Each is written out, sent, read and passed through every plugin: of a quick test that cost more than running it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest


def say_less(config: pytest.Config) -> None:
    """Keep back what is shown nowhere, unless somebody asked for durations or for a file that counts setups."""
    if config.getoption("durations", None) or config.getoption("xmlpath", None):
        return
    for plugin in config.pluginmanager.get_plugins():
        if type(plugin).__name__ == "WorkerInteractor":
            plugin.sendevent = _without_what_says_nothing(plugin.sendevent)


def _without_what_says_nothing(send: Callable[..., None]) -> Callable[..., None]:
    def sent(name: str, **told: Any) -> None:
        if name not in ("logstart", "logfinish") and not (name == "testreport" and _says_nothing(told["data"])):
            send(name, **told)

    return sent


def _says_nothing(report: Mapping[str, Any]) -> bool:
    """Whether a report is that of a setup or a teardown in which all went well and nothing was printed."""
    return report["when"] != "call" and report["outcome"] == "passed" and not report["sections"]

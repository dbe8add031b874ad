"""What views ask of the main screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message

from routine_tui.model.recovery.recovery import Recovery
from routine_tui.planner.planner import Planner


@dataclass
class Change(Message):
    """A change to be made: the screen makes it, stores it, and shows what the disk then has."""

    apply: Callable[[Planner], Recovery]

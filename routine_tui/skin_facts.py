"""The facts about skin that come with the program: questions, levels and rules, what to leave alone, whom to ring.

They are TOML in ``data``, each with its source. Each file is read once, when it is first asked for: nothing of this is
imported before it is shown.
"""

from __future__ import annotations

from functools import cache

from routine_tui.facts import entries
from routine_tui.model.avoidance import Avoid
from routine_tui.model.errors import BadInput


@cache
def avoid_items() -> tuple[Avoid, ...]:
    """What to leave alone while the skin heals, in the order in which it is shown."""
    import msgspec

    return msgspec.convert(entries("avoid.toml", "avoid"), type=tuple[Avoid, ...])


def avoid_item(item_id: str) -> Avoid:
    """The thing to leave alone with this id. Raises BadInput, naming the ids, where there is none."""
    for item in avoid_items():
        if item.id == item_id:
            return item
    raise BadInput(
        f"There is nothing “{item_id[:40]}” to leave alone: choose {', '.join(i.id for i in avoid_items())}."
    )

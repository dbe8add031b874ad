"""What the program knows about skin, as a summary asks for it: read only where there is something to tell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from routine_tui.exporters.summary.skin import SkinFacts
from routine_tui.facts import guidance
from routine_tui.facts import skin as skin_facts
from routine_tui.model.recovery.recovery import Recovery

if TYPE_CHECKING:
    from routine_tui.model.shelf.ingredients import Screening
    from routine_tui.model.skin.avoidance import Avoidance
    from routine_tui.model.skin.concern import Concern


def known() -> SkinFacts:
    """The questions, the rules, the lists and the sources that come with the program."""
    return SkinFacts(
        labels={question.id: question.label for question in skin_facts.questions()},
        level_names=[level.name for level in skin_facts.levels()],
        judged=_judged,
        avoided=_avoided,
        screened=_screened,
        sources=guidance.sources(),
    )


def _judged(recovery: Recovery, day: date) -> Concern:
    from routine_tui.model.skin.concern import concern

    return concern(skin_facts.rules(), recovery, day)


def _avoided(recovery: Recovery, today: date) -> Sequence[Avoidance]:
    from routine_tui.model.skin.avoidance import avoidance

    return avoidance(skin_facts.avoid_items(), recovery, today, skin_facts.rules())


def _screened(text: str) -> Screening:
    from routine_tui.facts.ingredients import ingredient_rules
    from routine_tui.model.shelf.ingredients import screen

    return screen(ingredient_rules(), text)

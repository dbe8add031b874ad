"""A level of concern in words: what to do, whom to ring, what fired, and where that comes from.

It says what was recorded and what to do, never what it is, and never anything about a medicine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from routine_tui.model.guidance import NOT_ADVICE
from routine_tui.model.skin.concern import TODAY_LEVEL, Concern, Level, Rule, level_of
from routine_tui.model.text import days_in_words, weekday_day

if TYPE_CHECKING:
    from datetime import date

    from routine_tui.model.guidance import Source
    from routine_tui.model.skin.regions import Region

Role = Literal["level", "do", "ring", "fired", "source"]
EMERGENCY: Final = 4
BESIDES: Final = (
    "You also said yes to something asked about as urgent, which no rule covers by itself: ask about it today."
)
NO_FLAG: Final = "No red flag was recorded"
"""What level 0 says: never more than was recorded."""
OWN_THRESHOLD: Final = "threshold: our own proposal"


class Said(NamedTuple):
    """One line, and what it is, so that each face can draw it in its own way."""

    text: str
    role: Role


def words_for(
    concern: Concern, levels: Sequence[Level], region: Region, sources: Mapping[str, Source]
) -> tuple[Said, ...]:
    """A level of concern as lines, the most important one first.

    ``region`` is the one of the settings, or the one for anywhere, which names the numbers of several.
    """
    return tuple(_lines(concern, level_of(levels, concern.level), region, sources))


def standing_words(concern: Concern, levels: Sequence[Level], today: date) -> str:
    """One line for a level 3 or 4 that still stands: the level, and the first thing that fired."""
    age = (today - concern.day).days
    when = "" if age <= 0 else " (yesterday)" if age == 1 else f" ({days_in_words(age)} ago)"
    return f"{level_of(levels, concern.level).name}: {concern.fired[0].says}{when}"


def _lines(concern: Concern, level: Level, region: Region, sources: Mapping[str, Source]) -> Iterator[Said]:
    if not concern.checked:
        yield Said(f"Nothing was answered on {weekday_day(concern.day)}, so there is no level.", "level")
        return
    named = f"{level.name} (level {level.level} of 4)"
    yield Said(named if concern.level else f"{named}: {NO_FLAG.lower()}" if concern.fired else NO_FLAG, "level")
    yield Said(level.says, "do")
    asks_today = concern.level >= TODAY_LEVEL or bool(concern.besides)
    if asks_today and concern.level < TODAY_LEVEL:
        yield Said(BESIDES, "do")
    yield from _whom_to_ring(concern, region)
    for rule in concern.fired:
        yield Said(rule.says, "fired")
        yield Said(_behind(rule, sources), "source")
    if not concern.fired:
        yield Said(f"Source of this level: {_title(level.sources, sources)}", "source")
    if asks_today:
        publishers = list(dict.fromkeys(sources[one].publisher for one in region.sources))
        yield Said(f"Whom to ring: {', '.join(publishers)}", "source")
    yield Said(f"From what you recorded; {NOT_ADVICE}, and no diagnosis. Not reviewed by a clinician.", "source")


def _whom_to_ring(concern: Concern, region: Region) -> Iterator[Said]:
    crisis = any(rule.crisis for rule in concern.fired)
    if crisis:
        yield Said(f"You need not be alone with this. Contact {region.crisis}.", "ring")
    if concern.level >= EMERGENCY:
        yield Said(f"{'In danger now, ring' if crisis else 'Ring'} {region.emergency}.", "ring")
    elif concern.level >= TODAY_LEVEL or concern.besides:
        yield Said(f"Contact {region.urgent}.", "ring")
        yield Said(f"If it gets much worse, ring {region.emergency}.", "ring")


def _behind(rule: Rule, sources: Mapping[str, Source]) -> str:
    """Where a rule comes from; where only its general point does, that too."""
    own = f"; {OWN_THRESHOLD}" if rule.proposal else ""
    return f"Source: {_title(rule.sources, sources)}{own}"


def _title(ids: Sequence[str], sources: Mapping[str, Source]) -> str:
    """The first of some sources, by title and publisher; the data names the others."""
    source = sources[ids[0]]
    return f"{source.title}, {source.publisher}"

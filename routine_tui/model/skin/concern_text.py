"""A level of concern in words: what to do, whom to call, what was answered, and where that comes from.

It says what was recorded and what to do, never what it is, and never anything about a medicine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from routine_tui.model.recovery.answers import URGENT_SIGNS
from routine_tui.model.skin.concern import TODAY_LEVEL, Concern, Level, Rule, is_overshadowed, level_of
from routine_tui.model.text import short_day, weekday_day

if TYPE_CHECKING:
    from routine_tui.model.guidance import Source
    from routine_tui.model.skin.regions import Region

Role = Literal[
    "level", "open", "call", "do", "worse", "clock", "because", "fired", "sources", "source", "numbers", "about"
]
"""What a line is, in the order in which they come: ``open`` is how much of the urgent list was left open,
``call`` the number alone, which comes first where somebody is to be called now, ``because`` and ``sources`` are heads
of ``fired`` and ``source``. What to say on the phone belongs before ``because``."""
EMERGENCY: Final = 4
BESIDES: Final = "You also answered yes to an urgent question. Ask a clinician about it today."
NO_FLAG: Final = "No red flags in your answers"
"""What level 0 says, and only where every urgent question was answered with no."""
LEFT_OPEN: Final = "What you did answer calls for nobody today."
"""What level 0 says below how many urgent questions were not answered: what is known, and no all-clear."""
NOT_ALL: Final = "Nothing to act on in this check-in alone, but another one still counts"
"""What level 0 says while a red flag of another check-in is open: no all-clear, and nothing expected."""
PAST: Final = "An emergency"
TELL: Final = "Your later answers are without it. Even if it is over, tell somebody today."
"""What is said of an emergency of some days ago that a later check-in is without."""
OWN_THRESHOLD: Final = "the cut-off is our own choice"
ABOUT: Final = "Based only on your answers. General guidance, not a diagnosis; not reviewed by a clinician."
NOT_ALONE: Final = "You don't have to go through this alone"


class Said(NamedTuple):
    """One line, and what it is, so that each face can draw it in its own way."""

    text: str
    role: Role


def words_for(
    concern: Concern, levels: Sequence[Level], region: Region, sources: Mapping[str, Source], clocks: Sequence[str] = ()
) -> tuple[Said, ...]:
    """A level of concern as lines, the most important one first; where they come from stands once, at the end.

    ``region`` is the one of the settings, or the one for anywhere, which names the numbers of several. ``clocks`` are
    what is left of the time in which something can be prevented, a line each.
    """
    return tuple(_lines(concern, level_of(levels, concern.level), region, sources, clocks))


def open_words(concern: Concern) -> str:
    """How much of the urgent list was left open: ``4 of 21 urgent questions were not answered``; empty for nothing."""
    left = concern.urgent_unanswered
    return f"{left} of {len(URGENT_SIGNS)} urgent questions {'was' if left == 1 else 'were'} not answered" * bool(left)


def no_flag_words(concern: Concern) -> str:
    """What level 0 says in one line: how much of the urgent list was left open, or that there is no red flag."""
    if is_overshadowed(concern):
        return "; ".join(filter(None, [NOT_ALL, open_words(concern)]))
    return open_words(concern) or NO_FLAG


def asks_today(concern: Concern) -> bool:
    """Whether somebody is to be asked today, so that numbers to call belong beside it."""
    return concern.checked and (concern.level >= TODAY_LEVEL or bool(concern.besides))


def calls_of(concern: Concern, region: Region) -> tuple[str, ...]:
    """Whom to call, each a line that stands alone, the first one first; nobody where nobody is to be asked today.

    Where it is about mood, that is somebody who listens; where it is about that alone, they come first.
    """
    about_mood = [rule.crisis for rule in concern.fired if rule.level == concern.level]
    listens = [f"{NOT_ALONE}. Call {region.crisis}"] if any(rule.crisis for rule in concern.fired) else []
    if concern.level >= EMERGENCY and all(about_mood):
        return (*listens, f"If you have hurt yourself, or might act on it now: call {region.emergency}")
    first = region.emergency if concern.tone >= EMERGENCY else region.urgent
    again = [f"If it comes back, call {region.emergency}"] if concern.is_past else []
    return (*([f"Call {first}"] if asks_today(concern) else []), *again, *listens)


def _lines(
    concern: Concern, level: Level, region: Region, sources: Mapping[str, Source], clocks: Sequence[str]
) -> Iterator[Said]:
    if not concern.checked:
        yield Said(f"Nothing was answered on {weekday_day(concern.day)}, so there is no level.", "level")
        return
    if is_overshadowed(concern):
        yield Said(f"{no_flag_words(concern)}.", "level")
        return
    named = f"{level.name} (level {level.level} of 4)"
    if concern.is_past:
        named = f"{PAST} on {weekday_day(concern.day)} (level {level.level} of 4)"
    calls = [Said(f"{call}.", "call") for call in calls_of(concern, region)]
    is_now = concern.tone >= EMERGENCY
    if is_now:
        yield from calls
    yield Said(named if concern.level else _level_0(concern, named), "level")
    if concern.urgent_unanswered and not concern.level:
        yield Said(LEFT_OPEN, "open")
    do = concern.fired[0].do if concern.fired else ""
    yield Said(TELL if concern.is_past else do or level.says, "do")
    if asks_today(concern) and concern.level < TODAY_LEVEL:
        yield Said(BESIDES, "do")
    if not is_now:
        yield from calls
    if asks_today(concern) and concern.level < EMERGENCY:
        yield Said(f"If nobody answers, or it gets worse, call {region.emergency}.", "worse")
    others = _others_to_call(concern, region)
    yield from (Said(line, "worse") for line in others)
    yield from (Said(line, "clock") for line in _clocks(concern, clocks))
    if concern.urgent_unanswered and 0 < concern.level < TODAY_LEVEL:
        yield Said(f"{open_words(concern)}.", "open")
    if concern.fired:
        yield Said("Because you answered:", "because")
    for rule in concern.fired:
        yield Said(rule.says, "fired")
    yield Said("Sources", "sources")
    for source in _behind(concern, level, sources):
        yield Said(source, "source")
    if asks_today(concern) or others:
        publishers = list(dict.fromkeys(sources[one].publisher for one in region.sources))
        looked_up = short_day(region.looked_up)
        yield Said(f"Numbers taken from: {', '.join(publishers)}; last looked up {looked_up}", "numbers")
    yield Said(ABOUT, "about")


def _level_0(concern: Concern, named: str) -> str:
    """Its name and that there is no red flag, where every urgent question was answered with no; else how many were."""
    if concern.urgent_unanswered or not concern.fired:
        return no_flag_words(concern)
    return f"{named}: {NO_FLAG.lower()}"


def _others_to_call(concern: Concern, region: Region) -> list[str]:
    """Whom to call where nobody has to be asked today: for advice where hours count, and at night for the mood."""
    found = []
    if not asks_today(concern) and any(rule.timed for rule in concern.fired):
        found.append(f"For advice, call {region.urgent}.")
    if any(rule.mood for rule in concern.fired) and not any(rule.crisis for rule in concern.fired):
        found.append(f"At any hour, if it gets too much: call {region.crisis}.")
    return found


def _clocks(concern: Concern, clocks: Sequence[str]) -> list[str]:
    """What can be done for hours or days only, beside what is to be done first."""
    return [*clocks, *dict.fromkeys(rule.do for rule in concern.fired[1:] if rule.timed and rule.do)]


def _behind(concern: Concern, level: Level, sources: Mapping[str, Source]) -> list[str]:
    """The first source of each rule, or of the level where none fired, each once; and whether a cut-off is our own.

    Where hours count, all of a rule: each of the times has one of its own.
    """
    found = (rule.sources if rule.timed else rule.sources[:1] for rule in concern.fired)
    ids = list(dict.fromkeys(one for some in found for one in some)) or [level.sources[0]]
    own = {one for one in ids if any(_is_own(rule, one) for rule in concern.fired)}
    return [f"{sources[one].title}, {sources[one].publisher}{f'; {OWN_THRESHOLD}' * (one in own)}" for one in ids]


def _is_own(rule: Rule, source_id: str) -> bool:
    return rule.proposal and rule.sources[0] == source_id

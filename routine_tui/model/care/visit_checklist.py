"""What to bring to a visit: what the recovery holds already, what is ready in another way, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from routine_tui.model.recovery.background import BackgroundField, Holds
from routine_tui.model.recovery.clearance import newest
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.visit import Visit
from routine_tui.model.skin.avoidance_text import calm_words
from routine_tui.model.text import clipped, short_day

if TYPE_CHECKING:
    from routine_tui.model.skin.avoidance import Calm

ReadyBy = Literal["here", "hand", "missing"]
NEEDLING: Final = "needling_again"
"""The thing to avoid about which a clinician's yes is an agreement to a next time."""


class ItemToBring(Struct, frozen=True):
    """One thing to bring."""

    field: BackgroundField
    by: ReadyBy
    """``here`` where the recovery holds it, ``hand`` where the person said that it is ready."""
    words: str
    """What the recovery holds of it, in a few words; empty for nothing."""

    @property
    def is_ready(self) -> bool:
        """Whether nothing is left to do about it."""
        return self.by != "missing"


def to_bring(recovery: Recovery, fields: Sequence[BackgroundField], visit: Visit | None) -> tuple[ItemToBring, ...]:
    """The things to bring, in the order of the list; for no visit in particular where there is none."""
    by_hand = visit.ready if visit else ()
    return tuple(_items(recovery, [one for one in fields if one.bring], by_hand))


def ready_words(items: Sequence[ItemToBring]) -> str:
    """How much is ready: ``5 of 9 ready to bring``."""
    return f"{sum(item.is_ready for item in items)} of {len(items)} things ready"


def held(recovery: Recovery, field: BackgroundField, calm: Calm | None = None) -> str:
    """What the recovery holds of a field, in a few words: what was told, or what stands elsewhere; empty for none.

    ``calm`` is how it stands with the skin, for the field that asks about it; None leaves that out.
    """
    texts = [text for one in (field.id, field.same_as) if one and (text := recovery.care.told(one))]
    said = list(filter(None, [profile_words(recovery, field), *(clipped(text, 200) for text in texts[:1])]))
    if said:
        return "; ".join(said)
    if field.holds == "calm" and calm is not None:
        return calm_words(calm)
    elsewhere = _ELSEWHERE.get(field.holds)
    return elsewhere(recovery) if elsewhere else ""


def profile_words(recovery: Recovery, field: BackgroundField) -> str:
    """What the profile holds of a field: ``yes`` where it is one thing, ``diabetes no, born 1990`` of several."""
    said = {name: recovery.profile[name] for name in field.profile if name in recovery.profile}
    words = {name: ("yes" if one else "no") if isinstance(one, bool) else str(one) for name, one in said.items()}
    if len(field.profile) == 1:
        return "".join(f"type {word}" if name == "phototype" else word for name, word in words.items())
    return ", ".join(f"{name.replace('_', ' ')} {word}" for name, word in words.items())


def _is_here(recovery: Recovery, field: BackgroundField) -> bool:
    """Whether the recovery holds what is to be brought: of a list, such as medicines, a yes or no is not enough."""
    return bool(held(recovery, replace(field, profile=()) if len(field.profile) > 1 else field))


def _items(recovery: Recovery, fields: Sequence[BackgroundField], by_hand: Sequence[str]) -> Iterator[ItemToBring]:
    for field in fields:
        words = held(recovery, field)
        is_here = _is_here(recovery, field)
        yield ItemToBring(field, "here" if is_here else "hand" if field.id in by_hand else "missing", words)


def _phototype(recovery: Recovery) -> str:
    return f"type {recovery.profile['phototype']}" if "phototype" in recovery.profile else ""


def _photos(recovery: Recovery) -> str:
    return _counted(len(recovery.photos), "picture")


def _products(recovery: Recovery) -> str:
    return f"{_counted(len(recovery.products), 'product')}" if recovery.products else ""


def _signs(recovery: Recovery) -> str:
    return _counted(sum(record.skin is not None for record in recovery.days.values()), "check-in")


def _questions(recovery: Recovery) -> str:
    return _counted(sum(one.is_open for one in recovery.care.questions), "question")


def _courses(recovery: Recovery) -> str:
    return _counted(len(recovery.care.courses), "prescribed treatment")


def _routine(recovery: Recovery) -> str:
    return _counted(sum(not step.latest.ended for step in recovery.routine.steps), "step")


def _day_zero(recovery: Recovery) -> str:
    return short_day(recovery.day_zero)


def _agreed(recovery: Recovery) -> str:
    """What a clinician said about needling again, where the person recorded a yes."""
    if not recovery.clearances:
        return ""
    word = newest(recovery.clearances).get(NEEDLING)
    if word is None or word.from_day is None:
        return ""
    return f"needling from {short_day(word.from_day)}: {clipped(word.words)}"


_ELSEWHERE: Final[Mapping[Holds, Callable[[Recovery], str]]] = {
    "agreed": _agreed,
    "courses": _courses,
    "day_zero": _day_zero,
    "photos": _photos,
    "phototype": _phototype,
    "products": _products,
    "questions": _questions,
    "routine": _routine,
    "signs": _signs,
}
"""What another part of the recovery holds, in a few words; empty for nothing."""


def _counted(number: int, what: str) -> str:
    """A number of things; empty for none."""
    return "" if not number else f"1 {what}" if number == 1 else f"{number} {what}s"

"""How the skin is doing, as an export tells it: check-ins, levels, the shelf, what is avoided, names of pictures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from routine_tui.exporters.escapes import inert, one_paragraph, trimmed
from routine_tui.exporters.summary.episodes import Episode, episodes
from routine_tui.exporters.summary.on_shelf import OnShelf, on_shelf
from routine_tui.exporters.summary.problems import Problem, never_seen, problems
from routine_tui.facts import guidance
from routine_tui.facts import skin as facts
from routine_tui.model.guidance import Source
from routine_tui.model.recovery.answers import FEELINGS, INFECTION_SIGNS, SIGNS, TEMPERATURE, URGENT_SIGNS, range_of
from routine_tui.model.recovery.check_in import CheckIn, Look
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.answers import places_in_words
from routine_tui.model.skin.avoidance import avoidance
from routine_tui.model.skin.check_in_table import look_hour
from routine_tui.model.skin.check_ins import check_ins
from routine_tui.model.skin.clocks import deadlines
from routine_tui.model.skin.concern import Concern, as_answered, concern, concern_of_look

if TYPE_CHECKING:
    from routine_tui.exporters.summary.shown_photos import ShownPhoto
    from routine_tui.model.recovery.photo import Photo

VISIT_LEVEL = 2
"""The least level of concern that is told as a flag: book a visit."""


class SignTrend(Struct, frozen=True):
    """How one sign or feeling went, over the days on which it was answered."""

    name: str
    label: str
    most: int
    """The greatest number that it takes."""
    first: date | None
    """The first day at 1 or more; None where there was none."""
    worst: float
    worst_on: date
    """The first day of the worst."""
    now: float
    now_on: date


class FlaggedDay(Struct, frozen=True):
    """A rule of level 2 or more that fired, with the days of the check-ins on which it did."""

    level: int
    level_name: str
    says: str
    is_proposal: bool
    """Whether its threshold is the program's own."""
    days: tuple[date, ...]
    sources: tuple[Source, ...]


class Checked(Struct, frozen=True):
    """The check-in of a day, or one look of it."""

    day: date
    hour: str
    """Of a look among others of its day, such as ``20:10``; empty for the whole of a day."""
    offset: int
    level: int
    level_name: str
    check_in: CheckIn
    yes: tuple[str, ...]
    """The labels of what was answered with yes."""
    no_urgent: bool
    """Whether every urgent question was answered with no."""
    no_infection: bool
    """Whether every infection sign was answered with no."""
    no: int
    """To how many other questions the answer was no."""
    where: str
    """Side and place of what was answered; empty where that was not said."""


class LeftAlone(Struct, frozen=True):
    """One thing to avoid, or one about which a clinician said something."""

    label: str
    until: date | None
    """The day from which it may be reconsidered; None for the whole window."""
    day_reached: bool
    needs_clinician: bool
    may_reconsider: bool
    word: str
    """What a clinician said; empty for nothing, or where it was left out."""
    word_on: date | None


class SkinSummary(Struct, frozen=True):
    """How the skin is doing. What was left out of the recovery is not in it."""

    courses: tuple[SignTrend, ...]
    problems: tuple[Problem, ...]
    """What was there on some day: what is there most at last first."""
    never_seen: tuple[str, ...]
    """The labels of what was answered with 0 each time."""
    episodes: tuple[Episode, ...]
    hottest: tuple[float, date] | None
    """The highest temperature in °C, with its first day."""
    answered_yes: tuple[tuple[str, tuple[date, ...]], ...]
    """Each urgent question and each infection sign that was answered with yes, with the days."""
    flags: tuple[FlaggedDay, ...]
    """The highest level first, and of one level what was so last."""
    highest: int
    """The highest level of any check-in, those below the flags included."""
    profile: Mapping[str, int | bool]
    check_ins: tuple[Checked, ...]
    """A check-in a day; where it has several looks, its worst is told."""
    looks: tuple[Checked, ...]
    products: tuple[OnShelf, ...]
    product_sources: tuple[Source, ...]
    left_alone: tuple[LeftAlone, ...]
    left_alone_sources: tuple[Source, ...]
    photos: tuple[Photo, ...]
    shown: tuple[ShownPhoto, ...]
    """Those of them that a page shows."""
    deadlines: tuple[str, ...] = ()
    """Until when something can still be prevented, a line each."""
    without_mood: bool = False
    """Whether the answers about mood were left out, be there any or not."""


def skin_summary(told: Recovery, today: date, without_mood: bool = False) -> SkinSummary:
    """What an export tells about the skin, from what of the recovery is shared."""
    checks = tuple(check_ins(told))
    judged = [(day, concern(facts.rules(), told, day)) for day, _ in checks]
    products = tuple(on_shelf(told, product) for product in told.products)
    alone = tuple(_left_alone(told, today)) if checks or told.clearances or told.profile else ()
    photos = tuple(inert(photo) for photo in told.photos)

    def level_of(day: date, look: Look) -> int:
        return concern_of_look(facts.rules(), told, day, look).level

    return SkinSummary(
        courses=tuple(_courses(checks)),
        problems=problems(checks, _label) if checks else (),
        never_seen=never_seen(checks, _label) if checks else (),
        episodes=episodes(told, checks, dict(judged), _label, today, level_of) if checks else (),
        hottest=_hottest(checks),
        answered_yes=tuple(_answered_yes(checks)),
        flags=tuple(_flags(judged, dict(checks))),
        highest=max((concern.level for _, concern in judged), default=0),
        profile=told.profile,
        check_ins=tuple(
            _checked(told, day, check_in, concern) for (day, check_in), (_, concern) in zip(checks, judged, strict=True)
        ),
        looks=tuple(_looks(told, checks)),
        products=tuple(product for product, _ in products),
        product_sources=_cited(source_id for _, ids in products for source_id in ids),
        left_alone=tuple(one for one, _ in alone),
        left_alone_sources=_cited(source_id for _, ids in alone for source_id in ids),
        photos=photos,
        shown=_shown(told, photos, checks),
        deadlines=deadlines(told, today),
        without_mood=without_mood,
    )


def _shown(told: Recovery, photos: Sequence[Photo], checks: Sequence[tuple[date, CheckIn]]) -> tuple[ShownPhoto, ...]:
    if not photos:
        return ()
    from routine_tui.exporters.summary.shown_photos import shown_photos

    names = {one.id: trimmed(one.label) for one in told.care.procedures}
    done = [(one.day, names.get(one.procedure_id, "")) for one in told.care.sessions if one.done and one.day]
    return shown_photos(photos, checks, told.day_zero, _label, [(day, name) for day, name in done if name])


def _courses(checks: Sequence[tuple[date, CheckIn]]) -> Iterator[SignTrend]:
    for name in (*SIGNS, *FEELINGS):
        known = [(day, number) for day, one in checks if (number := one.number(name)) is not None]
        if known:
            worst_on, worst = max(known, key=lambda one: (one[1], -one[0].toordinal()))
            first = next((day for day, number in known if number >= 1), None)
            now_on, now = known[-1]
            yield SignTrend(name, _label(name), range_of(name)[1], first, worst, worst_on, now, now_on)


def _hottest(checks: Sequence[tuple[date, CheckIn]]) -> tuple[float, date] | None:
    looks = [(day, CheckIn((look,))) for day, one in checks for look in one.looks]
    known = [(number, day) for day, one in looks if (number := one.number(TEMPERATURE)) is not None]
    return max(known, key=lambda one: (one[0], -one[1].toordinal()), default=None)


def _answered_yes(checks: Sequence[tuple[date, CheckIn]]) -> Iterator[tuple[str, tuple[date, ...]]]:
    for name in (*URGENT_SIGNS, *INFECTION_SIGNS):
        if days := tuple(day for day, one in checks if one.worst.get(name) is True):
            yield _label(name), days


def _flags(judged: Sequence[tuple[date, Concern]], checks: Mapping[date, CheckIn]) -> list[FlaggedDay]:
    """The rules that fired, each with what was answered on any of its days as its words."""
    fired = {rule.id: rule for _, said in judged for rule in said.fired if rule.level >= VISIT_LEVEL}
    days: dict[str, list[date]] = {rule_id: [] for rule_id in fired}
    for day, said in judged:
        for rule in said.fired:
            if rule.id in days:
                days[rule.id].append(day)
    rules = {one: as_answered(rule, [checks[day].worst for day in days[one]]) for one, rule in fired.items()}
    found = [
        FlaggedDay(
            rule.level,
            facts.levels()[rule.level].name,
            rule.says,
            rule.proposal,
            tuple(days[rule.id]),
            _cited(rule.sources),
        )
        for rule in rules.values()
    ]
    return sorted(found, key=lambda flag: (-flag.level, -flag.days[-1].toordinal()))


def _looks(told: Recovery, checks: Sequence[tuple[date, CheckIn]]) -> Iterator[Checked]:
    for day, check_in in checks:
        for look in check_in.looks:
            hour = look_hour(look.at).strip() if len(check_in.looks) > 1 else ""
            yield _checked(told, day, CheckIn((look,)), concern_of_look(facts.rules(), told, day, look), hour)


def _checked(told: Recovery, day: date, check_in: CheckIn, concern: Concern, hour: str = "") -> Checked:
    yes = tuple(_label(name) for name, answer in check_in.worst.items() if answer is True)
    no = {name for name, answer in check_in.worst.items() if answer is False}
    no_urgent, no_infection = no.issuperset(URGENT_SIGNS), no.issuperset(INFECTION_SIGNS)
    others = len(no) - len(URGENT_SIGNS) * no_urgent - len(INFECTION_SIGNS) * no_infection
    level_name = facts.levels()[concern.level].name
    places = filter(None, map(_places, check_in.looks))
    where = "; ".join(one_paragraph(places_in_words(some)) for some in places)
    return Checked(
        day, hour, told.offset(day), concern.level, level_name, check_in, yes, no_urgent, no_infection, others, where
    )


def _places(look: Look) -> dict[str, str]:
    """Where what was seen is: a place told for a sign that was answered with 0 or no says nothing of the skin."""
    return {name: place for name, place in look.places.items() if look.answers.get(name) not in (0, False)}


def _left_alone(told: Recovery, today: date) -> Iterator[tuple[LeftAlone, Collection[str]]]:
    """What is still avoided or was spoken about, each with the ids of the sources behind it."""
    for one in avoidance(facts.avoid_items(), told, today):
        word = one.word if one.word and one.word.from_day else None
        if one.state == "leave_alone" or word:
            said, said_on = (one_paragraph(word.words), word.at.date()) if word else ("", None)
            may = one.state == "reconsider"
            told_of = LeftAlone(
                one.item.label, one.from_day, one.day_reached, one.needs_clinician, may, said, said_on
            )  # fmt: skip
            yield told_of, one.item.sources


def _label(name: str) -> str:
    return _FOR_A_CLINICIAN.get(name) or labels().get(name) or name.replace("_", " ").capitalize()


_FOR_A_CLINICIAN: Final = {"scar": "Raised scar", "pits": "Pits"}
"""What would be taken for the same thing by its label alone: a scar that stands up, and one that is sunken."""


def labels() -> Mapping[str, str]:
    """How each question is called, by its name."""
    return {question.id: question.label for question in facts.questions()}


def _cited(ids: Iterable[str]) -> tuple[Source, ...]:
    """The sources with these ids, each once, in the order in which they come up."""
    return guidance.cited(tuple(dict.fromkeys(ids)))

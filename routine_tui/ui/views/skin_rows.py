"""What the Skin view shows of a day: its sections, and the rows of the one that is looked at. No Textual.

Nothing is worked out of a section that is not shown, but how many things it holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from textwrap import wrap
from typing import Final, Literal, get_args

from msgspec import Struct

from routine_tui.facts import skin as skin_facts
from routine_tui.glyphs import Glyphs
from routine_tui.model.recovery.answers import FEELINGS, MOOD, PROFILE, SIGNS, TEMPERATURE
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.photo import in_order, words_of_photo
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.shelf.shelf import ShelfEntry, day_words, keeping_words, shelf
from routine_tui.model.skin.answers import in_words
from routine_tui.model.skin.avoidance import Avoidance, avoidance
from routine_tui.model.skin.avoidance_text import until_parts
from routine_tui.model.skin.check_ins import check_ins, is_suggested
from routine_tui.model.skin.concern import RED_FLAG, Concern, level_of
from routine_tui.model.skin.concern_text import no_flag_words
from routine_tui.model.skin.standing import concern_beside_flags
from routine_tui.model.skin.trends import LABELS, logged
from routine_tui.model.text import clipped, days_in_words, short_day, since_or_from, weekday_day
from routine_tui.ui.keys import with_keys
from routine_tui.ui.widgets.lines import FEW_LINES
from routine_tui.ui.widgets.section_tabs import Tab
from routine_tui.ui.widgets.skin_list import SkinRow, drawn_row
from routine_tui.ui.widgets.small_multiples import multiples
from routine_tui.ui.widgets.trend_lines import QUIET, Line

Section = Literal["trends", "avoid", "products", "photos", "about"]
SECTIONS: Final[tuple[Section, ...]] = get_args(Section)
BEFORE_ROW: Final = 4
"""Columns of a row before its label, and beside it at the end."""
DATE_WIDTH: Final = 13
"""Columns of a date with its year, and what keeps it from the next."""
TO_GO_WIDTH: Final = 9
LONGEST_AVOIDED: Final = 27
"""Columns of the longest thing on the list."""
GAUGE: Final = 5
"""Columns of the gauge of how far a date is."""
WITH_GAUGE: Final = 48
"""Columns beside the label from which on there is a gauge before words."""
SHORTEST_WORDS: Final = 12
"""Columns below which words beside a date would only be a cut."""

HEADS: Final[dict[Section, str]] = {
    "trends": "How each sign goes, day by day.",
    "avoid": "General guidance, not medical advice. ‹skin.open›: why.",
    "products": "‹skin.add› add, ‹skin.screen› check ingredients, ‹skin.end› stop using",
    "photos": "‹skin.photos›: add, caption and compare them.",
    "about": "Optional; used by the safety checks.",
}
"""What stands above the rows of each section, but where there are trends."""
CHARTS_REST: Final = "The charts are hidden. ‹skin.open› shows them."
NO_CHECK_IN: Final = "Press ‹skin.check_in› to check in: half a minute."
NO_SIGN: Final = "No sign answered yet. ‹skin.check_in› adds them."


class SkinPage(Struct, frozen=True):
    """What the view shows of one day."""

    section: Section
    tabs: tuple[Tab, ...]
    rows: tuple[SkinRow, ...]
    labels: int
    """Columns of the labels of the rows; 0 for as many as they need."""
    day: date
    today: date
    check_in: str
    """How it stands with the day's check-in, in one line."""
    head: tuple[Line, ...] = ()
    """What stands above the rows and does not scroll with them."""
    concern: Concern | None = None
    """What the check-in of another day than today calls for."""
    avoidances: tuple[Avoidance, ...] = ()

    @property
    def charted(self) -> tuple[str, ...]:
        """The signs and feelings that have a row of their own."""
        return tuple(row.key for row in self.rows if row.kind == "trend")


def skin_rows(
    recovery: Recovery,
    section: Section,
    day: date,
    today: date,
    glyphs: Glyphs,
    width: int,
    whole: bool = False,
    put_away: bool = False,
) -> SkinPage:
    """A section on a day, in so many columns; ``whole`` draws trends over the whole window, ``put_away`` none."""
    avoidances = avoidance(skin_facts.avoid_items(), recovery, today)
    rows: list[SkinRow] = []
    head: tuple[Line, ...] = tuple([(line, QUIET)] for line in head_lines(section, width - BEFORE_ROW))
    concern, labels = None, 0
    if section == "trends" and put_away:
        concern = _concern(recovery, day, today)
        rows += [*_level(concern), SkinRow("charts", with_keys(CHARTS_REST))]
    elif section == "trends":
        concern = _concern(recovery, day, today)
        names = logged(recovery)
        drawn = multiples(recovery, names, today, max(1, width - BEFORE_ROW), glyphs, whole)
        head = drawn.head or head
        rows += _level(concern)
        rows += [drawn_row("trend", line, name) for name, line in drawn.rows.items()]
        rows += [SkinRow("words", parts=tuple(line)) for line in drawn.foot]
        asked = NO_SIGN if recovery.record(day).skin else NO_CHECK_IN
        rows = rows or [SkinRow("check_in", with_keys(asked) if day <= today else "No check-in yet.")]
    elif section == "avoid":
        columns = _AvoidColumns(width - 1)  # a scroll bar may take one
        head = (*head, [(columns.heading, QUIET)])
        labels = columns.labels
        rows += _avoid(avoidances, columns, today, glyphs)
    elif section == "products":
        rows += _shelf(recovery, today, f" {glyphs.dot} ")
    elif section == "photos":
        rows += _photos(recovery, today)
    else:
        rows += _about(recovery)
    said = check_in_line(recovery, day, today, glyphs, width - BEFORE_ROW)
    tabs = _tabs(recovery, avoidances)
    return SkinPage(section, tabs, tuple(rows), labels, day, today, said, head, concern, avoidances)


def head_lines(section: Section, room: int) -> list[str]:
    """What stands above the rows of a section, whole: two lines where one is too short, but for the list of dates."""
    said = with_keys(HEADS[section])
    if section == "avoid":
        return [said if len(said) <= room else said.partition(". ")[0]]
    return wrap(said, max(1, room))[:2]


def _tabs(recovery: Recovery, avoidances: tuple[Avoidance, ...]) -> tuple[Tab, ...]:
    avoided = sum(1 for one in avoidances if one.state == "leave_alone")
    in_use = sum(1 for one in recovery.products if one.ended_on is None)
    return (
        Tab("trends", "Trends", "Trends"),
        Tab("avoid", "Avoid", "Avoid", avoided),
        Tab("products", "Products", "Prod.", in_use),
        Tab("photos", "Photos", "Photos", len(recovery.photos)),
        Tab("about", "About you", "You"),
    )


def _concern(recovery: Recovery, day: date, today: date) -> Concern | None:
    """What the check-in of another day than today calls for; None where there is none."""
    if day == today or recovery.record(day).skin is None:
        return None
    return concern_beside_flags(skin_facts.rules(), recovery, day, today)


def _level(shown: Concern | None) -> Iterator[SkinRow]:
    if shown is not None and shown.checked:
        name = no_flag_words(shown) if shown.level == 0 else level_of(skin_facts.levels(), shown.level).name
        yield SkinRow("level", name, "", strong=shown.level >= RED_FLAG)
        yield SkinRow("heading")


# ---------------------------------------------------------------------- the check-in of the day


def check_in_line(recovery: Recovery, day: date, today: date, glyphs: Glyphs, width: int) -> str:
    """How it stands with a day's check-in: ``Today's check-in: done``, with what was answered; due, or not done.

    The last one before has its weekday where there is room for it on the line.
    """
    near = {today: "Today's check-in", today - timedelta(days=1): "Yesterday's check-in"}
    named = near.get(day, f"Check-in of {weekday_day(day, today)}")
    dot = f" {glyphs.dot} "
    check_in = recovery.record(day).skin
    if check_in is not None:
        said = [f"{named}: done", *_in_short(check_in)]
        said += [clipped(check_in.note, FEW_LINES)] if check_in.note else []
        return dot.join(said)
    if day > today:
        return f"{named}: this day hasn't happened yet"
    state = "due" if day == today and is_suggested(recovery, today) else "not done"
    before = [when for when, _ in check_ins(recovery) if when < day]
    if not before:
        return f"{named}: {state}"
    line = f"{named}: {state}{dot}last: {weekday_day(before[-1], today)}"
    return line if len(line) <= width else f"{named}: {state}{dot}last: {short_day(before[-1], today)}"


def _in_short(check_in: CheckIn) -> list[str]:
    """A check-in in a few words: what was answered with more than nothing, yes, and the temperature.

    Nothing of mood, which whoever stands behind the person may read.
    """
    said = [f"{LABELS[name].lower()} {check_in.worst[name]}" for name in (*SIGNS, *FEELINGS) if check_in.number(name)]
    if (degrees := check_in.worst.get(TEMPERATURE)) is not None:
        said.append(in_words(TEMPERATURE, degrees))
    yes = [name for name, answer in check_in.worst.items() if answer is True]
    said += [skin_facts.question(name).label.lower() for name in yes if name not in MOOD]
    if not said and check_in.answers:
        return [f"{len(check_in.answers)} answered{', all with 0 or no' * (not yes)}"]
    return said


# ---------------------------------------------------------------------- the other sections


class _AvoidColumns:
    """How the place beside a label is divided: a date, the days until it, how far it is, and words."""

    def __init__(self, width: int) -> None:
        self.labels = max(12, min(LONGEST_AVOIDED, width - BEFORE_ROW - 1 - DATE_WIDTH - TO_GO_WIDTH + 2))
        self._room = width - self.labels - BEFORE_ROW - 1

    @property
    def heading(self) -> str:
        """What stands above them."""
        return f"{'':{self.labels + 1}}{'until':<{DATE_WIDTH}}{'to go':<{TO_GO_WIDTH}}"

    def line(self, one: Avoidance, today: date, glyphs: Glyphs) -> str:
        """They, as far as there is room: the words last; the gauge where these have room beside it, or have none."""
        day, words = until_parts(one)
        if day is None:
            return words if len(words) <= self._room else words.removeprefix("until ")
        ahead = (day - today).days
        said = f"{short_day(day, today):<{DATE_WIDTH}}{days_in_words(ahead):<{TO_GO_WIDTH}}"
        has_words = self._room >= len(said) + SHORTEST_WORDS
        if self._room >= (WITH_GAUGE if has_words else len(said) + GAUGE):
            whole = max(1, (day - one.day_zero).days)
            full = max(0, min(GAUGE, (whole - ahead) * GAUGE // whole))
            said += glyphs.gauge * full + glyphs.gauge_rest * (GAUGE - full) + "  "
        return said + words if has_words else said.rstrip()


def _avoid(avoidances: Sequence[Avoidance], columns: _AvoidColumns, today: date, glyphs: Glyphs) -> list[SkinRow]:
    """What waits for something else than a date, then what is over soonest; what may be fine again last."""

    def place(one: Avoidance) -> tuple[bool, date]:
        return one.state == "reconsider", until_parts(one).day or date.min

    return [
        SkinRow(
            "avoid",
            one.item.words[:1].upper() + one.item.words[1:],
            columns.line(one, today, glyphs),
            one.item.id,
            quiet=one.state == "reconsider",
        )
        for one in sorted(avoidances, key=place)
    ]


def _shelf(recovery: Recovery, today: date, dot: str) -> list[SkinRow]:
    rows = [
        SkinRow(
            "product",
            clipped(entry.product.label),
            dot.join(_product_words(entry, today)),
            entry.product.id,
            quiet=entry.ended,
        )
        for entry in shelf(recovery, today)
    ]
    return rows or [SkinRow("add", with_keys("No products yet. ‹skin.add› adds one."))]


def _product_words(entry: ShelfEntry, today: date) -> list[str]:
    product = entry.product
    if entry.ended and product.ended_on is not None:
        if product.introduced_on == product.ended_on:
            return [product.category, f"used on {day_words(product.ended_on, today)} only"]
        return [product.category, f"used until {day_words(product.ended_on - timedelta(days=1), today)}"]
    words: list[str] = [product.category]
    if entry.keeping in ("ends_soon", "ended"):
        words.append(keeping_words(product, today))
    elif product.introduced_on is not None:
        words.append(f"{since_or_from(product.introduced_on, today)} {day_words(product.introduced_on, today)}")
    steps = sum(1 for use in entry.uses if use.until is None or use.until > today)
    if steps:
        words.append("1 step" if steps == 1 else f"{steps} steps")
    return words


def _photos(recovery: Recovery, today: date) -> list[SkinRow]:
    """The newest one first, by its caption or its day."""
    rows = []
    for photo in reversed(in_order(recovery.photos)):
        hour = f", {photo.taken_at:%H:%M}" if photo.taken_at else ""
        offset = recovery.offset(photo.day)
        beside = words_of_photo(photo) or (f"day {offset}" if offset >= 0 else "before the session")
        rows.append(SkinRow("photo", f"{weekday_day(photo.day, today)}{hour}", beside, photo.id))
    return rows or [SkinRow("photos", with_keys("No photos yet. ‹skin.photos› adds one."))]


def _about(recovery: Recovery) -> list[SkinRow]:
    rows = []
    for name in PROFILE:
        answer = recovery.profile.get(name)
        said = in_words(name, answer) or "not answered"
        rows.append(SkinRow("profile", skin_facts.question(name).label, said, name, quiet=answer is None))
    return rows

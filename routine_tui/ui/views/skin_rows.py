"""The rows of the Skin view and the words that belong to each, gathered from the recovery and the facts. No Textual."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from routine_tui.facts import guidance
from routine_tui.facts import skin as skin_facts
from routine_tui.glyphs import Glyphs
from routine_tui.model.by_id import find
from routine_tui.model.guidance import NOT_ADVICE
from routine_tui.model.recovery.check_in import FEELINGS, PROFILE, SIGNS, TEMPERATURE, CheckIn
from routine_tui.model.recovery.photo import HOW_TO
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.shelf.shelf import ShelfEntry, day_words, keeping_words, shelf, use_words, uses
from routine_tui.model.skin.answers import in_words
from routine_tui.model.skin.avoidance import Avoidance, avoidance
from routine_tui.model.skin.avoidance_text import CLINICS_DIFFER, HEADING, conditions_of, until_words
from routine_tui.model.skin.check_ins import check_ins, is_suggested
from routine_tui.model.skin.concern import RED_FLAG, TODAY_LEVEL, Concern, is_overshadowed, level_of
from routine_tui.model.skin.concern_text import BESIDES, OWN_THRESHOLD, no_flag_words
from routine_tui.model.skin.standing import concern_beside_flags, standing
from routine_tui.model.skin.trends import LABELS, change_words, logged, series, span_words
from routine_tui.model.text import clipped, listed, short_day, weekday_day
from routine_tui.ui.widgets.lines import FEW_LINES
from routine_tui.ui.widgets.row_list import Row
from routine_tui.ui.widgets.skin_list import SkinRow
from routine_tui.ui.widgets.trend_lines import sparkline_row


class SkinRows(Struct, frozen=True):
    """What the view shows of one day."""

    rows: tuple[SkinRow, ...]
    day: date
    today: date
    concern: Concern
    """That of the day's check-in or the last one before it, or what still stands today."""
    avoidances: tuple[Avoidance, ...]


def skin_rows(recovery: Recovery, day: date, today: date, glyphs: Glyphs, room: int) -> SkinRows:
    """The rows for a day; ``room`` is how many columns a chart has."""
    rules = skin_facts.rules()
    stands = standing(rules, recovery, today, RED_FLAG) if day == today else None
    checked = [when for when, _ in check_ins(recovery) if when <= day]
    shown = stands or concern_beside_flags(rules, recovery, checked[-1] if checked else day, today)
    avoidances = avoidance(skin_facts.avoid_items(), recovery, today)
    dot = f" {glyphs.dot} "
    rows = [
        *_level(shown, recovery, today),
        *_check_in(recovery, day, today, checked, dot),
        *_trends(recovery, today, glyphs, room),
        *_avoid(avoidances),
        *_shelf(recovery, today, dot),
        *_more(recovery, today),
    ]
    return SkinRows(tuple(rows), day, today, shown, avoidances)


def _level(shown: Concern, recovery: Recovery, today: date) -> list[SkinRow]:
    when = f"{weekday_day(shown.day, today)}, day {recovery.offset(shown.day)}"
    if not shown.checked:
        words = "No check-in yet"
    elif shown.level == 0:
        words = no_flag_words(shown)
    else:
        words = level_of(skin_facts.levels(), shown.level).name
    strong = shown.level >= RED_FLAG
    return [
        SkinRow("heading", "WHAT YOUR CHECK-IN SAYS", when),
        SkinRow("level", words, strong=strong),
        SkinRow("heading"),
    ]


def _check_in(recovery: Recovery, day: date, today: date, checked: list[date], dot: str) -> list[SkinRow]:
    check_in = recovery.record(day).skin
    if check_in is not None:
        value = dot.join(_in_short(check_in)) or "a note"
    elif day == today and is_suggested(recovery, today):
        value = f"not yet{dot}suggested today"
    else:
        value = "none"
    before = [when for when in checked if when < day]
    last = f"the last one before: {weekday_day(before[-1], today)}" if before else ""
    near = {today: "Today", today - timedelta(days=1): "Yesterday"}
    row = SkinRow("check_in", near.get(day, weekday_day(day, today)), value)
    return [SkinRow("heading", "CHECK-IN", last), row, SkinRow("heading")]


def _in_short(check_in: CheckIn) -> list[str]:
    """A check-in in a few words: what was answered with more than nothing, yes, and the temperature."""
    said = [f"{LABELS[name].lower()} {check_in.worst[name]}" for name in (*SIGNS, *FEELINGS) if check_in.number(name)]
    if (degrees := check_in.worst.get(TEMPERATURE)) is not None:
        said.append(in_words(TEMPERATURE, degrees))
    said += [skin_facts.question(name).label.lower() for name, answer in check_in.worst.items() if answer is True]
    if not said and check_in.answers:
        return [f"{len(check_in.answers)} answered, all with 0 or no"]
    return said


def _trends(recovery: Recovery, today: date, glyphs: Glyphs, room: int) -> list[SkinRow]:
    names = logged(recovery)
    if not names:
        return []
    rows = [SkinRow("trend", sparkline_row(recovery, name, today, room, glyphs), "", name) for name in names]
    return [SkinRow("heading", "TRENDS", f"D0 to D{recovery.window_days - 1}"), *rows, SkinRow("heading")]


def _avoid(avoidances: tuple[Avoidance, ...]) -> list[SkinRow]:
    """What is avoided first, what may be fine again last."""
    rows = [
        SkinRow("avoid", one.item.words[:1].upper() + one.item.words[1:], until_words(one), one.item.id)
        for one in sorted(avoidances, key=lambda one: one.state == "reconsider")
    ]
    return [SkinRow("heading", HEADING.upper(), NOT_ADVICE), *rows, SkinRow("heading")]


def _shelf(recovery: Recovery, today: date, dot: str) -> list[SkinRow]:
    rows = [
        SkinRow("product", clipped(entry.product.label), dot.join(_product_words(entry, today)), entry.product.id)
        for entry in shelf(recovery, today)
    ]
    return [SkinRow("heading", "SHELF"), *(rows or [SkinRow("words", "Nothing yet: press a.")]), SkinRow("heading")]


def _product_words(entry: ShelfEntry, today: date) -> list[str]:
    product = entry.product
    if entry.ended and product.ended_on is not None:
        return [product.category, f"used until {day_words(product.ended_on - timedelta(days=1), today)}"]
    words: list[str] = [product.category]
    if entry.keeping in ("ends_soon", "ended"):
        words.append(keeping_words(product, today))
    elif product.introduced_on is not None:
        words.append(f"since {day_words(product.introduced_on, today)}")
    steps = sum(1 for use in entry.uses if use.until is None or use.until > today)
    if steps:
        words.append("1 step" if steps == 1 else f"{steps} steps")
    return words


def _more(recovery: Recovery, today: date) -> list[SkinRow]:
    photos = recovery.photos
    shown = f"{len(photos)}, the newest of {short_day(photos[-1].day, today)}" if photos else "none yet"
    said = f"{len(recovery.profile)} of {len(PROFILE)} answered"
    return [SkinRow("heading", "MORE"), SkinRow("photos", "Pictures", shown), SkinRow("profile", "About you", said)]


# ---------------------------------------------------------------------- words


def words_of(page: SkinRows, recovery: Recovery, row: Row | None) -> tuple[str, str, str]:
    """A title, some sentences and the source for what the cursor stands on."""
    if row is None:
        return "", "", ""
    if row.kind == "level":
        return _level_words(page.concern, page.day > page.today)
    if row.kind == "avoid":
        return _avoid_words(next(one for one in page.avoidances if one.item.id == row.key))
    if row.kind == "product":
        product = find(recovery.products, row.key)
        if product is None:  # taken away by an undo, or by another program, a moment ago
            return "", "", ""
        return clipped(product.label), _product_lines(recovery, product, page.today), ""
    if row.kind == "trend":
        points = series(recovery, row.key)
        said = change_words(points, recovery.day_zero, page.today)
        return LABELS[row.key], f"{said[:1].upper()}{said[1:]}. {span_words(points, recovery.day_zero)}", ""
    if row.kind == "check_in":
        check_in = recovery.record(page.day).skin
        if page.day > page.today:
            return "", "This day is still to come.", ""
        note = clipped(check_in.note, FEW_LINES) if check_in else ""
        return "", note or "Half a minute by number keys. Everything can be left out.", ""
    if row.kind == "photos":
        return "Pictures", HOW_TO, ""
    return "About you", "Two rules weigh more for some people. All of it can be left out.", ""


def _level_words(shown: Concern, is_ahead: bool) -> tuple[str, str, str]:
    """What to do comes first: where there is little room, it is what stays."""
    levels = skin_facts.levels()
    level = level_of(levels, shown.level)
    if not shown.checked:
        return "", "This day is still to come." if is_ahead else "Press c to say how the skin is on this day.", ""
    fired = [] if is_overshadowed(shown) else [rule.says for rule in shown.fired]
    said = f"{'; '.join(fired) or no_flag_words(shown)}."
    if shown.besides and shown.level < TODAY_LEVEL:
        return BESIDES, said, _sourced(level_of(levels, TODAY_LEVEL).sources)
    if not fired:
        return said, level.says, _sourced(level.sources)
    first = shown.fired[0]
    ring = " Enter: whom to call." if shown.level >= TODAY_LEVEL else ""
    return f"{level.says}{ring}", said, _sourced(first.sources, OWN_THRESHOLD if first.proposal else "")


def _avoid_words(one: Avoidance) -> tuple[str, str, str]:
    waits = [condition.text for condition in conditions_of(one) if not condition.is_met]
    differ = CLINICS_DIFFER if one.item.clinics_differ else ""
    why = one.item.why + (f"\nStill needed: {'; '.join(waits)}." if waits else "")
    return one.item.label, why, _sourced(one.item.sources, differ)


def _product_lines(recovery: Recovery, product: Product, today: date) -> str:
    used = [use_words(recovery, use, today) for use in uses(recovery, product) if use.until is None]
    said = [f"Used in {listed(used)}." if used else "No step uses it."]
    if keeps := keeping_words(product, today):
        said.append(f"{keeps[:1].upper()}{keeps[1:]}.")
    said.append("i looks through its ingredients." if product.ingredients else "Enter to paste its ingredients.")
    return " ".join(said)


def _sourced(ids: tuple[str, ...], more: str = "") -> str:
    source = guidance.cited(ids)[0] if ids else None
    named = f"{source.title}, {source.publisher}" if source else ""
    return "; ".join(part for part in (named, more, NOT_ADVICE) if part)

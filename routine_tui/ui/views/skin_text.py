"""What the Skin view tells below or beside its rows about the one under the cursor. No Textual."""

from __future__ import annotations

from datetime import date
from typing import Final

from routine_tui.facts import guidance
from routine_tui.facts import skin as skin_facts
from routine_tui.facts.care import ranges
from routine_tui.model.by_id import find
from routine_tui.model.care.timeline import told_ranges
from routine_tui.model.guidance import NOT_ADVICE
from routine_tui.model.recovery.answers import range_of
from routine_tui.model.recovery.photo import HOW_TO
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.shelf.shelf import keeping_words, use_words
from routine_tui.model.shelf.trials import reaction_words, trial_words
from routine_tui.model.shelf.uses import uses
from routine_tui.model.skin.avoidance import Avoidance
from routine_tui.model.skin.avoidance_text import CLINICS_DIFFER, conditions_of
from routine_tui.model.skin.check_in_table import looks_in_words
from routine_tui.model.skin.check_ins import check_ins
from routine_tui.model.skin.concern import TODAY_LEVEL, Concern, is_overshadowed, level_of
from routine_tui.model.skin.concern_text import BESIDES, OWN_THRESHOLD, no_flag_words
from routine_tui.model.skin.cream_clock import cream_words
from routine_tui.model.skin.look_less import SOONER, rest_words
from routine_tui.model.skin.reassurance import WITHHELD, may_speak_of_healing
from routine_tui.model.skin.trends import LABELS, Chart, change_words, column_words, event_words, series, span_words
from routine_tui.model.text import clipped, listed, weekday_day
from routine_tui.ui.views.skin_rows import SkinPage
from routine_tui.ui.widgets.lines import FEW_LINES
from routine_tui.ui.widgets.row_list import Row
from routine_tui.ui.widgets.skin_parts import Card
from routine_tui.ui.widgets.trend_lines import changes, number_of

WHAT_FOR = "Half a minute by number keys; answer only what you like. Each sign then has a line here, day by day."
"""What a first check-in is for."""
CHARTS_REST_WORDS: Final = (
    "You chose to look less. All is kept, and ‹skin.check_in› checks in any time. "
    "To change it: ‹view.care›, ‹care.add›, w."
)
MOST_SEEN: Final = 3
"""How many reactions to a product are told below it, the newest."""
MOST_USUAL: Final = 2
"""How many sentences say what is usual."""


def words_of(page: SkinPage, recovery: Recovery, row: Row | None) -> tuple[str, str, str]:
    """A title, some sentences and the source for what the cursor stands on."""
    if row is None:
        return "", "", ""
    if row.kind == "level" and page.concern is not None:
        return _level_words(page.concern)
    if row.kind == "avoid":
        return _avoid_words(next(one for one in page.avoidances if one.item.id == row.key))
    if row.kind == "product":
        product = find(recovery.products, row.key)
        if product is None:  # taken away by an undo, or by another program, a moment ago
            return "", "", ""
        return clipped(product.label), _product_lines(recovery, product, page.today), ""
    if row.kind == "trend":
        return "", trend_words(recovery, row.key, page.today), ""
    if row.kind == "charts":
        return "", f"{CHARTS_REST_WORDS} {rest_words(recovery, page.today) or SOONER}", ""
    if row.kind == "check_in":
        return "", "This day hasn't happened yet." if page.day > page.today else WHAT_FOR, ""
    if row.kind in ("photo", "photos"):
        return "", HOW_TO, ""
    if row.kind == "add":
        return "", "What you put on your skin: since when, how long it keeps, and what is in it.", ""
    return "", "‹skin.open›: answer, change or clear them.", ""


def trend_words(recovery: Recovery, name: str, today: date) -> str:
    """Where a sign stands and what that means, what it was, and the highest it reached."""
    points = series(recovery, name)
    if not points:
        return ""
    meaning = skin_facts.question(name).words_of(points[-1].value)
    return f"{LABELS[name]} {change_words(points, today, meaning)}. {span_words(points, today)}"


def trend_title(name: str) -> str:
    """What stands above the chart of a sign: ``Redness, 0 to 4``."""
    return f"{LABELS[name]}, 0 to {range_of(name)[1]}"


def chart_words(page: SkinPage, recovery: Recovery, name: str, chart: Chart) -> tuple[str, str, str]:
    """What stands below the chart beside the rows: where it stands, what changed by number, what a column is."""
    changed = [
        f"{number_of(place)}  {event_words(event, page.today)}"
        for place, (_, found) in enumerate(changes(chart))
        for event in found
    ]
    said = "\n".join([trend_words(recovery, name, page.today), *changed])
    return "", said, column_words(chart)


def cards_of(recovery: Recovery, day: date, today: date) -> tuple[Card, ...]:
    """The last check-in until a day, and what is described as usual today, which is not told while a flag is open."""
    checked = [(when, one) for when, one in check_ins(recovery) if when <= day]
    cards: list[Card] = []
    if checked:
        when, check_in = checked[-1]
        note = f"\n{clipped(check_in.note, FEW_LINES)}" if check_in.note else ""
        cards.append(
            (f"Last check-in, {weekday_day(when, today)}", looks_in_words(check_in, skin_facts.label_of) + note, "")
        )
    offset = recovery.offset(today)
    speaks = may_speak_of_healing(skin_facts.rules(), recovery, today)
    now = [
        one
        for found in told_ranges(recovery, ranges(), speaks).values()
        for one in found
        if one.is_drawn and one.from_day <= offset and (one.to_day is None or offset < one.to_day)
    ]
    if not speaks:
        cards.append(("Usual at this point", WITHHELD, ""))
    elif now:
        says = "\n".join(f"{one.says}" for one in now[:MOST_USUAL])
        sources = dict.fromkeys(
            f"{source.title}, {source.publisher}" for one in now[:MOST_USUAL] for source in guidance.cited(one.sources)
        )
        cards.append((f"Usual at this point, day {offset}", says, f"{'; '.join(sources)}; {NOT_ADVICE}"))
    return tuple(cards)


def _level_words(shown: Concern) -> tuple[str, str, str]:
    """What to do comes first: where there is little room, it is what stays."""
    levels = skin_facts.levels()
    level = level_of(levels, shown.level)
    fired = [] if is_overshadowed(shown) else [rule.says for rule in shown.fired]
    said = f"{'; '.join(fired) or no_flag_words(shown)}."
    if shown.besides and shown.level < TODAY_LEVEL:
        return BESIDES, said, _sourced(level_of(levels, TODAY_LEVEL).sources)
    if not fired:
        return said, level.says, _sourced(level.sources)
    first = shown.fired[0]
    ring = " ‹skin.open›: whom to call." if shown.level >= TODAY_LEVEL else ""
    return f"{level.says}{ring}", said, _sourced(first.sources, OWN_THRESHOLD if first.proposal else "")


def _avoid_words(one: Avoidance) -> tuple[str, str, str]:
    unmet = [condition.text for condition in conditions_of(one) if not condition.is_met]
    waits = [f"{text[:1].lower()}{text[1:]}" for text in unmet]
    differ = CLINICS_DIFFER if one.item.clinics_differ else ""
    why = one.item.why + (f"\nStill needed: {'; '.join(waits)}." if waits else "")
    return one.item.label, why, _sourced(one.item.sources, differ)


def _product_lines(recovery: Recovery, product: Product, today: date) -> str:
    used = [use_words(recovery, use, today) for use in uses(recovery, product) if use.until is None]
    said = [f"Used in {listed(used)}." if used else "No step uses it."]
    seen = [trial_words(product, today), *(reaction_words(one, today) for one in product.reactions[-MOST_SEEN:])]
    said += [f"{words[:1].upper()}{words[1:].rstrip('.')}." for words in (*seen, cream_words(product, today)) if words]
    if keeps := keeping_words(product, today):
        said.append(f"{keeps[:1].upper()}{keeps[1:]}.")
    said.append(_product_keys(product))
    return " ".join(said)


def _product_keys(product: Product) -> str:
    """What the keys do with a product: what is open of it comes first."""
    if product.ended_on is not None and not product.ended_because:
        return "‹skin.open›: why it ended."
    if product.trial_on is not None and not product.verdict:
        return "‹skin.open›: what you see, and how the trial went."
    return (
        "‹skin.screen› checks its ingredients."
        if product.ingredients
        else "‹skin.open›: its ingredients, what you saw after it."
    )


def _sourced(ids: tuple[str, ...], more: str = "") -> str:
    source = guidance.cited(ids)[0] if ids else None
    named = f"{source.title}, {source.publisher}" if source else ""
    return "; ".join(part for part in (named, more, NOT_ADVICE) if part)

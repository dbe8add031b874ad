"""What the shelf looks like on the command line: in words, and as JSON."""

from __future__ import annotations

import textwrap
from datetime import date, timedelta
from typing import Any, Final

from routine_tui.cli.screen import lines_of, screening_as_json
from routine_tui.cli.session import CliSession, print_json
from routine_tui.facts.ingredients import ingredient_rules
from routine_tui.model.recovery.product import Product
from routine_tui.model.shelf.ingredients import screen_kept
from routine_tui.model.shelf.screening_text import short_words
from routine_tui.model.shelf.shelf import ShelfEntry, day_words, keeping_words, shelf, use_words
from routine_tui.model.shelf.trials import TRIAL_DAYS, reaction_words, trial_words
from routine_tui.model.shelf.uses import Use
from routine_tui.model.skin.cream_clock import cream_words
from routine_tui.model.text import clipped, escape_control_characters

WIDTH: Final = 80
UNREADABLE: Final = "Its ingredients list can't be checked: replace it with a single list."


def show_shelf(session: CliSession, as_json: bool) -> None:
    """Print every product. Raises NoRecovery."""
    recovery, today = session.recovery, session.planner.today()
    entries = shelf(recovery, today)
    if as_json:
        products = [_as_json(session, entry) for entry in entries]
        print_json({"recovery": recovery.name, "day": today.isoformat(), "products": products})
        return
    session.say_head(recovery, "your products")
    if not entries:
        session.say("No products yet: add one with routine-tui products add.")
    for entry in (one for one in entries if not one.ended):
        _show(session, entry)
    if ended := [one for one in entries if one.ended]:
        session.say()
        session.say(session.paint("No longer used", dim=True))
        for entry in ended:
            _show(session, entry)


def show_product(session: CliSession, product: Product, as_json: bool) -> None:
    """Print one product, with its ingredients looked through."""
    entry = next(one for one in shelf(session.recovery, session.planner.today()) if one.product == product)
    if as_json:
        print_json(_as_json(session, entry) | {"ingredients": product.ingredients or None})
        return
    _show(session, entry, with_hits=False)
    session.say()
    if not product.ingredients:
        session.say("No ingredients list: add one with routine-tui products edit --ingredients FILE.")
        return
    for line in escape_control_characters(product.ingredients, newlines=True).split("\n"):
        session.say("\n".join(textwrap.wrap(line, WIDTH)))
    session.say()
    screened = screen_kept(ingredient_rules(), product.ingredients)
    if screened is None:
        session.say(UNREADABLE)
        return
    for line in lines_of(screened, session.recovery):
        session.say(line)


def _show(session: CliSession, entry: ShelfEntry, with_hits: bool = True) -> None:
    """The lines of one product: what it is, its days, its steps, and in short what is on its list."""
    product, recovery, today = entry.product, session.recovery, session.planner.today()
    name = session.paint(clipped(product.label), bold=not entry.ended)
    session.say(f"{entry.number:>3}  {name}{session.dot}{clipped(product.category)}")
    begun = product.introduced_on
    ended = product.ended_on
    days = [
        f"first used {day_words(begun, today)}" if begun else "",
        f"opened {day_words(product.opened_on, today)}" if product.opened_on and product.keeps_months else "",
        keeping_words(product, today),
        f"not used from {day_words(ended, today)}" if ended else "",
        f"because: {clipped(product.ended_because)}" if product.ended_because else "",
    ]
    steps = [use_words(recovery, use, today) for use in entry.uses]
    hits = _hits(product) if with_hits else []
    seen = [trial_words(product, today), *(reaction_words(one, today) for one in product.reactions)]
    seen += [cream_words(product, today)]
    for parts in ([one for one in days if one], steps, [one for one in seen if one], hits):
        for line in textwrap.wrap(", ".join(parts) if parts is not hits else session.dot.join(parts), WIDTH - 5):
            session.say(f"     {session.paint(line, dim=entry.ended)}")


def _hits(product: Product) -> list[str]:
    """What is on its ingredients list, in short; nothing where there is no list."""
    if not product.ingredients:
        return []
    screened = screen_kept(ingredient_rules(), product.ingredients)
    if screened is None:
        return [UNREADABLE]
    return list(short_words(screened)) or ["nothing on our list of ingredients"]


def _as_json(session: CliSession, entry: ShelfEntry) -> dict[str, Any]:
    product = entry.product
    return {
        "number": entry.number,
        "id": product.id,
        "name": product.name,
        "brand": product.brand or None,
        "category": product.category,
        "introduced": _iso(product.introduced_on),
        "opened": _iso(product.opened_on),
        "keeps_months": product.keeps_months,
        "keeps_until": _iso(product.keeps_until),
        "keeping": entry.keeping,
        "ended": _iso(product.ended_on),
        "ended_because": product.ended_because or None,
        "trial": _trial_as_json(product),
        "reactions": [
            {"day": one.day.isoformat(), "what": one.what, "within": one.within or None} for one in product.reactions
        ],
        "steps": [_use_as_json(session, use) for use in entry.uses],
        "screening": _screening_as_json(product),
    }


def _trial_as_json(product: Product) -> object:
    """A trial with the days on which the place is looked at; None for none."""
    if product.trial_on is None:
        return None
    looks = [(product.trial_on + timedelta(days=one)).isoformat() for one in TRIAL_DAYS]
    return {
        "on": product.trial_on.isoformat(),
        "place": product.trial_place or None,
        "looks": looks,
        "verdict": product.verdict or None,
    }


def _use_as_json(session: CliSession, use: Use) -> object:
    """A use with its first day, and its last one where it is over."""
    step = session.recovery.routine.step(use.step_id)
    version = step.on_or_first(use.first_day)
    last = use.until - timedelta(days=1) if use.until else None
    return {
        "id": step.id,
        "slot": version.slot,
        "name": version.name,
        "since": use.first_day.isoformat(),
        "until": _iso(last),
    }


def _screening_as_json(product: Product) -> object:
    screened = screen_kept(ingredient_rules(), product.ingredients)
    if screened is None:
        return None
    return screening_as_json(screened)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

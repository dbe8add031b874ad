"""Commands about the shelf: products as they are, added, edited, ended and taken off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from routine_tui.cli.picking import (
    DATE,
    STEP_OF_ROUTINE,
    Candidate,
    Kind,
    add_list,
    completed_from,
    find_steps,
    pass_session,
    pick,
    session_of,
)
from routine_tui.cli.products_listing import show_product, show_shelf
from routine_tui.cli.routine import SHOWN_BY, current_steps
from routine_tui.cli.screen import read_list
from routine_tui.cli.session import CliSession
from routine_tui.facts.ingredients import ingredient_rules
from routine_tui.model.by_id import by_id, newcomer
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.product import (
    CATEGORIES,
    INGREDIENTS_LIMIT,
    REACTIONS,
    VERDICTS,
    WITHIN,
    Product,
    Reaction,
    ReactionWhat,
    ReactionWithin,
)
from routine_tui.model.shelf.ingredients import screen
from routine_tui.model.shelf.shelf import read_months, shelf
from routine_tui.model.shelf.trials import new_beside, new_beside_words, reaction_words, trial_words
from routine_tui.model.shelf.uses import using
from routine_tui.model.text import clipped, listed

CATEGORY = click.Choice(CATEGORIES)
Command = TypeVar("Command", bound=Callable[..., Any])
PRODUCT = completed_from(lambda recovery: [(one.label, one.category) for one in recovery.products])
product_argument = click.argument("product", type=PRODUCT)


def _fields(command: Command) -> Command:
    """The options that adding and editing share."""
    for option in reversed(
        (
            click.option("--brand", metavar="TEXT", help='The brand; "" for none.'),
            click.option("--category", type=CATEGORY, help="What it is."),
            click.option("--introduced", metavar="DATE", type=DATE, help="The day it was first used."),
            click.option("--opened", metavar="DATE", type=DATE, help="When it was opened."),
            click.option(
                "--keeps", metavar="MONTHS", help="How many months it is good for after opening, e.g. 12 or 12M."
            ),
            click.option(
                "--ingredients",
                metavar="FILE",
                type=click.Path(readable=False, allow_dash=True),
                help='A text file with the list from the label; - for standard input, "" for none.',
            ),
            click.option("--step", "steps", metavar="STEP", multiple=True, type=STEP_OF_ROUTINE, help=_STEP_HELP),
        )
    ):
        command = option(command)
    return command


_STEP_HELP = "A step that uses it; can be repeated."


@click.group("products", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@click.pass_context
def products_command(ctx: click.Context, as_json: bool) -> None:
    """Show or change your products: ingredients, expiry, and the steps that use them.

    Ingredients are checked against a list of what healing skin is better off without.
    """
    if ctx.invoked_subcommand is None:
        show_shelf(session_of(ctx), as_json)


add_list(products_command, show_shelf, "Show your products.")


@products_command.command("add")
@click.argument("name")
@_fields
@pass_session
def add_command(
    session: CliSession, /, name: str, steps: Sequence[str], ingredients: str | None, **typed: str | None
) -> None:
    """Add a product. It counts as first used today unless --introduced names another day.

    The steps use it from that day on. STEP is the number that `routine-tui steps` shows, the id,
    or words of its time of day and name.

    \b
    Examples:
      routine-tui products add "Zinc balm" --brand Oat --category ointment --step 2
      routine-tui products add "Mild wash" --introduced 2026-10-01 \\
        --opened yesterday --keeps 12M --ingredients wash.txt
    """
    before = session.recovery
    fields = {"introduced_on": session.planner.today()} | _read(session, typed)
    product = Product("", name, **fields, ingredients=_list_in(ingredients) if ingredients else "")
    recovery = session.planner.shelf.add(product, _step_ids(session, steps))
    added = newcomer(before.products, recovery.products)
    _tell(session, "Added", added)
    if other := new_beside(before.products, added):
        session.say(new_beside_words(other, session.planner.today()))


@products_command.command("edit")
@product_argument
@click.option("--name", metavar="TEXT", help="A new name; the steps that use it follow.")
@_fields
@click.option("--no-step", is_flag=True, help="No step uses it from today on.")
@click.option("--ended", metavar="DATE", type=DATE, help='The first day it is no longer used; "never" to use it again.')
@pass_session
def edit_command(
    session: CliSession,
    /,
    product: str,
    steps: Sequence[str],
    no_step: bool,
    ingredients: str | None,
    **typed: str | None,
) -> None:
    """Edit a product. With --step, only those steps use it from today on.

    PRODUCT is the number that `routine-tui products` shows, or part of its brand and name. An empty text clears a
    field.

    \b
    Examples:
      routine-tui products edit balm --opened today --keeps 6M
      routine-tui products edit 2 --step "morning moisturiser" --step "evening moisturiser"
      routine-tui products edit "mild wash" --opened ""
    """
    found = _named(session, product)
    if no_step and steps:
        raise click.UsageError("Use either --step or --no-step.")
    changes = _read(session, typed)
    if ingredients is not None:
        changes["ingredients"] = _list_in(ingredients)
    if not changes and not steps and not no_step:
        raise click.UsageError(
            "Nothing to change: use --name, --brand, --category, --opened, --keeps, --step or another option."
        )
    step_ids = _step_ids(session, steps) if steps else () if no_step else None
    recovery = session.planner.shelf.edit(found.id, step_ids, **changes)
    _tell(session, "Changed", by_id(recovery.products, found.id, "product"))


@products_command.command("end")
@product_argument
@click.option("--on", "on", type=DATE, metavar="DATE", help="The first day without it [today].")
@click.option("--because", metavar="TEXT", help="Why, in your own words.")
@pass_session
def end_command(session: CliSession, product: str, on: str | None, because: str | None) -> None:
    """Stop using a product from a date on. It stays in the list with its history; its steps go on without it.

    \b
    Example:
      routine-tui products end "zinc balm" --on monday --because "it stung"
    """
    found = _named(session, product)
    day = session.day(on)
    session.planner.shelf.end(found.id, day, because)
    session.say(f"Stopped: {clipped(found.label)} is not used from {session.relative(day)}.")


@products_command.command("trial")
@product_argument
@click.option("--place", metavar="TEXT", help="Where it is tried, e.g. behind the ear.")
@click.option("--on", "on", type=DATE, metavar="DATE", help="The first day of the trial [today, for a new one].")
@click.option("--verdict", type=click.Choice((*VERDICTS[1:], "open")), help="How it went.")
@click.option("--remove", is_flag=True, help="There is no trial.")
@pass_session
def trial_command(
    session: CliSession, product: str, place: str | None, on: str | None, verdict: str | None, remove: bool
) -> None:
    """Try a product on one place first, and say how that went. On days 2 and 4 `today` asks for a look.

    \b
    Examples:
      routine-tui products trial balm --place "behind the ear"
      routine-tui products trial balm --verdict fine
    """
    found = _named(session, product)
    changes: dict[str, Any] = {}
    if remove:
        changes = {"trial_on": None, "trial_place": "", "verdict": ""}
    elif on is not None or found.trial_on is None:
        changes["trial_on"] = session.day(on)
    if place is not None:
        changes["trial_place"] = place
    if verdict is not None:
        changes["verdict"] = "" if verdict == "open" else verdict
    new = by_id(session.planner.shelf.edit(found.id, **changes).products, found.id, "product")
    words = trial_words(new, session.planner.today()) or "no trial"
    session.say(f"{clipped(new.label)}: {words}.")


@products_command.command("reaction")
@product_argument
@click.argument("what", type=click.Choice(REACTIONS))
@click.option("--within", type=click.Choice(WITHIN[1:]), help="How soon after it was put on.")
@click.option("--on", "on", type=DATE, metavar="DATE", help="The day on which you saw it [today].")
@click.option("--remove", is_flag=True, help="Take it back.")
@pass_session
def reaction_command(
    session: CliSession, product: str, what: ReactionWhat, within: ReactionWithin | None, on: str | None, remove: bool
) -> None:
    """Record what you saw after a product; that you saw nothing is worth recording, too.

    \b
    Examples:
      routine-tui products reaction balm stung --within minutes
      routine-tui products reaction balm nothing --on yesterday
    """
    found, today = _named(session, product), session.planner.today()
    reaction = Reaction(session.day(on), what, within or "")
    session.planner.shelf.reacted(found.id, reaction, not remove)
    session.say(f"{'Removed' if remove else 'Saved'}: {clipped(found.label)}, {reaction_words(reaction, today)}.")


@products_command.command("remove")
@product_argument
@pass_session
def remove_command(session: CliSession, product: str) -> None:
    """Delete a product, as if it had never been added. Steps keep its name.

    If it is used up, `routine-tui products end` keeps its history.
    """
    found = _named(session, product)
    session.planner.shelf.remove(found.id)
    session.say(f"Deleted: {clipped(found.label)}. routine-tui undo brings it back.")


@products_command.command("show")
@product_argument
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_session
def show_command(session: CliSession, product: str, as_json: bool) -> None:
    """Show a product and check its ingredients."""
    show_product(session, _named(session, product), as_json)


# ---------------------------------------------------------------------- what the commands share


def _named(session: CliSession, word: str) -> Product:
    """The product that was meant. Raises NoRecovery, BadInput."""
    candidates = [
        Candidate(entry.number, one, one.label, (one.id, one.label, one.name))
        for entry in shelf(session.recovery, session.planner.today())
        for one in (entry.product,)
    ]
    return pick(word, candidates, Kind("product", "routine-tui products"))


def _step_ids(session: CliSession, words: Sequence[str]) -> list[str]:
    """The ids of the steps that were meant. Raises BadInput."""
    return [step.step_id for step in find_steps(words, current_steps(session), SHOWN_BY)] if words else []


def _read(session: CliSession, typed: dict[str, str | None]) -> dict[str, Any]:
    """The fields that were typed, by their names in a product. Raises BadInput."""
    fields: dict[str, Any] = {}
    for name, text in typed.items():
        if text is None:
            continue
        if name == "keeps":
            fields["keeps_months"] = read_months(text)
        elif name in ("introduced", "opened", "ended"):
            fields[f"{name}_on"] = _day(session, text)
        else:
            fields[name] = text
    return fields


def _day(session: CliSession, text: str) -> date | None:
    return None if text.strip().lower() in ("", "never") else session.day(text)


def _list_in(file: str) -> str:
    """The ingredients list in a file, none for an empty name.

    Raises BadInput where it cannot be looked through, StoreError.
    """
    if not file:
        return ""
    text = read_list(Path(file))
    if len(text) > INGREDIENTS_LIMIT:
        raise BadInput(f"The ingredients list is longer than {INGREDIENTS_LIMIT:,} characters: give only one list.")
    screen(ingredient_rules(), text)
    return text


def _tell(session: CliSession, what: str, product: Product) -> None:
    """What a product is now, in one line."""
    recovery, today = session.recovery, session.planner.today()
    ids = using(recovery, product, today)
    steps = [step for step in recovery.routine.steps if step.id in ids]
    names = [f"{clipped(version.name)} ({version.slot})" for one in steps if (version := one.on_or_first(today))]
    used = f"used in {listed(names)}" if names else "not used in any step"
    session.say(f"{what}: {clipped(product.label)}, {used}.")

"""What to avoid and until when, and what a clinician said about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from routine_tui.cli.picking import DATE, Completed, pass_session
from routine_tui.cli.session import CliSession, columns, print_json
from routine_tui.facts.guidance import cited
from routine_tui.facts.skin import avoid_item, avoid_items
from routine_tui.model.guidance import NOT_ADVICE
from routine_tui.model.skin.avoidance import avoidance, require_reconsidered
from routine_tui.model.skin.avoidance_text import FINE_AGAIN, HEADING, general_conditions, until_words
from routine_tui.model.text import NAME_LIMIT, clipped

if TYPE_CHECKING:
    from routine_tui.model.skin.avoidance import Avoidance


def _items(_session: CliSession) -> Iterable[tuple[str, str]]:
    return [(item.id, item.label) for item in avoid_items()]


ITEM = Completed(_items)


@click.group("avoid", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@click.option("--why", is_flag=True, help="Show the reason and the source for each.")
@click.pass_context
def avoid_command(ctx: click.Context, as_json: bool, why: bool) -> None:
    """Show what to avoid while the skin heals, and until when.

    A date alone is not enough: redness must be 0 or 1 in your last three check-ins, without a sign of infection or
    open skin, and for some things a clinician has to agree first. A clinician's date counts from that day on. What is
    part of a treatment you use is not listed. General guidance, not medical advice.

    \b
    Examples:
      routine-tui avoid
      routine-tui avoid set makeup 2026-12-01 --by "Dr Kaya"
    """
    if ctx.invoked_subcommand is not None:
        return
    session = ctx.find_object(CliSession)
    assert session is not None
    found = avoidances(session)
    if as_json:
        print_json([_as_json(one) for one in found])
    else:
        _show(session, found, why)


@avoid_command.command("set")
@click.argument("item", type=ITEM)
@click.argument("date", type=DATE)
@click.option("--by", "words", metavar="TEXT", required=True, help="Who gave you this date.")
@pass_session
def set_command(session: CliSession, item: str, date: str, words: str) -> None:
    """Enter a clinician's date for ITEM: from then on it may be fine again.

    A later sign of infection or open skin rules it out again. Earlier dates are kept, and `routine-tui undo` undoes
    it.

    \b
    Example:
      routine-tui avoid set makeup 2026-12-01 --by "Dr Kaya, at the visit"
    """
    label, day = avoid_item(item).label, session.planned_day(date)
    require_reconsidered(session.recovery, day)
    session.planner.skin.clear(item, day, words)
    session.say(f"{label}: may be fine again from {session.relative(day)}, as a clinician said.")


@avoid_command.command("reset")
@click.argument("item", type=ITEM)
@click.option("--by", "words", metavar="TEXT", default="", help="Who gave you this date.")
@pass_session
def reset_command(session: CliSession, item: str, words: str) -> None:
    """Go back to the usual date for ITEM; earlier dates are kept in the history."""
    label = avoid_item(item).label
    _ = session.recovery
    session.planner.skin.clear(item, None, words)
    session.say(f"{label}: the usual date applies again.")


def avoidances(session: CliSession) -> tuple[Avoidance, ...]:
    """How it stands today with everything to avoid."""
    return avoidance(avoid_items(), session.recovery, session.planner.today())


def _show(session: CliSession, found: Sequence[Avoidance], why: bool) -> None:
    for title, state in ((HEADING, "leave_alone"), (_title(FINE_AGAIN), "reconsider")):
        kept = [one for one in found if one.state == state]
        if kept:
            session.say(session.paint(title, bold=True))
            rows = [(f"  {one.item.id}", until_words(one), one.item.label) for one in kept]
            for one, line in zip(kept, columns(rows), strict=True):
                session.say(line)
                if why:
                    session.say(session.paint(f"    {_why(one)}", dim=True))
            session.say()
    session.say(session.paint("For all of these", bold=True))
    for condition in general_conditions(found):
        session.say(f"  {session.glyphs.done if condition.is_met else session.glyphs.open} {condition.text}")
    for one in found:
        if one.word is not None and one.word.words:
            session.say(f"  “{clipped(one.word.words, NAME_LIMIT)}”, about: {one.item.label}")
    session.say(
        session.paint(f"Dates follow common clinic advice; clinics differ. {NOT_ADVICE.capitalize()}.", dim=True)
    )


def _title(words: str) -> str:
    return words[:1].upper() + words[1:]


def _why(one: Avoidance) -> str:
    """Why it is avoided, and where that comes from."""
    source = cited(one.item.sources)[0]
    return f"{one.item.why} Source: {source.title}, {source.publisher}."


def _as_json(one: Avoidance) -> dict[str, object]:
    return {
        "id": one.item.id,
        "label": one.item.label,
        "why": one.item.why,
        "state": one.state,
        "from_day": one.from_day.isoformat() if one.from_day else None,
        "until": (one.from_day or one.last_day).isoformat(),
        "day_reached": one.day_reached,
        "calm": one.calm,
        "calm_logs": one.calm_logs,
        "no_flag": one.no_flag,
        "needs_clinician": one.needs_clinician,
        "said": None if one.word is None else {
            "at": one.word.at.isoformat(),
            "from_day": one.word.from_day.isoformat() if one.word.from_day else None,
            "words": one.word.words or None,
        },
        "sources": list(one.item.sources),
    }  # fmt: skip

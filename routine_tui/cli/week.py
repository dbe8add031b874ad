"""Commands about what a week was like because of the skin, and about looking at it less."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final, cast

import click

from routine_tui.cli.picking import DATE, pass_session
from routine_tui.cli.session import CliSession, columns, print_json
from routine_tui.facts import skin as skin_facts
from routine_tui.model.day.week_text import effect_words, span_words, sum_words
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.weeks import LOOKING_WORDS, WEEK_FIELDS, WeekField, monday_of
from routine_tui.model.skin.look_less import NOT_ALONE_WITH_IT, OFFER, SOONER, is_offered, next_look
from routine_tui.model.text import clipped, listed, weekday_day

_ASKED: Final[dict[WeekField, str]] = {
    "home": "days at home because of the skin, 0 to 7",
    "off": "days off work or school because of it, 0 to 7",
    "nights": "bad nights because of it, 0 to 7",
    "other": "how much of it somebody you trust sees, in their own number, 0 nothing to 10",
    "looking": f"looking at it or thinking of it: {', '.join(f'{n} {said}' for n, said in enumerate(LOOKING_WORDS))}",
}
_EXAMPLE: Final = "write it like nights=3"


@click.command("week")
@click.argument("answers", metavar="[KEY=VALUE]...", nargs=-1)
@click.option(
    "--of", "day", type=DATE, metavar="DATE", help="Any day of the week that is meant; this week if not said."
)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_session
def week_command(session: CliSession, answers: Sequence[str], day: str | None, as_json: bool) -> None:
    """Show or tell what a week was like because of the skin.

    Five numbers, all optional: home, off and nights are days (0 to 7), looking is 0 hardly, 1 under an hour a day, 2
    one to three hours, 3 more; other is how much of it somebody you trust sees, 0 nothing to 10. A week begins on
    Monday. KEY= clears an answer. How long you looked stays off every page unless you ask for it with --with mood.

    \b
    Examples:
      routine-tui week home=2 off=3 nights=4 looking=2
      routine-tui week nights=1 other=2 --of -7
      routine-tui week
    """
    given, today = _read(answers), session.planner.today()
    of = session.day(day)
    if given:
        session.planner.weeks.tell(of, given)
    recovery = session.recovery
    if as_json:
        print_json(_as_json(recovery, today))
        return
    _show(session, recovery, of, today)
    if given and is_offered(skin_facts.rules(), recovery, today):
        for line in ("", OFFER, "routine-tui quiet on: look less. routine-tui quiet off: leave it as it is."):
            session.say(line)


def _read(words: Sequence[str]) -> dict[WeekField, int | None]:
    """What words such as ``nights=3`` say, by name; None where one takes an answer back. Raises BadInput."""
    given: dict[WeekField, int | None] = {}
    for word in words:
        name, sign, value = word.partition("=")
        key = cast(WeekField, name.strip().lower())
        if not sign or key not in WEEK_FIELDS:
            raise BadInput(f"“{clipped(word, 60)}” isn't one of {listed(WEEK_FIELDS, 'or')}: {_EXAMPLE}.")
        if key in given:
            raise BadInput(f"{key} is answered twice: write it once.")
        text = value.strip()
        if text and not (text.isascii() and text.isdigit() and len(text) < 3):
            raise BadInput(f"{key} takes {_ASKED[key]}: {_EXAMPLE}.")
        given[key] = int(text) if text else None
    return given


def _show(session: CliSession, recovery: Recovery, day: date, today: date) -> None:
    this = monday_of(day)
    rows = [(f"  {span_words(one.monday, today)}", effect_words(one)) for one in recovery.weeks]
    if all(one.monday != this for one in recovery.weeks):
        rows.append((f"  {span_words(this, today)}", session.paint("nothing filled in yet", dim=True)))
    for line in columns(rows):
        session.say(line)
    if len(recovery.weeks) > 1:
        session.say()
        session.say(sum_words(recovery.weeks, today))
    if not recovery.weeks:
        session.say()
        for name, asked in _ASKED.items():
            session.say(f"  {name}=  {asked}")


def _as_json(recovery: Recovery, today: date) -> dict[str, Any]:
    """What was told; what was not answered is absent."""
    return {
        "recovery": recovery.name,
        "weeks": [
            {"monday": one.monday.isoformat(), "sunday": (one.monday + timedelta(days=6)).isoformat()}
            | {name: value for name in WEEK_FIELDS if (value := getattr(one, name)) is not None}
            for one in recovery.weeks
        ],
        "quiet": recovery.is_quiet(today),
    }


@click.command("quiet")
@click.argument("choice", type=click.Choice(("on", "off")), required=False)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_session
def quiet_command(session: CliSession, choice: str | None, as_json: bool) -> None:
    """Look less: fewer check-ins and photos are suggested, charts are hidden.

    A check-in is suggested once a week, photos every fourth week, and the charts of the full screen stay hidden until
    you ask for them. You can always check in, and you still see everything that needs a person's advice.

    \b
    Examples:
      routine-tui quiet on
      routine-tui quiet off
    """
    if choice is not None:
        session.planner.weeks.look_less(choice == "on")
    recovery, today = session.recovery, session.planner.today()
    is_on = recovery.is_quiet(today)
    if as_json:
        day = next_look(recovery, today).isoformat() if is_on else None
        print_json({"recovery": recovery.name, "quiet": is_on, "next_look": day})
    elif is_on:
        day_words = weekday_day(next_look(recovery, today), today)
        session.say(f"Looking less is on. Next look: {day_words}. {SOONER}")
        session.say(NOT_ALONE_WITH_IT)
    else:
        session.say("Looking less is off: routine-tui quiet on turns it on.")

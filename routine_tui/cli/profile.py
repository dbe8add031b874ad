"""The command about what is asked once about the person."""

from __future__ import annotations

from collections.abc import Sequence

import click

from routine_tui.cli.answer_pairs import ANSWER_ONCE, read_pairs
from routine_tui.cli.picking import pass_session
from routine_tui.cli.session import CliSession, columns, print_json
from routine_tui.facts.skin import question, question_groups
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.check_in import PROFILE
from routine_tui.model.skin.answers import in_words
from routine_tui.model.text import clipped


@click.command("profile")
@click.argument("answers", metavar="[KEY=VALUE]...", nargs=-1, type=ANSWER_ONCE)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_session
def profile_command(session: CliSession, answers: Sequence[str], as_json: bool) -> None:
    """Show or record what is asked once about you. All of it is optional.

    \b
    KEY:
      phototype   1 to 6; without one, the six are shown in words
      born        a year
      diabetes weak_immunity blood_thinner isotretinoin pregnant
      keloid cold_sores tetanus_known   yes or no
    KEY= takes an answer back.

    \b
    Examples:
      routine-tui profile phototype=4 diabetes=no
      routine-tui profile phototype=
    """
    _ = session.recovery
    given = read_pairs(answers, "phototype=4")
    if asked := next((name for name in given if name not in PROFILE), None):
        raise BadInput(f"{asked} is asked in a check-in: use routine-tui skin {asked}=…")
    if given:
        session.planner.skin.set_profile({name: _whole(answer) for name, answer in given.items()})
    profile = session.recovery.profile
    if as_json:
        known = {name: profile[name] for name in PROFILE if name in profile}
        print_json({"recovery": session.recovery.name, "answers": known})
    else:
        _show(session)


def _show(session: CliSession) -> None:
    recovery = session.recovery
    (group,) = (one for one in question_groups() if one.id == "profile")
    session.say(session.dot.join([session.paint(clipped(recovery.name), bold=True), "about you"]))
    session.say()
    rows = []
    for name in PROFILE:
        asked, answer = question(name), recovery.profile.get(name)
        words = asked.words_of(answer)
        said = in_words(name, answer) or session.paint("not answered", dim=True)
        rows.append((f"  {asked.label}", name, f"{said}, {words}" if words else said))
    for line in columns(rows):
        session.say(line)
    if "phototype" not in recovery.profile:
        session.say()
        session.say(question("phototype").ask)
        for number, words in question("phototype").scale:
            session.say(f"  phototype={number}  {words}")
    session.say()
    session.say(session.paint(group.about, dim=True))


def _whole(answer: int | float | bool | None) -> int | bool | None:
    return answer if answer is None or isinstance(answer, bool) else int(answer)

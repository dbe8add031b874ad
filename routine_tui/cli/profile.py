"""The command about what is asked once about the person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import click

from routine_tui.cli.answer_pairs import ANSWER_ONCE, read_pairs
from routine_tui.cli.key_help import ProfileHelp
from routine_tui.cli.picking import pass_session
from routine_tui.cli.session import CliSession, columns, print_json
from routine_tui.facts.care import field_of
from routine_tui.facts.skin import question, question_groups
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.answers import OF_THE_SESSION, PROFILE
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.answers import TAKEN_BACK, in_words
from routine_tui.model.skin.session_answers import said_of_session
from routine_tui.model.text import clipped

TEXTS: Final = ("allergies", "medicines")
"""What is told in a person's own words; its home is the background, which Care shows and where it can be private."""
_KEYS: Final = (*PROFILE, *OF_THE_SESSION, *TEXTS)
LONGEST_SHOWN: Final = 200


@click.command("profile", cls=ProfileHelp)
@click.argument("answers", metavar="[KEY=VALUE]...", nargs=-1, type=ANSWER_ONCE)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_session
def profile_command(session: CliSession, answers: Sequence[str], as_json: bool) -> None:
    """Show or fill in your profile. Everything is optional.

    Without a skin type the six are shown in words. Care has the same, and says what stays private. KEY= clears an
    answer.

    \b
    Examples:
      routine-tui profile phototype=4 diabetes=no
      routine-tui profile medicines="methotrexate 15 mg a week" allergies=nickel
      routine-tui profile phototype=
    """
    _ = session.recovery
    texts = _texts(answers)
    given = read_pairs([word for word in answers if _name(word) not in TEXTS], "phototype=4", _KEYS)
    if asked := next((name for name in given if name not in (*PROFILE, *OF_THE_SESSION)), None):
        raise BadInput(f"{asked} belongs to a check-in: use routine-tui skin {asked}=…")
    of_person = {name: _whole(answer) for name, answer in given.items() if name in PROFILE}
    of_session = {name: _whole(answer) for name, answer in given.items() if name in OF_THE_SESSION}
    if texts:
        session.planner.visits.tell(texts, profile=of_person)
    elif of_person:
        session.planner.skin.set_profile(of_person)
    if of_session:
        session.planner.skin.set_profile(of_session)
    if as_json:
        print_json({"recovery": session.recovery.name, "answers": _as_json(session.recovery)})
    else:
        _show(session)


def _name(word: str) -> str:
    return word.partition("=")[0].strip().lower().replace("-", "_")


def _texts(words: Sequence[str]) -> dict[str, str]:
    """What is told in a person's own words, by the field of the background that holds it. Raises BadInput."""
    texts: dict[str, str] = {}
    for word in words:
        name, sign, text = _name(word), *word.partition("=")[1:]
        if name in TEXTS and sign:
            if name in texts:
                raise BadInput(f"{name} is answered twice: write it once.")
            texts[name] = "" if text.strip() in TAKEN_BACK else text
    return texts


def _as_json(recovery: Recovery) -> dict[str, int | bool | str]:
    """What was answered, by name; what was not is absent."""
    of_session = said_of_session(recovery)
    known: dict[str, int | bool | str] = {name: recovery.profile[name] for name in PROFILE if name in recovery.profile}
    known |= {name: of_session[name] for name in OF_THE_SESSION if name in of_session}
    return known | {name: text for name in TEXTS if (text := recovery.care.told(name))}


def _show(session: CliSession) -> None:
    recovery = session.recovery
    (group,) = (one for one in question_groups() if one.id == "profile")
    session.say_head(recovery, "about you")
    session.say()
    rows = []
    answers = {**recovery.profile, **said_of_session(recovery)}
    for name in (*PROFILE, *OF_THE_SESSION):
        asked, answer = question(name), answers.get(name)
        words = asked.words_of(answer)
        said = in_words(name, answer) or session.paint("not answered", dim=True)
        rows.append((f"  {asked.label}", name, f"{said}, {words}" if words else said))
    for name in TEXTS:
        label, told = field_of(name).label, recovery.care.told(name)
        shown = clipped(" ".join(told.split()), LONGEST_SHOWN) or session.paint("not answered", dim=True)
        rows.append((f"  {label}", name, shown))
    for line in columns(rows):
        session.say(line)
    if "phototype" not in recovery.profile:
        session.say()
        session.say(question("phototype").ask)
        for number, words in question("phototype").scale:
            session.say(f"  phototype={number}  {words}")
    session.say()
    session.say(session.paint(group.about, dim=True))


def _whole(answer: float | bool | None) -> int | bool | None:
    return answer if answer is None or isinstance(answer, bool) else int(answer)

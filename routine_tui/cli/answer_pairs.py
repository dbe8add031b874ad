"""Answers on the command line: ``redness=2 pus=no temp=38.2``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from routine_tui.cli.key_help import keys_meant, unknown_key
from routine_tui.cli.picking import Completed
from routine_tui.cli.session import CliSession
from routine_tui.facts.skin import question
from routine_tui.model.errors import BadInput, NoSuchQuestion
from routine_tui.model.recovery.answers import ASKED, OF_THE_SESSION, PROFILE, Answer, kind_of
from routine_tui.model.recovery.check_in import EVERYWHERE
from routine_tui.model.skin.answers import read_answer
from routine_tui.model.text import clipped, listed

_EXAMPLES: Final = {"yes_no": "yes", "sign": "2", "feeling": "2", "temperature": "38.2"}
"""What an answer looks like, by its kind."""


def read_pairs(words: Sequence[str], example: str, keys: Sequence[str] = ASKED) -> dict[str, Answer | None]:
    """What words such as ``redness=2`` answer, by name; None where one takes an answer back.

    ``example`` is such a word, for a sentence, and ``keys`` are those of the command. Raises BadInput where one of them
    is none, or a name comes twice.
    """
    answers: dict[str, Answer | None] = {}
    for word in words:
        key, sign, value = word.partition("=")
        name = key.strip().lower().replace("-", "_")
        if not sign or not name:
            raise _no_pair(word, [word for word in words if "=" not in word], example, keys)
        if name in answers:
            raise BadInput(f"{clipped(name, 60)} is answered twice: write it once.")
        try:
            answers[name] = read_answer(name, value)
        except NoSuchQuestion as error:
            raise unknown_key(error, keys) from None
    return answers


def _no_pair(word: str, plain: Sequence[str], example: str, keys: Sequence[str]) -> BadInput:
    """Words without an answer behind them: the keys that they may mean are named, and nothing is answered by them."""
    meant = keys_meant(" ".join(plain), keys)
    said = clipped(" ".join(plain) if meant else word, 60)
    if not meant:
        return BadInput(f"“{said}” isn't KEY=VALUE: write it like {example}.")
    value = _EXAMPLES.get(kind_of(meant[0]))
    like = f"{meant[0]}={value}" if value else example
    if len(meant) == 1 and meant[0] in said.lower():
        return BadInput(f"“{said}” isn't KEY=VALUE: write it like {like}.")
    return BadInput(f"“{said}” isn't KEY=VALUE: did you mean {listed(meant, 'or')}? Write it like {like}.")


def read_places(texts: Sequence[str]) -> dict[str, str]:
    """Where something is, by the name of its answer: ``scar: chin`` is of that one, ``left cheek`` of the whole look.

    An empty place takes one back. Raises BadInput for a question that there is not.
    """
    places: dict[str, str] = {}
    for text in texts:
        word, colon, place = text.partition(":")
        name = word.strip().lower().replace("-", "_")
        if colon and name.isidentifier():
            _require_key(name)
            places[name] = place.strip()
        else:
            places[EVERYWHERE] = text.strip()
    return places


def _require_key(name: str) -> None:
    try:
        kind_of(name)
    except NoSuchQuestion as error:
        raise unknown_key(error, ASKED) from None


def _offered(names: Sequence[str], _session: CliSession) -> Iterable[tuple[str, str]]:
    return [(f"{name}=", question(name).label) for name in names]


ANSWER = Completed(lambda session: _offered(ASKED, session))
ANSWER_ONCE = Completed(lambda session: _offered((*PROFILE, *OF_THE_SESSION), session))

"""Months and weekdays by their names in eight languages, as letters and tables of many countries have them."""

from __future__ import annotations

import re
from typing import Final

from routine_tui.model.text import MONTHS, WEEKDAYS

_MONTHS: Final = (
    "january januar janner janvier enero gennaio januari janeiro",
    "february februar fevrier febrero febbraio fevereiro",
    "march marz maerz mrz mars marzo maart mrt marco", "april avril abril", "may mai mayo maggio mei maio",
    "june juni juin junio giugno junho", "july juli juillet julio luglio julho", "august aout agosto",
    "september septembre septiembre settembre setembro", "october oktober octobre octubre ottobre outubro",
    "november novembre noviembre novembro", "december dezember decembre diciembre dicembre dezembro",
)  # fmt: skip
"""Without accents."""
_WEEKDAYS: Final = (
    "monday montag lundi lunes lunedi maandag segunda-feira",
    "tuesday dienstag mardi martes martedi dinsdag terca-feira",
    "wednesday mittwoch mercredi miercoles mercoledi woensdag quarta-feira",
    "thursday donnerstag jeudi jueves giovedi donderdag quinta-feira",
    "friday freitag vendredi viernes venerdi vrijdag sexta-feira",
    "saturday samstag sonnabend samedi sabado sabato zaterdag",
    "sunday sonntag dimanche domingo domenica zondag",
)  # fmt: skip
_WORD: Final = re.compile(r"[^\W\d_]+(?:-feira)?")
_SHORT: Final = ("mai", "okt", "dez", "mrz", "mrt", "mei", "fev", "avr", "dic", "ene", "abr", "ott", "giu", "lug")
"""Months in three letters that are no word of ours, as ``ago`` is."""
_OF_ASIA: Final = re.compile(r"(?:([0-9]{4}) ?[年년] ?)?([0-9]{1,2}) ?[月월] ?([0-9]{1,2}) ?[日号일]")


def month_of(name: str) -> int:
    """The month, from 1, that a name or a beginning of one means in any of the languages; 0 for none or several."""
    plain = _plain(name)
    found = [number for number, names in enumerate(_MONTHS, 1) if any(one.startswith(plain) for one in names.split())]
    return found[0] if len(found) == 1 else 0


def may_be_weekday(word: str, weekday: int) -> bool:
    """Whether a word is the name of a weekday (0 is Monday) in any of the languages, or a beginning of it."""
    plain = _plain(word)
    return any(one.startswith(plain) for one in _WEEKDAYS[weekday].split())


def in_english(words: str) -> str:
    """A day in lower case with the English names of months and weekdays: ``22 dezember`` becomes ``22 december``.

    ``2026年11月22日`` is ``2026-11-22``. What is no name in another language stays.
    """
    if found := _OF_ASIA.fullmatch(words):
        year, month, day = found.groups()
        named = f"{day} {MONTHS[int(month) - 1].lower()}" if 0 < int(month) < 13 else words
        return f"{year}-{month}-{day}" if year else named
    translated = _WORD.sub(_english, words)
    if translated == words:
        return words
    return re.sub(r"\b(?:de|den|le|el|il|am)\b ?|(?<=[0-9])(?:er|º)(?= )", "", translated)


def _english(found: re.Match[str]) -> str:
    word = found[0]
    plain = _plain(word)
    for number, names in enumerate(_WEEKDAYS):
        if plain in names.split()[1:]:
            return WEEKDAYS[number].lower()
    is_long = len(plain) > 3 or plain in _SHORT
    return MONTHS[number - 1].lower() if is_long and (number := month_of(plain)) else word


def _plain(name: str) -> str:
    """A name without accents, in one case."""
    if name.isascii():
        return name.casefold()
    from unicodedata import normalize

    return "".join(one for one in normalize("NFKD", name) if one.isalpha() or one == "-").casefold()

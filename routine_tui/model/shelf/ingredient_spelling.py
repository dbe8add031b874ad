"""One spelling for a name however it is written: in five languages, with a salt, by a camera that took an l for a 1.

Names of medicines differ between languages in letters that sound alike: hydrocortisone, hidrocortisona, idrocortisone,
Hydrocortison; hydroquinone, hidroquinona, Hydrochinon, idrochinone. Without these differences they are one word.
"""

from __future__ import annotations

import re
from typing import Final

_NOT_LETTERS: Final = re.compile("[^A-Z]+")
_DOUBLED: Final = re.compile(r"(.)\1+")
_DIGITS: Final = str.maketrans("058", "OSB")
_ONE_SOUND: Final = (("TH", "T"), ("PH", "F"), ("QU", "C"), ("CH", "C"), ("CK", "C"), ("RH", "R"))
_ONE_LETTER: Final = str.maketrans("KQYJZ", "CCIIS", "H")


def spelled_alike(name: str) -> str:
    """A name in capitals as it is compared with families; two readings of it where a 1 may be an I or an L."""
    if name.isascii() and name.isalpha():
        return _alike(name)
    if any(digit in name for digit in "0158"):
        digits = name.translate(_DIGITS)
        return f"{_alike(digits.replace('1', 'L'))} {_alike(digits.replace('1', 'I'))}"
    return _alike(name)


def _alike(name: str) -> str:
    if "RN" in name or "VV" in name:  # within a word: what a camera makes of m and w
        name = name.replace("RN", "M").replace("VV", "W")
    letters = _NOT_LETTERS.sub("", name)
    for sound, letter in _ONE_SOUND:
        if sound in letters:
            letters = letters.replace(sound, letter)
    return _DOUBLED.sub(r"\1", letters.translate(_ONE_LETTER))

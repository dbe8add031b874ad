"""The names on an ingredients list: what separates them, and what about them is only decoration.

Names are told apart and compared in capitals without accents. Everything here takes time in proportion to the text,
whatever is in it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from routine_tui.model.errors import BadInput
from routine_tui.model.text import escape_control_characters

LONGEST_TEXT: Final = 200_000
"""The longest text that is looked through, in characters."""
MOST_NAMES: Final = 5_000

Entry = tuple[str, ...]
"""One place on a list: a name, or several with " / " between them."""
Part = tuple[Entry, ...]
"""A list with positions of its own: most labels have one, a medicine's has active and inactive ingredients."""

_PLACEHOLDER: Final = "\x1f"
_BEFORE: Final = str.maketrans(
    dict.fromkeys("®©™℠\u200c\u200d\ufe0e\ufe0f\x1f", "")
    | dict.fromkeys("¹²³⁰⁴⁵⁶⁷⁸⁹†‡§°º∗＊※", "*")
    | {"¼": " ", "½": " ", "¾": " "}
)
"""Before letters are made plain, as that would turn a raised 1 into a digit of the name."""
_AFTER: Final = str.maketrans(
    dict.fromkeys("‐‑‒–—―−﹣－", "-")
    | dict.fromkeys("’‘ʼ′´`", "'")
    | dict.fromkeys("、،，﹐", ",")
    | dict.fromkeys("；؛。•●▪◦‣■□◆►▶∙⋅・", ";")
    | {"⁄": "/", "∕": "/", "：": ":"}
)
_MISREAD: Final = re.compile(r"(?<=[a-z])I(?![A-Z\d])|(?<=\w)\|(?=\w)")
"""What a camera makes of an l: a capital I after a small letter, or a bar within a word."""
_MISREAD_CAPITAL: Final = re.compile("(?<=[A-Z])l(?=[A-Z])")
"""And of a capital I: a small l between capitals."""
_COLOUR_INDEX: Final = re.compile(r"\bC\.?I\.? ?(?=\d{5}\b)")
_ACCENTS: Final = re.compile("[\u0300-\u036f]+")
_AMOUNT: Final = re.compile(
    r"(?<![\w.,-])[<>≤≥~]? ?\d++(?:[.,]\d++)?+(?: ?- ?\d++(?:[.,]\d++)?+)?+ ?"
    r"(?:%(?: ?\(?[WV]/[WV]\b\)?)?|(?:MG|MCG|UG|G|ML|IU|UNITS|PPM)(?:/(?:MG|G|ML))?\b)"
    r"|(?<!\d)\d++(?:[.,]\d++)?+ ?%"
)
_HEADINGS: Final = (
    "INCI|INGREDIENT(?:E[SN]|I)|INHALTSSTOFFE|BESTANDTEILE|ZUTATEN|ZUSAMMENSETZUNG|COMPOSI(?:TION|CION|ZIONE|CAO)"
    "|(?:IN)?ACTIVES?|EXCIPIENT(?:E?S)?|ECCIPIENTI|HILFSSTOFFE|WIRKSTOFFE?"
    "|(?:PRINCIP(?:IOS?|ES?|I)|SUBSTANCES?|SUB?STANCIAS?) (?:ACTI[FV](?:OS?|ES?|AS?|S)?|ATTIV[IO]|ATIV[OA]S?)"
)
"""What stands before a list, in the languages that people paste."""
_OWN_PART: Final = re.compile(
    r"\b(?:IN-?ACTIVE|ACTIVE|NON-?MEDICINAL|MEDICINAL|OTHER) INGREDIENT(?:\(S\)|S\b|\b)"
    r"(?: ?\((?:IN EACH|PER|INCI)[^()\n]*\))? ?:?"
    r"|\b(?:(?:FULL|KEY|ALL) )?INGREDIENTS?(?: LIST)?(?: ?\(INCI\))? ?:"
    rf"|\b(?:{_HEADINGS}) ?:"
    r"|\b(?:EACH|CADA|CHAQUE|OGNI|UN|EIN|1|100) (?:GRAMM?[EO]?|G|ML)"
    r" (?:CONTAINS|CONTIENE|CONTIENT|CONTEM|ENTHALT(?:EN)?)\b ?:?"
    r"|^ ?(?:(?:FULL|ALL) )?INGREDIENTS?(?: LIST)? ?$",
    re.MULTILINE,
)
_MORE_OF_IT: Final = re.compile(
    r"[(\[]? ?(?:\+ ?/ ?-|±) ?[)\]]?"
    r"|[(\[]?\b(?:MAY|PEUT|KANN|PUEDE|PUO) (?:CONTAIN|CONTENIR|ENTHALTEN|CONTENER|CONTENERE)\b[)\]]?"
)
"""Colours that may be in it: they follow in the same list."""
_WHAT_IS_NOT_IN_IT: Final = re.compile(
    r"\b(?:FREE (?:FROM|OF)|WITHOUT|CONTAINS NO|DOES NOT CONTAIN|FREI VON|OHNE|SANS|NE CONTIENT PAS|SIN|NO CONTIENE"
    r"|LIBRE DE|SENZA|PRIVO DI|NON CONTIENE|SEM|LIVRE DE|NAO CONTEM) ?:[^.;\n]*+"
)
"""A whole list of it, as the word and the colon say; it ends with the sentence."""
_SPACED_LOCANT: Final = re.compile(r"(?:(?<=[,;\n] )|(?<=[,;\n])|^)(\d\d?), (?=\d\d?-)", re.MULTILINE)
_LOCANT: Final = re.compile(r"(?<!\d)(\d\d?),(?=(\d\d?)[,'\- ])")
_NEW_SENTENCE: Final = re.compile(r"(?<!DENAT)(?<!SUBSP)(?<=[\w)*]{4})\. (?=[^\W\d_]|\*)")
_FOOTNOTE_MARK: Final = re.compile(r"(?<=[\s.;(])(?=\*+ ?[^\W\d])")
_FOOTNOTE: Final = re.compile(
    r"\*+ ?(?:(?:ORGANIC|NATURAL|VEGAN|BIO)|[\w' ,-]*?\b"
    r"(?:FROM|CERTIFIED|COMPONENTS?|OCCURRING|FARMING|AGRICULTURE|CULTIVATION|INGREDIENTS?|TRADE|ORIGIN|ANBAU)\b.*+)"
)
_BETWEEN: Final = re.compile(
    r"\((?:AND|&)\)|(?:^|(?<=\s))[·|](?=\s|$)|^ ?- | ?:(?!\d)|\.{3,}|\bPURPOSES?\b", re.MULTILINE
)
"""Signs that part names, and what a drug label has between a name and what it is for."""
_BROKEN_WORD: Final = re.compile(r"(?<=[^\W\d_]-)\n ?(?=[^\W\d_])")
_NANO: Final = re.compile(r" ?\(NANO\)| NANO$")
_PER: Final = re.compile(r" (?:POUR|PER|PRO|POR)$")
"""What is left of ``2,5 g pour 100 g`` without its amounts."""
_NUMBERED: Final = re.compile(r"^\d{1,3}[.)] +(?=\D)")
_DECORATION: Final = re.compile(r"[^\w\s()/,.+'&:#-]+")
_EMPTY_BRACKETS: Final = re.compile(r"\([\s.,:;/<>+'&#-]*\)")


def split(text: str) -> tuple[str, ...]:
    """Every name on a list, in order, as it is compared: ``1,2-HEXANEDIOL``. Raises BadInput as ``parts`` does."""
    return tuple(name for part in parts(text) for entry in part for name in entry)


def parts(text: str) -> tuple[Part, ...]:
    """The lists of a label, each with its names in order.

    Raises BadInput where there is no name, where the text is longer than 200,000 characters, or where it holds more
    than 5,000 names.
    """
    if len(text) > LONGEST_TEXT or _is_far_too_long(text) or len(folded := fold(text)) > 2 * LONGEST_TEXT:
        raise BadInput(f"This is too long for an ingredients list: use {LONGEST_TEXT:,} characters at most.")
    folded = re.sub(" {2,}", " ", _AMOUNT.sub(" ", re.sub(" {2,}", " ", folded))).replace(" . ", ". ")
    found = tuple(part for listed in _OWN_PART.split(folded) if (part := _entries(listed)))
    count = sum(len(entry) for part in found for entry in part)
    if not count:
        raise BadInput("This has no ingredients in it: paste the names, separated by commas.")
    if count > MOST_NAMES:
        raise BadInput(f"This list has {count:,} ingredients: use {MOST_NAMES:,} at most, one product at a time.")
    return found


def _is_far_too_long(text: str) -> bool:
    """Whether signs that stand for many letters make a text too long, accents (at most three a letter) set aside.

    Folding it to see that took most of a second.
    """
    return not text.isascii() and len(unicodedata.normalize("NFKD", text)) > 5 * LONGEST_TEXT


def fold(text: str) -> str:
    """Text in capitals without accents, with one kind of dash, comma, space and line end."""
    text = escape_control_characters(text, newlines=True)
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text.translate(_BEFORE))
        text = unicodedata.normalize("NFC", _ACCENTS.sub("", plain))
    text = _MISREAD_CAPITAL.sub("I", _MISREAD.sub("l", text))
    return _COLOUR_INDEX.sub("CI ", text.translate(_AFTER).upper())


def key(name: str) -> str:
    """A name of our own data as it is compared."""
    return _cleaned(fold(name))


def _entries(listed: str) -> Part:
    """The places of one list. Its commas are separators, but for those between the locants of one name."""
    listed = _WHAT_IS_NOT_IN_IT.sub(";", listed) if ":" in listed else listed
    text = _BETWEEN.sub(";", _MORE_OF_IT.sub(";", _BROKEN_WORD.sub("", listed))).replace("[", "(").replace("]", ")")
    text = _SPACED_LOCANT.sub(r"\1,", text)
    text = _LOCANT.sub(_kept_locant, text).replace(",", ";").replace(_PLACEHOLDER, ",")
    text = _FOOTNOTE_MARK.sub(";", _NEW_SENTENCE.sub(";", _with_line_breaks_read(text)))
    text = re.sub(r"(?<! )/ | /(?! )", "/", text)
    if text.count(" - ") > 2 * text.count(";"):
        text = text.replace(" - ", ";")
    return tuple(entry for piece in text.split(";") if (entry := _names(piece)))


def _kept_locant(found: re.Match[str]) -> str:
    """``1,2-`` with its comma put by. Locants rise, so in ``CETEARETH-20,2-BROMO`` a new name begins."""
    rises = int(found[1]) <= int(found[2])
    return f"{found[1]}{_PLACEHOLDER if rises else ','}"


def _with_line_breaks_read(text: str) -> str:
    """Line breaks as separators where the list has a name a line, and as spaces where lines are merely full."""
    text = re.sub(r"\n\s*\n", ";", text.strip())
    lines = text.count("\n") + 1
    if lines > 2 * text.count(";"):
        return text.replace("\n", ";")
    return re.sub(r"(?<=[-/])\n ?", "", text).replace(".\n", ". ;").replace("\n", " ")


def _names(piece: str) -> Entry:
    """The names of one place, without what stands around them; none for a footnote."""
    piece = piece.strip()
    if not piece or (piece[0] == "*" and _FOOTNOTE.fullmatch(piece)):
        return ()
    pieces = piece.split(" / ") if " / " in piece else [piece]
    return tuple(name for one in pieces for half in _bracket_halves(one) if (name := _cleaned(half)))


def _bracket_halves(piece: str) -> list[str]:
    """A name, or what stands before and after a bracket that a comma cut open: ``PARFUM (LIMONENE``."""
    opened = piece.count("(") - piece.count(")")
    if opened > 0:
        return piece.rsplit("(", opened)
    return [piece if opened == 0 else "".join(piece.rsplit(")", -opened))]


def _cleaned(piece: str) -> str:
    """A name without stars, signs, pictures, numbering and full stops; empty where nothing else is there."""
    name = piece if piece.replace(" ", "").isalnum() else _DECORATION.sub(" ", piece)
    if not name.strip():
        return "" if piece.isascii() else piece.strip()
    name = _EMPTY_BRACKETS.sub("", _NANO.sub("", name)) if "(" in name or "NANO" in name else name
    name = " ".join(name.split())
    name = _NUMBERED.sub("", name) if name[:1].isdigit() else name
    return _PER.sub("", name.strip(" .,:;/-'&#+")) or ("" if piece.isascii() else piece.strip())

"""What was found on a list, in words."""

from __future__ import annotations

from datetime import date
from typing import Any

from routine_tui.model.guidance import Source
from routine_tui.model.shelf.ingredients import Hit, Screening
from routine_tui.model.shelf.screening_text import (
    MEDICINE,
    closing_lines,
    counts_line,
    found_in,
    opening_lines,
    short_words,
    until_words,
)
from tests.cases import each_case

ZERO = date(2026, 11, 1)


def hit(name: str, reason: str = "retinoid", **fields: Any) -> Hit:
    given: dict[str, Any] = {
        "label": "Retinoid (vitamin A family)",
        "level": "avoid",
        "why": "It peels.",
        "until_day_offset": 28,
        "needs_clinician": True,
        "sources": ("S60",),
        "note": "",
    }
    return Hit(name, reason, **given | fields)


def cited(ids: tuple[str, ...]) -> list[Source]:
    return [Source(one, "A", f"Title {one}", "Publisher", "https://x") for one in ids]


PERFUME: dict[str, Any] = {"label": "Fragrance mixture", "until_day_offset": None, "needs_clinician": False}


def test_a_name_is_counted_once_under_its_weightiest_level() -> None:
    hits = (hit("A"), hit("B"), hit("C", "medicine", level="ask"), hit("A", "other", level="caution"))
    assert counts_line(Screening(9, hits, 5)) == "2 to avoid, 1 to ask about, 5 ingredients not in our lists"
    assert counts_line(Screening(9, (hit("A", level="caution"),), 1)) == (
        "1 to be careful with, 1 ingredient not in our lists"
    )
    assert counts_line(Screening(9, (), 2)) == "Nothing on our list, 2 ingredients not in our lists"


def test_a_short_line_names_the_reasons_and_until_when() -> None:
    hits = (hit("A"), hit("B"), hit("P", "perfume", **PERFUME), hit("T", "medicine", level="ask", label="Medicine"))
    assert short_words(Screening(4, hits, 0)) == (
        "avoid: 3 (retinoid until D28 and fragrance mixture for the whole window)",
        "ask: 1 (medicine)",
    )
    many = tuple(hit(str(number), str(number), label=f"Reason {number}") for number in range(4))
    assert short_words(Screening(4, many, 0)) == ("avoid: 4 (reason 0 until D28, reason 1 until D28 and 2 more)",)
    assert short_words(Screening(4, (), 4)) == ()


@each_case(
    ("fields", "zero", "words"),
    [
        ({}, ZERO, "Until 29 Nov 2026 (D28) at least, then ask a clinician."),
        ({"needs_clinician": False}, None, "Until day 28 after the session at least."),
        (PERFUME, ZERO, "For the whole healing window."),
        (
            PERFUME | {"needs_clinician": True},
            ZERO,
            "For the whole healing window, then ask a clinician.",
        ),
        ({"level": "ask", "medicine": True}, ZERO, "This is a medicine: follow whoever prescribed it."),
        ({"level": "ask"}, ZERO, "Ask a clinician or pharmacist before you use it."),
        ({"in_medicine": True}, ZERO, "Here it is part of a medicine: follow whoever prescribed that."),
        ({"poison": True, "until_day_offset": None}, ZERO, "Not at any time."),
    ],
)
def test_until_when_is_a_day_and_a_yes_where_one_is_asked(
    fields: dict[str, Any], zero: date | None, words: str
) -> None:
    assert until_words(hit("A", **fields), zero) == words


def test_hits_of_one_reason_are_told_together_with_their_notes_and_sources() -> None:
    hits = (hit("A", sources=("S1", "S2")), hit("B", note="Far down it only sets the pH."), hit("C", level="caution"))
    first, second = found_in(Screening(3, hits, 0), ZERO, cited)
    assert first.heading == "Avoid: A, B"
    assert first.why.endswith("then ask a clinician. B: Far down it only sets the pH.")
    assert first.sources == "Retinoid (vitamin A family): Title S1, Publisher; Title S2, Publisher"
    assert second.heading == "Caution: C"


def test_a_hostile_name_is_told_without_what_a_terminal_obeys() -> None:
    (found,) = found_in(Screening(1, (hit("A\x1b[2J" + "x" * 100),), 0), ZERO, cited)
    assert "\x1b" not in found.heading and len(found.heading) <= 70


def test_the_end_never_promises_anything() -> None:
    assert list(closing_lines(Screening(1, (), 1))) == [
        "Nothing on our list. That doesn't guarantee it will suit your skin.",
        "1 ingredient isn't in our lists; we can't say anything about it.",
        "General guidance, not medical advice.",
    ]
    assert list(closing_lines(Screening(3, (hit("A"),), 2)))[:2] == [
        "Where a clinician prescribed one of these, follow the clinician.",
        "2 ingredients aren't in our lists; we can't say anything about them.",
    ]


def test_a_medicine_is_said_first_and_is_no_reason_to_stop_it() -> None:
    found = Screening(2, (hit("T", level="ask", medicine=True), hit("P", level="caution", in_medicine=True)), 0)
    assert list(opening_lines(found, False)) == [MEDICINE]
    assert list(closing_lines(found)) == ["General guidance, not medical advice."]
    poison = hit("CALOMEL", poison=True)
    assert list(opening_lines(Screening(2, (poison, *found.hits), 0), False)) == []


def test_pregnancy_is_asked_about_whether_it_was_told_or_not() -> None:
    hits = (hit("S", pregnancy="strong"), hit("R", pregnancy="any"), hit("G"))
    assert list(opening_lines(Screening(3, hits, 0), False)) == []
    assert next(closing_lines(Screening(3, hits, 0))) == (
        "If you are or may be pregnant: ask a doctor, midwife or pharmacist before you use "
        "R and S in a peel or a strong product."
    )
    assert not any("pregnant" in line for line in closing_lines(Screening(3, hits, 0), pregnant=True))
    assert list(opening_lines(Screening(3, hits[1:2], 0), True)) == [
        "You told us that you are pregnant: ask a doctor, midwife or pharmacist before you use R."
    ]
    prescribed = hit("T", level="ask", medicine=True, pregnancy="any")
    assert list(opening_lines(Screening(1, (prescribed,), 0), True))[1:] == [
        "You told us that you are pregnant: ask a doctor, midwife or pharmacist before you use T.",
        "If it was prescribed, call whoever prescribed it before you use it again.",
    ]
    assert list(opening_lines(Screening(1, hits[2:], 0), True)) == []
    many = Screening(9, tuple(hit(f"R{number}", pregnancy="any") for number in range(6)), 0)
    assert next(opening_lines(many, True)).endswith("before you use R0, R1, R2, R3 and 2 more.")

"""The letter that asks for the record, and how it stands with what the clinic knows."""

from __future__ import annotations

import re
from datetime import date

from routine_tui.facts.care import field_of, fields
from routine_tui.model.care.record_letter import letter, state_of, state_words, to_ask
from routine_tui.model.recovery.background import AnswerState, BackgroundAnswer
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.recovery import Recovery
from tests.cases import each_case

ZERO, TODAY = date(2026, 11, 26), date(2026, 11, 29)


def recovery(*told: BackgroundAnswer) -> Recovery:
    return Recovery("id", "Face", ZERO, care=Care(background=told))


def test_a_letter_asks_for_what_is_not_known_and_for_nothing_else() -> None:
    """What was refused or is not in their record has been asked for already."""
    told = (
        BackgroundAnswer("serial", "SN 4711"),
        BackgroundAnswer("price", "", state="refused"),
        BackgroundAnswer("patch_test", "", state="absent"),
        BackgroundAnswer("depth", "", state="asked", since=TODAY),
        BackgroundAnswer("clinic", "Studio\nHigh Street 1"),
        BackgroundAnswer("session_kind", "laser"),
    )
    text = letter(recovery(*told), fields(), TODAY)
    asked = {line[2:] for line in text.splitlines() if line.startswith("- ")}
    left = {"serial", "price", "patch_test", "cartridge"}  # a laser has no needles
    assert asked == {one.letter for one in fields() if one.letter and one.id not in left}
    assert "On 26 November 2026 I had a laser treatment with you." in text
    assert "29 November 2026" in text and "To: Studio High Street 1" in text
    assert max(map(len, text.splitlines())) <= 90 and text.endswith("\n")


def test_without_anything_told_it_has_places_to_fill_in() -> None:
    text = letter(recovery(), fields(), TODAY)
    assert "[Name and address of the clinic]" in text and "a treatment of my skin" in text
    known = tuple(BackgroundAnswer(one.id, "known") for one in to_ask(recovery(), fields()))
    assert "Please include" not in letter(recovery(*known), fields(), TODAY)


def test_what_is_private_is_not_in_it() -> None:
    assert "Studio" not in letter(recovery(BackgroundAnswer("clinic", "Studio", True)), fields(), TODAY)


def test_it_blames_nobody_and_says_nothing_of_law_or_time() -> None:
    words = re.compile(r"(?i)\b(law|legal|right to|within|days|fault|damage\w*|must|demand\w*|fail\w*|injur\w*)\b")
    assert words.findall(letter(recovery(), fields(), TODAY)) == []


@each_case(
    ("text", "state", "stands", "words"),
    [
        ("", "", "open", ""),
        ("4 mm", "", "known", ""),
        ("4 mm", "asked", "known", ""),
        ("", "asked", "asked", "asked on 26 Nov"),
        ("", "refused", "refused", "not given"),
        ("", "absent", "absent", "not in their record"),
    ],
)
def test_how_it_stands_with_a_field(text: str, state: AnswerState, stands: str, words: str) -> None:
    found = recovery(BackgroundAnswer("depth", text, False, state, ZERO if state else None))
    assert (state_of(found, "depth"), state_words(found, "depth", TODAY)) == (stands, words)
    assert state_of(found, "serial") == "open"


def test_every_field_of_the_record_can_be_asked_for_but_what_the_person_saw() -> None:
    silent = {one.id for one in fields() if one.group == "record" and not one.letter}
    assert silent == {"opened", "record_copy"}
    assert field_of("session_kind").answer(" Laser ") == "laser"

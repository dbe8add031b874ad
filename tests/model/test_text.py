"""Days and text as a person reads them."""

from __future__ import annotations

import json
import time
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routine_tui.model.care.lengths import read_gap, read_length, read_reviews
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.hours import read_amount, read_hours
from routine_tui.model.recovery.rule import Rule
from routine_tui.model.shelf.shelf import read_months
from routine_tui.model.skin.answers import read_answer
from routine_tui.model.text import (
    NOTE_LIMIT,
    as_value,
    clipped,
    days_in_words,
    escape_control_characters,
    free_text,
    json_escaped,
    listed,
    long_day,
    one_line,
    short_day,
    weekday_day,
)
from tests.cases import each_case
from tests.texts import HOSTILE

SUNDAY = date(2026, 11, 22)
ANYTHING = st.one_of(st.text(), st.sampled_from(HOSTILE))


def obeyed(text: str) -> list[str]:
    """The characters that a terminal or a page would obey."""
    joiners = "\u200c\u200d"
    return [one for one in text if unicodedata.category(one) in ("Cc", "Cf", "Cs") and one not in joiners]


def test_days_are_told_in_plain_english() -> None:
    assert long_day(SUNDAY, SUNDAY) == "Sunday 22 November"
    assert short_day(SUNDAY, SUNDAY) == "22 Nov"
    assert short_day(SUNDAY) == "22 Nov 2026"
    assert weekday_day(SUNDAY, SUNDAY) == "Sun 22 Nov"
    assert weekday_day(SUNDAY) == "Sun 22 Nov 2026"
    assert [days_in_words(count) for count in (0, 1, 2)] == ["0 days", "1 day", "2 days"]


@each_case(("words", "sentence"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_words_are_listed_as_in_a_sentence(words: list[str], sentence: str) -> None:
    assert listed(words) == sentence


def test_a_list_may_end_with_another_word() -> None:
    assert listed(["a", "b"], "or") == "a or b"


@given(ANYTHING)
def test_visible_text_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    assert obeyed(escape_control_characters(text)) == []
    assert set(obeyed(escape_control_characters(text, newlines=True))) <= {"\n"}


@given(ANYTHING)
def test_visible_text_is_visible_text(text: str) -> None:
    assert escape_control_characters(escape_control_characters(text)) == escape_control_characters(text)


def test_visible_text_keeps_what_people_write() -> None:
    for text in ("Balm [/b] <b>", "Crème 洗顔料 تنظيف", "👩🏽‍🔬"):
        assert escape_control_characters(text) == text


def test_visible_text_shows_where_something_was() -> None:
    assert escape_control_characters("a\x1b[2Jb\u202ec") == "a�[2Jbc"
    assert escape_control_characters("a\r\nb\tc") == "a b c"
    assert escape_control_characters("a\r\nb\nc", newlines=True) == "a\nb\nc"


BREAKS = "\n\x0b\x0c\r\x85\u2028\u2029"
CODES = (*range(0x20000), *range(0xE0000, 0xE1000))
"""Where Unicode has anything but ideographs and private letters."""
TAKES_A_PLACE = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
"""Format characters that are drawn, such as the Arabic number sign."""


def becomes(character: str) -> str:
    """What one character becomes, by its category in Unicode: the whole rule in a few lines."""
    category, code = unicodedata.category(character), ord(character)
    if character in BREAKS:
        return "\n"
    if character == "\t":
        return " "
    if category in ("Cc", "Cs") or character in TAKES_A_PLACE or 0x13430 <= code <= 0x1343F or 0xFFF0 <= code <= 0xFFFB:
        return "�"
    if (category == "Cf" and character not in "\u200c\u200d") or code == 0x2065 or 0xE0000 <= code < 0xE0080:
        return ""
    return character


def test_one_table_says_what_every_character_becomes() -> None:
    """As shown, as kept of a note, and as kept of a name: the same everywhere; bytes that are no text are refused."""
    every = [chr(code) for code in CODES]
    between = [f"a{one}b" for one in every]
    assert [shown for one, text in zip(every, between, strict=True)
            if (shown := escape_control_characters(text, newlines=True)) != f"a{becomes(one)}b"] == []  # fmt: skip
    for one, text in zip(every, between, strict=True):
        if unicodedata.category(one) == "Cs":
            with pytest.raises(BadInput, match="aren't UTF-8 text"):
                free_text(text, "The note")
            with pytest.raises(BadInput, match="aren't UTF-8 text"):
                one_line(text, "The name")
        elif unicodedata.category(one) in ("Cc", "Cf", "Zl", "Zp"):
            kept = f"a{becomes(one)}b"
            assert free_text(text, "The note") == kept
            assert one_line(text, "The name") == kept.replace("\n", " ")


@each_case("line_end", ["\n", "\r\n", *BREAKS])
def test_every_line_end_is_one(line_end: str) -> None:
    assert free_text(f"tight{line_end}slept", "The note") == "tight\nslept"
    assert one_line(f"tight{line_end}slept", "The name") == "tight slept"


@each_case("blank", ["\u200b", "\u200d", "\u3164", "\u2800", "\xad \ufeff", "\ufe0f", "\U000e0100", ""])
def test_a_name_that_nobody_can_see_is_empty(blank: str) -> None:
    with pytest.raises(BadInput, match="is empty"):
        one_line(blank, "The name")


@given(ANYTHING, st.integers(1, 20))
def test_what_is_longer_than_can_be_typed_is_cut(text: str, limit: int) -> None:
    cut = clipped(text, limit)
    assert len(cut) <= limit
    assert obeyed(cut) == []
    if len(text) <= limit:
        assert cut == escape_control_characters(text)
    else:
        assert cut[-1] == "…"
        assert escape_control_characters(text[: limit - 1]) == cut[:-1]


@given(ANYTHING)
def test_json_is_escaped_and_reads_back_the_same(text: str) -> None:
    for ascii_only in (False, True):
        escaped = json_escaped(json.dumps({text: [text]}, ensure_ascii=ascii_only, indent=2))
        assert set(obeyed(escaped)) <= {"\n"}
        assert json.loads(escaped) == {text: [text]}


def test_a_long_text_is_looked_through_in_one_go() -> None:
    """Seen to fail where each character is looked up by itself, which takes seconds for some megabytes."""
    text = "洗" * 400_000
    one_by_one = spent(lambda: [unicodedata.category(one) for one in text])
    assert spent(lambda: escape_control_characters(text)) < one_by_one
    assert spent(lambda: clipped(text, NOTE_LIMIT)) < one_by_one / 10
    with pytest.raises(BadInput, match="400,000 characters"):
        free_text(text, "The note")


def spent(work: Callable[[], object]) -> float:
    """How much of the processor's time some work takes (s)."""
    began = time.process_time()
    work()
    return time.process_time() - began


@given(ANYTHING)
def test_a_name_is_one_clean_line_or_refused_in_one_sentence(text: str) -> None:
    try:
        name = one_line(text, "The name")
    except BadInput as refused:
        assert str(refused).startswith("The name ") and "\n" not in str(refused)
        return
    assert name == " ".join(name.split()) != ""
    assert len(name) <= 200 and obeyed(name) == []
    assert one_line(name, "The name") == name


def test_a_name_is_folded() -> None:
    assert one_line("  Zinc \n 30\t+ ", "The name") == "Zinc 30 +"


@each_case(
    ("text", "reason"),
    [("", "empty"), (" \n ", "empty"), ("a" * 201, "201 characters"), ("a\udce8b", "aren't UTF-8 text")],
)
def test_a_name_that_cannot_be_kept_is_refused(text: str, reason: str) -> None:
    with pytest.raises(BadInput, match=reason):
        one_line(text, "The name")


def test_what_may_be_left_out_may_be_empty() -> None:
    assert one_line(" ", "The product", required=False) == ""


@given(ANYTHING)
def test_a_note_keeps_its_lines_and_loses_what_a_terminal_obeys(text: str) -> None:
    note = free_text(text, "The note")
    assert set(obeyed(note)) <= {"\n"}
    assert free_text(note, "The note") == note


def test_a_note_is_trimmed_at_its_ends_and_at_the_end_of_each_line() -> None:
    assert free_text("\n\n dry \t\r\n\nless  \n\n", "The note") == " dry\n\nless"


def test_a_note_that_is_too_long_is_refused() -> None:
    assert len(free_text("a" * 20_000, "The note")) == 20_000
    with pytest.raises(BadInput, match="20,001 characters long: use 20,000 at most"):
        free_text("a" * 20_001, "The note")


# ---------------------------------------------------------------------- values


@each_case(
    ("read", "plain", "pasted"),
    [
        (as_value, "-3", "\u00a0\u22123\u200b\ufeff"),
        (as_value, "10:30", "\uff11\uff10\uff1a\uff13\uff10"),
        (as_value, "38.2", "٣٨٫٢"),
        (as_value, "38.2", "38·2"),
        (partial(read_answer, "redness"), "3", "३"),
        (partial(read_answer, "temp"), "38.2", "۳۸٫۲"),
        (read_length, "24 weeks", "2\u200b4\u00a0weeks"),
        (read_gap, "6-8 weeks", "6\u20138 weeks\u200e"),
        (read_reviews, "4, 8", "\u200e4, 8"),
        (read_months, "12M", "\ufeff12M"),
        (read_hours, "12, from 2, 2 more a day", "\u206012, from 2, 2\u202fmore a day"),
        (read_amount, "6:30", "6:\u200b30"),
        (Rule.from_words, "3 on 2 off", "3\u00ad on 2 off"),
        (partial(read_answer, "temp"), "38.2", "38.2\u200b"),
        (partial(read_answer, "pain"), "7", "\u200e7"),
        (partial(read_answer, "pus"), "yes", "\u200eyes"),
    ],
)
def test_what_cannot_be_seen_changes_no_value(read: Callable[[str], object], plain: str, pasted: str) -> None:
    """Seen to fail: refused, with a sentence that showed what is right."""
    assert read(pasted) == read(plain)

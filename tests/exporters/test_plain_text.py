"""Plain text: at most 76 columns, wide characters counted as two, and nothing that a terminal would obey."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from routine_tui.exporters.plain_text import COLUMNS, wrapped
from routine_tui.model.recovery.recovery import Recovery
from tests.cases import each_case
from tests.exporters.lived import sample, typed_everywhere, written
from tests.strategies import recoveries
from tests.texts import HOSTILE


def columns(line: str) -> int:
    """How many columns a line takes, counted the slow way."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)


@given(recoveries(max_window=40))
def test_no_line_is_wider_than_76_columns(recovery: Recovery) -> None:
    for line in written("txt", recovery).split("\n"):
        assert columns(line) <= COLUMNS, line


@each_case("text", HOSTILE)
def test_nothing_is_left_that_a_terminal_would_obey(text: str) -> None:
    page = written("txt", typed_everywhere(text))
    assert all(character == "\n" or unicodedata.category(character) not in ("Cc", "Cf", "Zl", "Zp") for character in
               page.replace("\u200d", "").replace("\u200c", ""))  # fmt: skip


@given(st.text(st.characters(exclude_categories=["C", "Z"]), max_size=300))
def test_wrapping_loses_no_character(text: str) -> None:
    assert "".join(wrapped(text, "  ").split()) == "".join(text.split())


def test_wide_characters_are_counted_as_two_columns() -> None:
    lines = wrapped("夜" * 60, "  ").split("\n")
    assert [columns(line) for line in lines] == [76, 48]
    assert lines[1].startswith("  夜")


def test_lines_after_the_first_are_indented_as_asked() -> None:
    assert wrapped("a\nb\n\nc", "- ", "  ") == "- a\n  b\n\n  c"


def test_the_page_holds_no_signs_of_markdown() -> None:
    text = written("txt", sample())
    for sign in ("**", "##", "|", "`", "---"):
        assert sign not in text


def test_a_note_keeps_its_lines() -> None:
    assert "    before\n\n    Balm" in written("txt", typed_everywhere("Balm"))

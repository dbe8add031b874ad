"""A note of a day on two or three copies: every line is kept, once, and one person's order is kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from routine_tui.store.document_parts import Document
from routine_tui.store.merge import merge_copies
from routine_tui.store.note_lines import LONGEST, line_values, note_of
from routine_tui.store.register_changes import restamp
from routine_tui.store.registers import content
from tests.cases import each_case

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
texts = st.lists(st.sampled_from(["a", "b", "c", "", "a b"]), max_size=5).map("\n".join)


def written(text: str, minute: int, present: Document | None = None) -> Document:
    """A day whose note is changed to a text at some minute after noon."""
    wanted: Document = {"day": "2026-11-22", "marks": {}} | ({"note": text} if text else {})
    document = restamp("days", present, wanted, NOON + timedelta(minutes=minute))
    assert document is not None
    return document


def note(document: Document) -> str:
    return str((content("days", document) or {}).get("note", ""))


def joined(*copies: Document) -> Document:
    both = copies[0]
    for one in copies[1:]:
        both = merge_copies("days", both, one)
    return both


@given(text=texts)
def test_a_note_taken_apart_is_put_together_again(text: str) -> None:
    assert note_of(dict(line_values(text))) == text


@each_case(
    ("begin", "here", "there", "both"),
    [
        ("", "tight", "itchy", "tight\nitchy"),
        ("calm", "calm\ntight", "calm\nitchy", "calm\ntight\nitchy"),
        ("calm", "calm\ntight\nred", "calm\nitchy\ndry", "calm\ntight\nred\nitchy\ndry"),
        ("calm", "calm\nitchy", "calm\nitchy", "calm\nitchy"),
        ("calm\nred", "calm", "calm\nred\nitchy", "calm\nitchy"),
        ("calm\nred", "calm\nnot red", "calm\nred\nitchy", "calm\nnot red\nitchy"),
        ("calm\nred", "first\ncalm\nred", "calm\nred\nlast", "first\ncalm\nred\nlast"),
        ("calm", "", "calm\nitchy", "itchy"),
        ("a\n\nb", "a\n\nb\n\nc", "a\n\nb\nd", "a\n\nb\n\nc\nd"),
    ],
)
def test_what_two_copies_wrote_is_all_there(begin: str, here: str, there: str, both: str) -> None:
    """Seen to fail where the later note took the place of the other one."""
    begun = written(begin, 0) if begin else None
    one, other = written(here, 1, begun), written(there, 2, begun)
    assert note(joined(one, other)) == note(joined(other, one)) == both
    again = joined(joined(one, other), other, one)
    assert again == joined(one, other), "nothing stands there twice"
    assert note(written(f"{both}\nlast", 3, again)) == f"{both}\nlast"


def test_lines_that_were_added_in_turns_stand_in_the_order_of_time() -> None:
    begun = written("calm", 0)
    one, other = written("calm\na1", 1, begun), written("calm\nb1", 2, begun)
    one, other = written("calm\na1\na2", 3, one), written("calm\nb1\nb2", 4, other)
    assert note(joined(one, other)) == "calm\na1\nb1\na2\nb2"


def test_a_line_that_was_deleted_is_not_brought_back_by_an_older_copy() -> None:
    begun = written("calm\nred", 0)
    later = written("calm", 1, begun)
    assert note(joined(later, begun)) == note(joined(begun, later)) == "calm"
    assert note(joined(written("calm\nred", 2, later), begun)) == "calm\nred"


def test_of_what_an_older_version_wrote_as_a_whole_the_later_text_counts_as_before() -> None:
    old: Document = {
        "day": "2026-11-22",
        "marks": {},
        "note": "whole",
        "changed": {"note": "2026-11-22T12:05:00.000000Z"},
    }
    assert note(written("whole\nmore", 0, old)) == "whole\nmore", "with a clock that was set back, too"
    gone: Document = {"day": "2026-11-22", "marks": {}, "changed": {"note": "2026-11-22T12:05:00.000000Z"}}
    assert note(joined(written("calm", 1), gone)) == note(joined(gone, written("calm", 1))) == ""


@given(data=st.data())
@settings(max_examples=30)
def test_three_lives_of_a_note_join_in_any_order_and_can_be_written_on(data: Any) -> None:
    """Commutative, associative and idempotent; what is typed afterwards is kept to the letter."""
    begin = data.draw(texts)
    begun = written(begin, 0) if begin else None
    copies = []
    for number in range(3):
        copy = begun
        for minute in range(data.draw(st.integers(1, 2))):
            copy = written(data.draw(texts), 1 + 3 * minute + number, copy)
        copies.append(copy or written("", 1))
    found = [joined(*order) for order in permutations(copies)]
    assert all(one == found[0] for one in found)
    assert joined(found[0], *copies) == found[0]
    kept = set(note(found[0]).split("\n"))
    assert kept <= {line for copy in [*copies, *([begun] if begun else [])] for line in note(copy).split("\n")} | {""}
    typed = data.draw(texts)
    assert note(written(typed, 20, found[0])) == typed


@each_case(
    ("begin", "here", "there", "both"),
    [
        ("", "penicillin", "latex", {"penicillin", "latex"}),
        ("nickel", "nickel\npenicillin", "nickel\nlatex", {"nickel", "penicillin", "latex"}),
        ("nickel", "nickel, penicillin", "nickel, latex", {"nickel, penicillin", "nickel, latex"}),
        ("nickel\nlatex", "nickel", "nickel\nlatex", {"nickel"}),
    ],
)
def test_what_two_copies_told_under_allergies_is_all_there(begin: str, here: str, there: str, both: set[str]) -> None:
    """Seen to fail where the later text took the place of the other one, and said nothing of it."""

    def told(text: str, minute: int, present: Document | None) -> Document:
        wanted: Document = {"id": "allergies", "text": text}
        document = restamp("background", present, wanted, NOON + timedelta(minutes=minute))
        assert document is not None
        return document

    begun = told(begin, 0, None)
    one, other = told(here, 1, begun), told(there, 2, begun)
    met = merge_copies("background", one, other)
    assert met == merge_copies("background", other, one) == merge_copies("background", met, one)
    assert set(met["text"].split("\n")) == both
    assert told("none after all", 3, met)["text"] == "none after all"


def test_a_text_longer_than_anybody_types_is_one_part_and_is_joined_all_the_same() -> None:
    """Seen to fail: a file of another program with a million equal lines was looked through for hours."""
    huge = "x\n" * LONGEST
    assert len(dict(line_values(huge))) == 1
    here, there = written(huge, 1), written("tight", 2)
    both = joined(here, there)
    assert note(both) == note(joined(there, here)) == f"{huge}\ntight"
    assert joined(both, here) == joined(both, there) == both
    calm = written("calm", 3, both)
    assert note(joined(calm, here, there)) == note(calm) == "calm"


def test_equal_lines_are_counted() -> None:
    assert [name for name, _ in line_values("\n" * 3) if name.startswith("note:")] == [
        "note:00000000", "note:00000000#2", "note:00000000#3", "note:00000000#4",
    ]  # fmt: skip


def marked(words: str, minute: int, present: Document | None = None) -> Document:
    """A day on which the note of a step's mark is changed to a text at some minute after noon."""
    mark = {"state": "done", "at": NOON.isoformat()} | ({"note": words} if words else {})
    document = restamp("days", present, {"day": "2026-11-22", "marks": {"a": mark}}, NOON + timedelta(minutes=minute))
    assert document is not None
    return document


def step_note(document: Document) -> str:
    return str((content("days", document) or {})["marks"]["a"].get("note", ""))


@each_case(
    ("begin", "here", "there", "both"),
    [
        ("", "tight", "itchy", "tight\nitchy"),
        ("calm", "tight", "itchy", "tight\nitchy"),
        ("calm", "calm\ntight", "calm\nitchy", "calm\ntight\nitchy"),
        ("calm", "", "calm\nitchy", "itchy"),
        ("calm", "itchy", "itchy", "itchy"),
    ],
)
def test_what_two_copies_wrote_beside_a_tick_is_all_there(begin: str, here: str, there: str, both: str) -> None:
    """Seen to fail where the later note of a step took the place of the other one."""
    begun = marked(begin, 0)
    one, other = marked(here, 1, begun), marked(there, 2, begun)
    assert step_note(joined(one, other)) == step_note(joined(other, one)) == both
    again = joined(joined(one, other), other, one)
    assert again == joined(one, other), "nothing stands there twice"
    assert step_note(marked(f"{both}\nlast", 3, again)) == f"{both}\nlast"


def test_a_step_s_note_and_the_day_s_are_two() -> None:
    day = {
        "day": "2026-11-22",
        "marks": {"a": {"state": "done", "at": NOON.isoformat(), "note": "same"}},
        "note": "same",
    }
    both = joined(restamp("days", None, day, NOON) or {}, written("of the day", 1))
    assert (step_note(both), note(both)) == ("same", "same\nof the day")


def test_of_a_step_s_note_that_an_older_version_wrote_the_later_text_counts_as_before() -> None:
    """It kept the note of a mark as one part, ``words:``, and such files are read for good."""
    later = NOON + timedelta(minutes=5)
    whole = {"words:a": "2026-11-22T12:05:00.000000Z"}
    old: Document = marked("whole", 0) | {"changed": whole}
    assert step_note(joined(marked("calm", 1), old)) == step_note(joined(old, marked("calm", 1))) == "whole"
    assert step_note(joined(marked("calm", 6), old)) == "whole\ncalm"
    gone: Document = {"day": "2026-11-22", "marks": {}, "unseen": {"words:a": "stung"}} | {
        "changed": {"mark:a": "2026-11-22T12:05:00.000000Z"} | whole
    }
    assert note(gone) == note(joined(gone, written("", 1))) == "a: stung"
    again = {"day": "2026-11-22", "marks": {"a": {"state": "done", "at": later.isoformat()}}, "note": "a: stung"}
    assert note(restamp("days", gone, again, later) or {}) == "a: stung"


@given(data=st.data())
@settings(max_examples=30)
def test_three_lives_of_a_step_s_note_join_in_any_order(data: Any) -> None:
    """With ticks taken away and set again: what is told of it is the same whoever meets whom, and so for good."""
    begun = marked(data.draw(texts), 0)
    copies = []
    for number in range(3):
        copy = begun
        for minute in range(data.draw(st.integers(1, 3))):
            at = 1 + 3 * minute + number
            if data.draw(st.integers(0, 3)):
                copy = marked(data.draw(texts), at, copy)
            else:
                copy = restamp("days", copy, {"day": "2026-11-22", "marks": {}}, NOON + timedelta(minutes=at)) or copy
        copies.append(copy)
    found = [joined(*order) for order in permutations(copies)]
    assert all(one == found[0] for one in found)
    assert joined(found[0], *copies) == found[0]
    typed = data.draw(texts.filter(bool))
    assert step_note(marked(typed, 20, found[0])) == typed

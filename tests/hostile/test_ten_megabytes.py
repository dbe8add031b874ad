"""Ten megabytes in one name, product, note or reason: every command answers soon, and floods nobody.

The limits are of the processor's time, and wide, as machines differ; what they hold off took from a minute to days.
Seen to fail with the whole text in ``clipped`` (model/words.py).
"""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from routine_tui.exporters.escapes import markdown
from routine_tui.model.recovery.diary import Day
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import escape_control_characters
from routine_tui.store.folder import RecoveryFolder
from tests.cli.outside import planner_of, run, state_of, today
from tests.exporters.lived import TEXTS as TEXT_FORMATS
from tests.hang import no_hang
from tests.hostile.test_words_out import assert_calm, said
from tests.hostile.texts import holding

pytestmark = pytest.mark.slow

MEGABYTES = 10
BEARABLE = 400_000
"""The most that a command prints of such a file, in characters; without it a reader would get tens of millions."""

TEXTS = {"one-word": ("x", 1), "lines": ("é\n", 3), "controls": ("\x1b[31m", 10)}
"""What is said again and again, and for how many bytes once; the tests that are run make it that long."""
COMMANDS = (
    ["today"], ["status", "--format", "{next}"], ["steps"], ["list"], ["tick", "1"], ["undo"], ["use", "nosuch"],
    *(["export", "--format", name] for name in TEXT_FORMATS if name != "json"),
)  # fmt: skip


def in_one_place(text: str, place: str) -> Recovery:
    """A recovery in which one text is that long: the name, a product, a step's name, a note, a reason."""
    recovery = holding("calm", today(), text if place == "recovery" else "Face")
    if place in ("name", "product", "instructions"):
        return recovery.with_routine(recovery.routine.with_changes("due", today(), **{place: text}))
    marks = dict(recovery.record(today()).marks)
    if place == "reason":
        marks["left"] = replace(marks["left"], reason=text)
    if place == "mark":
        marks["done"] = replace(marks["done"], note=text)
    return recovery.with_record(Day(today(), marks, text if place == "note" else ""))


@pytest.mark.parametrize(
    ("kind", "place"),
    [("one-word", "recovery"), ("lines", "mark"), ("controls", "product")],
)
def test_every_command_answers_soon_and_floods_nobody(tmp_path: Path, kind: str, place: str) -> None:
    said_again, size = TEXTS[kind]
    RecoveryFolder(tmp_path).create(in_one_place(said_again * (MEGABYTES * 10**6 // size), place))
    for words in COMMANDS:
        with no_hang():
            ran = said(tmp_path, *words)
        assert len(ran.out) + len(ran.err) < BEARABLE, words
        assert_calm(ran, words)


def test_one_word_of_many_characters_is_escaped_in_one_pass() -> None:
    """Seen to fail where each place in a word is tried as the beginning of an address: that takes hours."""
    with no_hang():
        assert markdown("x" * 10**6) == "x" * 10**6
        assert escape_control_characters("\x1b" * 10**6) == "�" * 10**6


TYPED: tuple[list[str], ...] = (
    ["note"], ["new"], ["use"], ["tick"], ["tick", "1", "--note"], ["today", "--on"], ["steps", "add", "--slot", "day"],
    ["steps", "add", "x", "--slot", "day", "--every"], ["export", "--format"], [],
)  # fmt: skip


@pytest.mark.parametrize("words", TYPED, ids=" ".join)
def test_typed_it_is_refused_soon_and_in_few_words(tmp_path: Path, words: list[str]) -> None:
    planner_of(tmp_path).recoveries.begin("Face", today())
    before = state_of(tmp_path)
    with no_hang():
        ran = said(tmp_path, *words, "x" * MEGABYTES * 10**6)
    assert ran.status in (1, 2)
    assert ran.out == ""
    assert len(ran.err) < 30_000
    assert state_of(tmp_path) == before


def test_poured_into_a_command_that_asks_nothing_it_is_left_alone(tmp_path: Path) -> None:
    planner_of(tmp_path).recoveries.begin("Face", today())
    ran = run(tmp_path, "note", "calm", typed="x" * MEGABYTES * 10**6)
    assert (ran.status, ran.out, ran.err) == (0, "Note added for today.\n", "")
